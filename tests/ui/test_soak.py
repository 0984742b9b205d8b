"""Long work in one window, in small (``benchmarks.soak`` does 20,000 things)."""

from pytestqt.qtbot import QtBot

from desktop import paths
from tests.ui.driver import Driver
from tests.ui.soak import soaked


def test_long_work_holds_no_more_memory_and_handles(qtbot: QtBot) -> None:
    driver = Driver(qtbot)
    driver.open(paths.seed("000_7247668ee333bfb4.txt"))
    driver.begin()
    grown, handles = soaked(driver.window, 500)
    ledger = driver.window.desk.ledger
    assert ledger is not None
    assert ledger.file.head()[0] > 100
    assert ledger.file.verify() == ()
    assert grown <= 20
    assert handles <= 0
    driver.close()
