"""All and none said in words: 校园网全覆盖 is 100 %, 未发生安全责任事故 is 0."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from desktop.lexicon import Lexicon
from desktop.lexicon.claims import claimed
from desktop.lexicon.patterns import regex
from desktop.model.claim import ClaimKind
from desktop.model.relations import RelationBook, Statement
from desktop.scoring.passages import Passage, Span

_BASE_UNKNOWN = regex(r"\d+(?:\.\d+)?(?:余|多)?(?:万|千)?[名个所]")
_WHOLE = ("全覆盖", "清零")


@dataclass(frozen=True, slots=True)
class Claim:
    """One clause that says all or none of just the quantity of an indicator."""

    statement: Statement
    place: Span
    text: str
    stages: frozenset[str]


Claims = Mapping[str, tuple[Claim, ...]]


def claims(passages: Iterable[Passage], lexicon: Lexicon) -> Claims:
    """Collect the claims of the body, by indicator; wishes, plans and blanks are none."""
    related = lexicon.relations
    trigger = _trigger(related)
    found: dict[str, list[Claim]] = defaultdict(list)
    passages = tuple(passages)
    counted = Counter(base for passage in passages for base in set(_BASE_UNKNOWN.findall(passage.text)))
    for passage in passages:
        if passage.measure or passage.problem or not trigger.search(passage.text):
            continue
        for start, end in passage.clauses:
            text = passage.text[start - passage.start : end - passage.start]
            blank = any(start <= blank < end for blank in passage.blanks)
            if not trigger.search(text) or claimed(text, lexicon.cues, blank=blank) is not ClaimKind.DONE:
                continue
            if any(word in text for word in related.hedges) or _leaves_base_open(text, counted):
                continue
            for statement in related.statements:
                if _says(statement, text, related):
                    claim = Claim(statement, (start, end), text, lexicon.stages(text) or passage.stages)
                    found[statement.metric].append(claim)
    return {name: tuple(group) for name, group in found.items()}


def _leaves_base_open(text: str, counted: Mapping[str, int]) -> bool:
    """Tell whether all or none is said of a number that need not be all: 700名残疾儿童无一辍学.

    It is where the report counts as many elsewhere (54所幼儿园), or says 全覆盖.
    """
    base = _BASE_UNKNOWN.match(text)
    return base is not None and counted[base[0]] < 2 and not any(word in text for word in _WHOLE)


def _says(statement: Statement, text: str, related: RelationBook) -> bool:
    """Tell whether a clause has a word of each group of a statement, and one that says all or none."""
    words = statement.words or (related.all_words if statement.value else related.none_words)
    rest = text
    for group in statement.about:
        named = next((word for word in group if word in text), None)
        if named is None:
            return False
        rest = rest.replace(named, "｜")
    return any(word in rest for word in words) or any(word in text for word in statement.words)


@lru_cache(maxsize=2)
def _trigger(related: RelationBook) -> re.Pattern[str]:
    """Build one pattern for every word that can say all or none."""
    words = {*related.all_words, *related.none_words}
    words |= {word for statement in related.statements for word in statement.words}
    return regex("|".join(sorted(map(re.escape, words), key=len, reverse=True)))
