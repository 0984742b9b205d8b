"""A figure of the whole district far from what is usual is a hint; what may be of a school or a city is not."""

import pytest

from desktop import intake, pipeline


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("全区生均校舍建筑面积为86.5平方米。\n", ["86.5平方米"]),
        ("全区生均校舍建筑面积为6.5平方米。\n", []),
        ("红星小学生均校舍建筑面积为86.5平方米。\n", []),  # one school may be anything
        ("全区小学生师比为75:1。\n", ["75:1"]),
        ("全区小学生师比为17.5:1。\n", []),
        ("全区小学师生比为1:17.5。\n", []),
        ("全区体质健康优良率为52.3%。\n", []),
        ("力争全区生均校舍建筑面积达到86.5平方米。\n", []),  # a goal
        ("全区学校总数为46所。\n", []),
        ("全区学校总数为4600000所。\n", ["4600000所"]),
    ],
)
def test_unusual(text: str, quotes: list[str]) -> None:
    examination = pipeline.examine(intake.read_bytes(text.encode(), "报告.txt"))
    assert [figure.quote for figure in examination.unusual] == quotes
    assert all(figure.usual for figure in examination.unusual)
    assert [f for f in examination.findings if f.rule.startswith("size")] == []
