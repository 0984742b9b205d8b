"""What an inspector decides in the loop: rulings, and matches as pure functions ``Review → Review``."""

from datetime import date

from desktop.model.errors import WrongRequest
from desktop.model.loop import Loop, LoopRow
from desktop.model.plan import PlanItem
from desktop.model.review import Review
from desktop.model.standing import Pairing, Ruling, Standing
from desktop.rectification import says

_OVER = frozenset({Standing.DONE, Standing.CLOSED})


def row_of(loop: Loop, number: int) -> LoopRow:
    """Find the row of an issue by its number in the matrix; raises ``WrongRequest``."""
    row = next((row for row in loop.issues if row.number == number), None)
    if row is None:
        raise WrongRequest(says.UNKNOWN_ISSUE.format(number))
    return row


def ruled(
    row: LoopRow, standing: Standing, on: str, evidence: str, by: str, new_id: str, note: str = ""
) -> Ruling:  # fmt: skip
    """Say how far an issue is; raises ``WrongRequest`` where 销号 has no evidence or 反弹 nothing before it."""
    words = evidence.strip()
    try:
        day = date.fromisoformat(on).isoformat()
    except ValueError as error:
        raise WrongRequest(says.NO_DATE.format(on)) from error
    if standing is Standing.CLOSED and not words:
        raise WrongRequest(says.NO_EVIDENCE)
    if standing is Standing.REBOUND and not any(each.standing in _OVER for each in _rulings(row)):
        raise WrongRequest(says.NOTHING_BEFORE.format(shortened(row.words)))
    return Ruling(
        id=new_id, issue=row.key, words=row.words, standing=standing, date=day, evidence=words, by=by.strip(),
        note=note.strip(),
    )  # fmt: skip


def paired(review: Review, row: LoopRow, document: str, item: PlanItem | None) -> Review:
    """Say which item of a document answers an issue, or that none does."""
    return review.with_pairing(Pairing(issue=row.key, document=document, item=item.key if item else ""))


def _rulings(row: LoopRow) -> tuple[Ruling, ...]:
    return (*row.past, row.ruling) if row.ruling else row.past


def shortened(words: str, most: int = 24) -> str:
    """Name an issue on one line."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most]}…"
