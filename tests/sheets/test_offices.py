"""Rule tables as ten offices lay them out: what is read, what is proposed, what is told. All are inventions."""

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.model.draft import Reading
from desktop.scoring import notation
from desktop.sheets import prose
from desktop.sheets.checklist_in import guessed
from tests.intake import biff
from tests.sheets.test_checklist_in import Rows, saved

D = Decimal


class Office(NamedTuple):
    """A table with its merged areas, and what is expected: items, rules of the whole, what is told."""

    sheets: dict[str, Rows]
    merges: tuple[str, ...]
    items: tuple[str, ...]
    rules: tuple[str, ...]
    told: tuple[tuple[str, str], ...] = ()


OFFICES = {
    "two title rows, numbers beside, points in names, words below the total": Office(
        {
            "细则": (
                ("某区教育督导评分细则",),
                ("（总分100分，等次：90分及以上为优秀，80至89分为良好，60至79分为合格，60分以下为不合格）",),
                (),
                ("序号", "评估内容", "序号", "评估要点", "评分办法", "得分"),
                (1, "党的建设（45分）", 1, "书记抓教育（15分）", "查会议记录。每缺一次扣2分，扣完为止。", None),
                (None, None, 2, "责任落实（10分）", "未落实不得分。", None),
                (None, None, 3, "思政课（20分）", "每发现一处问题扣0.5分，最多扣5分。", None),
                (2, "经费（55分）", 4, "两个只增不减（30分）", "一项不达标扣15分", None),
                (None, None, 5, "公用经费（25分）", "按时拨付；每拖欠一所学校扣1分，扣完为止", None),
                ("合计", None, None, "100分", None, None),
                ("注：1.本表由评估组填写。2.得分保留一位小数。",),
                ("出现下列情形之一的，实行一票否决，直接定为不合格：1.发生重大责任事故；2.拖欠工资。",),
            )
        },
        ("A1:F1", "A5:A7", "B5:B7", "A8:A9", "B8:B9"),
        (
            "党的建设/书记抓教育/扣分：满分=15；每处扣=2；单位=次",
            "党的建设/责任落实/得分：满分=10",
            "党的建设/思政课/扣分：满分=20；每处扣=0.5；最低=15",
            "经费/两个只增不减/扣分：满分=30；每处扣=15；单位=项",
            "经费/公用经费/扣分：满分=25；每处扣=1；单位=所",
            "一票否决情形/发生重大责任事故/等级：等级=未出现|出现",
            "一票否决情形/拖欠工资/等级：等级=未出现|出现",
        ),
        ("相加", "分档：分档=90/优秀|80/良好|60/合格|0/不合格", "否决：项目=D3；等次=不合格"),
    ),
    "a column for each level, weights that nothing can use": Office(
        {
            "指标": (
                ("A级指标", "B级指标", "C级指标", "权重", "A等", "B等", "C等", "自评分"),
                ("职责", "领导", "会议研究", 0.4, "四次以上", "三次", "两次", None),
                (None, None, "机构独立", 0.35, "独立", "合署", "挂靠", None),
                (None, "保障", "编制", 0.25, "满编", "缺编较少", "缺编较多", None),
            )
        },
        ("A2:A4", "B2:B3"),
        (
            "职责/领导：会议研究/等级：等级=A等//四次以上|B等//三次|C等//两次",
            "职责/领导：机构独立/等级：等级=A等//独立|B等//合署|C等//挂靠",
            "职责/保障：编制/等级：等级=A等//满编|B等//缺编较少|C等//缺编较多",
        ),
        (),
        (("A2", "权重没有采用"),),
    ),
    "weights of the upper level": Office(
        {
            "表": (
                ("某县普及普惠评估表",),
                ("一级指标", "权重", "二级指标", "评估标准", "满分"),
                ("普及", "40%", "入园率", "九成以上", 60),
                (None, None, "普惠率", "八成五以上", 40),
                ("质量", "60%", "去小学化", "没有", 50),
                (None, None, "师资", "两教一保", 50),
                ("得分90分（含）以上为A等，75（含）—90分为B等，75分以下为C等。",),
            )
        },
        ("A3:A4", "B3:B4", "A5:A6", "B5:B6"),
        (
            "普及/入园率/得分：满分=60",
            "普及/普惠率/得分：满分=40",
            "质量/去小学化/得分：满分=50",
            "质量/师资/得分：满分=50",
        ),
        ("加权：权重=D1/40|D2/60", "分档：分档=90/A等|75/B等|0/C等"),
    ),
    "weights of the items, for want of points": Office(
        {
            "表": (
                ("一级指标", "观测点", "权重(%)", "评价标准"),
                ("甲", "一", 30, "好"),
                (None, "二", 30, "好"),
                ("乙", "三", 40, "好"),
            )
        },
        ("A2:A3",),
        ("甲/一/得分：满分=30", "甲/二/得分：满分=30", "乙/三/得分：满分=40"),
        ("相加",),
    ),
    "bonus and veto as parts, a total without the bonus": Office(
        {
            "考核": (
                ("考核项目", "考核内容", "考核标准", "分值"),
                ("落实", "教育规划", "有规划得满分", "50"),
                (None, "督导整改", "逐条整改", "30分"),
                (None, "信息报送", "每迟报一次扣1分", 20),
                ("加分项（最高加5分）", "获表彰", "每项加2分", 4),
                (None, "经验推广", "每项加1分", 3),
                ("一票否决项", "重大安全事故", "出现即否决", None),
                ("总分", None, None, 100),
            )
        },
        ("A2:A4", "A5:A6"),
        (
            "落实/教育规划/得分：满分=50",
            "落实/督导整改/得分：满分=30",
            "落实/信息报送/扣分：满分=20；每处扣=1；单位=次",
            "加分项（最高加5分）/获表彰/得分：满分=4",
            "加分项（最高加5分）/经验推广/得分：满分=3",
            "一票否决项/重大安全事故/等级：等级=未出现|出现",
        ),
        ("相加", "加分：项目=D2；最多加=5", "否决：项目=D3"),
    ),
    "several sheets, the bands on the first": Office(
        {
            "说明": (
                ("一、本表适用于县级自评。",),
                ("二、总分200分。得分率≥85%为优秀，70%-85%为良好，低于70%为待改进。",),
            ),
            "义务教育": (
                ("编号", "评估指标", "评估标准", "分值"),
                ("Y1", "班额", "达标", 60),
                ("Y2", "师资", "达标", 40),
            ),
            "学前教育": (
                ("编号", "评估指标", "评估标准", "分值"),
                ("X1", "公办率", "五成", 60),
                ("X2", "普惠率", "八成", 40),
            ),
            "汇总": (("板块", "得分"), ("义务教育", None)),
        },
        (),
        (
            "义务教育/班额/得分：满分=60",
            "义务教育/师资/得分：满分=40",
            "学前教育/公办率/得分：满分=60",
            "学前教育/普惠率/得分：满分=40",
        ),
        ("相加", "分档：分档=170/优秀|140/良好|0/待改进"),
    ),
    "a heading of two rows, two columns of points": Office(
        {
            "表": (
                ("评价维度", "评价指标", "分值", None, "评价说明"),
                (None, None, "小学", "初中", None),
                ("教学", "课程", 10, 12, "对照课表"),
                (None, "作业", 10, 8, "抽查"),
                ("小计", None, 20, 20, None),
            )
        },
        ("A1:A2", "B1:B2", "C1:D1", "E1:E2", "A3:A4"),
        ("教学/课程/得分：满分=10", "教学/作业/得分：满分=10"),
        ("相加",),
        (("D2", "也像是分值"),),
    ),
    "levels told by their numbers in one column, standards over several rows": Office(
        {
            "表": (
                (None, "评估指标", None, "评估要求", "标准分"),
                (None, "一、方向", None, None, 30),
                (None, "1.育人", None, "（1）有体系", 10),
                (None, None, None, "（2）有记录", None),
                (),
                (None, "2.五育并举", None, "每少一门扣2分", 20),
                (None, "二、管理", None, None, 70),
                (None, "3.章程", None, "经核准", 30),
                (None, "4.安全", None, "每发现一处隐患扣0.5分", 35),
                (None, "组长签字：", None, "年  月  日", None),
            )
        },
        (),
        (
            "一、方向/1.育人/得分：满分=10",
            "一、方向/2.五育并举/扣分：满分=20；每处扣=2；单位=门",
            "二、管理/3.章程/得分：满分=30",
            "二、管理/4.安全/扣分：满分=35；每处扣=0.5",
        ),
        ("相加",),
        (("B7", "写的是 70 分，所属各项相加为 65 分"),),
    ),
    "points at the end of the names, grades in a sentence": Office(
        {
            "表": (
                ("评估项目及分值", "评估标准"),
                ("队伍 25分", "学历达标20分；每缺1人扣1分"),
                ("条件 35 分", "校舍达标"),
                ("质量（共40分）", "监测位次"),
                ("结果分为三个等级：优秀（总分90分以上）、合格（60-89分）、不合格（59分以下），由督导组评定。", None),
            )
        },
        (),
        ("表/队伍/扣分：满分=25；每处扣=1；单位=人", "表/条件/得分：满分=35", "表/质量/得分：满分=40"),
        ("相加", "分档：分档=90/优秀|60/合格|0/不合格"),
    ),
    "rows that only name a part, over the whole width": Office(
        {
            "表": (
                ("序号", "检查内容", "评分标准", "配分"),
                ("一、规划（30分）", None, None, None),
                (1, "纳入规划", "有文件", 30),
                ("二、投入（70分）", None, None, None),
                (2, "按时拨付", "有凭证；每延迟1个百分点扣2分", 70),
                ("共 计", None, None, 100),
            )
        },
        ("A2:D2", "A4:D4"),
        (
            "一、规划/纳入规划/得分：满分=30",
            "二、投入/按时拨付/扣分：满分=70；每处扣=2；单位=个百分点",
        ),
        ("相加",),
    ),
}


@pytest.mark.parametrize("office", OFFICES.values(), ids=OFFICES)
def test_a_table_of_an_office_is_read(tmp_path: Path, office: Office) -> None:
    draft = guessed(saved(tmp_path / "表.xlsx", *office.merges, **office.sheets))
    assert [(fault.cell, fault.blocking) for fault in draft.faults] == [(cell, False) for cell, _ in office.told]
    for fault, (_, says) in zip(draft.faults, office.told, strict=True):
        assert says in fault.says
    assert draft.checklist is not None
    told = [
        f"{part.name}/{i.name}/{notation.written(i.rule)}" for part in draft.checklist.dimensions for i in part.items
    ]
    assert told == list(office.items)
    assert tuple(map(notation.written, draft.checklist.scheme.rules)) == office.rules


@pytest.mark.parametrize(
    ("rows", "merges", "cell", "says"),
    [
        (
            (
                ("某县评估表（100分）",),
                ("一级指标", "分值", "二级指标", "分值", "评分标准"),
                ("制度", 40, "机构", 20, "有文件"),
                (None, None, "经费", 20, "列预算"),
                ("宣传", 60, "推普周", 25, "有活动"),
            ),
            ("A3:A4", "B3:B4"),
            "A1",
            "写的总分是 100 分，各项相加为 65 分",
        ),
        (
            (("一级指标", "权重", "评价要点"), ("甲", "多", "一"), ("乙", "50%", "二"), ("丙", "50%", "三")),
            (),
            "B2",
            "权重应是大于 0 的数",
        ),
    ],
)
def test_what_stops_an_import_is_named(
    tmp_path: Path, rows: Rows, merges: tuple[str, ...], cell: str, says: str
) -> None:
    draft = guessed(saved(tmp_path / "表.xlsx", *merges, 表=rows))
    assert draft.checklist is None
    (fault,) = [fault for fault in draft.faults if fault.blocking]
    assert fault.cell == cell
    assert says in fault.says


def test_a_table_of_headings_alone_gives_nothing(tmp_path: Path) -> None:
    draft = guessed(saved(tmp_path / "表.xlsx", 表=(("评分项", "分值", "初中分值"),)))
    assert draft.checklist is None
    assert [(fault.cell, fault.blocking) for fault in draft.faults] == [("C1", False), ("A1", True)]


def test_what_is_proposed_can_be_refused(tmp_path: Path) -> None:
    office = next(iter(OFFICES.values()))
    path = saved(tmp_path / "表.xlsx", *office.merges, **office.sheets)
    first = guessed(path)
    assert [(each.cell, each.rule.partition("：")[0]) for each in first.proposals] == [("A2", "分档"), ("A12", "否决")]
    second = guessed(path, Reading(guesses=first.guesses, refused=frozenset({first.proposals[1].key})))
    assert second.proposals == first.proposals
    assert second.checklist is not None
    assert len(second.checklist.dimensions) == 2
    assert [rule.type for rule in second.checklist.scheme.rules] == ["sum", "bands"]


BANDS = [
    ("总分≥90分为优秀，≥80分为良好，≥60分为合格，＜60分为不合格", "90/优秀|80/良好|60/合格|0/不合格"),
    (
        "等次划分：优秀：90—100分；良好：80—89.9分；合格：60—79.9分；不合格：60分以下",
        "90/优秀|80/良好|60/合格|0/不合格",
    ),
    ("综合得分在95分以上的评为一等，85-95分的评为二等，85分以下的评为三等", "95/一等|85/二等|0/三等"),
    ("等级：A级（100-90分）、B级（89-75分）、C级（74分及以下）", "90/A级|75/B级|0/C级"),
    ("得分率达到90%以上为达标，80%至90%为基本达标，不足80%为未达标", "108/达标|96/基本达标|0/未达标"),
    ("结果分为优秀、良好、合格、不合格四个等次", ""),
    ("普惠率达到85%以上得满分，80%以上得一半", ""),
    ("总分3月至5月自评，6月为复评", ""),
    ("总分90分以上为优秀", ""),
]


@pytest.mark.parametrize(("text", "wanted"), BANDS)
def test_bands_are_read_from_words(text: str, wanted: str) -> None:
    found = prose.bands(text, D(120))
    assert (notation.written(found) if found else "") == (f"分档：分档={wanted}" if wanted else "")


@pytest.mark.parametrize(
    ("text", "cases", "grade"),
    [
        (
            "有以下情形之一的，直接评为不合格：\n（一）发生责任事故的\n（二）弄虚作假的。",
            ("发生责任事故", "弄虚作假"),
            "不合格",
        ),
        ("凡存在下列问题之一的学校取消评优资格：①有偿补课；②体罚学生", ("有偿补课", "体罚学生"), ""),
        ("有下列情形之一的可加分：1.获奖；2.推广", None, ""),
        ("出现重大事故的一票否决", None, ""),
    ],
)
def test_vetoes_are_read_from_words(text: str, cases: tuple[str, ...] | None, grade: str) -> None:
    found = prose.vetoes(text)
    assert (found.cases if found else None) == cases
    assert (found.grade if found else "") == grade


def test_a_table_of_the_format_before_2007_is_read(tmp_path: Path) -> None:
    path = tmp_path / "旧表.xls"
    path.write_bytes(
        biff.workbook(
            [
                *biff.row(0, "一级指标", "评价要点", "分值"),
                *biff.row(1, "甲", "一", 5.0),
                *biff.row(2, None, "二", 6.5),
                biff.merged(1, 2, 0, 0),
            ],
            biff.row(0, "看过"),
        )
    )
    held = guessed(path).checklist
    assert held is not None
    assert [(part.name, [item.max_points for item in part.items]) for part in held.dimensions] == [
        ("甲", [D(5), D("6.5")])
    ]
