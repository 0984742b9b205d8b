from decimal import Decimal as D

import pytest

from desktop.checking.intervals import Interval, exactly, minus, over, plus, printed, stands_for, step, times
from desktop.checking.quantities import quantity
from tests.checking.marked import metric_of


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("95.3", "95.25", "95.4"),  # rounded from 95.25, or cut off just below 95.4
        ("99.60", "99.595", "99.61"),
        ("100", "99.5", "101"),
        ("-0.46", "-0.47", "-0.455"),
        ("0", "-0.5", "1"),
    ],
)
def test_a_print_stands_for_what_rounds_or_cuts_to_it(value: str, low: str, high: str) -> None:
    assert printed(D(value)) == Interval(D(low), D(high))


@pytest.mark.parametrize(
    ("quote", "whole", "low", "high"),
    [
        ("120所", True, "120", "120"),
        ("5759余万元", False, "5759", "5760"),
        ("7000余万元", False, "7000", "8000"),
        ("2.5万多人", False, "2.5", "2.6"),
        ("近30所", True, "20", "30"),
        ("近1.3亿元", False, "1.17", "1.3"),
        ("约440万元", False, "396.0", "484.0"),
        ("300人左右", True, "270.0", "330.0"),
    ],
)
def test_modifiers_widen(quote: str, whole: bool, low: str, high: str) -> None:
    assert stands_for(metric_of(0, quote), whole=whole) == Interval(D(low), D(high))


@pytest.mark.parametrize("quote", ["56%以上", "不少于5次", "1%以内", "超过2000人", "不足3人"])
def test_an_open_side_stands_for_nothing_that_can_be_added(quote: str) -> None:
    assert stands_for(metric_of(0, quote)) is None


def test_arithmetic_keeps_every_value_that_its_operands_allow() -> None:
    a, b = Interval(D(1), D(2)), Interval(D(3), D(5))
    assert plus(a, b) == Interval(D(4), D(7))
    assert minus(b, a) == Interval(D(1), D(4))
    assert over(b, a) == Interval(D("1.5"), D(5))
    assert times(a, D(-2)) == Interval(D(-4), D(-2))
    assert over(a, Interval(D(0), D(1))) is None
    assert a.gap(b) == 1
    assert not a.meets(b)
    assert exactly(2).meets(a)


def test_a_step_is_worth_the_last_digit() -> None:
    assert [step(D(v)) for v in ("95.3", "300", "0.07", "1E+2")] == [D("0.1"), D(1), D("0.01"), D(1)]


@pytest.mark.parametrize(
    ("unit", "base", "factor", "counted", "additive"),
    [
        ("万元", "元", 10_000, False, True),
        ("亿元", "元", 100_000_000, False, True),
        ("元/年", "元/年", 1, False, False),
        ("名", "人", 1, True, True),
        ("万人次", "人次", 10_000, True, True),
        ("%", "%", 1, False, False),
        ("百分点", "个百分点", 1, False, False),
        ("万平方米", "平方米", 10_000, False, True),
        ("分", "分", 1, False, False),
        ("", "", 1, False, False),
    ],
)
def test_units_tell_what_may_be_added(unit: str, base: str, factor: int, counted: bool, additive: bool) -> None:
    of = quantity(unit)
    assert (of.base, int(of.factor), of.counted, of.additive) == (base, factor, counted, additive)
