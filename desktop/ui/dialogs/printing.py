"""打印: a paper as it will be printed, in the system's own preview; loaded when it is first asked for."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QPageLayout
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QGraphicsView, QLineEdit, QToolBar, QWidget, QWidgetAction

from desktop.model.export import Kind
from desktop.ui import icons, theme

if TYPE_CHECKING:
    from desktop.desk.press import Press

_SIDE = 18
_ICONS = (
    *("forward", "back", "first", "last", "fit-width", "fit-page", "zoom-in", "zoom-out"),
    *("portrait", "landscape", "page", "pages", "overview", "print", "settings"),
)
"""The icons of the preview's buttons, in the order in which Qt makes them."""


def preview(parent: QWidget, press: "Press", kind: Kind) -> None:
    """Gather a paper in a job, then show its pages; nothing is printed before the user says so."""
    press.prepared.connect(
        partial(show, parent, press, kind), Qt.ConnectionType(Qt.ConnectionType.SingleShotConnection.value)
    )
    press.prepare(kind)


class Preview(QPrintPreviewDialog):
    """The system's preview, dressed as the rest of the program."""

    def __init__(
        self, title: str, parent: QWidget, turned: QPageLayout.Orientation = QPageLayout.Orientation.Portrait
    ) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not QPrinterInfo.availablePrinterNames():
            # without any printer there is still a page to look at, and a file to print into
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setPageOrientation(turned)
        printer.setDocName(title)
        super().__init__(printer, parent)
        # the dialog holds no printer, and its pages go with it
        self._printer = printer
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_tr("打印预览：{0}").format(title))
        for action in self.findChildren(QWidgetAction):
            # the zoom it would show is that of the printer's dots, 4 % for a whole page; − and + stay
            if isinstance(action.defaultWidget(), QComboBox):
                action.setVisible(False)
        for field in self.findChildren(QLineEdit):
            field.setAccessibleName(_tr("页码"))
            field.setToolTip(_tr("输入页码，按 Enter 到那一页"))
        for pages in self.findChildren(QGraphicsView):
            pages.setAccessibleName(_tr("打印页"))
            pages.setAccessibleDescription(_tr("方向键和翻页键滚动"))
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        """Draw its buttons in the colours on screen: its own are dark ones, made for light windows."""
        actions = (action for action in self.findChildren(QAction) if action.text())
        for action, name in zip(actions, _ICONS, strict=False):
            action.setIcon(icons.icon(name, side=_SIDE))
        for bar in self.findChildren(QToolBar):
            bar.setIconSize(QSize(theme.px(_SIDE), theme.px(_SIDE)))


class PaperPreview(Preview):
    """A paper's preview; it stays while its pages are being painted."""

    def __init__(self, press: "Press", kind: Kind, prepared: object, parent: QWidget) -> None:
        super().__init__(kind.value, parent)
        self._press = press
        self.paintRequested.connect(lambda device: press.paint(device, kind, prepared))

    def done(self, result: int) -> None:
        """Close, unless the painting returns to it."""
        if not self._press.painting:
            super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless the painting returns to it."""
        if self._press.painting:
            event.ignore()
        else:
            super().closeEvent(event)


def show(parent: QWidget, press: "Press", kind: Kind, prepared: object) -> PaperPreview:
    """Show the pages of what was gathered."""
    dialog = PaperPreview(press, kind, prepared, parent)
    dialog.resize(parent.size() * 0.8)
    dialog.show()
    return dialog


def _tr(words: str) -> str:
    return QCoreApplication.translate("printing", words)
