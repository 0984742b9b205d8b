"""Hold the house to its floors: who imports whom, how long files and functions may be, who names what."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from desktop.lexicon import book, units

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


@cache
def tree(path: Path) -> ast.Module:
    """Parse a file once for all that is asked of it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """List what a file imports: modules, and what is taken from them."""
    names: list[str] = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names += (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            names += (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
    return tuple(names)


def imported() -> Iterator[tuple[str, str, str]]:
    """Go through every import: the file that makes it, the room of that file, what is imported."""
    for path in FILES:
        for name in imports(path):
            yield path.relative_to(PACKAGE).as_posix(), room(path), name


def room(path: Path) -> str:
    """Name the room of a file; none for the composition root and the command line, which may know all."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 and parts[0] != "cli" else ""


def forbidden_inside(here: str, name: str) -> str:
    """Say why a room may not import one of our own modules; nothing where it may."""
    if not name.startswith("desktop.") or not here or name == "desktop.__version__":
        return ""
    there = name.split(".")[1]
    if there in {"paths", here}:
        return ""
    if there not in FLOORS:
        return f"{here} may not know the composition root"
    if here == "ui" and there not in {"desk", "model"}:
        return "ui knows desk and model alone"
    return "" if FLOORS[there] < FLOORS[here] else f"{here} may not import {there}"


def forbidden_outside(path: str, here: str, name: str) -> str:
    """Say why a file may not import a package of others; nothing where it may."""
    top = name.split(".")[0]
    if top in SOLE_IMPORTERS and not {path, here} & SOLE_IMPORTERS[top]:
        return f"{top} has other doors"
    if top == "PySide6" and here and FLOORS[here] < FLOORS["desk"] and path not in QT_BELOW_DESK:
        return "what is below desk may not know Qt"
    if here == "desk" and top == "PySide6" and "QtWidgets" in name:
        return "desk has no widgets"
    return "it could reach the network" if name in NETWORK else ""


@pytest.mark.parametrize(
    ("here", "name", "allowed"),
    [
        ("ui", "desktop.desk.desk", True),
        ("ui", "desktop.model.report", True),
        ("ui", "desktop.storage", False),
        ("checking", "desktop.lexicon", True),
        ("checking", "desktop.extraction.names", False),
        ("checking", "desktop.paths", True),
        ("lexicon", "desktop.intake", False),
        ("storage", "desktop.pipeline", False),
        ("", "desktop.ui.window", True),
        ("model", "json", True),
    ],
)
def test_who_may_import_whom(here: str, name: str, allowed: bool) -> None:
    assert (forbidden_inside(here, name) == "") is allowed


def test_imports_go_down() -> None:
    assert not [f"{path}: {name}: {why}" for path, here, name in imported() if (why := forbidden_inside(here, name))]


def test_outside_packages_have_one_door() -> None:
    wrong = [(path, name, why) for path, here, name in imported() if (why := forbidden_outside(path, here, name))]
    assert not [f"{path}: {name}: {why}" for path, name, why in wrong]


def test_model_knows_only_the_standard_library_and_pydantic() -> None:
    allowed = set(sys.stdlib_module_names) | {"pydantic", "desktop"}
    for path in (PACKAGE / "model").rglob("*.py"):
        assert {name.split(".")[0] for name in imports(path)} <= allowed, path


def test_files_and_functions_stay_short() -> None:
    long: list[tuple[Path, str]] = []
    for path in FILES:
        long += [(path, "")] if path.read_text(encoding="utf-8").count("\n") > FILE_CEILING else []
        long += [
            (path, node.name)
            for node in ast.walk(tree(path))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.end_lineno is not None
            and node.end_lineno - node.lineno >= FUNCTION_CEILING
        ]
    assert not long


def test_no_file_is_named_for_nothing() -> None:
    assert not [path for path in FILES if path.stem in FORBIDDEN_NAMES]


def test_the_lower_house_loads_without_qt() -> None:
    program = "import sys, desktop.pipeline, desktop.cli; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_a_reading_loads_the_models_that_it_needs_and_no_pydantic(tmp_path: Path) -> None:
    units.load.__wrapped__()
    words = book.Lexicon()  # kept in the cache, as a first start leaves it
    assert words.indicators
    assert words.cues
    report = tmp_path / "a.txt"
    report.write_text("全区有小学12所，比上年增长3.2%。", encoding="utf-8")
    program = (
        "import sys; from desktop import cli; code = cli.main(['read', sys.argv[1]])\n"
        "loaded = (name for name in sys.modules if name.startswith(('desktop.model.', 'pydantic', 'yaml', 'apsw')))\n"
        "print(*sorted(loaded), file=sys.stderr); sys.exit(code)\n"
    )
    command = [sys.executable, "-c", program, str(report)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    assert '"kind": "metric"' in done.stdout
    needed = (
        *("advice", "claim", "errors", "examination", "explanation", "finding", "lexicon"),
        *("metric", "pages", "problem", "recognition", "record", "report"),
    )
    assert done.stderr.split() == [f"desktop.model.{name}" for name in needed]


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
