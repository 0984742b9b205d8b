"""Reports of a few sentences with the figures that a reader would find in them."""

from decimal import Decimal

from desktop import intake, lexicon
from desktop.lexicon import units
from desktop.model.checklist import Checklist, Dimension, Item, Judge, JudgeType, Rule, Scoring
from desktop.model.examination import Examination
from desktop.model.metric import Comparator, Metric, Placeholder, Role
from desktop.model.problem import Measure, Problem, ProblemOrigin
from desktop.model.provenance import Source


def examined(
    text: str,
    *metrics: Metric,
    problems: tuple[str, ...] = (),
    measures: tuple[str, ...] = (),
    blanks: tuple[str, ...] = (),
) -> Examination:
    """Read a text as a report; problems, measures and blanks are given by their words."""
    placed, at = [], 0
    for metric in metrics:
        at = text.index(metric.quote, at)
        placed.append(metric.model_copy(update={"start": at, "end": at + len(metric.quote)}))
        at += len(metric.quote)
    span = {words: (text.index(words), text.index(words) + len(words)) for words in (*problems, *measures, *blanks)}
    return Examination(
        report=intake.read_bytes(text.encode(), "report.txt"),
        metrics=tuple(placed),
        placeholders=tuple(Placeholder(start=span[w][0], end=span[w][1], quote=w) for w in blanks),
        problems=tuple(Problem(start=span[w][0], end=span[w][1], quote=w, origin=ProblemOrigin.SELF) for w in problems),
        measures=tuple(Measure(start=span[w][0], end=span[w][1], quote=w) for w in measures),
    )


def figure(
    quote: str,
    indicator: str,
    *,
    subject: str = "",
    period: str = "",
    role: Role = Role.LEVEL,
    comparator: Comparator = Comparator.EQUAL,
) -> Metric:
    """Make a figure whose quote begins with its number; its place is filled in by ``examined``."""
    number = next(quote[:end] for end in range(len(quote), 0, -1) if _is_number(quote[:end]))
    unit = next((u for u in ("万元", *units.known()) if quote[len(number) :].startswith(u)), "")
    found = lexicon.load().match(indicator, subject, unit)
    return Metric(
        start=0,
        end=0,
        quote=quote,
        value=Decimal(number),
        unit=unit,
        comparator=comparator,
        indicator=indicator,
        subject=subject,
        period=period,
        role=role,
        canonical=found[0].name if found else "",
    )


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdigit()


def item(
    name: str = "要点",
    *rules: Rule,
    check: str = "",
    keywords: tuple[str, ...] = (),
    metrics: tuple[str, ...] = (),
    id: str = "t.A1",
    max_points: Decimal | None = None,
    veto: bool = False,
) -> Item:
    """Make an item of a checklist."""
    return Item.model_validate(
        {
            "id": id,
            "name": name,
            "check": check,
            "judge": Judge(type=JudgeType.THRESHOLD if rules else JudgeType.QUALITATIVE, rules=rules),
            "metrics": metrics,
            "keywords": keywords,
            "confidence": "high",
            "verified": "",
            "status": "proposed",
            "max_points": max_points,
            "veto": veto,
        }
    )


def checklist(*items: Item, title: str = "试用表") -> Checklist:
    """Make a checklist of one dimension."""
    return Checklist(
        id="t",
        title=title,
        document="试用",
        doc_no=None,
        year=2024,
        applies_to="",
        scoring=Scoring(kind="unknown", summary=""),
        sources={"own": Source(title="试用")},
        dimensions=(Dimension(id="t.A", name="部分", items=items),),
    )


def rule(metric: str, op: str, value: str | tuple[str, str], unit: str = "%", **more: str) -> Rule:
    """Make a rule from plain words."""
    return Rule.model_validate({"metric": metric, "op": op, "value": value, "unit": unit, **more})
