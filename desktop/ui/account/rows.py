"""The lists of the panel: every step of the total, what was lost, what would reach the next grade."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from desktop.desk import accounts
from desktop.model.amount import plain
from desktop.model.reach import Loss, Raise
from desktop.model.tally import Tally, TallyKind
from desktop.ui import theme
from desktop.ui.keys import is_plain
from desktop.ui.wrapping import wrapped

Key = tuple[str, str]
"""An item with what it is scored for; no item is the whole."""
_ITEM, _SUBJECT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_STEP, _POINTS, _TRIED = range(3)
_LINES, _AROUND, _AIR = 2, 18, 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Rows(QTreeWidget):
    """Rows that stand for items; a click or Enter asks to go to one, an amount begun on one is to be tried.

    Plain keys are its own while it has the focus: none of them scores.
    """

    asked = Signal(str, str)
    typed = Signal(str)

    def __init__(self, name: str, told: str, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rows")
        self.setAccessibleName(name)
        self.setAccessibleDescription(told)
        self.setHeaderLabels(list(heads))
        self.setItemDelegateForColumn(0, _Names(self))
        self.setIndentation(theme.px(14))
        self.setExpandsOnDoubleClick(False)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(heads)):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.header().sectionResized.connect(self.scheduleDelayedItemsLayout)
        self.itemClicked.connect(self._ask)

    @property
    def key(self) -> Key:
        """Give what the current row stands for."""
        return key_of(self.currentItem())

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from the window's shortcuts."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_plain(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the item by Enter; hand over an amount that is begun."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.currentItem())
        elif event.text().isdigit() and is_plain(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _ask(self, row: QTreeWidgetItem | None, _column: int = 0) -> None:
        item, subject = key_of(row)
        if item:
            self.asked.emit(item, subject)


class Steps(Rows):
    """Every step of the total as a tree; rows stay where they are when amounts change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("计分过程"),
            self.tr("单击或按 Enter 转到那一项，打数字试算"),
            (self.tr("步骤"), self.tr("得分"), self.tr("试算")),
            parent,
        )
        theme.changed.connect(self._dress)

    def show_steps(self, steps: Sequence[Tally]) -> None:
        """Show the steps; what was unfolded stays so, and the line looked at stays current."""
        fresh = not self.topLevelItemCount()
        with QSignalBlocker(self):
            self._fill(self.invisibleRootItem(), steps)
        if fresh:
            self.expandToDepth(0)

    def show_tried(self, scores: Mapping[Key, str], ruled: Collection[str]) -> None:
        """Write what is tried beside its lines, unlike anything that was given."""
        font = QFont(self.font())
        font.setItalic(True)
        for row in self._rows():
            key = key_of(row)
            words = scores.get(key) or (self.tr("改规则") if key[0] in ruled and key[0] else "")
            if row.text(_TRIED) != words:
                row.setText(_TRIED, words)
                row.setFont(_TRIED, font)
                row.setToolTip(_TRIED, self.tr("试算：{0}，不是评分").format(words) if words else "")
        self._dress()

    def choose(self, key: Key) -> None:
        """Make the line of an item current."""
        row = next((row for row in self._rows() if key_of(row) in {key, (key[0], "")}), None)
        if key[0] and row is not None:
            self.setCurrentItem(row)

    def choose_total(self) -> None:
        """Make the line of the whole current."""
        row = self.topLevelItem(self.topLevelItemCount() - 1)
        if row is not None:
            self.setCurrentItem(row)

    def _dress(self) -> None:
        """Write what is tried in the colours on screen."""
        for row in self._rows():
            row.setForeground(_TRIED, theme.colour("placeholder_line"))

    def _rows(self) -> list[QTreeWidgetItem]:
        return _below(self.invisibleRootItem())

    def _fill(self, above: QTreeWidgetItem, steps: Sequence[Tally]) -> None:
        """Let the rows below one be these steps."""
        for _ in range(above.childCount() - len(steps)):
            above.takeChild(above.childCount() - 1)
        for at, step in enumerate(steps):
            row = above.child(at)
            if row is None:
                row = QTreeWidgetItem(above)
                row.setTextAlignment(_POINTS, _RIGHT)
                row.setTextAlignment(_TRIED, _RIGHT)
            words = accounts.line(step)
            points = " / ".join(plain(value) for value in (step.points, step.most) if value is not None)
            for column, text in ((_STEP, words), (_POINTS, points if step.points is not None else "")):
                if row.text(column) != text:
                    row.setText(column, text)
                    row.setToolTip(column, text)
            is_item = step.kind is TallyKind.ITEM
            row.setData(0, _ITEM, step.key if is_item else "")
            row.setData(0, _SUBJECT, step.subject if is_item else "")
            if row.font(0).bold() is is_item:
                font = QFont(self.font())
                font.setBold(not is_item)
                row.setFont(0, font)
            self._fill(row, step.parts)


class Losses(Rows):
    """What was lost, item by item, the greatest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("失分"),
            self.tr("从失分最多的起；单击或按 Enter 转到那一项，打数字试算"),
            (self.tr("评分项"), self.tr("现评"), self.tr("失分"), self.tr("合计少")),
            parent,
        )
        self.setRootIsDecorated(False)

    def show_losses(self, losses: Sequence[Loss]) -> None:
        """List them; the line looked at stays current."""
        rows = []
        for each in losses:
            lost = plain(each.lost) if each.lost is not None else self.tr("低 {0} 级").format(each.below)
            row = _row(each, (each.name, each.now, lost, plain(each.gain) if each.gain is not None else ""))
            rows.append(row)
        _refill(self, rows)


class Raises(Rows):
    """Answers that would reach the next grade."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("够得着上一等次的评分项"),
            self.tr("只是算法上的可能，不是建议；单击或按 Enter 转到那一项，打数字试算"),
            (self.tr("评分项"), self.tr("现评"), self.tr("要到")),
            parent,
        )
        self.setRootIsDecorated(False)

    def show_raises(self, raises: Sequence[Raise]) -> None:
        """List them; the line looked at stays current."""
        _refill(self, [_row(each, (each.name, each.now, each.typed), each.comes_to) for each in raises])


class _Names(QStyledItemDelegate):
    """Set a name and its working on one line, or below each other where there is no room."""

    def __init__(self, rows: QTreeWidget) -> None:
        super().__init__(rows)
        self._rows = rows

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Break the words where the column ends."""
        super().initStyleOption(option, index)
        depth, above = int(self._rows.rootIsDecorated()), index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        room = self._rows.columnWidth(0) - depth * self._rows.indentation() - theme.px(_AROUND)
        name, colon, working = option.text.partition("：")
        if option.fontMetrics.horizontalAdvance(option.text) > room:
            parts = filter(None, (f"{name}{colon}", working))
            option.text = "\u2028".join(line for part in parts for line in wrapped(part, option.font, room, _LINES))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Keep some air above and below what takes more than a line."""
        size, set_ = super().sizeHint(option, index), QStyleOptionViewItem(option)
        self.initStyleOption(set_, index)
        return QSize(size.width(), size.height() + (theme.px(_AIR) if "\u2028" in set_.text else 0))


def key_of(row: QTreeWidgetItem | None) -> Key:
    """Give what a row stands for."""
    return (row.data(0, _ITEM) or "", row.data(0, _SUBJECT) or "") if row is not None else ("", "")


def _row(of: Loss | Raise, cells: Sequence[str], told: str = "") -> QTreeWidgetItem:
    """Make the row of an item."""
    row = QTreeWidgetItem(list(cells))
    row.setData(0, _ITEM, of.item)
    row.setData(0, _SUBJECT, of.subject)
    for column, words in enumerate(cells):
        row.setToolTip(column, "\n".join(filter(None, (words, told))))
        if column:
            row.setTextAlignment(column, _RIGHT)
    return row


def _refill(rows: Rows, fresh: Sequence[QTreeWidgetItem]) -> None:
    """Put other rows in, with the current one and what is in sight as they were."""
    before, at = rows.key, rows.verticalScrollBar().value()
    with QSignalBlocker(rows):
        rows.clear()
        rows.addTopLevelItems(list(fresh))
        held = next((row for row in fresh if key_of(row) == before), None)
        if held is not None:
            rows.setCurrentItem(held)
    rows.verticalScrollBar().setValue(at)


def _below(row: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """List everything below a line."""
    found = []
    for at in range(row.childCount()):
        child = row.child(at)
        if child is not None:
            found += [child, *_below(child)]
    return found
