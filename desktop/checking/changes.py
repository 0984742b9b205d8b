"""Statements of change, read from their wording: 比上年A万元增加D万元，增长R%；由A提高到B."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from desktop.checking.ledger import years
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Sentence
from desktop.checking.quantities import PERCENT, POINTS, TIMES
from desktop.lexicon.patterns import regex
from desktop.model.metric import Role

_UP = (
    "增长|增加|提高|提升|提标|上升|上涨|扩大|增幅|增速|净增|增[支收拨投编]|增|升|"
    "(?<=[年期生月人师天时比里间])多[招聘收投拨建补派支配发领]?"
)
_DOWN = (
    "下降|减少|降低|压减|缩小|回落|下滑|缩减|减幅|降幅|负增长|净减|减[支收编]|短收|减|降|"
    "(?<=[年期生月人师天时比里间])少[招聘收投拨支发领]?"
)
_CHANGE = regex(
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|率|幅度?|速度?|比例|额|量|[比大]?约|近|为|仅|达到?|超过?|逾|:)*$",
    begins="增提上扩净升多下减降压缩回负短少",
)
_TO = regex(
    rf"(?:(?P<up>{_UP}|发展|扩充|拓展|增至|升至|提至|增到|升到|调高|上调|上浮)|(?P<down>{_DOWN}|压缩|控制|降至|减至|降到|减到|降为|减为|调减|调低|下调))"
    r"(?:到了?|至了?|为)?(?:目前|现在|今年|(?:19|20)\d\d年[底末]?)?的?$"
)
_GOAL = regex(r"(?:到了?|至了?|(?<![幅速率度额量])为)(?:目前|现在|今年|(?:19|20)\d\d年)?的?$|[增升提降减][至到为]$")
_FROM = regex(
    r"(?:^|[^自理于缘])[由从](?:原来|原先|最初|上年|去年|年初|(?:19|20)\d\d年[底末初]?)?的?(?P<what>[^,;:]{0,10})$"
)
_OLD = regex(
    r"(?:(?:比|较|与|对比|相比)(?:“?十[一二三四]五”?|上一?年度?|去年|前一年|上一?学年|上年同期|同期|年初|(?:19|20)\d\d年)|(?:^|[(,])而?(?:上一?年度?|去年|上一?学年|上年同期|同期)(?:为|是|的)?)"
    r"[^,;]{0,12}$"
)
_COMPARED = regex(
    r"(?:[比较与]|同比)(?:上一?年度?|去年|前一年|上学年|上年同期|同期|(?P<year>(?:19|20)\d\d)年)?|年增长率?"
)
_OTHERWISE = regex(
    r"(?:[两三四五六七八九十]|(?<!\d)\d)年(?:来|间|累计|共|总)*(?:增|提高|下降|减少)|同口径|可比|剔除|扣除|不变价|年均(?=[^,;]{0,6}(?:增|递|降|提高|减少))|累计|预计|力争|计划|位次|排名|名次|第$"
)
_OF_WHOLE = regex(r"(?:完成|占|达到?|执行|相当于|为|是)[^,;%]*$")
_WHOLE = regex(r"占[^,;%]*$")
_BARE = regex(
    r"^[,、:()]*(?:收、?支|总计|合计|各|总数|总量|总额|人数|数量|规模|金额|总体|整体|实际|同比|环比|其|又|再|还|也|均|都|共|分别|每[生人月]|每年|每课时|每|年|净|约|已|"
    r"逐步|稳步|持续|大幅|小幅|同时|且|并|而|与|相比|绝对[额值])*"
)


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """One claim of change: what the sentence gives of new, old, difference and rate.

    ``up`` is what the words claim; ``compared`` is the year compared with, 0 for 上年, None where none is named;
    ``own`` is the words of a claim that names its own thing, so that no amount before it is meant.
    """

    up: bool
    new: Figure | None = None
    old: Figure | None = None
    difference: Figure | None = None
    rate: Figure | None = None
    compared: int | None = None
    own: str = ""
    moved: bool = False


@dataclass(slots=True)
class _Said:
    """What the sentence has said so far; ``aside`` is the amount whose shares it mentioned in between."""

    new: Figure | None = None
    aside: Figure | None = None
    old: Figure | None = None
    difference: Figure | None = None
    compared: int | None = None
    own: str = ""


@needs("增|提|升|涨|扩|上调|上浮|多|减|降|缩|回落|下滑|短收|下调|少|发展|拓展|控制|调高|调低")  # _CHANGE, _TO
def changes(sentence: Sentence) -> Iterator[Change]:
    """Read the claims of change in one sentence, in one pass."""
    said = _Said()
    outside: _Said | None = None
    before: Figure | None = None
    otherwise = False
    for figure in sentence.figures:
        if figure.depth and outside is None:
            outside = replace(said)
        elif not figure.depth and outside is not None:
            # what brackets part (小学48所、…) is not what goes on behind them; what a year was before may stand in them
            said, outside = said if said.old else outside, None
        _, parted, words = figure.lead.rpartition(";")
        if parted:
            said, otherwise = _Said(), False
        otherwise = otherwise or bool(_OTHERWISE.search(words))
        if otherwise:
            continue
        goal = _moved_to(words, figure, before)
        change = _CHANGE.search(words)
        if said.aside and _of_amount(said.aside, figure, words, change):
            said = _Said(new=said.aside)
        if goal is not None and before is not None:
            said = _Said(new=figure, old=before)
            yield Change(up=goal, new=figure, old=before, moved=True)
        elif change and not _GOAL.search(words):
            _compare(said, words, change.start())
            found = _claim(said, figure, up=change["up"] is not None)
            if found:
                yield found
        elif said.old is None and _OLD.search(words) and (said.new is None or figure.base == said.new.base):
            said.old = figure
            _note_year(said, words)
        elif said.new is not None and _OF_WHOLE.search(words) and figure.tail == "的":
            said.aside = said.aside or said.new
        elif figure.metric.role is not Role.TARGET or _WHOLE.search(words):
            aside = figure.base == PERCENT or _WHOLE.search(words)
            kept = said.aside or (said.new if said.new and said.new.base != PERCENT else None)
            said = _Said(new=figure, aside=kept if aside else None)
        before = figure


def _of_amount(amount: Figure, figure: Figure, words: str, change: re.Match[str] | None) -> bool:
    """Tell whether a figure speaks of the amount before a share, not of the share: 4亿元，完成预算的99%，比上年3.8亿元.

    A share rises by points, so that 增长5.8% is said of the amount, too.
    """
    if figure.base == amount.base:
        return change is not None or _OLD.search(words) is not None
    return figure.base == PERCENT and change is not None and change[0].startswith("增长")


def is_change(figure: Figure) -> bool:
    """Tell whether a figure says by how much something changed (比上年增加1.06万所), not how much there is."""
    return _tells_change(figure.lead)


@lru_cache(maxsize=4096)
def _tells_change(lead: str) -> bool:
    words = lead.rpartition(";")[2]
    return bool(_CHANGE.search(words)) and not _GOAL.search(words)


def grown(figure: Figure) -> Decimal:
    """Give how much a figure says that something changed: 下降8.7% is −8.7, as is a printed -8.7."""
    change = _CHANGE.search(figure.lead.rpartition(";")[2])
    return -figure.value if change and change["down"] and figure.value > 0 else figure.value


def is_past(figure: Figure) -> bool:
    """Tell whether a figure is what another is compared with (比上年4.2亿元, 上年为4.2亿元)."""
    return _tells_past(figure.lead)


@lru_cache(maxsize=4096)
def _tells_past(lead: str) -> bool:
    return bool(_OLD.search(lead.rpartition(";")[2]))


def _moved_to(words: str, figure: Figure, before: Figure | None) -> bool | None:
    """Tell whether 由A提高到B ends at this figure, and upwards or not; None where it does not."""
    if before is None or before.base != figure.base or not _FROM.search(before.lead):
        return None
    goal = _TO.search(words)
    return goal["up"] is not None if goal and _GOAL.search(words) and "," not in words.rstrip(",")[1:] else None


def _compare(said: _Said, words: str, verb: int) -> None:
    """Note the year compared with, and whether the claim names a thing of its own."""
    begins = min(verb, _note_year(said, words))
    clause = re.split(r"[,:]", words[:begins])[-1]
    behind = words[begins:verb].partition(",")[2].rpartition(",")[2]  # 与上年相比，支出增加
    own = _BARE.sub("", clause) or _BARE.sub("", behind)
    new = said.new
    if len(own) > 1 and not (new and (own in new.metric.indicator or own in new.lead)):
        said.new, said.old, said.difference, said.own = None, None, None, own


def _note_year(said: _Said, words: str) -> int:
    """Note the year compared with (0 for 上年); tell where the words of comparison begin."""
    first = len(words)
    for compared in _COMPARED.finditer(words):
        said.compared = int(compared["year"]) if compared["year"] else 0
        first = min(first, compared.start())
    return first


def _claim(said: _Said, figure: Figure, *, up: bool) -> Change | None:
    """Turn a figure behind a verb of change into a claim, and remember a difference for the rate behind it."""
    claim = Change(up=up, new=said.new, old=said.old, difference=said.difference, compared=said.compared, own=said.own)
    new = said.new
    if figure.base in {PERCENT, TIMES} and (new is None or new.base != PERCENT):
        return replace(claim, rate=figure)
    if figure.base == POINTS or (figure.base == PERCENT and new is not None):
        return replace(claim, difference=figure) if new is None or new.base == PERCENT else None
    if new is None or figure.base == new.base:
        said.difference = figure
        return replace(claim, difference=figure)
    said.difference = None
    return None


def old_year(change: Change) -> int | None:
    """Tell the year that a claim compares with; None where the text gives no year for either side."""
    if change.compared:
        return change.compared
    span = years(change.new.metric) if change.new else None
    return span[1] - 1 if span and change.compared is not None else None


def signed(change: Change, figure: Figure) -> Decimal:
    """Give +1 or -1 by which the printed change counts: 下降 turns the sign, a minus printed already stands."""
    return Decimal(1) if change.up or figure.metric.value < 0 else Decimal(-1)
