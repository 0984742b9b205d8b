"""Whose paragraph it is: the school that it presents, or the stage that its heading names."""

from functools import lru_cache
from typing import NamedTuple

from desktop.extraction import groups, leads
from desktop.extraction.edges import front
from desktop.extraction.marks import MARK
from desktop.lexicon.patterns import regex

_PRESENTS = regex(
    r"[，,]?(?:位于|地处|坐落|始建|创[办建]|成立|是|系|前身|占地|历史悠久)|[，,](?:原名|原为|民国|清|(?:19|20)\d\d年)"
)
_TITLED = regex(
    r"(?:(?:19|20)\d\d|关于|基本情况|情况|概况|简介|办学|自[评查]|工作|义务教育|优质|教育教学|发展|学年|年度|"
    r"[上下]半年|“|落实|迎接|接受|申报|创建|规范|督导)"
)
_ITSELF = regex(r"(?:学校|我校|本校)(?=现有|共有|拥有|占地|总占地|校园|校舍|始建|现)")
_ACCOUNT = regex(r"[^。\n]{2,40}[）)](?P<name>[\u4e00-\u9fff]{2,12})[（(]项[）)][。：:]")
"""The last of a budget's nested accounts, whose amounts its sentence tells: 普通教育（款）小学教育（项）."""
_JUDGED = regex(
    r"(?:部分|个别|少数|一些)?(?P<what>[^、]{3,20}?)(?:仍然?|还|相对|较为|比较|普遍|明显|总体|整体|依然|尚)*(?:不[足够高齐全均力]|不到位|不及时|不规范|"
    r"不[尽够]?[平均合健达][衡理全标]|[偏较过][低高大小少多重慢粗]|流失较快|滞后|薄弱|紧[张缺]|短缺|缺乏|狭小|老化|陈旧|外流|流失|繁琐|突出|反弹|严重|(?<![降减压])[低弱差])"
)
"""A clause that finds something wanting: 乡村教师流失较快."""
_OF_NUMBER = regex(r"(?:数量|总量|总数|编制|队伍|人数).*")
_NAME = 24
_TITLE = regex(r"[^。，,；：:\d\n]{4,20}(?=[。\n]|$)")


class Host(NamedTuple):
    """``school`` is a school's own name, ``stage`` a school stage, ``people`` whom an opening sentence is about.

    Each holds for what names no other.
    """

    school: str = ""
    stage: str = ""
    people: str = ""


def host(paragraph: str, above: str, headings: tuple[str, ...], over: str) -> Host:
    """Find it in a paragraph's opening, a line above that is a school's name, the heading, the title ``over`` it.

    A school that only calls itself 学校 there is that, where none of these names it.
    """
    people = opened(paragraph)
    opening = paragraph.lstrip(" \n\t")[: _NAME + 8]
    named = groups.school(opening)
    if named and _PRESENTS.match(opening, len(named)):
        return Host(named, people=people)
    title = _bare(headings[-1]) if headings else ""
    for line in (above.rstrip(" \n").rpartition("\n")[2].strip(), title):
        if line and groups.school(line) == line:
            return Host(line, people=people)
    about = groups.titled("".join(over.split()), _TITLED) if over else ""
    if about:
        return Host(about, people=people)
    itself = _ITSELF.match(opening)
    if itself:
        return Host(itself[0], people=people)
    account = _ACCOUNT.match(paragraph)
    if account and groups.split(account["name"]).group == account["name"]:
        return Host(account["name"], people=people)
    stage = title.removesuffix("教育").removesuffix("阶段")
    known = stage in groups.STAGES and not stage.startswith(("学前", "幼儿"))
    return Host(stage=stage if known else "", people=people)


def opened(paragraph: str) -> str:
    """Give the people whom the short sentence or clause is about that opens a paragraph (教师编制不足。), or ``""``."""
    title = _TITLE.match(_bare(paragraph[: _NAME + 8]))
    group = groups.split(title[0].partition("编制")[0]).group if title else ""
    return group if groups.is_people(group) else ""


@lru_cache(maxsize=4096)
def judged(clause: str) -> str:
    """Give the stage, school or people of whom a clause says that something is wanting, or ``""``."""
    found = _JUDGED.fullmatch(front(leads.plain(clause)))
    if found is None:
        return ""
    head = groups.split(found["what"])
    if not head.group:
        head = groups.split(_OF_NUMBER.sub("", found["what"]))
        return head.group if groups.is_people(head.group) and not head.rest else ""
    told = groups.is_school(head.tokens) or groups.is_people(head.group)
    return head.group if told else ""


def _bare(title: str) -> str:
    """Take the mark and the closing stop off a heading."""
    mark = MARK.match(title)
    return title[mark.end() if mark else 0 :].strip(" 。：:.；;")
