"""Tell a PySide6 build that loses references to None: after some thousand calls it ends the process."""

import sys

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

CALLS = 2000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: its count says nothing")
def test_calls_that_return_nothing_keep_none_alive() -> None:
    document = QTextDocument("督阅")
    cursor = QTextCursor(document)
    before = sys.getrefcount(None)
    for turn in range(CALLS):
        cursor.setPosition(turn % 2)
    lost = before - sys.getrefcount(None)
    assert lost < CALLS / 10, f"{lost} references to None lost in {CALLS} calls: this PySide6 build must not be shipped"
