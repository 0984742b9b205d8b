import pytest

from tests.checking.marked import wrong


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("|音体美教师缺额{64名}\t公开招聘\t招聘{46名}，缺额全部补齐", ("46名", "64名")),
        ("|{36间}教室照明不达标\t改造{36间}\t已改造{63间}，销号", ("63间", "36间")),
        ("|大班额{21个}\t扩建学校\t已消除{12个}，大班额全部清零", ("12个", "21个")),
        ("|拖欠补贴{86.4万元}\t列入预算\t已补发{84.6万元}，全部兑现", ("84.6万元", "86.4万元")),
        ("共排查隐患{186处}，已全部整改{168处}。", ("168处", "186处")),
        ("原有危房{1.27万平方米}，现已拆除{1.72万平方米}，危房全部消除。", ("1.72万平方米", "1.27万平方米")),
    ],
)
def test_what_is_wholly_done_is_what_there_was_to_do(text: str, quotes: tuple[str, ...]) -> None:
    assert wrong(text) == [("conflict", quotes, False)]


@pytest.mark.parametrize(
    "text",
    [
        "|音体美教师缺额{64名}\t公开招聘\t招聘{64名}，缺额全部补齐",
        "|音体美教师缺额{64名}\t公开招聘\t招聘{46名}，剩余正在招聘",  # not all
        "|缺教师{64名}\t招聘{40名}、转岗{24名}\t招聘{40名}，全部到位",
        "|缺图书{2.4万册}\t购置\t已购置{3.1万册}，全部配齐",  # more than was lacking
        "|大班额{21个}，占{8.4%}\t扩建\t新增学位{1200个}，大班额全部清零",
        "共排查隐患{186处}，已整改{168处}。",
        "大班额计划三年全部消除，2022年消除{30个}，2023年消除{25个}，2024年消除{18个}。",
    ],
)
def test_what_may_be_done_otherwise(text: str) -> None:
    assert wrong(text) == []
