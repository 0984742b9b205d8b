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
