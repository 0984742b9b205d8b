"""The key map (F1) and the word about the program."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import __version__
from desktop.ui import theme
from desktop.ui.actions import written
from desktop.ui.dialogs.dialog import Dialog

Keys = tuple[str, Sequence[tuple[str, Sequence[str]]]]
"""A heading, and under it (words, keys)."""

_COLUMNS = 3
_AROUND, _FRAME = 80, 6
_WIDTH = 236
_SIGN = 48


def show_keys(parent: QWidget, groups: Sequence[Keys]) -> QDialog:
    """Show keys by group, in columns of about the same height; the window behind stays usable."""
    dialog = Dialog(parent, _tr("快捷键"))
    map_ = QWidget()
    row = QHBoxLayout(map_)
    row.setContentsMargins(24, 20, 24, 4)
    row.setSpacing(40)
    height = sum(len(lines) + 2 for _, lines in groups) / _COLUMNS
    columns: list[QVBoxLayout] = []
    filled = 0
    for title, lines in groups:
        if not columns or filled + len(lines) / 2 > height * len(columns):
            columns.append(QVBoxLayout())
            columns[-1].setSpacing(4)
            row.addLayout(columns[-1])
        else:
            columns[-1].addSpacing(16)
        columns[-1].addWidget(_heading(title))
        for words, keys in lines:
            columns[-1].addWidget(_line(words, keys))
        filled += len(lines) + 2
    for column in columns:
        column.addStretch(1)
    told = QLabel(_tr("输入文字或用输入法时，单个字母和数字只是文字。"))
    told.setProperty("role", "small")
    close = dialog.closing()
    close.setDefault(True)
    foot = QHBoxLayout()
    foot.setContentsMargins(24, 16, 24, 16)
    foot.addWidget(told, 1)
    foot.addWidget(close)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(_scrolled(map_, parent))
    whole.addLayout(foot)
    dialog.show()
    return dialog


def keys_of(action: QAction) -> tuple[str, ...]:
    """Write an action's keys, each once."""
    return tuple(dict.fromkeys(written(key) for key in action.shortcuts()))


def show_about(parent: QWidget) -> None:
    """Say what the program is."""
    words = _tr("督阅 {0}\n离线的教育督导报告审读评分台。不联网，材料不出本机。").format(__version__)
    box = QMessageBox(QMessageBox.Icon.NoIcon, _tr("关于督阅"), words, QMessageBox.StandardButton.Ok, parent)
    box.setIconPixmap(parent.windowIcon().pixmap(theme.px(_SIGN)))
    box.button(QMessageBox.StandardButton.Ok).setToolTip(_tr("关闭（Esc）"))
    box.exec()
    box.deleteLater()


def _scrolled(map_: QWidget, parent: QWidget) -> QScrollArea:
    """Show the map whole where the screen has room for it, and let it scroll where it has not."""
    area = QScrollArea()
    area.setWidget(map_)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(_tr("快捷键"))
    area.setAccessibleDescription(_tr("上下键滚动"))
    for part in map_.findChildren(QWidget):
        part.ensurePolished()  # undressed, the keys are smaller than they will be
    wanted, room = map_.sizeHint(), parent.screen().availableSize()
    bar = area.verticalScrollBar().sizeHint().width()
    area.setMinimumSize(
        min(wanted.width() + bar + _FRAME, room.width() - _AROUND),
        min(wanted.height() + _FRAME, room.height() - 2 * _AROUND),
    )
    return area


def _heading(title: str) -> QLabel:
    """Make the heading of a group."""
    head = QLabel(title)
    head.setProperty("role", "title")
    return head


def _line(words: str, keys: Sequence[str]) -> QWidget:
    """Write what can be done, and at the right the keys that do it."""
    line = QWidget()
    line.setMinimumWidth(theme.px(_WIDTH))
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(QLabel(words), 1)
    for key in keys:
        cap = QLabel(key)
        cap.setProperty("role", "key")
        row.addWidget(cap)
    return line


def _tr(words: str) -> str:
    return QCoreApplication.translate("help", words)
