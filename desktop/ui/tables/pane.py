"""One tab of a table: what to look for above it, the rows, and what can be done with those that are chosen."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.desk.table_model import TableModel
from desktop.desk.tables import AT_ONCE, MOST_GROUPED, Arrangement, Listing, TableRow, copied, listed
from desktop.model.value import Value
from desktop.ui.choice_box import ChoiceBox
from desktop.ui.search_field import SearchField
from desktop.ui.tables.view import TableView

if TYPE_CHECKING:
    from desktop.desk.jobs import Jobs

_SEARCH_MS = 120
_COPYING = "copy rows"


class _Left(Value):
    """How a table was looked at when its case was left: its arrangement, closed headings, chosen row and scroll."""

    words: str = ""
    tag: str = ""
    sort: int = -1
    descending: bool = False
    group: int = -1
    closed: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    row: str = ""
    at: int = 0


class TablePane(QWidget):
    """Show a table with search, chips, grouping, sorting and copying.

    ``place_asked`` carries the place of a row; ``said`` tells what was done, for the message bar; ``moved`` that it is
    looked at in another way.
    """

    place_asked = Signal(int, int)
    said = Signal(str)
    moved = Signal()

    def __init__(
        self,
        name: str,
        headers: tuple[str, ...],
        *,
        groupable: tuple[str, ...],
        tags: Sequence[tuple[str, str]],
        widths: tuple[int, ...],
        stretched: tuple[int, ...],
        lines: int,
        amounts: tuple[int, ...] = (),
        yielding: tuple[int, ...] = (),
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.table = TableModel(headers, self)
        self.view = TableView(self.table, widths, stretched, lines, amounts, yielding)
        self.view.setAccessibleName(name)
        self.view.setAccessibleDescription(self.tr("回车看原文，Alt+← 返回；Ctrl+C 复制所选行"))
        self._tags, self._amounts = tuple(tags), amounts
        self.search = SearchField(self.tr("在{0}中筛选").format(name))
        self.group = self._group_box([(header, headers.index(header)) for header in groupable])
        self.copy = self._copy_button()
        self._chips = QButtonGroup(self)
        for at in range(len(self._tags)):
            chip = QPushButton()
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            self._chips.addButton(chip, at)
        self._chips.button(0).setChecked(True)
        self.foot = QVBoxLayout()
        self.rest = QLabel()
        self.rest.setProperty("role", "rest")
        self.rest.setTextFormat(Qt.TextFormat.PlainText)
        self.rest.setWordWrap(True)
        self.rest.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._none = QLabel()
        self._none.setProperty("role", "soft")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.setWordWrap(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SEARCH_MS)
        self._pause.timeout.connect(self._arrange)
        self._left: _Left | None = None
        self._look = Arrangement()
        self._sought = ""
        self.jobs: Jobs | None = None
        self._lay_out()
        self.search.textChanged.connect(self._pause.start)
        self.group.currentIndexChanged.connect(self._arrange)
        self._chips.idClicked.connect(self._arrange)
        self.view.header().sortIndicatorChanged.connect(self._arrange)
        self.view.place_asked.connect(self.place_asked)
        self.view.too_many.connect(self._on_too_many)
        for signal in (self.view.gave_way, self.view.row_chosen, self.table.modelReset, self.table.dataChanged):
            signal.connect(self._show_rest)
        for signal in (self.view.branched, self.view.row_chosen, self.view.verticalScrollBar().valueChanged):
            signal.connect(self._on_moved)

    def show_rows(self, rows: tuple[TableRow, ...]) -> None:
        """Show rows; scroll, selection and open groups stay with those that stay."""
        self.show_listing(listed(rows, self.table.listing))

    def show_listing(self, listing: Listing) -> None:
        """Show rows that were listed elsewhere, once they are arranged in the way that one looks at them by now."""
        if listing.look != self._look:
            self._arrange_rows(listing)
            return
        if self.jobs is not None:
            self.jobs.drop(f"arrange {self.objectName()}")
        self.view.suit(len(listing.rows))
        self._keeping(lambda: self.table.take(listing))
        for at, (tag, words) in enumerate(self._tags):
            chip, count = self._chips.button(at), self.table.count(tag)
            chip.setText(f"{words} {count}")
            chip.setAccessibleName(self.tr("只看{0}，{1} 行").format(words, count))
            chip.setToolTip(self.tr("只看{0}").format(words))
        self._show_none()
        self._go_back()

    def show_waiting(self) -> None:
        """Say that the rows are being made."""
        self._none.setText(self.tr("正在列出{0}…").format(self.objectName()))

    def look_for(self, tag: str) -> None:
        """Show the rows with a tag alone."""
        at = next((i for i, (held, _) in enumerate(self._tags) if held == tag), 0)
        self._chips.button(at).setChecked(True)
        self.search.clear()
        self._arrange()

    def choose(self, key: str) -> None:
        """Select a row, looking at all rows if it is hidden."""
        if not self.view.choose(key):
            self._sought = key
            self.look_for("")

    def copy_rows(self) -> None:
        """Put the chosen rows, or all that are shown, on the clipboard."""
        rows = self.view.chosen or self.table.rows
        write = partial(copied, self.table.headers, rows, self._amounts)
        if self.jobs is None or len(rows) <= AT_ONCE:
            self._on_written(len(rows), write())
        else:
            self.jobs.start(_COPYING, write, partial(self._on_written, len(rows)), self._on_failed)

    def _on_written(self, count: int, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(self.tr("已复制 {0} 行，可粘贴到 Excel。").format(count))

    def look(self) -> str:
        """Write how the table is looked at, to be restored later."""
        held, current = self._look, self.table.row_at(self.view.currentIndex())
        left = _Left(
            **asdict(held),
            closed=self.view.closed,
            widths=self.view.widths,
            row=current.key if current else "",
            at=self.view.verticalScrollBar().value(),
        )
        return left.model_dump_json()

    def restore(self, look: str) -> None:
        """Look at the table as ``look`` says; what it cannot read is left as it is."""
        try:
            left = _Left.model_validate_json(look)
        except ValueError:
            return
        self._left = left
        at = next((i for i, (held, _) in enumerate(self._tags) if held == left.tag), 0)
        self._chips.button(at).setChecked(True)
        self.search.setText(left.words)
        self.group.setCurrentIndex(max(0, self.group.findData(left.group)))
        order = Qt.SortOrder.DescendingOrder if left.descending else Qt.SortOrder.AscendingOrder
        self.view.header().setSortIndicator(left.sort if left.sort < len(self.table.headers) else -1, order)
        self.view.close_headings(left.closed)
        self.view.take_widths(left.widths)
        self._arrange()
        self._go_back()

    def _go_back(self) -> None:
        """Stand where one was when the case was left, once the rows are there."""
        if self._left is not None and self.table.rows:
            left, self._left = self._left, None
            self.view.choose(left.row)
            self.view.doItemsLayout()
            self.view.verticalScrollBar().setValue(left.at)

    def _arrange(self, *_: object) -> None:
        self._pause.stop()
        header = self.view.header()
        self._look = Arrangement(
            words=self.search.text(),
            tag=self._tags[self._chips.checkedId()][0],
            sort=header.sortIndicatorSection() if header.sortIndicatorSection() < len(self.table.headers) else -1,
            descending=header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder,
            group=int(self.group.currentData()),
        )
        self._arrange_rows(self.table.listing)
        self._on_moved()

    def _arrange_rows(self, listing: Listing) -> None:
        """Look at rows as one wants to by now; many are arranged in a job, and until then all stays as it is."""
        look, lane = self._look, f"arrange {self.objectName()}"
        if self.jobs is None or len(listing.rows) <= AT_ONCE or listing.look == look:
            self._take(listing.looked_at(look))
        else:
            self.jobs.start(lane, lambda: listing.looked_at(look), self._take, self._on_failed)

    def _take(self, listing: Listing) -> None:
        """Show rows that are arranged."""
        self.show_listing(listing)
        if listing.rows and self._look.group >= 0 and not listing.grouped:
            self.said.emit(self.tr("超过 {0} 行时不分组，请先筛选。").format(MOST_GROUPED))
        if self._sought and self.table.held:
            sought, self._sought = self._sought, ""
            self.view.choose(sought)

    def _on_moved(self) -> None:
        """Tell that one looks elsewhere, but not while going back to where one looked."""
        if self._left is None:
            self.moved.emit()

    @staticmethod
    def _on_failed(error: Exception) -> None:
        """Arranging knows no fault but the program's own."""
        raise error

    def _on_too_many(self) -> None:
        self.said.emit(self.tr("行数太多，不逐行选中；不选任何行时，“复制”就是全表。"))

    def _keeping(self, change: Callable[[], None]) -> None:
        """Do something to the table, and leave scroll and selection where they were."""
        current = self.table.row_at(self.view.currentIndex())
        at = self.view.verticalScrollBar().value()
        before = self.view.chosen
        change()
        if self.view.chosen != before:
            self.view.hold([row.key for row in before], current.key if current else "")
        self.view.verticalScrollBar().setValue(at)

    def _show_none(self) -> None:
        """Say so where nothing is shown."""
        empty = not self.table.rows
        filtered, nothing = self.tr("没有符合条件的行。"), self.tr("这份报告里没有可列出的{0}。")
        self._none.setText(filtered if self.table.count() else nothing.format(self.objectName()))
        self._none.setVisible(empty)
        self.view.setVisible(not empty)

    def _show_rest(self, *_: object) -> None:
        """Write below the table what the chosen row has in columns that there is no room for."""
        row = self.table.row_at(self.view.currentIndex())
        told = [f"{self.table.headers[at]}：{row.cells[at] or '–'}" for at in self.view.unseen(row)] if row else []
        self.rest.setText("　".join(told) if row else self.tr("选中一行，表里放不下的各列列在这里。"))
        self.rest.setVisible(self.view.yields and self.table.count() > 0)

    def _group_box(self, columns: Sequence[tuple[str, int]]) -> ChoiceBox:
        """Offer to group by a column, given by header and number."""
        box = ChoiceBox()
        box.setAccessibleName(self.tr("分组方式"))
        box.setToolTip(self.tr("分组方式"))
        box.addItem(self.tr("不分组"), -1)
        for header, at in columns:
            box.addItem(self.tr("按{0}").format(header), at)
        return box

    def _copy_button(self) -> QPushButton:
        """Offer to copy rows, by mouse and, in the table, by its key."""
        button = QPushButton(self.tr("复制"))
        button.setToolTip(self.tr("复制所选各行，没有选中时复制全表；可直接粘贴到 Excel（Ctrl+C）"))
        button.clicked.connect(self.copy_rows)
        action = QAction(self.tr("复制"), self.view)
        action.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self.copy_rows)
        self.view.addAction(action)
        return button

    def _lay_out(self) -> None:
        """Search, group and copy; chips; the table; the foot."""
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.search, 1)
        first.addWidget(self.group)
        first.addWidget(self.copy)
        self.chip_row = QHBoxLayout()
        self.chip_row.setSpacing(6)
        for button in self._chips.buttons():
            self.chip_row.addWidget(button)
        self.chip_row.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(14, 10, 14, 10)
        head.setSpacing(8)
        head.addLayout(first)
        head.addLayout(self.chip_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self._none, 1)
        column.addWidget(self.rest)
        column.addLayout(self.foot)
