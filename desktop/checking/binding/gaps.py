"""Gaps: what is lacking, left or over, with the two amounts that it may lie between."""

from collections.abc import Iterator, Sequence
from functools import partial

from desktop.checking.binding.judge import Reading
from desktop.checking.binding.scores import EACH_FURTHER, NEXT, SENTENCE, apart, timely
from desktop.checking.changes import is_change, is_past
from desktop.checking.differences import judge_gap
from desktop.checking.passages import Figure, Passage
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator

GAP = regex(
    r"(?:缺口?|缺[编额员]|空编|空缺|[还尚仍相]差|差额|短缺|剩下?|剩余|其余|余下|结余|结转|(?:[尚仍还]|另)有|保留|欠[拨缴付]?|少[拨付]|多出|超出|净[增减]|未)"
    r"[^,;:()\d]{0,6}$"
)
_NEEDED = regex(
    r"需|[共原总]有|要求|规定|应|核|标准|规划|计划|目标|任务|编制|缺|欠|预算|共|摸排|问题|安排|现有|接到|受理|发现|招|调入|原"
)
_HELD = regex(
    r"[实现]有|仅|只有|已|在[编岗]|实[际配到拨收发付测]|配备|到位|支出|完成|整改|消除|补充|撤|兑付|收回|化解|劝返|减|拨付|移交|办结|合格|退|减员|调出|流出"
)
_ALSO = regex(r"[还另]有[^,;:()]{0,6}$")
_ADDED = regex(r"增加|新增|新建|扩")
_MOVED = regex(r"^[,(](?:共|净|比上年|较上年)?(?:(?P<up>增加|增长|新增|扩大)|减少|撤并|下降|压减|削减)(?:了|幅度)*$")
_REACHED = regex(r"(?:(?P<up>增|升|扩|发展|提高)|减|降|压|缩|调整)[^,;:]{0,3}(?:到|至|为)(?:了)?$")
_BEFORE = 6
_SAID_SO = 2.0
_NAMED = 1.5
_UNSAID = 0.5
_ONE_SIZE = 1.0


def readings(figure: Figure, passage: Passage) -> Iterator[Reading]:
    """List the two amounts that a gap may lie between; none where its words name no gap."""
    if not figure.quantity.additive or figure.stands is None:
        return
    at = passage.place[figure.start]
    if moved := _MOVED.search(figure.lead):
        yield from _moved(figure, passage.figures[max(0, at - _BEFORE) : at], up=moved["up"] is not None)
    if GAP.search(figure.clause) is None:
        return
    before = [f for f in reversed(passage.figures[max(0, at - _BEFORE) : at]) if _stands(f, figure)]
    for n, held in enumerate(before):
        for m, needed in enumerate(before[n + 1 :]):
            if needed.value > held.value and timely(needed, held):
                yield _reading(figure, needed, held, _worth(figure, needed, held, n, m))


def _moved(figure: Figure, before: Sequence[Figure], *, up: bool) -> Iterator[Reading]:
    """List what 由A减至B，减少D may be the gap of, where A is told farther before: B right before, A the nearest."""
    new = before[-1] if before else None
    goal = _REACHED.search(new.lead) if new else None
    if new is None or goal is None or new.base != figure.base or (goal["up"] is not None) is not up:
        return
    olds = [f for f in reversed(before[:-1]) if _stands(f, figure) and f.quantity == new.quantity]
    for rank, old in enumerate(f for f in olds if (f.value < new.value) is up and f.value != new.value):
        score = NEXT + _SAID_SO - EACH_FURTHER * rank + apart(old, new, home=True) / 2
        told = partial(judge_gap, new, old, figure, "difference.bound", up=up)
        yield Reading(score, (new, old, figure), abs(new.value - old.value), told)


def _worth(figure: Figure, needed: Figure, held: Figure, n: int, m: int) -> float:
    """Score two amounts by how near they stand and by the words that say which is which."""
    said = (_NAMED if _NEEDED.search(needed.clause) else -_UNSAID) + (_NAMED if _HELD.search(held.clause) else -_UNSAID)
    size = _ONE_SIZE * (
        figure.value <= 2 * (needed.value - held.value) and needed.value - held.value <= 2 * figure.value
    )
    said -= _NAMED * (_ADDED.search(needed.clause) is not None)
    parted = SENTENCE * (";" in figure.lead) + SENTENCE * (";" in held.lead) / 2
    away = apart(held, figure, home=True) + apart(needed, held, home=True) / 2
    return (
        NEXT
        - EACH_FURTHER * n
        + NEXT
        - EACH_FURTHER * m
        + said
        + away
        + size
        - parted
        - _NAMED * bool(_ALSO.search(figure.clause))
    )


def _stands(figure: Figure, claim: Figure) -> bool:
    """Tell whether a figure is an amount that may be an operand."""
    alike = figure.base == claim.base and figure.stands is not None and not is_past(figure)
    return alike and figure.metric.comparator is Comparator.EQUAL and not (is_change(figure) and not _is_act(figure))


def _is_act(figure: Figure) -> bool:
    """Tell whether a figure says what was done to a number (减少, 补充), not how it compares with a year."""
    return _HELD.search(figure.clause) is not None


def _reading(claim: Figure, needed: Figure, held: Figure, score: float) -> Reading:
    """Lay two amounts out as a reading of a gap."""
    return Reading(
        score,
        (needed, held, claim),
        needed.value - held.value,
        lambda: judge_gap(needed, held, claim, "difference.bound", up=True),
    )
