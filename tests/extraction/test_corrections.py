"""What the inspector corrects in the reading of figures is what counts from then on."""

from decimal import Decimal

import pytest

from desktop import lexicon, pipeline
from desktop.intake import read_bytes
from desktop.model.examination import Examination
from desktop.model.metric import Metric
from desktop.model.review import CorrectedField, Correction

TEXT = "全县现有小学30所，其中城区小学12所，乡村小学19所。教师编制总量达4200。小学辍学率为0.1%。"


@pytest.fixture(scope="module")
def seen() -> Examination:
    return pipeline.examine(read_bytes(TEXT.encode(), "某县.txt"))


def correct(seen: Examination, words: str, field: CorrectedField, value: str, *more: Correction) -> Examination:
    start = TEXT.index(words)
    end = start + len(words) if (field, value) == ("metric", "yes") else None
    made = Correction(document=seen.report.sha256, start=start, field=field, value=value, end=end)
    return pipeline.corrected(seen, (*more, made))


def at(seen: Examination, words: str) -> Metric | None:
    return seen.metric_at.get(TEXT.index(words))


@pytest.mark.parametrize(("field", "value"), [("unit", "个"), ("period", "2021"), ("subject", "城关镇")])
def test_one_field_is_another(seen: Examination, field: CorrectedField, value: str) -> None:
    metric = at(correct(seen, "12所", field, value), "12所")
    assert metric is not None
    assert getattr(metric, field) == value
    assert metric.rule.endswith("更正")
    assert metric.quote == "12所"


def test_another_indicator_is_found_in_the_lexicon(seen: Examination) -> None:
    name = next(i.name for i in lexicon.load().indicators)
    metric = at(correct(seen, "0.1%", "indicator", name), "0.1%")
    assert metric is not None
    assert metric.canonical == name
    unknown = at(correct(seen, "0.1%", "indicator", "无人用过的说法"), "0.1%")
    assert unknown is not None
    assert (unknown.indicator, unknown.canonical) == ("无人用过的说法", "")


def test_what_is_no_figure_is_gone_and_the_sums_are_done_again(seen: Examination) -> None:
    assert seen.findings, "30 is not 12 and 19"
    without = correct(seen, "19所", "metric", "no")
    assert at(seen, "19所") is not None
    assert at(without, "19所") is None
    assert all(TEXT.index("19所") not in finding.anchors for finding in without.findings)


def test_a_figure_that_was_missed_is_read_where_it_was_marked(seen: Examination) -> None:
    bare = seen.model_copy(update={"metrics": ()})
    found = at(correct(bare, "4200", "metric", "yes"), "4200")
    assert found is not None
    assert (found.value, found.quote) == (Decimal(4200), "4200")
    named = Correction(
        document=seen.report.sha256, start=TEXT.index("4200"), field="metric", value="yes", end=TEXT.index("。小")
    )
    again = at(correct(bare, "4200", "unit", "名", named), "4200")
    assert again is not None
    assert again.unit == "名"


def test_words_without_a_number_and_other_documents_change_nothing(seen: Examination) -> None:
    assert correct(seen, "教师", "metric", "yes").metrics == seen.metrics
    other = Correction(document="f" * 64, start=TEXT.index("12所"), field="metric", value="no")
    assert pipeline.corrected(seen, (other,)).metrics == seen.metrics
