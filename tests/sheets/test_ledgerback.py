"""A ledger that an office filled in comes back line by line, as decisions to take or not."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop import intake, lexicon, pipeline, rectification, sheets
from desktop.model.case import Case, Document, DocumentRole
from desktop.model.errors import UnreadableFile, WrongRequest
from desktop.model.export import Kind
from desktop.model.ledger import RulingChanges
from desktop.model.loop import Loop
from desktop.model.review import About, Review
from desktop.model.standing import Ruling, Standing
from desktop.sheets.ledgerback import read_ledger
from desktop.sheets.merge import merged
from desktop.storage.shelf import Shelf

LIST = "序号\t存在问题\n1\t城东小学操场偏小\n2\t县职校图书陈旧\n3\t乡镇园所教师缺编\n"
TODAY = date(2031, 9, 20)
DONE = Ruling(
    id="n1", issue="", words="", standing=Standing.DONE, date="2031-09-01", evidence="看了\n采购单", by="王督学"
)


class Office:
    """A case with three issues, the second decided, and the papers that an office makes of it."""

    def __init__(self, folder: Path) -> None:
        report = intake.read_text(LIST, "清单.txt")
        document = Document.of(report, LIST.encode(), DocumentRole.FINDINGS, "2031-01-01")
        self.path, self.examined = folder / "台账.xlsx", pipeline.examine(report)
        self.rounds = rectification.Rounds([(document, self.examined)], lexicon.load())
        about = About(district="青山县", year="2031", reviewer="王督学")
        self.review = Review(id="r", checklist="zgfh", about=about)
        second = self.loop().rows[1]
        self.decide(DONE.model_copy(update={"issue": second.key, "words": second.words}))
        self.case = Case(documents=(document,), reviews=(self.review,), checklists={"r": Shelf().get("zgfh")})

    def loop(self) -> Loop:
        return rectification.matrix(self.rounds, self.review, TODAY)

    def decide(self, ruling: Ruling) -> None:
        self.review = self.review.with_ruling(ruling)

    def write(self, kind: Kind = Kind.LEDGER) -> None:
        dossier = sheets.dossier(self.case, "r", self.examined, at="2031-09-10T08:00:00", loop=self.loop())
        sheets.export(self.path, dossier, kind)

    def edit(self, edit: Callable[[Worksheet, Callable[[int, str], Any]], None]) -> RulingChanges:
        """Edit the paper in a spreadsheet, by the place of a line and the name of a column, and read it back."""
        book = load_workbook(self.path)
        page = book.worksheets[0]
        head = int(str(page.freeze_panes).removeprefix("A")) - 1
        columns = {str(page.cell(head, at).value): at for at in range(1, page.max_column + 1)}
        edit(page, lambda line, column: page.cell(head + line, columns[column]))
        book.save(self.path)
        read = read_ledger(self.path, self.case)
        assert read is not None
        return rectification.changes(read, self.loop(), "王督学", TODAY)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    made.write()
    return made


def test_what_nobody_edited_asks_for_nothing(office: Office) -> None:
    assert office.edit(lambda _page, _cell: None).changes == ()


def test_states_dates_evidence_and_notes_come_back_as_decisions(office: Office) -> None:
    def fill(_: Worksheet, cell: Callable[[int, str], Any]) -> None:
        cell(1, "整改状态").value = "销号"
        cell(1, "认定日期").value = datetime(2031, 9, 15)
        cell(1, "认定依据").value = "现场丈量操场"
        cell(1, "备注").value = "扩建九百平方米"
        cell(2, "认定人").value = "李督学"

    first, second = office.edit(fill).changes
    assert (first.key, first.columns) == ("1", ("整改状态", "认定日期", "认定依据", "备注"))
    assert (first.now, first.then) == ("未答（建议）", "销号 · 2031-09-15 · 现场丈量操场 · 王督学 · 扩建九百平方米")
    after = merged(office.review, Shelf().get("zgfh"), (first, second))
    told = [(each.standing, each.date, each.evidence, each.by, each.note) for each in after.rulings[1:]]
    assert told == [
        (Standing.CLOSED, "2031-09-15", "现场丈量操场", "王督学", "扩建九百平方米"),
        # what was left alone stays as the case has it, line breaks too
        (Standing.DONE, "2031-09-01", "看了\n采购单", "李督学", ""),
    ]
    assert office.review.rulings == after.rulings[:1], "nothing is decided until it is taken"


@pytest.mark.parametrize(
    ("line", "cells", "told"),
    [
        (1, {"整改状态": "整改中"}, ("整改中", "2031-09-20")),
        (1, {"整改状态": "已完成", "认定日期": "2031年9月8日"}, ("已完成待核", "2031-09-08")),
        (2, {"整改状态": "反弹", "认定日期": "2031.9.9"}, ("反弹", "2031-09-09")),
        (2, {"认定依据": "另看了实物"}, ("已完成待核", "2031-09-01")),
        (1, {"整改状态": "销号"}, "依据"),
        (1, {"整改状态": "差不多了"}, "差不多了"),
        (2, {"整改状态": None}, "不能清空"),
        (1, {"认定依据": "看了现场"}, "先在“整改状态”栏"),
        (1, {"备注": "等资金"}, "先在“整改状态”栏"),
        (1, {"整改状态": "反弹"}, "反弹"),
        (2, {"认定日期": "九月"}, "九月"),
    ],
)
def test_a_line_is_read_as_an_office_writes_it_or_says_why_not(
    office: Office, line: int, cells: dict[str, object], told: tuple[str, str] | str
) -> None:
    def fill(_: Worksheet, cell: Callable[[int, str], Any]) -> None:
        for column, value in cells.items():
            cell(line, column).value = value

    (change,) = office.edit(fill).changes
    if isinstance(told, str):
        assert told in change.refused
        assert merged(office.review, Shelf().get("zgfh"), (change,)) == office.review
    else:
        assert change.refused == ""
        assert change.ruling is not None
        assert (change.ruling.standing.value, change.ruling.date) == told


def test_lines_added_deleted_moved_and_reworded_are_told_in_a_sentence_each(office: Office) -> None:
    def mix(page: Worksheet, cell: Callable[[int, str], Any]) -> None:
        cell(1, "存在问题").value = "城东小学操场偏小（已另报）"
        cell(1, "整改状态").value = "整改中"
        cell(2, "序号").value = 9
        cell(2, "备注").value = "换了序号"
        cell(4, "序号").value, cell(4, "存在问题").value = 4, "食堂无证"
        page.delete_rows(cell(3, "序号").row)

    found = office.edit(mix)
    assert [(change.key, change.columns) for change in found.changes] == [("1", ("整改状态",)), ("2", ("备注",))]
    added, gone, reworded = found.notices
    assert "食堂无证" in added
    assert gone.endswith("：3。")
    assert reworded.endswith("：1。")


def test_a_line_that_was_decided_here_meanwhile_is_told_so(office: Office) -> None:
    third = office.loop().rows[2]
    office.decide(
        Ruling(id="n9", issue=third.key, words=third.words, standing=Standing.UNDERWAY, date="2031-09-19", by="王督学")
    )

    def fill(_: Worksheet, cell: Callable[[int, str], Any]) -> None:
        cell(3, "整改状态").value = "已完成待核"

    (change,) = office.edit(fill).changes
    assert change.clash
    assert change.now == "整改中 · 2031-09-19 · 王督学"


def test_an_issue_that_is_in_the_case_no_more_is_told(office: Office) -> None:
    read = read_ledger(office.path, office.case)
    assert read is not None
    loop = office.loop()
    rest = loop.model_copy(update={"rows": loop.rows[1:]})
    assert rectification.changes(read, rest, "", TODAY).notices[0].endswith("：1。")


def test_the_list_of_what_is_closed_comes_back_too(office: Office) -> None:
    office.write(Kind.CLOSED)

    def fill(_: Worksheet, cell: Callable[[int, str], Any]) -> None:
        cell(1, "整改状态").value = "销号"

    found = office.edit(fill)
    assert (found.kind, [change.key for change in found.changes]) == (Kind.CLOSED, ["2"])


def test_papers_of_another_case_and_papers_without_their_columns_are_refused(office: Office) -> None:
    other = office.case.model_copy(update={"reviews": (office.review.model_copy(update={"id": "s"}),)})
    with pytest.raises(WrongRequest, match="另一个案卷"):
        read_ledger(office.path, other)

    def cut(page: Worksheet, cell: Callable[[int, str], Any]) -> None:
        page.delete_cols(cell(1, "备注").column)

    with pytest.raises(UnreadableFile, match="备注"):
        office.edit(cut)
