"""标记报告 as values: which words of the report are marked, in which layer, and what is said beside them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from desktop.model.amount import plain
from desktop.model.review import Quote
from desktop.model.words import COMPARATOR_SIGN, PROBLEM_WORD, RELATION_WORD, ROLE_WORD
from desktop.sheets.dossier import Dossier, Entry


class Layer(StrEnum):
    """What a mark shows; the value is its word."""

    EVIDENCE = "佐证"
    PROBLEM = "问题"
    MEASURE = "措施"
    FINDING = "疑点"
    BLANK = "空白"
    DEFECT = "格式"
    METRIC = "指标"
    REWORDED = "更正"


@dataclass(frozen=True)
class Marked:
    """Words of the report with what is said of them; ``start`` and ``end`` are offsets into its text."""

    start: int
    end: int
    layer: Layer
    says: str


def marks(dossier: Dossier) -> tuple[Marked, ...]:
    """List every mark, in the text's order."""
    found = sorted(_marks(dossier), key=lambda mark: (mark.start, -mark.end, list(Layer).index(mark.layer)))
    return tuple(found)


def _marks(dossier: Dossier) -> Iterator[Marked]:
    """List the marks layer by layer."""
    read = dossier.examination
    own = read.report.sha256
    for entry in dossier.entries:
        for each in dossier.review.evidence_of(entry.item.id, entry.subject):
            if isinstance(each, Quote) and each.document == own:
                yield Marked(each.start, each.end, Layer.EVIDENCE, _entry(entry, dossier.named(entry.item)))
    for problem in read.problems:
        yield Marked(problem.start, problem.end, Layer.PROBLEM, PROBLEM_WORD[problem.origin])
    quotes = {problem.start: problem.quote for problem in read.problems}
    for measure in read.measures:
        answered = "；".join(quotes[start] for start in measure.answers if start in quotes)
        yield Marked(measure.start, measure.end, Layer.MEASURE, f"针对：{answered}" if answered else "未对应到具体问题")
    for finding in read.findings:
        says = f"{RELATION_WORD[finding.check]}：{finding.says}" + (f"（{finding.working}）" if finding.working else "")
        for start in finding.anchors:
            if start in read.metric_at:
                yield Marked(start, read.metric_at[start].end, Layer.FINDING, says)
    for blank in read.placeholders:
        yield Marked(blank.start, blank.end, Layer.BLANK, "没有填写")
    for defect in read.defects:
        yield Marked(defect.start, defect.end, Layer.DEFECT, f"{defect.name}：{defect.says}{defect.advice}")
    for metric in read.metrics:
        told = (metric.subject, metric.indicator, metric.period, ROLE_WORD[metric.role])
        amount = f"{COMPARATOR_SIGN[metric.comparator]}{plain(metric.value)}{metric.unit}"
        yield Marked(metric.start, metric.end, Layer.METRIC, "，".join(filter(None, (*told, amount))))
    for word in read.report.rewords:
        yield Marked(word.start, word.end, Layer.REWORDED, "；".join(dossier.own.reworded(word.start, word.end)))


def layers(found: Sequence[Marked]) -> tuple[Layer, ...]:
    """List the layers of a paper; corrected words are told of a scan alone."""
    return tuple(each for each in Layer if each is not Layer.REWORDED or any(mark.layer is each for mark in found))


def _entry(entry: Entry, name: str) -> str:
    """Say which item a piece of evidence proves, and what it was given."""
    leaf = entry.leaf
    given = leaf.level or (f"得 {plain(leaf.points)} 分" if leaf.points is not None else "未评")
    return f"{name}：{given}"


def pieces(start: int, end: int, within: Sequence[tuple[int, Marked]]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Cut a run of text where marks begin and end; each piece comes with the numbers of the marks over it."""
    cuts = sorted({start, end, *(max(start, m.start) for _, m in within), *(min(end, m.end) for _, m in within)})
    for first, last in pairwise(cuts):
        over = tuple(number for number, mark in within if mark.start < last and first < mark.end)
        yield first, last, over


def by_block(dossier: Dossier, found: Sequence[Marked]) -> Iterator[list[tuple[int, Marked]]]:
    """Give for each block of the report the numbered marks that lie over it; ``found`` is in the text's order."""
    starts = [mark.start for mark in found]
    longest = max((mark.end - mark.start for mark in found), default=0)
    for block in dossier.examination.report.blocks:
        first, last = bisect_left(starts, block.start - longest), bisect_left(starts, block.end)
        yield [(number, found[number]) for number in range(first, last) if found[number].end > block.start]
