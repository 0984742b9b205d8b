"""一批报告: the files of a folder with what stands in each, to be opened one after the other."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from desktop.desk.batch import HEADS, Batch
from desktop.model.errors import DuyueError
from desktop.ui import theme
from desktop.ui.buttons import foot_button
from desktop.ui.dialogs import files
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (1080, 480)
_WIDTHS = (210, 0, 90, 60, 60, 60, 60, 130)
"""Of the columns; the title takes what is left."""
_NUMBERS = range(4, 7)
_ROW = 30
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BatchDialog(Dialog):
    """List a batch; ``file_asked`` carries the file to open, ``folder_asked`` wants another folder."""

    file_asked = Signal(object)
    folder_asked = Signal()

    def __init__(self, batch: Batch, parent: QWidget) -> None:
        super().__init__(parent, self.tr("一批报告"), _SIZE)
        self._batch = batch
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.table = QTreeWidget()
        self.table.setHeaderLabels([name for name, _ in HEADS])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAccessibleName(self.tr("一批报告"))
        self.table.setAccessibleDescription(self.tr("上下键选择，Enter 打开"))
        for column in _NUMBERS:
            self.table.headerItem().setTextAlignment(column, _RIGHT)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, theme.px(width))
        self.table.header().setStretchLastSection(False)
        self.table.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.itemActivated.connect(self._on_taken)
        self.table.currentItemChanged.connect(self._enable)
        self.take = foot_button(self.tr("打开"), self.tr("打开选中的一份；已有案卷的接着评（Enter）"), self._on_taken)
        self.take.setProperty("role", "primary")
        self.export = foot_button(self.tr("导出清单…"), self.tr("把这张清单存为 Excel 工作簿"), self._on_export)
        self.other = foot_button(self.tr("换文件夹…"), self.tr("列出另一个文件夹里的报告"), self.folder_asked.emit)
        foot = QHBoxLayout()
        foot.addWidget(self.other)
        foot.addWidget(self.export)
        foot.addStretch(1)
        foot.addWidget(self.closing())
        foot.addWidget(self.take)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(10)
        whole.addWidget(self.told)
        whole.addWidget(self.table)
        whole.addLayout(foot)
        batch.listed.connect(self.show_files)
        batch.seen.connect(self._on_seen)
        batch.failed.connect(self._on_failed)
        batch.written.connect(self._on_written)
        self.show_files()

    def show_files(self) -> None:
        """List the files, with what is known of them by now; the one that was chosen stays so."""
        chosen = self._chosen()
        self.table.clear()
        for row, path in enumerate(self._batch.paths):
            line = QTreeWidgetItem([path.name])
            line.setData(0, Qt.ItemDataRole.UserRole, path)
            line.setSizeHint(0, QSize(0, theme.px(_ROW)))
            for column in _NUMBERS:
                line.setTextAlignment(column, _RIGHT)
            self.table.addTopLevelItem(line)
            self._fill(row)
            if path == chosen:
                self.table.setCurrentItem(line)
        if self.table.currentItem() is None:
            self.table.setCurrentIndex(self.table.model().index(0, 0))
        self._tell()

    def _chosen(self) -> Path | None:
        line = self.table.currentItem()
        return line.data(0, Qt.ItemDataRole.UserRole) if line else None

    def _fill(self, row: int) -> None:
        """Write what was found in one file."""
        line = self.table.topLevelItem(row)
        glance = self._batch.glances.get(self._batch.paths[row])
        if line is None:
            return
        cells = glance.cells if glance else (self._batch.paths[row].name,)
        for column, cell in enumerate(cells):
            line.setText(column, str(cell))
            line.setToolTip(column, str(cell))

    def _tell(self) -> None:
        """Say how much is known, and how much is done."""
        batch = self._batch
        done = sum(1 for path in batch.paths if (glance := batch.glances.get(path)) and glance.done)
        folder = batch.folder.name if batch.folder else ""
        words = self.tr("{0}：共 {1} 份，评完 {2} 份。按 F6 打开下一份没评完的。").format(
            folder, len(batch.paths), done
        )
        if len(batch.glances) < len(batch.paths):
            words += self.tr("正在逐份读，已读 {0} 份…").format(len(batch.glances))
        self.told.setText(words)
        self._enable()

    def _enable(self) -> None:
        self.take.setEnabled(self.table.currentItem() is not None)
        self.export.setEnabled(bool(self._batch.paths) and len(self._batch.glances) >= len(self._batch.paths))

    def _on_seen(self, row: int) -> None:
        self._fill(row)
        self._tell()

    def _on_taken(self) -> None:
        path = self._chosen()
        if path is not None:
            self.file_asked.emit(self._batch.place(path))

    def _on_export(self) -> None:
        folder = self._batch.folder
        if folder is not None:
            suggested = str(folder / f"{folder.name}-报告清单.xlsx")
            path = files.ask_new_sheet(self, self.tr("导出清单"), suggested)
            if path is not None:
                self._batch.export(path)

    def _on_written(self, path: Path) -> None:
        self.told.setText(self.tr("已导出 {0}，并重新打开核对：{1} 行。").format(path.name, len(self._batch.paths)))

    def _on_failed(self, error: Exception) -> None:
        says = error.says if isinstance(error, DuyueError) else self.tr("程序内部出错，这一步没有完成，请重试。")
        self.told.setText(says)
