"""A better reader reads a reviewed report otherwise: nothing moves until the inspector says so, and all can go back."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import __version__, intake, pipeline
from desktop.cli import main
from desktop.desk import files
from desktop.desk.desk import Desk
from desktop.desk.reading import Readers
from desktop.model.case import Document, DocumentRole
from desktop.model.review import About, Correction, Quote, Review, Score, ScoreState
from desktop.storage.casefile import CaseFile
from tests.desk import builders
from tests.intake import office

READERS = Readers(pipeline.examine, pipeline.corrected, pipeline.explained)
LISTS = office.abstract(0, office.level(0, "chineseCounting", "%1、")) + office.num(1, 0)
WORD = office.docx(
    office.p("青禾县教育履职自查报告")
    + office.p("学前教育", number="1")
    + office.p("全县共有幼儿园48所，普惠率达到91.2%。")
    + office.p("存在问题", number="1")
    + office.p("城区仍有部分班级超过规定人数。"),
    numbering=LISTS,
)
NOW = intake.read_bytes(WORD, "自评.docx")
THEN = NOW.text.replace("一、", "").replace("二、", "") + "\n仅供内部使用，请勿外传。"
"""What a reader that knew no automatic numbers made of it, with the words of a page's foot."""
FIRST = hashlib.sha256(WORD).hexdigest()
AT = "2024-03-05T09:30:00"


def quote(name: str, item: str, words: str) -> Quote:
    start = THEN.index(words)
    return Quote(id=name, item=item, document=FIRST, start=start, end=start + len(words), quote=words)


def made(folder: Path, reader: str = "0.0.7", text: str = THEN) -> Path:
    """Make the case as the older program left it."""
    document = Document.of(NOW, WORD, DocumentRole.REPORT, AT).model_copy(
        update={"text": text, "text_sha256": hashlib.sha256(text.encode()).hexdigest(), "reader": reader}
    )
    checklist = builders.checklist()
    one, other = checklist.items[:2]
    review = Review(
        id="r1",
        checklist=checklist.id,
        about=About(district="青禾县"),
        scores=tuple(Score(item=i.id, wording=i.wording_hash, state=ScoreState.SCORED) for i in (one, other)),
        evidence=(quote("q1", one.id, "幼儿园48所"), quote("q2", other.id, "仅供内部使用")),
        corrections=(
            Correction(document=FIRST, start=THEN.index("48所"), field="indicator", value="园所数"),
            Correction(document=FIRST, start=THEN.index("请勿"), field="metric", value="yes"),
        ),
    )
    path = folder / "旧读法.duyue"
    CaseFile.create(path, document, checklist, review, AT).close()
    return path


@pytest.fixture
def desk(qapp: object, own_home: Path) -> Iterator[Desk]:
    desk = Desk(READERS)
    yield desk
    desk.abandon()
    desk.jobs.finish()


def opened(desk: Desk, qtbot: QtBot, path: Path) -> None:
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.open(path)


def compared(desk: Desk, qtbot: QtBot) -> files.ReadAnew:
    with qtbot.waitSignal(desk.rereader.compared, timeout=30_000) as found:
        desk.rereader.compare()
    anew = found.args[0]
    assert isinstance(anew, files.ReadAnew)
    return anew


def taken(desk: Desk, qtbot: QtBot) -> None:
    anew = compared(desk, qtbot)
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.rereader.take(anew)


def offered(desk: Desk) -> bool:
    return desk.rereader.offered


def shown(desk: Desk) -> tuple[str, str]:
    assert desk.report is not None
    return desk.report.text, desk.report.sha256


def quotes(desk: Desk) -> dict[str, tuple[str, int]]:
    assert desk.review is not None
    return {each.id: (each.document, each.start) for each in desk.review.evidence if isinstance(each, Quote)}


def test_nothing_moves_until_the_new_reading_is_taken_and_it_can_be_undone(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(tmp_path)
    opened(desk, qtbot, path)
    assert shown(desk) == (THEN, FIRST)
    assert offered(desk)
    before = desk.review
    anew = compared(desk, qtbot)
    assert (anew.found.kept, [lost.id for lost in anew.found.lost], anew.found.dropped) == (1, ["q2"], 1)
    assert desk.review is before
    assert shown(desk) == (THEN, FIRST)

    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.rereader.take(anew)
    text, name = shown(desk)
    assert text == NOW.text
    assert not offered(desk)
    assert quotes(desk) == {"q1": (name, NOW.text.index("幼儿园48所")), "q2": quotes(desk)["q2"]}
    assert quotes(desk)["q2"][0] == FIRST
    assert [lost.id for lost in desk.answers.lost] == ["q2"]
    assert desk.review is not None
    assert [score.state for score in desk.review.scores] == [ScoreState.SCORED, ScoreState.DOUBTFUL]

    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.undo()
    assert shown(desk) == (THEN, FIRST)
    assert desk.review == before
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.redo()
    assert shown(desk) == (text, name)


def test_a_reading_that_was_taken_stands_in_the_file_and_its_undo_outlives_a_restart(
    desk: Desk, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path)
    opened(desk, qtbot, path)
    taken(desk, qtbot)
    assert desk.close()
    with CaseFile.open(path, writing=False) as file:
        assert file.verify() == ()
        case = file.case()
        (step,) = file.history("r1")
    assert step.words == "按本版重读报告"
    assert [(d.text, d.reader, d.file_sha256) for d in case.documents] == [
        (THEN, "0.0.7", FIRST),
        (NOW.text, __version__, FIRST),
    ]
    assert main(["case", "show", str(path)]) == 0
    assert "自评.docx（重读）" in capsys.readouterr().out
    assert main(["sheet", str(path), "-o", str(tmp_path / "表.xlsx")]) == 0
    assert main(["case", "score", str(path), case.checklists["r1"].items[0].id, "--evidence", "0:6"]) == 0
    with CaseFile.open(path, writing=False) as file:
        assert file.verify() == ()

    opened(desk, qtbot, path)
    assert shown(desk) == (NOW.text, case.documents[1].sha256)
    for _ in range(2):
        assert desk.undo()
    qtbot.waitUntil(lambda: shown(desk) == (THEN, FIRST), timeout=30_000)


def test_reading_writing_and_moving_the_evidence_are_jobs_and_what_is_done_meanwhile_stays(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(desk, qtbot, made(tmp_path))
    on_main: list[str] = []

    def watched(owner: type, name: str) -> None:
        work = getattr(owner, name)

        def watch(*args: object, **named: object) -> object:
            if threading.current_thread() is threading.main_thread():
                on_main.append(name)
            return work(*args, **named)

        monkeypatch.setattr(owner, name, watch)

    for owner, name in ((CaseFile, "case"), (CaseFile, "add_document"), (files.ReadAnew, "carried")):
        watched(owner, name)
    anew = compared(desk, qtbot)
    start: Callable[..., None] = desk.jobs.start

    def start_and_type(lane: str, *rest: object, **named: object) -> None:
        start(lane, *rest, **named)
        if lane == "reread":
            desk.pen.type_text("reason", "边读边写")

    monkeypatch.setattr(desk.jobs, "start", start_and_type)
    with qtbot.waitSignal(desk.suggested, timeout=30_000):
        assert desk.rereader.take(anew)
    monkeypatch.setattr(desk.jobs, "start", start)
    for move in (desk.undo, desk.redo):
        with qtbot.waitSignal(desk.suggested, timeout=30_000):
            assert move()
    assert on_main == []
    assert desk.review is not None
    assert "边读边写" in [score.reason for score in desk.review.scores]
    assert shown(desk)[0] == NOW.text


def test_what_was_left_as_it_is_is_not_asked_again_by_this_version(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = made(tmp_path)
    opened(desk, qtbot, path)
    desk.rereader.leave()
    assert desk.close()
    opened(desk, qtbot, path)
    assert not offered(desk)
    assert desk.report is not None
    assert [notice.code for notice in desk.report.notices] == [files.REREAD]


@pytest.mark.parametrize(("reader", "text"), [(__version__, THEN), ("0.0.7", NOW.text)], ids=["reader", "text"])
def test_only_an_older_reader_that_read_otherwise_is_a_reason_to_ask(
    desk: Desk, qtbot: QtBot, tmp_path: Path, reader: str, text: str
) -> None:
    path = made(tmp_path, reader, text)
    opened(desk, qtbot, path)
    assert not offered(desk)
    assert shown(desk)[0] == text


def test_a_case_that_is_not_written_keeps_its_reading(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = made(tmp_path)
    opened(desk, qtbot, path)
    anew = compared(desk, qtbot)
    assert desk.ledger is not None
    desk.ledger.file.detach("磁盘不见了")
    said: list[str] = []
    desk.said.connect(lambda _, words: said.append(words))
    assert not desk.rereader.take(anew)
    assert "先把案卷写回" in said[-1]
    assert shown(desk) == (THEN, FIRST)
