"""The cards of an item: what is confirmed, what is still suggested, and rows that stay where they are."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from desktop.desk import edits
from desktop.desk.evidence_model import EvidenceModel, EvidenceRow, evidence_rows
from desktop.model.places import Places
from desktop.model.review import EvidenceOrigin, Note, NoteMethod, Review
from tests.desk import builders

DOCUMENT = builders.report().sha256
FIRST, SECOND = builders.suggestions()[0].evidence


def rows(review: Review | None) -> tuple[EvidenceRow, ...]:
    return evidence_rows(review, ("d.A1", ""), DOCUMENT, (FIRST, SECOND), Places(builders.report()))


def taken(review: Review) -> Review:
    item = builders.checklist().items[0]
    return edits.quoted(review, item, DOCUMENT, FIRST, EvidenceOrigin.SUGGESTED, "q1")


def test_suggestions_stand_with_place_and_reason() -> None:
    first, second = rows(None)
    assert (first.kind, first.text, first.about) == ("suggested", "普惠率达到91.2%", "一、学前教育 · 指标相符")
    assert (second.badge, second.about) == ("建议", "一、(一) · 词语相近")
    assert second.span == builders.span("新增学位960个")


def test_a_taken_suggestion_is_a_confirmed_card_in_its_place() -> None:
    before, after = rows(builders.review()), rows(taken(builders.review()))
    assert [row.key for row in before] == [row.key for row in after]
    assert (after[0].kind, after[0].id, after[0].badge, after[0].about) == ("quote", "q1", "自动", "一、学前教育")
    assert after[0].confirmed
    assert not after[1].confirmed


def test_a_rejected_suggestion_is_gone_and_comes_back_with_undo() -> None:
    item = builders.checklist().items[0]
    review = edits.rejected(builders.review(), item, DOCUMENT, SECOND.start, SECOND.end)
    assert [row.text for row in rows(review)] == [FIRST.quote]
    assert len(rows(builders.review())) == 2


def test_a_note_is_a_card_without_a_place() -> None:
    note = Note(id="n", item="d.A1", method=NoteMethod.VISIT, text="看了三所园", source="城关镇", date="2024-05-06")
    card = rows(builders.review().with_evidence(note))[0]
    assert (card.kind, card.span, card.badge, card.about) == ("note", None, "实地查看", "城关镇 · 2024-05-06")


def test_evidence_of_another_item_is_not_shown() -> None:
    item = builders.checklist().items[1]
    review = edits.quoted(builders.review(), item, DOCUMENT, FIRST, EvidenceOrigin.MANUAL, "q1")
    assert all(row.kind == "suggested" for row in rows(review))


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (1,), (0,), ()])
def test_rows_that_stay_are_not_moved(qapp: object, order: tuple[int, ...]) -> None:
    model = EvidenceModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    cards = rows(builders.review())
    model.show("d.A1", cards)
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.show("d.A1", tuple(cards[i] for i in order))
    assert model.rows == tuple(cards[i] for i in order)
    assert not resets
    model.show("d.A2", ())
    assert len(resets) == 1


def test_a_card_that_changed_is_announced_alone(qapp: object) -> None:
    model = EvidenceModel()
    model.show("d.A1", rows(builders.review()))
    seen: list[int] = []
    model.dataChanged.connect(lambda first, _: seen.append(first.row()))
    model.show("d.A1", rows(taken(builders.review())))
    assert seen == [0]
