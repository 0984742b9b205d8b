"""Word lists written as one line of text."""


def words(text: str) -> tuple[str, ...]:
    """Split a line of words at its blanks."""
    return tuple(text.split())
