"""Every code point that is shown must be found where it stands, and back."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from desktop.model.report import Block, BlockKind, Report
from desktop.ui.reader.page import typeset
from desktop.ui.reader.positions import Positions, pieces

ALPHABET = (
    "学a1 \u3000\u00a0\t\U00020bb7\U0001f600\n\r\u2028\u2029\ufdd0\ufdd1\ufeff\ufffc\x00\x0b\x0c\x85\ud800e\u0301"
)
KINDS = st.sampled_from(list(BlockKind))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(st.text(ALPHABET, max_size=80))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    blocks = []
    for start, end in pairwise(cuts):
        kind = draw(KINDS)
        level = draw(st.integers(0, 5)) if kind is BlockKind.HEADING else None
        blocks.append(Block(kind=kind, start=start, end=end, level=level, runs_on=draw(st.booleans())))
    return Report(name="", sha256="", text=text, blocks=tuple(blocks))


@given(report=reports())
@settings(max_examples=120, deadline=None)
def test_positions_point_at_the_characters_themselves(qapp: QApplication, report: Report) -> None:
    document, positions = typeset(report, 1.0)
    seen = 0
    last = -1
    for offset, character in enumerate(report.text):
        first, after = positions.span(offset, offset + 1)
        if first == after:
            assert character.isspace(), f"{character!r} at {offset} is not shown"
            continue
        assert first > last
        last = first
        width = after - first
        assert width == (2 if ord(character) > 0xFFFF else 1)
        if character.isalnum() and width == 1:
            assert document.characterAt(first) == character
        assert [positions.offset(first + n) for n in range(width)] == [offset] * width
        assert [positions.end_offset(after - n) for n in range(width)] == [offset + 1] * width
        assert positions.position(offset) == first
        seen += 1
    assert seen >= sum(character.isalnum() for character in report.text)


@pytest.mark.parametrize(
    ("text", "spaced", "shown"),
    [
        ("关于做好工作的通\n\n\n知", False, "关于做好工作的通知"),
        ("Word\r\nfile", False, "Word file"),
        ("共3\r所", False, "共3所"),
        ("2023\u20292024", False, "2023 2024"),
        ("甲\n乙", True, "甲 乙"),
        ("\n甲\n", False, "甲"),
        ("\ufeff甲\ufdd0", False, "\u200b甲\ufffd"),
        ("𠮷\n𠮷", False, "𠮷𠮷"),
        ("[bookmark: _GoBack]甲[bookmark: _Toc1]乙 [bookmark:]", False, "甲乙 [bookmark:]"),
    ],
)
def test_breaks_inside_a_block_are_the_files_own(text: str, spaced: bool, shown: str) -> None:
    assert "".join(run for *_, run in pieces(text, 0, len(text), spaced=spaced)) == shown


def test_a_span_over_two_paragraphs_starts_and_ends_on_its_words() -> None:
    # "ab\n\ncd": the paragraphs stand at 0 and 3, with one separator between them.
    positions = Positions()
    positions.add(0, 2, 0, 1)
    positions.add(4, 2, 3, 1)
    assert positions.span(1, 5) == (1, 4)
    assert positions.span(2, 4) == (3, 3)
    assert positions.span(2, 5) == (3, 4)
    assert positions.span(0, 4) == (0, 2)
    assert positions.offset(2) == 4
    assert positions.end_offset(3) == 2
    assert (positions.offset(99), positions.end_offset(99)) == (6, 6)


def test_an_empty_text_has_one_place() -> None:
    positions = Positions()
    assert positions.span(0, 3) == (0, 0)
    assert (positions.position(5), positions.offset(7), positions.end_offset(7)) == (0, 0, 0)
