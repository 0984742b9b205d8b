"""A review begins: which checklist lies beside the report until then, and what is done once its case file is there."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer

from desktop.desk.reading import Offer, Reading
from desktop.model.checklist import Checklist
from desktop.model.replay import Timeline
from desktop.model.review import About, Review
from desktop.storage.casefile import CaseFile

if TYPE_CHECKING:
    from desktop.desk.desk import Desk


class Beginning(QObject):
    """Lay checklists beside the report on a desk, and begin its review with one of them."""

    def __init__(self, desk: "Desk", reading: Reading) -> None:
        super().__init__(desk)
        self._desk, self._reading = desk, reading
        reading.offered.connect(self._on_offered)

    def show_checklist(self, checklist: str) -> None:
        """Lay another checklist beside the report, before a review is begun."""
        chosen = self._on_offer(checklist)
        if chosen is not None:
            self._desk.lay_checklist(chosen)
            self._look_at(chosen)

    def offer_again(self) -> None:
        """Look at the shelf again before a review is begun: its checklists have changed."""
        desk = self._desk
        if desk.report is not None and desk.examination is not None and desk.ledger is None:
            self._reading.ask_offer(desk.report)

    def start(self, about: About, folder: Path | None = None) -> bool:
        """Begin a review with the checklist shown; True says that its case file is there or is being made.

        Why its place cannot be written is told.
        """
        desk = self._desk
        if desk.opened_report is None or desk.checklist is None or desk.ledger:
            return False
        review = Review(id=uuid4().hex[:12], checklist=desk.checklist.id, about=about)
        return desk.porter.make_case(desk.opened_report, desk.checklist, review, folder or desk.settings.cases)

    def lay_case(self, file: CaseFile, checklist: Checklist, review: Review, at: datetime) -> bool:
        """Go on in the case file of a review that begins with the report on the desk."""
        desk = self._desk
        self.show_checklist(checklist.id)
        desk.begun_with = checklist
        desk.hold(file, Timeline(review=review))
        desk.bookmark.lay(desk.bookmark.places, desk.ledger)
        desk.started.emit()
        desk.saved.emit(at.strftime("%H:%M:%S"))
        desk.bookmark.keep(item=desk.item.id if desk.item else "")
        desk.memory.prefer(reviewer=review.about.reviewer)
        # The recent list is a small file, but a disk takes its time to promise that it is written.
        QTimer.singleShot(0, self, desk.remember)
        return True

    def _on_offered(self, offer: Offer) -> None:
        """Offer the checklists, the likeliest laid beside the report unless another one already is."""
        desk = self._desk
        held = desk.checklist.id if desk.checklist else ""
        if any(checklist.id == held for checklist in offer.checklists):
            offer = offer.model_copy(update={"likely": held})
        desk.offered.emit(offer)
        for fault in offer.faults:
            desk.said.emit("error", fault)
        likely = self._on_offer(offer.likely)
        if likely is not None:
            desk.lay_checklist(likely)
            # The tree is painted first: with the item's panel it would be one long block.
            QTimer.singleShot(0, self, lambda: self._look_at(likely))

    def _on_offer(self, checklist: str) -> Checklist | None:
        """Find a checklist that can be laid beside the report now, and does not lie there."""
        desk = self._desk
        chosen = next((c for c in desk.offer.checklists if c.id == checklist), None) if desk.offer else None
        free = desk.ledger is None and desk.examination is not None and chosen is not desk.checklist
        return chosen if free else None

    def _look_at(self, checklist: Checklist) -> None:
        """Choose the first item of a checklist that is shown, unless one was, and ask for suggestions."""
        desk = self._desk
        if desk.checklist is checklist:
            desk.choose_item(desk.item.id if desk.item else "")
            self._reading.suggest(checklist)
