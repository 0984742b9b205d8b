"""Decode a plain text file: BOM, NUL pattern, strict UTF-8, then the Chinese encoding whose characters are usual."""

import codecs
from functools import cache
from typing import NamedTuple

from desktop.intake import says
from desktop.lexicon.patterns import regex
from desktop.model.errors import UnreadableFile
from desktop.model.report import ENCODING_WORD, Certainty, Notice

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
_CONTROL = regex(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_USUAL = regex(
    r"[\t\n\r\x20-\x7e\u00b7\u2010-\u203b\u2460-\u2473\u25a0-\u25cf\u3000-\u301f\u4e00-\u9fff\uff01-\uff5e]+"
)
_MULTIBYTE = regex(r"[^\x00-\x7f\ufffd-\uffff]")
_HAN = regex(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_FOREIGN = regex(r"[\x80-\u024f\u02c0-\u02df\u2013-\u203a\u20ac\u2122]")
_TOO_FEW, _FEWEST = 4, 12
"""Fewer Chinese characters tell nothing of an encoding, or of how it was spoilt."""
_USUAL_SHARE, _MARGIN, _GARBLED_SHARE = 0.9, 0.15, 0.6
_LOST = regex("锟斤拷|烫烫烫|屯屯屯|\ufffd\ufffd")


class Decoded(NamedTuple):
    """A file's text, its encoding and how sure that is, and how many characters stand for undecodable bytes."""

    text: str
    encoding: str
    replaced: int
    certainty: Certainty = Certainty.SURE


def read(data: bytes, name: str, encoding: str = "") -> Decoded:
    """Decode a file that must hold text, in an encoding that was chosen or as it seems; raises ``UnreadableFile``."""
    decoded = _tolerated(data, encoding) if encoding else decode(data)
    if decoded is None and encoding:
        raise UnreadableFile(says.other_encoding(name, ENCODING_WORD[encoding]))
    if decoded is None:
        raise UnreadableFile(says.binary(name) if b"\x00" in data else says.undecodable(name))
    if encoding:
        decoded = decoded._replace(text=decoded.text.removeprefix("\ufeff"), certainty=Certainty.CHOSEN)
    if not decoded.text.strip(_BLANK):
        raise UnreadableFile(says.empty(name))
    if is_binary(decoded.text):
        raise UnreadableFile(says.binary(name))
    return decoded


def notices(decoded: Decoded) -> tuple[Notice, ...]:
    """Tell what is doubtful about the decoding."""
    told = []
    if decoded.replaced:
        told.append(Notice(code="undecodable", says=says.replaced(decoded.replaced)))
    if is_garbled(decoded.text):
        told.append(Notice(code="mojibake", says=says.garbled()))
    elif decoded.certainty is Certainty.DOUBTFUL:
        told.append(Notice(code="encoding", says=says.doubtful_encoding(ENCODING_WORD.get(decoded.encoding, ""))))
    return tuple(told)


def decode(data: bytes) -> Decoded | None:
    """Turn bytes into text without a leading BOM, or None where more than 0.1 % fit no encoding."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _tolerated(data[len(bom) :], encoding)
    encoding = _by_nul_pattern(data)
    if encoding:
        found = _tolerated(data, encoding)
        return found and found._replace(certainty=Certainty.LIKELY)
    damaged = _tolerated(data, "utf-8")
    if damaged and (not damaged.replaced or _mostly_multibyte(damaged)):
        return damaged._replace(certainty=Certainty.LIKELY) if damaged.replaced else damaged
    return _chinese(data)


def is_binary(text: str) -> bool:
    """Tell whether decoded text holds more control characters than an editor would leave behind."""
    return sum(1 for _ in _CONTROL.finditer(text)) > len(text) * _TOLERATED


def is_garbled(text: str) -> bool:
    """Tell text that was decoded wrongly once before: it reads as sense the other way round, or as no sense at all."""
    sample = text[:_SAMPLE]
    if len(_LOST.findall(sample)) > max(2, len(sample) * _TOLERATED):
        return True
    han, foreign = _han(sample), len(_FOREIGN.findall(sample))
    if foreign > 3 * len(han) and foreign >= _FEWEST:
        return any(_makes_sense(_turned(sample, "cp1252", meant)) for meant in ("utf-8", "gb18030"))
    if len(han) < _FEWEST:
        return False
    if _usual_share(han, "gb2312") >= _USUAL_SHARE:
        return False
    usual = _usual_share(han, "gb2312", "big5")
    return usual < _GARBLED_SHARE or (usual < _USUAL_SHARE and _makes_sense(_turned(sample, "gb18030", "utf-8")))


def _han(text: str) -> str:
    """Give the Chinese characters of a text alone."""
    return "".join(_HAN.findall(text))


def _turned(text: str, seen: str, meant: str) -> str:
    """Decode text again: as ``meant`` from the bytes that it had been taken for ``seen``; "" where little fits."""
    kept = text.encode(seen, errors="ignore") if seen == "gb18030" else _latin_bytes(text)
    turned = kept.decode(meant, errors="replace")
    return turned if turned.count("\ufffd") < len(turned) * 0.1 else ""


def _latin_bytes(text: str) -> bytes:
    """Give the bytes that were shown as the signs of Western Europe; five of them show as control characters."""
    return b"".join(sign.encode("cp1252" if ord(sign) > 0xFF else "latin-1", errors="ignore") for sign in text)


def _makes_sense(text: str) -> bool:
    han = _han(text)
    return len(han) >= _FEWEST // 2 and _usual_share(han, "gb2312", "big5") >= _USUAL_SHARE


def _chinese(data: bytes) -> Decoded | None:
    """Decode as GB18030, or as Big5 where that makes much more usual characters."""
    found, other = _tolerated(data, "gb18030"), _tolerated(data, "big5")
    if found is None or (other and not other.replaced and _beats(other.text, found.text)):
        found = other
    if found is None:
        return None
    han = _han(found.text[:_SAMPLE])
    sure = len(han) >= _TOO_FEW and _usual_share(han, "gb2312", "big5") >= _USUAL_SHARE
    return found._replace(certainty=Certainty.LIKELY if sure else Certainty.DOUBTFUL)


def _beats(big5: str, gb18030: str) -> bool:
    shares = _usual_share(_han(big5[:_SAMPLE]), "big5"), _usual_share(_han(gb18030[:_SAMPLE]), "gb2312")
    return shares[0] >= _USUAL_SHARE and shares[0] > shares[1] + _MARGIN


def _usual_share(han: str, *standards: str) -> float:
    """Give the share of Chinese characters that a standard counts among the usual ones; 1 where there are none."""
    usual = _usual_of(standards)
    return sum(map(usual.__contains__, han)) / len(han) if han else 1.0


@cache
def _usual_of(standards: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*map(_usual, standards))


@cache
def _usual(standard: str) -> frozenset[str]:
    """List the usual characters: level 1 of GB/T 2312—1980 (3755), or of Big5 (5401)."""
    if standard == "gb2312":
        rows, cells = range(0xB0, 0xD8), [*range(0xA1, 0xFF)]
    else:
        rows, cells = range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    # Parted by line ends, so that a cell without a character does not take the next one's byte.
    listed = b"\n".join(bytes((row, cell)) for row in rows for cell in cells)
    return frozenset(listed.decode(standard, errors="ignore")) - {"\n"}


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
