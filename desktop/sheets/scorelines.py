"""The lines of a score sheet as a file holds them, and whether they say what the case says."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop.model.review import ScoreState
from desktop.model.words import STATE_WORD
from desktop.sheets.dossier import Dossier
from desktop.sheets.pages import printable
from desktop.sheets.recount import Recount
from desktop.sheets.scoretable import evidence_text, given


class ScoreLine(NamedTuple):
    """One line as it stands in a file; ``outcome`` is a number or what was typed as text.

    ``points`` is what 得分 shows, None without such a column.
    """

    key: str
    outcome: Decimal | str
    state: str
    reason: str
    remark: str
    evidence: tuple[str, ...]
    places: tuple[str, ...]
    points: str | None


def agree(held: Sequence[ScoreLine], dossier: Dossier, recount: Recount) -> tuple[tuple[str, int], ...]:
    """Find every item, score and quote of a review in what a file holds, and count them."""
    review, same = dossier.review, recount.same
    same("条目数", [there.key for there in held], [entry.number for entry in dossier.entries])
    for entry, there in zip(dossier.entries, held, strict=True):
        score = review.score_of(entry.item.id, entry.subject)
        typed = given(score)
        same(
            f"评分项 {entry.number} 的评分",
            (there.outcome, there.state, there.reason, there.remark),
            (
                typed if isinstance(typed, str) else Decimal(str(typed)),
                STATE_WORD[score.state if score else ScoreState.OPEN],
                printable(score.reason if score else ""),
                printable(score.remark if score else ""),
            ),
        )
        quotes = tuple(printable(evidence_text(each)) for each in review.evidence_of(entry.item.id, entry.subject))
        same(f"评分项 {entry.number} 的佐证", there.evidence, quotes)
    same("佐证的总数", sum(len(there.evidence) for there in held), len(review.evidence))
    scored = sum(review.score_of(entry.item.id, entry.subject) is not None for entry in dossier.entries)
    same("评分的总数", scored, len(review.scores))
    return (
        ("评分项", len(held)),
        ("已评", sum(there.outcome != "" for there in held)),
        ("佐证", len(review.evidence)),
    )
