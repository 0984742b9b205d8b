"""修改记录: who changed what of one item and when; an earlier score can be had back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop.desk.past import PastStep
from desktop.model.review import Score
from desktop.ui import theme

_SIZE = (880, 420)
_ROW = 31


def show_past(parent: QWidget, title: str, steps: Sequence[PastStep], restore: Callable[[Score], object]) -> QDialog:
    """List what was done to an item, the last first; the score that the chosen step left can be given again."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(_tr("修改记录：{0}").format(title))
    dialog.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
    words = QLabel(
        _tr("最近的在上面。恢复评分是一步新的改动，可以撤销；记录本身只增不改。")
        if steps
        else _tr("这一项还没有改动。")
    )
    words.setWordWrap(True)
    table = QTreeWidget()
    table.setHeaderLabels([_tr("时间"), _tr("谁"), _tr("做了什么"), _tr("改前 → 改后")])
    table.setRootIsDecorated(False)
    table.setWordWrap(True)
    table.setAccessibleName(_tr("修改记录"))
    for step in steps:
        changes = "；".join(step.changes)
        line = QTreeWidgetItem([step.at[:19].replace("T", " "), step.who, step.words, changes])
        line.setSizeHint(0, QSize(0, theme.px(_ROW)))
        for column in (2, 3):
            line.setToolTip(column, line.text(column))
        table.addTopLevelItem(line)
    for column, width in enumerate((160, 80, 200, 400)):
        table.setColumnWidth(column, theme.px(width))
    buttons = QDialogButtonBox()
    give = buttons.addButton(_tr("恢复到这一步的评分"), QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton(_tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole)

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
    buttons.rejected.connect(dialog.close)
    whole = QVBoxLayout(dialog)
    whole.addWidget(words)
    whole.addWidget(table)
    whole.addWidget(buttons)
    dialog.show()
    return dialog


def _tr(words: str) -> str:
    return QCoreApplication.translate("past", words)
