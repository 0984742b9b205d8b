"""Signs by the first letters of their sounds."""

import pytest

from desktop.lexicon.pinyin import initials


@pytest.mark.parametrize(
    ("sign", "letters"),
    [("教", "j"), ("率", "ls"), ("长", "cz"), ("儿", "er"), ("安", "a"), ("a", ""), ("。", ""), ("①", "")],
)
def test_a_sign_is_written_with_the_first_letter_of_every_reading(sign: str, letters: str) -> None:
    assert set(initials(sign)) >= set(letters)
    assert bool(initials(sign)) == bool(letters)
