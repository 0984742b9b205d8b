"""One reader a format: bytes become a ``Body``; what a reader cannot read it says by ``UnreadableFile``."""

from collections.abc import Callable

from desktop.intake import limits, says
from desktop.intake.body import Body
from desktop.model.errors import UnreadableFile
from desktop.model.recognition import Recognition

UNPACKING = frozenset(
    {"docx", "xlsx", "xls", "odt", "ods", "doc", "rtf", "html", "mht", "wordxml", "flat_odf", "pdf", "ofd"}
)
"""The readers that work in the worker process alone."""
PAGED = frozenset({"pdf", "ofd"})
"""The readers of files that have pages."""
_REFUSED = {"locked": says.locked}


def load() -> None:
    """Load the readers that are wanted most, before the first file comes, and PDFium, whose files have little time."""
    for reader in ("docx", "xlsx"):
        _reader(reader)
    import desktop.intake.readers.pdf  # noqa: F401


def read(
    reader: str,
    data: bytes,
    name: str,
    password: str = "",
    without: frozenset[int] = frozenset(),
    recognition: Recognition | None = None,
    begins: Callable[[int], None] = lambda page: None,
) -> Body:
    """Read a file in its format; raises ``UnreadableFile``, whatever is odd about the file.

    ``password`` opens one that has pages; ``without`` are those to leave out, and ``begins`` is told each before it is
    read, all counted from 1; ``recognition`` is what is known of pages that are pictures.
    """
    if reader in _REFUSED:
        raise UnreadableFile(_REFUSED[reader](name))
    try:
        if reader == "pdf":
            from desktop.intake.readers import pdf

            return pdf.read(data, name, password, without, begins, recognition)
        if reader == "ofd":
            from desktop.intake.readers import ofd

            return ofd.read(data, name, begins)
        body = _reader(reader)(data, name)
        limits.check(pieces=len(body.pieces), signs=sum(len(piece.text) for piece in body.pieces))
        return body
    except UnreadableFile:
        raise
    except limits.TooMuch as error:
        raise UnreadableFile(says.too_long(name)) from error
    except Exception as error:  # a fault of ours over an odd file must cost that file alone
        raise UnreadableFile(says.crashed(name)) from error


def _reader(reader: str) -> Callable[[bytes, str], Body]:
    """Load a reader; the program is quicker on its feet when it loads only what it needs."""
    match reader:
        case "docx":
            from desktop.intake.readers.docx import read
        case "xlsx":
            from desktop.intake.readers.xlsx import read
        case "xls":
            from desktop.intake.readers.xls import read
        case "odt":
            from desktop.intake.readers.odt import read
        case "ods":
            from desktop.intake.readers.ods import read
        case "doc":
            from desktop.intake.readers.doc import read
        case "rtf":
            from desktop.intake.readers.rtf import read
        case "html":
            from desktop.intake.readers.html import read
        case "wordxml":
            from desktop.intake.readers.wordxml import read
        case "flat_odf":
            from desktop.intake.readers.flat_odf import read
        case "mht":
            from desktop.intake.readers.mht import read
        case _:
            from desktop.intake.readers.delimited import read
    return read
