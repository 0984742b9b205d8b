import pytest

from tests.checking.marked import right, wrong


@pytest.mark.parametrize(
    ("text", "quotes", "soft"),
    [
        ("生均经费分别为{720元}、{940元}、{1200}、{1150元}。", ("1200",), False),
        ("2020—2022年教育投入分别为{3.1亿元}、{3.3亿元}、{3.5万元}。", ("3.5万元",), False),
        ("初中生均{6818元}、{8328元}、{10298元}、{12105万元}。", ("12105万元",), False),
        ("全县生均公用经费{7200万元|生均公用经费}。", ("7200万元",), False),
        ("生均校舍面积：小学{5.1平方米}、初中{6.3}，均已达标。", ("6.3",), False),
        ("资助资金按学段分为学前教育{96.5}、义务教育{410.2万元}、高中阶段{233.8万元}。", ("96.5",), False),
        ("2021年投入{310万元}、2022年{335}、2023年{352万元}。", ("335",), False),
        ("课后服务参与率小学{90.4%}、初中{84.7}，逐步提高。", ("84.7",), False),
        ("视力不良率{52.8}，比上年下降{1.4个百分点}。", ("52.8",), False),
        ("毛入园率达到{93.5%}，巩固率为{97.2}。", ("97.2",), False),
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
        "小学{12}、初中{5所}。",  # the unit once, at the end
        "小学生均{5.1平方米}、初中差异系数{0.42}。",  # another size, another thing
        "校际差异系数小学{0.42}、初中{0.38}。",
        "视力不良率{52.8}，居全市第{3位}。",  # nothing beside it is in per cent
        "幼儿死亡率{4.2}，毛入园率{93.5%}。",  # may be per mille
        "差异系数{1.42}，比上年下降{1.4个百分点}。",
        "利用效率{2.5}，毛入园率{93.5%}。",
        "筹资{3000万|筹资}，购买电脑{9000台}。",  # no sibling writes 万元
        "生均经费{1.91万元|生均经费}、{2.34万元|生均经费}。",
        "平均工资{118659元/年|平均工资}。",
        "保运转，落实生均公用经费{9860万元|生均公用经费}。",  # a fund named after what it pays for each pupil
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
        ("全县在校学生{3.87人|在校学生}，专任教师{2950人|专任教师}。", ("3.87人",)),
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
        "每百名学生拥有骨干教师：小学{1.36人|小学}、初中{1.72人|初中}，差异系数{0.35}。",
        "每百名学生拥有数小学{1.36人|小学}；艺术教师{0.8人|艺术教师}。",
        "生均占有与配备水平\n小学{1.36人|小学}，居全市前列。",  # the title says what is counted
        "教师{1.36人|教师}、{1.72人|教师}。",  # two in pieces are averages
        "覆盖率{100%|覆盖率}。",
        "自评得分{99.5分}（含加分{3分}，满分{100分}）。",
    ],
)
def test_values_that_can(text: str) -> None:
    assert wrong(text) == []


def test_a_lost_unit_is_lent_for_the_sum() -> None:
    text = "资金{740.5万元}，其中学前教育{96.5}、义务教育{410.2万元}、高中阶段{233.8万元}。"
    assert right(text) == [("sum", "96.5+410.2+233.8=740.5")]
    assert wrong(text) == [("unit", ("96.5",), False)]
