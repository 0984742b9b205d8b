"""Places as an inspector cites them: by the numbers above, and on paper by the nearest heading's words too."""

import pytest

from desktop.model.pages import Page, Pages, Stretch
from desktop.model.places import Places
from desktop.model.report import Block, BlockKind, Report


def headed(*heads: tuple[str, int]) -> Report:
    """Make a report of headings, each over one line of text."""
    text, blocks = "", []
    for head, level in heads:
        blocks.append(Block(kind=BlockKind.HEADING, start=len(text), end=len(text) + len(head), level=level))
        text += f"{head}\n正文\n"
    return Report(name="x", sha256="x", text=text, blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("heads", "place"),
    [
        ((("总题目", 0),), "总题目"),
        ((("总题目", 0), ("二、保障", 1)), "二、保障"),
        ((("一、概况", 1), ("(三)经费", 2), ("2.支出", 3)), "一、(三) 2"),
        ((("一、概况", 1), ("（四）师资", 2), ("一是补充教师", 4)), "一、（四） 一是"),
        ((("一、概况", 1), ("(一)甲", 2), ("二、问题", 1)), "二、问题"),
        ((("三、下一步的工作打算", 1),), "三、下一步的工作打算"),
        ((("第三部分 成效", 1),), "第三部分 成效"),
        ((("三、下一步推进优质均衡发展的工作打算", 1),), "三、下一步推进优质均衡发展的工…"),
        ((("办学成效与主要经验做法", 1),), "办学成效与主要经验做法"),
    ],
)
def test_a_place_is_cited_by_the_numbers_above_it(heads: tuple[tuple[str, int], ...], place: str) -> None:
    report = headed(*heads)
    assert Places(report).of(len(report.text) - 2) == place


def test_what_stands_before_every_heading_has_a_place_too() -> None:
    assert Places(Report(name="x", sha256="x", text="正文", blocks=())).of(1) == "文首"


@pytest.mark.parametrize(
    ("heads", "place"),
    [
        ((("总题目", 0),), "总题目"),
        ((("一、概况", 1), ("（二）经费投入情况", 2)), "一、（二）经费投入情况"),
        ((("办学成效", 1), ("（一）师资", 2)), "（一）师资"),
        ((("一、以更大的力度推进县域教育高质量发展工作", 1),), "一、以更大的力度推进县域教育高…"),
    ],
)
def test_on_paper_the_nearest_heading_is_named(heads: tuple[tuple[str, int], ...], place: str) -> None:
    report = headed(*heads)
    assert Places(report).named(len(report.text) - 2) == place


def test_a_report_with_pages_is_cited_by_the_page_too() -> None:
    lines = (Stretch(0, 2, 1, 0, 9, (0, 9, 18)), Stretch(3, 5, 2, 0, 9, (0, 9, 18)))
    pages = Pages(sheets=(Page(100, 100), Page(100, 100)), stretches=lines)
    report = Report(name="x", sha256="x", text="甲乙\n丙丁", blocks=(), pages=pages)
    assert Places(report).of(0) == "文首，第 1 页"
    assert Places(report).of(4) == "文首，第 2 页"
    assert Places(report).named(4) == "文首"
    assert Places(headed(("一、情况", 1))).page(0) == ""
