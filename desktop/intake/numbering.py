"""Read the mark at a paragraph's head: 一、 （一） 1. 一是 and their kin."""

import re
from enum import IntEnum
from typing import NamedTuple

from desktop.lexicon import numerals
from desktop.lexicon.numerals import HAN_MARK
from desktop.lexicon.patterns import regex


class Shape(IntEnum):
    """What a mark looks like, outer divisions before inner ones."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    FORMAL = 3
    HAN = 4
    HAN_BRACKETS = 5
    DECIMAL = 6
    ARABIC = 7
    ARABIC_BRACKETS = 8
    CIRCLED = 9
    SPOKEN = 10
    BULLET = 11


class Numbering(NamedTuple):
    """A mark: its shape and number, where its title begins, how many numbers it has (``1 基本`` 1, ``1.2`` 2)."""

    shape: Shape
    ordinal: int
    end: int
    depth: int = 1


_HAN = "一二三四五六七八九十"
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")
}
_MARK = regex(
    rf"""
      第(?P<division>[{_HAN}百\d]{{1,4}})(?:(?P<part>部分|编|篇)|(?P<chapter>章)|(?P<section>节))(?:[\s:：、.．·•]+|$)
    | (?P<formal>[壹贰叁肆伍陆柒捌玖拾]{{1,3}})(?:\s?[、.．·:：]\s*|[ \u3000]{{1,4}}(?=\S))
    | [(（〔【]\s?(?P<hanbr>{HAN_MARK})\s?[)）〕】][、.．]?\s*
    | (?:第(?P<ordinal>[{_HAN}]{{1,2}})[,，、：:]|(?P<spoken>[{_HAN}]{{1,2}})是(?!否)[:：,，]?)
    | (?P<han>{HAN_MARK})(?:\s?、\s*|(?:\s?[.．]\s*|[ \u3000]{{1,2}}(?=\S))(?:(?=(?:19|20)\d\d年)|(?!\d)))
    | (?P<decimal>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})[.．、]?
      (?:[ \u3000\t]+|(?=[\u4e00-\u9fff])(?![亿万元倍个人所名年月]))
    | [(（]\s?(?P<arabicbr>\d{{1,3}})\s?[)）][、.．]?\s*
    | (?P<arabic>\d{{1,3}})(?:\s?[.．、]\s*(?:(?=(?:19|20)\d\d年)|(?!\d))|[)）]\s*)
    | (?P<bare>\d{{1,2}})[ \u3000]{{1,4}}(?=[\u4e00-\u9fff])(?![亿万元倍个人所名年月日])
    | (?P<circled>[①-⑳❶-❿])[、.．]?\s*
    | (?P<sign>[⑴-⒇⒈-⒛㈠-㈩])[、.．]?\s*
    | (?P<bullet>[•●■◆▪◼○□★▲►➢※·])\s*
    """,
    re.VERBOSE,
)
_SIGNS = {
    chr(first + number): (shape, number + 1)
    for first, last, shape in (
        (0x2474, 20, Shape.ARABIC_BRACKETS),
        (0x2488, 20, Shape.ARABIC),
        (0x3220, 10, Shape.HAN_BRACKETS),
    )
    for number in range(last)
}
"""Marks that are one sign: ⑴ ⒈ ㈠."""
_FIRST = frozenset(_SIGNS) | frozenset(
    "第壹贰叁肆伍陆柒捌玖拾(（〔【①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿•●■◆▪◼○□★▲►➢※·" + _HAN
)
_SHAPES = {
    "part": Shape.PART,
    "chapter": Shape.CHAPTER,
    "section": Shape.SECTION,
    "formal": Shape.FORMAL,
    "hanbr": Shape.HAN_BRACKETS,
    "spoken": Shape.SPOKEN,
    "ordinal": Shape.SPOKEN,
    "han": Shape.HAN,
    "arabicbr": Shape.ARABIC_BRACKETS,
    "arabic": Shape.ARABIC,
}


def numbering(text: str, start: int, end: int) -> Numbering | None:
    """Read the mark that a paragraph begins with, or None."""
    if start >= end or not (text[start] in _FIRST or text[start].isdecimal()):
        return None
    found = _MARK.match(text, start, end)
    if found is None:
        return None
    name = found.lastgroup or ""
    written = found["division"] or found[name]
    if name == "bullet":
        return Numbering(Shape.BULLET, 0, found.end())
    if name == "circled":
        first = "①" if written <= "⑳" else "❶"
        return Numbering(Shape.CIRCLED, ord(written) - ord(first) + 1, found.end())
    if name == "sign":
        return Numbering(*_SIGNS[written], found.end())
    if name == "bare":
        return Numbering(Shape.DECIMAL, int(written), found.end())
    if name == "decimal":
        numbers = re.split(r"[.．]", written)
        return Numbering(Shape.DECIMAL, int(numbers[-1]), found.end(), len(numbers))
    return Numbering(_SHAPES[name], ordinal(written), found.end())


def ordinal(written: str) -> int:
    """Read a mark's number (``十二``, ``贰``, ``７``); 0 where it is not a number after all."""
    if written.isdecimal():
        return int(written)
    if "百" in written:
        return numerals.ordinal(written) or 0
    tens, ten, ones = written.replace("拾", "十").rpartition("十")
    if not ten:
        return _DIGITS.get(ones, 0)
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + _DIGITS.get(ones, 0)
