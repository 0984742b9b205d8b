"""疑点与核对: the relations recomputed, and the working of the chosen one on the quoted figures."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout

from desktop.desk.finding_rows import ADVICE, DOUBT, GROUPABLE, HEADERS, HOLDS, LACKING, Working
from desktop.ui import theme
from desktop.ui.tables.pane import TablePane

_TAGS = (("", "全部"), (DOUBT, "疑点"), (HOLDS, "成立"), (LACKING, "未能核对"), (ADVICE, "格式与提示"))
_TONES = {DOUBT: "finding_line", HOLDS: "met", LACKING: "soft", ADVICE: "soft"}
_SIGNS = {DOUBT: "!", HOLDS: "✓", LACKING: "·", ADVICE: "·"}


class FindingsPane(TablePane):
    """Show findings, checks and what could not be checked; below, the working: every figure a link to its place."""

    def __init__(self) -> None:
        super().__init__(
            "疑点与核对",
            HEADERS,
            groupable=GROUPABLE,
            tags=_TAGS,
            widths=(108, 150, 160, 104),
            stretched=(1, 2),
            lines=3,
        )
        self._count = QLabel()
        self._count.setProperty("role", "soft")
        self.chip_row.addWidget(self._count)
        self._shown: Working | None = None
        self._card = QFrame()
        self._card.setProperty("role", "card")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._words.setAccessibleDescription(self.tr("Tab 选数字，Enter 看它在报告里的位置"))
        self._words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words.linkActivated.connect(self._on_link)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(14, 10, 14, 10)
        self._scroll = _Scroll()
        self._scroll.widened.connect(self._fit)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._words)
        column.addWidget(self._scroll)
        self.foot.setContentsMargins(14, 10, 14, 12)
        self.foot.addWidget(self._card)
        theme.changed.connect(self._write)
        self.show_working(None)

    def show_count(self, checked: int) -> None:
        """Say how many relations were recomputed; how many of them hold stands on a chip."""
        self._count.setText(self.tr("核对 {0}").format(checked))
        self._count.setToolTip(self.tr("重新计算过 {0} 处关系：疑点和成立的都在内").format(checked))

    def show_working(self, working: Working | None) -> None:
        """Lay out a relation."""
        self._shown = working
        self._card.setVisible(working is not None)
        self._write()

    def _write(self) -> None:
        shown = self._shown
        if shown is None:
            self._words.clear()
            return
        ink, soft = theme.colour("ink").name(), theme.colour("soft").name()
        tone = theme.colour(_TONES[shown.tag]).name()
        lines = "".join(
            f"<tr><td align='right' style='padding-right:6px'>{escape(line.sign)}</td>"
            f"<td style='color:{soft}; padding-right:12px'>{escape(line.label)}</td>"
            f"<td align='right' style='padding-right:12px'><a href='{line.run[0]}-{line.run[1]}' style='color:{ink}'>"
            f"{escape(line.quote)}</a></td><td style='color:{soft}'>{escape(line.about)}</td></tr>"
            for line in shown.lines
        )
        outcome = (
            f"<br><b style='color:{tone}'>{_SIGNS[shown.tag]} {escape(shown.outcome)}</b>" if shown.outcome else ""
        )
        self._words.setText(
            f"<b style='color:{tone}'>{escape(shown.title)}</b><table cellspacing='3'>{lines}</table>"
            f"{escape(shown.arithmetic)}{outcome}"
        )
        self._fit()
        told = "，".join(f"{line.label} {line.quote}" for line in shown.lines)
        self._words.setAccessibleName(f"{shown.title}：{told}。{shown.arithmetic}。{shown.outcome}")

    def _fit(self) -> None:
        """Be as high as the working, but leave the table the most of the room."""
        wanted = self._words.heightForWidth(self._scroll.viewport().width())
        self._scroll.setFixedHeight(max(0, min(wanted, self.height() // 3)))

    def _on_link(self, target: str) -> None:
        start, _, end = target.partition("-")
        self.place_asked.emit(int(start), int(end))


class _Scroll(QScrollArea):
    """An area that tells when it is wider or narrower."""

    widened = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()
