"""Growth: a rate with the amount that grew, what it was before, or by how much it grew."""

import re
from collections.abc import Container, Iterator, Sequence

from desktop.checking.binding.befores import befores
from desktop.checking.binding.judge import Reading
from desktop.checking.binding.scores import EACH_FURTHER, NEXT, apart, named
from desktop.checking.changes import Change, is_change, is_past
from desktop.checking.growth import by_difference, judge_rate
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import PERCENT
from desktop.lexicon.patterns import regex

_CLAIM = regex(
    r"(?:^|[,;:()、])(?P<own>[^,;:()、]{0,16}?)(?:(?P<year>(?:19|20)\d\d)年)?"
    r"(?:[比较](?P<old>[^,;:()]{1,12}?)|同比|[两二三四五六七八九十]{1,3}年(?:来|间|共|累计|总)*)?(?:实际|净|约|又)?"
    r"(?:(?P<up>增长|增加|提高|上升|增幅|增速|上调|上浮|上涨|涨幅|提标|提幅|调增|扩大)|"
    r"(?P<down>下降|减少|降低|降幅|减幅|下调|下浮|回落|调减|压减|缩减))(?:率|了|约|为|达|近)*$"
)
_FROM = regex(
    r"(?:^|[,;:()、])(?:其中)?(?P<own>[^,;:()、]{2,16}?)[比较](?:上年|去年|同期|(?:19|20)\d\d年)[^,;:()]{0,4}$"
)
_AGAIN = regex(r"^[又再还也并则仅且均都就]+$")
_OTHERWISE = regex(r"同口径|可比|剔除|扣除|不变价|年均|力争|目标|名义|分别")
_BEFORE = 8
_BY, _OF_YEAR = 2.5, 1.5


@needs("增|提|上升|上调|上浮|上涨|涨幅|扩大|减|降|下调|下浮|回落", unit=PERCENT)
def readings(
    sentence: Sentence, passage: Passage, told: Container[int]
) -> Iterator[tuple[Figure, tuple[Reading, ...]]]:
    """List what each rate of growth of a sentence may be worked out of; none for what is ``told`` already."""
    for rate in sentence.figures:
        said = _CLAIM.search(rate.lead) if rate.base == PERCENT and rate.stands and rate.start not in told else None
        if said and not _OTHERWISE.search(rate.lead) and (some := tuple(_readings(rate, said, passage))):
            yield rate, some


def _readings(rate: Figure, said: re.Match[str], passage: Passage) -> Iterator[Reading]:
    """List what a rate may be worked out of by the words that claim it."""
    change, at = Change(up=said["up"] is not None), passage.place[rate.start]
    own = _AGAIN.sub("", said["own"]) or _grew(passage.figures[:at])
    for score, new, old in befores(rate, said, own, passage, ""):
        of_year = said["year"] is not None and new.metric.period[:4] == said["year"]
        yield _grown(change, new, old, rate, score + _OF_YEAR * of_year)
    by = passage.figures[at - 1] if at and is_change(passage.figures[at - 1]) else None
    told = _CLAIM.search(by.lead) if by and not own else None  # 支出增加D，增长R% is said of what is spent
    own = told["own"].lstrip(";") if told else own
    near = [f for f in reversed(passage.figures[max(0, at - _BEFORE) : at]) if _stands(f)]
    for rank, new in enumerate(near):
        if by and by.base == new.base and new.value > by.value:
            score = NEXT - EACH_FURTHER * rank + apart(new, rate, home=True) + named(own, new) / 2
            yield _grown_by(change, new, by, rate, score + _BY)


def _grew(before: Sequence[Figure]) -> str:
    """Give what the amount next before a rate says to have grown: 教育支出比上年5亿元增长3%."""
    found = _FROM.search(before[-1].lead) if before else None
    return found["own"] if found else ""


def _grown(change: Change, new: Figure, old: Figure, rate: Figure, score: float) -> Reading:
    """Lay a new and an old amount out as a reading of a rate."""
    point = (new.value / old.value - 1) * (100 if change.up else -100)
    return Reading(
        score,
        (new, old, rate),
        point,
        lambda: judge_rate(change, rate, ((new, old),), soft=False, rule="growth.bound"),
    )


def _grown_by(change: Change, new: Figure, by: Figure, rate: Figure, score: float) -> Reading:
    """Lay an amount and what it grew by out as a reading of a rate."""
    was = new.value - by.value if change.up else new.value + by.value
    return Reading(score, (new, by, rate), by.value * 100 / was, lambda: by_difference(change, new, by, rate))


def _stands(figure: Figure) -> bool:
    """Tell whether a figure is an amount that may be an operand."""
    standing = not figure.quantity.share and figure.stands is not None and bool(figure.base)
    return standing and not is_past(figure) and not is_change(figure)
