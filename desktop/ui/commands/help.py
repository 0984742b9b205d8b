"""帮助: the key map, the manual, the first steps, a word about the program."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from desktop.ui import actions
from desktop.ui.dialogs import help

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.ui.tour import Step, Tour
    from desktop.ui.window import MainWindow


class HelpCommands(QObject):
    """Carry out what one window does to be understood."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self.tour: Tour | None = None

    def show_keys(self) -> None:
        """Show the key map."""
        groups: dict[str, list[tuple[str, Sequence[str]]]] = {}
        for entry in actions.TABLE:
            action = self._window.actions_[entry.id]
            if action.shortcuts():
                groups.setdefault(entry.menu, []).append((action.text().removesuffix("…"), help.keys_of(action)))
        groups[actions.REVIEW].insert(0, (self.tr("按按钮上的数字评分"), ("1–9",)))
        groups[actions.REVIEW] += [
            (self.tr("整改：选定状态"), ("1–5",)),
            (self.tr("整改：本条复核建议"), ("Shift+1–8",)),
            (self.tr("整改：全案复核建议"), ("Ctrl+Shift+1–8",)),
        ]
        page = self.tr("原文")
        groups[page] = [
            *((action.text(), help.keys_of(action)) for action in self._window.views.reading_actions()),
            (self.tr("显示、隐藏各类标注"), ("Alt+1–5",)),
            (self.tr("后退、前进"), (self.tr("鼠标侧键"),)),
            (self.tr("放大、缩小"), (self.tr("Ctrl+滚轮"),)),
        ]
        groups[actions.VIEW], groups[actions.HELP] = groups.pop(actions.VIEW), groups.pop(actions.HELP)
        help.show_keys(self._window, list(groups.items()))

    def show_manual(self) -> None:
        """Show the manual, one in each window."""
        from desktop.desk.manual import chapters
        from desktop.ui.dialogs.manual import ManualDialog

        shown = self._window.findChild(ManualDialog) or ManualDialog(self._window, chapters())
        shown.show()
        shown.raise_()
        shown.activateWindow()

    def offer_tour(self) -> None:
        """Show the first steps beside the first report that is read, once."""
        if not self._desk.settings.toured:
            self._desk.suggested.connect(self._on_first_read, Qt.ConnectionType.SingleShotConnection)

    def _on_first_read(self) -> None:
        if not self._desk.settings.toured:
            self.show_tour()

    def show_tour(self) -> None:
        """Show the first steps; once seen or put away they do not come by themselves."""
        from desktop.ui.tour import Tour

        if self.tour is None:
            self.tour = Tour(self._window.page, self._steps())
            self.tour.done.connect(self._on_toured)
            self._desk.closed.connect(self.tour.finish)
        self.tour.begin()

    def _steps(self) -> "tuple[Step, ...]":
        """Say what there is to know first: reading, scoring, suggestions, and where to find the rest."""
        from desktop.ui.tour import Step

        window = self._window
        begun = self._desk.ledger is not None
        begin = self.tr("核对评价表、地区和年份，按 Ctrl+Enter 开始评审；以后每一步自动保存，没有“保存”按钮。")
        score = self.tr("J、K 上下走，U 到下一未评，按按钮上的数字评分；每一步自动保存。")
        return (
            Step(
                lambda: window.reader,
                self.tr("左边是报告"),
                self.tr("标出了指标、问题、措施、疑点和空白。点一处标记，看它读成了什么；读错了按 C 更正。"),
            ),
            Step(
                lambda: window.tree if begun else window.start_bar,
                self.tr("逐项评") if begun else self.tr("先开始评审"),
                score if begun else begin,
            ),
            Step(
                lambda: window.panel,
                self.tr("建议不是决定"),
                self.tr("虚线框是建议：Enter 采用，Delete 不采用。研判只说数字够不够线，评多少分由您定。"),
            ),
            Step(
                lambda: window.topbar,
                self.tr("导出，和找不到的时候"),
                self.tr("评完按 Ctrl+E 导出。Ctrl+K 找任何命令和地方，F1 看快捷键，Shift+F1 看使用说明。"),
            ),
        )

    def _on_toured(self) -> None:
        """Remember that the first steps were seen, and give the keyboard back."""
        self._desk.memory.prefer(toured=True)
        if self.tour is not None:
            self.tour.deleteLater()
            self.tour = None
        if self._desk.report is not None:
            self._window.take_focus()

    def show_about(self) -> None:
        """Say what the program is."""
        help.show_about(self._window)
