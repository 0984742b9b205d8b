"""The file whose pages are looked at: held open in the worker, so that drawing one takes milliseconds."""

from typing import TYPE_CHECKING, NamedTuple

from desktop.model.pages import Picture
from desktop.model.recognition import Recognised

if TYPE_CHECKING:
    import pypdfium2


class HeldFile(NamedTuple):
    """A file to draw pages of: a name for its very bytes, those bytes, its name on screen, its password."""

    key: str
    data: bytes
    name: str
    password: str = ""


_open: "dict[str, pypdfium2.PdfDocument]" = {}


def hold(key: str, data: bytes, name: str, password: str) -> None:
    """Open a file in the place of the one before; raises ``UnreadableFile``."""
    from desktop.intake.printed import pdfium  # loaded where a file has pages

    for document in _open.values():
        document.close()
    _open.clear()
    _open[key] = pdfium.opened(data, name, password)


def picture(key: str, page: int, scale: float) -> Picture | None:
    """Draw a page of the file that is held, counted from 1, ``scale`` pixels a point."""
    from desktop.intake.printed import pdfium

    document = _open.get(key)
    return pdfium.picture(document, page - 1, scale) if document and 1 <= page <= len(document) else None


def recognise(key: str, page: int) -> Recognised | None:
    """Recognise the words of a page of the file that is held, counted from 1; None where it cannot be drawn."""
    from desktop.intake.printed import ocr

    scale = ocr.DPI / 72
    drawn = picture(key, page, scale)
    return ocr.recognised(drawn, page, scale) if drawn else None
