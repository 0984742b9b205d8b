"""Floor 3: the loop from the inspectors' findings to 销号.

Doors: ``read_plan``, ``matrix``.
"""

from desktop.rectification.items import read_plan
from desktop.rectification.matching import matrix

__all__ = ["matrix", "read_plan"]
