"""The chosen item: what is asked and where it comes from, verdict, evidence, score."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from desktop.desk.desk import Desk
from desktop.desk.evidence_model import EvidenceModel, EvidenceRow
from desktop.desk.words import badges, item_title, provenance
from desktop.model.amount import plain
from desktop.model.checklist import Item
from desktop.ui import icons, theme
from desktop.ui.buttons import KeyButton
from desktop.ui.evidence_list import EvidenceList
from desktop.ui.mark_card import MarkCard
from desktop.ui.note_form import NoteForm
from desktop.ui.score_bar import ScoreBar
from desktop.ui.topic_bar import TopicBar
from desktop.ui.verdict_box import VerdictBox

_EDGE, _LEAST = 14, 16
_WIDTH = 468
"""Pixels at least, whatever the item: the splitter must not move from one item to the next."""


class ItemPanel(QWidget):
    """Show the item chosen on the desk.

    ``evidence_shown`` carries the spans of its confirmed and suggested quotes; ``looked`` tells that another card is
    current or that the panel was scrolled.
    """

    place_asked = Signal(int, int)
    figure_asked = Signal(int)
    evidence_shown = Signal(object, object)
    add_selection_asked = Signal()
    add_note_asked = Signal()
    looked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        theme.size(self.setMinimumWidth, _WIDTH)
        self.mark_card = MarkCard()
        self.verdict = VerdictBox()
        self.verdict.figure_asked.connect(self.figure_asked)
        self._cards = EvidenceModel(self)
        self.evidence = EvidenceList(self._cards)
        self.evidence.visited.connect(self._on_visited)
        self.note_form = NoteForm()
        self.score_bar = ScoreBar()
        self.topic_bar = TopicBar(desk)
        self._title = _label("")
        theme.write(self._title, 15, bold=True)
        self._origin = _label("small")
        self._badges = QHBoxLayout()
        self._asked = _label("")
        self._levels = _label("small")
        self._hints = _label("small")
        self._count = _label("soft", wrap=False)
        self._hint = _label("small")
        self._add = KeyButton(self.tr("添加选中文字"), "E")
        self._add.clicked.connect(self.add_selection_asked)
        self._note = KeyButton(self.tr("添加记录"), "M")
        self._note.clicked.connect(self.add_note_asked)
        self._before = _step(self.tr("上一处佐证原文（[）"), "back")
        self._before.clicked.connect(lambda: self.step_place(-1))
        self._after = _step(self.tr("下一处佐证原文（]）"), "forward")
        self._after.clicked.connect(lambda: self.step_place(1))
        self._place = _label("soft", wrap=False)
        self._item = self._seen = ""
        self._spans: tuple[tuple[tuple[int, int], ...], ...] = ()
        self.evidence.selectionModel().currentChanged.connect(self._show_place)
        self.note_form.closed.connect(self._show_steps)
        self._lay_out()
        self.evidence.selectionModel().currentChanged.connect(self.looked)
        self._scroll.verticalScrollBar().valueChanged.connect(self.looked)
        self.refresh()

    def show_item(self) -> None:
        """Show the chosen item from its top."""
        item, checklist = self._desk.item, self._desk.checklist
        if item is None or checklist is None:
            return
        fresh = item.id != self._item
        self._item = item.id
        self._title.setText(item_title(item))
        self._origin.setText(provenance(item, checklist))
        self._show_badges(badges(item))
        self._asked.setText(item.check)
        self._levels.setText(_rubric(item))
        self._levels.setVisible(bool(item.judge.levels))
        self.score_bar.show_item(item)
        self.refresh()
        if fresh:
            self._seen = ""
            self.evidence.choose()
            if self.mark_card.isHidden():
                self._scroll.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show verdict, evidence and score as they stand; nothing moves."""
        item, started = self._desk.item, self._desk.review is not None
        self.score_bar.setVisible(started)
        for button in (self._add, self._note):
            button.setVisible(started)
        if item is None:
            for part in (self._head, self._body, self._steps):
                part.hide()
            self._spans = ()
            return
        self._head.show()
        self._body.show()
        self._show_steps()
        suggestion = self._desk.answers.suggestion(item.id)
        self.verdict.show_verdict(suggestion.verdict if suggestion else None)
        hints = self._desk.hints.get(item.id, ())
        self._hints.setText("\n".join(self.tr("提示：{0}（{1}）").format(hint.says, hint.source) for hint in hints))
        self._hints.setVisible(bool(hints))
        rows = self._desk.answers.evidence(item.id)
        had = self.evidence.row
        self.topic_bar.refresh()
        self._cards.show(f"{item.id}/{self._desk.topics.chosen}", rows)
        if had is None:
            self.evidence.choose()
        confirmed = tuple(row.span for row in rows if row.confirmed and row.span)
        suggested = tuple(row.span for row in rows if not row.confirmed and row.span)
        self._count.setText(self.tr("佐证 {0} · 建议 {1}").format(sum(row.confirmed for row in rows), len(suggested)))
        self._show_place()
        self._hint.setVisible(not rows and suggestion is not None)
        self.evidence.setVisible(bool(rows))
        if (confirmed, suggested) != self._spans:
            self._spans = (confirmed, suggested)
            self.evidence_shown.emit(confirmed, suggested)
        review, subject = self._desk.review, self._desk.topics.chosen
        pen = self._desk.pen
        score = review.score_of(item.id, subject) if review else None
        self.score_bar.show_score(score, pen.text("reason"), pen.text("remark"))

    def place(self) -> dict[str, str | int | float | bool]:
        """Say which card is current and how far the panel is scrolled, to be restored later."""
        row = self.evidence.row
        return {"card": row.key if row else "", "panel_at": self._scroll.verticalScrollBar().value()}

    def restore(self, card: str, at: int) -> None:
        """Stand at a card again, if it is still there, scrolled as it was."""
        self.evidence.choose_card(card)
        # How far one can scroll is known when the cards are laid out.
        QTimer.singleShot(0, self, lambda: self._scroll.verticalScrollBar().setValue(at))

    def step_card(self, step: int) -> None:
        """Make the next or previous card current."""
        row = self.evidence.currentIndex().row() + step
        if 0 <= row < self._cards.rowCount():
            self.evidence.setCurrentIndex(self._cards.index(row))
            self.show_current()

    def show_current(self) -> None:
        """Scroll the current card into sight, if it is out of it."""
        box = self.evidence.visualRect(self.evidence.currentIndex())
        if box.isValid():
            box.moveTopLeft(self.evidence.viewport().mapTo(self._body, box.topLeft()))
            self._scroll.ensureVisible(0, box.bottom(), 0, 8)
            self._scroll.ensureVisible(0, box.top(), 0, 8)

    def step_place(self, step: int) -> None:
        """Make the next or previous card that stands in the report current, around the end, and go to its place.

        The place of the card one stands at comes first, as long as nobody has gone there.
        """
        rows = self._cards.rows
        standing = [at for at, row in enumerate(rows) if row.span is not None]
        if not standing:
            return
        here = self.evidence.currentIndex().row()
        if step > 0 and here in standing and rows[here].key != self._seen:
            here -= 1
        beyond = [at for at in standing if (at > here if step > 0 else at < here)]
        at = (beyond or standing)[0 if step > 0 else -1]
        self.evidence.setCurrentIndex(self._cards.index(at))
        self.show_current()
        self._on_visited(rows[at])

    def visit(self) -> None:
        """Go to where the current card stands."""
        self._on_visited(self.evidence.row)

    def open_note(self) -> None:
        """Open the form for a note, in the place of the steps: a small screen has no room for both."""
        self.note_form.open()
        self._show_steps()

    def reveal(self, widget: QWidget) -> None:
        """Scroll a part of the panel that has just grown into sight."""
        QTimer.singleShot(0, widget, lambda: self._scroll.ensureWidgetVisible(widget, 0, 8))

    def show_top(self) -> None:
        """Scroll to the top, where the card of a mark stands."""
        self._scroll.verticalScrollBar().setValue(0)

    def _show_place(self) -> None:
        """Say which of how many places in the report the current card is."""
        standing = [row.key for row in self._cards.rows if row.span is not None]
        row = self.evidence.row
        at = standing.index(row.key) + 1 if row is not None and row.key in standing else 0
        self._place.setText(f"{at or '–'}/{len(standing)}")
        for part in (self._before, self._place, self._after):
            part.setVisible(len(standing) > 1)

    def _show_cut(self) -> None:
        """Draw a line under the name while something is scrolled away beneath it."""
        self._cut.setAutoFillBackground(self._scroll.verticalScrollBar().value() > 0)

    def _line_up(self, _: int, most: int) -> None:
        """Let the scroll bar stand in the margin, so that cards end where fields below end."""
        bar = self._scroll.verticalScrollBar().sizeHint().width() if most else 0
        layout = self._body.layout()
        if layout is not None:
            layout.setContentsMargins(_EDGE, 4, _EDGE - bar, 8)

    def _show_steps(self) -> None:
        self._steps.setVisible(self._desk.item is not None and self.note_form.isHidden())

    def _on_visited(self, row: EvidenceRow | None) -> None:
        if row is not None and row.span is not None:
            self._seen = row.key
            self.place_asked.emit(*row.span)

    def _show_badges(self, words: tuple[str, ...]) -> None:
        """Show the frames that say 反推条目, 自拟, 一票否决."""
        while (entry := self._badges.takeAt(0)) is not None:
            old = entry.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for word in words:
            badge = QLabel(word)
            badge.setProperty("role", "tag")
            self._badges.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        """One scrolling body over what is pinned: the steps, which stay beneath the mouse, the note form, the score."""
        self._hint.setText(
            self.tr("没有找到可作佐证的句子。在报告里选中文字按 E 添加，或按 M 记下查阅、查看、访谈所得。")
        )
        self._steps = QWidget()
        steps = QHBoxLayout(self._steps)
        steps.setContentsMargins(_EDGE, 4, _EDGE, 6)
        steps.setSpacing(6)
        steps.addWidget(self._count)
        steps.addSpacing(6)
        steps.addWidget(self._before)
        steps.addWidget(self._place)
        steps.addWidget(self._after)
        steps.addStretch(1)
        steps.addWidget(self._add)
        steps.addWidget(self._note)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(_EDGE, 4, _EDGE, 8)
        column.setSpacing(8)
        column.addWidget(self.mark_card)
        self._head = QWidget()
        first = QHBoxLayout(self._head)
        first.setSpacing(8)
        first.addWidget(self._title, 1)
        first.addLayout(self._badges)
        first.setContentsMargins(_EDGE, 10, _EDGE, 6)
        column.addWidget(self._origin)
        column.addWidget(self._asked)
        column.addWidget(self._levels)
        column.addWidget(self.verdict)
        column.addWidget(self._hint)
        column.addWidget(self.evidence)
        column.addWidget(self._hints)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body)
        theme.size(self._scroll.setMinimumHeight, _LEAST)
        self._cut = _hairline()
        bar = self._scroll.verticalScrollBar()
        bar.valueChanged.connect(self._show_cut)
        bar.rangeChanged.connect(self._line_up)
        self._show_cut()
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self.topic_bar)
        layout.addWidget(self._cut)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(_hairline())
        layout.addWidget(self._steps)
        layout.addWidget(self.note_form)
        layout.addWidget(self.score_bar)


def _label(role: str, *, wrap: bool = True) -> QLabel:
    """Make a label of plain words."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


def _step(words: str, icon: str) -> QToolButton:
    """Make a small button that steps through places."""
    button = QToolButton()
    button.setProperty("role", "flat")
    icons.dress(button, icon, "soft")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(words)
    button.setAccessibleName(words.partition("（")[0])
    return button


def _hairline() -> QFrame:
    """Make a line between two parts."""
    line = QFrame()
    line.setBackgroundRole(QPalette.ColorRole.Mid)
    line.setAutoFillBackground(True)
    line.setFixedHeight(1)
    return line


def _rubric(item: Item) -> str:
    """Write what each number of points stands for."""
    return "\n".join(f"{plain(level.score)} 分：{level.text}" for level in item.judge.levels)
