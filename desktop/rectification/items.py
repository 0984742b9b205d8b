"""A plan as its items: what each answers, and the measures under it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from desktop.lexicon import Lexicon
from desktop.lexicon.patterns import regex
from desktop.model.examination import Examination
from desktop.model.plan import Plan, PlanItem, Promise
from desktop.model.problem import Measure, ProblemOrigin
from desktop.model.report import BlockKind
from desktop.rectification.promises import promise

_MARK = regex(r"[(（]?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?:[)）]|[.．、\s])")
_LETTER = regex(
    r"(?:印发|下发|《[^》]{4,60}》|意见|通知|通报)[^。；;\n]{0,30}?[（(](?P<number>[\u4e00-\u9fff]{2,12}〔\d{4}〕\d{1,4}号)[）)]"
)
_HEAD_OF_PLAN = 3000


def read_plan(examination: Examination, lexicon: Lexicon) -> Plan:
    """Read a plan or a ledger as its items, in the text's order.

    An item is what one measure, or several in a row, answer together; a problem that nothing answers is one without.
    """
    text = examination.report.text
    told = _LETTER.search(text, 0, _HEAD_OF_PLAN)
    return Plan(items=tuple(_items(examination, lexicon)), answers=told["number"] if told else "")


def _items(examination: Examination, lexicon: Lexicon) -> Iterator[PlanItem]:
    report = examination.report
    problems = [each for each in examination.problems if each.origin is not ProblemOrigin.INLINE]
    answered: dict[tuple[int, ...], list[Measure]] = {}
    alone: list[Measure] = []
    for measure in examination.measures:
        if measure.answers:
            answered.setdefault(measure.answers, []).append(measure)
        else:
            alone.append(measure)
    met = {start for starts in answered for start in starts}
    groups = [(starts, measures) for starts, measures in answered.items()]
    groups += [((problem.start,), []) for problem in problems if problem.start not in met]
    groups += [((), [measure]) for measure in alone]
    for starts, measures in sorted(groups, key=lambda group: (*group[0], *(m.start for m in group[1]))[0]):
        first = min((*starts, *(measure.start for measure in measures)))
        start, end = _title(report.text, examination, first)
        promises = tuple(_promise(examination, measure, lexicon) for measure in measures)
        mark = _MARK.match(report.text, start, end)
        yield PlanItem(
            start=start,
            end=end,
            quote=report.text[start:end],
            number=mark["number"] if mark else "",
            problems=starts,
            promises=promises,
        )


def _title(text: str, examination: Examination, at: int) -> tuple[int, int]:
    """Give the line that an item begins with: its heading, its row, or the paragraph of what it answers."""
    blocks = examination.report.blocks
    starts = [block.start for block in blocks]
    block = blocks[max(0, bisect_right(starts, at) - 1)]
    if block.kind is BlockKind.TABLE:
        block = next((b for b in blocks if b.kind is BlockKind.ROW and b.start <= at < b.end), block)
    return block.start, block.end


def _promise(examination: Examination, measure: Measure, lexicon: Lexicon) -> Promise:
    """Read a measure with the rest of its row, where it stands in one: unit and date have cells of their own."""
    report = examination.report
    row = next((b for b in report.blocks if b.kind is BlockKind.ROW and b.start <= measure.start < b.end), None)
    end = row.end if row is not None else measure.end
    metrics = examination.metrics
    starts = [metric.start for metric in metrics]
    inside = metrics[bisect_left(starts, measure.start) : bisect_left(starts, end)]
    return promise(report.text, measure.start, end, inside, lexicon)
