"""Looks at a few signs before a pattern is tried: they let all through that the pattern finds."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

import pytest

from desktop.extraction import admissions, leads, regions


def _variants(element: tuple[object, Any], *, ahead: bool) -> Iterator[str]:
    """Make strings that one element of a parsed pattern matches: one for every branch and every sign it names.

    ``ahead`` writes out what the pattern only looks at, too.
    """
    op, value = str(element[0]), element[1]
    if op == "LITERAL":
        yield chr(value)
    elif op == "IN":
        named = [(str(kind), of) for kind, of in value]
        if named[0][0] == "NEGATE":
            yield from "某3"
        for kind, of in named if named[0][0] != "NEGATE" else ():
            signs = {"LITERAL": [of], "RANGE": of}.get(kind) if kind != "CATEGORY" else map(ord, "3 a")
            yield from map(chr, signs or ())
    elif op == "BRANCH":
        yield from chain.from_iterable(_made(branch, ahead=ahead) for branch in value[1])
    elif op == "SUBPATTERN":
        yield from _made(value[-1], ahead=ahead)
    elif op in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, _, inner = value
        yield from () if least else ("",)
        yield from (each * max(least, 1) for each in _made(inner, ahead=ahead))
    elif op == "ASSERT" and ahead:
        yield from _made(value[1], ahead=ahead)
    else:
        yield "某" if op in {"ANY", "NOT_LITERAL"} else ""


def _made(parsed: Iterable[tuple[object, Any]], *, ahead: bool) -> Iterator[str]:
    """Make strings of a sequence: each variant of an element once, among the first of the others."""
    told = [list(_variants(element, ahead=ahead)) for element in parsed]
    first = [each[0] for each in told]
    yield "".join(first)
    for place, variants in enumerate(told):
        yield from ("".join((*first[:place], each, *first[place + 1 :])) for each in variants[1:])


def _admits(found: re.Match[str]) -> bool:
    return admissions._ADMITS.search(found.string) is not None


def _acts(found: re.Match[str]) -> bool:
    return admissions._ACTS.search(found.string) is not None


def _ends(found: re.Match[str]) -> bool:
    return found[0][-1] in admissions._STATED_LAST


def _has(signs: frozenset[str]) -> Callable[[re.Match[str]], bool]:
    return lambda found: not signs.isdisjoint(found[0])


_ADMITTING = ("STATED", "STILL", "STILL_SO", "STILL_NOT", "TURNS", "FAILED", "SOME", "CANNOT", "MISSED")


@pytest.mark.parametrize(
    ("pattern", "gate"),
    [
        *(pytest.param(getattr(admissions, f"_{name}"), _admits, id=f"admits {name}") for name in _ADMITTING),
        pytest.param(admissions._FOR, _acts, id="acts FOR"),
        pytest.param(admissions._AIMED, _acts, id="acts AIMED"),
        pytest.param(admissions._STATED, _ends, id="ends STATED"),
        pytest.param(leads._NORM, _has(leads._NORM_SIGNS), id="signs NORM"),
        pytest.param(leads._NORM_OF, _has(leads._NORM_SIGNS), id="signs NORM_OF"),
        pytest.param(leads._OF, _has(leads._OF_SIGNS), id="signs OF"),
        pytest.param(leads._CHANGE, _has(leads._MOVE_SIGNS), id="signs CHANGE"),
        pytest.param(leads._NOUN_AFTER, _has(leads._COMPARING_SIGNS), id="signs NOUN_AFTER"),
        pytest.param(leads._DISPOSED, _has(leads._DISPOSING), id="signs DISPOSED"),
        *(pytest.param(pattern, _has(signs), id=f"signs {name}") for name, signs, pattern in regions._OTHERS),
    ],
)
def test_a_look_at_signs_lets_all_through_that_the_pattern_finds(
    pattern: re.Pattern[str], gate: Callable[[re.Match[str]], bool]
) -> None:
    parsed = re._parser.parse(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]
    made = {*_made(parsed, ahead=True), *_made(parsed, ahead=False)}
    found = [each for each in map(pattern.search, made) if each]
    assert len(found) > 1
    assert [each.string for each in found if not gate(each)] == []
