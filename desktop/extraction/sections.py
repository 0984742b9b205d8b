"""See a report as a tree of sections and tell which of them name problems, which promise measures."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop.extraction.labels import Field, Label, fields
from desktop.extraction.marks import MARK, numbered
from desktop.lexicon.patterns import regex
from desktop.model.report import Block, BlockKind, Report


class Kind(StrEnum):
    """What a section is for, by its title."""

    PROBLEM = "problem"
    MEASURE = "measure"
    BOTH = "both"
    POINT = "point"
    ASIDE = "aside"
    OTHER = "other"


@dataclass(slots=True)
class Section:
    """A heading with what stands under it: its own body, then its subsections.

    ``level`` is -1 above the first heading. ``end`` is that of the last block inside. ``kind`` is what the title says,
    ``named`` the heading cut at its labels, ``told`` the body.
    """

    heading: Block | None
    level: int
    title: str
    body: tuple[Block, ...]
    children: tuple["Section", ...]
    start: int
    end: int
    kind: Kind
    named: tuple[Field, ...]
    told: tuple[Field, ...]


_TROUBLE = "问题|困难|不足|短板|差距|薄弱环节|弱项|挑战|难点|堵点|瓶颈|困境|隐患|制约因素|不利因素"
_PROBLEM = regex(
    rf"(?:存在|主要|突出|面临|现存|当前|仍有|发现)(?!.*(?:成效|做法)).{{0,10}}(?:{_TROUBLE})"
    rf"|(?:{_TROUBLE})(?:和|与|及|、|以及|$)|^(?:{_TROUBLE})"
)
_SOLVED = regex(r"解决|化解|破解|整治|排查|治理|梳理|补齐|补短板|弥补|销号|清零|缩小|消除|缓解|防范|克服")
_TO_MEND = regex(
    r"(?:需要?|须|应|待|限期|要求|亟[需待]|[尚仍]?未)(?:尽快|立即|进一步|完全|彻底|得到|完成)*(?:整改|解决|化解|破解)|整改(?=[的中不])"
)
"""Words of mending that say of a problem that it stands."""
_MEASURE = regex(
    r"整改|改进|下一步|下步|下一阶段|今后|工作(?:打算|安排|思路|计划)|努力方向|对策|打算|(?:意见|对策|工作)?[和与、及]?建议"
    r"|^(?:督导|督查|评估|指导|整改|审议|监督|处理|处置|检查)意见$"
)
BARE_MEASURES = regex(
    r"(?:主要|工作|具体|采取的?|相关|应对|推进|解决|治理|后续|巩固|提升|针对性|几[点项条]|的)*(?:措施|举措|办法|对策|路径)"
    r"|(?:进一步|切实|加强|加快|推进|破解|解决)[^，。；：]{2,24}的(?:措施|举措|意见|办法|思路)"
    r"|(?:(?:19|20)\d\d年度?|\d{1,2}月份?|[来明]年|[上下后]半[年程]|新的?一年|下一?(?:学年|学期|年度?|步|阶段)|(?:未来|今后|后)[一两二三四五\d几]?年?"
    r"|“?十[三四五六]五”?|一个?时期|一段时[期间]|时期|期间|近期|接下来|接续|后续|教育|工作|主要|重点|总体|初步|几点|预算|发展|规划|的)*"
    r"(?:安排(?:意见)?|打算|重点工作|工作重点|主要工作|主要任务|重点任务|工作任务|目标任务|工作意见|工作举措|着力点|计划|思路)"
)
"""A title that promises measures only where problems were named before it."""
_DONE = regex(r"成效|成果|做法|经验|亮点|成绩|回顾")
_ASIDE = regex(
    r"组织(?:实施|领导|保障)|保障措施|工作(?:要求|保障|目标)|有关要求|总体要求|指导思想|基本原则|原因分析|目标任务|整改目标"
    r"|整改(?:工作)?(?:组织|开展|推进|总体|部署|时限|期限|责任)|阶段(?:[(（].{0,24})?$"
)
_STRICT_PROBLEM = regex(
    rf"(?:(?:本次|此次)?(?:自查|检查|督导|督查|评估|审议|调研|“?回头看”?|工作|办学|整改|发展|创建)(?:工作)?(?:[中里组])?)?"
    rf"(?:目前|当前|现阶段)?(?:存在|主要|突出|面临|发现|反馈|指出|提出|需要?[解关][决注]|亟[待需]解决|尚未解决|典型|共性)?的?(?:主要|突出|几个)*"
    rf"(?:{_TROUBLE})(?:(?:和|与|及|、|以及)?(?:{_TROUBLE}|短板|原因).{{0,4}})?(?:之处)?"
)
_STRICT_MEASURE = regex(
    r"(?!(?:主要|具体|工作)(?:的|工作)?情况)(?:下一步|下步|下一阶段|今后|整改|改进|解决|对策|工作|主要|具体|针对性|采取的?)(?:的|工作)?"
    r"(?:整改|改进|工作|主要)?(?:措施|打算|安排|思路|计划|方向|建议|情况|举措|任务)|(?:意见|对策|工作|整改)?(?:和|与|及)?建议"
    r"|(?:今后)?(?:的|工作)?(?:努力|改进|整改)(?:的)?方向"
    r"|(?:下一步|下步|下一阶段)的?(?:主要|重点)?工作"
)
_CLOSING = regex(
    r"(?:请|以上|特此|专此|妥否|此致|敬请|敬礼|附\s*件|附\s*[:：]|抄\s*[送报]|联系人|印发|各位(?:代表|委员)[，,!！])[^\r\n]{0,120}"
    r"|同志们[，,!！：:][^\r\n]{0,300}"
    r"|[(（][^()（）]{2,60}[)）]"
    r"|[〇○零一二三四五六七八九十\d年月日xX×\s./-]{4,20}"
    r"|[^，。；：,;:\r\n]{2,36}(?:政府|委员会|办公室|办公厅|教育局|体局|教委|督导室|督导组|督导团|工委|厅|局|学校|小学|中学|幼儿园)(?:（盖章）)?"
    r"(?:\s+联系[^\r\n]{2,40})?"
)
_LIST_OF_PROBLEMS = regex(r"问题(?:清单|一览表|汇总表?|线索|目录)(?:（.{1,12}）)?$")
_POINT = regex(r"关于[“\"「]?.{2,}(?:问题|(?<!几点)(?<!若干)(?<!的对策)建议|意见|方面)")
_INSPECTORS = regex(
    r"通报$|问题清单|反馈|督导意见|督查通报|督导(?:检查|评估|评价)?(?:情况的?)?通报|评价意见|评估意见|巡查"
)
_PLAN = regex(r"整改(?:方案|报告|情况|进展|台账|清单|落实)")


_MENDED = regex(
    r"(?:整改|研究处理|办理)(?:落实|完成|推进)?(?:工作)?(?:情况|进展|成效|到位)|(?:逐[项一条]|问题).{0,4}整改"
)


def tells_of_mending(section: Section) -> bool:
    """Tell by its title a section that goes from one problem to the next and says what was done."""
    return section.kind in {Kind.MEASURE, Kind.BOTH} and _MENDED.search(section.title) is not None


def by_inspectors(report: Report) -> bool:
    """Tell by its titles whether a document speaks for the inspectors, not for those who are to mend things."""
    titles = " ".join(report.titles())
    return _INSPECTORS.search(titles) is not None and _PLAN.search(titles) is None


def tree(report: Report) -> tuple[Section, ...]:
    """Nest the blocks of a report by the levels of their headings; furniture and signatures are left out."""
    blocks = _unsigned(report)
    found: list[Section] = []
    at = 0
    while at < len(blocks):
        section, at = _section(report.text, blocks, at)
        found.append(section)
    return tuple(found)


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Go through all sections, each before its subsections."""
    for section in sections:
        yield section
        yield from walk(section.children)


def carried_on(text: str, section: Section) -> list[Block]:
    """List the items under a numbered heading that go on with its numbers: they stand beside it, not below."""
    look, number = numbered(text, section.start)
    found: list[Block] = []
    for block in section.body if number and not section.children else ():
        if block.kind is BlockKind.ITEM and numbered(text, block.start) == (look, number + len(found) + 1):
            found.append(block)
    return found


AHEAD = regex(
    r"(?:下一?步|下一?阶段|今后|接下来|(?:20\d\d|[来明新])的?一?年|为此|对此|针对(?:以上|上述|这些|存在的?)问题)[^。；;\r\n]{0,24}(?:将|要|做好|抓好)"
)
"""How a paragraph begins that turns from what is wrong to what will be done."""


def promises_below(text: str, section: Section) -> bool:
    """Tell whether a body ends by announcing the headings under it: with a label (下一步：) or in words."""
    return bool(section.children) and _announces(text, section)


def promises_beside(text: str, section: Section) -> bool:
    """Tell whether the last words under a heading announce the headings that come after it."""
    return promises_beside(text, section.children[-1]) if section.children else _announces(text, section)


def _announces(text: str, section: Section) -> bool:
    last = section.told[-1] if section.told else None
    if last is None:
        return False
    if last.label is Label.MEASURE:
        return last.content >= last.end
    return last.label is None and text[last.end - 1] in "：:" and AHEAD.match(text, last.start, last.end) is not None


def _kind(title: str, level: int, *, outer: bool) -> Kind:
    """Judge a section by its title; outer divisions may say it in passing, inner ones must say nothing else."""
    if level == 0:
        return Kind.PROBLEM if _LIST_OF_PROBLEMS.search(title) else Kind.OTHER
    if not title:
        return Kind.OTHER
    if _POINT.match(title):
        return Kind.POINT
    if not outer:
        return _inner_kind(title)
    if len(title) > 30 or (_ASIDE.search(title) and not _PROBLEM.search(title)):
        return Kind.ASIDE if _ASIDE.search(title) else Kind.OTHER
    mended = _TO_MEND.sub("", title)
    problem = _PROBLEM.search(title) is not None and not _SOLVED.search(mended)
    measure = _MEASURE.search(mended) is not None and not _DONE.search(title)
    measure = measure or (problem and BARE_MEASURES.search(title) is not None)
    if problem and measure:
        return Kind.BOTH
    return Kind.PROBLEM if problem else Kind.MEASURE if measure else Kind.OTHER


def _inner_kind(title: str) -> Kind:
    if _STRICT_PROBLEM.fullmatch(title):
        return Kind.PROBLEM
    if _STRICT_MEASURE.fullmatch(title):
        return Kind.MEASURE
    if _ASIDE.fullmatch(title):
        return Kind.ASIDE
    return Kind.OTHER


def _unsigned(report: Report) -> tuple[Block, ...]:
    """Drop furniture, and what closes each document: 特此报告, office, date, （此件公开发布）."""
    kept: list[Block] = []
    closing = True
    for block in reversed(report.blocks):
        if block.kind is BlockKind.FURNITURE:
            continue
        if block.kind in {BlockKind.HEADING, BlockKind.ROW} or block.runs_on:
            closing = block.level == 0
        elif closing and _CLOSING.fullmatch(report.text, block.start, block.end):
            continue
        else:
            closing = False
        kept.append(block)
    return tuple(reversed(kept))


def _section(text: str, blocks: tuple[Block, ...], at: int) -> tuple[Section, int]:
    """Build the section that begins at a block; gives it with the index of the block after it."""
    first = blocks[at]
    heading = first if first.kind is BlockKind.HEADING else None
    level = -1 if heading is None or heading.level is None else heading.level
    start = first.start
    if heading is not None:
        at += 1
    body = at
    while at < len(blocks) and blocks[at].kind is not BlockKind.HEADING:
        at += 1
    own = blocks[body:at]
    children: list[Section] = []
    while heading is not None and at < len(blocks) and (blocks[at].level or 0) > level:
        child, at = _section(text, blocks, at)
        children.append(child)
    title = bare_title(text, heading) if heading is not None else ""
    named = fields(text, (heading,)) if heading is not None else ()
    told, end = fields(text, own), blocks[at - 1].end
    # 一、 divides what stands under 第一部分 and 壹、 as it does a whole report
    kind = _kind(title, level, outer=level == 1 or first.rule == "numbered:han")
    return Section(heading, level, title, own, tuple(children), start, end, kind, named, told), at


def bare_title(text: str, heading: Block) -> str:
    """Cut a heading's text without its mark and closing punctuation."""
    mark = MARK.match(text, heading.start, heading.end)
    return text[mark.end() if mark else heading.start : heading.end].strip(" \u3000。：:.；;")
