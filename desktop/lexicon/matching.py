"""Find the canonical indicator of a phrase, and say by which rule."""

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache

from desktop.lexicon import units
from desktop.model.lexicon import Indicator, IndicatorBook, IndicatorKind

Match = tuple[Indicator, str]

_FOLDED = re.compile(r"幼儿园|所占比例|所占比重|占比例|占比重|比例|比重|配齐率|总数|人数|[\s（）()“”\"'‘’《》、，,的]+")
_FOLDS = {"幼儿园": "园", "总数": "数", "人数": "数", "配齐率": "配备率"}
_STAGES = {
    "学前": ("学前", "幼儿", "园"),
    "小学": ("小学",),
    "初中": ("初中",),
    "高中": ("高中", "普高"),
    "中职": ("中职", "职业", "职教", "职高"),
}
_RATES = frozenset({"%", "个百分点"})
_COUNTED = frozenset({IndicatorKind.COUNT, IndicatorKind.AMOUNT, IndicatorKind.AREA, IndicatorKind.PER_CAPITA})


class Matcher:
    """Match phrases against the names and aliases of a book."""

    def __init__(self, book: IndicatorBook) -> None:
        self.by_name = {indicator.name: indicator for indicator in book.indicators}
        self._strong: dict[str, Indicator] = {}
        self._weak: dict[str, Indicator] = {}
        for indicator in book.indicators:
            for alias in indicator.weak_aliases:
                self._weak.setdefault(fold(alias), indicator)
            for alias in indicator.aliases:
                self._strong.setdefault(fold(alias), indicator)
        for indicator in book.indicators:
            self._strong[fold(indicator.name)] = indicator
        self._ambiguous = {
            fold(a.alias): tuple(self.by_name[name] for name in a.candidates) for a in book.ambiguous_aliases
        }
        self._by_head: dict[str, list[str]] = defaultdict(list)
        self._by_tail: dict[str, list[str]] = defaultdict(list)
        for alias in self._strong:
            self._by_head[alias[:2]].append(alias)
            self._by_tail[alias[-2:]].append(alias)
        self.match = lru_cache(maxsize=8192)(self._match)

    def _match(self, words: str, subject: str = "", unit: str = "") -> Match | None:
        """Try the phrase with its subject before it, then alone, from the strictest rule to the loosest."""
        phrases = [fold(subject + words), fold(words)] if subject else [fold(words)]
        if not phrases[-1]:
            return None
        return (
            self._exact(phrases, unit)
            or self._resolved(phrases[0], unit)
            or self._contained(phrases[0], unit)
            or self._gapped(phrases[0], unit)
            or self._weakly(phrases, unit)
        )

    def _exact(self, phrases: list[str], unit: str) -> Match | None:
        """Take a phrase that is a name or an alias."""
        for phrase in phrases:
            found = self._strong.get(phrase)
            if found and phrase not in self._ambiguous and fits(found, unit):
                return found, "词典"
        return None

    def _resolved(self, phrase: str, unit: str) -> Match | None:
        """Take the candidate of an ambiguous name whose stage and words fit best, the first one of equals."""
        for alias, candidates in self._ambiguous.items():
            if not phrase.endswith(alias):
                continue
            fitting = [c for c in candidates if fits(c, unit) and stages(phrase) >= stages(c.name)]
            if fitting:
                rest = set(phrase[: -len(alias)])
                best = max(fitting, key=lambda c: len(rest & set(c.name)))
                return best, f"多义词“{alias}”"
        return None

    def _contained(self, phrase: str, unit: str) -> Match | None:
        """Take the longest alias inside the phrase, the last one of equals."""
        found = ""
        for at in range(len(phrase) - 1):
            for alias in self._by_head.get(phrase[at : at + 2], ()):
                if len(alias) >= max(len(found), 3) and phrase.startswith(alias, at) and self._may(alias, phrase, unit):
                    found = alias
        return (self._strong[found], f"含“{found}”") if found else None

    def _gapped(self, phrase: str, unit: str) -> Match | None:
        """Take an alias whose characters stand in the phrase in order, with the same last word."""
        found = ""
        for alias in self._by_tail.get(phrase[-2:], ()):
            if len(alias) > max(len(found), 4) and _in_order(alias, phrase) and self._may(alias, phrase, unit):
                found = alias
        return (self._strong[found], f"词序“{found}”") if found else None

    def _weakly(self, phrases: list[str], unit: str) -> Match | None:
        """Take a vague name that ends the phrase, where the unit fits."""
        if not unit:
            return None
        for phrase in phrases:
            for at in range(len(phrase) - 1):
                found = self._weak.get(phrase[at:])
                if found and fits(found, unit) and stages(phrase) <= stages(found.name) | stages(phrase[at:]):
                    return found, f"弱词“{phrase[at:]}”"
        return None

    def _may(self, alias: str, phrase: str, unit: str) -> bool:
        """Tell whether an alias inside a longer phrase still means its indicator: unit and stage agree."""
        indicator = self._strong[alias]
        return alias not in self._ambiguous and fits(indicator, unit) and stages(indicator.name) <= stages(phrase)


@lru_cache(maxsize=4096)
def fold(words: str) -> str:
    """Write a phrase in one way: half width, without brackets, 的 and spaces, 幼儿园 as 园, 比例 as 占比."""
    plain = unicodedata.normalize("NFKC", words)
    return _FOLDED.sub(lambda m: _FOLDS.get(m[0], "占比" if "比" in m[0] else ""), plain)


@lru_cache(maxsize=4096)
def stages(words: str) -> frozenset[str]:
    """List the school stages that a phrase names."""
    return frozenset(stage for stage, cues in _STAGES.items() if any(cue in words for cue in cues))


@lru_cache(maxsize=4096)
def _fit(kind: IndicatorKind, canonical: str, unit: str) -> bool:
    base = units.scale(unit)[0]
    wanted = units.scale(canonical)[0]
    if base == wanted:
        return True
    if kind is IndicatorKind.RATE:
        return base in _RATES
    if base in _RATES:
        return canonical == "" and kind is IndicatorKind.RATIO
    if kind is IndicatorKind.AREA:
        return base in {"", "平方米", "平方公里"}
    if kind in {IndicatorKind.AMOUNT, IndicatorKind.PER_CAPITA}:
        return base == "" or base.startswith("元")
    if kind is IndicatorKind.COUNT:
        return not base.startswith(("元", "平方")) and base != "分"
    return base in {"", "倍"} or (kind is not IndicatorKind.COEFFICIENT and base[:1] == wanted[:1])


def fits(indicator: Indicator, unit: str) -> bool:
    """Tell whether a figure in this unit can be the indicator; no unit fits what has no 率 in it."""
    if not unit:
        return indicator.kind is not IndicatorKind.RATE
    return _fit(indicator.kind, indicator.unit, unit)


def _in_order(alias: str, phrase: str) -> bool:
    """Tell whether the characters of ``alias`` stand in ``phrase`` in order, parted at most twice."""
    at = gaps = 0
    for character in alias:
        found = phrase.find(character, at)
        if found < 0:
            return False
        gaps += found > at > 0
        at = found + 1
    return gaps <= 2
