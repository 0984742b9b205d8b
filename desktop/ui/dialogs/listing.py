"""A dialog of one sentence over a list, as those of lost evidence, backups and past scores are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QTreeWidget, QVBoxLayout, QWidget

from desktop.ui import theme


def listing(
    parent: QWidget, title: str, told: str, columns: Sequence[tuple[str, int]], size: tuple[int, int]
) -> tuple[QDialog, QTreeWidget]:
    """Make the dialog with an empty list, not shown yet; ``columns`` are (head, width), lengths for text of 13 px."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.resize(*map(theme.px, size))
    words = QLabel(told)
    words.setWordWrap(True)
    table = QTreeWidget()
    table.setHeaderLabels([head for head, _ in columns])
    table.setRootIsDecorated(False)
    table.setAccessibleName(title)
    for column, (_, width) in enumerate(columns):
        table.setColumnWidth(column, theme.px(width))
    whole = QVBoxLayout(dialog)
    whole.addWidget(words)
    whole.addWidget(table)
    return dialog, table
