"""The tree of the checklist: well formed, and redrawn only where something is another object."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.desk.checklist_model import ChecklistModel, Column, Role
from desktop.model.review import LevelWord, Quote, Review, Score, ScoreState
from desktop.model.verdict import VerdictWord
from tests.desk import builders


@pytest.fixture
def model(qapp: object) -> ChecklistModel:
    made = ChecklistModel()
    made.show(builders.checklist(), builders.review())
    return made


def scored(review: Review, item: str, **fields: object) -> Review:
    wording = builders.checklist().item_by_id[item].wording_hash
    return review.with_score(Score.model_validate({"item": item, "wording": wording, **fields}))


def words(model: ChecklistModel, item: str, column: Column) -> str:
    return str(model.index_of(item).siblingAtColumn(column).data())


def changed(model: ChecklistModel, review: Review) -> list[tuple[str, int]]:
    """Take a review and list the rows announced, as (dimension or "", row)."""
    seen: list[tuple[str, int]] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        assert first.row() == last.row()
        seen.append((str(first.parent().data() or ""), first.row()))

    model.dataChanged.connect(note)
    model.change(review)
    model.dataChanged.disconnect(note)
    return seen


def test_the_model_is_well_formed_through_every_change(qapp: object) -> None:
    model = ChecklistModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(builders.checklist(), None)
    model.suggest(builders.suggestions())
    model.change(scored(builders.review(), "d.A1", state=ScoreState.SCORED, level=LevelWord.REACHED))
    model.show(None, None)
    assert tester.model() is model
    assert model.rowCount() == 0


def test_rows_say_what_the_review_says(model: ChecklistModel) -> None:
    review = scored(builders.review(), "d.A1", state=ScoreState.SCORED, level=LevelWord.MOSTLY)
    review = scored(review, "d.A2", state=ScoreState.NOT_APPLICABLE)
    review = scored(review, "d.B1", state=ScoreState.DOUBTFUL, points=Decimal("1.50"))
    review = review.with_evidence(Quote(id="q", item="d.A1", document="a", start=0, end=2, quote="青禾"))
    model.change(review)
    model.suggest(builders.suggestions())
    assert words(model, "d.A1", Column.NAME) == "A1 条目d.A1"
    assert [words(model, i, Column.SCORE) for i in ("d.A1", "d.A2", "d.A3", "d.B1")] == [
        "基本达标",
        "不适用",
        "–",
        "1.5 / 2",
    ]
    assert words(model, "d.A1", Column.VERDICT) == "✓ 达标"
    assert words(model, "d.A3", Column.VERDICT) == ""
    assert words(model, "d.A1", Column.EVIDENCE) == "1 条"
    signs = [model.index_of(i).data(Role.SIGN) for i in ("d.A1", "d.A2", "d.A3", "d.B1")]
    assert signs == ["✓", "–", "○", "!"]
    assert model.index_of("d.A1").data(Role.VERDICT) == VerdictWord.MET


def test_a_dimension_counts_what_is_settled_and_not_what_is_doubtful(model: ChecklistModel) -> None:
    review = scored(builders.review(), "d.A1", state=ScoreState.SCORED, level=LevelWord.REACHED)
    review = scored(review, "d.A2", state=ScoreState.DOUBTFUL, level=LevelWord.MISSED)
    model.change(review)
    assert model.index(0, 0).data(Role.PROGRESS) == "已评 1 / 3 项"


def test_only_rows_with_another_entry_are_announced(model: ChecklistModel) -> None:
    first = scored(builders.review(), "d.A2", state=ScoreState.SCORED, level=LevelWord.REACHED)
    assert changed(model, first) == [("普及", 1), ("", 0)]
    assert changed(model, first) == []
    second = scored(first, "d.B1", state=ScoreState.SCORED, points=Decimal(2))
    assert changed(model, second) == [("保障", 0), ("", 1)]
    assert changed(model, first) == [("保障", 0), ("", 1)]


def test_screen_readers_hear_the_state(model: ChecklistModel) -> None:
    model.change(scored(builders.review(), "d.A1", state=ScoreState.DOUBTFUL))
    heard = model.index_of("d.A1").data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "存疑，A1 条目d.A1"


def test_an_unknown_item_has_no_row(model: ChecklistModel) -> None:
    assert not model.index_of("nothing").isValid()
    assert model.item_at(model.index(0, 0)) is None
