"""整改: issues beside their answers; below, what is known of the chosen one, its match, and the decision on it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.loop_rows import BACK, GROUPABLE, HEADERS, OPEN, OVERDUE, SOON, UNDECIDED, Place, card, spoken
from desktop.desk.words import shortened
from desktop.model.case import DocumentRole
from desktop.model.loop import Answer, LoopRow, Proposal
from desktop.model.plan import PlanItem
from desktop.model.standing import Standing
from desktop.model.words import PAPER_WORD
from desktop.ui import theme
from desktop.ui.buttons import KeyButton
from desktop.ui.choice_box import ChoiceBox
from desktop.ui.tables.pane import TablePane

_TAGS = (
    ("", "全部"),
    (OPEN, "未答或部分"),
    (OVERDUE, "逾期"),
    (SOON, "临期"),
    (UNDECIDED, "未认定"),
    (BACK, "反弹"),
)
_AUTO, _NONE = "auto", ""
_MOST_ITEMS = 8
"""The framework for plans judges so many items of an answer, and as many of a plan as a whole."""
ROLES = (DocumentRole.FINDINGS, DocumentRole.PLAN, DocumentRole.PROGRESS, DocumentRole.NEXT)


class LoopPane(TablePane):
    """``decided`` carries an issue's key, state, date, evidence and note; ``paired`` key and item; ``looked`` a place.

    ``accepted`` carries an issue's key ("" for the plan as a whole) and the item whose suggestion is taken. ``added``
    carries the role of a document that is to be taken in, ``reassigned`` the keys of an issue that is named no more and
    of the one that gets what was decided on it.
    """

    decided = Signal(str, object, str, str, str)
    accepted = Signal(str, str)
    reassigned = Signal(str, str)
    paired = Signal(str, str)
    unpaired = Signal(str)
    looked = Signal(object)
    added = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            "整改",
            HEADERS,
            groupable=GROUPABLE,
            tags=_TAGS,
            widths=(150, 150, 88, 92, 76, 88, 76, 120),
            stretched=(0, 1),
            lines=4,
            yielding=(HEADERS.index("依据"), HEADERS.index("目标"), HEADERS.index("应答"), HEADERS.index("责任单位")),
        )
        self.add = QPushButton(self.tr("加入材料"))
        self.add.setToolTip(self.tr("把反馈意见、整改方案、进展报告或次年自评加入案卷"))
        menu = QMenu(self.add)
        for role in ROLES:
            menu.addAction(PAPER_WORD[role] + "…", partial(self.added.emit, role))
        self.add.setMenu(menu)
        self.chip_row.addWidget(self.add)
        self._row: LoopRow | None = None
        self._offered: dict[bool, Sequence[tuple[str, str]]] = {True: (), False: ()}
        self._places: Sequence[Place] = ()
        self._proposals: dict[str, Sequence[Proposal]] = {}
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._words.setAccessibleDescription(self.tr("Tab 选一处原文或一条建议，Enter 去看或计入"))
        self._words.linkActivated.connect(self._on_link)
        self.items = ChoiceBox()
        self.items.setAccessibleName(self.tr("对应的方案条目"))
        self.items.setToolTip(self.tr("改正这个问题对应的方案条目；可撤销"))
        self.items.activated.connect(self._on_item)
        self.states = QButtonGroup(self)
        for number, standing in enumerate(Standing, start=1):
            button = KeyButton(standing.value, str(number))
            button.setCheckable(True)
            self.states.addButton(button, number)
        self.date = QLineEdit()
        self.date.setAccessibleName(self.tr("认定日期"))
        self.date.setToolTip(self.tr("从哪一天起是这个状态，如 2025-06-30"))
        self.date.setFixedWidth(theme.px(108))
        self.evidence = QLineEdit()
        self.evidence.setPlaceholderText(self.tr("依据：看了什么、在哪里看的；销号必填"))
        self.evidence.setAccessibleName(self.tr("认定依据"))
        self.evidence.setToolTip(self.tr("认定的依据；回车认定（Enter）"))
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("备注"))
        self.note.setAccessibleName(self.tr("认定备注"))
        self.note.setToolTip(self.tr("记在台账备注栏的话；回车认定（Enter）"))
        self.evidence.returnPressed.connect(self.submit)
        self.note.returnPressed.connect(self.submit)
        self.date.returnPressed.connect(self.submit)
        self.settle = KeyButton(self.tr("认定"), "Enter", primary=True)
        self.settle.clicked.connect(self.submit)
        self._foot = self._lay_foot()
        self._number_keys()
        self.show_issue(None, (), (), ())

    def show_day(self, day: date) -> None:
        """Propose the day of a decision, unless one is written already."""
        if not self.date.text():
            self.date.setText(day.isoformat())

    def show_none(self, says: str) -> None:
        """Say why there is no loop."""
        if not self.table.count():
            self._none.setText(says)

    def show_items(self, items: Sequence[PlanItem], issues: Sequence[LoopRow]) -> None:
        """Offer the items of the plan to correct a match to, and the issues that a lost decision may be moved to."""
        auto = ((self.tr("程序的对应"), _AUTO), (self.tr("没有对应的条目"), _NONE))
        self._offered[False] = (*auto, *((shortened("；".join(i.quoted) or i.quote), i.key) for i in items))
        free = ((f"{row.number}. {shortened(row.words)}", row.key) for row in issues if row.ruling is None)
        self._offered[True] = ((self.tr("保留作记录"), _AUTO), *free)
        self._fill_items(lost=self._is_lost)

    @property
    def _is_lost(self) -> bool:
        """Tell whether what was decided on the chosen row has lost its issue."""
        return self._row is not None and self._row.match.answer is Answer.GONE

    def _fill_items(self, *, lost: bool) -> None:
        """Fill the choice beneath the card."""
        self.items.clear()
        for words, key in self._offered[lost]:
            self.items.addItem(words, key)
        self._label.setText(self.tr("归到问题") if lost else self.tr("对应条目"))
        self._deciding.setVisible(not lost)

    def show_issue(
        self,
        row: LoopRow | None,
        places: Sequence[Place],
        own: Sequence[Proposal],
        whole: Sequence[Proposal],
        *,
        deciding: bool = False,
    ) -> None:
        """Show what is known of the chosen issue; it is decided on while a review is open."""
        chosen = row.key if row else ""
        if self._row is None or self._row.key != chosen:
            self.evidence.clear()
            self.note.clear()
        self._row, self._places, self._proposals = row, places, {"own": own, "whole": whole}
        self._card.setVisible(row is not None)
        self._foot.setVisible(row is not None and (row.issue is not None or self._is_lost) and deciding)
        self._fill_items(lost=self._is_lost)
        self._words.setText(card(row, own, whole, places) if row else "")
        self._words.setAccessibleName(spoken(row) if row else "")
        if row is None:
            return
        held = row.answers[0].key if row.answers else _NONE
        self.items.setCurrentIndex(max(0, self.items.findData(held if row.match.chosen else _AUTO)))
        # nothing looks chosen that nobody chose
        self.states.setExclusive(False)
        for standing, button in zip(Standing, self.states.buttons(), strict=True):
            button.setChecked(row.ruling is not None and row.ruling.standing is standing)
        self.states.setExclusive(True)

    def choose_state(self, number: int) -> None:
        """Choose a state by its key, and go on to its evidence."""
        if self._foot.isVisible():
            self.states.button(number).setChecked(True)
            self.evidence.setFocus()

    def submit(self) -> None:
        """Decide on the chosen issue as the form says."""
        if self._row is None:
            return
        if self.states.checkedId() < 1:
            self.said.emit(self.tr("请先选一个状态（1 至 5）。"))
            return
        standing = tuple(Standing)[self.states.checkedId() - 1]
        day, evidence, note = self.date.text().strip(), self.evidence.text(), self.note.text()
        self.decided.emit(self._row.key, standing, day, evidence, note)

    def accept(self, part: str, at: int) -> None:
        """Take a suggestion of the chosen issue (``own``) or of the plan as a whole (``whole``) into the scores."""
        held = self._proposals.get(part, ())
        if self._row is not None and at < len(held):
            self.accepted.emit(self._row.key if part == "own" else "", held[at].judgement.item)

    def _on_link(self, link: str) -> None:
        part, _, at = link.rpartition(":")
        if part:
            self.accept(part, int(at))
        else:
            self.looked.emit(self._places[int(at)])

    def _show_rest(self, *_: object) -> None:
        """Leave what there is no column for to the card."""
        self.rest.hide()

    def _on_item(self, at: int) -> None:
        if self._row is None:
            return
        key = str(self.items.itemData(at))
        if self._is_lost:
            if key != _AUTO:
                self.reassigned.emit(self._row.key, key)
        elif key == _AUTO:
            self.unpaired.emit(self._row.key)
        else:
            self.paired.emit(self._row.key, key)

    def _number_keys(self) -> None:
        """Let 1 to 5 choose a state and Shift+1 to 8 take a suggestion, while the table has the keyboard."""
        for number, standing in enumerate(Standing, start=1):
            self._key(standing.value, str(number), partial(self.choose_state, number))
        for part, keys in (("own", "Shift"), ("whole", "Ctrl+Shift")):
            for at in range(_MOST_ITEMS):
                self._key(self.tr("采用复核建议"), f"{keys}+{at + 1}", partial(self.accept, part, at))

    def _key(self, words: str, keys: str, slot: Callable[[], None]) -> None:
        action = QAction(words, self.view)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False: slot())
        self.view.addAction(action)

    def _lay_foot(self) -> QWidget:
        """Lay the card over the row of the match and the rows of the decision."""
        self._card = QFrame()
        self._card.setProperty("role", "card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(14, 10, 14, 10)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._words)
        scroll.setFixedHeight(theme.px(124))
        inside.addWidget(scroll)
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        match = QHBoxLayout()
        self._label = QLabel(self.tr("对应条目"))
        self._label.setBuddy(self.items)
        match.addWidget(self._label)
        match.addWidget(self.items, 1)
        states = QHBoxLayout()
        states.setSpacing(6)
        for button in self.states.buttons():
            states.addWidget(button)
        states.addStretch(1)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.date)
        told.addWidget(self.evidence, 3)
        told.addWidget(self.note, 1)
        told.addWidget(self.settle)
        self._deciding = QWidget()
        decision = QVBoxLayout(self._deciding)
        decision.setContentsMargins(0, 0, 0, 0)
        decision.setSpacing(8)
        decision.addLayout(states)
        decision.addLayout(told)
        column.addLayout(match)
        column.addWidget(self._deciding)
        self.foot.setContentsMargins(14, 10, 14, 12)
        self.foot.setSpacing(8)
        self.foot.addWidget(self._card)
        self.foot.addWidget(foot)
        return foot
