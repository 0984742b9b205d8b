"""A newer version of a reviewed report: what is found again, what is lost, what may stand in its place."""

import pytest

from desktop.model.carry import Anchors, carried, likeness, nearest
from desktop.model.review import Correction, Dismissal, Ignored, LevelWord, Note, NoteMethod, Quote, Review, Score
from desktop.model.review import ScoreState as State

OLD = """青禾县教育履职自查报告
一、学前教育
全县共有幼儿园48所，普惠率达到91.2%。
今年新建公办园3所，新增学位960个。
二、义务教育
小学入学率达到100%，巩固率达到100%。
三、存在问题
城区仍有部分班级超过规定人数。
"""
NEW = """青禾县教育履职自查报告（修改稿）
一、学前教育
全县共有幼儿园49所，普惠率达到91.2%。
二、义务教育
小学入学率达到100%，巩固率达到100%。
今年新建公办园4所，新增学位1200个。
三、存在问题
城区仍有部分班级超过规定人数。
"""


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def quote(words: str, item: str) -> Quote:
    start, end = span(OLD, words)
    return Quote(id=words, item=item, document="old", start=start, end=end, quote=words)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("普惠率达到91.2%", True),
        ("91.2%", True),
        ("城区仍有部分班级超过规定人数。", True),
        ("小学入学率达到100%，巩固率达到100%。", True),
        ("48所", False),
        ("新增学位960个", False),
        ("教育履职自查报告", True),
    ],
)
def test_words_are_found_in_the_line_they_stood_in(words: str, found: bool) -> None:
    place = Anchors(OLD, NEW).place(*span(OLD, words))
    assert (place is not None) is found
    if place:
        assert NEW[place[0] : place[1]] == words


def test_of_equal_words_those_in_the_like_line_are_meant() -> None:
    old = "甲镇小学入学率达到100%。\n乙镇幼儿园普惠率达到100%。\n"
    new = "乙镇幼儿园普惠率达到100%。\n甲镇小学入学率达到100%，较上年持平。\n丙镇全部达标100%。\n"
    for town, line in (("甲", 1), ("乙", 0)):
        start = old.index("100%", old.index(town))
        place = Anchors(old, new).place(start, start + 4)
        assert place is not None
        assert new[: place[0]].count("\n") == line


def test_a_review_is_carried_over_and_what_is_lost_stays_to_be_decided() -> None:
    rate, school = OLD.index("91.2%"), OLD.index("100%")
    review = Review(
        id="r1",
        checklist="demo",
        scores=(
            Score(item="a", wording="w", state=State.SCORED, level=LevelWord.REACHED, reason="有数"),
            Score(item="b", wording="w", state=State.SCORED, level=LevelWord.MOSTLY),
        ),
        evidence=(
            quote("普惠率达到91.2%", "a"),
            quote("新增学位960个", "b"),
            Note(id="n", item="b", method=NoteMethod.VISIT, text="园舍已建成"),
        ),
        dismissed=(Dismissal(item="a", document="old", start=0, end=3),),
        corrections=(
            Correction(document="old", start=rate, field="unit", value="%"),
            Correction(document="old", start=school, field="metric", value="yes", end=school + 4),
        ),
        ignored=(Ignored(document="old", start=OLD.index("960个"), reason="无关"),),
    )
    made = carried(review, "r2", ("old", OLD), ("new", NEW))
    assert (made.kept, [each.quote for each in made.lost], made.dropped) == (1, ["新增学位960个"], 2)
    first, second, note = made.review.evidence
    assert isinstance(first, Quote)
    assert (first.document, NEW[first.start : first.end]) == ("new", "普惠率达到91.2%")
    assert second == review.evidence[1]
    assert note == review.evidence[2]
    assert [score.state for score in made.review.scores] == [State.SCORED, State.DOUBTFUL]
    assert made.review.scores[1].level == LevelWord.MOSTLY
    (correction,) = made.review.corrections
    assert (correction.start, correction.end) == (NEW.index("100%"), NEW.index("100%") + 4)
    assert made.review.id == "r2"


@pytest.mark.parametrize(
    ("words", "line"),
    [("新增学位960个", "今年新建公办园4所，新增学位1200个。"), ("农村寄宿制学校食堂全部达标", None), ("", None)],
)
def test_the_nearest_line_may_take_its_place(words: str, line: str | None) -> None:
    place = nearest(NEW, words)
    assert (NEW[place[0] : place[1]] if place else None) == line


def test_versions_are_told_from_other_reports() -> None:
    other = NEW.replace("青禾", "白水").replace("49", "31").replace("91.2", "88.6").replace("100", "99.9")
    assert likeness(OLD, NEW) > 0.5
    assert likeness(OLD, "\n".join(line + "，另有安排" for line in other.splitlines())) < 0.4
    assert likeness(OLD, "短") == 0
