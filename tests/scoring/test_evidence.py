from dataclasses import dataclass

import pytest

from desktop import lexicon, scoring
from desktop.model.checklist import Item
from desktop.model.metric import Role
from desktop.model.verdict import Suggestion
from tests.scoring.reports import checklist, examined, figure, item, rule

TEXT = """某区政府门户网站 > 政务公开 > 校车安全专题

某区履行教育职责情况的自评报告

一、工作情况

（一）学前教育校车与收费管理情况

各部门联合开展校车安全检查，对隐患车辆一律停运。全区幼儿园收费实行公示，保教费标准随经济发展动态调整，未收到家长投诉。

（二）经费投入情况

2023年全区财政教育投入再创新高，全年教育经费总投入12345万元，其中义务教育6789万元，拨付及时足额到位。教师编制逐年动态调整。

二、存在问题

一是校车数量不足，农村幼儿园接送压力大。二是部分初中教室照明不达标，影响学生视力。

三、下一步措施

一是新购校车10辆，新建停车场。二是改造教室照明，争取年底完成。
"""
MARKS = {
    "problems": ("一是校车数量不足，农村幼儿园接送压力大。", "二是部分初中教室照明不达标，影响学生视力。"),
    "measures": ("一是新购校车10辆，新建停车场。", "二是改造教室照明，争取年底完成。"),
}
FIGURES = (figure("12345万元", "教育经费总投入", period="2023"), figure("6789万元", "义务教育经费", period="2023"))


@dataclass(frozen=True)
class Found:
    quotes: tuple[str, ...]
    suggestion: Suggestion


def found(asked: Item, title: str = "试用表", text: str = TEXT) -> Found:
    examination = examined(text, *(FIGURES if text == TEXT else ()), **(MARKS if text == TEXT else {}))
    (suggestion,) = scoring.suggest(examination, checklist(asked, title=title), lexicon.load())
    assert all(c.quote == examination.report.text[c.start : c.end] for c in suggestion.evidence)
    return Found(tuple(c.quote for c in suggestion.evidence), suggestion)


def test_keywords_find_their_sentence_and_the_problem_that_contradicts_it() -> None:
    quotes = found(item("校车安全", keywords=("校车", "安全检查"))).quotes
    assert quotes[0] == "各部门联合开展校车安全检查，对隐患车辆一律停运。"
    assert any("校车数量不足" in quote for quote in quotes[1:])


def test_headings_and_page_furniture_are_never_evidence() -> None:
    quotes = found(item("校车安全", keywords=("校车", "校车安全专题", "收费管理"))).quotes
    assert not [quote for quote in quotes if "专题" in quote or "（一）" in quote]


def test_a_synonym_serves_as_the_keyword() -> None:
    assert found(item("幼儿园收费", keywords=("保教费",))).quotes[0].startswith("全区幼儿园收费")


@pytest.mark.parametrize(
    "asked",
    [
        item("意识形态责任制", keywords=("意识形态",)),
        item("保教费用", check="按标准收取", keywords=("电费", "预收")),
        item("教师交流", keywords=("轮岗",)),
    ],
)
def test_silence_where_nothing_fits(asked: Item) -> None:
    assert found(asked).suggestion.evidence == ()
    assert found(asked).suggestion.verdict.metrics == ()


def test_a_sentence_about_another_stage_is_no_evidence() -> None:
    asked = item("教室照明", keywords=("教室照明", "照明"))
    assert any("照明不达标" in quote for quote in found(asked).quotes)
    assert not [q for q in found(asked, title="学前教育普及普惠督导评估").quotes if "初中" in q]


def test_the_deciding_figure_comes_first_with_its_clause_alone() -> None:
    asked = item("投入", rule("教育经费总投入", ">", "1", "万元"), keywords=("经费",))
    first = found(asked).suggestion.evidence[0]
    assert first.quote == "全年教育经费总投入12345万元"
    assert found(asked).suggestion.verdict.metrics == (TEXT.index("12345"),)


def test_a_clause_without_its_indicator_takes_the_one_that_names_it() -> None:
    text = "某县自评报告\n\n一、健康\n\n"
    text += "今年以来工作扎实推进，总体近视率为52.1%，较上年下降0.6个百分点，家长满意，社会反响好，成效明显。"
    examination = examined(text, figure("52.1%", "总体近视率"), figure("0.6个百分点", "总体近视率", role=Role.CHANGE))
    asked = item("近视", rule("总体近视率年下降", ">=", "0.5", "个百分点"))
    (suggestion,) = scoring.suggest(examination, checklist(asked), lexicon.load())
    assert suggestion.evidence[0].quote == "总体近视率为52.1%，较上年下降0.6个百分点"


def test_items_on_problems_and_measures_get_those_themselves() -> None:
    assert found(item("存在问题", keywords=("短板",))).quotes == tuple(words[2:] for words in MARKS["problems"])
    assert set(found(item("整改措施", keywords=("下一步",))).quotes) == {words[2:] for words in MARKS["measures"]}


def test_at_most_four_that_do_not_overlap() -> None:
    lines = "\n\n".join(f"第{n}所学校新建校车停靠点并配备校车照管员，运行良好。" for n in "甲乙丙丁戊己")
    spans = [
        (c.start, c.end)
        for c in found(
            item("校车", keywords=("校车停靠点", "照管员")), text=f"自评报告\n\n一、情况\n\n{lines}"
        ).suggestion.evidence
    ]
    assert len(spans) == 4
    assert all(a[1] <= b[0] for a, b in zip(sorted(spans), sorted(spans)[1:], strict=False))


def test_a_blank_never_proves_anything() -> None:
    text = "xx市自评报告\n\n一、情况\n\n全市校园网覆盖率x%，学前三年毛入园率达到x%，校园网全覆盖x所。"
    examination = examined(text, blanks=("x%", "x所"))
    asked = (
        item("网络", rule("校园网建设覆盖率", ">=", "100"), id="t.1"),
        item("入园", rule("学前三年毛入园率", ">=", "85"), id="t.2"),
    )
    suggestions = scoring.suggest(examination, checklist(*asked), lexicon.load())
    assert [s.verdict.word for s in suggestions] == ["unknown", "unknown"]


def test_suggestions_stand_in_the_checklists_order_one_an_item() -> None:
    asked = (item(id="t.2"), item(id="t.1"), item(id="t.3"))
    suggestions = scoring.suggest(examined(TEXT), checklist(*asked), lexicon.load())
    assert [s.item for s in suggestions] == ["t.2", "t.1", "t.3"]
