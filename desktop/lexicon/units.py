"""Units as they are written and what they come to: 万元 is 10000 元, ㎡ is 平方米, 元/年·生 is 元/生年."""

import unicodedata
from decimal import Decimal
from functools import cache, lru_cache

from desktop import paths
from desktop.lexicon import yamlfile
from desktop.model.lexicon import UnitBook


@cache
def load() -> UnitBook:
    """Read ``units.yaml`` once; raises ``BrokenResource``."""
    return yamlfile.read(paths.resource("lexicon", "units.yaml"), UnitBook)


@cache
def known() -> tuple[str, ...]:
    """List every unit word that may follow a number, without 万 and 亿, the longest first."""
    book = load()
    return tuple(sorted({*book.words, *book.same} - set(_PREFIXES), key=lambda unit: (-len(unit), unit)))


@lru_cache(maxsize=1024)
def scale(unit: str) -> tuple[str, Decimal]:
    """Give a unit's base and how many of it one is: 万元 is (元, 10000), 万 is ("", 10000), 元/年 is (元/年, 1).

    An unknown unit is its own base.
    """
    plain = "".join(unit.split())
    if plain not in load().same:
        plain = unicodedata.normalize("NFKC", plain).replace("余", "").replace("(", "（").replace(")", "）")
    head, slash, tail = plain.partition("/")
    base, factor = _counted(head)
    return (f"{base}/{_per(tail)}" if slash else base), factor


_PREFIXES = ("百分之", "千分之")


def _counted(unit: str) -> tuple[str, Decimal]:
    """Scale a unit without its 每."""
    book = load()
    if unit in book.same:
        return book.same[unit].unit, book.same[unit].factor
    if unit not in book.words:
        for word, factor in book.multipliers.items():
            if unit.startswith(word):
                base, inner = _counted(unit[len(word) :])
                return base, factor * inner
    return unit, Decimal(1)


def _per(text: str) -> str:
    """Write what stands behind the slash in one way: 年·生, 生/年 and 人年 are 生年."""
    rest, found = text.replace("·", "").replace("/", "").replace("•", ""), []
    words = sorted(((word, base) for base, words in load().per.items() for word in words), key=lambda p: -len(p[0]))
    while rest:
        word, base = next(((w, b) for w, b in words if rest.startswith(w)), (rest[0], rest[0]))
        found.append(base)
        rest = rest[len(word) :]
    order = list(load().per)
    return "".join(sorted(found, key=lambda base: order.index(base) if base in order else len(order)))
