"""Quotients: shares, rates and amounts for each, with the figures that may be their part and their whole."""

from collections.abc import Container, Iterator, Sequence
from decimal import Decimal

from desktop.checking.binding.judge import Reading
from desktop.checking.binding.scores import EACH_FURTHER, NAMED, NEXT, PARTED, apart, fit, name, named, timely
from desktop.checking.changes import is_change, is_past
from desktop.checking.groups import STAGES, group
from desktop.checking.ledger import Ledger, years
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import PERCENT, TIMES
from desktop.checking.quotients import held
from desktop.lexicon.patterns import regex
from desktop.model.metric import Role

_SAID = r"(?:比例|比重|比率|的|总比|之比|达到?|[约近为仅是]|只有|高达|分别|[:])*$"
_SHARE = regex(rf"(?P<own>[^,;:()。]*?)占(?:比|到|了|据)?(?P<whole>[^,;()。]{{0,30}}?){_SAID}")
_RATE = regex(
    rf"(?:^|[,;:()、。])(?P<own>[^,;:()、。]{{0,16}}?)(?P<noun>率|进度|满意度|知晓度|面|占比|比例|比重){_SAID}"
)
_OF = regex(
    r"(?P<own>[^,;:()]*?)(?:[为是]|相当于|达到?|完成|执行)(?:了|全年)?(?P<whole>[^,;:()]{2,16}?)的(?:约|近|比例为?|比重为?)*$"
)
_INSIDE = regex(r"^\)?(?:[^,;:\d]{1,12})?的(?:约|近|比例为?|比重为?)?$")
_TAKES = regex(r"(?P<own>[^,;:]*?)(?:占|[为是]|相当于|完成|达到?|执行|仅|只有)[^,;]*$")
_STOP = regex(r"[,;、。()]")
_MOVED = regex(r"(?:^|,)(?:由|从)|自\d|比上年|较上年|高于|低于")
_AVERAGE = regex(r"[平人生户班校园月年]均|每")
_BY, _WORKED_OUT = regex(r"^按"), regex(r"^[^,;。\d]{0,4}(?:测算|计算|计)")
_JOINT = regex(r"[、,和与及]")
_GOES_ON = regex(r"[,、和](?:并|又|也|同时)?占")
_OF_PEOPLE = regex(r"(?:文盲|识字|入学|入园|辍学|升学|毕业|失学|流失)$")
_SCHOOL = regex(r"(?:校|园|教学点|小学|中学)$")
_ALIKE = tuple(
    (regex(stem), regex(words))
    for stem, words in (
        ("办结|完成|整改|到位|销号|解决|完毕", "办结|完成|整改|到位|销号|解决|完毕|^[,;]?(?:其中)?(?:已|实际)"),
        ("支出|执行|使用|拨付|完成", "支出|执行|使用|拨付|完成"),
        ("参[与加训]", "参[与加训]"),
        ("合格|达标|通过", "合格|达标|通过"),
        ("收回|回收", "收回|回收"),
    )
)
"""Acts that a rate and its part may call otherwise: 支出2916万元，执行率90%."""
_OF_SCHOOLS = frozenset("所个家")
_PLANNED = regex(r"预算|计划|任务|目标|应|需|核定")
_ADDED = regex(r"追加|调[增剂整]")
_WAS = regex(r"(?:^|[,;:])[^,;:]{0,12}[由从][^,;:()]{0,14}$")
_YEAR = regex(r"((?:19|20)\d\d)年?(?:同期)?")
_BEFORE, _AFTER, _FAR = 10, 3, 40
_PARTS = 4
_AMONG = 2.0
_ALL_THERE_ARE = regex(r"共|总|全[县区市州旗]")
_OF_ITS_KIND = 1.5
_STATED = 3.0
_NAME = 4
"""A name of more characters tells a figure from all others."""
_LIST = 24
"""No list of shares is longer to either side."""
_OTHER_STAGE = 2.0
_ALL = 1.0
_BESIDE = 1.0
_CROSSED = 3.0
_OVERRUN = Decimal("1.2")
"""What was spent may exceed what was planned by so little."""
_DOES = 1.5
_SHARED = 2.0
_ALL_OF_THEM = 100


class Share:
    """A share with what its words say of its part and its whole."""

    __slots__ = ("figure", "inside", "own", "rate", "whole")

    def __init__(self, figure: Figure, own: str, whole: str, *, inside: bool = False, rate: bool = False) -> None:
        self.figure, self.own, self.whole, self.inside, self.rate = figure, own, whole, inside, rate


def shares(sentence: Sentence, told: Container[int]) -> Iterator[Share]:
    """Read the shares that a sentence claims; none that are ``told`` already."""
    for i, figure in enumerate(sentence.figures):
        if _is_share(figure) and figure.start not in told and (share := _share_of(sentence.figures, i)):
            yield share


def _share_of(figures: Sequence[Figure], i: int, *, goes_on: bool = True) -> Share | None:
    """Read what a percentage claims to be a share of; None where its words name no relation.

    ``goes_on`` tells whether one that names no subject has that of the share right before it.
    """
    figure = figures[i]
    if figure.stands is None or not _is_share(figure) or is_change(figure):
        return None
    first = _row(figures, i)[0]
    lead = figures[first].lead
    of = "的" in lead
    if of and first and _INSIDE.match(lead) and (takes := _TAKES.search(figures[first - 1].lead)):
        return Share(figure, takes["own"] or (_subject(figures, first - 1) if goes_on else ""), "", inside=True)
    if said := ("占" in lead and _SHARE.search(lead)) or (of and _OF.search(lead)):
        own = said["own"] or (_subject(figures, first) if goes_on else "")
        return None if _MOVED.search(said[0]) else Share(figure, own, said["whole"])
    if said := _RATE.search(lead):
        # 率达100% is said of all that there are, whatever amounts stand before it
        whole = figure.value == _ALL_OF_THEM or _MOVED.search(said[0])
        rate = said["noun"] not in {"占比", "比例", "比重"}
        return None if whole else Share(figure, said["own"] + said["noun"][:-1], "", rate=rate)
    return None


def _subject(figures: Sequence[Figure], at: int) -> str:
    """Give what the share right before 占 is said of, which goes on to the next: 拨款占经费的77%，占支出的23%."""
    before = _share_of(figures, at - 1, goes_on=False) if at and _GOES_ON.match(figures[at].lead) else None
    return before.own if before and before.figure.base == PERCENT and not before.rate else ""


def _is_share(figure: Figure) -> bool:
    """Tell whether a figure is a share or a multiple: 31.2%, 四分之一, 2.6倍."""
    return figure.base in {PERCENT, TIMES} or (not figure.base and "分之" in figure.quote)


def readings(claim: Share, passage: Passage, ledger: Ledger, divided: set[int]) -> Iterator[Reading]:
    """List the pairs of figures that a share may be worked out of; shares beside it are of what is ``divided``."""
    figures, at = passage.figures, passage.place[claim.figure.start]
    first, many = _row(figures, at)
    place_in = at - first
    if many > 1:
        # the parts of 分别占a、b、c are as many right before them
        at = first
    before = [f for f in figures[max(0, at - _BEFORE) : at - claim.inside] if _stands(f, claim.figure)]
    parts = [f for f in reversed(before) if not is_past(f) and not _counted_by(f)]
    if claim.rate and _OF_PEOPLE.search(claim.own):
        parts = [f for f in parts if f.base == "人"]
    if many > 1:
        # nor is the end of a longer list: 分别为A、B、C，分别占a、b
        whole_list = len(parts) >= many and _JOINT.fullmatch(parts[many - 1].lead) is None
        parts = parts[many - 1 - place_in :][:1] if whole_list else []
    if claim.inside:
        whole = figures[at - 1]
        parts = [f for f in parts if f is not whole]
        if not _stands(whole, claim.figure):
            return
        for score, part in _parts(claim, [f for f in parts if f.base == whole.base], passage):
            beside = claim.figure.base == TIMES and passage.place[part.start] == at - 2
            yield _reading(claim, part, whole, score + _STATED + _DOES * beside)
        return
    year = _YEAR.fullmatch(claim.whole)
    parts = [
        f for f in parts if year or (timely(f, claim.figure) and not _AVERAGE.search(f"{f.metric.indicator}{f.label}"))
    ]
    last = first + many
    behind = [f for f in figures[last : last + _AFTER] if _stands(f, claim.figure)]
    behind = [f for f in behind if f.depth > claim.figure.depth or (many > 1 and _ALL_THERE_ARE.search(f.clause))]
    yield from _far_part(claim, before, ledger) if len(claim.own) > _NAME and not claim.rate else ()
    for score, part in _parts(claim, parts, passage):
        place, kin = passage.place[part.start], _kin(part)
        near = [*reversed(figures[max(0, place - _BEFORE) : at]), *behind]
        home = [f for f in near if f.base in kin and f is not part]
        if year:
            yield from _of_year(claim, part, home, int(year[1]), score)
            continue
        far = [f for f in ledger.before(part)[-_FAR:] if f.base in kin and f.start not in passage.place]
        for fits, whole in _wholes(claim, part, home, far, passage):
            again = whole.start in divided and not (claim.rate and _does(claim.own, part) < 0)
            yield _reading(claim, part, whole, score + fits + again * (_DOES if claim.rate else _STATED))


def _far_part(claim: Share, before: Sequence[Figure], ledger: Ledger) -> Iterator[Reading]:
    """Take the figure before a share for its whole where its part is told by name above: 支出8亿元，教育经费占18%."""
    whole = before[-1] if before else None
    beside = whole is not None and whole.sentence == claim.figure.sentence and not is_past(whole)
    if whole is None or not beside or named(claim.own, whole) == NAMED:
        return
    own = claim.own.removesuffix("占").removesuffix("的")
    for part in ledger.called(own, whole.base)[-1:]:
        if part.value < whole.value and part.start < whole.start and timely(part, whole):
            yield _reading(claim, part, whole, NEXT + NAMED + _BESIDE)


def _of_year(claim: Share, part: Figure, home: Sequence[Figure], year: int, score: float) -> Iterator[Reading]:
    """List the figures of the year that 是2020年的2.1倍 names, the nearest first."""
    named_so = [f for f in home if f.base == part.base and f.value and _stands(f, claim.figure)]
    was = [f for f in home[:1] if part.start > f.start and _WAS.search(f.lead)]  # 由A提高到B，是2008年的2.5倍
    named_so = [f for f in named_so if years(f.metric) == (year, year) or f"{year}年" in f.clause or f in was]
    for rank, whole in enumerate(named_so):
        yield _reading(claim, part, whole, score + _STATED + NEXT - EACH_FURTHER * rank)


def _row(figures: Sequence[Figure], at: int) -> tuple[int, int]:
    """Find the list of shares that one stands in, by where it begins and how many it has; 分别 must open it."""
    first = at
    least, most = max(0, at - _LIST), min(len(figures) - 1, at + _LIST)  # looked through for every share of it
    while first > least and _JOINT.fullmatch(figures[first].lead) and figures[first - 1].base == PERCENT:
        first -= 1
    inside = first and _INSIDE.match(figures[first].lead) is not None  # 分别占918人的20%、80%
    if "分别" not in figures[first - inside].lead:
        return at, 1
    last = at
    while last < most and _JOINT.fullmatch(figures[last + 1].lead) and figures[last + 1].base == PERCENT:
        last += 1
    return first, last + 1 - first


def _parts(claim: Share, parts: Sequence[Figure], passage: Passage) -> Iterator[tuple[float, Figure]]:
    """Score what may be the part of a share, the nearest first."""
    told = 0
    for place, part in enumerate(parts):
        # nearer ones that go by another name are passed over
        called = not claim.rate and named(claim.own, part) == NAMED
        if place >= _PARTS and not called:
            continue
        rank = told if called else place
        told += called
        score = NEXT - 2 * EACH_FURTHER * rank + apart(part, claim.figure, home=True)
        score -= PARTED * (";" in claim.figure.lead)
        between = passage.figures[passage.place[part.start] + 1 : passage.place[claim.figure.start]]
        score -= _SHARED * any(f.base == PERCENT for f in between[:1])
        fits = _does(claim.own, part) if claim.rate else _own(claim.own, part)
        yield score + fits - _SHARED * (claim.rate and fits <= 0 and part.sentence < claim.figure.sentence), part


def _own(words: str, part: Figure) -> float:
    """Score how well a part goes by the words that a share has for it; words that share no letter are of another."""
    other = len(words) > 2 and not set(words) & set(name(part))
    return -4 * _DOES if other else named(words, part) / 2


def _does(stem: str, part: Figure) -> float:
    """Score how well a part is what a rate is named for: 持证率 of those who hold (持有…证)."""
    did = frozenset(stem.removesuffix("占").removesuffix("比")[-2:])
    words = f"{part.clause}，{part.metric.indicator}{_STOP.split(part.tail[:4])[0]}"
    if any(act.search(stem) and done.search(words) for act, done in _ALIKE):
        return _DOES
    tied = sum(letter in words for letter in did)
    return (_DOES * (1 if tied == len(did) else -0.5) if tied else -3 * _DOES) if did else 0.0


def _wholes(
    claim: Share, part: Figure, home: Sequence[Figure], far: Sequence[Figure], passage: Passage
) -> Iterator[tuple[float, Figure]]:
    """Score what may be the whole of a part: by the words of the share, or by what divides it."""
    rank = 0
    for figure in home:
        if not _may_be(figure, part, claim.figure):
            continue
        later = figure.start > part.start
        called = bool(claim.whole) and named(claim.whole, figure) == NAMED
        score = (
            NEXT
            - EACH_FURTHER * rank
            + apart(figure, part, home=True)
            - (PARTED if claim.rate or _counted_by(figure) else 2 * PARTED) * (later and not called)
        )
        rank += not later
        between = passage.figures[passage.place[figure.start] + 1 : passage.place[claim.figure.start]]
        score -= _CROSSED * ("缺" in claim.own and _PLANNED.search(f"{figure.clause}{figure.tail[:2]}") is None)
        score -= 2 * _CROSSED * any(_ADDED.search(f.clause) for f in between if f is not part)
        yield score + _called(claim, part, figure, passage), figure
    for figure in reversed(far):
        if _may_be(figure, part, claim.figure):
            score = _called(claim, part, figure, passage)
            if score >= _OF_ITS_KIND:
                yield score + apart(figure, part, home=False) + _ALL * (figure.metric.role is Role.LEVEL), figure


def _called(claim: Share, part: Figure, whole: Figure, passage: Passage) -> float:
    """Score how a whole is called: as the share says, else as its part is, or by a word that divides it."""
    stages = group(whole) & STAGES
    other = stages and group(part) & STAGES and not stages & group(part) and not stages <= {"义务教育", "中小学"}
    owners = group(whole) - STAGES, group(part) - STAGES
    other = other or (all(owners) and not owners[0] & owners[1])
    score = named(claim.whole, whole) if claim.whole else 0.0
    if not claim.whole:
        kind = whole.metric.indicator or whole.label
        score += _OF_ITS_KIND * (fit(kind, part) > 0.5)
        place = passage.place.get(whole.start)
        if place is not None and place + 1 < len(passage.figures) and "占" in passage.figures[place + 1].lead:
            score -= _SHARED  # it is a part itself
        if place is not None and place < passage.place[part.start]:
            between = passage.figures[place + 1 : passage.place[part.start] + 1]
            among = between[0].sentence == whole.sentence and "中," in between[0].lead
            score -= _CROSSED * (not among and any(";" in f.lead for f in between))
            score += _BESIDE * (len(between) == 1 and part.sentence == whole.sentence == claim.figure.sentence)
            score += _AMONG * any("其中" in f.lead or "中" in f.lead[:6] for f in between)
    return score - _OTHER_STAGE * bool(other) + _STATED * _counted_by(whole)


def _counted_by(figure: Figure) -> bool:
    """Tell whether a figure is said to be what a share is counted by: 按在园幼儿12000人测算."""
    return _BY.search(figure.clause) is not None and _WORKED_OUT.match(figure.tail) is not None


def _reading(claim: Share, part: Figure, whole: Figure, score: float) -> Reading:
    """Lay a pair out as a reading of a share."""
    factor = 100 if claim.figure.base == PERCENT else 1
    return Reading(
        score,
        (part, whole, claim.figure),
        part.value * factor / whole.value,
        lambda: held([(part, whole)], claim.figure, "ratio.bound", accuse=True, factor=factor),
    )


def _stands(figure: Figure, claim: Figure) -> bool:
    """Tell whether a figure is an amount that may be an operand."""
    return (
        figure is not claim
        and not figure.quantity.share
        and bool(figure.base)
        and figure.stands is not None
        and not is_change(figure)
    )


def _kin(part: Figure) -> frozenset[str]:
    """List the units that count as a part's does; schools are counted by 所, their 教学点 by 个."""
    return _OF_SCHOOLS if part.base in _OF_SCHOOLS and _SCHOOL.search(part.label) else frozenset((part.base,))


def _may_be(whole: Figure, part: Figure, claim: Figure) -> bool:
    """Tell whether a figure that counts as a part does may be its whole."""
    if not whole.value or not _stands(whole, claim):
        return False
    if whole.value < part.value and claim.base != TIMES and _PLANNED.search(whole.clause) is None:
        return False
    larger = (
        whole.value >= part.value or claim.value > 100 or claim.base == TIMES or part.value < whole.value * _OVERRUN
    )
    return larger and timely(whole, part) and not is_past(whole)
