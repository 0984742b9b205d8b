"""Printed pages one below the other: places of words, and words at places, at any size."""

import pytest
from PySide6.QtCore import QPointF

from desktop.model.pages import Page, PageKind, Pages, Stretch
from desktop.ui.reader.stack import GAP, PageStack


def word(start: int, page: int, top: float) -> Stretch:
    """Set four signs of 10 points each on a page, 50 from its left."""
    return Stretch(start=start, end=start + 4, page=page, top=top, bottom=top + 12, edges=(50, 60, 70, 80, 90))


PAGES = Pages(
    sheets=(Page(600, 800), Page(300, 400), Page(600, 800, PageKind.PICTURE)),
    stretches=(word(0, 1, 100), word(4, 1, 700), word(8, 2, 50)),
)


@pytest.mark.parametrize(("room", "zoom"), [(624, 100), (324, 100), (324, 250)])
def test_each_sign_is_found_where_it_stands(room: int, zoom: int) -> None:
    stack = PageStack(PAGES, room, zoom)
    for at in range(12):
        ((page, rect),) = stack.places(at, at + 1)
        assert stack.rect(page).adjusted(-1, -1, 1, 1).contains(rect)
        assert stack.page_at(rect.center().y()) == page
        assert stack.offset_at(rect.center()) == at
    assert stack.rect(3).bottom() + GAP == pytest.approx(stack.height, abs=1.5)


@pytest.mark.parametrize(("y", "first"), [(0, 0), (130, 4), (750, 8), (5_000, None)])
def test_what_is_read_first_below_a_height(y: float, first: int | None) -> None:
    assert PageStack(PAGES, 600 + 2 * GAP, 100).first_below(y) == first


def test_beside_the_words_is_none_unless_the_nearest_is_asked_for() -> None:
    stack = PageStack(PAGES, 600 + 2 * GAP, 100)
    aside = QPointF(500, GAP + 690)
    assert stack.offset_at(aside) is None
    assert stack.offset_at(aside, near=True) == 7
    assert PageStack(Pages(sheets=()), 600, 100).offset_at(aside, near=True) is None
