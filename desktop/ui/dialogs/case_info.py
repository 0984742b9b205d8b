"""案卷信息与密码: what names a case and its state; its password is set, changed and taken away here."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.dialogs.dialog import Dialog

_WIDTH = 560


class CaseInfo(Dialog):
    """Show what a case says of itself, and offer to set or change its password, or to take it away."""

    def __init__(
        self, parent: QWidget, told: Mapping[str, str], lock: Callable[[str], object], *, locked: bool
    ) -> None:
        super().__init__(parent, _tr("案卷信息与密码"))
        self._lock = lock
        self.setMinimumWidth(theme.px(_WIDTH))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        for words, value in told.items():
            form.addRow(words, _selectable(value, words))
        form.addRow(_small(_PROVES))
        self.first, self.second = _field(_tr("新密码")), _field(_tr("再输一遍"))
        for field in (self.first, self.second):
            form.addRow(field.accessibleName(), field)
            field.textChanged.connect(self._on_typed)
        form.addRow(_small(_LOST))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addLayout(self._buttons(locked=locked))

    def _buttons(self, *, locked: bool) -> QHBoxLayout:
        """Offer what can be done."""
        self.give = QPushButton(_tr("更换密码") if locked else _tr("设置密码"))
        self.give.setToolTip(_tr("两次输入一致后，用新密码锁住案卷和它的备份"))
        self.give.setEnabled(False)
        self.give.clicked.connect(self._on_given)
        self.take = QPushButton(_tr("取消密码"))
        self.take.setToolTip(_tr("以后打开案卷和备份不再要密码"))
        self.take.setVisible(locked)
        self.take.clicked.connect(self._on_taken)
        close = self.closing()
        close.setDefault(True)
        # No button box: once it is dressed, Tab no longer leads to its buttons that neither accept nor reject.
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.give, self.take, close):
            buttons.addWidget(button)
        return buttons

    def _on_typed(self) -> None:
        self.give.setEnabled(bool(self.first.text()) and self.first.text() == self.second.text())

    def _on_given(self) -> None:
        self.close()
        self._lock(self.first.text())

    def _on_taken(self) -> None:
        self.close()
        self._lock("")


def _tr(words: str) -> str:
    return QCoreApplication.translate("case_info", words)


_PROVES = _tr(
    "核对码随每一步改动而变，导出时印在评分表上。它证明：这份案卷有过导出时的那个状态，此前的内容没有变动。"
    "它不证明是谁改的，也不证明记录的时间是真的。"
)
_LOST = _tr(
    "设了密码，没有密码谁也打不开案卷和它的备份；忘记的密码无法找回。导出的评分表不受密码保护；"
    "设密码以前写在磁盘上的内容，被覆盖以前仍可能用专门的工具找到。"
)


def _field(name: str) -> QLineEdit:
    """Make a field that shows no letter."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    field.setToolTip(_tr("区分大小写；输入时不显示"))
    return field


def _selectable(words: str, name: str) -> QLabel:
    """Show words that can be copied."""
    label = _small(words)
    label.setProperty("role", "")
    label.setAccessibleName(name)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def _small(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "small")
    label.setWordWrap(True)
    return label
