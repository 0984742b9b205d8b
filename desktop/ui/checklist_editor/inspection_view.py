"""自检: what is worth a second look, in groups; each line leads to its place. It advises and never forbids."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.desk import accounts
from desktop.desk.desk import Desk
from desktop.model.checklist import number_of
from desktop.model.concern import Concern, ConcernKind
from desktop.ui.dialogs.dialog import Dialog

_SIZE = (640, 520)
_AT = Qt.ItemDataRole.UserRole


class InspectionView(Dialog):
    """List the concerns of the open review; with ``go_on``, ask whether to do what was about to be done."""

    place_asked = Signal(int, int)

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, go_on: Callable[[], object] | None = None, words: str = ""
    ) -> None:
        super().__init__(parent, self.tr("自检"), _SIZE)
        self._desk, self._go_on = desk, go_on
        self._concerns: Sequence[Concern] = ()
        self.head = QLabel()
        self.head.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(self.tr("自检结果"))
        self.tree.setAccessibleDescription(self.tr("单击或按 Enter，转到那一处"))
        self.tree.setUniformRowHeights(True)
        self.tree.itemClicked.connect(self._on_line)
        self.tree.itemActivated.connect(self._on_line)
        self.again = QPushButton(self.tr("再查一次"))
        self.again.setToolTip(self.tr("按现在的评分重新检查"))
        self.again.clicked.connect(self.refresh)
        self.silence = QCheckBox(self.tr("关闭时不再自检"))
        self.silence.hide()
        self.proceed = QPushButton(words)
        self.proceed.setToolTip(self.tr("不改了，照样做下去"))
        self.proceed.setVisible(go_on is not None)
        self.proceed.clicked.connect(self._on_proceed)
        self.back = self.closing(self.tr("先去看看") if go_on is not None else "")
        self.back.setDefault(True)
        desk.changed.connect(self.refresh)
        desk.closed.connect(self.close)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.again)
        foot.addWidget(self.silence)
        foot.addStretch(1)
        foot.addWidget(self.proceed)
        foot.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)
        self.refresh()

    @property
    def concerns(self) -> Sequence[Concern]:
        """Give what is listed."""
        return self._concerns

    def offer_silence(self, chosen: Callable[[bool], object]) -> None:
        """Offer not to be shown again at this occasion."""
        self.silence.show()
        self.silence.toggled.connect(chosen)

    def refresh(self) -> None:
        """Go over the review again; groups that were shut stay shut."""
        shut = {self._kind(n) for n in range(self.tree.topLevelItemCount()) if not self._top(n).isExpanded()}
        self._concerns = accounts.concerns(self._desk)
        self.tree.clear()
        for kind in ConcernKind:
            found = [(at, concern) for at, concern in enumerate(self._concerns) if concern.kind is kind]
            if not found:
                continue
            top = QTreeWidgetItem([self.tr("{0}（{1}）").format(kind.value, len(found))])
            top.setData(0, _AT, -1)
            font = QFont(self.tree.font())
            font.setBold(True)
            top.setFont(0, font)
            for at, concern in found:
                where = f"{number_of(concern.item)}{f'／{concern.subject[:20]}' if concern.subject else ''}"
                row = QTreeWidgetItem([f"{where}　{concern.says}"])
                row.setToolTip(0, concern.says)
                row.setData(0, _AT, at)
                top.addChild(row)
            self.tree.addTopLevelItem(top)
            top.setExpanded(kind.value not in shut)
        if self._concerns:
            self.head.setText(
                self.tr("有 {0} 处值得再看一眼，点一行就到那一处；只作提醒。").format(len(self._concerns))
            )
        else:
            self.head.setText(self.tr("没有发现要再看的地方。"))

    def _top(self, at: int) -> QTreeWidgetItem:
        top = self.tree.topLevelItem(at)
        assert top is not None
        return top

    def _kind(self, at: int) -> str:
        return self._top(at).text(0).rpartition("（")[0]

    def _on_line(self, row: QTreeWidgetItem) -> None:
        """Lead to the place of a line."""
        at = row.data(0, _AT)
        if at is None or at < 0:
            return
        concern = self._concerns[at]
        self._desk.choose_item(concern.item, concern.subject)
        if concern.place is not None:
            self.place_asked.emit(*concern.place)

    def _on_proceed(self) -> None:
        """Do what was about to be done."""
        go_on = self._go_on
        self.close()
        if go_on is not None:
            go_on()
