from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.intake import read_bytes
from desktop.model.report import BlockKind, Report
from tests.growth import grows_with_length

PROSE = "全县教育系统围绕年度目标任务，稳步推进各项工作，取得了积极进展，群众满意度不断提升。"


def read(text: str) -> Report:
    return read_bytes(text.encode(), "报告.txt")


def outline(text: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.quote) for heading in read(text).headings()]


def kinds(text: str) -> list[tuple[str, str]]:
    report = read(text)
    return [(block.kind.value, report.quote(block.start, block.end)) for block in report.blocks]


PIECES = st.sampled_from(
    [
        *"一二三九十是第、（）()1.．①“”《》：；，。 \t\r\n\u3000\u2028\x0b\x0c\ufeff\u200b\U0001f600壹第章部分xX%",
        "\r\n",
        "一、基本情况",
        "（一）",
        "1．关于“校舍”的问题",
        "一是",
        "版权所有",
        "- 3 -",
        "关于",
        "报告",
        "人民政府",
        "2023年1月2日",
        PROSE,
        "索引号：",
        "学校" * 40,
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=60).map("".join) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200)
)
def test_every_character_that_shows_is_in_exactly_one_block(text: str) -> None:
    text = "头" + text
    report = read(text)
    assert report.text == text
    covered = [0] * len(text)
    behind = 0
    for block in report.blocks:
        assert behind <= block.start < block.end <= len(text)
        assert (block.level is not None) == (block.kind is BlockKind.HEADING)
        # A row begins with its first cell, an empty one, too.
        assert not text[block.start].isspace() or (block.kind is BlockKind.ROW and text[block.start] == "\t")
        assert not text[block.end - 1].isspace()
        behind = block.end
        for at in range(block.start, block.end):
            covered[at] += 1
    assert all(count == 1 for count, character in zip(covered, text, strict=True) if not character.isspace())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"青山县人民政府履行教育职责自评报告\n一、基本情况\n{PROSE}\n（一）经费投入。{PROSE}\n1.校舍建设\n{PROSE}\n一是抓规划。{PROSE}",
            [
                (0, "青山县人民政府履行教育职责自评报告"),
                (1, "一、基本情况"),
                (2, "（一）经费投入。"),
                (3, "1.校舍建设"),
                (4, "一是抓规划。"),
            ],
        ),
        (
            f"第一部分 工作成效\n一、经费\n{PROSE}\n第二部分 问题与打算\n一、问题\n{PROSE}\n（一）校舍\n{PROSE}",
            [
                (1, "第一部分 工作成效"),
                (2, "一、经费"),
                (1, "第二部分 问题与打算"),
                (2, "一、问题"),
                (3, "（一）校舍"),
            ],
        ),
        (
            f"壹、基本情况\n{PROSE}\n一、学校\n{PROSE}\n（一）小学\n{PROSE}",
            [(1, "壹、基本情况"), (2, "一、学校"), (3, "（一）小学")],
        ),
        # a gap or a point does after 壹 what 、 does
        (
            f"壹  基本情况\n{PROSE}\n贰　建设工程\n一、校舍工程\n{PROSE}\n二、设备工程\n{PROSE}"
            f"\n叁　短板\n{PROSE}\n肆·打算\n1.招教师。{PROSE}",
            [
                (1, "壹  基本情况"),
                (1, "贰　建设工程"),
                (2, "一、校舍工程"),
                (2, "二、设备工程"),
                (1, "叁　短板"),
                (1, "肆·打算"),
                (4, "1.招教师。"),
            ],
        ),
        (
            f"一、基本情况\n{PROSE}\n1．学校\n{PROSE}\n（1）小学\n{PROSE}\n①完全小学\n{PROSE}",
            [(1, "一、基本情况"), (3, "1．学校"), (4, "（1）小学"), (5, "①完全小学")],
        ),
        (
            f"1 基本情况\n{PROSE}\n1.1 学校\n{PROSE}\n1.2 教师\n{PROSE}\n2.1 经费\n{PROSE}",
            [(1, "1 基本情况"), (2, "1.1 学校"), (2, "1.2 教师"), (2, "2.1 经费")],
        ),
        # a year after the mark
        (
            f"一、2022年情况\n{PROSE}\n二. 2023年打算\n{PROSE}\n（一）2023年秋季安排\n{PROSE}\n1.2024年目标。{PROSE}",
            [
                (1, "一、2022年情况"),
                (1, "二. 2023年打算"),
                (2, "（一）2023年秋季安排"),
                (3, "1.2024年目标。"),
            ],
        ),
        # (一) right under 壹、 is the second level where no 一、 stands between
        (
            f"壹、成效\n（一）投入。{PROSE}\n①经费增长。{PROSE}\n（二）学位。{PROSE}\n贰、打算\n（一）建学校。{PROSE}",
            [
                (1, "壹、成效"),
                (2, "（一）投入。"),
                (3, "①经费增长。"),
                (2, "（二）学位。"),
                (1, "贰、打算"),
                (2, "（一）建学校。"),
            ],
        ),
        # circled numbers stand alike wherever they come, below what encloses them first
        (
            f"壹、成效\n一、投入\n①经费增长。{PROSE}\n②专款落实。{PROSE}\n二、学位\n①新建校舍。{PROSE}\n贰、打算\n①建学校。{PROSE}\n②招教师。{PROSE}",
            [
                (1, "壹、成效"),
                (2, "一、投入"),
                (3, "①经费增长。"),
                (3, "②专款落实。"),
                (2, "二、学位"),
                (3, "①新建校舍。"),
                (1, "贰、打算"),
                (3, "①建学校。"),
                (3, "②招教师。"),
            ],
        ),
        (
            f"第一章 总体情况\n{PROSE}\n第二章 重点工作\n2.1 学前\n{PROSE}\n2.1.1 学位\n{PROSE}\n2.2 义务教育\n{PROSE}",
            [
                (1, "第一章 总体情况"),
                (1, "第二章 重点工作"),
                (2, "2.1 学前"),
                (3, "2.1.1 学位"),
                (2, "2.2 义务教育"),
            ],
        ),
        (
            f"1.总体情况\n{PROSE}\n1.1 规模\n{PROSE}\n1.1.1 学校\n{PROSE}\n1.1.2 教师\n{PROSE}\n2.问题\n{PROSE}",
            [(1, "1.总体情况"), (2, "1.1 规模"), (3, "1.1.1 学校"), (3, "1.1.2 教师"), (1, "2.问题")],
        ),
        (
            f"一、投入\n㈠经费\n{PROSE}\n⒈生均公用经费\n{PROSE}\n⒉专项经费\n{PROSE}\n㈡校舍\n{PROSE}",
            [(1, "一、投入"), (2, "㈠经费"), (3, "⒈生均公用经费"), (3, "⒉专项经费"), (2, "㈡校舍")],
        ),
        # notes below a table or at the end
        (f"一、规模\n{PROSE}\n注：1.学校数含教学点。\n2.毛入学率\n3.专任教师按岗位统计。", [(1, "一、规模")]),
        (
            f"一、规模\n{PROSE}\n注：\n1.学校数含教学点\n2.毛入学率含留级生\n二、投入\n{PROSE}",
            [(1, "一、规模"), (1, "二、投入")],
        ),
        (f"第一，加强领导。{PROSE}\n第二，抓好落实。{PROSE}", [(4, "第一，加强领导。"), (4, "第二，抓好落实。")]),
        (f"第一，加强领导。第二，抓好落实。{PROSE}", []),
        ("一、2023年小学12所，初中5所，在校生3400人。\n二、教师210人，其中女教师120人。", []),
        (f"一是抓投入。{PROSE}二是抓管理。{PROSE}", []),
        (f"九十是抓投入。{PROSE}", [(4, "九十是抓投入。")]),
        (f"十九是抓投入。{PROSE}二十是抓管理。{PROSE}", []),
        (f"1.5亿元用于校舍维修，其余用于设备购置。{PROSE}\n2.3万平方米的操场已建成。", []),
        (f"2023.5.6 记录\n{PROSE}", []),
    ],
)
def test_levels(text: str, expected: list[tuple[int, str]]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("青山县教育工作总结\n一、成效\n", ["青山县教育工作总结"]),
        ("青山县人民政府\n关于教育工作情况的报告\n\n县人大常委会：\n", ["青山县人民政府\n关于教育工作情况的报告"]),
        (
            "2023年青山县人民政府\n履行教育职责自评报告\n按照要求，现报告如下。\n",
            ["2023年青山县人民政府\n履行教育职责自评报告"],
        ),
        (
            "关于报送《青山县人民政府\n教育自评报告》的函\n市教委：\n现予报送。\n",
            ["关于报送《青山县人民政府\n教育自评报告》的函"],
        ),
        ("青山县教育局文件\n青教〔2020〕5号\n关于开学督导的通报\n各学校：\n", ["关于开学督导的通报"]),
        ("青山县教育工作报告 (2)\n日期：2020-01-02\n一、成效\n", ["青山县教育工作报告"]),
        ("青山县教育工作报告(2)\n一、成效\n", ["青山县教育工作报告(2)"]),
        (
            f"关于报送自评报告的函\n市教委：\n{PROSE}\n青山县人民政府\n2023年1月2日\n青山县教育自评报告\n{PROSE}\n一、成效\n{PROSE}",
            ["关于报送自评报告的函", "青山县教育自评报告"],
        ),
        (f"{PROSE}\n这项工作已经写入报告\n{PROSE}", []),
    ],
)
def test_titles(text: str, title: list[str]) -> None:
    assert [heading.quote for heading in read(text).headings() if heading.level == 0] == title


def test_a_letter_enclosed_begins_at_the_title_that_was_announced() -> None:
    name = "对石桥镇教育工作的督导意见"
    text = f"关于印发《{name}》的函\n石桥镇人民政府：\n现将《{name}》印发给你们，请认真落实。\n{name}\n{PROSE}\n"
    assert [quote for level, quote in outline(text) if level == 0] == [f"关于印发《{name}》的函", name]


def test_a_table_parts_the_captions_above_and_below_it() -> None:
    tables = "附表一：校舍改造项目\n项目\t班数\n东校\t12\n附表二：教师招聘情况（人）\n学科\t人数\n语文\t3\n"
    report = read(f"整改销号台账\n序号\t问题\n1\t缺编\n{tables}")
    ends = [block.end for block in report.blocks]
    assert all(end <= after.start for end, after in zip(ends, report.blocks[1:], strict=False))


def test_documents_in_one_file_begin_at_their_titles() -> None:
    one = f"东山区教育自评报告\n{PROSE}\n一、成效\n{PROSE}\n"
    two = f"西山区教育自评报告\n{PROSE}\n一、成效\n{PROSE}\n"
    report = read("自评报告范文两篇\n" + one + two)
    assert [report.text[start : start + 9] for start in report.parts] == ["东山区教育自评报告", "西山区教育自评报告"]
    assert read(one).parts == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the number of （二） is lost: its neighbours are on level 2, and 1. begins anew under it
        (
            f"一、做法\n（一）抓投入。\n1.增经费。{PROSE}\n抓好教师队伍建设。\n1.补编制。{PROSE}",
            [(2, "抓好教师队伍建设。")],
        ),
        (f"一、问题\n（一）校舍不足。\n{PROSE}\n师资力量有缺口\n{PROSE}", [(2, "师资力量有缺口")]),
        (f"一、做法\n{PROSE}\n存在的主要问题\n{PROSE}", [(1, "存在的主要问题")]),
        # neither signatures nor lead-ins nor salutations
        (f"一、做法\n{PROSE}\n青山县人民政府\n2023年1月2日", []),
        (f"一、做法\n坚持标本兼治。\n（一）抓投入。{PROSE}", []),
        (f"一、做法\n{PROSE}\n各乡镇人民政府：\n{PROSE}", []),
        (f"一、做法\n{PROSE}\n（此件公开发布）\n{PROSE}", []),
    ],
)
def test_headings_that_lost_their_number(text: str, expected: list[tuple[int, str]]) -> None:
    numbered = ("一、", "（一）", "1.")
    assert [each for each in outline(text) if not each[1].startswith(numbered)] == expected


def test_a_document_without_numbers_is_parted_by_its_bare_lines() -> None:
    lines = ("青山县教育局工作总结", PROSE, "重点工作进展", "校舍建设", PROSE, "教师队伍", PROSE, "困难和问题", PROSE)
    text = "\n\n".join(lines)
    assert outline(text) == [
        (0, "青山县教育局工作总结"),
        (1, "重点工作进展"),
        (2, "校舍建设"),
        (2, "教师队伍"),
        (1, "困难和问题"),
    ]


def test_schools_presented_one_by_one_are_parted_by_their_names() -> None:
    text = "".join(f"{name}\n{PROSE}\n查看更多\n" for name in ("青山镇中心小学", "石桥初级中学", "县第一幼儿园"))
    assert outline(text) == [(1, "青山镇中心小学"), (1, "石桥初级中学"), (1, "县第一幼儿园")]


def test_one_bare_line_is_a_heading_only_where_it_names_a_usual_division() -> None:
    assert outline(f"青山县自查报告\n{PROSE}\n春风化雨育桃李\n{PROSE}\n{PROSE}") == [(0, "青山县自查报告")]
    assert outline(f"青山县自查报告\n{PROSE}\n存在的问题\n{PROSE}") == [(0, "青山县自查报告"), (1, "存在的问题")]


def test_run_in_titles_without_numbers_come_in_groups() -> None:
    twice = f"一、做法\n（一）抓公平\n推进均衡发展。{PROSE}\n保障特殊群体。{PROSE}"
    assert outline(twice)[2:] == [(3, "推进均衡发展。"), (3, "保障特殊群体。")]
    once = f"一、做法\n（一）抓公平\n推进均衡发展。{PROSE}\n{PROSE}"
    assert outline(once)[2:] == []


def test_a_line_of_dots_stands_for_what_was_left_out() -> None:
    text = f"青山县工作报告\n一、工作回顾\n……\n校园更加安全。{PROSE}\n……\n质量稳步提升。{PROSE}\n……\n"
    assert outline(text)[2:] == [(3, "校园更加安全。"), (3, "质量稳步提升。")]


def test_a_first_sentence_that_states_a_fact_is_no_title() -> None:
    text = f"青山县情况汇报\n一、学校介绍\n县一中是省级示范高中。{PROSE}\n县二中是体育传统学校。{PROSE}\n"
    assert [quote for _, quote in outline(text)] == ["青山县情况汇报", "一、学校介绍"]


def test_a_run_in_title_and_its_paragraph_share_a_line() -> None:
    report = read(f"一、做法\n一是抓投入。{PROSE}")
    assert [(b.kind.value, b.runs_on) for b in report.blocks] == [
        ("heading", False),
        ("heading", False),
        ("paragraph", True),
    ]


def test_a_title_that_lost_its_full_stop_ends_before_the_next_subject() -> None:
    text = "一是完善学生资助体系青山县设立专项资金，全年资助学生三千人次。"
    assert outline(text) == [(4, "一是完善学生资助体系")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"（二）师资力量薄弱\u3000{PROSE}", [(2, "（二）师资力量薄弱")]),
        (f"(二)资助、关爱体系   {PROSE}", [(2, "(二)资助、关爱体系")]),
        # a Latin full stop between Chinese words ends a title, too, one inside a number does not
        (f"（二）布局更加合理.{PROSE}", [(2, "（二）布局更加合理.")]),
        ("（二）班额降到45.5人以下", [(2, "（二）班额降到45.5人以下")]),
        # a title set apart in two is one
        ("（二）教师\u3000待遇保障", [(2, "（二）教师\u3000待遇保障")]),
        ("（二）教师待遇保障  编制核定", [(2, "（二）教师待遇保障  编制核定")]),
    ],
)
def test_where_a_run_in_title_ends_without_its_full_stop(line: str, expected: list[tuple[int, str]]) -> None:
    assert outline(f"青山县汇报\n一、情况\n（一）规划\n{PROSE}\n{line}\n")[3:] == expected


@pytest.mark.parametrize("closing", ["；", "。"])
def test_numbered_sentences_in_a_list_are_items(closing: str) -> None:
    text = f"一、问题\n1.运动场面积不足{closing}\n2.实验室偏少{closing}\n3.图书陈旧。"
    assert outline(text) == [(1, "一、问题")]
    assert [kind for kind, _ in kinds(text)] == ["heading", "item", "item", "item"]


def test_numbered_sentences_of_several_clauses_with_nothing_between_are_items() -> None:
    text = "三、打算\n（一）秋季开学前，逐班销号，城区再开学校1所。\n（二）用好编制，年内补充教师20人。\n"
    assert outline(text) == [(1, "三、打算")]


@pytest.mark.parametrize("line", ["————————", "────────", "══════", "第三编　学校教育　　　· 113 ·"])
def test_a_line_of_the_page_is_none_of_the_report(line: str) -> None:
    assert ("furniture", line) in kinds(f"青山县报告\n{PROSE}\n{line}\n{PROSE}\n")


def test_a_sentence_below_the_items_of_a_list_is_one_that_lost_its_number() -> None:
    text = (
        f"一、意见\n（1）补拨经费，年底前到位；\n（2）补充教师，两年内到位；\n食堂一周一查，结果在门口公示。\n{PROSE}"
    )
    assert outline(text) == [(1, "一、意见")]


def test_a_run_of_points_in_one_line_is_no_heading() -> None:
    assert outline(f"青山县方案\n一、检查方式\n{PROSE}\n①查台账；②看现场；③问师生。\n{PROSE}")[1:] == [
        (1, "一、检查方式")
    ]


def test_what_a_web_page_puts_around_a_report_is_furniture() -> None:
    text = (
        "青山县人民政府网\n当前位置：首页 > 信息公开 > 报告\n索 引 号：0012/2020-3\n• [ 主题分类 ]\n• 教育\n"
        f"青山县教育自查报告\n发布日期：2020-03-04 浏览次数：12\n一、成效\n{PROSE}\n- 2 -\n{PROSE}\n"
        "青山县人民政府\n2020年3月1日\n打印本页 关闭窗口\n版权所有：青山县人民政府\n联系我们\n其他文字\n"
    )
    kept = [quote for kind, quote in kinds(text) if kind != "furniture"]
    assert kept == ["青山县教育自查报告", "一、成效", PROSE, PROSE, "青山县人民政府", "2020年3月1日"]


def test_what_a_site_sells_above_a_title_is_not_part_of_it() -> None:
    text = f"时间：2024-01-15 来源：网友投稿 本文共\n1280字，会员可下载Word版\n青山县整改报告\n{PROSE}\n"
    assert outline(text) == [(0, "青山县整改报告")]
    text = f"青山县教育局文件汇编（2019）　第 3 页\n青山县教育局工作要点\n{PROSE}\n"
    assert outline(text) == [(0, "青山县教育局工作要点")]


def test_a_report_without_a_page_around_it_has_no_furniture() -> None:
    text = (
        f"青山县教育自查报告\n日期间隔较长的学校需要说明。\n一、成效\n主办单位负责落实，{PROSE}\n扫一扫死角，{PROSE}\n"
    )
    assert "furniture" not in [kind for kind, _ in kinds(text)]


@pytest.mark.parametrize("spacing", ["\n", "\n\n"])
def test_lines_wrapped_at_a_margin_read_as_one_paragraph(spacing: str) -> None:
    width = 24
    first = (
        "　　"
        + "全县教育系统坚持改革创新，优化学校布局，改善办学条件，充实教师队伍，规范经费使用，提升治理水平，成效明显。"
    )
    second = (
        "　　" + "下一阶段将围绕群众关心的问题，继续加大投入力度，补充紧缺学科教师，完善评价机制，办好人民满意的教育。"
    )
    lines = [part[at : at + width] for part in (first, second, first, second) for at in range(0, len(part), width)]
    report = read(spacing.join(lines))
    joined = [report.quote(block.start, block.end).replace(spacing, "") for block in report.blocks]
    assert joined == [first.strip(), second.strip()] * 2


def test_a_page_break_in_mid_sentence_is_bridged() -> None:
    text = f"{PROSE[:-1]}，其中包括《关于加强学校管理的\n\n\n通知》等文件。\n{PROSE}"
    assert len(kinds(text)) == 2


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end_parts_lines(line_end: str) -> None:
    assert outline(line_end.join(["一、成效", PROSE, "二、问题", PROSE])) == [(1, "一、成效"), (1, "二、问题")]


def test_rows_of_cells() -> None:
    text = "一、\t基本情况\n学校\t数量\t备注\n小学\t12\t无\n1\t校舍老化"
    assert [kind for kind, _ in kinds(text)] == ["heading", "row", "row", "row"]


def test_a_row_begins_with_its_first_cell_though_it_is_empty() -> None:
    assert kinds("基本情况表\n\t学校\t教师\n小学\t12\t86\n")[1:] == [("row", "\t学校\t教师"), ("row", "小学\t12\t86")]


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "《",
        "关于“",
        "一是",
        "（一）",
        "> ",
        "，—\n",
        "a\t",
        "首页 > ",
        "第一章 ",
        "1.",
        "：\n",
        "　",
        "学校\n",
        "报告\n",
        "序号\n问题\n1\n甲\n2\n",
        "1\t甲，\n",
        "- 3 -\n教学设备陈旧，\n",
    ],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    assert grows_with_length(lambda count: partial(read_bytes, ("头" + piece * count).encode(), "报告.txt"), 1000, 8000)
