"""The live formulas say what the engine says: of random reviews, and of scores typed into the sheet afterwards."""

from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from desktop import scoring
from desktop.model.case import Case
from desktop.model.checklist import Checklist
from desktop.model.marks import Deduction, Levels, Limit, Points, Proportional, Ranked, Stepped
from desktop.model.review import Review, ScoreState
from desktop.model.scheme import Band, Bands, Bonus, Cap, Downgrade, Pass, Sum, Veto, Weight, Weights
from desktop.scoring.marking import asks, options
from desktop.sheets import dossier, export
from desktop.sheets.merge import compared, merged
from desktop.sheets.readback import read_sheet
from tests.scoring.schemes import EMPTY, LETTERS, PASSES, D, line, table
from tests.sheets.conftest import a_case, a_review, an_examination
from tests.sheets.office import converted, needs_office

BANDS = Bands(bands=(Band(min=D(85), text="优秀"), Band(min=D("60.5"), text="合格"), Band(min=D(0), text="不合格")))
KINDS = (
    line("a", 7),
    line("b", LETTERS),
    line("c", Deduction(max=D(10), each=D("0.3"), floor=D(4))),
    line("d", Stepped(limits=(Limit(at=D(0), points=D(5)), Limit(at=D(2), points=D(3))), rest=D(1), higher=False)),
    line("e", Proportional(max=D(8), zero_at=D(80), full_at=D(97))),
    line("f", Ranked(limits=(Limit(at=D(1), points=D(10)), Limit(at=D(3), points=D(8))), rest=D(4))),
    line("g", PASSES),
)
WEIGHED = Weights(
    weights=(
        Weight(of="总", weight=D(60)),
        Weight(of="丙", weight=D(40)),
        Weight(of="甲", weight=D(1), under="总"),
        Weight(of="乙", weight=D(2), under="总"),
    )
)


def repeating() -> Checklist:
    """Make a checklist whose first part is scored for each problem."""
    made = table(
        Weights(weights=(Weight(of="甲", weight=D(70)), Weight(of="乙", weight=D(30)))),
        BANDS,
        甲=KINDS[:3],
        乙=(line("x", 9),),
    )
    first = made.dimensions[0].model_dump()
    dimensions = ({**first, "repeats": "problem"}, made.dimensions[1])
    return Checklist.model_validate({**made.model_dump(), "dimensions": dimensions})


SCHEMES = {
    "sum": table(Sum(), BANDS, Bonus(of=("加",), ceiling=D(3)), 甲=KINDS, 加=(line("x", 5),)),
    "sum out of": table(Sum(out_of=D(1000)), BANDS, Veto(of=("a",)), 甲=KINDS[:4], 乙=KINDS[4:]),
    "bonus within a part": table(Sum(), Bonus(of=("x",), ceiling=D(2), limit=D(50)), 甲=(*KINDS, line("x", 5))),
    "weights": table(WEIGHED, BANDS, 甲=KINDS[:2], 乙=KINDS[2:5], 丙=(KINDS[5], KINDS[6], line("x", 3))),
    "subjects": repeating(),
    "caps": table(
        Sum(), BANDS, Cap(of=("a",), grade="合格"), Downgrade(of=("c", "d")), Pass(of=("甲",), share=D("0.6")),
        Veto(of=("x",)), 甲=KINDS[:4], 乙=(*KINDS[4:], line("x", 5)),
    ),
}  # fmt: skip


def at_random(checklist: Checklist, random: Random, review: Review = EMPTY) -> Review:
    """Score most items at random, for three subjects where they repeat."""
    for dimension in checklist.dimensions:
        for subject in ("教师不足", "学位紧张", "经费") if dimension.repeats else ("",):
            for item in dimension.items:
                chance = random.random()
                if chance < 0.1:
                    continue
                if chance < 0.25:
                    review = scoring.scored(review, item, na=True, subject=subject)
                elif isinstance(item.rule, Points):
                    points = Decimal(random.randint(0, int(item.rule.max * 100))) / 100
                    review = scoring.scored(review, item, points=points, subject=subject)
                elif isinstance(item.rule, Levels):
                    review = scoring.scored(review, item, level=random.choice(options(item)).word, subject=subject)
                else:
                    top = 99 if isinstance(item.rule, Proportional) else 12
                    number = Decimal(random.randint(top - 20 if top > 20 else 1, top))
                    review = scoring.scored(review, item, given=(number,) * len(asks(item)), subject=subject)
                if chance > 0.93:
                    held = review.score_of(item.id, subject)
                    assert held is not None
                    review = review.with_score(held.model_copy(update={"state": ScoreState.DOUBTFUL}))
    return review


def case_of(checklist: Checklist, review: Review) -> Case:
    return a_case(review).model_copy(update={"checklists": {review.id: checklist}})


def shown(path: Path) -> dict[str, object]:
    """Give the value of every formula on the score page, numbers to two decimals as they are printed."""
    formulas, values = load_workbook(path)["评分表"], load_workbook(path, data_only=True)["评分表"]
    found = {}
    for row in formulas.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                value = values[cell.coordinate].value
                number = isinstance(value, int | float)
                found[cell.coordinate] = round(float(str(value)), 2) if number else value or ""
    return found


@pytest.mark.all
@needs_office
def test_libreoffice_calculates_what_the_engine_does(tmp_path: Path) -> None:
    random, made, totals = Random(9), [], []
    for name, checklist in SCHEMES.items():
        for number in range(6):
            review = at_random(checklist, random, a_review())
            path = tmp_path / f"{name} {number}.xlsx"
            export(path, dossier(case_of(checklist, review), review.id, an_examination()))
            made.append(path)
            totals.append(scoring.tally(checklist, review))
    pairs = zip(made, converted(made, "xlsx:Calc MS Excel 2007 XML", tmp_path / "again"), totals, strict=True)
    for path, again, total in pairs:
        assert shown(again) == pytest.approx(shown(path), abs=0.0101), path.name
        held = read_sheet(again).totals
        if "结论（导出时）" in held:
            ((_, grade),) = held["结论（导出时）"]
            assert grade == (total.grade or "尚未评完"), path.name


@pytest.mark.all
@needs_office
def test_scores_typed_into_the_sheet_change_the_total_as_in_the_window(tmp_path: Path) -> None:
    random, made, cases = Random(4), [], []
    for name, checklist in SCHEMES.items():
        before, after = at_random(checklist, random, a_review()), at_random(checklist, random, a_review())
        target, source = tmp_path / f"{name}.xlsx", tmp_path / f"{name} after.xlsx"
        export(target, dossier(case_of(checklist, before), "r1", an_examination()))
        export(source, dossier(case_of(checklist, after), "r1", an_examination()))
        typed = {score.key: score.outcome for score in read_sheet(source).scores}
        workbook = load_workbook(target)
        sheet = workbook["评分表"]
        head = int(str(sheet.freeze_panes).removeprefix("A")) - 1
        column = next(at for at in range(1, 20) if sheet.cell(head, at).value == "评分")
        for row in range(head + 1, sheet.max_row + 1):
            key = str(sheet.cell(row, 1).value)
            if key in typed:
                value = typed[key]
                sheet.cell(row, column).value = float(value) if isinstance(value, Decimal) else value or None
        workbook.save(target)
        made.append(target)
        cases.append(case_of(checklist, before))
    for path, case in zip(converted(made, "xlsx:Calc MS Excel 2007 XML", tmp_path / "again"), cases, strict=True):
        checklist = case.checklists["r1"]
        after = merged(case.reviews[0], checklist, compared(path, case).changes)
        total = scoring.tally(checklist, after)
        figures = dict(read_sheet(path).totals["加权合计" if "加权合计" in read_sheet(path).totals else "合计"])
        ranked = any(isinstance(item.rule, Ranked) for item in checklist.items)
        if total.points is not None and not ranked:
            assert float(str(figures["得分"])) == pytest.approx(float(total.points), abs=0.011), path.name
