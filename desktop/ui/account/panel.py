"""The panel: it stays open while one scores, follows the item in hand, and leads to any other."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from desktop.desk import accounts
from desktop.desk.desk import Desk
from desktop.desk.words import item_title
from desktop.model.errors import DuyueError
from desktop.model.reach import Reach
from desktop.ui import icons
from desktop.ui.account.rows import Key, Losses, Raises, Rows, Steps, key_of
from desktop.ui.account.trial import TrialForm

_OUTLOOK, _REACH = "outlook", "reach"
_REACH_MS = 150
_WHOLE: Key = ("", "")


class AccountPanel(QWidget):
    """Say how the total of the open review comes about; what is tried is kept by no one before it is taken."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key: Key = _WHOLE
        self._scores: dict[Key, str] = {}
        self._rules: dict[str, str] = {}
        self._trial: accounts.Trial | None = None
        self._outlook = ""
        self.total, self.distance, self.below = QLabel(), QLabel(), QLabel()
        self.total.setProperty("role", "heading")
        self.distance.setProperty("role", "soft")
        self.below.setProperty("role", "small")
        for label in (self.total, self.distance, self.below):
            label.setWordWrap(True)
        self.steps, self.losses, self.raises = Steps(), Losses(), Raises()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("计分面板的内容"))
        self.tabs.setAccessibleDescription(self.tr("左右键切换步骤、失分、上一等次"))
        self.tabs.setExpanding(False)
        for words, hint in (
            (self.tr("步骤"), self.tr("合计一步一步怎么来的")),
            (self.tr("失分"), self.tr("哪些项失了分，从多到少")),
            (self.tr("上一等次"), self.tr("离上一等次还差多少，哪些项够得着")),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(words), hint)
        self.form = TrialForm()
        self.close_button = QToolButton()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_REACH_MS)
        self._pause.timeout.connect(self._ask_reach)
        self._lay_out()
        self._wire()
        self.refresh()

    def refresh(self) -> None:
        """Show everything as it is now; nothing that was folded, chosen or tried changes."""
        checklist, review = self._desk.checklist, self._desk.review
        self._whole.setEnabled(review is not None)
        if checklist is None or review is None:
            self.total.setText(self.tr("开始评审以后，这里逐步说明合计是怎么来的。"))
            return
        total = accounts.tally(checklist, review)
        self.steps.show_steps((*total.parts, total))
        self.total.setText(accounts.line(total))
        if self.steps.currentItem() is None:
            self.go_to_item()
        if self._key[0] not in checklist.item_by_id:
            self._key = _WHOLE
        self._try()
        self._pause.start()

    def go_to_item(self) -> None:
        """Stand at the line of the item in hand."""
        item = self._desk.item
        if item is not None:
            self.steps.choose((item.id, self._desk.topics.of(item.id)))

    def take_focus(self) -> None:
        """Give the keyboard to the list in sight."""
        (self.steps, self.losses, self.raises)[self.tabs.currentIndex()].setFocus()

    def _look_at(self, key: Key) -> None:
        """Offer a line for a trial: an item, or the rules of the whole."""
        checklist, review = self._desk.checklist, self._desk.review
        if checklist is None or review is None:
            return
        self._key = key
        item = checklist.item_by_id.get(key[0])
        held = accounts.rule_text(item) if item is not None else accounts.rules_text(checklist)
        score = self._scores.get(key, accounts.typed_score(review.score_of(*key)) if item is not None else "")
        named = " ".join(filter(None, (item_title(item), key[1]))) if item is not None else self.tr("合计规则")
        self.form.ask(named, score, self._rules.get(key[0], held), of_item=item is not None)
        self._outlook = ""
        self._desk.jobs.drop(_OUTLOOK)
        begun = self._desk.begun_with
        if item is not None and begun is not None:
            work = partial(accounts.outlook, begun, review, item, key[1])
            self._desk.jobs.start(_OUTLOOK, work, self._show_outlook, self._desk.fail)
        self._tell()

    def _show_outlook(self, lines: tuple[str, ...]) -> None:
        """Say what each answer would come to, where nothing is tried."""
        self._outlook = "\n".join(lines)
        self._tell()

    def _on_edited(self) -> None:
        """Take what the form holds among what is tried, or out of it where it is as it was."""
        checklist, review, key = self._desk.checklist, self._desk.review, self._key
        if checklist is None or review is None:
            return
        item = checklist.item_by_id.get(key[0])
        score, rule = self.form.score.text().strip(), self.form.rule.toPlainText()
        held = accounts.rule_text(item) if item is not None else accounts.rules_text(checklist)
        ruled = rule.strip() != held and (item is None or bool(rule.strip()))
        given = accounts.typed_score(review.score_of(*key))
        tried = bool(score) and (ruled or score != given)
        self._rules.pop(key[0], None)
        self._scores.pop(key, None)
        self._rules |= {key[0]: rule} if ruled else {}
        self._scores |= {key: score} if tried else {}
        self._try()

    def _try(self) -> None:
        """Work out what would be, and mark it beside the lines."""
        begun, review, checklist = self._desk.begun_with, self._desk.review, self._desk.checklist
        self._trial, fault = None, ""
        if begun is not None and review is not None and checklist is not None:
            known = {*checklist.item_by_id, ""}
            tries = [accounts.Try(item=name, rule=rule) for name, rule in self._rules.items() if name in known]
            tries += [accounts.Try(item=k[0], subject=k[1], score=s) for k, s in self._scores.items() if k[0] in known]
            if tries:
                try:
                    self._trial = accounts.trial(begun, review, tries)
                except DuyueError as error:
                    fault = error.says
        self.steps.show_tried(self._scores, self._rules)
        self._tell(fault)

    def _tell(self, fault: str = "") -> None:
        """Say what is tried comes to, what is wrong with it, or what each answer would come to."""
        words, can_take = fault or self._outlook, False
        if self._trial is not None:
            moves = [f"{before or '（无）'}\n　→ {after or '（无）'}" for before, after in self._trial.moves]
            count = len(self._scores) + len(self._rules)
            several = (self.tr("共试 {0} 处").format(count),) if count > 1 else ()
            words = "\n".join((self._trial.says, *several, *moves))
            can_take = self._trial.review != self._desk.review
        self.form.tell(words, can_take=can_take, can_drop=bool(self._scores or self._rules))

    def _on_taken(self) -> None:
        """Keep all that was tried, as one step that can be undone."""
        trial, checklist = self._trial, self._desk.checklist
        if trial is None or checklist is None:
            return
        named = dict.fromkeys((*self._rules, *(item for item, _ in self._scores)))
        names = [item_title(checklist.item_by_id[n]) if n else self.tr("合计规则") for n in named]
        name = names[0] if len(names) == 1 else self.tr("{0} 等 {1} 项").format(names[0], len(names))
        words = self.tr("改定规则 · {0}：{1}").format(name, trial.rule) if trial.rule else ""
        scores, rules = self._forget()
        if not self._desk.amend(trial.review, words or self.tr("采用试算的评分 · {0}").format(name)):
            self._scores, self._rules = scores, rules
        self._look_at(self._key)

    def _on_dropped(self) -> None:
        """Try nothing any more."""
        self._forget()
        self._try()
        self._look_at(self._key)

    def _forget(self) -> tuple[dict[Key, str], dict[str, str]]:
        """Take away all that is tried, and give it."""
        held = self._scores, self._rules
        self._scores, self._rules, self._trial = {}, {}, None
        return held

    def _ask_reach(self) -> None:
        """Find in a job what was lost and what the next grade takes."""
        checklist, review = self._desk.checklist, self._desk.review
        if checklist is not None and review is not None and self.isVisible():
            work = partial(accounts.reach, checklist, review)
            self._desk.jobs.start(_REACH, work, self._show_reach, self._desk.fail)

    def _show_reach(self, found: Reach) -> None:
        """List what was lost, and the items that could carry the review further."""
        self.distance.setText("\n".join(found.says))
        self.losses.show_losses(found.losses)
        self.raises.show_raises(found.alone or found.together)
        if found.alone:
            told = self.tr("下列每一项单独提高，就到“{0}”。这是算出来的可能，评多少由您定。")
        elif found.together:
            told = self.tr("下列各项要一起提高，才到“{0}”。这是算出来的可能，评多少由您定。")
        else:
            told = self.tr("没有更高的等次要够，或还没有失分的项。")
        self.below.setText(told.format(found.target))

    def _on_asked(self, item: str, subject: str) -> None:
        """Go to an item in the window."""
        self._desk.choose_item(item, subject)

    def _on_typed(self, rows: Rows, amount: str) -> None:
        """Try an amount that was begun on a line."""
        self._look_at(rows.key)
        self.form.begin(amount)

    def _on_closed(self) -> None:
        """Keep nothing of a case that is put away."""
        self._forget()
        self._pause.stop()
        self.steps.clear()
        self.losses.clear()
        self.raises.clear()
        for label in (self.distance, self.below):
            label.clear()

    def _wire(self) -> None:
        desk = self._desk
        for signal in (desk.changed, desk.checklist_shown, desk.started):
            signal.connect(self._on_changed)
        desk.item_chosen.connect(self.go_to_item)
        desk.closed.connect(self._on_closed)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.form.edited.connect(self._on_edited)
        self.form.taken.connect(self._on_taken)
        self.form.dropped.connect(self._on_dropped)
        for rows in (self.steps, self.losses, self.raises):
            rows.asked.connect(self._on_asked)
            rows.typed.connect(partial(self._on_typed, rows))
            rows.currentItemChanged.connect(lambda row: self._look_at(key_of(row)))

    def _on_changed(self) -> None:
        """Follow what is done while the panel is in sight."""
        if not self.isHidden():
            self.refresh()

    def _lay_out(self) -> None:
        """Total and distance over the lists, the trial at the foot."""
        title = QLabel(self.tr("计分过程与试算"))
        title.setProperty("role", "title")
        icons.dress(self.close_button, "close")
        self.close_button.setProperty("role", "flat")
        self.close_button.setAccessibleName(self.tr("收起计分面板"))
        self.close_button.setToolTip(self.tr("收起（Ctrl+T）"))
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 0)
        head.addWidget(title, 1)
        head.addWidget(self.close_button)
        reaching = QWidget()
        inside = QVBoxLayout(reaching)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        self.below.setContentsMargins(12, 6, 12, 2)
        inside.addWidget(self.below)
        inside.addWidget(self.raises, 1)
        reaching.setFocusProxy(self.raises)
        self._stack = QStackedWidget()
        for page in (self.steps, self.losses, reaching):
            self._stack.addWidget(page)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 6, 8, 8)
        foot.addWidget(self.form)
        words = QVBoxLayout()
        words.setContentsMargins(12, 2, 12, 2)
        words.setSpacing(2)
        words.addWidget(self.total)
        words.addWidget(self.distance)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(words)
        column.addWidget(self._whole, 1)
