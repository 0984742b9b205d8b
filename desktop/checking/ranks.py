"""Ranks and means: whoever comes first has most, and a mean lies between the values it is the mean of."""

import re
from collections.abc import Iterator, Sequence

from desktop.checking.changes import is_change
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import POINTS
from desktop.checking.wording import doubt, named
from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Role

_RANKED = regex(
    r"^(?:的?(?:成绩|得分|平均分|总分))?,?(?:分别)?(?:名列|位列|位居|居|列|排名?在?|获得?|夺得|排)[^,;。()\d]{0,8}?"
    r"(?:第(?P<n>[一二三四五六七八九十\d]{1,2})|(?P<first>首位|榜首|前茅之首))"
)
_NEXT = regex(r"紧随其后|次之|其次|分列|分别列|依次|位列其后|紧跟|居后|随后")
_LESS = regex(r"辍学|近视|隐患|投诉|班额|[师生教]比|系数|流失|时间|用时")
_OF_ALL = regex(r"^,?(?:全[县区市省旗镇校州]|总体|整体|总)(?P<own>[^,;:()\d]{0,12}?)(?:平均|均|为|达)?[^,;:()\d]{0,6}$")
_MEAN = regex(r"平均|均分|[班生人师校园]均")
_EACH = regex(r"分别|各")
_EXTREME = regex(
    r"(?:^|[,;:。])(?:其中)?(?P<who>[^,;:。()\d]{2,10}?)的?(?:办学|学校|在校生|学生|在园幼儿|在校)*(?:规模|人数|学生数?|在校生数?|幼儿数?)"
    r"(?:为|是)?(?:(?P<most>最[大多])|最[小少])"
)
_SCHOOL = regex(
    r"(?:小学|中学|学校|完小|中心校|幼儿园|[县区市]园|[一二三四五六七八九十]+[中小园]|[实附]小|附中|校区|分校)"
    r"(?:规模最[大小]|人数最[多少]|在校生|学生|幼儿|在园|[现只仅]?有|[,为是达共])*$"
)
_MANY = 3
_CROWD = 12


def ranks(passage: Passage) -> Iterator[Finding]:
    """Find places in an order, and means, that the figures beside them deny."""
    for sentence in passage.sentences:
        yield from _in_order(sentence)
        yield from _means(sentence)
        yield from _extremes(sentence, passage)


@needs("第|首", "列|位居|居|排|获|夺", figures=2)
def _in_order(sentence: Sentence) -> Iterator[Finding]:
    """Hold A以97.2分名列第一，B（98.1分）紧随其后 against the order of their figures."""
    figures = sentence.figures
    for i, best in enumerate(figures[:-1]):
        said = _RANKED.match(best.tail)
        if said is None or _LESS.search(f"{best.metric.indicator}{best.clause}") or is_change(best):
            continue
        place = 1 if said["first"] else int(numerals.parse(said["n"] or "") or 0)
        others = [f for f in figures[i + 1 : i + _CROWD] if f.base == best.base and f.base != POINTS]
        for other in others:
            later = _RANKED.match(other.tail)
            behind = int(numerals.parse(later["n"] or "") or 0) > place if later else place == 1 and _follows(figures)
            if behind and best.stands and other.stands and best.stands.high < other.value:
                yield _turned(best, other, said[0])
                return


@needs("最大|最多|最小|最少")
def _extremes(sentence: Sentence, passage: Passage) -> Iterator[Finding]:
    """Hold each school that is said to have most or fewest against those that the paragraph gives beside it."""
    for said in _EXTREME.finditer(sentence.words):
        yield from _extreme(passage, said)


def _extreme(passage: Passage, said: re.Match[str]) -> Iterator[Finding]:
    """Hold 一小规模最大 against the pupils that the paragraph gives for each school beside it."""
    schools = [
        f for f in passage.figures if f.base == "人" and f.stands and _SCHOOL.search(f.lead) and not is_change(f)
    ]
    own = next((f for f in schools if _named_last(f, said["who"])), None)
    beside = [f for f in schools if own and f.sentence == own.sentence]
    if own is None or len(beside) < _MANY or _SCHOOL.search(said["who"]) is None:
        return
    other = (max if said["most"] else min)(beside, key=lambda f: f.value)
    if other.value != own.value and len({f.value for f in beside}) > 1:
        yield doubt(
            Relation.CONFLICT,
            (own, other),
            says=f"{said['who']}{said[0].partition(said['who'])[2]}（{own.quote}）",
            should=f"{named(other)}更{'多' if said['most'] else '少'}",
            working=f"{named(own)}，而{named(other)}",
            rule="comparison.extreme",
        )


def _named_last(figure: Figure, who: str) -> bool:
    """Tell whether a figure is of the school that some words name, the last that stands before it."""
    at = figure.lead.rfind(who)
    return at >= 0 and not re.search(r"[;、]", figure.lead[at:])


def _follows(figures: Sequence[Figure]) -> bool:
    """Tell whether a sentence says that what it names is next in an order."""
    return any(_NEXT.search(f.lead) or _NEXT.search(f.tail) for f in figures)


@needs("均", "分别|各", figures=4)
def _means(sentence: Sentence) -> Iterator[Finding]:
    """Hold 东片92.4分、中片89.5分、西片90.1分，全县平均93.2分 against the least and the greatest of its parts."""
    figures = sentence.figures
    for i, mean in enumerate(figures):
        if i < _MANY or "均" not in mean.clause or mean.stands is None or not _OF_ALL.match(mean.lead):
            continue
        run = _run(figures[max(0, i - _CROWD) : i], mean)
        if len(run) < _MANY:
            continue
        head = run[0].lead
        meant = _MEAN.search(mean.clause) and (_MEAN.search(head) or _MEAN.search(run[0].metric.indicator))
        low, high = min(f.value for f in run), max(f.value for f in run)
        if meant and _EACH.search(head) and (mean.stands.high < low or mean.stands.low > high):
            yield doubt(
                Relation.RATIO,
                (*run, mean),
                says=f"{named(mean)}，各为{'、'.join(f.quote for f in run)}",
                should=f"在{low.normalize():f}与{high.normalize():f}之间",
                working=f"{mean.quote}{'高于最高' if mean.value > high else '低于最低'}的一个，平均数不会如此",
                rule="ratio.mean",
            )


def _run(before: Sequence[Figure], mean: Figure) -> list[Figure]:
    """List the figures of one kind right before a mean, back to the words that opened their list."""
    run: list[Figure] = []
    for figure in reversed(before):
        if figure.base != mean.base or not figure.base or is_change(figure) or figure.metric.role is Role.TARGET:
            break
        run.insert(0, figure)
        if _EACH.search(figure.lead):
            break
        if not re.fullmatch(r"[,、和与及][^,;:()\d]{0,10}", figure.lead) and not re.search(r"[::]", figure.lead):
            break
    return run


def _turned(best: Figure, other: Figure, words: str) -> Finding:
    """Record a place in an order that another figure denies."""
    return doubt(
        Relation.CONFLICT,
        (best, other),
        says=f"{named(best)}{words}，另有{named(other)}",
        should=f"{best.quote} < {other.quote}",
        working=f"{other.quote} > {best.quote}，与“{words}”不符",
        rule="comparison.rank",
    )
