"""The checklist with what is looked for in it: words, filter chips with a reset, tree or flat."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.desk.checklist_model import ChecklistModel
from desktop.desk.filters import FILTERS, ChecklistLook
from desktop.ui import icons
from desktop.ui.checklist_tree import ChecklistTree
from desktop.ui.search_field import SearchField

_SEARCH_MS = 120


class ChecklistPane(QWidget):
    """Show the tree below its filters; an item that is hidden is shown again when it is chosen."""

    looked = Signal()

    def __init__(self, model: ChecklistModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._items = model
        self.tree = ChecklistTree(model)
        self.search = _Search(self.tr("按编号、名称或内容筛选评分项"))
        self.search.left.connect(self._on_search_left)
        self.seek = _tool("find", self.tr("筛选评分项"), self.tr("按编号、名称或内容筛选（/）"))
        self.seek.toggled.connect(self._on_find)
        self.chips: dict[str, QPushButton] = {}
        for name in FILTERS:
            chip = QPushButton()
            chip.setProperty("role", "chip")
            chip.setProperty("size", "small")
            chip.setCheckable(True)
            chip.toggled.connect(self._on_asked)
            self.chips[name] = chip
        self.reset = QPushButton(self.tr("清除"))
        self.reset.setProperty("role", "link")
        room = self.reset.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(room)
        self.reset.setToolTip(self.tr("清除筛选，显示全部评分项"))
        self.reset.clicked.connect(self.clear)
        self.flat = _tool("outline", self.tr("不分维度"), self.tr("不分维度，按顺序列出"))
        self.flat.toggled.connect(self._on_asked)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_MS)
        self._pause.timeout.connect(self._on_asked)
        self.search.textChanged.connect(self._pause.start)
        self._lay_out()
        self.count()

    def count(self) -> None:
        """Say how many items each filter would show."""
        counts = self._items.counts()
        for name, chip in self.chips.items():
            words = self.tr(FILTERS[name])
            chip.setText(f"{words} {counts[name]}" if counts[name] else words)
            chip.setToolTip(self.tr("只看{0}的评分项").format(words))
            chip.setAccessibleName(self.tr("只看{0}，{1} 项").format(words, counts[name]))
        self.reset.setVisible(self._items.look.filtered)

    def choose(self, item: str) -> None:
        """Show an item as the chosen one, giving up the filter that hides it."""
        if self._items.look.filtered and item not in self._items.order:
            self.clear()
        self.tree.choose(item)

    def open_search(self) -> None:
        """Ask for words."""
        self.seek.setChecked(True)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """Show all items."""
        self.search.clear()
        self.seek.setChecked(False)
        for chip in self.chips.values():
            chip.blockSignals(True)
            chip.setChecked(False)
            chip.blockSignals(False)
        self._on_asked()

    def look(self) -> str:
        """Write how the checklist is looked at, to be restored later."""
        held = self._items.look
        return "|".join((",".join(sorted(held.wanted)), str(int(held.flat)), held.words))

    def restore(self, look: str) -> None:
        """Look at the checklist as ``look`` says."""
        wanted, flat, words = (*look.split("|", 2), "", "", "")[:3]
        for name, chip in self.chips.items():
            chip.blockSignals(True)
            chip.setChecked(name in wanted.split(","))
            chip.blockSignals(False)
        self.flat.blockSignals(True)
        self.flat.setChecked(flat == "1")
        self.flat.blockSignals(False)
        self.search.setText(words)
        self.seek.setChecked(bool(words))
        self._on_asked()

    def _on_find(self, on: bool) -> None:
        """Show the field, or put it away with what it looked for."""
        self.search.setVisible(on)
        if on:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.search.clear()

    def _on_search_left(self) -> None:
        """Go to the items; an empty field is not needed any longer."""
        self.tree.setFocus()
        self.seek.setChecked(bool(self.search.text()))

    def _on_asked(self) -> None:
        """Filter, and keep the chosen item and the scroll where they can stay."""
        self._pause.stop()
        wanted = frozenset(name for name, chip in self.chips.items() if chip.isChecked())
        look = ChecklistLook(words=self.search.text(), wanted=wanted, flat=self.flat.isChecked())
        if look != self._items.look or look.filtered:
            self.tree.keep(lambda: self._items.arrange(look))
        self.count()
        self.looked.emit()

    def _lay_out(self) -> None:
        """Set filters on one line, the field below it while it is asked for, then the items."""
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.seek)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addWidget(self.reset)
        row.addStretch(1)
        row.addWidget(self.flat)
        head = QVBoxLayout()
        head.setContentsMargins(8, 7, 8, 7)
        head.setSpacing(6)
        head.addLayout(row)
        head.addWidget(self.search)
        self.search.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tree, 1)


def _tool(icon: str, name: str, hint: str) -> QToolButton:
    """Make a button with a sign that stays pressed."""
    button = QToolButton()
    button.setCheckable(True)
    button.setProperty("role", "flat")
    button.setAccessibleName(name)
    button.setToolTip(hint)
    icons.dress(button, icon)
    return button


class _Search(SearchField):
    """A field that Enter, Down and Esc leave."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the items by Enter or Down; Esc clears first."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)
