import pytest

from desktop.model.comment import Comment, found, initials

COMMENTS = (
    Comment(text="佐证不足。"),
    Comment(text="证据充足，佐证不足之处已补。"),
    Comment(text="本项佐证不足", item="a1"),
    Comment(text="自拟：佐证不足", own=True),
    Comment(text="没有提到", item="b9"),
)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("佐证不足", "zzbz"),
        ("啊按", "aa"),
        ("做完", "zw"),
        ("达标率85%", "dbl85"),
        ("鑫，有", "y"),
        ("座", "z"),
        ("", ""),
    ],
)
def test_the_letters_of_a_text(text: str, letters: str) -> None:
    assert initials(text) == letters


@pytest.mark.parametrize("typed", ["zzbz", "佐证不足", "ZZBZ", " zzbz "])
def test_comments_are_found_by_letters_or_words_the_item_s_own_first(typed: str) -> None:
    assert [c.text for c in found(COMMENTS, typed, "a1")] == [
        "本项佐证不足",
        "自拟：佐证不足",
        "佐证不足。",
        "证据充足，佐证不足之处已补。",
    ]


def test_what_does_not_fit_is_not_offered_and_nothing_typed_offers_all_of_the_item() -> None:
    assert found(COMMENTS, "mytd", "a1") == ()
    assert [c.text for c in found(COMMENTS, "mytd", "b9")] == ["没有提到"]
    assert len(found(COMMENTS, "", "a1")) == 4
    assert len(found(COMMENTS, "", "a1", most=2)) == 2
