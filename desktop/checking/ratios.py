"""Ratios: a share held against part and whole, a rate against what it was taken from, an average against its total."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.changes import is_change
from desktop.checking.growth import shared
from desktop.checking.intervals import Interval, near, over, step, times
from desktop.checking.ledger import Ledger, letters, same_time
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import PERCENT
from desktop.checking.runs import runs
from desktop.checking.wording import about, doubt, fine, named, number, tick
from desktop.model.finding import Check, Finding, Relation

_SHARE = re.compile(
    r"(?P<own>[^,;:()]*?)占(?:比|到|了|据)?(?P<whole>[^,;()]{0,30}?)(?:比例|比重|的|总比|之比|[约近达为仅]|只有|高达)*$"
)
_INSIDE = re.compile(r"^\)?的(?:约|近|比例为?|比重为?)?$")
_TAKEN = re.compile(r"占[^,;]*$|[为是][^,;]*$|相当于[^,;]*$")
_OF = re.compile(r"(?:[为是]|相当于|达到?)(?P<whole>[^,;:()]{2,16}?)的(?:约|近)?$")
_RATE = re.compile(r"(?P<stem>[^,;:()、]{1,14}?)率(?:分别|均|为|达到?|是|约|[:])*$")
_WHOLE = re.compile(r"^(?:全部|总[数量额计]?|总人数|其|比例?|全[区县市省]|本[区县市]|整个)?(?:总[数量额计])?$")
_REACH = 8
"""How many figures back a share looks for its whole."""
_SPENT = re.compile(r"支出|执行|完成|使用|拨付")
_FIT = ("合格", "达标", "优良", "优秀", "及格", "通过", "完成", "办结", "整改", "回收", "就业", "录取", "参检", "受检",
        "到课", "出勤", "签约", "报到", "参训", "持证", "执行", "支出", "到位")  # fmt: skip


def ratios(passage: Passage, ledger: Ledger) -> Iterator[Finding | Check]:
    """Recompute the shares, rates and averages of a passage."""
    lists: dict[int, list[tuple[Figure, ...]]] = {}
    for sentence in passage.sentences:
        for i, figure in enumerate(sentence.figures):
            if figure.base != PERCENT or figure.stands is None:
                continue
            said = _SHARE.search(figure.lead)
            if _INSIDE.match(figure.lead):
                yield from _around(sentence.figures, i)
            elif said:
                yield from _share(sentence.figures, i, said, passage, ledger)
            elif of := _OF.search(figure.lead):
                yield from _of_another(sentence.figures, i, of["whole"])
            elif rate := _RATE.search(figure.lead):
                yield from _rate(sentence.figures, i, rate["stem"])
        yield from _in_lists(sentence, lists)


def _share(
    figures: Sequence[Figure], i: int, said: re.Match[str], passage: Passage, ledger: Ledger
) -> Iterator[Finding | Check]:
    """Hold P占W的S% against P and W."""
    at = next((n for n in range(i - 1, max(-1, i - 5), -1) if _stands(figures[n])), None)
    own = said["own"].lstrip("、")
    if at is None or not figures[at].base:
        return
    part, share, phrase = figures[at], figures[i], said["whole"]
    if len(own) > 1 and own not in part.metric.indicator + part.label + part.clause:
        return
    if _WHOLE.match(phrase):
        before = [f for f in reversed(figures[max(0, at - _REACH) : at]) if _may_be(f, part)]
        whole = _divided(figures, at)
        yield from _held(part, [whole] if whole else before[:3], share, "ratio.share", accuse=whole is not None)
        return
    at = passage.place[share.start]
    near = [f for f in passage.figures[max(0, at - _REACH) : at + 3] if _may_be(f, part) and _means(phrase, f)]
    far = [f for f in ledger.called(phrase, part.base) if _may_be(f, part) and same_time(f.metric, part.metric)]
    home = [f for f in far if passage.block.start <= f.start < passage.block.end]
    sure = len({f.value for f in home or far}) == 1
    yield from _held(part, [*near, *home, *far][:6], share, "ratio.named", accuse=sure, soft=not home)


def _divided(figures: Sequence[Figure], at: int) -> Figure | None:
    """Find the whole that 其中 divides, for the part at ``at``."""
    for n in range(at, max(0, at - _REACH), -1):
        if "其中" in figures[n].lead:
            before = (f for f in reversed(figures[max(0, n - _REACH) : n]) if _may_be(f, figures[at]))
            return next(before, None)
        if ";" in figures[n].lead:
            return None
    return None


def _around(figures: Sequence[Figure], i: int) -> Iterator[Finding | Check]:
    """Hold P占W人的S%, where the whole stands between; other figures may stand before it."""
    if i < 2 or not _TAKEN.search(figures[i - 1].lead):
        return
    whole = figures[i - 1]
    parts = [f for f in reversed(figures[max(0, i - 1 - _REACH) : i - 1]) if f.base == whole.base and f.base]
    sure = len(parts) == 1 and parts[0] is figures[i - 2] and ";" not in whole.lead
    for part in parts:
        told = tuple(_held(part, [whole], figures[i], "ratio.around", accuse=sure))
        yield from told
        if told:
            return


def _means(phrase: str, figure: Figure) -> bool:
    """Tell whether most of a phrase's characters stand beside a figure."""
    sought = letters(phrase)
    words = f"{figure.clause}{figure.metric.subject}{figure.metric.indicator}"
    return len(sought & letters(words)) * 2 > len(sought)


def _of_another(figures: Sequence[Figure], i: int, whole: str) -> Iterator[Finding | Check]:
    """Hold P仅为…的S% against the figure of the other, which may follow in brackets."""
    share = figures[i]
    part = next((f for f in reversed(figures[max(0, i - 2) : i]) if f.base != PERCENT), None)
    if part is None:
        return
    others = [f for f in figures[max(0, i - 4) : i + 3] if f is not part and f.base == part.base and f.base]
    meant = [f for f in others if shared(whole, f"{f.metric.subject}{f.metric.indicator} {f.clause}") >= 2]
    yield from _held(part, meant, share, "ratio.of_another", accuse=len(meant) == 1 and len(others) == 1)


def _rate(figures: Sequence[Figure], i: int, stem: str) -> Iterator[Finding | Check]:
    """Hold 抽查W所，合格P所，合格率S% against P and W."""
    share = figures[i]
    if i < 2:
        return
    whole, part = figures[i - 2 : i]
    if whole.base != part.base or not part.quantity.additive or ";" in part.lead + share.lead:
        return
    fit = next((word for word in _FIT if word in stem), None)
    tied = fit is not None and fit in part.clause and fit not in whole.clause
    spent = "预算" in whole.clause and bool(_SPENT.search(part.clause)) and bool(_SPENT.search(stem))
    if not tied and not spent and "应" not in whole.clause:
        return
    sure = ((tied and len(stem) <= len(fit or "") + 2) or spent) and "," not in part.lead.lstrip(",、")
    yield from _held(part, [whole], share, "ratio.rate", accuse=sure)


def _in_lists(sentence: Sentence, earlier: dict[int, list[tuple[Figure, ...]]]) -> Iterator[Finding | Check]:
    """Hold 分别占…S1、S2、S3 against the last two lists of the same length before it, kept in ``earlier``."""
    for shares in runs(sentence):
        before = earlier.setdefault(len(shares), [])
        if shares[0].base != PERCENT:
            before[:] = [*before[-1:], shares]
        elif "占" in shares[0].lead and len(before) == 2 and before[0][0].base == before[1][0].base:
            wholes, parts = sorted(before, key=lambda run: run[0].value, reverse=True)
            rows = zip(parts, wholes, shares, strict=True)
            held = [outcome for p, w, s in rows for outcome in _held(p, [w], s, "ratio.list", accuse=True)]
            # lists of which most rows miss are not the part and the whole of these shares
            right = sum(isinstance(outcome, Check) for outcome in held)
            yield from (outcome for outcome in held if isinstance(outcome, Check) or right * 2 >= len(held))


def _held(
    part: Figure, wholes: Sequence[Figure], share: Figure, rule: str, *, accuse: bool, soft: bool = False
) -> Iterator[Finding | Check]:
    """Compare part ÷ whole with the share: right if one whole fits, wrong only where there is no other reading."""
    missed: tuple[Figure, Interval] | None = None
    for whole in wholes:
        quotient = over(part.stands, whole.stands) if part.stands and whole.stands else None
        if quotient is None or share.stands is None:
            continue
        computed = times(quotient, Decimal(100))
        point = part.value * 100 / whole.value
        if computed.meets(share.stands):
            if near(point, share.stands, step(share.metric.value)):
                sum_ = f"{_term(part, whole)}/{_term(whole, part)}={fine(point, share.metric.value)}"
                yield tick(Relation.RATIO, (part, whole, share), sum_, rule)
            return
        missed = missed or (whole, computed)
    if accuse and missed and share.stands is not None:
        whole, computed = missed
        yield doubt(
            Relation.RATIO,
            (part, whole, share),
            says=f"{named(part)}占{named(whole)}的{share.metric.quote}",
            should=about(computed, PERCENT),
            working=f"{part.metric.quote} ÷ {whole.metric.quote} = "
            f"{fine(part.value * 100 / whole.value, share.metric.value)}，与{share.metric.quote}不符",
            rule=rule,
            soft=soft or computed.gap(share.stands) < step(share.metric.value),
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


def _term(figure: Figure, other: Figure) -> str:
    """Write one operand, with its unit where the two differ."""
    same = figure.quantity.factor == other.quantity.factor
    return number(figure.metric.value) if same else f"{number(figure.metric.value)}{figure.metric.unit}"
