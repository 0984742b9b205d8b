"""Decode a plain text file: BOM, NUL pattern, strict UTF-8, GB18030, in this order."""

import codecs
import re
from typing import NamedTuple

from desktop.intake import says
from desktop.model.errors import UnreadableFile
from desktop.model.report import Notice

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TOLERATED = 0.001
_SAMPLE = 65536
_BLANK = "\ufeff\u200b \t\r\n\u3000\xa0\x0c\x0b\u2028\u2029\x85"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_USUAL = re.compile(
    r"[\t\n\r\x20-\x7e\u00b7\u2010-\u203b\u2460-\u2473\u25a0-\u25cf\u3000-\u301f\u4e00-\u9fff\uff01-\uff5e]+"
)
_MULTIBYTE = re.compile(r"[^\x00-\x7f\ufffd-\uffff]")


class Decoded(NamedTuple):
    """A file's text, its encoding, and how many characters stand for undecodable bytes."""

    text: str
    encoding: str
    replaced: int


def read(data: bytes, name: str) -> Decoded:
    """Decode a file that must hold text; raises ``UnreadableFile``."""
    decoded = decode(data)
    if decoded is None:
        raise UnreadableFile(says.binary(name) if b"\x00" in data else says.undecodable(name))
    if not decoded.text.strip(_BLANK):
        raise UnreadableFile(says.empty(name))
    if is_binary(decoded.text):
        raise UnreadableFile(says.binary(name))
    return decoded


def notices(decoded: Decoded) -> tuple[Notice, ...]:
    """Tell how many characters could not be decoded."""
    return (Notice(code="undecodable", says=says.replaced(decoded.replaced)),) if decoded.replaced else ()


def decode(data: bytes) -> Decoded | None:
    """Turn bytes into text without a leading BOM, or None where more than 0.1 % fit no encoding."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _tolerated(data[len(bom) :], encoding)
    encoding = _by_nul_pattern(data)
    if encoding:
        return _tolerated(data, encoding)
    damaged = _tolerated(data, "utf-8")
    if damaged and (not damaged.replaced or _mostly_multibyte(damaged)):
        return damaged
    return _tolerated(data, "gb18030")


def is_binary(text: str) -> bool:
    """Tell whether decoded text holds more control characters than an editor would leave behind."""
    return sum(1 for _ in _CONTROL.finditer(text)) > len(text) * _TOLERATED


def _tolerated(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding, 0)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    replaced = text.count("\ufffd")
    return Decoded(text, encoding, replaced) if replaced <= len(data) * _TOLERATED else None


def _mostly_multibyte(decoded: Decoded) -> bool:
    """Tell damaged UTF-8 from GB18030 that is nearly all ASCII: the former has many sound Chinese characters."""
    sound = sum(1 for _ in _MULTIBYTE.finditer(decoded.text))
    return sound > 10 * decoded.replaced


def _by_nul_pattern(data: bytes) -> str:
    """Recognise UTF-16 without a BOM: NULs there are, and one byte order makes a text of them."""
    sample = data[:_SAMPLE]
    nuls = sample.count(0)
    if not nuls or (nuls * 100 < len(sample) and sample.isascii()):
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, errors="replace")
        if len(_USUAL.sub("", text)) < len(text) * 0.1:
            return encoding
    return ""
