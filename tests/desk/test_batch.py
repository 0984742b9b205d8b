"""A folder of reports: what is listed, in which order, what is told of each, and which comes next."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from desktop import pipeline
from desktop.desk.batch import HEADS, Batch, reports_in
from desktop.desk.desk import Desk
from desktop.desk.reading import Readers
from desktop.model.review import About, LevelWord
from tests.desk import builders

READERS = Readers(pipeline.examine, pipeline.corrected, pipeline.explained)
REPORT = "\n".join(builders.LINES)


@pytest.fixture
def desk(qapp: object, own_home: Path) -> Iterator[Desk]:
    made = Desk(READERS)
    yield made
    made.abandon()
    assert made.finish()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of two reports that can be read, one that cannot, and what is none."""
    made = tmp_path / "送审 2024"
    made.mkdir()
    for number in ("10", "2"):
        (made / f"{number}号县.txt").write_text(f"{number}号县2023年教育工作自评报告\n{REPORT}", encoding="utf-8")
    (made / "坏.docx").write_bytes(b"PK\x03\x04 torn")
    (made / "~$2号县.docx").write_bytes(b"Word's own lock")
    (made / "照片.jpg").write_bytes(b"\xff\xd8")
    return made


def looked_through(batch: Batch, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not batch.busy, timeout=30_000)


def test_reports_are_listed_by_the_numbers_in_their_names(folder: Path) -> None:
    assert [path.name for path in reports_in(folder)] == ["2号县.txt", "10号县.txt", "坏.docx"]


def test_each_file_is_told_with_what_it_says_or_why_it_was_not_read(desk: Desk, qtbot: QtBot, folder: Path) -> None:
    assert desk.batch.open(folder)
    looked_through(desk.batch, qtbot)
    first, second, torn = (desk.batch.glances[path] for path in desk.batch.paths)
    assert (first.title, first.year) == ("2号县2023年教育工作自评报告", "2023")
    assert first.figures == second.figures > 0
    assert first.state == "未开始"
    assert torn.fault
    assert torn.done
    assert len(torn.cells) == len(HEADS)


def test_the_next_file_is_the_first_that_is_not_done(desk: Desk, qtbot: QtBot, folder: Path) -> None:
    batch = desk.batch
    assert batch.open(folder)
    looked_through(batch, qtbot)
    first, second, _ = batch.paths
    assert batch.next(None) == first
    assert batch.next(first) == second
    assert batch.next(second) == first, "and round again, past what cannot be read"


def test_a_review_is_gone_on_with_and_told_once_it_is_put_away(desk: Desk, qtbot: QtBot, folder: Path) -> None:
    batch = desk.batch
    assert batch.open(folder)
    looked_through(batch, qtbot)
    first, second, _ = batch.paths
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.open(first)
    assert desk.beginning.start(About(district="2号县", year="2023", reviewer="督学甲"))
    assert desk.pen.give(level=LevelWord.REACHED)
    case = desk.path
    assert case is not None
    assert batch.next(case, desk.read_from) == second, "the case of the first is not yet known"
    assert desk.close()
    looked_through(batch, qtbot)
    seen = batch.glances[first]
    assert (seen.case, seen.settled) == (case, 1)
    assert seen.state == f"已评 1 / {seen.count}"
    assert batch.place(first) == case
    assert batch.next(second) == case
    assert batch.next(case) == second


def test_cases_lie_in_the_folder_too_but_not_twice(desk: Desk, qtbot: QtBot, folder: Path) -> None:
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.open(folder / "2号县.txt")
    assert desk.beginning.start(About(district="2号县", year="2023", reviewer="督学甲"), folder)
    assert desk.path is not None
    alone = desk.path.name
    assert desk.close()
    assert desk.batch.open(folder)
    looked_through(desk.batch, qtbot)
    assert alone not in [path.name for path in desk.batch.paths]
    (folder / "2号县.txt").unlink()
    assert desk.batch.open(folder)
    looked_through(desk.batch, qtbot)
    assert alone in [path.name for path in desk.batch.paths]
    held = next(glance for path, glance in desk.batch.glances.items() if path.name == alone)
    assert (held.title, held.settled) == ("2号县2023年教育工作自评报告", 0)


def test_the_list_is_written_as_a_workbook(desk: Desk, qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    (folder / "=1+1.txt").write_text(REPORT, encoding="utf-8")
    assert desk.batch.open(folder)
    looked_through(desk.batch, qtbot)
    with qtbot.waitSignal(desk.batch.written, timeout=30_000):
        desk.batch.export(tmp_path / "清单.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "清单.xlsx").worksheets[0].iter_rows()]
    assert [name for name, _ in HEADS] in rows
    assert {"=1+1.txt", "2号县.txt", "10号县.txt", "坏.docx"} <= {row[0] for row in rows}


def test_what_holds_no_report_is_told(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    for place, says in ((tmp_path, "没有可以打开的报告"), (tmp_path / "gone", "打不开这个文件夹")):
        with qtbot.waitSignal(desk.said) as told:
            assert not desk.batch.open(place)
        assert says in told.args[1]
    assert desk.batch.folder is None
