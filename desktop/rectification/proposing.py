"""What the framework for plans would give, as proposals that become scores one by one, each by a decision."""

from collections.abc import Iterable

from desktop.model import subjects
from desktop.model.amount import plain
from desktop.model.checklist import Checklist
from desktop.model.errors import WrongRequest
from desktop.model.loop import Judgement, Loop, LoopRow, Proposal
from desktop.model.review import Review, Score, ScoreState
from desktop.rectification import says
from desktop.rectification.judging import FRAMEWORK
from desktop.scoring.scored import scored


def proposals(
    judgements: Iterable[Judgement],
    loop: Loop,
    row: LoopRow | None,
    checklist: Checklist | None,
    review: Review | None,
) -> tuple[Proposal, ...]:
    """List what is suggested for one row's answer, or for the plan as a whole.

    They can be accepted in a review by this framework alone; elsewhere they stand as what they are, without a subject.
    """
    own = checklist if checklist is not None and checklist.id == FRAMEWORK else None
    subject = _subject(loop, row) if row is not None and own is not None else ""
    return tuple(_proposal(judgement, subject, own, review) for judgement in judgements)


def accepted(review: Review, checklist: Checklist, proposal: Proposal) -> Review:
    """Score as a proposal says, with its reason; raises ``WrongRequest`` where somebody has scored already."""
    if not proposal.fits:
        raise WrongRequest(says.NO_PROPOSALS)
    item = checklist.item_by_id[proposal.judgement.item]
    if proposal.score:
        raise WrongRequest(says.SCORED_ALREADY.format(proposal.name, proposal.score))
    repeats = subjects.kind_of(checklist, item)
    named = subjects.added(review, repeats, (proposal.subject,)) if repeats else review
    held = review.score_of(item.id, proposal.subject)
    given, reason = proposal.judgement, held.reason if held else ""
    return scored(named, item, points=given.points, reason=reason or given.why, subject=proposal.subject)


def _proposal(judgement: Judgement, subject: str, checklist: Checklist | None, review: Review | None) -> Proposal:
    short = judgement.item.removeprefix(f"{FRAMEWORK}.")
    item = checklist.item_by_id.get(judgement.item) if checklist else None
    if item is None:
        return Proposal(judgement=judgement, name=short)
    score = _told(review.score_of(item.id, subject)) if review else ""
    return Proposal(judgement=judgement, name=f"{short} {item.name}", subject=subject, score=score, fits=True)


def _subject(loop: Loop, row: LoopRow) -> str:
    """Name an issue as a subject of scores; those of the same first words are told apart by their numbers."""
    name = subjects.name_of(row.words)
    same = next(each for each in loop.issues if subjects.name_of(each.words) == name)
    return name if same.key == row.key else f"{name}（{row.number}）"


def _told(score: Score | None) -> str:
    """Say how an item is scored; "" while it is not."""
    if score is None or score.state is ScoreState.OPEN:
        return ""
    return f"{plain(score.points)} 分" if score.points is not None else score.level or says.NOT_APPLICABLE
