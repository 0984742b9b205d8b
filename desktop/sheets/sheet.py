"""The score sheet as .xlsx: written, and found again score by score."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from desktop.model.export import Written
from desktop.model.review import ScoreState
from desktop.model.words import STATE_WORD
from desktop.sheets import workbook
from desktop.sheets.book import review_book
from desktop.sheets.dossier import Dossier
from desktop.sheets.findings import FINDINGS, METRICS, PROBLEMS
from desktop.sheets.notes import EVIDENCE, NOTES
from desktop.sheets.pages import Formula, printable
from desktop.sheets.readback import read_sheet
from desktop.sheets.recount import Recount
from desktop.sheets.scoretable import HEADS, evidence_text, given


def write(path: Path, dossier: Dossier, tick: Callable[[float], None]) -> None:
    """Write the workbook."""
    book = review_book(dossier)
    tick(0.3)
    workbook.write(path, book, tick)


def check(path: Path, dossier: Dossier, recount: Recount) -> Written:
    """Open the file again and find every score, every quote, every total and every record."""
    held = read_sheet(path)
    review, same = dossier.review, recount.same
    same("条目数", [there.key for there in held.scores], [entry.number for entry in dossier.entries])
    for entry, there in zip(dossier.entries, held.scores, strict=True):
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
    same("佐证的总数", sum(len(there.evidence) for there in held.scores), len(review.evidence))
    scored = sum(review.score_of(entry.item.id, entry.subject) is not None for entry in dossier.entries)
    same("评分的总数", scored, len(review.scores))
    heads = dict(HEADS)
    for total in review_book(dossier).pages[0].totals:
        figures = dict(held.totals.get(total.label, ()))
        for column, formula in total.figures:
            same(f"“{total.label}”", figures.get(heads.get(column, column), ""), _shown(formula))
    examination = dossier.examination
    expected = {
        METRICS: len(examination.metrics) + len(examination.placeholders),
        PROBLEMS: len(examination.problems),
        FINDINGS: len(examination.findings) + len(examination.checks) + len(examination.unchecked),
        EVIDENCE: len(review.evidence),
        NOTES: sum(1 for _ in dossier.tally.steps()),
    }
    numbered = {page: sum(1 for row in rows if row[0].isdigit()) for page, rows in held.pages.items()}
    for page, count in expected.items():
        same(f"“{page}”的条数", numbered.get(page), count)
    return Written(
        counts=(
            ("评分项", len(held.scores)),
            ("已评", sum(there.outcome != "" for there in held.scores)),
            ("佐证", len(review.evidence)),
            ("指标", len(examination.metrics)),
            ("问题", len(examination.problems)),
            ("疑点", len(examination.findings)),
            ("核对", len(examination.checks)),
        )
    )


def _shown(formula: Formula) -> Decimal | str:
    """Give a formula's value as a workbook holds it: a number of fifteen digits."""
    return Decimal(str(float(formula.value))) if isinstance(formula.value, Decimal) else formula.value
