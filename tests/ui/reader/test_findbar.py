"""What counts as a hit."""

import pytest

from desktop.ui.reader.findbar import hits


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
    assert hits(text, wanted) == found
