"""Lists: a number that is told before a list of names, or before 一是…二是…, held against how many the list has."""

from bisect import bisect_right
from collections.abc import Iterator

from desktop.checking.passages import Figure, Passage, plain
from desktop.checking.wording import doubt, named, number, tick
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation
from desktop.model.report import Block, BlockKind, Report

_FEWEST, _MOST = 2, 12
_SLIP = 2
"""A list that lacks more, or has more over, is rather of something else."""
_REACH = 1500
_ANNOUNCED = regex(r"[：:。（(即]|分别|名单")
_NEAR = 32
_NAMES = regex(
    r"^(?P<head>\w{0,20}?)(?::|,?(?:分别[是为]|名单[是为]|即):?|\((?:分别[是为]|即)?:?)"
    r"(?P<names>\w{2,16}(?:、\w{2,30}){1,14})(?P<close>[,。;)]|$)(?P<next>[^,。;]{0,40})"
)
_SAID_OF = regex(r"(?<=\w)\([^()、]{1,24}\)(?=[、,。;和与及]|$)")
"""What a bracket says of one name: 甲市（4.1%）、乙市（3.8%）."""
_BETWEEN = regex(r"、|(?<=[学校园镇乡道县区市旗村局中小])(?:以及|[和与及])")
_NAME = regex(
    r"\w{2,14}(?:小学|中学|学校|幼儿园|镇|乡|街道|[县区市旗村]|社区)$|\w{2,3}[镇乡县区市村校园]$|\w{2,8}(?:[一二三四五六七八九十\d]|实验?|附|完|中心|职)[中小幼高]$"
)
_KIND = regex(
    r"(?:公办|民办|城区|农村|乡镇|普通|完全|初级|高级|独立|九年|十二年|一贯制?|特殊|教育|中等|职业|技术|寄宿制?|小规模|中心|优质|薄弱)*"
    r"(?:小学|中学|学校|幼儿园|[镇乡县区市村校园]|街道|社区)"
)
_POINTS = regex(
    r"^\w{0,8}?(?:问题|任务|措施|举措|方面|工作|原因|不足|短板|要求|建议|行动|工程|机制|制度|办法|做法)"
    r"(?:[:。]|,?(?:即|分别[是为]):?)(?=一是)"
)
_POINT = regex(r"(?<=[:,;。])(?P<number>[一二三四五六七八九十]{1,2})是")
_GOES_ON = regex(r"\s*[一二三四五六七八九十]{1,2}是")
_BRACKET = regex(r"^(?P<head>\w{0,12})\((?:分别[是为]|即)?:?(?P<names>\w{2,20}(?:、\w{2,20}){1,12})\)")
_SHORTEST = 2
_LEADS = regex(
    r"^\w{0,10}?(?:问题|任务|措施|举措|方面|工作|原因|不足|短板|要求|建议|行动|工程|机制|制度|办法|做法|意见|项目|事项)?[^,;:。]{0,8}"
    r"(?::|如下[:。]?|,(?:具体|现|分别)[^,;。]{0,10}[:。])$"
)
_MARK = regex(
    r"[\s　]*(?:(?P<chapter>[一二三四五六七八九十]{1,2})[、.．]|[（(](?P<section>[一二三四五六七八九十]{1,2})[)）]|"
    r"(?P<row>\d{1,2})[ 　]*\t|(?P<point>\d{1,2})[.．、](?!\d)|[（(](?P<small>\d{1,2})[)）]|"
    r"(?P<is>[一二三四五六七八九十]{1,2})是)"
)
_NEITHER = {BlockKind.FURNITURE, BlockKind.TABLE}
_BLOCKS = 200
_LEAD = 40
"""So many signs stand at most between a number and the end of the paragraph that leads to a list."""
_CHOSEN = regex(r"等|主要|其中|包括|例如|突出|集中|[如含]")
_NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四")


def listed(report: Report, passage: Passage) -> Iterator[Finding | Check]:
    """Count the list behind every small number; one that names only some (等, 主要有) is left alone.

    In a row, the end of a cell ends its list.
    """
    in_row = passage.block.kind is BlockKind.ROW
    for figure in passage.figures:
        if not figure.exact or not figure.quantity.counted or not _FEWEST <= figure.value <= _MOST:
            continue
        end = figure.metric.end
        stop = report.text.find("\n", end, end + _REACH)
        stop = min(len(report.text), end + _REACH) if stop < 0 else stop
        if in_row:
            cell = report.text.find("\t", end, stop)
            stop = stop if cell < 0 else cell
        announced = _ANNOUNCED.search(report.text, end, end + _NEAR) is not None
        leads = stop - end <= _LEAD and not in_row
        if not (announced or leads):
            continue
        behind = plain(report.text[end:stop])
        count = 0
        if announced:
            count = _names(behind) or _bracketed(behind)
            if not count and stop - end < _REACH and not _GOES_ON.match(report.text, stop):
                count = _points(behind)
        if not count and leads and _LEADS.match(behind):
            count = _below(report, passage.block)
        yield from _held(figure, count)


def _bracketed(behind: str) -> int:
    """Count what a bracket behind a counted noun lists: 2个专项工作组(综合组、业务组), 3门学科(语文、数学、英语)."""
    found = _BRACKET.match(behind)
    if found is None or _CHOSEN.search(found["head"] + found["names"]):
        return 0
    names = found["names"].split("、")
    return 0 if any(len(name) < _SHORTEST or _KIND.fullmatch(name) for name in names) else len(names)


def _below(report: Report, block: Block) -> int:
    """Count the numbered headings, items or rows that follow upon a paragraph, 0 where they do not begin at one."""
    at = bisect_right(report.blocks, block.start, key=lambda b: b.start)
    style, count, level = "", 0, None
    for below in report.blocks[at : at + _BLOCKS]:
        if below.kind in _NEITHER:
            continue
        mark = _MARK.match(report.text, below.start, below.end)
        if not style:
            if mark is None:
                if below.kind is BlockKind.ROW:
                    continue  # the table's head
                return 0
            style, level = mark.lastgroup or "", below.level
        if mark is None:
            if style == "row" or (below.kind is BlockKind.HEADING and (level is None or (below.level or 0) < level)):
                break
        elif mark.lastgroup == style:
            if _ordinal(mark[style]) != count + 1:
                break
            count += 1
        elif level is not None and below.level is not None and below.level < level:
            break
    return count


def _ordinal(sign: str) -> int:
    """Read the number of a list mark."""
    return int(sign) if sign.isdecimal() else (_NUMBERS.index(sign) + 1 if sign in _NUMBERS else 0)


def _names(behind: str) -> int:
    """Count the places or schools that are listed by name, 0 where there are none or some may be left out."""
    found = _NAMES.match(_SAID_OF.sub("", behind) if ")、" in behind else behind)
    if found is None or _CHOSEN.search(found["head"]) or _CHOSEN.search(found["names"]):
        return 0
    names = _BETWEEN.split(found["names"])
    if not all(_NAME.fullmatch(name) and not _KIND.fullmatch(name) for name in names):
        return 0
    goes_on = found["close"] == "," and ("、" in found["next"] or _NAME.fullmatch(found["next"]))
    return 0 if goes_on else len(names)


def _points(behind: str) -> int:
    """Count 一是…二是… up to the end of the paragraph, 0 where they do not follow one upon the other."""
    head = _POINTS.match(behind)
    if head is None or _CHOSEN.search(head[0]):
        return 0
    told = tuple(point["number"] for point in _POINT.finditer(behind, head.end() - 1))
    return len(told) if told == _NUMBERS[: len(told)] else 0


def _held(figure: Figure, count: int) -> Iterator[Finding | Check]:
    """Hold a number against how many are listed; one more or less is worth asking, never sure."""
    if count < _FEWEST:
        return
    if count == figure.value:
        yield tick(Relation.SUM, (figure,), f"{named(figure)}，逐一列出{count}{figure.base}", "sum.listed")
    elif abs(count - figure.value) <= _SLIP:
        yield doubt(
            Relation.SUM,
            (figure,),
            says=named(figure),
            should=f"后面列出{count}{figure.base}",
            working=f"前称{number(figure.metric.value)}{figure.base}，后面逐一列出的是{count}{figure.base}",
            rule="sum.listed",
            soft=True,
        )
