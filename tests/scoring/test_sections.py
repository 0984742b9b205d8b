"""What a report says well and badly, section by section."""

from itertools import pairwise

import pytest

from desktop import intake, lexicon, pipeline
from desktop.model.chart import Section, Tone
from desktop.scoring.sections import sections

HEAD = "某县教育工作自查报告\n一、工作情况\n"


def of(text: str) -> tuple[Section, ...]:
    return sections(pipeline.examine(intake.read_text(text, "某县.txt")), lexicon.load())


@pytest.mark.parametrize(
    ("sentence", "tone"),
    [
        ("全县建成公办幼儿园12所。", Tone.GOOD),
        ("我县获评全省教育先进县。", Tone.GOOD),
        ("计划建成公办幼儿园12所。", Tone.PLAIN),
        ("教师们认真备课。", Tone.PLAIN),
        ("全县召开会议，提高认识。", Tone.PLAIN),
        ("学前三年毛入园率达到xx%。", Tone.BLANK),
    ],
)
def test_a_sentence_has_a_tone(sentence: str, tone: Tone) -> None:
    (section,) = (each for each in of(f"{HEAD}{sentence}\n") if each.title.startswith("一、"))
    assert [each.tone for each in section.sentences] == [tone]


def test_problems_and_measures_stand_where_they_are_told() -> None:
    found = of(f"{HEAD}全县建成学校3所。\n二、存在问题\n（一）城区学位不足。\n三、下一步措施\n（一）新建小学2所。\n")
    counts = {
        each.title: [each.count(tone) for tone in (Tone.GOOD, Tone.PROBLEM, Tone.MEASURE)]
        for each in found
        if each.title != "（开头）"
    }
    assert sum(held[0] for title, held in counts.items() if title.startswith("一")) == 1
    assert sum(held[1] for held in counts.values()) == 1
    assert sum(held[2] for held in counts.values()) == 1


def test_sections_cover_the_report_in_its_order() -> None:
    found = of(f"{HEAD}教师们认真备课。\n（一）管理\n全县有学校3所。\n二、成绩\n全县有学校4所。\n")
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(a.end == b.start for a, b in pairwise(found))
