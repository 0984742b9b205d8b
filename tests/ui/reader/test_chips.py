"""The chips switch layers and say how much they hold."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.reader.chips import LayerChips


def test_chips_show_counts_and_switch_by_key_and_click(qtbot: QtBot) -> None:
    chips = LayerChips()
    qtbot.addWidget(chips)
    assert chips.chip("metric").text() == "指标 …", "before a report is read no count is told"
    chips.set_counts({"metric": 92, "finding": 1, "placeholder": 0})
    assert [chips.chip(layer).text() for layer in ("metric", "finding", "placeholder")] == [
        "指标 92",
        "疑点 1",
        "空白 0",
    ]
    with qtbot.waitSignal(chips.toggled) as caught:
        QTest.mouseClick(chips.chip("metric"), Qt.MouseButton.LeftButton)
    assert caught.args == ["metric", False]
    assert chips.chip("metric").toolTip() == "显示指标，92 处（Alt+1）"
    with qtbot.waitSignal(chips.toggled) as caught:
        QTest.keyClick(chips.chip("metric"), Qt.Key.Key_Space)
    assert caught.args == ["metric", True]
    assert chips.chip("metric").accessibleName() == "指标 92 处"
    chips.show()
    qtbot.waitExposed(chips)
    chips.activateWindow()
    qtbot.waitUntil(chips.isActiveWindow)
    with qtbot.waitSignal(chips.toggled) as caught:
        QTest.keyClick(chips, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert caught.args == ["finding", False]
    chips.set_on("problem", False)
    assert not chips.chip("problem").isChecked()
