"""Ask before work is lost that could not be written to its file."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def leave_anyway(parent: QWidget) -> bool:
    """Ask whether to leave although there are changes in memory alone."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_tr("还有改动没有存下"))
    box.setText(_tr("案卷文件写不进去，此后的改动只在内存里，关闭就会丢失。可返回后另存到别处。"))
    return _gives_up(box, _tr("返回处理"), _tr("放弃这些改动并关闭"), _tr("窗口不关，改动还在（Enter）"))


def give_up(parent: QWidget) -> bool:
    """Ask whether to leave although a checklist that was edited is not saved."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_tr("评价表还没有保存"))
    box.setText(_tr("刚才的改动还没有保存到评价表库。"))
    return _gives_up(box, _tr("返回编辑"), _tr("放弃改动"), _tr("编辑器不关，改动还在（Enter）"))


def _gives_up(box: QMessageBox, stay: str, leave: str, hint: str) -> bool:
    """Let the user stay, as Enter does, or leave; tells whether they leave."""
    staying = box.addButton(stay, QMessageBox.ButtonRole.RejectRole)
    staying.setToolTip(hint)
    box.setDefaultButton(staying)
    leaving = box.addButton(leave, QMessageBox.ButtonRole.DestructiveRole)
    leaving.setToolTip(_tr("改动就此丢掉，找不回来"))
    box.exec()
    return box.clickedButton() is leaving


def _tr(words: str) -> str:
    return QCoreApplication.translate("leaving", words)
