"""Recognise what a file is by its content; the suffix only serves to tell that it is wrong."""

import re
from collections.abc import Callable
from typing import NamedTuple


class Format(NamedTuple):
    """One kind of file: what it is called on screen, its suffixes and how its bytes are told."""

    kind: str
    suffixes: frozenset[str]
    matches: Callable[[bytes], bool]


_HEAD = 4096
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_HTML = re.compile(rb"(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.IGNORECASE)


def _begins(*magics: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(magics)


def _zip_with(*names: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(b"PK\x03\x04") and any(name in data for name in names)


def _ole_with(name: str) -> Callable[[bytes], bool]:
    stream = name.encode("utf-16-le")
    return lambda data: data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and stream in data


def _is_html(data: bytes) -> bool:
    head = data[:_HEAD].replace(b"\x00", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and _HTML.search(head) is not None


def _is_mail_archive(data: bytes) -> bool:
    return data[:_HEAD].lstrip().lower().startswith(b"mime-version:") and b"text/html" in data[:_HEAD].lower()


def _suffixes(*names: str) -> frozenset[str]:
    return frozenset(names)


CASE_MAGIC = b"SQLite format 3\x00"

UNREAD: tuple[Format, ...] = (
    Format("PDF 文件", _suffixes(".pdf"), lambda data: b"%PDF-" in data[:1024]),
    Format("Word 文档", _suffixes(".docx", ".docm"), _zip_with(b"word/document.xml")),
    Format("表格文件", _suffixes(".xlsx", ".xlsm"), _zip_with(b"xl/workbook.xml")),
    Format("演示文稿", _suffixes(".pptx"), _zip_with(b"ppt/presentation.xml")),
    Format("OFD 版式文件", _suffixes(".ofd"), _zip_with(b"OFD.xml")),
    Format("OpenDocument 文档", _suffixes(".odt", ".ods"), _zip_with(b"application/vnd.oasis.opendocument")),
    Format(
        "压缩包",
        _suffixes(".zip", ".rar", ".7z", ".gz"),
        _begins(*_ARCHIVES),
    ),
    Format("旧版 Word 或 WPS 文档", _suffixes(".doc", ".wps"), _ole_with("WordDocument")),
    Format("旧版表格文件", _suffixes(".xls", ".et"), _ole_with("Workbook")),
    Format("旧版办公文档", _suffixes(".ppt", ".dps"), _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    Format("RTF 文档", _suffixes(".rtf"), _begins(b"{\\rtf")),
    Format("网页文件", _suffixes(".html", ".htm", ".mht", ".mhtml"), lambda d: _is_html(d) or _is_mail_archive(d)),
    Format(
        "图片",
        _suffixes(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"),
        _begins(b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"),
    ),
)
"""Formats that later versions read, the more particular before the more general."""


def unread_format(data: bytes) -> Format | None:
    """Name the format of bytes that no reader takes yet, or None."""
    return next((known for known in UNREAD if known.matches(data)), None)


def claims_other_format(suffix: str) -> bool:
    """Tell whether a suffix promises something that is not plain text."""
    return any(suffix.lower() in known.suffixes for known in UNREAD)
