"""Words that announce the parts of a whole (其中, 分为, 按…分, 合计, 其余), and how far a list of parts reaches."""

from collections.abc import Sequence

from desktop.checking.changes import is_change
from desktop.checking.passages import Figure
from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex

OPENS = regex(
    r"其中|包括|(?<!包)含|分为|分别|(?:分布|依次|构成|具体)[为是]|^[,;]?(?:从|按)[^,;:\d]{1,8}(?:来?看|划?分类?)?[,:]"
)
"""What stands before the first part."""
VIEW = regex(r"^[,;]?(?:从|按)[^,;:\d]{1,8}(?:来?看|划?分类?)?[,:]")
"""An opener that looks at a whole from one side."""
CLOSES = regex(
    r"(?:^|[,、;(])(?:[\d一二两三四五六七八九十]+年来?|[两三四五六七八九](?:项[^,、;:()\d]{0,6}|[\u4e00-\u9fff]{1,2}))?(?:合计|共计|总计|总共|一共|累计|总数|共)(?P<noun>[^,、;:()]{0,12})$"
)
"""What stands before a whole that is told behind its parts."""
REST = regex(r"(?:其余|余下|剩余|剩下)[^,;]{0,12}$")
"""What stands before the last part, which is what the others leave."""
ALSO = regex(r"(?:还有|尚有|另有|仍有)[^,;]{0,12}$")
"""What stands before a part that is told besides."""
_MARKER = regex(
    r"^;?\(?(?:[\d一二三四五六七八九十]{1,2}\)|[\d一二三四五六七八九十]{1,2}[.、]|[一二三四五六七八九十]是)|^;?[①-⑳]"
)
NEXT_PART = regex(r"[,、和与及](?:(?:19|20)\d\d年[^,;()\d]{0,8}|[^,;()\d]{1,16})")
"""What stands before one more part."""
COUNTED = regex(
    r"^[,;]?(?:其中)?(?P<count>[两三四五六七八九\d])(?:类|项|种|部分|块|个?(?:学段|层次|批次|片区|校区))[^,;]{0,6}分别[为是]?$"
)
"""An opener that counts the parts (两类分别为)."""
_PER_HEAD = regex(r"生均|人均|平均|每|班均|校均|差异系数|均值|标准")
SCHOOLS = {"所", "个", "家"}
"""What schools and their 教学点 are counted by."""
_SCHOOL = regex(r"教学点|校|园|小学|中学|机构")
REACH = 60
"""How many figures a list of parts may reach."""


def divides(lead: str, parts: int) -> bool | None:
    """Tell whether an opener divides its whole (其中), may only name its parts (分别: None), or counts them (两类)."""
    if "依次" in lead:
        return None
    if "分别" not in lead:
        return "其中" in lead or VIEW.match(lead) is not None
    counted = COUNTED.search(lead)
    return True if counted and numerals.parse(counted["count"]) == parts else None


def per_head(figure: Figure) -> bool:
    """Tell whether a figure is an average; a number of schools never is, though they may lack 生均面积."""
    return figure.base != "所" and _PER_HEAD.search(f"{figure.metric.indicator}{figure.clause}") is not None


def parts_behind(figures: Sequence[Figure], i: int) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """List the figures of one kind behind an opener: as far as they reach, and up to the first ；."""
    first = figures[i]
    parts: list[Figure] = []
    short: list[Figure] | None = None
    marked = bool(_MARKER.search(OPENS.split(first.lead)[-1].lstrip(":")))
    for figure in figures[i : i + REACH]:
        new = figure is first
        if figure.depth < first.depth or (
            not new and figure.depth == first.depth and (OPENS.search(figure.lead) or CLOSES.search(figure.lead))
        ):
            break
        if not new and ";" in figure.lead and not (marked and _MARKER.search(";" + figure.lead.rpartition(";")[2])):
            short = short or list(parts)
        averaged = per_head(figure) and not per_head(first)
        if figure.depth == first.depth and _of_one_kind(first, figure) and not is_change(figure) and not averaged:
            parts.append(figure)
    return tuple(parts), tuple(parts if short is None else short)


def _of_one_kind(first: Figure, figure: Figure) -> bool:
    """Tell whether two figures count alike; schools are counted by 所, their 教学点 by 个."""
    if figure.base == first.base:
        return True
    return {figure.base, first.base} <= SCHOOLS and _SCHOOL.search(figure.label) is not None
