"""The checklist as a tree: dimensions over items, each with its state, verdict, score and evidence count."""

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from desktop.desk.filters import FILTERS, ChecklistLook, has_words, properties
from desktop.desk.grouped_model import GroupedModel, Index
from desktop.desk.words import STATE_SIGN, VERDICT_SIGN, item_title, score_text
from desktop.model.checklist import Checklist, Dimension, Item
from desktop.model.review import Evidence, Review, Score, ScoreState
from desktop.model.subjects import ItemSubjects, subjects
from desktop.model.verdict import Suggestion, VerdictWord
from desktop.model.words import STATE_WORD, VERDICT_WORD


class Column(IntEnum):
    """The columns of the tree."""

    NAME = 0
    VERDICT = 1
    SCORE = 2
    EVIDENCE = 3


class Role(IntEnum):
    """What a delegate asks for beside the words."""

    ITEM = int(Qt.ItemDataRole.UserRole)
    STATE = ITEM + 1
    SIGN = ITEM + 2
    VERDICT = ITEM + 3
    PROGRESS = ITEM + 4


class ChecklistModel(GroupedModel):
    """Show one checklist and the review of it; never writes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Dimension, ...] = ()
        self._look = ChecklistLook()
        self._dimensions: tuple[Dimension, ...] = ()
        self._shown: tuple[tuple[Item, ...], ...] = ()
        self._place: dict[str, tuple[int, int]] = {}
        self._contradicted: frozenset[str] = frozenset()
        self._checklist: Checklist | None = None
        self._subjects: ItemSubjects = {}
        self._scores: dict[str, tuple[Score | None, ...]] = {}
        self._evidence: dict[str, tuple[Evidence, ...]] = {}
        self._verdicts: dict[str, VerdictWord] = {}

    def show(self, checklist: Checklist | None, review: Review | None) -> None:
        """Take another checklist, with the review of it as it stands."""
        self.beginResetModel()
        self._checklist = checklist
        self._all = checklist.dimensions if checklist else ()
        self._verdicts, self._contradicted = {}, frozenset()
        self._take(review)
        self._arrange()
        self.endResetModel()

    @property
    def look(self) -> ChecklistLook:
        """Tell how the checklist is looked at."""
        return self._look

    @property
    def order(self) -> tuple[str, ...]:
        """Name the items shown, from top to bottom."""
        return tuple(item.id for items in self._shown for item in items)

    @property
    def grouped(self) -> bool:
        """Tell whether items stand under their dimensions."""
        return not self._look.flat

    @property
    def sizes(self) -> Sequence[int]:
        """Count the items of each dimension shown."""
        return [len(items) for items in self._shown]

    @property
    def headings(self) -> tuple[str, ...]:
        """Name the dimensions shown, from top to bottom."""
        return tuple(group.id for group in self._dimensions) if self.grouped else ()

    def arrange(self, look: ChecklistLook) -> None:
        """Look at the checklist in another way; only then do items come and go."""
        self.beginResetModel()
        self._look = look
        self._arrange()
        self.endResetModel()

    def counts(self) -> dict[str, int]:
        """Count the items of every filter."""
        found = [self._properties(item) for group in self._all for item in group.items]
        return {name: sum(name in held for held in found) for name in FILTERS}

    def contradict(self, items: frozenset[str]) -> None:
        """Take the items whose figures contradict others."""
        self._contradicted = items

    def suggest(self, suggestions: tuple[Suggestion, ...]) -> None:
        """Take the verdicts."""
        self._verdicts = {suggestion.item: suggestion.verdict.word for suggestion in suggestions}
        for item in self._place:
            cell = self.index_of(item).siblingAtColumn(Column.VERDICT)
            self.dataChanged.emit(cell, cell)

    def change(self, review: Review) -> None:
        """Take another state of the same review, and announce the rows whose entries are not the same objects."""
        scores, evidence = self._scores, self._evidence
        self._take(review)
        dimensions = set()
        for item, (row, _) in self._place.items():
            if _same(self._scores[item], scores[item]) and _same(self._evidence.get(item, ()), evidence.get(item, ())):
                continue
            first = self.index_of(item)
            self.dataChanged.emit(first, first.siblingAtColumn(Column.EVIDENCE))
            dimensions.add(row)
        for row in sorted(dimensions if not self._look.flat else ()):
            self.dataChanged.emit(self.index(row, Column.NAME), self.index(row, Column.EVIDENCE))

    def item_at(self, index: Index) -> Item | None:
        """Give the item that a row shows, or None for a dimension."""
        place = self.place_of(index)
        return self._shown[place[0]][place[1]] if place else None

    def index_of(self, item: str) -> QModelIndex:
        """Find the row of an item."""
        if item not in self._place:
            return QModelIndex()
        return self.index_at(*self._place[item])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the columns."""
        return len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's signature
        """Answer for one cell."""
        if not index.isValid():
            return None
        item = self.item_at(index)
        if item is None:
            return self._dimension_data(self._dimensions[index.row()], index.column(), role)
        return self._item_data(item, Column(index.column()), role)

    def _dimension_data(self, group: Dimension, column: int, role: int) -> object:
        """Answer for a dimension: its name and how much of it is settled."""
        whole = next((held for held in self._all if held.id == group.id), group)
        scores = [score for item in whole.items for score in self._scores[item.id]]
        # A repeating item counts once for each of its subjects: what is counted then is no longer items.
        times = len(scores) > len(whole.items)
        counted = "项次" if times else "项"
        progress = f"已评 {sum(score is not None and score.settled for score in scores)} / {len(scores)} {counted}"
        if role == Role.PROGRESS:
            return progress
        if role == Qt.ItemDataRole.DisplayRole:
            return group.name if column == Column.NAME else None
        if role == Qt.ItemDataRole.ToolTipRole:
            told = f"{len(whole.items)} 项逐个对象评，每个对象计一次，共 {len(scores)} 项次" if times else ""
            return "\n".join(filter(None, (group.name, group.note, told)))
        if role == Qt.ItemDataRole.AccessibleTextRole and column == Column.NAME:
            return f"{group.name}，{progress}"
        return None

    def _item_data(self, item: Item, column: Column, role: int) -> object:
        """Answer for an item."""
        state = self._state(item.id)
        verdict = self._verdicts.get(item.id)
        if role == Role.ITEM:
            return item.id
        if role == Role.STATE:
            return state
        if role == Role.SIGN:
            return STATE_SIGN[state]
        if role == Role.VERDICT:
            return verdict
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(item, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{item_title(item)}\n{item.check}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heard = {Column.NAME: f"{STATE_WORD[state]}，{item_title(item)}"}
            return heard.get(column, self._words(item, column))
        return None

    def _words(self, item: Item, column: Column) -> str:
        """Write one cell of an item's row."""
        if column is Column.NAME:
            return item_title(item)
        if column is Column.VERDICT:
            verdict = self._verdicts.get(item.id)
            return f"{VERDICT_SIGN[verdict]} {VERDICT_WORD[verdict]}".strip() if verdict else ""
        if column is Column.SCORE:
            scores = self._scores[item.id]
            if len(scores) == 1:
                return score_text(scores[0], item)
            return f"{sum(score is not None and score.settled for score in scores)} / {len(scores)} 个"
        count = len(self._evidence.get(item.id, ()))
        return f"{count} 条" if count else ""

    def _arrange(self) -> None:
        """Choose the items to show."""
        look = self._look
        groups = []
        for group in self._all:
            items = (
                tuple(
                    item
                    for item in group.items
                    if look.wanted <= self._properties(item) and has_words(item, look.words)
                )
                if look.filtered
                else group.items
            )
            if items:
                groups.append(group if items == group.items else group.model_copy(update={"items": items}))
        self._dimensions = tuple(groups)
        shown = tuple(group.items for group in groups)
        self._shown = (tuple(item for items in shown for item in items),) if look.flat else shown
        self._place = {i.id: (group, row) for group, items in enumerate(self._shown) for row, i in enumerate(items)}

    def _properties(self, item: Item) -> frozenset[str]:
        """Tell which filters an item passes."""
        evidence = Counter(entry.subject for entry in self._evidence.get(item.id, ()))
        names = self._subjects[self._dimension_of(item.id)]
        return frozenset().union(
            *(
                properties(
                    score,
                    evidence[subject],
                    self._verdicts.get(item.id),
                    contradicted=item.id in self._contradicted,
                )
                for subject, score in zip(names, self._scores[item.id], strict=True)
            )
        )

    def _state(self, item: str) -> ScoreState:
        """Sum up how far an item is over all its subjects."""
        states = {score.state if score else ScoreState.OPEN for score in self._scores[item]}
        order = (ScoreState.OPEN, ScoreState.DOUBTFUL, ScoreState.SCORED, ScoreState.NOT_APPLICABLE)
        return next(state for state in order if state in states)

    def _dimension_of(self, item: str) -> str:
        return self._checklist.dimension_of[item].id if self._checklist else ""

    def _take(self, review: Review | None) -> None:
        """Sort a review's entries by item."""
        checklist = self._checklist
        self._subjects = subjects(checklist, review) if checklist else {}
        given = {score.key: score for score in review.scores} if review else {}
        self._scores = {
            item.id: tuple(given.get((item.id, subject)) for subject in self._subjects[group.id])
            for group in self._all
            for item in group.items
        }
        evidence: dict[str, list[Evidence]] = {}
        for entry in review.evidence if review else ():
            evidence.setdefault(entry.item, []).append(entry)
        self._evidence = {item: tuple(entries) for item, entries in evidence.items()}


def _same(old: Sequence[Score | Evidence | None], new: Sequence[Score | Evidence | None]) -> bool:
    """Tell whether two rows hold the very same entries."""
    return len(old) == len(new) and all(a is b for a, b in zip(old, new, strict=True))
