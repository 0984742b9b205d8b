"""What an amount was before: the pairs of a new and an old amount that a claim of change may speak of."""

import re
from collections.abc import Iterator, Sequence

from desktop.checking.binding.scores import EACH_FURTHER, NEXT, apart, named
from desktop.checking.changes import is_change, is_past
from desktop.checking.groups import STAGES, group
from desktop.checking.ledger import letters, years
from desktop.checking.passages import Figure, Passage
from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator

_FROM = regex(
    r"(?:^|[^自理于缘])[由从][^,;:()]{0,14}$"
    r"|(?:^|[,;:(])(?:原[来有先]?|年初|期初|(?:整改|治理|改造|化解)前)[^,;:()]{0,10}$"
)
_MOVES = r"(?:[增升扩减降压缩撤并]|发展|提高|[调上下]|控制)[^,;:]{0,3}(?:到|至|为)了?$"
_REACHED = regex(_MOVES)
_GOAL = regex(rf"{_MOVES}|^[,;]?[^,;:()]{{0,8}}(?:到|达到?|为)$")
_NOW = regex(r"^(?:今年|本年|当年|本学年|今[春秋]|目前|现|年末|年底)[^,;:()]{0,5}$")
_LAST_YEAR = regex(r"上一?年|去年|同比|同期|上学年|前一年")
_NAMED_YEAR = regex(r"(?:19|20)\d\d")
_SPAN = regex(r"(?P<many>[两二三四五六七八九十]{1,3}|(?<!\d)\d{1,2})年(?![级度底末初])")
_BEFORE, _AFTER, _PAIR = 10, 3, 2
_BESIDE, _PARTED = 1.0, 2.0
_MOST = 100
_PAST, _FROM_TO, _REACHING = 3.0, 3.0, 2.5
_YEAR_BEFORE, _EARLIER, _OTHER_YEAR = 2.0, 1.0, -3.0
_SAME, _SHORTER, _OTHER, _OTHER_STAGE = 1.0, 0.5, -2.0, -3.0
_NOW_AND_THEN = 1.5


def befores(
    claim: Figure, said: re.Match[str], own: str, passage: Passage, base: str
) -> Iterator[tuple[float, Figure, Figure]]:
    """List pairs of a new and an old amount, each with its score, for a claim whose words are ``said``.

    ``base`` is what both are counted in, ``""`` for any amount; ``own`` is what the claim says to have changed.
    """
    at = passage.place[claim.start]
    near = [f for f in passage.figures[max(0, at - _BEFORE) : at] if _stands(f, base)]
    after = [f for f in passage.figures[at + 1 : at + 1 + _AFTER] if _stands(f, base)]
    yield from _from_to_behind(claim, after)
    compared = _NAMED_YEAR.search(said["old"] or "")
    year = (int(compared[0]),) * _PAIR if compared else None
    of_year = [f for f in after if compared and (compared[0] in f.clause or years(f.metric) == year)]
    behind = [f for f in after if is_past(f) or f in of_year]
    news = [f for f in reversed(near) if not is_past(f) and not _FROM.search(f.lead)]
    for rank, new in enumerate(news):
        if named(own, new) < 0 and not _NOW.search(new.clause):
            continue
        away = passage.figures[passage.place[new.start] + 1 : at]
        score = (
            NEXT
            - _PARTED * any(";" in f.lead for f in away)
            + apart(new, claim, home=True)
            + named(own, new) / (1 if ";" in claim.lead else 2)
        )
        kin = [f for f in (*near, *behind) if f.base == new.base and f is not new and _of_one_size(f, new)]
        for old in kin:
            was = _was(old, new, kin, said[0])
            if was is not None:
                between = old.start > new.start and old.start < claim.start  # 今年A，上年B，增长R
                beside = abs(passage.place[old.start] - passage.place[new.start]) == 1
                further = EACH_FURTHER * (rank - between)
                yield score + was - further + _BESIDE * beside + apart(old, new, home=True) / 2, new, old


def _from_to_behind(claim: Figure, after: Sequence[Figure]) -> Iterator[tuple[float, Figure, Figure]]:
    """List the two amounts of 增加D，由A增加到B."""
    if len(after) >= _PAIR and _FROM.search(after[0].lead) and _REACHED.search(after[1].lead) and after[0].value:
        old, new = after[:_PAIR]
        if new.base == old.base and old.sentence == claim.sentence and ";" not in old.lead + new.lead:
            yield NEXT + _FROM_TO + _BESIDE, new, old


def _was(old: Figure, new: Figure, kin: Sequence[Figure], words: str) -> float | None:
    """Score how well one amount stands as what another was before; None where nothing says so."""
    before, after = years(old.metric), years(new.metric)
    score, earlier = 0.0, old.start < new.start
    if is_past(old) or old.sentence < 0 <= new.sentence:  # a heading tells what was found, its text what became of it
        score = _PAST
    elif earlier and _GOAL.search(new.lead) and _FROM.search(old.lead):
        score = _FROM_TO
    elif earlier and _REACHED.search(new.lead) and max(f.start for f in kin if f.start < new.start) == old.start:
        score = _REACHING
    if before and after and before != after and not is_past(old):
        if before[0] >= after[0]:
            return None
        score += _aged(before[1], after[0], words)
    if not score:
        return None
    if group(old) & STAGES and group(new) & STAGES and not group(old) & group(new) & STAGES:
        score += _OTHER_STAGE
    one, other = letters(old.metric.indicator), letters(new.metric.indicator)
    alike = one == other or not (one and other)
    if _NOW.search(new.clause) or _REACHED.search(new.clause):  # 今年秋季16905人, 2023年降为131所
        return score + (_NOW_AND_THEN if is_past(old) else _SAME if alike else _SHORTER)
    return score + (_SAME if one and alike else _SHORTER if alike or one <= other or other <= one else _OTHER)


def _of_one_size(one: Figure, other: Figure) -> bool:
    """Tell whether one amount may have become another: 25.6册 each and 6.8万册 in all are of two things."""
    less, more = sorted((one.value, other.value))
    return less > 0 and more <= less * _MOST


def _aged(before: int, after: int, words: str) -> float:
    """Score the years that two amounts are of by those that the words of a claim name (比2020年, 三年增长)."""
    named_year, span = _NAMED_YEAR.search(words), _SPAN.search(words)
    if named_year:
        return _YEAR_BEFORE if int(named_year[0]) == before else _OTHER_YEAR
    if span:
        many = int(numerals.parse(span["many"].replace("两", "二")) or 0)
        return _YEAR_BEFORE if after - before in {many, many - 1} else _OTHER_YEAR
    if after - before == 1:
        return _YEAR_BEFORE
    return _OTHER_YEAR if _LAST_YEAR.search(words) else _EARLIER


def _stands(figure: Figure, base: str) -> bool:
    """Tell whether a figure is an amount that may be an operand."""
    counted = figure.base == base if base else bool(figure.base) and not figure.quantity.share
    standing = figure.stands is not None and figure.metric.comparator in {Comparator.EQUAL, Comparator.ABOUT}
    return counted and standing and not is_change(figure)
