"""The message bar: the one place where the program speaks, without stopping anyone."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.ui import icons, theme

_STAYS_MS = {"info": 6000, "done": 8000, "step": 6000}
_WIDEST = 520
_SIGNS = {"info": "info", "wait": "info", "done": "check", "step": "check", "error": "warning"}
_TOKENS = {"info": "ink", "wait": "ink", "done": "met", "step": "met", "error": "not_met"}


class MessageBar(QFrame):
    """Show one message at a time; an error stays until it is closed, most others leave by themselves.

    ``spoke`` tells that another message stands there and wants its place.
    """

    spoke = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = "info"
        self._waiting: tuple[str, str, str, Callable[[], object] | None] | None = None
        self._action: Callable[[], object] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = QToolButton()
        self._sign.setProperty("role", "flat")
        self._sign.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sign.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action_button = QPushButton()
        self.action_button.clicked.connect(self._on_action)
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._close.setToolTip(self.tr("关闭（Esc）"))
        self._close.setAccessibleName(self.tr("关闭消息"))
        self._close.clicked.connect(self.dismiss)
        icons.dress(self._close, "close")
        theme.changed.connect(self._draw_sign)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._sign)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.action_button)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        self.hide()

    @property
    def words(self) -> str:
        """Give what the bar says now."""
        return self._words.text() if not self.isHidden() else ""

    def say(
        self, text: str, kind: str = "info", action_text: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Show a message of kind ``info``, ``wait``, ``done``, ``step`` or ``error``, with one thing to do about it.

        ``wait`` stays until what is waited for is there and it is retracted; ``info`` with something to do about it
        until another message comes.
        What comes while an error stands waits until that is closed, but for another error. A step, a change just
        made, never waits: later it would be another change that its 撤销 takes back.
        """
        if not self.isHidden() and self.kind == "error" and kind != "error":
            if kind != "step":
                self._waiting = (text, kind, action_text, action)
            return
        self.kind = kind
        self._action = action
        self._words.setText(text)
        self.action_button.setText(action_text)
        self.action_button.setAccessibleName(action_text)
        self.action_button.setToolTip(self.tr("{0}：{1}").format(action_text, text))
        self.action_button.setVisible(bool(action_text and action))
        self._draw_sign()
        self.setProperty("kind", kind)
        theme.restyle(self)
        self.setAccessibleName(text)
        self.show()
        self._timer.stop()
        if kind in _STAYS_MS and not (kind == "info" and action):
            self._timer.start(_STAYS_MS[kind])
        self.spoke.emit()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def dismiss(self) -> None:
        """Close the message, and show the next that waits."""
        self._timer.stop()
        self._action = None
        self.hide()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.say(*waiting)

    def retract(self, kind: str) -> None:
        """Take back a message of a kind that does not hold any more, even one that has not been shown yet."""
        if self._waiting is not None and self._waiting[1] == kind:
            self._waiting = None
        if not self.isHidden() and self.kind == kind:
            self.dismiss()

    def sizeHint(self) -> QSize:
        """Be as wide as the words on one line, within reason; a label that wraps asks for less and stands higher."""
        hint, words = super().sizeHint(), self._words
        line = words.fontMetrics().horizontalAdvance(words.text()) + 2
        width = min(hint.width() - words.sizeHint().width() + line, theme.px(_WIDEST))
        return QSize(width, self.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _on_action(self) -> None:
        action = self._action
        self.dismiss()
        if action is not None:
            action()

    def _draw_sign(self) -> None:
        self._sign.setIcon(icons.icon(_SIGNS[self.kind], _TOKENS[self.kind]))
