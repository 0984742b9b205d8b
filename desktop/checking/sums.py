"""Sums: a whole and the parts that its words announce (其中, 含, 合计, 其余)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.adding import VIEWED, adds_up, parts_tick, unequal
from desktop.checking.changes import is_change
from desktop.checking.intervals import Interval, plus
from desktop.checking.ledger import Ledger, same_time
from desktop.checking.missing import whole_unnamed
from desktop.checking.openers import (
    ALSO,
    CLOSES,
    COUNTED,
    NEXT_PART,
    OPENS,
    REACH,
    REST,
    VIEW,
    divides,
    parts_behind,
    per_head,
)
from desktop.checking.partitions import OVERLAP, Partition, partition
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.totals import closed, remaining
from desktop.checking.units import mended
from desktop.checking.unopened import unopened
from desktop.checking.wording import doubt, named
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation, Unchecked

_BEHIND_WHOLE = regex(r"[^,;()\d]{0,8}:[^,;:()]{1,12}|[^,;:\d]{0,8}中,[^,;:()]{1,16}")
_IN_BRACKETS = regex(r"[^,;:()]{0,12}\((?!不|除|另|比|较|满|占|上年|去年)[^,;:()]{1,14}$")
_AMONG = regex(
    r"^(?:在?(?:全[县区市]|本级|这))?(?P<name>[^,、;:()\d]{2,16}?)"
    r"(?:(?:[当之]中|(?<![初高])中)[,:]|(?:从|按)[^,;:()\d]{1,8}(?:来?看|划?分类?)[,:])"
)
_FEWEST_VIEWED = 3
_MARKS, _NO_AVERAGE = "分", Decimal("0.9")
_REST_UNTOLD = regex(r"[,;](?:其余|其他|剩余|余下)[^,;\d]{0,8}(?:为|是|均|都|系|来自)")
"""What is left of a whole, told by its name without its number."""
_SCORE = 20
_CLOSE = Decimal("0.02")
"""Three parts and more that miss their whole by so little were meant to make it."""
_NEARLY = Decimal("0.1")
"""Three parts and more of one division, side by side, that fall short by so little are worth asking about."""


def sums(passage: Passage, ledger: Ledger) -> Iterator[Finding | Check | Unchecked]:
    """Add up the parts that a passage announces."""
    before: Sentence | None = None
    for sentence in passage.sentences:
        opened: set[int] = set()
        added: set[int] = set()
        figures = mended(sentence)
        if before and VIEW.match(sentence.words) and (viewed := _viewed(passage, sentence)):
            yield viewed
            added.update(viewed.anchors[1:])
            opened.update(viewed.anchors[1:])
        for outcome in _announced(figures, before, ledger, opened) if not added else ():
            added.update(outcome.anchors[1:] if isinstance(outcome, Check) else ())
            yield outcome
        yield from unopened(figures, opened, added)
        # several views of one whole (从学历看…。从职称看…。) follow each other
        before = before if before and VIEW.match(sentence.words) else sentence


def _viewed(passage: Passage, sentence: Sentence) -> Check | None:
    """Add up a sentence that views a whole anew (按学科看，…), told anywhere before in its paragraph."""
    first = sentence.figures[0]
    parts = parts_behind(sentence.figures, 0)[1] if first.quantity.additive else ()
    if len(parts) < _FEWEST_VIEWED or len(parts) < len(sentence.figures):
        return None
    earlier = (f for f in passage.figures[: passage.place[first.start]] if f.base == first.base)
    whole = next((f for f in earlier if adds_up(f, parts)), None)
    return parts_tick(whole, parts, VIEWED) if whole else None


def _announced(
    figures: Sequence[Figure], before: Sentence | None, ledger: Ledger, opened: set[int]
) -> Iterator[Finding | Check | Unchecked]:
    """Add up what 其中, 合计 and 其余 announce in one sentence, and note in ``opened`` where lists begin."""
    for i, figure in enumerate(figures):
        if not figure.quantity.additive:
            if figure.base == _MARKS and i and "其中" in figure.lead:
                yield from _marks(figures, i)
            continue
        if i == 0 and (whole := _among(figure, before)):
            opened.add(figure.start)
            yield from _held((whole,), *parts_behind(figures, i), whole.lead, certain=True)
        elif i == 0 and (wholes := _called(figure, ledger)):
            opened.add(figure.start)
            yield from _held(
                wholes, *parts_behind(figures, i), wholes[0].lead, certain=False if len(wholes) == 1 else None
            )
        elif i and (whole := _within(figures, i)):
            opened.add(figure.start)
            yield from _held((whole,), *parts_behind(figures, i), whole.lead, certain=True)
        elif OPENS.search(figure.lead) or _behind_whole(figures, i):
            opened.add(figure.start)
            yield from _opened(figures, i, before)
        elif CLOSES.search(figure.lead):
            yield from closed(figures, i)
        elif REST.search(figure.lead) or ALSO.search(figure.lead):
            yield from remaining(figures, i)


def _marks(figures: Sequence[Figure], i: int) -> Iterator[Finding | Check]:
    """Add up the marks that a total of them is made of (96.8分，其中…38.5分、…29.1分、…); averages come to more."""
    whole, parts = figures[i - 1], [figures[i]]
    for figure in figures[i + 1 : i + REACH]:
        if figure.base != _MARKS or not NEXT_PART.fullmatch(figure.lead):
            break
        parts.append(figure)
    if whole.base != _MARKS or len(parts) < 2 or max(f.value for f in parts) > whole.value * _NO_AVERAGE:
        return
    if adds_up(whole, parts):
        yield parts_tick(whole, parts, "sum.parts")
    elif abs(sum((f.value for f in parts), start=-whole.value)) <= whole.value * _NEARLY:
        yield unequal(whole, parts, soft=True)


def _behind_whole(figures: Sequence[Figure], i: int) -> bool:
    """Tell whether parts open with a bracket or a mark alone: 24所（小学9所、…）, 24所：小学9所、…, 24所中，9所…."""
    part = figures[i]
    if i == 0 or i + 1 == len(figures):
        return False
    whole, after = figures[i - 1], figures[i + 1]
    if not any(map(part.lead.__contains__, ":(,")):
        return False
    if _BEHIND_WHOLE.fullmatch(part.lead):
        return whole.base == part.base and whole.depth == part.depth and whole.value > part.value
    if not _IN_BRACKETS.match(part.lead):
        return False
    return whole.base == part.base == after.base and whole.depth < part.depth == after.depth


def _opened(figures: Sequence[Figure], i: int, before: Sentence | None) -> Iterator[Finding | Check | Unchecked]:
    """Add up the parts behind 其中, 含, 包括."""
    parts, whole_list = parts_behind(figures, i)
    wholes = _wholes(figures, i, before)
    if not wholes and parts:
        yield from whole_unnamed(figures[i], i == 0, OPENS.split(figures[i].lead)[0])
    if not wholes or not parts or any(map(per_head, (wholes[0], parts[0]))):
        return
    at = next((at for at in range(max(0, i - REACH), i) if figures[at] is wholes[0]), 0)
    words = f"{figures[at - 1].quote if at else ''}{wholes[0].lead}"
    yield from _held(
        wholes,
        parts,
        whole_list,
        words,
        certain=divides(figures[i].lead, len(whole_list)),
    )


def _taken_up(lead: str) -> str:
    """Give the name of the whole that some words take up, ``""`` where they take up none."""
    told = _AMONG.match(lead) if any(map(lead.__contains__, "中从按")) else None
    return told["name"] if told else ""


def _among(first: Figure, before: Sentence | None) -> Figure | None:
    """Find the whole that a sentence takes up by name: 教育支出8亿元。教育支出中，小学3亿元、…."""
    name = _taken_up(first.lead)
    if not name or before is None or before.figures[-1].sentence != first.sentence - 1:
        return None
    return next(
        (
            f
            for f in before.figures
            if f.base == first.base
            and not is_change(f)
            and (f.label.endswith(name) or f.tail.startswith(name) or f.metric.indicator == name)
        ),
        None,
    )


def _within(figures: Sequence[Figure], i: int) -> Figure | None:
    """Find the whole that a clause takes up by name: 公办园64所、民办园33所；公办园当中，城区18所、…."""
    first = figures[i]
    name = _taken_up(first.lead[1:]) if "中," in first.lead and first.lead[0] in ",;" else ""
    before = reversed(figures[max(0, i - REACH) : i]) if name else ()
    return next((f for f in before if f.base == first.base and not is_change(f) and f.label.endswith(name)), None)


def _called(first: Figure, ledger: Ledger) -> tuple[Figure, ...]:
    """Find the whole that a sentence takes up by name from far above, the nearest first."""
    name = _taken_up(first.lead)
    named = ledger.called(name, first.base) if name else ()
    return tuple(f for f in reversed(named) if f.start < first.start and same_time(f.metric, first.metric))[:3]


def _held(
    wholes: tuple[Figure, ...],
    parts: tuple[Figure, ...],
    nearest: tuple[Figure, ...],
    words: str,
    *,
    certain: bool | None,
) -> Iterator[Finding | Check]:
    """Hold parts against what may be their whole; where ``certain`` is None nothing is accused."""
    for whole in wholes:
        for some in _readings(parts, nearest):
            if adds_up(whole, some):
                yield parts_tick(whole, some, "sum.parts")
                return
    if certain is not None:
        yield from _accuse(wholes, nearest, words, certain=certain)


def _wholes(figures: Sequence[Figure], i: int, before: Sentence | None) -> tuple[Figure, ...]:
    """List what may be the whole, nearest first: figures of the same kind before the opener."""
    first = figures[i]
    found = [f for f in figures[max(0, i - REACH) : i] if f.base == first.base and f.depth <= first.depth]
    found = [f for f in found if f.value >= first.value or not is_change(f)]  # 比上年减少20人；其中小学900人
    view = VIEW.match(first.lead) is not None
    viewed = next((n for n, f in enumerate(found) if view and VIEW.match(f.lead)), None)
    found = found[:viewed]  # what another view tells is a part itself
    if view and found:  # several views of one whole in one sentence, or of one in the sentence before
        told = [f for f in (before.figures if before else ())[-REACH:] if f.base == first.base and not is_change(f)]
        return tuple(sorted((*told, *found), key=lambda f: (-f.value, f.start)))[:1]
    if not found and before and (view or before.figures[-1].sentence == first.sentence - 1):
        head = OPENS.split(first.lead)[0]
        found = [f for f in before.figures[-REACH:] if f.base == first.base] if head in {"", "("} else []
        # the view before had the same whole, the largest of its figures
        found.sort(key=lambda f: (f.value, f.start) if view else (0, f.start))
    return tuple(reversed(found))[:3]


def _readings(parts: tuple[Figure, ...], nearest: tuple[Figure, ...]) -> Iterator[tuple[Figure, ...]]:
    """Propose where a list of parts may end; exact counts may end anywhere."""
    if 1 < len(nearest) < len(parts):
        yield nearest
    if len(parts) > 1:
        yield parts
    if all(f.stands and f.stands.low == f.stands.high for f in parts):
        for end in range(len(parts) - 1, 1, -1):
            yield parts[:end]


def _accuse(wholes: tuple[Figure, ...], parts: tuple[Figure, ...], words: str, *, certain: bool) -> Iterator[Finding]:
    """Say that parts do not make their whole, where their names leave no other reading; ``words`` lead to the whole."""
    whole = wholes[0]
    if whole.stands is None or any(f.stands is None for f in parts):
        return
    if len(parts) == 1:
        part = parts[0]
        reach = plus(*(f.stands for f in wholes if f.stands))
        if part.stands and part.stands.low > reach.high and certain:
            yield doubt(
                Relation.SUM,
                (whole, part),
                says=f"{whole.quote}，其中{named(part)}",
                should="部分不大于整体",
                working=f"{part.quote} > {whole.quote}，部分大于整体",
                rule="sum.part",
            )
        return
    total = plus(*(f.stands for f in parts if f.stands))
    over = total.low > whole.stands.high
    if not over and _REST_UNTOLD.match(parts[-1].tail):
        return
    close = abs(sum((f.value for f in parts), start=-whole.value)) <= whole.value * _CLOSE
    kind = partition([f.label for f in parts], f"{whole.metric.subject}{whole.metric.indicator},{words}")
    counted = COUNTED.search(parts[0].lead) is not None and len(parts) > 1
    unbroken = all(NEXT_PART.fullmatch(f.lead) for f in parts[1:])
    nearly = not over and whole.stands.low - total.high <= whole.value * _NEARLY
    apart = not any(OVERLAP.search(f.label) for f in parts)
    viewed = certain and len(parts) == 2 and close and unbroken and VIEW.match(parts[0].lead) is not None
    if (
        counted
        or viewed
        or (kind is Partition.CLOSED and (over or unbroken or len(parts) == 2))
        or (kind is Partition.OPEN and over)
    ):
        yield unequal(whole, parts, soft=False)
    elif (
        certain
        and unbroken
        and (
            (kind is Partition.OPEN and ((len(parts) > 2 and nearly) or _by_one(whole, total)))
            or (close and len(parts) == 2 and apart)
        )
    ):
        yield unequal(whole, parts, soft=True)
    elif close and certain and (kind is Partition.OPEN or len(parts) > 2):
        yield unequal(whole, parts, soft=not (whole.quantity.money and over))


def _by_one(whole: Figure, total: Interval) -> bool:
    """Tell whether exact counts miss their whole by one: of twenty and more, a kind left out would have more."""
    return whole.quantity.counted and whole.value >= _SCORE and total.low == total.high == whole.value - 1
