"""Scanned pages: what is recognised on them is read like print, marked as such, and only where it is needed."""

import importlib.util
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from desktop import intake, pipeline
from desktop.intake.printed import ocr, raised
from desktop.model.pages import Box, PageKind, Picture
from desktop.model.recognition import Recognised, Recognition, WordLine
from desktop.model.report import BlockKind, Report
from desktop.model.review import Correction
from tests.intake.printed import Page, column, pdf, wrapped

SAID = "全县现有小学88所、初中32所，专任教师4126人，比上年增加57人，增长1.4%。"
HEAD = "一、师资情况"


def line(words: str, left: float, top: float, em: float = 12, *doubtful: int) -> WordLine:
    edges = [left]
    for sign in words:
        edges.append(edges[-1] + (em if ord(sign) > 127 else em / 2))
    scores = tuple(40 if at in doubtful else 99 for at in range(len(words)))
    return WordLine(words, top, top + em, tuple(edges), scores)


def lines(words: str, top: float) -> tuple[WordLine, ...]:
    """Set a paragraph as a recogniser gives it: without the blanks that indent it."""
    return tuple(
        line(each.lstrip("\u3000"), 90 + 12 * (len(each) - len(each.lstrip("\u3000"))), top + 20 * at)
        for at, each in enumerate(wrapped(words, 30))
    )


def scan() -> Page:
    return Page().picture(60, 84, bytes(range(60)) * 84)


def written() -> Page:
    page = Page()
    column(page, 90, 90, wrapped("县财政安排专项资金120万元。", 30))
    return page


MIXED = pdf(written(), scan(), scan())
FOUND = Recognition(
    by="a test",
    pages=(Recognised(2, 0.5, (line(HEAD, 114, 90), *lines(SAID, 120)), missed=(Box(90, 300, 300, 314),)),),
)


def shown(report: Report, kind: BlockKind) -> list[str]:
    return [report.text[b.start : b.end] for b in report.blocks if b.kind is kind]


def test_a_recognised_page_is_read_like_print_and_the_others_stay_what_they_are() -> None:
    report = intake.read_bytes(MIXED, "混合.pdf", recognition=FOUND)
    assert report.pages is not None
    assert [sheet.kind for sheet in report.pages.sheets] == [PageKind.TEXT, PageKind.RECOGNISED, PageKind.PICTURE]
    assert [sheet.skew for sheet in report.pages.sheets] == [0.0, 0.5, 0.0]
    assert shown(report, BlockKind.HEADING) == [HEAD]
    assert shown(report, BlockKind.PARAGRAPH) == ["县财政安排专项资金120万元。", SAID]
    assert shown(report, BlockKind.FURNITURE) == [
        "〔第 2 页此处有字迹没有读出〕",
        "〔第 3 页是扫描图片，文字没有读出〕",
    ]
    assert {m.quote for m in pipeline.examine(report).metrics} >= {"120万元", "88所", "4126人", "1.4%"}
    assert intake.pictured(report) == (3,)
    assert report.recognition == FOUND
    (told,) = [notice.says for notice in report.notices if notice.code == "recognised"]
    assert "第 2 页的文字由程序从扫描图片识别" in told
    assert "1 处字迹没有读出" in told


def test_doubtful_signs_are_found_in_the_text() -> None:
    words = "全县小学8O所。"
    found = Recognition(by="a test", pages=(Recognised(1, 0.0, (line(words, 90, 90, 12, 4, 5),)),))
    report = intake.read_bytes(pdf(scan()), "疑.pdf", recognition=found)
    assert report.pages is not None
    assert [report.text[start:end] for start, end in report.pages.doubts] == ["8O"]


def test_what_was_recognised_is_never_taken_for_a_page_that_has_words() -> None:
    found = FOUND.with_page(Recognised(1, 0.0, (line("全县小学999所。", 90, 90),)))
    report = intake.read_bytes(MIXED, "混合.pdf", recognition=found)
    assert "999" not in report.text


def test_a_case_reads_it_again_without_recognising() -> None:
    report = intake.read_bytes(MIXED, "混合.pdf", recognition=FOUND)
    kept = intake.read_kept(MIXED, "混合.pdf", report.text, FOUND)
    assert kept.pages == report.pages
    assert kept.blocks == report.blocks


def test_without_the_extra_the_pages_are_shown_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    path = tmp_path / "扫描.pdf"
    path.write_bytes(pdf(scan()))
    report = intake.read_recognised(path)
    assert [notice.code for notice in report.notices] == ["scanned", "no_recogniser"]
    assert all(notice.says.endswith("。") for notice in report.notices)
    assert intake.Pictures(path.read_bytes(), path.name).of(1, 0.5) is not None


def test_a_file_is_recognised_where_the_machine_can(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[int] = []

    def recognised(_: intake.Pictures, page: int) -> Recognised | None:
        asked.append(page)
        return FOUND.pages[0]._replace(page=page) if page == 2 else None

    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "named", lambda: "a test")
    monkeypatch.setattr(intake.Pictures, "recognised", recognised)
    path = tmp_path / "混合.pdf"
    path.write_bytes(MIXED)
    report = intake.read_recognised(path)
    assert asked == [2, 3]
    assert SAID in report.text
    assert intake.pictured(report) == (3,)


def test_lines_of_a_paragraph_are_joined_although_their_signs_were_measured_unevenly() -> None:
    """A recogniser gives the signs of a line widths in steps of its own, and the last few of a paragraph too narrow."""

    def uneven(each: WordLine, at: int) -> WordLine:
        steps = [after - before for before, after in pairwise(each.edges)]
        short = len(each.text) <= 3
        jagged = [step * (0.75 if short else 0.95 if (n + at) % 3 else 1.1) for n, step in enumerate(steps)]
        return each._replace(edges=tuple(accumulate(jagged, initial=each.edges[0])))

    words = "县人民政府把教育督导意见的落实列入年度重点工作，逐项建立台账" * 2
    words = words[:59] + "。"
    jagged = tuple(uneven(each, at) for at, each in enumerate(lines(words, 90)))
    assert len(jagged[-1].text) == 2
    found = Recognition(by="a test", pages=(Recognised(1, 0.0, (*jagged, *lines(SAID, 150))),))
    report = intake.read_bytes(pdf(scan()), "斜.pdf", recognition=found)
    assert shown(report, BlockKind.PARAGRAPH) == [words, SAID]


def inked(words: str, up: set[int], *, unseen: frozenset[int] = frozenset()) -> raised.Blots:
    """Give the ink of words set by ``line``, some of their signs small and raised, others too pale to be seen."""
    boxes = []
    for at, (left, right) in enumerate(pairwise(line(words, 90, 100).edges)):
        top, bottom = (98.6, 105.8) if at in up else (101, 111)
        boxes.append(Box(left + 0.5, top, right - (2 if at in up else 0.5), bottom))
    return raised.blots(box for at, box in enumerate(boxes) if at not in unseen)


@pytest.mark.parametrize(
    ("words", "up", "written"),
    [
        pytest.param("教师347人", {2}, "教师[3]47人", id="before a figure"),
        pytest.param("学生12345人1，比上年", {8}, "学生12345人[1]，比上年", id="behind a unit"),
        pytest.param("拨款24562万元", {6}, "拨款2456[2]万元", id="behind a figure"),
        pytest.param("骨干教师1²206人", {4, 5}, "骨干教师[12]206人", id="of two digits, one known as raised"),
        pytest.param("面积2300m2，", {7}, "面积2300m2，", id="a unit's"),
        pytest.param("初中[2]12所", {2, 3, 4}, "初中[2]12所", id="in brackets of its own"),
        pytest.param("增长99%", {3}, "增长99%", id="the ring of a sign behind it"),
        pytest.param("教师347人", set(), "教师347人", id="none"),
    ],
)
def test_a_raised_number_joins_no_figure(words: str, up: set[int], written: str) -> None:
    read = raised.with_calls(line(words, 90, 100), [inked(words, up)])
    assert (read.text, len(read.edges), len(read.scores)) == (written, len(written) + 1, len(written))
    assert list(read.edges) == sorted(read.edges)


def test_behind_a_call_the_figure_is_the_one_that_the_page_shows() -> None:
    words = "全县现有专任教师347人，比上年增加57人。"
    read = raised.with_calls(line(words, 90, 100), [inked(words, {8})])
    found = Recognition(by="a test", pages=(Recognised(1, 0.0, (read,)),))
    report = intake.read_bytes(pdf(scan()), "注.pdf", recognition=found)
    assert [m.quote for m in pipeline.examine(report).metrics] == ["47人", "57人"]


def test_a_paler_shade_shows_what_a_darker_one_lost_and_without_it_the_digits_are_in_doubt() -> None:
    words = "教师347人"
    pale, whole = inked(words, {2}, unseen=frozenset({3})), inked(words, {2})
    assert raised.with_calls(line(words, 90, 100), [pale, whole]).text == "教师[3]47人"
    unsure = raised.with_calls(line(words, 90, 100), [pale])
    assert min(unsure.scores) < 80


@pytest.mark.skipif(importlib.util.find_spec("rapidocr") is None, reason="the extra is not installed")
def test_the_recogniser_reads_a_page_that_lay_askew() -> None:
    page = Page()
    column(page, 90, 200, wrapped(SAID * 3, 30))
    drawn = intake.Pictures(pdf(page), "印.pdf").of(1, ocr.DPI / 72)
    assert drawn is not None
    grey = ocr._turned(_grey(drawn), 1.5).tobytes()
    askew = pdf(Page().picture(drawn.width, drawn.height, grey))
    found = intake.Pictures(askew, "扫描.pdf").recognised(1)
    assert found is not None
    assert found.skew == pytest.approx(-1.5, abs=0.2)
    report = intake.read_bytes(askew, "扫描.pdf", recognition=Recognition(by="", pages=(found,)))
    assert {m.quote for m in pipeline.examine(report).metrics} >= {"88所", "32所", "57人", "1.4%"}


def _grey(picture: Picture) -> ocr.Image:
    import numpy as np

    return np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 4)[:, :, 1].copy()


@pytest.mark.skipif(importlib.util.find_spec("cv2") is None, reason="the extra is not installed")
def test_thin_pale_rules_are_found_and_rows_of_signs_are_none() -> None:
    import numpy as np

    dark = np.zeros((400, 600), np.uint8)
    dark[100, 50:550] = dark[200, 50:550] = 255
    dark[100, 300:302] = 0
    for top in (110, 130, 150):
        dark[top : top + 8 : 2, 60:540] = 255
    assert [round(rule.top) for rule in ocr._rules(dark, 1.0)] == [100, 200]


WRONG = "全县现有小学8O所、初中32所，专任教师41Z6人。本年小学减少到7所。"


@pytest.mark.parametrize(
    ("was", "words", "quote", "value"),
    [
        pytest.param("8O", "80", "8O所", 80, id="as long"),
        pytest.param("8O", "1080", "8O所", 1080, id="longer"),
        pytest.param("41Z6", "4126", "41Z6人", 4126, id="a letter among digits"),
        pytest.param("Z6人", "26人", "41Z6人", 4126, id="the end of a figure"),
        pytest.param("8O所、初中32", "32", "8O所、初中32所", 32, id="shorter"),
        pytest.param("到7", "到77", "7所", 77, id="the begin of a figure"),
    ],
)
def test_a_corrected_word_is_what_figures_are_read_from_and_no_offset_moves(
    was: str, words: str, quote: str, value: int
) -> None:
    found = Recognition(by="a test", pages=(Recognised(1, 0.0, lines(WRONG, 90)),))
    report = intake.read_bytes(pdf(scan()), "疑.pdf", recognition=found)
    start = report.text.index(was)
    correction = Correction(document=report.sha256, start=start, field="words", value=words, end=start + len(was))
    before = pipeline.examine(report)
    read = pipeline.corrected(before, [correction])
    assert read.report.text == report.text
    assert read.report.reads(0, len(report.text)) == WRONG.replace(was, words)
    assert all(report.text[m.start : m.end] == m.quote for m in read.metrics)
    (metric,) = [m for m in read.metrics if m.value == value]
    assert metric.end == report.text.index(quote) + len(quote)
    assert pipeline.corrected(read, []).metrics == before.metrics


def test_a_corrected_word_clears_up_what_did_not_add_up() -> None:
    said = "全县现有小学30所，其中城区小学12所，乡村小学19所。"
    found = Recognition(by="a test", pages=(Recognised(1, 0.0, lines(said, 90)),))
    report = intake.read_bytes(pdf(scan()), "疑.pdf", recognition=found)
    read = pipeline.examine(report)
    assert len(read.findings) == 1
    at = report.text.index("19")
    correction = Correction(document=report.sha256, start=at, field="words", value="18", end=at + 2)
    again = pipeline.corrected(read, [correction])
    assert again.findings == ()
    assert report.text.index("30") in {anchor for check in again.checks for anchor in check.anchors}
