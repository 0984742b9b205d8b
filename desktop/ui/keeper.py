"""Where things stand in a window, kept with its case: page, layers, tab, tables, filters, branches, card, note."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

_READER_PLACES = ("at", "zoom", "hidden", "mode", "sheet_zoom", "tab")


class Keeper(QObject):
    """Keep the places of one window, and stand there again when a case is opened."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._bookmark = window, window.desk.bookmark
        self._tree_at: int | None = None
        self._left_item = ""
        window.reader.place_changed.connect(self._on_page_moved)
        window.topbar.chips.toggled.connect(self._on_page_moved)
        window.checklist.looked.connect(self._on_looked)
        window.tree.branched.connect(self._on_branched)
        window.tree.verticalScrollBar().valueChanged.connect(self._on_tree_scrolled)
        window.panel.note_form.drafted.connect(self._on_drafted)
        window.panel.looked.connect(self._on_panel_looked)
        window.desk.item_chosen.connect(self._on_item_chosen)
        window.desk.suggested.connect(self._on_suggested)

    def restore(self) -> None:
        """Stand where the case was left; the checklist is scrolled when its item is chosen."""
        window, places = self._window, self._bookmark.places
        if "reader_at" in places:
            window.reader.restore(
                {name: places[f"reader_{name}"] for name in _READER_PLACES if f"reader_{name}" in places}
            )
            for layer in window.reader.layer_counts():
                window.topbar.chips.set_on(layer, layer not in str(places.get("reader_hidden", "")).split(","))
        window.side.restore()
        if "look" in places:
            window.checklist.restore(str(places["look"]))
        window.tree.close_headings(str(places.get("closed", "")).splitlines())
        window.panel.note_form.take_up(str(places.get("note", "")))
        self._tree_at = int(places.get("tree_at", 0))
        self._left_item = str(places.get("item", ""))

    def _on_page_moved(self) -> None:
        self._bookmark.keep(**{f"reader_{name}": value for name, value in self._window.reader.place().items()})

    def _on_looked(self) -> None:
        self._bookmark.keep(look=self._window.checklist.look())

    def _on_branched(self) -> None:
        self._bookmark.keep(closed="\n".join(self._window.tree.closed))

    def _on_tree_scrolled(self, at: int) -> None:
        self._bookmark.keep(tree_at=at)

    def _on_drafted(self) -> None:
        self._bookmark.keep(note=self._window.panel.note_form.draft())

    def _on_panel_looked(self) -> None:
        item = self._window.desk.item
        if item is not None and item.id != self._left_item:
            self._bookmark.keep(**self._window.panel.place())

    def _on_suggested(self) -> None:
        """Stand at the card where the case was left, now that all cards are there, unless one has gone on already."""
        left, self._left_item = self._left_item, ""
        item, places = self._window.desk.item, self._bookmark.places
        if left and item is not None and item.id == left:
            self._window.panel.restore(str(places.get("card", "")), int(places.get("panel_at", 0)))

    def _on_item_chosen(self) -> None:
        """Scroll the checklist as it was, once after a case was opened."""
        if self._tree_at is not None:
            at, self._tree_at = self._tree_at, None
            self._window.tree.verticalScrollBar().setValue(at)
