"""What lies beneath the words of the page: marks, evidence, search hits and the place just jumped to."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from desktop.ui import theme
from desktop.ui.reader import painting
from desktop.ui.reader.marks import Marks

if TYPE_CHECKING:
    from desktop.model.report import Reword

Run = tuple[int, int]
# Beyond two lines a full ground would shout: a whole paragraph that is one measure stays calm.
_LONG = 80


class Underlay:
    """Hold what is shown, as runs of code points, and paint the part of it that is in sight."""

    def __init__(self) -> None:
        self.marks = Marks()
        self.confirmed: Sequence[Run] = ()
        self.suggested: Sequence[Run] = ()
        self.hits: Sequence[Run] = ()
        self.memos: Sequence[Run] = ()
        self.doubts: Sequence[Run] = ()
        self.rewords: Sequence[Reword] = ()
        self.focus: Run | None = None

    def paint(
        self,
        painter: QPainter,
        seen: Run,
        rects: Callable[[int, int], list[QRectF]],
        bar_x: float,
        glow: float,
        colour: painting.Colours = theme.colour,
        *,
        printed: bool = False,
    ) -> None:
        """Paint bars, layers in their order, hits and last the focus, within the run that is ``seen``.

        ``rects`` gives one rectangle a line for a run; ``glow`` is what is left of the focus's flash, 1 to 0;
        ``colour`` gives the colours for the ground that all lies on; ``printed`` is the page itself, which is never
        wrong.
        """
        start, end = seen

        def visible(run: Run) -> list[QRectF]:
            return rects(max(run[0], start), min(run[1], end)) if run[0] < end and run[1] > start else []

        for run in self.suggested:
            if lines := visible(run):
                begin = (rects(run[0], run[0] + 1) or lines)[0].top()
                painting.paint_bar(painter, lines, bar_x, dashed_from=begin, colour=colour)
        for run in self.confirmed:
            painting.paint_bar(painter, visible(run), bar_x, dashed_from=None, colour=colour)
        painted = None
        for span in self.marks.between(start, end):
            # A figure that contradicts many others is marked once for each.
            if (span.kind, span.start, span.end) == painted:
                continue
            painted = (span.kind, span.start, span.end)
            quiet = span.end - span.start > _LONG
            for rect in visible((span.start, span.end)):
                painting.paint_mark(painter, span.kind, rect, quiet=quiet, colour=colour)
        for runs, paint in ((self.doubts, painting.paint_doubt), (self.hits, painting.paint_hit)):
            first = max(0, bisect_left(runs, (start, start)) - 1)
            for run in runs[first : bisect_left(runs, (end, end))]:
                for rect in visible(run):
                    paint(painter, rect, colour)
        for reword in self.rewords:
            for rect in visible((reword.start, reword.end)):
                if printed:
                    painting.paint_frame(painter, rect, colour)
                else:
                    painting.paint_reword(painter, rect, reword.words, colour)
        for run in self.memos:
            painting.paint_corners(painter, visible(run), colour)
        if self.focus is not None:
            painting.paint_focus(painter, visible(self.focus), glow, colour)
