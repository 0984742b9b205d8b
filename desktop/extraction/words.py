"""Word lists written as one line of text."""


def words(text: str) -> tuple[str, ...]:
    """Split a line of words at its blanks."""
    return tuple(text.split())


def any_of(text: str) -> str:
    """Make a pattern that matches one of the words, the longest first; the words may be patterns themselves."""
    return "|".join(sorted(text.split(), key=len, reverse=True))
