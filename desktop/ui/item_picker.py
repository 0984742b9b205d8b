"""Pick an item by number or name: to go there, or to tie evidence to it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.desk.filters import has_words
from desktop.desk.words import item_title
from desktop.model.checklist import Item
from desktop.ui import theme

_WIDTH, _ROWS, _ROW = 400, 8, 32


class ItemPicker(QFrame):
    """A field over a short list, for whoever wants an item."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._items: tuple[Item, ...] = ()
        self._then: Callable[[str], object] = str
        self._title = QLabel()
        self._title.setProperty("role", "soft")
        self.field = _Field()
        self.field.left.connect(self.close_picker)
        self.field.setPlaceholderText(self.tr("编号或名称，如 C2"))
        self.field.setAccessibleName(self.tr("评分项编号或名称"))
        self.field.textChanged.connect(self._list)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("评分项"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._on_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.setFixedWidth(theme.px(_WIDTH))
        self.hide()

    def open(self, title: str, items: tuple[Item, ...], then: Callable[[str], object]) -> None:
        """Ask for one of some items, and go on with the id of the one that is picked."""
        self._then, self._items = then, items
        self._title.setText(title)
        self.field.clear()
        self._list()
        self.move((self._over.width() - self.width()) // 2, 60)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_picker(self) -> None:
        """Put the picker away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, pick by Enter, leave by Esc."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            current = self.list.currentItem()
            if current is not None:
                self._on_clicked(current)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_picker()
        else:
            super().keyPressEvent(event)

    def _list(self) -> None:
        """List the items that have the words; the one of just this number comes first."""
        words = self.field.text().strip()
        found = [item for item in self._items if has_words(item, words)]
        found.sort(key=lambda item: item.number.casefold() != words.casefold())
        self.list.clear()
        for item in found:
            entry = QListWidgetItem(item_title(item))
            entry.setData(Qt.ItemDataRole.UserRole, item.id)
            self.list.addItem(entry)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(min(_ROWS, max(1, len(found))) * theme.px(_ROW) + 2)
        self.adjustSize()

    def _on_clicked(self, entry: QListWidgetItem) -> None:
        self.close_picker()
        self._then(str(entry.data(Qt.ItemDataRole.UserRole)))


class _Field(QLineEdit):
    """A line that tells when one goes elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the line is left."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit()
