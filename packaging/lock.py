"""Renew the locks from `pyproject.toml`: every package, for every system, with its hashes.

`requirements.lock` is the program with what tests and builds it; `requirements-ocr.lock` is what recognising scans
takes on top of that, which nobody gets who does not ask for it.

    python packaging/lock.py             keep what still fits; the same bytes when run twice
    python packaging/lock.py --upgrade   take the newest of everything that fits

The locks name no place to download from: who uses a mirror or a wheelhouse checks the same hashes.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import wheelhouse

ROOT = Path(__file__).resolve().parent.parent
LOCK, OCR_LOCK = ROOT / "requirements.lock", ROOT / "requirements-ocr.lock"
HEAD = "# Made by packaging/lock.py from pyproject.toml; not to be edited.\n"
# Places beside the index proper, whose own builds have other hashes than the published ones.
STRAY_SOURCES = ("UV_FIND_LINKS", "UV_INDEX", "UV_EXTRA_INDEX_URL")
UV = "uv pip compile --universal --generate-hashes --no-config --no-header --quiet --python-version 3.11"
EXTRAS = ("--extra", "test", "--extra", "lint", "--extra", "build")


def main() -> int:
    """Write the locks; returns the exit code."""
    parser = argparse.ArgumentParser(description="Renew the locks.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    upgrade = ["--upgrade"] if parser.parse_args().upgrade else []
    with tempfile.TemporaryDirectory() as scratch:
        text = with_own_wheel("jieba", compiled(LOCK, [*upgrade, *EXTRAS], Path(scratch)), Path(scratch))
        LOCK.write_text(HEAD + text, encoding="utf-8", newline="\n")
        # What both locks hold is of one version.
        beside = compiled(OCR_LOCK, [*upgrade, "--extra", "ocr", "--constraint", str(LOCK)], Path(scratch))
    OCR_LOCK.write_text(HEAD + without(beside, LOCK.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    return 0


def compiled(lock: Path, options: list[str], scratch: Path) -> str:
    """Give the packages that a lock is to hold."""
    made = scratch / lock.name
    if lock.exists():
        # The versions are kept, the hashes asked for again: uv would hand on ours as a published one.
        made.write_text(re.sub(r" \\\n +--hash=\S+", "", lock.read_text(encoding="utf-8")), encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if name not in STRAY_SOURCES}
    command = [sys.executable, "-m", *UV.split(), *options, "pyproject.toml", "--output-file", str(made)]
    subprocess.run(command, cwd=ROOT, env=clean, check=True)
    return re.sub(r"(?m)^ +# +-c .*\n", "", made.read_text(encoding="utf-8"))


def without(lock: str, other: str) -> str:
    """Leave out of a lock what another holds already."""
    held = set(re.findall(r"(?m)^([\w.-]+)==", other))
    entries = re.split(r"(?m)^(?=[\w.-]+==)", lock)
    return "".join(entry for entry in entries if entry.partition("==")[0] not in held)


def with_own_wheel(package: str, lock: str, scratch: Path) -> str:
    """Add the hash of our own wheel to a package that is published as source alone."""
    entry = re.search(rf"^{package}==\S+ \\\n    --hash=sha256:\w+", lock, re.MULTILINE)
    if entry is None:
        raise ValueError(f"{package} is not in the lock")
    wheelhouse.download(entry[0], scratch)
    (sdist,) = scratch.glob(f"{package}-*.tar.gz")
    digest = hashlib.sha256(wheelhouse.wheel_of(sdist, scratch).read_bytes()).hexdigest()
    return lock[: entry.end()] + f" \\\n    --hash=sha256:{digest}" + lock[entry.end() :]


if __name__ == "__main__":
    sys.exit(main())
