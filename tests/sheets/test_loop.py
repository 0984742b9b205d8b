"""The papers of the loop: written, opened again, and the ledger read back as what it was."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desktop import intake, lexicon, pipeline, sheets
from desktop.model.case import Case, Document, DocumentRole
from desktop.model.checklist import Checklist
from desktop.model.errors import WrongRequest
from desktop.model.export import OF_LOOP, SUFFIXES, Kind
from desktop.model.loop import Loop
from desktop.model.marks import Shared
from desktop.model.review import About, Review
from desktop.model.standing import Ruling, Standing
from desktop.rectification import Rounds, matrix, read_plan
from desktop.scoring.marking import shared
from desktop.sheets.loop import loop_page
from desktop.sheets.pages import Page, RowKind
from desktop.storage.shelf import Shelf

PLAN = """青山县整改方案
一、整改措施
1.关于“三所学校食堂面积不足，学生分批就餐”的问题。
整改措施：由县教育局牵头，县财政局配合，2031年8月底前扩建食堂三处，确保全部投用。
2.关于“=音体美教师紧缺”的问题。
整改措施：县人社局、县委编办
招聘教师40名。
3.关于“心理辅导室没有配齐”的问题。
"""
PROGRESS = """青山县整改情况报告
一、整改进展
1.关于“三所学校食堂面积不足，学生分批就餐”的问题。
整改情况：已全部建成投用。
"""
TEXTS = ((DocumentRole.PLAN, PLAN), (DocumentRole.PROGRESS, PROGRESS))


def a_checklist() -> Checklist:
    return Shelf().get("zgfh")


def joined(page: Page) -> list[list[str]]:
    return [[str(cell) for cell in row.cells] for row in page.rows if row.kind is RowKind.RECORD]


@pytest.fixture(scope="module")
def dossier() -> sheets.Dossier:
    held = []
    for role, text in TEXTS:
        report = intake.read_text(text, f"{role.value}.txt")
        held.append((Document.of(report, text.encode(), role, "2031-09-01"), pipeline.examine(report)))
    rounds = Rounds(held, lexicon.load())
    review = Review(id="r", checklist="zgfh", about=About(district="青山县", year="2031", reviewer="王督学"))
    loop = matrix(rounds, review, date(2031, 9, 10))
    for number, (row, standing) in enumerate(((0, Standing.CLOSED), (1, Standing.DONE))):
        told = loop.rows[row]
        review = review.with_ruling(
            Ruling(
                id=f"n{number}", issue=told.key, words=told.words, standing=standing, date="2031-09-09",
                evidence="现场查看", by="王督学",
            )
        )  # fmt: skip
    loop = matrix(rounds, review, date(2031, 9, 10))
    case = Case(documents=tuple(each for each, _ in held), reviews=(review,), checklists={"r": a_checklist()})
    return sheets.dossier(case, "r", held[0][1], at="2031-09-10T08:00:00", loop=loop)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("kind", "suffix"), [(kind, suffix) for kind in sorted(OF_LOOP) for suffix in SUFFIXES[kind]])
def test_every_paper_of_the_loop_is_written_and_opened_again(
    dossier: sheets.Dossier, tmp_path: Path, kind: Kind, suffix: str
) -> None:
    path = tmp_path / f"纸{suffix}"
    written = sheets.export(path, dossier, kind)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    wanted = {Kind.LEDGER: 3, Kind.CLOSED: 2}.get(kind)
    assert written.of("页") == 1 if suffix == ".pdf" else written.of(kind.value) == (wanted or written.of(kind.value))
    assert path.stat().st_size > 0


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_ledger_is_read_back_as_the_plan_it_was_written_from(
    dossier: sheets.Dossier, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"台账{suffix}"
    sheets.export(path, dossier, Kind.LEDGER)
    items = read_plan(pipeline.open_file(path), lexicon.load()).items
    loop = dossier.loop
    assert loop is not None
    assert [item.number for item in items] == ["1", "2", "3"]
    assert [item.quoted[0] for item in items] == [row.words for row in loop.rows]
    assert [item.unit for item in items] == ["lead_support", "several", "none"]
    for item, row in zip(items, loop.rows, strict=True):
        assert {(a.quote, a.role) for a in item.actors} == {(a.quote, a.role) for i in row.answers for a in i.actors}
        assert {each.last for each in item.deadlines} == {each.last for i in row.answers for each in i.deadlines}
        assert item.shut.removesuffix("（建议）") == row.standing.value
    assert items[0].progress is not None
    assert items[0].progress.quote.endswith("已全部建成投用。")


def test_the_page_of_the_loop_counts_what_it_draws(dossier: sheets.Dossier) -> None:
    page = loop_page(dossier, Kind.PROGRESS)
    rows = joined(page)
    told = {row[1]: (row[3], row[4], row[5]) for row in rows}
    assert told["销号"] == ("1", "33%", "1")
    assert told["未答"] == ("1", "33%", "3")
    assert all(row[2] and set(row[2]) == {"█"} for row in rows)
    assert "已认定 2 个" in page.lines[0]


def test_what_was_closed_is_listed_before_what_is_done(dossier: sheets.Dossier) -> None:
    rows = joined(loop_page(dossier, Kind.CLOSED))
    assert [(row[0], row[4], row[5], row[7]) for row in rows] == [
        ("1", "销号", "2031-09-09", "王督学"),
        ("2", "已完成待核", "2031-09-09", "王督学"),
    ]


@pytest.mark.parametrize("loop", [None, Loop(today=date(2031, 9, 10))])
def test_a_case_without_a_loop_is_told_so(dossier: sheets.Dossier, tmp_path: Path, loop: Loop | None) -> None:
    bare = dossier.model_copy(update={"loop": loop})
    with pytest.raises(WrongRequest, match="整改方案"):
        sheets.export(tmp_path / "a.xlsx", bare, Kind.LEDGER)
    assert list(tmp_path.iterdir()) == []


def test_shared_marks_follow_from_what_was_decided(dossier: sheets.Dossier) -> None:
    assert dossier.loop is not None
    assert dossier.loop.shares() == (Decimal(3), Decimal(1), Decimal(1))
    assert shared(Shared(max=Decimal(12)), dossier.loop.shares())[0] == Decimal(6)
