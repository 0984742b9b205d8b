"""Files in the window: pasted text, encodings, comments beside the page, several reports in one, newer versions."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QTreeWidget, QWidget

from desktop.model.report import Certainty
from tests.desk import builders
from tests.intake.office import docx, p, r
from tests.intake.printed import Page, pdf
from tests.ui.driver import Driver

LINES = builders.LINES
OTHER = (
    "白水县教育履职自查报告",
    "一、学前教育",
    "全县共有幼儿园31所，普惠率达到88.6%。",
    "二、存在问题",
    "园舍不足。",
)


def test_the_clipboard_becomes_a_report(driver: Driver) -> None:
    QApplication.clipboard().setText("")
    driver.window.actions_["paste"].trigger()
    assert "剪贴板里没有文字" in driver.window.messages.words
    QApplication.clipboard().setText("\n".join(LINES))
    with driver.suggested():
        driver.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert driver.window.desk.title == LINES[0]
    driver.begin()


def test_what_is_being_read_is_told_until_it_is_there(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "自评.docx"
    path.write_bytes(docx("".join(p(r(line)) for line in LINES)))
    with driver.suggested():
        driver.window.files.open_path(path)
        assert driver.window.messages.kind == "wait"
        assert "自评.docx" in driver.window.messages.words
    assert driver.window.messages.words == ""
    assert driver.window.tree.hasFocus(), "what comes next is done from the keyboard"


def test_what_was_said_of_one_file_does_not_stand_over_the_next(driver: Driver, tmp_path: Path) -> None:
    spoilt, sound = tmp_path / "乱.txt", tmp_path / "好.txt"
    text = "\n".join(LINES)
    spoilt.write_bytes(text.encode().decode("gb18030", "replace").encode())
    sound.write_bytes(text.encode())
    driver.open(spoilt)
    assert "乱码" in driver.window.messages.words
    driver.open(sound)
    assert driver.window.messages.words == ""
    driver.begin()
    driver.key(Qt.Key.Key_1)
    assert driver.window.messages.kind == "step"
    driver.open(spoilt)
    assert "乱码" in driver.window.messages.words
    sound.with_name("坏.docx").write_bytes(b"PK\x03\x04")
    driver.window.files.open_path(sound.with_name("坏.docx"))
    assert "坏.docx" in driver.window.messages.words
    driver.open(spoilt)
    assert "乱码" in driver.window.messages.words, "that another file could not be opened is over"


def test_an_encoding_is_told_and_another_chosen(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes("\n".join(LINES).encode("gb18030"))
    driver.open(path)
    status, desk = driver.window.status, driver.window.desk
    assert "GB18030" in status.encoding.text()
    assert "很可能" in status.encoding.text()
    menu = status.encoding_menu()
    next(action for action in menu.actions() if action.text().startswith("UTF-8")).trigger()
    assert "换一种编码" in driver.window.messages.words
    driver.window.messages.dismiss()
    with driver.suggested():
        next(action for action in menu.actions() if action.text().startswith("GB18030")).trigger()
    assert desk.report is not None
    assert (desk.report.encoding, desk.report.certainty) == ("gb18030", Certainty.CHOSEN)
    assert "由您选定" in status.encoding.text()
    driver.begin()
    driver.click(status.encoding)
    assert QApplication.activePopupWidget() is None, "a review points into this text"


def test_comments_and_notices_stay_beside_the_page(driver: Driver, tmp_path: Path) -> None:
    marked = ('<w:commentRangeStart w:id="1"/>', "91.2%", '<w:commentRangeEnd w:id="1"/>')
    comment = '<w:comment w:id="1" w:author="王某">' + p("此数存疑") + "</w:comment>"
    filler = "".join(p("全县教育系统围绕年度目标任务，稳步推进各项工作。") for _ in range(80))
    body = p(LINES[0]) + filler + p("普惠率达到", *marked, "<w:ins>" + r("。") + "</w:ins>")
    path = tmp_path / "自评.docx"
    path.write_bytes(docx(body, comments=comment))
    driver.open(path)
    beside, view = driver.window.reader.beside, driver.window.reader.view
    entries = [beside.list.item(at) for at in range(beside.list.count())]
    assert [entry.text() for entry in entries][1:] == ["王某：此数存疑"]
    assert "修订" in entries[0].text()
    assert beside.isVisible()
    assert "1 条批注" in driver.window.messages.words
    driver.click(beside.list.viewport(), beside.list.visualItemRect(entries[1]).center())
    assert view.top > 0
    assert driver.window.desk.report is not None
    focus = view.underlay.focus
    assert focus is not None
    assert driver.window.desk.report.quote(*focus) == "91.2%"
    driver.open(builders.report_file(tmp_path))
    assert not beside.isVisible()


def test_two_reports_in_one_file_are_two_views(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "两份.txt"
    text = "\n".join((*LINES, "", *OTHER, ""))
    path.write_text(text, encoding="utf-8", newline="\n")
    driver.open(path)
    window, desk = driver.window, driver.window.desk
    titles = [window.reader.parts.box.itemText(at) for at in range(window.reader.parts.box.count())]
    assert titles[1:] == [LINES[0], OTHER[0]]
    assert desk.examination is not None
    whole = len(desk.examination.metrics)
    with driver.suggested():
        window.reader.parts.box.setCurrentIndex(2)
    seen = window.reader.view.document().toPlainText()
    assert OTHER[2] in seen
    assert LINES[2] not in seen
    assert desk.examination is not None
    assert 0 < len(desk.examination.metrics) < whole
    assert all(text[m.start : m.end] == m.quote for m in desk.examination.metrics), "offsets are the file's"
    assert desk.offer is not None
    assert desk.offer.about.district == "白水县"
    driver.begin()
    case = desk.path
    assert case is not None
    assert desk.pen.add_selection(*_span(text, "88.6%"))
    desk.close()
    driver.open(case)
    assert window.reader.parts.box.currentIndex() == 2
    assert LINES[2] not in window.reader.view.document().toPlainText()
    with driver.suggested():
        window.reader.parts.box.setCurrentIndex(0)
    assert LINES[2] in window.reader.view.document().toPlainText()
    assert desk.review is not None
    assert len(desk.review.evidence) == 1


def test_a_reviewed_report_and_its_newer_version_are_offered_their_case(driver: Driver, tmp_path: Path) -> None:
    window, desk = driver.window, driver.window.desk
    report = builders.report_file(tmp_path)
    driver.open(report)
    driver.begin()
    case = desk.path
    assert case is not None
    assert desk.pen.add_selection(*builders.span("全县共有幼儿园48所"))
    item = driver.item
    desk.close()

    driver.open(report)
    driver.qtbot.waitUntil(window.start_bar.known_button.isVisible)
    assert window.start_bar.known_button.text() == "打开案卷"
    with driver.suggested():
        driver.click(window.start_bar.known_button)
    assert desk.path == case
    desk.close()

    newer = tmp_path / "修改稿.txt"
    newer.write_text("\n".join(LINES).replace("48所", "49所"), encoding="utf-8", newline="\n")
    driver.open(newer)
    driver.qtbot.waitUntil(window.start_bar.known_button.isVisible)
    assert window.start_bar.known_button.text() == "沿用旧版评审"
    with driver.suggested():
        driver.click(window.start_bar.known_button)
    assert desk.path not in (None, case)
    assert "没有找回 1 条" in window.messages.words
    desk.choose_item(desk.checklist.items[3].id if desk.checklist else "")
    driver.click(window.messages.action_button)
    dialog = next(each for each in window.findChildren(QDialog) if "佐证" in each.windowTitle())
    table = dialog.findChild(QTreeWidget)
    assert isinstance(table, QTreeWidget)
    line = table.topLevelItem(0)
    assert line is not None
    assert (line.text(1), line.text(2)) == ("全县共有幼儿园48所", "全县共有幼儿园49所，普惠率达到91.2%。")
    table.itemClicked.emit(line, 0)
    assert driver.item == item
    dialog.close()
    desk.close()

    driver.open(report)
    driver.qtbot.waitUntil(window.start_bar.known_button.isVisible)
    assert window.start_bar.known_button.text() == "打开案卷"
    assert "不新建案卷" in window.start_bar.known_button.toolTip()


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_a_locked_file_asks_for_its_password_until_it_fits(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "锁.pdf"
    path.write_bytes(pdf(Page().text(90, 90, "全县共有小学12所。"), owner="o", user="open"))
    asked: list[str] = []
    answers = iter(("wrong", "open"))

    def ask(parent: QWidget, says: str) -> str:
        asked.append(says)
        return next(answers)

    monkeypatch.setattr("desktop.ui.dialogs.files.ask_password", ask)
    driver.open(path)
    assert ["请输入密码" in asked[0], "密码不对" in asked[1]] == [True, True]
    assert driver.window.desk.report is not None
    assert driver.window.desk.report.text == "全县共有小学12所。"


def test_pages_are_shown_as_they_were_left(driver: Driver, tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf(Page().text(90, 90, "全县共有小学12所。")))
    driver.open(path)
    paged = driver.window.reader.paged
    assert (paged.mode, paged.sheets.isVisible()) == ("both", True)
    driver.key(Qt.Key.Key_F8)
    driver.key(Qt.Key.Key_F8)
    assert (paged.mode, paged.sheets.isVisible(), driver.window.reader.view.isVisible()) == ("sheets", True, False)
    assert driver.window.desk.settings.page_mode == "sheets"
