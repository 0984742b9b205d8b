"""设置: theme, reading font and size, where cases go, who reviews; each choice counts at once."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.words import defect_names
from desktop.ui import theme
from desktop.ui.choice_box import ChoiceBox
from desktop.ui.dialogs import files
from desktop.ui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from desktop.desk.memory import Memory
    from desktop.ui.commands.views import ViewCommands

_THEMES = (("light", "浅色"), ("dark", "深色"), ("system", "跟随系统"))
_SIZES = range(60, 251, 10)
_DEFECTS_A_ROW = 3
_ELSEWHERE = (" JP", " KR", " TC", " HK")
"""Endings of families that hold Chinese characters in the shapes of other countries and regions."""


def _families() -> list[str]:
    """List the families a report can be set in: those for simplified Chinese, without typewriter faces and variants."""
    known = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return [f for f in known if not f.endswith(_ELSEWHERE) and " Mono" not in f and not QFontDatabase.isFixedPitch(f)]


class Preferences(Dialog):
    """Show the settings; the window behind stays usable and shows what changes."""

    def __init__(self, parent: QWidget, memory: "Memory", commands: "ViewCommands") -> None:
        super().__init__(parent, self.tr("设置"))
        self.setMinimumWidth(theme.px(460))
        self._memory, self._commands = memory, commands
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("外观"), self._theme_row())
        form.addRow(self.tr("正文字体"), self._font_box())
        form.addRow(self.tr("正文大小"), self._zoom_box())
        form.addRow(self.tr("新案卷存到"), self._folder_row())
        form.addRow(self.tr("评审人"), self._reviewer_field())
        form.addRow(self.tr("格式检查"), self._defect_grid())
        told = QLabel(self.tr("改动立即生效，并保存在本机。评审人用于以后新建的案卷。"))
        told.setProperty("role", "small")
        told.setWordWrap(True)
        done = self.closing()
        done.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(told)
        column.addLayout(foot)

    def _theme_row(self) -> QHBoxLayout:
        """Offer the looks side by side."""
        self.themes = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        for at, (name, words) in enumerate(_THEMES):
            button = QPushButton(self.tr(words))
            button.setCheckable(True)
            button.setChecked(self._memory.settings.theme.value == name)
            button.setAccessibleName(self.tr("外观：{0}").format(words))
            button.setToolTip(
                self.tr("窗口换成{0}，立即生效").format(words) if name != "system" else self.tr("和系统一起换深浅")
            )
            button.clicked.connect(partial(self._commands.dress, name))
            self.themes.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _font_box(self) -> ChoiceBox:
        """Offer the families that a report can be set in."""
        self.font_box = ChoiceBox()
        self.font_box.setAccessibleName(self.tr("正文字体"))
        self.font_box.setToolTip(self.tr("报告原文用的字体"))
        self.font_box.addItem(self.tr("默认"), "")
        for family in _families():
            self.font_box.addItem(family, family)
        self.font_box.setCurrentIndex(max(0, self.font_box.findData(self._memory.settings.reading_font)))
        self.font_box.currentIndexChanged.connect(self._on_font)
        return self.font_box

    def _zoom_box(self) -> ChoiceBox:
        """Offer sizes of the report's text, the present one among them."""
        zoom = self._memory.settings.zoom
        self.zoom = ChoiceBox()
        self.zoom.setAccessibleName(self.tr("正文大小"))
        self.zoom.setToolTip(self.tr("报告原文的大小；在原文上按住 Ctrl 滚动滚轮也可以"))
        for percent in sorted({*_SIZES, zoom}):
            self.zoom.addItem(f"{percent} %", percent)
        self.zoom.setCurrentIndex(self.zoom.findData(zoom))
        self.zoom.currentIndexChanged.connect(self._on_zoom)
        return self.zoom

    def _folder_row(self) -> QHBoxLayout:
        """Show where new cases go, and offer another place."""
        self.folder = QLineEdit(str(self._memory.settings.cases))
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName(self.tr("新案卷存到"))
        self.folder.setToolTip(self.tr("新案卷存放的文件夹"))
        self.change = QPushButton(self.tr("更改…"))
        self.change.setAccessibleName(self.tr("更改案卷文件夹"))
        self.change.setToolTip(self.tr("选另一个文件夹存放以后的新案卷"))
        self.change.clicked.connect(self._on_folder)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.folder, 1)
        row.addWidget(self.change)
        return row

    def _reviewer_field(self) -> QLineEdit:
        """Ask who reviews."""
        self.reviewer = QLineEdit(self._memory.settings.reviewer)
        self.reviewer.setAccessibleName(self.tr("评审人"))
        self.reviewer.setToolTip(self.tr("以后新建案卷时填好的评审人"))
        self.reviewer.editingFinished.connect(self._on_reviewer)
        return self.reviewer

    def _defect_grid(self) -> QGridLayout:
        """Offer every fault of form with a check; what is unchecked is not told."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self.defects: dict[str, QCheckBox] = {}
        for at, (cue, name, says) in enumerate(defect_names()):
            box = QCheckBox(name)
            box.setChecked(cue not in self._memory.settings.quiet_defects)
            box.setToolTip(says)
            box.setAccessibleName(self.tr("格式检查：{0}").format(name))
            box.toggled.connect(self._on_defect)
            self.defects[cue] = box
            grid.addWidget(box, at // _DEFECTS_A_ROW, at % _DEFECTS_A_ROW)
        return grid

    def _on_defect(self) -> None:
        self._memory.prefer(quiet_defects=tuple(cue for cue, box in self.defects.items() if not box.isChecked()))

    def _on_font(self) -> None:
        self._commands.read_in(str(self.font_box.currentData()))

    def _on_zoom(self) -> None:
        self._commands.zoom_to(int(self.zoom.currentData()))

    def _on_folder(self) -> None:
        folder = files.ask_folder(self, str(self._memory.settings.cases))
        if folder is not None:
            self._memory.prefer(cases_folder=str(folder))
            self.folder.setText(str(folder))

    def _on_reviewer(self) -> None:
        self._memory.prefer(reviewer=self.reviewer.text().strip())
