"""What leaves nothing out, what cannot be more than there was, what a calendar or an order of places denies."""

import pytest

from tests.checking.marked import right, wrong


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        # shares that leave nothing out
        (
            "家长评价中，满意的占{71.3%}、基本满意的占{22.5%}、不满意的占{8.2%}。",
            ("sum", ("71.3%", "22.5%", "8.2%"), False),
        ),
        ("学段不分，公办校学生占{61.2%}，民办校学生占{42.8%}。", ("sum", ("61.2%", "42.8%"), False)),
        (
            "体测优秀率{21.4%}、良好率{38.2%}、及格率{37.1%}、不及格率{5.3%}。",
            ("sum", ("21.4%", "38.2%", "37.1%", "5.3%"), False),
        ),
        ("学历为研究生的占{8.5%}、本科占{78.3%}、专科占{19.2%}。", ("sum", ("8.5%", "78.3%", "19.2%"), False)),
        ("中央资金占{42%}，省级资金占{31%}，县级资金占{37%}。", ("sum", ("42%", "31%", "37%"), True)),
        # parts in the items below a colon
        (
            "项目支出{1.84亿元}，重点保障：\n一是迁建，安排{6500万元}；\n二是改善，安排{4380万元}；\n三是其他{7790万元}。",
            ("sum", ("1.84亿元", "6500万元", "4380万元", "7790万元"), True),
        ),
        # what covers all together
        (
            "在园幼儿{9860人|在园幼儿}，其中公办园{5916人|在园幼儿|公办园}、普惠性民办园{2958人|在园幼儿|普惠性民办园}，"
            "普惠率{85%|普惠率}。",
            ("ratio", ("5916人", "2958人", "9860人", "85%"), True),
        ),
        # more than there was
        ("共印发调查表{860份}，收回{874份}。", ("range", ("874份", "860份"), False)),
        ("应检学生{2310人}，实检{2321人}。", ("range", ("2321人", "2310人"), False)),
        ("巡查中受理举报{46件}，其中来信{12件}，已办结{49件}。", ("range", ("49件", "46件"), False)),
        ("九年级毕业{1420人}，升入普通高中{1436人}。", ("range", ("1436人", "1420人"), False)),
        ("|项目\t涉及学校\t已整改\n|校舍\t{14所}\t{17所}\n|围墙\t{9所}\t{6所}", ("range", ("17所", "14所"), False)),
        # the calendar
        ("于4月9日至4月18日，历时{14天}，查阅了档案。", ("difference", ("14天",), False)),
        ("培训7月2日开始，7月11日结束，为期{8天}。", ("difference", ("8天",), True)),
        ("2019—2023年，三年累计投入{8.6亿元}。", ("difference", ("8.6亿元",), False)),
        # each of a list against its own bound, and all of a list against one
        ("小学系数{0.412}、初中{0.463}，分别低于小学{0.50}、初中{0.45}。", ("conflict", ("0.463", "0.45"), False)),
        (
            "三所学校为{5.1平方米}、{6.2平方米}、{4.3平方米}，均高于{4.5平方米}。",
            ("conflict", ("4.3平方米", "4.5平方米"), False),
        ),
        (
            "规划到2025年毛入园率达{93%|毛入园率|||target}。目前毛入园率{91.2%|毛入园率}，已提前达到规划目标。",
            ("conflict", ("91.2%", "93%"), False),
        ),
        # places in an order, and means
        (
            "考核中我县以{88.4分}位居首位，邻县（{90.1分}）紧随其后。",
            ("conflict", ("88.4分", "90.1分"), False),
        ),
        ("一中{86.2分}列第一，二中{84.0分}列第二，三中{85.1分}列第三。", ("conflict", ("84.0分", "85.1分"), False)),
        (
            "四个片区平均分分别为{81.2分}、{79.5分}、{83.6分}，全区平均分{84.9分}。",
            ("ratio", ("81.2分", "79.5分", "83.6分", "84.9分"), False),
        ),
    ],
)
def test_what_cannot_be_is_told(text: str, doubt: tuple[str, tuple[str, ...], bool]) -> None:
    assert doubt in wrong(text)


@pytest.mark.parametrize(
    "text",
    [
        "满意率{92.1%}，不满意率{3.2%}。",  # who is satisfied in the main is not told
        "公办园合格率{96%}，民办园合格率{88%}。",  # rates of each
        "中央资金占{42.1%}，省级资金占{31.2%}，县级资金占{26.8%}。",  # as rounded
        "目标到2025年毛入园率达{93%|毛入园率|||target}。目前毛入园率{93.4%|毛入园率}，已提前达到规划目标。",
        "重点项目投资{1.2亿元}，包括：\n（1）迁建{320万元}；\n（2）改造{80万元}；\n（3）设备{45万元}。",  # some of them
        "优秀率{31.2%}，及格率{96.8%}。",  # the latter holds the former
        "检查食堂{86个}，发现隐患{143个}。",  # of other things
        "计划培训{800人}，实际培训{860人}。",  # a plan may be overfulfilled
        "2020年至2023年，三年来共投入{8.6亿元}。",  # from one year's end to another's
        "5月6日至10日，用{5天}时间检查。",
        "7月1日至8月31日，分期培训，每期{7天}。",
        "三个学区合格率分别为{95%}、{93%}、{94%}，全县合格率{97%}。",  # there may be more of them
        "小学系数{0.412}、初中{0.443}，分别低于{0.50}、{0.45}。",
        "以{97.2分}名列第一，二中（{95.6分}）紧随其后。",
    ],
)
def test_what_may_be_is_left_alone(text: str) -> None:
    assert wrong(text) == []


def test_shares_that_leave_nothing_out_are_ticked() -> None:
    text = "满意的占{62.4%}，基本满意的占{27.8%}，不满意的占{9.8%}。"
    assert ("sum", "62.4+27.8+9.8=100") in right(text)


def test_items_below_a_colon_are_ticked() -> None:
    text = "计划招生{1980人}，具体为：\n——一小：{450人}；\n——二小：{900人}；\n——三小：{630人}。"
    assert right(text) == [("sum", "450+900+630=1980")]
