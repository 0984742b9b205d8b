"""Pick a line by its words: an item to go to or to tie evidence to, or anything that the window can do or show."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.palette import Line, Palette, found
from desktop.ui import theme

_ROWS, _ROW, _TOP, _PAD, _GAP = 10, 32, 60, 8, 16
_LINE = int(Qt.ItemDataRole.UserRole)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}


class Picker(QFrame):
    """A field over a short list; where lines are of many kinds, each says its own."""

    closed = Signal()

    def __init__(self, parent: QWidget, name: str, hint: str, *, width: int, kinds: bool) -> None:
        super().__init__(parent)
        self._over = parent
        self._palettes: tuple[Palette, ...] = ()
        self._then: Callable[[Line], object] = id
        self._title = QLabel()
        self._title.setProperty("role", "soft")
        self.field = _Field()
        self.field.left.connect(self.close_picker)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(name)
        self.field.textChanged.connect(self._list)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_LineDelegate(self.list, kinds=kinds))
        self.list.itemClicked.connect(self._on_clicked)
        self.nothing = QLabel(self.tr("没有找到。可以输入名称中的字，或各字拼音的首字母。"))
        self.nothing.setProperty("role", "small")
        self.nothing.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        for part in (self._title, self.field, self.list, self.nothing):
            column.addWidget(part)
        theme.size(self.setFixedWidth, width)
        self.hide()

    def open(self, title: str, then: Callable[[Line], object], *palettes: Palette) -> None:
        """Ask for one of some lines, and go on with the one that is picked."""
        self._then, self._palettes = then, palettes
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.field.clear()
        self._list()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self, palette: Palette) -> None:
        """Offer more lines; what is marked stays marked."""
        self._palettes = (*self._palettes, palette)
        marked = self.list.currentRow()
        self._list()
        self.list.setCurrentRow(marked if marked < self.list.count() else 0)

    def close_picker(self) -> None:
        """Put the picker away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, pick by Enter, leave by Esc."""
        step = _STEPS.get(Qt.Key(event.key()))
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
        """List the lines that have the words, as high as they need."""
        lines = found(self.field.text(), *self._palettes)
        self.list.clear()
        for line in lines:
            entry = QListWidgetItem(line.words)
            entry.setData(_LINE, line)
            told = (line.words, line.kind.value, line.beside)
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, "，".join(filter(None, told)))
            self.list.addItem(entry)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        room = max(1, (self._over.height() - 2 * _TOP) // theme.px(_ROW) - 2)
        self.list.setFixedHeight(min(_ROWS, room, max(1, len(lines))) * theme.px(_ROW) + 2)
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, _TOP)

    def _on_clicked(self, entry: QListWidgetItem) -> None:
        self.close_picker()
        self._then(entry.data(_LINE))


class _Field(QLineEdit):
    """A line that tells when one goes elsewhere."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the line is left."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.left.emit()


class _LineDelegate(QStyledItemDelegate):
    """Paint a line: its words, and at the right what is said beside them and, among many kinds, its kind."""

    def __init__(self, parent: QWidget, *, kinds: bool) -> None:
        super().__init__(parent)
        self._kinds = kinds

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Keep rows even."""
        return QSize(0, theme.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        line: Line = index.data(_LINE)
        box: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("select"))
            painter.fillRect(box.x(), box.y(), 3, box.height(), theme.colour("ink"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        room = box.adjusted(_PAD, 0, -_PAD, 0)
        beside = " · ".join(filter(None, (line.beside, line.kind.value if self._kinds else "")))
        if beside:
            painter.setFont(theme.font(12))
            painter.setPen(theme.colour("soft"))
            beside = painter.fontMetrics().elidedText(beside, Qt.TextElideMode.ElideMiddle, room.width() // 2)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, beside)
            room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(beside) - _GAP)
        painter.setFont(theme.font(theme.INTERFACE_PX))
        painter.setPen(theme.colour("text"))
        words = painter.fontMetrics().elidedText(line.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
