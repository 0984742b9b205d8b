"""Write out what an EQ field shows: Word 97 to 2003, RTF and WPS keep ruby, ringed signs and formulas in its code."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from desktop.intake.counting import LOWERED, RAISED, written
from desktop.intake.formulas import between

_FIELD = re.compile(r"\s*EQ(?![a-z])", re.IGNORECASE)
_GENERAL = re.compile(r'\\\*\s*(?:"[^"]*"|\w+)')
_COMMAND = re.compile(
    r"\\([abdfilorsx])(?![a-z])((?:\s*\\(?:[lrb]c(?:\\.|[^a-z\s])|[a-z]{2}\s*\d*))*)\s*\(", re.IGNORECASE
)
_BRACKET = re.compile(r"\\([lrb])c\\?(.)", re.IGNORECASE)
_PARTS = re.compile(r"[,;]")
_RINGS, _FRAMES = frozenset("○◯〇"), frozenset("□△◇▢")
_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_MOST, _DEEPEST = 2000, 20
DEEPEST_FIELD = 20
"""So many fields lie in each other at most; one further out was never ended."""
RESULT = "\0"
"""Parts a code from the result that some programs keep of it, which does not show."""


class _Part(NamedTuple):
    """What one part of a command shows, and whether it is set above the line as a whole."""

    words: str
    above: bool = False


def is_equation(code: str) -> bool:
    """Tell whether a field shows what its code says."""
    return _FIELD.match(code) is not None


def shown(code: str) -> str:
    """Give the words that an EQ field shows, ruby left out; a broken or endless code shows nothing."""
    code = _GENERAL.sub("", _FIELD.sub("", code.partition(RESULT)[0], count=1))
    if len(code) > _MOST:
        return ""
    parts, _ = _parts(code.strip(), 0, _DEEPEST, within=False)
    return parts[0].words.strip()


def _parts(code: str, at: int, deepest: int, *, within: bool) -> tuple[list[_Part], int]:
    """Read parts up to the bracket that ends them; gives them and where it goes on."""
    found: list[_Part] = []
    words: list[str] = []
    above = 0
    pieces = 0
    depth = 0
    pending = False
    while at < len(code):
        command = _COMMAND.match(code, at)
        if command and deepest:
            parts, at = _parts(code, command.end(), deepest - 1, within=True)
            options = command[2].lower()
            said = _shown(command[1].lower(), command[2], parts)
            words += [between("".join(words[-1:]), said), said]
            pending = True
            above += command[1].lower() == "s" and "\\do" not in options and "\\di" not in options
            pieces += 1
            continue
        sign = code[at]
        at += 1
        if sign == "\\" and at < len(code):
            words.append(code[at])
            at += 1
        elif within and not depth and sign == ")":
            break
        elif within and not depth and _PARTS.match(sign):
            found.append(_Part("".join(words), above == pieces == 1))
            words, above, pieces, pending = [], 0, 0, False
            continue
        else:
            if pending:
                words.append(between(words[-1], sign))
            depth += (sign == "(") - (sign == ")" and depth > 0)
            words.append(sign)
        pieces += not sign.isspace()
        pending = False
    found.append(_Part("".join(words), above == pieces == 1))
    return found, at


def _shown(command: str, options: str, parts: Sequence[_Part]) -> str:
    words = [part.words.strip() for part in parts]
    if command == "o":
        return _overlapped(parts)
    if command == "f":
        return "/".join(words)
    if command == "r":
        return f"{''.join(words[:-1]).translate(RAISED)}√{words[-1]}"
    if command == "s":
        raised = "\\do" not in options.lower()
        return "".join(each.translate(RAISED if raised else LOWERED) if each.isascii() else each for each in words)
    if command == "b":
        return _bracketed(options, "".join(words))
    if command == "i":
        sign = "∑" if "\\su" in options.lower() else "∏" if "\\pr" in options.lower() else "∫"
        limits = "…".join(filter(None, words[:-1]))
        return f"{sign}({limits}){words[-1]}" if limits else sign + words[-1]
    return ("," if command == "l" else "\n").join(words)


def _overlapped(parts: Sequence[_Part]) -> str:
    """Give what is read of signs that lie upon each other: no ruby, no frame; a ringed number is one sign."""
    words = [part.words.strip() for part in parts if not part.above] or [part.words for part in parts]
    held = "".join(each for each in words if each not in _RINGS | _FRAMES)
    if not held:
        return words[0]
    if any(each in _RINGS for each in words) and held.isdecimal() and held.isascii():
        return written(int(held), "decimalEnclosedCircle")
    return held


def _bracketed(options: str, words: str) -> str:
    before, behind = ("", "") if _BRACKET.search(options) else ("(", ")")
    for which, sign in _BRACKET.findall(options):
        before = sign if which.lower() in "lb" else before
        behind = sign if which.lower() == "r" else _PAIRS.get(sign, sign) if which.lower() == "b" else behind
    return before + words + behind
