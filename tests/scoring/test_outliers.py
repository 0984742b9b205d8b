"""A figure that does not fit the course of its series is told; an ordinary year, a bend and a jumble are not."""

from decimal import Decimal

import pytest

from desktop import intake, lexicon, pipeline
from desktop.scoring.outliers import outliers
from desktop.scoring.series import series


@pytest.mark.parametrize(
    ("amounts", "off"),
    [
        # ten times too much, a digit lost, at either end and inside
        ("100 105 1100 115 120", {2}),
        ("100 105 110 115 12", {4}),
        ("10 95 96 96 97", {0}),
        # steady growth, growth that gathers pace, one good year, a plateau
        ("100 110 121 133 146", set()),
        ("60 65 70 90", set()),
        ("88 88.2 88.1 88.3 92", set()),
        ("95 95 95 95.5", set()),
        # nothing to go by: too few, no course, nothing at all
        ("100 105 900", set()),
        ("100 900 50 700 20 800", set()),
        ("0 0 0 0", set()),
    ],
)
def test_only_what_lies_far_off_the_course_is_told(amounts: str, off: set[int]) -> None:
    course = [(Decimal(2018 + at), Decimal(amount)) for at, amount in enumerate(amounts.split())]
    assert set(outliers(course)) == off


def test_what_the_others_make_it_is_told_in_its_own_digits() -> None:
    told = "，".join(
        f"{year}年全县普惠性幼儿园覆盖率为{rate}%"
        for year, rate in ((2019, "80.5"), (2020, "82.0"), (2021, "38.5"), (2022, "84.6"), (2023, "86.1"))
    )
    text = f"{told}，力争到2025年普惠性幼儿园覆盖率达到10%。\n"
    (found,) = series(pipeline.examine(intake.read_text(text, "某县.txt")), lexicon.load())
    assert {point.period: point.expected for point in found.points if point.expected} == {"2021": Decimal("83.3")}
