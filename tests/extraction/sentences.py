"""What the tests of this room share: a sentence read as a report of its own."""

from desktop import intake, lexicon
from desktop.extraction import extract
from desktop.model.examination import Extraction
from desktop.model.metric import Metric


def extraction(text: str) -> Extraction:
    report = intake.read_bytes(text.encode(), "报告.txt")
    found = extract(report, lexicon.load())
    for mark in (*found.metrics, *found.placeholders):
        assert report.text[mark.start : mark.end] == mark.quote
    assert list(found.metrics) == sorted(found.metrics, key=lambda metric: metric.start)
    return found


def figures(text: str) -> tuple[Metric, ...]:
    return extraction(text).metrics
