"""A small review of our own, with everything in it that a sheet has to carry."""

import hashlib
from decimal import Decimal

import pytest

from desktop.model.case import Case, Document, DocumentRole
from desktop.model.checklist import Checklist, Dimension, Item, Judge, JudgeType, Scoring
from desktop.model.examination import Examination
from desktop.model.finding import Check, Finding, Relation
from desktop.model.marks import Level
from desktop.model.metric import Comparator, Metric, Placeholder, Role
from desktop.model.problem import Measure, Problem, ProblemOrigin
from desktop.model.provenance import Confidence, Status
from desktop.model.report import Block, BlockKind, Report
from desktop.model.review import (
    About,
    Correction,
    LevelWord,
    Note,
    NoteMethod,
    Quote,
    Review,
    Score,
    ScoreState,
)
from desktop.sheets import Dossier, dossier

LINES = (
    ("东河县2023年自评报告", 0),
    ("一、主要做法", 1),
    ("（二）改善条件", 2),
    ("全县小学31所，初中9所，共计41所。生师比18.60:1，投入x万元。", None),
    ("二、存在问题", 1),
    ("专任教师不足；功能室缺口较大。", None),
    ("三、下步打算", 1),
    ("公开招聘教师60名。建设书香校园。", None),
)
TEXT = "\n".join(line for line, _ in LINES)
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def a_report() -> Report:
    blocks, start = [], 0
    for line, level in LINES:
        kind = BlockKind.PARAGRAPH if level is None else BlockKind.HEADING
        blocks.append(Block(kind=kind, start=start, end=start + len(line), level=level))
        start += len(line) + 1
    return Report(name="东河县自评.txt", sha256=SHA, text=TEXT, blocks=tuple(blocks))


def a_metric(words: str, value: str, unit: str, indicator: str, comparator: Comparator = Comparator.EQUAL) -> Metric:
    start, end = span(words)
    return Metric(
        start=start, end=end, quote=words, value=Decimal(value), unit=unit, indicator=indicator, comparator=comparator,
        role=Role.LEVEL,
    )  # fmt: skip


def an_examination() -> Examination:
    metrics = (
        a_metric("31所", "31", "所", "小学"),
        a_metric("9所", "9", "所", "初中"),
        a_metric("41所", "41", "所", "学校", Comparator.ABOUT),
        a_metric("18.60:1", "18.60", ":1", "生师比"),
    )
    first, second = span("专任教师不足"), span("功能室缺口较大")
    answer, loose = span("公开招聘教师60名"), span("建设书香校园")
    blank = span("x万元")
    return Examination(
        report=a_report(),
        metrics=metrics,
        placeholders=(Placeholder(start=blank[0], end=blank[1], quote="x万元", unit="万元"),),
        problems=(
            Problem(start=first[0], end=first[1], quote="专任教师不足", origin=ProblemOrigin.SELF),
            Problem(start=second[0], end=second[1], quote="功能室缺口较大", origin=ProblemOrigin.FEEDBACK),
        ),
        measures=(
            Measure(start=answer[0], end=answer[1], quote="公开招聘教师60名", answers=(first[0],)),
            Measure(start=loose[0], end=loose[1], quote="建设书香校园"),
        ),
        findings=(
            Finding(
                check=Relation.SUM,
                anchors=(metrics[2].start, metrics[0].start, metrics[1].start),
                says="合计与分项之和不一致",
                should="40所",
                working="31+9=40≠41",
            ),
        ),
        checks=(Check(check=Relation.RATIO, anchors=(metrics[0].start,), computed="31/31=100%"),),
    )


def an_item(name: str, points: str | None = None, status: Status = Status.OFFICIAL) -> Item:
    return Item(
        id=f"x.{name}",
        name=f"第{name}条",
        check="生师比不高于19:1",
        judge=Judge(type=JudgeType.SCORE, levels=(Level(score=Decimal(2), text="全部达到"),) if points else ()),
        max_points=Decimal(points) if points else None,
        confidence=Confidence.HIGH,
        verified="2024-01",
        status=status,
    )


def a_checklist(*items: Item) -> Checklist:
    return Checklist(
        id="x",
        title="办学条件评价",
        document="某评价办法",
        doc_no="东教〔2023〕6号",
        year=2022,
        applies_to="县",
        scoring=Scoring(kind="unknown", summary=""),
        sources={},
        dimensions=(
            Dimension(id="x.1", name="条件", items=items[:2]),
            Dimension(id="x.2", name="管理", variant="县版", items=items[2:]),
        ),
    )


LEVELS = (an_item("a"), an_item("b", status=Status.RECONSTRUCTED), an_item("c"), an_item("d"), an_item("e"))
POINTS = (an_item("a", "10"), an_item("b", "5", Status.PROPOSED), an_item("c", "5"), an_item("d", "2.5"))


def scored(
    item: Item, given: str, state: ScoreState = ScoreState.SCORED, reason: str = "", subject: str = "", remark: str = ""
) -> Score:
    level = LevelWord(given) if given in set(LevelWord) else None
    points = Decimal(given) if given and level is None else None
    return Score(
        item=item.id, wording=item.wording_hash, state=state, level=level, points=points, reason=reason,
        subject=subject, remark=remark,
    )  # fmt: skip


def quoted(name: str, item: Item, words: str) -> Quote:
    start, end = span(words)
    return Quote(id=name, item=item.id, document=SHA, start=start, end=end, quote=words)


def a_case(review: Review, *items: Item) -> Case:
    document = Document(
        sha256=SHA, name="东河县自评.txt", role=DocumentRole.REPORT, data=TEXT.encode(), text=TEXT, text_sha256=SHA,
        added="2024-03-05T09:30:00",
    )  # fmt: skip
    return Case(documents=(document,), reviews=(review,), checklists={review.id: a_checklist(*items)})


def a_dossier(review: Review, *items: Item, examination: Examination | None = None, code: str = "8F2A-77C1") -> Dossier:
    found = examination or an_examination()
    case = a_case(review, *items).model_copy(update={"code": code})
    return dossier(case, review.id, found, (), "2024-03-06T10:20:00+08:00")


def a_review(**about: object) -> Review:
    head = About.model_validate({"district": "东河县", "year": "2023", "reviewer": "王督学", **about})
    return Review(id="r1", checklist="x", about=head)


@pytest.fixture
def review() -> Review:
    return (
        a_review()
        .with_score(scored(LEVELS[0], "达标", reason="台账齐全", remark="已核"))
        .with_score(scored(LEVELS[1], "未达标"))
        .with_score(scored(LEVELS[2], "基本达标", ScoreState.DOUBTFUL))
        .with_score(scored(LEVELS[3], "", ScoreState.NOT_APPLICABLE))
        .with_evidence(quoted("e1", LEVELS[0], "生师比18.60:1"))
        .with_evidence(quoted("e2", LEVELS[0], "全县小学31所，初中9所"))
        .with_evidence(
            Note(
                id="e3",
                item=LEVELS[1].id,
                method=NoteMethod.VISIT,
                text="实验室两间",
                source="城关小学",
                date="2024-03-01",
            )
        )
        .with_correction(Correction(document=SHA, start=span("9所")[0], field="indicator", value="普通初中"))
        .with_correction(Correction(document=SHA, start=span("41所")[0], field="metric", value="no"))
    )
