"""What a rule needs to be asked at all: most passages and sentences hold no word of its wording."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Protocol, TypeVar, TypeVarTuple


class Told(Protocol):
    """A passage or a sentence."""

    @property
    def words(self) -> str:
        """Give its words, in half-width punctuation without spaces."""

    @property
    def bases(self) -> frozenset[str]:
        """List the base units of its figures."""

    @property
    def figures(self) -> Sequence[object]:
        """List its figures."""


_S = TypeVar("_S", bound=Told)
_Ts = TypeVarTuple("_Ts")
_T = TypeVar("_T")


def needs(
    *wording: str, unit: str = "", figures: int = 1
) -> Callable[[Callable[[_S, *_Ts], Iterable[_T]]], Callable[[_S, *_Ts], Iterable[_T]]]:
    """Ask a rule only of what has so many figures, one of a unit and, of each list of words, one at least.

    A list is parted by ``|``, as in a pattern: for each branch of the rule's pattern, words that each match has.
    """
    lists = tuple(tuple(words.split("|")) for words in wording)

    def gate(rule: Callable[[_S, *_Ts], Iterable[_T]]) -> Callable[[_S, *_Ts], Iterable[_T]]:
        @wraps(rule)
        def asked(told: _S, /, *rest: *_Ts) -> Iterable[_T]:
            if len(told.figures) < figures or (unit and unit not in told.bases):
                return ()
            text = told.words
            for words in lists:
                for word in words:
                    if word in text:
                        break
                else:
                    return ()
            return rule(told, *rest)

        return asked

    return gate
