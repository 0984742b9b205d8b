"""The line at the foot: progress, total, figures nobody used, when it was saved and where."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QStatusBar, QWidget

from desktop.desk.progress import Progress
from desktop.model.report import ENCODING_WORD, Report
from desktop.ui import theme

_BAR = (120, 6)
_NAME, _GAP, _EDGES = 260, 14, 20
"""The widest that a name stands there, and the room between two parts and at both ends, in pixels."""


class StatusLine(QStatusBar):
    """Say how far the review is and that it is kept."""

    folder_asked = Signal()
    unused_asked = Signal()
    encoding_asked = Signal(str)
    write_back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 4, 0)
        self._bar = _Share()
        self._progress, self._total, self._unused = QLabel(), QLabel(), _link()
        self._unused.clicked.connect(self.unused_asked)
        self._saved, self._reviewer = QLabel(), QLabel()
        self.encoding = _link()
        self.encoding.clicked.connect(self._on_encoding)
        self._changeable = False
        self._path = _link()
        self._path.clicked.connect(self.folder_asked)
        self._left: tuple[QWidget, ...] = (self._bar, self._progress, self._total, self._unused, self.encoding)
        self.write_back = _link()
        self.write_back.setProperty("role", "loud")
        self.write_back.setText(self.tr("写回"))
        self.write_back.setToolTip(self.tr("把只在内存里的改动写回案卷文件"))
        self.write_back.clicked.connect(self.write_back_asked)
        self._right: tuple[QWidget, ...] = (self._saved, self.write_back, self._reviewer, self._path)
        self._spared: tuple[QWidget, ...] = (self.encoding, self._reviewer, self._path, self._total, self._unused)
        self._wanted: set[QWidget] = set()
        for part in self._left:
            self.addWidget(part)
        for part in self._right:
            self.addPermanentWidget(part)
        self._unused.setToolTip(self.tr("没有用于研判、也不在佐证里的指标；单击在表中查看"))
        self.clear_all()

    def minimumSizeHint(self) -> QSize:
        """Never widen the window: what has no room is left out."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def clear_all(self) -> None:
        """Say nothing, for nothing is open."""
        self._show(*self._left, *self._right, on=False)
        self._alarm(False)

    def show_progress(self, made: Progress) -> None:
        """Show how many items are settled and what they add up to."""
        self._bar.show_share(made.settled / max(made.count, 1))
        self._progress.setText(self.tr("已评 {0} / {1} 项").format(made.settled, made.count))
        self._total.setText(made.total)
        self._show(self._bar, self._progress)
        self._show(self._total, on=bool(made.total))
        for widget in (self._progress, self._total):
            widget.setToolTip(made.working)

    def show_unused(self, count: int) -> None:
        """Show how many figures nobody used."""
        self._unused.setText(self.tr("未关联指标 {0}").format(count))
        self._show(self._unused)

    def show_encoding(self, report: Report, *, changeable: bool) -> None:
        """Say in which encoding the text was read and how sure that is; a click offers others, while it may change."""
        self._changeable = changeable
        if report.certainty is not None:
            name = ENCODING_WORD.get(report.encoding, report.encoding).partition("（")[0]
            self.encoding.setText(self.tr("编码 {0}（{1}）").format(name, report.certainty))
            hint = self.tr("单击换一种编码读") if changeable else self.tr("评审已开始，编码不再改变")
            self.encoding.setToolTip(hint)
        self._show(self.encoding, on=report.certainty is not None)

    def encoding_menu(self) -> QMenu:
        """List the encodings that can be chosen."""
        menu = QMenu(self)
        for encoding, name in ENCODING_WORD.items():
            menu.addAction(name).triggered.connect(partial(self.encoding_asked.emit, encoding))
        return menu

    def _on_encoding(self) -> None:
        if self._changeable:
            self.encoding_menu().popup(self.encoding.mapToGlobal(self.encoding.rect().topLeft()))

    def show_saved(self, at: str) -> None:
        """Say when the last change was written."""
        self._saved.setText(self.tr("已保存 {0}").format(at))
        self._show(self._saved)

    def show_unsaved(self, unsaved: bool) -> None:
        """Say for as long as it is so, in the colour of alarm, that changes are in memory alone."""
        self._show(self.write_back, on=unsaved)
        self._alarm(unsaved)
        if unsaved:
            self._saved.setText(self.tr("未保存：改动只在内存里"))
            self._show(self._saved)

    def show_case(self, path: Path, reviewer: str) -> None:
        """Name the case, its place in the tooltip, and say who reviews."""
        self._path.setText(self._cut(path.stem))
        self._path.setToolTip(self.tr("{0}\n单击打开所在文件夹").format(path))
        self._path.setAccessibleName(self.tr("案卷 {0}，打开所在文件夹").format(path.stem))
        self._show(self._path)
        self._reviewer.setText(self._cut(reviewer))
        self._reviewer.setToolTip(self.tr("评审人：{0}").format(reviewer))
        self._show(self._reviewer, on=bool(reviewer))

    def _show(self, *parts: QWidget, on: bool = True) -> None:
        """Show parts, or hide them."""
        self._wanted = self._wanted.union(parts) if on else self._wanted.difference(parts)
        self._fit()

    def _fit(self) -> None:
        """Show what is wanted and has room; the case, the reviewer and the like are left out first."""
        room = self.width() - theme.px(_EDGES) - sum(part.sizeHint().width() + _GAP for part in self._wanted)
        spared = set()
        for part in self._spared:
            if room < 0 and part in self._wanted:
                spared.add(part)
                room += part.sizeHint().width() + _GAP
        for part in (*self._left, *self._right):
            part.setVisible(part in self._wanted and part not in spared)

    def _cut(self, name: str) -> str:
        """Cut a name to the room it has: a line must never widen its window."""
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, theme.px(_NAME))

    def _alarm(self, on: bool) -> None:
        """Colour the whole line, or take the colour off."""
        if bool(self.property("alarm")) is not on:
            self.setProperty("alarm", on)
            for part in (self, *self._left, *self._right):
                theme.restyle(part)


def _link() -> QPushButton:
    """Make words that lead somewhere, by mouse and by keyboard."""
    button = QPushButton()
    button.setProperty("role", "flat")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class _Share(QWidget):
    """A bar that fills; QProgressBar paints at once whenever its value changes, 4 ms within every score."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        theme.size(self.setFixedWidth, _BAR[0])
        self.setFixedHeight(_BAR[1])
        self.setAccessibleName(self.tr("评分进度"))
        theme.changed.connect(self.update)

    def show_share(self, share: float) -> None:
        """Show a share of the whole, 0 to 1."""
        self._share = share
        self.setAccessibleDescription(f"{share:.0%}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the whole, and the share in ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for share, token in ((1.0, "line"), (self._share, "ink")):
            painter.setBrush(theme.colour(token))
            painter.drawRoundedRect(QRectF(0, 0, self.width() * share, self.height()), 3, 3)
