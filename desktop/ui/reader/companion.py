"""另一份材料: a second document of the loop beside the report, with its own marks: source and answer at once."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.model.examination import Examination
from desktop.ui import theme
from desktop.ui.reader import page
from desktop.ui.reader.marks import Marks
from desktop.ui.reader.view import ReadingView


class Companion(QWidget):
    """Show one document more. Every offset is a code point of that document's text.

    ``mark_clicked`` carries where the mark starts; ``closed`` tells that the document was put away.
    """

    mark_clicked = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._examination: Examination | None = None
        self._zoom = 100
        self.title = QLabel()
        self.title.setProperty("role", "small")
        self.close_button = QPushButton(self.tr("收起"))
        self.close_button.setToolTip(self.tr("收起这份材料（Esc）"))
        self.close_button.clicked.connect(self.put_away)
        self.view = ReadingView()
        self.view.setAccessibleDescription(self.tr("点标注转到报告里对应的一处，Esc 收起"))
        self.view.mark_clicked.connect(lambda _kind, _names, start: self.mark_clicked.emit(start))
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        theme.changed.connect(self._typeset)
        self.hide()

    @property
    def document(self) -> str:
        """Name the document that is shown, by its sha256; "" for none."""
        return self._examination.report.sha256 if self._examination else ""

    def show_paper(self, words: str, examination: Examination, shown: set[str], zoom: int) -> None:
        """Show a document under these words, with the layers of marks that are ``shown``, at ``zoom`` percent."""
        self.title.setText(words)
        self.title.setToolTip(words)
        self.view.setAccessibleName(words)
        if examination is not self._examination or zoom != self._zoom:
            self._examination, self._zoom = examination, zoom
            self.view.underlay.marks = Marks(examination)
            self._typeset()
        self.view.underlay.marks.shown = set(shown)
        self.show()

    def reveal(self, start: int, end: int) -> None:
        """Bring a place into sight, frame it and let it light up."""
        self.view.reveal(start, end)
        self.view.focus_on((start, end), flash=True)

    def set_layer(self, layer: str, on: bool) -> None:
        """Show or hide the marks of a layer."""
        (self.view.underlay.marks.shown.add if on else self.view.underlay.marks.shown.discard)(layer)
        self.view.viewport().update()

    def put_away(self) -> None:
        """Show no second document."""
        self._examination = None
        self.hide()
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Put the document away by Esc, before the window takes the key for itself."""
        if (
            event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.put_away()
            return True
        return super().event(event)

    def _typeset(self) -> None:
        if self._examination is None:
            return
        top, report, zoom = self.view.top, self._examination.report, self._zoom / 100 * theme.scale()
        self.view.set_page(report.text, page.Setting(report, zoom), page.measure(zoom))
        self.view.scroll_to(top)
