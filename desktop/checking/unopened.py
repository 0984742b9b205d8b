"""Lists of parts that no word opens: behind their whole, each a clause of its own or a state of it (建成…, 在建…)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from desktop.checking.adding import adds_up, parts_tick, unequal
from desktop.checking.changes import is_change
from desktop.checking.groups import STAGES, group
from desktop.checking.openers import NEXT_PART, REACH, per_head
from desktop.checking.partitions import Partition, bare_state, is_state, partition
from desktop.checking.passages import Figure
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding

_JOINTS = {",", "、", ";"}
_TOTAL_LEAD = regex(r"(?:共|共有|总计|合计|总数为?)$")
_AS_OF = regex(r"截至[^,;]{0,14},")
_ASKED = regex(r"问题|意见|任务|事项|清单|隐患")
_WHOLE_AND_TWO = 3
_SLIP = Decimal("0.02")
"""Parts of different kinds that miss a total by so little were meant to make it."""
_BEFORE = 8
_NEARLY = Decimal("0.1")
"""Sides that miss their whole by no more are worth asking about."""


def unopened(figures: Sequence[Figure], opened: set[int], added: set[int]) -> Iterator[Finding | Check]:
    """Add up a list that no word opens: 589人，毕业41人，…；what is a part itself has none (``added``)."""
    i = 0
    while i < len(figures):
        whole, after = figures[i], figures[i + 1] if i + 1 < len(figures) else None
        if whole.start in added or not whole.quantity.counted or after is None or after.base != whole.base:
            i += 1
            continue
        joined = after.lead[:1] not in _JOINTS
        states = joined or bare_state(after.label)
        run = _run(figures, i, opened, states=states)
        if len(run) < _WHOLE_AND_TWO and (pair := _pair(figures[i : i + 3], opened)):
            yield parts_tick(whole, pair, "sum.pair")
            i += 3
            continue
        slip = not states and _TOTAL_LEAD.search(whole.lead) is not None and _nearly_all(figures, i, run)
        i += len(run) + 1
        if len(run) < (2 if states or slip else 3) or whole.stands is None:
            continue
        fewest = 2 if states or slip else 3
        holding = next((run[:n] for n in range(len(run), fewest - 1, -1) if adds_up(whole, run[:n])), None)
        if holding:
            yield parts_tick(whole, holding, "sum.states" if states else "sum.list")
        elif states and all(f.stands for f in run) and (joined or _to_be_done(whole, run)):
            yield unequal(whole, run, soft=True, rule="sum.states")
        elif slip:
            yield unequal(whole, run, soft=False, rule="sum.list")
    yield from _two_sides(figures, opened | added)


def _to_be_done(whole: Figure, run: Sequence[Figure]) -> bool:
    """Tell whether each of what was asked for must be in one of the states listed, or more are than there were."""
    over = sum(f.value for f in run) > whole.value
    return all(bare_state(f.label) for f in run) and (over or _ASKED.search(whole.clause + whole.tail[:4]) is not None)


def _nearly_all(figures: Sequence[Figure], i: int, run: Sequence[Figure]) -> bool:
    """Tell whether parts of different kinds, up to the sentence's end, miss the total before them by a slip alone."""
    whole = figures[i]
    missed = abs(sum((f.value for f in run), start=-whole.value))
    last = i + len(run) + 1 == len(figures)
    kind = partition([f.label for f in run], f"{whole.metric.subject}{whole.metric.indicator}")
    return last and len(run) > 1 and kind is not Partition.NONE and missed <= whole.value * _SLIP


def _pair(figures: Sequence[Figure], opened: set[int]) -> Sequence[Figure]:
    """Find two parts of different groups that make the whole before them: 43所，办成公办园29所、普惠园14所."""
    if len(figures) < _WHOLE_AND_TWO or not figures[0].quantity.counted or figures[1].start in opened:
        return ()
    whole, one, other = figures
    beside = NEXT_PART.fullmatch(other.lead) and ";" not in one.lead and one.depth == other.depth
    apart = group(one) != group(other) and _over(group(whole), group(one), group(other))
    alike = whole.base == one.base == other.base and not is_change(one) and not is_change(other)
    return (one, other) if beside and apart and alike and one.value + other.value == whole.value else ()


def _over(whole: frozenset[str], one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether a whole is of both its parts' stage or of none, not a third beside them."""
    stages = whole & STAGES - {"中小学", "义务教育"}
    return not stages or stages == one & STAGES == other & STAGES


def _run(figures: Sequence[Figure], i: int, opened: set[int], *, states: bool) -> tuple[Figure, ...]:
    """List the figures of one kind behind a whole: each a clause of its own, or each a state (建成, 在建) of it."""
    whole, run = figures[i], []
    for figure in figures[i + 1 : i + 1 + REACH]:
        if figure.base != whole.base or figure.depth != whole.depth or figure.start in opened:
            break
        if len(_AS_OF.sub("", figure.lead)) > 16 or ";" in figure.lead:
            break
        if not (is_state(figure.label) if states else figure.lead.startswith((",", "、"))):
            break
        run.append(figure)
    return tuple(run)


def _two_sides(figures: Sequence[Figure], told: set[int]) -> Iterator[Finding | Check]:
    """Add up two sides that stand apart from their whole: 教师402人，每百名学生0.8人；城区267人、农村135人."""
    for n, (one, other) in enumerate(pairwise(figures)):
        if one.base != other.base or not n or one.start in told or not one.quantity.counted:
            continue
        after = figures[n + 2] if n + 2 < len(figures) else None
        third = after is not None and after.base == one.base and after.lead.startswith(("、", ","))
        beside = one.lead[:1] in {",", ";"} and NEXT_PART.fullmatch(other.lead) and one.depth == other.depth
        if third or not beside or not _are_sides(one.label, other.label) or is_change(one) or is_change(other):
            continue
        before = [f for f in reversed(figures[max(0, n - _BEFORE) : n]) if f.base == one.base and not per_head(f)]
        wholes = [f for f in before if f.value > max(one.value, other.value) and f.depth <= one.depth]
        whole = next((f for f in wholes if adds_up(f, (one, other))), None)
        if whole:
            yield parts_tick(whole, (one, other), "sum.sides")
        elif wholes and wholes == before[:1] and _is_slip(wholes[0], (one, other)):
            yield unequal(wholes[0], (one, other), soft=True, rule="sum.sides")


@lru_cache(maxsize=1024)
def _are_sides(one: str, other: str) -> bool:
    """Tell whether two names leave nothing out (城区 and 农村)."""
    return partition([one, other], "") is Partition.CLOSED


def _is_slip(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Tell whether sides that leave nothing out miss their whole by little."""
    missed = abs(sum((f.value for f in parts), start=-whole.value))
    return all(f.stands and f.exact for f in (whole, *parts)) and 0 < missed <= whole.value * _NEARLY
