"""按本版重读: what a newer reading of a case's report does to its evidence, to be taken or left."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTreeWidgetItem, QWidget

from desktop.desk.files import ReadAnew
from desktop.desk.words import item_title, one_line
from desktop.model.carry import nearest
from desktop.model.checklist import Checklist
from desktop.ui.dialogs.listing import listing

_SIZE = (820, 420)


def show_anew(
    parent: QWidget,
    anew: ReadAnew,
    checklist: Checklist,
    take: Callable[[ReadAnew], object],
    leave: Callable[[], object],
) -> QDialog:
    """List the evidence that the new text does not have, and ask for a decision; closing decides nothing."""
    columns = ((_tr("评分项"), 200), (_tr("现在的佐证"), 270), (_tr("新文字里最近似的句子"), 0))
    dialog, table = listing(parent, _tr("按本版重读报告"), _told(anew), columns, _SIZE)
    table.setWordWrap(True)
    for quote in anew.found.lost:
        item = checklist.item_by_id.get(quote.item)
        place = nearest(anew.document.text, quote.quote)
        near = one_line(anew.document.text[slice(*place)]) if place else _tr("（没有近似的句子）")
        line = QTreeWidgetItem([item_title(item) if item else quote.item, one_line(quote.quote), near])
        for column in range(len(columns)):
            line.setToolTip(column, line.text(column))
        table.addTopLevelItem(line)
    buttons = QDialogButtonBox()
    accept = buttons.addButton(_tr("改用新文字"), QDialogButtonBox.ButtonRole.AcceptRole)
    accept.setToolTip(_tr("写进案卷的修改记录，可以撤销；原来的文字仍保存在案卷里"))
    keep = buttons.addButton(_tr("保持原样"), QDialogButtonBox.ButtonRole.RejectRole)
    keep.setToolTip(_tr("什么都不改，本版不再询问"))

    def on_accepted() -> None:
        dialog.close()
        take(anew)

    def on_left() -> None:
        dialog.close()
        leave()

    buttons.accepted.connect(on_accepted)
    buttons.rejected.connect(on_left)
    layout = dialog.layout()
    assert layout is not None
    layout.addWidget(buttons)
    dialog.show()
    return dialog


def _told(anew: ReadAnew) -> str:
    """Say what was read otherwise, and what becomes of the evidence."""
    older, newer = anew.older, anew.document
    words = _tr("评审时的文字由{0}读出，{1} 字；本版（{2}）读出 {3} 字。改用新文字：佐证找回 {4} 条，找不到 {5} 条。")
    reader = _tr("督阅 {0} ").format(older.reader) if older.reader else _tr("较早的版本")
    told = words.format(reader, len(older.text), newer.reader, len(newer.text), anew.found.kept, len(anew.found.lost))
    if anew.found.lost:
        told += _tr("找不到的列在下面，所属评分项会标为存疑，佐证仍留着原来的文字。")
    if anew.found.dropped:
        told += _tr("另有 {0} 处更正、忽略或不采用作废。").format(anew.found.dropped)
    return told


def _tr(words: str) -> str:
    return QCoreApplication.translate("rereading", words)
