"""A disk that goes away under an open case file."""

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.storage.casefile import CaseFile


@contextmanager
def pulled(file: CaseFile) -> Iterator[None]:
    """Let nothing stand where the case file lay, as when a stick is pulled, and put it back.

    The file itself stays: Windows lets nobody take an open one away.
    """
    path = file.path
    file.path = path.parent / "pulled" / path.name
    try:
        yield
    finally:
        file.path = path
