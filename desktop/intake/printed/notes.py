"""Find footnotes: the small raised numbers that call them, and their lines at the foot of a page."""

from collections.abc import Iterator, Sequence
from statistics import median

from desktop.intake.printed.sheet import Rule, Strip
from desktop.lexicon.patterns import regex

_CALL = regex(r"[\[〔(（]?(?P<number>\d{1,3}|[①-⑳])[\]〕)）]?")
_BEGINS = regex(r"[\[〔(（]?(?P<number>\d{1,3}|[①-⑳])[\]〕)）]?[.．、\s]?(?=\D)")
_RAISED = ((0.8, 0.12), (0.9, 0.2))
"""How small a number is and how far it is raised, in heights of words beside it: browsers make it hardly smaller."""
_FINE = 0.92
_CIRCLED = ord("①") - 1
_MARGIN = 40.0


def called(words: Strip, run: Strip, *, behind: bool = True) -> Strip:
    """Write a small raised number beside other words as the call of a note, ``[3]``, so that it joins no figure."""
    match = _CALL.fullmatch(run.text)
    unit = behind and words.text[-1].isascii() and words.text[-1].isalpha()  # m² is no note
    if match is None or unit:
        return run
    high = words.bottom - words.top
    small, up = (run.bottom - run.top) / high, (words.middle - run.middle) / high
    raised = any(small <= most and up > least for most, least in _RAISED)
    return _written(run, 0, len(run.text), f"[{_number(match['number'])}]") if raised else run


def footnotes(lines: Sequence[Strip], rules: Sequence[Rule], usual: float) -> list[list[Strip]]:
    """List the notes among a page's lines, each with its lines from above; ``usual`` is how high a line is elsewhere.

    They stand at the foot in smaller type, the first of them beneath a rule or behind a number.
    """
    foot: list[Strip] = []
    for line in sorted(lines, key=lambda each: -each.middle):
        if line.bottom - line.top > _FINE * usual:
            break
        foot.insert(0, line)
    begins = list(_begins(foot))
    if not begins or len(foot) == len(lines):
        return []
    first = foot[begins[0]]
    ruled = any(
        rule.bottom - rule.top < 2 and 0 <= first.top - rule.top < 2 * usual and rule.left <= first.left + _MARGIN
        for rule in rules
    )
    if not ruled and begins[0] > 0:
        return []
    return [_numbered(foot[at:end]) for at, end in zip(begins, [*begins[1:], len(foot)], strict=True)]


def _begins(lines: Sequence[Strip]) -> Iterator[int]:
    """Give the lines that begin a note: each number is one more than that of the note before, in the same form."""
    wanted, circled = 0, False
    for at, line in enumerate(lines):
        match = _BEGINS.match(line.text)
        if match is None:
            continue
        number, form = _number(match["number"]), not match["number"].isascii()
        if not wanted or (number, form) == (wanted, circled):
            wanted, circled = number + 1, form
            yield at


def usual_height(strips: Sequence[Strip]) -> float:
    """Give how high most signs of a page are."""
    return median(strip.bottom - strip.top for strip in strips for _ in strip.text[::8]) if strips else 0.0


def _numbered(lines: Sequence[Strip]) -> list[Strip]:
    """Write a note's number as ``[1]``."""
    first, *others = lines
    match = _BEGINS.match(first.text)
    assert match is not None
    return [_written(first, 0, match.end(), f"[{_number(match['number'])}] "), *others]


def _number(sign: str) -> int:
    return int(sign) if sign.isdigit() and sign.isascii() else ord(sign) - _CIRCLED


def _written(strip: Strip, start: int, end: int, words: str) -> Strip:
    """Put other words in the place of some of a strip."""
    left, right = strip.edges[start], strip.edges[end]
    step = (right - left) / len(words)
    edges = (*strip.edges[:start], *(left + step * at for at in range(len(words))), *strip.edges[end:])
    return strip._replace(text=strip.text[:start] + words + strip.text[end:], edges=edges)
