"""Growth: a rate held against the two amounts, a rise against its direction."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.changes import Change, old_year, signed
from desktop.checking.intervals import Interval, exactly, minus, near, over, plus, step, times
from desktop.checking.ledger import Ledger, named_years, years
from desktop.checking.missing import base_of
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import PERCENT, TIMES
from desktop.checking.runs import runs
from desktop.checking.taken_up import taken_up
from desktop.checking.wording import about, amount, asked, doubt, fine, named, number, tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation, Unchecked
from desktop.model.metric import Role

_JOINED = regex(r"[、,和与]")
_OF_YEAR = regex(r"(?P<year>(?:19|20)\d\d)年(?P<words>[^,、;\d]{0,6})$")
_EACH_GROWN = regex(
    r"(?:分别(?:比上年|较上年|同比)?(?:(?P<up>增长|提高|上升|增加)|下降|减少|降低)|(?P<rise>增[幅速]|增长率)分别)[为约达]*$"
)
_PART_OF_YEAR = regex(r"[一二三四]季度|[上下]半年|前[一二三四五六七八九十]+个?(?:月|季度)|\d{1,2}[-—至]\d{1,2}月")
_LAST_YEAR = regex(r"上年|去年|同期")
_DOUBLED = regex(
    r"[^。;\d]{0,10}?(?P<near>[接将]?近|基本|几乎)?(?:实现)?(?P<words>翻了?(?:(?P<many>[一两二三])?番|(?:一)?倍)(?P<more>多|有余|以上)?)"
)
_CLOSE, _NEARLY = Decimal("0.03"), Decimal("0.9")
_TOTAL = regex(r"总|合计|共计")
_PAIR = 2
_ROOM = Decimal("1.2")


def growth(
    passage: Passage, claims: Sequence[Sequence[Change]], ledger: Ledger
) -> Iterator[Finding | Check | Unchecked]:
    """Recompute the growth that a passage claims, sentence by sentence."""
    for sentence, said in zip(passage.sentences, claims, strict=True):
        listed = list(_in_lists(sentence, said))
        yield from listed
        if not said:
            continue
        told = {outcome.anchors[-1] for outcome in listed}
        told |= {f.start for run in runs(sentence) if "分别" in run[0].lead for f in run if f.base == PERCENT}
        different = len(set(named_years(sentence.words)))
        for change in said:
            if change.moved:
                yield from _direction(change)
                yield from _doubled(change)
            if change.rate and change.rate.start not in told:
                yield from _rate(change, change.rate, different, passage, ledger)


@needs("分别", unit=PERCENT, figures=2)
def _in_lists(sentence: Sentence, said: Sequence[Change]) -> Iterator[Finding | Check]:
    """Hold 分别增长R1、R2 against as many moves before it, or as many amounts before it and of 上年 behind it."""
    lists = runs(sentence)
    for at, rates in enumerate(lists):
        verb = _EACH_GROWN.search(rates[0].lead) if all(f.base == PERCENT for f in rates) else None
        if verb is None:
            continue
        moved = [(c.new, c.old) for c in said if c.moved and c.new and c.old and c.new.start < rates[0].start]
        behind = [run for run in lists[at + 1 : at + 2] if _LAST_YEAR.search(run[0].lead)]
        news = lists[at - 1] if at and len(lists[at - 1]) == len(rates) else ()
        pairs = moved[-len(rates) :] or [pair for olds in behind for pair in zip(news, olds, strict=False)]
        if len(pairs) != len(rates) or any(new.base != old.base or new.base == PERCENT for new, old in pairs):
            continue
        change = Change(up=bool(verb["up"] or verb["rise"]))
        for pair, rate in zip(pairs, rates, strict=True):
            yield from judge_rate(change, rate, (pair,), soft=False, rule="growth.list")


def _rate(
    change: Change, rate: Figure, named: int, passage: Passage, ledger: Ledger
) -> Iterator[Finding | Check | Unchecked]:
    """Hold a rate against whatever its sentence, which names so many years, or the year before gives."""
    if rate.stands is None:
        return
    if change.new and change.old:
        yield from judge_rate(change, rate, ((change.new, change.old),), soft=False, rule="growth.stated")
    elif change.new and change.difference and change.difference.base == change.new.base:
        yield from by_difference(change, change.new, change.difference, rate)
    elif change.new and named == _PAIR and (pair := _pair(change, change.new, passage)):
        yield from judge_rate(change, rate, (pair,), soft=False, rule="growth.pair")
    elif change.new:
        year, span = old_year(change), years(change.new.metric)
        olds = ledger.in_year(change.new, year) if year is not None else ()
        if year is None and span and span[0] == span[1]:
            olds = ledger.beside(change.new, span[0] - 1)
        olds = tuple(f for f in olds if _part_of_year(f) == _part_of_year(change.new))
        here = [f for f in olds if passage.block.start <= f.start < change.new.start]
        pairs = tuple((change.new, old) for old in (*reversed(here), *(f for f in olds if f not in here)))
        yield from judge_rate(change, rate, pairs, soft=not here, rule="growth.year_before")
        yield from () if pairs else base_of(change, rate, Relation.GROWTH, ledger)
    elif change.old and change.difference and change.difference.base == change.old.base:
        yield from _by_old(change, change.old, change.difference, rate)
    elif amounts := taken_up(change, passage):
        yield from _by_any(amounts, rate)
    else:
        yield from _implied_base(change, change.difference, rate, passage) if change.difference else ()
        yield from base_of(change, rate, Relation.GROWTH, ledger)


def _part_of_year(figure: Figure) -> str:
    """Give the words that make a figure one of a part of a year only (一季度, 上半年)."""
    found = _PART_OF_YEAR.search(f"{figure.metric.period}{figure.lead}")
    return found[0] if found else ""


def _by_any(claims: Sequence[Change], rate: Figure) -> Iterator[Finding | Check]:
    """Hold a difference and its rate against amounts of which one is meant: right with one, wrong with none."""
    told = [
        outcome
        for claim in claims
        if claim.new and claim.difference
        for outcome in by_difference(claim, claim.new, claim.difference, rate)
    ]
    holding = [outcome for outcome in told if isinstance(outcome, Check)]
    if holding:
        yield holding[0]
    elif len(told) == len(claims):
        yield told[0] if len(told) == 1 else asked(told[0])


def _pair(change: Change, new: Figure, passage: Passage) -> tuple[Figure, Figure] | None:
    """Find the year before of 2022年、2023年分别为A、B，增长R%, or of 2022年A、2023年B，增长R%."""
    at = passage.place[new.start]
    old = passage.figures[at - 1] if at else None
    if old is None or old.base != new.base:
        return None
    if _year_by_year(old, new):
        return new, old
    if change.compared is not None or "分别" not in old.lead or not _JOINED.fullmatch(new.lead):
        return None
    span, before = years(new.metric), years(old.metric)
    return None if span and before and span <= before else (new, old)


def _year_by_year(old: Figure, new: Figure) -> bool:
    """Tell whether two neighbours are one thing in two years running: 2022年8亿元、2023年9亿元."""
    before, after = _OF_YEAR.search(old.lead), _OF_YEAR.search(new.lead)
    if before is None or after is None or old.sentence != new.sentence or new.lead[: after.start()] not in {"、", ","}:
        return False
    return int(after["year"]) == int(before["year"]) + 1 and after["words"] in {"", "为", "达", before["words"]}


def judge_rate(
    change: Change, rate: Figure, pairs: tuple[tuple[Figure, Figure], ...], *, soft: bool, rule: str
) -> Iterator[Finding | Check]:
    """Compare a rate with new ÷ old − 1: right if one reading holds, wrong only if none does."""
    claimed = times(rate.stands or exactly(0), signed(change, rate))
    missed: tuple[Figure, Figure, Interval] | None = None
    for new, old in pairs:
        quotient = over(new.stands, old.stands) if new.stands and old.stands else None
        if quotient is None:
            continue
        grown = _grown(quotient, rate)
        if any(claimed.meets(reading) for reading in grown):
            point = _point(new, old, rate)
            if near(point, claimed, step(rate.metric.value)) or rate.base == TIMES:
                sum_ = f"{number(new.metric.value)}/{number(old.metric.value)}-1"
                computed = f"{sum_}={fine(point, rate.metric.value, rate.base)}"
                yield tick(Relation.GROWTH, (new, old, rate), computed, rule)
            return
        missed = missed or (new, old, grown[0])
    if missed:
        new, old, by = missed
        told = fine(_point(new, old, rate), rate.metric.value, rate.base)
        yield doubt(
            Relation.GROWTH,
            (new, old, rate),
            says=f"{new.quote}比{old.quote}{_verb(change, rate)}{rate.quote}",
            should=about(by, rate.base),
            working=f"{new.quote} ÷ {old.quote} − 1 = {told}，与{rate.quote}不符",
            rule=rule,
            soft=soft or claimed.gap(by) < step(rate.metric.value) or len(pairs) > 1,
        )


def _grown(quotient: Interval, rate: Figure) -> tuple[Interval, ...]:
    """Turn new ÷ old into the growth claimed; 增长2倍 is also said of what became two times as much."""
    one = exactly(1)
    if rate.base == TIMES:
        return minus(quotient, one), quotient
    return (times(minus(quotient, one), Decimal(100)),)


def by_difference(change: Change, new: Figure, difference: Figure, rate: Figure) -> Iterator[Finding | Check]:
    """Compare a rate with difference ÷ (new − difference)."""
    if new.stands is None or difference.stands is None or rate.stands is None or rate.base != PERCENT:
        return
    base = minus(new.stands, difference.stands) if change.up else plus(new.stands, difference.stands)
    quotient = over(difference.stands, base)
    if quotient is None:
        return
    share = times(quotient, Decimal(100))
    point = difference.value * 100 / (new.value - difference.value if change.up else new.value + difference.value)
    figures = (new, difference, rate)
    given = difference.quote
    sum_ = f"{given}/({new.quote}{'-' if change.up else '+'}{given})"
    if share.meets(rate.stands):
        if near(point, rate.stands, step(rate.metric.value)):
            yield tick(Relation.GROWTH, figures, f"{sum_}={fine(point, rate.metric.value)}", "growth.difference")
    else:
        yield doubt(
            Relation.GROWTH,
            figures,
            says=f"{_verb(change, difference)}{difference.quote}，{_verb(change, rate)}{rate.quote}",
            should=about(share, PERCENT),
            working=f"{sum_.replace('/', ' ÷ ')} = {fine(point, rate.metric.value)}，与{rate.quote}不符",
            rule="growth.difference",
            soft=share.gap(rate.stands) < step(rate.metric.value),
        )


def _by_old(change: Change, old: Figure, difference: Figure, rate: Figure) -> Iterator[Finding | Check]:
    """Compare a rate with difference ÷ old: 比上年的A减少D，下降R%."""
    quotient = over(difference.stands, old.stands) if difference.stands and old.stands else None
    if quotient is None or rate.stands is None or rate.base != PERCENT or not old.value:
        return
    share, point = times(quotient, Decimal(100)), difference.value * 100 / old.value
    figures, told = (difference, old, rate), fine(point, rate.metric.value)
    if share.meets(rate.stands):
        if near(point, rate.stands, step(rate.metric.value)):
            yield tick(Relation.GROWTH, figures, f"{difference.quote}/{old.quote}={told}", "growth.of_old")
    else:
        yield doubt(
            Relation.GROWTH,
            figures,
            says=f"比{old.quote}{_verb(change, difference)}{difference.quote}，{_verb(change, rate)}{rate.quote}",
            should=about(share, PERCENT),
            working=f"{difference.quote} ÷ {old.quote} = {told}，与{rate.quote}不符",
            rule="growth.of_old",
            soft=share.gap(rate.stands) < step(rate.metric.value),
        )


def _implied_base(change: Change, difference: Figure, rate: Figure, passage: Passage) -> Iterator[Finding]:
    """Ask what amount 增加D，增长R% grows from: it cannot exceed the total that it is a part of."""
    if difference.stands is None or rate.stands is None or rate.base != PERCENT or difference.base[:1] != "元":
        return
    quotient = over(times(difference.stands, Decimal(100)), rate.stands)
    if quotient is None:
        return
    thing = change.own or difference.metric.indicator
    around = [f for f in passage.figures if abs(f.sentence - rate.sentence) <= 1]
    like = [f for f in around if _standing(f, difference) and f.value > difference.value]
    wholes = [
        f
        for f in like
        if f.sentence == rate.sentence and _TOTAL.search(f"{f.metric.indicator}{f.label}") and _shares(thing, f) >= 3
    ]
    whole = max(wholes, key=lambda f: f.value, default=None)
    if whole is None or whole.stands is None or quotient.low <= whole.stands.high * _ROOM:
        return
    rates = [
        difference.value * 100 / (f.value - difference.value)
        for f in like
        if f.value <= whole.value and _shares(thing, f) > 1
    ]
    should = about(Interval(min(rates), max(rates)), PERCENT)
    base = amount(difference.value * 100 / rate.value, difference.base)
    yield doubt(
        Relation.GROWTH,
        (rate, difference, whole),
        says=f"{_verb(change, difference)}{difference.quote}，{_verb(change, rate)}{rate.quote}",
        should=should,
        working=f"{difference.quote} ÷ {rate.quote} = {base}，与{named(whole)}不符；应约{should[1:]}",
        rule="growth.implied_base",
    )


def _standing(figure: Figure, like: Figure) -> bool:
    """Tell whether a figure is an amount that stands, in the unit of another."""
    return figure.base == like.base and figure.stands is not None and figure.metric.role is Role.LEVEL


def _shares(words: str, figure: Figure) -> int:
    """Measure how much of a phrase names a figure, too."""
    return shared(words, f"{figure.metric.indicator} {figure.clause}")


def _direction(change: Change) -> Iterator[Finding]:
    """Hold 由A提高到B against the order of A and B."""
    new, old = change.new, change.old
    if not (new and old and new.stands and old.stands):
        return
    wrong = new.stands.high < old.stands.low if change.up else new.stands.low > old.stands.high
    if wrong:
        verb = "提高" if change.up else "下降"
        yield doubt(
            Relation.GROWTH,
            (new, old),
            says=f"由{old.quote}{verb}到{new.quote}",
            should="数值下降" if change.up else "数值上升",
            working=f"{new.quote} {'<' if change.up else '>'} {old.quote}，与“{verb}”不符",
            rule="growth.direction",
        )


def _doubled(change: Change) -> Iterator[Finding | Check]:
    """Hold 由A增加到B，翻了一番 against B ÷ A."""
    new, old = change.new, change.old
    said = _DOUBLED.match(new.tail) if new and change.up else None
    if said is None or not (new and old and old.value):
        return
    many = Decimal(2) ** {"": 1, "一": 1, "两": 2, "二": 2, "三": 3}[said["many"] or ""]
    quotient = new.value / old.value
    least, most = (many * _NEARLY if said["near"] else many), many * _ROOM if said["more"] else many
    working = f"{new.quote} ÷ {old.quote} = {fine(quotient, Decimal('0.1'), '')}"
    if least * (1 - _CLOSE) <= quotient <= most * (1 + _CLOSE):
        yield tick(Relation.GROWTH, (new, old), working, "growth.doubled")
    elif quotient < least * (1 - _CLOSE):
        yield doubt(
            Relation.GROWTH,
            (new, old),
            says=f"由{old.quote}到{new.quote}，{said['words']}",
            should=f"不到{number(many)}倍",
            working=f"{working}，与“{said['words']}”不符",
            rule="growth.doubled",
            soft=quotient >= least * _NEARLY,
        )


def shared(a: str, b: str) -> int:
    """Measure the longest run of characters that two short phrases share."""
    a, b = a[:40], b[:40]
    best = 0
    for i in range(len(a)):
        while i + best < len(a) and a[i : i + best + 1] in b:
            best += 1
    return best


def _verb(change: Change, figure: Figure) -> str:
    """Name the direction claimed for a difference or a rate."""
    if figure.base in {PERCENT, TIMES}:
        return "增长" if change.up else "下降"
    return "增加" if change.up else "减少"


def _point(new: Figure, old: Figure, rate: Figure) -> Decimal:
    """Work a growth out from the printed numbers, in the unit of its rate."""
    return (new.value / old.value - 1) * (100 if rate.base == PERCENT else 1)
