import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from desktop import paths
from desktop.model.checklist import Checklist, JudgeType, Operator, Scope
from desktop.model.errors import BrokenResource, DuyueError, WrongRequest
from desktop.model.provenance import Confidence, Status
from desktop.storage import CaseFile, shelf
from desktop.storage.shelf import Shelf

ITEM = """
  - id: {id}
    name: 名称
    check: 核什么
    judge: {{type: qualitative}}
    metrics: [{metric}]
    source: [own]
    confidence: high
    verified: 自编
    status: proposed
"""
HEAD = """
id: {id}
title: 本局评价表
document: 本局文件
doc_no: null
year: 2024
applies_to: 本区
scoring: {{kind: unknown, summary: 逐项看}}
sources: {{own: {{title: 本局文件}}}}
dimensions:
- id: o.A
  name: 第一部分
  items:
"""


def office(folder: Path, name: str, *, id: str = "own", metric: str = "总体近视率", item: str = "o.A1") -> Path:
    path = folder / name
    path.write_text(HEAD.format(id=id) + ITEM.format(id=item, metric=metric), encoding="utf-8")
    return path


def test_all_six_frameworks_stand_on_the_shelf_whole() -> None:
    found = {checklist.id: len(checklist.items) for checklist in Shelf().checklists()}
    assert found == {"cq2023": 27, "jbjh2012": 37, "pjph2020": 18, "sc2023": 52, "yzjh2017": 43, "zgfh": 16}


def test_provenance_confidence_and_the_rare_fields_are_kept() -> None:
    held = Shelf()
    yzjh, zgfh, sc = held.get("yzjh2017"), held.get("zgfh"), held.get("sc2023")
    rule = yzjh.item_by_id["yzjh.A8"].judge.rules[0]
    assert (rule.op, rule.value, rule.scope) == (Operator.AT_MOST, Decimal("0.5"), Scope.EACH_METRIC)
    assert str(yzjh.item_by_id["yzjh.A9"].judge.rules[0].value) == "0.45"
    assert yzjh.relaxations is not None
    assert yzjh.relaxations.rules[0].item == "yzjh.B3"
    assert yzjh.coefficient is not None
    assert yzjh.coefficient.confidence is Confidence.MEDIUM
    assert yzjh.local_additions[0].region == "沈阳"
    assert yzjh.item_by_id["yzjh.A10"].judge.rule is not None
    assert yzjh.sources["yzgc2019"].doc_no == "国教督办函〔2019〕30号"
    assert zgfh.calibration is not None
    assert len(zgfh.calibration.rows) == 18
    assert zgfh.item_by_id["zgfh.P1"].judge.type is JudgeType.SCORE
    assert zgfh.item_by_id["zgfh.P1"].veto
    assert sc.national_origin is not None
    assert sc.national_origin.six_areas[0] == "贯彻执行党的教育方针"
    assert {item.status for item in sc.items} == {Status.RECONSTRUCTED}


@pytest.mark.parametrize("name", ["cq2023", "jbjh2012", "pjph2020", "sc2023", "yzjh2017", "zgfh"])
def test_a_snapshot_reads_back_the_same(name: str) -> None:
    checklist = Shelf().get(name)
    again = Checklist.model_validate_json(checklist.model_dump_json())
    assert again == checklist
    assert [item.wording_hash for item in again.items] == [item.wording_hash for item in checklist.items]


def test_every_rule_and_link_names_an_indicator_and_every_calibrated_item_exists() -> None:
    for checklist in Shelf().checklists():
        for calibrated in checklist.calibration.plan_level if checklist.calibration else ():
            assert calibrated.item in checklist.item_by_id
        for group in checklist.scoring.groups:
            assert group.dimension in {dimension.id for dimension in checklist.dimensions}


def test_an_office_adds_and_replaces(tmp_path: Path) -> None:
    office(tmp_path, "own.yaml")
    office(tmp_path, "other-name.yml", id="zgfh")
    (tmp_path / "说明.txt").write_text("不是评价表", encoding="utf-8")
    held = Shelf(tmp_path)
    assert [item.id for item in held.get("own").items] == ["o.A1"]
    assert [item.id for item in next(c for c in held.checklists() if c.id == "zgfh").items] == ["o.A1"]
    assert held.faults == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("metrics: [总体近视率]", "metrics: [没有的率]"), "评分项 o.A1 提到指标“没有的率”"),
        (("type: qualitative", "type: feeling"), "第 18 行，字段 dimensions[0].items[0].judge.type"),
        (("source: [own]", "source: [elsewhere]"), "来源“elsewhere”不在 sources 里"),
        (("title: 本局评价表\n", ""), "字段 title：缺少这一项"),
    ],
)
def test_a_broken_office_file_complains_and_the_others_stay(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    path = office(tmp_path, "own.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    held = Shelf(tmp_path)
    assert len(held.checklists()) == 6
    assert len(held.faults) == 1
    assert says in held.faults[0]
    assert "own.yaml" in held.faults[0]
    with pytest.raises(BrokenResource):
        held.get("own")


def test_two_items_of_one_id_are_refused(tmp_path: Path) -> None:
    path = office(tmp_path, "own.yaml")
    path.write_text(path.read_text(encoding="utf-8") + ITEM.format(id="o.A1", metric=""), encoding="utf-8")
    with pytest.raises(BrokenResource, match=r"编号“o\.A1”用了两次"):
        Shelf(tmp_path).get("own")


def test_one_checklist_is_read_without_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(paths.resource(), resources)
    (resources / "checklists" / "cq2023.yaml").write_text("]", encoding="utf-8")
    monkeypatch.setattr(paths, "resource", lambda *parts: resources.joinpath(*parts))
    assert Shelf().get("zgfh").id == "zgfh"
    with pytest.raises(BrokenResource, match=r"cq2023\.yaml"):
        Shelf().checklists()


def test_what_is_not_there_is_named_with_what_is(tmp_path: Path) -> None:
    with pytest.raises(WrongRequest, match=r"没有编号为“nothing”的评价表。现有：cq2023、"):
        Shelf(tmp_path / "missing").get("nothing")


@pytest.mark.parametrize("name", ["cq2023", "jbjh2012", "pjph2020", "sc2023", "yzjh2017", "zgfh"])
@pytest.mark.parametrize("suffix", ["yaml", "json"])
def test_a_checklist_leaves_and_comes_back_unchanged(tmp_path: Path, name: str, suffix: str) -> None:
    checklist = Shelf().get(name)
    path = tmp_path / f"out.{suffix}"
    shelf.given(path, checklist)
    (again,) = shelf.taken(path)
    assert again == checklist
    assert [item.wording_hash for item in again.items] == [item.wording_hash for item in checklist.items]


def test_what_is_put_on_the_shelf_is_found_by_the_next_one_and_can_be_taken_off(tmp_path: Path) -> None:
    own = Shelf().get("zgfh").model_copy(update={"id": "本局2026", "title": "本局办法"})
    first = Shelf(tmp_path)
    first.add(own)
    assert first.own("本局2026")
    assert Shelf(tmp_path).get("本局2026") == own
    first.remove("本局2026")
    assert not first.own("本局2026")
    assert "本局2026" not in {checklist.id for checklist in Shelf(tmp_path).checklists()}
    assert (tmp_path / "本局2026.yaml.removed").exists()


@pytest.mark.parametrize("id", ["../up", "a/b", "", "a b"])
def test_an_id_that_is_no_file_name_is_refused(tmp_path: Path, id: str) -> None:
    with pytest.raises(WrongRequest, match="评价表编号"):
        Shelf(tmp_path / "own").add(Shelf().get("zgfh").model_copy(update={"id": id}))
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize(
    ("name", "held", "says"),
    [
        ("a.json", "{", "没有导入"),
        ("a.json", '{"id": "x"}', "a.json 的 title"),
        ("a.yaml", "id: [", "不是合格的 YAML"),
        ("a.csv", "id", "可从 .xlsx、.xls、.yaml"),
        ("a.duyue", "x", "不是督阅案卷"),
    ],
)
def test_a_file_that_holds_no_checklist_is_told(tmp_path: Path, name: str, held: str, says: str) -> None:
    path = tmp_path / name
    path.write_text(held, encoding="utf-8")
    with pytest.raises(DuyueError) as error:
        shelf.taken(path)
    assert says in error.value.says


def test_a_case_gives_its_checklist(case_path: Path) -> None:
    with CaseFile.open(case_path, writing=False) as file:
        held = tuple(file.case().checklists.values())
    assert shelf.taken(case_path) == held[:1]
