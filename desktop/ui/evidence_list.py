"""The cards of an item's evidence: solid where the inspector took it, dashed where it is only suggested."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from desktop.desk.evidence_model import EvidenceModel, EvidenceRole, EvidenceRow, Index
from desktop.ui import theme
from desktop.ui.buttons import draw_keycap, keycap_width
from desktop.ui.keys import goes_back_or_forward
from desktop.ui.wrapping import line_height, wrapped

_PAD, _LEAD, _BAR = 9, 3, 3
_GAP = 8
_LINES = 3
_ABOUT_PX = 12
_TAKE, _REJECT, _DETACH = "Enter", "Del", "X"


class EvidenceList(QListView):
    """Show the cards; one click goes to the place, the keycaps on a card do what they say."""

    visited = Signal(object)
    taken = Signal(object)
    rejected = Signal(object)
    detached = Signal(object)

    def __init__(self, model: EvidenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = model
        self._delegate = _CardDelegate(self)
        self._told = {
            _TAKE: self.tr("采用为佐证（Enter）"),
            _REJECT: self.tr("不采用这条建议（Del）"),
            _DETACH: self.tr("移除这条佐证（X）"),
        }
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("佐证"))
        self.setAccessibleDescription(self.tr("上下键选择；Enter 采用建议，Delete 不采用，X 移除，V 看原文"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
            signal.connect(self._fit)
        model.rowsRemoved.connect(self._on_removed)
        theme.changed.connect(self.viewport().update)
        self._fit()

    @property
    def row(self) -> EvidenceRow | None:
        """Give the card that keys speak to: the current one."""
        return self._cards.row_at(self.currentIndex())

    def choose(self, kind: str = "suggested") -> None:
        """Make the first card of a kind current, or the first of all."""
        rows = self._cards.rows
        at = next((i for i, row in enumerate(rows) if row.kind == kind), 0)
        self.setCurrentIndex(self._cards.index(at) if rows else QModelIndex())

    def choose_card(self, key: str) -> None:
        """Make a card current, if it is there."""
        at = next((i for i, row in enumerate(self._cards.rows) if row.key == key), None)
        if at is not None:
            self.setCurrentIndex(self._cards.index(at))

    def choose_near(self, key: str) -> None:
        """Make the first suggestion from a card on current, around the end; without one, that card."""
        rows = self._cards.rows
        at = next((i for i, row in enumerate(rows) if row.key == key), 0)
        order = (*range(at, len(rows)), *range(at))
        near = next((i for i in order if not rows[i].confirmed), at)
        self.setCurrentIndex(self._cards.index(near))

    def cap_rect(self, at: int, key: str) -> QRect:
        """Say where a keycap of a card stands; empty where the card has none."""
        index = self._cards.index(at)
        row = self._cards.row_at(index)
        caps = dict(self._delegate.caps(self.visualRect(index), row)) if row else {}
        return caps.get(key, QRect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave the side buttons to the window."""
        if goes_back_or_forward(event):
            event.ignore()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what was clicked: a keycap, or the card itself."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = self._cards.row_at(index)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            return
        pressed = self._delegate.cap_at(self.visualRect(index), row, place.x(), place.y())
        signals = {_TAKE: self.taken, _REJECT: self.rejected, _DETACH: self.detached}
        signals.get(pressed, self.visited).emit(row)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a hand over the keycaps, and say what they do."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            row = self._cards.row_at(index)
            key = self._delegate.cap_at(self.visualRect(index), row, event.x(), event.y()) if row else ""
            if key:
                QToolTip.showText(event.globalPos(), self._told[key], self)
                return True
        if event.type() is QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            place = event.position().toPoint()
            index = self.indexAt(place)
            row = self._cards.row_at(index)
            over = row is not None and self._delegate.cap_at(self.visualRect(index), row, place.x(), place.y())
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        return super().viewportEvent(event)

    def _fit(self, *_: object) -> None:
        """Be as high as the cards: the panel scrolls, not this list."""
        self.scheduleDelayedItemsLayout()
        width = self.viewport().width()
        self.setFixedHeight(sum(self._delegate.height(row, width) for row in self._cards.rows))

    def _on_removed(self, _: QModelIndex, first: int) -> None:
        """Stay where one was when the current card goes."""
        if not self.currentIndex().isValid() and self._cards.rows:
            self.setCurrentIndex(self._cards.index(min(first, len(self._cards.rows) - 1)))


class _CardDelegate(QStyledItemDelegate):
    """Paint a card: the words on up to three lines, where they stand, and the keys that act on it.

    What is taken has the same solid bar as its place on the page, what is only suggested a dashed frame.
    """

    def __init__(self, view: "EvidenceList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measure a card at the list's width."""
        width = self._view.viewport().width()
        return QSize(width, self.height(index.data(EvidenceRole.ROW), width))

    def height(self, row: EvidenceRow, width: int) -> int:
        """Measure a card."""
        lines = len(wrapped(row.text, theme.font(theme.INTERFACE_PX), self._words_width(row, width), _LINES))
        about = QFontMetrics(theme.font(_ABOUT_PX)).height() + _LEAD
        return lines * line_height(theme.INTERFACE_PX) + about + 2 * _PAD + _GAP

    def cap_at(self, box: QRect, row: EvidenceRow, x: int, y: int) -> str:
        """Name the keycap under a point, or say nothing."""
        return next((key for key, cap in self.caps(box, row) if cap.adjusted(-3, -3, 3, 3).contains(x, y)), "")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a card."""
        row: EvidenceRow = index.data(EvidenceRole.ROW)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = box.adjusted(0, 0, -1, -_GAP)
        width = 2 if current and self._view.hasFocus() else 1
        pen = QPen(theme.colour("ink" if current else "grip"), width)
        if not row.confirmed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("card"))
        half = width / 2
        painter.drawRoundedRect(card.toRectF().adjusted(half, half, -half, -half), 6, 6)
        if row.confirmed:
            painter.fillRect(QRect(card.left(), card.top() + 6, _BAR, card.height() - 12), theme.colour("ink"))
        self._paint_words(painter, card, row)
        for key, cap in self.caps(box, row):
            draw_keycap(painter, cap, key, theme.colour("soft"), theme.colour("line"))
        painter.restore()

    def _paint_words(self, painter: QPainter, card: QRect, row: EvidenceRow) -> None:
        """Draw the words and, below them, where they come from and stand."""
        left, top = card.left() + _PAD + _BAR, card.top() + _PAD
        width = self._words_width(row, card.width() + 1)
        height = line_height(theme.INTERFACE_PX)
        painter.setFont(theme.font(theme.INTERFACE_PX))
        painter.setPen(theme.colour("text"))
        for line in wrapped(row.text, theme.font(theme.INTERFACE_PX), width, _LINES):
            painter.drawText(QRect(left, top, width + 4, height), Qt.AlignmentFlag.AlignVCenter, line)
            top += height
        top += _LEAD
        painter.setFont(theme.font(_ABOUT_PX))
        painter.setPen(theme.colour("soft"))
        metrics = painter.fontMetrics()
        badge = QRect(left, top, metrics.horizontalAdvance(row.badge) + 8, metrics.height())
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, row.badge)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("soft" if row.confirmed else "line"), 1))
        painter.drawRoundedRect(badge.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(theme.colour("soft"))
        rest = QRect(badge.right() + 7, top, left + width - badge.right() - 3, metrics.height())
        about = metrics.elidedText(row.about, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, about)

    def caps(self, box: QRect, row: EvidenceRow) -> list[tuple[str, QRect]]:
        """Place the keycaps at the card's right side, one below the other."""
        keys = (_DETACH,) if row.confirmed else (_TAKE, _REJECT)
        height = theme.px(18)
        right = box.right() - _PAD
        top = box.top() + (box.height() - _GAP - len(keys) * height - (len(keys) - 1) * 4) // 2
        caps = []
        for key in keys:
            width = keycap_width(key)
            caps.append((key, QRect(right - width, top, width, height)))
            top += height + 4
        return caps

    def _words_width(self, row: EvidenceRow, width: int) -> int:
        """Leave the keycaps their room."""
        cap = keycap_width(_DETACH if row.confirmed else _TAKE)
        return max(80, width - 3 * _PAD - _BAR - cap - 1)
