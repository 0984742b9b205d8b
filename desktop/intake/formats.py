"""Recognise what a file is by its content; the suffix only serves to tell that it is wrong."""

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zipfile import ZipFile


class Format(NamedTuple):
    """One kind of file: its name on screen, its suffixes, how its bytes are told, its reader (``""`` none yet)."""

    kind: str
    suffixes: frozenset[str]
    matches: Callable[[bytes], bool]
    reader: str = ""


CASE_MAGIC = b"SQLite format 3\x00"

_OPEN_DOCUMENT = re.compile(rb"application/vnd\.oasis\.opendocument\.(text|spreadsheet)")
_HEAD = 4096
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES = (_ZIP, b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_PACKED = frozenset({"docx", "xlsx", "odt", "ods", "ofd"})
_HEADER = re.compile(rb"[\w-]{2,40}:")
_MIME = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|table|div|p)[\s>])", re.IGNORECASE)


def _begins(*magics: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(magics)


def _opened(data: bytes) -> "ZipFile":
    """Open a zip; raises whatever a broken directory makes zipfile raise. No text needs that: it is loaded here."""
    from zipfile import ZipFile

    return ZipFile(io.BytesIO(data))


def _opens(data: bytes) -> bool:
    from zipfile import is_zipfile

    return is_zipfile(io.BytesIO(data))


def _zip_with(*names: str) -> Callable[[bytes], bool]:
    """Tell a zip by parts that it holds; of a broken one, by the names that can be made out."""

    def matches(data: bytes) -> bool:
        if not data.startswith(_ZIP):
            return False
        try:
            with _opened(data) as archive:
                held = [entry.replace("\\", "/").lstrip("/").lower() for entry in archive.namelist()]
        except Exception:  # whatever a broken directory makes zipfile raise
            return any(name.encode() in data for name in names)
        return any(entry.startswith(names) for entry in held)

    return matches


def _open_document(kind: bytes) -> Callable[[bytes], bool]:
    """Tell an OpenDocument package by what it says it is: first of all, or where it was packed anew, in its parts."""

    def matches(data: bytes) -> bool:
        if not data.startswith(_ZIP):
            return False
        said = _OPEN_DOCUMENT.search(data[:_HEAD])
        try:
            with _opened(data) as archive:
                for part in ("mimetype", "META-INF/manifest.xml"):
                    if said is None and part in archive.namelist():
                        with archive.open(part) as file:
                            said = _OPEN_DOCUMENT.search(file.read(_HEAD))
        except Exception:  # whatever a broken directory makes zipfile raise
            pass
        return said is not None and said[1] == kind

    return matches


def _ole_with(*names: str) -> Callable[[bytes], bool]:
    streams = [name.encode("utf-16-le") for name in names]
    return lambda data: data.startswith(_OLE) and any(stream in data for stream in streams)


def _is_html(data: bytes) -> bool:
    head = data[:_HEAD].replace(b"\x00", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and _HTML.search(head) is not None


def _is_word_xml(data: bytes) -> bool:
    head = data[:_HEAD].replace(b"\x00", b"")
    newer = b"<pkg:package" in head and b"/2006/xmlPackage" in head and b"/word/" in data.replace(b"\x00", b"")
    return newer or (b"wordDocument" in head and b"/office/word/2003/wordml" in head)


def _is_flat_open_document(data: bytes) -> bool:
    head = data[:_HEAD].replace(b"\x00", b"")
    return b"<office:document " in head and b"urn:oasis:names:tc:opendocument:xmlns:office" in head


def _is_xml(data: bytes) -> bool:
    return data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<?xml ")


def _is_mail_archive(data: bytes) -> bool:
    head = data[:_HEAD].lstrip()
    return _HEADER.match(head) is not None and _MIME.search(head) is not None and b"text/html" in head.lower()


def _suffixes(*names: str) -> frozenset[str]:
    return frozenset(names)


PLAIN = Format("纯文本", _suffixes(".txt", ".text", ".md", ".log", ""), lambda _: True, "txt")
"""What remains when no other format matches."""

FORMATS: tuple[Format, ...] = (
    Format("PDF 文件", _suffixes(".pdf"), lambda data: b"%PDF-" in data[:1024], "pdf"),
    Format(
        "Word 文档",
        _suffixes(".docx", ".docm", ".dotx", ".dotm", ".wps", ".wpt"),
        _zip_with("word/document", "word/"),
        "docx",
    ),
    Format("表格文件", _suffixes(".xlsx", ".xlsm", ".xltx", ".et"), _zip_with("xl/workbook", "xl/"), "xlsx"),
    Format("演示文稿", _suffixes(".pptx"), _zip_with("ppt/")),
    Format("OFD 版式文件", _suffixes(".ofd"), _zip_with("ofd.xml"), "ofd"),
    Format("OpenDocument 文档", _suffixes(".odt", ".ott"), _open_document(b"text"), "odt"),
    Format("OpenDocument 表格", _suffixes(".ods", ".ots"), _open_document(b"spreadsheet"), "ods"),
    Format("OpenDocument 文件", _suffixes(".odp", ".odg"), _zip_with("content.xml")),
    Format("压缩包", _suffixes(".zip", ".rar", ".7z", ".gz"), _begins(*_ARCHIVES)),
    Format("加密的办公文档", _suffixes(), _ole_with("EncryptedPackage", "EncryptionInfo"), "locked"),
    Format("旧版 Word 或 WPS 文档", _suffixes(".doc", ".dot", ".wps", ".wpt"), _ole_with("WordDocument"), "doc"),
    Format("旧版表格文件", _suffixes(".xls", ".xlt", ".et"), _ole_with("Workbook", "Book"), "xls"),
    Format("旧版演示文稿", _suffixes(".ppt", ".dps"), _ole_with("PowerPoint Document")),
    Format("旧版办公文档", _suffixes(".doc", ".wps"), _begins(_OLE), "doc"),
    Format("RTF 文档", _suffixes(".rtf"), _begins(b"{\\rtf"), "rtf"),
    Format("XML 形式的 Word 文档", _suffixes(".xml", ".doc"), _is_word_xml, "wordxml"),
    Format("XML 形式的 OpenDocument 文件", _suffixes(".fodt", ".fods", ".xml"), _is_flat_open_document, "flat_odf"),
    Format("单文件网页", _suffixes(".mht", ".mhtml"), _is_mail_archive, "mht"),
    Format("网页文件", _suffixes(".html", ".htm", ".xhtml", ".shtml"), _is_html, "html"),
    Format("XML 文件", _suffixes(".xml"), _is_xml),
    Format(
        "图片",
        _suffixes(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"),
        _begins(b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"),
    ),
)
"""The formats that are told by their content, the more particular before the more general."""

DELIMITED = Format("表格文本", _suffixes(".csv", ".tsv"), lambda _: False, "delimited")
"""Text that its suffix alone calls a table."""


def recognise(data: bytes, suffix: str) -> Format:
    """Tell what a file is."""
    known = next((known for known in FORMATS if known.matches(data)), PLAIN)
    return DELIMITED if known is PLAIN and suffix.lower() in DELIMITED.suffixes else known


def is_remnant(data: bytes, suffix: str, known: Format) -> bool:
    """Tell an office file that is cut so short that only its packing shows from an archive that is named like one."""
    office = any(suffix.lower() in other.suffixes for other in FORMATS if other.reader in _PACKED)
    return office and not known.reader and data.startswith(_ZIP) and not _opens(data)


def is_text(known: Format) -> bool:
    """Tell whether a file is text, so that its encoding may be in doubt."""
    return known in {PLAIN, DELIMITED} or known.reader == "html"


def is_misnamed(suffix: str, known: Format) -> bool:
    """Tell whether a suffix promises another format than what the file is."""
    suffix = suffix.lower()
    return suffix not in known.suffixes and any(
        suffix in other.suffixes for other in (*FORMATS, DELIMITED, PLAIN) if suffix
    )
