"""A written PDF read again, word for word: every text that was to be printed is on its pages, in its order."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from desktop.sheets.flow import Piece, Record, Text, plain
from desktop.sheets.recount import Recount

_TOLD = 12


class Reread:
    """The words of a file's pages, taken in the order in which they were painted."""

    def __init__(self, pages: Sequence[str], before: str, after: str) -> None:
        """Leave out what stands around the number of every page, which is painted first."""
        self._pages = []
        for number, text in enumerate(map(folded, pages), start=1):
            self._pages.append(text.removeprefix(folded(f"{before}{number}{len(pages)}{after}")))
        self._page, self._at = 0, 0

    def pieces(self, pieces: Iterable[Piece], recount: Recount) -> None:
        """Find every text, cell by cell; raises ``ExportFailed`` naming the first that is not there."""
        for piece in pieces:
            if isinstance(piece, Text):
                recount.same(f"“{piece.words[:_TOLD]}”", self._take(piece.words), True)
                continue
            head = "".join(piece.heads)
            recount.same("表头", self._take(head), True)
            for record in piece.records:
                recount.same(f"“{_named(record)}”", self._take("".join(record.texts), folded(head)), True)

    def _take(self, words: str, head: str = "") -> bool:
        """Take as many characters as some words have, and tell whether they are these.

        A record that is longer than a page goes on below the head on the next: then each of its cells is parted, and
        only the characters can be counted.
        """
        wanted = folded(words)
        taken = ""
        while len(taken) < len(wanted):
            if self._page >= len(self._pages):
                return False
            page = self._pages[self._page]
            if self._at >= len(page):
                self._page += 1
                self._at = 0
                if self._page < len(self._pages) and self._pages[self._page].startswith(head):
                    self._at = len(head)
                continue
            some = page[self._at : self._at + len(wanted) - len(taken)]
            self._at += len(some)
            taken += some
        return taken == wanted or Counter(taken) == Counter(wanted)


def folded(text: str) -> str:
    """Keep the signs that every font has and every reader of PDF gives back: letters, digits, usual characters."""
    return "".join(map(_folded, unicodedata.normalize("NFC", plain(text))))


@cache
def _folded(character: str) -> str:
    """Keep a sign that stands for itself alone; of the others some fonts have none, and some pass for another."""
    usual = (character.isascii() and character.isalnum()) or "\u4e00" <= character <= "\u9fa5"
    return character if usual else ""


def _named(record: Record) -> str:
    """Name a record by its first words."""
    return "　".join(filter(None, record.lines[0]))[:_TOLD]
