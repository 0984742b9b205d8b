"""The key map (F1) and the word about the program."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QMessageBox, QWidget

from desktop import __version__


def show_keys(parent: QWidget, actions: Iterable[QAction]) -> None:
    """Show the keys of some actions, in two columns, and the digits; the window behind stays usable."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(_tr("快捷键"))
    grid = QGridLayout(dialog)
    grid.setContentsMargins(20, 16, 20, 16)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    rows = [(action.text().removesuffix("…"), _keys(action)) for action in actions if action.shortcuts()]
    rows.append((_tr("按按钮上的数字评分"), "0–9"))
    half = (len(rows) + 1) // 2
    for at, (words, keys) in enumerate(rows):
        cap = QLabel(keys)
        cap.setProperty("role", "key")
        column = 0 if at < half else 3
        grid.addWidget(cap, at % half, column, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(QLabel(words), at % half, column + 1)
    grid.setColumnMinimumWidth(2, 24)
    dialog.show()


def show_about(parent: QWidget) -> None:
    """Say what the program is."""
    words = _tr("督阅 {0}\n离线的教育督导报告审读评分台。不联网，材料不出本机。").format(__version__)
    QMessageBox.about(parent, _tr("关于督阅"), words)


def _keys(action: QAction) -> str:
    """Write an action's keys, each once."""
    native = QKeySequence.SequenceFormat.NativeText
    return "  ".join(dict.fromkeys(key.toString(native) for key in action.shortcuts()))


def _tr(words: str) -> str:
    return QCoreApplication.translate("help", words)
