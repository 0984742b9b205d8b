"""The marked report: every mark over its own words, on a page that needs nothing else, and on paper."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from desktop import intake, pipeline
from desktop.model.case import Case, Document, DocumentRole
from desktop.model.export import Kind
from desktop.model.review import Quote, Review
from desktop.sheets import dossier, export
from desktop.sheets.marginal import MARGIN_PT
from desktop.sheets.marked import Layer, marks
from desktop.sheets.onpages import annotations, page_texts
from tests.intake.printed import Page, column, pdf
from tests.sheets.conftest import LEVELS, a_checklist, a_dossier, a_review, quoted

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def test_every_layer_has_its_marks(review: Review) -> None:
    found = marks(a_dossier(review, *LEVELS))
    counts = {layer: sum(mark.layer is layer for mark in found) for layer in Layer}
    assert counts == {
        Layer.EVIDENCE: 2, Layer.PROBLEM: 2, Layer.MEASURE: 2, Layer.FINDING: 3, Layer.BLANK: 1, Layer.DEFECT: 0,
        Layer.METRIC: 4, Layer.REWORDED: 0,
    }  # fmt: skip
    says = {mark.layer: mark.says for mark in found}
    assert says[Layer.EVIDENCE] == "a 第a条：达标"
    assert "31+9=40≠41" in says[Layer.FINDING]


def test_the_page_needs_nothing_else(tmp_path: Path, review: Review) -> None:
    path = tmp_path / "标记.html"
    odd = review.with_evidence(quoted("e5", LEVELS[2], "所，初中9所，共"))
    written = export(path, a_dossier(odd, *LEVELS))
    assert (written.of("佐证"), written.of("指标")) == (3, 4)
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"""(?:src|href)\s*=|url\(|@import|https?:""", text)
    assert "default-src 'none'" in text
    both = re.search(r'<span class="m ([^"]*)"[^>]*>9所</span>', text)
    assert both is not None
    assert both[1].split() == ["evidence", "finding", "metric"]


def test_what_a_report_says_stays_words(tmp_path: Path) -> None:
    report = intake.read_text('<script>alert(1)</script>县2023年报告\n"引号"&实体，小学31所。\n', "x.txt")
    read = pipeline.examine(report)
    document = Document.of(report, report.text.encode(), DocumentRole.REPORT, "2024-03-05")
    case = Case(documents=(document,), reviews=(a_review(),), checklists={"r1": a_checklist(*LEVELS)})
    path = tmp_path / "x.html"
    export(path, dossier(case, "r1", read))
    assert "<script>alert" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [Kind.SHEET, Kind.OPINION, Kind.MARKED, Kind.PROBLEMS, Kind.FINDINGS, Kind.VISITS])
def test_every_paper_comes_as_pages(qapp: object, tmp_path: Path, review: Review, kind: Kind) -> None:
    path = tmp_path / "纸.pdf"
    written = export(path, a_dossier(review, *LEVELS), kind)
    texts = page_texts(path)
    assert len(texts) == written.of("页") > 0
    with pdfium.PdfDocument(path) as held:
        width, height = held[0].get_size()
        across = kind not in {Kind.OPINION, Kind.MARKED}
        assert (width > height) is across
        assert {round(width), round(height)} == {595, 842}
    assert f"— 1 / {len(texts)} —" in texts[0]
    if kind is Kind.MARKED:
        assert "佐证：a 第a条：达标" in "".join("".join(texts).split("\r\n"))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_report_that_was_pages_keeps_them_with_its_notes_beside(qapp: object, tmp_path: Path, turn: int) -> None:
    page = Page(turn=turn)
    column(
        page, 90, 100, ("东河县2023年自评报告", "一、主要做法", "全县小学31所，初中9所。", "二、存在问题", "教师不足。")
    )
    data = pdf(page)
    report = intake.read_bytes(data, "自评.pdf")
    read = pipeline.examine(report)
    document = Document.of(report, data, DocumentRole.REPORT, "2024-03-05")
    at = report.text.index("小学31所")
    review = a_review()
    for item in LEVELS:
        quote = Quote(id=f"e{item.id}", item=item.id, document=report.sha256, start=at, end=at + 5, quote="小学31所")
        review = review.with_evidence(quote)
    long = tuple(item.model_copy(update={"name": f"{item.name}{'很长的名称' * 400}"}) for item in LEVELS)
    for items, more in ((LEVELS, False), (long, True)):
        case = Case(documents=(document,), reviews=(review,), checklists={"r1": a_checklist(*items)})
        path = tmp_path / f"{more}.pdf"
        export(path, dossier(case, "r1", read), Kind.MARKED)
        with pdfium.PdfDocument(data) as before, pdfium.PdfDocument(path) as after:
            assert (len(after) > len(before)) is more, "notes without room have pages of their own"
            assert after[0].get_width() == pytest.approx(before[0].get_width() + MARGIN_PT)
            assert after[0].get_height() == pytest.approx(before[0].get_height())
        words = ["".join(text.split()) for text in page_texts(path)]
        assert "小学31所" in words[0]
        assert "佐证：b第b条：未评" in words[0] or more
        assert all(f"佐证：{name}第{name}条" in "".join(words) for name in "abcde"), (
            "all are printed, not only annotated"
        )
        assert sum(annotations(path)) >= len(read.metrics) + len(LEVELS)


CLICKED = """<script>
addEventListener("load",()=>{
 const mark=document.querySelector("article .evidence"),told=document.getElementById("told");
 mark.click();const first=told.textContent;
 const box=document.querySelector('input[value="evidence"]');box.click();
 const off=document.querySelectorAll("article .evidence").length;box.click();
 const on=document.querySelectorAll("article .evidence").length;
 document.title=JSON.stringify([first,off,on,document.querySelectorAll("article .metric").length]);
});
</script>"""


@pytest.mark.all
@pytest.mark.skipif(CHROMIUM is None, reason="no browser is installed")
def test_a_browser_opens_the_page_and_clicks(tmp_path: Path, review: Review) -> None:
    path = tmp_path / "标记.html"
    export(path, a_dossier(review, *LEVELS))
    # the page itself runs no script but its own; the test's comes in beside it, by the same rule
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", f"{CLICKED}</body>"), encoding="utf-8")
    asked = (str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}")
    shown = subprocess.run(
        [*asked, "--virtual-time-budget=4000", "--dump-dom", path.as_uri()],
        capture_output=True, encoding="utf-8", check=True, timeout=120,
    )  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", shown.stdout)
    assert title is not None
    told, off, on, figures = json.loads(title[1].replace("&amp;", "&"))
    assert told == "佐证a 第a条：达标"
    assert (off, on > 0, figures > 0) == (0, True, True)
