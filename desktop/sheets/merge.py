"""Hold a sheet that was edited elsewhere against the case that it was made from, and take what the inspector accepts.

The sheet says itself what it held when it was made, so that only what was changed on it counts, and a cell that was
changed on both sides is told.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from desktop.model.amount import plain
from desktop.model.case import Case
from desktop.model.checklist import Checklist, Item
from desktop.model.errors import WrongRequest
from desktop.model.ledger import RulingChange
from desktop.model.merge import FIELD_WORD, Field, SheetChange, SheetChanges
from desktop.model.review import Review, Score, ScoreState
from desktop.model.words import STATE_WORD
from desktop.scoring.marking import marked
from desktop.scoring.typed import scored_as_typed, typed
from desktop.sheets import words
from desktop.sheets.pages import printable
from desktop.sheets.readback import read_sheet, uncalculated
from desktop.sheets.scorelines import ScoreLine
from desktop.sheets.stamp import Held, edition, printed, printed_evidence, unstamped

_DOUBT = STATE_WORD[ScoreState.DOUBTFUL]


def compared(path: Path, case: Case) -> SheetChanges:
    """List what a sheet changes, in its order.

    Raises ``UnreadableFile`` for what is no sheet, ``WrongRequest`` for one of another case or checklist edition.
    """
    book = read_sheet(path)
    whole, lines = unstamped(book.stamp)
    review = next((review for review in case.reviews if review.id == whole.get("review")), None)
    if not whole:
        raise WrongRequest(words.NO_STAMP.format(name=path.name))
    if review is None:
        raise WrongRequest(words.OTHER_CASE.format(name=path.name, title=book.title))
    checklist = case.checklist(review.id)
    if whole["edition"] != edition(checklist):
        raise WrongRequest(words.OTHER_EDITION.format(name=path.name, title=checklist.title))
    subjects = {printable(score.subject): score.subject for score in review.scores}
    blank = uncalculated(path)
    found: list[SheetChange] = []
    strange = []
    for there in book.scores:
        held = lines.get(there.key)
        item = checklist.item_by_id.get(held.item) if held else None
        if held is None or item is None:
            strange.append(there.key)
            continue
        subject = subjects.get(held.subject, held.subject)
        changes = _of_line(there, held, item, subject, review)
        found += [_calculated(change, blank) for change in changes]
    gone = [key for key in lines if key not in {there.key for there in book.scores}]
    notices = []
    if strange:
        notices.append(words.STRANGE_LINES.format(keys="、".join(strange)))
    if gone:
        notices.append(words.LINES_GONE.format(keys="、".join(gone)))
    return SheetChanges(review=review.id, at=whole["at"], changes=tuple(found), notices=tuple(notices))


def merged(review: Review, checklist: Checklist, taken: Iterable[SheetChange | RulingChange]) -> Review:
    """Carry out the changes that were accepted; what was refused is left out."""
    for change in taken:
        if change.refused:
            continue
        if isinstance(change, SheetChange):
            review = _carried_out(review, checklist.item_by_id[change.item], change)
        elif change.ruling is not None:
            review = review.with_ruling(change.ruling)
    return review


def _calculated(change: SheetChange, blank: frozenset[tuple[str, str]]) -> SheetChange:
    """Refuse what only seems empty: a formula that nobody has calculated."""
    if (change.key, FIELD_WORD[change.field]) in blank:
        return change.model_copy(update={"refused": words.UNCALCULATED})
    return change


def _of_line(there: ScoreLine, held: Held, item: Item, subject: str, review: Review) -> Iterator[SheetChange]:
    """Compare one line, cell by cell: as it was exported, as the case has it, as the sheet has it."""
    score = review.score_of(item.id, subject)
    now = typed(score)
    then = plain(there.outcome) if isinstance(there.outcome, Decimal) else there.outcome.strip()

    def change(field: Field, now: str, then: str, *, clash: bool, refused: str = "") -> SheetChange:
        return SheetChange(
            key=there.key, item=item.id, subject=subject, name=item.name, field=field,
            now=now, then=then, clash=clash, refused=refused,
        )  # fmt: skip

    if not _alike(then, held.score) and not _alike(then, now):
        yield change(
            "score", now, then, clash=not _alike(now, held.score), refused=_refused(review, item, then, subject)
        )
    elif (
        _alike(then, held.score) and there.points is not None and held.points and not _alike(there.points, held.points)
    ):
        yield change("points", held.points, there.points, clash=False, refused=words.POINTS_FOLLOW)
    doubts = (held.state == ScoreState.DOUBTFUL.value, score is not None and score.state is ScoreState.DOUBTFUL)
    doubted = there.state == _DOUBT
    if doubted not in doubts:
        yes = {True: "是", False: "否"}
        refused = words.NOTHING_TO_DOUBT if doubted and not then else ""
        yield change("doubt", yes[doubts[1]], yes[doubted], clash=False, refused=refused)
    texts: tuple[tuple[Field, str, str, str], ...] = (
        ("reason", score.reason if score else "", there.reason, held.reason),
        ("remark", score.remark if score else "", there.remark, held.remark),
    )
    for field, text, typed_text, before in texts:
        if printed(typed_text) not in {before, printed(text)}:
            yield change(field, text, typed_text, clash=printed(text) != before)
    if printed_evidence(there.evidence) != held.evidence:
        yield change("evidence", "", "\n".join(there.evidence), clash=False, refused=words.EVIDENCE_STAYS)


def _carried_out(review: Review, item: Item, change: SheetChange) -> Review:
    """Carry out one change; a doubt stays until the sheet says otherwise."""
    score = review.score_of(item.id, change.subject)
    if change.field == "score" and change.then:
        review = scored_as_typed(review, item, change.then, change.subject)
        made = review.score_of(item.id, change.subject)
        if made is not None and score is not None and score.state is ScoreState.DOUBTFUL:
            review = review.with_score(made.model_copy(update={"state": score.state}))
        return review
    held = score or Score(item=item.id, wording=item.wording_hash, subject=change.subject)
    if change.field == "score":
        fields: dict[str, object] = {"state": ScoreState.OPEN, "points": None, "level": None, "given": ()}
    elif change.field == "doubt":
        fields = {"state": ScoreState.DOUBTFUL if change.then == "是" else _undoubted(item, held)}
    else:
        fields = {change.field: change.then}
    return review.with_score(held.model_copy(update=fields))


def _undoubted(item: Item, score: Score) -> ScoreState:
    """Say how a score stands without the doubt."""
    settled = score.level or score.given or marked(item, score)[0] is not None
    return ScoreState.SCORED if settled else ScoreState.OPEN


def _refused(review: Review, item: Item, then: str, subject: str) -> str:
    """Say why a score cannot be taken; nothing where it can."""
    try:
        if then:
            scored_as_typed(review, item, then, subject)
    except WrongRequest as error:
        return error.says
    return ""


def _alike(one: str, other: str) -> bool:
    """Tell whether two cells say the same: 8.5 and 8.50 do."""
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False
