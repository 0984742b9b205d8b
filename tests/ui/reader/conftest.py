"""A small report of our own, its blocks and its marks."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.model.examination import Examination
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Metric, Placeholder
from desktop.model.problem import Measure, Problem, ProblemOrigin
from desktop.model.report import Block, BlockKind, Report
from desktop.ui import theme
from desktop.ui.reader import ReaderPane

TEXT = "\r\n".join(
    (
        "首页 > 教育 > 正文",
        "\u3000\u3000青山县二〇二三年教育工作自查报告",
        "一、基本情况",
        "青山县现有学校\U00020bb741所，在校学生3200人，其中小学生2000人、初中生1300人。",
        "二、存在问题",
        "一是学位不足。县城学位缺口较大，公办园占比xx%。",
        *(f"第{n}段：全县投入资金{n}00万元，用于改善办学条件，受益学校{n}所，各校运转正常。" * 3 for n in range(1, 41)),
        "三、下一步措施",
        "新建学校2所。",
    )
)


def report_of(text: str) -> Report:
    """Cut a text at its lines, as a reader would."""
    blocks: list[Block] = []
    for match in re.finditer(r"[^\r\n]+", text):
        start, end = match.span()
        line = match.group().strip()
        if line.startswith("首页"):
            blocks.append(Block(kind=BlockKind.FURNITURE, start=start, end=end))
        elif "自查报告" in line or re.match("[一二三]、", line):
            level = 0 if "自查报告" in line else 1
            blocks.append(Block(kind=BlockKind.HEADING, start=end - len(line), end=end, level=level))
        elif line.startswith("一是"):
            full = text.index("。", start) + 1
            blocks.append(Block(kind=BlockKind.HEADING, start=start, end=full, level=4))
            blocks.append(Block(kind=BlockKind.PARAGRAPH, start=full, end=end, runs_on=True))
        else:
            blocks.append(Block(kind=BlockKind.PARAGRAPH, start=start, end=end))
    return Report(name="青山.txt", sha256="0", text=text, blocks=tuple(blocks))


@pytest.fixture
def report() -> Report:
    return report_of(TEXT)


@pytest.fixture
def examination(report: Report) -> Examination:
    metrics = tuple(
        Metric(
            start=m.start(),
            end=m.end(),
            quote=m.group(),
            value=Decimal(m.group(1)),
            unit=m.group(2),
            indicator="在校学生",
            period="2023",
            rule="figure",
        )
        for m in re.finditer("([0-9]+)(万元|所|人)", report.text)
    )
    at = {m.quote: m.start for m in reversed(metrics)}

    def run(words: str) -> tuple[int, int, str]:
        start = report.text.index(words)
        return start, start + len(words), words

    s, e, q = run("县城学位缺口较大")
    problem = Problem(start=s, end=e, quote=q, origin=ProblemOrigin.SELF)
    s, e, q = run("新建学校2所。")
    measure = Measure(start=s, end=e, quote=q, answers=(problem.start,))
    s, e, q = run("xx%")
    blank = Placeholder(start=s, end=e, quote=q, unit="%")
    finding = Finding(
        check=Relation.SUM,
        anchors=(at["3200人"], at["2000人"], at["1300人"]),
        says="3200人",
        should="3300人",
        working="2000+1300=3300≠3200",
    )
    return Examination(
        report=report,
        metrics=metrics,
        placeholders=(blank,),
        problems=(problem,),
        measures=(measure,),
        findings=(finding,),
    )


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication, report: Report) -> Iterator[ReaderPane]:
    theme.apply(qapp, "light")
    made = ReaderPane()
    qtbot.addWidget(made)
    made.resize(914, 640)
    made.show_report(report)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.hide()
