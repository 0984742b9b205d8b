import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from desktop.model.checklist import Rule
from desktop.model.errors import WrongRequest
from desktop.model.marks import Deduction, Grade, Levels, Limit, Marks, Ranked
from desktop.model.scheme import TotalRule
from desktop.scoring import linetext, notation
from desktop.storage.shelf import Shelf
from tests.scoring.at_random import D, marks, totals_of, words

refs = st.lists(words, min_size=1, max_size=3).map(tuple)
totals: st.SearchStrategy[TotalRule] = st.one_of(*totals_of(refs, words.map(lambda word: f"x{word}")).values())


@settings(max_examples=150, deadline=None)
@given(marks)
def test_a_rule_of_an_item_reads_back_as_it_was_written(rule: Marks) -> None:
    line = notation.written(rule)
    assert notation.read_marks(line) == rule
    assert notation.read_marks(notation.put_together(*notation.taken_apart(line))) == rule
    model: TypeAdapter[Marks] = TypeAdapter(Marks)
    assert model.validate_json(model.dump_json(rule, exclude_defaults=True)) == rule


@settings(max_examples=150, deadline=None)
@given(totals)
def test_a_rule_of_the_total_reads_back_as_it_was_written(rule: TotalRule) -> None:
    line = notation.written(rule)
    assert notation.read_total(line) == rule
    assert notation.read_total(notation.put_together(*notation.taken_apart(line))) == rule
    model: TypeAdapter[TotalRule] = TypeAdapter(TotalRule)
    assert model.validate_json(model.dump_json(rule, exclude_defaults=True)) == rule


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("扣分：满分=10；每处扣=0.2", Deduction(max=D(10), each=D("0.2"))),
        ("扣分: 满分 = 10; 每处扣=0.2 ; ", Deduction(max=D(10), each=D("0.2"))),
        ("名次：名次＝1／10｜3／8", Ranked(limits=(Limit(at=D(1), points=D(10)), Limit(at=D(3), points=D(8))))),
        ("等级：等级=合格|不合格", Levels(levels=(Grade(word="合格"), Grade(word="不合格")))),
    ],
)
def test_what_people_type_is_understood(typed: str, rule: Marks) -> None:
    assert notation.read_marks(typed) == rule


def test_a_form_is_asked_for_every_field_of_every_type() -> None:
    shapes = {**notation.mark_shapes(), **notation.total_shapes()}
    for word, pattern in {**notation.mark_words(), **notation.total_words()}.items():
        assert [shape.name for shape in shapes[word]] == [part.partition("=")[0] for part in pattern.split("；")]
    assert [shape.kind for shape in shapes["分段"]] == ["rows", "number", "yes", "text"]
    assert shapes["加权"][0].columns == ("编号", "权重", "上级")


@pytest.mark.parametrize(
    ("line", "word", "cells"),
    [
        ("", "", {}),
        ("打折：满分=3", "打折", {}),
        ("扣分：满分=10；每处扣=", "扣分", {"满分": (("10",),), "每处扣": (("",),)}),
        ("名次：名次=1/10|3/；上限=2", "名次", {"名次": (("1", "10"), ("3", ""))}),
    ],
)
def test_a_line_that_is_not_finished_is_taken_apart_as_far_as_it_goes(
    line: str, word: str, cells: dict[str, object]
) -> None:
    assert notation.taken_apart(line) == (word, cells)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("打折：满分=3", "不认识规则“打折”，可写：得分、等级、扣分"),
        ("扣分：每处扣=0.2", "缺少“满分”"),
        ("扣分：满分=十；每处扣=1", "“扣分”的“满分”应是数，写的是“十”。"),
        ("扣分：满分=10；每处扣=0", "“扣分”的“每处扣”取值不合要求"),
        ("扣分：满分=10；上限=3", "看不懂“上限=3”，应写成：满分=数；每处扣=数"),
        ("得分：满分=5；档=6/好", "每一档的分数应在 0 到满分之间"),
        ("得分：满分=5；档=5/好/多", "多了一格"),
        ("等级：等级=优/10|良", "等级要么都给分，要么都不给分"),
        ("名次：名次=3/8|1/10", "名次要从 1 起由前到后写"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_in_one_sentence(typed: str, says: str) -> None:
    with pytest.raises(WrongRequest) as error:
        notation.read_marks(typed)
    assert says in error.value.says


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("必达：项目=甲", "两者只写一个"),
        ("计数：档=优/合格33", "应写成 等级≥条数"),
        ("加权：权重=甲/1|甲/2", "写了两次"),
        ("", "不认识规则“”"),
    ],
)
def test_what_is_wrong_with_a_rule_of_the_total_is_said(typed: str, says: str) -> None:
    with pytest.raises(WrongRequest) as error:
        notation.read_total(typed)
    assert says in error.value.says


@pytest.mark.parametrize("name", ["cq2023", "jbjh2012", "pjph2020", "sc2023", "yzjh2017", "zgfh"])
def test_every_line_of_the_shelf_reads_back_to_the_letter(name: str) -> None:
    for item in Shelf().get(name).items:
        for line in item.judge.rules:
            again = linetext.read(linetext.written(line))
            assert again.model_dump_json() == line.model_dump_json()


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("学前三年毛入园率≥85%", {"metric": "学前三年毛入园率", "op": ">=", "value": "85", "unit": "%"}),
        ("大班额比例 <= 2 %", {"metric": "大班额比例", "op": "<=", "value": "2", "unit": "%"}),
        (
            "生师比 ≤ 19 :1 [学段=小学；范围=每校]",
            {"metric": "生师比", "op": "<=", "value": "19", "unit": ":1", "stage": "小学", "scope": "each_school"},
        ),
        ("作业时间 在 30 至 60 分钟", {"metric": "作业时间", "op": "between", "value": ("30", "60"), "unit": "分钟"}),
    ],
)
def test_a_line_is_read(typed: str, line: dict[str, object]) -> None:
    assert linetext.read(typed) == Rule.model_validate(line)


@pytest.mark.parametrize("typed", ["毛入园率", "毛入园率 ≥", "≥ 85 %", "毛入园率 ≥ 85 % [地区=甲]", "率 在 85 %"])
def test_a_line_that_says_nothing_is_refused(typed: str) -> None:
    with pytest.raises(WrongRequest, match="判定线"):
        linetext.read(typed)
