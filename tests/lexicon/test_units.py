from decimal import Decimal

import pytest

from desktop.lexicon import units


@pytest.mark.parametrize(
    ("unit", "base", "factor"),
    [
        ("万元", "元", 10_000),
        ("亿元", "元", 100_000_000),
        ("余万元", "元", 10_000),
        ("万余人次", "人次", 10_000),
        ("万", "", 10_000),
        ("名", "人", 1),
        ("㎡", "平方米", 1),
        ("万平方米", "平方米", 10_000),
        ("亩", "平方米", "666.667"),
        ("％", "%", 1),
        ("‰", "%", "0.1"),
        ("百分点", "个百分点", 1),
        ("元/年·生", "元/生年", 1),
        ("元/人年", "元/生年", 1),
        ("万元/年", "元/年", 10_000),
        ("间/百名学生", "间/百生", 1),
        ("千米", "公里", 1),
        ("镇", "镇", 1),
        ("奇怪", "奇怪", 1),
        ("", "", 1),
    ],
)
def test_scale(unit: str, base: str, factor: int | str) -> None:
    assert units.scale(unit) == (base, Decimal(factor))


def test_known_units_come_longest_first_and_without_multipliers() -> None:
    known = units.known()
    assert {"人", "人次", "元", "元/生·年", "%", "个百分点", "平方米", "所"} <= set(known)
    assert "万元" not in known
    assert list(map(len, known)) == sorted(map(len, known), reverse=True)
