"""What an inspector looks for in a checklist: 未评, 存疑, 缺佐证, 未达标, 有疑点, and words."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.desk.links import used_by
from desktop.desk.words import item_title
from desktop.model.checklist import Item
from desktop.model.examination import Examination
from desktop.model.review import LevelWord, Review, Score, ScoreState
from desktop.model.verdict import Suggestion, VerdictWord

OPEN, DOUBT, BARE, MISSED, FINDING = "open", "doubt", "bare", "missed", "finding"
FILTERS = {OPEN: "未评", DOUBT: "存疑", BARE: "缺佐证", MISSED: "未达标", FINDING: "有疑点"}


@dataclass(frozen=True, slots=True)
class ChecklistLook:
    """How a checklist is looked at: items must have the words and every wanted property; flat or by dimension."""

    words: str = ""
    wanted: frozenset[str] = frozenset()
    flat: bool = False

    @property
    def filtered(self) -> bool:
        """Tell whether items may be hidden."""
        return bool(self.words.strip() or self.wanted)


def properties(
    score: Score | None, evidence: int, verdict: VerdictWord | None, *, contradicted: bool
) -> frozenset[str]:
    """Tell which filters an item passes; 缺佐证 is scored without evidence, 未达标 by figures or by the inspector."""
    state = score.state if score else ScoreState.OPEN
    held = {
        OPEN: state is ScoreState.OPEN,
        DOUBT: state is ScoreState.DOUBTFUL,
        BARE: state is ScoreState.SCORED and not evidence,
        MISSED: verdict is VerdictWord.NOT_MET or (score is not None and score.level == LevelWord.MISSED),
        FINDING: contradicted,
    }
    return frozenset(name for name, holds in held.items() if holds)


def has_words(item: Item, words: str) -> bool:
    """Tell whether every word stands in an item's number, name or question."""
    text = f"{item_title(item)} {item.check}".casefold()
    return all(word in text for word in words.casefold().split())


def contradicted_items(
    examination: Examination | None, suggestions: Iterable[Suggestion], review: Review | None
) -> frozenset[str]:
    """Name the items that use a figure which contradicts another."""
    if examination is None:
        return frozenset()
    uses = used_by(examination, suggestions, review)
    return frozenset(
        item for finding in examination.findings for anchor in finding.anchors for item in uses.get(anchor, ())
    )
