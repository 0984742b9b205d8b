"""说明与批注: what the file's reader wants to tell, and the comments in its margin, listed beside the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.model.report import Report
from desktop.ui import theme

_PLACE = int(Qt.ItemDataRole.UserRole)
_HEIGHT = 190


class Beside(QWidget):
    """List notices and comments; choosing a comment asks to go to the words that it was made on."""

    chosen = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel()
        self._title.setProperty("role", "small")
        self._title.setContentsMargins(12, 10, 12, 6)
        self.list = QListWidget()
        self.list.setProperty("role", "beside")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("说明与批注"))
        self.list.setAccessibleDescription(self.tr("文件里的脚注和批注；上下键选择，Enter 到原文"))
        theme.write(self.list, 12)
        self.list.itemClicked.connect(self._on_entry)
        self.list.itemActivated.connect(self._on_entry)
        theme.size(self.setFixedHeight, _HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self.list)
        self.hide()

    def show_report(self, report: Report) -> None:
        """List what is to be told of a report; nothing to tell takes no room."""
        self.list.clear()
        notices = [notice for notice in report.notices if notice.code != "comments"]
        for notice in notices:
            self._add(notice.says, None)
        for comment in report.comments:
            author = comment.author or self.tr("批注")
            self._add(f"{author}：{comment.words}", (comment.start, comment.end))
        counted = ((self.tr("文件说明"), len(notices)), (self.tr("批注"), len(report.comments)))
        self._title.setText(" · ".join(f"{name} {count}" for name, count in counted if count))
        self.setVisible(self.list.count() > 0)

    def _add(self, words: str, place: tuple[int, int] | None) -> None:
        entry = QListWidgetItem(words)
        entry.setToolTip(words)
        entry.setData(_PLACE, place)
        self.list.addItem(entry)

    def _on_entry(self, entry: QListWidgetItem) -> None:
        place = entry.data(_PLACE)
        if place is not None:
            self.chosen.emit(*place)
