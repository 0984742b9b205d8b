"""A Chinese input method: what is composed is text for the field alone, and lists take no composing at all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from desktop.ui.right_side import CHECKLIST, FIGURES, FINDINGS, PROBLEMS
from tests.ui.driver import SEED, Driver

Key = Qt.Key


@pytest.fixture
def driver(driver: Driver) -> Driver:
    driver.open(SEED)
    return driver


def shown(driver: Driver, kind: type[QWidget] | tuple[type[QWidget], ...]) -> list[QWidget]:
    """List the widgets of a kind that the keyboard can reach now."""
    return [
        widget
        for widget in driver.window.findChildren(QWidget)
        if isinstance(widget, kind) and widget.isVisible() and widget.isEnabled() and widget.focusPolicy()
    ]


def fields(driver: Driver) -> list[QWidget]:
    """List the fields that can be written in now."""
    found = shown(driver, (QLineEdit, QPlainTextEdit, QTextEdit))
    return [f for f in found if isinstance(f, QLineEdit | QPlainTextEdit | QTextEdit) and not f.isReadOnly()]


def stands(driver: Driver) -> tuple[object, ...]:
    """Tell what no letter may have changed."""
    desk, window = driver.window.desk, driver.window
    chosen = [pane.view.chosen for tab in (FIGURES, PROBLEMS, FINDINGS) if (pane := window.side.pane(tab))]
    review = desk.review.model_copy(update={"scores": ()}) if desk.review else None
    states = [score.state for score in desk.review.scores] if desk.review else []
    return (
        desk.item,
        review,
        states,
        window.side.tab,
        window.panel.note_form.isVisible(),
        chosen,
        window.picker.isVisible(),
    )


def compose(field: QWidget) -> None:
    """Compose 是 as an input method does, whose first letters the platform sends as keys, too."""
    field.setFocus()
    for letters in ("s", "sh", "shi"):
        QApplication.sendEvent(field, QInputMethodEvent(letters, []))
        assert QApplication.focusWidget() is field
    done = QInputMethodEvent()
    done.setCommitString("是")
    QApplication.sendEvent(field, done)


def test_composing_in_any_field_is_text_for_that_field_alone(driver: Driver) -> None:
    window = driver.window
    seen: set[str] = set()

    def try_all() -> None:
        for field in fields(driver):
            name = field.accessibleName()
            assert field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), name
            if name in seen:
                continue
            seen.add(name)
            field.setFocus()
            before = stands(driver)
            compose(field)
            for key in (Key.Key_J, Key.Key_1, Key.Key_D):
                driver.key(key)
            assert stands(driver) == before, name

    try_all()
    driver.begin()
    driver.keys("m")
    driver.ctrl(Key.Key_F)
    window.checklist.open_search()
    metric = window.desk.examination.metrics[3] if window.desk.examination else None
    assert metric is not None
    window.reader.mark_clicked.emit("metric", metric.start, metric.start)
    window.tree.setFocus()
    driver.keys("c")
    try_all()
    for tab in (FIGURES, PROBLEMS, FINDINGS):
        window.side.show_tab(tab)
        try_all()
    window.side.show_tab(CHECKLIST)
    window.scoring.go_to()
    try_all()
    assert len(seen) >= 19, seen


def test_lists_and_the_page_take_no_composing(driver: Driver) -> None:
    driver.begin()
    window, tried = driver.window, set()
    for tab in (CHECKLIST, FIGURES, PROBLEMS, FINDINGS):
        window.side.show_tab(tab)
        for view in (*shown(driver, QAbstractItemView), window.reader.view):
            view.setFocus()
            before = stands(driver)
            assert not view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), view.accessibleName()
            compose(view)
            driver.keys("hq")
            assert stands(driver) == before, view.accessibleName()
            tried.add(view.accessibleName())
    assert {"评价表", "佐证", "目录", "报告原文", "指标", "问题与措施", "疑点与核对"} <= tried
