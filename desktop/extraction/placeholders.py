"""空白: blanks that the author of a template never filled in (x%, xx市, 20××年, ___人, （ ）所)."""

import re
from collections.abc import Iterator

from desktop.extraction.scan import matches
from desktop.extraction.units import tail
from desktop.lexicon.patterns import regex
from desktop.model.metric import Placeholder

_GAP = "[ ]{0,2}"
_TYPE = "自治州|自治县|自治区|街道|[市省县区州盟旗镇乡村]"
_ASIDE = r"(?!光|射线|轴|染色体|型|片机?|线|档|光机)"
_CROSS = r"[xX×╳✕✖]"
_BLANKS = (
    rf"(?P<year>(?<![\dA-Za-z])(?:20|19)(?:\d?{_CROSS}{{1,2}}|[_＿]{{1,4}}|[○◯〇]{{2}}|\*{{2}})|"
    rf"(?<![\dA-Za-z])20 {{1,4}}|二[〇○]{_CROSS}{{1,2}})(?=学?年)"
    rf"|(?<![A-Za-z\d+×./])(?P<cross>\d{{0,3}}\.?{_CROSS}{{1,8}}(?:[.．,]{_CROSS}{{1,4}})?)(?![A-Za-z\d+＋]){_ASIDE}"
    r"|(?P<line>_+|﹏+|﹍+|‗{2,})"
    r"|(?<![一二三四五六七八九零十])(?P<ring>[○◯〇]+)(?![一二三四五六七八九零])"
    r"|(?P<box>□{2,}|[■]{2,}|◇{2,}|△{2,})"
    r"|(?<![\d*])(?P<star>\*{2,8})(?![\d*])"
    r"|(?P<empty>[（(\[【] {0,8}[)）\]】])"
)
_BLANK = regex(_BLANKS)
_BEGINS = regex(
    r"[xX×╳✕✖_﹏﹍‗○◯〇□■◇△*\[【（(]|(?:20|19|二)(?=[\d_＿xX×╳✕✖○◯〇* ])|\d{1,4}\.?(?=[xX×╳✕✖])",
    begins=r"xX×╳✕✖_﹏﹍‗○◯〇□■◇△*\[【（(二\d",
)
_MAY = regex(r"[xX×╳✕✖_＿﹏﹍‗○◯〇□■◇△*（(\[【2](?:(?<![（(\[【2])|(?<=[（(\[【]) {0,8}[)）\]】]|(?<=2)0 {1,4}学?年)")
"""Every blank has one of these."""
_AREA = regex(rf"{_GAP}(?:{_TYPE})(?![级内])")
_NAMED = regex(r"(?:完全)?(?:小学|中学|学校|幼儿园|幼教|学院|党校|教育局|教委|政府|开发区|社区|书记)")
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程魏苏吕丁任沈姚卢姜"
    "崔钟谭陆汪范廖石贾夏韦付方邹熊白孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严武戴莫孔向汤"
)
_MASKED = regex(rf"(?:^|[\s，,、。；;：:（(“和与由])[{_SURNAMES}]$")
_RANGE = regex(rf"{_GAP}[-—–~～至到]{{1,2}}{_GAP}(?={_CROSS}|_|□|○|\*)")
_ASKED = regex(r"[达为有共约占计于长降在至到超过余近仅含：:、（(第]$|\d$")


def placeholders(text: str, view: str, start: int = 0, end: int | None = None) -> Iterator[Placeholder]:
    """Walk through the blanks of a run of text, in order; quotes are cut from ``text``."""
    end = len(text) if end is None else end
    if not _MAY.search(view, start, end):
        return
    waiting: list[tuple[int, int]] = []
    for match in matches(_BLANK, _BEGINS, view, start, end):
        kind = match.lastgroup or ""
        area = _AREA.match(view, match.end(), end)
        _, counted, counted_until, _, _ = tail(view, match.end(), end)
        measured = not area and counted_until >= 0
        if kind == "year":
            unit, stop = "年", match.end() + 1
            if view.startswith("学年", match.end()):
                unit, stop = "学年", match.end() + 2
        elif measured:
            unit, stop = counted, counted_until
        else:
            unit, stop = "", area.end() if area else match.end()
        if kind == "cross" and _RANGE.match(view, match.end(), end) and not measured:
            waiting.append(match.span())
            continue
        if not _is_blank(view, match, kind, measured, bool(area), end):
            waiting.clear()
            continue
        for first, last in waiting:
            yield _blank(text, first, last, unit, "cross+range")
        waiting.clear()
        yield _blank(text, match.start(), stop, unit, kind + ("+unit" if unit else "+name" if area else ""))


def _blank(text: str, start: int, end: int, unit: str, rule: str) -> Placeholder:
    return Placeholder(start=start, end=end, quote=text[start:end], unit=unit, rule=rule)


def _is_blank(view: str, match: re.Match[str], kind: str, measured: bool, named: bool, end: int) -> bool:
    """Tell a blank from a letter, a rule, a masked name or an empty pair of brackets that wants no number."""
    before = view[max(0, match.start() - 2) : match.start()]
    named = named or _NAMED.match(view, match.end(), end) is not None
    if kind == "cross":
        masked = _MASKED.search(before) is not None
        return measured or named or (len(match[0]) > 1 and not match[0][0].isdigit() and not masked)
    if kind in {"line", "box", "ring", "star"}:
        asked = len(match[0]) > 1 and match.end() < end and _ASKED.search(before) is not None
        return measured or (len(match[0]) > 1 and named) or asked
    return measured or kind != "empty"
