"""What the figures are read from: the flat text, its blanks and plans, and what the lexicon fixes."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from desktop.extraction.exclusions import figures
from desktop.extraction.plans import Plan, Plans
from desktop.extraction.quantities import Quantity, quantities
from desktop.extraction.wraps import Flat
from desktop.model.metric import Comparator, Placeholder

_DATES = frozenset(("年", "学年", "月", "日"))


@dataclass(slots=True)
class Source:
    """One report as the reading of its figures sees it; ``fixed`` are rates whose names hold their group.

    ``blanks`` are figures never filled in (``blank_starts``: where): they take their place in a sentence, but are not
    told.
    ``explains`` asks for the reasons of every reading, too, which an explanation alone needs.
    """

    flat: Flat
    blanks: list[Quantity]
    plans: Plans
    fixed: frozenset[str]
    blank_starts: list[int]
    explains: bool = False

    @property
    def text(self) -> str:
        """The flat text, whose offsets all figures carry."""
        return self.flat.text

    def numbers(self, start: int, end: int) -> list[Quantity]:
        """List the figures of a run, blanks among them, from left to right."""
        found = quantities(self.text, start, end)
        if not found:
            return []
        kept = figures(self.text, found, start, end)
        blanks = self._blanks(start, end) if kept else []
        if not blanks:
            return kept
        taken = {at for blank in blanks for at in range(blank.start, blank.end)}
        return sorted(
            (*blanks, *(q for q in kept if q.first not in taken and q.last - 1 not in taken)), key=lambda q: q.start
        )

    def _blanks(self, start: int, end: int) -> list[Quantity]:
        return self.blanks[bisect_left(self.blank_starts, start) : bisect_left(self.blank_starts, end)]

    def plan(self, offset: int, headings: tuple[str, ...]) -> Plan:
        """Tell whether a figure stands where a report looks ahead."""
        return self.plans.at(self.flat.back(offset), headings)


def blanks(flat: Flat, placeholders: Iterable[Placeholder]) -> list[Quantity]:
    """Write blanks that stand for a figure as figures of no amount."""
    found = []
    for blank in placeholders:
        if blank.unit and blank.unit not in _DATES:
            start, end = flat.to(blank.start), flat.to(blank.end)
            found.append(Quantity(start, end, start, end, Decimal(0), blank.unit, Comparator.EQUAL, "blank", "blank"))
    return found
