"""Ask for files and folders with the system's own dialogs."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QPushButton, QWidget

from desktop.desk.files import REPORTS

_REPORTS = " ".join(f"*{suffix}" for suffix in REPORTS)


def ask_report(parent: QWidget, folder: str) -> Path | None:
    """Ask for a report or a case file to open."""
    both = _tr("报告和案卷 ({0} *.duyue);;报告 ({0});;案卷 (*.duyue);;所有文件 (*)").format(_REPORTS)
    return _path(QFileDialog.getOpenFileName(parent, _tr("打开报告或案卷"), folder, both)[0])


def ask_case(parent: QWidget, folder: str) -> Path | None:
    """Ask for a case file to open."""
    return _path(QFileDialog.getOpenFileName(parent, _tr("打开案卷"), folder, _tr("案卷 (*.duyue)"))[0])


def ask_paper(parent: QWidget, folder: str, title: str) -> Path | None:
    """Ask for a document that a case is to hold beside its report; an earlier case gives its findings."""
    kinds = _tr("材料 ({0} *.duyue);;所有文件 (*)").format(_REPORTS)
    return _path(QFileDialog.getOpenFileName(parent, title, folder, kinds)[0])


def ask_edited_sheet(parent: QWidget, folder: str) -> Path | None:
    """Ask for a sheet that was exported and edited."""
    kinds = _tr("Excel 工作簿 (*.xlsx)")
    return _path(QFileDialog.getOpenFileName(parent, _tr("选改过的评分表、整改台账或销号表"), folder, kinds)[0])


def ask_new_case(parent: QWidget, title: str, suggested: str) -> Path | None:
    """Ask where a copy of the case file goes."""
    return _suffixed(QFileDialog.getSaveFileName(parent, title, suggested, _tr("案卷 (*.duyue)"))[0], ".duyue")


def ask_password(parent: QWidget, says: str) -> str:
    """Ask for the password of a file; empty where none is given."""
    box = QInputDialog(parent)
    box.setWindowTitle(_tr("打开密码"))
    box.setLabelText(says)
    box.setTextEchoMode(QLineEdit.EchoMode.Password)
    box.adjustSize()  # only now it makes its field and buttons
    for field in box.findChildren(QLineEdit):
        field.setAccessibleName(_tr("密码"))
        field.setAccessibleDescription(says)
    hints = (_tr("用这个密码打开（Enter）"), _tr("不打开（Esc）"))
    for button, hint in zip(box.findChildren(QPushButton), hints, strict=True):
        button.setToolTip(hint)
    given = box.textValue() if box.exec() else ""
    box.deleteLater()
    return given


def ask_folder(parent: QWidget, folder: str, title: str = "") -> Path | None:
    """Ask for a folder: that of new case files, unless the title says what else."""
    return _path(QFileDialog.getExistingDirectory(parent, title or _tr("新案卷存到"), folder))


def ask_new_sheet(parent: QWidget, title: str, suggested: str) -> Path | None:
    """Ask where a workbook goes."""
    kinds = _tr("Excel 工作簿 (*.xlsx)")
    return _suffixed(QFileDialog.getSaveFileName(parent, title, suggested, kinds)[0], ".xlsx")


def _path(chosen: str) -> Path | None:
    return Path(chosen) if chosen else None


def _suffixed(chosen: str, suffix: str) -> Path | None:
    """Add the suffix that was left out."""
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_name(path.name + suffix)


def _tr(words: str) -> str:
    return QCoreApplication.translate("files", words)
