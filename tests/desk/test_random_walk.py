"""Whatever is done to a review, in whatever order: the file, the log, the memory and the totals tell one story."""

import tempfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from desktop.desk import edits, files
from desktop.desk.ledger import Ledger
from desktop.model.checklist import Item
from desktop.model.replay import Timeline, applied
from desktop.model.review import EvidenceOrigin, LevelWord, Note, NoteMethod, Review
from desktop.model.words import STATE_WORD
from desktop.scoring import scored
from desktop.scoring.totals import totals
from tests.desk import builders

CHECKLIST = builders.checklist()
OPENED = files.read_data("\n".join(builders.LINES).encode(), "青禾县.txt")
DOCUMENT = OPENED.report.sha256
ITEMS = st.sampled_from(CHECKLIST.items)
SUBJECTS = st.sampled_from(["", "小学", "初中"])
WORDS = st.text("甲乙丙\n“”", max_size=6)
SPANS = st.sampled_from([builders.span(words) for words in ("48所", "91.2%", "960个", "城区仍有部分班级")])


class Walk(RuleBasedStateMachine):
    """A ledger over a file, and beside it the review as it ought to be."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        review = builders.review()
        file = files.new_case(Path(self.folder.name), OPENED, CHECKLIST, review, datetime(2024, 5, 6).astimezone())
        self.ledger = Ledger(file, Timeline(review=review))
        self.path = file.path
        self.past = [review]
        self.ahead: list[Review] = []
        self.count = 0

    @rule(item=ITEMS, level=st.sampled_from(LevelWord), points=st.integers(0, 2), subject=SUBJECTS)
    def score(self, item: Item, level: LevelWord, points: int, subject: str) -> None:
        given: dict[str, Any] = {"level": level.value} if item.max_points is None else {"points": Decimal(points)}
        self._amend(scored(self.ledger.review, item, subject=subject, **given))

    @rule(item=ITEMS, subject=SUBJECTS)
    def doubt(self, item: Item, subject: str) -> None:
        self._amend(edits.doubted(self.ledger.review, item, subject))

    @rule(item=ITEMS)
    def clear(self, item: Item) -> None:
        self._amend(edits.cleared(self.ledger.review, item))

    @rule(item=ITEMS, span=SPANS)
    def quote(self, item: Item, span: tuple[int, int]) -> None:
        self.count += 1
        mark = edits.trimmed(OPENED.report.text, *span)
        assert mark is not None
        self._amend(edits.quoted(self.ledger.review, item, DOCUMENT, mark, EvidenceOrigin.MANUAL, f"q{self.count}"))

    @rule(item=ITEMS, words=WORDS)
    def note(self, item: Item, words: str) -> None:
        self.count += 1
        note = Note(id=f"n{self.count}", item=item.id, method=NoteMethod.VISIT, text=words)
        self._amend(edits.noted(self.ledger.review, item, note))

    @rule(at=st.integers(0, 5))
    def take_evidence_away(self, at: int) -> None:
        held = self.ledger.review.evidence
        if held:
            self._amend(self.ledger.review.without_evidence(held[at % len(held)].id))

    @rule(span=SPANS, unit=st.sampled_from(["所", "人", ""]))
    def correct(self, span: tuple[int, int], unit: str) -> None:
        self._amend(edits.corrected(self.ledger.review, DOCUMENT, span[0], {"unit": unit}))

    @rule(span=SPANS)
    def restore(self, span: tuple[int, int]) -> None:
        self._amend(edits.restored(self.ledger.review, DOCUMENT, span[0]))

    @rule(item=ITEMS, words=WORDS)
    def write(self, item: Item, words: str) -> None:
        before = self.ledger.review
        self.ledger.type_text(item, "reason", words)
        assert self.ledger.flush()
        if self.ledger.review != before:
            self.past, self.ahead = [], []  # typing merges with typing: what undo leads to is the stack's business

    @rule()
    def undo(self) -> None:
        moved = self.ledger.undo()
        if len(self.past) > 1:
            assert moved
            self.ahead.append(self.past.pop())
            assert self.ledger.review == self.past[-1]
        elif moved:
            self.past, self.ahead = [], []

    @rule()
    def redo(self) -> None:
        moved = self.ledger.redo()
        if self.ahead:
            assert moved
            self.past.append(self.ahead.pop())
            assert self.ledger.review == self.past[-1]
        elif moved:
            self.past, self.ahead = [], []

    @rule()
    def reopen(self) -> None:
        review = self.ledger.review
        history = self.ledger.history
        stood = (history.index(), history.count())
        self.ledger.close()
        opened = files.read_case(self.path)
        assert opened.doubts == ()
        assert opened.log.review == review
        self.ledger = Ledger(opened.file, opened.log)
        assert (self.ledger.history.index(), self.ledger.history.count()) == stood

    @rule()
    def lose_the_disk_and_find_it_again(self) -> None:
        self.ledger.file.detach("没有磁盘")
        self._amend(edits.noted(self.ledger.review, CHECKLIST.items[0], self._note()))
        assert self.ledger.file.unsaved
        assert self.ledger.attach()

    @invariant()
    def the_file_tells_what_the_memory_does(self) -> None:
        if not hasattr(self, "ledger"):
            return
        file = self.ledger.file
        assert file.verify() == ()
        assert file.case().reviews == (self.ledger.review,)

    @invariant()
    def the_log_replays_step_by_step_to_the_review(self) -> None:
        if not hasattr(self, "ledger"):
            return
        review = self.ledger.file.initial("r1")
        for step in self.ledger.file.history("r1"):
            review = applied(review, step.changes)
        assert review == self.ledger.review

    @invariant()
    def the_totals_are_those_of_counting_anew(self) -> None:
        if not hasattr(self, "ledger"):
            return
        review = self.ledger.review
        again = Review.model_validate_json(review.model_dump_json())
        assert totals(CHECKLIST, review) == totals(CHECKLIST, again)
        assert {score.state for score in review.scores} <= set(STATE_WORD)

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.ledger.close()
            self.folder.cleanup()

    def _note(self) -> Note:
        self.count += 1
        return Note(id=f"n{self.count}", item=CHECKLIST.items[0].id, method=NoteMethod.VISIT, text="看")

    def _amend(self, new: Review) -> None:
        if self.ledger.amend(new, "改"):
            self.past.append(new)
            self.ahead.clear()
        assert self.ledger.review == new


Walk.TestCase.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestWalk = pytest.mark.usefixtures("qapp")(Walk.TestCase)
