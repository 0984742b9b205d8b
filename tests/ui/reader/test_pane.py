"""The reading pane with real clicks and keys."""

from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QPaintEvent, QShortcut, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow
from pytestqt.qtbot import QtBot

from desktop.model.examination import Examination
from desktop.model.report import Report
from desktop.ui import theme
from desktop.ui.reader import ReaderPane
from tests.ui.reader.conftest import TEXT, report_of


def point_of(pane: ReaderPane, start: int, end: int) -> QPoint:
    """Give the middle of a run's first line in the viewport."""
    view = pane.view
    rect = view.laid.rects(start, end)[0]
    return (rect.center() - QPointF(0, view.verticalScrollBar().value())).toPoint()


def run_of(words: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, after)
    return start, start + len(words)


def click(qtbot: QtBot, pane: ReaderPane, start: int, end: int) -> None:
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(pane, start, end))


@pytest.mark.parametrize(
    ("words", "kind", "names"),
    [
        ("41所", "metric", "41所"),
        ("县城学位缺口较大", "problem", "县城学位缺口较大"),
        ("xx%", "placeholder", "xx%"),
        ("2000人", "finding", "3200人"),
    ],
)
def test_a_click_on_a_mark_names_its_record(
    qtbot: QtBot, pane: ReaderPane, examination: Examination, words: str, kind: str, names: str
) -> None:
    pane.show_marks(examination)
    with qtbot.waitSignal(pane.mark_clicked) as caught:
        click(qtbot, pane, *run_of(words))
    assert caught.args[:2] == [kind, TEXT.index(names)]


def test_a_figure_inside_a_measure_is_what_a_click_means(
    qtbot: QtBot, pane: ReaderPane, examination: Examination
) -> None:
    pane.show_marks(examination)
    measure = examination.measures[0]
    pane.jump(measure.start, measure.end)
    with qtbot.waitSignal(pane.mark_clicked) as caught:
        click(qtbot, pane, *run_of("2所", measure.start))
    assert caught.args[:2] == ["metric", TEXT.index("2所", measure.start)]
    pane.set_layer("metric", False)
    with qtbot.waitSignal(pane.mark_clicked) as caught:
        click(qtbot, pane, *run_of("2所", measure.start))
    assert caught.args[:2] == ["measure", measure.start]


def test_a_click_beside_the_marks_says_nothing(qtbot: QtBot, pane: ReaderPane, examination: Examination) -> None:
    pane.show_marks(examination)
    with qtbot.assertNotEmitted(pane.mark_clicked):
        click(qtbot, pane, *run_of("现有学校"))
        QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))


def test_layers_are_counted_and_switched(qtbot: QtBot, pane: ReaderPane, examination: Examination) -> None:
    assert pane.layer_counts()["metric"] == 0
    pane.show_marks(examination)
    assert pane.layer_counts() == {
        "metric": len(examination.metrics),
        "problem": 1,
        "measure": 1,
        "finding": 1,
        "placeholder": 1,
    }
    qtbot.waitUntil(lambda: len(pane.strip.places("finding")) == 3)
    assert pane.strip.places("metric") == sorted(pane.strip.places("metric"))
    pane.set_layer("finding", False)
    qtbot.waitUntil(lambda: pane.strip.places("finding") == [])
    with qtbot.waitSignal(pane.mark_clicked) as caught:
        click(qtbot, pane, *run_of("2000人"))
    assert caught.args[:2] == ["metric", TEXT.index("2000人")]


def test_marks_arrive_without_moving_place_or_selection(
    qtbot: QtBot, pane: ReaderPane, examination: Examination
) -> None:
    pane.jump(*run_of("第20段"))
    pane.view.select(*run_of("第21段"))
    place, scrolled = pane.place(), pane.view.verticalScrollBar().value()
    pane.show_marks(examination)
    qtbot.wait(80)
    assert pane.view.verticalScrollBar().value() == scrolled > 0
    assert pane.place() == place
    assert pane.selection() == run_of("第21段")


def colours_near(image: QImage, point: QPoint) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(point.x() - 6, point.x() + 6) for y in range(image.height())}


def test_marks_are_painted_in_their_colours_and_hidden_again(
    qapp: QApplication, pane: ReaderPane, examination: Examination
) -> None:
    pane.show_marks(examination)
    at = point_of(pane, *run_of("41所"))
    wanted = {theme.colour("metric").name(), theme.colour("metric_line").name()}
    assert wanted <= colours_near(pane.view.viewport().grab().toImage(), at)
    pane.set_layer("metric", False)
    assert not wanted & colours_near(pane.view.viewport().grab().toImage(), at)


def test_a_jump_shows_the_place_in_the_upper_third(qtbot: QtBot, pane: ReaderPane) -> None:
    run = run_of("第30段")
    pane.jump(*run)
    y = point_of(pane, *run).y()
    assert 0 < y < pane.view.viewport().height() / 3 + 20
    before = pane.view.verticalScrollBar().value()
    pane.jump(*run_of("第31段"))
    assert pane.view.verticalScrollBar().value() == before, "what is in sight does not scroll"
    assert pane.view.underlay.focus == run_of("第31段")
    qtbot.waitUntil(lambda: pane.outline.current() is not None)


def test_the_outline_follows_and_leads(qtbot: QtBot, pane: ReaderPane) -> None:
    def current() -> str:
        heading = pane.outline.current()
        return heading.quote if heading else ""

    pane.jump(*run_of("第30段"))
    qtbot.waitUntil(lambda: current() == "二、存在问题")
    pane.outline.chosen.emit(*run_of("一、基本情况"))
    qtbot.waitUntil(lambda: current() == "一、基本情况")


def test_the_outline_is_walked_by_keyboard(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.activateWindow()
    entries = pane.outline.findChild(QListWidget)
    assert isinstance(entries, QListWidget)
    entries.setFocus()
    qtbot.waitUntil(entries.hasFocus)
    for _ in range(3):
        QTest.keyClick(entries, Qt.Key.Key_Down)
    assert pane.view.underlay.focus == run_of("三、下一步措施")
    assert 0 < point_of(pane, *run_of("三、下一步措施")).y() < pane.view.viewport().height()


def test_back_and_forward_after_jumps(qtbot: QtBot, pane: ReaderPane) -> None:
    assert not pane.back_action.isEnabled()
    pane.jump(*run_of("第20段"))
    first = pane.view.top
    pane.jump(*run_of("第38段"))
    second = pane.view.top
    pane.activateWindow()
    pane.view.setFocus()
    qtbot.waitUntil(pane.view.hasFocus)
    QTest.keyClick(pane.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert pane.view.top == first
    QTest.keyClick(pane.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert pane.view.top == 0
    assert not pane.back_action.isEnabled()
    QTest.keyClick(pane.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(pane.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert pane.view.top == second


@pytest.mark.parametrize("words", ["学校𠮷41所", "1300人。\r\n二、存在", "一是学位不足。县城", "𠮷"])
def test_a_selection_is_exact_and_copies_the_reports_own_text(qtbot: QtBot, pane: ReaderPane, words: str) -> None:
    run = run_of(words)
    pane.view.select(*run)
    assert pane.selection() == run
    pane.view.copy()
    assert QGuiApplication.clipboard().text() == words


def test_dragging_the_mouse_selects(qtbot: QtBot, pane: ReaderPane, examination: Examination) -> None:
    pane.show_marks(examination)
    start, end = run_of("其中小学生2000人")
    rect = pane.view.laid.rects(start, end)[0]
    viewport = pane.view.viewport()
    QTest.mousePress(
        viewport, Qt.MouseButton.LeftButton, pos=rect.center().toPoint() - QPoint(round(rect.width() / 2), 0)
    )
    QTest.mouseMove(viewport, rect.center().toPoint())
    QTest.mouseMove(viewport, QPointF(rect.right() - 1, rect.center().y()).toPoint())
    with qtbot.assertNotEmitted(pane.mark_clicked), qtbot.waitSignal(pane.selection_made) as caught:
        QTest.mouseRelease(
            viewport, Qt.MouseButton.LeftButton, pos=QPointF(rect.right() - 1, rect.center().y()).toPoint()
        )
    assert caught.args[:2] == [start, end]


def test_a_drag_may_begin_beside_the_page(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.resize(1300, 640)
    start, end = run_of("二、存在问题")
    rect = pane.view.laid.rects(start, end)[0]
    corner = pane.view.viewport().mapTo(pane.view, QPoint(0, round(rect.center().y())))
    assert corner.x() > 60
    QTest.mousePress(pane.view, Qt.MouseButton.LeftButton, pos=QPoint(20, corner.y()))
    QTest.mouseMove(pane.view, corner + QPoint(round(rect.center().x()), 0))
    QTest.mouseMove(pane.view, QPoint(pane.view.width() - 20, corner.y()))
    with qtbot.waitSignal(pane.selection_made) as caught:
        QTest.mouseRelease(pane.view, Qt.MouseButton.LeftButton, pos=QPoint(pane.view.width() - 20, corner.y()))
    assert caught.args[:2] == [start, end]


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_buttons_that_mean_nothing_to_a_page_leave_the_selection(pane: ReaderPane, button: Qt.MouseButton) -> None:
    run = run_of("二、存在问题")
    pane.resize(1300, 640)
    pane.view.select(*run)
    QTest.mouseClick(pane.view.viewport(), button, pos=QPoint(40, 40))
    QTest.mouseClick(pane.view, button, pos=QPoint(20, 40))
    assert pane.view.selection() == run


def test_the_keyboard_selects_and_letters_reach_the_window(qtbot: QtBot, report: Report) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    pane = ReaderPane()
    window.setCentralWidget(pane)
    pressed: list[str] = []
    for key in ("E", "3", "Return", "Del", "Ctrl+Z", "Ctrl+Y", "Ctrl+Backspace", "Esc"):
        QShortcut(key, window).activated.connect(lambda key=key: pressed.append(key))
    pane.show_report(report)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    pane.view.setFocus()
    qtbot.waitUntil(pane.view.hasFocus)
    for pressing in (Qt.Key.Key_E, Qt.Key.Key_3):
        QTest.keyClick(pane.view, pressing)
    assert pressed == ["E", "3"]
    for pressing in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Escape):
        QTest.keyClick(pane.view, pressing)
    for pressing in (Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_Backspace):
        QTest.keyClick(pane.view, pressing, Qt.KeyboardModifier.ControlModifier)
    assert pressed[2:] == ["Return", "Del", "Esc", "Ctrl+Z", "Ctrl+Y", "Ctrl+Backspace"]
    pane.open_find()
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
    assert pane.find_bar.isHidden()
    assert pressed.count("Esc") == 1, "the find bar is what Esc means while it is open"
    cursor = QTextCursor(pane.view.document())
    cursor.setPosition(pane.view.laid.positions.position(TEXT.index("在校学生")))
    pane.view.setTextCursor(cursor)
    with qtbot.waitSignal(pane.selection_made) as caught:
        QTest.keyClick(pane.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert caught.args[:2] == [TEXT.index("在校学生"), TEXT.index("在校学生") + 1]
    window.hide()


def test_an_unused_letter_is_left_to_the_window(pane: ReaderPane) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
    QApplication.sendEvent(pane.view, event)
    assert not event.isAccepted()


def test_ctrl_and_the_wheel_zoom_within_bounds(pane: ReaderPane) -> None:
    pane.jump(*run_of("第20段"))
    pane.view.select(*run_of("第22段"))
    top = pane.view.top

    def turn(by: int) -> None:
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(pane.view.viewport(), event)

    turn(120)
    assert pane.zoom == 110
    assert (pane.view.top, pane.selection()) == (top, run_of("第22段"))
    for _ in range(20):
        turn(120)
    assert pane.zoom == 250
    pane.set_zoom(10)
    assert pane.zoom == 60


def test_a_place_is_restored_in_another_pane(qtbot: QtBot, pane: ReaderPane, report: Report) -> None:
    pane.set_zoom(120)
    pane.set_layer("measure", False)
    pane.jump(*run_of("第25段"))
    other = ReaderPane()
    qtbot.addWidget(other)
    other.show_report(report)
    other.restore(pane.place())
    other.resize(880, 700)
    other.show()
    qtbot.waitExposed(other)
    assert other.place() == pane.place()
    line = other.view.laid.rects(pane.view.top, pane.view.top + 1)[0]
    assert abs(line.top() - other.view.verticalScrollBar().value()) < 12
    other.hide()


def test_a_place_that_no_report_knows_is_harmless(pane: ReaderPane) -> None:
    pane.restore({"at": 10**9, "zoom": 9999, "hidden": "nonsense"})
    assert pane.zoom == 250
    pane.restore({})
    assert pane.place()["at"] == 0


def test_evidence_bars_stand_in_the_margin(pane: ReaderPane) -> None:
    ink = theme.colour("ink").name()
    run = run_of("青山县现有")

    def inked() -> int:
        image = pane.view.viewport().grab().toImage()
        return sum(image.pixelColor(7, y).name() == ink for y in range(image.height()))

    assert inked() == 0
    pane.show_evidence(((run[0], run[0] + 60),), ())
    solid = inked()
    pane.show_evidence((), ((run[0], run[0] + 60),))
    assert 0 < inked() < solid


def test_the_find_bar_moves_no_line(qtbot: QtBot, pane: ReaderPane) -> None:
    def height() -> int:
        cursor = QTextCursor(view.document())
        cursor.setPosition(view.laid.positions.position(offset))
        return view.viewport().mapTo(pane, view.cursorRect(cursor).topLeft()).y()

    view, offset = pane.view, TEXT.index("第12段")
    view.scroll_to(offset - 300)
    before = height()
    pane.open_find()
    qtbot.waitUntil(lambda: view.viewport().mapTo(pane, QPoint()).y() > 0)
    assert height() == before
    QTest.mouseClick(pane.find_bar.in_marks, Qt.MouseButton.LeftButton)
    assert pane.find_bar.in_marks.focusPolicy() is Qt.FocusPolicy.TabFocus
    pane.find_bar.close_bar()
    qtbot.waitUntil(lambda: view.viewport().mapTo(pane, QPoint()).y() == 0)
    assert height() == before


def test_find_counts_and_walks_the_hits(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.activateWindow()
    pane.view.setFocus()
    qtbot.waitUntil(pane.view.hasFocus)
    QTest.keyClick(pane.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pane.find_bar.isVisible()
    pane.find_bar.field.setText("存在问题")
    assert pane.find_bar.count.text() == "1 / 1"
    assert pane.view.underlay.focus == run_of("存在问题")
    pane.find_bar.field.setText("第3段")
    assert pane.find_bar.count.text() == "1 / 3"
    assert len(pane.strip.places("hit")) == 3
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
    assert pane.find_bar.count.text() == "2 / 3"
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane.find_bar.count.text() == "3 / 3"
    pane.find_bar.field.setText("没有的词")
    assert pane.find_bar.count.text() == "未找到"
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Escape)
    assert pane.find_bar.isHidden()
    assert pane.strip.places("hit") == []
    assert pane.view.underlay.focus is None


def alt(pane: ReaderPane, key: Qt.Key) -> None:
    QTest.keyClick(pane.find_bar.field, key, Qt.KeyboardModifier.AltModifier)


def test_find_takes_a_pattern_and_looks_in_marks_alone(
    qtbot: QtBot, pane: ReaderPane, examination: Examination
) -> None:
    pane.show_marks(examination)
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    pane.open_find()
    pane.find_bar.field.setText("学校")
    everywhere = int(pane.find_bar.count.text().split("/")[1])
    alt(pane, Qt.Key.Key_R)
    qtbot.waitUntil(pane.find_bar.pattern.isChecked)
    pane.find_bar.field.setText(r"\d+万元")
    assert pane.find_bar.count.text().endswith("/ 120")
    pane.find_bar.field.setText("(学校")
    assert "有误" in pane.find_bar.count.text()
    pane.find_bar.field.setText("学校")
    alt(pane, Qt.Key.Key_M)
    qtbot.waitUntil(pane.find_bar.in_marks.isChecked)
    assert pane.find_bar.count.text() == "1 / 1", "within the measure"
    assert everywhere > 1
    pane.set_layer("measure", False)
    assert pane.find_bar.count.text() == "未找到"


def test_walking_hits_leaves_one_place_to_return_to(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    pane.view.scroll_to(run_of("第2段")[0])
    pane.open_find()
    before = pane.view.top
    pane.find_bar.field.setText("第35段")
    QTest.keyClick(pane.find_bar.field, Qt.Key.Key_Return)
    pane.find_bar.field.setText("第39段")
    assert pane.view.top > before
    pane.back_action.trigger()
    assert pane.view.top == before
    assert not pane.back_action.isEnabled()


def test_the_strip_shows_the_evidence_of_the_item_and_is_a_jump(
    qtbot: QtBot, pane: ReaderPane, examination: Examination
) -> None:
    pane.show_marks(examination)
    pane.show_evidence((run_of("第30段"),), (run_of("第2段"), run_of("第12段")))
    qtbot.waitUntil(lambda: len(pane.strip.places("suggested")) == 2)
    (confirmed,) = pane.strip.places("confirmed")
    assert confirmed > max(pane.strip.places("suggested"))
    before = pane.view.top
    QTest.mouseClick(pane.strip, Qt.MouseButton.LeftButton, pos=QPoint(6, pane.strip.height() - 8))
    assert pane.view.top > before
    pane.back_action.trigger()
    assert pane.view.top == before


def test_the_side_buttons_of_a_mouse_go_back_and_forward(pane: ReaderPane) -> None:
    pane.jump(*run_of("第38段"))
    there = pane.view.top
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.BackButton, pos=QPoint(300, 200))
    assert pane.view.top == 0
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.ForwardButton, pos=QPoint(300, 200))
    assert pane.view.top == there


def test_words_are_copied_with_their_source(qtbot: QtBot, pane: ReaderPane) -> None:
    pane.activateWindow()
    pane.view.setFocus()
    qtbot.waitUntil(pane.view.hasFocus)
    pane.view.select(*run_of("县城学位缺口较大"))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(pane.quoted):
        QTest.keyClick(pane.view, Qt.Key.Key_C, both)
    words, source = QGuiApplication.clipboard().text().split("\n")
    assert words == "县城学位缺口较大"
    assert source == "——《青山县二〇二三年教育工作自查报告》二、一是学位不足。"
    QTest.keyClick(pane.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "县城学位缺口较大"


def test_another_report_takes_the_place_of_the_first(pane: ReaderPane, examination: Examination) -> None:
    pane.show_marks(examination)
    pane.jump(*run_of("第20段"))
    pane.show_report(report_of("一、概况\n新的一篇。"))
    assert pane.layer_counts()["metric"] == 0
    assert (pane.view.top, pane.view.underlay.focus, pane.selection()) == (0, None, None)
    assert not pane.back_action.isEnabled()
    pane.show_report(report_of(""))
    assert pane.view.document().characterCount() == 1
    pane.restore({"at": 50})
    assert pane.place()["at"] == 0


def test_a_change_of_colours_keeps_place_and_selection(
    qapp: QApplication, pane: ReaderPane, examination: Examination
) -> None:
    pane.show_marks(examination)
    pane.jump(*run_of("第20段"))
    pane.view.select(*run_of("第21段"))
    place = pane.place()
    theme.apply(qapp, "dark")
    assert pane.place() == place
    assert pane.selection() == run_of("第21段")
    image = pane.view.viewport().grab().toImage()
    assert image.pixelColor(2, 2).name() == theme.colour("pane").name() == "#232529"
    theme.apply(qapp, "light")


def test_the_strip_leads_to_its_share_of_the_page(qtbot: QtBot, pane: ReaderPane) -> None:
    QTest.mouseClick(pane.strip, Qt.MouseButton.LeftButton, pos=QPoint(5, pane.strip.height() - 5))
    bar = pane.view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_the_strip_is_drawn_anew_for_other_marks_and_not_for_scrolling(
    qtbot: QtBot, pane: ReaderPane, examination: Examination, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(pane.place_changed):
        pane.show_marks(examination)
    drawn: list[object] = []
    monkeypatch.setattr(pane.strip, "show_marks", lambda *given: drawn.append(given))
    with qtbot.waitSignal(pane.place_changed):
        pane.view.verticalScrollBar().setValue(200)
    assert drawn == []
    with qtbot.waitSignal(pane.place_changed):
        pane.set_layer("metric", False)
    assert len(drawn) == 1


def test_a_large_report_shows_at_once(pane: ReaderPane) -> None:

    large = report_of(
        "\n".join(f"第{n}段：新建学校{n}所，投入{n}万元，{'改善办学条件，' * 12}完成。" for n in range(3000))
    )
    begin = perf_counter()
    pane.show_report(large)
    pane.view.viewport().grab()
    assert perf_counter() - begin < 2.0, f"{len(large.text)} characters"


def test_a_long_page_is_set_in_slices_and_as_far_as_one_jumps(pane: ReaderPane, qtbot: QtBot) -> None:
    long = report_of("\n".join(f"第{n}段：新建学校{n}所，{'改善办学条件，' * 12}完成。" for n in range(2000)))
    pane.show_report(long)
    view = pane.view
    assert not view.is_set, "the first screens show before the rest is set"
    start = long.text.index("第1500段")
    pane.jump(start, start + 7)
    assert view.visible_run()[0] <= start < view.visible_run()[1]
    assert not view.is_set
    qtbot.waitUntil(lambda: view.is_set, timeout=20_000)
    assert view.visible_run()[0] <= start < view.visible_run()[1], "what follows moves nothing"
    assert view.document().toPlainText() == long.text


def test_only_what_comes_into_sight_is_painted_and_it_joins_on(
    qtbot: QtBot, pane: ReaderPane, examination: Examination
) -> None:
    """Bars, a frame and corners over many lines, cues beyond their words: the pieces join to what is painted whole."""
    pane.show_marks(examination)
    first, last = run_of("第2段")[0], run_of("第9段")[1]
    pane.show_evidence([run_of("第3段")], [(first, last)])
    pane.view.underlay.hits = [run_of("各校运转正常", first)]
    pane.view.focus_on((first, last), flash=False)
    pane.view.underlay.memos = [(first, last)]
    port, painted = pane.view.viewport(), Painted()
    bar = pane.view.verticalScrollBar()
    port.installEventFilter(painted)
    for step in (31, 60, 60, -60, 113, *[3] * 12, *[-2] * 16):
        QApplication.processEvents()
        painted.heights.clear()
        bar.setValue(bar.value() + step)
        QApplication.processEvents()
        assert painted.heights == [abs(step)]
        scrolled = on_screen(pane)
        port.update()
        QApplication.processEvents()
        assert on_screen(pane) == scrolled


class Painted(QObject):
    """Note how high the stretches are that a widget paints."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return False


def on_screen(pane: ReaderPane) -> QImage:
    """Take the page as the screen holds it, without painting it."""
    port = pane.view.viewport()
    at = port.mapTo(pane, QPoint(0, 0))
    return pane.screen().grabWindow(pane.winId(), at.x(), at.y(), port.width(), port.height()).toImage()
