"""问题与措施 as a table: each problem beside the measures that answer it, then the measures that answer none."""

from desktop.desk.tables import TableRow
from desktop.desk.words import one_line
from desktop.model.examination import Examination
from desktop.model.places import Places
from desktop.model.problem import Measure, Problem
from desktop.model.words import PROBLEM_WORD

HEADERS = ("问题", "措施", "来源", "所在")
_PLACE = HEADERS.index("所在")
GROUPABLE = ("来源", "所在")
UNANSWERED, LOOSE = "unanswered", "loose"
_NO_MEASURE, _NO_PROBLEM = "未见对应措施", "未对应到具体问题"


def problem_rows(examination: Examination, places: Places) -> tuple[TableRow, ...]:
    """List problems and measures in the report's order, a line for each pair."""
    rows = []
    for problem in examination.problems:
        answers: list[Measure | None] = [m for m in examination.measures if problem.start in m.answers]
        rows += [_row(problem, measure, places) for measure in answers or [None]]
    known = {problem.start for problem in examination.problems}
    rows += [_row(None, measure, places) for measure in examination.measures if known.isdisjoint(measure.answers)]
    return tuple(rows)


def _row(problem: Problem | None, measure: Measure | None, places: Places) -> TableRow:
    """Write one pair; one of the two may be missing."""
    first = problem or measure
    assert first is not None
    cells = (
        one_line(problem.quote) if problem else _NO_PROBLEM,
        one_line(measure.quote) if measure else _NO_MEASURE,
        PROBLEM_WORD[problem.origin] if problem else "措施",
        places.of(first.start),
    )
    there = (problem.start, problem.end) if problem else None
    answer = (measure.start, measure.end) if measure else None
    tags = {tag for tag, missing in ((UNANSWERED, measure is None), (LOOSE, problem is None)) if missing}
    return TableRow(
        key=f"problem-{problem.start if problem else ''}-{measure.start if measure else ''}",
        kind="problem" if problem else "measure",
        start=first.start,
        cells=cells,
        runs=(there, answer, there or answer, there or answer),
        ranks=((_PLACE, ("", first.start)),),
        tags=frozenset(tags),
    )
