"""整改台账, 销号表 and 整改进度: what a loop leaves on paper, and what the first two say to the program itself."""

from collections import Counter
from typing import TYPE_CHECKING

from desktop.model.errors import WrongRequest
from desktop.model.export import Kind
from desktop.model.ledger import COLUMN, RuledCells
from desktop.model.loop import Due, Loop, LoopRow
from desktop.model.plan import ActorRole
from desktop.model.standing import Standing
from desktop.model.words import ANSWER_WORD, PAPER_WORD
from desktop.sheets import words
from desktop.sheets.dossier import Dossier
from desktop.sheets.pages import Cell, Column, Page, Row, RowKind, Takes, lines_of
from desktop.sheets.stamp import printed

if TYPE_CHECKING:
    from collections.abc import Iterable

STAMP_OF_LOOP, FORMAT = "督阅整改", "1"
RULED_COLUMNS = (
    Column(name=COLUMN["state"], width=12, centred=True),
    Column(name=COLUMN["date"], width=13, centred=True),
    Column(name=COLUMN["evidence"], width=24),
    Column(name=COLUMN["by"], width=10, centred=True),
    Column(name=COLUMN["note"], width=16),
)
"""What an office may fill in and give back."""
LEDGER_COLUMNS = (
    Column(name="序号", width=6, centred=True),
    Column(name="存在问题", width=36),
    Column(name="整改措施", width=52),
    Column(name="牵头单位", width=12),
    Column(name="责任单位", width=14),
    Column(name="配合单位", width=16),
    Column(name="整改时限", width=14),
    Column(name="目标", width=18),
    Column(name="进展情况", width=36),
    *RULED_COLUMNS,
    Column(name="此前认定", width=16),
)
_CLOSED_COLUMNS = (
    Column(name="序号", width=6, centred=True),
    Column(name="存在问题", width=44),
    Column(name="整改措施", width=44),
    Column(name="完成情况", width=36),
    *RULED_COLUMNS,
    Column(name="此前认定", width=16),
    Column(name="验收签字", width=16),
)
_STATE_COLUMNS = (
    Column(name="序号", width=6, centred=True),
    Column(name="事项", width=20),
    Column(name="图", width=44),
    Column(name="个数", width=8, centred=True),
    Column(name="占比", width=10, centred=True),
    Column(name="问题序号", width=40),
)
_LINES = 24
"""The height that a row has at most; longer words stay whole in their cell, for a ledger is read back by its cells."""
_FULL, _BAR = "█", 20
_DECIDED = (Standing.CLOSED, Standing.DONE, Standing.REBOUND)
_STATES = Takes(words=tuple(Standing), says=words.STANDING_TIP)


def loop_page(dossier: Dossier, kind: Kind) -> Page:
    """Make the page of one paper on the loop; raises ``WrongRequest`` where the case holds none."""
    loop = dossier.loop
    if loop is None or not loop.rows:
        raise WrongRequest(words.NO_LOOP)
    return {Kind.LEDGER: _ledger, Kind.CLOSED: _closed, Kind.PROGRESS: _state}[kind](loop)


def _ledger(loop: Loop) -> Page:
    """List every issue with its measures, who, until when, how far, and what was decided."""
    rows = [_row(LEDGER_COLUMNS, (row.number, *_cells(row))) for row in loop.issues]
    return Page(
        name=Kind.LEDGER.value,
        title="",
        lines=_head(loop),
        columns=LEDGER_COLUMNS,
        rows=tuple(rows),
        foot=(words.SIGNATURES,),
    )


def _closed(loop: Loop) -> Page:
    """List what was decided on: closed first, then done, then what turned back."""
    rows = []
    for standing in _DECIDED:
        for row in loop.issues:
            if row.ruling is not None and row.ruling.standing is standing:
                record: tuple[Cell, ...] = (row.number, row.words, row.measure, _progress(row), *_ruled(row), "")
                rows.append(_row(_CLOSED_COLUMNS, record))
    return Page(
        name=Kind.CLOSED.value,
        title="",
        lines=_head(loop),
        columns=_CLOSED_COLUMNS,
        rows=tuple(rows),
        foot=(words.SIGNATURES,),
    )


def _state(loop: Loop) -> Page:
    """Draw how many issues are in each state, how the plan answers them, and what is overdue or near."""
    issues = loop.issues
    rows: list[Row] = []
    groups: tuple[tuple[str, Iterable[tuple[str, list[LoopRow]]]], ...] = (
        ("整改状态", ((each.value, [r for r in issues if r.standing is each]) for each in Standing)),
        (
            "其中已认定",
            ((each.value, [r for r in issues if r.ruling and r.ruling.standing is each]) for each in Standing),
        ),
        ("应答情况", ((name, [r for r in issues if r.match.answer is each]) for each, name in ANSWER_WORD.items())),
        ("时限", ((each.value, [r for r in issues if r.due is each]) for each in Due)),
        ("承诺的数", _kept(issues)),
        ("次年自评", _later(issues)),
    )
    number = 0
    for title, group in groups:
        kept = [(name, held) for name, held in group if held]
        if kept:
            rows.append(Row(kind=RowKind.SECTION, cells=(title, *("" for _ in _STATE_COLUMNS[1:]))))
        for name, held in kept:
            number += 1
            rows.append(_row(_STATE_COLUMNS, _bar(number, name, held, len(issues))))
    return Page(name=Kind.PROGRESS.value, title="", lines=_head(loop), columns=_STATE_COLUMNS, rows=tuple(rows))


def _bar(number: int, name: str, held: list[LoopRow], whole: int) -> tuple[Cell, ...]:
    """Draw one bar; what is there at all is seen."""
    share = len(held) / whole if whole else 0.0
    listed = "、".join(str(row.number) for row in held)
    return number, name, _FULL * max(1, round(share * _BAR)), len(held), f"{share:.0%}", listed


def _kept(issues: tuple[LoopRow, ...]) -> list[tuple[str, list[LoopRow]]]:
    """Part the issues by whether the figures promised for them were reached."""
    found: dict[str, list[LoopRow]] = {"达到": [], "未达到": []}
    for row in issues:
        last = next((told.figures for told in reversed(row.told) if told.figures), ())
        if any(each.kept is False for each in last):
            found["未达到"].append(row)
        elif any(each.kept for each in last):
            found["达到"].append(row)
    return list(found.items())


def _later(issues: tuple[LoopRow, ...]) -> list[tuple[str, list[LoopRow]]]:
    """Part the issues by what a later self-evaluation says of them."""
    found: dict[str, list[LoopRow]] = {"数字变差": [], "已提及": [], "未提及": []}
    for row in issues:
        told = next((each for each in reversed(row.told) if each.why.partition("：")[0] in found), None)
        if told is not None:
            found[told.why.partition("：")[0]].append(row)
    return list(found.items())


def _head(loop: Loop) -> tuple[str, ...]:
    """Say what the page was made from, and how many issues are in each state."""
    counts = Counter(row.standing for row in loop.issues)
    decided = sum(row.ruling is not None for row in loop.issues)
    told = "，".join(f"{each.value} {counts[each]}" for each in Standing)
    papers = "、".join(f"{PAPER_WORD[each.role]}《{each.name}》" for each in loop.rounds)
    return (
        f"截至 {loop.today.isoformat()}：问题和建议 {len(loop.issues)} 个，{told}；已认定 {decided} 个，其余为建议。",
        f"材料：{papers}",
        *loop.notices,
    )


def _cells(row: LoopRow) -> tuple[Cell, ...]:
    """Write one issue as a ledger has it."""
    actors = [actor for item in row.answers for actor in item.actors]
    named = {role: "、".join(dict.fromkeys(a.quote for a in actors if a.role is role)) for role in ActorRole}
    return (
        row.words, row.measure, named[ActorRole.LEAD], named[ActorRole.NAMED], named[ActorRole.SUPPORT], row.until,
        row.target, _progress(row), *_ruled(row),
    )  # fmt: skip


def _progress(row: LoopRow) -> str:
    """Write what the last round that speaks of an issue tells, and how promised figures were kept."""
    told = next((each for each in reversed(row.told) if each.passage is not None), None)
    if told is None or told.passage is None:
        return ""
    return "\n".join((told.passage.quote, *(each.working for each in told.figures)))


def _ruled(row: LoopRow) -> tuple[str, ...]:
    """Write the last decision, and the decisions before it."""
    past = "；".join(f"{each.date} {each.standing.value}" for each in row.past)
    cells = RuledCells.of(row)
    return cells.state, cells.date, cells.evidence, cells.by, cells.note, past


def loop_stamp(dossier: Dossier, kind: Kind) -> tuple[tuple[str, ...], ...]:
    """Write what the program itself reads when a paper comes back: the case, then each line's issue and ruling."""
    assert dossier.loop is not None
    whole = {"review": dossier.review.id, "code": dossier.code, "at": dossier.at, "kind": kind.value}
    rows: list[tuple[str, ...]] = [(STAMP_OF_LOOP, FORMAT), *whole.items()]
    for row in dossier.loop.issues:
        if kind is Kind.LEDGER or _is_over(row):
            words = printed(" ".join(row.words.split()))
            rows.append((str(row.number), row.key, words, *RuledCells.of(row).model_dump().values()))
    return tuple(rows)


def _is_over(row: LoopRow) -> bool:
    return row.ruling is not None and row.ruling.standing in _DECIDED


def _row(columns: tuple[Column, ...], cells: tuple[Cell, ...]) -> Row:
    """Set one record in one row; line breaks and tabs in a cell would part it when it is read again."""
    flat = tuple(" ".join(cell.split()) if isinstance(cell, str) else cell for cell in cells)
    tall = max(lines_of(str(cell), column.width) for cell, column in zip(flat, columns, strict=True))
    takes = ((COLUMN["state"], _STATES),) if RULED_COLUMNS[0] in columns else ()
    return Row(kind=RowKind.RECORD, cells=flat, lines=min(tall, _LINES), takes=takes)
