"""Floor 3: the loop from the inspectors' findings to 销号.

Doors: ``read_plan``, ``Rounds``, ``matrix``, ``judged``, ``decided``, ``paired``, ``row_of``, ``findings_of``.
"""

from desktop.rectification.deciding import decided, paired, row_of
from desktop.rectification.earlier import findings_of
from desktop.rectification.items import read_plan
from desktop.rectification.matrix import judged, matrix
from desktop.rectification.rounds import Rounds

__all__ = ["Rounds", "decided", "findings_of", "judged", "matrix", "paired", "read_plan", "row_of"]
