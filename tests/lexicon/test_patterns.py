import gc
import importlib
import pkgutil
import re

import pytest

import desktop
from desktop.lexicon import patterns
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
    assert len(made) > 400
    for each in made:
        re.compile(each.pattern, each._flags)
