import pytest

from desktop.intake import Joined, read_bytes
from desktop.model.report import BlockKind, Report


def read(text: str) -> Report:
    return read_bytes(text.encode(), "报告.txt")


def rows(text: str) -> list[list[str]]:
    report = Joined(read(text)).report
    return [report.quote(b.start, b.end).split("\t") for b in report.blocks if b.kind is BlockKind.ROW]


HEAD = "序号\t存在问题\t整改措施\t责任单位\t时限"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # a cell in the middle goes on below
        (
            "1\t操场破损\t拨付专款，\n年内翻修。\t教育局\t六月\n2\t图书陈旧\t更新\t教育局\t七月",
            [["1", "操场破损", "拨付专款，年内翻修。", "教育局", "六月"], ["2", "图书陈旧", "更新", "教育局", "七月"]],
        ),
        (
            "1\t操场破损\t①拨付专款；\n②年内翻修；\n③加强养护。\t教育局\t六月",
            [["1", "操场破损", "①拨付专款；②年内翻修；③加强养护。", "教育局", "六月"]],
        ),
        # the last cell goes on below, the next number follows
        (
            "1\t操场破损\t翻修\t教育局\t六月前完成，\n九月验收\n2\t图书陈旧\t更新\t教育局\t七月",
            [["1", "操场破损", "翻修", "教育局", "六月前完成，九月验收"], ["2", "图书陈旧", "更新", "教育局", "七月"]],
        ),
        # rows that only lack cells, and a line under the table
        (
            "1\t操场破损\t翻修\n2\t图书陈旧\t更新\t教育局",
            [["1", "操场破损", "翻修"], ["2", "图书陈旧", "更新", "教育局"]],
        ),
        (
            "1\t操场破损\t翻修\t教育局\t六月\n注：以上问题由督导室汇总",
            [["1", "操场破损", "翻修", "教育局", "六月"]],
        ),
    ],
)
def test_a_line_break_inside_a_cell_does_not_end_the_row(lines: str, expected: list[list[str]]) -> None:
    assert rows(f"整改台账\n{HEAD}\n{lines}\n")[1:] == expected


def test_a_table_with_one_cell_a_line_and_a_counter() -> None:
    text = (
        "青山县整改台账\n序号\n问题\n措施\n责任单位\n1\n操场破损，雨天积水\n年内翻修\n教育局\n2\n图书陈旧\n教育局\n"
        "3\n校车超载\n增配校车6辆\n交通局\n以上问题按月调度。\n"
    )
    assert rows(text) == [
        ["序号", "问题", "措施", "责任单位"],
        ["1", "操场破损，雨天积水", "年内翻修", "教育局"],
        ["2", "图书陈旧", "教育局"],
        ["3", "校车超载", "增配校车6辆", "交通局"],
    ]


def test_a_table_with_one_cell_a_line_and_figures() -> None:
    text = (
        "青山县教育统计公报\n各级教育规模如下。\n学段\n学校（所）\n2023年\n小学\n41\n12034\n初中\n17\n6120\n高中\n3\n—\n\n"
        "一、规模\n稳中有升。\n"
    )
    assert rows(text) == [
        ["学段", "学校（所）", "2023年"],
        ["小学", "41", "12034"],
        ["初中", "17", "6120"],
        ["高中", "3", "—"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "学校\n青山县第一小学\n青山县第二小学\n青山县第三小学\n青山县第四小学\n青山县第五小学\n",
        "序号\n1\n2\n3\n4\n",
        "编号\n学校\n地址\n第一小学\n城东路\n",
        "项目\n一、教学楼改造\n二、运动场硬化\n投资420万元\n三、食堂扩建\n工期90天\n",
    ],
)
def test_short_lines_that_are_no_table(text: str) -> None:
    assert rows(f"青山县教育工作报告\n情况如下。\n{text}\n以上。\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a name set wide, blanks of both widths, figures that a scan misread
        (
            "  学  段    学校(所)   学生（人）\n"
            "  小  学    31        8O20\n  初\u3000\u3000中    l2\u3000\u3000  4105\n",
            [["学  段", "学校(所)", "学生（人）"], ["小  学", "31", "8O20"], ["初\u3000\u3000中", "l2", "4105"]],
        ),
        # one wide blank alone parts the cells
        (
            "学段\u3000学校(所)\u3000学生(万人)\n小学\u300031\u30001.86\n初\u3000中\u300012\u30000.93\n",
            [["学段", "学校(所)", "学生(万人)"], ["小学", "31", "1.86"], ["初\u3000中", "12", "0.93"]],
        ),
        # the corner above the names is empty
        (
            "         班级数    学生数\n东关小学   12     530\n西关小学   9      —\n",
            [["班级数", "学生数"], ["东关小学", "12", "530"], ["西关小学", "9", "—"]],
        ),
        # one line is no table, nor are lines of labels, sentences with blanks in them, or rows of other lengths
        ("乡镇   学校   学生\n城关   12   5300\n以上为今年情况。\n", []),
        (
            "责任单位：教育局   配合单位：财政局\n电话：12   备注：3\n科室：2   备注：4\n",
            [],
        ),
        (
            "全县现有小学，   初中，   高中\n投入3000万元，   5%，   20%\n教师700人，   40人，   6%\n",
            [],
        ),
        ("乡镇   学校   学生\n城关   12\n东河   9   480   3\n", []),
    ],
)
def test_blanks_alone_may_part_the_cells_of_a_table(text: str, expected: list[list[str]]) -> None:
    assert rows(f"全县小学和初中的情况如下。\n{text}") == expected
