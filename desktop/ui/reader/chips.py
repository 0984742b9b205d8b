"""The five chips that switch the layers of marks and show their counts."""

from functools import cache, partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.ui import icons, theme
from desktop.ui.reader import painting
from desktop.ui.reader.marks import LAYER_NAMES, LAYERS

_SAMPLE, _GAP = (20, 14), 4
"""Pixels of the sample of a mark that a chip bears, and of the room behind it."""


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
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.toggled.connect(partial(self._on_toggled, layer))
            layout.addWidget(chip)
            self._chips[layer] = chip
        self._counts: dict[str, int] = {}
        self._words = True
        theme.changed.connect(self._dress)
        self._dress()

    def chip(self, layer: str) -> QPushButton:
        """Give the button of a layer."""
        return self._chips[layer]

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many marks each layer holds; none are told of a layer that is not read yet."""
        self._counts = counts
        self._dress()

    def show_words(self, shown: bool) -> None:
        """Name the layers beside their samples, or let these and the counts do where there is no room."""
        if shown is not self._words:
            self._words = shown
            self._dress()

    def set_on(self, layer: str, on: bool) -> None:
        """Switch a layer."""
        self._chips[layer].setChecked(on)

    def _on_toggled(self, layer: str, on: bool) -> None:
        self._dress()
        self.toggled.emit(layer, on)

    def _dress(self) -> None:
        """Write counts, tooltips and samples: painted is on, empty is off."""
        for at, (layer, chip) in enumerate(self._chips.items(), 1):
            name, count, on = self.tr(LAYER_NAMES[layer]), self._counts.get(layer), chip.isChecked()
            told = "" if count is None else self.tr("，{0} 处").format(count)
            number = "…" if count is None else str(count)
            chip.setText(f"{name} {number}" if self._words else number)
            # With every other text Qt forgets the key.
            chip.setShortcut(f"Alt+{at}")
            chip.setIconSize(QSize(theme.px(_SAMPLE[0]), theme.px(_SAMPLE[1])))
            chip.setIcon(_sample(layer, theme.shown(), theme.scale(), on=on))
            hint = self.tr("隐藏") if on else self.tr("显示")
            chip.setToolTip(self.tr("{0}{1}{2}（Alt+{3}）").format(hint, name, told, at))
            chip.setAccessibleName(name if count is None else self.tr("{0} {1} 处").format(name, count))


@cache
def _sample(layer: str, _theme: str, _scale: float, *, on: bool) -> QIcon:
    """Draw what the marks of a layer look like, cue and all; an empty frame while they are hidden.

    Drawn once for each theme and size of text.
    """
    width, height = theme.px(_SAMPLE[0]), theme.px(_SAMPLE[1])
    made = QIcon()
    for ratio in icons.RATIOS:
        pixmap = QPixmap(round(width * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        place = QRectF(0, 1, width - theme.px(_GAP), height - 3)
        if on:
            painting.paint_mark(painter, layer, place)
        else:
            painter.setPen(theme.hairline(painter, "grip"))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
        made.addPixmap(pixmap)
    return made
