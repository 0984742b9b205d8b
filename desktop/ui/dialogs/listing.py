"""A dialog of one sentence over a list, as those of lost evidence, backups and past scores are."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QTreeWidget, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.dialogs.dialog import Dialog


def listing(
    parent: QWidget, title: str, told: str, columns: Sequence[tuple[str, int]], size: tuple[int, int]
) -> tuple[Dialog, QTreeWidget]:
    """Make the dialog with an empty list, not shown yet; ``columns`` are (head, width), lengths for text of 13 px.

    A width of 0 is what the others leave.
    """
    dialog = Dialog(parent, title, size)
    words = QLabel(told)
    words.setWordWrap(True)
    table = QTreeWidget()
    table.setHeaderLabels([head for head, _ in columns])
    table.setRootIsDecorated(False)
    table.setAccessibleName(title)
    table.setAccessibleDescription(told)
    for column, (_, width) in enumerate(columns):
        if width:
            table.setColumnWidth(column, theme.px(width))
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(16, 14, 16, 14)
    whole.setSpacing(10)
    whole.addWidget(words)
    whole.addWidget(table)
    return dialog, table
