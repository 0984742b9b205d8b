"""研判: what the figures say of the chosen item, with the working; every figure leads to its place."""

from html import escape

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.desk.words import VERDICT_SIGN
from desktop.model.verdict import RuleOutcome, Verdict, VerdictWord
from desktop.model.words import VERDICT_WORD
from desktop.ui import theme
from desktop.ui.checklist_tree import VERDICT_TOKEN

_GROUND = {
    VerdictWord.MET: "measure",
    VerdictWord.NOT_MET: "problem",
    VerdictWord.PARTIAL: "finding",
    VerdictWord.UNKNOWN: "window",
    VerdictWord.JUDGE: "window",
}
_RADIUS = 6
_BAR = 3


class VerdictBox(QFrame):
    """Show a verdict; ``figure_asked`` carries the start of the figure whose working was clicked."""

    figure_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict: Verdict | None = None
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.linkActivated.connect(self._on_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 8, 12, 8)
        column.addWidget(self._words)
        theme.changed.connect(self._write)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show a verdict, or that it is still being worked out."""
        self._verdict = verdict
        self._write()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground in the verdict's colour with a bar at its left."""
        word = self._verdict.word if self._verdict else VerdictWord.UNKNOWN
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.fillPath(shape, theme.colour(_GROUND[word]))
        painter.setClipPath(shape)
        painter.fillRect(0, 0, _BAR, self.height(), theme.colour(VERDICT_TOKEN[word]))

    def _write(self) -> None:
        """Write word, reason and working."""
        if self._verdict is None:
            self._words.setText(self.tr("正在研判…"))
            self.setAccessibleName(self.tr("正在研判"))
            self.update()
            return
        verdict = self._verdict
        sign = f"{VERDICT_SIGN[verdict.word]} {VERDICT_WORD[verdict.word]}".strip()
        colour = theme.colour(VERDICT_TOKEN[verdict.word]).name()
        head = f'<b style="color:{colour}">{escape(sign)}</b>'
        said = [_working(outcome) for outcome in verdict.outcomes] or [escape(verdict.why)]
        self._words.setText("&nbsp;&nbsp; ".join((head, *said)))
        self.setAccessibleName(f"研判：{sign}，{verdict.why}")
        self.update()

    def _on_link(self, target: str) -> None:
        self.figure_asked.emit(int(target))


def _working(outcome: RuleOutcome) -> str:
    """Write how one rule fared, as a link to its figure; only what fails needs a sign."""
    sign = "✗ " if outcome.holds is False else ""
    name = outcome.rule.metric if outcome.rule.metric not in outcome.working else ""
    words = escape(f"{sign}{name} {outcome.working}".strip())
    if not outcome.metrics:
        return words
    return (
        f'<a href="{outcome.metrics[0]}" style="color:{theme.colour("text").name()}; text-decoration:none">{words}</a>'
    )
