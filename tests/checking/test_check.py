import random
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import pytest

from desktop import lexicon
from desktop.checking import check
from desktop.model.metric import Metric
from desktop.model.report import Block, BlockKind, Report
from tests.checking.marked import report_of
from tests.growth import grows_with_length

FRAGMENTS = (
    *("其中", "含", "合计", "共计", "，", "；", "。", "、", "（", "）", "\n", "比上年", "增长", "下降", "由", "提高到"),
    *("增加", "占", "占总数的", "高于", "低于", "缺口", "分别为", "小学", "初中", "公办", "民办", "合格率", "2022年"),
    *("2023年", "逐年增长", "平均班额", "满分", "建成", "在建"),
)
FIGURES = (
    *("{0人|学生||2023}", "{12人|学生||2022}", "{3所}", "{5.2亿元|教育支出||2023}", "{2000余万元|教育支出||2022}"),
    *("{-0.46%|教育支出||2023|change}", "{100%}", "{0%}", "{4.1个百分点}", "{56%以上}", "{近30所}", "{约0.00万元}"),
    *("{1.5倍}", "{12.5:1}", "{150万}", "{8457.67}", "{0.0000000000000000000000000000000001元}"),
    "{99999999999999999999999999999999亿元|教育支出||2023}",
)


@pytest.mark.parametrize("seed", range(40))
def test_any_order_of_words_and_figures_is_read_to_its_end(seed: int) -> None:
    pick = random.Random(seed)
    parts = (pick.choice(FIGURES if pick.random() < 0.5 else FRAGMENTS) for _ in range(120))
    report, metrics = report_of("文" + "".join(parts))
    findings, checks, unchecked = check(report, metrics, lexicon.load())
    starts = {metric.start for metric in metrics}
    recomputed = {a for anchors in (*(f.anchors for f in findings), *(c.anchors for c in checks)) for a in anchors}
    claims = [each.anchors[-1] for each in unchecked]
    assert len(claims) == len(set(claims))
    assert recomputed.isdisjoint(claims)
    for anchors in (*(f.anchors for f in findings), *(c.anchors for c in checks), *(u.anchors for u in unchecked)):
        assert anchors
        assert set(anchors) <= starts
    assert all(min(a.anchors) <= min(b.anchors) for a, b in pairwise(findings))
    assert all(min(a.anchors) <= min(b.anchors) for a, b in pairwise(checks))
    told = {(f.check, frozenset(f.anchors)) for f in findings}
    assert told.isdisjoint({(c.check, frozenset(c.anchors)) for c in checks})


@pytest.mark.parametrize(
    "unit",
    [
        "{95.3%}",
        "其中{5所}，",
        "小学{5所}，合计{9所}，",
        "占学生的{5%}，",
        "支出{5万元}，比上年{4万元}增长{5%}，",
        "（含{3所}",
        "其余{5所}，",
        "整改{9个}，已完成{5个}，正在整改{4个}，整改完成率{55%}，",
        "小学{5人}、初中{6}、",
        "{95.3%}、{95.3}、",
        "普惠性幼儿园在园幼儿{5人|在园幼儿}，覆盖率{90%}，",
        "小学专任教师{360人}，生师比{12.5:1}，",
        "占支出{45亿元}的{20%}，",
        "各项差异系数均{小于0.45|各项差异系数}，差异系数{0.41|差异系数}。",
        "其余{3所}，",
        "教学点{29个}。\n",
        "生均图书{21册}，学生{941人}，",
        "全县学校共有专任教师{1234人|专任教师}。\n",
        "2021年、2022年分别为{5亿元}、{6亿元}，增长{20%}，",
        "|{12人|学生}留守学生，家在外乡镇、外区县和外省市，由学校、班主任与志愿者结对关爱\t结对教师{3人|教师}\n",
    ],
)
def test_many_figures_in_a_row_are_read_in_linear_work(unit: str) -> None:
    def told_of(report: Report, metrics: tuple[Metric, ...]) -> None:
        findings, checks, *_ = check(report, metrics, lexicon.load())
        assert len(findings) + len(checks) <= len(metrics)

    def prepare(figures: int) -> Callable[[], object]:
        return partial(told_of, *report_of(unit * (figures // unit.count("{"))))

    assert grows_with_length(prepare, 250, 2000)


def test_a_figure_with_an_impossible_unit_accuses_no_other() -> None:
    report, metrics = report_of(
        "2021年、2022年、2023年分别为{680元|经费||2021}、{720万元|经费||2022}、{750元|经费||2023}，共计{2150元}。"
    )
    findings, *_ = check(report, metrics, lexicon.load())
    assert [finding.check.value for finding in findings] == ["unit"]


@pytest.mark.parametrize(
    "text",
    [
        # the total is wrong, not what is a share of it
        "小学学生{1900人|学生|小学}，其中男生{1200人|男生|小学}、女生{600人|女生|小学}。\n"
        "小学专任教师{100人|专任教师|小学}。\n小学生师比{18:1|生师比|小学}。",
        # the two make another share true
        "公办幼儿园{312所|公办幼儿园}，幼儿园{684所|幼儿园}，公办园占{45.61%}。公办园占幼儿园的比例为{53.4%}。",
    ],
)
def test_a_share_is_not_held_against_what_is_known_to_be_otherwise(text: str) -> None:
    report, metrics = report_of(text)
    findings, *_ = check(report, metrics, lexicon.load())
    assert [finding for finding in findings if finding.check.value == "ratio"] == []


def test_a_table_whose_total_is_wrong_gives_no_operands() -> None:
    text = (
        "在园幼儿{3000人|在园幼儿|幼儿园}。\n|镇\t{1200人|在园幼儿|河口镇}\n|乡\t{1800人|在园幼儿|青石乡}\n"
        "|合计\t{3300人|在园幼儿|合计}\n教职工{400人|教职工|幼儿园}，教职工与幼儿比{7.5:1|教职工与幼儿比|幼儿园}。"
    )
    report, metrics = report_of(text)
    _, checks, *_ = check(report, metrics, lexicon.load())
    assert [c.computed for c in checks if c.check.value == "ratio"] == ["3000/400=7.5"]


def test_furniture_is_left_out() -> None:
    report, metrics = report_of("幼儿园{88所}，其中公办园{50所}，民办园{36所}。")
    furniture = Block(kind=BlockKind.FURNITURE, start=0, end=len(report.text))
    assert check(report.model_copy(update={"blocks": (furniture,)}), metrics, lexicon.load()) == ((), (), ())


def test_a_line_break_inside_a_paragraph_parts_nothing() -> None:
    report, metrics = report_of("幼儿园{86所}，其中公办园{50所}，\n民办园{36所}。")
    whole = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(report.text))
    _, checks, *_ = check(report.model_copy(update={"blocks": (whole,)}), metrics, lexicon.load())
    assert [c.computed for c in checks] == ["50+36=86"]


def test_a_ledger_is_held_against_its_own_row_of_totals_and_the_year_before() -> None:
    report, metrics = report_of(
        "|1\t2022年教育支出{5.12亿元|教育支出||2022}\t2023年支出{5.27亿元|支出||2023}，增长{3.9%|支出||2023|change}\n"
        "|合计\t{7项}\t销号{2项}，正在整改{4项}"
    )
    findings, *_ = check(report, metrics, lexicon.load())
    assert [(f.rule, f.soft) for f in findings] == [("growth.year_before", True), ("sum.states", False)]


def test_a_cell_that_holds_sentences_is_read_as_they_are() -> None:
    report, metrics = report_of(
        "|序号\t问题\t进展\n|1\t支出{9.5亿元}，比上年{10亿元}下降{5%}\t已拨{3000万元}，占应拨{4000万元}的{75%}"
    )
    findings, checks, *_ = check(report, metrics, lexicon.load())
    assert [c.computed for c in checks] == ["9.5/10-1=-5.0%", "3000/4000=75.0%"]
    assert findings == ()
