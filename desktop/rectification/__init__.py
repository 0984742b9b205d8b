"""Floor 3: the loop from the inspectors' findings to 销号.

Doors: ``read_plan``, ``Rounds``, ``matrix``, ``judged``, ``ruled``, ``paired``, ``row_of``, ``changes``,
``reassigned``, ``proposals``, ``accepted``, ``findings_of``.
"""

from desktop.rectification.anchoring import reassigned
from desktop.rectification.deciding import paired, row_of, ruled
from desktop.rectification.earlier import findings_of
from desktop.rectification.items import read_plan
from desktop.rectification.matrix import judged, matrix
from desktop.rectification.proposing import accepted, proposals
from desktop.rectification.returning import changes
from desktop.rectification.rounds import Rounds

__all__ = [
    "Rounds", "accepted", "changes", "findings_of", "judged", "matrix", "paired", "proposals", "read_plan",
    "reassigned", "row_of",
    "ruled",
]  # fmt: skip
