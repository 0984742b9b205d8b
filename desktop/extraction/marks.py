"""The mark at the head of a numbered paragraph."""

import re

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
