import pytest

from desktop.desk.editing import Editing
from desktop.model.marks import Deduction
from desktop.model.scheme import Sum
from desktop.storage.shelf import Shelf
from tests.scoring.schemes import D, line, table


@pytest.fixture
def editing() -> Editing:
    return Editing(table(Sum(), 甲=(line("A1", 10), line("A2", 5)), 乙=(line("B1", 5),)))


def ids(editing: Editing) -> list[tuple[str, str]]:
    return [(item["维度编号"], item["编号"]) for item in editing.items]


def faults(editing: Editing) -> list[tuple[int, str]]:
    return [(fault.row, fault.field) for fault in editing.faults]


def test_what_is_untouched_is_the_checklist_itself(editing: Editing) -> None:
    assert editing.checklist == table(Sum(), 甲=(line("A1", 10), line("A2", 5)), 乙=(line("B1", 5),))
    assert editing.faults == ()
    assert editing.rules == ("相加",)


def test_a_rule_that_is_typed_counts_at_once(editing: Editing) -> None:
    editing.set(0, "评分方式", "扣分：满分=10；每处扣=2")
    assert editing.checklist is not None
    assert editing.checklist.items[0].marks == Deduction(max=D(10), each=D(2))
    assert [item.own_points for item in editing.checklist.items] == [True, False, False]


@pytest.mark.parametrize(
    ("row", "field", "text", "says"),
    [
        (1, "评分方式", "打折", "不认识规则“打折”"),
        (1, "分值", "五", "分值应是数"),
        (1, "分值", "6", "满分与评分方式的满分不一致"),
        (2, "编号", "A1", "已经用过"),
        (0, "指标", "没有的率", "指标词典里没有"),
        (0, "判定线", "不知所云", "看不懂"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_as_it_is_typed(
    editing: Editing, row: int, field: str, text: str, says: str
) -> None:
    editing.set(row, field, text)
    assert editing.checklist is None
    assert [(fault.row, fault.field) for fault in editing.faults] == [(row, field)]
    assert says in editing.faults[0].says
    editing.undo()
    assert editing.checklist is not None


def test_items_are_added_split_moved_and_taken_away(editing: Editing) -> None:
    editing.set(1, "评价标准", "一是有制度；二是有记录；三是有人管。")
    assert editing.add(1) == 2
    assert ids(editing) == [("甲", "A1"), ("甲", "A2"), ("甲", "A3"), ("乙", "B1")]
    assert editing.split(1) == 2
    assert [item["评价标准"] for item in editing.items][1:3] == ["一是有制度；", "二是有记录；三是有人管。"]
    assert ids(editing)[2] == ("甲", "A4")
    assert editing.move(0, 1) == 1
    assert editing.move(0, -1) == 0
    assert editing.move(3, 1) == 3
    assert ids(editing)[3] == ("乙", "A3")
    editing.remove(3)
    assert ids(editing) == [("甲", "A2"), ("甲", "A1"), ("甲", "A4"), ("乙", "B1")]
    assert editing.checklist is not None
    assert [part.name for part in editing.checklist.dimensions] == ["部分甲", "部分乙"]


def test_a_part_is_renamed_for_all_its_items_and_goes_with_its_last_one(editing: Editing) -> None:
    editing.set(0, "维度", "组织")
    assert editing.checklist is not None
    assert [part.name for part in editing.checklist.dimensions] == ["组织", "部分乙"]
    editing.remove(2)
    assert editing.checklist is not None
    assert [part.id for part in editing.checklist.dimensions] == ["甲"]


def test_the_rules_of_the_whole_are_checked_too(editing: Editing) -> None:
    editing.set_rules(("相加：总分=100", "", "否决：项目=A9"))
    assert editing.checklist is None
    assert "没有这个维度或评分项" in editing.faults[0].says
    assert editing.faults[0].row == -1
    editing.set_rules(("相加：总分=100", "否决：项目=A1"))
    assert faults(editing) == []
    assert editing.rules == ("相加：总分=100", "否决：项目=A1")
    editing.set_about("年份", "")
    assert faults(editing) == [(-1, "年份")]


def test_a_part_can_be_scored_for_each_school() -> None:
    editing = Editing(Shelf().get("yzjh2017"))
    editing.set(0, "逐条", "学校")
    made = editing.checklist
    assert made is not None
    assert [part.repeats for part in made.dimensions[:2]] == ["school", ""]
    first = editing.items[0]["维度编号"]
    assert {item["逐条"] for item in editing.items if item["维度编号"] == first} == {"学校"}
    assert {item["逐条"] for item in editing.items if item["维度编号"] != first} == {""}
    editing.undo()
    assert editing.items[0]["逐条"] == ""
