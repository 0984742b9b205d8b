"""Differences: 高于…个百分点, 增加D人 between two amounts, 需A实有B缺C."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.checking.changes import Change, is_change, old_year
from desktop.checking.growth import shared
from desktop.checking.intervals import exactly, minus, near, over, step, times
from desktop.checking.ledger import Ledger, bare
from desktop.checking.missing import base_of
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import PERCENT, POINTS
from desktop.checking.runs import runs
from desktop.checking.taken_up import taken_up
from desktop.checking.wording import amount, doubt, named, number, tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation, Unchecked

_BESIDE = regex(r"(?P<verb>高于|低于|高出|低出|超过|超出|多于|少于|落后于?|领先)(?P<other>[^,;]*)$")
_THAN = regex(r"比(?P<other>[^,;]{2,30}?)(?P<verb>高出?|低|多|少|超出)(?:了|约|近)*$")
_APART = regex(r"^\)?(?P<verb>高出?|低|多|少|超出)(?:了|约|近)*$")
_FORMER = regex(r"(?P<which>[前后])者(?:比[前后]者)?(?P<verb>高出?|低|多|少|超出)(?:于[前后]者)?(?:了|约|近)*$")
_POINTS_APART = regex(r"^,?(?:前者|两者|[^,;:\d占比]{0,10}增[幅速长])?(?P<verb>高出?|低|快|慢|相差)(?:了|约|近)*$")
_JUST_APART = regex(r"^,(?:前者|[\u4e00-\u9fff]{2,4})?(?P<verb>高出|低出|超出|相差)(?:了|约|近)*$")
_NEXT = regex(r"\)?(?![和与及])[^,;、()]{0,8}")
_OTHER = regex(r"[比较][^,;]*$")
_LOWER = ("低", "少", "落后", "慢")
_NEEDED = regex(r"需|[共原总]有|要求|规定|应[配有补招聘拨付发建收到参缴还设]|核[定编]|标准|规划|计划|目标|任务|收入")
_HELD = regex(
    r"[实现]有|仅|只有|已[有配补招聘拨付发建收到完缴还设]|在[编岗]|实[际配到拨收发付测]|已排|已整|已[改清]|配备|到位|支出|完成"
)
_FROM = regex(r"(?:^|[,;:])(?P<own>[^,;:()\d]{0,16}?)(?:距离?|离|与)[^,;:()\d]{0,14}$")
_SHORT = regex(r"^(?:以上|及以上)?,?的?[^,;:()\d]{0,8}(?:还|尚|仍|相)?[差少]了?$")
_LACK = regex(
    r"(?:缺口|[尚还仍]?缺|缺编|缺额|缺员|空编|空缺|[还尚仍相]差|差额|短缺|不足部分|[尚仍]有|(?:^|[,;])(?:低|少|矮|短|窄)了?|[少欠未][拨配付发补缴]付?|"
    r"[还仍尚]?(?:剩余?|欠缴?)|结余|结转)(?:床位|学位|座位|餐位|工位|编制|教师)?(?:为|达|约|近)*$"
)
_LACK_EACH = regex(r"(?:[缺差欠]|缺口|空编|剩余?|结余)(?:编|员|额)?(?:为|了)?$")
_APART_EACH = regex(r"分别(?:相差|高出?|低|多|少|[增减][加少]?|提高|下降)(?:了|为)?$")
_SEATS = regex(r"[床学座餐工]位")


def differences(
    passage: Passage, claims: Sequence[Sequence[Change]], ledger: Ledger
) -> Iterator[Finding | Check | Unchecked]:
    """Recompute the differences that a passage states, sentence by sentence."""
    for sentence, said in zip(passage.sentences, claims, strict=True):
        for change in said:
            if change.difference and change.new and not change.rate:
                yield from _changed(change, change.new, change.difference, passage, ledger)
            elif change.difference and change.old and not change.rate:
                yield from _grown(change, change.old, change.difference, passage)
            elif change.difference and not change.rate:
                yield from base_of(change, change.difference, Relation.DIFFERENCE, ledger)
        yield from _compared(sentence)
        yield from _lacking(sentence)
        yield from _short_of(sentence, ledger)
        yield from _in_lists(sentence)


@needs("分别|缺|差|欠|空编|剩|结余", figures=6)
def _in_lists(sentence: Sentence) -> Iterator[Finding | Check]:
    """Hold 应配A1、A2，实有B1、B2，分别缺C1、C2 row by row; lists of which most rows miss are of something else."""
    lists: dict[int, list[tuple[Figure, ...]]] = {}
    for run in runs(sentence):
        before = lists.setdefault(len(run), [])
        if len(before) > 1 and (_LACK_EACH.search(run[0].lead) or _APART_EACH.search(run[0].lead)):
            rows = zip(*before[-2:], run, strict=True)
            told = [
                outcome
                for a, b, c in rows
                if a.base == b.base == c.base
                for outcome in judge_gap(max(a, b, key=_value), min(a, b, key=_value), c, "difference.list", up=True)
            ]
            holding = sum(isinstance(outcome, Check) for outcome in told)
            yield from (outcome for outcome in told if isinstance(outcome, Check) or holding * 2 >= len(told))
        before.append(run)


def _value(figure: Figure) -> Decimal:
    """Give what a figure stands for, to sort by."""
    return figure.value


def _changed(
    change: Change, new: Figure, difference: Figure, passage: Passage, ledger: Ledger
) -> Iterator[Finding | Check | Unchecked]:
    """Hold 增加D, 提高D个百分点 against the two amounts."""
    if change.old:
        yield from judge_gap(new, change.old, difference, "difference.stated", up=change.up)
        return
    year = old_year(change)
    olds = ledger.in_year(new, year) if year is not None else ()
    near = [f for f in olds if passage.block.start <= f.start < new.start]
    for old in (near or olds)[-1:]:
        yield from judge_gap(new, old, difference, "difference.year_before", up=change.up, soft=not near)
    yield from () if olds else base_of(change, difference, Relation.DIFFERENCE, ledger)


def _grown(change: Change, old: Figure, difference: Figure, passage: Passage) -> Iterator[Finding | Check]:
    """Hold 收支总计A元。与上年B元相比，各增加D元: B and D in one sentence, A in that before it."""
    news = [claim.new for claim in taken_up(change, passage) if claim.new and claim.new.start < old.start]
    news = [new for new in news if new.sentence < old.sentence]
    told = [o for new in news for o in judge_gap(new, old, difference, "difference.taken_up", up=change.up, soft=True)]
    holding = [outcome for outcome in told if isinstance(outcome, Check)]
    yield from holding[:1] or (told[:1] if len({new.value for new in news}) == 1 else ())


@needs("高|低|多|少|超|快|慢|相差|落后|领先", figures=3)
def _compared(sentence: Sentence) -> Iterator[Finding | Check]:
    """Hold A低于B D个百分点, A比B高D元 against the two figures named before."""
    figures = sentence.figures
    for i, figure in enumerate(figures):
        up = _than(figure.lead, figures[i - 1].lead) if i > 1 else None
        if i > 1 and (former := _FORMER.search(figure.lead)):
            up = (former["which"] == "前") is not former["verb"].startswith(_LOWER)
        points = _POINTS_APART.match(figure.lead) if i > 1 and figure.base == POINTS else None
        if points:
            up = not points["verb"].startswith(_LOWER)
            up = up if points["verb"] != "相差" else figures[i - 2].value >= figures[i - 1].value
        apart = _JUST_APART.match(figure.lead) if i > 1 and figure.base not in {PERCENT, POINTS} else None
        if apart and up is None:
            up = not apart["verb"].startswith(_LOWER)
        if up is not None:
            grew = [f for f in figures[max(0, i - _REACH) : i] if f.base == PERCENT and is_change(f)]
            first, second = grew[-2:] if points and len(grew) > 1 and "增" in figure.lead else figures[i - 2 : i]
            either = points is not None and "前者" not in points[0] and "后者" not in figure.lead
            if either and up is (first.value < second.value):  # A4.2%，B5.7%，高1.5个百分点: B is higher
                first, second = second, first
            if apart and apart["verb"] == "相差" and first.value < second.value:
                first, second = second, first
            if first.base == second.base == (PERCENT if figure.base == POINTS else figure.base):
                yield from judge_gap(first, second, figure, "difference.than", up=up)
            continue
        beside = _BESIDE.search(figure.lead) or _THAN.search(figure.lead)
        if not beside:
            continue
        base = PERCENT if figure.base == POINTS else figure.base
        earlier = [f for f in figures[max(0, i - _REACH) : i] if f.base == base and f.base]
        up = not beside["verb"].startswith(_LOWER)
        if len(earlier) < 2 or (base != PERCENT and _THAN.search(figure.lead) is None and not _gap(figure, earlier)):
            continue
        first, second = earlier[-2:]
        one = re.split(r"[,;]", figure.lead[: beside.start()])[-1]
        if shared(beside["other"], _name(first)) > shared(beside["other"], _name(second)):
            first, second = second, first
        sure = (
            (not one or shared(one, _name(first)) >= 2)
            and shared(beside["other"], _name(second)) >= 2
            and len(earlier) == 2
        )
        outcomes = tuple(judge_gap(first, second, figure, "difference.compared", up=up, accuse=sure))
        if outcomes or base != PERCENT:
            yield from outcomes
        else:
            yield from judge_gap(second, first, figure, "difference.compared", up=up, accuse=False)


def _gap(figure: Figure, earlier: Sequence[Figure]) -> bool:
    """Tell whether 高于公务员D元 gives how far the two amounts before it are apart, not what the first is above."""
    return (
        len(earlier) == _SIDES and all(figure.value * _FAR_LESS < f.value for f in earlier) and figure.tail[:1] != "的"
    )


def _than(words: str, before: str) -> bool | None:
    """Read 比公务员B元高D元 and 高于公务员B元D元 around B: upwards or not, None for neither."""
    apart = _APART.match(words)
    if apart and _OTHER.search(before):
        return not apart["verb"].startswith(_LOWER)
    beside = _BESIDE.search(before)
    if beside and _NEXT.fullmatch(words):
        return not beside["verb"].startswith(_LOWER)
    return None


@needs("缺|差|空编|短|不足|尚有|仍有|低|少|矮|窄|欠|未|剩|结余|结转", figures=3)
def _lacking(sentence: Sentence) -> Iterator[Finding | Check]:
    """Hold 需A人、实有B人、缺C人 against A − B, and A人、床位B张、缺C张, one for each."""
    for i, lack in enumerate(sentence.figures):
        if i < 2 or not lack.quantity.additive or not _LACK.search(lack.lead):
            continue
        needed, held = sentence.figures[i - 2 : i]
        seats = held.base == lack.base and needed.base == "人" and _SEATS.search(held.clause) is not None
        if not seats and held.base != lack.base:
            continue
        if not seats and needed.base != lack.base:
            yield from _lacking_far(sentence.figures[max(0, i - _FAR) : i - 2], held, lack)
            continue
        sure = seats or (
            bool(_NEEDED.search(needed.lead) and _HELD.search(held.lead)) and ";" not in held.lead + lack.lead
        )
        yield from judge_gap(needed, held, lack, "difference.lacking", up=True, accuse=sure)


def _lacking_far(before: Sequence[Figure], held: Figure, lack: Figure) -> Iterator[Finding | Check]:
    """Hold 共有A，占…的S%；已排除B，尚有C against A − B, where shares stand between."""
    needed = [f for f in before if f.base == lack.base and f.value > held.value]
    told = [o for f in needed for o in judge_gap(f, held, lack, "difference.lacking", up=True, soft=True)]
    holding = [outcome for outcome in told if isinstance(outcome, Check)]
    if holding:
        yield holding[-1]
    elif told and _HELD.search(held.lead) and _NEEDED.search(needed[0].lead):
        yield told[0]


@needs("差|少", "距|离|与", figures=2)
def _short_of(sentence: Sentence, ledger: Ledger) -> Iterator[Finding | Check]:
    """Hold V，距…N的标准还差D against N − V, where V stands before it or is what the words before 距 name."""
    for i, lack in enumerate(sentence.figures):
        norm = sentence.figures[i - 1] if i else None
        from_ = _FROM.search(norm.lead) if norm and _SHORT.match(lack.lead) else None
        if norm is None or from_ is None or norm.base != (PERCENT if lack.base == POINTS else lack.base):
            continue
        own = bare(from_["own"])
        norm = norm if norm.stands else replace(norm, stands=exactly(norm.value))  # 4.8平方米以上
        beside = [f for f in sentence.figures[max(0, i - 2) : i - 1] if f.base == norm.base] if not own else []
        far = [f for f in ledger.called(own, norm.base) if f.start < norm.start][-1:] if own else []
        for held in (*beside, *far):
            yield from judge_gap(norm, held, lack, "difference.short_of", up=True, accuse=bool(beside))


def judge_gap(
    a: Figure, b: Figure, difference: Figure, rule: str, *, up: bool, soft: bool = False, accuse: bool = True
) -> Iterator[Finding | Check]:
    """Compare a − b with the difference that is claimed, upwards or downwards."""
    if a.stands is None or b.stands is None or difference.stands is None:
        return
    gap = minus(a.stands, b.stands)
    sign = Decimal(1) if up else Decimal(-1)
    claimed = times(difference.stands, sign)
    readings = [gap]
    if difference.base == PERCENT:
        grown = over(gap, b.stands)
        readings += [times(grown, Decimal(100))] if grown else []
    figures = (a, b, difference)
    exact = a.value - b.value
    sum_ = f"{number(a.metric.value)}-{_bracketed(b.metric.value)}"
    if a.quantity != b.quantity:
        sum_ = f"{a.quote}-{b.quote}"
    in_print = difference.quantity.factor if a.quantity != b.quantity else a.quantity.factor
    if any(reading.meets(claimed) for reading in readings):
        finest = min(step(f.metric.value) * f.quantity.factor for f in (a, b))
        least = step(difference.metric.value) * difference.quantity.factor
        # amounts printed as finely as their difference must give it to the digit
        if near(exact * sign, difference.stands, least if finest != least else Decimal(0)):
            yield tick(Relation.DIFFERENCE, figures, f"{sum_}={number((exact / in_print).normalize() + 0)}", rule)
            return
        # rounding alone, or cutting off alone, leaves less than two steps between amounts of one print
        soft = True
        accuse = accuse and finest == least and abs(exact * sign - difference.value) >= _ROUNDED * least
    if accuse:
        turned = (exact > 0) is not up
        yield doubt(
            Relation.DIFFERENCE,
            figures,
            says=f"{named(a)}，{named(b)}，相差{difference.quote}",
            should=f"≈{amount(abs(exact), difference.base)}{'（方向相反）' if turned else ''}",
            working=f"{a.quote} − {_bracketed(b.metric.value, b.quote)} = "
            f"{amount(exact, difference.base)}，与{difference.quote}不符",
            rule=rule,
            soft=soft or claimed.gap(gap) < step(difference.metric.value) * difference.quantity.factor,
        )


def _name(figure: Figure) -> str:
    """Name a figure by its indicator and the words before it."""
    return f"{figure.metric.subject}{figure.metric.indicator} {figure.lead}"


def _bracketed(value: Decimal, quote: str = "") -> str:
    """Write a subtrahend, a negative one in brackets."""
    words = quote or number(value)
    return f"({words})" if value < 0 else words


_FAR = 6
_ROUNDED = 2
_SIDES = 2
_FAR_LESS = 4
"""A gap is smaller than what it parts by so much at least."""
_REACH = 8
"""How many figures back a comparison looks for its two sides."""
