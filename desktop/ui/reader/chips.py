"""The five chips that switch the layers of marks and show their counts."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.ui import theme
from desktop.ui.reader.marks import LAYER_NAMES, LAYERS

_SQUARE = 10
_GAP = 3


class LayerChips(QWidget):
    """One checkable chip a layer: 指标 问题 措施 疑点 空白."""

    toggled = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._chips: dict[str, QPushButton] = {}
        for layer in LAYERS:
            chip = QPushButton()
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setChecked(True)
            chip.setIconSize(QSize(_SQUARE + _GAP, _SQUARE))
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.toggled.connect(partial(self._on_toggled, layer))
            layout.addWidget(chip)
            self._chips[layer] = chip
        self._counts = dict.fromkeys(LAYERS, 0)
        theme.changed.connect(self._dress)
        self._dress()

    def chip(self, layer: str) -> QPushButton:
        """Give the button of a layer."""
        return self._chips[layer]

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many marks each layer holds."""
        self._counts.update(counts)
        self._dress()

    def set_on(self, layer: str, on: bool) -> None:
        """Switch a layer."""
        self._chips[layer].setChecked(on)

    def _on_toggled(self, layer: str, on: bool) -> None:
        self._dress()
        self.toggled.emit(layer, on)

    def _dress(self) -> None:
        """Write counts, tooltips and squares: filled is on, hollow is off."""
        for layer, chip in self._chips.items():
            name, count, on = self.tr(LAYER_NAMES[layer]), self._counts[layer], chip.isChecked()
            chip.setText(f"{name} {count}")
            chip.setIcon(_square(layer, on=on))
            hint = self.tr("隐藏") if on else self.tr("显示")
            chip.setToolTip(self.tr("{0}{1}（{2} 处）").format(hint, name, count))
            chip.setAccessibleName(self.tr("{0} {1} 处").format(name, count))


def _square(layer: str, *, on: bool) -> QIcon:
    """Draw a chip's colour square."""
    pixmap = QPixmap((_SQUARE + _GAP) * 2, _SQUARE * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = theme.colour(f"{layer}_line")
    painter.setPen(QPen(colour, 1.5))
    if on:
        painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(1, 1, _SQUARE - 2, _SQUARE - 2), 1.5, 1.5)
    painter.end()
    return QIcon(pixmap)
