from decimal import Decimal

import pytest

from desktop.lexicon import numerals


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("325", "325"),
        ("1,234.50", "1234.50"),
        ("１２３．５", "123.5"),
        ("-0.46", "-0.46"),
        ("三百二十五", "325"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("一百一十", "110"),
        ("一千零五十", "1050"),
        ("两", "2"),
        ("两千三百", "2300"),
        ("三千五", "3500"),
        ("三万五", "35000"),
        ("三万零五", "30005"),
        ("三万五千", "35000"),
        ("十二万", "120000"),
        ("一亿二千万", "120000000"),
        ("二〇二三", "2023"),
        ("一点五", "1.5"),
        ("九十五点三零", "95.30"),
        ("壹佰贰拾叁", "123"),
        ("零", "0"),
    ],
)
def test_numbers_are_read_as_written(text: str, value: str) -> None:
    assert numerals.parse(text) == Decimal(value)
    assert str(numerals.parse(text)) == value


@pytest.mark.parametrize(
    "text", ["", "所", "3万", "1,23", "一二百", "万", "百五千三", "三百人", "1.2.3", "点五", "一是", "五五开"]
)
def test_what_is_no_number_stays_none(text: str) -> None:
    assert numerals.parse(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一", 1),
        ("十二", 12),
        ("二十一", 21),
        ("廿三", 23),
        ("壹", 1),
        ("①", 1),
        ("⑳", 20),
        ("⑴", 1),
        ("㈢", 3),
        ("Ⅲ", 3),
        ("XIV", 14),
        ("iv", 4),
        ("７", 7),
        ("12", 12),
        ("零", None),
        ("½", None),
        ("1.5", None),
        ("甲", None),
        ("", None),
    ],
)
def test_list_numbers(text: str, number: int | None) -> None:
    assert numerals.ordinal(text) == number
