"""Answer a hover over the marks of a page with what was read there."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.ui.reader.marks import Span


class Marked(Protocol):
    """A view of marks: the one at a point of its viewport, and what is told of it."""

    tell: Callable[[Span], str]

    def viewport(self) -> QWidget:
        """Give the widget that the marks are painted on."""
        ...

    def span_at(self, point: QPoint) -> Span | None:
        """Find the mark at a point."""
        ...


class Hover(QObject):
    """Watch the viewport of a view; it lives and dies with it."""

    def __init__(self, view: Marked) -> None:
        super().__init__(view.viewport())
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show what is told of the mark beneath, or nothing."""
        if not isinstance(event, QHelpEvent) or event.type() is not QEvent.Type.ToolTip:
            return super().eventFilter(watched, event)
        span = self._view.span_at(event.pos())
        if span is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), self._view.tell(span), self._view.viewport())
        return True
