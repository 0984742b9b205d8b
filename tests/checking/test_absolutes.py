import pytest

from tests.checking.marked import wrong

LEFT = "目前仍有大班额{12个|大班额}。"
SHORT = "有{3所|未达标|学校}学校生均校舍面积未达标。"
COVERED = "{96.4%|课后服务覆盖率}的学生参加。"


@pytest.mark.parametrize(
    ("claim", "figure"),
    [
        ("义务教育学校大班额已全部消除。", LEFT),
        ("全面消除大班额，控制班级规模。", LEFT),
        ("全面消除大班额，控制班级规模。", "小学大班额还有{8个|大班额|小学}。"),
        ("校舍危房全部拆除。", "尚有{420平方米|危房|农村}危房正在使用。"),
        ("各校生均校舍面积均达到标准。", SHORT),
        ("课后服务已实现全覆盖。", COVERED),
        ("校园专职保安配备率{100%|专职保安配备率}。", "仍有{5所}农村学校未配备专职保安。"),
        ("各校均已配齐专职心理教师。", "目前仍有{11所}村小没有专职心理教师。"),
    ],
)
def test_what_is_said_of_all_and_what_is_left_are_worth_asking(claim: str, figure: str) -> None:
    assert [(check, soft) for check, _, soft in wrong(f"{claim}\n{figure}")] == [("conflict", True)]
    assert [(check, soft) for check, _, soft in wrong(f"{figure}\n{claim}")] == [("conflict", True)]


@pytest.mark.parametrize(
    ("claim", "figure"),
    [
        ("确保年底前大班额全部消除。", LEFT),  # a plan
        ("大班额尚未全部消除。", LEFT),
        ("超大班额已全部消除。", LEFT),  # of another kind
        ("小学大班额已全部消除。", "初中仍有大班额{12个|大班额|初中}。"),
        ("2020年大班额已全部消除。", "仍有大班额{12个|大班额||2023}。"),
        ("针对反馈意见，大班额已全部消除。", LEFT),
        ("大班额已全部消除。", "原有大班额{12个|大班额}。"),
        ("大班额已全部消除。", "年初仍有大班额{12个|大班额}。"),
        ("大班额已全部消除。", "仍有大班额{12个|大班额}，秋季全部消除。"),
        ("大班额已全部消除。", "消除大班额{12个|大班额}。"),
        ("各校生均运动场馆面积均达到标准。", SHORT),
        ("课后服务已实现全覆盖。", "{100%|课后服务覆盖率}的学生参加。"),
        ("营养午餐已实现全覆盖。", COVERED),
        ("专职保安配备率{100%|专职保安配备率}。", "仍有{5所}学校未配备一键报警设备。"),
        ("小学专职保安配备率{100%|专职保安配备率}。", "仍有{5所|学校|初中}学校未配备专职保安。"),
    ],
)
def test_what_may_be_said_beside_a_figure_of_what_is_left(claim: str, figure: str) -> None:
    assert wrong(f"{claim}\n{figure}") == []
