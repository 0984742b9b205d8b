"""Words of a scan that the inspector corrected: every paper says what the page says, tells so, and names the page."""

import csv
import json
import re
import zipfile
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from desktop import intake, lexicon, pipeline
from desktop.model.case import Case, Document, DocumentRole
from desktop.model.examination import Examination
from desktop.model.export import OF_LOOP, Kind
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Comparator, Metric, Role
from desktop.model.pages import Page, PageKind, Pages, Stretch
from desktop.model.problem import Measure, Problem, ProblemOrigin
from desktop.model.report import Block, BlockKind, Report, reworded
from desktop.model.review import About, Correction, Quote, Review
from desktop.model.standing import Ruling, Standing
from desktop.rectification import Rounds, matrix
from desktop.sheets import export, onpages
from desktop.sheets.dossier import Dossier, dossier
from desktop.sheets.marked import Layer, marks
from desktop.storage.shelf import Shelf
from tests.intake.printed import Page as Printed
from tests.intake.printed import pdf
from tests.sheets.conftest import LEVELS, a_case, a_review, scored

pytestmark = pytest.mark.usefixtures("qapp")

FIRST, SECOND = "县城小学缺教帅4O名。", "计划招聘教师40名，共需9O万元。"
TEXT = f"{FIRST}\n{SECOND}"
DATA = pdf(Printed(), Printed())
SHA = "5c" * 32
WRONG = {"教帅": "教师", "4O": "40", "9O": "90"}


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def metric(words: str, value: str, unit: str) -> Metric:
    start, end = at(words)
    return Metric(
        start=start, end=end, quote=words, value=Decimal(value), unit=unit, comparator=Comparator.EQUAL,
        role=Role.LEVEL, indicator="教师",
    )  # fmt: skip


@pytest.fixture
def scan() -> Dossier:
    """Review a scan of two pages, three of whose words were corrected."""
    starts = (0, len(FIRST) + 1)
    stretches = tuple(
        Stretch(start, start + len(words), page, 80, 94, tuple(90.0 + 12 * n for n in range(len(words) + 1)))
        for page, (start, words) in enumerate(zip(starts, (FIRST, SECOND), strict=True), 1)
    )
    report = Report(
        name="扫描.pdf", sha256=SHA, text=TEXT, source="pdf",
        pages=Pages(sheets=(Page(595, 842, PageKind.RECOGNISED),) * 2, stretches=stretches),
        blocks=tuple(
            Block(kind=BlockKind.PARAGRAPH, start=start, end=start + len(words))
            for start, words in zip(starts, (FIRST, SECOND), strict=True)
        ),
    )  # fmt: skip
    problem, answer = at("县城小学缺教帅4O名"), at("招聘教师40名")
    read = Examination(
        report=report,
        metrics=(metric("4O名", "40", "名"), metric("9O万元", "90", "万元")),
        problems=(Problem(start=problem[0], end=problem[1], quote=report.quote(*problem), origin=ProblemOrigin.SELF),),
        measures=(Measure(start=answer[0], end=answer[1], quote=report.quote(*answer), answers=(problem[0],)),),
        findings=(Finding(check=Relation.SUM, anchors=(at("4O名")[0], at("9O万元")[0]), says="不一致"),),
    )
    review = a_review().with_score(scored(LEVELS[0], "未达标", reason="缺员"))
    review = review.with_evidence(
        Quote(id="e1", item=LEVELS[0].id, document=SHA, start=problem[0], end=problem[1], quote=report.quote(*problem))
    )
    for was, words in WRONG.items():
        start, end = at(was)
        review = review.with_correction(Correction(document=SHA, start=start, end=end, field="words", value=words))
    case = a_case(review, *LEVELS)
    held = case.documents[0].model_copy(
        update={"sha256": SHA, "name": "扫描.pdf", "text": TEXT, "data": DATA, "text_sha256": SHA}
    )
    return dossier(case.model_copy(update={"documents": (held,)}), review.id, read, (), "2024-03-06T10:20:00+08:00")


def cells(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None)


@pytest.mark.parametrize("kind", [Kind.SHEET, Kind.PROBLEMS, Kind.FINDINGS, Kind.VISITS], ids=lambda kind: kind.value)
def test_lists_and_sheets_say_what_the_page_says_and_name_it(kind: Kind, scan: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "单.xlsx"
    export(path, scan, kind)
    said = cells(path)
    assert not any(wrong in said.replace(f"识别为“{wrong}”", "") for wrong in WRONG)
    assert "第1页" in said
    assert "识别文字已按原页更正" in said


def printed(path: Path) -> str:
    """Give all words of a Word file or of pages, without what wraps them."""
    if path.suffix == ".pdf":
        return "".join("".join(onpages.page_texts(path)).split())
    with zipfile.ZipFile(path) as parts:
        return "".join(re.sub("<[^>]+>", "", parts.read("word/document.xml").decode()).split())


@pytest.mark.parametrize(
    ("kind", "suffix", "names"),
    [
        (Kind.PROBLEMS, "docx", True),
        (Kind.PROBLEMS, "pdf", True),
        (Kind.FINDINGS, "docx", True),
        (Kind.FINDINGS, "pdf", True),
        (Kind.VISITS, "docx", True),
        (Kind.OPINION, "docx", False),
        (Kind.OPINION, "pdf", False),
    ],
)
def test_letters_and_printed_lists_say_what_the_page_says(
    kind: Kind, suffix: str, scan: Dossier, tmp_path: Path, *, names: bool
) -> None:
    path = tmp_path / f"件.{suffix}"
    export(path, scan, kind)
    said = printed(path)
    assert not any(wrong in said.replace(f"识别为“{wrong}”", "") for wrong in WRONG)
    assert ("第1页" in said and "40名" in said) or not names


def test_the_marked_page_shows_corrected_words_and_what_was_recognised(scan: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "标记.html"
    told = dict(export(path, scan, Kind.MARKED).counts)
    assert told["更正"] == 3
    article = path.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    assert "9O" not in article.replace("识别为“9O”", "")
    assert "识别为“9O”，按原页更正为“90”" in article


def test_the_marked_pdf_keeps_its_pages_and_tells_each_correction_beside_them(scan: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "标记.pdf"
    export(path, scan, Kind.MARKED)
    words = "".join("".join(onpages.page_texts(path)).split())
    for was, now in WRONG.items():
        assert f"识别为“{was}”，按原页更正为“{now}”" in words


def test_a_paper_without_corrections_has_no_such_layer(review: Review, tmp_path: Path) -> None:
    case = a_case(review, *LEVELS)
    report = Report(name="甲.txt", sha256=case.documents[0].sha256, text=case.documents[0].text, blocks=())
    made = dossier(case, review.id, Examination(report=report))
    assert not any(mark.layer is Layer.REWORDED for mark in marks(made))
    assert "更正" not in dict(export(tmp_path / "标记.html", made, Kind.MARKED).counts)


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_figures_are_quoted_as_corrected_with_their_page(suffix: str, scan: Dossier, tmp_path: Path) -> None:
    path = tmp_path / f"数据.{suffix}"
    export(path, scan, Kind.FIGURES)
    text = path.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines())) if suffix == "csv" else json.loads(text)["figures"]
    assert [(row["原文"], str(row["页"])) for row in rows] == [("40名", "1"), ("90万元", "2")]
    assert rows[1]["更正"] == "识别为“9O”，按原页更正为“90”"


def test_the_open_case_tells_page_and_words_of_every_quote(scan: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "案卷.json"
    export(path, scan, Kind.CASE)
    quotes = json.loads(path.read_text(encoding="utf-8"))["reviews"][0]["quotes"]
    assert quotes == [{"id": "e1", "page": 1, "reads": "县城小学缺教师40名"}]


@pytest.mark.parametrize("cuts", [(0, len(TEXT)), (0, 6, 7, 8, 9, len(TEXT)), tuple(range(len(TEXT) + 1))])
def test_cuts_that_follow_one_another_say_everything_and_nothing_twice(cuts: tuple[int, ...], scan: Dossier) -> None:
    report = scan.examination.report
    said = "".join(report.shows(first, last) for first, last in pairwise(cuts))
    assert said == reworded(TEXT, 0, report.rewords) == TEXT.replace("4O", "40").replace("9O", "90").replace("帅", "师")


PLAN = """青山县整改方案
一、整改措施
1.关于“音体美教帅紧缺”的问题。
整改措施：由县教育局牵头，县财改局配合，2O31年8月底前招聘教师4O名，确保全部到岗。
2.关于“心理辅导室没有配齐”的问题。
整改措施：由县教育局负责配齐。
"""


@pytest.mark.parametrize("kind", sorted(OF_LOOP))
def test_papers_of_the_loop_say_what_the_page_says(kind: Kind, tmp_path: Path) -> None:
    report = intake.read_text(PLAN, "方案.txt")
    held = Document.of(report, PLAN.encode(), DocumentRole.PLAN, "2031-09-01")
    review = Review(id="r", checklist="zgfh", about=About(district="青山县", year="2031", reviewer="王督学"))
    for was, said in {"教帅": "教师", "财改": "财政", "2O31": "2031", "4O": "40"}.items():
        start = PLAN.index(was)
        word = Correction(document=report.sha256, start=start, end=start + len(was), field="words", value=said)
        review = review.with_correction(word)
    read = pipeline.corrected(pipeline.examine(report), review.corrections)
    rounds = Rounds([(held, read)], lexicon.load())
    issue = matrix(rounds, review, date(2031, 9, 10)).rows[0]
    review = review.with_ruling(
        Ruling(id="n", issue=issue.key, words=issue.words, standing=Standing.CLOSED, date="2031-09-09", by="王督学")
    )
    case = Case(documents=(held,), reviews=(review,), checklists={"r": Shelf().get("zgfh")})
    loop = matrix(rounds, review, date(2031, 9, 10))
    path = tmp_path / "纸.xlsx"
    export(path, dossier(case, "r", read, loop=loop), kind)
    said = cells(path)
    assert not any(wrong in said for wrong in ("教帅", "财改", "2O31", "4O"))
    assert ("音体美教师紧缺" in said and "招聘教师40名" in said) or kind is Kind.PROGRESS
    assert "县财政局" in said or kind is not Kind.LEDGER
