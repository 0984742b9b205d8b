"""Measure a PDF of 100 pages from a warm process: its first page, all its marks, turning pages; harm; a scanned page.

    python -m benchmarks.pdf [--pages 100] [--runs 7]

The files are made here. The first page can be read when its picture is drawn, before the text of all pages is there.
Wall time is what a reader waits for; on a busy machine look at the least of it. Scans are measured where the extra that
recognises them is installed.
"""

import argparse
import contextlib
import time

from benchmarks.table import heading, row
from desktop import intake, pipeline
from desktop.model.errors import UnreadableFile
from tests.intake import hostile
from tests.intake.printed import Page, column, pdf, wrapped

_SENTENCE = "第{n}片区现有小学{a}所，在校学生{c}人，毛入学率达到{e}%，生均校舍面积{f}平方米。"
_PROSE = "各片区统筹规划，完善制度，压实责任，持续改善办学条件，推动城乡教育协调发展，群众满意度不断提升。"
_LINES, _WIDTH = 32, 34
_SCALE = 1.5
"""Pixels a point: a page as wide as the pane of a large window."""


def main() -> None:
    """Print every figure beside its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    data = _report(options.pages)
    pipeline.examine(intake.read_bytes(_report(2), "warm.pdf"))
    heading()
    first, text, marks, figures = [], [], [], 0
    for at in range(options.runs):
        # Another name for the password makes it another file, which is opened anew.
        pictures = intake.Pictures(data, "report.pdf", str(at))
        began = time.perf_counter()
        assert pictures.of(1, _SCALE) is not None
        first.append(time.perf_counter() - began)
        began = time.perf_counter()
        report = intake.read_bytes(data, "report.pdf")
        text.append(time.perf_counter() - began)
        figures = len(pipeline.examine(report).metrics)
        marks.append(time.perf_counter() - began)
    turns = []
    for page in range(2, min(options.pages, 42)):
        began = time.perf_counter()
        pictures.of(page, _SCALE)
        turns.append(time.perf_counter() - began)
    row("pdf: first page readable", first, "s", "≤ 0.3")
    row("pdf to text", text, "s")
    row("pdf to all marks", marks, "s", "≤ 2.0")
    print(f"{'':<44}{options.pages} pages, {len(report.text):,} characters, {figures:,} figures")
    row("page turn", [1000 * turn for turn in turns], "ms", "≤ 60")
    row("a file that means harm is refused", [_refused(data) for data in hostile.SLOW.values()], "s", "≤ 5")
    if intake.can_recognise():
        row("a scanned page recognised", _recognised(pictures, options.runs), "s", "≤ 4")


def _refused(data: bytes) -> float:
    """Tell how long a file is tried until it is refused, from a warm process."""
    intake.read_bytes(_report(2), "warm.pdf")
    began = time.perf_counter()
    with contextlib.suppress(UnreadableFile):
        intake.read_bytes(data, "harm.pdf")
    return time.perf_counter() - began


def _recognised(pictures: intake.Pictures, runs: int) -> list[float]:
    """Recognise pages from their pictures; the first loads the models and does not count."""
    pictures.recognised(1)
    found = []
    for page in range(2, 2 + runs):
        began = time.perf_counter()
        pictures.recognised(page)
        found.append(time.perf_counter() - began)
    return found


def _report(pages: int) -> bytes:
    """Print a report: wrapped lines, a running head, page numbers, a table every fifth page."""
    made, n = [], 0
    for number in range(1, pages + 1):
        page = Page().text(90, 50, "某县2023年教育工作报告", 9).text(285, 815, f"- {number} -", 9)
        y = column(page, 90, 90, [f"第{number}项工作"], 14)
        lines: list[str] = []
        while len(lines) < (_LINES if number % 5 else _LINES - 8):
            n += 1
            lines += wrapped(_SENTENCE.format(n=n, a=n % 90, c=n * 7, e=n % 100, f=n % 30) + _PROSE * 2, _WIDTH)
        y = column(page, 90, y, lines, leading=18)
        if number % 5 == 0:
            head = ("学校", "学生", "教师", "面积")
            page.ruled(
                90, y, (100,) * 4, [head, *(tuple(str(100 * at + c) for c in range(4)) for at in range(1, 5))], 20
            )
        made.append(page)
    return pdf(*made)


if __name__ == "__main__":
    main()
