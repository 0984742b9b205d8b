"""Find the titles of documents (level 0), also where they are broken over lines or a file holds several."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from desktop.intake.layout import Paragraph, ends_sentence
from desktop.intake.numbering import Numbering, Shape
from desktop.lexicon.patterns import regex

TITLE_LIMIT = 100
"""The longest title that is believed, in characters."""

_KINDS = (
    "报告书|报告|方案|函|通知|意见书|意见|通报|汇报|总结|公报|公告|公示|决定|办法|计划|要点|规划|台账|清单|说明|讲话|纪要|(?:访谈|座谈|会议|督导|检查|调研|听课)记录|批复|请示|简报"
    "|细则|规程|志|年鉴|一览表|统计表|情况表|汇总表"
)
_TAIL = r"(?:范文|样本|模板)?[一二两三四五六七八九十]?篇?”?\s?(?:[(（][^()（）]{1,12}[)）])?$"
_KIND = regex(rf"(?:{_KINDS}|材料|情况|范文){_TAIL}")
_LATER_KIND = regex(rf"(?:{_KINDS}){_TAIL}")
_PAGE_SUFFIX = regex(r"\s+[(（]\d{1,2}[)）]$")
_OFFICE = regex(
    r"[\u4e00-\u9fffxX×\s]{2,40}(?:政府|委员会|办公室|办公厅|教育局|体育局|教体局|教科局|教委|督导室|督导团|督导组|督导办|督导委|评估组|工委|厅|局)$"
)
_NUMBER = regex(r".{0,20}[〔\[［【(（]\s*(?:19|20)\d\d\s*[〕\]］】)）]\s*第?\s*[\dxX×]{1,5}\s*号$")
_DATE = regex(r"[(（]?[〇○零一二三四五六七八九十\d年月日xX×\s./-]{4,16}[)）]?$")
_RED_HEAD = regex(r".{2,30}(?:文件|发文稿纸)$")
_ADDRESSEE = regex(r"[^，。；：:\d]{2,40}[：:]")
_NAME_LEAST = 10
_ENCLOSURE = regex(r"附\s*[件表录]?\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?$")


class Title(NamedTuple):
    """A title over the paragraphs ``first`` to ``last``, ending at offset ``end`` (the page's own ` (1)` left out)."""

    first: int
    last: int
    end: int


def titles(text: str, paragraphs: Sequence[Paragraph], marks: Sequence[Numbering | None]) -> tuple[Title, ...]:
    """List the titles: those at the file's head, and later ones after which the numbering begins anew.

    ``marks`` are the numberings that the paragraphs begin with.
    """
    if not paragraphs:
        return ()
    found: list[Title] = []
    begins_anew = _next_division_is_first(marks)
    at = 0
    while at < len(paragraphs):
        stop = at
        while stop < len(paragraphs) and marks[stop] is None and is_title_line(text, paragraphs[stop]):
            if stop > at and text[paragraphs[stop - 1].end : paragraphs[stop].start].strip():
                break  # a table stands between the two
            stop += 1
        if stop > at:
            leading = not any(_is_body(text, p) for p in paragraphs[:at]) if at < 12 else False
            if leading or begins_anew[stop - 1]:
                found += _cut(text, paragraphs, at, stop, leading=leading)
            else:
                found += _announced(text, paragraphs, at, stop)
        at = max(stop, at + 1)
    return tuple(found)


def is_title_line(text: str, paragraph: Paragraph) -> bool:
    """Tell whether an unnumbered paragraph could be a line of a title: short, no sentence, no date or 文号."""
    start, end = paragraph.start, paragraph.end
    if not 2 <= end - start <= TITLE_LIMIT or ends_sentence(text, end) or "\t" in text[start:end]:
        return False
    line = text[start:end]
    if line[0] in "(（[【" or "。" in line:
        return False
    return not (is_signature_date(line) or _NUMBER.match(line) or _ENCLOSURE.match(line))


def is_signature_date(line: str) -> bool:
    """Tell whether a line is nothing but a date."""
    return _DATE.match(line) is not None


def is_office(line: str) -> bool:
    """Tell whether a line is nothing but the name of an authority."""
    return _OFFICE.match(line) is not None


def _is_body(text: str, paragraph: Paragraph) -> bool:
    return paragraph.end - paragraph.start > TITLE_LIMIT or "。" in text[paragraph.start : paragraph.end]


def _cut(text: str, paragraphs: Sequence[Paragraph], at: int, stop: int, *, leading: bool) -> list[Title]:
    """Cut a run of title lines after every line that ends like a document's name."""
    found: list[Title] = []
    kind = _KIND if leading else _LATER_KIND
    first = at
    for index in range(at, stop):
        line = text[paragraphs[index].start : paragraphs[index].end]
        if not kind.search(line):
            if _RED_HEAD.match(line):
                first = index + 1
            continue
        if index - first > 4 or not leading:
            first = _own_first_line(text, paragraphs, first, index)
        bare = _PAGE_SUFFIX.sub("", line)
        found.append(Title(first, index, paragraphs[index].start + len(bare)))
        first = index + 1
    if found or not leading or at:
        return found
    return _bare_title(text, paragraphs, at)


def _announced(text: str, paragraphs: Sequence[Paragraph], at: int, stop: int) -> list[Title]:
    """Take a line as a later title: named in 《》 before, below a date, or above those whom it is written to."""
    found = []
    for index in range(at, stop):
        start, end = paragraphs[index].start, paragraphs[index].end
        if end - start < _NAME_LEAST or not _LATER_KIND.search(text[start:end]):
            continue
        above, below = (
            text[paragraphs[at].start : paragraphs[at].end] if 0 <= at < len(paragraphs) else ""
            for at in (index - 1, index + 1)
        )
        addressed = _ADDRESSEE.fullmatch(below) is not None
        if addressed or is_signature_date(above) or text.find(f"《{text[start:end]}》", 0, start) >= 0:
            found.append(Title(index, index, end))
    return found


def _own_first_line(text: str, paragraphs: Sequence[Paragraph], first: int, last: int) -> int:
    """Leave the signature of the document before out of a later title; keep the lines of a broken one."""
    for index in range(last - 1, first - 1, -1):
        line = text[paragraphs[index].start : paragraphs[index].end]
        below = text[paragraphs[index + 1].start : paragraphs[index + 1].end]
        if is_office(line) and not below.startswith("关于"):
            return index + 1
    return max(first, last - 3)


def _bare_title(text: str, paragraphs: Sequence[Paragraph], at: int) -> list[Title]:
    """Take a file's very first line as its title although it names no kind of document."""
    line = text[paragraphs[at].start : paragraphs[at].end]
    follows = len(paragraphs) > at + 1
    if (
        follows
        and not _RED_HEAD.match(line)
        and 8 <= len(line) <= 50
        and re.search(r"关于|教育|督导|20\d\d年", line)
        and not is_office(line)
    ):
        return [Title(at, at, paragraphs[at].start + len(_PAGE_SUFFIX.sub("", line)))]
    return []


def _next_division_is_first(marks: Sequence[Numbering | None]) -> list[bool]:
    """Tell for each paragraph whether the next 一、 after it is number one."""
    answers = [False] * len(marks)
    coming = False
    for index in range(len(marks) - 1, -1, -1):
        answers[index] = coming
        mark = marks[index]
        if mark and mark.shape <= Shape.HAN:
            coming = mark.ordinal == 1
    return answers
