"""Sums: wholes with the lists that may be their parts, in front of them or behind."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.adding import adds_up, misprinted, parts_tick, unequal
from desktop.checking.binding.gaps import GAP
from desktop.checking.binding.judge import Reading
from desktop.checking.changes import is_change, is_past
from desktop.checking.partitions import OVERLAP, Partition, is_state, partition
from desktop.checking.passages import Figure, Passage
from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding

_OPENS = regex(
    r"其中|包括|内(?!容)|(?<!包)含|涵盖|分为|分别|(?:具体|分布|依次|构成)[为是]|即|主要是|(?:^|[,;:])由[^,;:()\d]{2,14}$|[:(]$|[:(][^,;:()\d]{1,14}$|中[,:]|"
    r"^[,;]?(?:从|按)[^,;:\d]{1,8}(?:来?看|划?分类?)?[,:]"
)
_BEST = regex(r"(?:^|[,;:“]|结果为?|评[为定]?|等次为?)“?优秀?”?(?:等次?|的)*$")
"""The best of the grades that divide what was judged: 18个项目，资金1.4亿元，优15个、良3个."""
_STARTS = regex(r"^(?:其中|[按从就]|包括|分别|目前|现已?|截至|\(?[一二三四五六七八九\d]{1,2}[).、是]|[①-⑳])")
_VIEW = regex(r"(?:^|[,;])(?:从|按)[^,;:\d]{1,8}(?:来?看|划?分类?|统计)?[,:]")
_BOTH = regex(r"[^。]{0,12}(?:同时|兼[有具]|交叉|重复|重叠|[两多]类)")
_SIBLING, _ENDS = regex(r"[、和与及]"), regex(r"[^,;:()\d]{0,10}(?:组成|构成)?(?:[。!)]|$)")
_COMPARES = regex(r"[高低多少超差增减]|比")
_WHOLLY = regex(r"共|总|合计|累计|现有|计划|全[县区市州旗校省年]|所有")
_MARK = regex(r"^[;。]?(?:\(?[一二三四五六七八九十\d]{1,2}(?:\)|[.、](?!\d))|[①-⑳]|[一二三四五六七八九十]是)")
_ABOVE = regex(r"以上|上述|各项")
_ADDS = r"(?:合计|共计|总计|总共|一共|累计|总[数额量]|总和|之和|加起来|合起来|相加|共)"
_TOTAL = regex(rf"{_ADDS}(?:为|达|有)?(?P<noun>[^,、;:()\d]{{0,12}})$")
_COUNT = regex(
    rf"(?P<count>[两三四五六七八九\d]+)(?:年来?|项|类|级|种|个?学段|方面|者|部分|批|所|地)[^,;:()\d]{{0,8}}{_ADDS}"
)
_SUMMED = regex(r"共|总|合计|累计|现有|全[县区市]")
_GOES_ON = regex(r"\)?(?P<mark>[,、;和与及+＋]?)(?:(?:19|20)\d\d年)?[^,;:()\d]{0,20}")
_ALL = regex(r"(?:已经?)?(?:全部|全额|全数|悉数)")
_BRACKETS = regex(r"\([^()\d]*\)")
_STANDS_AS = regex(r"^[,;:]?(?:现|目前|截至目前,?)?(?:已|仍|尚|还|未|正在)")
_UNREAD = regex(r"[、,][^,;:()。\d]{1,12}\d")
_PER_HEAD = regex(r"[生人户班校月年]均|平均|每|标准|系数")
_SCHOOLS = {"所", "个", "处"}
_SCHOOL = regex(r"点|站$")
_REACH, _LIST = 14, 40
_WHOLES = 3
_BESIDE = 1.0
_OPENED, _ADDED_UP, _DIVIDED, _PARTED = 2.0, 1.0, 1.5, 1.0
_THREE, _FURTHER, _COUNTED, _OVERLAPPING = 1.0, 1.0, 3.0, -4.0
_FEWEST = 2
_CLOSE, _MOST = Decimal("0.02"), Decimal("0.9")
_CLOSE_TO = 2.0
_ONLY_TICKED = 1.0
_MANY, _LISTED = 3, 5
_SHORT = 5
_TELLING = 100
"""Two figures make a third of this size by no chance."""
_MISPRINTED = 3.0
_FAR_BACK = 6
"""以上三项 and 三类合计 reach back so many sentences."""


def readings(passage: Passage, added: set[int]) -> Iterator[tuple[Figure, tuple[Reading, ...]]]:
    """List what each list may add up to, and what each 合计 may be of; ``added`` are parts already told."""
    figures = passage.figures
    if len(figures) <= _FEWEST:
        return
    listed: set[int] = set()
    for i, figure in enumerate(figures):
        if not figure.quantity.additive or figure.stands is None or is_change(figure):
            continue
        told = list(_in_front(figures, i))
        if not told and figure.start not in listed and figure.start not in added:
            told = list(_behind(figures, i))
            listed.update(part.start for _, parts, _ in told for part in parts)
        some = [
            _reading(whole, parts, score)
            for whole, parts, score in told
            if not _PER_HEAD.search(f"{whole.clause}{whole.metric.indicator}")
        ]
        if some:
            yield max(some, key=lambda reading: reading.score).figures[0], tuple(some)


def _behind(figures: Sequence[Figure], i: int) -> Iterator[tuple[Figure, tuple[Figure, ...], float]]:
    """List the wholes of which the list that begins at a figure may be the parts."""
    first = figures[i]
    if not i or i + 1 == len(figures):
        return
    near = figures[max(0, i - _REACH) : i]
    begins = near[-1].sentence != first.sentence
    opened = _OPENS.search(first.lead) is not None or ("优" in first.lead and _BEST.search(first.lead) is not None)
    opened = opened or (begins and _MARK.match(first.lead) is not None)
    level = [f for f in near if f.depth <= first.depth and (begins or f.sentence == first.sentence)]
    if not (begins or opened or len(first.lead) <= _SHORT or (level and _may_be(level[-1], first))):
        return
    parts, items, second = _list(figures, i), _items(figures, i), False
    if len(items) > len(parts):
        parts = items
    elif len(parts) < _FEWEST:
        parts = _interleaved(figures, i)
        behind = len(first.lead) <= _SHORT and _OPENS.search(near[-1].lead) is not None
        opened = opened or behind
        second = behind and len(parts) >= _MANY and near[-2:-1] != [] and near[-2].sentence < first.sentence
        if second:  # 资金A。其中学前9人、B，小学4人、C
            begins, level = True, [f for f in near[:-1] if f.depth <= first.depth]
    if len(parts) < _FEWEST:
        return
    score = _worth(parts) + _OPENED * opened
    if begins:  # the sentence before gave the whole
        level = [f for f in level if f.sentence == first.sentence - 1 and (opened or f.base == first.base)]
        if not level or not (opened or level[-1] is near[-1] or len(level) == 1):
            return
        if not second and _STARTS.search(first.lead) is None and _WHOLLY.search(level[-1].clause) is None:
            return
    if not level or not (opened or _may_be(level[-1], first)):
        return
    wholes = [f for f in reversed(level) if _may_be(f, first)]
    if _VIEW.search(first.lead):  # 从学历看…，从职称看…: the views before had the same whole
        wholes = sorted((f for f in near if _may_be(f, first)), key=lambda f: (-f.value, f.start))
    if not opened:
        yield from _beside(wholes, level, parts, score)
        return
    if "其中" in first.lead and any(";" in f.lead for f in parts[1:]) and not _told_apart(parts):
        score = min(score, _ONLY_TICKED)  # what follows upon ； may be of something else
    for rank, whole in enumerate(wholes[:_WHOLES]):
        said = _ADDED_UP * (_SUMMED.search(whole.clause) is not None)
        yield from _with_its_end(whole, parts, score + said - _FURTHER * rank)


def _told_apart(parts: Sequence[Figure]) -> bool:
    """Tell whether the names of parts divide something."""
    return partition([f.label for f in parts], "") is not Partition.NONE


def _beside(
    wholes: Sequence[Figure], level: Sequence[Figure], parts: tuple[Figure, ...], score: float
) -> Iterator[tuple[Figure, tuple[Figure, ...], float]]:
    """Take the figure next before a list that no word opens for its whole: 18个项目，已竣工11个、在建7个."""
    whole = wholes[0] if wholes[:1] == level[-1:] else None
    labels = [f.label for f in parts]
    closed = partition(labels, "") is Partition.CLOSED
    told = parts if len(parts) < _LISTED else parts[:-1]  # 另有 closes a long list
    if whole is None or (not closed and any(GAP.search(f.clause) for f in told)):  # 实有A、空编B is a gap
        return
    states, divided = all(map(is_state, labels)), partition(labels, "") is not Partition.NONE
    summed, many = _SUMMED.search(whole.clause) is not None, len(parts) >= _MANY
    sibling = _SIBLING.match(parts[0].lead) or partition([whole.label, *labels], "") is not Partition.NONE
    if not sibling and (many or states or summed or divided or _STANDS_AS.search(parts[0].lead)):
        several = (many or divided) and max(f.value for f in parts) <= whole.value * _MOST
        score += _BESIDE * (several and _ENDS.match(parts[-1].tail) is not None)
        score += _BESIDE if summed or states else 0 if many else -_BESIDE
        yield from _with_its_end(whole, parts, score + _CLOSE_TO * _nearly(whole, parts))
    elif whole.value >= _TELLING and not any(_COMPARES.search(f.clause) for f in parts):
        yield whole, parts, _ONLY_TICKED


def _with_its_end(
    whole: Figure, parts: tuple[Figure, ...], score: float
) -> Iterator[tuple[Figure, tuple[Figure, ...], float]]:
    """List a whole with its parts, and without the last one, which may be of something else."""
    kind = partition([f.label for f in parts], "")
    slip = (len(parts) >= _MANY or kind is not Partition.NONE) and misprinted(whole, parts)
    lacking = sum(f.value for f in parts) < whole.value
    if len(parts) == _FEWEST and lacking and whole.value < _TELLING and kind is not Partition.CLOSED:
        score = min(score, _ONLY_TICKED)  # 学校27所，其中小学12所、初中8所: there may be others
    yield whole, parts, score + _MISPRINTED * slip
    if len(parts) > _FEWEST and parts[-1].value != whole.value:
        yield whole, parts[:-1], _ONLY_TICKED


def _in_front(figures: Sequence[Figure], i: int) -> Iterator[tuple[Figure, tuple[Figure, ...], float]]:
    """List what stands before 合计, 共计 and may be what it adds up."""
    whole = figures[i]
    said = _TOTAL.search(whole.lead)
    if said is None:
        yield from _all_of(figures, i)
        return
    count, above = _count(figures, i), _ABOVE.search(whole.lead) is not None
    depth = whole.depth + whole.lead.startswith(")")  # (男412人、女903人)共1315人
    far = _FAR_BACK if count or above else 1
    earlier = [f for f in figures[max(0, i - _REACH) : i] if whole.sentence - f.sentence <= far]
    parts = [f for f in earlier if _alike(f, whole) and f.depth <= depth and not is_change(f)]
    for many in range(len(parts), _FEWEST - 1, -1):
        some = tuple(parts[-many:])
        home = above or all(f.sentence == whole.sentence for f in some)
        noun = said["noun"].strip("为达有")[-2:]
        kind = not noun or noun in some[0].lead or all(noun in f"{f.label}{f.metric.indicator}" for f in some)
        score = (
            (1 if count == many else _worth(some))
            + _OPENED * (1 if home or count == many else -1)
            + _COUNTED * (count == many)
            - 1
            + kind
        )
        yield whole, some, score - _FURTHER * (some[-1] is not earlier[-1]) * (count != many)


def _count(figures: Sequence[Figure], i: int) -> int:
    """Tell how many parts a total says that it has (三项合计, 四个乡镇合计), 0 where it says none."""
    said = _COUNT.search(figures[i].lead)
    if said:
        return int(numerals.parse(said["count"]) or 0)
    before = figures[i - 1]
    counts = before.quantity.counted and before.value < _REACH and "," not in figures[i].lead
    return int(before.value) if counts and before.sentence == figures[i].sentence else 0


def _alike(figure: Figure, first: Figure) -> bool:
    """Tell whether two figures count alike; schools are counted by 所, their 教学点 by 个."""
    return figure.base == first.base or (
        {figure.base, first.base} <= _SCHOOLS and _SCHOOL.search(figure.label) is not None
    )


def _may_be(whole: Figure, part: Figure) -> bool:
    """Tell whether a figure may be the whole of a part."""
    return whole.base == part.base and not is_change(whole) and not is_past(whole)


def _all_of(figures: Sequence[Figure], i: int) -> Iterator[tuple[Figure, tuple[Figure, ...], float]]:
    """List what stands before a whole that no word for adding tells of, but that is all done or more than each.

    第一批A、第二批B均已到位，C全部拨付; 上半年A，下半年B，全年C.
    """
    whole, last = figures[i], figures[i - 1]
    if i < _FEWEST or last.base != whole.base:
        return
    done = _ALL.match(whole.tail) is not None
    if not (done or last.value < whole.value >= _TELLING):
        return
    parts = tuple(f for f in figures[max(0, i - _REACH) : i] if f.base == whole.base)
    start = len(parts) - 1
    while start and _GOES_ON.fullmatch(parts[start].lead):
        start -= 1
    run = parts[start:]
    if len(run) < _FEWEST:
        return
    if done:
        yield whole, run, _worth(run) + _OPENED + _BESIDE
    elif sum(f.value for f in run) == whole.value and _GOES_ON.fullmatch(whole.lead):
        yield whole, run, _ONLY_TICKED


def _nearly(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether three parts and more, none of them nearly all, come so near that they were meant to make it."""
    missed = abs(sum((f.value for f in parts), -whole.value))
    largest = max(f.value for f in parts)
    return len(parts) >= _MANY and missed <= whole.value * _CLOSE and largest <= whole.value * _MOST


def _list(figures: Sequence[Figure], i: int) -> tuple[Figure, ...]:
    """List the figures of one kind from one on, as far as they go on without a break; shares may stand between."""
    first = figures[i]
    parts, mark = [first], ""
    begins = i > 0 and figures[i - 1].sentence != first.sentence
    for figure in figures[i + 1 : i + _LIST]:
        if figure.depth > first.depth or figure.quantity.share or is_change(figure):
            continue
        if figure.depth < first.depth or not _alike(figure, first):
            break
        if is_past(figure):  # 小学2亿元，上年为1.9亿元，初中1亿元
            continue
        goes_on = _GOES_ON.fullmatch(_unmarked(figure.lead))
        if not goes_on or any(words.search(figure.lead) for words in (_TOTAL, _OPENS, _PER_HEAD)):
            break
        if goes_on["mark"] == "," and mark == "、":
            break
        if figure.sentence != parts[-1].sentence and not (begins and _one_each(parts, figure)):
            break
        parts.append(figure)
        mark = goes_on["mark"]
    return tuple(parts)


def _unmarked(lead: str) -> str:
    """Take an item's number and what stands in brackets off the words before a figure."""
    lead = _MARK.sub("", lead)
    return _BRACKETS.sub("", lead) if "(" in lead else lead


def _items(figures: Sequence[Figure], i: int) -> tuple[Figure, ...]:
    """List the first figure of each clause that ； parts from the one before it, of one kind from one figure on."""
    first = figures[i]
    parts, begins = [first], False
    within: Figure | None = None  # what 其中 tells of the last part
    for figure in figures[i + 1 : i + _LIST]:
        if figure.sentence != first.sentence or figure.depth < first.depth:
            break
        begins = begins or ";" in figure.lead
        within = figure if not begins and "其中" in figure.lead and _alike(figure, first) else within
        if not begins or figure.depth > first.depth or figure.quantity.share or not _alike(figure, first):
            continue
        lead = _unmarked(figure.lead.rpartition(";")[2])
        if _TOTAL.search(lead) or _OPENS.search(lead) or is_change(figure) or not _GOES_ON.fullmatch(lead):
            break
        if within is not None and within.value + figure.value == parts[-1].value:  # A，其中B；C with B makes A
            break
        parts.append(figure)
        begins, within = False, None
    return tuple(parts)


def _interleaved(figures: Sequence[Figure], i: int) -> tuple[Figure, ...]:
    """List every second figure from one on, where two kinds take turns: 学前9所、120人，小学4所、86人."""
    first = figures[i]
    other = figures[i + 1].base if i + 1 < len(figures) else ""
    parts = [first]
    for at in range(i + 2, min(len(figures), i + _LIST), 2):
        figure, between = figures[at], figures[at - 1]
        turns = between.base == other != first.base and _alike(figure, first) and figure.sentence == first.sentence
        if not turns or not all(_GOES_ON.fullmatch(f.lead) for f in (between, figure)) or _TOTAL.search(figure.lead):
            break
        parts.append(figure)
    return tuple(parts)


def _one_each(parts: Sequence[Figure], figure: Figure) -> bool:
    """Tell whether a list gives a sentence to each of its parts, of which a figure may be the next."""
    return figure.sentence == parts[-1].sentence + 1 and len({f.sentence for f in parts}) == len(parts)


def _worth(parts: Sequence[Figure]) -> float:
    """Score how well figures stand as the parts of something: names that divide, three and more, none unread."""
    labels = [f.label for f in parts]
    kind = partition(labels, "")
    overlap = (kind is Partition.NONE and any(map(OVERLAP.search, labels))) or len(set(labels)) < len(labels)
    overlap = overlap or _BOTH.match(parts[-1].tail) is not None
    unread = any(f.lead.count("、") > 1 for f in parts[1:]) or _UNREAD.match(parts[-1].tail) is not None
    return (
        1
        + _DIVIDED * (kind is not Partition.NONE)
        + _PARTED * all(map(is_state, labels))
        + _THREE * (len(parts) >= _MANY)
        + _OVERLAPPING * (overlap or unread)
    )


def _reading(whole: Figure, parts: tuple[Figure, ...], score: float) -> Reading:
    """Lay a whole and its parts out as a reading."""
    return Reading(
        score,
        (whole, *parts),
        sum((f.value for f in parts), Decimal(0)),
        lambda: _told(whole, parts),
    )


def _told(whole: Figure, parts: Sequence[Figure]) -> Iterator[Finding | Check]:
    """Tell whether parts make their whole."""
    if all(f.stands for f in parts):
        holds = adds_up(whole, parts)
        yield parts_tick(whole, parts, "sum.bound") if holds else unequal(whole, parts, soft=False, rule="sum.bound")
