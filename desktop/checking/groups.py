"""Groups: which stage and owner a figure is of, by the words beside it, its subject, or the title above it."""

from functools import lru_cache

from desktop.checking.passages import Figure
from desktop.lexicon.patterns import regex

_STAGES = {
    "中小学": "中小学",
    "幼儿园": "幼儿|学前|在园|入园|师幼|园",
    "小学": "小学",
    "初中": "初中|初级中学",
    "高中": "普通高中|普高|高中|高级中学",
    "中职": "中职|中等职业|职业高中|职高|职业学校",
    "特教": "特殊教育|特教",
    "义务教育": "义务教育",
}
_OWNERS = {
    "公办": "公办",
    "民办": "民办",
    "普惠": "普惠",
    "农村": "农村|乡村",
    "城区": "城区|县城|城镇",
}
_NAMES = (*_STAGES, *_OWNERS)
_FOUND = regex("|".join(f"(?P<g{n}>{words})" for n, words in enumerate((*_STAGES.values(), *_OWNERS.values()))))
STAGES = frozenset(_STAGES)
BROAD = frozenset({"义务教育", "中小学"})
"""A title of several stages says of which of them a figure is only by its own words."""
_LONGEST_TITLE = 24


def group(figure: Figure) -> frozenset[str]:
    """Name what a figure is of ({小学}, {幼儿园, 公办}); empty where nothing says it."""
    if figure.groups is None:
        metric = figure.metric
        # 小学、初中生师比分别为A、B: the words beside A name the last of the list
        label = "" if metric.subject and "分别" in figure.lead else figure.label
        figure.groups = _group(label, f"{metric.subject}{metric.indicator}", figure.title)
    return figure.groups


@lru_cache(maxsize=8192)
def _group(label: str, name: str, title: str) -> frozenset[str]:
    """Take the nearest words that name a stage; an owner is added where the same words name one."""
    label, title = label.replace("其中", "，"), title if len(title) <= _LONGEST_TITLE else ""
    found = [
        frozenset(_NAMES[int((m.lastgroup or "g0")[1:])] for m in _FOUND.finditer(w)) for w in (label, name, title)
    ]
    near = found[0] | (found[1] - STAGES if found[0] & STAGES else found[1])
    return near if near & STAGES else near | (found[2] & STAGES - BROAD)
