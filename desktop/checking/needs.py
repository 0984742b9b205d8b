"""What a rule needs to be asked at all: most passages and sentences hold no word of its wording."""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar


class Told(Protocol):
    """A passage or a sentence."""

    @property
    def words(self) -> str:
        """Give its words, in half-width punctuation without spaces."""

    @property
    def bases(self) -> frozenset[str]:
        """List the base units of its figures."""


_P = ParamSpec("_P")
_S = TypeVar("_S", bound=Told)
_T = TypeVar("_T")


def needs(
    *wording: str, unit: str = ""
) -> Callable[[Callable[Concatenate[_S, _P], Iterable[_T]]], Callable[Concatenate[_S, _P], Iterator[_T]]]:
    """Ask a rule only of a passage or sentence that has a figure of a unit and, of each list of words, one at least.

    A list is parted by ``|``, as in a pattern: for each branch of the rule's pattern, words that each match has.
    """
    lists = tuple(tuple(words.split("|")) for words in wording)

    def gate(rule: Callable[Concatenate[_S, _P], Iterable[_T]]) -> Callable[Concatenate[_S, _P], Iterator[_T]]:
        @wraps(rule)
        def asked(told: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> Iterator[_T]:
            if unit and unit not in told.bases:
                return iter(())
            text = told.words
            for words in lists:
                for word in words:
                    if word in text:
                        break
                else:
                    return iter(())
            return iter(rule(told, *args, **kwargs))

        return asked

    return gate
