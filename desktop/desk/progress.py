"""How far a review is, in words for the status line."""

from desktop.model.amount import plain
from desktop.model.checklist import Checklist
from desktop.model.review import Review
from desktop.model.totals import Totals
from desktop.model.value import Value


class Progress(Value):
    """Items settled of all, and what they add up to so far; ``working`` says how."""

    settled: int
    count: int
    total: str
    working: str


def progress(checklist: Checklist, review: Review) -> Progress:
    """Count what is settled and add up what was given."""
    from desktop import scoring

    totals = scoring.totals(checklist, review)
    return Progress(settled=totals.settled, count=totals.items, total=_total(totals), working="\n".join(totals.lines))


def _total(totals: Totals) -> str:
    """Write the total, the points of those that could be had, or how often each level was given."""
    if totals.total is not None:
        return f"合计 {plain(totals.total)} 分 {totals.band}" if totals.band else f"暂计 {plain(totals.total)} 分"
    if totals.points is not None and totals.possible is not None:
        return f"得分 {plain(totals.points)} / {plain(totals.possible)}"
    return "　".join(f"{count.level} {count.count}" for count in totals.levels)
