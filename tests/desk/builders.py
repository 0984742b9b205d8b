"""A small report, checklist and what is suggested for it, in words of our own."""

from decimal import Decimal
from pathlib import Path

from desktop.model.checklist import Checklist, Dimension, Item, Judge, JudgeType, Scoring
from desktop.model.examination import Examination
from desktop.model.marks import Level
from desktop.model.metric import Metric
from desktop.model.provenance import Confidence, Source, Status
from desktop.model.report import Block, BlockKind, Report
from desktop.model.review import About, Review
from desktop.model.verdict import Candidate, Suggestion, Verdict, VerdictWord

LINES = (
    "青禾县教育履职自查报告",
    "一、学前教育",
    "全县共有幼儿园48所，普惠率达到91.2%。",
    "(一)园所建设",
    "今年新建公办园3所，新增学位960个。",
    "二、存在问题",
    "城区仍有部分班级超过规定人数。",
)
LEVELS = {0: 0, 1: 1, 3: 2, 5: 1}


def report() -> Report:
    """Lay the lines out as headings and paragraphs."""
    blocks, at = [], 0
    for row, line in enumerate(LINES):
        kind = BlockKind.HEADING if row in LEVELS else BlockKind.PARAGRAPH
        blocks.append(Block(kind=kind, start=at, end=at + len(line), level=LEVELS.get(row)))
        at += len(line) + 1
    return Report(name="青禾县.txt", sha256="a" * 64, text="\n".join(LINES), blocks=tuple(blocks))


def span(words: str) -> tuple[int, int]:
    """Find words in the report."""
    start = "\n".join(LINES).index(words)
    return start, start + len(words)


def item(name: str, *, points: int | None = None, **fields: object) -> Item:
    """Make an item; with ``points``, one that a rubric of two steps scores."""
    levels = () if points is None else (Level(score=Decimal(points), text="做到"), Level(score=Decimal(0), text="没有"))
    judge = Judge(type=JudgeType.SCORE if levels else JudgeType.QUALITATIVE, levels=levels)
    given = {
        "id": name,
        "name": f"条目{name}",
        "check": f"核对{name}",
        "judge": judge,
        "max_points": None if points is None else Decimal(points),
        "source": ("s",),
        "confidence": Confidence.HIGH,
        "verified": "样例",
        "status": Status.OFFICIAL,
    }
    return Item.model_validate({**given, **fields})


def checklist() -> Checklist:
    """Make two dimensions: three items scored by level, one by points."""
    return Checklist(
        id="demo",
        title="样表",
        document="样表办法",
        doc_no="样发〔2024〕1号",
        year=2024,
        applies_to="县",
        scoring=Scoring(kind="all_pass", summary="逐项判断"),
        sources={"s": Source(title="样表办法", doc_no="样发〔2024〕1号", year=2024)},
        dimensions=(
            Dimension(id="d.A", name="普及", items=(item("d.A1"), item("d.A2"), item("d.A3"))),
            Dimension(id="d.B", name="保障", items=(item("d.B1", points=2),)),
        ),
    )


def review() -> Review:
    """Make an untouched review of the checklist."""
    return Review(id="r1", checklist="demo", about=About(district="青禾县", year="2024"))


def candidate(words: str, why: str = "词语相近", weight: float = 1.0) -> Candidate:
    """Offer words of the report."""
    start, end = span(words)
    return Candidate(start=start, end=end, quote=words, why=why, weight=weight)


def examination() -> Examination:
    """Mark two figures."""
    metrics = []
    for words, value, unit in (("48所", 48, "所"), ("91.2%", Decimal("91.2"), "%"), ("960个", 960, "个")):
        start, end = span(words)
        metrics.append(Metric(start=start, end=end, quote=words, value=Decimal(value), unit=unit, indicator="普惠率"))
    return Examination(report=report(), metrics=tuple(metrics))


def suggestions() -> tuple[Suggestion, ...]:
    """Suggest a verdict and evidence for the first two items."""
    rate = span("91.2%")[0]
    return (
        Suggestion(
            item="d.A1",
            verdict=Verdict(word=VerdictWord.MET, why="91.2% ≥ 80%", metrics=(rate,)),
            evidence=(candidate("普惠率达到91.2%", "指标相符", 2.0), candidate("新增学位960个")),
        ),
        Suggestion(
            item="d.A2",
            verdict=Verdict(word=VerdictWord.JUDGE, why="需人工判断"),
            evidence=(candidate("今年新建公办园3所，新增学位960个。"),),
        ),
    )


def report_file(folder: Path) -> Path:
    """Write the report as a text file."""
    path = folder / "青禾县.txt"
    path.write_text("\n".join(LINES), encoding="utf-8", newline="\n")
    return path
