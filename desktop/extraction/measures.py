"""Find what a report promises against its problems, and which problem each promise answers."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from desktop.extraction.labels import Label
from desktop.extraction.ledgers import entries
from desktop.extraction.links import by_topic
from desktop.extraction.marks import MARK, numbered
from desktop.extraction.sections import (
    AHEAD,
    BARE_MEASURES,
    Kind,
    Section,
    by_inspectors,
    carried_on,
    promises_below,
    promises_beside,
)
from desktop.extraction.statements import ANSWERING, announced, judges, listed, promises, turn
from desktop.lexicon import Lexicon
from desktop.lexicon.claims import claimed
from desktop.lexicon.patterns import regex
from desktop.model.problem import Measure, Problem, ProblemOrigin
from desktop.model.report import Block, BlockKind, Report

Found = tuple[int, int, tuple[int, ...] | None, str]
"""Start, end, the starts of the problems that the document itself pairs it with (None: it does not), rule."""

_INTRODUCES = regex(r"(?:如下|以下|几个?方面|几项)[^。]{0,10}[:：。]?$|[:：]$")
_DEMANDS = regex(r"(?:有关|相关|工作|整改|几点|下一步)*要求")
_FIELD = regex(r"第.{1,3}(?:部分|编|篇|章|节)|.*(?:方面|领域)$")
_PLAN = regex(r"(?:工作|年度|教育)(?:要点|计划|安排|打算)(?:[(（][^()（）]*[)）])?$")
_CLOSES = regex(r"特此|专此|以上|妥否|请|此复|此致|感谢|谢谢|附")
_WILL = regex(r"我[们区县市州校省]?(?:将|要)|将从|下一步|努力抓好|采取.{0,6}措施")


def measures(
    report: Report, sections: Sequence[Section], problems: tuple[Problem, ...], lexicon: Lexicon
) -> tuple[Measure, ...]:
    """List the measures of a report by their start, with the starts of the problems they answer."""
    reader = _Reader(report, problems, lexicon)
    found: dict[int, tuple[int, tuple[int, ...] | None, str]] = {
        start: (end, answers, rule) for start, end, answers, rule in reader.read(sections)
    }
    for entry in entries(report):
        if entry.measure:
            beside = tuple(span[0] for span in (entry.problem or entry.above, entry.advice) if span)
            found[entry.measure[0]] = entry.measure[1], beside or None, "ledger"
    kept: list[Found] = []
    for start in sorted(found):
        end, answers, rule = found[start]
        if start < end and not (kept and start < kept[-1][1]):
            kept.append((start, end, answers, rule))
    paired = {start for _, _, answers, _ in kept for start in answers or ()}
    open_problems = [problem for problem in problems if problem.start not in paired]
    topical = by_topic(report, open_problems, [(start, end) for start, end, answers, _ in kept if answers is None])
    return tuple(
        Measure(
            start=start,
            end=end,
            quote=report.text[start:end],
            answers=topical.get(start, ()) if answers is None else answers,
            claim=claimed(report.text[start:end], lexicon.cues, ahead=True),
            rule=rule,
        )
        for start, end, answers, rule in kept
    )


class _Reader:
    """Walk the sections of one report; each method yields (start, end, answers, rule)."""

    def __init__(self, report: Report, problems: Sequence[Problem], lexicon: Lexicon) -> None:
        self._text = report.text
        problems = [problem for problem in problems if problem.origin is not ProblemOrigin.INLINE]
        self._starts = [problem.start for problem in problems]
        self._demands = by_inspectors(report)
        self._ends = [problem.end for problem in problems]
        self._lexicon = lexicon

    def read(self, sections: Sequence[Section], inherited: Kind = Kind.OTHER) -> Iterator[Found]:
        """Read sections that stand under one heading."""
        announced = False
        for section in sections:
            kind = section.kind
            named_before = bool(self._starts) and self._starts[0] < section.start
            if announced and kind is Kind.OTHER and named_before:
                yield from self._titled(section, sections)
                continue
            announced = promises_beside(self._text, section)
            if kind is Kind.OTHER:
                planned = BARE_MEASURES.fullmatch(section.title) or (section.level == 0 and _PLAN.search(section.title))
                kind = Kind.MEASURE if named_before and planned else inherited
            elif kind is Kind.ASIDE and named_before and self._demands and _DEMANDS.fullmatch(section.title):
                kind = Kind.MEASURE
            labelled = tuple(self._labelled(section))
            if kind is Kind.POINT and not labelled and not promises_below(self._text, section):
                yield from self._point(section)
            elif promises_below(self._text, section):
                yield from labelled
                yield from self._measure_section(replace(section, body=(), told=()))
            elif labelled:
                yield from labelled
                yield from self.read(section.children, Kind.OTHER)
            elif kind is Kind.MEASURE and section.level > 0 and self._names_problem(section):
                yield from self._point(section)
            elif kind is Kind.MEASURE and not self._has_labels(section):
                yield from self._measure_section(section)
            elif kind is Kind.BOTH and not self._has_labels(section):
                yield from self._mixed_section(section)
            elif kind is Kind.PROBLEM:
                yield from self._turns(section)
            else:
                if section.body and self._between(section.body[0].start, section.body[-1].end):
                    yield from self._promised(section)
                yield from self.read(section.children, Kind.OTHER if kind is Kind.ASIDE else kind)

    def _between(self, start: int, end: int) -> tuple[int, ...]:
        """List the starts of the problems that begin between two offsets."""
        return tuple(self._starts[bisect_left(self._starts, start) : bisect_left(self._starts, end)])

    def _names_problem(self, section: Section) -> bool:
        return section.heading is not None and bool(self._between(section.start, section.heading.end))

    def _has_labels(self, section: Section) -> bool:
        return any(
            field.label is Label.MEASURE
            or (field.label is Label.DONE and self._between(section.start, field.start) and field.content < field.end)
            for field in section.told
        ) or any(self._has_labels(child) for child in section.children)

    def _labelled(self, section: Section) -> Iterator[Found]:
        """Take what stands behind 整改措施： and 整改情况：, each with the problems above it in its section.

        What was done is a measure only against a problem that stands above, or where its label says 整改.
        """
        told = section.told
        several = section.kind is Kind.BOTH
        behind = section.start
        answers: tuple[int, ...] = ()
        at = 0
        while at < len(told):
            label = told[at]
            at += 1
            if label.label not in {Label.MEASURE, Label.DONE}:
                continue
            own = at
            while at < len(told) and told[at].label is None:
                at += 1
            answers = self._between(behind, label.start) or answers
            behind = told[at - 1].end
            if label.label is Label.DONE and not answers and "整改" not in self._text[label.start : label.content]:
                continue
            items = [field for field in told[own:at] if field.block.kind is BlockKind.ITEM]
            if label.content >= label.end and at == own:
                continue
            if label.content >= label.end and len(items) > 1:
                yield from ((item.start, item.end, answers or None, "labelled") for item in items)
            elif at == own and several and listed(self._text, label.content, label.end):
                for start, end in listed(self._text, label.content, label.end):
                    yield start, end, None, "labelled"
            else:
                yield label.start, told[at - 1].end, answers or None, "labelled"

    def _point(self, section: Section) -> Iterator[Found]:
        """Let whatever stands under 关于“…”的问题 answer what its heading names."""
        named = section.heading.end if section.heading is not None else section.start
        answers = self._between(section.start, named)
        items = [block for block in section.body if block.kind is BlockKind.ITEM]
        if not section.children and len(items) > 1:
            yield from ((start, end, answers or None, rule) for start, end, _, rule in self._grouped(section.body))
        elif not section.children and section.body and not self._signs_off(section.body[-1]):
            yield section.body[0].start, section.body[-1].end, answers or None, "point"
        for start, end, told, rule in self.read(section.children):
            yield start, end, told or answers or None, rule

    def _measure_section(self, section: Section) -> Iterator[Found]:
        """Take every titled part, else every item, else every paragraph that promises."""
        children = [child for child in section.children if child.kind is not Kind.ASIDE]
        if children:
            if not MARK.match(self._text, children[0].start, children[0].end):
                # lines without marks, of which the last stands before something else, so that it passes for a title
                for block in section.body:
                    yield from self._paragraph(block)
            only = len(children) == 1 and not section.body
            for child in children:
                apart = only or _PLAN.search(section.title) is not None or self._names_field(child)
                promised = child.kind is Kind.MEASURE
                itemised = any(block.kind is BlockKind.ITEM for block in child.body)
                if (child.children and (promised or (apart and not child.body))) or (promised and itemised):
                    yield from self._measure_section(child)
                elif child.kind is not Kind.PROBLEM:
                    yield from self._titled(child, children)
            return
        items = [block for block in section.body if block.kind is BlockKind.ITEM]
        if len(items) > 1 or (items and not listed(self._text, items[0].start, items[0].end)):
            yield from self._grouped(section.body)
            return
        for block in section.body:
            yield from self._paragraph(block)

    def _titled(self, section: Section, siblings: Sequence[Section]) -> Iterator[Found]:
        """Take a titled part whole, but for what stands in it with the next number, or in the place of a lost one."""
        look, number = numbered(self._text, section.start)
        starts = [section.start, *(block.start for block in carried_on(self._text, section))]
        after = next((sibling.start for sibling in siblings if sibling.start > section.start), None)
        if len(starts) == 1 and number and len(section.body) == 1 and after is not None and not section.children:
            run_in = section.heading is not None and "\n" in self._text[section.heading.end : section.body[0].start]
            if run_in and numbered(self._text, after) == (look, number + 2):
                starts.append(section.body[0].start)
        if len(starts) == 1 and self._names_problem(section):
            yield from self._labelled(section) if self._has_labels(section) else self._point(section)
            return
        for start, stop in pairwise((*starts, section.end)):
            yield start, start + len(self._text[start:stop].rstrip()), None, "titled"

    def _names_field(self, section: Section) -> bool:
        """Tell whether a heading only names the field of the measures under it."""
        heading = section.heading
        return heading is not None and _FIELD.match(self._text, heading.start, heading.end) is not None

    def _grouped(self, body: Sequence[Block]) -> Iterator[Found]:
        """Join each item with the plain paragraphs that carry it on."""
        start = end = -1
        for block in body:
            if block.kind is BlockKind.ITEM:
                if start >= 0:
                    yield start, end, None, "item"
                start, end = block.start, block.end
            elif start >= 0 and block.kind is BlockKind.PARAGRAPH and not self._signs_off(block):
                end = block.end
        if start >= 0:
            yield start, end, None, "item"

    def _signs_off(self, block: Block) -> bool:
        if self._text[block.end - 1] not in "。；;！":
            return True
        return block.end - block.start < 15 and _CLOSES.match(self._text, block.start, block.end) is not None

    def _paragraph(self, block: Block) -> Iterator[Found]:
        """Take a paragraph as one promise, or the items of its run-in list."""
        if block.kind is BlockKind.ROW or announced(self._text, block.start, block.end):
            return
        items = listed(self._text, block.start, block.end)
        if items:
            yield from ((start, end, None, "listed") for start, end in items)
            return
        text = self._text[block.start : block.end]
        if not self._signs_off(block) and not _INTRODUCES.search(text):
            yield block.start, block.end, None, "paragraph"

    def _turns(self, section: Section) -> Iterator[Found]:
        """Take what a paragraph about a problem promises at its end (下一步，…), and sections of measures inside."""
        for block in section.body:
            start = turn(self._text, block.start, block.end)
            at = bisect_left(self._starts, block.end if start is None else start) - 1
            if start is not None and at >= 0 and self._starts[at] >= section.start:
                yield start, block.end, (self._starts[at],), "turn"
        for child in section.children:
            if child.kind is Kind.MEASURE:
                yield from self._measure_section(child)
            else:
                yield from self._turns(child)

    def _mixed_section(self, section: Section) -> Iterator[Found]:
        """Take the measures of a section that names problems first."""
        for child in section.children:
            kind = child.kind
            if kind is Kind.MEASURE:
                yield from self._measure_section(child)
            elif kind is Kind.POINT:
                yield from self._point(child)
            elif kind is Kind.OTHER and judges(child.title, self._lexicon) and not promises(child.title, self._lexicon):
                yield from self._turns(child)
            elif kind is Kind.OTHER:
                yield child.start, child.end, None, "titled"
        if not section.children:
            yield from self._promised(section)

    def _promised(self, section: Section) -> Iterator[Found]:
        """Take the paragraphs of a body that promise, below those that name problems."""
        promised = False
        for block in section.body:
            promised = promised or AHEAD.match(self._text, block.start, block.end) is not None
            turned = turn(self._text, block.start, block.end) if section.kind is Kind.BOTH else None
            if turned is not None and self._between(block.start, turned):
                yield turned, block.end, self._between(block.start, turned)[-1:], "turn"
                continue
            at = bisect_left(self._starts, block.end) - 1
            held = at >= 0 and self._ends[at] > block.start
            answering = ANSWERING.match(self._text, block.start, block.end) is not None
            if (promised or answering) and not held:
                yield from self._paragraph(block)
            promised = promised or answering or _WILL.search(self._text, block.start, block.end) is not None
