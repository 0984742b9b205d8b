"""The recent list in words."""

from datetime import datetime, timedelta, timezone

import pytest

from desktop.desk.recent_rows import recent_rows
from desktop.storage.recent import RecentFile

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=8)))


def test_a_case_tells_how_far_it_is_and_a_report_does_not() -> None:
    case = RecentFile(path="/a/甲.duyue", title="甲县 2025年", at="", detail="某评价表", settled=12, count=48)
    report = RecentFile(path="/a/乙.docx", title="乙县自评报告", at="")
    first, second = recent_rows((case, report), NOW)
    assert (first.about, first.progress, first.share) == ("某评价表", "已评 12 / 48", 0.25)
    assert (second.about, second.progress, second.share) == ("乙.docx", "", None)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-03-02T08:05:00+08:00", "今天 08:05"),
        ("2026-03-01T23:59:00+08:00", "昨天 23:59"),
        ("2026-03-01T16:30:00+00:00", "今天 00:30"),
        ("2026-01-09T08:05:00+08:00", "1 月 9 日"),
        ("2025-12-31T08:05:00+08:00", "2025 年 12 月 31 日"),
        ("yesterday", ""),
    ],
)
def test_when_a_file_was_open_is_told_as_one_would(at: str, told: str) -> None:
    (row,) = recent_rows((RecentFile(path="/a/x.txt", title="x", at=at, detail="表"),), NOW)
    assert row.about == (f"表 · {told}" if told else "表")
