"""The desk as a whole, without a window: reports and cases, what is begun, written, found again and refused."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop import paths, pipeline
from desktop.desk.desk import Desk
from desktop.desk.reading import Readers
from desktop.model.examination import Examination
from desktop.model.report import Report
from desktop.model.review import About, EvidenceOrigin, LevelWord, Note, NoteMethod, Quote, ScoreState
from desktop.storage.casefile import CaseFile
from tests.desk import builders
from tests.intake import office

ABOUT = About(district="青禾县", year="2024", reviewer="督学甲")
READERS = Readers(pipeline.examine, pipeline.corrected, pipeline.explained)
SEED = paths.seed("000_7247668ee333bfb4.txt")


class Told:
    """Keep what the desk says."""

    def __init__(self, desk: Desk) -> None:
        self.said: list[tuple[str, str]] = []
        desk.said.connect(lambda kind, words: self.said.append((kind, words)))

    @property
    def errors(self) -> list[str]:
        return [words for kind, words in self.said if kind == "error"]


@pytest.fixture
def desk(qapp: object) -> Iterator[Desk]:
    made = Desk(READERS)
    yield made
    made.abandon()
    made.jobs.finish()


def opened(desk: Desk, qtbot: QtBot, path: Path) -> None:
    """Open a file and wait for everything that is said of it."""
    with qtbot.waitSignal(desk.suggested, timeout=20_000):
        assert desk.open(path)


def begun(desk: Desk, qtbot: QtBot, path: Path) -> None:
    opened(desk, qtbot, path)
    assert desk.beginning.start(ABOUT)


def test_opening_a_report_writes_nothing_but_the_recent_list(desk: Desk, qtbot: QtBot, own_home: Path) -> None:
    order: list[str] = []
    desk.text_ready.connect(lambda _: order.append("text"))
    desk.examined.connect(lambda _: order.append("marks"))
    desk.offered.connect(lambda _: order.append("offer"))
    desk.suggested.connect(lambda _: order.append("suggestions"))
    opened(desk, qtbot, SEED)
    assert order == ["text", "marks", "offer", "suggestions"]
    assert desk.report is not None
    assert desk.report.text == SEED.read_bytes().decode("utf-8-sig")
    assert not list(own_home.rglob("*.duyue"))
    assert desk.recent[0].path == SEED


def test_nothing_is_put_away_where_nothing_lay(desk: Desk, qtbot: QtBot) -> None:
    away: list[str] = []
    desk.closed.connect(lambda: away.append("away"))
    opened(desk, qtbot, SEED)
    assert not away
    opened(desk, qtbot, SEED)
    assert away == ["away"]


def test_the_likeliest_checklist_is_laid_out_and_another_can_be_chosen(desk: Desk, qtbot: QtBot) -> None:
    opened(desk, qtbot, SEED)
    assert desk.offer is not None
    assert desk.checklist is not None
    assert desk.checklist.id == desk.offer.likely == "cq2023"
    assert (desk.offer.about.district, desk.offer.about.year) != ("", "")
    with qtbot.waitSignal(desk.suggested, timeout=20_000):
        desk.beginning.show_checklist("zgfh")
    assert desk.checklist.id == "zgfh"
    assert [s.item for s in desk.suggestions] == [item.id for item in desk.checklist.items]


def test_a_new_report_makes_answers_about_the_old_one_stale_and_is_read_once(qtbot: QtBot, tmp_path: Path) -> None:
    read: list[str] = []
    told: list[str] = []

    def examine(report: Report) -> Examination:
        read.append(report.name)
        return pipeline.examine(report)

    desk = Desk(replace(READERS, examine=examine))
    desk.examined.connect(lambda seen: told.append(seen.report.name))
    desk.open(SEED)
    opened(desk, qtbot, builders.report_file(tmp_path))
    assert read == told == ["青禾县.txt"]
    desk.abandon()
    assert desk.finish()


def test_beginning_makes_a_case_file_named_after_what_is_reviewed(desk: Desk, qtbot: QtBot) -> None:
    saved: list[str] = []
    desk.saved.connect(saved.append)
    begun(desk, qtbot, SEED)
    assert desk.path is not None
    assert desk.path.parent == paths.documents_dir()
    assert desk.path.name == "青禾县-2024-重庆市对区县人民政府履行教育职责评价.duyue"
    assert len(saved) == 1
    assert desk.settings.reviewer == "督学甲"
    qtbot.waitUntil(lambda: [entry.path for entry in desk.recent] == [desk.path])  # and no longer its report
    assert not desk.beginning.start(ABOUT), "it is begun already"


def test_a_place_that_cannot_be_written_is_told_before_the_first_score(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    opened(desk, qtbot, SEED)
    told = Told(desk)
    assert not desk.beginning.start(ABOUT, blocked)
    assert desk.review is None
    assert len(told.errors) == 1
    assert desk.beginning.start(ABOUT)


@pytest.mark.parametrize(
    "name", ["missing.txt", "empty.txt", "binary.txt", "folder.txt", "missing.duyue", "plain.duyue"]
)
def test_what_cannot_be_opened_is_told_and_what_is_open_stays(
    desk: Desk, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    begun(desk, qtbot, builders.report_file(tmp_path))
    before = (desk.report, desk.review, desk.path)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "plain.duyue").write_text("这不是案卷", encoding="utf-8")
    told = Told(desk)
    assert not desk.open(tmp_path / name)
    assert len(told.errors) == 1
    assert name in told.errors[0]
    assert (desk.report, desk.review, desk.path) == before


def test_everything_done_is_found_again_with_its_past_and_its_place(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    begun(desk, qtbot, SEED)
    assert desk.checklist is not None
    item = next(i for i in desk.checklist.items if len(desk.answers.evidence(i.id)) > 1)
    desk.choose_item(item.id)
    rows = desk.answers.evidence(item.id)
    assert desk.pen.take(rows[0])
    assert desk.pen.reject(rows[1])
    assert desk.pen.add_selection(0, 12)
    assert desk.pen.add_note(NoteMethod.INTERVIEW, "园长说够用", "城关园", "2024-05-06")
    assert desk.pen.give(level=LevelWord.MOSTLY)
    desk.pen.type_text("reason", "有数有据")
    desk.bookmark.keep(reader_at=77)
    path, review = desk.path, desk.review
    assert path is not None
    assert desk.close()
    assert desk.report is None
    opened(desk, qtbot, path)
    assert desk.review is not None
    assert review is not None
    score = desk.review.score_of(item.id)
    assert score is not None
    assert (score.level, score.reason, score.state) == (LevelWord.MOSTLY, "有数有据", ScoreState.SCORED)
    assert desk.review.evidence == review.evidence
    kinds = [type(entry) for entry in desk.review.evidence]
    assert kinds == [Quote, Quote, Note]
    assert [e.origin for e in desk.review.evidence if isinstance(e, Quote)] == [
        EvidenceOrigin.SUGGESTED,
        EvidenceOrigin.MANUAL,
    ]
    assert desk.item == item
    assert desk.bookmark.places["reader_at"] == 77
    assert rows[1].key not in [row.key for row in desk.answers.evidence(item.id)]
    undone = 0
    while desk.undo():
        undone += 1
    assert undone == 6
    assert not desk.review.scores
    assert not desk.review.evidence
    assert not desk.review.dismissed


def test_undo_brings_the_item_it_changed_into_view(desk: Desk, qtbot: QtBot) -> None:
    begun(desk, qtbot, SEED)
    assert desk.checklist is not None
    first, second = desk.checklist.items[0].id, desk.checklist.items[5].id
    desk.choose_item(first)
    desk.pen.give(level=LevelWord.REACHED)
    desk.choose_item(second)
    desk.undo()
    assert desk.item is not None
    assert desk.item.id == first


def test_the_next_open_item_is_found_around_the_end(desk: Desk, qtbot: QtBot) -> None:
    begun(desk, qtbot, SEED)
    assert desk.checklist is not None
    items = [item.id for item in desk.checklist.items]
    for item in items[1:]:
        desk.choose_item(item)
        desk.pen.give(na=True)
    assert desk.walk.next_open()
    assert desk.item is not None
    assert desk.item.id == items[0]
    desk.pen.doubt()
    desk.choose_item(items[3])
    assert desk.walk.next_open(), "a doubtful item is still to be decided"
    assert desk.item.id == items[0]
    desk.pen.give(level=LevelWord.REACHED)
    assert not desk.walk.next_open()


def test_stepping_stops_at_both_ends(desk: Desk, qtbot: QtBot) -> None:
    begun(desk, qtbot, SEED)
    assert desk.checklist is not None
    assert desk.item is not None
    desk.walk.step(-1)
    assert desk.item == desk.checklist.items[0]
    desk.choose_item(desk.checklist.items[-1].id)
    desk.walk.step(1)
    assert desk.item == desk.checklist.items[-1]


def test_points_beyond_the_maximum_are_refused_in_words(desk: Desk, qtbot: QtBot) -> None:
    opened(desk, qtbot, SEED)
    with qtbot.waitSignal(desk.suggested, timeout=20_000):
        desk.beginning.show_checklist("zgfh")
    assert desk.beginning.start(ABOUT)
    assert desk.topics.add(("班额偏大",))
    told = Told(desk)
    assert not desk.pen.give(points=Decimal(99))
    assert len(told.errors) == 1
    assert desk.pen.give(points=Decimal("1.5"))
    assert desk.review is not None
    assert desk.review.scores[0].points == Decimal("1.5")


def test_a_case_goes_on_at_another_place(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    begun(desk, qtbot, SEED)
    desk.pen.give(na=True)
    first = desk.path
    assert first is not None
    with qtbot.waitSignal(desk.started, timeout=20_000):
        assert desk.press.save_as(tmp_path / "copy.duyue")
    assert first.exists()
    with qtbot.waitSignal(desk.started, timeout=20_000):
        assert desk.press.save_as(tmp_path / "moved.duyue", move=True)
    assert not (tmp_path / "copy.duyue").exists()
    desk.pen.give(level=LevelWord.REACHED)
    assert desk.close()
    with CaseFile.open(tmp_path / "moved.duyue") as moved, CaseFile.open(first) as old:
        assert moved.case().reviews[0].scores[0].level == LevelWord.REACHED
        assert old.case().reviews[0].scores[0].state is ScoreState.NOT_APPLICABLE


def test_what_is_done_while_a_copy_is_written_stands_in_the_copy(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    begun(desk, qtbot, SEED)
    with qtbot.waitSignal(desk.started, timeout=20_000):
        assert desk.press.save_as(tmp_path / "copy.duyue", move=True)
        desk.pen.give(na=True)
    desk.pen.doubt()
    held = desk.review
    assert desk.close()
    with CaseFile.open(tmp_path / "copy.duyue") as copy:
        assert copy.case().reviews == (held,)
        assert copy.verify() == ()


def test_a_case_that_is_put_away_while_its_copy_is_written_stays_where_it_was(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    begun(desk, qtbot, SEED)
    path = desk.path
    assert path is not None
    assert desk.press.save_as(tmp_path / "copy.duyue", move=True)
    assert desk.close()
    assert desk.finish()
    assert path.exists()
    assert desk.path is None


def test_a_copy_never_overwrites(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    begun(desk, qtbot, SEED)
    taken = tmp_path / "taken.duyue"
    taken.write_text("mine")
    told = Told(desk)
    with qtbot.waitSignal(desk.said, timeout=20_000, check_params_cb=lambda kind, _: kind == "error"):
        assert desk.press.save_as(taken)
    assert taken.read_text() == "mine"
    assert len(told.errors) == 1


def test_a_case_in_use_elsewhere_opens_as_a_copy_that_is_kept_elsewhere(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    begun(desk, qtbot, SEED)
    desk.pen.give(na=True)
    path = desk.path
    assert path is not None
    other = Desk(READERS)
    told: list[str] = []
    other.detached.connect(told.append)
    assert other.open(path)
    assert "另一个窗口或程序" in told[0]
    assert other.review == desk.review
    assert other.pen.doubt()
    assert not other.attach(), "the first still writes it"
    assert not other.close()
    assert desk.pen.clear_score()
    with qtbot.waitSignal(other.started, timeout=20_000):
        assert other.press.save_as(tmp_path / "另一份.duyue", move=True)
    assert told[1:] == [""]
    assert path.exists(), "what another program writes is not taken away"
    assert other.review != desk.review
    assert other.close()
    other.jobs.finish()
    mine = desk.review
    assert desk.close()
    assert desk.open(path)
    assert desk.review == mine


def test_a_state_that_was_kept_is_given_back_beside_the_case(desk: Desk, qtbot: QtBot) -> None:
    begun(desk, qtbot, SEED)
    qtbot.waitUntil(lambda: bool(desk.porter.backups()))
    desk.pen.give(na=True)
    desk.close()
    (path,) = desk.settings.cases.glob("*.duyue")
    before = path.read_bytes()
    kept = desk.porter.backups()
    assert [(state.name, state.steps) for state in kept] == [(path.stem, 1), (path.stem, 0)]
    with qtbot.waitSignal(desk.started, timeout=20_000):
        assert desk.porter.restore(kept[1])
    assert desk.path not in (None, path)
    assert desk.review is not None
    assert desk.review.scores == ()
    assert path.read_bytes() == before


def test_settings_that_are_chosen_are_there_next_time(desk: Desk) -> None:
    desk.memory.prefer(theme="dark", splitters={"desk": (900, 466)})
    again = Desk(READERS)
    assert again.settings == desk.settings
    assert again.settings.splitters == {"desk": (900, 466)}
    again.jobs.finish()


def test_the_sheet_is_written_and_counted(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    begun(desk, qtbot, SEED)
    desk.pen.add_selection(0, 12)
    with qtbot.waitSignal(desk.exported, timeout=20_000) as written:
        assert desk.press.export(tmp_path / "sheet.xlsx")
    path, count = written.args
    assert path.exists()
    assert count.of("佐证") == 1


def test_a_sheet_that_cannot_be_written_is_told(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    begun(desk, qtbot, SEED)
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    with qtbot.waitSignal(desk.said, timeout=20_000) as said:
        desk.press.export(blocked / "sheet.xlsx")
    assert said.args[0] == "error"


def test_a_file_that_has_to_be_unpacked_is_read_away_from_the_window(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    word = tmp_path / "自评.docx"
    word.write_bytes(office.docx(office.p("一、基本情况") + office.p("全区有学校12所。")))
    opened(desk, qtbot, SEED)
    with qtbot.waitSignal(desk.text_ready, timeout=30_000):
        assert desk.open(word)
        assert desk.report is not None
        assert desk.report.name == SEED.name
    assert "全区有学校12所。" in desk.report.text
    broken = tmp_path / "坏.docx"
    broken.write_bytes(word.read_bytes()[:-400])
    with qtbot.waitSignal(desk.said, timeout=30_000, check_params_cb=lambda kind, _: kind == "error"):
        desk.open(broken)
    assert desk.report.name == word.name


def test_a_second_file_opened_meanwhile_is_the_one_that_stays(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    word = tmp_path / "自评.docx"
    word.write_bytes(office.docx(office.p("全区有学校12所。")))
    desk.open(word)
    opened(desk, qtbot, SEED)
    desk.jobs.finish()
    qtbot.wait(50)
    assert desk.report is not None
    assert desk.report.name == SEED.name
