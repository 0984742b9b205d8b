"""Tell what a statement claims: something done, something planned, a slogan."""

import re
from functools import lru_cache

from desktop.lexicon.patterns import regex
from desktop.model.claim import ClaimKind
from desktop.model.lexicon import Cues

_CHECKABLE = regex(r"\d|《|[一二两三四五六七八九十百千万]+[所名人个项次年月亿元类批处]|全覆盖|清零")
_FEWEST_WORDS = 2


def claimed(text: str, cues: Cues, *, ahead: bool = False, blank: bool = False) -> ClaimKind:
    """Class a clause, a sentence or a measure; ``ahead`` tells that it stands where a report promises.

    A place of promises makes everything a plan but what says more often that it is done than that it is to come.
    """
    if blank:
        return ClaimKind.BLANK
    if is_slogan(text, cues):
        return ClaimKind.SLOGAN
    planned = len(_any(cues.claim.planned).findall(text))
    if not ahead:
        return ClaimKind.PLANNED if planned else ClaimKind.DONE
    done = len(_any(cues.claim.done).findall(text))
    return ClaimKind.DONE if done > planned else ClaimKind.PLANNED


def is_slogan(text: str, cues: Cues) -> bool:
    """Tell a statement of fine words alone: two or more of them, and no figure, paper, time, unit or doer to check."""
    if _CHECKABLE.search(text) or len(_any(cues.empty_talk.words).findall(text)) < _FEWEST_WORDS:
        return False
    return not (_any(cues.actor.units).search(text) or _any(cues.time.deadline, plain=False).search(text))


@lru_cache(maxsize=16)
def _any(words: tuple[str, ...], *, plain: bool = True) -> re.Pattern[str]:
    """Make one pattern of a list of cues, the longest first."""
    ordered = sorted(map(re.escape, words) if plain else words, key=len, reverse=True)
    return regex("|".join(ordered))
