import pytest

from tests.checking.marked import wrong


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "各项差异系数均{小于0.45|各项差异系数|初中}。\n初中图书差异系数{0.478|图书差异系数|初中}。",
            ("小于0.45", "0.478"),
        ),
        ("毛入园率{83.2%|毛入园率}，{高于85%|毛入园率}的国家标准。", ("高于85%", "83.2%")),
        ("近视率{46.5%|近视率}，控制在{45%以内|近视率}的目标之内。", ("45%以内", "46.5%")),
    ],
)
def test_figures_beyond_a_bound_that_they_are_said_to_keep(text: str, quotes: tuple[str, ...]) -> None:
    assert wrong(text) == [("conflict", quotes, False)]


@pytest.mark.parametrize(
    "text",
    [
        "各项差异系数均{小于0.45|各项差异系数|初中}。\n初中图书差异系数{0.448|图书差异系数|初中}。",
        "各项差异系数均{小于0.45|各项差异系数|初中}。\n小学图书差异系数{0.478|图书差异系数|小学}。",  # another stage
        "各项差异系数均{小于0.45|各项差异系数|初中|2023}。\n差异系数{0.478|差异系数|初中|2021}。",  # another year
        "力争各项差异系数均{小于0.45|各项差异系数|初中||target}。\n图书差异系数{0.478|图书差异系数|初中}。",
        "毛入园率{85.2%|毛入园率}，{高于85%|毛入园率}的国家标准。",
        "公办占比{43.7%|公办占比}，低于省定{50%以上|公办占比}的要求。",
        "占比{43.7%|公办占比}，未达到{50%以上|公办占比}的要求。",
        "毛入园率{83.2%|毛入园率}；巩固率{高于85%|巩固率}。",  # no line is named
    ],
)
def test_bounds_that_are_kept_or_not_claimed(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("占比为{52.3%}，低于{50%}的要求。", ("52.3%", "50%")),
        ("支出占比{16.2%}，高于上年的{16.8%}。", ("16.2%", "16.8%")),
        ("巩固率{94.1%}，超过全省平均水平（{95.6%}）。", ("94.1%", "95.6%")),
        ("培训经费{1200元}，达到了{1500元|||2023|target}的省定标准。", ("1200元", "1500元")),
        ("占地面积{25平方米}，未达到{23平方米}的标准。", ("25平方米", "23平方米")),
        ("生师比{19.2:1}，达到{19:1以内}的标准。", ("19.2:1", "19:1以内")),
    ],
)
def test_a_figure_on_the_other_side_of_what_it_is_compared_with(text: str, quotes: tuple[str, ...]) -> None:
    assert wrong(text) == [("conflict", quotes, False)]


@pytest.mark.parametrize(
    "text",
    [
        "占比为{48.3%}，低于{50%}的要求。",
        "支出占比{16.9%}，高于上年的{16.8%}。",
        "工资{9.8万元}，高于公务员{0.3万元}。",  # by how much
        "托位{3.2个}，低于全市平均{0.6个}。",
        "毛入园率{93%}，超过全省平均{2.1个百分点}。",
        "生师比{18.9:1}，达到{19.5:1}的标准。",
        "开课率{95%}，超过{96.5%|||2025|target}有困难。",
        "占比为{50%}，低于{49.8%}的要求。",  # 50% may be 49.5% rounded
        "支出占比{16.2%}。高于上年的{16.8%}。",
    ],
)
def test_comparisons_that_may_be_right(text: str) -> None:
    assert wrong(text) == []
