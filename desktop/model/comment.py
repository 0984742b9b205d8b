"""评语库: reasons that can be used again, found by a few letters."""

from collections.abc import Iterable

from desktop.model.value import Value

# The 3,755 common characters stand in GB 2312 (1980) in the order of their pinyin; the first code of each initial.
_INITIALS = (
    ("a", 0xB0A1), ("b", 0xB0C5), ("c", 0xB2C1), ("d", 0xB4EE), ("e", 0xB6EA), ("f", 0xB7A2), ("g", 0xB8C1),
    ("h", 0xB9FE), ("j", 0xBBF7), ("k", 0xBFA6), ("l", 0xC0AC), ("m", 0xC2E8), ("n", 0xC4C3), ("o", 0xC5B6),
    ("p", 0xC5BE), ("q", 0xC6DA), ("r", 0xC8BB), ("s", 0xC8F6), ("t", 0xCBFA), ("w", 0xCDDA), ("x", 0xCEF4),
    ("y", 0xD1B9), ("z", 0xD4D1),
)  # fmt: skip
_LAST = 0xD7F9


class Comment(Value):
    """A reason to use again: for one item (its id) or for any (empty); ``own`` is the user's."""

    text: str
    item: str = ""
    own: bool = False


class CommentBook(Value):
    """A file of comments."""

    comments: tuple[Comment, ...] = ()


def initials(text: str) -> str:
    """Write the first letters of a text's pinyin: ``zzbz`` for 佐证不足; what is not a common character is left out."""
    return "".join(filter(None, map(_initial, text.lower())))


def found(comments: Iterable[Comment], typed: str, item: str, most: int = 8) -> tuple[Comment, ...]:
    """Find comments by letters or words, those of the item first, then the user's own, then what begins so."""
    wanted = typed.strip().lower()
    ranked = []
    for at, comment in enumerate(comments):
        if comment.item not in ("", item):
            continue
        letters = initials(comment.text)
        if wanted and wanted not in letters and wanted not in comment.text.lower():
            continue
        begins = letters.startswith(wanted) or comment.text.lower().startswith(wanted)
        ranked.append(((not comment.item, not comment.own, not begins, at), comment))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(comment for _, comment in ranked[:most])


def _initial(letter: str) -> str:
    """Give one character's letter."""
    if letter.isascii():
        return letter if letter.isalnum() else ""
    try:
        code = int.from_bytes(letter.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    if not _INITIALS[0][1] <= code <= _LAST:
        return ""
    return next(initial for initial, first in reversed(_INITIALS) if code >= first)
