"""Series: lists of years held against 逐年增长, lists of rates row by row, a rate between two years that it names."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.checking.changes import Change, is_change
from desktop.checking.growth import by_difference, judge_rate
from desktop.checking.ledger import STANDING, named_years, years
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import PERCENT
from desktop.checking.runs import runs
from desktop.checking.wording import asked, doubt, number, tick
from desktop.checking.yearly import averaged, frame, yearly
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation

_SERIES = regex(
    r"(?:逐年|逐步|年年|连年|连续[\d一二两三四五六七八九十]+年)(?:稳步|稳定|持续|大幅)?(?:(?P<up>增长|增加|增多|增大|提高|上升|提升|递增|攀升|扩大)|(?P<down>下降|减少|降低|递减|下滑|萎缩|缩小))"
)
_STEADY = regex(
    r"(?:稳步|持续|不断)(?:(?P<up>增长|增加|增多|提高|上升|提升|递增|攀升|扩大)|(?P<down>下降|减少|降低|递减|下滑|萎缩))"
)
"""Said of a course rather than of every year."""
_DATED = regex(
    r"(?P<joint>[,、;(:由从再到至和及]*)(?P<year>(?:19|20)\d\d)(?:年|级|届)[秋季底末度]*的?(?P<what>[^,;:、\d]{0,8}?)(?:达到?|为|是|有)*$"
)
_RATES = regex(r"(?:(?P<up>增长|提高|上升|增加|增幅|增速)|(?P<down>下降|减少|降低|降幅))(?:了|率|为|分别|达到?|是)*$")
_OF_OLD = regex(r"上年|去年|同期|(?:19|20)\d\d年")
_APART = regex(
    r"(?:(?P<new>(?:19|20)\d\d)年)?[比较](?:(?P<old>(?:19|20)\d\d)年(?:底|末)?|上一?年度?|去年|前一年)(?:(?P<up>增长|增加|提高|上升)|(?P<down>下降|减少|降低))(?:了|约|近)*$"
)
_TOGETHER = regex(r"累计|合计|共|总")
_FEWEST = 2
_REACH = 12


def series(passage: Passage) -> Iterator[Finding | Check]:
    """Recompute what a passage claims of its lists and years, sentence by sentence."""
    for sentence in passage.sentences:
        yield from _trend(sentence)
        yield from _dated(sentence)
        yield from _in_lists(sentence)
        yield from yearly(sentence)
        yield from averaged(sentence)
        yield from _between_years(sentence, passage)


@needs("比|较", "年", unit=PERCENT)
def _between_years(sentence: Sentence, passage: Passage) -> Iterator[Finding | Check]:
    """Hold 2020年A、2021年B、2022年C，2022年比2021年增长R%，比2020年增长R% against the amounts of those years."""
    new_year = 0
    for rate in sentence.figures:
        said = _APART.search(rate.lead) if rate.base == PERCENT and rate.stands else None
        if said is None:
            continue
        new_year = int(said["new"] or new_year)
        before = passage.figures[max(0, passage.place[rate.start] - _REACH) : passage.place[rate.start]]
        amounts = {span[0]: f for f in before if (span := years(f.metric)) and span[0] == span[1] and _amount(f)}
        ends = amounts.get(new_year), amounts.get(int(said["old"] or new_year - 1))
        if len(amounts) >= _FEWEST and ends[0] and ends[1] and ends[0].base == ends[1].base:
            change = Change(up=said["up"] is not None)
            yield from judge_rate(change, rate, ((ends[0], ends[1]),), soft=False, rule="growth.years")


def _amount(figure: Figure) -> bool:
    """Tell whether a figure is an amount of one year, not of several together."""
    return not figure.quantity.share and figure.metric.role in STANDING and not _TOGETHER.search(figure.clause)


@needs("增|提高|上升|提升|攀升|扩大|递|下降|减|降低|下滑|萎缩|缩小|降幅", figures=2)
def _trend(sentence: Sentence) -> Iterator[Finding | Check]:
    """Hold a list of years against 逐年增长, and against the list of rates that follows it."""
    lists = runs(sentence)
    claim = _SERIES.search(sentence.words) if lists else None
    count = len(named_years(sentence.words)) if lists else 0
    last: tuple[Figure, ...] = ()
    for run in lists:
        if run[0].base == PERCENT and len(last) - 1 <= len(run) <= len(last) and (said := _RATES.search(run[0].lead)):
            yield from _rates(last, run, up=said["up"] is not None)
        periods = [f.metric.period for f in run]
        yearly = (len(set(periods)) == len(run) and all(periods)) or count == len(run) or frame(run) == len(run)
        last = run if yearly else ()
        if claim and len(last) > 2 and not is_change(run[0]):
            yield _monotone(last, claim)


@needs("逐年|逐步|年年|连年|连续|稳步|持续|不断", figures=3)
def _dated(sentence: Sentence) -> Iterator[Finding | Check]:
    """Hold 2020年培训A人次，2021年培训B人次，2022年培训C人次 against what is said right before or behind them."""
    run: list[Figure] = []
    last: re.Match[str] | None = None
    for figure in sentence.figures:
        said = _DATED.search(figure.lead)
        if last and said and figure.base == run[0].base and _goes_on(last, said):
            run.append(figure)
        else:
            yield from _followed(run)
            run = [figure] if said else []
        last = said
    yield from _followed(run)


def _goes_on(last: re.Match[str], said: re.Match[str]) -> bool:
    """Tell whether nothing but a later year parts two figures of one thing."""
    return said.start() == 0 and said["what"] == last["what"] and int(said["year"]) > int(last["year"])


def _followed(run: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Hold a list of dated figures against the trend that the words around it tell."""
    if len(run) <= _FEWEST or is_change(run[0]):
        return
    around = f"{run[0].lead}|{run[-1].tail}"
    if claim := _SERIES.search(around):
        yield _monotone(tuple(run), claim)
    elif claim := _STEADY.search(around):
        told = _monotone(tuple(run), claim)
        yield from [asked(told)] if isinstance(told, Finding) else []


@needs("分别", unit=PERCENT, figures=2)
def _in_lists(sentence: Sentence) -> Iterator[Finding | Check]:
    """Hold 分别为A1、A2，比上年分别增加D1、D2，分别增长R1、R2 row by row; the middle list may be the year before."""
    lists: dict[int, list[tuple[Figure, ...]]] = {}
    for run in runs(sentence):
        before = lists.setdefault(len(run), [])
        said = _RATES.search(run[0].lead) if run[0].base == PERCENT and "分别" in run[0].lead else None
        if said and len(before) > 1 and len({f.base for f in (*before[-2], *before[-1])}) == 1:
            change, told = Change(up=said["up"] is not None), list[Finding | Check]()
            for new, other, rate in zip(*before[-2:], run, strict=True):
                if is_change(before[-1][0]):
                    told += by_difference(change, new, other, rate)
                elif _OF_OLD.search(before[-1][0].lead) and rate.stands:
                    told += judge_rate(change, rate, ((new, other),), soft=False, rule="growth.list")
            yield from _mostly(told)
        before.append(run)


def _mostly(told: Sequence[Finding | Check]) -> Iterator[Finding | Check]:
    """Pass on the rows of a list; where most do not fit, it is of something else, and only what holds is told."""
    holding = sum(isinstance(outcome, Check) for outcome in told)
    yield from (outcome for outcome in told if isinstance(outcome, Check) or holding * 2 >= len(told))


def _rates(amounts: Sequence[Figure], rates: Sequence[Figure], *, up: bool) -> Iterator[Finding | Check]:
    """Hold a list of rates against its years, each and the year before; the first year may have a rate or none.

    Where most do not fit, the list is of something else.
    """
    change = Change(up=up)
    told: list[Finding | Check] = []
    for (old, new), rate in zip(pairwise(amounts), rates[len(rates) - len(amounts) + 1 :], strict=True):
        told += judge_rate(change, rate, ((new, old),), soft=False, rule="growth.list") if rate.stands else ()
    yield from _mostly(told)


def _monotone(run: tuple[Figure, ...], claim: re.Match[str]) -> Finding | Check:
    """Hold a list of years against 逐年增长 or 逐年下降."""
    values = [f.metric.value for f in run]
    rises = [a < b if claim["up"] else a > b for a, b in pairwise(values)]
    if all(rises):
        chain = ("<" if claim["up"] else ">").join(number(value) for value in values)
        return tick(Relation.GROWTH, run, f"{chain}（{claim[0]}）", "growth.series")
    at = rises.index(False)
    a, b = run[at], run[at + 1]
    return doubt(
        Relation.GROWTH,
        run,
        says=claim[0],
        should=f"{a.quote}之后是{b.quote}",
        working=f"{'、'.join(f.quote for f in run)}：由{a.quote}到{b.quote}，与“{claim[0]}”不符",
        rule="growth.series",
        soft=a.quantity != b.quantity,
    )
