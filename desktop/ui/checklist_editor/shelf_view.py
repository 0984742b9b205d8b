"""评价表库: every checklist on the shelf, and what can be done with them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import editing
from desktop.desk.desk import Desk
from desktop.desk.library import Library
from desktop.desk.words import STATUS_WORD
from desktop.model.checklist import Checklist
from desktop.model.draft import Draft, Reading
from desktop.model.errors import DuyueError
from desktop.model.provenance import Status
from desktop.ui.checklist_editor.editions_view import EditionsView
from desktop.ui.checklist_editor.editor import Editor
from desktop.ui.checklist_editor.import_view import ImportView
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (820, 480)
_TAKES = "Excel、YAML、JSON、案卷 (*.xlsx *.xlsm *.xls *.et *.yaml *.yml *.json *.duyue)"
_GIVES = "Excel 工作簿 (*.xlsx);;YAML (*.yaml);;JSON (*.json)"


class ShelfView(Dialog):
    """List the checklists; ``kept`` tells that the shelf changed, ``carry_asked`` asks to go on with a new edition.

    Files are read and written in jobs: ``shelved`` carries a checklist that was put on the shelf, ``refused`` why one
    was not.
    """

    kept = Signal()
    shelved = Signal(object)
    refused = Signal(object)
    carry_asked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, self.tr("评价表库"), _SIZE)
        self._desk, self.library = desk, Library()
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("评价表"))
        self.list.setAccessibleDescription(self.tr("上下键选择，双击或用“编辑”打开"))
        self.list.setRootIsDecorated(False)
        heads = ("名称", "年份", "条数", "满分", "来源", "编号")
        self.list.setHeaderLabels([self.tr(head) for head in heads])
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.list.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.list.itemSelectionChanged.connect(self._on_selected)
        self.list.itemDoubleClicked.connect(lambda: self._edit())
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.buttons: dict[str, QPushButton] = {}
        self._held: tuple[Checklist, ...] = ()
        self.finished.connect(self._on_finished)
        self.refused.connect(self._on_refused)
        self._lay_out()
        self.fill(desk.checklist.id if desk.checklist else "")

    def chosen(self) -> tuple[Checklist, ...]:
        """Give the selected checklists, in the order of the list."""
        return tuple(self._held[self.list.indexOfTopLevelItem(row)] for row in self.list.selectedItems())

    def take(self, path: Path) -> None:
        """Read a file in a job, and show what it would give."""
        self.told.setText(self.tr("正在读取 {0}…").format(path.name))
        self._read(path, None, partial(self._preview, path), self._on_refused)

    def fill(self, chosen: str = "") -> None:
        """List what is on the shelf, in a job, and select one."""
        self._desk.jobs.start("shelf", self.library.checklists, partial(self._show_list, chosen), self._on_refused)

    def give(self, path: Path, checklist: Checklist) -> None:
        """Write a checklist to a file in a job, one at a time."""
        if self._desk.jobs.waits("give"):
            return
        self.told.setText(self.tr("正在写入 {0}…").format(path.name))
        work = partial(self.library.give, path, checklist)
        self._desk.jobs.start("give", work, lambda _: self._on_given(path), self._on_refused)

    def keep(self, checklist: Checklist) -> None:
        """Put a checklist on the shelf in a job, one at a time; ``shelved`` or ``refused`` tells what became of it."""
        if not self._desk.jobs.waits("keep"):
            work = partial(self.library.keep, checklist)
            self._desk.jobs.start("keep", work, lambda _: self._on_kept(checklist), self.refused.emit)

    def _read(
        self,
        path: Path,
        reading: Reading | None,
        done: Callable[[tuple[Draft, ...]], object],
        failed: Callable[[Exception], None],
    ) -> None:
        self._desk.jobs.start("draft", partial(self.library.drafts, path, reading), done, failed)

    def _preview(self, path: Path, drafts: tuple[Draft, ...]) -> None:
        """Show every checklist that a file gives."""
        self.told.clear()
        for at, draft in enumerate(drafts):
            self._show(path, at, draft)

    def _show(self, path: Path, at: int, draft: Draft) -> None:
        """Show a draft; what is corrected in it is read again, and nothing is awaited once it is closed."""
        view = ImportView(path.name, draft, self)

        def show_again(drafts: tuple[Draft, ...]) -> None:
            view.show_draft(drafts[at])

        view.corrected.connect(lambda reading: self._read(path, reading, show_again, view.refuse))
        view.confirmed.connect(self.keep)
        self.shelved.connect(view.leave)
        self.refused.connect(view.refuse)
        view.finished.connect(lambda: self._desk.jobs.drop("draft"))
        view.show()

    def _on_refused(self, error: Exception) -> None:
        """Tell why a file gives nothing."""
        self.told.clear()
        if isinstance(error, DuyueError):
            self.told.setText(error.says)
        else:
            self._desk.fail(error)

    def _on_kept(self, checklist: Checklist) -> None:
        """Say that a checklist is on the shelf."""
        self.told.setText(self.tr("“{0}”已放进评价表库，新建评审时可以选用。").format(checklist.title))
        self.fill(checklist.id)
        self.shelved.emit(checklist)
        self.kept.emit()

    def _on_given(self, path: Path) -> None:
        """Say where a checklist was written."""
        self.told.setText(self.tr("已导出到 {0}，改好后可以再导入。").format(path.name))

    def _on_finished(self) -> None:
        """Wait for no answer any more; what is being written is written all the same."""
        if self._desk.jobs.waits("keep"):
            self.kept.emit()
        for lane in ("draft", "shelf", "give", "keep"):
            self._desk.jobs.drop(lane)

    def _show_list(self, chosen: str, held: tuple[Checklist, ...]) -> None:
        """List what is on the shelf."""
        self._held = held
        self.list.clear()
        for checklist in self._held:
            points = [item.max_points for item in checklist.items if item.max_points is not None]
            standing = {STATUS_WORD[item.status] for item in checklist.items if item.status is not Status.OFFICIAL}
            origin = self.tr("本单位") if self.library.own(checklist) else self.tr("内置")
            cells = (
                checklist.title,
                str(checklist.year or ""),
                str(len(checklist.items)),
                format(sum(points), "f") if points else self.tr("按等级"),
                " · ".join((origin, *sorted(standing))),
                checklist.id,
            )
            row = QTreeWidgetItem(list(cells))
            row.setToolTip(0, f"{checklist.document}　{checklist.doc_no or ''}")
            self.list.addTopLevelItem(row)
            row.setSelected(checklist.id == chosen)
        if self.library.faults:
            self.told.setText("\n".join(self.library.faults))
        self._on_selected()

    def _on_selected(self) -> None:
        """Enable what can be done with what is selected."""
        chosen = self.chosen()
        open_ = self._desk.checklist
        self.buttons["edit"].setEnabled(len(chosen) == 1)
        self.buttons["copy"].setEnabled(len(chosen) == 1)
        self.buttons["give"].setEnabled(len(chosen) == 1)
        self.buttons["remove"].setEnabled(len(chosen) == 1 and self.library.own(chosen[0]))
        self.buttons["compare"].setEnabled(len(chosen) == 2 or (len(chosen) == 1 and open_ is not None))

    def _take(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("导入评价表"), "", self.tr(_TAKES))
        if path:
            self.take(Path(path))

    def _give(self) -> None:
        (checklist,) = self.chosen()
        name = f"{checklist.title}.xlsx"
        path, _ = QFileDialog.getSaveFileName(self, self.tr("导出评价表"), name, self.tr(_GIVES))
        if path:
            self.give(Path(path), checklist)

    def _edit(self) -> None:
        if len(self.chosen()) == 1:
            self._open_editor(self.chosen()[0])

    def _copy(self) -> None:
        """Begin a new edition from the selected checklist."""
        (checklist,) = self.chosen()
        taken = {held.id for held in self._held}
        year = datetime.now().astimezone().year
        name = next(
            n for n in (f"{checklist.id}-{year}", *(f"{checklist.id}-{i}" for i in range(2, 999))) if n not in taken
        )
        title = self.tr("{0}（另一版）").format(checklist.title)
        self._open_editor(editing.copied(checklist, name, title))

    def _open_editor(self, checklist: Checklist) -> None:
        editor = Editor(checklist, self)
        editor.save_asked.connect(self.keep)
        self.shelved.connect(editor.settle)
        self.refused.connect(editor.refuse)
        editor.show()

    def _compare(self) -> None:
        """Hold two selected checklists, or the open one and the selected, against each other."""
        chosen = self.chosen()
        old, new = chosen if len(chosen) == 2 else (self._desk.checklist, chosen[0])
        if old is None:
            return
        going_on = old is self._desk.checklist and self._desk.review is not None
        EditionsView(old, new, partial(self.carry_asked.emit, new) if going_on else None, self).show()

    def _remove(self) -> None:
        (checklist,) = self.chosen()
        self.library.remove(checklist)
        self.fill()
        self.told.setText(self.tr("“{0}”已移出评价表库；用它评过的案卷不受影响。").format(checklist.title))
        self.kept.emit()

    def _lay_out(self) -> None:
        """Lay the list beside its buttons."""
        side = QVBoxLayout()
        side.setSpacing(6)
        for name, words, slot, hint in (
            ("take", "导入…", self._take, "从 Excel、YAML、JSON 或案卷取一份评价表"),
            ("give", "导出…", self._give, "把选中的评价表写成 Excel 等文件，改好可再导入"),
            ("edit", "编辑…", self._edit, "改选中的评价表"),
            ("copy", "另存新版…", self._copy, "从选中的评价表另起一版"),
            ("compare", "对照…", self._compare, "选中两份，或选中一份与正在评的那份对照"),
            ("remove", "移出", self._remove, "把本单位的评价表移出库；评过的案卷不受影响"),
        ):
            button = self.buttons[name] = QPushButton(self.tr(words))
            button.setToolTip(self.tr(hint))
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            side.addWidget(button)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.list, 1)
        row.addLayout(side)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.closing())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(row, 1)
        column.addLayout(foot)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
