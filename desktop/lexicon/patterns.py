"""Regular expressions compiled when they are first asked: a start pays for none that its report does not need."""

import re
from typing import cast

_ASKED = (
    *("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"),
    *("flags", "groups", "groupindex"),
)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Give what ``re.compile`` gives, compiled on its first use; a wrong pattern raises ``re.error`` there."""
    return cast("re.Pattern[str]", _Regex(pattern, flags))


class _Regex:
    """Stand for a pattern; after its first use the pattern's methods are attributes here, as fast as its own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for each in _ASKED:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)
