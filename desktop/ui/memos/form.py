"""写旁注: one memo, for oneself or for the chief."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.model.review import Audience
from desktop.ui.buttons import KeyButton
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (460, 280)
_SHOWN = 80


class MemoForm(Dialog):
    """Ask for the words of a memo; ``given`` carries them with the audience, ``drafted`` what is left on closing."""

    given = Signal(str, object)
    drafted = Signal(str)
    removal_asked = Signal()

    def __init__(self, quote: str, text: str, audience: Audience, parent: QWidget | None, *, new: bool) -> None:
        super().__init__(parent, self.tr("写旁注") if new else self.tr("改旁注"), _SIZE)
        self._given = False
        about = QLabel(quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN]}…")
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        about.setProperty("role", "soft")
        self.text = QPlainTextEdit(text)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("旁注"))
        self.text.setAccessibleDescription(self.tr("写下要记的话，Ctrl+Enter 记下"))
        self.text.setPlaceholderText(self.tr("写下要记的话"))
        self.to_self = QPushButton(self.tr("自记（不打印）"))
        self.to_chief = QPushButton(self.tr("呈组长（印在评分表“说明”里）"))
        self.to_self.setToolTip(self.tr("只有自己看得到，导出的任何文件里都没有"))
        self.to_chief.setToolTip(self.tr("连同原文印在评分表的“说明”里"))
        group = QButtonGroup(self)
        for button in (self.to_self, self.to_chief):
            button.setCheckable(True)
            button.setAutoDefault(False)
            group.addButton(button)
        (self.to_chief if audience is Audience.CHIEF else self.to_self).setChecked(True)
        self.keep = KeyButton(self.tr("记下"), "Ctrl+Enter", primary=True)
        self.keep.clicked.connect(self.submit)
        self.remove = QPushButton(self.tr("删除"))
        self.remove.setToolTip(self.tr("删去这条旁注；可撤销"))
        self.remove.setAutoDefault(False)
        self.remove.setVisible(not new)
        self.remove.clicked.connect(self.removal_asked)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.KeyboardModifier.ControlModifier | key), self, self.submit)
        choice = QHBoxLayout()
        choice.addWidget(self.to_self)
        choice.addWidget(self.to_chief)
        choice.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.closing())
        foot.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(about)
        column.addWidget(self.text, 1)
        column.addLayout(choice)
        column.addLayout(foot)
        self.text.setFocus()
        self.finished.connect(self._on_finished)

    def submit(self) -> None:
        """Hand the memo over, unless nothing was written."""
        text = self.text.toPlainText().strip()
        if not text:
            self.text.setFocus()
            return
        self._given = True
        self.given.emit(text, Audience.CHIEF if self.to_chief.isChecked() else Audience.SELF)
        self.close()

    def _on_finished(self) -> None:
        """Leave what was written to be taken up again."""
        self.drafted.emit("" if self._given else self.text.toPlainText())
