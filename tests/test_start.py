"""start.py in a project of its own: what it installs, when it installs again, and what it runs."""

import hashlib
import io
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
import wheelhouse

import start

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the machine it is tried on stands in for Debian")
ROOT = Path(__file__).resolve().parent.parent
TELL = """
import json, os, sys
names = ("PYTHONUTF8", "LC_ALL", "QT_QPA_PLATFORM")
print(json.dumps({"argv": sys.argv[1:], "cwd": os.getcwd(), **{name: os.environ.get(name) for name in names}}))
"""


def sdist(folder: Path, body: str) -> Path:
    """Write a source package `tiny` 1.0 whose module holds ``body``."""
    made = folder / "tiny-1.0.tar.gz"
    with tarfile.open(made, "w:gz") as archive:
        for name, text in (
            ("PKG-INFO", "Metadata-Version: 1.1\nName: tiny\nVersion: 1.0\n"),
            ("setup.py", "raise SystemExit('is never run')\n"),
            ("tiny/__init__.py", body),
        ):
            entry = tarfile.TarInfo(f"tiny-1.0/{name}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return made


def require_tiny(project: Path, body: str) -> None:
    """Put `tiny` into the project's wheelhouse and lock."""
    (project / "wheelhouse").mkdir(exist_ok=True)
    wheel = wheelhouse.wheel_of(sdist(project, body), project / "wheelhouse")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (project / "requirements.lock").write_text(f"tiny==1.0 --hash=sha256:{digest}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay out a clone that requires one package and whose program, tests and tools tell how they were run."""
    made = tmp_path_factory.mktemp("clone")
    shutil.copy(ROOT / "start.py", made)
    require_tiny(made, "WORD = 'one'\n")
    (made / "desktop").mkdir()
    (made / "desktop" / "__main__.py").write_text(f"import tiny\n{TELL}", encoding="utf-8")
    for tool in ("pytest", "mypy"):
        (made / f"{tool}.py").write_text(TELL, encoding="utf-8")
    (made / "ruff.py").write_text("import sys\nsys.exit(3 if sys.argv[1] == 'format' else 0)\n", encoding="utf-8")
    return made


def run(project: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the project's start.py where no package manager and no screen is to be found."""
    return subprocess.run(
        [sys.executable, str(project / "start.py"), *arguments],
        env={"PATH": str(project / "nowhere"), **variables},
        cwd="/",
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Read what the program that was started told of itself."""
    found = re.search(r"^\{.*\}$", done.stdout, re.MULTILINE)
    assert found, done
    answer: dict[str, Any] = json.loads(found[0])
    return answer


def test_installs_once_and_anew_after_a_failure(project: Path) -> None:
    lock, mark = project / "requirements.lock", project / ".venv" / "mark"
    good = lock.read_text(encoding="utf-8")
    lock.write_text(good.replace("tiny==1.0", "tiny==1.1"), encoding="utf-8")
    refused = run(project, "--", "read")
    assert refused.returncode == 1
    assert "没有装上" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert (project / ".venv").is_dir()
    mark.touch()

    lock.write_text(good, encoding="utf-8")
    assert told(run(project, "--", "read", "a.txt"))["argv"] == ["read", "a.txt"]
    assert not mark.exists()
    mark.touch()
    second = run(project, "--", "read")
    assert second.returncode == 0
    assert "安装" not in second.stdout
    assert mark.exists()


def test_another_lock_asks_for_another_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "LOCK", tmp_path / "requirements.lock")
    stamps = set()
    for text in ("tiny==1.0\n", "tiny==1.1\n", "tiny==1.0\n"):
        start.LOCK.write_text(text, encoding="utf-8")
        stamps.add(start.stamp())
    assert len(stamps) == 2


def test_without_a_screen_the_self_test_runs(project: Path) -> None:
    done = run(project)
    answer = told(done)
    assert answer["argv"] == ["--selftest", "--out", "out"]
    assert answer["QT_QPA_PLATFORM"] == "offscreen"
    assert str(project / "out") in done.stdout


def test_with_a_screen_the_window_opens_on_an_example(project: Path) -> None:
    answer = told(run(project, DISPLAY=":9"))
    (report,) = answer["argv"]
    assert (ROOT / report).is_file()
    assert Path(answer["cwd"]) == project
    assert answer["QT_QPA_PLATFORM"] is None


TOGETHER = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]


@pytest.mark.parametrize(
    ("arguments", "handed"),
    [
        (["--test"], ["-m", "not all", *TOGETHER]),
        (["--test", "--", "-k", "word"], ["-m", "not all", *TOGETHER, "-k", "word"]),
        (["--test-all"], ["--cov", "--hypothesis-profile=default"]),
    ],
)
def test_runs_the_tests(project: Path, arguments: list[str], handed: list[str]) -> None:
    answer = told(run(project, *arguments))
    assert answer["argv"] == handed
    assert answer["QT_QPA_PLATFORM"] == "offscreen"


def test_lint_stops_at_the_first_complaint(project: Path) -> None:
    done = run(project, "--lint")
    assert done.returncode == 3
    assert not done.stdout.strip().endswith("}")


def test_what_is_started_speaks_utf8(project: Path) -> None:
    answer = told(run(project, "--", "读", LC_ALL="POSIX"))
    assert answer["argv"] == ["读"]
    assert (answer["PYTHONUTF8"], answer["LC_ALL"]) == ("1", "C.UTF-8")


@pytest.mark.parametrize(
    ("given", "changed"),
    [
        ({}, True),
        ({"LANG": "C"}, True),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "C", "LC_ALL": "C.UTF-8"}, False),
        ({"LANG": "C.UTF-8", "LC_CTYPE": "C"}, True),
        ({"LANG": "xx_XX.UTF-8"}, True),
    ],
)
def test_a_locale_is_set_only_where_none_is_utf8(given: dict[str, str], changed: bool) -> None:
    assert (start.environment(given).get("LC_ALL") != given.get("LC_ALL")) is changed


def test_what_is_started_keeps_its_bytecode() -> None:
    assert "PYTHONDONTWRITEBYTECODE" not in start.environment({"PYTHONDONTWRITEBYTECODE": "1"})


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for Debian: `dpkg-query` prints the file `installed`, `apt-get` adds its calls to the file `calls`."""
    programs = tmp_path / "bin"
    programs.mkdir()
    scripts = {
        "dpkg-query": f"cat {tmp_path}/installed",
        "apt-get": f'echo "$DEBIAN_FRONTEND $*" >> {tmp_path}/calls',
    }
    for name, body in scripts.items():
        (programs / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (programs / name).chmod(stat.S_IRWXU)
    (tmp_path / "installed").write_text("", encoding="utf-8")
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setattr(start, "_install_python_packages", lambda: None)
    monkeypatch.setattr(start, "lint", lambda: 0)
    return tmp_path


def install(system: Path, names: tuple[str, ...]) -> None:
    (system / "installed").write_text("".join(f"installed\t{name}, \n" for name in names), encoding="utf-8")


def test_root_installs_what_is_missing_without_a_question(system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    install(system, start.QT_LIBRARIES[1:])
    assert start.main(["--lint"]) == 0
    update, install_ = (system / "calls").read_text(encoding="utf-8").splitlines()
    assert update == "noninteractive update -qq"
    wanted = f"noninteractive install -y --no-install-recommends {start.QT_LIBRARIES[0]} {start.CHINESE_FONT}"
    assert install_.removesuffix(" -o DPkg::Lock::Timeout=120") == wanted


def test_apt_is_left_alone_where_nothing_is_missing(system: Path) -> None:
    install(system, (*start.QT_LIBRARIES, start.CHINESE_FONT))
    assert start.main(["--lint"]) == 0
    assert not (system / "calls").exists()


def test_a_package_may_come_under_another_name(system: Path) -> None:
    (system / "installed").write_text(
        "installed\tlibnew0t64, libold0 (= 2.84.1-1), libolder0\nnot-installed\tlibgone1, \n", encoding="utf-8"
    )
    assert start.missing_packages(("libold0", "libolder0", "libnew0t64", "libgone1", "lib")) == ["libgone1", "lib"]


def test_others_are_told_the_line_to_run(
    system: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    install(system, start.QT_LIBRARIES)
    assert start.main(["--lint"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[-1] == f"sudo apt-get install -y --no-install-recommends {start.CHINESE_FONT}"
    assert not (system / "calls").exists()


def test_an_unfit_python_is_refused(
    system: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    assert start.main(["--lint"]) == 1
    assert "3.11" in capsys.readouterr().err
