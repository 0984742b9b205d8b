"""Build the program as it is shipped: a folder that needs neither Python nor a network.

    python packaging/build.py             into dist/duyue
    python packaging/build.py --out DIR   into DIR/duyue

It is built for the system that it is built on, and tested before it counts as built.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "packaging" / "duyue.spec"


def main() -> int:
    """Build, test and say how large it is; returns the exit code of the self-test."""
    parser = argparse.ArgumentParser(description="Build the program folder.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    program = build(parser.parse_args().out)
    files = [path for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink()]
    print(
        f"{program.parent}: {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB", flush=True
    )
    with tempfile.TemporaryDirectory() as scratch:
        return selftest(program, Path(scratch))


def build(into: Path) -> Path:
    """Build the folder ``duyue`` below ``into``; returns the program in it."""
    with tempfile.TemporaryDirectory() as scratch:
        clean = {**os.environ, "PYINSTALLER_CONFIG_DIR": scratch, "PYTHONUTF8": "1"}
        folders = ["--distpath", str(into), "--workpath", str(Path(scratch, "work"))]
        freeze = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
        subprocess.run([*freeze, *folders, str(SPEC)], cwd=ROOT, env=clean, check=True)
    return into / "duyue" / ("duyue.exe" if sys.platform == "win32" else "duyue")


def selftest(program: Path, out: Path) -> int:
    """Run the built program's own test as on a machine that holds nothing of ours; returns its exit code."""
    bare = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
    bare |= {"DUYUE_HOME": str(out / "home"), "PATH": ""}
    if sys.platform != "win32":
        bare["QT_QPA_PLATFORM"] = "offscreen"
    command = [str(program), "--selftest", "--out", str(out / "out")]
    return subprocess.run(command, cwd=out, env=bare, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
