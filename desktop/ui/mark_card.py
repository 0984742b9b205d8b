"""The card of a mark that was clicked: what was read there, and the items it belongs to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.desk.mark_words import MarkWords
from desktop.desk.words import item_title
from desktop.model.checklist import Item
from desktop.ui import icons, theme
from desktop.ui.buttons import KeyButton
from desktop.ui.figure_form import FigureForm

_MOST = 4


class MarkCard(QFrame):
    """Show one mark; ``item_asked`` carries the id of an item that was clicked, ``step_asked`` 1 or -1 place on."""

    item_asked = Signal(str)
    step_asked = Signal(int)
    table_asked = Signal()
    correct_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._kind = "metric"
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        theme.write(self._title, theme.INTERFACE_PX, bold=True)
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._close.setToolTip(self.tr("收起（Esc）"))
        self._close.setAccessibleName(self.tr("收起"))
        self._close.clicked.connect(self.close_card)
        self._dress()
        theme.changed.connect(self._dress)
        self._lines = QLabel()
        self._lines.setWordWrap(True)
        self._lines.setTextFormat(Qt.TextFormat.PlainText)
        self._lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._items = QVBoxLayout()
        self._items.setSpacing(2)
        self._before = self._step_button("back", self.tr("上一处"), -1)
        self._after = self._step_button("forward", self.tr("下一处"), 1)
        self._place = QLabel()
        self._place.setProperty("role", "soft")
        self._table = QPushButton(self.tr("在表中查看"))
        self._table.setProperty("role", "link")
        self._table.setToolTip(self.tr("在右侧的表里选中它"))
        self._table.clicked.connect(self.table_asked)
        self._correct = KeyButton(self.tr("更正"), "C")
        self._correct.clicked.connect(self.correct_asked)
        self.form = FigureForm()
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title, 1)
        head.addWidget(self._before)
        head.addWidget(self._place)
        head.addWidget(self._after)
        head.addWidget(self._close)
        foot = QHBoxLayout()
        foot.addWidget(self._table)
        foot.addStretch(1)
        foot.addWidget(self._correct)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 6, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._lines)
        column.addLayout(self._items)
        column.addLayout(foot)
        column.addWidget(self.form)
        self.hide()

    def show_mark(self, words: MarkWords, items: tuple[Item, ...]) -> None:
        """Show a mark and the items tied to it."""
        self._kind = words.kind
        self._correct.setVisible(words.kind in ("metric", "finding"))
        self._table.setVisible(words.kind != "placeholder")
        if self.form.isVisible():
            self.form.close_form()
        self._title.setText(words.title)
        self._dress()
        self._lines.setText("\n".join(words.lines))
        self.setAccessibleName(f"{words.title}，{'，'.join(words.lines)}")
        while (entry := self._items.takeAt(0)) is not None:
            old = entry.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for item in items[:_MOST]:
            link = QPushButton(f"→ {item_title(item)}")
            link.setProperty("role", "link")
            link.setAccessibleName(self.tr("转到评分项 {0}").format(item_title(item)))
            link.clicked.connect(lambda _=False, name=item.id: self.item_asked.emit(name))
            self._items.addWidget(link)
        if not items:
            none = QLabel(self.tr("没有评分项用到它；选中文字按 E 可加入当前评分项。"))
            none.setProperty("role", "small")
            none.setWordWrap(True)
            self._items.addWidget(none)
        self.show()

    def show_places(self, at: int, count: int) -> None:
        """Say which of several places is looked at."""
        self._place.setText(f"{at}/{count}")
        for part in (self._before, self._place, self._after):
            part.setVisible(count > 1)

    def close_card(self) -> None:
        """Put the card away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _step_button(self, icon: str, words: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "flat")
        icons.dress(button, icon, "soft")
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.step_asked.emit(by))
        return button

    def _dress(self) -> None:
        """Take the colours on screen."""
        self._close.setIcon(icons.icon("close", "soft"))
        self._title.setStyleSheet(f"color: {theme.colour(f'{self._kind}_line').name()};")
