"""The pictures of a report's pages, drawn away from the window, what is looked at first; the last ones are kept."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop import intake
from desktop.desk.jobs import Jobs
from desktop.model.pages import Picture

if TYPE_CHECKING:
    from desktop.desk.files import OpenedReport

_MOST_BYTES = 96 * 1024 * 1024
_LANE = "picture"

Wanted = tuple[int, int]
"""A page, counted from 1, and how many pixels wide it is to be."""


class PagePictures(QObject):
    """Draw pages one by one; ``drawn`` tells that one of them is there."""

    drawn = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self)
        self._source: intake.Pictures | None = None
        self._widths: tuple[float, ...] = ()
        self.forget()

    def lay(self, opened: "OpenedReport") -> None:
        """Draw the pages of this report from now on."""
        self.forget()
        pages = opened.report.pages
        if pages is not None:
            self._source = intake.Pictures(opened.data, opened.report.name, opened.password)
            self._widths = tuple(sheet.width for sheet in pages.sheets)

    def forget(self) -> None:
        """Drop every picture, and those under way."""
        self._jobs.drop(_LANE)
        self._source = None
        self._held: OrderedDict[Wanted, Picture | None] = OrderedDict()
        self._size = 0
        self._queue: dict[str, list[Wanted]] = {}
        self._busy = False

    def finish(self) -> bool:
        """Let nothing run on after closing; False where a job is frozen."""
        return self._jobs.finish()

    def of(self, page: int, width: int) -> Picture | None:
        """Give the picture of a page, if it was drawn in this width."""
        if (page, width) in self._held:
            self._held.move_to_end((page, width))
        return self._held.get((page, width))

    def want(self, who: str, pages: Sequence[Wanted]) -> None:
        """Draw these pages, the first first, instead of what the same one wanted before."""
        self._queue[who] = [each for each in pages if each not in self._held]
        self._go_on()

    def _go_on(self) -> None:
        wanted = next((each for queue in self._queue.values() for each in queue), None)
        if self._busy or wanted is None or self._source is None:
            return
        self._busy = True
        page, width = wanted
        work = partial(self._source.of, page, width / self._widths[page - 1])
        self._jobs.start(_LANE, work, partial(self._on_drawn, wanted), partial(self._on_failed, wanted))

    def _on_drawn(self, wanted: Wanted, picture: Picture | None) -> None:
        self._held[wanted] = picture
        self._size += len(picture.pixels) if picture else 0
        while self._size > _MOST_BYTES and len(self._held) > 1:
            _, old = self._held.popitem(last=False)
            self._size -= len(old.pixels) if old else 0
        self._busy = False
        for queue in self._queue.values():
            if wanted in queue:
                queue.remove(wanted)
        self.drawn.emit(wanted[0])
        self._go_on()

    def _on_failed(self, wanted: Wanted, _: Exception) -> None:
        """Take a page that could not be drawn for one that has no picture."""
        self._on_drawn(wanted, None)
