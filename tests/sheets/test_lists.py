"""The lists, and the figures and the case as data: what is on them, and that they come back."""

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from desktop import paths
from desktop.model.examination import Examination
from desktop.model.export import Kind
from desktop.model.finding import Relation, Unchecked
from desktop.model.opencase import OpenCase, schema
from desktop.model.review import Note, NoteMethod, Review
from desktop.model.step import LoggedStep, changes_between
from desktop.model.verdict import Suggestion, Verdict, VerdictWord
from desktop.sheets import dossier, export
from desktop.sheets.visits import Why, visits
from tests.sheets.conftest import LEVELS, a_case, a_dossier, a_review, an_examination, quoted, scored, span

LISTS = (Kind.PROBLEMS, Kind.FINDINGS, Kind.VISITS)


def wanting() -> Examination:
    start = span("18.60:1")[0]
    lacking = Unchecked(check=Relation.RATIO, anchors=(start,), missing="缺专任教师数")
    return an_examination().model_copy(update={"unchecked": (lacking,)})


def test_what_is_weak_unproven_or_contradicted_is_to_be_visited(review: Review) -> None:
    proven = review.with_evidence(
        Note(id="n", item="x.b", method=NoteMethod.VISIT, text="城关小学未见《课程安全台账》", source="城关小学")
    )
    verdict = Verdict(word=VerdictWord.UNKNOWN, why="无法判断", missing=("班额的数",))
    suggestions = (Suggestion(item="x.a", verdict=verdict),)
    found = visits(dossier(a_case(proven, *LEVELS), "r1", wanting(), suggestions))
    by_item = {visit.item.partition(" ")[0]: visit for visit in found if visit.item}
    assert sorted(by_item) == ["a", "b", "c", "e"], "what does not apply is left out"
    assert by_item["a"].why == Why.UNKNOWN
    assert "班额的数" in by_item["a"].asks
    assert by_item["b"].why == Why.WEAK
    assert (by_item["b"].where, by_item["b"].papers) == ("城关小学", "《课程安全台账》")
    assert by_item["c"].why == Why.OPEN
    assert [visit.why for visit in found if not visit.item] == [Why.CONTRADICTED, Why.UNCHECKED, Why.BLANK]
    assert "31+9=40≠41" in found[-3].asks
    assert "缺专任教师数" in found[-2].asks


@pytest.mark.parametrize(
    ("changes", "quote", "where", "papers"),
    [
        ({}, "全县小学31所", "教育行政部门", "与“第b条”有关的文件、台账和原始数据"),
        ({"check": "课后服务全覆盖"}, "全县小学31所", "教育行政部门、抽查学校", "与“第b条”有关的文件、台账和原始数据"),
        ({"metrics": ("生师比", "班额")}, "31所", "教育行政部门", "生师比、班额的统计报表、台账和原始凭证"),
        ({"check": "见《东河县课程方案》"}, "31所", "教育行政部门、抽查学校", "《东河县课程方案》"),
        ({}, "预算生均投入幼儿园0.6万元", "教育行政部门", "与“第b条”有关的文件、台账和原始数据"),
        ({}, "抽查城关小学", "城关小学", "与“第b条”有关的文件、台账和原始数据"),
    ],
)
def test_a_visit_says_where_and_which_papers(changes: dict[str, Any], quote: str, where: str, papers: str) -> None:
    item = LEVELS[1].model_copy(update=changes)
    review = a_review().with_score(scored(item, "未达标"))
    review = review.with_evidence(Note(id="n", item=item.id, method=NoteMethod.PAPERS, text=quote))
    found = visits(a_dossier(review, LEVELS[0], item, *LEVELS[2:]))
    (visit,) = [visit for visit in found if visit.item.startswith("b ")]
    assert (visit.where, visit.papers) == (where, papers)


def test_full_marks_without_evidence_are_to_be_proven() -> None:
    review = a_review().with_score(scored(LEVELS[0], "达标"))
    (first, *_) = visits(a_dossier(review, *LEVELS))
    assert (first.why, first.item) == (Why.UNPROVEN, "a 第a条")
    proven = review.with_evidence(quoted("e", LEVELS[0], "31所"))
    assert all(visit.item != "a 第a条" for visit in visits(a_dossier(proven, *LEVELS)))


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_every_list_comes_in_both_formats(tmp_path: Path, review: Review, kind: Kind, suffix: str) -> None:
    path = tmp_path / f"清单{suffix}"
    odd = review.with_score(scored(LEVELS[1], "未达标", reason="=1+1\n第二行 <b>&"))
    written = export(path, a_dossier(odd, *LEVELS, examination=wanting()), kind)
    count = {Kind.PROBLEMS: 3, Kind.FINDINGS: 2, Kind.VISITS: 6}[kind]
    assert written.counts == ((kind.value, count),)
    if suffix == ".docx":
        (table,) = Document(str(path)).tables
        rows = [[cell.text for cell in row.cells] for row in table.rows]
    else:
        sheet = load_workbook(path).worksheets[0]
        rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    numbered = [row for row in rows if row[0].isdigit()]
    assert [row[0] for row in numbered] == list(map(str, range(1, count + 1))) or kind is Kind.FINDINGS
    words = "\n".join("\n".join(row) for row in rows)
    assert {Kind.PROBLEMS: "公开招聘教师60名", Kind.FINDINGS: "31+9=40≠41", Kind.VISITS: "x万元"}[kind] in words
    if kind is not Kind.FINDINGS:
        assert "=1+1" in words


def test_figures_as_comma_separated_values(tmp_path: Path, review: Review) -> None:
    first = an_examination().metrics[0]
    metrics = (
        first.model_copy(update={"indicator": "=HYPERLINK(1)", "subject": "@东河", "value": Decimal("-4.10")}),
        first.model_copy(update={"indicator": '含"引号",逗号', "subject": "两\n行", "start": 5}),
    )
    read = an_examination().model_copy(update={"metrics": metrics, "findings": (), "checks": ()})
    path = tmp_path / "指标.csv"
    assert export(path, a_dossier(review, *LEVELS, examination=read)).of("指标") == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    assert [(row["指标"], row["主体"], row["数值"]) for row in rows] == [
        ("'=HYPERLINK(1)", "'@东河", "-4.10"),
        ('含"引号",逗号', "两\n行", "31"),
    ]


def test_figures_as_json_with_what_was_corrected(tmp_path: Path, review: Review) -> None:
    path = tmp_path / "指标.json"
    export(path, a_dossier(review, *LEVELS), Kind.FIGURES)
    held = json.loads(path.read_text(encoding="utf-8"))
    figure = held["figures"][1]
    start, end = span("9所")
    assert (figure["指标"], figure["更正"]) == ("普通初中", "indicator=普通初中")
    assert (figure["起"], figure["止"]) == (start, end)
    assert (figure["章节"], figure["页"]) == ("一、（二）改善条件", None)
    assert held["figures"][3]["数值"] == "18.60"


def test_the_whole_case_as_open_data(tmp_path: Path, review: Review) -> None:
    begun = a_review()
    step = LoggedStep(seq=1, at="2024-03-05T09:31:00", words="评分", changes=changes_between(begun, review))
    case = a_case(review, *LEVELS)
    whole = dossier(case, "r1", an_examination(), at="2024-03-06T10:20:00+08:00", logs={"r1": (step,)})
    path = tmp_path / "案卷.json"
    assert export(path, whole, Kind.CASE).says == "材料 1 条，评审 1 条，修改记录 1 条"
    held = OpenCase.model_validate_json(path.read_bytes())
    assert held.reviews[0].review == review
    assert held.reviews[0].log == (step,)
    assert held.documents[0].text == case.documents[0].text
    assert json.loads(path.read_text(encoding="utf-8"))["reviews"][0]["review"]["scores"][0]["item"] == "x.a"


def test_the_published_schema_is_that_of_the_program() -> None:
    published = json.loads(paths.resource("schema", "duyue-case-1.schema.json").read_text(encoding="utf-8"))
    assert undescribed(published) == undescribed(json.loads(schema())), "write it anew: desktop.model.opencase.schema()"
    assert {"format", "documents", "reviews"} <= set(published["properties"])


def faults(value: object, rule: dict[str, Any], whole: dict[str, Any], at: str = "") -> Iterator[str]:
    """Hold a value against the part of JSON schema that ours is written in."""
    if "$ref" in rule:
        yield from faults(value, whole["$defs"][rule["$ref"].rpartition("/")[2]], whole, at)
    if "anyOf" in rule and all(any(faults(value, one, whole, at)) for one in rule["anyOf"]):
        yield f"{at}: none of anyOf"
    kinds = {"string": str, "object": dict, "array": list, "integer": int, "boolean": bool, "number": int | float}
    kind = rule.get("type")
    if (kind == "null" and value is not None) or (kind in kinds and not isinstance(value, kinds[kind])):
        yield f"{at}: no {kind}"
        return
    if ("const" in rule and value != rule["const"]) or ("enum" in rule and value not in rule["enum"]):
        yield f"{at}: {value!r}"
    if isinstance(value, str) and "pattern" in rule and not re.search(rule["pattern"], value):
        yield f"{at}: {value!r} against {rule['pattern']}"
    if isinstance(value, dict):
        known = rule.get("properties", {})
        yield from (f"{at}: lacks {name}" for name in rule.get("required", ()) if name not in value)
        for name, each in value.items():
            further = rule.get("additionalProperties", True)
            if name in known or isinstance(further, dict):
                yield from faults(each, known.get(name, further), whole, f"{at}/{name}")
            elif further is False:
                yield f"{at}: {name} is not known"
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from faults(each, rule.get("items", {}), whole, f"{at}/{number}")


def test_an_exported_case_keeps_to_the_published_schema(tmp_path: Path, review: Review) -> None:
    step = LoggedStep(seq=1, at="2024-03-05T09:31:00", words="评分", changes=changes_between(a_review(), review))
    whole = dossier(a_case(review, *LEVELS), "r1", an_examination(), at="2024-03-06T10:20:00", logs={"r1": (step,)})
    path = tmp_path / "案卷.json"
    export(path, whole, Kind.CASE)
    published = json.loads(paths.resource("schema", "duyue-case-1.schema.json").read_text(encoding="utf-8"))
    held = json.loads(path.read_text(encoding="utf-8"))
    assert list(faults(held, published, published)) == []
    held["reviews"][0]["review"]["scores"][0]["item"] = 7
    del held["documents"]
    assert len(list(faults(held, published, published))) == 2, "what breaks the schema is seen"


def undescribed(part: object) -> object:
    """Leave out the prose of a schema, which says no more than the code does."""
    if isinstance(part, dict):
        return {name: undescribed(value) for name, value in part.items() if name != "description"}
    return [undescribed(value) for value in part] if isinstance(part, list) else part


def test_a_doubtful_item_is_asked_for(review: Review) -> None:
    states = {visit.item: visit.asks for visit in visits(a_dossier(review, *LEVELS)) if visit.why == Why.OPEN}
    assert states["c 第c条"].startswith("存疑")
    assert states["e 第e条"].startswith("未评")
