"""What can be said of the items and marks of what lies on a desk."""

from typing import TYPE_CHECKING

from desktop.desk.evidence_model import EvidenceRow, evidence_rows, lost_quotes, near_lost
from desktop.desk.links import items_using, unused_figures
from desktop.desk.past import PastStep, past
from desktop.desk.templates import Facts, facts, filled
from desktop.model.comment import Comment, found
from desktop.model.review import Quote
from desktop.model.verdict import Suggestion

if TYPE_CHECKING:
    from desktop.desk.desk import Desk


class Answers:
    """Answer for one desk; every answer is of this moment."""

    def __init__(self, desk: "Desk") -> None:
        """Answer for this desk."""
        self._desk = desk

    def suggestion(self, item: str) -> Suggestion | None:
        """Give what is suggested for an item."""
        return self._desk.suggestion_of.get(item)

    def evidence(self, item: str) -> tuple[EvidenceRow, ...]:
        """List an item's evidence, confirmed and suggested."""
        desk = self._desk
        if desk.report is None or desk.places is None:
            return ()
        suggestion = self.suggestion(item)
        lost = [entry for entry in self.lost if (entry.item, entry.subject) == (item, desk.topics.of(item))]
        candidates = (*near_lost(desk.report, lost), *(suggestion.evidence if suggestion else ()))
        key, read = (item, desk.topics.of(item)), desk.examination
        rewords = read.report.rewords if read else ()
        return evidence_rows(desk.review, key, desk.report.sha256, candidates, desk.places, rewords)

    def comments(self, typed: str, most: int) -> tuple[Comment, ...]:
        """Find reasons to use again for the chosen item, templates filled with the figures linked to it."""
        desk, item = self._desk, self._desk.item
        if item is None:
            return ()
        offered = tuple(filled(desk.memory.comments.comments, self._facts(item.id), item.id))
        first = found(offered, typed, item.id, most)
        if typed:
            return first
        # With nothing typed to choose by, a figure's many sentences leave room for the others.
        plain = found((comment for comment in offered if not comment.item or comment.own), "", item.id, most // 2)
        return tuple(dict.fromkeys((*first[: most - len(plain)], *plain)))

    def filled(self, comment: Comment) -> tuple[str, ...]:
        """Write a reason as it is offered for the chosen item; nothing where its fields cannot be filled."""
        item = self._desk.item
        return tuple(c.text for c in filled((comment,), self._facts(item.id), item.id)) if item is not None else ()

    def past(self, item: str) -> tuple[PastStep, ...]:
        """List what was done to an item for the subject looked at, the last first."""
        ledger = self._desk.ledger
        if ledger is None or not ledger.flush():
            return ()
        key = (item, self._desk.topics.of(item))
        return past(ledger.file.initial(ledger.review.id), ledger.file.history(ledger.review.id), key)

    def _facts(self, item: str) -> tuple[Facts, ...]:
        """Say what is known of the figures linked to an item."""
        desk, suggestion = self._desk, self.suggestion(item)
        if desk.examination is None or desk.places is None:
            return ()
        outcomes = suggestion.verdict.outcomes if suggestion else ()
        spans = [row.span for row in self.evidence(item) if row.confirmed and row.span]
        return facts(outcomes, spans, desk.examination, desk.places)

    @property
    def lost(self) -> tuple[Quote, ...]:
        """List the evidence that an older version of the report gave and this one does not."""
        review, report = self._desk.review, self._desk.report
        return lost_quotes(review, report) if review and report else ()

    def items_using(self, start: int) -> tuple[str, ...]:
        """List the items tied to the mark at an offset, strongest tie first."""
        desk = self._desk
        return items_using(start, desk.suggestions, desk.review, desk.report.sha256) if desk.report else ()

    def unused_figures(self) -> int:
        """Count the figures that no verdict and no evidence uses."""
        desk = self._desk
        return unused_figures(desk.examination, desk.suggestions, desk.review) if desk.examination else 0
