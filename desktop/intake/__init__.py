"""Floor 2: a file becomes a report.

Doors: ``read``, ``read_bytes``, ``read_text``, ``read_kept``, ``ENCODINGS``, ``unpacks``, ``warm``, ``Joined``,
``Pictures``, ``pictured``, ``can_recognise``, ``recognise``.
"""

import codecs
import hashlib
import time
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from desktop.intake import formats, limits, plain, readers, says
from desktop.intake.assembly import assemble
from desktop.intake.body import Body
from desktop.intake.joined import Joined as Joined
from desktop.intake.outline import outline
from desktop.intake.printed import ocr
from desktop.intake.printed.held import HeldFile
from desktop.intake.worker import Worker
from desktop.model.errors import LockedFile, UnreadableFile
from desktop.model.pages import Page, PageKind, Picture
from desktop.model.recognition import Recognised, Recognition
from desktop.model.report import ENCODING_WORD, Certainty, Notice, Report

if TYPE_CHECKING:
    from desktop.intake import libreoffice

LIMIT, PAGED_LIMIT = 20 * 1024 * 1024, 100 * 1024 * 1024
"""The largest file that is opened, in bytes, and the largest with pages, which may be pictures."""

ENCODINGS = tuple(ENCODING_WORD)
"""The encodings in which a text can be read on demand."""

_OCR_SECONDS, _OCR_MEMORY = 90.0, 3 * 1024 * 1024 * 1024
"""How long a page may take to be recognised on a slow machine with its models still to be loaded; address space."""

_OLD_SECONDS = 3.5
"""When LibreOffice is given up and what our own reader found is shown; ending it takes up to a second more."""

_worker = Worker()
_recogniser = Worker(seconds=_OCR_SECONDS, memory=_OCR_MEMORY)


@cache
def _office() -> "libreoffice.Converter":
    """Make what old files are handed on to, when the first of them comes."""
    from desktop.intake import libreoffice

    return libreoffice.Converter()


def warm() -> None:
    """Start the process that unpacks files, so that the first of them need not wait; returns at once."""
    _worker.warm()


def read(path: Path, encoding: str = "", password: str = "", recognition: Recognition | None = None) -> Report:
    """Read a file, its text in an encoding of ``ENCODINGS`` or as it seems, with a password where it wants one.

    Raises ``UnreadableFile`` with one Chinese sentence that names the remedy; ``LockedFile`` asks for a password.
    """
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise UnreadableFile(says.folder(name))
        if path.stat().st_size > PAGED_LIMIT:
            raise UnreadableFile(says.too_large(name, PAGED_LIMIT))
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise UnreadableFile(says.missing(name)) from error
    except PermissionError as error:
        raise UnreadableFile(says.forbidden(name)) from error
    except OSError as error:
        raise UnreadableFile(says.broken(name)) from error
    return read_bytes(data, name, encoding, password, recognition)


def read_bytes(
    data: bytes, name: str, encoding: str = "", password: str = "", recognition: Recognition | None = None
) -> Report:
    """Read a file's bytes; ``name`` serves for its suffix and for what is said about it.

    Pages that are pictures are read as far as ``recognition`` knows their words.
    """
    if data.startswith(formats.CASE_MAGIC):
        raise UnreadableFile(says.case_file(name))
    suffix = PurePath(name).suffix
    known = formats.recognise(data, suffix)
    limit = PAGED_LIMIT if known.reader in readers.PAGED else LIMIT
    if len(data) > limit:
        raise UnreadableFile(says.too_large(name, limit))
    if not known.reader:
        cut = formats.is_remnant(data, suffix, known)
        raise UnreadableFile(says.damaged(name) if cut else says.not_yet(name, known.kind))
    if encoding and not formats.is_text(known):
        raise UnreadableFile(says.no_encoding(name, known.kind))
    if known is formats.PLAIN:
        report = _read_plain(data, name, encoding)
    elif encoding:
        written = codecs.BOM_UTF8 + plain.read(data, name, encoding).text.encode(errors="replace")
        told = {"encoding": encoding, "certainty": Certainty.CHOSEN}
        report = assemble(_body(known.reader, written, name), data, name, known.reader).model_copy(update=told)
    else:
        report = assemble(_body(known.reader, data, name, password, recognition), data, name, known.reader)
    if recognition is not None and any(sheet.kind is PageKind.RECOGNISED for sheet in _sheets(report)):
        report = report.model_copy(update={"recognition": recognition})
    if pictured(report) and not ocr.available():
        notice = Notice(code="no_recogniser", says=says.no_recogniser())
        report = report.model_copy(update={"notices": (*report.notices, notice)})
    if formats.is_misnamed(suffix, known):
        notice = Notice(code="suffix", says=says.wrong_suffix(name, known.kind))
        report = report.model_copy(update={"notices": (notice, *report.notices)})
    return report


def read_kept(data: bytes, name: str, text: str, recognition: Recognition | None = None) -> Report:
    """Read a document of a case again, with the very ``text`` that the case kept: every quote points into that.

    Where the bytes now read otherwise, the structure is found in the kept text alone, and that is told.
    """
    notice = Notice(code="kept", says=says.kept(name))
    textual = formats.is_text(formats.recognise(data, PurePath(name).suffix))
    for encoding in ("", *ENCODINGS) if textual else ("",):
        try:
            report = read_bytes(data, name, encoding, recognition=recognition)
        except LockedFile:
            notice = Notice(code="kept_locked", says=says.kept_locked(name))
            break
        except UnreadableFile:
            continue
        if report.text == text:
            return report
    found = outline(text)
    return Report(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=found.blocks,
        source="kept",
        parts=found.parts,
        notices=(notice,),
    )


class Pictures:
    """The pictures of a report's pages, drawn one by one in the process that unpacks files."""

    def __init__(self, data: bytes, name: str, password: str = "") -> None:
        """Take the very bytes that the report was read from."""
        # What is held open stays so for this password alone.
        key = hashlib.sha256(data + b"\0" + password.encode(errors="replace")).hexdigest()
        self._file = HeldFile(key, data, name, password)

    def of(self, page: int, scale: float) -> Picture | None:
        """Draw a page, counted from 1, ``scale`` pixels a point; None where it cannot be drawn. Takes milliseconds."""
        return _worker.picture(self._file, page, scale)

    def recognised(self, page: int) -> Recognised | None:
        """Recognise a page, counted from 1, in a process of its own; None where that fails. Takes seconds."""
        return _recogniser.recognise(self._file, page)

    def give_up(self) -> None:
        """Recognise a page that is under way no further, since nobody wants it any more. Returns at once."""
        _recogniser.give_up(self._file)


def pictured(report: Report) -> tuple[int, ...]:
    """List the pages of a report that are pictures not yet recognised, counted from 1."""
    return tuple(number for number, sheet in enumerate(_sheets(report), 1) if sheet.kind is PageKind.PICTURE)


def recogniser() -> str:
    """Name what recognises pages here, with its version."""
    return ocr.named()


def can_recognise() -> bool:
    """Tell whether this machine has what recognises pages: an extra of the program."""
    return ocr.available()


def read_recognised(path: Path, encoding: str = "", password: str = "") -> Report:
    """Read a file, and recognise what pages of it are pictures, where this machine can; raises ``UnreadableFile``."""
    report = read(path, encoding, password)
    if not pictured(report) or not ocr.available():
        return report
    found = recognise(report, Pictures(path.read_bytes(), path.name, password))
    return read(path, encoding, password, found)


def recognise(report: Report, pictures: Pictures) -> Recognition:
    """Recognise every page of a report that is a picture, one after the other. Takes seconds a page."""
    found = report.recognition or Recognition(by=ocr.named())
    for page in pictured(report):
        read = pictures.recognised(page)
        found = found.with_page(read) if read else found
    return found


def unpacks(data: bytes, name: str) -> bool:
    """Tell whether reading these bytes takes the unpacking process, and so may take seconds."""
    return formats.recognise(data, PurePath(name).suffix).reader in readers.UNPACKING


def read_text(text: str, name: str) -> Report:
    """Read pasted text; it is a report like the same text in a UTF-8 file."""
    return read_bytes(text.encode(errors="replace"), name)


def _sheets(report: Report) -> tuple[Page, ...]:
    return report.pages.sheets if report.pages else ()


def _body(reader: str, data: bytes, name: str, password: str = "", recognition: Recognition | None = None) -> Body:
    """Read a file where its reader works: in the process that unpacks, or here."""
    if reader not in readers.UNPACKING:
        return readers.read(reader, data, name)
    ends = time.monotonic() + _OLD_SECONDS
    read = _worker.read(reader, data, name, password, recognition)
    return _converted(data, name, ends) or read if reader == "doc" else read


def _converted(data: bytes, name: str, ends: float) -> Body | None:
    """Read a Word-97 file that our own reader can read through LibreOffice, which knows more of it.

    Gives None without it, and where it is not done when time ends.
    """
    word = _office().converted(data, ends - time.monotonic())
    if word is None:
        return None
    try:
        read = _worker.read("docx", word, name, most=max(ends - time.monotonic(), 0.0))
    except UnreadableFile:
        return None
    return read._replace(notices=(Notice(code="converted", says=says.converted()), *read.notices))


def _read_plain(data: bytes, name: str, encoding: str) -> Report:
    decoded = plain.read(data, name, encoding)
    if len(decoded.text) > limits.SIGNS or decoded.text.count("\n") + decoded.text.count("\r") > limits.LINES:
        raise UnreadableFile(says.too_long(name, limits.LINES))
    found = outline(decoded.text)
    return Report(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=decoded.text,
        blocks=found.blocks,
        encoding=decoded.encoding,
        certainty=decoded.certainty,
        parts=found.parts,
        notices=plain.notices(decoded),
    )
