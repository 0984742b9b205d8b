"""Say on paper where a quote stands: the headings above it and its characters."""

from desktop.model.places import Places


def place(places: Places, start: int, end: int) -> str:
    """Name a span by the headings above it and, below them, its characters."""
    return f"{places.named(start)}\n{span(start, end)}"


def span(start: int, end: int) -> str:
    """Name a span by its first and its last character, counted from 1."""
    return f"第{start + 1}–{end}字"
