"""The bar over everything cuts names to the room that its tools leave, and never widens the window."""

from pytestqt.qtbot import QtBot

from desktop import app
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
    window.close()
