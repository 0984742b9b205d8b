"""Find what a report says is wrong, missing or short."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.extraction.admissions import admissions
from desktop.extraction.labels import Field, Label
from desktop.extraction.ledgers import ledger_problems
from desktop.extraction.quotations import quotations
from desktop.extraction.sections import Kind, Section, by_inspectors, carried_on, promises_below, tells_of_mending
from desktop.extraction.statements import announced, judges, listed, negated, promises, statements, trimmed, turn
from desktop.lexicon import Lexicon, segment
from desktop.lexicon.patterns import regex
from desktop.model.problem import Problem, ProblemOrigin
from desktop.model.report import Block, BlockKind, Report

Found = tuple[int, int, ProblemOrigin, str]

_ASKS = regex(
    r"(?:问|记者|督学|[A-Za-z]{1,9})\s?\d{0,2}\s?[:：].{0,80}(?:困难|问题|不足|短板|差距|难处|压力).{0,20}[？?]\s*$"
)
_RUN_IN_LONGEST = 22
_SENTENCE_LONGEST = 90
_ANSWERS = regex(r"(?:答|[\u4e00-\u9fff]{1,6}|[A-Za-z]{1,9})\s?\d{0,2}\s?[:：]\s*")


def problems(report: Report, sections: Sequence[Section], lexicon: Lexicon) -> tuple[Problem, ...]:
    """List the problems of a report by their start; no two overlap."""
    reader = _Reader(report, lexicon)
    found = sorted({*reader.read(sections), *ledger_problems(report)}, key=lambda each: (each[0], -each[1]))
    kept: list[Problem] = []
    for start, end, origin, rule in found:
        if start >= end or (kept and start < kept[-1].end):
            continue
        kept.append(Problem(start=start, end=end, quote=report.text[start:end], origin=origin, rule=rule))
    return tuple(kept)


class _Reader:
    """Walk the sections of one report; each method yields (start, end, origin, rule)."""

    def __init__(self, report: Report, lexicon: Lexicon) -> None:
        self._text = report.text
        self._lexicon = lexicon
        self._own = ProblemOrigin.FEEDBACK if by_inspectors(report) else ProblemOrigin.SELF

    def read(
        self, sections: Sequence[Section], inherited: Kind = Kind.OTHER, *, mended: bool = False
    ) -> Iterator[Found]:
        """Read sections that stand under one heading; ``mended`` where that tells what was done, problem by problem."""
        for section in sections:
            kind = section.kind
            if kind is Kind.OTHER and inherited is not Kind.POINT:
                kind = Kind.PROBLEM if self._lists_shortages(section) else inherited
            quoted = tuple(self._quoted(section))
            yield from quoted
            if kind is Kind.PROBLEM:
                yield from self._problem_section(section)
            elif kind is Kind.BOTH:
                yield from self._mixed_section(section)
            else:
                if kind is not Kind.ASIDE and not quoted:
                    yield from self._titled_point(section, mended=mended)
                yield from self._other_body(section, kind)
                yield from self.read(section.children, kind, mended=tells_of_mending(section))

    def _lists_shortages(self, section: Section) -> bool:
        """Tell by its subsections a section of problems whose own title does not say so (前期摸底情况)."""
        titles = [child.title for child in section.children]
        if len(titles) < 2 or any(child.kind is not Kind.OTHER for child in section.children):
            return False
        return all(
            judges(title, self._lexicon) and not promises(title, self._lexicon) and not negated(title, self._lexicon)
            for title in titles
        )

    def _quoted(self, section: Section) -> Iterator[Found]:
        named = section.heading is not None and not self._asked_below(section)
        blocks = (section.heading, *section.body) if section.heading is not None and named else section.body
        for block in blocks:
            if block.kind is not BlockKind.ROW:
                for start, end, origin, marked in quotations(self._text, block.start, block.end):
                    advised = origin is ProblemOrigin.ADVICE and section.level > 0
                    if marked or advised or judges(self._text[start:end], self._lexicon):
                        yield start, end, origin, "quoted"

    def _asked_below(self, section: Section) -> bool:
        """Tell whether labels under a heading quote the problems that the heading only sums up (问题1：“…”)."""
        return any(f.label is Label.PROBLEM and f.content < f.end for f in section.told)

    def _problem_section(self, section: Section) -> Iterator[Found]:
        children = [child for child in section.children if child.kind not in {Kind.MEASURE, Kind.ASIDE}]
        if children and not promises_below(self._text, section):
            yield from self._above(section.told)
            for child in children:
                quoted = tuple(self._quoted(child)) if child.kind is Kind.POINT else ()
                yield from quoted or self._titled(child)
            return
        yield from self._body_records(section.told)

    def _above(self, told: Sequence[Field]) -> Iterator[Found]:
        """Read what stands above the headings of problems: lists and labels, what answers these left out."""
        answering = False
        for field in told:
            if field.label is not None:
                answering = field.label is not Label.PROBLEM
                if not answering and field.content < field.end:
                    yield from self._after_label(field)
            elif not answering and listed(self._text, field.start, field.end):
                yield from self._stated(field.block)

    def _titled(self, section: Section) -> Iterator[Found]:
        """Take a titled paragraph whole, or its own numbered parts where it has several."""
        beside = carried_on(self._text, section)
        if beside:
            end = self._end_before_measures(section)
            yield from self._cut(section.start, [block.start for block in beside], end)
            return
        parts = [child for child in section.children if child.kind not in {Kind.MEASURE, Kind.ASIDE}]
        items = [block for block in section.body if self._is_item(block)]
        names_it = judges(section.title, self._lexicon)
        if max(len(parts), len(items)) > names_it:
            if tuple(self._quoted(section)):
                return
            yield from self._problem_section(section)
            return
        lists = [block for block in section.body if listed(self._text, block.start, block.end)]
        if lists and not names_it:
            for block in lists:
                yield from self._stated(block)
            return
        end = self._end_before_measures(section)
        lost = [block.start for block in self._lost(section) if block.end <= end]
        yield from self._cut(section.start, lost, end)

    def _cut(self, start: int, inner: Sequence[int], end: int) -> Iterator[Found]:
        """Part a run at the offsets inside it where further problems begin."""
        for first, stop in pairwise((start, *inner, end)):
            yield first, first + len(self._text[first:stop].rstrip()), self._own, "titled"

    def _lost(self, section: Section) -> list[Block]:
        """List the paragraphs under a run-in title that open with such a title of their own: their numbers are lost."""
        heading, body = section.heading, section.body
        if heading is None or not body or "\n" in self._text[heading.end : body[0].start]:
            return []
        return [
            block
            for block in body[1:]
            if block.kind is BlockKind.PARAGRAPH and self._shape(self._text[block.start : block.end].strip())
        ]

    def _end_before_measures(self, section: Section) -> int:
        """Find where a titled problem ends, the words that answer it left out."""
        end = section.heading.end if section.heading is not None else section.start
        for field in section.told:
            if field.label not in {None, Label.PROBLEM}:
                return end
            answer = turn(self._text, field.start, field.end)
            if answer is not None:
                return answer if answer > field.start else end
            end = field.end
        for child in section.children:
            if child.kind in {Kind.MEASURE, Kind.ASIDE}:
                return end
            end = child.end
        return end

    def _body_records(self, told: Sequence[Field]) -> Iterator[Found]:
        """Read paragraphs and items under a heading that has no subsections."""
        at = 0
        answering = False
        while at < len(told):
            field = told[at]
            at += 1
            if field.label is not None:
                answering = field.label is not Label.PROBLEM
                if not answering:
                    yield from self._after_label(field)
            elif answering:
                continue
            elif self._is_item(field.block):
                end = turn(self._text, field.start, field.end) or field.end
                while end == told[at - 1].end and at < len(told) and self._carries_on(told[at], told[at - 1]):
                    end = told[at].end
                    at += 1
                yield field.start, end, self._own, "item"
            else:
                yield from self._stated(field.block)

    def _after_label(self, field: Field) -> Iterator[Found]:
        """Take what follows 存在问题： on its line, item by item where it is a list."""
        for start, end in listed(self._text, field.content, field.end) or ((field.content, field.end),):
            yield start, end, ProblemOrigin.FEEDBACK, "labelled"

    def _carries_on(self, field: Field, before: Field) -> bool:
        """Tell whether a paragraph goes on with the item before; one that judges as that does lost its own number."""
        if field.label is not None or field.block.kind is not BlockKind.PARAGRAPH:
            return False
        shapes = {self._shape(self._text[each.start : each.end].strip()) for each in (before, field)}
        return len(shapes) > 1 or None in shapes or not self._is_item(before.block)

    def _shape(self, words: str) -> bool | None:
        """Tell whether an item opens with a title that judges or is one judging sentence; None for neither."""
        first, _, rest = words.partition("。")
        short = len(first) <= _RUN_IN_LONGEST if rest else len(words) <= _SENTENCE_LONGEST
        return bool(rest) if short and judges(first, self._lexicon) else None

    def _is_item(self, block: Block) -> bool:
        if block.kind is not BlockKind.ITEM:
            return False
        items = listed(self._text, block.start, block.end)
        return not (items and items[0][0] - block.start <= 4)

    def _stated(self, block: Block) -> Iterator[Found]:
        for start, end in statements(self._text, block.start, block.end, self._lexicon):
            yield start, end, self._own, "stated"

    def _mixed_section(self, section: Section) -> Iterator[Found]:
        """Read a section that names problems and their measures."""
        yield from self._body_records(section.told)
        for child in section.children:
            kind = child.kind
            if kind in {Kind.PROBLEM, Kind.BOTH, Kind.POINT}:
                yield from self.read((child,))
            elif kind is Kind.OTHER and judges(child.title, self._lexicon) and not promises(child.title, self._lexicon):
                yield from self._titled(child)

    def _titled_point(self, section: Section, *, mended: bool) -> Iterator[Found]:
        """Take a heading of a plan that names the problem which a labelled paragraph under it answers."""
        if section.heading is None or section.level < 1:
            return
        if not (judges(section.title, self._lexicon) or (mended and section.title.endswith("问题"))):
            return
        if any(tuple(self._quoted(child)) for child in section.children) or self._labels_of(section):
            return
        if self._asked_below(section):
            return
        answered = any(field.label in {Label.MEASURE, Label.DONE} for field in section.told)
        answered = answered or any(child.kind is Kind.MEASURE for child in section.children)
        if answered:
            yield section.start, self._end_before_measures(section), ProblemOrigin.FEEDBACK, "point"
        elif (
            mended
            and section.body
            and not (promises(section.title, self._lexicon) or negated(section.title, self._lexicon))
        ):
            yield section.start, section.heading.end, ProblemOrigin.FEEDBACK, "point"

    def _other_body(self, section: Section, kind: Kind) -> Iterator[Found]:
        """Read the labels and admissions in a body that is not about problems."""
        told = (*self._labels_of(section), *section.told)
        above: Label | None = None
        asked = False
        for at, field in enumerate(told):
            if asked:
                yield from self._answered(field)
            asked = _ASKS.match(self._text, field.start, field.end) is not None
            if field.label is Label.PROBLEM and field.content >= field.end:
                yield from self._body_records(told[at + 1 :])
                return
            if field.label is not None:
                above = field.label
                if above is Label.PROBLEM:
                    yield from self._after_label(field)
            elif above not in {Label.MEASURE, Label.DONE}:
                yield from self._admitted(field.start, field.end, kind)

    def _labels_of(self, section: Section) -> tuple[Field, ...]:
        """List the problems that a heading itself names behind a label (2.存在问题：校舍老旧。)."""
        return tuple(f for f in section.named if f.label is Label.PROBLEM and f.content < f.end)

    def _answered(self, field: Field) -> Iterator[Found]:
        """Take what is said in answer to a question for difficulties, sentence by sentence."""
        label = _ANSWERS.match(self._text, field.start, field.end)
        start = label.end() if label else field.start
        for first, last in segment.sentences(self._text, start, field.end):
            if judges(self._text[first:last], self._lexicon):
                yield *trimmed(self._text, first, last), ProblemOrigin.INLINE, "answered"

    def _admitted(self, start: int, end: int, kind: Kind) -> Iterator[Found]:
        """Take what a paragraph announces as problems, or admits in passing where it is not about measures."""
        told = announced(self._text, start, end)
        if told:
            for first, last in statements(self._text, *told, self._lexicon):
                yield first, last, self._own, "announced"
        elif kind in {Kind.OTHER, Kind.POINT}:
            for first, last in admissions(self._text, start, end, self._lexicon):
                yield first, last, ProblemOrigin.INLINE, "admitted"
