"""The reading pane: a report as a printed page, its marks, its outline."""

from desktop.ui.reader.pane import ReaderPane

__all__ = ["ReaderPane"]
