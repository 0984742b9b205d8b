"""Records built from plain JSON that was validated when it was kept: no schema has to be made for them."""

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

_T = TypeVar("_T")
_Build = Callable[[Any], Any]
_AS_IT_IS = frozenset({str, int, float, bool})


def built(kind: type[_T], held: dict[str, Any]) -> _T:
    """Make a record of what JSON says of it; raises whatever goes wrong where that is no such record."""
    return cast("_T", _record(kind)(held))


@cache
def _builder(kind: Any) -> _Build | None:  # noqa: ANN401 -- a type as it is written: tuple[str, ...], Decimal | None
    """Give what makes a value of a type from JSON, None where JSON gives it as it is."""
    if kind in _AS_IT_IS:
        return None
    if is_dataclass(kind):
        return _record(kind)
    origin = get_origin(kind)
    inner = [_builder(each) for each in get_args(kind) if each not in {Ellipsis, types.NoneType}]
    if origin is dict:
        value = inner[1]
        return None if value is None else lambda held: {name: value(each) for name, each in held.items()}
    if origin is types.UnionType:
        (only,) = inner
        return None if only is None else lambda held: None if held is None else only(held)
    if origin in {tuple, frozenset}:
        first, *others = inner
        if others:
            return lambda held: tuple(build(each) if build else each for build, each in zip(inner, held, strict=True))
        return cast("_Build", origin) if first is None else lambda held: origin(map(first, held))
    return cast("_Build", kind)


def _record(kind: Any) -> _Build:  # noqa: ANN401 -- a dataclass
    hints = get_type_hints(kind)
    told = {each.name: build for each in fields(kind) if (build := _builder(hints[each.name]))}
    return lambda held: kind(**{name: told[name](value) if name in told else value for name, value in held.items()})
