"""The right side of the window: the checklist with its item, and the tables of what was read, in tabs."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop.desk.desk import Desk
from desktop.desk.figure_rows import UNUSED, figure_rows
from desktop.desk.finding_rows import finding_rows, working
from desktop.desk.loop_rows import issue_at, loop_rows, places
from desktop.desk.problem_rows import problem_rows
from desktop.desk.tables import AT_ONCE, Listing, TableRow, listed
from desktop.model.loop import LoopRow
from desktop.model.report import Report
from desktop.ui import theme

if TYPE_CHECKING:
    from desktop.ui.tables.findings import FindingsPane
    from desktop.ui.tables.loop import LoopPane
    from desktop.ui.tables.pane import TablePane

CHECKLIST, FIGURES, PROBLEMS, FINDINGS, LOOP = range(5)
TITLES = ("评价表", "指标", "问题与措施", "疑点与核对", "整改")
_LANE = "table"
_TAB_OF = {"metric": FIGURES, "problem": PROBLEMS, "measure": PROBLEMS, "finding": FINDINGS}


class _Tabs(QTabBar):
    """Tabs on a hairline that the chosen one breaks."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, then the tabs over it."""
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        super().paintEvent(event)


class RightSide(QWidget):
    """Show one tab at a time; a table is made when it is first looked at and filled when it is in sight.

    ``place_asked`` carries a place of the report, ``said`` a sentence for the message bar, ``paper_asked`` the
    role of a document that is to be taken into the case. ``looked`` carries a place of any document of the loop,
    ``cell_opened`` the key of an issue and the column that was opened.
    """

    place_asked = Signal(int, int)
    said = Signal(str)
    tab_changed = Signal()
    paper_asked = Signal(object)
    looked = Signal(object)
    cell_opened = Signal(str, int)

    def __init__(self, desk: Desk, checklist_page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("role", "right")
        self.tabs = _Tabs()
        self.tabs.setAccessibleName(self.tr("右侧内容"))
        self.tabs.setAccessibleDescription(self.tr("左右键或 Ctrl+1 至 Ctrl+5 切换"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for at, title in enumerate(TITLES):
            self.tabs.addTab(self.tr(title))
            self.tabs.setTabToolTip(at, self.tr("{0}（Ctrl+{1}）").format(self.tr(title), at + 1))
        self._stack = QStackedWidget()
        self._checklist = checklist_page
        self._stack.addWidget(checklist_page)
        self._panes: dict[int, TablePane] = {}
        self._shown: dict[int, Report | None] = {}
        self._sought: tuple[str, int] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        for signal in (desk.opened, desk.examined, desk.checklist_shown, desk.suggested, desk.started, desk.changed):
            signal.connect(self.refresh)
        desk.memory.changed.connect(self.refresh)
        desk.loops.changed.connect(self.refresh)

    @property
    def tab(self) -> int:
        """Tell which tab is shown."""
        return self.tabs.currentIndex()

    def pane(self, tab: int) -> "TablePane":
        """Give the table of a tab, made when it is first asked for."""
        if tab not in self._panes:
            made = self._panes[tab] = (self._figures, self._problems, self._findings, self._loop)[tab - 1]()
            made.jobs = self._desk.jobs
            made.place_asked.connect(self.place_asked)
            made.said.connect(self.said)
            made.restore(str(self._desk.bookmark.places.get(f"look{tab}", "")))
            made.moved.connect(self._keep)
            self._stack.addWidget(made)
        return self._panes[tab]

    def show_tab(self, tab: int) -> None:
        """Show a tab, ready for the keyboard."""
        self.tabs.setCurrentIndex(tab)

    def show_unused(self) -> None:
        """Show the figures that no item uses."""
        self.show_tab(FIGURES)
        self.pane(FIGURES).look_for(UNUSED)

    def show_mark(self, kind: str, start: int) -> bool:
        """Choose the row of a mark, if its table is in sight."""
        if self.tab == LOOP and self._desk.report is not None:
            return self.find_issue(self._desk.report.sha256, start) is not None
        return _TAB_OF.get(kind) == self.tab and self.find_mark(kind, start)

    def find_issue(self, document: str, at: int) -> LoopRow | None:
        """Give the issue that an offset of a document of the loop belongs to, its row chosen if it is in sight."""
        loops = self._desk.loops
        row = issue_at(loops.loop, loops.plan, document, at) if loops.loop else None
        if row is not None and self.tab == LOOP:
            self.pane(LOOP).choose(row.key)
        return row

    def find_mark(self, kind: str, start: int) -> bool:
        """Show the table of a mark, with its row chosen; False when there is none."""
        tab = _TAB_OF.get(kind)
        if tab is None:
            return False
        self.show_tab(tab)
        pane = self.pane(tab)
        rows = pane.table.held
        held = next((row for row in rows if row.start == start and row.kind == kind), None)
        if held is None and kind == "measure":
            held = next((row for row in rows if row.runs[1] and row.runs[1][0] == start), None)
        if held is not None:
            pane.choose(held.key)
        elif self._desk.jobs.waits(_LANE):
            self._sought = kind, start
        return held is not None or self._sought is not None

    def restore(self) -> None:
        """Show what was shown when this case was left."""
        for tab, pane in self._panes.items():
            pane.restore(str(self._desk.bookmark.places.get(f"look{tab}", "")))
        self.tabs.setCurrentIndex(int(self._desk.bookmark.places.get("tab", CHECKLIST)))

    def refresh(self, *_: object) -> None:
        """Fill the table in sight."""
        if self.tab == CHECKLIST:
            return
        if self.tab == LOOP:
            self._desk.loops.ask()
        tab, examination = self.tab, self._desk.examination
        report = examination.report if examination else None
        records, made = self._rows(tab)
        if records <= AT_ONCE:
            self._desk.jobs.drop(_LANE)
            self._show(tab, listed(made(), self.pane(tab).table.listing))
            if examination is None:
                self.pane(tab).show_waiting()
        else:
            if self._shown.get(tab) is not report:
                self._show(tab, listed((), self.pane(tab).table.listing))
                self.pane(tab).show_waiting()
            before = self.pane(tab).table.listing
            self._desk.jobs.start(
                _LANE, lambda: listed(made(), before), partial(self._on_made, tab, report), self._desk.fail
            )
        self._shown[tab] = report

    def _on_made(self, tab: int, report: Report | None, listing: Listing) -> None:
        """Show the rows that a job has made, unless one has gone on to another table or report meanwhile."""
        if tab == self.tab and self._desk.examination is not None and self._desk.examination.report is report:
            self._show(tab, listing)

    def _show(self, tab: int, listing: Listing) -> None:
        """Show the rows of a table, with what stands about it; those shown before are let go."""
        from desktop.ui.tables.figures import FiguresPane
        from desktop.ui.tables.findings import FindingsPane
        from desktop.ui.tables.loop import LoopPane

        pane, examination = self.pane(tab), self._desk.examination
        before = pane.table.held
        pane.show_listing(listing)
        if len(before) > AT_ONCE and before is not listing.rows:
            self._desk.jobs.let_go(list(before))
        if isinstance(pane, FiguresPane):
            pane.show_foot(self._desk.ledger is not None)
        if isinstance(pane, FindingsPane):
            pane.show_count(len(examination.findings) + len(examination.checks) if examination else 0)
            self._show_working(pane, next(iter(pane.view.chosen), None))
        if isinstance(pane, LoopPane):
            self._show_loop(pane)
        if listing.rows and self._sought is not None:
            sought, self._sought = self._sought, None
            self.find_mark(*sought)
        if listing.rows and self.window().focusWidget() is self.tabs:
            # Its tab had the keyboard for as long as the table was empty. With the keyboard the first row becomes the
            # current one: shown before this, its issue or working would be put away again.
            pane.view.setFocus()

    def _rows(self, tab: int) -> tuple[int, Callable[[], tuple[TableRow, ...]]]:
        """Tell of how many records a table has rows, and how they are made: of values that never change."""
        desk, examination, places = self._desk, self._desk.examination, self._desk.places
        if examination is None or places is None:
            return 0, tuple
        if tab == FIGURES:
            made = partial(figure_rows, examination, desk.suggestions, desk.review, places)
            return len(examination.metrics), made
        if tab == PROBLEMS:
            return len(examination.problems) + len(examination.measures), partial(problem_rows, examination, places)
        if tab == LOOP:
            loops = desk.loops
            if loops.loop is None or desk.report is None:
                return 0, tuple
            # a decision is shown at once; 500 issues take 20 ms
            return 0, partial(loop_rows, loops.loop, desk.report.sha256, loops.plan)
        told = (examination.findings, examination.checks, examination.unchecked, examination.defects)
        made = partial(finding_rows, examination, places, desk.settings.quiet_defects)
        return sum(map(len, told)) + len(examination.unusual), made

    def _figures(self) -> "TablePane":
        from desktop.ui.tables.figures import FiguresPane  # a start shows no table

        pane = FiguresPane()
        pane.ignored.connect(self._desk.pen.ignore)
        pane.asked_again.connect(self._desk.pen.ask_again)
        return pane

    def _problems(self) -> "TablePane":
        from desktop.ui.tables.problems import ProblemsPane

        return ProblemsPane()

    def _findings(self) -> "TablePane":
        from desktop.ui.tables.findings import FindingsPane

        pane = FindingsPane()
        pane.view.row_chosen.connect(lambda row: self._show_working(pane, row))
        return pane

    def _loop(self) -> "TablePane":
        from desktop.ui.tables.loop import LoopPane

        pane, loops = LoopPane(), self._desk.loops
        pane.view.row_chosen.connect(lambda row: self._show_issue(pane, row))
        pane.decided.connect(loops.decide)
        pane.accepted.connect(loops.accept)
        pane.paired.connect(loops.pair)
        pane.unpaired.connect(loops.unpair)
        pane.reassigned.connect(loops.reassign)
        pane.looked.connect(self.looked)
        pane.view.opened.connect(self.cell_opened)
        pane.added.connect(self.paper_asked)
        return pane

    def _show_loop(self, pane: "LoopPane") -> None:
        loops = self._desk.loops
        pane.show_day(loops.today())
        pane.show_items(loops.items(), loops.loop.issues if loops.loop else ())
        pane.show_none(loops.says)
        pane.add.setEnabled(self._desk.ledger is not None)
        self._show_issue(pane, next(iter(pane.view.chosen), None))

    def _show_issue(self, pane: "LoopPane", row: TableRow | None) -> None:
        loops = self._desk.loops
        held = loops.row(row.key) if row else None
        where = places(held, loops.plan) if held else ()
        deciding = self._desk.ledger is not None
        own = loops.proposals(held) if held and held.issue else ()
        pane.show_issue(held, where, own, loops.proposals(None), deciding=deciding)

    def _show_working(self, pane: "FindingsPane", row: TableRow | None) -> None:
        examination = self._desk.examination
        pane.show_working(working(examination, row.key) if examination and row else None)

    def _on_tab(self, tab: int) -> None:
        page: QWidget = self.pane(tab) if tab != CHECKLIST else self._checklist
        self.refresh()
        self._stack.setCurrentWidget(page)
        self._keep()
        self.tab_changed.emit()

    def _keep(self) -> None:
        """Remember tab and looks with the case."""
        self._desk.bookmark.keep(tab=self.tab, **{f"look{tab}": pane.look() for tab, pane in self._panes.items()})
