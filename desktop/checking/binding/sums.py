"""Sums: wholes with the lists that may be their parts, in front of them or behind."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.adding import adds_up, parts_tick, unequal
from desktop.checking.binding.gaps import GAP
from desktop.checking.binding.judge import Reading
from desktop.checking.changes import is_change, is_past
from desktop.checking.partitions import OVERLAP, Partition, is_state, partition
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding

_OPENS = regex(
    r"其中|包括|内(?!容)|(?<!包)含|分为|分别|即|主要是|[:(]$|[:(][^,;:()\d]{1,14}$|中[,:]|"
    r"^[,;]?(?:从|按)[^,;:\d]{1,8}(?:来?看|划?分类?)?[,:]"
)
_STARTS = regex(r"^(?:其中|按|从|包括|分别)")
_TOTAL = regex(
    r"(?P<count>[两三四五六七八九\d]+)?(?:年来?|项|类|级|个?学段|方面|者|部分)?[^,;:()\d]{0,4}(?:合计|共计|总计|总共|一共|累计|总数|共)(?:为|达|有)?"
    r"(?P<noun>[^,、;:()\d]{0,12})$"
)
_SUMMED = regex(r"共|总|合计|累计|现有|全[县区市]")
_GOES_ON = regex(r"\)?(?P<mark>[,、;和与及+＋]?)(?:(?:19|20)\d\d年)?[^,;:()\d]{0,20}")
_ALL = regex(r"(?:已经?)?(?:全部|全额|全数|悉数)")
_BRACKETS = regex(r"\([^()\d]*\)")
_STANDS_AS = regex(r"^[,;:]?(?:现|目前|截至目前,?)?(?:已|仍|尚|还|未|正在)")
_UNREAD = regex(r"[、,][^,;:()。\d]{1,12}\d")
_PER_HEAD = regex(r"[生人户班校月年]均|平均|每|标准|系数")
_SCHOOLS = {"所", "个"}
_REACH = 14
_WHOLES = 3
_BESIDE = 1.0
_OPENED, _ADDED_UP, _DIVIDED, _PARTED = 2.0, 1.0, 1.5, 1.0
_THREE, _FURTHER, _COUNTED, _OVERLAPPING = 1.0, 1.0, 3.0, -4.0
_FEWEST = 2
_CLOSE, _MOST = Decimal("0.02"), Decimal("0.9")
_CLOSE_TO = 2.0
_ONLY_TICKED = 1.0
_MANY = 3


def readings(passage: Passage, added: set[int]) -> Iterator[tuple[Figure, tuple[Reading, ...]]]:
    """List what each list may add up to, and what each 合计 may be of; ``added`` are parts already told."""
    before: Sentence | None = None
    for sentence in passage.sentences:
        listed: set[int] = set()
        for i, figure in enumerate(sentence.figures):
            if not figure.quantity.additive or figure.stands is None or is_change(figure):
                continue
            told = list(_in_front(sentence.figures, i, before))
            if not told and figure.start not in listed and figure.start not in added:
                told = list(_behind(sentence.figures, i, before))
                listed.update(part.start for _, parts, _ in told for part in parts)
            some = [
                _reading(whole, parts, score)
                for whole, parts, score in told
                if not _PER_HEAD.search(f"{whole.clause}{whole.metric.indicator}")
            ]
            if some:
                yield max(some, key=lambda reading: reading.score).figures[0], tuple(some)
        before = sentence


def _behind(
    figures: Sequence[Figure], i: int, before: Sentence | None
) -> Iterator[tuple[Figure, tuple[Figure, ...], float]]:
    """List the wholes of which the list that begins at a figure may be the parts."""
    first = figures[i]
    opened = _OPENS.search(first.lead) is not None
    level = [f for f in figures[max(0, i - _REACH) : i] if f.depth <= first.depth]
    if i + 1 == len(figures) or not (opened or (level and _may_be(level[-1], first))):
        return
    parts = _list(figures, i)
    if len(parts) < _FEWEST:
        return
    score = _worth(parts) + _OPENED * opened
    wholes = [f for f in reversed(figures[max(0, i - _REACH) : i]) if _may_be(f, first)]
    if not wholes and before and i == 0 and _STARTS.search(first.lead):
        wholes = [f for f in reversed(before.figures) if _may_be(f, first)]
    if not opened:
        beside = bool(level) and wholes[:1] == level[-1:]
        states = len(parts) >= _MANY or all(is_state(f.label) for f in parts) or _STANDS_AS.search(first.lead)
        # 实有A、空编B is a gap
        beside = beside and not any(GAP.search(f.clause) for f in parts)
        summed = beside and _SUMMED.search(wholes[0].clause) is not None
        wholes = wholes[:1] if beside and (states or summed) else []
        score += _BESIDE if summed or not states or all(is_state(f.label) for f in parts) else -_BESIDE
        score += _CLOSE_TO * bool(wholes and _nearly(wholes[0], parts))
    for rank, whole in enumerate(wholes[:_WHOLES]):
        said = _ADDED_UP * (_SUMMED.search(whole.clause) is not None)
        yield whole, parts, score + said - _FURTHER * rank
        if len(parts) > _FEWEST and parts[-1].value != whole.value:
            yield whole, parts[:-1], _ONLY_TICKED  # the last may be of something else


def _in_front(
    figures: Sequence[Figure], i: int, before: Sentence | None
) -> Iterator[tuple[Figure, tuple[Figure, ...], float]]:
    """List what stands before 合计, 共计 and may be what it adds up."""
    whole = figures[i]
    said = _TOTAL.search(whole.lead)
    if said is None:
        yield from _all_of(figures, i)
        return
    earlier = [*(before.figures if before and i < _FEWEST else ()), *figures[:i]][-_REACH:]
    parts = [f for f in earlier if f.base == whole.base and f.depth <= whole.depth and not is_change(f)]
    count = int(numerals.parse(said["count"]) or 0) if said["count"] else 0
    for many in range(len(parts), _FEWEST - 1, -1):
        some = tuple(parts[-many:])
        home = all(f.sentence == whole.sentence for f in some)
        kind = not said["noun"].strip("为达有") or all(said["noun"][-2:] in f.label + f.metric.indicator for f in some)
        score = (
            (1 if count == many else _worth(some))
            + _OPENED * (1 if home or count == many else -1)
            + _COUNTED * (count == many)
            - 1
            + kind
        )
        yield whole, some, score - _FURTHER * (some[-1] is not earlier[-1])


def _alike(figure: Figure, first: Figure) -> bool:
    """Tell whether two figures count alike; schools are counted by 所, their 教学点 by 个."""
    return figure.base == first.base or ({figure.base, first.base} <= _SCHOOLS and "点" in figure.label)


def _may_be(whole: Figure, part: Figure) -> bool:
    """Tell whether a figure may be the whole of a part."""
    return whole.base == part.base and not is_change(whole) and not is_past(whole)


def _all_of(figures: Sequence[Figure], i: int) -> Iterator[tuple[Figure, tuple[Figure, ...], float]]:
    """List what stands before a whole that is said to be all done: 第一批A、第二批B均已到位，C全部拨付."""
    whole, parts = figures[i], tuple(f for f in figures[max(0, i - _REACH) : i] if f.base == figures[i].base)
    run = next(
        (parts[n:] for n in range(len(parts)) if all(map(_GOES_ON.fullmatch, (f.lead for f in parts[n + 1 :])))), ()
    )
    if _ALL.match(whole.tail) and len(run) >= _FEWEST and run[-1] is figures[i - 1]:
        yield whole, run, _worth(run) + _OPENED + _BESIDE


def _nearly(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether three parts and more, none of them nearly all, come so near that they were meant to make it."""
    missed = abs(sum((f.value for f in parts), -whole.value))
    largest = max(f.value for f in parts)
    return len(parts) >= _MANY and missed <= whole.value * _CLOSE and largest <= whole.value * _MOST


def _list(figures: Sequence[Figure], i: int) -> tuple[Figure, ...]:
    """List the figures of one kind from one on, as far as they go on without a break; shares may stand between."""
    first = figures[i]
    parts, mark = [first], ""
    for figure in figures[i + 1 : i + _REACH]:
        if figure.depth > first.depth or figure.quantity.share or is_change(figure):
            continue
        goes_on = _GOES_ON.fullmatch(_BRACKETS.sub("", figure.lead))
        closes = _TOTAL.search(figure.lead) or _OPENS.search(figure.lead) or _PER_HEAD.search(figure.lead)
        if figure.depth < first.depth or not _alike(figure, first) or closes or not goes_on:
            break
        if goes_on["mark"] == "," and mark == "、":
            break
        parts.append(figure)
        mark = goes_on["mark"]
    return tuple(parts)


def _worth(parts: Sequence[Figure]) -> float:
    """Score how well figures stand as the parts of something: names that divide, three and more, none unread."""
    labels = [f.label for f in parts]
    kind = partition(labels, "")
    overlap = any(map(OVERLAP.search, labels)) or len(set(labels)) < len(labels)
    return (
        _DIVIDED * (kind is not Partition.NONE)
        + _PARTED * all(map(is_state, labels))
        + _THREE * (len(parts) >= _MANY)
        + _OVERLAPPING
        * (overlap or any(f.lead.count("、") > 1 for f in parts[1:]) or _UNREAD.match(parts[-1].tail) is not None)
        + 1
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
