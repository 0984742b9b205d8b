"""What stands beside a measure: labelled lines, cells of a ledger, lines that go on with the problem above."""

from pathlib import Path

import pytest

from desktop import intake, lexicon, pipeline
from desktop.model.plan import Plan
from desktop.rectification import read_plan


def plan_of(text: str, name: str = "方案.txt") -> Plan:
    return read_plan(pipeline.examine(intake.read_text(text, name)), lexicon.load())


LINES = """青山县整改工作方案
（2031年2月18日）
一、整改内容
问题一　乡镇园所保教人员不足
整改目标：保教人员配备率达到98%。
整改措施：一是招聘保教人员三十名；二是调剂岗位。
责任单位：县教育和体育局（牵头）、县委编办、县人社局
责任人：沈舟
完成时限：三个月内
问题二　实验室危化品管理粗放
整改目标：危化品专柜全覆盖。
整改措施：逐校排查，登记造册。
1.牵头单位：县应急局；配合单位：县教育和体育局、县公安局。
2.整改时限：2031年6月底前。
二、保障措施
责任单位：县财政局负责经费。
"""


def test_labelled_lines_belong_to_the_measure_above_them() -> None:
    first, second = plan_of(LINES).items
    assert (first.number, second.number) == ("一", "二")
    assert [(a.quote, str(a.role)) for a in first.actors] == [
        ("县教育和体育局", "lead"),
        ("县委编办", "named"),
        ("县人社局", "named"),
    ]
    assert [(d.last, bool(d.why)) for d in first.deadlines] == [("2031-05", True)]
    assert "98%" in {target.quote for target in first.targets}
    assert {(a.quote, str(a.role)) for a in second.actors} == {
        ("县应急局", "lead"),
        ("县教育和体育局", "support"),
        ("县公安局", "support"),
    }, "what stands under another heading is of another"
    assert [d.last for d in second.deadlines] == ["2031-06"]
    assert second.target == "qualitative"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("县住房和城乡建设局", ["县住房和城乡建设局"]),
        ("县教育局和县住房和城乡建设局", ["县教育局", "县住房和城乡建设局"]),
        ("县教育局（牵头）、县人力资源和社会保障局", ["县教育局", "县人力资源和社会保障局"]),
        ("县教育局；县财政局", ["县教育局", "县财政局"]),
        ("各乡镇、各学校", ["各乡镇", "各学校"]),
    ],
)
def test_names_in_a_cell_are_parted_and_kept_whole(cell: str, names: list[str]) -> None:
    (item,) = plan_of(f"序号\t存在问题\t整改措施\t责任单位\n1\t食堂面积不足\t扩建食堂\t{cell}\n", "a.tsv").items
    assert [actor.quote for actor in item.actors] == names


@pytest.mark.parametrize(
    ("cell", "target"),
    [("覆盖率达到86%", "number"), ("违规收费全部清退", "qualitative"), ("明显改善", "none"), ("", "none")],
)
def test_a_column_for_the_target_says_what_is_to_be_reached(cell: str, target: str) -> None:
    (item,) = plan_of(f"序号\t存在问题\t整改目标\t整改措施\n1\t覆盖面不广\t{cell}\t多方筹措\n", "a.tsv").items
    assert item.target == target


def test_a_line_under_a_merged_problem_goes_on_with_it(tmp_path: Path) -> None:
    from docx import Document

    rows = (
        ("序号", "存在问题", "整改措施", "牵头单位", "责任领导", "完成时限"),
        ("1", "寄宿条件薄弱，宿舍拥挤", "新建宿舍楼两栋", "县教育局", "沈舟", "2031年11月底前"),
        ("", "", "配备生活指导教师九名", "县人社局", "沈舟", "2031年第三季度"),
        ("2", "校车管理松散", "制定校车管理办法", "县公安局", "顾原", "2031.5"),
    )
    document = Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, told in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, told, strict=True):
            cell.text = words
    path = tmp_path / "台账.docx"
    document.save(str(path))
    first, second = read_plan(pipeline.open_file(path), lexicon.load()).items
    assert [promise.quote for promise in first.promises] == ["新建宿舍楼两栋", "配备生活指导教师九名"]
    assert [actor.quote for actor in first.actors] == ["县教育局", "县人社局"], "who is responsible is no unit"
    assert [d.last for d in first.deadlines] == ["2031-11", "2031-09"]
    assert sorted(map(str, first.acts)) == ["build", "hire"]
    assert (second.number, len(second.promises)) == ("2", 1)


def test_advice_without_marks_is_read_line_by_line() -> None:
    text = (
        "青山县督导反馈意见\n整改建议\n健全投入机制，确保经费只增不减。\n统筹师资配置，加大教师交流力度。\n"
        "请于三十日内报送整改方案。\n"
    )
    measures = [m.quote for m in pipeline.examine(intake.read_text(text, "a.txt")).measures]
    assert [quote[:4] for quote in measures] == ["健全投入", "统筹师资"]
