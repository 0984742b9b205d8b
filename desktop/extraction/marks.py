"""The mark at the head of a numbered paragraph."""

import re

from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex

_HAN = "一二三四五六七八九十"
MARK = regex(
    rf"""
      第[{_HAN}\d]{{1,3}}(?:部分|编|篇|章|节)[\s、:：]*
    | [壹贰叁肆伍陆柒捌玖拾]{{1,3}}(?:[、.．·:：]\s*|[ \u3000]+)
    | [{_HAN}]{{1,3}}(?:[、.．]\s*|[ \u3000]+)
    | [(（〔【]\s?(?:[{_HAN}]{{1,3}}|\d{{1,2}})\s?[)）〕】][、.．]?\s*
    | \d{{1,2}}(?:[.．]\d{{1,2}})*(?:[.．、)）]\s*|[ \u3000]+)
    | [①-⑳]\s*
    | [{_HAN}]{{1,2}}是[:：，,]?
    | [•●■◆▪◼○□★▲►➢※·]\s*
    """,
    re.VERBOSE,
    begins=rf"第壹贰叁肆伍陆柒捌玖拾{_HAN}(（〔【\d①-⑳•●■◆▪◼○□★▲►➢※·",
)
_NUMBER = regex(rf"[\s　]*(?P<before>[(（]?)(?P<number>\d{{1,2}}|[{_HAN}]{{1,3}})(?P<after>[.．、)）])(?!\d)")


def numbered(text: str, start: int) -> tuple[str, int]:
    """Read the mark at an offset as its look (``（一)`` for all of that kind) and its number; ("", 0) for none."""
    mark = _NUMBER.match(text, start)
    if mark is None:
        return "", 0
    kind = "1" if mark["number"].isdecimal() else "一"
    return mark["before"] + kind + mark["after"], numerals.ordinal(mark["number"]) or 0
