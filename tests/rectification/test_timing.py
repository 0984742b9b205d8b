"""Deadlines that name no year, reckoned from the document's day."""

from datetime import date

import pytest

from desktop import lexicon
from desktop.rectification.promises import promise
from desktop.rectification.timing import dated, day_of

SPRING, AUTUMN = date(2031, 3, 5), date(2031, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("青山县整改方案\n一、整改措施\n青山县人民政府\n2031年4月2日\n", date(2031, 4, 2)),
        ("青山县整改方案\n（2031年4月2日）\n一、整改措施\n", date(2031, 4, 2)),
        ("青山县整改方案\n二〇三一年十二月二十一日\n", date(2031, 12, 21)),
        ("青山县整改方案\n2031年4月\n", date(2031, 4, 1)),
        ("青山县整改台账（截至2031年4月2日）\n序号\t问题\n", date(2031, 4, 2)),
        ("青山县整改方案\n（2031年1月8日讨论稿）\n2031年4月2日\n", date(2031, 4, 2)),
        ("青山县整改方案\n2031年13月40日\n", None),
        ("青山县整改方案\n2031年4月2日召开会议研究整改。\n", None),
        ("", None),
    ],
)
def test_the_day_of_a_document_stands_in_a_line_of_its_own(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "day", "last"),
    [
        ("6月底前扩建食堂。", SPRING, "2031-06"),
        ("3月15日前扩建食堂。", AUTUMN, "2032-03"),
        ("年底前扩建食堂。", SPRING, "2031-12"),
        ("力争完成，年内建成投用。", SPRING, "2031-12"),
        ("明年6月底前扩建食堂。", AUTUMN, "2032-06"),
        ("今年9月前扩建食堂。", AUTUMN, "2031-09"),
        ("三季度末前扩建食堂。", SPRING, "2031-09"),
        ("2个月内扩建食堂。", AUTUMN, "2032-01"),
        ("三十个工作日内扩建食堂。", SPRING, "2031-04"),
        ("半年内扩建食堂。", SPRING, "2031-09"),
        ("两年内扩建食堂。", SPRING, "2033-03"),
        ("本学期开齐课程。", SPRING, "2031-07"),
        ("本学期末开齐课程。", AUTUMN, "2032-01"),
        ("下学期开齐课程。", SPRING, "2032-01"),
        ("下学期开齐课程。", AUTUMN, "2032-07"),
        ("本学年内开齐课程。", AUTUMN, "2032-07"),
        # what names no day has none, and what names its year keeps it
        ("长期坚持。", SPRING, ""),
        ("立行立改。", SPRING, ""),
        ("2033年6月底前扩建食堂。", SPRING, "2033-06"),
        ("6月底前扩建食堂。", None, ""),
    ],
)
def test_a_deadline_without_a_year(text: str, day: date | None, last: str) -> None:
    found = promise(text, 0, len(text), (), lexicon.load()).deadlines
    told = [dated(deadline, day) for deadline in found]
    assert [each.last for each in told] == [last] * len(told)
    assert all(bool(each.why) == (bool(last) and "2033年" not in text) for each in told)
    assert told or not last


@pytest.mark.parametrize(
    "text",
    ["近3年内新建学校五所。", "每学期末开展家访。", "往年内容不再重复。", "召开12月例会前的准备会。", "全年内训六次。"],
)
def test_what_is_no_deadline(text: str) -> None:
    assert promise(text, 0, len(text), (), lexicon.load()).deadlines == ()


def test_a_bare_year_beside_a_date_is_none() -> None:
    text = "2031年6月底前补发2029年拖欠的补贴。"
    assert [d.quote for d in promise(text, 0, len(text), (), lexicon.load()).deadlines] == ["2031年6月底前"]
