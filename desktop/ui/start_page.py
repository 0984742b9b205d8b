"""An empty window: open a report or a case, drop a file, go on with a recent one, or try an example."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.recent_rows import RecentRow
from desktop.ui import actions, icons, theme
from desktop.ui.buttons import KeyButton
from desktop.ui.recent_list import ROW, RecentList

_WIDTH, _INNER_SHARE = 920, 98
"""The widest that the column in the middle is, in pixels, and its share of a narrow window, in hundredths."""
_RECENT_SHOWN = 6
_SAMPLE_ROW, _SIGN = 32, 40

Files = tuple[tuple[str, Path], ...]
"""Files to offer, as (title, path)."""


class StartPage(QWidget):
    """Offer the ways to begin; ``file_asked`` carries a path, ``shown`` asks to be filled."""

    file_asked = Signal(object)
    shown = Signal()

    def __init__(self, open_report: QAction, open_case: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recent = RecentList()
        self.recent.file_asked.connect(self.file_asked)
        self.samples = self._sample_list()
        self._sign = QLabel()
        self._open = _button(open_report, primary=True)
        self._drop = self._drop_area(self._open, _button(open_case, primary=False))
        self._lay_out()
        theme.changed.connect(self._measure)
        self._measure()

    def show_files(self, recent: tuple[RecentRow, ...], samples: Files) -> None:
        """List the recent files and the examples."""
        self.recent.show_rows(recent)
        self._recent_box.setVisible(bool(recent))
        self.samples.clear()
        for title, path in samples:
            entry = QListWidgetItem(title)
            entry.setData(Qt.ItemDataRole.UserRole, path)
            entry.setToolTip(title)
            self.samples.addItem(entry)
        self._measure()

    def welcome(self, over: bool) -> None:
        """Show that a file held over the window can be dropped."""
        self._drop.setProperty("over", over)
        theme.restyle(self._drop)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask to be filled whenever it comes into sight."""
        super().showEvent(event)
        self.shown.emit()
        self._open.setFocus()

    def _sample_list(self) -> QListWidget:
        view = QListWidget()
        view.setAccessibleName(self.tr("示例报告"))
        view.setAccessibleDescription(self.tr("上下键选择，Enter 打开"))
        view.setProperty("role", "samples")
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.itemActivated.connect(self._on_sample)
        view.itemClicked.connect(self._on_sample)
        return view

    def _on_sample(self, entry: QListWidgetItem) -> None:
        self.file_asked.emit(entry.data(Qt.ItemDataRole.UserRole))

    def _drop_area(self, report: KeyButton, case: KeyButton) -> QFrame:
        """Make the place where files are dropped, with the two buttons that ask for one."""
        area = QFrame()
        area.setProperty("role", "card-dashed")
        files = self.tr("也可以拖到这里：Word、PDF、OFD、网页、文本、表格形式的报告，或 .duyue 案卷；")
        words = QLabel(f"{files}\n{self.tr('拖一个文件夹进来，里面的报告列成一批，一份接一份地看（Ctrl+Alt+O）')}")
        words.setProperty("role", "small")
        words.setWordWrap(True)
        row = QHBoxLayout(area)
        row.setContentsMargins(16, 18, 16, 18)
        row.setSpacing(8)
        row.addWidget(report)
        row.addWidget(case)
        row.addSpacing(8)
        row.addWidget(words, 1)
        return area

    def _measure(self) -> None:
        """Give sign and lists the size that goes with the text."""
        self._sign.setPixmap(icons.app_icon().pixmap(theme.px(_SIGN), theme.px(_SIGN)))
        wanted = max(self.recent.count() * theme.px(ROW), self.samples.count() * theme.px(_SAMPLE_ROW))
        for view in (self.recent, self.samples):
            view.setFixedHeight(min(wanted, _RECENT_SHOWN * theme.px(ROW)))

    def _lay_out(self) -> None:
        """Stack a column in the middle: name, where to open or drop, two lists."""
        name = QLabel("督阅")
        theme.write(name, 28, bold=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._sign)
        head.addWidget(name)
        head.addStretch(1)
        purpose = QLabel(self.tr("教育督导报告审读评分台：读报告，对评价表，逐条评分，每一分都有出处。"))
        purpose.setProperty("role", "soft")
        self._recent_box = _box(self.tr("最近打开"), self.recent)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(self._recent_box, 9)
        lists.addWidget(_box(self.tr("示例报告"), self.samples), 8)
        inner = QWidget()
        theme.size(inner.setMaximumWidth, _WIDTH)
        inner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(purpose)
        column.addSpacing(4)
        column.addWidget(self._drop)
        column.addSpacing(12)
        column.addLayout(lists)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, _INNER_SHARE)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)


def _box(title: str, view: QListWidget) -> QWidget:
    """Put a list into a card under its name."""
    box = QWidget()
    head = QLabel(title)
    head.setProperty("role", "soft")
    frame = QFrame()
    frame.setProperty("role", "card")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(1, 4, 1, 4)
    inside.addWidget(view)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(head)
    column.addWidget(frame)
    return box


def _button(action: QAction, *, primary: bool) -> KeyButton:
    """Make a button of an action, with its key."""
    button = KeyButton(action.text(), actions.written(action.shortcut()), primary=primary)
    button.explain(action.text().removesuffix("…"))
    button.clicked.connect(action.trigger)
    return button
