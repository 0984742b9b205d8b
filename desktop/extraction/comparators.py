"""How the words around a number bound it: 以上, 不少于, 近, 余, 约."""

import re

from desktop.model.metric import Comparator

_BEFORE = {
    Comparator.AT_LEAST: "不低于 不少于 不小于 不得低于 不得少于 至少 最少 "
    "最低 起码 不下 不下于 大于等于 大于或等于 ≥ ＞=",
    Comparator.AT_MOST: "不超过 不高于 不多于 不大于 不得超过 不得高于 不得多于 "
    "未超过 至多 最多 最高 小于等于 小于或等于 ≤ 不超",
    Comparator.MORE: "超过 超出 逾 超 突破 高于 多于 大于 已超 > ＞",
    Comparator.LESS: "将近 接近 近 不足 不到 不满 未满 低于 少于 小于 < ＜ 几近 差不多",
    Comparator.ABOUT: "大约 约 大概 大致",
}
_AFTER = {
    Comparator.AT_LEAST: "及以上 （含）以上 (含)以上 以上（含） 以上(含) 以上 起步",
    Comparator.AT_MOST: "及以下 （含）以下 (含)以下 以内 之内 以下",
    Comparator.ABOUT: "左右 上下",
}
_BY_WORD = {word: sign for table in (_BEFORE, _AFTER) for sign, words in table.items() for word in words.split()}


def _any(table: dict[Comparator, str]) -> str:
    words = sorted((word for words in table.values() for word in words.split()), key=len, reverse=True)
    return "|".join(map(re.escape, words))


FOLLOWING = _any(_AFTER)


# 最近3年, 附近5所, 节约3万元 hold another word
_OTHER_WORDS = frozenset("达最附临邻靠远就亲节契条签公特制违履合")
_VERBS = frozenset("了达占为有计")
_SIZES = (5, 4, 3, 2, 1)
_BOUNDS = {word: sign for sign, words in _BEFORE.items() for word in words.split()}
_LAST = frozenset(word[-1] for word in _BOUNDS) | _VERBS


def leading(text: str, start: int) -> tuple[int, Comparator | None, str]:
    """Find a comparing word that ends at ``start``: where the quote begins, what it says, the word.

    A verb between the two (约占, 近达) leaves the word out of the quote.
    """
    at = start
    while at > 0 and start - at < 2 and text[at - 1] == " ":
        at -= 1
    if at == 0 or text[at - 1] not in _LAST:
        return start, None, ""
    for end in (at, at - 1) if text[at - 1] in _VERBS else (at,):
        for size in _SIZES:
            word = text[end - size : end] if end >= size else ""
            if word in _BOUNDS and not (end > size and text[end - size - 1] in _OTHER_WORDS):
                return end - size if end == at else start, _BOUNDS[word], word
    return start, None, ""


def inside(words: str, after: str) -> Comparator | None:
    """Read what stands between number and unit (余, 多, 来) and behind the unit (以上, 以内, 左右)."""
    if after:
        return _BY_WORD[after]
    if not words:
        return None
    return Comparator.ABOUT if words == "来" else Comparator.MORE
