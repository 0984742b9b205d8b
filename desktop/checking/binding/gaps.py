"""Gaps: what is lacking, left or over, with the two amounts that it may lie between."""

import re
from collections.abc import Container, Iterator, Sequence
from functools import partial

from desktop.checking.binding.befores import befores
from desktop.checking.binding.judge import Reading
from desktop.checking.binding.scores import EACH_FURTHER, NAMED, NEXT, SENTENCE, apart, named, timely
from desktop.checking.changes import is_change, is_past
from desktop.checking.differences import judge_gap
from desktop.checking.ledger import years
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import PERCENT, POINTS
from desktop.lexicon.patterns import regex

GAP = regex(
    r"(?:缺口?|缺[编额员]|空编|空缺|[还尚仍相]差|差额|短缺|剩下?|剩余|其余|余下|结余|结转|节余|盈余|(?:[尚仍还]|另)有|现存|[尚仍]存|保留|欠[拨缴付]?|少[拨付开配建支征收招]|空余|富余|多出|超出|净[增减]|实际[增减]|未(?![评定]))"
    r"[^,;:()\d]{0,6}$"
)
_NEEDED = regex(
    r"需|[共原总]有|年初|要求|规定|应|核|标准|规划|计划|目标|任务|编制|缺|欠|预算|收入|新增|共|摸排|适龄|学龄|问题|安排|现有|接到|受理|发现|招|调入|原"
)
_HELD = regex(
    r"[实现]有|学位$|床位$|仅|只有|已|在[编岗]|实[际配到拨收发付测]|配备|到位|支出|完成|整改|消除|补充|撤|兑付|收回|裁[并撤]|停办|化解|劝返|减|拨付|移交|办结|开工|启动|招聘|发放|合格|退|减员|调出|流出"
)
_CUT = regex(r"(?:裁[并撤减]|撤[并销]|合并|停办|关[停闭]|淘汰|拆除|取缔)[了掉]?(?P<what>[\u4e00-\u9fff]{2,6})$")
_ALSO = regex(r"[还另]有[^,;:()]{0,6}$")
_ADDED = regex(r"增加|新增|新建|扩")
_CLAIM = regex(
    r"(?:^|[,;:()、])(?P<own>[^,;:()、\d]{0,16}?)(?:(?:[比较](?P<old>[^,;:()]{1,12}?)|同比|[两二三四五六七八九十]{1,3}年(?:来|间|共|累计|总)*))?"
    r"(?:共|净|实际|约|又|再|相应)*(?:(?P<up>增加|增长|新增|扩大|提高|提升|上升|上调|增|升|多|高)|"
    r"减少|撤并|下降|下调|降低|压减|压缩|削减|缩小|回落|减|降|少|低)"
    r"(?:了|出|约|为|达|近|幅度)*(?P<noun>[^,;:()\d]{0,8})$"
)
_VERB = regex("[增扩提升上多高减撤下降压削缩回少低]")
"""Signs of which each verb of ``_CLAIM`` has one, looked for first: most clauses have none."""
_OTHERWISE = regex(r"同口径|可比|剔除|扣除|年均|力争|目标|分别|计划")
_SEATS = regex(r"学位|床位|[餐工座]位?|编")
_PERSONS, _PLACES = {"人", "名"}, {"个", "张", "座", "套"}
_EXPLAINED = regex(r"^[^,;:()\d]{0,6}[:(]")
_BEFORE, _SIDES = 6, 2
_NAMED = 1.5
_UNSAID = 0.5
_ONE_SIZE = 1.0


@needs(
    "增|扩大|提|升|上调|多|高|减|撤并|降|下调|压缩|缩小|回落|少|低|缺|空|差|剩|余|结转|尚有|仍有|还有|另有|存|保留|欠|超出|净|未"
)
def readings(
    sentence: Sentence, passage: Passage, told: Container[int]
) -> Iterator[tuple[Figure, tuple[Reading, ...]]]:
    """List the two amounts that each gap of a sentence may lie between; none for what is ``told`` already."""
    for figure in sentence.figures:
        additive = figure.quantity.additive or figure.base in {POINTS, "分"}
        if additive and figure.stands is not None and figure.start not in told:
            some = tuple(_readings(figure, passage))
            if some:
                yield figure, some


def _readings(figure: Figure, passage: Passage) -> Iterator[Reading]:
    """List the two amounts that a gap may lie between; none where its words name no gap."""
    moved = _CLAIM.search(figure.lead) if _VERB.search(figure.clause) else None
    if moved and not _OTHERWISE.search(figure.lead):
        yield from _moved(figure, moved, passage)
    if not figure.quantity.additive or GAP.search(figure.clause) is None:
        return
    at = passage.place[figure.start]
    before = [f for f in reversed(passage.figures[max(0, at - _BEFORE) : at]) if _stands(f, figure)]
    for n, nearer in enumerate(before):
        for m, farther in enumerate(before[n + 1 :]):
            needed, held = farther, nearer
            if needed.value < held.value and _NEEDED.search(held.clause) and _HELD.search(needed.clause):
                needed, held = held, needed  # 现有A，需B，缺C
            timed = timely(needed, held) or _cut_of(held, needed)
            if needed.value > held.value and timed and not _told_before(figure, needed, held, before):
                yield _reading(figure, needed, held, _worth(figure, needed, held, n, m))
    yield from _told_behind(figure, passage.figures[at + 1 : at + 1 + _SIDES])


def _cut_of(held: Figure, needed: Figure) -> bool:
    """Tell whether one amount was taken off another of an earlier year: 小学312所。1962年裁并小学147所，保留165所."""
    cut = _CUT.search(held.clause) if needed.start < held.start else None
    then, now = years(needed.metric), years(held.metric)
    return cut is not None and then is not None and now is not None and then < now and named(cut["what"], needed) > 0


def _told_before(figure: Figure, needed: Figure, held: Figure, before: Sequence[Figure]) -> bool:
    """Tell whether another figure is the gap between two amounts, by its number and by the word for it."""
    said = GAP.search(figure.clause)
    return said is not None and any(f.value == needed.value - held.value and said[0][:2] in f.clause for f in before)


def _moved(figure: Figure, said: re.Match[str], passage: Passage) -> Iterator[Reading]:
    """List what 减少D, 提高D个百分点 may be worked out of: an amount, and what it was before."""
    up = said["up"] is not None
    base = PERCENT if figure.base == POINTS else figure.base
    for score, new, old in befores(figure, said, said["own"], passage, base):
        if said["noun"] and max(named(said["noun"], f) for f in (new, old)) < NAMED:
            continue
        told = partial(judge_gap, new, old, figure, "difference.bound", up=up)
        yield Reading(score, (new, old, figure), (new.value - old.value) * (1 if up else -1), told)


def _told_behind(figure: Figure, behind: Sequence[Figure]) -> Iterator[Reading]:
    """List the two amounts that explain a gap behind it: 缺编12人（核定A、在编B）."""
    if len(behind) < _SIDES or not _EXPLAINED.match(behind[0].lead) or not all(_stands(f, figure) for f in behind):
        return
    needed, held = behind
    if needed.value > held.value and _NEEDED.search(needed.clause) and _HELD.search(held.clause):
        yield _reading(figure, needed, held, _worth(figure, needed, held, 0, 0))


def _worth(figure: Figure, needed: Figure, held: Figure, n: int, m: int) -> float:
    """Score two amounts by how near they stand and by the words that say which is which."""
    said = (_NAMED if _NEEDED.search(needed.clause) else -_UNSAID) + (_NAMED if _HELD.search(held.clause) else -_UNSAID)
    size = _ONE_SIZE * (
        figure.value <= 2 * (needed.value - held.value) and needed.value - held.value <= 2 * figure.value
    )
    said += _NAMED * _cut_of(held, needed)
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
    seated = (
        figure.base in _PERSONS
        and claim.base in _PLACES
        and _SEATS.search(f"{claim.clause}{claim.tail[:2]}{claim.base}")
    )
    alike = (figure.base == claim.base or seated) and figure.stands is not None and not is_past(figure)
    return bool(alike) and figure.exact and not (is_change(figure) and not _is_act(figure))


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
