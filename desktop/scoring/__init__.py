"""Floor 2: checklists held against a report: suggestions, hints, totals, scores."""

from desktop.scoring.suggest import suggest

__all__ = ["suggest"]
