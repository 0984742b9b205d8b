"""更正识别的文字: what a page says, typed beside the very picture of it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.desk.pictures import PagePictures
from desktop.model.pages import Box, Pages
from desktop.ui import theme
from desktop.ui.dialogs.dialog import Dialog
from desktop.ui.reader.picture import draw

_WHO = "rewording"
_ASIDE, _AROUND = 80.0, 16.0
"""What is shown beside the words, and above and below them, in points of the page."""
_SCALE = 2.0
_LEAST, _MOST = 360, 760


class Clip(QWidget):
    """A part of a page's picture, with the words in it framed."""

    def __init__(self, pictures: PagePictures, pages: Pages, page: int, box: Box) -> None:
        super().__init__()
        self.setAccessibleName(_tr("这几个字在原页上的样子"))
        self._pictures, self._page, self._box = pictures, page, box
        self._sheet = pages.sheets[page - 1]
        self._width = round(self._sheet.width * _SCALE * self.devicePixelRatioF())
        wide = (box.right - box.left + 2 * _ASIDE) * _SCALE
        self.setFixedSize(
            QSize(round(min(max(wide, _LEAST), _MOST)), round((box.bottom - box.top + 2 * _AROUND) * _SCALE))
        )
        pictures.drawn.connect(self.update)
        pictures.want(_WHO, [(page, self._width)])

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the picture, once it is drawn."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), theme.paper("card"))
        left = min(self._box.left * _SCALE - _ASIDE, self._sheet.width * _SCALE - self.width())
        origin = max(left, 0.0), self._box.top * _SCALE - _AROUND * _SCALE
        picture = self._pictures.of(self._page, self._width)
        if picture is not None:
            whole = QRectF(-origin[0], -origin[1], self._sheet.width * _SCALE, self._sheet.height * _SCALE)
            draw(painter, whole, picture, self._sheet.skew)
        box = self._box
        painter.setClipRect(self.rect())
        painter.setPen(theme.paper("partial"))
        painter.drawRect(
            QRectF(
                box.left * _SCALE - origin[0] - 2,
                box.top * _SCALE - origin[1] - 2,
                (box.right - box.left) * _SCALE + 4,
                (box.bottom - box.top) * _SCALE + 4,
            )
        )
        painter.setPen(theme.hairline(painter))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def let_go(self) -> None:
        """Want no picture any more."""
        self._pictures.want(_WHO, [])


def ask_words(parent: QWidget, clip: Clip, recognised: str, words: str, take: Callable[[str], object]) -> QDialog:
    """Ask for what the page says where the program recognised something else; ``take`` is given the answer."""
    dialog = Dialog(parent, _tr("更正识别的文字"))
    field = QLineEdit(words)
    field.setAccessibleName(_tr("原页上的文字"))
    field.setToolTip(_tr("照原页上的字写，Enter 更正"))
    field.selectAll()
    was = QLabel(_tr("识别为：{0}").format(recognised))
    was.setTextFormat(Qt.TextFormat.PlainText)
    was.setWordWrap(True)
    told = QLabel(_tr("改后的字用于指标、研判和核对，记入案卷，可撤销；原识别结果保留。改回原字即取消更正。"))
    told.setProperty("role", "small")
    told.setWordWrap(True)
    buttons = QDialogButtonBox()
    accept = buttons.addButton(_tr("更正"), QDialogButtonBox.ButtonRole.AcceptRole)
    accept.setProperty("role", "primary")
    accept.setToolTip(_tr("按原页更正（Enter）"))
    accept.setDefault(True)
    close = buttons.addButton(_tr("不改"), QDialogButtonBox.ButtonRole.RejectRole)
    close.setToolTip(_tr("什么都不改（Esc）"))

    def on_accepted() -> None:
        given = field.text()
        dialog.close()
        if given != words:
            take(given)

    buttons.accepted.connect(on_accepted)
    buttons.rejected.connect(dialog.close)
    dialog.finished.connect(clip.let_go)
    row = QHBoxLayout()
    row.addWidget(QLabel(_tr("原页上是：")))
    row.addWidget(field, 1)
    column = QVBoxLayout(dialog)
    column.setSpacing(10)
    for part in (clip, was):
        column.addWidget(part)
    column.addLayout(row)
    column.addWidget(told)
    column.addWidget(buttons)
    dialog.show()
    field.setFocus()
    return dialog


def _tr(words: str) -> str:
    return QCoreApplication.translate("rewording", words)
