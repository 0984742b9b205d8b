"""Spans are found by range and place, whatever their lengths."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.examination import Examination
from desktop.model.explanation import Explanation, Outcome, Step
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Metric
from desktop.model.problem import Problem, ProblemOrigin
from desktop.model.report import Report
from desktop.ui.reader.marks import Layer, Marks, Span
from desktop.ui.reader.tips import tip

REPORT = Report(name="", sha256="", text="", blocks=())


def metric(start: int, end: int) -> Metric:
    return Metric(start=start, end=end, quote="", value=Decimal(1))


@given(
    runs=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), max_size=15),
    start=st.integers(0, 60),
    length=st.integers(1, 30),
)
def test_a_layer_finds_what_touches_a_range(runs: list[tuple[int, int]], start: int, length: int) -> None:
    spans = [Span("metric", at, at + size, metric(at, at + size)) for at, size in sorted(runs)]
    layer = Layer.of("metric", [metric(span.start, span.end) for span in spans])
    touching = [span for span in spans if span.start < start + length and span.end > start]
    assert list(layer.between(start, start + length)) == touching


def test_the_narrowest_of_the_topmost_layer_is_what_a_place_means() -> None:
    problem = Problem(start=0, end=20, quote="", origin=ProblemOrigin.SELF)
    inner = Problem(start=4, end=9, quote="", origin=ProblemOrigin.INLINE)
    marks = Marks(Examination(report=REPORT, metrics=(metric(5, 7),), problems=(problem, inner)))
    at = marks.at
    assert [span.record for place in (5, 7, 12) if (span := at(place))] == [metric(5, 7), inner, problem]
    assert at(20) is None
    marks.shown = {"problem"}
    here = at(5)
    assert here is not None
    assert here.record is inner


def test_a_finding_marks_its_figures_and_an_anchor_without_one() -> None:
    finding = Finding(check=Relation.GROWTH, anchors=(30, 5), says="增长4%")
    marks = Marks(Examination(report=REPORT, metrics=(metric(5, 9),), findings=(finding,)))
    assert [(s.start, s.end, s.names) for s in marks.layers["finding"].spans] == [(5, 9, 30), (30, 31, 30)]
    assert marks.counts["finding"] == 1


def test_a_tooltip_says_what_was_read(examination: Examination) -> None:
    marks = Marks(examination)
    texts = {kind: tip(layer.spans[0]) for kind, layer in marks.layers.items()}
    assert "在校学生" in texts["metric"]
    assert "41所" in texts["metric"]
    assert "2023" in texts["metric"]
    assert "对象" not in texts["metric"], "empty fields are left out"
    assert "2000+1300=3300≠3200" in texts["finding"]
    assert "报告自述" in texts["problem"]
    assert "1 个" in texts["measure"]
    assert "xx%" in texts["placeholder"]


def test_a_tooltip_takes_no_markup_from_a_report() -> None:
    evil = metric(0, 1).model_copy(update={"indicator": "<b>率</b>"})
    assert "&lt;b&gt;率" in tip(Span("metric", 0, 1, evil))


def test_a_tooltip_tells_the_rule_and_the_words_that_decided(examination: Examination) -> None:
    span = Marks(examination).layers["metric"].spans[0]
    steps = (
        Step(topic="时期", says="2023", rule="最近的年份", words="2023年"),
        Step(topic="作用", says="现状", rule="现状"),
    )
    told = Explanation(start=span.start, end=span.end, quote="41所", outcome=Outcome.METRIC, steps=steps)
    assert "最近的年份：“2023年”" in tip(span, told)
