"""What an inspector can do to a review, as pure functions ``Review → Review``."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from desktop.model.checklist import Item
from desktop.model.record import Mark
from desktop.model.review import (
    CorrectedField,
    Correction,
    Dismissal,
    Evidence,
    EvidenceOrigin,
    Ignored,
    ItemKey,
    Note,
    Quote,
    Review,
    Score,
    ScoreState,
)


def touched(review: Review, item: Item, subject: str) -> Score:
    """Give an item's score for a subject, or a new one of state 未评."""
    return review.score_of(item.id, subject) or Score(item=item.id, wording=item.wording_hash, subject=subject)


def doubted(review: Review, item: Item, subject: str = "") -> Review:
    """Mark an item 存疑, or take the mark off: a score that was given counts again."""
    score = touched(review, item, subject)
    if score.state is ScoreState.DOUBTFUL:
        given = score.points is not None or score.level is not None
        state = ScoreState.SCORED if given else ScoreState.OPEN
    else:
        state = ScoreState.DOUBTFUL
    return review.with_score(score.model_copy(update={"state": state}))


def cleared(review: Review, item: Item, subject: str = "") -> Review:
    """Make an item 未评 again, and keep the words written to it."""
    score = review.score_of(item.id, subject)
    if score is None:
        return review
    blank = {"state": ScoreState.OPEN, "points": None, "level": None, "given": ()}
    return review.with_score(score.model_copy(update=blank))


def claimed(review: Review, item: Item, points: Decimal | None, subject: str = "") -> Review:
    """Keep what the report gives itself for an item (自评分)."""
    return review.with_score(touched(review, item, subject).model_copy(update={"claimed": points}))


def quoted(
    review: Review,
    item: Item,
    document: str,
    mark: Mark,
    origin: EvidenceOrigin,
    new_id: str,
    subject: str = "",
) -> Review:
    """Tie a quote to an item; the same words twice are one piece of evidence, and no longer rejected."""
    span = (mark.start, mark.end)
    if any(
        isinstance(e, Quote) and (e.document, e.start, e.end) == (document, *span)
        for e in review.evidence_of(item.id, subject)
    ):
        return review
    quote = Quote(
        id=new_id,
        item=item.id,
        subject=subject,
        document=document,
        start=mark.start,
        end=mark.end,
        quote=mark.quote,
        origin=origin,
    )
    rejected = Dismissal(item=item.id, document=document, start=mark.start, end=mark.end)
    return review.with_evidence(quote).without_dismissed(rejected)


def noted(review: Review, item: Item, note: Note, subject: str = "") -> Review:
    """Tie a note from outside the report to an item."""
    return review.with_evidence(note.model_copy(update={"item": item.id, "subject": subject}))


def rejected(review: Review, item: Item, document: str, start: int, end: int) -> Review:
    """Reject a suggestion for an item."""
    return review.with_dismissed(Dismissal(item=item.id, document=document, start=start, end=end))


def corrected(review: Review, document: str, start: int, fields: Mapping[CorrectedField, str]) -> Review:
    """Correct fields of the figure at an offset."""
    for field, value in fields.items():
        review = review.with_correction(Correction(document=document, start=start, field=field, value=value))
    return review


def restored(review: Review, document: str, start: int) -> Review:
    """Let the figure at an offset be read as the program reads it; words that were corrected stay so."""
    for correction in review.corrections:
        if (correction.document, correction.start) == (document, start) and correction.field != "words":
            review = review.without_correction(correction)
    return review


def marked(review: Review, document: str, mark: Mark) -> Review:
    """Take words of the report for a figure that was missed."""
    again = restored(review, document, mark.start)
    return again.with_correction(
        Correction(document=document, start=mark.start, field="metric", value="yes", end=mark.end)
    )


def reworded(review: Review, document: str, mark: Mark, words: str) -> Review:
    """Let words of the report be read as the page has them; as they were recognised where ``words`` are those."""
    for held in review.corrections:
        over = held.start < mark.end and mark.start < (held.end or 0)
        if (held.field, held.document) == ("words", document) and over:
            review = review.without_correction(held)
    if words == mark.quote:
        return review
    return review.with_correction(
        Correction(document=document, start=mark.start, field="words", value=words, end=mark.end)
    )


def ignored(review: Review, document: str, starts: Iterable[int], reason: str) -> Review:
    """Let figures pass that no item needs."""
    for start in starts:
        review = review.with_ignored(Ignored(document=document, start=start, reason=reason))
    return review


def asked_again(review: Review, document: str, starts: Iterable[int]) -> Review:
    """Ask for figures again that were let pass."""
    for start in starts:
        review = review.without_ignored(document, start)
    return review


def trimmed(text: str, start: int, end: int) -> Mark | None:
    """Cut blanks off both ends of a selection; None when nothing is left."""
    words = text[start:end]
    quote = words.strip()
    if not quote:
        return None
    start += len(words) - len(words.lstrip())
    return Mark(start=start, end=start + len(quote), quote=quote)


def changed_item(old: Review, new: Review) -> ItemKey | None:
    """Name the first item, and its subject, whose score, evidence or rejected suggestions differ."""
    parts: tuple[tuple[tuple[Score | Evidence | Dismissal, ...], tuple[Score | Evidence | Dismissal, ...]], ...] = (
        (old.scores, new.scores),
        (old.evidence, new.evidence),
        (old.dismissed, new.dismissed),
    )
    for before, after in parts:
        held, now = set(before), set(after)
        for entry in (*after, *before):
            if (entry in held) != (entry in now):
                return entry.item, getattr(entry, "subject", "")
    return None
