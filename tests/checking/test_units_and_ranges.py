import pytest

from tests.checking.marked import wrong


@pytest.mark.parametrize(
    ("text", "quotes", "soft"),
    [
        ("生均经费分别为{720元}、{940元}、{1200}、{1150元}。", ("1200",), False),
        ("2020—2022年教育投入分别为{3.1亿元}、{3.3亿元}、{3.5万元}。", ("3.5万元",), False),
        ("初中生均{6818元}、{8328元}、{10298元}、{12105万元}。", ("12105万元",), False),
        ("全县生均公用经费{7200万元|生均公用经费}。", ("7200万元",), False),
        ("投入{20817万元}，其中补助资金{2838万|补助资金}，维修资金{1782万|维修资金}。", ("2838万", "1782万"), True),
    ],
)
def test_units_that_cannot_be(text: str, quotes: tuple[str, ...], soft: bool) -> None:
    assert wrong(text) == [("unit", quotes, soft)]


@pytest.mark.parametrize(
    "text",
    [
        "小学、初中、高中分别有{12}、{5}、{3所}。",  # the unit once, at the end
        "投入{3.1亿元}、{3500万元}、{860万元}。",  # numbers of another size go with another unit
        "筹资{3000万|筹资}，购买电脑{9000台}。",  # no sibling writes 万元
        "生均经费{1.91万元|生均经费}、{2.34万元|生均经费}。",
        "平均工资{118659元/年|平均工资}。",
        "|小学\t{720元}\t{940元}\t{815万元}",  # columns of a table
    ],
)
def test_units_that_can(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("体质健康合格率{102.3%|体质健康合格率}。", ("102.3%",)),
        ("公办幼儿占比达{154.68%|公办园在园幼儿占比}。", ("154.68%",)),
        ("我区辖{425镇}，区委、区政府重视教育。", ("425镇",)),
        ("专任教师{1200.5人|专任教师}。", ("1200.5人",)),
        ("自评得分{105分}（满分{100分}）。", ("105分", "100分")),
    ],
)
def test_values_that_cannot_be(text: str, quotes: tuple[str, ...]) -> None:
    assert wrong(text) == [("range", quotes, False)]


@pytest.mark.parametrize(
    "text",
    [
        "小学毛入学率{103.5%|毛入学率}，预算完成率{104%|完成率}，巩固率{100.2%|巩固率}。",
        "占比提高{120%|占比||2023|change}。",
        "全省辖{1200乡镇}，我省省委重视，全省推进。",
        "我区辖{25镇}，区委重视。",
        "平均每班{42.5人|平均班额}。",
        "覆盖率{100%|覆盖率}。",
        "自评得分{99.5分}（含加分{3分}，满分{100分}）。",
    ],
)
def test_values_that_can(text: str) -> None:
    assert wrong(text) == []
