"""Regular expressions compiled when they are first asked: a start pays for none that its report does not need."""

import re
import sys
from typing import Any, cast

_ASKED = (
    *("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"),
    *("flags", "groups", "groupindex"),
)


def regex(pattern: str, flags: int = 0, *, begins: str = "") -> re.Pattern[str]:
    """Give what ``re.compile`` gives, compiled on its first use; a wrong pattern raises ``re.error`` there.

    ``begins`` lists, as a class does, the characters that every match begins with. One look at them spares a pattern
    of many branches most of the places where it is tried.
    """
    if begins:
        pattern = f"(?=[{begins}])(?:{pattern})"
    return cast("re.Pattern[str]", _Regex(pattern, flags, sys._getframe(1).f_globals))


class _Regex:
    """Stand for a pattern until it is asked, then give it its place: the name that the module has for it.

    Where it lies elsewhere (in a table, under an import's name) it goes on standing for it, with the pattern's methods.
    """

    def __init__(self, pattern: str, flags: int, module: dict[str, Any]) -> None:
        self.pattern = pattern
        self._flags = flags
        self._module = module

    def __getattr__(self, name: str) -> object:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for each in _ASKED:
            setattr(self, each, getattr(compiled, each))
        for called, value in tuple(self._module.items()):
            if value is self:
                self._module[called] = compiled
        return getattr(compiled, name)
