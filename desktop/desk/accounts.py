"""计分过程, 失分 and 自检 as the window shows them, and 试算: what the total would be by other scores or rules."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError

from desktop.desk.choices import choices, takes_points
from desktop.model.amount import plain
from desktop.model.checklist import Checklist, Item
from desktop.model.concern import Concern
from desktop.model.errors import WrongRequest
from desktop.model.reach import Reach
from desktop.model.review import Review, Revision, Score
from desktop.model.revision import revised, with_revision
from desktop.model.scheme import Scheme
from desktop.model.step import LoggedStep
from desktop.model.tally import Tally
from desktop.model.value import Value
from desktop.model.words import REPEATS_WORD

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

EXPORTED = "exported"
"""The place in a case's view that holds the number of the last step its exported sheet has."""


class Try(Value):
    """What is tried: another score of an item (for a subject), as it is typed, or another rule of it (None: as it is).

    An empty ``item`` means the whole, which has rules alone.
    """

    item: str = ""
    subject: str = ""
    score: str = ""
    rule: str | None = None


class Trial(Value):
    """What would be: in one line, then every step that moved as (before, after); ``review`` is kept by no one.

    ``rule`` says which rule would be another, old → new; empty where the rule stays.
    """

    says: str
    moves: tuple[tuple[str, str], ...]
    review: Review
    rule: str = ""


def tally(checklist: Checklist, review: Review) -> Tally:
    """Replay the total of a review."""
    from desktop import scoring

    return scoring.tally(checklist, review)


def line(step: Tally) -> str:
    """Write one step."""
    from desktop.scoring import engine

    return engine.line(step)


def rule_text(item: Item) -> str:
    """Write an item's rule as it is typed."""
    from desktop.scoring import notation

    return notation.written(item.rule)


def typed_score(score: Score | None) -> str:
    """Write what was given as it is typed."""
    from desktop.scoring import typed

    return typed.typed(score)


def rules_text(checklist: Checklist) -> str:
    """Write the rules of the whole as they are typed, one a line."""
    from desktop.scoring import notation

    return "\n".join(map(notation.written, checklist.scheme.rules))


def trial(checklist: Checklist, review: Review, tries: Sequence[Try]) -> Trial:
    """Work out what the total would be if items (an empty id: the whole) had other scores, or went by other rules.

    ``checklist`` is the one that the review began with. Rules are gone by first; each asks its item anew: what its
    other subjects were given falls away. Raises ``WrongRequest`` where a score or rule cannot be understood.
    """
    from desktop import scoring
    from desktop.scoring import what_if
    from desktop.scoring.typed import scored_as_typed

    now = revised(checklist, review.revisions)
    tried, told = review, list[str]()
    for each in tries:
        tried, words = _ruled(checklist, tried, each)
        told += [words] if words else []
    changed = revised(checklist, tried.revisions)
    for each in tries:
        if each.item and each.score.strip():
            part = changed.dimension_of[each.item]
            if part.repeats and not each.subject:
                word = REPEATS_WORD.get(part.repeats, part.repeats)
                raise WrongRequest(f"“{part.name}”逐个评：请先在评分项上方添加{word}，再试算。")
            tried = scored_as_typed(tried, changed.item_by_id[each.item], each.score, each.subject)
    before, after = scoring.tally(now, review), scoring.tally(changed, tried)
    moves = tuple((move.before, move.after) for move in what_if.moved(before, after))
    lost = sum(s.settled for s in review.scores) - sum(s.settled for s in tried.scores)
    says = what_if.verdict(before, after) + (f"；有 {lost} 个评分要按新规则重评" if lost > 0 else "")
    return Trial(says=says, moves=moves, review=tried, rule="；".join(told))


def reach(checklist: Checklist, review: Review) -> Reach:
    """Say what was lost and what the next grade takes; for a job."""
    from desktop.scoring import reach as reaching

    return reaching.reach(checklist, review)


def outlook(checklist: Checklist, review: Review, item: Item, subject: str) -> tuple[str, ...]:
    """Say what the total would be for each answer that an item can be given; a number a rule asks for has no list.

    ``checklist`` is the one that the review began with.
    """
    from desktop import scoring
    from desktop.scoring import what_if
    from desktop.scoring.typed import scored_as_typed

    now = revised(checklist, review.revisions)
    before = scoring.tally(now, review)
    answers = [choice.words for choice in choices(item)]
    if takes_points(item) and item.max_points is not None:
        answers[:0] = ["0", plain(item.max_points)]
    told = []
    for words in dict.fromkeys(answers):
        after = scoring.tally(now, scored_as_typed(review, item, words, subject))
        counted = before.points is None and not (before.grade or after.grade)
        told.append(f"评 {words}：{line(after) if counted else what_if.verdict(before, after)}")
    return tuple(told)


def _ruled(checklist: Checklist, review: Review, each: Try) -> tuple[Review, str]:
    """Let a review go by a rule that is typed, and say what changes; an empty or unchanged one changes nothing."""
    from desktop.scoring import notation

    now = revised(checklist, review.revisions)
    item = now.item_by_id[each.item] if each.item else None
    written = rule_text(item) if item is not None else rules_text(now)
    typed = each.rule.strip() if each.rule is not None else written
    if typed == written or (item is not None and not typed):
        return review, ""
    try:
        if item is not None:
            revision = Revision(item=item.id, marks=notation.read_marks(typed))
        else:
            rules = tuple(notation.read_total(line) for line in typed.splitlines() if line.strip())
            revision = Revision(scheme=Scheme(rules=rules))
        ruled = with_revision(review, checklist, revision)
    except ValueError as error:
        where = f"“{item.name}”上" if item is not None else "这张评价表上"
        raise WrongRequest(f"这条规则用在{where}不合适：{_fault(error)}") from error
    words = f"{written.replace(chr(10), ' ') or '（无）'} → {typed.replace(chr(10), ' ') or '（无）'}"
    return ruled, words


def _fault(error: ValueError) -> str:
    """Say what a rule breaks."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{first['ctx']['error']}。" if first["type"] == "value_error" else "请改一改。"
    return f"{error}。"


def concerns(desk: "Desk") -> tuple[Concern, ...]:
    """Go over the open review; nothing where none is open."""
    from desktop.scoring import inspection

    if desk.ledger is None or desk.checklist is None:
        return ()
    exported = int(desk.bookmark.places.get(EXPORTED, 0))
    changed = changed_after(desk.ledger.file.history(desk.ledger.review.id), exported) if exported else ()
    return inspection.inspected(desk.checklist, desk.ledger.review, desk.examination, desk.suggestions, changed)


def changed_after(log: Iterable[LoggedStep], seq: int) -> frozenset[str]:
    """List the items whose score changed after a step of the log."""
    return frozenset(
        str(change.key[0]) for step in log for change in step.changes if step.seq > seq and change.part == "score"
    )
