"""打印: a paper as it will be printed, in the system's own preview; loaded when it is first asked for."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox, QGraphicsView, QLineEdit, QWidget, QWidgetAction

from desktop.model.export import Kind

if TYPE_CHECKING:
    from desktop.desk.press import Press


def preview(parent: QWidget, press: "Press", kind: Kind) -> None:
    """Gather a paper in a job, then show its pages; nothing is printed before the user says so."""
    press.prepared.connect(
        partial(show, parent, press, kind), Qt.ConnectionType(Qt.ConnectionType.SingleShotConnection.value)
    )
    press.prepare(kind)


class Preview(QPrintPreviewDialog):
    """The system's preview; it stays while its pages are being painted."""

    def __init__(self, printer: QPrinter, press: "Press", kind: Kind, prepared: object, parent: QWidget) -> None:
        super().__init__(printer, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_tr("打印预览：{0}").format(kind.value))
        self._press = press
        # the dialog holds no printer, and its pages go with it
        self._printer = printer
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


def show(parent: QWidget, press: "Press", kind: Kind, prepared: object) -> Preview:
    """Show the pages of what was gathered."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not QPrinterInfo.availablePrinterNames():
        # without any printer there is still a page to look at, and a file to print into
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setDocName(kind.value)
    dialog = Preview(printer, press, kind, prepared, parent)
    dialog.resize(parent.size() * 0.8)
    dialog.show()
    return dialog


def _tr(words: str) -> str:
    return QCoreApplication.translate("printing", words)
