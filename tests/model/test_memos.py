"""旁注: part of the log like every change, and carried to a newer version of the report."""

from desktop.model.carry import carried
from desktop.model.replay import applied
from desktop.model.review import Audience, Memo, Review
from desktop.model.step import changes_between

TEXT = "一、情况\n新建小学3所。\n"


def memo(words: str, at: str, text: str = TEXT, document: str = "old") -> Memo:
    start = text.index(at)
    return Memo(id=words, document=document, start=start, end=start + len(at), quote=at, text=words)


def test_changes_of_memos_are_replayed() -> None:
    empty = Review(id="r", checklist="c")
    one = empty.with_memo(memo("a", "小学"))
    two = one.with_memo(one.memos[0].model_copy(update={"audience": Audience.CHIEF})).with_memo(memo("b", "3所"))
    for before, after in ((empty, one), (one, two), (two, two.without_memo("a"))):
        assert applied(before, changes_between(before, after)) == after


def test_memos_find_their_words_in_a_newer_version_or_stay_with_the_older() -> None:
    review = Review(id="r", checklist="c").with_memo(memo("kept", "新建小学3所")).with_memo(memo("lost", "情况"))
    newer = "前言\n一、工作\n新建小学3所。\n"
    moved = {each.id: each for each in carried(review, "n", ("old", TEXT), ("new", newer)).review.memos}
    assert moved["kept"].document == "new"
    assert newer[moved["kept"].start : moved["kept"].end] == "新建小学3所"
    assert (moved["lost"].document, moved["lost"].quote) == ("old", "情况")
