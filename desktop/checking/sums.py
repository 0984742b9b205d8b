"""Sums: a whole and the parts that its words announce (其中, 含, 合计, 建成…在建…)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.adding import VIEWED, adds_up, parts_tick, unequal
from desktop.checking.changes import is_change
from desktop.checking.groups import STAGES, group
from desktop.checking.intervals import Interval, plus
from desktop.checking.ledger import Ledger, same_time
from desktop.checking.missing import whole_unnamed
from desktop.checking.partitions import OVERLAP, Partition, bare_state, is_state, partition
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.units import mended
from desktop.checking.wording import doubt, named
from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation, Unchecked

_OPENS = regex(
    r"其中|包括|(?<!包)含|分为|分别|(?:分布|依次|构成|具体)[为是]|^[,;]?(?:从|按)[^,;:\d]{1,8}(?:来?看|划?分类?)?[,:]"
)
_BEHIND_WHOLE = regex(r"[^,;()\d]{0,8}:[^,;:()]{1,12}|[^,;:\d]{0,8}中,[^,;:()]{1,16}")
_VIEW = regex(r"^[,;]?(?:从|按)[^,;:\d]{1,8}(?:来?看|划?分类?)?[,:]")
_BY_VIEW = regex(r"^(?:从|按)[^,;:\d]{1,8}(?:来?看|划?分类?)?[,:]")
_CLOSES = regex(
    r"(?:^|[,、;(])(?:[\d一二两三四五六七八九十]+年来?|[两三四五六七八九](?:项[^,、;:()\d]{0,6}|[\u4e00-\u9fff]{1,2}))?(?:合计|共计|总计|总共|一共|累计|总数|共)(?P<noun>[^,、;:()]{0,12})$"
)
_MARKER = regex(
    r"^;?\(?(?:[\d一二三四五六七八九十]{1,2}\)|[\d一二三四五六七八九十]{1,2}[.、]|[一二三四五六七八九十]是)|^;?[①-⑳]"
)
_JOINTS = {",", "、", ";"}
_IN_BRACKETS = regex(r"[^,;:()]{0,12}\((?!不|除|另|比|较|满|占|上年|去年)[^,;:()]{1,14}$")
_NEXT_PART = regex(r"[,、和与及](?:(?:19|20)\d\d年[^,;()\d]{0,8}|[^,;()\d]{1,16})")
_AMONG = regex(
    r"^(?:在?(?:全[县区市]|本级|这))?(?P<name>[^,、;:()\d]{2,16}?)"
    r"(?:中[,:]|(?:从|按)[^,;:()\d]{1,8}(?:来?看|划?分类?)[,:])"
)
_COUNTED = regex(
    r"^[,;]?(?:其中)?(?P<count>[两三四五六七八九\d])(?:类|项|种|部分|块|个?(?:学段|层次|批次|片区|校区))[^,;]{0,6}分别[为是]?$"
)
_TOTAL_LEAD = regex(r"(?:共|共有|总计|合计|总数为?)$")
_REST = regex(r"(?:其余|余下|剩余|剩下)[^,;]{0,12}$")
_ALSO = regex(r"(?:还有|尚有|另有|仍有)[^,;]{0,12}$")
_WHOLE_PART_REST = 3
_BEFORE_REST = 8
_ITEM = regex(r"^\d{1,2}(?=(?![年月日所个名人项])[\u4e00-\u9fff])")
"""The number of an item, whose circle (①) is gone."""
_UNREAD = regex(r"[共总]|(?<![\d(])\d{1,3}[^\d)、.年月日]")
"""A total of its own, or a number that was not read."""
_PER_HEAD = regex(r"生均|人均|平均|每|班均|校均|差异系数|均值|标准")
_AS_OF = regex(r"截至[^,;]{0,14},")
_SCHOOLS = {"所", "个", "家"}
_SCHOOL = regex(r"教学点|校|园|小学|中学|机构")
_ASKED = regex(r"问题|意见|任务|事项|清单|隐患")
_MARKS, _NO_AVERAGE = "分", Decimal("0.9")
_REST_UNTOLD = regex(r"[,;](?:其余|其他|剩余|余下)[^,;\d]{0,8}(?:为|是|均|都|系|来自)")
"""What is left of a whole, told by its name without its number."""
_REACH = 60
"""How many figures a list of parts may reach."""
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
        if before and _VIEW.match(sentence.words) and (viewed := _viewed(passage, sentence)):
            yield viewed
            added.update(viewed.anchors[1:])
            opened.update(viewed.anchors[1:])
        for outcome in _announced(figures, before, ledger, opened) if not added else ():
            added.update(outcome.anchors[1:] if isinstance(outcome, Check) else ())
            yield outcome
        yield from _listed(figures, opened, added)
        # several views of one whole (从学历看…。从职称看…。) follow each other
        before = before if before and _VIEW.match(sentence.words) else sentence


def _viewed(passage: Passage, sentence: Sentence) -> Check | None:
    """Add up a sentence that views a whole anew (按学科看，…), told anywhere before in its paragraph."""
    first = sentence.figures[0]
    parts = _parts(sentence.figures, 0)[1] if first.quantity.additive else ()
    if len(parts) < _WHOLE_PART_REST or len(parts) < len(sentence.figures):
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
            yield from _held((whole,), *_parts(figures, i), whole.lead, certain=True)
        elif i == 0 and (wholes := _called(figure, ledger)):
            opened.add(figure.start)
            yield from _held(wholes, *_parts(figures, i), wholes[0].lead, certain=False if len(wholes) == 1 else None)
        elif _OPENS.search(figure.lead) or _behind_whole(figures, i):
            opened.add(figure.start)
            yield from _opened(figures, i, before)
        elif _CLOSES.search(figure.lead):
            yield from _closed(figures, i)
        elif _REST.search(figure.lead) or _ALSO.search(figure.lead):
            yield from _remaining(figures, i)


def _marks(figures: Sequence[Figure], i: int) -> Iterator[Finding | Check]:
    """Add up the marks that a total of them is made of (96.8分，其中…38.5分、…29.1分、…); averages come to more."""
    whole, parts = figures[i - 1], [figures[i]]
    for figure in figures[i + 1 : i + _REACH]:
        if figure.base != _MARKS or not _NEXT_PART.fullmatch(figure.lead):
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
    parts, whole_list = _parts(figures, i)
    wholes = _wholes(figures, i, before)
    if not wholes and parts:
        yield from whole_unnamed(figures[i], i == 0, _OPENS.split(figures[i].lead)[0])
    if not wholes or not parts or any(map(_per_head, (wholes[0], parts[0]))):
        return
    at = next((at for at in range(max(0, i - _REACH), i) if figures[at] is wholes[0]), 0)
    words = f"{figures[at - 1].quote if at else ''}{wholes[0].lead}"
    yield from _held(
        wholes,
        parts,
        whole_list,
        words,
        certain=_certain(figures[i].lead, len(whole_list)),
    )


def _certain(lead: str, parts: int) -> bool | None:
    """Tell whether an opener divides its whole (其中), may only name its parts (分别: None), or counts them (两类)."""
    if "依次" in lead:
        return None
    if "分别" not in lead:
        return "其中" in lead or _VIEW.match(lead) is not None
    counted = _COUNTED.search(lead)
    return True if counted and numerals.parse(counted["count"]) == parts else None


def _per_head(figure: Figure) -> bool:
    """Tell whether a figure is an average; a number of schools never is, though they may lack 生均面积."""
    return figure.base != "所" and _PER_HEAD.search(f"{figure.metric.indicator}{figure.clause}") is not None


def _taken_up(first: Figure) -> str:
    """Give the name by which a sentence takes up a whole, ``""`` where it takes up none."""
    told = _AMONG.match(first.lead) if any(map(first.lead.__contains__, "中从按")) else None
    return told["name"] if told else ""


def _among(first: Figure, before: Sentence | None) -> Figure | None:
    """Find the whole that a sentence takes up by name: 教育支出8亿元。教育支出中，小学3亿元、…."""
    name = _taken_up(first)
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


def _called(first: Figure, ledger: Ledger) -> tuple[Figure, ...]:
    """Find the whole that a sentence takes up by name from far above, the nearest first."""
    name = _taken_up(first)
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


def _parts(figures: Sequence[Figure], i: int) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """List the figures of one kind behind an opener: as far as they reach, and up to the first ；."""
    first = figures[i]
    parts: list[Figure] = []
    short: list[Figure] | None = None
    marked = bool(_MARKER.search(_OPENS.split(first.lead)[-1].lstrip(":")))
    for figure in figures[i : i + _REACH]:
        new = figure is first
        if figure.depth < first.depth or (
            not new and figure.depth == first.depth and (_OPENS.search(figure.lead) or _CLOSES.search(figure.lead))
        ):
            break
        if not new and ";" in figure.lead and not (marked and _MARKER.search(";" + figure.lead.rpartition(";")[2])):
            short = short or list(parts)
        averaged = _per_head(figure) and not _per_head(first)
        if figure.depth == first.depth and _of_one_kind(first, figure) and not is_change(figure) and not averaged:
            parts.append(figure)
    return tuple(parts), tuple(parts if short is None else short)


def _of_one_kind(first: Figure, figure: Figure) -> bool:
    """Tell whether two figures count alike; schools are counted by 所, their 教学点 by 个."""
    if figure.base == first.base:
        return True
    return {figure.base, first.base} <= _SCHOOLS and _SCHOOL.search(figure.label) is not None


def _wholes(figures: Sequence[Figure], i: int, before: Sentence | None) -> tuple[Figure, ...]:
    """List what may be the whole, nearest first: figures of the same kind before the opener."""
    first = figures[i]
    found = [f for f in figures[max(0, i - _REACH) : i] if f.base == first.base and f.depth <= first.depth]
    found = [f for f in found if f.value >= first.value or not is_change(f)]  # 比上年减少20人；其中小学900人
    view = _VIEW.match(first.lead) is not None
    viewed = next((n for n, f in enumerate(found) if view and _VIEW.match(f.lead)), None)
    found = found[:viewed]  # what another view tells is a part itself
    if view and found:  # several views of one whole in one sentence, or of one in the sentence before
        told = [f for f in (before.figures if before else ())[-_REACH:] if f.base == first.base and not is_change(f)]
        return tuple(sorted((*told, *found), key=lambda f: (-f.value, f.start)))[:1]
    if not found and before and (view or before.figures[-1].sentence == first.sentence - 1):
        head = _OPENS.split(first.lead)[0]
        found = [f for f in before.figures[-_REACH:] if f.base == first.base] if head in {"", "("} else []
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
    counted = _COUNTED.search(parts[0].lead) is not None and len(parts) > 1
    unbroken = all(_NEXT_PART.fullmatch(f.lead) for f in parts[1:])
    nearly = not over and whole.stands.low - total.high <= whole.value * _NEARLY
    apart = not any(OVERLAP.search(f.label) for f in parts)
    viewed = certain and len(parts) == 2 and close and unbroken and _VIEW.match(parts[0].lead) is not None
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


def _remaining(figures: Sequence[Figure], i: int) -> Iterator[Finding | Check]:
    """Add up what stands before 其余, down to the whole."""
    run = [figures[i]]
    for figure in reversed(figures[max(0, i - _BEFORE_REST) : i]):
        alike = figure.base == run[0].base or {figure.base, run[0].base} <= _SCHOOLS
        if not alike or ";" in run[0].lead:
            break
        run.insert(0, figure)
    for at in range(len(run) - 3, -1, -1):
        if adds_up(run[at], run[at + 1 :]):
            yield parts_tick(run[at], run[at + 1 :], "sum.rest")
            return
    if (
        len(run) == _WHOLE_PART_REST
        and _REST.search(figures[i].lead)
        and all(f.stands for f in run)
        and run[0].value > run[1].value
    ):
        yield unequal(run[0], run[1:], soft=True, rule="sum.rest")


def _closed(figures: Sequence[Figure], i: int) -> Iterator[Finding | Check]:
    """Add up what stands before 合计, 共计."""
    whole = figures[i]
    parts: list[Figure] = []
    clean, opens = True, False  # what 其中 opens begins with its first part
    for figure in reversed(figures[max(0, i - _REACH) : i]):
        if figure.depth > whole.depth:
            continue
        if figure.depth < whole.depth or _CLOSES.search(figure.lead):
            break
        if figure.base == whole.base:
            clean = clean and not opens
            parts.insert(0, figure)
            opens = _OPENS.search(figure.lead) is not None and not _BY_VIEW.match(figure.lead)
        elif not opens:
            clean = False
        clean = clean and ";" not in figure.lead
    if whole.stands is None or len(parts) < 2 or any(f.stands is None for f in parts):
        return
    for start in range(len(parts) - 1):
        if adds_up(whole, parts[start:]):
            yield parts_tick(whole, parts[start:], "sum.total")
            return
    closes = _CLOSES.search(whole.lead)
    bare = closes is not None and not closes["noun"].strip("为达是有约近") and "累计" not in closes[0]
    listed = all(len(f.clause) <= 15 and not _UNREAD.search(_ITEM.sub("", f.lead)) for f in parts)
    if clean and bare and listed and ";" not in whole.lead:
        yield unequal(whole, parts, soft=False, rule="sum.total")


def _listed(figures: Sequence[Figure], opened: set[int], added: set[int]) -> Iterator[Finding | Check]:
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
        if len(run) < _WHOLE_PART_REST and (pair := _pair(figures[i : i + 3], opened)):
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
    return last and len(run) > 1 and kind is not Partition.NONE and missed <= whole.value * _CLOSE


def _pair(figures: Sequence[Figure], opened: set[int]) -> Sequence[Figure]:
    """Find two parts of different groups that make the whole before them: 43所，办成公办园29所、普惠园14所."""
    if len(figures) < _WHOLE_PART_REST or not figures[0].quantity.counted or figures[1].start in opened:
        return ()
    whole, one, other = figures
    beside = _NEXT_PART.fullmatch(other.lead) and ";" not in one.lead and one.depth == other.depth
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
    for figure in figures[i + 1 : i + 1 + _REACH]:
        if figure.base != whole.base or figure.depth != whole.depth or figure.start in opened:
            break
        if len(_AS_OF.sub("", figure.lead)) > 16 or ";" in figure.lead:
            break
        if not (is_state(figure.label) if states else figure.lead.startswith((",", "、"))):
            break
        run.append(figure)
    return tuple(run)
