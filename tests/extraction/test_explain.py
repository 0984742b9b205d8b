"""A number's chain of decisions is that of the very reading, and what is in no record says what took it out."""

import pytest

from desktop import intake, lexicon, paths, pipeline
from desktop.extraction import says
from desktop.extraction.metrics import source_of, told
from desktop.extraction.plans import Plans
from desktop.extraction.view import view
from desktop.model.examination import Examination
from desktop.model.explanation import Explanation, Outcome
from desktop.model.words import ROLE_WORD


def read(text: str) -> Examination:
    return pipeline.examine(intake.read_bytes(text.encode(), "报告.txt"))


def why(text: str, place: str) -> Explanation:
    examination = read(text)
    return pipeline.explained(examination, examination.report.text.index(place))


def said(found: Explanation) -> dict[str, tuple[str, str]]:
    return {step.topic: (step.says, step.words) for step in found.steps}


def test_every_field_of_a_figure_is_told_with_the_words_that_decided() -> None:
    found = why("2021年，桃源区幼儿园总数为46所，其中公办31所；区域内公办幼儿园占比不低于60%。\n", "46所")
    assert found.outcome is Outcome.METRIC
    assert found.quote == "46所"
    steps = said(found)
    assert steps["读数"] == ("46 所", "46所")
    assert steps["时期"] == ("2021", "2021年")
    assert "幼儿园总数" in steps["指标"][1]
    assert steps["作用"][0] == "现状"
    part = said(why("2021年，桃源区幼儿园总数为46所，其中公办31所。\n", "31所"))
    assert part["对象"] == ("公办", "公办")
    assert part["作用"][0] == "其中"


@pytest.mark.parametrize(
    ("text", "place", "words", "rule"),
    [
        ("预计三年内专任教师达到480人。\n", "480人", "三年内", "promised"),
        ("全年召开专题会议12次。\n", "12次", "次", "event"),
        ("生均公用经费比上年增长4.5%。\n", "4.5%", "生均公用经费比上年增长", "grown"),
    ],
)
def test_the_role_names_the_words_that_decided_it(text: str, place: str, words: str, rule: str) -> None:
    step = next(step for step in why(text, place).steps if step.topic == "作用")
    assert (step.words, step.rule) == (words, says.DECIDES["role"][rule])


@pytest.mark.parametrize(
    ("text", "place", "exclusion", "words"),
    [
        ("依据政办发〔2021〕88号文件，建成学校3所。\n", "88号", "document", "88号"),
        ("落实“4+N”机制，建成学校3所。\n", "4+N", "slogan", "4+N"),
        ("第6次会议确定建成学校3所。\n", "6次", "ordinal", "第6"),
        ("近五年新建学校3所。\n", "五年", "frame", "近五年"),
        ("为5周岁儿童体检，建成学校3所。\n", "5周岁", "name", "5周岁"),
        ("2021年建成学校3所。\n", "2021年", "date", "2021年"),
    ],
)
def test_what_is_no_figure_names_the_exclusion(text: str, place: str, exclusion: str, words: str) -> None:
    found = why(text, place)
    assert found.outcome is Outcome.EXCLUDED
    assert said(found)["不计"][0] == "不是指标"
    assert found.steps[0].rule == says.EXCLUDES[exclusion]
    assert words in found.steps[0].words


def test_blanks_titles_cells_and_bare_words_say_what_they_are() -> None:
    assert why("专任教师xx名。\n", "xx名").outcome is Outcome.PLACEHOLDER
    assert why("桃源区2021年教育工作自评报告\n\n全区学校58所。\n", "2021年教育").steps[0].says == says.TITLE
    table = "序号\t学校\t在校生（人）\n1\t北街小学\t860\n2\t南街小学\t740\n"
    assert why(table, "1\t北街").steps[0].rule == says.CELL
    assert said(why(table, "860"))["指标"] == ("在校生", "在校生（人）")
    assert why("全区学校58所。\n", "全区").outcome is Outcome.NOTHING


def test_a_wrapped_figure_is_explained_where_it_stands_in_the_file() -> None:
    text = (
        "一、基本情况\n全区义务教育阶段学校共有在校学生一万余人，其中初中在校学生3\n"
        "812人，小学在校学生6540人，办学条件持续改善。\n"
    )
    examination = read(text)
    metric = next(m for m in examination.metrics if m.value == 6540)
    found = pipeline.explained(examination, metric.start)
    assert (found.start, found.end, found.quote) == (metric.start, metric.end, metric.quote)


def test_the_chain_of_every_figure_says_what_its_record_says() -> None:
    examination = read(paths.seed("003_df40e7f66a66f74d.txt").read_text(encoding="utf-8"))
    for metric in examination.metrics[::7]:
        steps = said(pipeline.explained(examination, metric.start))
        assert steps["指标"][0] == (metric.indicator or "无")
        assert steps["归入"][0] == (metric.canonical or "无")
        assert steps["对象"][0] == (metric.subject or "无")
        assert steps["时期"][0] == (metric.period or "无")
        assert steps["作用"][0] == ROLE_WORD[metric.role]


def test_every_rule_has_chinese_words() -> None:
    for path in sorted(paths.seeds_dir().glob("*.txt")):
        examination = pipeline.open_file(path)
        report, words = examination.report, lexicon.load()
        plans = Plans(report, examination.measures)
        source = source_of(report, view(report.text), examination.placeholders, plans, words)
        for _, readings in told(source, report):
            for reading in readings:
                assert [b for b in reading.why if b.rule not in says.DECIDES[b.field]] == []
                if reading.quantity.kind != "blank":
                    parts = {part.partition(":")[0] for part in reading.quantity.rule.split("+")}
                    assert parts <= says.READ.keys()
        rules = [heading.rule for heading in report.headings()]
        rules += [problem.rule for problem in examination.problems]
        rules += [measure.rule for measure in examination.measures]
        assert {rule.partition(":")[0] for rule in rules} <= says.RECORDS.keys()
        assert {blank.rule.partition("+")[0] for blank in examination.placeholders} <= says.BLANKS.keys()
