"""What the total would come to for each answer of an item."""

from desktop.desk.accounts import outlook
from desktop.model.review import Review
from desktop.storage.shelf import Shelf


def test_answers_without_points_are_told_by_what_would_be_counted() -> None:
    levels = Shelf().get("cq2023")
    review = Review(id="r", checklist=levels.id)
    told = outlook(levels, review, levels.items[0], "")
    assert len(told) == 4
    assert told[0].startswith("评 达标：")
    assert "达标 1 条" in told[0]
    assert len({each.partition("：")[2] for each in told}) == 4
    assert review.scores == ()
