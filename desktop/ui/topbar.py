"""The bar over everything: menu, what is open, the layers, undo, export."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from desktop.ui import actions, icons, theme
from desktop.ui.buttons import KeyButton
from desktop.ui.reader.chips import LayerChips

_ROOMY, _LEAST = 900, 640
"""Pixels from which the layers are named and 查找 is offered, and the fewest: two windows fit beside each other."""


class TopBar(QWidget):
    """Show what is open, and offer what is done most; ``export_asked`` carries the kind of paper."""

    export_asked = Signal(object)

    def __init__(self, table: dict[str, QAction], find: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.chips = LayerChips()
        self._names, self._open = ("", ""), True
        self._title = QLabel()
        theme.write(self._title, 15, bold=True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._detail = QLabel()
        self._detail.setProperty("role", "soft")
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._title, self._detail):
            label.setMinimumWidth(1)
        self._find = KeyButton(self.tr("查找"), "Ctrl+F")
        self._find.clicked.connect(find.trigger)
        self._undo = _icon_button(table["undo"])
        self._redo = _icon_button(table["redo"])
        self.export = QPushButton(self.tr("导出…"))
        self.export.setProperty("role", "primary")
        self.papers = QMenu(self.export)
        self.papers.aboutToShow.connect(self._list_papers)
        self.export.setMenu(self.papers)
        self.export.setStyleSheet("QPushButton::menu-indicator { image: none; }")
        # Its sign stands behind its words; a menu would take that direction over.
        self.export.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.papers.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        icons.dress(self.export, "down", "on_ink")
        self._actions = table
        self._dress()
        theme.changed.connect(self._dress)
        self._mirror(table["export"], self.export)
        self._tools: tuple[QWidget, ...] = (self.chips, self._find, self._undo, self._redo, self.export)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._menu(table))
        row.addWidget(self._title)
        row.addWidget(self._detail)
        row.addStretch(1)
        for tool in self._tools:
            row.addWidget(tool)

    def show_title(self, title: str, detail: str) -> None:
        """Name what is open."""
        self._names = (title, detail)
        self._fit()
        for label in (self._title, self._detail):
            label.setToolTip("\n".join(filter(None, self._names)))

    def show_reading(self, open_: bool) -> None:
        """Show the tools of reading only while something is open."""
        self._open = open_
        for tool in self._tools:
            tool.setVisible(open_)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Take less room than all its tools would, and leave out what can be spared."""
        return QSize(theme.px(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the names to the room they have."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Cut the names anew when the tools beside them have grown; a bar must never widen its window."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Write the names as far as they fit, the title first; a narrow bar shows fewer words."""
        roomy = self.width() >= theme.px(_ROOMY)
        self.chips.show_words(roomy)
        self._find.setVisible(self._open and roomy)
        room = self.width() - self._tools_width() - theme.px(72)
        title, detail = self._names
        self._title.setText(self._title.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, max(room, 80)))
        room -= self._title.fontMetrics().horizontalAdvance(title) + 8
        self._detail.setText(self._detail.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, room))
        self._detail.setVisible(bool(detail) and room > 60)

    def _tools_width(self) -> int:
        """Measure what stands at the right."""
        shown = [tool for tool in self._tools if not tool.isHidden()]
        return sum(tool.sizeHint().width() + 8 for tool in shown)

    def _menu(self, table: dict[str, QAction]) -> QToolButton:
        """Make the button that opens every action, in the groups of the table."""
        button = QToolButton()
        button.setProperty("role", "flat")
        icons.dress(button, "menu")
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        button.setToolTip(self.tr("菜单（F10）"))
        button.setAccessibleName(self.tr("菜单"))
        button.setShortcut("F10")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = self.menu = QMenu(button)
        self.menus: dict[str, QMenu] = {}
        for entry in actions.TABLE:
            if entry.id == "escape":
                continue
            group = self.menus.get(entry.menu)
            if group is None:
                group = self.menus[entry.menu] = menu.addMenu(self.tr(entry.menu))
            if entry.id in ("quit", "take", "theme_light", "doubt", "preferences", "zoom_in"):
                group.addSeparator()
            group.addAction(table[entry.id])
        button.setMenu(menu)
        return button

    def _list_papers(self) -> None:
        """Offer every kind of paper with what it is for; what knows them is loaded only now."""
        from desktop.ui.dialogs.export import TOLD

        self.papers.clear()
        for kind, told in TOLD.items():
            action = self.papers.addAction(f"{kind.value}\t{self.tr(told)}")
            action.triggered.connect(lambda *_, kind=kind: self.export_asked.emit(kind))

    def _dress(self) -> None:
        """Draw the icons in the colours and the size on screen."""
        for name, button in (("undo", self._undo), ("redo", self._redo)):
            self._actions[name].setIcon(icons.icon(name))
            button.setIconSize(QSize(theme.px(icons.SIDE), theme.px(icons.SIDE)))

    def _mirror(self, action: QAction, button: QPushButton) -> None:
        """Let a button follow its action."""

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.toolTip())

        action.changed.connect(follow)
        follow()


def _icon_button(action: QAction) -> QToolButton:
    """Make a button of an action that shows an icon alone."""
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
    return button
