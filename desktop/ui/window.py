"""The main window: report on the left, checklist and item on the right, one desk behind them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.desk.checklist_model import ChecklistModel
from desktop.desk.conditions import conditions
from desktop.desk.desk import Desk
from desktop.model.export import Written
from desktop.model.review import About
from desktop.ui import actions, icons, theme
from desktop.ui.checklist_pane import ChecklistPane
from desktop.ui.commands.asides import AsideCommands
from desktop.ui.commands.evidence import EvidenceCommands
from desktop.ui.commands.files import FileCommands
from desktop.ui.commands.help import HelpCommands
from desktop.ui.commands.rules import RuleCommands
from desktop.ui.commands.scoring import ScoringCommands
from desktop.ui.commands.views import ViewCommands
from desktop.ui.dialogs import files, leaving
from desktop.ui.drops import Drops
from desktop.ui.follower import Follower
from desktop.ui.foot import Foot
from desktop.ui.frame import Frame
from desktop.ui.item_panel import ItemPanel
from desktop.ui.keeper import Keeper
from desktop.ui.keys import TypingGuard, goes_back_or_forward
from desktop.ui.mark_control import MarkControl
from desktop.ui.messages import MessageBar
from desktop.ui.papers import Papers
from desktop.ui.picker import Picker
from desktop.ui.reader import ReaderPane
from desktop.ui.right_side import CHECKLIST, RightSide
from desktop.ui.splitter import Splitter
from desktop.ui.start_bar import StartBar
from desktop.ui.start_page import Files, StartPage
from desktop.ui.statusline import StatusLine
from desktop.ui.topbar import TopBar

_PICKER, _PALETTE = 400, 640
_ASIDE_SHARE = (1000, 370)
"""What the desk and a panel beside it have of their width."""
_TREE_SHARE, _TREE_SHARE_BEFORE = (225, 470), (350, 350)
"""What checklist and item have of their height, and what they have before there is a score to give."""


class MainWindow(QMainWindow):
    """Show the desk; everything that is changed goes through it."""

    window_asked = Signal()

    def __init__(self, desk: Desk, samples: Callable[[], Files], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        desk.setParent(self)
        self._samples = samples
        self.came_back: Path | None = None
        self.setWindowTitle("督阅")
        self.setWindowIcon(icons.app_icon())
        self.items = ChecklistModel(self)
        self.reader = ReaderPane()
        self.reader.explain_with(desk.explain)
        self.reader.paged.draw_with(desk.pictures)
        self.reader.paged.show_mode(desk.settings.page_mode)
        self.checklist = ChecklistPane(self.items)
        self.tree = self.checklist.tree
        self.panel = ItemPanel(desk)
        self.start_bar = StartBar()
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.files = FileCommands(self)
        Drops(self)
        self.scoring = ScoringCommands(self)
        self.evidence = EvidenceCommands(self)
        self.views = ViewCommands(self)
        self.rules = RuleCommands(self)
        self.asides = AsideCommands(self)
        self.helping = HelpCommands(self)
        self.actions_ = actions.build(
            self,
            {
                actions.FILE: self.files,
                actions.REVIEW: self.scoring,
                actions.EVIDENCE: self.evidence,
                actions.RULES: self.rules,
                actions.ASIDE: self.asides,
                actions.VIEW: self.views,
                actions.HELP: self.helping,
            },
        )
        self.topbar = TopBar(self.actions_, self.reader.find_action)
        self.start_page = StartPage(self.actions_["open"], self.actions_["open_case"])
        self._stack = QStackedWidget()
        self._lay_out()
        self.messages = MessageBar(self._whole)
        self._foot = Foot(self.messages, self._whole, self._stack, self.reader)
        self.picker = Picker(
            self.side, self.tr("评分项"), self.tr("编号、名称或拼音首字母，如 C2"), width=_PICKER, kinds=False
        )
        self.palette_ = Picker(
            self._whole,
            self.tr("命令和去处"),
            self.tr("要做什么、去哪里：输入字或拼音首字母"),
            width=_PALETTE,
            kinds=True,
        )
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._guard = TypingGuard(app, self)
        self._wire()
        self.follower = Follower(self)
        self.keeper = Keeper(self)
        self.marks = MarkControl(self)
        splitters = {"desk": self.work_view, "beside": self.desk_view, "right": self.right_view}
        self.frame = Frame(self, {**splitters, "reading": self.reader.splitter}, desk.memory)
        self.reader.set_zoom(desk.settings.zoom)
        self.show_start()
        if desk.memory.complaint:
            self.say("error", desk.memory.complaint)

    @property
    def page(self) -> QWidget:
        """Give all that lies between the title bar and the status line."""
        return self._whole

    def show_start(self) -> None:
        """Offer the ways to begin, with nothing open."""
        self._stack.setCurrentWidget(self.start_page)
        self.status.hide()
        self.topbar.show_reading(False)
        self.topbar.show_title("", "")
        self.setWindowTitle("督阅")
        self.status.clear_all()
        self.enable_actions()

    def show_start_if_empty(self) -> None:
        """Offer the ways to begin where what was to be opened is not: an empty desk would wait for it for ever."""
        if self.desk.report is None and self._stack.currentWidget() is self.desk_view:
            self.show_start()

    def open_first(self, path: Path) -> None:
        """Open the file that the program was started with, once the window is on screen."""
        self.show_desk()
        QTimer.singleShot(0, self, partial(self._open_first, path))

    def make_room(self, *, scoring: bool) -> None:
        """Part the right side as one scores, or, before that, with more room for the checklist."""
        if scoring:
            self.right_view.take_back()
        else:
            self.right_view.set_aside(_TREE_SHARE_BEFORE)

    def show_desk(self) -> None:
        """Show the report, the checklist and the tables."""
        self.status.show()
        self._stack.setCurrentWidget(self.desk_view)
        self.desk_view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.rules.restore_tally()

    def turn_aside(self, *, shown: bool) -> None:
        """Show or hide what stands beside the desk."""
        (self.desk_view.unfold if shown else self.desk_view.fold)(self.aside)
        self._foot.place_soon()

    def stand_aside(self, panel: QWidget) -> None:
        """Put a panel beside the desk, for as long as the window lives."""
        column = QVBoxLayout(self.aside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)

    def take_focus(self) -> None:
        """Give the keyboard to the checklist or table in sight, to its tab where the table is empty."""
        view = self.tree if self.side.tab == CHECKLIST else self.side.pane(self.side.tab).view
        (self.side.tabs if view.isHidden() else view).setFocus()

    def come_back(self, path: Path) -> None:
        """Open the case that was open when the program last ended without being closed."""
        self.came_back = path.absolute()
        self.open_first(path)

    def bring_up(self, path: Path) -> bool:
        """Bring the window to the front that has a case open already; False when none has."""
        for other in QApplication.topLevelWidgets():
            if isinstance(other, MainWindow) and other.desk.path == path.absolute():
                other.showNormal() if other.isMinimized() else other.show()
                other.raise_()
                other.activateWindow()
                return True
        return False

    # What is said below

    def say(self, kind: str, words: str) -> None:
        """Show a message over the foot of the reading side; nothing moves for it."""
        self.messages.say(words, kind)
        if kind == "error":
            self.show_start_if_empty()

    def show_exported(self, path: Path, written: Written) -> None:
        """Tell that a paper is written, and offer its folder."""
        told = self.tr("已导出 {0}，并重新打开核对：{1}。").format(path.name, written.says)
        self.messages.say(told, "done", self.tr("打开文件夹"), lambda: open_folder(path.parent))

    def enable_actions(self) -> None:
        """Enable what can be done now."""
        can = conditions(self.desk, items_in_sight=self.side.tab == CHECKLIST)
        for entry in (*actions.TABLE, *actions.DIGITS):
            self.actions_[entry.id].setEnabled(can[entry.needs])
        ledger = self.desk.ledger
        for way in ("undo", "redo"):
            action, step = self.actions_[way], ledger.history.ahead(undo=way == "undo") if ledger else None
            actions.tell(action, f"{action.text()}：{step.words}" if step else action.text())

    # Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave when everything is written, or when the user gives up what could not be; 自检 is shown once before."""
        if self.desk.press.painting:
            event.ignore()
            self.say("info", self.tr("正在排版打印页，排好后就能关闭。"))
            return
        if self.desk.rewriter.busy:
            event.ignore()
            self.say("info", self.tr("正在重写案卷文件，写好后就能关闭。"))
            return
        if event.spontaneous() and self.rules.inspect_before_leaving():
            event.ignore()
            return
        if not self.desk.close():
            if not leaving.leave_anyway(self):
                event.ignore()
                return
            self.desk.abandon()
        self.desk.finish()
        self.frame.keep()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back and forward in the report by the side buttons, wherever the pointer is."""
        if goes_back_or_forward(event):
            self.reader.travel(event.button() is Qt.MouseButton.BackButton)
        else:
            super().mousePressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Bring a start page up to date that one comes back to; let text be as large as the system's."""
        super().changeEvent(event)
        app = QApplication.instance()
        if event.type() is QEvent.Type.ThemeChange and isinstance(app, QApplication):
            theme.refit(app)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and self.start_page.isVisible():
            self._fill_start_page()

    # What parts of the window ask for

    def _on_figure_asked(self, start: int) -> None:
        metric = self.desk.examination.metric_at.get(start) if self.desk.examination else None
        if metric is not None:
            self.reader.jump(metric.start, metric.end)

    def _on_tab_changed(self) -> None:
        """Let keys mean what is in sight."""
        self.enable_actions()
        self.take_focus()

    def _on_start(self, about: About) -> None:
        self.desk.beginning.start(about)

    def _on_folder_asked(self) -> None:
        folder = files.ask_folder(self, str(self.desk.settings.cases))
        if folder is not None:
            self.desk.memory.prefer(cases_folder=str(folder))
            self.start_bar.show_folder(str(folder))

    # Within

    def _open_first(self, path: Path) -> None:
        if not self.desk.open(path):
            self.show_start()

    def _fill_start_page(self) -> None:
        self.desk.memory.gathering.emit()
        self.start_page.show_files(self.desk.recent, self._samples())

    def _wire(self) -> None:
        """Connect desk and widgets."""
        for name in ("add", "add_elsewhere", "add_figure", "reword"):
            for words in (self.reader.view, self.reader.paged.sheets):
                words.addAction(self.actions_[name])
        desk = self.desk
        desk.hinted.connect(self.panel.refresh)
        desk.saved.connect(self.status.show_saved)
        desk.said.connect(self.say)
        desk.exported.connect(self.show_exported)
        desk.press.read_back.connect(self.files.show_read_back)
        desk.closed.connect(self.show_start)
        desk.password_asked.connect(self.files.ask_password)
        self.topbar.chips.toggled.connect(self.reader.set_layer)
        self.topbar.export_asked.connect(self.files.ask_export)
        self.tree.chosen.connect(self.scoring.choose_item)
        self.panel.place_asked.connect(self.reader.jump)
        self.side.place_asked.connect(self.reader.jump)
        self.side.tab_changed.connect(self._on_tab_changed)
        self.side.said.connect(partial(self.say, "info"))
        self.side.paper_asked.connect(self.files.ask_paper)
        self.panel.figure_asked.connect(self._on_figure_asked)
        self.panel.evidence_shown.connect(self.reader.show_evidence)
        self.start_bar.checklist_chosen.connect(desk.beginning.show_checklist)
        self.start_bar.started.connect(self._on_start)
        self.start_bar.folder_asked.connect(self._on_folder_asked)
        self.start_bar.case_asked.connect(self.files.open_path)
        self.start_bar.renewal_asked.connect(desk.porter.renew)
        self.reader.parts.asked.connect(desk.show_part)
        self.reader.paged.mode_chosen.connect(self.views.keep_mode)
        self.status.encoding_asked.connect(desk.porter.read_again)
        self.start_page.shown.connect(self._fill_start_page)
        self.start_page.file_asked.connect(self.files.open_path)
        self.status.folder_asked.connect(self.files.show_folder)
        self.status.write_back_asked.connect(self.files.write_back)
        self.status.unused_asked.connect(self.side.show_unused)
        self.picker.closed.connect(self.tree.setFocus)
        self.palette_.closed.connect(self.views.palette_left)
        self.scoring.wire(self.panel.score_bar)
        self.evidence.wire(self.panel)

    def _lay_out(self) -> None:
        """Top bar over the start page or over reader and right side."""
        self.right_view = Splitter(Qt.Orientation.Vertical)
        self.right_view.addWidget(self.checklist)
        self.right_view.addWidget(self.panel)
        self.right_view.ask(_TREE_SHARE)
        self.right_view.setStretchFactor(0, 2)
        self.right_view.setStretchFactor(1, 3)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.start_bar)
        column.addWidget(self.right_view, 1)
        self.side = RightSide(self.desk, page)
        self.papers = Papers(self.desk, self.reader, self.side)
        self.work_view = Splitter(Qt.Orientation.Horizontal)
        self.work_view.addWidget(self.reader)
        self.work_view.addWidget(self.side)
        self.work_view.setStretchFactor(0, 1)
        self.aside = QWidget()
        self.aside.setProperty("role", "right")
        self.desk_view = Splitter(Qt.Orientation.Horizontal)
        self.desk_view.addWidget(self.work_view)
        self.desk_view.addWidget(self.aside)
        self.desk_view.setStretchFactor(0, 1)
        self.desk_view.fold(self.aside, _ASIDE_SHARE)
        self._stack.addWidget(self.start_page)
        self._stack.addWidget(self.desk_view)
        # What is not dressed yet asks for more room than it will take: it is not asked until it is shown.
        self.desk_view.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.topbar)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(self._whole)


def open_folder(folder: Path) -> None:
    """Show a folder in the system's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
