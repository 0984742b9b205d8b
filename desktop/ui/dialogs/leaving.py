"""Ask before words are lost that could not be written to the case file."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def leave_anyway(parent: QWidget) -> bool:
    """Ask whether to leave although the last words typed are not in the file."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_tr("还有文字没有存下"))
    box.setText(_tr("刚才输入的理由或备注还没有写进案卷（磁盘已满或文件不可写）。其他内容都已保存。"))
    stay = box.addButton(_tr("返回处理"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(_tr("放弃这些文字并关闭"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is leave


def give_up(parent: QWidget) -> bool:
    """Ask whether to leave although a checklist that was edited is not saved."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_tr("评价表还没有保存"))
    box.setText(_tr("刚才的改动还没有保存到评价表库。"))
    stay = box.addButton(_tr("返回编辑"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(_tr("放弃改动"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.exec()
    return box.clickedButton() is leave


def _tr(words: str) -> str:
    return QCoreApplication.translate("leaving", words)
