"""Tellings: one matter told in two sentences. Most of their figures agree; the one that does not is a slip.

Figures that come back (41,286人, 34个) tell that two sentences are of one matter, whatever words they use; only then is
a figure that one of them gives otherwise held against its like.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from desktop.checking.changes import is_change
from desktop.checking.facts import parts_of
from desktop.checking.groups import BROAD, group
from desktop.checking.intervals import digits
from desktop.checking.ledger import letters, usual, years
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import POINTS
from desktop.checking.transcription import slipped, turned
from desktop.lexicon.patterns import regex
from desktop.model.metric import Role
from desktop.model.report import BlockKind

_TELLING = 3
"""A number of so many digits comes back by chance hardly ever."""
_ROUGHLY = Context(prec=_TELLING)
_NOUN = 2
"""So many characters of a name tell that two small counts are of the same things."""
_MANY = 6
"""A value that comes back oftener tells of nothing."""
_LONG = 60
"""A sentence of more figures is a list, not a telling."""
_ENOUGH = 2
_ONE_SIZE = Decimal("1.5")
"""Values farther apart than this factor are rather of two things, unless a digit slipped."""
_LEAST_SHARED, _MOST_SHARED = Decimal("0.5"), Decimal("0.6")
_PLANNED = regex(r"计划|预计|拟|力争|目标|应[到建配拨]|标准|要求|规定|不[低高少]于")
_OTHER = regex(
    r"其中|另有?|其余|剩余|上年|去年|同期|原有?|由|从|增|减|提高|下降|高于|低于|不足|超过|[人生师班校]均|平均|每"
)
_NOW = regex(r"现[有共]|目前|现在")
_YEAR = regex(r"(?:19|20)\d\d")
_Key = tuple[str, Decimal]


class _Told(NamedTuple):
    """A sentence where it stands, and its place among all; ``stands`` are its figures that say how much there is."""

    number: int
    passage: Passage
    figures: tuple[Figure, ...]
    stands: tuple[Figure, ...]


def tellings(passages: Sequence[Passage], told: set[int]) -> Iterator[tuple[Figure, Figure, bool | None]]:
    """Find pairs of one fact in two sentences of one matter: told alike (None), or otherwise, with whether soft."""
    sentences = [
        _Told(number, passage, sentence.figures, tuple(filter(_stands, sentence.figures)))
        for number, (passage, sentence) in enumerate(
            (passage, sentence)
            for passage in passages
            if passage.block.kind is not BlockKind.ROW
            for sentence in passage.sentences
            if len(sentence.figures) <= _LONG
        )
    ]
    by_number = {each.number: each for each in sentences}
    for (one, other), shared in _agreeing(sentences).items():
        if shared >= _ENOUGH:
            yield from ((a, b, None) for a, b in _alike(by_number[one].stands, by_number[other].stands))
        for a, b, soft in _apart(by_number[one], by_number[other], shared):
            if a.start not in told and b.start not in told:
                told.update((a.start, b.start))
                yield a, b, soft


def _agreeing(sentences: Sequence[_Told]) -> dict[tuple[int, int], int]:
    """Weigh what two sentences have in common, for each pair that has enough; those of one paragraph need less."""
    seen: dict[_Key, list[tuple[_Told, Figure]]] = defaultdict(list)
    for each in sentences:
        for figure in each.figures:
            if figure.base and figure.base != POINTS:
                seen[_key(figure)].append((each, figure))
    weight: Counter[tuple[int, int]] = Counter()
    for same in seen.values():
        if 1 < len(same) <= _MANY:
            for (one, a), (other, b) in combinations(same, 2):
                if one is not other and _agree(a, b):
                    telling = min(_digits(a), _digits(b)) + _named_alike(a, b) + (one.passage is other.passage)
                    weight[one.number, other.number] += 2 if telling > _TELLING else 1
    for one, other in pairwise(sentences):
        if one.passage is other.passage:
            weight[one.number, other.number] += 1
    return weight


def _key(figure: Figure) -> _Key:
    """Round a value to three digits, so that 5.27万 and 52,690 meet."""
    return figure.base, _ROUGHLY.plus(figure.value)


def _digits(figure: Figure) -> int:
    """Count the digits of a number that tell; the noughts at its end do not."""
    return len(digits(figure.metric.value).rstrip("0")) or 1


def _agree(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are one number: of two digits at least, or counts of one name."""
    same = a.value == b.value or bool(a.stands and b.stands and a.stands.meets(b.stands))
    return same and (min(_digits(a), _digits(b)) > 1 or _named_alike(a, b))


def _named_alike(a: Figure, b: Figure) -> bool:
    """Tell whether two names share most of the characters of the shorter."""
    one, other = _words(a), _words(b)
    few = min(len(one), len(other))
    return few >= _NOUN and len(one & other) > few * _LEAST_SHARED


def _words(figure: Figure) -> frozenset[str]:
    """Give the characters of a figure's name; its subject may be told in one sentence only."""
    return letters(usual(figure.metric.indicator or figure.metric.subject))


def _alike(one: Sequence[Figure], other: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """List the figures of one name that two sentences of one matter give alike, each once in both."""
    pairs = [(a, b) for a in one for b in other if a.base == b.base and _agree(a, b)]
    often = Counter(figure.start for pair in pairs for figure in pair)
    for a, b in pairs:
        if often[a.start] == often[b.start] == 1 and (_named_alike(a, b) or min(_digits(a), _digits(b)) > _TELLING):
            yield a, b


def _apart(one: _Told, other: _Told, shared: int) -> Iterator[tuple[Figure, Figure, bool]]:
    """List the figures of two sentences that have their like in the other, but with another number."""
    mine = [a for a in one.stands if _is_open(a, other.figures)]  # most are told alike
    theirs = [b for b in other.stands if _is_open(b, one.figures)] if mine else []
    like = [(a, b) for a in mine for b in theirs if a.base == b.base]
    if one.passage is other.passage and other.number - one.number == 1:  # 2140人次。其中…1240人次
        like = [(a, b) for a, b in like if (a.metric.role is Role.PART) is (b.metric.role is Role.PART)]
    pairs = [(a, b) for a, b in like if _one_fact(a, b, sure=shared >= _ENOUGH)]
    often = Counter(figure.start for pair in pairs for figure in pair)
    for a, b in pairs:
        if often[a.start] == often[b.start] == 1:
            yield a, b, shared <= _ENOUGH and not (slipped(a, b) and _digits(a) >= _TELLING)


def _stands(figure: Figure) -> bool:
    """Tell whether a figure says how much there is."""
    plain = bool(figure.base) and figure.base != POINTS and figure.stands is not None and figure.value > 0
    return plain and not is_change(figure) and not _PLANNED.search(figure.clause)


def _is_open(figure: Figure, others: Sequence[Figure]) -> bool:
    """Tell whether no figure of another sentence may say the same as one."""
    like = [f.stands for f in others if f.base == figure.base and f.stands]
    return figure.stands is not None and not any(map(figure.stands.meets, like))


def _one_fact(a: Figure, b: Figure, *, sure: bool) -> bool:
    """Tell whether two figures are of one thing, by their names and times, and near enough to be a slip.

    Of two sentences that have little in common (not ``sure``), only a slip of a digit is, with nearly the same name.
    """
    low, high = sorted((a.value, b.value))
    slip = slipped(a, b)
    if not slip and (high > low * _ONE_SIZE or not sure):
        return False
    if _is_part(a) is not _is_part(b) and _words(a) != _words(b):
        return False
    groups = group(a) - BROAD, group(b) - BROAD
    if (groups[0] and groups[1] and groups[0] != groups[1]) or not _one_time(a, b):
        return False
    if bool(_OTHER.search(a.clause)) is not bool(_OTHER.search(b.clause)):
        return False
    parts, others = parts_of(a), parts_of(b)
    if parts != others and not (sure and slip and _digits(a) >= _TELLING and (parts <= others or others <= parts)):
        return False
    one, other = _words(a), _words(b)
    few, common = min(len(one), len(other)), len(one & other)
    if sure:
        return common >= 1 if slip else common >= _NOUN and common > few * _MOST_SHARED
    long = _digits(a) >= _TELLING and turned(a, b)
    return common >= _NOUN and (common == few or long)


def _is_part(figure: Figure) -> bool:
    """Tell whether a figure is one of a few of a kind (七年级16个), not how many there are."""
    return figure.metric.role is Role.PART and _digits(figure) < _TELLING


def _one_time(a: Figure, b: Figure) -> bool:
    """Tell whether no years are named that are not the same."""
    own = [set(_YEAR.findall(f.clause)) for f in (a, b)]
    if own[0] and own[1]:
        return bool(own[0] & own[1])
    one, other = (None if _NOW.search(f.clause) else years(f.metric) for f in (a, b))  # 始建于1956年，现有46个班
    undated = (one is None or other is None) and not own[0] | own[1]
    return undated or one == other
