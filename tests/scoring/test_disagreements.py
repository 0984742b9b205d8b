import pytest

from desktop.model.threshold import Threshold
from desktop.scoring.disagreements import disagreements
from tests.scoring.reports import item, rule

NAME = "学前三年毛入园率"


def drawn(value: str, doc_no: str = "甲发〔2024〕1号", op: str = ">=", **more: object) -> Threshold:
    """Draw one line as a threshold."""
    return Threshold.model_validate(
        {
            "id": doc_no,
            "name": "入园",
            "statement": "",
            "rules": [{"op": op, "value": value, "unit": "%", **more}],
            "indicators": [NAME],
            "scope": "县",
            "binding": "hard",
            "source": {"title": "办法", "doc_no": doc_no, "year": 2024},
            "confidence": "high",
            "verified": "",
            "auto_judge": True,
        }
    )


@pytest.mark.parametrize(
    ("line", "raised"),
    [
        (drawn("90"), True),
        (drawn("85"), False),
        (drawn("90", op=">"), True),
        (drawn("90", op="<="), False),
        (drawn("90", stage="小学"), False),
        (drawn("90", by="2027年"), False),
        (drawn("90", use="示范县"), False),
        (drawn("90", provincial=True), False),
    ],
)
def test_a_line_drawn_elsewhere_at_another_height_raises_a_note(line: Threshold, raised: bool) -> None:
    found = disagreements(item("入园", rule(NAME, ">=", "85")), (line,))
    assert bool(found) is raised
    if raised:
        assert found[0].says.startswith(f"两处来源不一致：{NAME} 本条 ≥ 85%，甲发〔2024〕1号")


def test_two_thresholds_may_disagree_over_an_item_without_lines() -> None:
    asked = item("入园", metrics=(NAME,))
    (found,) = disagreements(asked, (drawn("85"), drawn("90", "乙发〔2025〕2号")))
    assert "甲发〔2024〕1号 ≥ 85%，乙发〔2025〕2号 ≥ 90%" in found.says
    assert disagreements(asked, (drawn("85"), drawn("90"))) == ()


def test_what_is_a_reference_only_is_no_contradiction() -> None:
    asked = item("入园", rule(NAME, ">=", "85", scope="reference"))
    assert disagreements(asked, (drawn("90"),)) == ()
