"""Export a review: written beside its place, opened again and counted, and only then given its name."""

import errno
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

from desktop.model.case import Case
from desktop.model.errors import ExportFailed, WrongRequest
from desktop.model.examination import Examination
from desktop.model.review import Review
from desktop.model.subjects import subjects
from desktop.model.value import Value
from desktop.sheets import words
from desktop.sheets.book import lay_out
from desktop.sheets.findings import FINDINGS, METRICS, PROBLEMS
from desktop.sheets.pages import Book, RowKind
from desktop.sheets.tallypage import TALLY

logger = logging.getLogger(__name__)

_LATER = {".docx", ".pdf", ".html"}


class SheetCount(Value):
    """What was found when the sheet was opened again."""

    items: int
    scored: int
    evidence: int
    metrics: int
    problems: int
    findings: int
    checks: int


def export(path: Path, case: Case, review_id: str, examination: Examination) -> SheetCount:
    """Write one review to a file whose suffix says how, and count what it holds.

    An earlier file of this name is replaced when all is well, and untouched otherwise. Raises ``WrongRequest`` for a
    suffix or review that is not there, ``ExportFailed`` when the file cannot be written or does not read back.
    """
    write = _writer(path)
    book = lay_out(case, review_id, examination)
    partial = path.with_name(f".duyue-{os.getpid()}{path.suffix}")
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise ExportFailed(words.IN_USE.format(name=path.name))
        path.parent.mkdir(parents=True, exist_ok=True)
        write(partial, book)
        count = _counted(partial, path.name, case, case.review(review_id), examination, book)
        _flush(partial)
        partial.replace(path)
    except OSError as error:
        logger.info("a sheet was not written: %s", type(error).__name__)
        raise ExportFailed(_says(path, error)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return count


def _writer(path: Path) -> Callable[[Path, Book], None]:
    """Choose how to write by the suffix."""
    suffix = path.suffix.lower()
    if path.is_dir():
        raise WrongRequest(words.FOLDER.format(name=path.name))
    if suffix in _LATER:
        raise WrongRequest(words.LATER.format(suffix=suffix))
    if suffix != ".xlsx":
        raise WrongRequest(words.UNKNOWN_SUFFIX.format(suffix=suffix or path.name))
    # openpyxl takes 150 ms to load, which nobody who only reads should wait for.
    from desktop.sheets import workbook

    return workbook.write


def _counted(path: Path, name: str, case: Case, review: Review, examination: Examination, book: Book) -> SheetCount:
    """Open the file again and find every score, every quote, every total and every record."""
    from desktop.sheets.cells import printable
    from desktop.sheets.readback import read_sheet
    from desktop.sheets.scoretable import evidence_text, label, lines, outcome

    held = read_sheet(path)

    def same(what: str, one: object, other: object) -> None:
        if one != other:
            raise ExportFailed(words.MISCOUNTED.format(name=name, what=what))

    checklist = case.checklist(review.id)
    named = subjects(checklist, review)
    listed = [line for dimension in checklist.dimensions for line in lines(dimension, named[dimension.id])]
    same("条目数", len(held.scores), len(listed))
    for (item, subject), there in zip(listed, held.scores, strict=True):
        score = review.score_of(item.id, subject)
        given = outcome(score)
        same(
            f"评分项 {item.id} 的评分",
            (there.item, there.outcome, there.reason, there.remark),
            (
                printable(label(item.id, subject)),
                given if isinstance(given, str) else Decimal(given),
                printable(score.reason if score else ""),
                printable(score.remark if score else ""),
            ),
        )
        quotes = tuple(printable(evidence_text(entry)) for entry in review.evidence_of(item.id, subject))
        same(f"评分项 {item.id} 的佐证", there.evidence, quotes)
    same("佐证的总数", sum(len(score.evidence) for score in held.scores), len(review.evidence))
    same("评分的总数", sum(1 for item, subject in listed if review.score_of(item.id, subject)), len(review.scores))
    for total in book.pages[0].totals:
        same(f"“{total.label}”", held.totals.get(total.label), total.value)
    expected = {
        METRICS: len(examination.metrics) + len(examination.placeholders),
        PROBLEMS: len(examination.problems),
        FINDINGS: len(examination.findings) + len(examination.checks),
        TALLY: sum(1 for row in book.pages[-1].rows if row.kind is RowKind.RECORD),
    }
    numbered = {page: sum(1 for row in rows if row[0].isdigit()) for page, rows in held.pages.items()}
    for page, count in expected.items():
        same(f"“{page}”的条数", numbered.get(page), count)
    return SheetCount(
        items=len(listed),
        scored=sum(1 for score in held.scores if score.outcome != ""),
        evidence=sum(len(score.evidence) for score in held.scores),
        metrics=len(examination.metrics),
        problems=numbered[PROBLEMS],
        findings=len(examination.findings),
        checks=len(examination.checks),
    )


def _flush(path: Path) -> None:
    """Bring a file to the disk before it takes its name."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _says(path: Path, error: OSError) -> str:
    """Say why a file could not be written."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return words.FULL.format(name=path.name)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (words.IN_USE if path.exists() else words.DENIED).format(name=path.name)
    return words.UNWRITABLE.format(name=path.name)
