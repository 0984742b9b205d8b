"""Find the canonical indicator of a phrase, and say by which rule."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from desktop.lexicon import units
from desktop.lexicon.patterns import regex
from desktop.model.lexicon import Indicator, IndicatorBook, IndicatorKind

Match = tuple[Indicator, str]

_FOLDED = regex(
    r"幼儿园|所占比例|所占比重|占比例|占比重|比例|比重|之比|配齐率|总数|人数|中等职业|[\s（）()《》“”\"'‘’的]+|人员"
)
_FOLDS = {"幼儿园": "园", "之比": "比", "总数": "数", "人数": "数", "配齐率": "配备率", "中等职业": "中职"}
_RATE_ENDS = regex(r"(?:覆盖|配备|达标|建成|完成|设置|开通|接入|管理|缴纳|联网)?率$|占比$")
_STAGE_PREFIXES = {"学前": "园", "小学": "小学", "初中": "初中", "高中": "高中", "中职": "中职", "特教": "特殊教育"}
_STAGE_NAMES = regex("小学|初中|高中|中学|中职|中小学")
_JOINS = "、和及与,，"
_RATES = frozenset({"%", "个百分点"})
_HEAD = 3
"""An alias of fewer characters means nothing inside a longer phrase; these look it up."""
_LONGEST_GAPLESS = 4
_LONGEST_REST = 3
"""How many characters may follow an alias inside a phrase that still means it (随迁子女|入学)."""


class Matcher:
    """Match phrases against the names and aliases of a book; raises ``KeyError`` on an unknown candidate."""

    def __init__(self, book: IndicatorBook) -> None:
        self.by_name = {indicator.name: indicator for indicator in book.indicators}
        self._cues = [(cue, stage) for stage, cues in book.stages.items() for cue in cues]
        self._traps = regex("|".join(map(re.escape, book.stage_traps)) or r"(?!)")
        self._strong: dict[str, Indicator] = {}
        self._weak: dict[str, Indicator] = {}
        for indicator in book.indicators:
            self._take(self._weak, indicator, indicator.weak_aliases)
            self._take(self._strong, indicator, indicator.aliases)
        for indicator in book.indicators:
            self._strong[fold(indicator.name)] = indicator
        for indicator in book.indicators:
            self._take(self._weak, indicator, (stem for stem in _stems(indicator) if not self._is_amount(stem)))
        self._ambiguous = {
            fold(a.alias): (tuple(self.by_name[name] for name in a.candidates), a.default)
            for a in book.ambiguous_aliases
        }
        self._longest_weak = max(map(len, self._weak), default=0)
        self._by_head: dict[str, list[str]] = defaultdict(list)
        self._by_tail: dict[str, list[str]] = defaultdict(list)
        for alias in self._strong:
            if len(alias) >= _HEAD:
                self._by_head[alias[:_HEAD]].append(alias)
            if len(alias) > _LONGEST_GAPLESS:
                self._by_tail[alias[-2:]].append(alias)
        self.match = lru_cache(maxsize=8192)(self._match)
        self.stages = lru_cache(maxsize=8192)(self._stages)

    def _stages(self, words: str) -> frozenset[str]:
        """List the school stages that a text names."""
        plain = self._traps.sub("", words)
        return frozenset([stage for cue, stage in self._cues if cue in plain])

    def _match(self, words: str, subject: str = "", unit: str = "") -> Match | None:
        """Try the phrase with its subject before it, then alone: whole, by its longest part, by a vague name."""
        if not fold(words):
            return None
        named = self.stages(subject + words)
        phrases = [fold(subject + words), fold(words)] if subject else [fold(words)]
        stage = _STAGE_PREFIXES.get(next(iter(named))) if len(named) == 1 else None
        for phrase in (*phrases[:1], *([stage + phrases[-1]] if stage else ()), *phrases[1:]):
            found = self._strong.get(phrase)
            if found and phrase not in self._ambiguous and fits(found, unit) and self._fits_stage(found, named):
                return found, "词典"
        parts = list(self._contained(phrases[0], len(fold(subject)), unit, named))
        for phrase in (phrases[0], *([stage + phrases[-1]] if stage else ())):
            parts += self._gapped(phrase, unit, named)
        resolved = self._resolved(phrases[0], unit, named)
        if subject and words.startswith("占") and words != "占比" and not parts and not resolved:
            return self._match("占比", subject, unit)
        longest = max(parts, key=lambda part: len(part[0]), default=None)
        if resolved and (longest is None or len(longest[0]) <= len(resolved[0])):
            return resolved[1], f"多义词“{resolved[0]}”"
        if longest is None or not phrases[0].endswith(longest[0][-2:]):
            vague = self._vague([*phrases, _STAGE_NAMES.sub("", phrases[-1])], unit, named)
            if longest is None or vague:
                return vague
        return self._strong[longest[0]], f"{longest[1]}“{longest[0]}”"

    def _contained(self, phrase: str, after: int, unit: str, named: frozenset[str]) -> Iterator[tuple[str, str]]:
        """List the aliases inside the phrase, past its subject, with little or a further name behind them."""
        for at in range(len(phrase) - _HEAD + 1):
            for alias in self._by_head.get(phrase[at : at + _HEAD], ()):
                end = at + len(alias)
                if end <= after or not phrase.startswith(alias, at):
                    continue
                if (len(phrase) - end <= _LONGEST_REST or phrase[end] in _JOINS) and self._may(alias, unit, named):
                    yield alias, "含"

    def _gapped(self, phrase: str, unit: str, named: frozenset[str]) -> Iterator[tuple[str, str]]:
        """List the aliases whose characters stand in the phrase in order, with the same last word."""
        for alias in self._by_tail.get(phrase[-2:], ()):
            stands = len(alias) < len(phrase) and alias[0] in phrase and _in_order(alias, phrase)
            if stands and self._may(alias, unit, named):
                yield alias, "词序"

    def _resolved(self, phrase: str, unit: str, named: frozenset[str]) -> tuple[str, Indicator] | None:
        """Take the candidate of an ambiguous name whose stage, unit and words fit best.

        Of equals the first one is meant, unless they differ by a stage that the phrase does not tell.
        """
        if not phrase.endswith(tuple(self._ambiguous)):
            return None
        alias = max((a for a in self._ambiguous if phrase.endswith(a)), key=len)
        candidates, default = self._ambiguous[alias]
        fitting = [c for c in candidates if fits(c, unit) and self._fits_stage(c, named)]
        rest = set(phrase[: -len(alias)])
        own = [set(fold(c.name).replace(alias, "")) for c in fitting]
        scores = [len(rest & letters) for letters in own]
        best = [at for at, score in enumerate(scores) if score == max(scores)]
        if not best or (len(best) > 1 and len(self.stages(fitting[best[0]].name)) == 1):
            return None
        enough = default or 2 * scores[best[0]] >= len(own[best[0]])
        return (alias, fitting[best[0]]) if enough else None

    def _vague(self, phrases: Iterable[str], unit: str, named: frozenset[str]) -> Match | None:
        """Take a vague name that ends the phrase, where the unit fits."""
        if not unit:
            return None
        for phrase in phrases:
            for at in range(max(0, len(phrase) - self._longest_weak), len(phrase) - 1):
                found = self._weak.get(phrase[at:])
                if found and fits(found, unit) and self._fits_stage(found, named):
                    return found, f"弱词“{phrase[at:]}”"
        return None

    def _may(self, alias: str, unit: str, named: frozenset[str]) -> bool:
        """Tell whether an alias inside a longer phrase still means its indicator: unit and stage agree."""
        indicator = self._strong[alias]
        return alias not in self._ambiguous and fits(indicator, unit) and self._fits_stage(indicator, named)

    def _fits_stage(self, indicator: Indicator, named: frozenset[str]) -> bool:
        """Tell whether the phrase names a stage of the indicator's name, or one of them names none."""
        own = self.stages(indicator.name)
        return not named or not own or bool(own & named)

    def _is_amount(self, stem: str) -> bool:
        """Tell whether a name is that of an amount, whose rate may be a share or a growth."""
        found = self._strong.get(fold(stem))
        return found is not None and found.kind is IndicatorKind.AMOUNT

    @staticmethod
    def _take(book: dict[str, Indicator], indicator: Indicator, aliases: Iterable[str]) -> None:
        for alias in aliases:
            book.setdefault(fold(alias), indicator)


@lru_cache(maxsize=8192)
def fold(words: str) -> str:
    """Write a phrase in one way: half width, without brackets, 的 and spaces, 幼儿园 as 园, 比例 as 占比."""
    plain = unicodedata.normalize("NFKC", words)
    return _FOLDED.sub(lambda m: _FOLDS.get(m[0], "占比" if "比" in m[0] else ""), plain)


def fits(indicator: Indicator, unit: str) -> bool:
    """Tell whether a figure in this unit can be the indicator; only a 率 needs to have one."""
    if not unit:
        return indicator.kind is not IndicatorKind.RATE
    return _fit(indicator.kind, indicator.unit, unit)


@lru_cache(maxsize=4096)
def _fit(kind: IndicatorKind, canonical: str, unit: str) -> bool:
    base, wanted = units.scale(unit)[0], units.scale(canonical)[0]
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
        return base == "" or any({base, wanted} <= family for family in units.load().families)
    if kind is IndicatorKind.COEFFICIENT:
        return base == ""
    return base in {"", wanted.split("/")[0]}


def _stems(indicator: Indicator) -> Iterator[str]:
    """Shorten the names of a rate to what stands before 率: 图书室达标学校比例 is also written 图书室达标学校."""
    if indicator.kind is IndicatorKind.RATE:
        for name in (indicator.name, *indicator.aliases):
            stem = _RATE_ENDS.sub("", fold(name))
            if len(stem) >= 4:
                yield stem
            if name.endswith("率"):
                yield name[:-1]


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
