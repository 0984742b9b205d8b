"""A 整改台账 or 销号表 that comes back from the office: what its lines would decide, for the inspector to take."""

import re
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

from desktop.model.errors import WrongRequest
from desktop.model.ledger import COLUMN, SUGGESTED, LedgerLine, ReadLedger, RuledCells, RulingChange, RulingChanges
from desktop.model.loop import Loop, LoopRow
from desktop.model.standing import Ruling, Standing
from desktop.rectification import says
from desktop.rectification.deciding import ruled, shortened

_DATE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})(?!\d)")
_ALSO = {"已销号": Standing.CLOSED, "已完成": Standing.DONE, "完成": Standing.DONE, "未整改": Standing.UNANSWERED}


def changes(read: ReadLedger, loop: Loop, reviewer: str, today: date) -> RulingChanges:
    """List what a paper asks to be decided otherwise than it is, line by line; nothing of it is decided yet.

    What was left on the paper as it was made stays as the case has it now. Who is not named is the ``reviewer``; a new
    state without a day of its own holds from ``today``.
    """
    rows = {row.key: row for row in loop.issues}
    gone = [line.number for line in read.lines if line.issue not in rows]
    found = [
        change
        for line in read.lines
        if line.issue in rows
        for change in _of_line(line, rows[line.issue], reviewer, today)
    ]
    notices = (*read.notices, says.ISSUES_GONE.format("、".join(gone))) if gone else read.notices
    return RulingChanges(kind=read.kind, review=read.review, at=read.at, changes=tuple(found), notices=notices)


def _of_line(line: LedgerLine, row: LoopRow, reviewer: str, today: date) -> Iterator[RulingChange]:
    now = RuledCells.of(row)
    names = [name for name in COLUMN if getattr(line.cells, name) not in {getattr(line.held, name), getattr(now, name)}]
    if not names:
        return
    ruling, refused = None, ""
    try:
        ruling = _ruling(line, row, frozenset(names), reviewer, today)
    except WrongRequest as error:
        refused = error.says
    then = RuledCells.of(row.model_copy(update={"ruling": ruling})) if ruling else line.cells
    yield RulingChange(
        key=line.number,
        name=shortened(row.words),
        now=now.line,
        then=then.line,
        clash=now != line.held,
        refused=refused,
        ruling=ruling,
        columns=tuple(COLUMN[name] for name in names),
    )


def _ruling(line: LedgerLine, row: LoopRow, changed: frozenset[str], reviewer: str, today: date) -> Ruling:
    """Read what a line asks for; raises ``WrongRequest`` where it cannot be decided."""
    cells, held = line.cells, row.ruling
    if "state" in changed:
        standing = _standing(cells.state)
    elif held is not None:
        standing = held.standing
    else:
        raise WrongRequest(says.STATE_FIRST)
    if "date" in changed:
        on = _day(cells.date)
    else:
        on = held.date if held is not None and "state" not in changed else today.isoformat()
    evidence = cells.evidence if "evidence" in changed or held is None else held.evidence
    note = cells.note if "note" in changed or held is None else held.note
    by = cells.by if "by" in changed or held is None else held.by
    return ruled(row, standing, on, evidence, by or reviewer, uuid4().hex[:12], note)


def _standing(words: str) -> Standing:
    """Read a state as an office writes it; raises ``WrongRequest``."""
    plain = words.removesuffix(SUGGESTED).removesuffix("(建议)").strip()
    found = next((each for each in Standing if each.value == plain), None) or _ALSO.get(plain)
    if found is None:
        raise WrongRequest(says.NO_STATE.format(words, "、".join(Standing)) if plain else says.STATE_STAYS)
    return found


def _day(words: str) -> str:
    """Read a day as an office or a spreadsheet writes it; raises ``WrongRequest``."""
    told = _DATE.search(words)
    try:
        return date(*map(int, told.groups())).isoformat() if told else date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise WrongRequest(says.NO_DATE.format(words)) from error
