"""Floor 3: what leaves the desk on paper and as data, and the sheet read back in.

Doors: ``export``, ``dossier``.
"""

from desktop.sheets.dossier import Dossier, dossier
from desktop.sheets.export import export

__all__ = ["Dossier", "dossier", "export"]
