"""指标 as a table: every figure with what it measures, when, of whom, where it stands and which items use it."""

from collections.abc import Iterable
from functools import cache

from desktop.desk.links import used_by
from desktop.desk.tables import TableRow
from desktop.desk.words import amount
from desktop.model.checklist import number_of
from desktop.model.examination import Examination
from desktop.model.metric import Metric
from desktop.model.places import Places
from desktop.model.review import Review
from desktop.model.verdict import Suggestion
from desktop.model.words import ROLE_WORD

HEADERS = ("指标", "数值", "时期", "对象", "性质", "所在", "用于")
GROUPABLE = ("指标", "时期", "对象", "性质", "所在", "用于")
UNUSED, IGNORED, CORRECTED = "unused", "ignored", "corrected"
NONE = "未关联"
_VALUE, _PLACE = HEADERS.index("数值"), HEADERS.index("所在")


def figure_rows(
    examination: Examination,
    suggestions: Iterable[Suggestion],
    review: Review | None,
    places: Places,
) -> tuple[TableRow, ...]:
    """List the figures in the report's order."""
    document = examination.report.sha256
    uses = used_by(examination, suggestions, review)
    ignored = {i.start: i.reason for i in review.ignored if i.document == document} if review else {}
    touched = {c.start for c in review.corrections if c.document == document} if review else set()
    return tuple(
        _row(m, tuple(map(number_of, uses.get(m.start, ()))), ignored.get(m.start), touched, places)
        for m in examination.metrics
    )


def _row(metric: Metric, users: tuple[str, ...], ignored: str | None, touched: set[int], places: Places) -> TableRow:
    """Write one figure."""
    name = metric.canonical or metric.indicator or "未认出指标"
    used = "、".join(users) if users else f"已忽略：{ignored}" if ignored is not None else NONE
    cells = (
        name,
        amount(metric),
        metric.period,
        metric.subject,
        ROLE_WORD[metric.role],
        places.of(metric.start),
        used,
    )
    use = "" if users else UNUSED if ignored is None else IGNORED
    run = (metric.start, metric.end)
    return TableRow(
        key=f"metric-{metric.start}",
        kind="metric",
        start=metric.start,
        cells=cells,
        runs=(run,) * len(cells),
        ranks=((_VALUE, (metric.unit, metric.value)), (_PLACE, ("", metric.start))),
        tags=_tags(use, corrected=metric.start in touched),
    )


@cache
def _tags(use: str, *, corrected: bool) -> frozenset[str]:
    """Give the tags of a figure; a report of very many has few kinds."""
    return frozenset(filter(None, (use, CORRECTED if corrected else "")))
