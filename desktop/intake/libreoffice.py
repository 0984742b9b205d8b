"""Convert old Word and WPS files through LibreOffice, where the user has it: no macros, no links, within a time limit.

It runs in a process group of its own, with a fresh profile and all its files in one folder of ours that is removed.
"""

import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from desktop import paths

logger = logging.getLogger(__name__)

_MOST_VAIN = 2
"""After so many conversions that came to nothing, one after the other, no more are tried: each costs seconds."""
MEMORY = 3 * 1024 * 1024 * 1024
"""The most address space that it may take, in bytes; what only Linux lets us set for another process."""

_CONVERTED = "docx:MS Word 2007 XML"
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Save/ODF", "DefaultVersion", "3"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "1"),
)


@cache
def find() -> Path | None:
    """Find the program, None where there is none."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    if named:
        return Path(named)
    folders = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)")]
    places = [Path(folder, "LibreOffice", "program", "soffice.exe") for folder in folders if folder]
    places.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    return next((place for place in places if place.is_file()), None)


class Converter:
    """What turns old files into new ones, as long as that comes to something."""

    def __init__(self) -> None:
        self._vain = 0

    def converted(self, data: bytes, seconds: float) -> bytes | None:
        """Give the same document as a Word file of today, None where that fails or takes longer than that."""
        program = find() if seconds > 0 and self._vain < _MOST_VAIN else None
        made = _converted(program, data, seconds) if program else None
        self._vain = 0 if made else self._vain + bool(program)
        return made


def _converted(program: Path, data: bytes, seconds: float) -> bytes | None:
    try:
        with _folder() as folder:
            source, made = folder / "in.doc", folder / "in.docx"
            source.write_bytes(data)
            _profile(folder)
            _run([str(program), *_options(folder), str(source)], folder, seconds)
            return made.read_bytes() if made.is_file() else None
    except (OSError, subprocess.SubprocessError) as error:
        logger.info("a conversion failed: %s", type(error).__name__)
        return None


def _options(folder: Path) -> list[str]:
    return [
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *(
            "--headless",
            "--invisible",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nolockcheck",
            "--nofirststartwizard",
        ),
        *("--infilter=MS Word 97", "--convert-to", _CONVERTED, "--outdir", str(folder)),
    ]


@contextmanager
def _folder() -> Iterator[Path]:
    """Make a folder of our own, and remove it with all that was left in it."""
    within = paths.cache_dir() / "office"
    within.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="convert-", dir=within)).absolute()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _profile(folder: Path) -> None:
    """Write a profile that runs no macro and updates no link."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    root = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    (user / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>{root}{items}</oor:items>', encoding="utf-8"
    )


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run the program and end it, with everything that it started, when its time is over."""
    own = {name: str(folder) for name in ("HOME", "TMPDIR", "TMP", "TEMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    # It would ask a desktop for its look, and a session for its printers.
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**kept, **own},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        _limit_memory(process.pid)
        process.wait(seconds)
    finally:
        if process.poll() is None:
            _end(process)


def _limit_memory(pid: int) -> None:
    if sys.platform == "linux":
        import resource

        with suppress(OSError):
            resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY, MEMORY))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process and its children."""
    if sys.platform == "win32":
        ask = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(ask, capture_output=True, check=False, creationflags=subprocess.CREATE_NO_WINDOW)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
