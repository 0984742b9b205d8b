"""打印: a paper as it will be printed, in the system's own preview; loaded when it is first asked for."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from desktop.model.export import Kind

if TYPE_CHECKING:
    from desktop.desk.press import Press


def preview(parent: QWidget, press: "Press", kind: Kind) -> None:
    """Gather a paper in a job, then show its pages; nothing is printed before the user says so."""
    press.prepared.connect(
        partial(show, parent, press, kind), Qt.ConnectionType(Qt.ConnectionType.SingleShotConnection.value)
    )
    press.prepare()


def show(parent: QWidget, press: "Press", kind: Kind, prepared: object) -> QPrintPreviewDialog:
    """Show the pages of what was gathered."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not QPrinterInfo.availablePrinterNames():
        # without any printer there is still a page to look at, and a file to print into
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setDocName(kind.value)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QCoreApplication.translate("printing", "打印预览：{0}").format(kind.value))
    dialog.paintRequested.connect(lambda device: press.paint(device, kind, prepared))
    dialog.resize(parent.size() * 0.8)
    dialog.show()
    return dialog
