"""Floor 2: a file becomes a report. Door: ``read``, ``read_bytes``."""

import hashlib
from pathlib import Path, PurePath

from desktop.intake import formats, plain, says
from desktop.intake.outline import outline
from desktop.model.errors import UnreadableFile
from desktop.model.report import Notice, Report

LIMIT = 20 * 1024 * 1024
"""The largest file that is opened, in bytes."""


def read(path: Path) -> Report:
    """Read a file; raises ``UnreadableFile`` with one Chinese sentence that names the remedy."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise UnreadableFile(says.folder(name))
        if path.stat().st_size > LIMIT:
            raise UnreadableFile(says.too_large(name, LIMIT))
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise UnreadableFile(says.missing(name)) from error
    except PermissionError as error:
        raise UnreadableFile(says.forbidden(name)) from error
    except OSError as error:
        raise UnreadableFile(says.broken(name)) from error
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Report:
    """Read a file's bytes; ``name`` serves for its suffix and for what is said about it."""
    if len(data) > LIMIT:
        raise UnreadableFile(says.too_large(name, LIMIT))
    if data.startswith(formats.CASE_MAGIC):
        raise UnreadableFile(says.case_file(name))
    unread = formats.unread_format(data)
    if unread:
        raise UnreadableFile(says.not_yet(name, unread.kind))
    return _read_plain(data, name)


def _read_plain(data: bytes, name: str) -> Report:
    decoded = plain.decode(data)
    if decoded is None:
        raise UnreadableFile(says.binary(name) if b"\x00" in data else says.undecodable(name))
    if not decoded.text.strip("\ufeff\u200b \t\r\n\u3000\xa0\x0c\x0b\u2028\u2029\x85"):
        raise UnreadableFile(says.empty(name))
    if plain.is_binary(decoded.text):
        raise UnreadableFile(says.binary(name))
    notices = []
    if formats.claims_other_format(PurePath(name).suffix):
        notices.append(Notice(code="suffix", says=says.wrong_suffix(name, "纯文本")))
    if decoded.replaced:
        notices.append(Notice(code="undecodable", says=says.replaced(decoded.replaced)))
    found = outline(decoded.text)
    return Report(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=decoded.text,
        blocks=found.blocks,
        encoding=decoded.encoding,
        parts=found.parts,
        notices=tuple(notices),
    )
