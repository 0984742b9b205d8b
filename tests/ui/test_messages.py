"""The message bar speaks without stopping anyone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui import messages
from desktop.ui.messages import MessageBar


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    made = MessageBar()
    qtbot.addWidget(made)
    return made


def test_an_error_stays_until_escape(qtbot: QtBot, bar: MessageBar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_STAYS_MS", {"info": 20, "done": 20})
    bar.say("打不开这个文件。", "error")
    qtbot.wait(60)
    assert (bar.words, bar.kind, bar.accessibleName()) == ("打不开这个文件。", "error", "打不开这个文件。")
    bar.say("已保存。", "done")
    assert bar.words == "打不开这个文件。"
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.words == "已保存。", "what waited is said next"
    qtbot.waitUntil(lambda: bar.isHidden())
    assert bar.words == ""


def test_a_newer_message_takes_the_place_of_an_older_one(bar: MessageBar) -> None:
    bar.say("一")
    bar.say("二", "done")
    assert bar.words == "二"
    bar.say("三", "error")
    bar.say("四", "error")
    assert bar.words == "四"
    bar.dismiss()
    assert bar.isHidden()


def test_the_one_thing_to_do_is_done_once(qtbot: QtBot, bar: MessageBar) -> None:
    done: list[str] = []
    bar.say("已导出。", "done", "打开文件夹", lambda: done.append("opened"))
    button = bar.action_button
    assert button.text() == "打开文件夹"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["opened"]
    assert bar.isHidden()
    bar.say("没有动作。")
    assert button.isHidden()


def test_a_message_is_never_markup(bar: MessageBar) -> None:
    bar.say("<b>文件</b>.txt 打不开", "error")
    assert bar.words == "<b>文件</b>.txt 打不开"


def test_a_short_message_is_one_line_high_and_a_long_one_wraps(bar: MessageBar) -> None:
    bar.resize(700, 40)
    bar.say("已保存。")
    low = bar.sizeHint().height()
    assert low <= 44
    bar.say("这个文件打不开，请另存为未加密的副本后再打开。" * 6, "error")
    assert bar.sizeHint().height() > low


def test_a_step_never_waits_behind_an_error(bar: MessageBar) -> None:
    bar.say("写不进案卷。", "error")
    bar.say("评分：达标", "step", "撤销", lambda: None)
    bar.dismiss()
    assert bar.words == ""


def test_only_a_message_of_its_kind_is_retracted(bar: MessageBar) -> None:
    bar.say("评分：达标", "step", "撤销", lambda: None)
    bar.retract("step")
    assert bar.words == ""
    bar.say("已导出。", "done")
    bar.retract("step")
    assert bar.words == "已导出。"
