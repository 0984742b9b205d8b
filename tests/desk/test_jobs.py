"""Jobs answer on the main thread, only to the newest question, and leave nothing running."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.desk.jobs import Jobs


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.finish()


def never(_: object) -> None:
    raise AssertionError("this answer was not wanted")


def test_work_is_done_elsewhere_and_answered_on_the_main_thread(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[object, object]] = []
    jobs.start("a", threading.get_ident, lambda at: seen.append((at, threading.get_ident())), never)
    qtbot.waitUntil(lambda: bool(seen))
    worker, main = seen[0]
    assert worker != main == threading.get_ident()
    assert not jobs.busy


def test_only_the_newest_ticket_of_a_lane_is_answered(jobs: Jobs, qtbot: QtBot) -> None:
    gate = threading.Event()
    seen: list[object] = []

    def slow() -> str:
        gate.wait(5)
        return "stale"

    jobs.start("a", slow, never, never)
    jobs.start("a", lambda: "fresh", seen.append, never)
    jobs.start("b", lambda: "other lane", seen.append, never)
    gate.set()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["fresh", "other lane"]


def test_dropping_a_lane_silences_what_is_under_way(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[object] = []
    jobs.start("a", lambda: "dropped", never, never)
    jobs.drop("a")
    jobs.start("b", lambda: "kept", seen.append, never)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["kept"]


def test_what_comes_after_the_end_is_closed_and_not_delivered(jobs: Jobs) -> None:
    closed: list[object] = []
    working = threading.Event()

    def slow() -> str:
        working.set()
        return "open file"

    jobs.start("a", slow, never, never, closed.append)
    assert working.wait(5)
    jobs.finish()
    assert closed == ["open file"]


def test_an_exception_reaches_the_main_thread_as_a_value(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[Exception, int]] = []

    def breaks() -> None:
        raise ValueError("broken")

    jobs.start("a", breaks, never, lambda error: seen.append((error, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    error, where = seen[0]
    assert isinstance(error, ValueError)
    assert where == threading.get_ident()


def test_two_hundred_answers_all_arrive(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[int] = []

    def work(number: int) -> Callable[[], int]:
        return lambda: number

    for number in range(200):
        jobs.start(str(number), work(number), seen.append, never)
    qtbot.waitUntil(lambda: len(seen) == 200)
    assert seen == list(range(200))


def test_finish_waits_and_silences(jobs: Jobs, qtbot: QtBot) -> None:
    done = threading.Event()
    jobs.start("a", done.set, never, never)
    jobs.finish()
    assert not jobs.busy
    qtbot.wait(20)


def test_nothing_begins_after_the_end(jobs: Jobs) -> None:
    ran: list[str] = []
    assert jobs.finish()
    jobs.start("open", lambda: ran.append("late"), never, never)
    jobs.let_go([ran])
    assert jobs.finish()
    assert not jobs.busy
    assert ran == []


def test_a_job_that_does_not_end_is_told_and_passed(
    jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(jobs, "_patience_ms", 20)
    gate = threading.Event()
    seen: list[object] = []
    with caplog.at_level("CRITICAL"), qtbot.waitSignal(jobs.frozen) as told:
        jobs.start("a", lambda: gate.wait(20), seen.append, never)
    assert told.args == ["a"]
    jobs.start("b", lambda: "past it", seen.append, never)
    qtbot.waitUntil(lambda: seen == ["past it"])
    monkeypatch.setattr("desktop.desk.jobs._LEAVING_MS", 10)
    assert not jobs.finish()
    gate.set()
    monkeypatch.undo()
    assert jobs.finish()


def test_a_long_report_may_take_long(jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_patience_ms", 0)
    gate, seen = threading.Event(), list[object]()
    with qtbot.assertNotEmitted(jobs.frozen, wait=20):
        jobs.start("long", lambda: gate.wait(20), seen.append, never, characters=1_000_000)
    gate.set()
    qtbot.waitUntil(lambda: seen == [True])


def test_what_is_let_go_is_dropped_on_the_worker(jobs: Jobs, qtbot: QtBot) -> None:
    dropped: list[int] = []

    class Held:
        def __del__(self) -> None:
            dropped.append(threading.get_ident())

    jobs.let_go([Held() for _ in range(2_000)])
    qtbot.waitUntil(lambda: len(dropped) == 2_000)
    assert threading.get_ident() not in dropped
