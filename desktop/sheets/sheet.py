"""The score sheet as .xlsx: written, and found again score by score."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from desktop.model.export import Written
from desktop.sheets import workbook
from desktop.sheets.book import review_book
from desktop.sheets.dossier import Dossier
from desktop.sheets.findings import FINDINGS, METRICS, PROBLEMS
from desktop.sheets.notes import EVIDENCE, NOTES
from desktop.sheets.pages import Formula
from desktop.sheets.readback import read_sheet
from desktop.sheets.recount import Recount
from desktop.sheets.scorelines import agree
from desktop.sheets.scoretable import HEADS


def write(path: Path, dossier: Dossier, tick: Callable[[float], None]) -> None:
    """Write the workbook."""
    book = review_book(dossier)
    tick(0.3)
    workbook.write(path, book, tick)


def check(path: Path, dossier: Dossier, recount: Recount) -> Written:
    """Open the file again and find every score, every quote, every total and every record."""
    held = read_sheet(path)
    counts = agree(held.scores, dossier, recount)
    heads = dict(HEADS)
    for total in review_book(dossier).pages[0].totals:
        figures = dict(held.totals.get(total.label, ()))
        for column, formula in total.figures:
            recount.same(f"“{total.label}”", figures.get(heads.get(column, column), ""), _shown(formula))
    examination = dossier.examination
    expected = {
        METRICS: len(examination.metrics) + len(examination.placeholders),
        PROBLEMS: len(examination.problems),
        FINDINGS: len(examination.findings) + len(examination.checks) + len(examination.unchecked),
        EVIDENCE: len(dossier.review.evidence),
        NOTES: sum(1 for _ in dossier.tally.steps()),
    }
    numbered = {page: sum(1 for row in rows if row[0].isdigit()) for page, rows in held.pages.items()}
    for page, count in expected.items():
        recount.same(f"“{page}”的条数", numbered.get(page), count)
    return Written(
        counts=(
            *counts,
            ("指标", len(examination.metrics)),
            ("问题", len(examination.problems)),
            ("疑点", len(examination.findings)),
            ("核对", len(examination.checks)),
        )
    )


def _shown(formula: Formula) -> Decimal | str:
    """Give a formula's value as a workbook holds it: a number of fifteen digits."""
    return Decimal(str(float(formula.value))) if isinstance(formula.value, Decimal) else formula.value
