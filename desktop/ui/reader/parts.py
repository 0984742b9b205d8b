"""文件里的报告: which document of a file that holds several is looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.choice_box import ChoiceBox


class PartChooser(QWidget):
    """Offer the documents of a file, each as a view of its own; ``asked`` carries the number of one, -1 is all."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = ChoiceBox()
        self.box.setAccessibleName(self.tr("文件里的报告"))
        self.box.setToolTip(self.tr("看文件里的哪一份报告"))
        self.box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.currentIndexChanged.connect(lambda at: self.asked.emit(self.box.itemData(at)))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 0)
        row.addWidget(self.box)
        self.hide()

    def offer(self, titles: Sequence[str], shown: int) -> None:
        """Offer documents by their titles where there are several; ``shown`` is looked at."""
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItem(self.tr("全文（{0} 份报告）").format(len(titles)), -1)
            for number, title in enumerate(titles):
                self.box.addItem(title, number)
                self.box.setItemData(number + 1, title, Qt.ItemDataRole.ToolTipRole)
            self.box.setCurrentIndex(shown + 1)
        self.setVisible(len(titles) > 1)
