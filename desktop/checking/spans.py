"""Spans of time: 3月4日至3月15日，历时15天 and 2021—2023年，四年累计, counted on the calendar."""

from collections.abc import Iterator
from datetime import date

from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Sentence
from desktop.checking.wording import doubt
from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation

_DAYS = regex(
    r"(?<!\d)(?P<month>\d{1,2})月(?P<first>\d{1,2})日?(?:开始|起)?[,至到—–~-]+(?P<until>(?P<to>\d{1,2})月)?(?P<last>\d{1,2})日"
    r"(?:结束|止)?[^。;\d]{0,14}?(?:历时|为期|共计?|持续|利?用时?|共用|进行了?|开展了?为期)了?(?P<many>\d{1,3}|[一二两三四五六七八九十]{1,3})个?[天日]",
    begins="0123456789",
)
_YEARS = regex(
    r"(?P<first>(?:19|20)\d\d)年?[至到—–~-]+(?P<last>(?:19|20)\d\d)年?(?P<end>[底末初])?,?[^。;,\d]{0,4}?"
    r"(?P<many>[两三四五六七八九十])年(?:来|间)?(?:共|累计|合计|总|财政|全)",
    begins="12",
)
_LEAP, _PLAIN = 2024, 2023
_RESTS = 2
"""So many days of seven are no working days."""


@needs("历时|为期|共|持续|用|进行", "月")
def spans_of_days(sentence: Sentence) -> Iterator[Finding]:
    """Hold 历时15天 against the dates before it; working days alone may be fewer."""
    for said in _DAYS.finditer(sentence.words):
        month, first, last = int(said["month"]), int(said["first"]), int(said["last"])
        to, told = int(said["to"] or month), int(numerals.parse(said["many"]) or 0)
        lengths = [_between(year, month, first, to, last) for year in (_PLAIN, _LEAP)]
        if None in lengths or not told:
            continue
        long, short = max(filter(None, lengths)), min(filter(None, lengths))
        fewest = short - short // 7 * _RESTS - _RESTS
        if short - 1 <= told <= long:
            continue
        figure = _figure(sentence, said.end(), f"{said['many']}")
        if figure:
            yield _apart(figure, said[0], f"{short}天", soft=fewest <= told < short)


@needs("两年|三年|四年|五年|六年|七年|八年|九年|十年", "共|累计|合计|总|财政|全")
def spans_of_years(sentence: Sentence) -> Iterator[Finding]:
    """Hold 四年累计 against the first and the last year named before it."""
    for said in _YEARS.finditer(sentence.words):
        length, told = int(said["last"]) - int(said["first"]), int(numerals.parse(said["many"]) or 0)
        figure = _figure(sentence, said.end(), "")
        if told not in {length, length + 1} and length > 0 and figure:
            yield _apart(figure, said[0], f"{length + 1}年", soft=False)


def _between(year: int, month: int, first: int, to: int, last: int) -> int | None:
    """Count the days from one day to another, both included; None where the calendar has none."""
    try:
        length = (date(year, to, last) - date(year, month, first)).days + 1
    except ValueError:
        return None
    return length if length > 0 else None


def _figure(sentence: Sentence, end: int, digits: str) -> Figure | None:
    """Find the figure that a length of time is, or the first one behind its words."""
    at = 0
    for figure in sentence.figures:
        at = sentence.words.find(figure.quote, at)
        if at >= 0 and (at + len(figure.quote) >= end or (digits and figure.quote.startswith(digits))):
            return figure
        at = max(at, 0)
    return None


def _apart(figure: Figure, words: str, should: str, *, soft: bool) -> Finding:
    """Record a length of time that its ends do not make."""
    return doubt(
        Relation.DIFFERENCE,
        (figure,),
        says=words,
        should=should,
        working=f"{words}：起止相距{should}",
        rule="difference.span",
        soft=soft,
    )
