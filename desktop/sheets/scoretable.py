"""评分表: every item with its score, its reason and the evidence that proves it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.model.case import Case
from desktop.model.checklist import Checklist, Dimension, Item
from desktop.model.places import Places
from desktop.model.provenance import Status
from desktop.model.review import Evidence, Note, Review, Score, ScoreState
from desktop.model.subjects import pairs, subjects
from desktop.model.words import STATE_WORD
from desktop.scoring.marking import options
from desktop.scoring.totals import totals
from desktop.sheets.pages import Cell, Column, Page, Row, Total, section, spread
from desktop.sheets.spans import place, span

NAME = "评分表"
_LONGEST_SUBJECT = 60
_COLUMNS = (
    Column(name="编号", width=11),
    Column(name="评分项", width=18),
    Column(name="评价标准", width=30),
    Column(name="满分", width=6, centred=True),
    Column(name="评分", width=9, centred=True),
    Column(name="状态", width=8, centred=True),
    Column(name="评分理由", width=26),
    Column(name="备注", width=14),
    Column(name="序", width=5, centred=True),
    Column(name="佐证", width=42),
    Column(name="佐证出处", width=24),
)
_MADE = {Status.RECONSTRUCTED: "〔反推条目〕", Status.PROPOSED: "〔自拟条目〕"}


def score_page(case: Case, review: Review, places: dict[str, Places], title: str, head: tuple[str, ...]) -> Page:
    """Lay out the scores; ``places`` names places in documents by their sha256, ``head`` stands below the title."""
    checklist = case.checklist(review.id)
    pointed = any(item.max_points is not None for item in checklist.items)
    shown = [at for at, column in enumerate(_COLUMNS) if pointed or column.name != "满分"]
    columns = tuple(_COLUMNS[at] for at in shown)
    rows: list[Row] = []
    named = subjects(checklist, review)
    for dimension in checklist.dimensions:
        rows.append(section(columns, _dimension(dimension)))
        for item, subject in lines(dimension, named[dimension.id]):
            records = _records(case, review, item, subject, places)
            rows += spread(columns, (tuple(record[at] for at in shown) for record in records))
    return Page(
        name=NAME,
        title=title,
        lines=(*head, "小结：" + "　".join(totals(checklist, review).lines)),
        columns=columns,
        rows=tuple(rows),
        totals=_totals(checklist, review),
        total_columns=("评价标准", "评分"),
    )


def lines(dimension: Dimension, named: Sequence[str]) -> tuple[tuple[Item, str], ...]:
    """List the lines of a dimension: each item for each subject that is named for it."""
    return tuple((item, subject) for item in dimension.items for subject in named)


def label(item: str, subject: str) -> str:
    """Name an item, and the first words of the subject that it is scored for."""
    return f"{item}／{subject[:_LONGEST_SUBJECT]}" if subject else item


def outcome(score: Score | None) -> Cell:
    """Give what stands in 评分: points or a level, nothing while undecided."""
    if score is None or score.state is ScoreState.OPEN:
        return ""
    if score.state is ScoreState.NOT_APPLICABLE:
        return STATE_WORD[score.state]
    return score.points if score.points is not None else score.level or ""


def evidence_text(evidence: Evidence) -> str:
    """Give the words of a piece of evidence."""
    return evidence.text if isinstance(evidence, Note) else evidence.quote


def _records(
    case: Case, review: Review, item: Item, subject: str, places: dict[str, Places]
) -> Iterator[tuple[Cell, ...]]:
    """Give an item's first line with its first evidence, then a line for each further one."""
    score = review.score_of(item.id, subject)
    head: tuple[Cell, ...] = (
        label(item.id, subject),
        f"{item.name}{_MADE.get(item.status, '')}{'〔自定分值〕' if item.own_points else ''}",
        _standard(item),
        item.max_points if item.max_points is not None else "",
        outcome(score),
        STATE_WORD[score.state if score else ScoreState.OPEN],
        score.reason if score else "",
        score.remark if score else "",
    )
    evidence = review.evidence_of(item.id, subject)
    if not evidence:
        yield (*head, "", "", "")
    for number, entry in enumerate(evidence, start=1):
        yield (*head, number, evidence_text(entry), _place(case, entry, places))
        head = ("",) * len(head)


def _place(case: Case, evidence: Evidence, places: dict[str, Places]) -> str:
    """Say where a piece of evidence comes from."""
    if isinstance(evidence, Note):
        return "\n".join(filter(None, (evidence.method.value, evidence.source, evidence.date)))
    known = places.get(evidence.document)
    where = place(known, evidence.start, evidence.end) if known else span(evidence.start, evidence.end)
    return f"{case.document(evidence.document).name}\n{where}" if len(case.documents) > 1 else where


def _standard(item: Item) -> str:
    """Say what is asked, with the steps of a rubric."""
    steps = "\n".join(f"{level.score}分：{level.text}" for level in item.judge.levels)
    return "\n".join(filter(None, (item.check, steps, "（一票否决）" if item.veto else "")))


def _dimension(dimension: Dimension) -> str:
    return f"{dimension.name}（{dimension.variant}）" if dimension.variant else dimension.name


def _totals(checklist: Checklist, review: Review) -> tuple[Total, ...]:
    """Add up the points where the checklist gives any, and count levels and states."""
    counted = totals(checklist, review)
    found: list[Total] = []
    if counted.points is not None and counted.possible is not None:
        found.append(Total(label="已评各条得分", formula='SUMIFS({评分},{状态},"已评")', value=counted.points))
        found.append(Total(label="已评各条满分", formula='SUMIFS({满分},{状态},"已评")', value=counted.possible))
    words_of = {i.id: [grade.word for grade in options(i)] for i in checklist.items if i.max_points is None}
    given = [s.level for s in review.scores if s.state is ScoreState.SCORED and s.item in words_of]
    for level in dict.fromkeys(word for each in words_of.values() for word in each):
        formula = f'COUNTIFS({{评分}},"{level}",{{状态}},"已评")'
        found.append(Total(label=f"{level}（条）", formula=formula, value=Decimal(given.count(level))))
    scores = [review.score_of(*pair) for pair in pairs(checklist, review)]
    for state, word in STATE_WORD.items():
        number = sum(1 for score in scores if (score.state if score else ScoreState.OPEN) is state)
        found.append(Total(label=f"{word}（条）", formula=f'COUNTIF({{状态}},"{word}")', value=Decimal(number)))
    return tuple(found)
