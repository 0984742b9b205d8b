"""整改 as a table: each issue beside its answer, who, until when, to what end, how far, and why that is said."""

from collections.abc import Sequence
from html import escape

from desktop.desk.tables import Run, TableRow
from desktop.desk.words import one_line
from desktop.model.amount import plain
from desktop.model.loop import Answer, Due, Loop, LoopRow, Proposal
from desktop.model.standing import Standing
from desktop.model.value import Value
from desktop.model.words import ANSWER_WORD

HEADERS = ("问题", "整改措施", "责任单位", "时限", "目标", "状态", "应答", "依据")
STATE, _UNTIL = HEADERS.index("状态"), HEADERS.index("时限")
GROUPABLE = ("状态", "应答", "责任单位")
OPEN, OVERDUE, SOON, UNDECIDED, BACK = "open", "overdue", "soon", "undecided", "back"
_NO_MEASURE = "方案中没有对应措施"
_ADDED, _GONE = "（反馈之外）", "（已不在材料里）"
_AGREE = frozenset({(each, each) for each in Standing} | {(Standing.CLOSED, Standing.DONE)})


class Place(Value):
    """A run of a document of the loop that one can look at: what it is called, its sha256, where it stands."""

    label: str
    document: str
    run: Run


def loop_rows(loop: Loop, report: str, plan: str) -> tuple[TableRow, ...]:
    """List the rows of a loop; a cell leads to a place where that stands in the report (a sha256) on the desk."""
    return tuple(_row(row, report, plan) for row in loop.rows)


def places(row: LoopRow, plan: str) -> tuple[Place, ...]:
    """List where an issue stands, where it is answered, and where later rounds speak of it."""
    found = (
        [Place(label="问题", document=row.issue.document, run=(row.issue.start, row.issue.end))] if row.issue else []
    )
    for item in row.answers:
        span = _measures(item.promises) or (item.start, item.end)
        found.append(Place(label=f"第 {item.number} 条" if item.number else "措施", document=plan, run=span))
    for told in row.told:
        if told.passage is not None:
            where = told.passage
            found.append(Place(label=told.name, document=where.document, run=(where.start, where.end)))
    return tuple(found)


def issue_at(loop: Loop, plan: str, document: str, at: int) -> LoopRow | None:
    """Find the first issue that stands, is answered or told of at an offset of a document."""
    for row in loop.rows:
        for place in places(row, plan):
            if place.document == document and place.run[0] <= at < place.run[1]:
                return row
    return None


def place_of(row: LoopRow, column: int, plan: str) -> Place | None:
    """Find where a cell's words stand: of the issue, its answer, or for state and reasons what is told last."""
    found = places(row, plan)
    asked = [each for each in found if row.issue and each.document == row.issue.document][:1]
    answers = found[len(asked) : len(asked) + len(row.answers)]
    told = found[len(asked) + len(row.answers) :]
    order = (asked, answers) if column == 0 else (answers, asked) if column < STATE else (told[-1:], answers, asked)
    return next((each for group in order for each in group), None)


def card(row: LoopRow, own: Sequence[Proposal], whole: Sequence[Proposal], where: Sequence[Place]) -> str:
    """Write what is known of an issue as simple HTML: places to go to, reasons, decisions, what might be given.

    ``own`` is suggested for its answer, ``whole`` for the plan; what can be taken is a link ``own:0`` or ``whole:0``.
    """
    links = "　".join(f"<a href='{at}'>{escape(place.label)}</a>" for at, place in enumerate(where))
    head = f"<b>{row.number}　{escape(one_line(row.words))}</b>"
    state = f"已认定：{_ruled(row)}" if row.ruling else f"建议：{row.suggested.value}（未认定）"
    if row.ruling and (row.ruling.standing, row.suggested) not in _AGREE:
        state += f"；材料现在看是“{row.suggested.value}”"
    past = "".join(f"<br>此前：{escape(f'{each.date} {each.standing.value} {each.evidence}')}" for each in row.past)
    why = "".join(f"<br>· {escape(reason)}" for reason in row.reasons)
    gone = row.match.answer is Answer.GONE
    told = "" if gone else _offered(own, "own", "本条", "Shift") + _offered(whole, "whole", "全案", "Ctrl+Shift")
    facts = (("责任单位", row.units), ("时限", one_line(row.until)), ("目标", one_line(row.target)))
    line = "　".join(f"{name}：{escape(words or '未写')}" for name, words in facts)
    answer = f"{ANSWER_WORD[row.match.answer]}　{line}" if row.answers else ANSWER_WORD[row.match.answer]
    if told:
        told = f"<br><br>复核建议（zgfh 为自拟评分表，不自动计分）{told}"
    look = f"<br>看原文：{links}" if links else ""
    return f"{head}{look}<br>{escape(state)}{past}<br>{answer}{why}{told}"


def _offered(proposals: Sequence[Proposal], name: str, title: str, keys: str) -> str:
    """List what is suggested, with the way to take each into the scores, or what is given there already."""
    lines = []
    for at, each in enumerate(proposals):
        given = each.judgement
        line = f"{escape(each.name)}　建议 {plain(given.points)} 分：{escape(given.why)}"
        if each.score:
            line += f"　<b>已评 {escape(each.score)}</b>"
        elif each.fits:
            line += f"　<a href='{name}:{at}'>计入（{keys}+{at + 1}）</a>"
        lines.append(f"<br>· {line}")
    return f"<br>{title}{''.join(lines)}" if lines else ""


def spoken(row: LoopRow) -> str:
    """Say a row's state in one line, for those who hear it."""
    decided = f"已认定{_ruled(row)}" if row.ruling else f"建议{row.suggested.value}，未认定"
    return f"第 {row.number} 个问题，{decided}。{'。'.join(row.reasons)}"


def _ruled(row: LoopRow) -> str:
    assert row.ruling is not None
    held = row.ruling
    return " ".join(filter(None, (held.standing.value, held.date, held.by, held.evidence, held.note)))


def _row(row: LoopRow, report: str, plan: str) -> TableRow:
    measure = one_line(row.measure) or _NO_MEASURE
    mark = "" if row.due in {Due.LATER, Due.UNSET, Due.OVER} else f"{row.due.value} · "
    cells = (
        f"{row.number}. {one_line(row.words)}" if row.issue else f"{_outside(row)}{one_line(row.words)}",
        measure,
        row.units or "未写",
        f"{mark}{one_line(row.until) or '未写'}",
        one_line(row.target) or "未写",
        row.standing.value,
        ANSWER_WORD[row.match.answer],
        "；".join(row.reasons),
    )
    asked = (row.issue.start, row.issue.end) if row.issue and row.issue.document == report else None
    spans = [_measures(item.promises) or (item.start, item.end) for item in row.answers]
    answer = spans[0] if spans and plan == report else None
    return TableRow(
        key=row.key,
        kind="issue",
        start=asked[0] if asked else -1,
        cells=cells,
        runs=(asked, *(answer,) * (len(cells) - 1)),
        ranks=(
            (0, ("", row.number)),
            (_UNTIL, (row.last.isoformat() if row.last else "9", row.number)),
            (STATE, ("", tuple(Standing).index(row.standing))),
        ),
        tags=frozenset(_tags(row)),
        framed=(STATE, row.ruling is not None) if row.issue else None,
    )  # fmt: skip


def _outside(row: LoopRow) -> str:
    return _GONE if row.match.answer is Answer.GONE else _ADDED


def _tags(row: LoopRow) -> set[str]:
    tags: set[str] = set()
    if row.match.answer is Answer.GONE:
        tags.add(UNDECIDED)
    if row.issue is None:
        return tags
    if row.match.answer in {Answer.NOT, Answer.PARTLY}:
        tags.add(OPEN)
    if row.due is Due.OVERDUE:
        tags.add(OVERDUE)
    if row.due is Due.SOON:
        tags.add(SOON)
    if row.ruling is None:
        tags.add(UNDECIDED)
    if Standing.REBOUND in {row.standing, row.suggested}:
        tags.add(BACK)
    return tags


def _measures(promises: Sequence[object]) -> Run | None:
    spans = [(getattr(each, "start", 0), getattr(each, "end", 0)) for each in promises]
    return (spans[0][0], spans[-1][1]) if spans else None
