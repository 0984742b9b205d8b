"""An empty window: open a report or a case, try an example, go on with a recent one, or drop a file."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import theme
from desktop.ui.buttons import KeyButton

_WIDTH = 680

Files = tuple[tuple[str, Path], ...]
"""Files to offer, as (title, path)."""


class StartPage(QWidget):
    """Offer the ways to begin; ``file_asked`` carries a path, ``shown`` asks to be filled."""

    file_asked = Signal(object)
    shown = Signal()

    def __init__(self, open_report: QAction, open_case: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent = self._list(self.tr("最近打开"))
        self._samples = self._list(self.tr("示例报告"))
        self._open = _button(open_report, primary=True)
        self._lay_out(self._open, _button(open_case, primary=False))

    def show_files(self, recent: Files, samples: Files) -> None:
        """List the recent files and the examples."""
        for view, files in ((self._recent, recent), (self._samples, samples)):
            view.clear()
            for title, path in files:
                entry = QListWidgetItem(title)
                entry.setData(Qt.ItemDataRole.UserRole, path)
                entry.setToolTip(str(path))
                view.addItem(entry)
        self._recent_box.setVisible(bool(recent))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask to be filled whenever it comes into sight."""
        super().showEvent(event)
        self.shown.emit()
        self._open.setFocus()

    def _list(self, name: str) -> QListWidget:
        view = QListWidget()
        view.setAccessibleName(name)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.itemActivated.connect(self._on_entry)
        view.itemClicked.connect(self._on_entry)
        return view

    def _on_entry(self, entry: QListWidgetItem) -> None:
        self.file_asked.emit(entry.data(Qt.ItemDataRole.UserRole))

    def _lay_out(self, report: KeyButton, case: KeyButton) -> None:
        """Stack a column in the middle: name, two buttons, where to drop, two lists."""
        name = QLabel("督阅")
        name.setFont(theme.font(28, bold=True))
        purpose = QLabel(self.tr("教育督导报告审读评分台：读报告，对评价表，逐条评分，每一分都有出处。"))
        purpose.setProperty("role", "soft")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(report)
        buttons.addWidget(case)
        drop = QLabel(self.tr("也可以把文件拖进窗口"))
        drop.setProperty("role", "small")
        buttons.addSpacing(8)
        buttons.addWidget(drop)
        buttons.addStretch(1)
        self._recent_box = self._box(self.tr("最近打开"), self._recent)
        lists = QHBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(self._recent_box, 1)
        lists.addWidget(self._box(self.tr("示例报告"), self._samples), 1)
        inner = QWidget()
        inner.setFixedWidth(theme.px(_WIDTH))
        column = QVBoxLayout(inner)
        column.setSpacing(12)
        column.addWidget(name)
        column.addWidget(purpose)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addSpacing(16)
        column.addLayout(lists)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def _box(self, title: str, view: QListWidget) -> QWidget:
        box = QWidget()
        head = QLabel(title)
        head.setProperty("role", "soft")
        view.setFixedHeight(theme.px(232))
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
    button = KeyButton(action.text(), action.shortcut().toString(), primary=primary)
    button.explain(action.text().removesuffix("…"))
    button.clicked.connect(action.trigger)
    return button
