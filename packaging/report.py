"""Print the figures of a built program beside its budget: size by part, what was left out, start and memory.

    python packaging/report.py [FOLDER] [--runs 5]      FOLDER is dist/duyue unless told

Start and memory are those of the window with a seed open, on Linux with a screen and ``xdotool``
(``xvfb-run -a -s -noreset python packaging/report.py``); a Windows program runs under Wine, for which there is no
budget. Cold means that the system forgot the program's files before.
"""

import argparse
import ast
import importlib.util
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Container
from math import inf
from pathlib import Path
from typing import NamedTuple

import record

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_7247668ee333bfb4.txt"
# Megabytes: the folder, then its archive; the bundle that recognises scans has none.
BUDGETS = {"windows": (100, 45), "linux": (190, 60)}
RECOGNISER = "rapidocr"
# Seconds: with a cold file cache, then warm.
BUDGETS_OF_START = (2.0, 1.0)
_PATIENCE, _REST = 120.0, 3.0
_SMALL = 400_000


def main() -> int:
    """Print the table; returns 1 where a budget is broken."""
    parser = argparse.ArgumentParser(description="Print the figures of a built program.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "dist" / "duyue")
    parser.add_argument("--runs", type=int, default=5)
    wanted = parser.parse_args()
    if not list(wanted.folder.glob("parts-*/BUILD.json")):
        print(f"{wanted.folder}: no built program; packaging/build.py makes one", file=sys.stderr)
        return 1
    system = "windows" if (wanted.folder / "duyue.exe").exists() else "linux"
    sizes = size_by_part(wanted.folder)
    whole, archive = budget(system, sizes)
    holds = []
    for part, size in sizes.most_common():
        print(f"{part:34} {size / 1e6:7.1f} MB")
    holds.append(_row("folder", sum(sizes.values()) / 1e6, "MB", whole))
    for packed in sorted(wanted.folder.parent.glob(f"duyue-*-{system}.*")):
        holds.append(_row(packed.name, packed.stat().st_size / 1e6, "MB", archive))
    print("\nmodules left out, by their own files")
    for name, saved in savings().items():
        print(f"{name:50} {'      - not installed' if saved is None else f'{saved / 1e6:7.1f} MB'}")
    print("\nfiles left out")
    for place, size in left_out(wanted.folder).items():
        print(f"{place:50} {size / 1e6:7.1f} MB")
    runs_here = sys.platform == "linux" and (system == "linux" or shutil.which("wine"))
    if runs_here and os.environ.get("DISPLAY") and shutil.which("xdotool"):
        print("" if system == "linux" else "\nunder Wine")
        holds += start(wanted.folder, wanted.runs, BUDGETS_OF_START if system == "linux" else (inf, inf))
    return 0 if all(holds) else 1


def budget(system: str, parts: Container[str]) -> tuple[float, float]:
    """Give what the folder and its archive may take, in megabytes."""
    return (inf, inf) if RECOGNISER in parts else BUDGETS[system]


def size_by_part(folder: Path) -> Counter[str]:
    """Sum the bytes of each part: a package, or all loose libraries together."""
    sizes: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_file():
            continue
        inside = path.relative_to(folder).parts
        part = inside[1] if len(inside) > 2 else "libraries" if len(inside) == 2 else "programs and records"
        sizes[re.sub(r"-[\d.]+\.dist-info$", "", part)] += path.stat().st_size
    return sizes


def left_out(folder: Path) -> dict[str, int]:
    """Give the bytes of what PyInstaller had found and the build dropped, largest first, small things together."""
    told: dict[str, int] = json.loads(record.of(folder).read_text(encoding="utf-8"))["left_out"]
    large = {place: size for place, size in sorted(told.items(), key=lambda item: -item[1]) if size >= _SMALL}
    return {**large, "smaller ones": sum(told.values()) - sum(large.values()), "together": sum(told.values())}


def savings() -> dict[str, int | None]:
    """Give the bytes of every module that the build leaves out, None where it is not installed."""
    tree = ast.parse((ROOT / "packaging" / "duyue.spec").read_text(encoding="utf-8"))
    listed = next(
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "EXCLUDED"
    )
    return {name: _size(name) for name in ast.literal_eval(listed)}


class Start(NamedTuple):
    """One start: seconds until the window is seen, those of them on a processor, megabytes when it has come to rest."""

    shown: float
    busy: float
    memory: float


def start(folder: Path, runs: int, budgets: tuple[float, float]) -> list[bool]:
    """Start the window cold, then warm; prints the times and the memory, and tells which budgets hold."""
    under_wine = (folder / "duyue.exe").exists()
    command = ["wine", str(folder / "督阅.exe"), f"Z:{SEED}"] if under_wine else [str(folder / "duyue"), str(SEED)]
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    cold = _started(command)
    warm = _middle([_started(command) for _ in range(runs)])
    holds = [_row("window shown, cold", cold.shown, "s", budgets[0])]
    holds.append(_row(f"window shown, warm, median of {runs}", warm.shown, "s", budgets[1]))
    if not under_wine:
        sources = _middle([_started([sys.executable, "-m", "desktop", str(SEED)]) for _ in range(runs + 1)][1:])
        _row("  of it processor time", warm.busy, "s", inf)
        _row("window shown, from the sources", sources.shown, "s", inf)
        _row("  of it processor time", sources.busy, "s", inf)
    print(f"{'resident memory, seed open':34} {warm.memory:7.0f} MB")
    return holds


def _middle(told: list[Start]) -> Start:
    """Give the median of each figure."""
    return Start(*(statistics.median(figures) for figures in zip(*told, strict=True)))


def _started(command: list[str]) -> Start:
    """Start the program on a seed in a home of its own, and end it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        own = {**os.environ, "DUYUE_HOME": f"{'Z:' if command[0] == 'wine' else ''}{home}"}
        own.pop("PYTHONDONTWRITEBYTECODE", None)
        began = time.monotonic()
        # Wine 8 starts no Python over a file of Unix.
        program = subprocess.Popen(
            command, cwd=ROOT, env=own, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        try:
            find = ["xdotool", "search", "--onlyvisible", "--name", "督阅"]
            while subprocess.run(find, capture_output=True, check=False).returncode:
                if time.monotonic() - began > _PATIENCE or program.poll() is not None:
                    raise TimeoutError("no window was shown")
                time.sleep(0.01)
            shown, busy = time.monotonic() - began, _busy(program.pid)
            time.sleep(_REST)
            status = Path(f"/proc/{program.pid}/status").read_text(encoding="ascii", errors="replace")
            resident = re.search(r"VmRSS:\s+(\d+) kB", status)
            return Start(shown, busy, int(resident[1]) / 1e3 if resident else 0.0)
        finally:
            program.terminate()
            program.wait()


def _busy(process: int) -> float:
    """Give the seconds that a process has spent on processors."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    own, for_it = told.rpartition(")")[2].split()[11:13]
    return (int(own) + int(for_it)) / os.sysconf("SC_CLK_TCK")


def _size(name: str) -> int | None:
    """Sum the bytes of a module or package and of the Qt library that it alone uses."""
    try:
        spec = importlib.util.find_spec(name)
    except ImportError:
        return None
    if spec is None or not spec.origin or not Path(spec.origin).is_file():
        return None
    origin = Path(spec.origin)
    if spec.submodule_search_locations:
        return sum(path.stat().st_size for path in origin.parent.rglob("*") if path.is_file() and path.suffix != ".pyc")
    size = origin.stat().st_size
    if name.startswith("PySide6.Qt"):
        libraries = (origin.parent / "Qt" / "lib").glob(f"libQt6{name.removeprefix('PySide6.Qt')}.so*")
        size += sum(path.stat().st_size for path in libraries if not path.is_symlink())
    return size


def _row(words: str, value: float, unit: str, budget: float) -> bool:
    """Print a figure beside its budget and tell whether it holds."""
    held = "" if budget == inf else f"  (≤ {budget:g})"
    print(f"{words:34} {value:7.2f} {unit:2}{held}{'' if value <= budget else '  TOO MUCH'}")
    return value <= budget


if __name__ == "__main__":
    sys.exit(main())
