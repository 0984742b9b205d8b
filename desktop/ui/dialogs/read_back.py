"""读回: what a sheet or ledger that was edited in Excel or WPS changes, line by line, to be taken or not."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.model.checklist import number_of
from desktop.model.ledger import RulingChange, RulingChanges
from desktop.model.merge import SheetChange, SheetChanges
from desktop.ui.dialogs.listing import listing

_SIZE = (900, 460)
_CHANGE = int(Qt.ItemDataRole.UserRole)
Found = SheetChanges | RulingChanges
Change = SheetChange | RulingChange


def show_changes(parent: QWidget, name: str, found: Found, take: Callable[[Sequence[Change]], object]) -> QDialog:
    """List the changes with a box each; those that clash with later work start unchecked, refused ones have none."""
    of_scores = isinstance(found, SheetChanges)
    columns = (
        (_tr("评分项") if of_scores else _tr("问题"), 230 if of_scores else 170),
        (_tr("哪一栏"), 80 if of_scores else 120),
        (_tr("案卷现为"), 150),
        (_tr("表上改为"), 270 if of_scores else 210),
        (_tr("说明"), 0),
    )
    dialog, table = listing(parent, _tr("读回{0}").format(found.kind.value), _told(name, found), columns, _SIZE)
    table.setAccessibleDescription(_tr("按空格选定或放过一处改动"))
    table.setWordWrap(True)
    for change in found.changes:
        table.addTopLevelItem(_line(change))
    table.setColumnHidden(len(columns) - 1, not any(change.refused or change.clash for change in found.changes))
    buttons = QDialogButtonBox()
    accept = buttons.addButton(_tr("收进选定的改动"), QDialogButtonBox.ButtonRole.AcceptRole)
    accept.setProperty("role", "primary")
    accept.setToolTip(_tr("写进案卷的修改记录，可以撤销"))
    accept.setEnabled(any(not change.refused for change in found.changes))
    close = buttons.addButton(_tr("不收"), QDialogButtonBox.ButtonRole.RejectRole)
    close.setToolTip(_tr("什么都不改（Esc）"))

    def on_accepted() -> None:
        chosen = checked(table)
        dialog.close()
        if chosen:
            take(chosen)

    buttons.accepted.connect(on_accepted)
    buttons.rejected.connect(dialog.close)
    layout = dialog.layout()
    assert layout is not None
    layout.addWidget(buttons)
    dialog.show()
    return dialog


def checked(table: QTreeWidget) -> list[Change]:
    """Give the changes that are checked."""
    lines = filter(None, (table.topLevelItem(at) for at in range(table.topLevelItemCount())))
    return [line.data(0, _CHANGE) for line in lines if line.checkState(0) is Qt.CheckState.Checked]


def _line(change: Change) -> QTreeWidgetItem:
    """Make the line of one change."""
    told = change.refused or (_tr("导出以后案卷里也改过，请看清再收") if change.clash else "")
    nothing = _tr("（空）")
    line = QTreeWidgetItem(
        [
            f"{number_of(change.key)} {change.name}",
            change.column,
            change.now or nothing,
            change.then or nothing,
            told,
        ]
    )
    line.setData(0, _CHANGE, change)
    if change.refused:
        line.setFlags(line.flags() & ~Qt.ItemFlag.ItemIsUserCheckable & ~Qt.ItemFlag.ItemIsEnabled)
    else:
        line.setCheckState(0, Qt.CheckState.Unchecked if change.clash else Qt.CheckState.Checked)
    for column in range(line.columnCount()):
        line.setToolTip(column, line.text(column))
    return line


def _told(name: str, found: Found) -> str:
    """Say what was found on the sheet."""
    if found.changes:
        at = found.at[:16].replace("T", " ")
        said = _tr("“{0}”导出于 {1}，表上改了 {2} 处。勾选要收进案卷的，其余不变。")
        words = said.format(name, at or _tr("（未记录）"), len(found.changes))
    else:
        words = _tr("“{0}”上没有改动，案卷不变。").format(name)
    return "\n".join((words, *found.notices))


def _tr(words: str) -> str:
    return QCoreApplication.translate("read_back", words)
