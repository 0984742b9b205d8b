"""Recognise a heading that lost its number in conversion, by its own shape and by its neighbours."""

from collections import Counter
from collections.abc import Sequence

from desktop.intake.layout import Paragraph
from desktop.intake.numbering import Numbering, Shape
from desktop.intake.titles import is_office, is_signature_date
from desktop.lexicon.patterns import regex

_LONGEST = 36
_COUPLET = 24
"""The longest title in two halves that ends with a full stop (抓住一个“全”字，促进大发展。)."""
_SHAPE = regex(r"(?=.*[\u4e00-\u9fff]{3})[^。；;：:！？\t\d％%]{4,}[。]?$")
_BARE = regex(r"(?:主要|存在|基本)?(?:问题|困难|不足|短板|建议|意见|对策|打算|措施|成绩|成效|经验|做法|亮点|概况|情况)")
_UNLIKE = regex(r"[(（【\[]|附\s*件|特此|此致|以上|妥否|专此|抄送|抄报|联系人|（?盖章|来源|作者|针对(?!性).+[，,].+。$")
_DIVISION = regex(
    r"(?:基本情况|概况|存在的?.{0,8}(?:问题|困难|不足|短板)|主要问题|(?:问题|困难|不足|短板|差距)[和与及、](?:问题|困难|不足|短板|差距|挑战)|(?:整改|改进|下一步|今后|对策).{0,8}"
    r"|主要做法|工作成效|经验做法|特色亮点|意见建议|意见和建议|保障措施|组织实施|总体要求|工作打算)[。]?$"
)


def lost_heading(
    text: str,
    body: Sequence[Paragraph],
    index: int,
    *,
    stack: Sequence[tuple[int, bool]],
    after: tuple[int, int, Numbering | None] | None,
    above_is_heading: bool,
) -> int:
    """Judge one unnumbered paragraph; gives its level, 0 where it is no heading.

    ``stack`` holds (level, alone on its line) of the headings it stands under, outermost first; ``after`` is the
    next numbered heading as (paragraph, level, mark); ``above_is_heading`` tells whether a heading without a body
    stands right above.
    """
    line = text[body[index].start : body[index].end]
    if not _looks_like_one(line) or index + 1 >= len(body):
        return 0
    if not stack:
        return 0
    directly_under = stack[-1][0] if above_is_heading else 0
    if after and after[0] == index + 1 and after[2] and after[2].ordinal == 1 and after[2].shape is not Shape.SPOKEN:
        level = max(after[1] - 1, 1)
        return level if level > directly_under else 0
    if directly_under or not _is_prose(text, body[index + 1]):
        return 0
    if _DIVISION.match(line) and stack[0][1]:
        return 1
    deepest = [level for level, alone in stack if alone]
    if not deepest:
        return 0
    return deepest[-1] if deepest[-1] > 1 else 2


def bare_headings(text: str, body: Sequence[Paragraph], span: range) -> dict[int, int]:
    """Find the headings of a document that numbers none, with their levels: lines by themselves above prose.

    A heading right above another one, or one that names a usual division, is level 1; those under it are level 2.
    One line alone is a heading only where it names a usual division.
    """
    lines = {index: text[body[index].start : body[index].end] for index in span}
    often = Counter(lines.values())
    alone = {i for i, line in lines.items() if often[line] == 1 and line[-1] not in "。，,、" and _looks_like_one(line)}
    leads = {i for i in alone if i + 1 in lines and _is_prose(text, body[i + 1])}
    above = {i for i in alone if i + 1 in leads}
    divisions = {i for i in leads | above if _DIVISION.search(lines[i]) or _BARE.fullmatch(lines[i])}
    if len(leads) < 2:
        leads &= divisions
    levels: dict[int, int] = {}
    under = 1
    for index in sorted(leads | above):
        outer = index in above or index in divisions
        levels[index] = 1 if outer else under
        under = 2 if index in above else 1 if outer else under
    return levels


def _looks_like_one(line: str) -> bool:
    if _BARE.fullmatch(line):
        return True
    if len(line) > _LONGEST or _UNLIKE.match(line) or not _SHAPE.match(line):
        return False
    commas = line.count("，") + line.count(",")
    sentence = line[-1] == "。" and commas > 0 and len(line) > _COUPLET
    return not (is_office(line) or is_signature_date(line) or sentence) and commas < 3


def _is_prose(text: str, paragraph: Paragraph) -> bool:
    return paragraph.end - paragraph.start > _LONGEST or text[paragraph.end - 1] in "。；"
