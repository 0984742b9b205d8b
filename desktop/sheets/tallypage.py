"""计分过程: every step that led to the total, printed so that it can be followed with a pencil."""

from desktop.model.checklist import Checklist
from desktop.model.review import Review
from desktop.model.tally import Tally
from desktop.scoring.engine import line, tally
from desktop.sheets.pages import Cell, Column, Page, Row, spread

TALLY = "计分过程"
_COLUMNS = (
    Column(name="序", width=6, centred=True),
    Column(name="步骤", width=110),
    Column(name="得分", width=10, centred=True),
    Column(name="满分", width=10, centred=True),
    Column(name="自评分", width=10, centred=True),
)
_INDENT = "　　"


def tally_page(checklist: Checklist, review: Review, title: str) -> Page:
    """List the steps, what each rests on before it; the last row is the total."""
    rows: list[Row] = []
    for number, (depth, step) in enumerate(tally(checklist, review).steps(), start=1):
        words = f"{_INDENT * max(depth - 1, 0)}{line(step)}"
        amounts = [_amount(step, name) for name in ("points", "most", "claimed")]
        rows += spread(_COLUMNS, [(number, words, *amounts)])
    return Page(name=TALLY, title=f"{title}·{TALLY}", columns=_COLUMNS, rows=tuple(rows))


def _amount(step: Tally, name: str) -> Cell:
    value = getattr(step, name)
    return "" if value is None else value
