"""研判: what the figures say of the chosen item, with the working; every figure leads to its place."""

from html import escape

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.model.verdict import RuleOutcome, Verdict, VerdictWord
from desktop.model.words import VERDICT_WORD
from desktop.ui import icons, theme
from desktop.ui.checklist_tree import VERDICT_ICON, VERDICT_TOKEN

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
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._words.setToolTip(self.tr("单击数字，看它在报告里的位置"))
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
        word = VERDICT_WORD[verdict.word]
        colour = theme.colour(VERDICT_TOKEN[verdict.word]).name()
        head = f'{_sign(verdict.word)} <b style="color:{colour}">{escape(word)}</b>'
        self._words.setText(head + _laid_out(verdict))
        linked = any(outcome.metrics for outcome in verdict.outcomes)
        self._words.setFocusPolicy(Qt.FocusPolicy.StrongFocus if linked else Qt.FocusPolicy.NoFocus)
        told = f"研判：{word}，{verdict.why}"
        self._words.setAccessibleName(told)
        self.setAccessibleName(told)
        self.update()

    def _on_link(self, target: str) -> None:
        self.figure_asked.emit(int(target))


def _laid_out(verdict: Verdict) -> str:
    """Set the working: one comparison on the line of the word, several as a table, what is not reported in one line."""
    decided = [outcome for outcome in verdict.outcomes if outcome.holds is not None or outcome.metrics]
    missing = [escape(outcome.working) for outcome in verdict.outcomes if outcome not in decided]
    if not verdict.outcomes:
        return f"&nbsp;&nbsp; {escape(verdict.why)}"
    if len(verdict.outcomes) == 1:
        return f"&nbsp;&nbsp; {' '.join((*(' '.join(_cells(outcome)[1:]) for outcome in decided), *missing))}"
    rows = "".join(
        f"<tr><td>{sign}</td><td style='padding:0 12px 0 6px'>{name}</td><td>{working}</td></tr>"
        for sign, name, working in map(_cells, decided)
    )
    soft = theme.colour("soft").name()
    told = f"<td colspan='2' style='padding-left:6px; color:{soft}'>{'；'.join(missing)}</td>"
    rest = f"<tr><td>{_sign(VerdictWord.UNKNOWN)}</td>{told}</tr>"
    return f"<table cellspacing='0' cellpadding='1' style='margin-top:3px'>{rows}{rest if missing else ''}</table>"


def _cells(outcome: RuleOutcome) -> tuple[str, str, str]:
    """Write how one rule fared: its sign, what it measures, the comparison as a link to its figure."""
    word = {True: VerdictWord.MET, False: VerdictWord.NOT_MET, None: VerdictWord.UNKNOWN}[outcome.holds]
    if outcome.partly:
        word = VerdictWord.PARTIAL
    name = "" if outcome.rule.metric in outcome.working else escape(outcome.rule.metric)
    working = escape(outcome.working)
    if outcome.metrics:
        working = f"<a href='{outcome.metrics[0]}' style='color:{theme.colour('ink').name()}'>{working}</a>"
    return _sign(word), name, working


def _sign(word: VerdictWord) -> str:
    """Give the sign of a verdict as it stands in the checklist."""
    return icons.inline(VERDICT_ICON[word], VERDICT_TOKEN[word]) if VERDICT_ICON[word] else ""
