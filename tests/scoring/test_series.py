"""Which figures are one figure over the years, and what they are held against."""

from decimal import Decimal

import pytest

from desktop import intake, lexicon, pipeline
from desktop.model.chart import Series
from desktop.scoring.series import apart, series


def of(text: str) -> tuple[Series, ...]:
    return series(pipeline.examine(intake.read_text(text, "某县.txt")), lexicon.load())


def told(found: tuple[Series, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(each.title, [(point.period, str(point.value)) for point in each.points]) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # told backwards, drawn forwards; the unit is the first one's
        (
            "2023年一般公共预算教育支出为12.5亿元，2022年一般公共预算教育支出为118000万元。\n",
            [("一般公共预算教育支出", [("2022", "11.8"), ("2023", "12.5")])],
        ),
        # one figure without a line to hold it against is no picture
        ("2022年全县有小学42所。\n", []),
        # two figures of one year are no trend
        ("2022年全县有小学42所，2022年全县有小学45所。\n", []),
    ],
)
def test_figures_of_one_kind_are_one_series(text: str, expected: list[object]) -> None:
    assert told(of(text)) == expected


def test_the_district_under_another_name_is_the_district_and_a_town_is_not() -> None:
    read = pipeline.examine(intake.read_text("2021年入园率为88%，2022年入园率为89%，2022年入园率为80%。\n", "某县.txt"))
    subjects = ("全县", "", "河东镇")
    metrics = tuple(
        metric.model_copy(update={"canonical": "学前三年毛入园率", "subject": subject, "period": period})
        for metric, subject, period in zip(read.metrics, subjects, ("2021", "2022", "2022"), strict=True)
    )
    found = series(read.model_copy(update={"metrics": metrics}), lexicon.load())
    assert told(found) == [
        ("学前三年毛入园率", [("2021", "88"), ("2022", "89")]),
        ("河东镇 · 学前三年毛入园率", [("2022", "80")]),
    ]


def test_what_is_promised_is_told_from_what_is() -> None:
    (found,) = of("2022年全县普惠性幼儿园覆盖率为84.6%，力争到2025年普惠性幼儿园覆盖率达到90%。\n")
    assert [(point.period, point.planned) for point in found.points] == [("2022", False), ("2025", True)]


def test_a_series_is_held_against_the_lines_of_its_own_unit() -> None:
    (found,) = of("2022年全县普惠性幼儿园覆盖率为84.6%。\n")
    lines = {line.says: line for line in found.bounds}
    held = next(line for says, line in lines.items() if says.startswith("≥ 80%"))
    assert held.source
    assert apart(found.points[0], held) == Decimal("4.6")


def test_a_contradicted_figure_is_marked() -> None:
    (found,) = of("2022年全县有教师812人，其中小学520人、初中300人。2023年全县有教师850人。\n")[:1]
    assert [point.doubted for point in found.points] == [True, False]
