"""导出: what can leave the desk, one card for each kind, then its format, its name, and print instead of a file."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.model.errors import DuyueError
from desktop.model.export import SUFFIXES, Kind
from desktop.ui import theme

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

TOLD = {
    Kind.SHEET: "逐项评分、理由、佐证，可签字、可读回",
    Kind.OPINION: "给被评地区的公文：成效、问题、建议，每句附依据",
    Kind.MARKED: "报告原文，标出指标、问题、疑点和佐证",
    Kind.PROBLEMS: "报告承认的问题、对应措施和扣分的条目",
    Kind.FINDINGS: "前后对不上的数字和演算，留有核实栏",
    Kind.VISITS: "到哪里、问什么、看什么材料，带着去走访",
    Kind.LEDGER: "逐个问题的措施、时限和认定，可再读入",
    Kind.CLOSED: "已认定完成、销号和反弹的问题，可签字",
    Kind.PROGRESS: "一页：各状态的个数和图、逾期、承诺的数",
    Kind.FIGURES: "报告里的全部数字，供再统计",
    Kind.CASE: "整个案卷的开放数据，供存档和别的系统",
}
"""What each kind of paper is for."""
_FORMATS = {
    ".xlsx": "Excel 表格",
    ".docx": "Word 文档",
    ".pdf": "PDF",
    ".html": "网页",
    ".csv": "CSV 数据",
    ".json": "JSON 数据",
}
_PRINTED = frozenset(kind for kind, suffixes in SUFFIXES.items() if ".pdf" in suffixes)
_COLUMNS = 2
_WIDTH = 660


class Card(QPushButton):
    """A button with a heading and, below it, what it stands for."""

    def __init__(self, heading: str, told: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        for words, role in ((heading, "heading"), (told, "small")):
            label = QLabel(words)
            label.setProperty("role", role)
            label.setWordWrap(True)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)

    def sizeHint(self) -> QSize:
        """Leave room for both lines."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Never be cut off."""
        return self.sizeHint()


class ExportDialog(QDialog):
    """Ask what leaves the desk, as what, and under which name; the window behind stays usable."""

    def __init__(self, desk: "Desk", parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("导出"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._desk, self._press = desk, desk.press
        self._target = Path()
        self.cards: dict[Kind, QPushButton] = {}
        self.formats: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._cards())
        column.addLayout(self._format_row())
        column.addLayout(self._name_row())
        column.addWidget(self._template_row())
        column.addWidget(self._told())
        column.addLayout(self._foot())
        self._press.progressed.connect(self._on_progress)
        self._press.failed.connect(self._on_failed)
        self._press.painted.connect(self._on_painted)
        desk.exported.connect(self._on_exported)
        desk.closed.connect(self.close)
        self.choose(Kind.SHEET)
        self.write.setFocus()

    @property
    def kind(self) -> Kind:
        """Give the kind that is chosen."""
        return next(kind for kind, card in self.cards.items() if card.isChecked())

    @property
    def suffix(self) -> str:
        """Give the format that is chosen."""
        return next(suffix for suffix, button in self.formats.items() if button.isChecked())

    def choose(self, kind: Kind) -> None:
        """Choose a kind; its usual format and a name are proposed."""
        self.cards[kind].setChecked(True)
        for suffix, button in self.formats.items():
            button.setVisible(suffix in SUFFIXES[kind])
        self.formats[SUFFIXES[kind][0]].setChecked(True)
        self.template.setVisible(kind is Kind.OPINION)
        self.printed.setEnabled(kind in _PRINTED)
        self._propose()

    # Within

    def _cards(self) -> QGridLayout:
        """Lay out one card for each kind."""
        grid = QGridLayout()
        grid.setSpacing(8)
        group = QButtonGroup(self)
        for at, (kind, told) in enumerate(TOLD.items()):
            card = Card(kind.value, self.tr(told))
            card.clicked.connect(lambda _, kind=kind: self.choose(kind))
            group.addButton(card)
            grid.addWidget(card, at // _COLUMNS, at % _COLUMNS)
            self.cards[kind] = card
        return grid

    def _format_row(self) -> QHBoxLayout:
        """Offer the formats of a kind side by side."""
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(QLabel(self.tr("格式")))
        group = QButtonGroup(self)
        for suffix, words in _FORMATS.items():
            button = QPushButton(self.tr(words))
            button.setCheckable(True)
            button.setToolTip(self.tr("存为 {0} 文件").format(suffix))
            button.setAccessibleName(self.tr("格式：{0}").format(words))
            button.clicked.connect(self._propose)
            group.addButton(button)
            row.addWidget(button)
            self.formats[suffix] = button
        row.addStretch(1)
        return row

    def _name_row(self) -> QHBoxLayout:
        """Propose a name, and offer another place."""
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("文件"))
        self.name.setToolTip(self.tr("导出成这个文件；可以直接改名"))
        self.name.textChanged.connect(self._on_name)
        self.elsewhere = QPushButton(self.tr("换个位置…"))
        self.elsewhere.setToolTip(self.tr("另选文件夹和文件名"))
        self.elsewhere.clicked.connect(self._on_elsewhere)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(QLabel(self.tr("文件")))
        row.addWidget(self.name, 1)
        row.addWidget(self.elsewhere)
        return row

    def _template_row(self) -> QWidget:
        """Say which template a letter is made by, and offer another."""
        self.template = QWidget()
        row = QHBoxLayout(self.template)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.used = QLabel()
        self.other = QPushButton(self.tr("用本单位的模板…"))
        self.other.setToolTip(self.tr("选一份含 {{主要成效}} 等字段的 Word 文档"))
        self.other.clicked.connect(self._on_template)
        self.house = QPushButton(self.tr("用自带模板"))
        self.house.setToolTip(self.tr("改回程序自带的公文格式"))
        self.house.clicked.connect(lambda: self._use(""))
        self.blank = QPushButton(self.tr("写出一份模板来改…"))
        self.blank.setToolTip(self.tr("把自带模板存成 Word 文档，改好后再选用"))
        self.blank.clicked.connect(self._on_blank)
        row.addWidget(self.used, 1)
        for button in (self.other, self.house, self.blank):
            row.addWidget(button)
        self._use(self._desk.settings.letter_template)
        return self.template

    def _told(self) -> QLabel:
        """Keep room for what is to be said of the name or of a failure."""
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("role", "small")
        self.told.setMinimumHeight(theme.px(20))
        return self.told

    def _foot(self) -> QHBoxLayout:
        """Set progress and buttons side by side."""
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setAccessibleName(self.tr("导出进度"))
        self.progress.hide()
        self.printed = QPushButton(self.tr("打印预览…"))
        self.printed.setToolTip(self.tr("先看样子再打印，不写文件"))
        self.printed.clicked.connect(self._on_print)
        self.write = QPushButton(self.tr("导出"))
        self.write.setProperty("role", "primary")
        self.write.setDefault(True)
        self.write.setToolTip(self.tr("写出文件，再重新打开核对（Enter）"))
        self.write.clicked.connect(self._on_write)
        self.stop = QPushButton(self.tr("关闭"))
        self.stop.setToolTip(self.tr("关闭（Esc）"))
        self.stop.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.progress, 1)
        row.addStretch(1)
        for button in (self.printed, self.write, self.stop):
            row.addWidget(button)
        return row

    def reject(self) -> None:
        """End the paper under way; with none, close."""
        if self.progress.isVisible():
            self._press.cancel()
        else:
            super().reject()

    def _propose(self) -> None:
        self.name.setText(str(self._press.suggested(self.kind, self.suffix)))
        self.name.setCursorPosition(len(self.name.text()))

    def _on_name(self, text: str) -> None:
        self.told.setText(self.tr("已有同名文件，导出成功后会替换它。") if os.path.isfile(text) else "")

    def _on_elsewhere(self) -> None:
        kinds = f"{_FORMATS[self.suffix]} (*{self.suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("导出到"), self.name.text(), kinds)
        if chosen:
            self.name.setText(chosen if Path(chosen).suffix else chosen + self.suffix)

    def _on_write(self) -> None:
        path = self._press.suggested(self.kind, self.suffix).parent / self.name.text().strip()
        if not path.name or os.path.isdir(path):
            self.told.setText(self.tr("请填写文件名。"))
            return
        if path.suffix.lower() != self.suffix:
            path = path.with_name(path.name + self.suffix)
        self._target = path
        if self._press.export(path, self.kind):
            self._show_busy(True)

    def _on_exported(self, path: Path) -> None:
        """Close when what was asked for is written; a template is one step on the way."""
        if path == self._target:
            self.close()
        else:
            self.told.setText(self.tr("模板已写到 {0}，改好后用“用本单位的模板…”选它。").format(path))

    def _on_progress(self, percent: int) -> None:
        self.progress.setValue(percent)

    def _on_failed(self, error: Exception) -> None:
        """Say what went wrong, and propose another name where the file could not be taken."""
        self._show_busy(False)
        said = error.says if isinstance(error, DuyueError) else self.tr("没有导出，请重试。")
        if os.path.exists(self.name.text()):
            self._propose()
        self.told.setText(said)

    def _show_busy(self, busy: bool) -> None:
        self.progress.setValue(0)
        self.progress.setVisible(busy)
        self.stop.setText(self.tr("取消导出") if busy else self.tr("关闭"))
        for widget in (self.write, self.printed, self.name, self.elsewhere, self.template):
            widget.setEnabled(not busy)
        for button in (*self.cards.values(), *self.formats.values()):
            button.setEnabled(not busy)
        self.printed.setEnabled(not busy and self.kind in _PRINTED)

    def _on_print(self) -> None:
        from desktop.ui.dialogs import printing

        self.told.setText(self.tr("正在排版打印页，排好就显示…"))
        printing.preview(self.parentWidget() or self, self._press, self.kind)

    def _on_painted(self) -> None:
        self.told.setText("")

    def _on_template(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("选意见模板"), "", self.tr("Word 文档 (*.docx)"))
        if chosen:
            self._use(chosen)

    def _use(self, template: str) -> None:
        """Make letters by a template from now on."""
        if template != self._desk.settings.letter_template:
            self._desk.memory.prefer(letter_template=template)
        name = Path(template).name if template else self.tr("自带的公文格式")
        self.used.setText(self.tr("模板：{0}").format(name))
        self.used.setToolTip(template)
        self.house.setVisible(bool(template))

    def _on_blank(self) -> None:
        suggested = str(self._press.suggested(Kind.TEMPLATE, ".docx"))
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("模板存到"), suggested, self.tr("Word 文档 (*.docx)"))
        if chosen:
            self._press.export(Path(chosen if Path(chosen).suffix else f"{chosen}.docx"), Kind.TEMPLATE)
