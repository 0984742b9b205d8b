"""The bar over everything cuts names to the room that its tools leave, and never widens the window."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop import app
from desktop.intake import read_text
from desktop.ui.reader.marks import LAYERS


def test_long_names_and_large_counts_do_not_widen_the_window(qtbot: QtBot) -> None:
    window = app.build_window()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show_desk()
    window.topbar.show_reading(True)
    window.show()
    window.topbar.show_title("青山县人民政府关于教育工作的自查报告" * 3, "县级人民政府履行教育职责评价指标" * 3)
    window.topbar.chips.set_counts(dict.fromkeys(LAYERS, 99_999))
    qtbot.wait(20)
    assert window.width() == 1280
    assert window.minimumSizeHint().width() <= 1280
    window.show_start()
    assert window.minimumSizeHint().width() <= 683, "two windows stand side by side on a laptop"
    window.status.show_case(Path("青山县教育督导评估" * 9 + ".duyue"), "督导组" * 30)
    window.status.show_saved("09:30:00")
    window.status.show_unused(99_999)
    window.show_desk()
    title = "青山县人民政府办公室关于履行教育职责自查自评情况的报告"
    report = read_text(f"{title}\n一、情况\n全县现有小学12所。\n", "某县.txt")
    window.reader.show_report(report)
    window.resize(683, 720)
    window.say("step", "评分：基本达标 · A1 教育领导体制机制")
    qtbot.wait(20)
    assert window.width() == 683
    assert window.messages.width() >= 300, "words stand beside each other"
    lines = window.reader.view.document().begin().layout()
    assert lines.lineAt(0).textLength() > 3, "a title takes what there is"
    window.close()
