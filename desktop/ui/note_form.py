"""添加记录: write down what was seen outside the report, without a dialog."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.model.review import NoteMethod
from desktop.ui import theme
from desktop.ui.buttons import KeyButton

_TEXT_HEIGHT, _TEXT_LEAST = 54, 34
_SOURCES = {
    NoteMethod.PAPERS: "材料名称、文号或页码",
    NoteMethod.VISIT: "学校或地点",
    NoteMethod.INTERVIEW: "受访人或单位",
}


class NoteForm(QWidget):
    """Ask how it was seen, what, where and when; ``submitted`` carries method, text, source, date.

    ``drafted`` tells that words were written which are handed over later, or never.
    """

    submitted = Signal(object, str, str, str)
    drafted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._methods = tuple(NoteMethod)
        self._group = QButtonGroup(self)
        for at, method in enumerate(self._methods):
            button = QPushButton(method.value)
            button.setCheckable(True)
            button.setAccessibleName(method.value)
            button.setToolTip(self.tr("记录来自{0}；来源填{1}").format(method.value, _SOURCES[method]))
            self._group.addButton(button, at)
        self._group.button(0).setChecked(True)
        self._group.idToggled.connect(self._on_method)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(self.tr("看到、查到或听到了什么"))
        self.text.setAccessibleName(self.tr("记录内容"))
        self.text.setToolTip(self.tr("看到、查到或听到了什么；Ctrl+Enter 加入佐证"))
        self.text.setTabChangesFocus(True)
        theme.size(self.text.setMinimumHeight, _TEXT_LEAST)
        theme.size(self.text.setMaximumHeight, _TEXT_HEIGHT)
        self.source = QLineEdit()
        self.source.setAccessibleName(self.tr("来源"))
        self.source.setToolTip(self.tr("从哪里看到、查到或听到"))
        self.date = QLineEdit(date.today().isoformat())
        self.date.setAccessibleName(self.tr("日期"))
        self.date.setToolTip(self.tr("哪一天看到、查到或听到"))
        self.date.setPlaceholderText(self.tr("日期"))
        theme.size(self.date.setFixedWidth, 108)
        self.add = KeyButton(self.tr("加入佐证"), "Ctrl+Enter", primary=True)
        self.add.clicked.connect(self.submit)
        self._cancel = KeyButton(self.tr("取消"), "Esc")
        self._cancel.clicked.connect(self.close_form)
        self._on_method()
        self.text.textChanged.connect(self.drafted)
        self.source.textChanged.connect(self.drafted)
        self._group.idToggled.connect(self.drafted)
        self._lay_out()
        self.hide()

    def method_button(self, method: NoteMethod) -> QAbstractButton:
        """Give the button of a method."""
        return self._group.button(self._methods.index(method))

    def draft(self) -> str:
        """Write what stands in the form: method, source and text on a line each, nothing while it is empty."""
        text, source = self.text.toPlainText(), self.source.text()
        return f"{self._group.checkedId()}\n{source}\n{text}" if text.strip() or source.strip() else ""

    def take_up(self, draft: str) -> None:
        """Go on with what was written before; nothing empties the form."""
        method, _, rest = draft.partition("\n")
        source, _, text = rest.partition("\n")
        known = method.isdigit() and int(method) < len(self._methods)
        self._group.button(int(method) if known else 0).setChecked(True)
        self.source.setText(source)
        self.text.setPlainText(text)

    def open(self) -> None:
        """Show the form and begin with its text."""
        self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def submit(self) -> None:
        """Hand the note over, unless nothing was written; what was written stays until ``done``."""
        text = self.text.toPlainText().strip()
        if not text:
            self.text.setFocus()
            return
        method = self._methods[self._group.checkedId()]
        self.submitted.emit(method, text, self.source.text().strip(), self.date.text().strip())

    def done(self) -> None:
        """Empty the form, for its note is kept."""
        self.text.clear()
        self.source.clear()
        self.close_form()

    def close_form(self) -> None:
        """Hide the form; what was begun is there when it opens again."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc, hand over by Ctrl+Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.submit()
        else:
            super().keyPressEvent(event)

    def _on_method(self) -> None:
        method = self._methods[self._group.checkedId()]
        self.source.setPlaceholderText(self.tr(_SOURCES[method]))

    def _lay_out(self) -> None:
        """Title and methods; text; source, date and buttons."""
        title = QLabel(self.tr("添加记录"))
        theme.write(title, theme.INTERFACE_PX, bold=True)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(title)
        head.addStretch(1)
        for button in self._group.buttons():
            head.addWidget(button)
        where = QHBoxLayout()
        where.setSpacing(6)
        where.addWidget(self.source, 1)
        where.addWidget(self.date)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(where)
        column.addLayout(foot)
