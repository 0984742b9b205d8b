"""Words are broken into a few lines, amounts never."""

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui import theme
from desktop.ui.wrapping import wrapped


@pytest.mark.parametrize(
    "text", ["小学231所、初中106所、高中89所", "占全县学生91.5%以上，其中农村学生3200人", "𠮷田小学120人和另外35人"]
)
def test_an_amount_keeps_its_unit(qapp: QApplication, text: str) -> None:
    font = theme.font(13)
    for width in range(60, 200, 7):
        lines = wrapped(text, font, width, 20)
        assert "".join(lines) == text
        assert not any(line[-1] in "0123456789%" and after[0] not in "，、" for line, after in pairwise(lines))


def test_what_does_not_fit_ends_in_an_ellipsis(qapp: QApplication) -> None:
    lines = wrapped("全县共有幼儿园四十八所" * 5, theme.font(13), 120, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
