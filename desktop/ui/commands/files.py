"""文件: open, close, export, move; another window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog

from desktop.model.case import DocumentRole
from desktop.model.export import Kind
from desktop.model.words import PAPER_WORD
from desktop.ui.dialogs import backups, files, read_back
from desktop.ui.dialogs.case_info import CaseInfo

if TYPE_CHECKING:
    from desktop.ui.dialogs.export import ExportDialog
    from desktop.ui.window import MainWindow


class FileCommands(QObject):
    """Carry out what one window does with files."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk

    def open_path(self, path: Path) -> None:
        """Open a report or a case file; a case that is open in another window comes to the front there."""
        if not self._window.bring_up(path):
            self._desk.open(path)

    def ask_report(self) -> None:
        """Ask for a report or case file and open it."""
        path = files.ask_report(self._window, self._folder())
        if path is not None:
            self.open_path(path)

    def ask_paper(self, role: DocumentRole) -> None:
        """Ask for a document of a role, and take it into the case."""
        title = self.tr("加入{0}").format(PAPER_WORD[role])
        path = files.ask_paper(self._window, self._folder(), title)
        if path is not None:
            self._desk.loops.bring(path, role)

    def ask_batch(self) -> None:
        """Show the batch under way, or ask for a folder of reports and list it."""
        if self._desk.batch.folder is not None:
            self._show_batch()
            self._desk.batch.look_again()
        else:
            self.ask_batch_folder()

    def ask_batch_folder(self) -> None:
        """Ask for a folder of reports and list it."""
        folder = files.ask_folder(self._window, self._folder(), self.tr("选报告所在的文件夹"))
        if folder is not None:
            self.open_batch(folder)

    def open_batch(self, folder: Path) -> None:
        """List the reports of a folder, and look through them one after the other."""
        if self._desk.batch.open(folder):
            self._show_batch()
            self._window.enable_actions()

    def next_file(self) -> None:
        """Put what is open away and open the next report of the batch that is not done."""
        path = self._desk.batch.next(self._desk.path, self._desk.read_from)
        if path is None:
            self._window.say("done", self.tr("这一批都评完了。"))
        else:
            self.open_path(path)

    def _show_batch(self) -> None:
        """Bring up the list of the batch, one in each window."""
        from desktop.ui.dialogs.batch import BatchDialog

        shown = self._window.findChild(BatchDialog)
        if shown is None:
            shown = BatchDialog(self._desk.batch, self._window)
            shown.file_asked.connect(self.open_path)
            shown.folder_asked.connect(self.ask_batch_folder)
            shown.addAction(self._window.actions_["next_file"])
            shown.show()
        shown.raise_()
        shown.activateWindow()

    def paste(self) -> None:
        """Make a report of the text on the clipboard."""
        text = QApplication.clipboard().text()
        if text.strip():
            self._desk.porter.bring_text(text)
        else:
            self._window.say("info", self.tr("剪贴板里没有文字，请先在别的程序里复制报告的文字。"))

    def ask_case(self) -> None:
        """Ask for a case file and open it."""
        path = files.ask_case(self._window, str(self._desk.settings.cases))
        if path is not None:
            self.open_path(path)

    def close_report(self) -> None:
        """Put away what is open."""
        self._desk.close()

    def ask_save_as(self) -> None:
        """Ask where a copy of the case goes, and go on in it."""
        self._ask_new_place(self.tr("案卷另存为"), move=False)

    def ask_move(self) -> None:
        """Ask where the case goes."""
        self._ask_new_place(self.tr("移动案卷"), move=True)

    def write_back(self) -> None:
        """Write what only the memory holds back to the case file."""
        if self._desk.attach():
            self._window.say("done", self.tr("改动已写回案卷，接下来照常保存。"))

    def show_case(self) -> QDialog | None:
        """Show what names the case and its state, and let its password be set."""
        ledger = self._desk.ledger
        if ledger is None or not ledger.flush():
            return None
        steps, _ = ledger.file.head()
        told = {
            self.tr("案卷文件"): str(ledger.file.path),
            self.tr("修改记录"): self.tr("{0} 条").format(steps),
            self.tr("核对码"): ledger.file.code,
            self.tr("密码"): self.tr("已设置") if ledger.file.locked else self.tr("未设置"),
        }
        dialog = CaseInfo(self._window, told, self._desk.press.lock, locked=ledger.file.locked)
        dialog.show()
        return dialog

    def ask_password(self, again: Callable[[str], object], says: str) -> None:
        """Ask for a password, and try again with it; it is kept nowhere. Nothing is waited for in the meantime."""
        self._window.messages.retract("wait")
        password = files.ask_password(self._window, says)
        if password:
            again(password)
        else:
            self._window.show_start_if_empty()

    def show_backups(self) -> QDialog:
        """List the last states of the case, or of every case while none is open, to be restored."""
        return backups.show_backups(self._window, self._desk.porter.backups(), self._desk.porter.restore)

    def ask_export(self, kind: Kind = Kind.SHEET) -> None:
        """Show what is worth a second look, if anything is, then ask what leaves the desk and write it."""
        show = partial(self.show_export, kind)
        if not self._window.rules.inspect_first(show, self.tr("仍然导出…")):
            show()

    def show_export(self, kind: Kind = Kind.SHEET) -> "ExportDialog | None":
        """Ask what leaves the desk, in the dialog that already stands there if one does."""
        from desktop.ui.dialogs.export import ExportDialog

        if self._desk.path is None or self._desk.examination is None:
            self._window.say("info", self.tr("报告还在读，读完就可以导出。"))
            return None
        standing = [dialog for dialog in self._window.findChildren(ExportDialog) if dialog.isVisible()]
        dialog = standing[0] if standing else ExportDialog(self._desk, self._window)
        dialog.choose(kind)
        dialog.show()
        dialog.activateWindow()
        return dialog

    def ask_read_back(self) -> None:
        """Ask for a sheet or ledger that was edited elsewhere, and list what it changes."""
        path = files.ask_edited_sheet(self._window, self._desk.settings.exports_folder)
        if path is not None:
            self._desk.press.read_sheet(path)

    def show_read_back(self, path: Path, found: read_back.Found) -> QDialog:
        """List what an edited sheet or ledger changes, to be taken or not."""
        take = partial(self._desk.press.take, path.name, found.kind)
        return read_back.show_changes(self._window, path.name, found, take)

    def show_folder(self) -> None:
        """Open the folder of the case file."""
        if self._desk.path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.path.parent)))

    def close(self) -> None:
        """Leave the program, 自检 first where it is wanted."""
        if not self._window.rules.inspect_before_leaving():
            self._window.close()

    def recognise(self) -> None:
        """Recognise the pages that are pictures."""
        self._desk.recogniser.start()

    def new_window(self) -> None:
        """Open another window, for a second case beside this one."""
        self._window.window_asked.emit()

    def _folder(self) -> str:
        """Choose the folder in which a file dialog begins: that of the last file."""
        recent = self._desk.recent
        return str(recent[0].path.parent) if recent else ""

    def _ask_new_place(self, title: str, *, move: bool) -> None:
        case = self._desk.path
        if case is None:
            return
        path = files.ask_new_case(self._window, title, str(case))
        if path is not None:
            self._desk.press.save_as(path, move=move)
