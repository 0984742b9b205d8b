"""Floor 2: checklists held against a report: suggestions, hints, the likely one; totals and scores."""

from desktop.scoring.hints import hints
from desktop.scoring.likely import likely_checklist
from desktop.scoring.scored import scored
from desktop.scoring.suggest import suggest
from desktop.scoring.totals import totals

__all__ = ["hints", "likely_checklist", "scored", "suggest", "totals"]
