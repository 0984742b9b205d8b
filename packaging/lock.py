"""Renew `requirements.lock` from `pyproject.toml`: every package of every extra, for every system, with its hashes.

    python packaging/lock.py             keep what still fits; the same bytes when run twice
    python packaging/lock.py --upgrade   take the newest of everything that fits

The lock names no place to download from: who uses a mirror or a wheelhouse checks the same hashes.
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
LOCK = ROOT / "requirements.lock"
HEAD = "# Made by packaging/lock.py from pyproject.toml; not to be edited.\n"
# Places beside the index proper, whose own builds have other hashes than the published ones.
STRAY_SOURCES = ("UV_FIND_LINKS", "UV_INDEX", "UV_EXTRA_INDEX_URL")
UV = "uv pip compile --universal --generate-hashes --all-extras --no-config --no-header --quiet --python-version 3.11"


def main() -> int:
    """Write the lock; returns the exit code."""
    parser = argparse.ArgumentParser(description="Renew requirements.lock.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    upgrade = ["--upgrade"] if parser.parse_args().upgrade else []
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch, LOCK.name)
        if LOCK.exists():
            # The versions are kept, the hashes asked for again: uv would hand on ours as a published one.
            versions = re.sub(r" \\\n +--hash=\S+", "", LOCK.read_text(encoding="utf-8"))
            made.write_text(versions, encoding="utf-8")
        clean = {name: value for name, value in os.environ.items() if name not in STRAY_SOURCES}
        command = [sys.executable, "-m", *UV.split(), *upgrade, "pyproject.toml", "--output-file", str(made)]
        subprocess.run(command, cwd=ROOT, env=clean, check=True)
        text = with_own_wheel("jieba", made.read_text(encoding="utf-8"), Path(scratch))
    LOCK.write_text(HEAD + text, encoding="utf-8", newline="\n")
    return 0


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
