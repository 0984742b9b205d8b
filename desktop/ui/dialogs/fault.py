"""程序内部出错: what broke and where, to be copied for those who can mend it."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import theme

_SIZE = (600, 340)
_MOST = 20
"""How many faults are listed: one that comes with every paint would fill the memory."""


class FaultDialog(QDialog):
    """Show a fault without stopping anyone; one dialog holds all that come while it stands."""

    def __init__(self, parent: QWidget, told: str, details: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_tr("程序内部出错"))
        self.resize(*map(theme.px, _SIZE))
        words = QLabel(told)
        words.setWordWrap(True)
        self._count = 1
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(_tr("出错的位置"))
        self.details.setToolTip(_tr("版本和出错的位置，没有报告的文字"))
        self.copy = QPushButton(_tr("复制"))
        self.copy.setToolTip(_tr("把上面的内容复制到剪贴板"))
        self.copy.clicked.connect(self._on_copy)
        close = QPushButton(_tr("继续工作"))
        close.setToolTip(_tr("关闭这个提示（Esc）"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        # No button box: once it is dressed, Tab no longer leads to its buttons that neither accept nor reject.
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(self.details, 1)
        column.addLayout(foot)

    def add(self, details: str) -> None:
        """List one more."""
        self._count += 1
        if self._count <= _MOST:
            self.details.appendPlainText(f"\n{details}")

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.details.toPlainText())


def _tr(words: str) -> str:
    return QCoreApplication.translate("fault", words)
