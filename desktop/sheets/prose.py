"""What the words around a rule table say of the whole: bands of the total, and what vetoes it. Proposals only."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from desktop.lexicon.patterns import regex
from desktop.model.scheme import Band, Bands

_N = r"(\d+(?:\.\d+)?)"
_UNIT = r"\s*(?:分|[%％])?\s*(?:[（(]\s*不?\s*含[^)）]{0,8}[)）])?\s*(?:分|[%％])?"
_WORD = (
    r"(?:基本|不|未|较)?(?:优秀|优良|良好|合格|达标|先进|示范|通过)|待(?:改进|提高|整改)|(?:中|优|良|差|较差|一般|较好|好)等?"
    r"|[A-EＡ-Ｅ][+\-]?[等级档]?|[一二三四五甲乙丙丁][等级档](?:次)?"
)
_RANGE = (
    rf"(?:{_N}{_UNIT}\s*(?:[-—–－~～至到]+|[≤<＜]\s*[^\d，。；]{{0,6}}[<＜≤]+)\s*{_N}{_UNIT}"
    rf"|(?:≥|＞=|>=|＞|>|不低于|不少于|达到|高于|大于(?:等于)?)\s*{_N}{_UNIT}(?:及?\s*以上)?"
    rf"|{_N}{_UNIT}\s*(?:及|或)?\s*以上"
    rf"|(?:<|＜|≤|低于|不足|不满|未达到|未达|小于)\s*{_N}{_UNIT}"
    rf"|{_N}{_UNIT}\s*(?:及|或)?\s*以下)"
)
_AFTER = regex(
    rf"{_RANGE}(?:的|者|，|,|、)?(?:县|区|学校|单位)?\s*(?:评|定|评定|确定|认定|判定|属|记)?(?:为|于)\s*[“\"‘]?({_WORD})"
)
_BEFORE = regex(
    rf"[“\"‘]?({_WORD})(?:等次|等级|档)?[”\"’]?\s*(?:[（(：:]|为)\s*(?:总分|得分|分数|得分率)?\s*(?:在)?\s*{_RANGE}"
)
_BANDS = regex(r"等次|等级|档次|结果分|结论|优秀|[AＡ][等级]|总分|得分")
_CAUSE = regex(r"(?:有|出现|存在|发生|凡)[^。：:\n]{0,14}(?:下列|以下|如下|之一)[^。：:\n]{0,40}[：:]?")
_FATAL = regex(
    r"一票否决|否决|直接(?:评|定|认定|判)|不得评|不予(?:通过|认定)|取消[^。]{0,10}资格|(?:评|定|认定|视)为最?[不末低]"
)
_POINT = regex(r"(?:^|[\s：:；;。])\s*(?:\d{1,2}\s*[.．、]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳])\s*|[；;\n]")
_GRADE = regex(r"(?:评|定|认定|确定|判定|列)?为\s*[“\"]?((?:基本|不|未)?(?:合格|达标|通过)|[A-E][等级]|差|待整改)")
_LONGEST = 80


class Vetoes(NamedTuple):
    """The cases that veto the whole, and the grade it then has (empty: the lowest)."""

    cases: tuple[str, ...]
    grade: str


def bands(text: str, most: Decimal) -> Bands | None:
    """Read bands of the total from words (90分及以上为优秀；优秀：90—100分); None where there are no two of them.

    ``most`` are the points of the whole, which shares (得分率 ≥ 85%) are of.
    """
    if not _BANDS.search(text):
        return None
    found: dict[str, Decimal] = {}
    for word, low, is_share in (*_told(text, _AFTER, last=True), *_told(text, _BEFORE, last=False)):
        floor = low * most / 100 if is_share and most else low
        found.setdefault(word, floor)
    if len(found) < 2 or len(set(found.values())) < len(found):
        return None
    ordered = sorted(found.items(), key=lambda each: -each[1])
    return Bands(bands=tuple(Band(min=low, text=word) for word, low in ordered))


def vetoes(text: str) -> Vetoes | None:
    """Read what vetoes the whole: the cases after 出现下列情形之一的，一票否决."""
    for cause in _CAUSE.finditer(text):
        sentence = text[cause.start() :].partition("\n\n")[0]
        head, colon, rest = (
            re.split(r"([：:])", sentence, maxsplit=1) if re.search("[：:]", sentence) else (sentence, "", "")
        )
        if not _FATAL.search(head):
            continue
        cases = tuple(dict.fromkeys(filter(None, (_bare(part) for part in _POINT.split(rest))))) if colon else ()
        if cases:
            grade = _GRADE.search(head)
            return Vetoes(cases, grade[1] if grade else "")
    return None


def _told(text: str, pattern: re.Pattern[str], *, last: bool) -> Iterator[tuple[str, Decimal, bool]]:
    """Give each grade with the least of its range, and whether that is a share."""
    for match in pattern.finditer(text):
        groups = match.groups()
        word, numbers = (groups[-1], groups[:-1]) if last else (groups[0], groups[1:])
        one, other, least, upward, _, _ = numbers
        number = next((Decimal(n) for n in (least, upward) if n is not None), Decimal(0))
        if one is not None:
            number = min(Decimal(one), Decimal(other))
        yield word, number, "%" in match[0] or "％" in match[0]


def _bare(text: str) -> str:
    """Take numbers and stops off a case."""
    return text.strip(" 　。；;，,：:\n").removesuffix("的")[:_LONGEST]
