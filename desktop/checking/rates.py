"""Rates: 完成率, 有效率, 支出进度 and 毛入园率 held against the two figures that the report itself gives for them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.checking.changes import is_past
from desktop.checking.growth import shared
from desktop.checking.ledger import Ledger, same_time
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT
from desktop.checking.ratios import held
from desktop.model.finding import Check, Finding
from desktop.model.metric import Role

_OF = re.compile(r"(?:[为是]|相当于|达到?|完成|执行)(?:了|全年)?(?P<whole>[^,;:()]{2,16}?)的(?:约|近)?$")
_RATE = re.compile(r"(?P<stem>[^,;:()、]{1,14}?)(?:率|进度|比例)(?:分别|均|为|达到?|是|约|[:])*$")
_FIT = ("合格", "达标", "优良", "优秀", "及格", "通过", "完成", "办结", "整改", "回收", "收回", "有效", "就业", "录取",
        "参检", "受检", "到课", "出勤", "签约", "报到", "参训", "持证", "执行", "支出", "使用", "拨付", "到位", "化解",
        "销号", "开工", "完工", "竣工", "移交", "安置", "配备")  # fmt: skip
_DONE = re.compile(r"到位|完成|办结|销号|完毕|解决|整改")
_UNDONE = re.compile(r"正在|未|尚|基本|部分")
_SAID = {"整改": _DONE, "完成": _DONE, "回收": re.compile("回收|收回"), "配备": re.compile("[实已]配|配备")}
_GRANTED = re.compile(r"预算|资金|专项|补助|安排|下达|债务")
_ALL = re.compile(r"应|适龄|学龄")
_SPENT = re.compile(r"支出|执行|完成|使用|拨付")
_GROUPS = re.compile(r"公办|民办|普惠|[乡镇村]")
_PUPILS = ("在园幼儿", "在园", "在园儿童")
_HEAD = 40
"""A sentence names what its short words are of in its first characters."""


class _Definition(NamedTuple):
    """A rate that the whole trade defines alike: how it is named, and its part of all children in kindergartens."""

    name: re.Pattern[str]
    part: str


_DEFINITIONS = (
    _Definition(re.compile(r"普惠.{0,12}(?:覆盖率|占比)"), "普惠"),
    _Definition(re.compile(r"公办.{0,10}占比"), "公办"),
)


def rates(passage: Passage, ledger: Ledger) -> Iterator[Finding | Check]:
    """Recompute the rates of a passage."""
    for sentence in passage.sentences:
        for i, figure in enumerate(sentence.figures):
            if figure.base != PERCENT or figure.stands is None or "占" in figure.clause.removesuffix("占比"):
                continue
            if of := _OF.search(figure.lead):
                yield from _of_another(sentence.figures, i, of["whole"])
            elif rate := _RATE.search(figure.lead):
                yield from _rate(sentence.figures, i, rate["stem"])
            yield from _defined(figure, sentence.words, ledger)


def _of_another(figures: Sequence[Figure], i: int, whole: str) -> Iterator[Finding | Check]:
    """Hold P仅为…的S%, 完成…的S% against the figure of the other, which may follow in brackets."""
    share = figures[i]
    part = next((f for f in reversed(figures[max(0, i - 2) : i]) if f.base != PERCENT), None)
    if part is None:
        return
    behind = [f for f in figures[i + 1 : i + 2] if f.lead.startswith("(")]
    others = [f for f in (*figures[max(0, i - 4) : i], *behind) if f is not part and f.quantity == part.quantity]
    alike = [(shared(whole, f"{f.metric.subject}{f.metric.indicator} {f.clause}"), f) for f in others]
    most = max((score for score, _ in alike), default=0)
    meant = [f for score, f in alike if score == most > 1]
    certain = (len(others) == 1 and (most > 2 or meant == behind)) or most == len(whole) > 3
    accuse = len(meant) == 1 and certain
    yield from held(((part, f) for f in meant), share, "ratio.of_another", accuse=accuse, soft=len(others) > 1)


def _rate(figures: Sequence[Figure], i: int, stem: str) -> Iterator[Finding | Check]:
    """Hold 抽查W所，合格P所，合格率S% against P and W; other counts may stand between them."""
    share = figures[i]
    fit = next((word for word in _FIT if word in stem), None)
    counts: list[Figure] = []
    for figure in reversed(figures[max(0, i - 4) : i]):
        if figure.quantity.additive and not is_past(figure) and (not counts or figure.base == counts[0].base):
            counts.append(figure)
        if ";" in figure.lead:
            break
    if len(counts) < 2 or ";" in share.lead:
        return
    part, whole = counts[:2]
    if figures[i - 2] is whole and ";" not in part.lead:
        tied = fit is not None and fit in part.clause and fit not in whole.clause
        spent = "预算" in whole.clause and bool(_SPENT.search(part.clause)) and bool(_SPENT.search(stem))
        named = (tied and len(stem) <= len(fit or "") + 2) or spent
        plain = "," not in part.lead.lstrip(",、") and (not part.quantity.money or _GRANTED.search(whole.clause))
        if tied or spent or _ALL.search(whole.clause):
            pairs = [(part, count) for count in counts[1:]]
            yield from held(pairs, share, "ratio.rate", accuse=bool(named and plain))
            return
    said = _SAID.get(fit or "", re.compile(fit or "$."))
    done = [f for f in counts[:-1] if f.value > 1 and said.search(f.clause) and not _UNDONE.search(f.clause)]
    shared_out = _adds_up(counts) and any(_UNDONE.search(f.clause) for f in counts)
    wholes = counts[:0:-1] if shared_out else counts[1:]
    pairs = [(part, whole) for part in done for whole in wholes if whole.start < part.start]
    yield from held(pairs, share, "ratio.rate", accuse=shared_out, soft=True)


def _adds_up(counts: Sequence[Figure]) -> bool:
    """Tell whether counts, the nearest first, are parts and in front of them their whole."""
    return len(counts) > 2 and sum(f.value for f in counts[:-1]) == counts[-1].value


def _defined(share: Figure, words: str, ledger: Ledger) -> Iterator[Finding | Check]:
    """Hold a rate of kindergartens against the children that the report counts, wherever it does."""
    named = f"{share.metric.subject}{share.metric.indicator}{share.clause}"
    if share.clause.startswith("覆盖率") and "普惠" in words[:_HEAD]:
        named = f"普惠{named}"
    part_of = next((d.part for d in _DEFINITIONS if d.name.search(named)), None)
    if part_of is None or share.metric.role in {Role.TARGET, Role.CHANGE}:
        return
    children = [f for thing in _PUPILS for f in ledger.counts_of(thing, "人") if same_time(f.metric, share.metric)]
    wholes = [f for f in children if not _GROUPS.search(f"{f.metric.subject}{f.clause}")]
    inside = [f for whole in wholes[:2] for f in ledger.behind(whole) if f.base == whole.base]
    parts = [f for f in (*children, *inside) if part_of in f"{f.metric.subject}{f.clause}" and "民办" not in f.clause]
    pairs = [(part, whole) for part in parts[:2] for whole in wholes[:2] if same_time(part.metric, whole.metric)]
    yield from held(pairs, share, "ratio.defined", accuse=False)
