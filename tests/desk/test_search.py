"""What counts as a hit."""

import pytest

from desktop.desk.search import MOST, by_pattern, by_words


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("入学率９９．６％，入学率99.6%", "99.6%", [(3, 8), (12, 17)]),
        ("STEM课程与stem教育", "Stem", [(0, 4), (7, 11)]),
        ("关于做好工作的通\r\n\r\n知", "通知", [(7, 13)]),
        ("𠮷县", "县", [(1, 2)]),
        ("a.c abc", "a.c", [(0, 3)]),
        ("教育", "  ", []),
        ("教育", "校", []),
        ("İstanbul县", "县", [(8, 9)]),
    ],
)
def test_hits_ignore_case_width_and_the_files_line_breaks(text: str, wanted: str, found: list[tuple[int, int]]) -> None:
    assert list(by_words(text, wanted).runs) == found


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("投入30万元、增长２％", r"\d+(万元|%)", [(2, 6), (9, 11)]),
        ("第一节\n第二节", "^第.节$", [(0, 3), (4, 7)]),
        ("𠮷县有𠮷所12所", r"\d+所", [(5, 8)]),
        ("stem", "S.E", [(0, 3)]),
        ("教育", "x*", []),
        ("教育", "", []),
    ],
)
def test_a_pattern_is_found_at_the_texts_own_offsets(text: str, wanted: str, found: list[tuple[int, int]]) -> None:
    hits = by_pattern(text, wanted)
    assert list(hits.runs) == found
    assert not hits.complaint


@pytest.mark.parametrize(
    ("text", "wanted", "says"),
    [
        ("教育", "(教", "没有写完"),
        ("教育", "[0-9", "没有写完"),
        ("教育", "教)育", "第 2 个字符处有误"),
        ("a" * 60 + "b", "(a+)+$", "费时"),
        ("育" * (MOST + 9), "育", "只列出"),
    ],
)
def test_a_pattern_that_cannot_be_searched_to_the_end_says_so(text: str, wanted: str, says: str) -> None:
    assert says in by_pattern(text, wanted).complaint


def test_words_found_too_often_are_cut_off_and_that_is_said() -> None:
    hits = by_words("育" * (MOST + 9), "育")
    assert (len(hits.runs), bool(hits.complaint)) == (MOST, True)
