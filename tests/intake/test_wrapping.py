from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.intake import Joined, read_bytes
from desktop.model.examination import Examination
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Metric
from desktop.model.problem import Measure, Problem, ProblemOrigin
from desktop.model.report import BlockKind, Report

ONE = (
    "一九五二年，全县有完全小学十二所，初级小学八十六所，教师三百二十人。是年推行速成识字法，开办冬学一百四十处，"
    "入学者九千余人，其中妇女占四成，成绩显著，受到行署表彰，并派员赴省城介绍办学经验。"
)
TWO = (
    "一九六五年，实行两种教育制度，发展耕读小学四百余所，学龄儿童入学率由六成提高到八成五，"
    "仍有边远村寨儿童无校可上，师资不足，设备简陋。次年停办大半，至一九七二年始陆续恢复。"
)
THREE = (
    "督导组实地察看学校二十二所，召开座谈会十四场，个别访谈教师、学生和家长二百余人，查阅近三年文件、台账和会议记录。"
)


def read(text: str) -> Report:
    return read_bytes(text.encode(), "报告.txt")


def wrap(words: str, width: int, indent: str = "") -> list[str]:
    whole = indent + words
    return [whole[at : at + width] for at in range(0, len(whole), width)]


def body(text: str) -> list[str]:
    """List the blocks that are not furniture, their line breaks taken out."""
    report = read(text)
    assert [report.text[block.start : block.end] for block in report.blocks]
    kept = [block for block in report.blocks if block.kind is not BlockKind.FURNITURE]
    return ["".join(report.quote(b.start, b.end).split()) for b in kept]


@pytest.mark.parametrize("width", [20, 28, 36, 44])
def test_lines_of_one_length_are_one_paragraph(width: int) -> None:
    lines = ["第二节　小学", *wrap(ONE, width), *wrap(TWO, width), "第三节　中学", *wrap(TWO, width)]
    assert body("\n".join(lines)) == ["第二节小学", ONE, TWO, "第三节中学", TWO]


def test_a_line_may_begin_with_what_looks_like_a_mark_or_with_a_stop() -> None:
    # the margin cuts 3,21|5人 and sets 、 and 。 at the head of a line
    told = "至一九八〇年底，全区共有公办民办各类中小学教职工合计3,21"
    rest = "5人，其中民办教师1 1"
    more = "20、代课教师二百一十四人，分布在二十一个公社，乡村教师占九成"
    lines = [told, rest.ljust(len(told), "又"), more.ljust(len(told), "再"), "、城镇一成", "。"]
    joined = "".join("".join(lines).split())
    assert body("\n".join(["第一节　教师", *lines, *wrap(ONE, len(told))]))[1] == joined


def test_a_numbered_point_that_begins_a_line_stays_in_its_paragraph() -> None:
    problems = (
        "一是学位供给仍然紧张，城区六所小学平均班额超过五十人，部分学校占用功能室作教室。"
        "二是教师结构不够合理，英语、音乐教师缺口较大，年龄老化。"
        "三是管理水平不高，部分学校制度不健全，督查问责跟进不及时。四是经费保障乏力，培训费提取不足。"
    )
    for width in range(28, 46):
        lines = [
            *wrap(THREE, width, "　　"),
            "二、存在问题",
            *wrap(problems, width, "　　"),
            "三、意见建议",
            *wrap(THREE + THREE, width, "　　"),
        ]
        assert body("\n".join(lines))[1:4] == ["二、存在问题", problems, "三、意见建议"]


def test_lines_cut_by_hand_at_about_one_length_are_joined_by_the_indent_of_paragraphs() -> None:
    text = (
        "    县政府把教育摆在优先发展的战略地位，先后出台文件九份，教育总投入由2020年的\n"
        "12.3亿元增加到2022年的14.1亿元，财政性教育经费占比逐年提高，生均公用\n经费按时足额拨付到校，没有挤占、挪用。\n"
        "    督导组认为，县政府主要负责同志重视教育，各部门协同配合，形成了\n齐抓共管的局面。但城区大班额仍未消除，\n"
        "乡村学校音体美教师紧缺，校园安全设施配备还有差距，需要引起高度重视，并在今后\n工作中逐步加以解决。\n"
        "    请县政府认真研究督导意见，制定整改方案，明确责任单位和完成时限，于三十日内报\n送市督导办。\n"
        "    此外，要加强对学校的日常督导，完善责任督学挂牌制度，每学期对辖区学校\n督导不少于两次，结果作为考核依据。\n"
    )
    heads = ["县政府把", "督导组认", "请县政府", "此外，要"]
    assert [each[:4] for each in body(text)] == heads


def test_paragraphs_set_apart_by_empty_lines_are_joined_even_after_a_full_stop() -> None:
    text = "\n\n".join("\n".join(wrap(each, 23)) for each in (ONE, TWO, ONE))
    assert body(text) == [ONE, TWO, ONE]


@pytest.mark.parametrize("number", ["· 186 ·", "- 12 -", "县志教育卷　　—87—", "· 186 ·　　县志教育卷", "第 9 页"])
def test_a_page_number_in_the_middle_of_a_sentence_does_not_part_it(number: str) -> None:
    lines = wrap(ONE, 30)
    text = "\n".join(["第一节　小学", lines[0], number, *lines[1:], *wrap(TWO, 30), number, *wrap(ONE, 30)])
    report = read(text)
    paragraphs = [block for block in report.blocks if block.kind is BlockKind.PARAGRAPH]
    assert len(paragraphs) == 3
    joined = Joined(report).report
    assert [joined.quote(b.start, b.end) for b in joined.blocks if b.kind is BlockKind.PARAGRAPH] == [ONE, TWO, ONE]
    assert [report.quote(b.start, b.end) for b in report.blocks if b.kind is BlockKind.FURNITURE] == [number]


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("按指标综合测算，小学系数为0.36，初中系数", "为0.41，均低于标准。"),
        ("标准由500元提高到650元，每生每年多拨", "150元。"),
        ("城区学位偏紧，有大班额的学校共", "12所，主要在老城。"),
    ],
)
def test_a_line_that_no_paragraph_begins_with_goes_on_with_the_one_before(line: str, after: str) -> None:
    assert body(f"一、总体情况\n{line}\n{after}\n二、下步打算") == ["一、总体情况", line + after, "二、下步打算"]
    assert body(f"一、总体情况\n{line}。\n{after}")[1:] == [line + "。", after]


def test_whole_paragraphs_of_like_length_are_left_alone() -> None:
    lines = [f"{name}小学位于城东街道，现有教学班十八个，学生八百余人。" for name in "甲乙丙丁戊己庚辛"]
    assert body("\n".join(lines)) == lines
    cells = [f"第{name}小学　教学楼、综合楼、食堂　二〇一九年" for name in "甲乙丙丁戊己庚辛"]
    assert len(body("\n".join(["学校一览", *cells]))) == len(cells) + 1


def test_what_never_shows_does_not_cut_a_number() -> None:
    text = "一、规模\n全县在校生12\u200b345人，\u200e其中女生5\xad6\u206078人。\u200b\r\n\ufeff投入稳定增长。"
    report = read(text)
    joined = Joined(report)
    assert "在校生12345人，其中女生5678人" in joined.report.text
    at = joined.report.text.index("5678人")
    problem = Problem(start=at, end=at + 5, quote="5678人", origin=ProblemOrigin.INLINE)
    (found,) = joined.restored(Examination(report=joined.report, problems=(problem,))).problems
    assert text[found.start : found.end] == found.quote == "5\xad6\u206078人"


def test_what_a_conversion_left_behind_is_not_read() -> None:
    text = (
        "[bookmark: _Toc5566]二、困难\n[bookmark: _GoBack]\n共有小学1[bookmark: a]2所[bookmark: _GoBack]。[bookmark: b]"
    )
    report = read(text)
    assert [(block.kind, report.quote(block.start, block.end)[:4]) for block in report.blocks] == [
        (BlockKind.HEADING, "二、困难"),
        (BlockKind.PARAGRAPH, "共有小学"),
    ]
    joined = Joined(report).report
    assert joined.quote(joined.blocks[1].start, joined.blocks[1].end) == "共有小学12所。"


def test_what_is_read_in_the_joined_report_gets_its_place_back() -> None:
    report = read("\n".join(["第二节　小学", *wrap(ONE, 25), *wrap(TWO, 25)]))
    joined = Joined(report)
    assert joined.report.text == "\n".join(["第二节　小学", ONE, TWO])
    problem = joined.report.text.index("师资不足")
    measure = joined.report.text.index("至一九七二年始陆续恢复")
    found = joined.restored(
        Examination(
            report=joined.report,
            problems=(Problem(start=problem, end=problem + 4, quote="师资不足", origin=ProblemOrigin.INLINE),),
            measures=(Measure(start=measure, end=measure + 11, quote="至一九七二年始陆续恢复", answers=(problem,)),),
            findings=(Finding(check=Relation.RANGE, anchors=(problem, measure), says=""),),
        )
    )
    assert found.report is report
    for mark, quote in ((found.problems[0], "师资不足"), (found.measures[0], "至一九七二年始陆续恢复")):
        assert report.quote(mark.start, mark.end) == mark.quote
        assert mark.quote.replace("\n", "") == quote
    assert found.measures[0].answers == (found.problems[0].start,)
    assert found.findings[0].anchors == (found.problems[0].start, found.measures[0].start)
    figure = Metric(
        start=report.text.index("四百余"), end=report.text.index("四百余") + 4, quote="四百余所", value=Decimal(400)
    )
    assert joined.seen((figure,))[0].start == joined.report.text.index("四百余所")


PIECES = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\n\n",
        "\t",
        "　　",
        "- 7 -\n",
        "序号\n问题\n措施\n1\n甲\n乙\n2\n丙\n丁\n",
        "1\t甲\t乙，\n丙\t丁\n",
        "\u2028",
    ]
    + wrap(ONE, 25)
    + [line + "\n" for line in wrap(TWO, 25)]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_place_in_the_joined_report_is_one_in_the_report(text: str) -> None:
    report = read("头" + text)
    joined = Joined(report)
    seen = joined.report
    marks = tuple(
        Problem(start=b.start, end=b.end, quote=seen.quote(b.start, b.end), origin=ProblemOrigin.SELF)
        for b in seen.blocks
    )
    back = joined.restored(Examination(report=seen, problems=marks)).problems
    assert [(mark.start, mark.end) for mark in back] == [(block.start, block.end) for block in report.blocks]
    for mark, there in zip(marks, back, strict=True):
        assert there.quote == report.quote(there.start, there.end)
        assert not set(mark.quote) & set("\r\n")
        assert mark.quote[0] == there.quote[0]
        assert mark.quote[-1] == there.quote[-1]


def test_a_report_without_wrapped_lines_is_seen_as_it_is() -> None:
    report = read(f"一、概况\n{ONE}\n{TWO}")
    joined = Joined(report)
    found = Examination(report=report)
    assert joined.report is report
    assert joined.restored(found) is found
