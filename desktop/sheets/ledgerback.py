"""Read a 整改台账 or 销号表 back that was edited elsewhere: each line for the issue that it was written for."""

from datetime import datetime
from pathlib import Path

from desktop.model.case import Case
from desktop.model.errors import UnreadableFile, WrongRequest
from desktop.model.export import Kind
from desktop.model.ledger import COLUMN, LedgerLine, ReadLedger, RuledCells
from desktop.sheets import words
from desktop.sheets.loop import FORMAT, STAMP_OF_LOOP
from desktop.sheets.readback import Table, cell_text, read_book
from desktop.sheets.stamp import printed

_NUMBER, _WORDS = "序号", "存在问题"
_WHOLE = 4
_WIDTH = 3 + len(COLUMN)


def read_ledger(path: Path, case: Case) -> ReadLedger | None:
    """Read a paper of the loop; None for any other workbook.

    A line is known by the words of its issue, or by its number where they were edited. Raises ``UnreadableFile`` where
    its page or a column is gone, ``WrongRequest`` for a paper of another case.
    """
    tables, stamp = read_book(path)
    if not stamp or stamp[0][:2] != (STAMP_OF_LOOP, FORMAT):
        return None
    whole = {row[0]: row[1] for row in stamp[1 : _WHOLE + 1]}
    if all(review.id != whole["review"] for review in case.reviews):
        raise WrongRequest(words.OTHER_LEDGER.format(name=path.name))
    kind = Kind(whole["kind"])
    table = tables.get(kind.value) or next(iter(tables.values()), [])
    lacking = [name for name in (_NUMBER, _WORDS, *COLUMN.values()) if not table or name not in table[0]]
    if lacking:
        raise UnreadableFile(words.NO_LEDGER.format(name=path.name, kind=kind.value, lacking="、".join(lacking)))
    lines, notices = _lines(table, stamp[_WHOLE + 1 :])
    return ReadLedger(kind=kind, review=whole["review"], at=whole["at"], lines=lines, notices=notices)


def _lines(table: Table, stamp: list[tuple[str, ...]]) -> tuple[tuple[LedgerLine, ...], tuple[str, ...]]:
    """Find the issue of each line, and tell which lines have none or are gone."""
    held = {row[0]: (*row, *("",) * _WIDTH)[:_WIDTH] for row in stamp if row}
    by_words: dict[str, list[str]] = {}
    for number, was in held.items():
        by_words.setdefault(was[2], []).append(number)
    told = [row for row in table if cell_text(row[_WORDS])]
    same = [by_words.get(printed(_flat(row[_WORDS])), []) for row in told]
    certain = {number for numbers in same for number in numbers}
    found: dict[str, LedgerLine] = {}
    added, reworded = [], []
    for row, numbers in zip(told, same, strict=True):
        own = cell_text(row[_NUMBER]).strip()
        known = own if own in numbers else next((each for each in numbers if each not in found), "")
        if not numbers and own in held and own not in certain:
            known = own
            reworded.append(own)
        if not known or known in found:
            added.append(f"“{_flat(row[_WORDS])[:16]}”")
            continue
        was = held[known]
        cells = RuledCells(**{name: _cell(row[column]) for name, column in COLUMN.items()})
        then = RuledCells(**dict(zip(COLUMN, was[3:], strict=True)))
        found[known] = LedgerLine(number=known, issue=was[1], held=then, cells=cells)
    gone = [number for number in held if number not in found]
    notices = (
        (words.ADDED_LINES, {"rows": "、".join(added)}, added),
        (words.GONE_LINES, {"keys": "、".join(gone)}, gone),
        (words.REWORDED_LINES, {"keys": "、".join(reworded)}, reworded),
    )
    return tuple(found.values()), tuple(says.format(**named) for says, named, any_ in notices if any_)


def _cell(value: object) -> str:
    """Give a cell on one line, a day without its hours."""
    return value.date().isoformat() if isinstance(value, datetime) else _flat(value)


def _flat(value: object) -> str:
    return " ".join(cell_text(value).split())
