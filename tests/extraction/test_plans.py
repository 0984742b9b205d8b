import pytest

from tests.extraction.sentences import figures

REPORT = """青山县教育工作报告
一、基本情况
{done}
二、存在问题
（一）学位不足。城区学校拥挤，学位缺口较大。
（二）教师不足。部分学科教师缺编，结构性矛盾突出。
三、下一步工作打算
（一）扩大学位。{first}
（二）补充教师。{second}
"""


def roles(done: str = "", first: str = "加快建设。", second: str = "加大招聘。") -> list[str]:
    return [metric.role.value for metric in figures(REPORT.format(done=done, first=first, second=second))]


@pytest.mark.parametrize(
    "text",
    [
        "新建学校3所，新增学位2400个。",
        "每年补充教师不少于150名。",
        "安排专项资金9亿元，比上年增长3%。",
        "对36所学校开展专项检查，举办培训2期。",
        "交流轮岗比例达到10%以上。",
    ],
)
def test_what_stands_in_a_plan_is_promised(text: str) -> None:
    assert set(roles(first=text)) == {"target"}
    assert "target" not in roles(done=text.replace("不少于", "").replace("以上", ""))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("已新建学校3所。", "change"),
        ("目前缺教师90名。", "level"),
        ("鼓励区内三所职业学校参与。", "level"),
    ],
)
def test_what_a_plan_says_is_so_is_not_promised(text: str, role: str) -> None:
    assert roles(second=text) == [role]


def test_a_cell_of_measures_promises_and_one_of_progress_does_not() -> None:
    found = figures(
        "整改台账\n序号\t存在问题\t整改措施\t完成时限\t进展情况\n"
        "1\t公办园占比低，学位缺口300个\t新建公办园3所，新增学位360个\t2025年8月\t新建公办园1所\n"
        "2\t教师培训不足，经费缺口20万元\t下发提醒函12份，安排培训费60万元\t2025年6月\t拨付经费30万元\n"
    )
    assert [(m.quote, m.role.value) for m in found if m.role.value != "level"] == [
        ("3所", "target"),
        ("360个", "target"),
        ("1所", "change"),
        ("12份", "example"),
        ("60万元", "target"),
    ]


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("关于印发青山县2024年控辍保学专项行动方案的通知", "target target level example"),
        ("青山县教育局2024年工作要点", "target target level example"),
        ("青山县教育局2023年工作总结", "level change level example"),
        ("关于控辍保学督导情况的通报", "level change level example"),
        ("青山县教育问题整改方案", "level change level example"),
    ],
)
def test_a_circular_or_plan_prescribes_what_it_does_not_say_is_so(title: str, roles: str) -> None:
    found = figures(
        f"{title}\n一、主要任务\n义务教育巩固率达到99%，新建学校3所。全县15个乡镇全部参加。暑期共走访家庭620户。\n"
    )
    assert [m.role.value for m in found] == roles.split()


def test_what_a_reply_has_mended_or_quotes_is_not_promised() -> None:
    found = figures(
        "青山县督导反馈问题整改报告\n一、整改情况\n"
        "1.关于“5所学校生均用地不足，缺教师30名”的问题\n整改情况：投入资金800万元，新建学校2所。\n"
        "2.关于“大班额有12个”的问题\n整改情况：新增学位900个。\n"
        "二、下一步打算\n新增学位500个。\n"
    )
    assert [m.role.value for m in found] == ["level", "level", "level", "change", "level", "change", "target"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "一、存在问题和努力方向\n城区缺学位600个。\n下一步：1.新增学位900个。2.招聘教师50名。\n",
            "level target target",
        ),
        ("一、2024年重点工作\n新建幼儿园4所。\n", "target"),
        ("一、落实重点任务\n新建幼儿园4所。\n", "change"),
    ],
)
def test_where_a_plan_begins(text: str, roles: str) -> None:
    found = figures("青山县教育工作报告\n" + text)
    assert [m.role.value for m in found] == roles.split()
