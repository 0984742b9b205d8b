"""The reference shelf as the window asks it, in jobs: its words are cut by a dictionary that takes a while to load."""

from pathlib import Path

from desktop.model.errors import DuyueError
from desktop.model.reference import Paper, Passage, Reference

Papers = tuple[Reference, ...]


def papers() -> Papers:
    """List the papers, the last added first."""
    from desktop.storage.references import References

    return References().papers()


def added(paths: tuple[Path, ...]) -> tuple[Papers, tuple[str, ...]]:
    """Add files; gives all papers, and one sentence for each file that could not be added."""
    from desktop.storage.references import References

    shelf, faults = References(), []
    for path in paths:
        try:
            shelf.add(path)
        except DuyueError as error:
            faults.append(error.says)
    return shelf.papers(), tuple(faults)


def removed(paper: int) -> Papers:
    """Take a paper away, and give the others."""
    from desktop.storage.references import References

    shelf = References()
    shelf.remove(paper)
    return shelf.papers()


def paper(passage: int) -> Paper:
    """Give the paper of a passage, to be read."""
    from desktop.storage.references import References

    return References().paper(passage)


def search(words: str) -> tuple[Passage, ...]:
    """Find passages."""
    from desktop.storage.references import References

    return References().search(words)
