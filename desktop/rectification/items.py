"""A plan, a ledger or a progress report as its items: what each answers, and the measures under it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from desktop.extraction.ledgers import Entry, entries
from desktop.lexicon import Lexicon
from desktop.lexicon.numerals import MARK
from desktop.lexicon.patterns import regex
from desktop.model.examination import Examination
from desktop.model.metric import Metric
from desktop.model.plan import Plan, PlanItem, Promise, key_of
from desktop.model.problem import Measure, ProblemOrigin
from desktop.model.record import Mark
from desktop.model.report import BlockKind
from desktop.rectification.fields import beside, labelled, stretches
from desktop.rectification.promises import promise
from desktop.rectification.timing import dated, day_of

_MARK = regex(
    rf"\s*(?:[(（]?(?:(?:反馈)?问题|整改(?:事项|任务)|任务)\s?)?[(（]?(?P<number>{MARK})(?:[)）]|[.．、:：\s])"
)
_NUMBER = r"(?P<number>[\u4e00-\u9fff]{2,12}[〔\[【（(]\d{4}[〕\]】）)]\d{1,4}号)"
_LETTER = regex(
    rf"(?:印发|下发|《[^》]{{4,60}}》|意见|通知|通报|反馈)[^。；;\n]{{0,30}}?(?:[（(]{_NUMBER}[）)]|(?=[\u4e00-\u9fff]{{0,8}}$))"
)
_HEAD_OF_PLAN = 3000


def number_of(text: str, start: int = 0, end: int | None = None) -> str:
    """Read the mark that a line begins with, without brackets and points; empty where it has none."""
    mark = _MARK.match(text, start, len(text) if end is None else end)
    return mark["number"] if mark else ""


def read_plan(examination: Examination, lexicon: Lexicon) -> Plan:
    """Read a plan or a ledger as its items, in the text's order.

    An item is what one measure, or several in a row, answer together; a problem that nothing answers is one without.
    """
    text = examination.report.text
    told = _LETTER.search(text, 0, _HEAD_OF_PLAN)
    reader = _Reader(examination, lexicon)
    return Plan(items=tuple(reader.items()), answers=(told["number"] or "") if told else "")


class _Reader:
    """Read one text's items."""

    def __init__(self, examination: Examination, lexicon: Lexicon) -> None:
        self._examined, self._lexicon = examination, lexicon
        self._text = examination.report.text
        blocks = examination.report.blocks
        self._blocks = [block for block in blocks if block.kind is not BlockKind.TABLE]
        self._starts = [block.start for block in self._blocks]
        self._words = {problem.start: problem.quote for problem in examination.problems}
        self._row_of: dict[int, Entry] = {}
        self._row_starts = frozenset(block.start for block in blocks if block.kind is BlockKind.ROW)
        for entry in entries(examination.report):
            for span in (entry.measure, entry.problem, entry.advice):
                if span is not None:
                    self._row_of[span[0]] = entry

    def items(self) -> Iterator[PlanItem]:
        """Put together what answers the same."""
        problems = [each for each in self._examined.problems if each.origin is not ProblemOrigin.INLINE]
        answered: dict[tuple[int, ...], list[Measure]] = {}
        alone: list[Measure] = []
        for measure in self._examined.measures:
            if measure.answers:
                answered.setdefault(measure.answers, []).append(measure)
            else:
                alone.append(measure)
        met = {start for starts in answered for start in starts}
        groups = [(starts, measures) for starts, measures in answered.items()]
        groups += [((problem.start,), []) for problem in problems if problem.start not in met]
        groups += [((), [measure]) for measure in alone]
        found: list[PlanItem] = []
        seen: dict[str, int] = {}
        for starts, measures in sorted(groups, key=lambda group: (*group[0], *(m.start for m in group[1]))[0]):
            item = self._item(starts, measures)
            seen[item.key] = seen.get(item.key, 0) + 1
            again = seen[item.key]
            found.append(item if again == 1 else item.model_copy(update={"key": f"{item.key}-{again}"}))
        yield from self._with_fields(found)

    def _item(self, starts: tuple[int, ...], measures: Sequence[Measure]) -> PlanItem:
        first = min((*starts, *(measure.start for measure in measures)))
        block = self._blocks[max(0, bisect_right(self._starts, first) - 1)]
        quote = self._text[block.start : block.end]
        entry = self._row_of.get(first)
        beside = dict(entry.others) if entry else {}
        done, shut, number = beside.get("progress"), beside.get("closed"), beside.get("number")
        return PlanItem(
            start=block.start,
            end=block.end,
            quote=quote,
            key=key_of(quote),
            number=self._text[slice(*number)] if number else number_of(self._text, block.start, block.end),
            problems=starts,
            quoted=tuple(self._words[start] for start in starts),
            promises=tuple(self._promise(measure) for measure in measures),
            progress=Mark(start=done[0], end=done[1], quote=self._text[slice(*done)]) if done else None,
            shut=self._text[slice(*shut)] if shut else "",
        )

    def _promise(self, measure: Measure) -> Promise:
        """Read a measure; in a ledger, unit and date have cells of their own."""
        entry = self._row_of.get(measure.start)
        inside = self._figures(measure.start, measure.end)
        read = promise(self._text, measure.start, measure.end, inside, self._lexicon)
        if entry is None:
            return read
        cells = {name: [span] for name, span in entry.others.items()}
        figures = [each for spans in cells.values() for span in spans for each in self._figures(*span)]
        return beside(read, self._text, cells, figures, self._lexicon)

    def _with_fields(self, items: Sequence[PlanItem]) -> Iterator[PlanItem]:
        """Add what labelled lines about an item's measures say, and reckon the deadlines that name no year."""
        headings = [block.start for block in self._blocks if block.kind is BlockKind.HEADING]
        day = day_of(self._text)
        parts = stretches([item.start for item in items], headings, len(self._text))
        for item, (start, end) in zip(items, parts, strict=True):
            promises = list(item.promises)
            if promises and item.start not in self._row_starts:
                spans = labelled(self._text, start, end, [(each.start, each.end) for each in promises])
                if spans:
                    promises[0] = beside(promises[0], self._text, spans, self._figures(start, end), self._lexicon)
            timed = tuple(
                each.model_copy(update={"deadlines": tuple(dated(d, day) for d in each.deadlines)}) for each in promises
            )
            yield item.model_copy(update={"promises": timed})

    def _figures(self, start: int, end: int) -> Sequence[Metric]:
        metrics, starts = self._examined.metrics, self._examined.starts
        return metrics[bisect_left(starts, start) : bisect_left(starts, end)]
