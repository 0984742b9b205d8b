"""What the box of all commands and places finds, and in which order."""

import pytest

from desktop.desk.palette import MOST, Kind, Line, Palette, found


def lines(*words: str, also: str = "") -> Palette:
    return Palette(Line(Kind.ITEM, each, "", each, also) for each in words)


def words(wanted: str, *palettes: Palette) -> list[str]:
    return [line.words for line in found(wanted, *palettes)]


@pytest.mark.parametrize(
    ("wanted", "hits"),
    [
        ("办公", ["办公用房面积"]),
        ("bgyf", ["办公用房面积"]),
        ("办gy", ["办公用房面积"]),
        ("BGYF", ["办公用房面积"]),
        ("cxl", ["辍学率控制"]),
        ("xz", ["校长任期", "学长结对"]),
        ("校zr", ["校长任期"]),
        ("率 辍", ["辍学率控制"]),
        ("gg h", ["巩固 h 值"]),
        ("Ｃ１２", ["C12 学位供给"]),
        ("c1", ["C1 学位供给", "C12 学位供给"]),
        ("(", ["经费(万元)"]),
        ("面积 率", []),
        ("不存在", []),
    ],
)
def test_lines_are_found_by_signs_sounds_and_several_words(wanted: str, hits: list[str]) -> None:
    held = lines(
        "办公用房面积", "辍学率控制", "学长结对", "校长任期", "巩固 h 值", "C12 学位供给", "C1 学位供给", "经费(万元)"
    )
    assert sorted(words(wanted, held)) == sorted(hits)


def test_what_is_written_so_comes_before_what_sounds_so_and_beginnings_before_middles() -> None:
    held = lines("保障措施", "再查 bz 项", "报账单", "bz 清单", "县级保障")
    assert words("bz", held) == ["bz 清单", "再查 bz 项", "保障措施", "报账单", "县级保障"]


def test_the_one_of_just_this_number_comes_first() -> None:
    assert words("a1", lines("A10 乙", "A11 丙", "A1 甲"))[0] == "A1 甲"


def test_equals_stay_in_the_order_given_over_several_palettes() -> None:
    assert words("学", lines("学位"), lines("学校", "大学")) == ["学位", "学校", "大学"]


def test_a_line_is_found_by_words_that_it_does_not_show() -> None:
    assert words("问卷", lines("公众满意度", also="是否开展问卷调查")) == ["公众满意度"]


def test_nothing_wanted_lists_all_as_far_as_one_can_look() -> None:
    assert words("  ", lines("乙", "甲")) == ["乙", "甲"]
    assert len(words("", lines(*map(str, range(MOST + 50))))) == MOST


def test_no_line_is_found_by_words_of_two() -> None:
    assert words("位学", lines("学位", "学校")) == []
