"""修改记录: who changed what of one item and when; an earlier score can be had back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTreeWidgetItem, QWidget

from desktop.desk.past import PastStep
from desktop.model.review import Score
from desktop.ui import theme
from desktop.ui.dialogs.listing import listing

_SIZE = (960, 420)
_ROW = 31


def show_past(parent: QWidget, title: str, steps: Sequence[PastStep], restore: Callable[[Score], object]) -> QDialog:
    """List what was done to an item, the last first; the score that the chosen step left can be given again."""
    told = (
        _tr("最近的在上面。恢复评分是一步新的改动，可以撤销；记录本身只增不改。")
        if steps
        else _tr("这一项还没有改动。")
    )
    columns = ((_tr("时间"), 160), (_tr("评审人"), 80), (_tr("改动"), 300), (_tr("改前 → 改后"), 0))
    dialog, table = listing(parent, _tr("修改记录：{0}").format(title), told, columns, _SIZE)
    table.setWordWrap(True)
    for step in steps:
        changes = "；".join(step.changes)
        line = QTreeWidgetItem([step.at[:19].replace("T", " "), step.who, step.words, changes])
        line.setSizeHint(0, QSize(0, theme.px(_ROW)))
        for column in (2, 3):
            line.setToolTip(column, line.text(column))
        table.addTopLevelItem(line)
    buttons = QDialogButtonBox()
    give = buttons.addButton(_tr("恢复到这一步的评分"), QDialogButtonBox.ButtonRole.AcceptRole)
    give.setProperty("role", "primary")
    give.setToolTip(_tr("把选中那一步之后的评分再给一次；可撤销"))
    buttons.addButton(dialog.closing(), QDialogButtonBox.ButtonRole.RejectRole)

    def chosen() -> Score | None:
        at = table.currentIndex().row() if table.selectedItems() else -1
        return steps[at].score if at >= 0 else None

    def on_given() -> None:
        score = chosen()
        if score is not None:
            dialog.close()
            restore(score)

    table.itemSelectionChanged.connect(lambda: give.setEnabled(chosen() is not None))
    give.setEnabled(False)
    buttons.accepted.connect(on_given)
    layout = dialog.layout()
    assert layout is not None
    layout.addWidget(buttons)
    dialog.show()
    return dialog


def _tr(words: str) -> str:
    return QCoreApplication.translate("past", words)
