"""评价表 in the window: numbers a rule asks for, the total replayed and tried, 自检, comments, shelf, editor."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableWidget, QTableWidgetItem, QTreeWidget
from pytestqt.qtbot import QtBot

from desktop.desk.checklist_model import Column
from desktop.desk.editing import Editing, copied
from desktop.desk.library import Library
from desktop.model.checklist import Checklist
from desktop.model.concern import ConcernKind
from desktop.model.draft import ColumnRole
from desktop.model.marks import Deduction, Shared
from desktop.model.review import Review, ScoreState
from desktop.model.scheme import Sum
from desktop.storage import CaseFile
from desktop.ui.checklist_editor.editions_view import EditionsView
from desktop.ui.checklist_editor.editor import Editor
from desktop.ui.checklist_editor.import_view import ImportView
from desktop.ui.checklist_editor.inspection_view import InspectionView
from desktop.ui.checklist_editor.shelf_view import ShelfView
from desktop.ui.dialogs import leaving
from desktop.ui.dialogs.export import ExportDialog
from tests.scoring.schemes import D, line, table
from tests.sheets.test_checklist_in import MESSY, saved
from tests.ui.driver import Driver, report_of

WORDS = "全县教育自查报告\n一、基本情况\n全县现有小学30所，普惠率91.2%。\n"
OWN = table(
    Sum(),
    甲=(line("A1", 10), line("A2", Deduction(max=D(10), each=D("0.5"), floor=D(6)))),
    乙=(line("B1", Shared(max=D(8))),),
)


@pytest.fixture
def shelf() -> None:
    """Put our own checklist on the shelf, before there is a window."""
    Library().keep(OWN)


@pytest.fixture
def driver(shelf: None, driver: Driver, tmp_path: Path) -> Driver:
    return driver.reviewing(report_of(WORDS, tmp_path), "t")


def points(driver: Driver, item: str) -> Decimal | None:
    review = driver.window.desk.review
    score = review.score_of(item) if review else None
    return score.points if score else None


def lines(tree: QTreeWidget) -> list[str]:
    """List every line of a tree from its top."""
    found = []
    for at in range(tree.topLevelItemCount()):
        top = tree.topLevelItem(at)
        assert top is not None
        found.append(top.text(0))
        found += [child.text(0) for n in range(top.childCount()) if (child := top.child(n)) is not None]
    return found


def test_a_rule_asks_for_its_numbers_and_works_the_points_out(driver: Driver) -> None:
    bar = driver.window.panel.score_bar
    driver.click_row("A2")
    assert (len(bar.numbers.fields), bar.points.isVisible()) == (1, False)
    driver.click(bar.numbers.fields[0])
    driver.keys("3")
    driver.key(Qt.Key.Key_Return)
    assert points(driver, "A2") == D("8.5")
    driver.click_row("B1")
    for field, typed in zip(bar.numbers.fields, "412", strict=True):
        driver.click(field)
        driver.keys(typed)
        assert points(driver, "B1") is None
    driver.key(Qt.Key.Key_Return)
    assert points(driver, "B1") == D(4)
    driver.click_row("A1")
    assert not bar.numbers.isVisible()
    assert bar.points.isVisible()


def test_numbers_that_cannot_be_are_refused_in_words(driver: Driver) -> None:
    bar = driver.window.panel.score_bar
    driver.click_row("B1")
    with driver.qtbot.waitSignal(driver.window.desk.said) as said:
        for field, typed in zip(bar.numbers.fields, "293", strict=True):
            driver.click(field)
            driver.keys(typed)
        driver.key(Qt.Key.Key_Return)
    assert "超过共有的 2 个问题" in said.args[1]
    assert points(driver, "B1") is None


def test_the_report_s_own_points_stand_beside(driver: Driver) -> None:
    driver.click_row("A1")
    driver.click(driver.window.panel.score_bar.claim.field)
    driver.keys("9")
    driver.key(Qt.Key.Key_Return)
    review = driver.window.desk.review
    score = review.score_of("A1") if review else None
    assert score is not None
    assert (score.claimed, score.state) == (D(9), ScoreState.OPEN)


def test_the_total_is_replayed_and_follows_and_a_trial_keeps_nothing(driver: Driver) -> None:
    desk = driver.window.desk
    desk.choose_item("A1")
    desk.pen.give(points=D(8))
    view = driver.window.rules.show_tally()
    assert "A1 要点A1：得 8 分，满分 10 分" in lines(view.steps)
    assert view.total.text() == "暂计 8 分，尚未评完。"
    before = desk.review
    view.form.score.setText("6")
    view.form.edited.emit()
    assert view.form.told.toPlainText().startswith("8 → 6 分（少 2 分）")
    assert desk.review is before
    view.form.rule.setPlainText("扣分：满分=10；每处扣=3")
    view.form.score.setText("1")
    view.form.edited.emit()
    assert view.form.told.toPlainText().startswith("8 → 7 分")
    assert desk.review is before
    view.form.rule.setPlainText("打折")
    view.form.edited.emit()
    assert "不认识规则" in view.form.told.toPlainText()
    view.form.rule.setPlainText("")
    view.form.score.setText("5")
    view.form.edited.emit()
    driver.click(view.form.take)
    assert points(driver, "A1") == 5
    assert "A1 要点A1：得 5 分，满分 10 分" in lines(view.steps)


def test_each_answer_is_told_with_the_total_it_would_come_to(driver: Driver) -> None:
    desk = driver.window.desk
    desk.choose_item("A1")
    desk.pen.give(points=D(8))
    view = driver.window.rules.show_tally()
    driver.qtbot.waitUntil(lambda: bool(view.form.told.toPlainText()))
    told = view.form.told.toPlainText().splitlines()
    assert told[0] == "评 0：8 → 0 分（少 8 分）"
    assert told[1] == "评 10：8 → 10 分（多 2 分）"
    assert told[-1].startswith("评 不适用：")
    view.form.score.setFocus()
    view.form.score.setText("6")
    view.form.edited.emit()
    view._show_outlook(("late",))
    assert view.form.told.toPlainText().startswith("8 → 6 分"), "what was tried is not written over"
    assert points(driver, "A1") == 8


def test_a_rule_that_was_tried_can_be_gone_by_and_taken_back(driver: Driver) -> None:
    desk = driver.window.desk
    desk.choose_item("A1")
    desk.pen.give(points=D(8))
    view = driver.window.rules.show_tally()
    view.form.rule.setPlainText("扣分：满分=12；每处扣=3")
    view.form.score.setText("1")
    view.form.edited.emit()
    driver.click(view.form.take)
    assert desk.checklist is not None
    assert desk.checklist.item_by_id["A1"].max_points == 12
    assert points(driver, "A1") == 9
    assert driver.window.items.index_of("A1").siblingAtColumn(Column.SCORE).data() == "9 / 12"
    assert "扣分：满分=12；每处扣=3" in desk.answers.past("A1")[0].words
    path = desk.path
    assert path is not None
    assert desk.close()
    driver.open(path)
    assert desk.checklist.item_by_id["A1"].max_points == 12
    desk.undo()
    assert desk.checklist.item_by_id["A1"].max_points == 10
    assert points(driver, "A1") == 8
    desk.redo()
    assert points(driver, "A1") == 9


def test_the_rules_of_the_whole_are_tried_and_gone_by(driver: Driver) -> None:
    desk = driver.window.desk
    for item in ("A1", "A2", "B1"):
        desk.choose_item(item)
        desk.pen.give(na=True) if item != "A1" else desk.pen.give(points=D(8))
    view = driver.window.rules.show_tally()
    view.steps.choose_total()
    assert not view.form.score.isEnabled()
    assert view.form.rule.toPlainText() == "相加"
    view.form.rule.setPlainText("相加：总分=100\n分档：分档=80/好|0/差")
    view.form.edited.emit()
    assert view.form.told.toPlainText().startswith("22.4 → 80 分（多 57.6 分），等次由未定变为好")
    driver.click(view.form.take)
    assert view.total.text() == "合计 80 分：好。"
    desk.undo()
    assert view.total.text() == "合计 22.4 分。"


def test_what_is_worth_a_second_look_leads_there(driver: Driver) -> None:
    desk = driver.window.desk
    desk.choose_item("A1")
    desk.pen.give(points=D(8))
    desk.choose_item("B1")
    view = driver.window.rules.show_inspection()
    assert {concern.kind for concern in view.concerns} == {
        ConcernKind.UNSCORED,
        ConcernKind.MISSING,
        ConcernKind.NO_EVIDENCE,
        ConcernKind.NO_REASON,
    }
    top = view.tree.topLevelItem(2)
    assert top is not None
    row = top.child(0)
    assert row is not None
    view.tree.itemClicked.emit(row, 0)
    assert driver.item == "A1"
    desk.pen.type_text("reason", "缺一次记录")
    assert desk.ledger is not None
    desk.ledger.flush()
    assert ConcernKind.NO_REASON not in {concern.kind for concern in view.concerns}
    view.close()


def test_before_an_export_it_is_shown_and_not_forced(driver: Driver, tmp_path: Path) -> None:
    desk = driver.window.desk
    desk.choose_item("A1")
    desk.pen.give(points=D(8))
    driver.window.files.ask_export()
    (view,) = [w for w in driver.window.findChildren(InspectionView) if w.isVisible()]
    assert not driver.window.findChildren(ExportDialog)
    driver.click(view.proceed)
    (dialog,) = driver.window.findChildren(ExportDialog)
    dialog.name.setText(str(tmp_path / "表.xlsx"))
    with driver.qtbot.waitSignal(desk.exported, timeout=20_000):
        driver.click(dialog.write)
    assert (tmp_path / "表.xlsx").exists()
    desk.pen.give(points=D(9))
    again = driver.window.rules.show_inspection()
    assert ConcernKind.AFTER_EXPORT in {concern.kind for concern in again.concerns}
    again.close()


def test_on_leaving_it_is_shown_once_unless_silenced(driver: Driver) -> None:
    desk, rules = driver.window.desk, driver.window.rules
    assert not rules.inspect_before_leaving()  # nothing but open items
    desk.choose_item("A1")
    desk.pen.give(points=D(8))
    assert rules.inspect_before_leaving()
    (view,) = [w for w in driver.window.findChildren(InspectionView) if w.isVisible()]
    view.silence.setChecked(True)
    view.close()
    assert not rules.inspect_before_leaving()
    assert desk.settings.inspects is False


def test_a_reason_is_put_in_by_a_few_letters(driver: Driver) -> None:
    field, phrases = driver.window.panel.score_bar.reason, driver.window.rules.phrases
    driver.click_row("A1")
    driver.click(field)
    driver.keys("zzbz")
    assert phrases.list.isVisible()
    driver.key(Qt.Key.Key_Return)
    assert field.toPlainText() == "佐证不足，没有见到相关文件或数据。"
    assert not phrases.list.isVisible()
    field.clear()
    driver.compose("缺专题会议记录")
    rules = driver.window.rules
    rules.keep_phrase()
    field.clear()
    driver.keys("qzt")
    assert phrases.list.count() == 1
    driver.key(Qt.Key.Key_Escape)
    assert not phrases.list.isVisible()
    assert field.toPlainText() == "qzt"
    assert field.hasFocus()


def taken(driver: Driver, shelf: ShelfView, path: Path) -> ImportView:
    shelf.take(path)
    driver.qtbot.waitUntil(lambda: any(view.isVisible() for view in shelf.findChildren(ImportView)))
    (view,) = (view for view in shelf.findChildren(ImportView) if view.isVisible())
    return view


def test_a_file_that_gives_no_table_is_told_beside_the_list(driver: Driver, tmp_path: Path) -> None:
    shelf = driver.window.rules.show_shelf()
    (tmp_path / "空.yaml").write_text("[]", encoding="utf-8")
    shelf.take(tmp_path / "空.yaml")
    assert "正在读取" in shelf.told.text()
    driver.qtbot.waitUntil(lambda: "正在读取" not in shelf.told.text())
    assert "空.yaml" in shelf.told.text()
    shelf.take(tmp_path / "空.yaml")
    shelf.close()
    assert not driver.window.desk.jobs.busy, "nobody waits for the answer any more"


def test_a_table_is_previewed_corrected_and_put_on_the_shelf(driver: Driver, tmp_path: Path) -> None:
    shelf = driver.window.rules.show_shelf()
    driver.qtbot.waitUntil(lambda: bool(shelf.chosen()))
    assert shelf.chosen()[0].id == getattr(driver.window.desk.checklist, "id", "")
    assert shelf.buttons["give"].isEnabled(), "what one works with can be given out at once"
    bad = [list(row) for row in MESSY]
    bad[9][5] = 99
    view = taken(driver, shelf, saved(tmp_path / "坏.xlsx", 评分表=bad))
    assert not view.confirm.isEnabled()
    assert view.faults.count() == 1
    view.close()
    view = taken(driver, shelf, saved(tmp_path / "评分表2026.xlsx", "B5:B6", "B7:B8", 评分表=MESSY))
    assert view.confirm.isEnabled()
    box = view.roles["评分表", "C"]
    box.setCurrentIndex(box.findData(ColumnRole.UNUSED.value))
    assert not view.confirm.isEnabled(), "nothing is confirmed before it is read as it is taken now"
    driver.qtbot.waitUntil(view.confirm.isEnabled)
    assert view.draft.checklist is not None
    assert view.draft.checklist.items[0].name == "定期研究教育工作"
    view.title.setText("我省办法")
    view.id.setText("own2026")
    with driver.qtbot.waitSignal(shelf.shelved):
        driver.click(view.confirm)
    driver.qtbot.waitUntil(lambda: [each.id for each in shelf.chosen()] == ["own2026"])
    held = next(checklist for checklist in Library().checklists() if checklist.id == "own2026")
    assert (held.title, held.year) == ("我省办法", 2026)
    shelf.close()


def test_an_editor_tells_what_is_wrong_and_saves_what_is_right(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Checklist] = []

    def keep(checklist: Checklist) -> None:
        kept.append(checklist)
        editor.settle(checklist)

    editor = Editor(OWN)
    editor.save_asked.connect(keep)
    driver.qtbot.addWidget(editor)
    editor.show()
    field = editor.fields["评分方式"]
    assert isinstance(field, QLineEdit)
    field.setText("扣分：满分=10；每处扣=")
    editor._on_field("评分方式")
    assert not editor.save.isEnabled()
    assert editor.faults.count() == 1
    monkeypatch.setattr(leaving, "give_up", lambda _: False)
    event = QCloseEvent()
    editor.closeEvent(event)
    assert not event.isAccepted()
    field.setText("扣分：满分=10；每处扣=2")
    editor._on_field("评分方式")
    assert editor.faults.count() == 0
    driver.click(editor.save)
    assert kept[0].items[0].marks == Deduction(max=D(10), each=D(2))
    for button, count in (("add", 4), ("undo", 3)):
        driver.click(editor.buttons[button])
        assert len(editor.editing.items) == count
    editor.close()


def test_rows_of_two_editions_are_as_high_as_their_words(qtbot: QtBot) -> None:
    held = {checklist.id: checklist for checklist in Library().checklists()}
    view = EditionsView(held["yzjh2017"], held["jbjh2012"])
    qtbot.addWidget(view)
    view.show()

    def spare() -> int:
        """Give the most that a row is higher than its words."""
        cells = [view.table.cellWidget(row, 2) for row in range(view.table.rowCount())]
        wanted = [cell.heightForWidth(view.table.columnWidth(2)) for cell in cells if cell]
        return max(view.table.rowHeight(row) - most for row, most in enumerate(wanted) if most > 28)

    for width in (1600, 640, 1200):
        view.resize(width, 700)
        qtbot.waitUntil(lambda: spare() == 0)


def test_a_number_is_edited_as_people_write_it(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "give_up", lambda _: True)
    shelved = Library().checklists()[0]
    framework, _, number = shelved.items[0].id.partition(".")
    assert number
    editor = Editor(shelved)
    driver.qtbot.addWidget(editor)
    editor.show()
    field = editor.fields["编号"]
    assert isinstance(field, QLineEdit)
    assert field.text() == number
    field.selectAll()
    QTest.keyClicks(field, "Z12")
    assert editor.editing.items[0]["编号"] == f"{framework}.Z12"
    assert field.text() == "Z12"
    QTest.keyClicks(editor.about["文号"], "9")
    assert editor.editing.about["文号"].endswith("9")
    editor.close()


def test_a_rule_is_set_by_a_form_made_for_its_type(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "give_up", lambda _: True)
    editor = Editor(OWN)
    driver.qtbot.addWidget(editor)
    editor.show()
    form, line = editor.marks_form, editor.fields["评分方式"]
    assert isinstance(line, QLineEdit)
    form.kind.setCurrentText("分段")
    form.kind.activated.emit(form.kind.currentIndex())
    assert line.text() == "分段"
    assert "缺少“分段”" in form.told.text()
    assert not editor.save.isEnabled()
    limits = form.fields["分段"]
    assert isinstance(limits, QTableWidget)
    for at, words in enumerate(("95", "6", "80", "4")):
        limits.setItem(at // 2, at % 2, QTableWidgetItem(words))
    QTest.keyClicks(form.fields["单位"], "%")
    assert line.text() == "分段：分段=95/6|80/4；单位=%"
    assert form.told.text() == ""
    made = editor.editing.checklist
    assert made is not None
    assert made.items[0].max_points == 6, "the points of the item follow its rule"
    line.setText("扣分：满分=10；每处扣=2")
    editor._on_field("评分方式")
    assert form.kind.currentText() == "扣分"
    assert list(form.fields) == ["满分", "每处扣", "最低", "单位"]
    editor.close()


def test_a_rule_of_the_whole_is_set_by_a_form_too(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "give_up", lambda _: True)
    editor = Editor(OWN)
    driver.qtbot.addWidget(editor)
    editor.show()
    editor.tabs.setCurrentIndex(1)
    editor.rules.setPlainText("相加\n")
    editor.rules.moveCursor(QTextCursor.MoveOperation.End)
    form = editor.total_form
    form.kind.setCurrentText("加分")
    form.kind.activated.emit(form.kind.currentIndex())
    QTest.keyClicks(form.fields["项目"], "A1|A2")
    QTest.keyClicks(form.fields["最多加"], "5")
    assert editor.rules.toPlainText() == "相加\n加分：项目=A1|A2；最多加=5"
    made = editor.editing.checklist
    assert made is not None
    assert [rule.type for rule in made.scheme.rules] == ["sum", "bonus"]
    editor.rules.moveCursor(QTextCursor.MoveOperation.Start)
    assert form.kind.currentText() == "相加"
    editor.close()


def test_a_new_edition_takes_the_unchanged_answers_along(driver: Driver) -> None:
    desk = driver.window.desk
    for item, given in (("A1", D(8)), ("A2", None)):
        desk.choose_item(item)
        assert desk.pen.give(points=given) if given else desk.pen.give(given=(D(2),))
    first = desk.path
    editing = Editing(copied(OWN, "t2027", "试用表二"))
    editing.set(0, "评价标准", "另有要求")
    assert editing.checklist is not None
    with driver.suggested():
        assert desk.porter.go_on_with(editing.checklist)
    assert desk.path != first
    assert points(driver, "A2") == 9
    assert points(driver, "A1") is None


def test_what_the_words_of_a_table_suggest_can_be_refused(driver: Driver, tmp_path: Path) -> None:
    rows = (
        ("评价要点", "分值"),
        ("规划", 40),
        ("投入", 60),
        ("总分90分以上为优秀，60至90分为合格，60分以下为不合格。",),
    )
    view = taken(driver, driver.window.rules.show_shelf(), saved(tmp_path / "表.xlsx", 表=rows))
    assert view.proposals.count() == 1
    assert view.proposals.item(0).text().startswith("分档：分档=90/优秀|60/合格|0/不合格")
    made = view.draft.checklist
    assert made is not None
    assert [rule.type for rule in made.scheme.rules] == ["sum", "bands"]
    with driver.qtbot.waitSignal(view.corrected):
        view.proposals.item(0).setCheckState(Qt.CheckState.Unchecked)
    driver.qtbot.waitUntil(view.confirm.isEnabled)
    again = view.draft.checklist
    assert again is not None
    assert [rule.type for rule in again.scheme.rules] == ["sum"]
    assert view.proposals.item(0).checkState() is Qt.CheckState.Unchecked
    view.heads["表"].setText("2")
    view.heads["表"].editingFinished.emit()
    driver.qtbot.waitUntil(lambda: view.draft.guesses[0].heading_row == 2)


def test_every_checklist_of_a_file_is_previewed(driver: Driver, tmp_path: Path) -> None:
    ledger = driver.window.desk.ledger
    assert ledger is not None
    case = ledger.file.case()
    two = tmp_path / "两份.duyue"
    other = OWN.model_copy(update={"id": "t2", "title": "另一份"})
    CaseFile.create(two, case.documents[0], OWN, case.reviews[0], "2026-01-01").close()
    with CaseFile.open(two) as file:
        file.add_review(Review(id="r2", checklist="t2"), other, "2026-01-02")
    shelf = driver.window.rules.show_shelf()
    shelf.take(two)
    driver.qtbot.waitUntil(lambda: len(shelf.findChildren(ImportView)) == 2)
    views = shelf.findChildren(ImportView)
    assert [view.title.text() for view in views] == [OWN.title, "另一份"]
    for view in views:
        view.close()
    shelf.close()
