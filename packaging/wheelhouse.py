"""Fill `wheelhouse/`, from which `start.py` installs without a network.

    python packaging/wheelhouse.py

The folder serves the system and the Python version that it was filled on. Everything in it is a wheel. jieba is
published as source alone; its wheel is packed here, without setuptools, whose version would show in the bytes:
the published files stored as they are (no compressor to differ), in the order of their names, with the oldest
date that a zip can hold. So the wheel is the same everywhere, and its hash stands in `requirements.lock`.
"""

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
WHEELHOUSE = ROOT / "wheelhouse"
WHEEL = "Wheel-Version: 1.0\nGenerator: duyue\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def main() -> int:
    """Fill the folder anew and name what lies in it; returns 0."""
    with tempfile.TemporaryDirectory() as scratch:
        found = Path(scratch)
        download(LOCK.read_text(encoding="utf-8"), found)
        for sdist in sorted(found.glob("*.tar.gz")):
            wheel_of(sdist, found)
            sdist.unlink()
        shutil.rmtree(WHEELHOUSE, ignore_errors=True)
        WHEELHOUSE.mkdir()
        for wheel in sorted(found.iterdir()):
            shutil.copy(wheel, WHEELHOUSE)
    print(f"{WHEELHOUSE}: {len(list(WHEELHOUSE.iterdir()))} wheels")
    return 0


def download(requirements: str, into: Path) -> None:
    """Download hashed requirements as they are published for this system."""
    listed = into / "requirements.txt"
    listed.write_text(requirements, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    subprocess.run([*pip, "-r", str(listed), "-d", str(into)], check=True)
    listed.unlink()


def wheel_of(sdist: Path, into: Path) -> Path:
    """Pack a pure Python package's published files into a wheel whose bytes depend on nothing else."""
    with tarfile.open(sdist) as archive:
        found = {
            member.name.partition("/")[2]: file.read()
            for member in archive.getmembers()
            if member.isfile() and (file := archive.extractfile(member)) is not None
        }
    named = re.fullmatch(r"(?P<name>[a-z0-9_]+)-(?P<version>[0-9.]+)\.tar\.gz", sdist.name)
    if named is None:
        raise ValueError(f"{sdist.name}: not the name of a source package")
    packed = {path: data for path, data in found.items() if path.startswith(f"{named['name']}/")}
    if not packed:
        raise ValueError(f"{sdist.name}: no package {named['name']} inside")
    info = f"{named['name']}-{named['version']}.dist-info"
    packed[f"{info}/METADATA"] = found["PKG-INFO"]
    packed[f"{info}/WHEEL"] = WHEEL.encode()
    record = "".join(f"{path},sha256={_digest(packed[path])},{len(packed[path])}\n" for path in sorted(packed))
    packed[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    wheel = into / f"{named['name']}-{named['version']}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path in sorted(packed):
            entry = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, packed[path], zipfile.ZIP_STORED)
    return wheel


def _digest(data: bytes) -> str:
    """Spell a SHA-256 as a wheel's RECORD does."""
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


if __name__ == "__main__":
    sys.exit(main())
