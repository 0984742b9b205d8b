"""All and none said in words: 校园网全覆盖 is 100 %, 未发生安全责任事故 is 0."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from desktop.lexicon import Lexicon
from desktop.lexicon.claims import claimed
from desktop.lexicon.patterns import regex
from desktop.model.claim import ClaimKind
from desktop.model.relations import RelationBook, Statement
from desktop.scoring.passages import Passage, Span

_BASE_UNKNOWN = regex(r"\d+(?:\.\d+)?(?:余|多)?(?:万|千)?[名个所]")
_AREAS = regex(r"乡镇|镇街|镇乡|街镇")
_COUNTED = regex(r"(\d+)个(乡镇|镇街|镇乡|街镇)")
_LACK = regex(r"没有|没能|未(?!成年|来|必|发|出|见)|尚无|还无|缺少|空缺|尚缺|还缺")
_SOME_LACK = regex(
    r"(?:\d+|[一二两三四五六七八九十]+|部分|少数|个别|几)(?:[名所个位间处]|乡|镇|人)(?:(?!没有一|无一)[^，,；;。]){0,16}?"
    r"(?:没有(?!发|出|一)|没能|未(?!成年|来|必|发|出|见)|尚无|还无|缺少|空缺)"
)
"""Some have not: 仍有21名教师没有取得教师资格证."""
_DONE_SINCE = regex(r"已全部|均已|全部完成|限期|原有|原来|此前|过去|以前|当时|之初|曾")
_ALL = 100
_SHORT = 12
"""A clause up to this length may leave out what it speaks of."""
_WHOLE = ("全覆盖", "清零")


@dataclass(frozen=True, slots=True)
class Claim:
    """One clause that says all or none of just the quantity of an indicator; with ``lacks`` that some have it not."""

    statement: Statement
    place: Span
    text: str
    stages: frozenset[str]
    lacks: bool = False


Claims = Mapping[str, tuple[Claim, ...]]


def claims(passages: Iterable[Passage], lexicon: Lexicon) -> Claims:
    """Collect the claims of the body, by indicator; wishes, plans and blanks are none."""
    related = lexicon.relations
    trigger = _trigger(related)
    found: dict[str, list[Claim]] = defaultdict(list)
    passages = tuple(passages)
    counted = Counter(base for passage in passages for base in set(_BASE_UNKNOWN.findall(passage.text)))
    areas = {found for passage in passages for found in _COUNTED.findall(passage.text)}
    others = {area for area, several in Counter(area for _, area in areas).items() if several > 1}
    for passage in passages:
        if passage.measure and not passage.problem:
            continue
        if not (trigger.search(passage.text) or _SOME_LACK.search(passage.text)):
            continue
        before = ""
        for start, end in passage.clauses:
            text = passage.text[start - passage.start : end - passage.start]
            told, before = (before + text if len(text) <= _SHORT else text), text
            blank = any(start <= blank < end for blank in passage.blanks)
            lacks = bool(_SOME_LACK.search(text)) and len(_LACK.findall(text)) == 1 and not _DONE_SINCE.search(text)
            if not (lacks or (trigger.search(text) and not passage.problem)):
                continue
            if claimed(text, lexicon.cues, blank=blank) is not ClaimKind.DONE:
                continue
            hedged = any(word in text for word in related.hedges if not lacks)
            for statement in () if hedged else related.statements:
                if _lacks(statement, text) if lacks else _says(statement, text, told, related, counted, others):
                    claim = Claim(statement, (start, end), text, lexicon.stages(text) or passage.stages, lacks)
                    found[statement.metric].append(claim)
    return {name: tuple(group) for name, group in found.items()}


def _lacks(statement: Statement, text: str) -> bool:
    """Tell whether a clause that says that some lack something is about what all should have."""
    return statement.value == _ALL and all(any(word in text for word in group) for group in statement.about)


def _leaves_base_open(text: str, counted: Mapping[str, int], others: Collection[str]) -> bool:
    """Tell whether all or none is said of a number that need not be all: 700名残疾儿童无一辍学.

    It is where the report counts as many elsewhere (54所幼儿园), says 全覆盖, or counts areas (14个乡镇), of which it
    gives no other number (``others``).
    """
    base = _BASE_UNKNOWN.match(text)
    if base is None or counted[base[0]] > 1 or any(word in text for word in _WHOLE):
        return False
    return not _AREAS.match(text, base.end()) or text[base.end() : base.end() + 2] in others


def _says(
    statement: Statement,
    text: str,
    told: str,
    related: RelationBook,
    counted: Mapping[str, int],
    others: Collection[str],
) -> bool:
    """Tell whether a clause has a word of each group of a statement, and one that says all or none.

    ``told`` is a short clause with the one before it, which may name what is gone (排查出9所无证园，已全部清零).
    """
    words = statement.words or (related.all_words if statement.value else related.none_words)
    if statement.value and _LACK.search(text):
        return False
    rest = text
    for group in statement.about:
        named = next((word for word in group if word in (text if statement.value else told)), None)
        if named is None:
            return False
        rest = rest.replace(named, "｜")
    said = any(word in rest for word in words) or any(word in text for word in statement.words)
    return said and not _leaves_base_open(text, counted, others)


@lru_cache(maxsize=2)
def _trigger(related: RelationBook) -> re.Pattern[str]:
    """Build one pattern for every word that can say all or none."""
    words = {*related.all_words, *related.none_words}
    words |= {word for statement in related.statements for word in statement.words}
    return regex("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
