"""Tell what a web page or a printer put around a report: menus, metadata boxes, footers, page numbers."""

import re
from collections.abc import Container, Sequence

from desktop.intake.layout import Line
from desktop.lexicon.patterns import regex

_LABELS = (
    "信息索引号|索引号|索号|发文字号|文号|主题分类|体裁分类|信息分类|公文种类|成文日期|发文日期|发布日期|发布时间|生成日期|公开日期"
    "|发布机构|发文机关|发文机构|发布单位|公开方式|公开范围|公开时限|公开类别|有效性|有性|时效性|效力状态|主题词|标题|信息名称|内容概述|所属主题"
)
_SPACED_LABELS = "|".join(r"\s*".join(label) for label in _LABELS.split("|"))
_SURE = regex(
    rf"""
      [•·\s]*[\[［【]\s*(?:{_SPACED_LABELS})\s*[\]］】]
    | (?:{_SPACED_LABELS})\s*[:：]
    | (?:您?当前位置|您?现在的?位置|您所在的?位置|您的位置)\s*(?:是|：|:)?
    | (?:日期|时间)\s*[:：](?!.*(?:地点|对象|主持|参加|出席|记录人))
    | (?:来源|信息来源|作者|发布者|编辑|责任编辑|字体|字号)\s*[:：]
    | (?:浏览次数|浏览量|点击数|阅读次数|访问量|阅读)\s*[:：]
    | [【\[]\s*(?:字体|字号|打印|关闭|大|中|小)
    | 分享(?:到)?\s*[:：]|分享到|收藏本页|返回顶部|回到顶部|返回首页|设为首页|加入收藏
    | .{{0,12}}(?:会员|下载[Ww]ord|可?下载此?文档|[Ww]ord版|文档编号|上传时间|网友投稿|本文共)
    | 打印本页|打印此页|关闭窗口|我要纠错
    | [上下]一[篇条页]|共\s*\d{{1,4}}\s*[页条](?=.{{0,60}}(?:[上下]一页|[首尾末]页))
    | 相关(?:链接|文章|附件|阅读|解读)\s*[:：]?$
    | 扫一扫|扫码|微信扫|关注公众号|微信公众号|政务微博|政务新媒体|无障碍|繁體|繁体版|手机版
    | 网站地图|联系我们|关于我们|网站声明|网站标识码|政府网站标识码|网站支持IPv6
    | 版权所有|(?:主办|承办|技术支持|运维|维护)(?:单位)?\s*[:：]|copyright|©|.{{0,6}}ICP备|.{{0,20}}公网安备
    | (?:国务院部门|地方政府|市政府部门|省政府部门|区县政府|市县政府|其他|友情)(?:网站|链接)$
    | (?:首页|网站首页)\s*(?:[>＞»|｜/]|\s\S|$)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RUNNING_TITLE = r"[^\s，。；：、\d]{2,20}(?:\s{1,4}[^\s，。；：、\d]{2,20})?"
_PAGE_NUMBER = regex(
    rf"(?:(?:{_RUNNING_TITLE}\s{{1,20}})?[-—–－·•]\s*\d{{1,4}}\s*[-—–－·•](?:\s{{1,20}}{_RUNNING_TITLE})?"
    r"|(?:[^，。；：、]{2,30}\s{1,20})?第\s*\d{1,4}\s*页(?:\s*[/共,，].{0,10})?|Page\s+\d+.{0,10})$",
    re.IGNORECASE,
)
_CRUMBS = regex(r"[^\s>＞»]{2,20}(?:\s*[>＞»]\s*[^\s>＞»]{2,30}){2,}\s*[>＞»]?$")
_PLACE = regex(r"您|当前位置|现在|网站|首页")
_SITE = regex(r"(?:网|网站|门户|平台|政府|委员会|局|厅|办公室|学校|中学|小学)$")
_TITLE = regex(
    r"(?:报告|方案|函|通知|意见|通报|汇报|总结|公报|公告|决定|办法|计划|要点|规划|说明|情况|范文|台账|清单|记录|纪要|报表)\S{0,3}\s*(?:[(（]\S{1,8}[)）])?$"
)
_FIELD_VALUE = regex(r"[•·]\s*\S|[A-Z0-9/-]{8,}$|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")
_RULED = regex(r"([—\-=*＊~～_＿─━═…·•])\1{3,}")
_HEAD_LINES = 60
_SHORT = 40
_PROSE = regex(r"[。；]|[，,].{6,}[，,]")


def furniture(text: str, printed: Sequence[Line], levels: Container[int] = ()) -> frozenset[int]:
    """List the indices of lines that belong to the page, not to the report.

    ``levels`` holds where the lines begin that the file calls headings.
    """
    numbers = {i for i, line in enumerate(printed) if is_page_number(text, line) or _is_ruled(text, line)}
    prose = [i for i, line in enumerate(printed) if _is_prose(text, line)]
    first, last = (prose[0], prose[-1]) if prose else (len(printed), -1)
    return frozenset(numbers | _head(text, printed, min(first, _HEAD_LINES), levels) | _foot(text, printed, last + 1))


def is_page_number(text: str, line: Line) -> bool:
    """Tell whether a line is a page's number, alone or with the page's running title."""
    return line.end - line.start <= _SHORT and _PAGE_NUMBER.match(text, line.start, line.end) is not None


def _is_ruled(text: str, line: Line) -> bool:
    """Tell whether a line is nothing but a rule drawn with signs."""
    return _RULED.fullmatch(text, line.start, line.end) is not None


def is_page_label(words: str) -> bool:
    """Tell whether a cell's words are a label of the page, not of the report (索引号, 发布日期)."""
    return len(words) <= _SHORT and (_SURE.match(words) or _SURE.match(f"{words.rstrip(' :：')}：")) is not None


def _is_prose(text: str, line: Line) -> bool:
    if not _PROSE.search(text, line.start, line.end):
        return False
    long = line.end - line.start > _SHORT and text[line.end - 1] == "。"
    return long or not _SURE.match(text, line.start, line.end)


def _head(text: str, printed: Sequence[Line], stop: int, levels: Container[int]) -> set[int]:
    """Take the page's opening: sure lines, their values, and what stands above them, apart from a title."""
    sure = {i for i in range(min(stop, len(printed))) if _is_sure(text, printed[i])}
    if not sure:
        return sure
    opening, closing = min(sure), max(sure)
    named = [text[line.start : line.end] for line in printed[: closing + 4]]
    for index in set(range(closing)) - sure:
        line = printed[index]
        if named[index] in named[index + 1 :]:
            sure.add(index)
            continue
        if index == opening - 1 and line.start in levels and _is_dated(text, printed[opening], named[index]):
            continue
        short = line.end - line.start <= _SHORT
        value = _FIELD_VALUE.match(text, line.start, line.end)
        if short and (value or index < opening) and not _TITLE.search(text, line.start, line.end):
            sure.add(index)
    return sure


def _is_dated(text: str, below: Line, words: str) -> bool:
    """Tell a heading right above its date and source from the name of a site above the way to the page."""
    placed = _PLACE.match(text, below.start, below.end) or _CRUMBS.match(text, below.start, below.end)
    return not placed and not _SITE.search(words)


def _foot(text: str, printed: Sequence[Line], begin: int) -> set[int]:
    """Take the page's end: the first sure line after the last prose, and all that follows it."""
    for index in range(begin, len(printed)):
        if _is_sure(text, printed[index]):
            return set(range(index, len(printed)))
    return set()


def _is_sure(text: str, line: Line) -> bool:
    if line.end - line.start > 200:
        return False
    return bool(_CRUMBS.match(text, line.start, line.end) or _SURE.match(text, line.start, line.end))
