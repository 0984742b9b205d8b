import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.intake import read_bytes
from desktop.model.report import BlockKind, Report

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
        *"一二三是、（）()1.．①“”《》：；，。 \t\r\n\u3000\u2028\x0b\x0c\ufeff\u200b\U0001f600壹第章部分xX%",
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
        assert not text[block.start].isspace()
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
        (
            f"一、基本情况\n{PROSE}\n1．学校\n{PROSE}\n（1）小学\n{PROSE}\n①完全小学\n{PROSE}",
            [(1, "一、基本情况"), (3, "1．学校"), (4, "（1）小学"), (5, "①完全小学")],
        ),
        (
            f"1 基本情况\n{PROSE}\n1.1 学校\n{PROSE}\n1.2 教师\n{PROSE}\n2.1 经费\n{PROSE}",
            [(1, "1 基本情况"), (2, "1.1 学校"), (2, "1.2 教师"), (2, "2.1 经费")],
        ),
        ("一、2023年小学12所，初中5所，在校生3400人。\n二、教师210人，其中女教师120人。", []),
        (f"一是抓投入。{PROSE}二是抓管理。{PROSE}", []),
        (f"1.5亿元用于校舍维修，其余用于设备购置。{PROSE}\n2.3万平方米的操场已建成。", []),
        (f"2023.5.6 记录\n{PROSE}", []),
    ],
)
def test_levels(text: str, expected: list[tuple[int, str]]) -> None:
    assert outline(text) == expected
