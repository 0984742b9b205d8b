"""指标: every figure of the report; those no item uses can be let pass, with a reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from desktop.desk.figure_rows import CORRECTED, GROUPABLE, HEADERS, IGNORED, UNUSED
from desktop.ui.tables.pane import TablePane

_TAGS = (("", "全部"), (UNUSED, "未关联"), (IGNORED, "已忽略"), (CORRECTED, "已更正"))
_WIDTHS = (132, 100, 80, 60, 46, 112, 76)


class FiguresPane(TablePane):
    """``ignored`` carries starts and the reason, ``asked_again`` starts."""

    ignored = Signal(object, str)
    asked_again = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            "指标",
            HEADERS,
            groupable=GROUPABLE,
            tags=_TAGS,
            widths=_WIDTHS,
            stretched=(0,),
            lines=2,
            amounts=(1,),
            yielding=(HEADERS.index("所在"), HEADERS.index("性质"), HEADERS.index("对象")),
        )
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("忽略的原因，如：与本评价表无关"))
        self.reason.setAccessibleName(self.tr("忽略的原因"))
        self.reason.setToolTip(self.tr("忽略的原因；回车忽略所选的未关联指标（Enter）"))
        self.ignore = QPushButton(self.tr("忽略"))
        self.ignore.setToolTip(self.tr("把所选的未关联指标记为已忽略，并留下原因；可撤销"))
        self.again = QPushButton(self.tr("取消忽略"))
        self.again.setToolTip(self.tr("把所选的已忽略指标恢复为未关联"))
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(14, 8, 14, 10)
        row.setSpacing(8)
        row.addWidget(self.reason, 1)
        row.addWidget(self.ignore)
        row.addWidget(self.again)
        self.foot.addWidget(self._row)
        self.reason.returnPressed.connect(self._on_ignore)
        self.ignore.clicked.connect(self._on_ignore)
        self.again.clicked.connect(self._on_again)
        self.view.selectionModel().selectionChanged.connect(self._follow)
        self.table.dataChanged.connect(self._follow)
        self.table.modelReset.connect(self._follow)
        self._follow()

    def show_foot(self, on: bool) -> None:
        """Offer to ignore only while a review is open."""
        self._row.setVisible(on)

    def _starts(self, tag: str) -> tuple[int, ...]:
        return tuple(row.start for row in self.view.chosen if tag in row.tags)

    def _follow(self) -> None:
        self.ignore.setEnabled(bool(self._starts(UNUSED)))
        self.again.setEnabled(bool(self._starts(IGNORED)))

    def _on_ignore(self) -> None:
        starts, reason = self._starts(UNUSED), self.reason.text().strip()
        if not starts:
            self.said.emit(self.tr("先在表中选中未关联的指标。"))
        elif not reason:
            self.said.emit(self.tr("请写下忽略的原因，再按“忽略”。"))
            self.reason.setFocus()
        else:
            self.view.setFocus()  # the button that has it is about to have nothing to do
            self.ignored.emit(starts, reason)

    def _on_again(self) -> None:
        self.view.setFocus()
        self.asked_again.emit(self._starts(IGNORED))
