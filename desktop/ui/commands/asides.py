"""旁注与资料: what is written and looked up beside the report, and is no part of the score."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.desk.stopwatch import Stopwatch
from desktop.model.review import Audience, Memo

if TYPE_CHECKING:
    from desktop.ui.memos.form import MemoForm
    from desktop.ui.memos.view import MemosView
    from desktop.ui.references_view import ReferencesView
    from desktop.ui.time_view import TimeView
    from desktop.ui.window import MainWindow


class AsideCommands(QObject):
    """Carry out what one window does with memos and papers."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self.stopwatch = Stopwatch(self._desk)
        self._drafts: dict[str, str] = {}
        window.reader.margin.asked.connect(self.change_memo)
        for signal in (self._desk.text_ready, self._desk.started, self._desk.changed, self._desk.closed):
            signal.connect(self._show_memos)

    def write_memo(self) -> "MemoForm | None":
        """Ask for a memo on the selected words, or on the place just jumped to."""
        reader = self._window.reader
        run, report = reader.selection() or reader.view.underlay.focus, self._desk.report
        if run is None or report is None:
            self._window.say("info", self.tr("先在报告里选中要加旁注的文字，再按 P。"))
            return None
        return self._ask(run, report.text[run[0] : run[1]], None)

    def change_memo(self, memo: str) -> "MemoForm | None":
        """Ask for other words of a memo."""
        review = self._desk.review
        held = next((each for each in review.memos if each.id == memo), None) if review else None
        return self._ask((held.start, held.end), held.quote, held) if held is not None else None

    def show_memos(self) -> "MemosView":
        """List every memo."""
        from desktop.ui.memos.view import MemosView

        view = MemosView(self._desk, self._window)
        view.place_asked.connect(self._window.reader.jump)
        view.change_asked.connect(self.change_memo)
        view.show()
        return view

    def show_references(self) -> "ReferencesView":
        """Show the office's own papers, searched for the chosen item."""
        from desktop.ui.references_view import ReferencesView

        view = ReferencesView(self._desk, self._window)
        view.show()
        return view

    def show_time(self) -> "TimeView":
        """Show the reviewer's own record of time."""
        from desktop.ui.time_view import TimeView

        view = TimeView(self._desk, self._window)
        view.show()
        return view

    def turn_margin(self) -> None:
        """Show or hide the column of memos."""
        margin = self._window.reader.margin
        margin.turn(not margin.on)
        if margin.on and margin.isHidden():
            crowded = self._desk.review is not None and bool(self._desk.review.memos)
            none = self.tr("还没有旁注。在报告里选中文字按 P 写一条。")
            narrow = self.tr("报告一侧太窄，放不下旁注栏；拉宽一些，或按 Shift+P 看全部旁注。")
            self._window.say("info", narrow if crowded else none)

    def _ask(self, run: tuple[int, int], quote: str, held: Memo | None) -> "MemoForm":
        """Open the form, with what was begun and not kept."""
        from desktop.ui.memos.form import MemoForm

        name = held.id if held is not None else f"{run[0]}-{run[1]}"
        text = self._drafts.get(name) or (held.text if held is not None else "")
        audience = held.audience if held is not None else Audience.SELF
        form = MemoForm(" ".join(quote.split()), text, audience, self._window, new=held is None)
        form.given.connect(partial(self._on_given, run, held))
        form.drafted.connect(partial(self._drafts.__setitem__, name))
        if held is not None:
            form.removal_asked.connect(partial(self._on_removed, form, held.id))
        form.show()
        return form

    def _on_given(self, run: tuple[int, int], held: Memo | None, text: str, audience: Audience) -> None:
        pen = self._desk.pen
        pen.write_memo(run, text, audience) if held is None else pen.change_memo(held, text, audience)

    def _on_removed(self, form: "MemoForm", memo: str) -> None:
        self._desk.pen.remove_memo(memo)
        form.close()

    def _show_memos(self, *_: object) -> None:
        review, report = self._desk.review, self._desk.report
        self._window.reader.margin.show_memos(review.memos if review else (), report.sha256 if report else "")
