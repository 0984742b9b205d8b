"""开始评审: choose the checklist, say who is reviewed by whom, and begin."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.desk.reading import Offer
from desktop.model.carry import Known
from desktop.model.review import About
from desktop.ui import theme
from desktop.ui.buttons import KeyButton
from desktop.ui.choice_box import ChoiceBox


class StartBar(QFrame):
    """Ask for what a review needs; ``started`` carries the head of the review."""

    checklist_chosen = Signal(str)
    started = Signal(object)
    folder_asked = Signal()
    case_asked = Signal(object)
    renewal_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "start")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.checklist = ChoiceBox()
        self.checklist.setAccessibleName(self.tr("评价表"))
        self.checklist.setToolTip(self.tr("按哪一份评价表评；最像的一份已选好"))
        self.checklist.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.checklist.setMinimumContentsLength(12)
        self.checklist.currentIndexChanged.connect(self._on_checklist)
        self.checklist.activated.connect(self._on_chosen)
        self.unfit = QLabel(self.tr("没有一份评价表与这份报告相符，暂列第一份；请选定按哪一份评。"))
        self.unfit.setProperty("role", "attention")
        self.unfit.setWordWrap(True)
        self.district = _field(self.tr("地区"))
        self.year = _field(self.tr("年份"))
        theme.size(self.year.setFixedWidth, 72)
        self.reviewer = _field(self.tr("评审人"))
        theme.size(self.reviewer.setFixedWidth, 104)
        self.begin = KeyButton(self.tr("开始评审"), "Ctrl+Enter", primary=True)
        self.begin.setToolTip(self.tr("建立案卷，从此每一步自动保存（Ctrl+Enter）"))
        self.begin.clicked.connect(self._on_begin)
        self._folder = QLabel()
        self._folder.setProperty("role", "small")
        self._folder.setTextFormat(Qt.TextFormat.PlainText)
        self._change = QPushButton(self.tr("更改…"))
        self._change.setProperty("role", "flat")
        self._change.setAccessibleName(self.tr("更改案卷文件夹"))
        self._change.setToolTip(self.tr("选另一个文件夹存放案卷"))
        self._change.clicked.connect(self.folder_asked)
        for field in (self.district, self.year, self.reviewer):
            field.returnPressed.connect(self._on_begin)
        self._known_words = QLabel()
        self._known_words.setTextFormat(Qt.TextFormat.PlainText)
        self._known_words.setWordWrap(True)
        self.known_button = QPushButton()
        self.known_button.clicked.connect(self._on_known)
        self._known: Known | None = None
        self._lay_out()
        self.wait()

    def wait(self) -> None:
        """Wait for the offer, with nothing to choose."""
        with QSignalBlocker(self.checklist):
            self.checklist.clear()
            self.checklist.addItem(self.tr("正在读报告…"))
        self._fields.setEnabled(False)
        self._known_row.hide()
        self._chosen = False
        self._ask_to_choose(False)

    def show_known(self, known: Known) -> None:
        """Offer the case that knows this report, or the review of another version of it."""
        self._known = known
        name = Path(known.path).name
        if known.same:
            self._known_words.setText(self.tr("这份报告已有案卷：{0}").format(name))
            self.known_button.setText(self.tr("打开案卷"))
            self.known_button.setToolTip(self.tr("接着原来的评审做，不新建案卷"))
        else:
            self._known_words.setText(self.tr("像是已评报告的另一版，旧版案卷：{0}").format(name))
            self.known_button.setText(self.tr("沿用旧版评审"))
            self.known_button.setToolTip(self.tr("另建案卷，带上旧版的评分和佐证；这一版里找不到的佐证列出来由您决定"))
        self._known_row.show()

    def show_offer(self, offer: Offer, reviewer: str) -> None:
        """Offer the checklists, the likeliest chosen, and what the report says of itself."""
        with QSignalBlocker(self.checklist):
            self.checklist.clear()
            for checklist in offer.checklists:
                self.checklist.addItem(checklist.title, checklist.id)
                self.checklist.setItemData(
                    self.checklist.count() - 1,
                    f"{checklist.title}\n{checklist.doc_no or checklist.document}\n{len(checklist.items)} 条",
                    Qt.ItemDataRole.ToolTipRole,
                )
            at = self.checklist.findData(offer.likely)
            self.checklist.setCurrentIndex(max(at, 0))
        self._ask_to_choose(not offer.fits and not self._chosen)
        self.district.setText(offer.about.district)
        self.year.setText(offer.about.year)
        self.reviewer.setText(reviewer or offer.about.reviewer)
        for field in (self.district, self.year, self.reviewer):
            field.setCursorPosition(0)
        self._fields.setEnabled(True)

    def show_folder(self, folder: str) -> None:
        """Say where the case file will lie."""
        words = self.tr("案卷存到 {0}").format(folder)
        self._folder.setToolTip(words)
        self._folder.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, theme.px(220)))

    def _on_checklist(self, at: int) -> None:
        chosen = self.checklist.itemData(at)
        if chosen:
            self.checklist_chosen.emit(chosen)

    def _on_chosen(self) -> None:
        self._chosen = True
        self._ask_to_choose(False)

    def _ask_to_choose(self, wanted: bool) -> None:
        """Say that no checklist fits, and let the choice stand out, until one is chosen."""
        self.unfit.setVisible(wanted)
        self.checklist.setProperty("attention", wanted)
        self.checklist.setAccessibleDescription(self.unfit.text() if wanted else "")
        theme.restyle(self.checklist)

    def _on_known(self) -> None:
        if self._known is not None:
            if self._known.same:
                self.case_asked.emit(Path(self._known.path))
            else:
                self.renewal_asked.emit(self._known)

    def _on_begin(self) -> None:
        self.started.emit(
            About(
                district=self.district.text().strip(),
                year=self.year.text().strip(),
                reviewer=self.reviewer.text().strip(),
            )
        )

    def _lay_out(self) -> None:
        """Checklist; district, year, reviewer; folder and the button."""
        title = QLabel(self.tr("评审这份报告"))
        theme.write(title, 15, bold=True)
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(4)
        fields.addWidget(self.checklist, 0, 0, 1, 3)
        fields.addWidget(self.unfit, 1, 0, 1, 3)
        fields.setRowMinimumHeight(1, 4)
        for at, field in enumerate((self.district, self.year, self.reviewer)):
            label = QLabel(field.accessibleName())
            label.setProperty("role", "small")
            label.setBuddy(field)
            fields.addWidget(label, 2, at)
            fields.addWidget(field, 3, at)
        fields.setColumnStretch(0, 1)
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.addWidget(self._folder)
        foot.addWidget(self._change)
        foot.addStretch(1)
        foot.addWidget(self.begin)
        self._fields = QWidget()
        inside = QVBoxLayout(self._fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(fields)
        inside.addLayout(foot)
        self._known_row = QWidget()
        row = QHBoxLayout(self._known_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._known_words, 1)
        row.addWidget(self.known_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(self._known_row)
        column.addWidget(self._fields)


def _field(name: str) -> QLineEdit:
    """Make a field that says what belongs in it."""
    field = QLineEdit()
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    field.setToolTip(name)
    return field
