"""Reports for the tests of this room: figures are marked in braces, ``{1200人|在校学生|小学|2023}``."""

import re
from decimal import Decimal

from desktop import lexicon
from desktop.checking import check
from desktop.model.metric import Comparator, Metric, Role
from desktop.model.report import Block, BlockKind, Report

_MARK = re.compile(r"\{([^{}]*)\}")
_QUOTE = re.compile(
    r"(?P<before>近|约|超过|逾|不少于|不足|小于|高于)?(?P<value>-?[\d,]+(?:\.\d+)?)(?P<unit>:1|[^\d以左]*)(?P<after>以上|以内|左右)?"
)
_TWO = re.compile(r"([\d.]+):([\d.]+)")
_KINDS = {"|": BlockKind.ROW, "#": BlockKind.HEADING}
_COMPARATORS = {
    "近": Comparator.LESS,
    "不足": Comparator.LESS,
    "约": Comparator.ABOUT,
    "左右": Comparator.ABOUT,
    "超过": Comparator.MORE,
    "逾": Comparator.MORE,
    "高于": Comparator.MORE,
    "小于": Comparator.LESS,
    "不少于": Comparator.AT_LEAST,
    "以上": Comparator.AT_LEAST,
    "以内": Comparator.AT_MOST,
}


def report_of(marked: str) -> tuple[Report, tuple[Metric, ...]]:
    """Read a text with marks: quote, then as far as given indicator, subject, period, role. A line is a block.

    A line that starts with ``|`` is a row of a table, one that starts with ``#`` a heading.
    """
    kinds = [_KINDS.get(line[:1], BlockKind.PARAGRAPH) for line in marked.splitlines()]
    marked = re.sub(r"^[|#]", "", marked, flags=re.M)
    text, metrics, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        quote, *names = match[1].split("|")
        metrics.append(metric_of(len(text), quote, *names))
        text += quote
    text += marked[at:]
    blocks, start = [], 0
    for kind, line in zip(kinds, text.splitlines(keepends=True), strict=True):
        blocks.append(Block(kind=kind, start=start, end=start + len(line.rstrip("\n"))))
        start += len(line)
    return Report(name="样例", sha256="", text=text, blocks=tuple(blocks)), tuple(metrics)


def metric_of(
    start: int, quote: str, indicator: str = "", subject: str = "", period: str = "", role: str = "level"
) -> Metric:
    """Make a metric of its quote."""
    two = _TWO.fullmatch(quote)
    printed = f"{Decimal(two[1]) / Decimal(two[2]):.4f}" if two and two[2] != "1" else quote  # 6:4 is 1.5
    parts = _QUOTE.fullmatch(printed)
    assert parts is not None, quote
    unit = parts["unit"].removesuffix(":1")
    comparator = _COMPARATORS.get(parts["before"] or parts["after"] or "", Comparator.EQUAL)
    if re.search("[余多]", unit):
        comparator, unit = Comparator.MORE, re.sub("[余多]", "", unit)
    return Metric(
        start=start,
        end=start + len(quote),
        quote=quote,
        value=Decimal(parts["value"].replace(",", "")),
        unit=unit,
        comparator=comparator,
        indicator=indicator,
        subject=subject,
        period=period,
        role=Role(role),
    )


def wrong(marked: str) -> list[tuple[str, tuple[str, ...], bool]]:
    """Give what a marked text is found wrong in: relation, the quotes of its anchors that are figures, soft or not."""
    report, metrics = report_of(marked)
    quotes = {metric.start: metric.quote for metric in metrics}
    findings, *_ = check(report, metrics, lexicon.load())
    return [(f.check.value, tuple(quotes[a] for a in f.anchors if a in quotes), f.soft) for f in findings]


def lacking(marked: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Give the relations of a marked text that lack an operand: relation, quotes of what is there, what is missing."""
    report, metrics = report_of(marked)
    quotes = {metric.start: metric.quote for metric in metrics}
    *_, unchecked = check(report, metrics, lexicon.load())
    return [(u.check.value, tuple(quotes[a] for a in u.anchors), u.missing) for u in unchecked]


def right(marked: str) -> list[tuple[str, str]]:
    """Give the relations of a marked text that hold, as computed."""
    report, metrics = report_of(marked)
    _, checks, *_ = check(report, metrics, lexicon.load())
    return [(c.check.value, c.computed) for c in checks]
