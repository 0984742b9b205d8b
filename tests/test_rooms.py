"""Hold the house to its floors: who imports whom, how long files and functions may be, who names what."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "desktop"
FLOORS = {
    "model": 0,
    "lexicon": 1,
    "intake": 2,
    "extraction": 2,
    "checking": 2,
    "advice": 2,
    "scoring": 2,
    "storage": 3,
    "sheets": 3,
    "rectification": 3,
    "desk": 4,
    "ui": 5,
}
SOLE_IMPORTERS = {
    "docx": {"sheets/wordfile.py", "sheets/letterfile.py", "sheets/letterpages.py", "sheets/listing.py"},
    "jieba": {"lexicon/tokens.py"},
    "pypinyin": {"lexicon/pinyin.py"},
    "openpyxl": {
        "sheets/workbook.py",
        "sheets/cells.py",
        "sheets/checklist_out.py",
        "sheets/grids.py",
        "sheets/readback.py",
    },
    "apsw": {"storage"},
    "sqlite3": set(),
    "yaml": {"lexicon/yamltext.py"},
}
QT_BELOW_DESK = {f"sheets/{name}.py" for name in ("pdf", "flow", "marginal", "letterpages")}
FILE_CEILING, FUNCTION_CEILING = 500, 80
FORBIDDEN_NAMES = {"utils", "common", "helpers", "misc"}
NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "PySide6.QtNetwork"}

FILES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(path: Path) -> str:
    """Name the room of a file; none for the composition root and the command line, which may know all."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 and parts[0] != "cli" else ""


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_imports_go_down(path: Path) -> None:
    here = room(path)
    for name in imports(path):
        if not name.startswith("desktop.") or not here or name == "desktop.__version__":
            continue
        there = name.split(".")[1]
        if there == "paths" or there == here:
            continue
        assert there in FLOORS, f"{name}: {here} may not know the composition root"
        if here == "ui":
            assert there in {"desk", "model"}, f"ui knows desk and model alone, not {there}"
        assert FLOORS[there] < FLOORS[here], f"{here} may not import {there}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_outside_packages_have_one_door(path: Path) -> None:
    here = path.relative_to(PACKAGE).as_posix()
    for name in imports(path):
        top = name.split(".")[0]
        if top in SOLE_IMPORTERS:
            assert here in SOLE_IMPORTERS[top] or room(path) in SOLE_IMPORTERS[top], f"{top} is imported by {here}"
        if top == "PySide6" and room(path) and FLOORS[room(path)] < FLOORS["desk"]:
            assert here in QT_BELOW_DESK, f"{here} is below desk and may not know Qt"
        if room(path) == "desk" and top == "PySide6":
            assert "QtWidgets" not in name, "desk has no widgets"
        assert name not in NETWORK, f"{here} could reach the network through {name}"


def test_model_knows_only_the_standard_library_and_pydantic() -> None:
    allowed = set(sys.stdlib_module_names) | {"pydantic", "desktop"}
    for path in (PACKAGE / "model").rglob("*.py"):
        assert {name.split(".")[0] for name in imports(path)} <= allowed, path


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= FILE_CEILING
    assert path.stem not in FORBIDDEN_NAMES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < FUNCTION_CEILING, node.name


def test_the_lower_house_loads_without_qt() -> None:
    program = "import sys, desktop.pipeline, desktop.cli; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_the_program_never_names_the_gold() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert "gold" not in text.lower(), path


@pytest.mark.skipif(shutil.which("git") is None, reason="git tells which files are the project's")
def test_the_project_names_nothing_outside_itself() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    ).stdout.split("\0")
    outside = ("../" + "shared", "/wo" + "rk/", "pypi" + ".org", "/ro" + "ot/")
    for name in filter(None, listed):
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".lock", ".spec", ".sh", ""}
            and path.exists()
        ):
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert not [word for word in outside if word in text], name
