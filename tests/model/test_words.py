"""Every value has its word."""

from enum import StrEnum

import pytest

from desktop.model import words
from desktop.model.finding import Relation
from desktop.model.metric import Comparator, Role
from desktop.model.problem import ProblemOrigin
from desktop.model.review import EvidenceOrigin, ScoreState
from desktop.model.verdict import VerdictWord


@pytest.mark.parametrize(
    ("told", "values"),
    [
        (words.STATE_WORD, ScoreState),
        (words.VERDICT_WORD, VerdictWord),
        (words.ORIGIN_WORD, EvidenceOrigin),
        (words.ROLE_WORD, Role),
        (words.PROBLEM_WORD, ProblemOrigin),
        (words.RELATION_WORD, Relation),
        (words.COMPARATOR_SIGN, Comparator),
    ],
)
def test_every_value_has_its_word(told: dict[StrEnum, str], values: type[StrEnum]) -> None:
    assert set(told) == set(values)
    assert len(set(told.values())) == len(told), "no two are called alike"
