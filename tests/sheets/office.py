"""LibreOffice as a second pair of eyes: it calculates sheets anew, and turns papers into pages."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def converted(files: Sequence[Path], kind: str, out: Path) -> list[Path]:
    """Convert files into a folder, in a profile of their own."""
    out.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    subprocess.run(
        [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(out), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [out / f"{file.stem}.{kind.partition(':')[0]}" for file in files]
