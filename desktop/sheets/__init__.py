"""Floor 3: a review printed (.xlsx so far), and the sheet read back in. Door: ``export``."""

from desktop.sheets.export import SheetCount, export

__all__ = ["SheetCount", "export"]
