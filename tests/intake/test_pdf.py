"""PDF files: running text in reading order, each block with its page, as an inspector would read the print."""

import math
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop import intake, pipeline
from desktop.intake import worker as worker_module
from desktop.intake.assembly import assemble
from desktop.intake.printed import pdfium
from desktop.intake.printed.held import HeldFile
from desktop.intake.readers import pdf as reader
from desktop.intake.worker import Begun, Worker
from desktop.model.errors import LockedFile, UnreadableFile
from desktop.model.pages import PageKind
from desktop.model.report import BlockKind, Report
from tests.intake import hostile
from tests.intake.printed import Page, column, pdf, wrapped

SAID = "全县现有小学88所、初中32所，专任教师4126人，其中县级以上骨干教师占21.4%，比上年提高1.6个百分点。"
MORE = "县财政安排教育专项资金1234.56万元，用于“两类学校”改造，新增学位2100个，大班额全部消除。"
TITLE = "某县2023年履行教育职责自评报告"


def shows_lone_signs() -> bool:
    """Tell whether PDFium gives a sign that stands alone in a font that neither file nor system has, as under Wine."""
    document = pdfium.opened(pdf(Page().text(60, 90, "1")), "一.pdf", "")
    read = pdfium.read(document, 0)
    document.close()
    return read is not None and [sign for sign, *_ in read.sheet.glyphs] == ["1"]


lone = pytest.mark.skipif(not shows_lone_signs(), reason="no font here for what stands alone (PDFium under Wine)")


def read(*pages: Page, **guards: str) -> Report:
    return intake.read_bytes(pdf(*pages, **guards), "报告.pdf")


def shown(report: Report, *kinds: BlockKind) -> list[str]:
    return [report.text[b.start : b.end] for b in report.blocks if not kinds or b.kind in kinds]


def test_wrapped_lines_are_one_paragraph_and_every_block_knows_its_place() -> None:
    page = Page().text(180, 90, TITLE, 18).text(114, 130, "一、基本情况", 14)
    column(page, 90, 160, wrapped(SAID, 30))
    report = read(page)
    assert shown(report) == [TITLE, "一、基本情况", SAID]
    title, heading, body = report.blocks
    assert (title.level, heading.level) == (0, 1)
    assert body.origin is not None
    assert body.origin.page == 1
    left, top, right, bottom = body.origin.box or (0, 0, 0, 0)
    assert left == pytest.approx(90, abs=1)
    assert right == pytest.approx(450, abs=7)
    assert top == pytest.approx(149, abs=2)
    assert bottom == pytest.approx(182, abs=2)


def test_every_character_is_found_again_on_its_page() -> None:
    page = Page()
    column(page, 90, 100, wrapped(SAID, 30))
    report = read(page)
    assert report.pages is not None
    at = report.text.index("4126")
    ((number, box),) = report.pages.boxes(at, at + 4)
    assert number == 1
    assert box.right - box.left == pytest.approx(24, abs=1)
    assert report.pages.page_of(at) == 1
    assert "".join(report.text[s.start : s.end] for s in report.pages.stretches) == report.text


def test_a_number_cut_by_the_end_of_a_page_is_whole_and_the_pages_words_stand_apart() -> None:
    pages = []
    lines = wrapped((SAID + MORE) * 3, 30)
    cut = next(
        n for n, line in enumerate(lines) if line.endswith(tuple("0123456789")) and lines[n + 1][0] in "0123456789."
    )
    for number, part in enumerate((lines[: cut + 1], lines[cut + 1 :]), 1):
        page = Page().text(90, 50, "某县人民政府教育督导室", 9).text(285, 815, f"- {number} -", 9)
        column(page, 90, 100, part)
        pages.append(page)
    report = read(*pages)
    assert shown(report, BlockKind.PARAGRAPH) == [(SAID + MORE) * 3]
    assert shown(report, BlockKind.FURNITURE) == ["某县人民政府教育督导室", "- 1 -", "某县人民政府教育督导室", "- 2 -"]
    assert {metric.quote for metric in pipeline.examine(report).metrics} >= {"1234.56万元", "4126人", "21.4%"}


def test_columns_that_are_drawn_line_by_line_are_read_one_after_the_other() -> None:
    page = Page().text(150, 80, TITLE, 18)
    left, right = wrapped(SAID * 3, 18), wrapped(MORE * 3, 18)
    for number in range(max(len(left), len(right))):
        for at, lines in ((72, left), (310, right)):
            if number < len(lines):
                column(page, at, 120 + 16 * number + (3 if at > 72 else 0), [lines[number]], 10.5)
    assert shown(read(page)) == [TITLE, SAID * 3, MORE * 3]


@lone
@pytest.mark.parametrize(("gap", "across"), [(16.0, 2), (9.0, 2), (6.5, 2), (16.0, 3), (9.0, 3)])
def test_columns_are_parted_by_white_as_narrow_as_a_blank(gap: float, across: int) -> None:
    said = [part * 3 for part in (SAID, MORE, SAID.replace("88", "91"))[:across]]
    page = Page()
    x, signs = 60.0, 40 // across
    for part in said:
        lines = wrapped(part, signs)
        # A comma hangs into the margin, so that it all but touches the next column.
        column(page, x, 90, [lines[0], lines[1] + ("，" if x == 60 else ""), *lines[2:]], leading=18)
        x += 12 * signs + gap
    if across == 2:
        for at, row in enumerate((("乡镇", "教师"), ("东岭乡", "31"), ("西岭乡", "45"), ("南岭乡", "52"))):
            for cell, words in enumerate(row):
                page.text(62 + 240 + gap + 90 * cell, 90 + 18 * (len(wrapped(MORE * 3, signs)) + at), words, 10.5)
    lines = wrapped(said[0], signs)
    hung = said[0].replace(lines[1], lines[1] + "，", 1)
    assert shown(read(page), BlockKind.PARAGRAPH) == [hung, *said[1:]]


def test_lines_beside_a_heading_of_the_next_column_stay_in_their_paragraph() -> None:
    page = Page()
    left, right = wrapped(SAID * 4, 20), wrapped(MORE * 4, 20)
    column(page, 60, 90, left, leading=18)
    column(page, 60 + 240 + 13, 90 + 18 * 4, right[4:], leading=18)
    page.text(60 + 240 + 13, 90 + 18 * 2, "二、经费投入和使用", 18)
    column(page, 60 + 240 + 13, 90, right[:2], leading=18)
    assert SAID * 4 in shown(read(page), BlockKind.PARAGRAPH)


@lone
def test_a_ruled_table_keeps_its_rows_its_wrapped_cells_and_its_merged_heads() -> None:
    page = Page()
    column(page, 90, 80, wrapped(SAID, 30))
    end = page.ruled(
        90,
        140,
        (60, 160, 90, 90),
        [
            ("序号", "指标名称", "2022年", "2023年"),
            ("1", "小学净入学率", "99.8%", "100%"),
            ("2", "义务教育阶段学校|专任教师本科率", "88.1%", "91.3%"),
        ],
    )
    column(page, 90, end + 40, wrapped(MORE, 30))
    report = read(page)
    assert shown(report, BlockKind.ROW) == [
        "序号\t指标名称\t2022年\t2023年",
        "1\t小学净入学率\t99.8%\t100%",
        "2\t义务教育阶段学校专任教师本科率\t88.1%\t91.3%",
    ]
    assert [block.head for block in report.blocks if block.kind is BlockKind.ROW] == [True, False, False]
    assert shown(report, BlockKind.PARAGRAPH) == [SAID, MORE]
    found = {metric.quote: metric.indicator for metric in pipeline.examine(report).metrics}
    assert found["91.3%"]
    assert report.pages is not None
    at = report.text.index("91.3%")
    ((_, box),) = report.pages.boxes(at, at + 5)
    assert 400 <= box.left <= 410


def test_a_table_goes_on_over_the_end_of_a_page_without_its_head_said_twice() -> None:
    head = ("乡镇", "小学数", "在校生数")
    first, second = Page(), Page()
    first.ruled(90, 600, (120, 120, 120), [head, *((f"{name}镇", "3所", "812人") for name in "甲乙丙丁")])
    second.ruled(90, 80, (120, 120, 120), [head, *((f"{name}镇", "2所", "455人") for name in "戊己庚")])
    report = read(first, second)
    rows = shown(report, BlockKind.ROW)
    assert rows[0] == "乡镇\t小学数\t在校生数"
    assert [row.split("\t")[0] for row in rows[1:]] == ["甲镇", "乙镇", "丙镇", "丁镇", "戊镇", "己镇", "庚镇"]
    assert [block.origin.page for block in report.blocks if block.origin] == [1] * 5 + [2] * 3
    assert "\n\n" not in report.text


def test_merged_cells_are_one() -> None:
    page = Page()
    page.frame(90, 100, 300, 90)
    page.line(90, 130, 390, 130).line(190, 100, 190, 190).line(190, 115, 390, 115).line(290, 115, 290, 190)
    page.line(190, 160, 390, 160)
    page.text(100, 118, "学段", 10).text(230, 111, "专任教师", 10).text(200, 126, "2022年", 10).text(
        300, 126, "2023年", 10
    )
    page.text(100, 160, "小学", 10)
    page.text(200, 148, "811人", 10).text(300, 148, "834人", 10).text(200, 178, "92.5%", 10).text(300, 178, "94.1%", 10)
    rows = shown(read(page), BlockKind.ROW)
    assert rows == ["学段\t专任教师\t专任教师", "学段\t2022年\t2023年", "小学\t811人\t834人", "小学\t92.5%\t94.1%"]


def test_cells_below_one_another_are_a_table_without_any_rule() -> None:
    page = Page()
    column(page, 90, 80, wrapped(SAID, 30))
    for number, row in enumerate(
        (
            ("学校", "班数", "学生数"),
            ("实验小学", "36个", "1620人"),
            ("第二小学", "24个", "1033人"),
            ("东关小学", "18个", "771人"),
        )
    ):
        for at, words in zip((100, 220, 340), row, strict=True):
            page.text(at, 140 + 20 * number, words, 11)
    column(page, 90, 240, wrapped(MORE, 30))
    report = read(page)
    assert shown(report, BlockKind.ROW) == [
        "学校\t班数\t学生数",
        "实验小学\t36个\t1620人",
        "第二小学\t24个\t1033人",
        "东关小学\t18个\t771人",
    ]
    assert shown(report, BlockKind.PARAGRAPH) == [SAID, MORE]


@lone
@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (
            (("乡镇", "在校生", "教师"), ("东岭乡", "1659", "167"), ("西岭乡", "897", "43"), ("南岭乡", "132", "9")),
            True,
        ),
        ((("乡镇", "教师"), ("东岭乡", "167"), ("西岭乡", "43"), ("南岭乡", "52")), True),
        ((("1.", "健全工作机制"), ("2.", "落实经费保障"), ("3.", "补充紧缺教师")), False),
        ((("乡镇", "教师，"), ("东岭乡", "约16，"), ("西岭乡", "约43，"), ("南岭乡", "约52。")), False),
    ],
)
def test_cells_that_all_but_touch_are_a_table_where_every_row_agrees_and_none_is_prose(
    rows: tuple[tuple[str, ...], ...], *, found: bool
) -> None:
    def width(words: str) -> float:
        return sum(6.0 if sign.isascii() else 12.0 for sign in words)

    page, x = Page(), 90.0
    for cells in zip(*rows, strict=True):
        wide = max(map(width, cells))
        for at, words in enumerate(cells):
            # Figures are set to the right.
            page.text(x + (wide - width(words) if words[0].isdigit() else 0), 100 + 20 * at, words)
        x += wide + 3.5
    report = read(page.text(90, 300, "以上为各乡镇教育基本情况统计。"))
    assert (shown(report, BlockKind.ROW) == ["\t".join(row) for row in rows]) is found


_FOLDED = (
    ("乡镇（街|道）名称", "学校|数", "在校学|生人数", "备注"),
    ("东岭乡", "12所", "3120人", "含教学|点2个"),
    ("城关街道|办事处", "8所", "977人", "无"),
    ("第三小学|教育集团", "1所", "1406人", "整改已|经完成"),
    ("柳林乡", "5所", "866人", "无"),
)
_HEADED = (
    ("乡镇（街|道）名称", "学校|数", "在校学|生人数", "教|师"),
    *((*row[:3], f"{at}人") for at, row in enumerate(_FOLDED[1:], 6)),
)
_LISTED = (("1.", "新建校舍|并配齐教具"), ("2.", "补充教师|并开展轮训"), ("3.", "减轻课业|负担"), ("4.", "保障经费"))


@lone
@pytest.mark.parametrize(
    ("rows", "centred", "space", "found"),
    [
        (_FOLDED, True, 6.0, True),
        (_FOLDED, False, 6.0, True),
        (_FOLDED[1:], False, 0.0, True),
        (_HEADED, False, 0.0, True),
        (_LISTED, False, 6.0, False),
    ],
)
def test_folded_cells_of_a_table_without_rules_are_whole_and_in_their_rows(
    rows: tuple[tuple[str, ...], ...], *, centred: bool, space: float, found: bool
) -> None:
    page, y = Page(), 100.0
    column(page, 90, y - 20, ["下表列出各乡镇教育的基本情况，其中的数据以秋季开学后的统计为准。"])
    for row in rows:
        deep = max(cell.count("|") for cell in row) + 1
        for at, cell in enumerate(row):
            lines = cell.split("|")
            down = (deep - len(lines)) * 7.0 if centred else 0.0
            column(page, 90 + 62 * at, y + down, lines, 12, 14)
        y += 14 * deep + space
    column(page, 90, y + 10, ["以上数据由县教育局提供，各乡镇对所报数据的真实性和完整性负责。"])
    report = read(page)
    assert (shown(report, BlockKind.ROW) == ["\t".join(row).replace("|", "") for row in rows]) is found


@pytest.mark.parametrize("words", ["三、经费投入", "注：含附设班"])
def test_what_stands_right_below_a_table_without_rules_is_no_cell_of_its_last_row(words: str) -> None:
    page = Page()
    rows = [
        ("乡镇", "学校数", "在校生"),
        ("东岭乡", "12所", "3120人"),
        ("柳林乡", "5所", "866人"),
        ("南湖乡", "7所", "950人"),
    ]
    for number, row in enumerate(rows):
        for at, cell in enumerate(row):
            page.text(90 + 90 * at, 100 + 14 * number, cell)
    page.text(90, 100 + 14 * len(rows), words)
    report = read(page)
    assert shown(report, BlockKind.ROW) == ["\t".join(row) for row in rows]
    assert words in shown(report)


def test_a_text_box_stands_where_it_was_set_and_cuts_no_paragraph() -> None:
    page = Page()
    lines = wrapped(SAID * 2, 30)
    y = column(page, 90, 80, lines[:3])
    page.frame(90, y, 360, 50).text(100, y + 30, "专栏：全县学前教育毛入园率为91.2%。", 11)
    column(page, 90, y + 70, lines[3:])
    assert shown(read(page)) == [SAID * 2, "专栏：全县学前教育毛入园率为91.2%。"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_read_as_it_is_looked_at(turn: int) -> None:
    page = Page(turn=turn)
    column(page, 90, 100, wrapped(SAID, 30))
    report = read(page)
    assert report.text == SAID
    assert report.pages is not None
    (sheet,) = report.pages.sheets
    # Words that lie on their side are turned upright with the page.
    assert (sheet.width, sheet.height) == pytest.approx((595, 842), abs=1)


def test_watermarks_overprints_and_unseen_words() -> None:
    page = Page().slanted(200, 500, "内部资料")
    column(page, 90, 100, wrapped(SAID, 30))
    column(page, 90.3, 100, wrapped(SAID, 30))
    page.text(90, 300, "另有隐藏学校999所。", 12, mode=3).text(900, 300, "页外学校998所。", 12)
    report = read(page)
    assert shown(report, BlockKind.PARAGRAPH) == [SAID]
    assert shown(report, BlockKind.FURNITURE) == ["内部资料"]
    assert [notice.code for notice in report.notices] == ["hidden_words"]


def test_a_blank_over_a_rule_stays_a_blank() -> None:
    page = (
        Page().text(114, 100, "三年来累计投入", 12).line(199, 102, 247, 102).text(248, 100, "万元，新建校舍3栋。", 12)
    )
    (said,) = shown(read(page))
    assert said.startswith("三年来累计投入_")
    assert said.endswith("_万元，新建校舍3栋。")
    assert len(pipeline.examine(read(page)).placeholders) == 1


def test_an_owners_password_is_none_of_ours() -> None:
    page = Page()
    column(page, 90, 100, wrapped(SAID, 30))
    assert read(page, owner="boss").text == SAID


def test_a_users_password_is_asked_for() -> None:
    page = Page()
    column(page, 90, 100, wrapped(SAID, 30))
    data = pdf(page, owner="boss", user="open sesame")
    with pytest.raises(LockedFile, match=r"请输入密码后再打开"):
        intake.read_bytes(data, "锁.pdf")
    with pytest.raises(LockedFile, match=r"密码不对"):
        intake.read_bytes(data, "锁.pdf", password="wrong")
    assert intake.read_bytes(data, "锁.pdf", password="open sesame").text == SAID
    kept = intake.read_kept(data, "锁.pdf", SAID)
    assert (kept.text, [notice.code for notice in kept.notices]) == (SAID, ["kept_locked"])
    assert "打开密码" in kept.notices[0].says


def test_pages_of_pictures_are_told() -> None:
    written = Page()
    column(written, 90, 100, wrapped(SAID, 30))
    scan = Page().picture(60, 80, bytes(range(60)) * 80)
    report = read(written, scan)
    assert shown(report, BlockKind.PARAGRAPH) == [SAID]
    assert shown(report, BlockKind.FURNITURE) == ["〔第 2 页是扫描图片，文字没有读出〕"]
    assert report.pages is not None
    assert [sheet.kind for sheet in report.pages.sheets] == [PageKind.TEXT, PageKind.PICTURE]
    assert report.notices[0].says == "第 2 页是扫描图片，其中的文字没有读出；请对照原页查看。"


def test_a_file_of_pictures_alone_opens_with_its_pages() -> None:
    report = read(Page().picture(60, 80, bytes(60 * 80)), Page().picture(60, 80, bytes(60 * 80)))
    assert {block.kind for block in report.blocks} == {BlockKind.FURNITURE}
    assert [block.origin.page for block in report.blocks if block.origin] == [1, 2]
    assert "全部页面是扫描图片" in report.notices[0].says
    assert pipeline.examine(report).metrics == ()


@pytest.mark.skipif(sys.platform == "win32", reason="what Qt prints under Wine holds no words; not tried on Windows")
def test_qt_prints_what_we_read(tmp_path: Path) -> None:
    made = tmp_path / "qt.pdf"
    script = (
        "import sys; from PySide6.QtGui import QGuiApplication, QPdfWriter, QTextDocument\n"
        "app = QGuiApplication([]); writer = QPdfWriter(sys.argv[1]); document = QTextDocument()\n"
        "document.setHtml(sys.argv[2]); document.print_(writer)\n"
    )
    html = f"<p>{SAID * 4}</p><p>{MORE * 4}</p>"
    subprocess.run(
        [sys.executable, "-c", script, str(made), html],
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert shown(intake.read(made), BlockKind.PARAGRAPH) == [SAID * 4, MORE * 4]


def _stuffed() -> Page:
    page = Page()
    for number in range(10):
        page.text(0, 800 - number, "挤" * (pdfium.GLYPHS // 10 + 1), 1)
    return page


def _good() -> Page:
    page = Page()
    column(page, 90, 100, wrapped(SAID, 30))
    return page


GOOD = pdf(_good())
LOOP = GOOD.replace(b"/Kids[7 0 R]", b"/Kids[2 0 R]")
ENDLESS = pdf(*(Page() for _ in range(pdfium.PAGES + 1)))
STUFFED = pdf(_stuffed())


@pytest.mark.parametrize(
    ("data", "fragment"),
    [
        (GOOD[:300], "已损坏或不完整"),
        (b"%PDF-1.7\n" + b"\x00" * 5000, "已损坏或不完整"),
        (b"%PDF-1.4\n" + struct.pack("<I", 7) * 4000 + b"%%EOF", "已损坏或不完整"),
        (LOOP, "已损坏或不完整"),
        (ENDLESS, f"超过 {pdfium.PAGES} 页"),
        (STUFFED, "已损坏或不完整"),
        (GOOD.replace(b"/MediaBox[0 0 595.0 842.0]", b"/MediaBox[0 0 20000 842]"), "已损坏或不完整"),
        (pdf(Page()), "没有可读的文字"),
    ],
)
def test_bad_files_get_one_sentence_soon(data: bytes, fragment: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(UnreadableFile) as told:
        intake.read_bytes(data, "来历不明.pdf")
    assert time.perf_counter() - begin < 5
    assert fragment in told.value.says
    assert told.value.says.endswith("。")
    assert told.value.says.count("。") == 1


def test_a_wrong_suffix_is_told() -> None:
    assert [notice.code for notice in intake.read_bytes(GOOD, "报告.docx").notices] == ["suffix"]
    with pytest.raises(UnreadableFile, match=r"已损坏|不是"):
        intake.read_bytes(b"no pdf \x00\x01\x02" * 40, "报告.pdf")


class Fragile(Worker):
    """A worker whose process dies over one page, as often as it is told."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.left = times

    def _ask(
        self, door: str, given: tuple[object, ...], first: float, page: float = 0.0, ends: float = math.inf
    ) -> object:
        if self.left and 2 not in given[4]:  # type: ignore[operator]
            self.left -= 1
            self._page = 2
            raise EOFError
        return super()._ask(door, given, first, page, ends)


@pytest.mark.parametrize(("times", "told"), [(1, []), (2, ["broken_pages"])])
def test_a_page_that_kills_the_process_is_tried_once_more_and_then_told(times: int, told: list[str]) -> None:
    pages = []
    for said in (SAID, MORE):
        pages.append(Page())
        column(pages[-1], 90, 100, wrapped(said, 30))
    worker = Fragile(times)
    try:
        body = worker.read("pdf", pdf(*pages), "坏页.pdf")
    finally:
        worker.close()
    assert [piece.text for piece in body.pieces] == ([SAID] if told else [SAID, MORE])
    assert [notice.code for notice in body.notices] == told


def test_pictures_come_from_the_one_process_and_survive_its_death() -> None:
    pictures = intake.Pictures(GOOD, "报告.pdf")
    drawn = pictures.of(1, 1.0)
    assert drawn is not None
    assert (drawn.width, drawn.height, len(drawn.pixels)) == (595, 842, 595 * 842 * 4)
    assert min(drawn.pixels[::4]) < 100
    assert pictures.of(2, 1.0) is None
    process = intake._worker._process
    assert process is not None
    process.kill()
    process.join()
    assert pictures.of(1, 0.5) is not None
    assert pictures.of(1, 1000.0).width * pictures.of(1, 1000.0).height <= pdfium.PIXELS * 1.01  # type: ignore[union-attr]


def test_a_page_of_too_many_rules_or_signs_costs_that_page_alone() -> None:
    written = Page()
    column(written, 90, 100, wrapped(SAID, 30))
    stuffed = _stuffed()
    body = reader.read(pdf(written, stuffed), "满.pdf")
    assert [piece.text for piece in body.pieces] == [SAID]
    assert [notice.code for notice in body.notices] == ["broken_pages"]


NARROW = (("学段", "学生", "经费"), ("学前教育", "3120.5", "456.78"), ("义务教育", "20145", "1234"))


def narrow(*, apart: float, doubled: bool) -> Page:
    """Draw a table whose words reach right up to its rules: each cell framed, or rules between, single or double."""
    page, y = Page().text(90, 80, "各学段情况如下。"), 100.0
    for row in NARROW:
        x = 90.0
        for words, wide in zip(row, (42.2, 32.0, 32.0), strict=True):
            page.frame(x, y, wide, 14).text(x + 0.1, y + 11, words, 10.5)
            if doubled:
                page.frame(x - 1.5, y - 1.5, wide + 3, 17)
            x += wide + apart
        y += 14 + apart
    return page


@pytest.mark.parametrize(
    ("apart", "doubled"),
    [
        pytest.param(0.0, False, id="one rule between"),
        pytest.param(2.0, False, id="double rules"),
        pytest.param(4.0, True, id="frames within frames"),
        pytest.param(6.0, False, id="frames with white between"),
        pytest.param(8.5, False, id="more white"),
    ],
)
def test_cells_that_a_rule_parts_are_never_one_word(apart: float, *, doubled: bool) -> None:
    report = read(narrow(apart=apart, doubled=doubled))
    assert shown(report, BlockKind.ROW) == ["\t".join(row) for row in NARROW]


def test_frames_that_are_no_table_stay_text_boxes_and_nothing_is_said_twice() -> None:
    page = Page().frame(80, 90, 420, 160)
    page.frame(90, 100, 190, 40).text(96, 122, "甲校新增学位300个。").frame(290, 100, 190, 40)
    page.text(296, 122, "乙校新增学位150个。").text(90, 220, "框外的话也在大框里。")
    text = read(page).text
    assert sorted(text.split("\n")) == ["乙校新增学位150个。", "框外的话也在大框里。", "甲校新增学位300个。"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        pytest.param(2.0, "31205 45678", id="tight figures apart by a little"),
        pytest.param(0.0, "3120545678", id="none"),
        pytest.param(14.0, "31205 45678", id="a blank"),
    ],
)
def test_two_figures_with_white_between_are_two(place: float, words: str) -> None:
    page = Page().text(90, 100, "甲乡乙乡各有31205")
    end = 90 + 6 * 12 + 5 * 6
    assert read(page.text(end + place, 100, "45678人")).text == f"甲乡乙乡各有{words}人"


def test_what_stands_at_one_height_is_read_from_the_left_however_it_was_drawn() -> None:
    page = Page()
    for x, y, words in ((300, 101, "丙校30人"), (90, 100, "甲校十人"), (200, 103, "乙校20人")):
        page.text(x, y, words)
    assert "".join(read(page).text.split()) == "甲校十人乙校20人丙校30人"


@lone
def test_columns_are_parted_by_white_that_no_row_crosses() -> None:
    rows = (("学前教育", "12", "3120.5"), ("小学", "101", "20145"), ("初中", "9", "88 70"), ("特教", "1", "212"))
    page = Page().text(90, 80, "各学段情况如下表所示。")
    for at, row in enumerate(rows):
        for x, words in zip((90, 139, 175), row, strict=True):
            page.text(x, 110 + 18 * at, words, 10.5)
    column(page, 90, 210, wrapped(SAID, 30))
    report = read(page)
    assert shown(report, BlockKind.ROW) == ["\t".join(row) for row in rows]
    assert SAID in report.text


@lone
def test_a_row_cut_by_the_end_of_a_page_is_one_again() -> None:
    head = ("序号", "任务", "完成情况", "责任单位")
    first, second = Page(), Page()
    widths = (40, 160, 200, 80)
    first.ruled(60, 690, widths, [head, ("7", "新建校舍面积达到", "已开工3处，其余正在招标", "教育局")])
    second.ruled(60, 80, widths, [("", "一万平方米", "", ""), ("8", "补充教师", "招聘25人", "人社局")])
    report = read(first, second)
    assert shown(report, BlockKind.ROW) == [
        "序号\t任务\t完成情况\t责任单位",
        "7\t新建校舍面积达到一万平方米\t已开工3处，其余正在招标\t教育局",
        "8\t补充教师\t招聘25人\t人社局",
    ]
    assert report.pages is not None
    at = report.text.index("一万")
    assert [page for page, _ in report.pages.boxes(at, at + 2)] == [2]


@lone
@pytest.mark.parametrize(
    "row",
    [
        pytest.param(("", "初中", "99.1%", "教育局"), id="a name that holds for several rows"),
        pytest.param(("", "", "5处", ""), id="figures never join"),
        pytest.param(("8", "达到一万", "", ""), id="a row of its own"),
    ],
)
def test_what_begins_a_page_and_is_no_rest_of_a_row_is_one_of_its_own(row: tuple[str, ...]) -> None:
    first, second = Page(), Page()
    widths = (40, 160, 200, 80)
    first.ruled(60, 690, widths, [("序号", "任务", "完成情况", "责任单位"), ("7", "小学", "98.5%", "教育局")])
    second.ruled(60, 80, widths, [row, ("9", "补充教师", "招聘25人", "人社局")])
    assert "\t".join(row) in shown(read(first, second), BlockKind.ROW)


@lone
def test_a_footnote_stands_apart_and_its_call_joins_no_figure() -> None:
    page = Page()
    y = column(page, 90, 100, wrapped(SAID * 3, 30))
    column(page, 90, y, ["其中乡村学校41"])
    page.text(90 + 12 * 7 + 1, y - 5, "2", 6.5).text(90 + 12 * 7 + 5, y, "所，占三分之一。", 12)
    page.line(90, 700, 230, 700)
    page.text(90, 716, "①统计口径为教育事业统计年报，截止日期为2023年9月", 9).text(90, 730, "1日。", 9)
    page.text(90, 744, "②含教学点13个。", 9)
    page.text(285, 815, "- 1 -", 9)
    report = read(page)
    assert shown(report, BlockKind.NOTE) == [
        "[1] 统计口径为教育事业统计年报，截止日期为2023年9月1日。",
        "[2] 含教学点13个。",
    ]
    assert "其中乡村学校41[2]所" in report.text
    assert all("412所" not in metric.quote for metric in pipeline.examine(report).metrics)


@lone
@pytest.mark.parametrize(
    ("size", "up", "before"),
    [
        pytest.param(7, 4, "", id="at the begin of a line"),
        pytest.param(10, 5.2, "全县现有专任教师", id="hardly smaller, as browsers set it"),
        pytest.param(7, 4, "全县现有专任教师", id="as word processors set it"),
    ],
)
def test_a_raised_number_joins_no_figure_behind_it(size: float, up: float, before: str) -> None:
    page = Page().text(90, 180, "全县教育事业发展情况见下，各项数据以秋季学期开学以后的统计为准。")
    x = 90 + 12 * len(before)
    page.text(90, 200, before) if before else page
    page.text(x, 200 - up, "3", size).text(x + size / 2, 200, "47人，其中骨干教师206人，占全部教师的五成。")
    report = read(page)
    assert f"{before}[3]47人" in report.text


def test_a_paragraph_goes_on_over_the_footnotes_of_its_page() -> None:
    page, second = Page(), Page()
    lines = wrapped(SAID * 12, 30)
    column(page, 90, 100, lines[:20])
    page.line(90, 700, 230, 700).text(90, 716, "1 数据来自各乡镇中心学校报表。", 9)
    column(second, 90, 100, lines[20:])
    report = read(page, second)
    assert shown(report, BlockKind.PARAGRAPH) == [SAID * 12]
    assert shown(report, BlockKind.NOTE) == ["[1] 数据来自各乡镇中心学校报表。"]


@pytest.mark.parametrize("words", ["数据来源：县教育局。", "2023年9月统计。"])
def test_small_print_without_a_rule_or_a_number_is_no_footnote(words: str) -> None:
    page = Page()
    y = column(page, 90, 100, wrapped(SAID, 30))
    page.text(90, y + 20, "以上数据均由县教育局提供，未经审计，", 9).text(90, y + 34, words, 9)
    assert shown(read(page), BlockKind.NOTE) == []


def test_uneven_lines_without_indents_are_paragraphs_that_stand_apart() -> None:
    page, y = Page(), 100.0
    for words in (SAID * 2, MORE * 2):
        # As a printer sets lines that fills none of them: now one and now two signs short.
        left = words
        for short in cycle((0, 1, 0, 2)):
            line = wrapped("　　" + left, 36 - short)[0].removeprefix("　　　　")
            page.text(60, y, line, 12)
            left, y = left.removeprefix(line), y + 20
            if not left:
                break
        y += 16
    assert shown(read(page), BlockKind.PARAGRAPH) == [SAID * 2, MORE * 2]


def test_what_a_browser_prints_above_and_below_a_single_page_is_none_of_the_report() -> None:
    page = Page().text(40, 30, "11/30/26, 8:53 AM").text(250, 30, TITLE).text(40, 825, "https://edu.example/a?b=1")
    column(page.text(540, 825, "1/1").text(180, 90, TITLE, 18), 90, 130, wrapped(SAID, 30))
    report = read(page)
    assert shown(report, BlockKind.HEADING, BlockKind.PARAGRAPH) == [TITLE, SAID]
    assert len(shown(report, BlockKind.FURNITURE)) == 2


def test_the_first_lines_of_pages_that_differ_in_their_figures_are_no_running_heads() -> None:
    pages = []
    for number in range(1, 6):
        page = Page().text(90, 60, "某县人民政府教育督导室", 9).text(440, 60, f"第 {number + 2} 页，共 9 页", 9)
        column(page, 90, 90, [f"第{number}所学校现有学生{number * 310}人。"])
        pages.append(page)
    report = read(*pages)
    said = [f"第{at}所学校现有学生{at * 310}人。" for at in range(1, 6)]
    assert "".join(shown(report, BlockKind.PARAGRAPH)) == "".join(said)
    assert len(shown(report, BlockKind.FURNITURE)) == 5


@pytest.mark.parametrize("height", [49.0, 49.6, 50.2, 50.8, 51.4, 52.0, 52.6, 53.2])
def test_a_running_head_is_known_although_a_page_lay_a_little_lower(height: float) -> None:
    pages = []
    for at, said in enumerate((SAID, MORE)):
        pages.append(Page().text(90, height + 0.7 * at, "某县人民政府教育督导室", 9))
        column(pages[-1], 90, 100, wrapped(said, 30))
    assert shown(read(*pages), BlockKind.FURNITURE) == ["某县人民政府教育督导室"] * 2


def refused(worker: Worker, data: bytes) -> str:
    """Give what is said of a file that is not read, in one sentence."""
    with pytest.raises(UnreadableFile) as told:
        assemble(worker.read("pdf", data, "来历不明.pdf"), data, "来历不明.pdf", "pdf")
    assert told.value.says.endswith("。")
    assert told.value.says.count("。") == 1
    return told.value.says


@pytest.mark.parametrize("name", hostile.QUICK)
def test_files_that_mean_harm_are_seen_through(name: str) -> None:
    begin = time.perf_counter()
    said = refused(intake._worker, hostile.QUICK[name])
    assert time.perf_counter() - begin < 5
    assert ("加密" in said or "密码" in said) == name.startswith("encrypted")


@pytest.mark.parametrize("name", hostile.SLOW)
def test_both_tries_of_a_page_share_the_time_of_its_file(name: str) -> None:
    worker = Worker(seconds=0.5)
    worker.warm()
    try:
        worker.read("pdf", GOOD, "好.pdf")
        begin = time.perf_counter()
        refused(worker, hostile.SLOW[name])
        assert time.perf_counter() - begin < 5
    finally:
        worker.close()


class Losing(Worker):
    """A worker whose process dies over every page of some, each time after so many seconds."""

    def __init__(self, pages: frozenset[int], after: float) -> None:
        super().__init__()
        self.pages, self.after, self.spent = pages, after, 0.0

    def _ask(
        self, door: str, given: tuple[object, ...], first: float, page: float = 0.0, ends: float = math.inf
    ) -> object:
        left = min(self.pages - given[4], default=0)  # type: ignore[operator]
        if not left:
            return super()._ask(door, given, first, page, ends)
        self._page, self._waited = left, min(page, self.after)
        self.spent += self._waited
        raise EOFError if self.after < page else TimeoutError


@pytest.mark.parametrize(
    ("pages", "after", "told"),
    [
        ({2}, 0.1, "broken_pages"),
        ({2}, 1.5, "broken_pages"),
        ({2}, 9.0, "broken_pages"),
        ({1, 3}, 0.4, "broken_pages"),
        ({1, 2, 3, 4, 5}, 0.1, ""),
        ({1, 2, 3, 4, 5}, 9.0, ""),
        ({1, 2}, 2.0, "broken_pages"),
        ({1, 2, 3}, 2.0, ""),
    ],
)
def test_pages_lost_in_vain_cost_no_more_than_a_file_may_take(pages: set[int], after: float, told: str) -> None:
    made = []
    for _ in range(6):
        made.append(Page())
        column(made[-1], 90, 100, wrapped(SAID, 30))
    worker = Losing(frozenset(pages), after)
    try:
        if told:
            assert [notice.code for notice in worker.read("pdf", pdf(*made), "坏页.pdf").notices] == [told]
        else:
            refused(worker, pdf(*made))
    finally:
        worker.close()
    assert worker.spent <= 3.6


def test_waiting_for_another_file_costs_a_page_nothing_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    waited = [0.0]

    @contextmanager
    def busy() -> Iterator[None]:
        waited[0] += 60
        yield

    monkeypatch.setattr(worker_module, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + waited[0]))
    worker = Worker()
    monkeypatch.setattr(worker, "_lock", busy())
    try:
        assert worker.picture(HeldFile("key", GOOD, "好.pdf"), 1, 0.2) is not None
        monkeypatch.setattr(worker, "_lock", busy())
        assert worker.read("pdf", GOOD, "好.pdf").pieces
        monkeypatch.setattr(worker, "_lock", busy())
    finally:
        worker.close()


@pytest.mark.parametrize(("page_takes", "done"), [(0.06, True), (0.2, False)])
def test_hundreds_of_pages_may_take_longer_than_a_file_if_each_is_soon_read(
    monkeypatch: pytest.MonkeyPatch, page_takes: float, *, done: bool
) -> None:
    class Pipe:
        """Read 800 pages by a clock of its own."""

        now, page, ready = 0.0, 0, page_takes

        def poll(self, seconds: float) -> bool:
            self.now = min(self.now + seconds, max(self.ready, self.now))
            return self.now >= self.ready

        def recv(self) -> object:
            self.page, self.ready = self.page + 1, self.now + page_takes
            return Begun(self.page) if self.page <= 800 else "all"

        def send(self, _: object) -> None:
            pass

    pipe, worker = Pipe(), Worker()
    monkeypatch.setattr(worker_module, "time", SimpleNamespace(monotonic=lambda: pipe.now))
    monkeypatch.setattr(worker, "_running", lambda: pipe)
    worker._ready = True
    if done:
        assert worker._ask("read", (), 3.0, 1.8, 40.0) == "all"
    else:
        with pytest.raises(TimeoutError):
            worker._ask("read", (), 3.0, 1.8, 40.0)


def test_a_page_that_cannot_be_drawn_is_not_tried_again_and_again() -> None:
    worker = Worker(seconds=0.4)
    data = hostile.SLOW["packed twice"]
    file = HeldFile("key", data, "慢.pdf")
    try:
        assert worker.picture(file, 1, 1.0) is None
        begin = time.perf_counter()
        assert worker.picture(file, 1, 2.0) is None
        assert time.perf_counter() - begin < 0.1
    finally:
        worker.close()


def test_a_page_that_nobody_wants_any_more_is_given_up_at_once_and_can_be_asked_for_again() -> None:
    worker = Worker(seconds=30)
    slow, good = HeldFile("slow", hostile.SLOW["packed twice"], "慢.pdf"), HeldFile("good", GOOD, "好.pdf")
    asked = threading.Thread(target=worker.picture, args=(slow, 1, 1.0))
    begin = time.perf_counter()
    try:
        asked.start()
        while asked.is_alive():
            worker.give_up(good)
            worker.give_up(slow)
            asked.join(0.05)
        assert time.perf_counter() - begin < 10
        assert worker.picture(good, 1, 0.2) is not None
        assert ("slow", 1) not in worker._lost
    finally:
        worker.close()
