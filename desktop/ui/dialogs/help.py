"""The key map (F1) and the word about the program."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QMessageBox, QVBoxLayout, QWidget

from desktop import __version__
from desktop.ui import theme

Keys = tuple[str, Iterable[tuple[str, str]]]
"""A heading, and under it (words, keys)."""

_COLUMNS = 3


def show_keys(parent: QWidget, groups: Iterable[Keys]) -> QDialog:
    """Show keys by group, in columns of about the same height; the window behind stays usable."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(_tr("快捷键"))
    row = QHBoxLayout(dialog)
    row.setContentsMargins(24, 16, 24, 20)
    row.setSpacing(36)
    held = [(title, list(lines)) for title, lines in groups]
    height = sum(len(lines) + 2 for _, lines in held) / _COLUMNS
    columns: list[QVBoxLayout] = []
    filled = 0
    for title, lines in held:
        if not columns or filled >= height * len(columns) - 1:
            columns.append(QVBoxLayout())
            columns[-1].setSpacing(16)
            row.addLayout(columns[-1])
        columns[-1].addLayout(_group(title, lines))
        filled += len(lines) + 2
    for column in columns:
        column.addStretch(1)
    dialog.show()
    return dialog


def keys_of(action: QAction) -> str:
    """Write an action's keys, each once."""
    native = QKeySequence.SequenceFormat.NativeText
    return "  ".join(dict.fromkeys(key.toString(native) for key in action.shortcuts()))


def show_about(parent: QWidget) -> None:
    """Say what the program is."""
    words = _tr("督阅 {0}\n离线的教育督导报告审读评分台。不联网，材料不出本机。").format(__version__)
    QMessageBox.about(parent, _tr("关于督阅"), words)


def _group(title: str, lines: Iterable[tuple[str, str]]) -> QGridLayout:
    """Write one group: its heading, then each action before its keys."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    head = QLabel(title)
    head.setProperty("role", "title")
    grid.addWidget(head, 0, 0, 1, 2)
    for at, (words, keys) in enumerate(lines, 1):
        cap = QLabel(keys)
        cap.setProperty("role", "key")
        grid.addWidget(cap, at, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(QLabel(words), at, 1)
    grid.setColumnMinimumWidth(0, theme.px(104))
    grid.setColumnStretch(1, 1)
    return grid


def _tr(words: str) -> str:
    return QCoreApplication.translate("help", words)
