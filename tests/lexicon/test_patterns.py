import gc
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

import desktop
from desktop.extraction import statements
from desktop.lexicon import load, patterns
from desktop.lexicon.patterns import regex


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[tuple[object, ...]] = []
    compile_now = re.compile

    def noted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append((pattern, flags))
        return compile_now(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    number = regex(r"第(\d+)条", re.IGNORECASE)
    assert number.pattern == r"第(\d+)条"
    assert compiled == []
    assert [found[1] for found in number.finditer("第3条和第12条")] == ["3", "12"]
    assert number.sub("某条", "第3条") == "某条"
    assert compiled == [(r"第(\d+)条", re.IGNORECASE)]


_NUMBER = regex(r"\d+")
_NUMBERS = (_NUMBER,)


def test_it_gives_its_name_in_the_module_to_the_pattern_once_it_is_asked() -> None:
    assert _NUMBER.search("共12所")
    assert isinstance(_NUMBER, re.Pattern)
    assert [found[0] for found in _NUMBERS[0].finditer("3所和12所")] == ["3", "12"]


def test_it_has_what_a_pattern_has_and_no_more() -> None:
    assert regex("(?P<a>.)").groupindex == {"a": 1}
    with pytest.raises(AttributeError):
        regex("a").searched  # type: ignore[attr-defined]  # noqa: B018


def test_every_pattern_of_the_program_compiles() -> None:
    for room in ("lexicon", "intake", "extraction", "checking", "advice", "scoring"):
        folder = importlib.import_module(f"desktop.{room}").__path__
        for module in pkgutil.iter_modules(folder, f"{desktop.__name__}.{room}."):
            importlib.import_module(module.name)
    made = [each for each in gc.get_objects() if isinstance(each, patterns._Regex)]
    asked = {
        id(value)
        for name, module in sys.modules.items()
        if name.startswith("desktop.")
        for value in vars(module).values()
        if isinstance(value, re.Pattern)
    }
    assert len(made) + len(asked) > 400
    for each in made:
        re.compile(each.pattern, each._flags)


def test_a_pattern_of_many_branches_is_tried_only_where_it_can_begin() -> None:
    grown = regex("增长|(?<!不)提高|下降(?!到)", begins="增提下")
    assert [found[0] for found in grown.finditer("增长3%，不提高，提高2%，下降1%，上升")] == ["增长", "提高", "下降"]


def _firsts(parsed: Iterable[Any]) -> tuple[set[str], bool]:
    """List some characters that a parsed pattern can begin with, all but those between; whether it can be empty."""
    found: set[str] = set()
    for op, value in parsed:
        name, more, empty = str(op), set[str](), False
        if name == "LITERAL":
            more = {chr(value)}
        elif name == "IN":
            for kind, of in value:
                more |= {"LITERAL": {of}, "RANGE": set(of if str(kind) == "RANGE" else ())}.get(
                    str(kind), {" " if "SPACE" in str(of) else "0"}
                )
            more = {each if isinstance(each, str) else chr(each) for each in more}
        elif name == "BRANCH":
            told = [_firsts(branch) for branch in value[1]]
            more, empty = set().union(*(one for one, _ in told)), any(none for _, none in told)
        elif name in {"SUBPATTERN", "MAX_REPEAT", "MIN_REPEAT"}:
            more, empty = _firsts(value[-1])
            empty = empty or (name != "SUBPATTERN" and not value[0])
        else:
            assert name in {"ASSERT", "ASSERT_NOT", "AT"}, name
            continue
        found |= more
        if not empty:
            return found, False
    return found, True


def _patterns() -> Iterator[tuple[str, Any]]:
    """List what the modules of the reading side hold by name, and the pattern that is put together from the cues."""
    yield "statements._judging", statements._judging(load())
    for room in ("lexicon", "intake", "extraction", "checking", "advice", "scoring"):
        for module in pkgutil.iter_modules(importlib.import_module(f"desktop.{room}").__path__):
            held = vars(importlib.import_module(f"desktop.{room}.{module.name}"))
            yield from ((f"{module.name}.{name}", value) for name, value in held.items())


def test_what_a_pattern_is_said_to_begin_with_is_all_that_it_can_begin_with() -> None:
    guarded = 0
    for name, value in _patterns():
        said = re.match(r"\(\?=(\[(?:[^\]\\]|\\.)+\])\)\(\?:", str(getattr(value, "pattern", "")), re.DOTALL)
        if said is None:
            continue
        guarded += 1
        flags = value._flags if isinstance(value, patterns._Regex) else value.flags
        _, *parsed = re._parser.parse(value.pattern, flags)  # type: ignore[attr-defined]
        begins, empty = _firsts(parsed)
        assert not empty, name
        missing = {each for each in begins if not re.match(said[1], each)}
        assert not missing, (name, missing)
    assert guarded > 5
