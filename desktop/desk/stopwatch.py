"""Take the time of each look at an item, where the reviewer wants it: off until asked for."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.model.checklist import Item
from desktop.model.review import LevelWord, Review, Score
from desktop.model.timesheet import Spell

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

LONGEST, SHORTEST = 600, 2
"""Seconds: a longer look counts as so long, for nobody knows who sat there; a shorter one was passing by."""


def _now() -> datetime:
    return datetime.now().astimezone()


class Stopwatch(QObject):
    """Follow a desk from item to item; ``now`` tells the time."""

    def __init__(self, desk: "Desk", now: Callable[[], datetime] = _now) -> None:
        super().__init__(desk)
        self._desk, self._now = desk, now
        self._item: Item | None = None
        self._review = ""
        self._begun: datetime | None = None
        self._share: Decimal | None = None
        desk.item_chosen.connect(self._on_item)
        desk.changed.connect(self._on_changed)
        desk.closed.connect(self.stop)

    def stop(self) -> None:
        """End the look at hand, and write it down."""
        item, begun, share = self._item, self._begun, self._share
        self._item = self._begun = self._share = None
        if item is None or begun is None or not self._desk.settings.keeps_time:
            return
        seconds = min(int((self._now() - begun).total_seconds()), LONGEST)
        if seconds >= SHORTEST or share is not None:
            from desktop.storage.timesheet import Timesheet

            spell = Spell(
                at=begun.isoformat(timespec="seconds"), review=self._review, item=item.id, seconds=seconds, share=share
            )
            Timesheet().add(spell)

    def _on_item(self) -> None:
        """Begin another look."""
        self.stop()
        if self._desk.settings.keeps_time and self._desk.review is not None:
            self._item, self._review, self._begun = self._desk.item, self._desk.review.id, self._now()

    def _on_changed(self, old: Review, new: Review) -> None:
        """Note what the item in sight was given."""
        item = self._item
        if item is None:
            return
        subject = self._desk.topics.of(item.id)
        before, after = old.score_of(item.id, subject), new.score_of(item.id, subject)
        if after is not None and _given(before) != _given(after):
            self._share = _share(after, item)


def _share(score: Score, item: Item) -> Decimal | None:
    """Give the share of its points that an item was given; of the standard levels the best is 1 and the worst 0."""
    if score.points is not None and item.max_points:
        return score.points / item.max_points
    levels = [word.value for word in LevelWord]
    if score.level not in levels:
        return None
    return 1 - Decimal(levels.index(score.level)) / (len(levels) - 1)


def _given(score: Score | None) -> tuple[object, ...]:
    """Give what was decided, without the words."""
    return (score.points, score.level, score.given) if score is not None else ()


def recorded(review: str) -> tuple[Spell, ...]:
    """List the looks of one review."""
    from desktop.storage.timesheet import Timesheet

    return Timesheet().spells(review)


def forget() -> None:
    """Forget every look of every review."""
    from desktop.storage.timesheet import Timesheet

    Timesheet().clear()
