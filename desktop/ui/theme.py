"""Colours, fonts and the style sheet of the window, from the palette in resources/themes."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QWidget

from desktop import paths

FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "sans-serif",
)
INTERFACE_PX = 13
"""Pixels of interface text where the system's own is no larger; every length beside text is meant for it."""
_MOST = 2.25
_GROWS = re.compile(r"\b(\d{2,})px")
_NAMES = ("light", "dark")


@dataclass(frozen=True)
class Theme:
    """One set of colours: token name to ``#RRGGBB``."""

    name: str
    tokens: dict[str, str]


class _Bell(QObject):
    """Ring when the colours or the size of text have changed."""

    changed = Signal()


_bell = _Bell()
changed = _bell.changed
_chosen = "light"
_shown = "light"
_reading = ""
_scale = 1.0
_listening: set[int] = set()


@cache
def load(name: str) -> Theme:
    """Read the tokens of ``light`` or ``dark``."""
    palette = tomllib.loads(paths.resource("themes", "palette.toml").read_text(encoding="utf-8"))
    return Theme(name, {token: pair[_NAMES.index(name)] for token, pair in palette.items()})


def shown() -> str:
    """Tell which theme is on screen: ``light`` or ``dark``."""
    return _shown


def colour(token: str) -> QColor:
    """Give a token's colour in the theme on screen."""
    return QColor(_colour(_shown, token))


def paper(token: str) -> QColor:
    """Give a token's colour for what lies on white paper, whatever theme is on screen."""
    return QColor(_colour("light", token))


@cache
def _colour(name: str, token: str) -> QColor:
    """Read a token's colour in a theme; a page of marks asks for a hundred."""
    return QColor(load(name).tokens[token])


def apply(app: QApplication, name: str) -> None:
    """Dress the program in ``light``, ``dark`` or ``system``, which follows the desktop live."""
    choose(app, name)
    dress(app)


def choose(app: QApplication, name: str) -> None:
    """Take ``light``, ``dark`` or ``system`` with its colours and fonts, and leave the style sheet to ``dress``.

    A style sheet is worked out anew for every widget that is put into another, so a start builds its window first.
    """
    global _chosen, _shown
    _chosen = name
    hints = app.styleHints()
    if id(app) not in _listening:
        _listening.add(id(app))
        app.setStyle("Fusion")
        fit(_system())
        app.setFont(font(INTERFACE_PX))
        hints.colorSchemeChanged.connect(_on_scheme_changed)
    if name == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if name == "dark" else Qt.ColorScheme.Light)
    dark = _chosen == "dark" or (_chosen == "system" and hints.colorScheme() is Qt.ColorScheme.Dark)
    _shown = "dark" if dark else "light"
    app.setPalette(_palette())
    app.setPalette(_boxed(), "QCheckBox")  # type: ignore[arg-type]  # PySide takes text, its stub wants bytes


def dress(app: QApplication) -> None:
    """Put on the style sheet of the theme that was chosen."""
    app.setStyleSheet(_sheet(_shown, _scale))
    changed.emit()


def fit(system: float) -> None:
    """Make interface text as large as the system's own, ``system`` pixels high, and never smaller than 13."""
    global _scale
    _scale = min(max(round(system), INTERFACE_PX) / INTERFACE_PX, _MOST)


def refit(app: QApplication) -> None:
    """Let text grow or shrink with the system's own, where that was changed while the program runs."""
    before = _scale
    fit(_system())
    if _scale != before:
        app.setFont(font(INTERFACE_PX))
        dress(app)


def size(setter: Callable[..., object], *lengths: float) -> None:
    """Call a widget's own setter with ``lengths`` in the size of text, now and whenever that changes."""
    _Grower(setter, lambda: setter(*map(px, lengths)))


def write(widget: QWidget, pixels: float, *, bold: bool = False) -> None:
    """Give a widget a font of ``pixels`` in the size of text, now and whenever that changes."""
    _Grower(widget.setFont, lambda: widget.setFont(font(pixels, bold=bold)))


class _Grower(QObject):
    """Size a widget anew when text has grown; it lives and dies with the widget.

    After every style sheet, for with another one Qt gives widgets back the fonts that they had before the first.
    """

    def __init__(self, setter: Callable[..., object], measure: Callable[[], object]) -> None:
        super().__init__(setter.__self__)  # type: ignore[attr-defined]
        self._measure = measure
        changed.connect(self.measure)
        measure()

    def measure(self) -> None:
        """Size the widget."""
        self._measure()


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget of which a property has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def scale() -> float:
    """Tell how many times larger the system wants its text."""
    return _scale


def px(length: float) -> int:
    """Give the pixels of a length that is meant for interface text of 13."""
    return round(length * _scale)


def hairline(painter: QPainter, token: str = "line") -> QPen:
    """Make a pen of whole pixels of the screen: at 125 % a line of one logical pixel is one here and two there."""
    ratio = painter.device().devicePixelRatioF()
    return QPen(colour(token), max(1, int(ratio)) / ratio)


def font(pixels: float, *, bold: bool = False) -> QFont:
    """Make a font of the interface's families; ``pixels`` is what it is where interface text is 13."""
    return _made(px(pixels), bold=bold)


def read_in(family: str) -> None:
    """Choose the family that reports are set in, empty for the interface's."""
    global _reading
    if family != _reading:
        _reading = family
        changed.emit()


def reading_font(pixels: float, *, bold: bool = False) -> QFont:
    """Make a font for the report's page, of just so many pixels."""
    made = _made(pixels, bold=bold)
    if _reading:
        made.setFamilies([_reading, *FAMILIES])
    return made


def _made(pixels: float, *, bold: bool) -> QFont:
    """Make a font; a fraction of pixels is known to QFont only in points."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    if pixels == int(pixels):
        made.setPixelSize(int(pixels))
    else:
        screen = QGuiApplication.primaryScreen()
        made.setPointSizeF(pixels * 72 / (screen.logicalDotsPerInchY() if screen else 96))
    made.setBold(bold)
    return made


def _system() -> int:
    """Tell how high the system's own text is, in pixels."""
    return QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()


def _on_scheme_changed() -> None:
    app = QApplication.instance()
    if _chosen == "system" and isinstance(app, QApplication):
        apply(app, _chosen)


@cache
def _sheet(name: str, scale: float) -> str:
    """Fill the style sheet with a theme's colours, its lengths scaled but for hairlines and corners."""
    text = paths.resource("themes", "window.qss").read_text(encoding="utf-8")
    sized = _GROWS.sub(lambda length: f"{round(int(length[1]) * scale)}px", text)
    return Template(sized).substitute(load(name).tokens)


def _boxed() -> QPalette:
    """Give the palette of check boxes: Fusion draws their edge 1.4 times darker, then 1.1 lighter than ``Window``."""
    palette = _palette()
    palette.setColor(QPalette.ColorRole.Window, colour("grip").lighter(128))
    return palette


def _palette() -> QPalette:
    """Build the palette that Fusion and custom painters see."""
    role = QPalette.ColorRole
    tokens = {
        role.Window: "window",
        role.WindowText: "text",
        role.Base: "card",
        role.AlternateBase: "pane",
        role.Text: "text",
        role.Button: "card",
        role.ButtonText: "text",
        role.BrightText: "not_met",
        role.Highlight: "ink",
        role.HighlightedText: "on_ink",
        role.Accent: "ink",
        role.Link: "ink",
        role.LinkVisited: "ink",
        role.ToolTipBase: "card",
        role.ToolTipText: "text",
        role.PlaceholderText: "soft",
        role.Light: "card",
        role.Midlight: "line",
        role.Mid: "line",
        role.Dark: "line",
        role.Shadow: "line",
    }
    palette = QPalette()
    for where, token in tokens.items():
        palette.setColor(where, colour(token))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, colour("soft"))
    return palette
