"""从备份恢复: the last states of a case, to be opened beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTreeWidgetItem, QWidget

from desktop.model.backup import Backup
from desktop.ui import theme
from desktop.ui.dialogs.listing import listing

_SIZE = (640, 380)
_ROW = 31
_BACKUP = int(Qt.ItemDataRole.UserRole)


def show_backups(parent: QWidget, backups: Sequence[Backup], restore: Callable[[Backup], object]) -> QDialog:
    """List states, the last first; the one chosen is restored as a case file of its own."""
    told = (
        _tr("打开和关闭案卷时各留一份备份，每个案卷留最近 10 份。恢复时另存为新的案卷并打开，现有的案卷不变。")
        if backups
        else _tr("还没有备份：打开或关闭案卷时会自动留下。")
    )
    columns = ((_tr("时间"), 170), (_tr("案卷"), 330), (_tr("改动步数"), 0))
    dialog, table = listing(parent, _tr("从备份恢复"), told, columns, _SIZE)
    table.setAccessibleDescription(_tr("按 Enter 恢复选中的一份"))
    for backup in backups:
        line = QTreeWidgetItem([backup.at.replace("T", " "), backup.name, str(backup.steps)])
        line.setData(0, _BACKUP, backup)
        line.setSizeHint(0, QSize(0, theme.px(_ROW)))
        line.setToolTip(1, backup.name)
        table.addTopLevelItem(line)
    buttons = QDialogButtonBox()
    take = buttons.addButton(_tr("恢复为新案卷"), QDialogButtonBox.ButtonRole.AcceptRole)
    take.setProperty("role", "primary")
    take.setToolTip(_tr("把选中的一份另存为新案卷并打开（Enter）"))
    buttons.addButton(dialog.closing(), QDialogButtonBox.ButtonRole.RejectRole)
    take.setEnabled(bool(backups))
    table.setCurrentIndex(table.model().index(0, 0))

    def on_taken() -> None:
        line = table.currentItem()
        if line is not None:
            dialog.close()
            restore(line.data(0, _BACKUP))

    buttons.accepted.connect(on_taken)
    table.itemActivated.connect(on_taken)
    layout = dialog.layout()
    assert layout is not None
    layout.addWidget(buttons)
    dialog.show()
    return dialog


def _tr(words: str) -> str:
    return QCoreApplication.translate("backups", words)
