"""The lock, the wheelhouse and what is shipped."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import build
import pytest
import wheelhouse
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.intake import office
from tests.test_start import sdist

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
ENTRY = re.compile(
    r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^\s;]+)[^\n]* \\\n(?P<hashes>(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.M,
)


def locked() -> dict[str, re.Match[str]]:
    return {entry["name"]: entry for entry in ENTRY.finditer(LOCK.read_text(encoding="utf-8"))}


def test_the_lock_names_no_place() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert not re.search(
        r"://|--index|--extra-index|--find-links|--trusted-host|^-|file:|(?<![\w.])/\w|\\\w", text, re.M
    )


def test_every_entry_of_the_lock_is_pinned_and_hashed() -> None:
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert len(entries) == len(locked()) > 20
    assert "jieba" in locked()
    assert locked()["jieba"]["hashes"].count("sha256:") == 2, "the source and our own wheel"


def test_the_lock_fits_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    found = locked()
    for requirement in map(Requirement, wanted):
        entry = found.get(canonicalize_name(requirement.name))
        assert entry, f"{requirement} is not locked: run packaging/lock.py"
        assert requirement.specifier.contains(entry["version"], prereleases=True), requirement


def test_our_own_wheel_depends_on_the_published_files_alone(tmp_path: Path) -> None:
    made = []
    for turn, mask in (("one", 0o022), ("two", 0o077)):
        folder = tmp_path / turn
        folder.mkdir()
        before = os.umask(mask)
        made.append(wheelhouse.wheel_of(sdist(folder, "WORD = '督阅'\n"), folder).read_bytes())
        os.umask(before)
    assert made[0] == made[1]


def test_our_own_wheel_installs(tmp_path: Path) -> None:
    wheel = wheelhouse.wheel_of(sdist(tmp_path, "WORD = '督阅'\n"), tmp_path)
    into = tmp_path / "site"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--target",
        str(into),
        str(wheel),
    ]
    subprocess.run(pip, check=True)
    assert (into / "tiny" / "__init__.py").read_text(encoding="utf-8") == "WORD = '督阅'\n"
    assert not (into / "setup.py").exists()


@pytest.mark.parametrize("name", ["tiny.tar.gz", "other-1.0.tar.gz"])
def test_a_source_package_without_its_package_is_refused(name: str, tmp_path: Path) -> None:
    archive = sdist(tmp_path, "").rename(tmp_path / name)
    with pytest.raises(ValueError, match=name):
        wheelhouse.wheel_of(archive, tmp_path)


@pytest.mark.all
def test_renewing_the_lock_changes_no_byte() -> None:
    before = LOCK.read_bytes()
    try:
        subprocess.run([sys.executable, "packaging/lock.py"], cwd=ROOT, check=True)
        assert LOCK.read_bytes() == before
    finally:
        LOCK.write_bytes(before)


@pytest.mark.all
def test_an_installed_wheel_carries_resources_and_seeds(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip"]
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("duyue-*.whl")
    into = tmp_path / "site"
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--target", str(into), str(wheel)], check=True)
    program = (
        "from desktop import paths\n"
        "assert paths.resource('checklists', 'cq2023.yaml').is_file()\n"
        "assert len(list(paths.seeds_dir().glob('*.txt'))) == 5\n"
        "print(paths.resource())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=into,
        env={"PYTHONPATH": str(into)},
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.strip() == str(into / "desktop" / "_data" / "resources")
    with zipfile.ZipFile(wheel) as archive:
        outside = {name.split("/")[0] for name in archive.namelist()}
    assert len(outside) == 2, outside


@pytest.mark.all
def test_the_frozen_program_works_on_a_bare_machine(tmp_path: Path) -> None:
    program = build.build(tmp_path / "dist")
    assert build.selftest(program, tmp_path) == 0
    made = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert made >= {".duyue", ".xlsx", ".png"}
    inside = {path.relative_to(program.parent).as_posix() for path in program.parent.rglob("*") if path.is_file()}
    assert any(name.endswith("licenses/LGPL-3.0.txt") for name in inside)
    unwanted = ("Qt6Network", "Qt6Quick", "Qt6Pdf", "lac_small", "tkinter", "numpy")
    assert not [name for name in inside for word in unwanted if word in name]
    assert sum((program.parent / name).lstat().st_size for name in inside) < 200e6

    report = tmp_path / "报告.docx"
    report.write_bytes(office.docx(office.p("全县在校学生12345人。")))
    bare = {"DUYUE_HOME": str(tmp_path / "home")}
    read = subprocess.run([program, "read", report], env=bare, capture_output=True, check=True, encoding="utf-8")
    assert '"12345人"' in read.stdout, "the process that unpacks files starts from a frozen program too"
