import pytest

from desktop import intake
from desktop.extraction.view import view
from desktop.extraction.wraps import Flat
from desktop.model.report import Block, BlockKind
from tests.extraction.sentences import figures


def block(start: int, end: int, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind=kind, start=start, end=end)


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("学生17,\n026人", "学生17,026人"),
        ("增\r\n    长4%", "增长4%"),
        ("没有换行", "没有换行"),
        ("甲\n乙\n丙", "甲乙丙"),
        ("寄宿生[2]310人", "寄宿生310人"),
        ("达到[95]%，见公报[1]。", "达到[95]%，见公报。"),
    ],
)
def test_a_wrapped_paragraph_is_one_line(text: str, flat: str) -> None:
    told = Flat(view(text), (block(0, len(text)),))
    assert told.text == flat
    for place, character in enumerate(told.text):
        assert text[told.back(place)] == character
        assert told.to(told.back(place)) == place


def test_lines_of_different_paragraphs_and_of_furniture_stay_apart() -> None:
    text = "第一段\n第二段\n页\n眉"
    assert Flat(text, (block(0, 3), block(4, 7), block(8, 11, BlockKind.FURNITURE))).text == text


def test_figures_over_a_wrap_keep_the_offsets_of_the_file() -> None:
    body = "".join(
        f"{line}\n"
        for line in (
            "全县教育事业稳步发展，各级各类学校布局逐年优化，２０２２年全县共有小学生17,",
            "026人，教师1 102人，入学率达到98.",
            "5%，比上年增",
            "长1.2%，群众较为满意，社会各界对教育工作的支持力度也在不断加大之中。",
        )
    )
    report = intake.read_bytes(body.encode(), "折行.txt")
    found = figures(body)
    assert all(report.text[m.start : m.end] == m.quote for m in found)
    if len(report.blocks) == 1:
        assert [(str(m.value), m.unit, m.period) for m in found] == [
            ("17026", "人", "2022"),
            ("1102", "人", "2022"),
            ("98.5", "%", "2022"),
            ("1.2", "%", "2022"),
        ]
