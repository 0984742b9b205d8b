"""What comes onto the desk: cases read away from the window, pasted text, encodings, cases that know a report."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import pipeline, sheets
from desktop.desk import files
from desktop.desk.desk import Desk
from desktop.desk.jobs import Jobs
from desktop.desk.reading import Readers
from desktop.model.case import DocumentRole
from desktop.model.export import Kind
from desktop.model.report import Certainty
from desktop.model.review import About, LevelWord, Quote, ScoreState
from desktop.sheets import merge
from desktop.storage.casefile import CaseFile
from tests.desk import builders
from tests.intake import office

READERS = Readers(pipeline.examine, pipeline.corrected, pipeline.explained)
ABOUT = About(district="青禾县", year="2024", reviewer="督学甲")
WORD = office.docx("".join(office.p(line) for line in builders.LINES))


@pytest.fixture
def desk(qapp: object, own_home: Path) -> Iterator[Desk]:
    made = Desk(READERS)
    yield made
    made.abandon()
    made.jobs.finish()


def brought(desk: Desk, qtbot: QtBot, path: Path) -> None:
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.open(path)


def begun(desk: Desk, qtbot: QtBot, path: Path) -> Path:
    brought(desk, qtbot, path)
    assert desk.beginning.start(ABOUT)
    assert desk.path is not None
    return desk.path


def test_a_case_with_a_word_file_is_read_away_from_the_window(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "自评.docx").write_bytes(WORD)
    case = begun(desk, qtbot, tmp_path / "自评.docx")
    assert desk.pen.give(level=LevelWord.REACHED)
    assert desk.close()
    with qtbot.waitSignal(desk.started, timeout=30_000):
        assert desk.open(case)
        waited = desk.report is not None
    assert not waited, "the window waited for it"
    assert desk.report is not None
    assert desk.report.source == "docx"
    assert desk.review is not None
    assert desk.review.scores[0].level == LevelWord.REACHED


def test_a_case_that_comes_too_late_is_let_go(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "自评.docx").write_bytes(WORD)
    case = begun(desk, qtbot, tmp_path / "自评.docx")
    assert desk.close()
    assert desk.open(case)
    brought(desk, qtbot, builders.report_file(tmp_path))
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=10_000)
    with CaseFile.open(case):
        assert desk.path is None


def test_an_unwanted_answer_is_handed_over_to_be_closed(qapp: object, qtbot: QtBot) -> None:
    jobs = Jobs()
    closed: list[object] = []
    jobs.start("a", lambda: "held open", lambda _: None, lambda _: None, closed.append)
    jobs.drop("a")
    qtbot.waitUntil(lambda: closed == ["held open"])
    jobs.finish()


def test_pasted_text_becomes_a_report(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.porter.bring_text("\n".join(builders.LINES))
    assert desk.title == builders.LINES[0]
    assert desk.beginning.start(ABOUT)
    said: list[str] = []
    desk.said.connect(lambda kind, words: said.append(kind))
    assert not desk.porter.bring_text(" \n")
    assert said == ["error"]
    assert desk.report is not None, "what was open stays"


def test_another_encoding_can_be_tried_until_a_review_begins(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "報告.txt"
    text = "青禾縣教育履職自查報告\n一、學前教育\n全縣共有幼兒園48所，普惠率達到91.2%。\n"
    path.write_bytes(text.encode("big5"))
    brought(desk, qtbot, path)
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.porter.read_again("gb18030")
    assert desk.report is not None
    assert desk.report.certainty is Certainty.CHOSEN
    assert desk.report.text != text
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.porter.read_again("big5")
    assert desk.report.text == text
    assert not desk.porter.read_again("utf-8"), "what does not fit is refused"
    assert desk.report.text == text
    case = desk.beginning.start(ABOUT) and desk.path
    assert not desk.porter.read_again("gb18030")
    assert case
    assert desk.close()
    brought(desk, qtbot, case)
    assert desk.report.text == text


def test_a_case_that_another_window_has_open_is_known_and_may_be_taken_over(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    report = builders.report_file(tmp_path)
    other = Desk(READERS)
    case = begun(other, qtbot, report)
    assert other.pen.give(level=LevelWord.REACHED)
    with qtbot.waitSignal(desk.known, timeout=30_000) as told:
        assert desk.open(report)
    assert (told.args[0].path, told.args[0].same) == (str(case), True)
    newer = tmp_path / "修改稿.txt"
    newer.write_text("\n".join(builders.LINES).replace("48所", "49所"), encoding="utf-8", newline="\n")
    with qtbot.waitSignal(desk.known, timeout=30_000) as told:
        assert desk.open(newer)
    with qtbot.waitSignal(desk.carried_over, timeout=30_000):
        assert desk.porter.renew(told.args[0])
    assert desk.review is not None
    assert desk.review.scores[0].level == LevelWord.REACHED
    assert desk.path != other.path
    assert other.close()
    other.jobs.finish()


def test_the_case_of_a_report_is_told_and_a_newer_version_takes_it_over(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    report = builders.report_file(tmp_path)
    case = begun(desk, qtbot, report)
    for words in ("普惠率达到91.2%", "全县共有幼儿园48所"):
        start, end = builders.span(words)
        assert desk.pen.add_selection(start, end)
    assert desk.pen.give(level=LevelWord.REACHED)
    assert desk.item is not None
    item = desk.item.id
    assert desk.close()

    with qtbot.waitSignal(desk.known, timeout=30_000) as told:
        assert desk.open(report)
    assert (told.args[0].path, told.args[0].same) == (str(case), True)

    newer = tmp_path / "修改稿.txt"
    newer.write_text("\n".join(("（修改稿）", *builders.LINES)).replace("48所", "49所"), encoding="utf-8", newline="\n")
    with qtbot.waitSignal(desk.known, timeout=30_000) as told:
        assert desk.open(newer)
    known = told.args[0]
    assert not known.same
    with qtbot.waitSignal(desk.carried_over, timeout=30_000) as made:
        assert desk.porter.renew(known)
    carried = made.args[0]
    assert (carried.kept, len(carried.lost)) == (1, 1)
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        pass
    assert desk.review is not None
    assert desk.report is not None
    assert desk.report.name == "修改稿.txt"
    assert desk.path not in (None, case)
    score = desk.review.score_of(item)
    assert score is not None
    assert score.state is ScoreState.DOUBTFUL
    quotes = [entry for entry in desk.review.evidence if isinstance(entry, Quote)]
    assert desk.report.quote(quotes[0].start, quotes[0].end) == "普惠率达到91.2%"
    assert [entry.quote for entry in desk.answers.lost] == ["全县共有幼儿园48所"]
    near = next(row for row in desk.answers.evidence(item) if "旧版" in row.about and not row.confirmed)
    assert "49所" in near.text
    assert desk.pen.take(near)
    assert desk.pen.detach(next(row for row in desk.answers.evidence(item) if row.confirmed and row.span is None))
    assert desk.answers.lost == ()


def test_what_is_large_is_read_made_and_written_away_from_the_window(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text of more than 50 KB: nothing that reads, proves, copies, backs up, exports or prints it runs here."""
    threads: dict[str, set[int]] = {}

    def watch(room: object, name: str) -> None:
        work = getattr(room, name)

        def watched(*given: object, **named: object) -> object:
            threads.setdefault(name, set()).add(threading.get_ident())
            return work(*given, **named)

        monkeypatch.setattr(room, name, watched)

    for room, names in (
        (files, ("read_report", "new_case", "read_case")),
        (CaseFile, ("case", "verify", "save_copy", "rewritten", "take_place", "add_document", "lock")),
        (sheets, ("export", "dossier")),
        (merge, ("compared",)),
    ):
        for name in names:
            watch(room, name)
    path, sheet = tmp_path / "长报告.txt", tmp_path / "评分表.xlsx"
    path.write_bytes("\n".join((*builders.LINES, "另有说明。" * 5000)).encode())
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.open(path)
    with qtbot.waitSignal(desk.started, timeout=30_000):
        assert desk.beginning.start(ABOUT)
        assert desk.beginning.start(ABOUT), "asked twice, it is made once"
    with qtbot.waitSignal(desk.exported, timeout=30_000):
        assert desk.press.export(sheet)
    with qtbot.waitSignal(desk.press.read_back, timeout=30_000):
        assert desk.press.read_sheet(sheet)
    with qtbot.waitSignal(desk.press.prepared, timeout=30_000):
        assert desk.press.prepare(Kind.OPINION)
    case = desk.path
    assert case is not None
    assert [found.name for found in case.parent.glob("*.duyue")] == [case.name]
    with qtbot.waitSignal(desk.started, timeout=30_000):
        assert desk.press.save_as(tmp_path / "另一份.duyue")
    assert desk.press.lock("abc")
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=30_000)
    assert desk.loops.bring(path, DocumentRole.PLAN)
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=30_000)
    assert desk.checklist is not None
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.porter.go_on_with(desk.checklist.model_copy(update={"year": 2099}))
    assert desk.close()
    desk.memory.backups.settle()
    assert len(desk.porter.backups()) == 2
    with qtbot.waitSignal(desk.started, timeout=30_000):
        assert desk.open(case)
    wanted = (
        "read_report new_case read_case case verify save_copy export dossier compared "
        "rewritten take_place add_document lock"
    )
    assert set(threads) == set(wanted.split())
    assert all(threading.get_ident() not in seen for seen in threads.values())


def test_a_case_made_for_a_report_that_was_closed_meanwhile_is_taken_away(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "长报告.txt"
    path.write_bytes("\n".join((*builders.LINES, "另有说明。" * 5000)).encode())
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.open(path)
    assert desk.beginning.start(ABOUT)
    assert desk.close()
    desk.jobs.finish()
    assert list(desk.settings.cases.glob("*.duyue")) == []
