"""The lock, the wheelhouse and what is shipped."""

import json
import math
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tomllib
import zipfile
from contextlib import closing, suppress
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

import build
import icon
import msi
import pytest
import record
import report
import wheelhouse
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtGui import QImage

from tests.intake import office
from tests.test_start import sdist

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_7247668ee333bfb4.txt"
LOCK, OCR_LOCK = ROOT / "requirements.lock", ROOT / "requirements-ocr.lock"
ENTRY = re.compile(
    r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^\s;]+)[^\n]* \\\n(?P<hashes>(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.M,
)


def locked(lock: Path = LOCK) -> dict[str, re.Match[str]]:
    return {entry["name"]: entry for entry in ENTRY.finditer(lock.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("lock", [LOCK, OCR_LOCK], ids=["all", "ocr"])
def test_the_lock_names_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
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
    text = LOCK.read_text(encoding="utf-8") + OCR_LOCK.read_text(encoding="utf-8")
    found = [(entry["name"], entry["version"]) for entry in ENTRY.finditer(text)]
    for requirement in map(Requirement, wanted):
        versions = [version for name, version in found if name == canonicalize_name(requirement.name)]
        assert versions, f"{requirement} is not locked: run packaging/lock.py"
        # What is asked of some Pythons alone may be locked once for each of them.
        fits = [requirement.specifier.contains(version, prereleases=True) for version in versions]
        assert any(fits) if requirement.marker else all(fits), requirement


def test_what_recognises_scans_is_nothing_that_everybody_gets() -> None:
    apart = locked(OCR_LOCK)
    assert {"rapidocr", "onnxruntime", "numpy"} <= apart.keys()
    assert not apart.keys() & locked().keys()


def test_our_own_wheel_depends_on_the_published_files_alone(tmp_path: Path) -> None:
    made = []
    for turn, mask in (("one", 0o022), ("two", 0o077)):
        folder = tmp_path / turn
        folder.mkdir()
        before = os.umask(mask)
        made.append(wheelhouse.wheel_of(sdist(folder, "WORD = '督阅'\n"), folder).read_bytes())
        os.umask(before)
    assert made[0] == made[1]


@pytest.mark.skipif(find_spec("pip") is None, reason="this Python came without pip")
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
    before = {lock: lock.read_bytes() for lock in (LOCK, OCR_LOCK)}
    try:
        subprocess.run([sys.executable, "packaging/lock.py"], cwd=ROOT, check=True)
        assert {lock: lock.read_bytes() for lock in before} == before
    finally:
        for lock, data in before.items():
            lock.write_bytes(data)


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


def test_the_windows_icon_is_drawn_from_the_programs_own() -> None:
    data = icon.ICON.read_bytes()
    assert data[:6] == struct.pack("<HHH", 0, 1, len(icon.SIZES))
    for number, size in enumerate(icon.SIZES):
        side, _, _, _, _, depth, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        drawn = QImage.fromData(data[offset : offset + length])
        assert (side or 256, depth, drawn.width(), drawn.height()) == (size, 32, size, size)
        # Other versions of Qt may pack it otherwise, but draw the same.
        assert drawn == QImage.fromData(icon.png(icon.SOURCE, size))


def test_the_installer_names_every_file_once_and_keeps_its_ids(tmp_path: Path) -> None:
    for name in ("督阅.exe", "duyue.exe", "parts-1/a & b.dll", "parts-1/lib/c.dll"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    text = msi.product(tmp_path, "1.2.3", "a")
    wix = ElementTree.fromstring(text)
    space = "{http://schemas.microsoft.com/wix/2006/wi}"
    files = {file.get("Source"): file for file in wix.iter(f"{space}File")}
    assert set(files) == {"督阅.exe", "duyue.exe", "parts-1/a & b.dll", "parts-1/lib/c.dll"}
    assert text.isascii() or set(re.findall(r"[^\x00-\x7f]+", text)) == {"督阅"}, "the tool keeps ASCII alone"
    components = [str(component.get("Id")) for component in wix.iter(f"{space}Component")]
    assert sorted(components) == sorted(str(one.get("Id")) for one in wix.iter(f"{space}ComponentRef"))
    assert len(set(components)) == len(files) + 1
    (shortcut,) = wix.iter(f"{space}Shortcut")
    assert shortcut.get("Target") == f"[#{files['督阅.exe'].get('Id')}]"
    assert all(value.get("Root") == "HKCU" for value in wix.iter(f"{space}RegistryValue")), "no administrator"
    others = [ElementTree.fromstring(msi.product(tmp_path, *told)) for told in (("1.3.0", "a"), ("1.2.3", "b"))]
    ids = [[one.get("Guid") for one in whole.iter(f"{space}Component")] for whole in (wix, *others)]
    assert ids[0] == ids[1] == ids[2]
    products = [found for whole in (wix, *others) if (found := whole.find(f"{space}Product")) is not None]
    assert len({product.get("UpgradeCode") for product in products}) == 1
    assert len({product.get("Id") for product in products}) == 3, "each build takes the other's place"


@pytest.mark.parametrize(("commit", "ending"), [("0123456789abcdef", "-0123456"), ("", "")])
def test_each_build_names_a_folder_of_its_own(commit: str, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "commit", lambda: commit)
    assert record.inner_folder() == f"parts-{record.metadata_version()}{ending}"


def licensed(expression: str) -> set[str]:
    """Take every choice that the licence of a part offers to the permissive side; gives what it obliges to."""
    choices = [set(re.findall(r"[\w.-]+(?: WITH [\w.-]+)?", one)) - {"AND"} for one in expression.split(" OR ")]
    alternatives = [choice for choice in choices if not any("GPL-" in name and "LGPL" not in name for name in choice)]
    return (alternatives or choices)[0]


@pytest.mark.parametrize("name", [*record.parts()])
def test_every_part_may_be_shipped_with_the_program(name: str) -> None:
    permissive = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "Zlib", "LicenseRef-PdfiumThirdParty"}
    # Qt's libraries can be replaced; PyInstaller's loader may be shipped with any program.
    bounded = {
        "pyside6-essentials": {"LGPL-3.0-only"},
        "shiboken6": {"LGPL-3.0-only"},
        "pyinstaller": {"GPL-2.0-or-later WITH Bootloader-exception"},
    }
    said = record.licence(name)
    assert said, "nothing is known of its licence"
    assert licensed(said) <= permissive | bounded.get(name, set()), said


def test_what_was_left_out_is_told_largest_first(tmp_path: Path) -> None:
    (tmp_path / "parts-1").mkdir()
    record.write(tmp_path, {"a": 400_000, "b": 2_000_000, "c": 70_000, "d": 30_000})
    told = report.left_out(tmp_path)
    assert list(told.items()) == [("b", 2_000_000), ("a", 400_000), ("smaller ones", 100_000), ("together", 2_500_000)]


def test_the_bundle_that_recognises_scans_has_no_budget() -> None:
    assert report.budget("windows", {"PySide6", "rapidocr"}) == (math.inf, math.inf)
    assert report.budget("windows", {"PySide6"}) == (100, 45)


def test_release_notes_are_one_versions_of_the_changelog() -> None:
    said = record.notes(record.metadata_version())
    assert said
    assert "## " not in said
    with pytest.raises(ValueError, match=r"9\.9\.9"):
        record.notes("9.9.9")


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_an_archive_depends_on_the_folder_alone(system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    made = []
    for turn, mask in (("one", 0o022), ("two", 0o077)):
        folder = tmp_path / turn / "duyue"
        before = os.umask(mask)
        (folder / "子 目录").mkdir(parents=True)
        (folder / "子 目录" / "b.txt").write_text("二", encoding="utf-8")
        (folder / "a").write_text("一", encoding="utf-8")
        os.umask(before)
        made.append(build.archive(folder, tmp_path / turn))
    assert made[0].read_bytes() == made[1].read_bytes()
    shutil.unpack_archive(made[0], tmp_path / "unpacked")
    names = {path.name for path in (tmp_path / "unpacked" / "duyue").rglob("*") if path.is_file()}
    assert names == {"a", "b.txt", "portable.txt"}


def test_the_rehearsal_names_no_place_of_one_machine() -> None:
    for path in (ROOT / "packaging").rglob("*"):
        if path.suffix in {".sh", ".py", ".spec", ".c"}:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"/(?:home|root|work|opt)/|https?://(?!schemas\.microsoft)", text), path


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build.build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(record.date() + 1))
        patch.setenv("DUYUE_COMMIT", "f" * 40)
        return build.build(tmp_path_factory.mktemp("newer"))


def inside(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.lstat().st_size for path in folder.rglob("*") if path.is_file()}


@pytest.mark.all
def test_the_frozen_program_works_on_a_bare_machine(program: Path, tmp_path: Path) -> None:
    assert build.selftest(program, tmp_path) == 0
    made = {path.suffix for path in (tmp_path / "out").iterdir()}
    assert made >= {".duyue", ".xlsx", ".png"}
    files = inside(program.parent)
    unwanted = ("Qt6Network", "Qt6Quick", "Qt6Pdf", "lac_small", "tkinter", "numpy", "_ssl", "gtk", "sqlite_extra")
    assert not [name for name in files for word in unwanted if word in name]
    assert not [path for path in program.parent.rglob("*") if not path.exists()], "a second name of nothing"
    written = json.loads(record.of(program.parent).read_text(encoding="utf-8"))
    assert set(written["files"]) == set(files) - {record.of(program.parent).relative_to(program.parent).as_posix()}
    assert sum(written["left_out"].values()) > 20e6
    (data,) = program.parent.glob("parts-*/desktop/_data")
    assert inside(data / "resources") == inside(ROOT / "resources")
    assert inside(data / "seeds") == inside(ROOT / "seeds")

    given = tmp_path / "报告.docx"
    given.write_bytes(office.docx(office.p("全县在校学生12345人。")))
    bare = {"DUYUE_HOME": str(tmp_path / "home")}
    read = subprocess.run([program, "read", given], env=bare, capture_output=True, check=True, encoding="utf-8")
    assert '"12345人"' in read.stdout, "the process that unpacks files starts from a frozen program too"


@pytest.mark.all
def test_every_part_of_the_program_comes_with_its_licence(program: Path) -> None:
    bill = json.loads((program.parent / "SBOM.json").read_text(encoding="utf-8"))
    listed = {part["name"] for part in bill["components"]}
    (shipped,) = program.parent.glob("parts-*/licenses")
    # Their texts stand beside the folders: the loader's exception asks for none, Qt's and jieba's are ours to add.
    beside = {"pyinstaller", "pyside6-essentials", "shiboken6", "jieba"}
    assert {path.name for path in shipped.iterdir() if path.is_dir() and any(path.rglob("*"))} >= listed - beside
    assert {"LICENSE", "README.txt", "LGPL-3.0.txt", "jieba.txt", "sqlite3mc.txt"} <= set(os.listdir(shipped))
    assert list((shipped / "pypdfium2").rglob("pdfium.txt"))
    # Modules of Qt that are published under the GPL alone, libraries of the system that are.
    foreign = "Charts|Graphs|DataVis|VirtualKeyboard|NetworkAuth|HttpServer|Quick3D|Mqtt|readline|gdbm|poppler|MuPDF"
    assert not [name for name in inside(program.parent) if re.search(foreign, Path(name).name, re.I)]


@pytest.mark.all
def test_the_build_stays_within_its_budget(program: Path, tmp_path: Path) -> None:
    folder, packed = report.BUDGETS["linux"]
    assert sum(report.size_by_part(program.parent).values()) < folder * 1e6
    assert build.archive(program.parent, tmp_path).stat().st_size < packed * 1e6


@pytest.mark.all
def test_it_works_where_nothing_can_be_written(program: Path, tmp_path: Path) -> None:
    installed = tmp_path / "程序 文件" / "督 阅"
    shutil.copytree(program.parent, installed, symlinks=True)
    for path in [*installed.rglob("*"), installed]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)
    before = inside(installed)
    given = tmp_path / "一 份报告.txt"
    given.write_text("全县在校学生12345人。", encoding="utf-8")
    try:
        # No home can be made there, whoever asks.
        for bare in ({}, {"HOME": "/proc/nowhere"}):
            done = subprocess.run(
                [installed / "duyue", "read", given], env=bare, capture_output=True, check=True, encoding="utf-8"
            )
            assert '"12345人"' in done.stdout
            assert not done.stderr
            subprocess.run([installed / "duyue", "--selftest"], env=bare, cwd=tmp_path, check=True)
        assert inside(installed) == before, "root may write anywhere, yet nothing was"
    finally:
        for path in [installed, *installed.rglob("*")]:
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | 0o200)


@pytest.mark.all
def test_a_marked_program_writes_beside_itself_alone(program: Path, tmp_path: Path) -> None:
    carried = tmp_path / "优盘 一"
    shutil.copytree(program.parent, carried, symlinks=True)
    (carried / build.MARKER).write_text(build.MARKED, encoding="utf-8")
    home = tmp_path / "home of another"
    home.mkdir()
    given = tmp_path / "报告.txt"
    given.write_text("全县在校学生12345人。", encoding="utf-8")
    subprocess.run(
        [carried / "duyue", "suggest", given, "--checklist", "cq2023"],
        env={"HOME": str(home)},
        capture_output=True,
        check=True,
    )
    assert (carried / "督阅数据" / "cache").is_dir()
    assert not list(home.iterdir())


@pytest.mark.all
def test_a_newer_program_takes_the_place_of_an_older_one_on_a_stick(program: Path, newer: Path, tmp_path: Path) -> None:
    stick = tmp_path / "优盘 二" / "督阅"
    shutil.copytree(program.parent, stick, symlinks=True)
    (stick / build.MARKER).write_text(build.MARKED, encoding="utf-8")
    case = stick / "督阅数据" / "督阅" / "一县.duyue"
    settings = stick / "督阅数据" / "settings" / "settings.json"
    for path in (case, settings):
        path.parent.mkdir(parents=True)
    settings.write_text('{"version": 1, "zoom": 150}', encoding="utf-8")

    def told(*words: str | Path) -> tuple[int, str]:
        done = subprocess.run([stick / "duyue", *words], env={}, capture_output=True, check=False, encoding="utf-8")
        return done.returncode, done.stdout + done.stderr

    assert told("case", "new", SEED, "--checklist", "cq2023", "-o", case)[0] == 0
    assert told("case", "score", case, "cq.A1", "--level", "达标")[0] == 0
    shelf = told("checklists")
    kept = {path: path.read_bytes() for path in (case, settings)}

    shutil.copytree(newer.parent, stick, symlinks=True, dirs_exist_ok=True)
    assert len(list(stick.glob("parts-*"))) == 2, "nothing of the older is mixed into the newer"
    assert "（ffffffffffff）" in told("--selftest")[1]
    assert told("checklists") == shelf
    assert told("case", "verify", case)[0] == 0
    assert {path: path.read_bytes() for path in kept} == kept

    with closing(sqlite3.connect(case)) as db:
        db.execute("PRAGMA user_version = 99")
    newest = case.read_bytes()
    code, words = told("case", "show", case)
    assert code == 1
    assert "请升级督阅" in words
    assert case.read_bytes() == newest


@pytest.mark.all
def test_the_window_of_a_newer_program_takes_away_what_the_older_one_left(
    program: Path, newer: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "优盘 三"
    for path in (program, newer):
        shutil.copytree(path.parent, stick, symlinks=True, dirs_exist_ok=True)
    older, own = (stick / record.of(path.parent).parent.name for path in (program, newer))
    (older / "我的.txt").write_text("mine", encoding="utf-8")
    whole = inside(own)
    bare = {"DUYUE_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    window = subprocess.Popen([stick / "duyue"], env=bare)
    try:
        for _ in range(600):
            if not (older / record.BUILD).exists():
                break
            with suppress(subprocess.TimeoutExpired):
                window.wait(0.1)
    finally:
        window.terminate()
        window.wait()
    assert set(inside(older)) == {"我的.txt"}
    assert inside(own) == whole


@pytest.mark.all
@pytest.mark.parametrize(
    "pattern",
    [
        "parts-*/jieba/dict.txt",
        "parts-*/pypinyin/pinyin_dict.json",
        "parts-*/desktop/_data/resources/lexicon/indicators.yaml",
        "parts-*/desktop/_data/resources/checklists/cq2023.yaml",
        "parts-*/desktop/_data/seeds/000_*.txt",
        "parts-*/PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "parts-*/PySide6/Qt/plugins/imageformats/libqsvg.so",
        "parts-*/PySide6/Qt/translations/qtbase_zh_CN.qm",
        "parts-*/lxml/etree*.so",
        "parts-*/pypdfium2_raw/libpdfium.so",
        "parts-*/docx/templates/default.docx",
        "parts-*/apsw/__init__*.so",
        "parts-*/BUILD.json",
    ],
)
def test_the_selftest_names_the_file_that_is_gone(pattern: str, program: Path, tmp_path: Path) -> None:
    (gone,) = program.parent.glob(pattern)
    aside = gone.rename(tmp_path / "aside")
    try:
        done = subprocess.run([program, "--selftest"], env={}, capture_output=True, check=False, encoding="utf-8")
    finally:
        aside.rename(gone)
    assert done.returncode == 1
    last = (done.stdout + done.stderr).splitlines()[-1]
    assert last.startswith("失败  程序文件：缺少 ")
    assert gone.name in last


@pytest.mark.all
def test_the_same_commit_gives_the_same_bytes(program: Path, tmp_path: Path) -> None:
    again = build.build(tmp_path)
    written = [json.loads(record.of(one.parent).read_text(encoding="utf-8")) for one in (program, again)]
    assert written[0] == written[1]
