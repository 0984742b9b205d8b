"""Measure how fast office files are read: a Word file of 100 pages from a warm process, its memory; other formats.

    python -m benchmarks.files [--pages 100]

The files are made here. Text is when the words can be shown, marks when everything is read in them. Wall time is what
a reader waits for; on a busy machine look at the least of it.
"""

import argparse
import io
import re
import sys
import time
from pathlib import Path

import openpyxl

from benchmarks.table import heading, row
from desktop import intake, pipeline
from tests.intake import office

_PAGE = 550
"""Characters of a page of prose, as such reports are printed (三号字, 22 lines)."""
_SENTENCE = "第{n}片区现有小学{a}所，在校学生{c}人，毛入学率达到{e}%，生均校舍面积{f}平方米。"
_PROSE = "各片区统筹规划，完善制度，压实责任，持续改善办学条件，推动城乡教育协调发展，群众满意度不断提升。"
_SHARE = 3
"""Of so many sentences one holds figures: about sixteen figures a page, far more than the example reports have."""


def main() -> None:
    """Print every figure beside its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    intake.warm()
    word = _word(options.pages)
    pipeline.examine(intake.read_bytes(_word(2), "warm.docx"))
    heading()
    text, marks, figures = [], [], 0
    for _ in range(options.runs):
        began = time.perf_counter()
        report = intake.read_bytes(word, "report.docx")
        text.append(time.perf_counter() - began)
        figures = len(pipeline.examine(report).metrics)
        marks.append(time.perf_counter() - began)
    pages = f"{options.pages} pages, {len(report.text):,} characters, {figures:,} figures"
    row("docx to text", text, "s", "≤ 0.3")
    row("docx to all marks", marks, "s", "≤ 1.0")
    print(f"{'':<44}{pages}")
    row("memory of both processes", [sum(map(_resident, ("self", *_children())))], "MB", "≤ 400")
    sheet = _sheet(5000)
    row("xlsx of 5,000 rows to text", [_timed(sheet, "t.xlsx") for _ in range(3)], "s")


def _timed(data: bytes, name: str) -> float:
    began = time.perf_counter()
    intake.read_bytes(data, name)
    return time.perf_counter() - began


def _word(pages: int) -> bytes:
    """Write a report: headings by style, prose cut into runs, and a table every fifth page."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{level}"><w:name w:val="heading {level}"/></w:style>'
        for level in (1, 2)
    )
    body = [office.p("某县2023年教育工作报告")]
    n = 0
    for page in range(pages):
        body.append(office.p(f"第{page + 1}项工作", style=str(1 + page % 2)))
        length = 0
        while length < _PAGE:
            words = "".join(_numbered(n + step) for step in range(3))
            body.append(office.p(*re.findall(".{1,25}", words)))
            n, length = n + 3, length + len(words)
        if page % 5 == 0:
            rows = [tuple(str(100 * at + column) for column in range(4)) for at in range(1, 9)]
            body.append(office.tbl(("学校", "学生", "教师", "面积"), *rows))
    return office.docx("".join(body), styles=styles)


def _numbered(n: int) -> str:
    if n % _SHARE:
        return _PROSE
    return _SENTENCE.format(n=n, a=n % 37 + 1, c=n * 7 % 9973 + 1, e=90 + n % 10, f=5 + n % 7)


def _sheet(rows: int) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["学校", "学生", "教师", "面积（平方米）", "达标率"])
    for n in range(rows):
        book.active.append([f"第{n}小学", n * 7 % 9973, n % 97, n * 3.5, 0.9])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _children() -> tuple[str, ...]:
    """List our own child processes; only Linux tells."""
    if sys.platform != "linux":
        return ()
    return tuple(Path("/proc/self/task").joinpath(str(_own_id()), "children").read_text(encoding="ascii").split())


def _own_id() -> int:
    return int(Path("/proc/self").resolve().name)


def _resident(process: str) -> float:
    """Give the most memory (MB) that a process has held; only Linux tells."""
    status = Path("/proc", process, "status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii")) if status.exists() else None
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
