"""Whole documents of many hands: nothing that adds up is accused, and what was made wrong is found."""

from pathlib import Path

import pytest

from desktop import pipeline

DOCUMENTS = Path(__file__).parent / "documents"
WRONG: dict[str, list[tuple[str, ...]]] = {  # the quotes of every finding that is certain
    "反馈意见": [("18所", "10所", "6所", "3所"), ("86.5",)],
    "整改台账": [("695.5", "318.6", "126.4", "97.0", "143.5")],
    "经费通报": [
        ("13.62亿元", "0.74亿元", "7.75%"),
        ("10.86亿元", "52.4亿元", "22.73%"),
        ("3,570万元", "4,200万元", "80%"),
        ("3,860名", "3,605名", "225名"),
    ],
}
HOLDING = {  # so many relations at least are recomputed and hold
    "部门预算": 16,
    "县志": 11,
    "反馈意见": 6,
    "统计公报": 15,
    "整改台账": 7,
    "经费执行公告": 13,
    "情况专报": 6,
    "统计简报": 11,
    "调研报告": 4,
    "经费通报": 2,
    "创建函": 4,
}


@pytest.mark.parametrize("name", sorted(path.stem for path in DOCUMENTS.glob("*.txt")))
def test_a_document_is_accused_of_what_is_wrong_in_it_alone(name: str) -> None:
    examination = pipeline.open_file(DOCUMENTS / f"{name}.txt")
    quotes = {metric.start: metric.quote for metric in examination.metrics}
    certain = [tuple(quotes[a] for a in f.anchors) for f in examination.findings if not f.soft]
    assert sorted(certain) == sorted(WRONG.get(name, []))
    assert len(examination.checks) >= HOLDING[name], [check.computed for check in examination.checks]
