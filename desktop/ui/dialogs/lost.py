"""未找回的佐证: what an older version of the report gave and this one does not, for the inspector to decide."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QTreeWidgetItem, QWidget

from desktop.ui.dialogs.listing import listing

_SIZE = (820, 420)
_ITEM = int(Qt.ItemDataRole.UserRole)

Row = tuple[str, str, str, str]
"""An item's id and title, the words of the older version, the words of this one that are most like them."""


def show_lost(parent: QWidget, rows: Sequence[Row], choose: Callable[[str], object]) -> QDialog:
    """List the evidence that was not found again; choosing a line chooses its item, where it can be decided."""
    told = (
        _tr("以下佐证的原句在这一版里没有找到，所属评分项已标为存疑。单击一行转到该项：可采用近似句，或按 X 移除。")
        if rows
        else _tr("没有未找回的旧版佐证。")
    )
    columns = ((_tr("评分项"), 200), (_tr("旧版原句"), 290), (_tr("这一版最近似的句子"), 0))
    dialog, table = listing(parent, _tr("未找回的旧版佐证"), told, columns, _SIZE)
    table.setWordWrap(True)
    table.setAccessibleDescription(_tr("单击或按 Enter，转到那一项"))
    for item, title, old, near in rows:
        line = QTreeWidgetItem([title, old, near or _tr("（没有近似的句子）")])
        line.setData(0, _ITEM, item)
        for column in range(len(columns)):
            line.setToolTip(column, line.text(column))
        table.addTopLevelItem(line)
    table.itemClicked.connect(lambda line: choose(line.data(0, _ITEM)))
    table.itemActivated.connect(lambda line: choose(line.data(0, _ITEM)))
    dialog.show()
    return dialog


def _tr(words: str) -> str:
    return QCoreApplication.translate("lost", words)
