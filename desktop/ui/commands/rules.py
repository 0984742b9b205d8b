"""评价表: the shelf, how the total comes about, what is worth a second look, reasons to use again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.desk import accounts
from desktop.model.checklist import Checklist
from desktop.model.concern import ConcernKind
from desktop.ui.checklist_editor.phrases import Phrases

if TYPE_CHECKING:
    from desktop.ui.account.panel import AccountPanel
    from desktop.ui.checklist_editor.inspection_view import InspectionView
    from desktop.ui.checklist_editor.shelf_view import ShelfView
    from desktop.ui.phrases_view import PhrasesView
    from desktop.ui.window import MainWindow


class RuleCommands(QObject):
    """Carry out what one window does with checklists and totals."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self._account: AccountPanel | None = None
        self.phrases = Phrases(window.panel.score_bar.reason, window.desk)
        self.phrases.said.connect(window.say)

    def show_shelf(self) -> "ShelfView":
        """Show the checklists."""
        from desktop.ui.checklist_editor.shelf_view import ShelfView

        view = ShelfView(self._desk, self._window)
        view.kept.connect(self._desk.beginning.offer_again)
        view.carry_asked.connect(self._on_carry)
        view.show()
        return view

    def turn_tally(self) -> None:
        """Go to the panel of the total, beside the desk; put it away from within."""
        focus = QApplication.focusWidget()
        if self._account is not None and focus is not None and self._account.isAncestorOf(focus):
            self.hide_tally()
        else:
            self.show_tally().take_focus()

    def show_tally(self) -> "AccountPanel":
        """Let the panel of the total stand beside the desk, from now on."""
        panel = self._shown_panel()
        self._desk.memory.prefer(accounts=True)
        return panel

    def hide_tally(self) -> None:
        """Put the panel of the total away."""
        self._desk.memory.prefer(accounts=False)
        self._window.turn_aside(shown=False)
        self._window.take_focus()

    def restore_tally(self) -> None:
        """Let the panel stand where it was left."""
        if self._desk.settings.accounts:
            self._shown_panel()

    def _shown_panel(self) -> "AccountPanel":
        """Give the panel, made when it is first looked at."""
        if self._account is None:
            from desktop.ui.account.panel import AccountPanel

            self._account = AccountPanel(self._desk)
            self._account.closed.connect(self.hide_tally)
            self._window.stand_aside(self._account)
        if self._window.aside.isHidden():
            self._window.turn_aside(shown=True)
            self._account.refresh()
            self._account.go_to_item()
        return self._account

    def show_inspection(self) -> "InspectionView":
        """Show what is worth a second look."""
        return self._inspect(None, "")

    def inspect_first(self, go_on: Callable[[], object], words: str) -> bool:
        """Show what is worth a second look before something is done; False when there is nothing to show."""
        if not accounts.concerns(self._desk):
            return False
        self._inspect(go_on, words)
        return True

    def inspect_before_leaving(self) -> bool:
        """Show what is worth a second look before the window closes; open items alone are work to go on with."""
        if not self._desk.settings.inspects:
            return False
        found = {concern.kind for concern in accounts.concerns(self._desk)}
        if not found - {ConcernKind.UNSCORED, ConcernKind.MISSING}:
            return False
        view = self._inspect(self._window.close, self.tr("仍然关闭"))
        view.offer_silence(lambda silent: self._desk.memory.prefer(inspects=not silent))
        return True

    def show_phrases(self) -> "PhrasesView":
        """Show the reasons to use again, to be written and ordered."""
        from desktop.ui.phrases_view import PhrasesView

        view = PhrasesView(self._desk, self._window)
        view.show()
        return view

    def keep_phrase(self) -> None:
        """Keep the reason that is written as one to use again."""
        self.phrases.keep()

    def _on_carry(self, checklist: Checklist) -> None:
        """Go on with a new edition."""
        self._desk.porter.go_on_with(checklist)

    def _inspect(self, go_on: Callable[[], object] | None, words: str) -> "InspectionView":
        from desktop.ui.checklist_editor.inspection_view import InspectionView

        view = InspectionView(self._desk, self._window, go_on, words)
        view.place_asked.connect(self._window.reader.jump)
        view.show()
        return view
