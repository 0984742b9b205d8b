"""What a click on a mark leads to: its row or its item, its card, its other places, its correction."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.desk.links import places_of
from desktop.desk.mark_words import describe
from desktop.desk.words import indicator_names
from desktop.ui.dialogs import rewording

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


class MarkControl(QObject):
    """Tie the card of marks to desk, reader and tables of one window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self.card = window.panel.mark_card
        self._mark: tuple[str, int] | None = None
        self._figure, self._added = -1, False
        pen, form = window.desk.pen, self.card.form
        window.reader.mark_clicked.connect(self.show_mark)
        window.desk.examined.connect(self._on_examined)
        window.desk.opened.connect(self.card.close_card)
        self.card.item_asked.connect(window.desk.choose_item)
        self.card.step_asked.connect(self.step)
        self.card.table_asked.connect(self._on_table)
        self.card.correct_asked.connect(self.correct)
        self.card.closed.connect(self._on_closed)
        form.corrected.connect(pen.correct)
        form.struck.connect(pen.strike)
        form.restored.connect(pen.restore)
        form.closed.connect(window.tree.setFocus)

    def show_mark(self, kind: str, start: int, at: int) -> None:
        """Choose the mark's row in the table in sight, or open the item that uses it, with a card of what was read."""
        if not self._window.side.show_mark(kind, start):
            self._show_card(kind, start, at)

    def _show_card(self, kind: str, start: int, at: int) -> None:
        """Open the card of a mark, and the item that uses it."""
        self._mark, self._figure = (kind, start), at
        self._window.side.show_tab(0)
        if not self._write():
            self._mark = None
            return
        names = self._desk.answers.items_using(start)
        if names and (self._desk.item is None or self._desk.item.id not in names):
            self._desk.choose_item(names[0])
        self._window.panel.show_top()

    def step(self, by: int) -> None:
        """Go to the next place that belongs together with the mark, around the end."""
        examination = self._desk.examination
        if self._mark is None or examination is None:
            return
        runs = places_of(examination, *self._mark)
        at = self._at(runs)
        if runs:
            run = runs[(at + by) % len(runs)]
            self._figure = run[0]
            self._window.reader.jump(*run)
            self._show_places()

    def correct(self) -> None:
        """Open the form for the figure on the card."""
        examination = self._desk.examination
        pointed = self._window.reader.pointed_at()
        if pointed is not None and pointed.kind in ("metric", "finding") and pointed.start != self._figure:
            self._show_card(pointed.kind, pointed.names, pointed.start)
        metric = examination.metric_at.get(self._figure) if examination else None
        if metric is None or self.card.isHidden():
            self._window.say("info", self.tr("指着或单击报告里要更正的指标，再按 C；漏读的，选中文字按 I。"))
            return
        review, report = self._desk.review, self._desk.report
        if review is None or report is None:
            self._window.say("info", self.tr("开始评审后，更正会记入案卷。"))
            return
        touched = any((c.document, c.start) == (report.sha256, metric.start) for c in review.corrections)
        self.card.form.open(metric, touched=touched, names=indicator_names())
        self._window.panel.reveal(self.card.form)

    def add_figure(self) -> None:
        """Take the selected words for a figure that was missed."""
        run = self._window.reader.selection()
        if run is None:
            self._window.say("info", self.tr("先在报告里选中漏读的数，再按 I。"))
        elif self._desk.pen.add_figure(*run):
            self._mark, self._figure, self._added = ("metric", run[0]), run[0], True
        else:
            self._window.say("info", self.tr("选中的文字里没有数，或已是指标。"))

    def reword(self) -> None:
        """Ask for what the page says where the selected words were recognised."""
        run, report, pen = self._window.reader.selection(), self._desk.report, self._desk.pen
        if run is None or report is None or report.pages is None:
            self._window.say("info", self.tr("先选中识别有误的字，再按 W，对照原页更正。"))
            return
        if self._desk.review is None:
            self._window.say("info", self.tr("开始评审后，更正会记入案卷。"))
            return
        mark = pen.words_at(*run)
        if mark is None:
            self._window.say("info", self.tr("请只选中原页上同一行的字，再按 W。"))
            return
        ((page, box),) = report.pages.boxes(mark.start, mark.end)
        clip = rewording.Clip(self._desk.pictures, report.pages, page, box)
        said = pen.reads(mark)
        rewording.ask_words(self._window, clip, mark.quote, said, partial(pen.reword, mark))

    def _write(self) -> bool:
        """Write the card of the mark; False when there is nothing to say."""
        examination, checklist = self._desk.examination, self._desk.checklist
        words = describe(examination, *self._mark) if examination and self._mark else None
        if words is None or checklist is None or self._mark is None:
            return False
        names = self._desk.answers.items_using(self._mark[1])
        self.card.show_mark(words, tuple(checklist.item_by_id[name] for name in names))
        self._show_places()
        return True

    def _show_places(self) -> None:
        """Say which of how many places is looked at."""
        if self._mark is not None and self._desk.examination is not None:
            runs = places_of(self._desk.examination, *self._mark)
            self.card.show_places(self._at(runs) + 1, len(runs))

    def _at(self, runs: tuple[tuple[int, int], ...]) -> int:
        """Find the place looked at."""
        return next((at for at, run in enumerate(runs) if run[0] == self._figure), 0)

    def _on_examined(self) -> None:
        """Show the card as the figures are read now; a finding that is cleared up leaves its figure."""
        added, self._added = self._added, False
        if self._mark is None or self._write():
            if added:
                self._window.panel.show_top()
            return
        self._mark = ("metric", self._figure)
        if not self._write():
            self.card.close_card()

    def _on_table(self) -> None:
        if self._mark is not None:
            self._window.side.find_mark(*self._mark)

    def _on_closed(self) -> None:
        self._mark = None
        self.card.form.hide()
