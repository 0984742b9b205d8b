"""Templates of reasons: filled with what is known of the figures linked to an item, or not offered."""

from decimal import Decimal

import pytest

from desktop import intake, pipeline
from desktop.desk.templates import facts, filled
from desktop.model.checklist import Operator, Rule
from desktop.model.comment import Comment
from desktop.model.places import Places
from desktop.model.verdict import RuleOutcome

WORDS = "某县自查报告\n一、学前教育\n2023年全县普惠性幼儿园覆盖率为76.5%，公办园42所。\n"
READ = pipeline.examine(intake.read_text(WORDS, "某县.txt"))
RATE = next(metric for metric in READ.metrics if metric.unit == "%")


def outcome(*, holds: bool | None, op: Operator = Operator.AT_LEAST, value: object = Decimal(80)) -> RuleOutcome:
    rule = Rule.model_validate({"metric": "普惠性幼儿园覆盖率", "op": op, "value": value, "unit": "%"})
    return RuleOutcome(rule=rule, holds=holds, working="", metrics=(RATE.start,), value=RATE.value)


def offered(text: str, *outcomes: RuleOutcome, spans: tuple[tuple[int, int], ...] = ()) -> list[str]:
    known = facts(outcomes, spans, READ, Places(READ.report))
    return [comment.text for comment in filled([Comment(text=text)], known, "A1")]


@pytest.mark.parametrize(
    ("template", "holds", "expected"),
    [
        ("{指标}为{数值}，{比较}“{线}”。", True, ["普惠性幼儿园覆盖率为76.5%，达到“不低于80%”。"]),
        ("{指标}{比较}{线}，差{差}。", False, ["普惠性幼儿园覆盖率没有达到不低于80%，差3.5个百分点。"]),
        ("见{出处}。", True, ["见一、学前教育。"]),
        ("材料齐全。", True, ["材料齐全。"]),
        # what is not decided is not said, what is reached is not short of anything
        ("{指标}{比较}{线}。", None, []),
        ("差{差}。", True, []),
        # braces that are no field are words
        ("{什么}", True, ["{什么}"]),
    ],
)
def test_a_template_is_filled_or_left_out(template: str, holds: bool | None, expected: list[str]) -> None:
    assert offered(template, outcome(holds=holds)) == expected


def test_a_range_has_no_distance() -> None:
    between = outcome(holds=False, op=Operator.BETWEEN, value=(Decimal(80), Decimal(90)))
    assert offered("{线}", between) == ["在80至90%之间"]
    assert offered("{差}", between) == []


def test_figures_of_confirmed_evidence_are_told_one_by_one_and_together() -> None:
    whole = ((0, len(WORDS)),)
    assert len(offered("{数值}", spans=whole)) == 2
    (every,) = offered("{全部数据}", spans=whole)
    assert "76.5%" in every
    assert "42所" in every
    assert offered("{全部数据}") == []
