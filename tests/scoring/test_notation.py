from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from desktop.model.checklist import Rule
from desktop.model.errors import WrongRequest
from desktop.model.marks import Deduction, Grade, Levels, Limit, Marks, Points, Proportional, Ranked, Shared, Stepped
from desktop.model.marks import Level as Step
from desktop.model.scheme import (
    Band,
    Bands,
    Bonus,
    Cap,
    Count,
    CountBand,
    Downgrade,
    Need,
    Pass,
    Sum,
    TotalRule,
    Veto,
    Weight,
    Weights,
)
from desktop.scoring import linetext, notation
from desktop.storage.shelf import Shelf

D = Decimal
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from("；;=|/\\≥≤：\n"), min_size=1
)
amounts = st.decimals(0, 999, places=2)

marks = st.one_of(
    st.builds(lambda m, t: Points(max=m, steps=(Step(score=m, text=t), Step(score=D(0), text=""))), amounts, words),
    st.builds(
        lambda m, w, t: Levels(levels=(Grade(word=f"一{w}", points=m, text=t), Grade(word="末", points=D(0)))),
        amounts,
        words,
        words,
    ),
    st.just(Levels(levels=(Grade(word="优", text="全"), Grade(word="良")))),
    st.builds(lambda m, u: Deduction(max=m, each=D("0.2"), floor=D("-1.5"), unit=u), amounts, words),
    st.builds(lambda m: Stepped(limits=(Limit(at=D("0.50"), points=m),), higher=False), amounts),
    st.builds(lambda m: Proportional(max=m, zero_at=D("-3"), full_at=D("97.50"), unit="%"), amounts),
    st.builds(lambda m: Shared(max=m, partly=D("0.25")), amounts),
    st.builds(lambda m: Ranked(limits=(Limit(at=D(1), points=m + 1), Limit(at=D(9), points=m)), rest=D(0)), amounts),
)
refs = st.lists(words, min_size=1, max_size=3).map(tuple)
totals: st.SearchStrategy[TotalRule] = st.one_of(
    st.builds(Sum, out_of=st.none() | st.just(D(100))),
    st.builds(lambda a, w: Weights(weights=(Weight(of=f"x{a}", weight=w + 1),), out_of=D(10)), words, amounts),
    st.builds(Bonus, of=refs, ceiling=amounts, limit=st.none() | amounts),
    st.builds(lambda w, m: Bands(bands=(Band(min=m, text=w), Band(min=D(-1), text=""))), words, amounts),
    st.builds(
        lambda w, of, n: Count(
            bands=(CountBand(text=w, needs=(Need(level=w, count=n), Need(level="差", count=0, most=True))),),
            of=of,
            out_of=n + 1,
        ),
        words,
        refs,
        st.integers(0, 99),
    ),
    st.builds(Pass, of=refs, share=st.just(D("0.85")), otherwise=words),
    st.builds(Cap, of=refs, grade=words),
    st.builds(Downgrade, of=refs, by=st.integers(1, 3)),
    st.builds(Veto, of=refs, grade=st.just("") | words),
)


@settings(max_examples=150, deadline=None)
@given(marks)
def test_a_rule_of_an_item_reads_back_as_it_was_written(rule: Marks) -> None:
    assert notation.read_marks(notation.written(rule)) == rule
    model: TypeAdapter[Marks] = TypeAdapter(Marks)
    assert model.validate_json(model.dump_json(rule, exclude_defaults=True)) == rule


@settings(max_examples=150, deadline=None)
@given(totals)
def test_a_rule_of_the_total_reads_back_as_it_was_written(rule: TotalRule) -> None:
    assert notation.read_total(notation.written(rule)) == rule
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
