"""图示: every picture of the open report and review, one at a time, each with the table behind it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPageLayout, QPaintDevice, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import charts
from desktop.desk.desk import Desk
from desktop.ui import theme
from desktop.ui.buttons import foot_button
from desktop.ui.charts.bars import BarChart
from desktop.ui.charts.chart import PAPER_WIDTH, Chart
from desktop.ui.charts.tones import ToneChart
from desktop.ui.charts.trend import TrendChart
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.dialogs.printing import Preview

_SIZE = (980, 620)
_LIST_WIDTH, _HEAD = 236, 36.0
_RUN = int(Qt.ItemDataRole.UserRole)

Made = tuple[str, Callable[[], Chart], charts.Sheet]
"""The name of a picture, how it is made, and the table behind it."""


class ChartView(Dialog):
    """Show pictures beside the desk; ``place_asked`` carries the place of the report that a part leads to."""

    place_asked = Signal(int, int)
    said = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, self.tr("图示"), _SIZE)
        self._desk = desk
        self._read = charts.Read()
        self._made: list[Made] = []
        self.list = QListWidget()
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("有哪些图"))
        self.list.setAccessibleDescription(self.tr("上下键换一张图"))
        self.list.currentRowChanged.connect(self._on_chosen)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table = QTreeWidget()
        self.table.setRootIsDecorated(False)
        self.table.itemActivated.connect(self._on_line)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.table)
        self.title, self.words = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.words.setProperty("role", "soft")
        self.words.setWordWrap(True)
        self.turn = foot_button(self.tr("看表格"), self.tr("换看图和图后的表格"), self._on_turn)
        self.copy = foot_button(self.tr("复制图片"), self.tr("把图放进剪贴板，可粘贴到文稿里"), self._on_copy)
        self.print = foot_button(self.tr("打印…"), self.tr("打印这张图"), self.preview)
        self._lay_out()
        desk.changed.connect(self._on_changed)
        desk.examined.connect(self._ask)
        desk.closed.connect(self.close)
        # Closed is not gone: what changes meanwhile may ask once more.
        jobs = desk.jobs
        self.destroyed.connect(lambda *_: jobs.drop("charts"))
        self._ask()

    @property
    def chart(self) -> Chart | None:
        """Give the picture in sight."""
        held = self._scroll.widget()
        return held if isinstance(held, Chart) else None

    def preview(self) -> Preview | None:
        """Show the picture on a page before it is printed."""
        chart = self.chart
        if chart is None:
            return None
        dialog = Preview(chart.title, self, QPageLayout.Orientation.Landscape)
        dialog.paintRequested.connect(lambda device: paint(device, chart))
        dialog.resize(self.size())
        dialog.show()
        return dialog

    def _ask(self) -> None:
        """Find in a job what can be drawn of the report."""
        desk = self._desk
        if desk.examination is None:
            self._show(charts.Read())
            return
        examination, checklist = desk.examination, desk.checklist
        self.words.setText(self.tr("正在整理数据…"))
        desk.jobs.start("charts", lambda: charts.read(examination, checklist), self._show, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self.words.setText(self.tr("图没有画成，请关闭后再试；若仍不行，请把日志交给开发者。"))
        raise error

    def _show(self, read: charts.Read) -> None:
        """List the pictures; the one looked at stays, if it is still there."""
        self._read = read
        self._fill()

    def _on_changed(self) -> None:
        """Draw the review as it is now."""
        if self.list.currentRow() == 0 or not self._made:
            self._fill()
        else:
            self._made = self._pictures()

    def _fill(self) -> None:
        before = self._made[self.list.currentRow()][0] if 0 <= self.list.currentRow() < len(self._made) else ""
        self._made = self._pictures()
        names = [name for name, _, _ in self._made]
        self.list.blockSignals(True)
        self.list.clear()
        for name in names:
            entry = QListWidgetItem(name)
            entry.setToolTip(name)
            self.list.addItem(entry)
        self.list.blockSignals(False)
        self.list.setCurrentRow(names.index(before) if before in names else 0)
        for button in (self.turn, self.copy, self.print):
            button.setEnabled(bool(names))
        if not names:
            self.words.setText(self.tr("还没有可画的：报告里没有跨年的数据，也没有开始评审。"))

    def _pictures(self) -> list[Made]:
        """Say what can be drawn now."""
        desk, found = self._desk, list[Made]()
        if desk.checklist is not None and desk.review is not None:
            held = charts.standings(desk.checklist, desk.review)
            name = self.tr("各维度进度")
            found.append((name, lambda: BarChart(name, held), charts.standings_sheet(held)))
        if self._read.sections and desk.report is not None:
            text, sections, of = desk.report.text, self._read.sections, self.tr("各部分说法：成绩与问题")
            found.append((of, lambda: ToneChart(of, text, sections), charts.sections_sheet(sections)))
        for series in self._read.series:
            found.append((series.title, lambda each=series: TrendChart(each), charts.series_sheet(series)))  # type: ignore[misc]
        return found

    def _on_chosen(self, at: int) -> None:
        """Show a picture with its table."""
        if not 0 <= at < len(self._made):
            return
        name, make, sheet = self._made[at]
        chart = make()
        chart.told.connect(self.words.setText)
        chart.place_asked.connect(self.place_asked)
        self._scroll.setWidget(chart)
        self.title.setText(chart.title)
        self.words.setText(self.tr("左右键看各处，单击或按 Enter 到原文。"))
        self.table.clear()
        self.table.setAccessibleName(name)
        self.table.setAccessibleDescription(self.tr("图里的同样内容，Enter 到原文"))
        self.table.setColumnCount(len(sheet.heads))
        self.table.setHeaderLabels(list(sheet.heads))
        for cells, run in sheet.lines:
            line = QTreeWidgetItem(list(cells))
            line.setData(0, _RUN, run)
            line.setToolTip(len(cells) - 1, cells[-1])
            self.table.addTopLevelItem(line)
        for column in range(len(sheet.heads)):
            self.table.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def _on_line(self, line: QTreeWidgetItem) -> None:
        run = line.data(0, _RUN)
        if run is not None:
            self.place_asked.emit(*run)

    def _on_turn(self) -> None:
        """Show the table instead of the picture, or the picture again."""
        table = self._stack.currentWidget() is self._scroll
        self._stack.setCurrentWidget(self.table if table else self._scroll)
        self.turn.setText(self.tr("看图") if table else self.tr("看表格"))
        self.copy.setEnabled(not table)
        self.print.setEnabled(not table)

    def _on_copy(self) -> None:
        if self.chart is not None:
            QGuiApplication.clipboard().setImage(self.chart.image())
            self.words.setText(self.tr("已复制图片，可粘贴到文稿里。"))

    def _lay_out(self) -> None:
        """Lay the list of pictures beside the one chosen, over what can be done with it."""
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.title)
        right.addWidget(self._stack, 1)
        right.addWidget(self.words)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.turn)
        foot.addWidget(self.copy)
        foot.addWidget(self.print)
        foot.addStretch(1)
        foot.addWidget(self.closing())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(middle, 1)
        column.addLayout(foot)


def paint(device: QPaintDevice, chart: Chart) -> None:
    """Draw a picture on a page, as wide as it is, or as high where it would be higher."""
    painter = QPainter(device)
    width, head = float(theme.px(PAPER_WIDTH)), float(theme.px(_HEAD))
    page = QRectF(painter.viewport())
    scale = min(page.width() / width, page.height() / (head + chart.tall(width)))
    painter.scale(scale, scale)
    chart.draw_titled(painter, width, head)
    painter.end()
