"""Which items a filter shows, and that the checklist is a sound model however it is looked at."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.desk.checklist_model import ChecklistModel
from desktop.desk.filters import BARE, DOUBT, FINDING, MISSED, OPEN, ChecklistLook, contradicted_items, properties
from desktop.model.finding import Finding, Relation
from desktop.model.review import LevelWord, Score, ScoreState
from desktop.model.verdict import VerdictWord
from tests.desk import builders

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def score(state: ScoreState, level: LevelWord | None = None) -> Score:
    return Score(item="d.A1", wording="w", state=state, level=level)


@pytest.mark.parametrize(
    ("given", "evidence", "verdict", "contradicted", "held"),
    [
        (None, 0, None, False, {OPEN}),
        (None, 2, VerdictWord.MET, False, {OPEN}),
        (score(ScoreState.SCORED, LevelWord.REACHED), 0, None, False, {BARE}),
        (score(ScoreState.SCORED, LevelWord.REACHED), 1, None, False, set()),
        (score(ScoreState.SCORED, LevelWord.MISSED), 1, None, False, {MISSED}),
        (score(ScoreState.NOT_APPLICABLE), 0, VerdictWord.NOT_MET, False, {MISSED}),
        (score(ScoreState.DOUBTFUL), 0, None, True, {DOUBT, FINDING}),
    ],
)
def test_an_item_passes_its_filters(
    given: Score | None, evidence: int, verdict: VerdictWord | None, contradicted: bool, held: set[str]
) -> None:
    assert properties(given, evidence, verdict, contradicted=contradicted) == held


def test_items_that_use_a_contradicted_figure_are_named() -> None:
    seen = builders.examination()
    rate, seats = seen.metrics[1].start, seen.metrics[2].start
    doubt = Finding(check=Relation.RATIO, anchors=(seats, rate), says="")
    with_doubt = seen.model_copy(update={"findings": (doubt,)})
    assert contradicted_items(with_doubt, builders.suggestions(), None) == {"d.A1"}
    assert contradicted_items(seen, builders.suggestions(), None) == frozenset()
    assert contradicted_items(None, (), None) == frozenset()


@pytest.fixture
def model(qtbot: QtBot) -> ChecklistModel:
    made = ChecklistModel()
    made.tester = QAbstractItemModelTester(made, FATAL)  # type: ignore[attr-defined]
    review = builders.review()
    items = {item.id: item for item in builders.checklist().items}
    given = Score(item="d.A2", wording=items["d.A2"].wording_hash, state=ScoreState.SCORED, level=LevelWord.MISSED)
    made.show(builders.checklist(), review.with_score(given))
    return made


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        (ChecklistLook(), ["d.A1", "d.A2", "d.A3", "d.B1"]),
        (ChecklistLook(flat=True), ["d.A1", "d.A2", "d.A3", "d.B1"]),
        (ChecklistLook(words="b1"), ["d.B1"]),
        (ChecklistLook(words="条目 a3", flat=True), ["d.A3"]),
        (ChecklistLook(wanted=frozenset({OPEN})), ["d.A1", "d.A3", "d.B1"]),
        (ChecklistLook(wanted=frozenset({MISSED, BARE})), ["d.A2"]),
        (ChecklistLook(wanted=frozenset({OPEN, MISSED})), []),
    ],
)
def test_every_look_is_a_sound_model(model: ChecklistModel, look: ChecklistLook, expected: list[str]) -> None:
    model.arrange(look)
    assert list(model.order) == expected
    for name in expected:
        index = model.index_of(name)
        held = model.item_at(index)
        assert held is not None
        assert held.id == name
        assert index.parent().isValid() is not look.flat
    model.suggest(builders.suggestions())
    model.arrange(ChecklistLook())
    assert model.rowCount() == 2


def test_a_scored_item_stays_until_the_filter_is_asked_again(model: ChecklistModel) -> None:
    look = ChecklistLook(wanted=frozenset({OPEN}))
    model.arrange(look)
    item = next(item for item in builders.checklist().items if item.id == "d.B1")
    done = Score(item="d.B1", wording=item.wording_hash, state=ScoreState.SCORED, points=Decimal(2))
    model.change(builders.review().with_score(done))
    assert "d.B1" in model.order
    assert model.counts()[OPEN] == 3
    model.arrange(look)
    assert "d.B1" not in model.order


def test_progress_counts_the_whole_dimension(model: ChecklistModel) -> None:
    model.arrange(ChecklistLook(words="a1"))
    heard = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "普及，已评 1 / 3 项"
