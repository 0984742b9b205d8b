"""Floor 2: checklists held against a report: suggestions, hints, the likely one; scores and what they add up to."""

from desktop.scoring.basis import Basis
from desktop.scoring.engine import explain, tally
from desktop.scoring.hints import hints, hints_by_item
from desktop.scoring.likely import likely_checklist
from desktop.scoring.scored import scored
from desktop.scoring.suggest import suggest
from desktop.scoring.totals import summed, totals

__all__ = [
    "Basis",
    "explain",
    "hints",
    "hints_by_item",
    "likely_checklist",
    "scored",
    "suggest",
    "summed",
    "tally",
    "totals",
]
