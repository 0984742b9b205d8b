"""The base of every record: what the program itself reads, finds and makes, and what it knows of the domain.

A record is a plain dataclass, for nothing of it comes unchecked from outside: a first reading needs no pydantic, whose
loading takes longer than all else. What does come from outside, or goes into a case, is a ``value.Value``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

_set = object.__setattr__


@dataclass(frozen=True, kw_only=True)
class Record:
    """Hold fields that never change; each kind is a frozen dataclass made by keywords alone, its collections tuples."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = {"extra": "forbid"}
    """What pydantic goes by where it reads one from a file."""

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """Copy as a ``Value`` does."""
        copy = object.__new__(type(self))
        _set(copy, "__dict__", {**self.__dict__, **(update or {})})
        return copy


@dataclass(frozen=True, kw_only=True)
class Mark(Record):
    """Point at a run of a report's text.

    ``start`` and ``end`` are code-point offsets into ``Report.text``; ``text[start:end] == quote`` for ever.
    """

    start: int
    end: int
    quote: str
