"""Ratios: a share (占) held against its part and its whole."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from desktop.checking.adding import adds_up
from desktop.checking.changes import is_change, is_past
from desktop.checking.groups import STAGES, group
from desktop.checking.intervals import Interval, near, over, plus, times
from desktop.checking.ledger import Ledger, letters, same_time
from desktop.checking.missing import part_of, whole_of
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import PERCENT
from desktop.checking.quotients import held
from desktop.checking.runs import runs
from desktop.checking.wording import asked, fine, tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation, Unchecked

_SHARE = regex(
    r"(?P<own>[^,;:()]*?)占(?:比|到|了|据)?(?P<whole>[^,;()]{0,30}?)(?:比例|比重|的|总比|之比|达到|[约近达为仅]|只有|高达)*$"
)
_INSIDE = regex(r"^\)?(?:[^,;:\d]{1,12})?的(?:约|近|比例为?|比重为?)?$")
_TAKEN = regex(r"(?:^|[,;])(?P<own>[^,;]*?)占[^,;]*$|(?:[为是]|相当于|完成|达到|执行)[^,;]*$")
_SAID_BY_THE_WAY = regex(r"^.*[()、:]|(?:分别|大约|大概|仅仅?|只|约|共|总共|合计|其)+$")
_WHOLE = regex(r"^(?:全部|总[数量额计]?|总人数|其|比例?|全[区县市省]|本[区县市]|整个)?(?:总[数量额计])?$")
_STAGES = {"高中阶段": frozenset({"高中", "中职"}), "义务教育": frozenset({"小学", "初中"})}
_BARE_SHARE = regex(r",?占(?:比|总[数量额])?(?:约|为|达)*")
_OWN_SHARE = regex(rf"(?:{_BARE_SHARE.pattern}|,[^,;:()\d]{{1,6}}率(?:为|达)*)")
_MOVED = regex(r"由|从|自")
_NAMED = 2
_FAR = 40
_REACH = 8
"""How many figures back a share looks for its whole."""


@needs("占|的", unit=PERCENT)
def ratios(passage: Passage, ledger: Ledger) -> Iterator[Finding | Check | Unchecked]:
    """Recompute the shares of a passage."""
    lists: dict[int, list[tuple[Figure, ...]]] = {}
    for sentence in passage.sentences:
        for i, figure in enumerate(sentence.figures):
            if figure.base != PERCENT or figure.stands is None:
                continue
            said = _SHARE.search(figure.lead) if "占" in figure.lead else None
            if "的" in figure.lead and _INSIDE.match(figure.lead):
                yield from _around(sentence.figures, i, ledger)
            elif said:
                yield from _share(sentence.figures, i, said, passage, ledger)
        yield from _in_lists(sentence, lists)
        yield from _one_by_one(sentence, passage, ledger)


def _share(
    figures: Sequence[Figure], i: int, said: re.Match[str], passage: Passage, ledger: Ledger
) -> Iterator[Finding | Check | Unchecked]:
    """Hold P占W的S% against P and W."""
    own = _SAID_BY_THE_WAY.sub("", said["own"])
    at = _part(figures, i, own)
    moved = _MOVED.match(said["whole"])
    if at is None and not moved:
        yield from part_of(figures[i], own, (), ledger)
    if at is None or moved or (len(own) < _NAMED and ";" in figures[i].lead):
        return
    if "分别" in figures[i].lead and i + 1 < len(figures) and figures[i + 1].base == PERCENT:
        return
    part, share, phrase = figures[at], figures[i], said["whole"]
    if _WHOLE.match(phrase):
        before = [f for f in reversed(figures[max(0, at - _REACH) : at]) if _may_be(f, part)]
        wholes, sure = _divided(passage, part)
        if not wholes:
            between = [f for f in figures[at + 1 : i] if _may_be(f, part) and len(said["own"]) > 1]
            wholes = [*between, *before][:3]
        elif not sure:
            wholes = [*wholes, *before[:2]]
        told = tuple(held(((part, w) for w in wholes), share, "ratio.share", accuse=sure))
        if sure and wholes and told and isinstance(told[0], Finding) and _of_both(wholes[0], part, share, passage):
            return
        told = told or tuple(_of_all(part, share, ledger))
        yield from told or _of_sibling(figures[max(0, at - 2) : at], part, share, ledger)
        return
    both = _of_stages(figures[max(0, i - _REACH) : i + 4], part, share, phrase)
    if both:
        yield both
        return
    at = passage.place[share.start]
    beside = [f for f in passage.figures[max(0, at - _REACH) : at + 3] if _may_be(f, part) and _means(phrase, f)]
    beside = [f for f in beside if f.start < share.start or not _has_share(f, passage)]
    far = [f for f in ledger.called(phrase, part.base) if _may_be(f, part) and same_time(f.metric, part.metric)]
    home = [f for f in far if passage.block.start <= f.start < passage.block.end]
    meant = _meant(phrase, part, beside, passage)
    sure = len({f.value for f in home or far}) == 1 and not beside
    sure = bool(meant) or sure or len({f.value for f in (*beside, *home)}) == 1
    pairs = [(part, whole) for whole in [*meant, *beside, *home, *far][:6]]
    yield from held(pairs, share, "ratio.named", accuse=sure and "分别" not in share.lead, soft=not (home or meant))
    yield from () if beside or far else whole_of(share, part, phrase, ledger)


def _of_both(whole: Figure, part: Figure, share: Figure, passage: Passage) -> bool:
    """Tell whether a share is of a list of which its whole is the last: 小学120所、初中30所，其中民办15所，占10%."""
    listed = [whole]
    for figure in reversed(passage.figures[: passage.place[whole.start]]):
        if not listed[-1].lead.startswith(("、", "和", "及")) or figure.base != whole.base:
            break
        listed.append(figure)
    total = plus(*(f.stands for f in listed if f.stands))
    quotient = over(part.stands, total) if part.stands and len(listed) > 1 else None
    return quotient is not None and share.stands is not None and times(quotient, Decimal(100)).meets(share.stands)


def _has_share(figure: Figure, passage: Passage) -> bool:
    """Tell whether a figure is a part of something itself: …；在编教师2950人，占91.9%."""
    behind = passage.figures[passage.place[figure.start] + 1 :][:1]
    return any(f.base == PERCENT and "占" in f.lead for f in behind)


def _meant(phrase: str, part: Figure, beside: Sequence[Figure], passage: Passage) -> Sequence[Figure]:
    """Find the one whole that a phrase must mean: what 其中 divides, or what is called so and is of no owner."""
    wholes, sure = _divided(passage, part)
    if sure and wholes[0] in beside:
        return wholes[:1]
    called = [f for f in beside if letters(f.metric.indicator) == letters(phrase) and group(f) <= STAGES]
    return called[-1:] if len({f.value for f in called}) == 1 else ()


def _of_all(part: Figure, share: Figure, ledger: Ledger) -> Iterator[Finding | Check]:
    """Hold P，占S% against the one earlier figure that is called as the part is, without what tells the part apart.

    Where several are called so, or a part is told apart by nothing but its words, a share that does not fit is left.
    """
    name = letters(f"{part.metric.subject}{part.metric.indicator}{part.label}")
    wholes = [
        f
        for f in ledger.before(part)
        if _may_be(f, part)
        and f.metric.indicator
        and letters(f.metric.indicator) <= name
        and same_time(f.metric, part.metric)
    ]
    told = [outcome for whole in wholes for outcome in held([(part, whole)], share, "ratio.of_all", accuse=False)]
    checks = [outcome for outcome in told if isinstance(outcome, Check)]
    if len({whole.value for whole in wholes if any(whole.start in check.anchors for check in checks)}) == 1:
        yield checks[-1]
    alike = [f for f in wholes if letters(f.metric.indicator) == letters(part.metric.indicator) and group(f) <= STAGES]
    if not told and len({f.value for f in alike}) == 1 and not group(part) <= STAGES:
        yield from held([(part, alike[-1])], share, "ratio.of_all", accuse=True, soft=True)


def _of_sibling(before: Sequence[Figure], part: Figure, share: Figure, ledger: Ledger) -> Iterator[Finding | Check]:
    """Hold P1，占S1%；P2，占S2% against the one earlier number that is the whole of the first."""
    if len(before) < _NAMED or before[1].base != PERCENT or before[0].base != part.base:
        return
    wholes = [f for f in ledger.called(before[0].metric.subject, part.base) if f.start < before[0].start]
    fits = [f for f in wholes if any(held([(before[0], f)], before[1], "ratio.sibling", accuse=False))]
    if len({f.value for f in fits}) == 1:
        yield from held([(part, fits[-1])], share, "ratio.sibling", accuse=True, soft=True)


def _of_stages(figures: Sequence[Figure], part: Figure, share: Figure, phrase: str) -> Check | None:
    """Hold 占高中阶段在校生的S% against both of its stages, which the sentence gives one by one."""
    stages = next((stages for name, stages in _STAGES.items() if name in phrase), frozenset())
    thing, own = letters(part.metric.indicator), group(part) & STAGES
    for other in figures:
        if other is part or not _stands(other) or other.base != part.base or letters(other.metric.indicator) != thing:
            continue
        whole = part.value + other.value
        if len(own) == 1 and own | (group(other) & STAGES) == stages and share.stands and whole:
            point = part.value * 100 / whole
            if near(point, share.stands, Decimal(0)):
                sum_ = f"{part.quote}/({other.quote}+{part.quote})={fine(point, share.metric.value)}"
                return tick(Relation.RATIO, (part, other, share), sum_, "ratio.stages")
    return None


def _part(figures: Sequence[Figure], i: int, own: str) -> int | None:
    """Find where the part of a share at ``i`` stands: the nearest amount before it, of the name that it gives."""
    for n in range(i - 1, max(-1, i - 5), -1):
        figure = figures[n]
        if not _stands(figure) or is_past(figure) or figure.stands is None:
            continue
        if len(own) < 2 or own in f"{figure.metric.indicator}{figure.label}{figure.clause}":
            return n if figure.base else None
        name = f"{figure.metric.subject}{figure.metric.indicator}{figure.label}"
        narrower = any(owner in name and owner not in own for owner in ("公办", "民办"))
        if figure.base and letters(own) <= letters(name) and not narrower:
            return n
    return None


def _divided(passage: Passage, part: Figure) -> tuple[Sequence[Figure], bool]:
    """List what 其中 may divide for a part, nearest first; one of them is sure up to the first ； of one sentence."""
    at, sure = passage.place[part.start], True
    for n in range(at, max(-1, at - _REACH), -1):
        figure = passage.figures[n]
        sure = sure and figure.sentence == part.sentence and ";" not in figure.lead
        if "其中" in figure.lead:
            near = [f for f in reversed(passage.figures[max(0, n - _REACH) : n]) if _may_be(f, part)]
            wholes = [f for f in near if f.sentence == figure.sentence or figure.lead.startswith("其中")][:3]
            return wholes, sure and bool(wholes) and wholes[0].sentence == part.sentence
    return (), False


def _around(figures: Sequence[Figure], i: int, ledger: Ledger) -> Iterator[Finding | Check | Unchecked]:
    """Hold P占W人的S%, where the whole stands between; other figures of the clause may stand before it."""
    taken = _TAKEN.search(figures[i - 1].lead) if i > 1 else None
    if taken is None:
        return
    whole, own = figures[i - 1], _SAID_BY_THE_WAY.sub("", taken["own"] or "")
    parts: list[Figure] = []
    for figure in reversed(figures[max(0, i - 1 - _REACH) : i - 1]):
        if figure.base == whole.base and figure.base:
            parts.append(figure)
        if ";" in figure.lead:
            break
    if len(own) > 1:
        parts = [f for f in parts if own in f"{f.metric.subject}{f.metric.indicator}{f.clause}"]
    standing = [f for f in parts if not is_past(f) and not is_change(f)]
    together = plus(*(f.stands for f in standing if f.stands))
    sure = bool(standing) and ";" not in whole.lead and not _fits(together, whole, figures[i])
    pairs = [(part, whole) for part in (*standing, *(f for f in parts if f not in standing))]
    yield from held(pairs, figures[i], "ratio.around", accuse=sure)
    yield from () if pairs else part_of(figures[i], own, (whole,), ledger)


def _fits(part: Interval, whole: Figure, share: Figure) -> bool:
    """Tell whether a share may be that of an amount."""
    quotient = over(part, whole.stands) if whole.stands else None
    return quotient is not None and share.stands is not None and times(quotient, Decimal(100)).meets(share.stands)


def _means(phrase: str, figure: Figure) -> bool:
    """Tell whether most of a phrase's characters stand beside a figure."""
    sought = letters(phrase)
    words = f"{figure.clause}{figure.metric.subject}{figure.metric.indicator}"
    return len(sought & letters(words)) * 2 >= len(sought)


def _in_lists(sentence: Sentence, earlier: dict[int, list[tuple[Figure, ...]]]) -> Iterator[Finding | Check]:
    """Hold 分别占…S1、S2、S3 against the last two lists of the same length before it, kept in ``earlier``."""
    for shares in runs(sentence):
        before = earlier.setdefault(len(shares), [])
        if shares[0].base != PERCENT:
            before[:] = [*before[-1:], shares]
        elif "占" in shares[0].lead and len(before) == 2 and before[0][0].base == before[1][0].base:
            wholes, parts = sorted(before, key=lambda run: run[0].value, reverse=True)
            rows = zip(parts, wholes, shares, strict=True)
            told = [outcome for p, w, s in rows for outcome in held([(p, w)], s, "ratio.list", accuse=True)]
            # lists of which most rows miss are not the part and the whole of these shares
            right = sum(isinstance(outcome, Check) for outcome in told)
            yield from (outcome for outcome in told if isinstance(outcome, Check) or right * 2 >= len(told))
        elif "占" in shares[0].lead:
            yield from _of_one_whole(sentence, shares)


def _of_one_whole(sentence: Sentence, shares: tuple[Figure, ...]) -> list[Finding | Check]:
    """Hold W，A、B、C，分别占a%、b%、c%: as many parts right before the shares, and before them their whole."""
    figures, many = sentence.figures, len(shares)
    at = figures.index(shares[0])
    parts = figures[max(0, at - many) : at]
    if len(parts) < many or not all(f.base == parts[0].base and _stands(f) for f in parts):
        return []
    for whole in reversed(figures[max(0, at - many - 3) : at - many]):
        if all(_may_be(whole, part) for part in parts):
            told = [
                o for p, s in zip(parts, shares, strict=True) for o in held([(p, whole)], s, "ratio.list", accuse=True)
            ]
            if sum(isinstance(outcome, Check) for outcome in told) * 2 >= many:
                return told
    return []


@needs("占", unit=PERCENT, figures=4)
def _one_by_one(sentence: Sentence, passage: Passage, ledger: Ledger) -> Iterator[Finding | Check]:
    """Hold A，占a%；B，占b%；C，占c% against the one whole before them of which most hold.

    Two are enough where they make up the whole; a whole of another paragraph must be made up by three and more.
    """
    pairs: list[tuple[Figure, Figure]] = []
    for part, share in pairwise((*sentence.figures, *sentence.figures[-1:])):
        own = share.base == PERCENT and _OWN_SHARE.fullmatch(share.lead) and _stands(part) and part.base
        if own and (not pairs or part.base == pairs[0][0].base):
            pairs.append((part, share))
    if len(pairs) < _NAMED or not any(map(_is_bare, pairs)):
        return
    at = passage.place[pairs[0][0].start]
    near = passage.figures[max(0, at - _REACH) : at]
    parts = tuple(part for part, _ in pairs)
    far = [f for f in ledger.before(parts[0])[-_FAR:] if len(pairs) > _NAMED and adds_up(f, parts)]
    for whole in (*reversed(near), *reversed(far)):
        if any(not _may_be(whole, part) for part in parts):
            continue
        told = [tuple(held([(part, whole)], share, "ratio.one_by_one", accuse=True)) for part, share in pairs]
        holding = sum(isinstance(outcome, Check) for each in told for outcome in each)
        complete = sum((part.value for part, _ in pairs), start=-whole.value) == 0
        told = [each for each, pair in zip(told, pairs, strict=True) if _is_bare(pair)]
        if holding * 2 > len(pairs) or (complete and holding * 2 >= len(pairs)):
            yield from (outcome for each in told for outcome in each)
            return
        first = any(held([(pairs[0][0], whole)], pairs[0][1], "", accuse=False))
        if holding * 2 == len(pairs) and first and ("其中" in pairs[0][0].lead or not _of_others(pairs[1:], passage)):
            yield from (asked(outcome) for each in told for outcome in each)
            return


def _is_bare(pair: tuple[Figure, Figure]) -> bool:
    """Tell whether a share is told by 占 alone; a rate may be of something else than those beside it."""
    return _BARE_SHARE.fullmatch(pair[1].lead) is not None


def _of_others(pairs: Sequence[tuple[Figure, Figure]], passage: Passage) -> bool:
    """Tell whether a share that its list's whole denies is one of another figure of the paragraph."""
    return any(
        any(held([(part, f)], share, "", accuse=False))
        for part, share in pairs
        for f in passage.figures
        if _may_be(f, part)
    )


def _larger(whole: Figure, part: Figure) -> bool:
    """Tell whether a figure is large enough to be the whole."""
    return bool(whole.stands and part.stands and whole.stands.high >= part.stands.low)


def _may_be(whole: Figure, part: Figure) -> bool:
    """Tell whether a figure may be the whole of a part."""
    return whole is not part and whole.base == part.base and _larger(whole, part) and _stands(whole)


def _stands(figure: Figure) -> bool:
    """Tell whether a figure is an amount that stands: no share, no change."""
    return figure.base != PERCENT and not is_change(figure)
