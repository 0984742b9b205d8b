"""What stands before a figure in its own clause: the thing measured, the verb, whether it grew."""

from dataclasses import dataclass
from functools import lru_cache

from desktop.extraction import groups
from desktop.extraction.edges import back, front
from desktop.lexicon.patterns import regex

_YEAR = r"(?:(?:19|20)\d\d|20[xX×○〇_]{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2})"
_TIME = regex(
    rf"(?:截至|截止|截止到|截至到|力争到|力争|(?<![高升加长大少低降短增])(?:到|至)|从|自|在|于)?{_YEAR}(?: "
    rf"?[-—–―~～/至到]{{0,2}} ?(?:{_YEAR}|\d\d(?=学年)))? ?(?:年度?|学年度?)(?:年?[春秋]季?学?期?|末|底)?"
    r"(?: ?(?:\d{1,2}|[一二三四五六七八九十]{1,2}) ?月份?(?: ?\d{1,2} ?[日号])?)?"
    r"(?:初(?![中小级等高])|末|底|上半年|下半年|"
    r"第?[一二三四]季度)?(?:以来|以后|以前|起(?!始|点)|至今|期间|前|内)?[、,，]?"
    r"|民国(?:元|[一二三四五六七八九十]{1,3}|\d{1,2})年|(?:截至|截止)?(?:目前|当前|年底前?|年末(?!结转|常住)前?)|去年|今年(?:以来)?|上年度?(?=末|底)|(?:近|(?<!学)[前后])[一二三四五六七八九十几两\d]+年来?|"
    r"近年来|全年度?|当年|同年|是年|本年度|该年度?|年内|年底|年末(?!结转|常住)|“?十[一二三四五]五”?(?:期间|时期|以来|末)|"
    r"[一二三四五六七八九十\d]+年(?:内|(?=累计|共))|本学[期年]|上学期|"
    r"未来[一二三四五六七八九十\d]+年|于?\d{1,2}月份?(?:[底初末]|[上中下]旬)?前?(?:\d{1,2}日)?(?:[至到—-]\d{0,2}月?\d{1,2}日)?|"
    r"\d{1,2}日(?:至\d{1,2}日)?"
)
_UP_DOWN = (
    r"(?:增长|增加|提高|提升|上升|上涨|下降|减少|降低|回落|下滑|缩减|压减(?!率)|缩小|扩大|减|增|升|降|多|少|高出|高(?!达)|低(?!至|达)|"
    r"回升|递增|递减|增幅|涨|相差|差了|净增|净减|增支|减支|增收|减收|多支)"
)
_CHANGE = regex(
    rf"^(?P<what>.*?)[,，]?(?:(?P<base>(?:比|较|与|同)(?:[^，,；;。比较与同]{{0,16}}?))|(?:同比|环比|年均|"
    rf"平均每年|每年|逐年|年|累计|共|总|又|也|净|分别|均|各|已|约|预计|将|[骤猛略稍]|急剧|大幅|小幅))*"
    rf"(?<![再新])(?P<verb>{_UP_DOWN})(?:(?<=[长增])率|幅度|幅|额|量|速)?(?!率)(?:[了达约近]|(?<![增减升降])为|达到|分别|依次|"
    rf"均|高达|：|:)*$"
)
_BASE_ONLY = regex(
    r"^(?P<what>.*?)(?:比|较|与|同)(?:上年|去年|前年|上一年|上学年|年初|年前|同期|上年度|(?:19|"
    r"20)\d\d年)(?:同期|末|底)?的?(?:决算|执行|预算|完成|实际|实有|在校)?(?:人?数)?的?$"
    r"|^(?:上年|去年|上一年|上年度|上年同期|上学年)(?:末|底)?数?[为是]?$"
)
_HAS_TIME = regex(r"[年月日目当期周]")
_MARKED = regex(
    r"^\s*(?:[（(]?\d{1,2}[)）.、．]|[（(〔【]\s?[一二三四五六七八九十]{1,3}\s?[)）〕】]|[①-⑳❶-❿⑴-⒇⒈-⒛㈠-㈩]|【[^【】]{1,8}】)"
)
_NORM = regex(
    r"^(?:已|均|仍|还|远|略)*(?:(?:高于|低于|超出|超过|达到|未达到|达不到|不及|优于|与(?=.*(?:标准|规定|要求))|距离?|按照?(?!要求)|符合)了?|"
    r"(?=.*(?:[定颁]|标准|要求|水平|平均|目标|底线|红线)))"
    r"的?(?:(?:国家|全国|全省|全市|省|市|部|县|上级|教育部|规定|省定|国定|市定|部颁|评估|验收|平均|水平|要求|标准|"
    r"目标|基准|底线|红线|每[生人年月天日])的?){1,8}$"
)
_BY = regex(r"^(?:已|均|仍|还|远|略)*(?:高于|低于|超出|超过|优于).*(?:标准|水平|要求|平均|目标|基准)$")
_NORM_OF = regex(
    r"^(?:已|均|仍|还|都|分别)*(?:高于|低于|超过|超出|达到|未达到|达不到|优于|符合)了?(?:国家|省|市|部颁?|省定|国定|教育部)(?:规定|要求|标准|颁布)*的?"
)
_ABOVE_BEFORE = regex(r"^(?:已|均|还|仍)*(?:高于|低于|超过)(?:上年|去年|上一年|前年|同期)(?:同期)?(?:水平)?$")
_EACH_MORE = regex(r"^(?P<what>[^每]*?)每[生人](?:每[年月天])?(?:另|再|又)(?:增加?|加|补助?)$")
_DIVIDED = regex(r"按[\u4e00-\u9fff]{1,4}(?:分|划分|统计)$")
_COMPARED = regex(r"(?:比|较|与|同)$")
_AVERAGES = frozenset(("年均", "月均", "平均", "平均每年", "其", "全年", "共", "总"))
_TOGETHER = regex(r"(?:以上|上述)?[两二三四五六七八九十\d]{1,2}(?:项|者|年)")
_COMPARES = regex(r"(?:高于|低于|高出|超出|领先|落后|快于|慢于|差距|相差)")
_NOUN_AFTER = regex(
    r"^(?P<base>(?:比|较|与|同)[^，,]{1,14}?)(?:共|净|又|累计|相应|分别|已|新)*(?P<verb>增加|增长|减少|提高|"
    r"下降|新增|压减)(?:了)?(?P<noun>[\u4e00-\u9fff].+)$"
)
_THAN = regex(
    r"^(?P<what>[^高低]*?)(?:已|均|仍)*(?:高|低)(?:于|出)(?:当地|同级)?[\u4e00-\u9fff]{0,6}?(?:公务员|教师|职工|人员)$"
)
_SHORT_OF = frozenset(("未达到", "未达", "达不到", "仍未达到", "尚未达到", "低于", "高于", "超过", "超出"))
_DISPOSING = frozenset("把将")
_DISPOSED = regex(
    r"(?:^|[\u4e00-\u9fff])(?:把|将)(?P<what>[\u4e00-\u9fff“”]{3,20}?)(?:降|提高|增加|扩大|控制|压减|压缩|调整|提升|缩小|"
    r"单列|列入|纳入)"
)
_UNMET = regex(r"(?P<what>[^未]{3,20})未(?:能)?(?:达到|按照?|足额)[^，,]{2,}$")


# the characters without which one of these patterns cannot match
_NORM_SIGNS = frozenset("国全省市部县上教规定评验平水要标目基底红每")
_OF_SIGNS = frozenset("占当为")
_MOVE_SIGNS = frozenset("增提上下减降回缩扩升多少高低递涨净差")
_COMPARING_SIGNS = frozenset("比较与同")


@dataclass(slots=True)
class Lead:
    """The words before a figure.

    ``phrase`` names the thing; ``change`` tells growth, ``base`` an amount that is compared with, ``share`` gives the
    words of 占…的 and 为…的, ``norm`` tells a line that others have drawn (高于省定…).
    """

    phrase: str
    norm: bool = False
    change: bool = False
    base: bool = False
    share: str = ""


_OF = regex(
    r"^(?:其中|仅|只|约|还|也|却|分别)*(?P<of>(?:所?占|相当于|为)[^，,]{2,24}?)(?:的|的?比例|的?比重|"
    r"的?百分比)(?:达到?|为|约|近|均|超过)*$"
)


@lru_cache(maxsize=4096)
def read(text: str) -> Lead:
    """Take the words before a figure apart."""
    text = _quoted(text)
    bare = plain(_timeless(text))
    compared = _BASE_ONLY.match(plain(text)) if "年" in text or "期" in text else None
    if compared:
        return Lead(front(_TIME.sub("", compared["what"] or "")), base=True)
    signs = set(bare)
    if not _NORM_SIGNS.isdisjoint(signs) and _NORM.match(bare):
        by = _BY.match(bare)
        return Lead("", norm=not by, change=bool(by))
    norm = _NORM_OF.match(bare) if not _NORM_SIGNS.isdisjoint(signs) else None
    if norm and groups.split(bare[norm.end() :]).group == bare[norm.end() :] != "":
        return Lead(bare[norm.end() :], norm=True)
    if "于" in signs and _ABOVE_BEFORE.match(bare):
        return Lead("", change=True)
    share = _OF.match(bare) if not _OF_SIGNS.isdisjoint(signs) else None
    if share:
        return Lead("", share=share["of"].removesuffix("的"))
    each = _EACH_MORE.match(bare) if "每" in signs else None
    if each:
        return Lead(back(front(each["what"])), change=True)
    grown = _CHANGE.match(bare) if not _MOVE_SIGNS.isdisjoint(signs) else None
    if grown and not _COMPARES.search(grown["what"]):
        what = grown["what"]
        return Lead(back(front(what)) if what else "", change=True)
    after = _NOUN_AFTER.match(bare) if not _COMPARING_SIGNS.isdisjoint(signs) else None
    if after:
        return Lead(back(after["noun"]), change=True)
    than = _THAN.match(bare) if "于" in signs or "出" in signs else None
    if than:
        return Lead(back(front(than["what"])), change=True)
    if bare in _SHORT_OF:
        return Lead("", norm=True)
    disposed = _DISPOSED.search(bare) if not _DISPOSING.isdisjoint(signs) else None
    if disposed:
        return Lead(back(front(disposed["what"])))
    unmet = _UNMET.match(bare) if "未" in signs else None
    phrase = _DIVIDED.sub("", back(front(unmet["what"] if unmet else bare)))
    return Lead("" if phrase in _AVERAGES or _TOGETHER.fullmatch(phrase) else phrase)


def _quoted(text: str) -> str:
    """Keep what stands behind a quotation mark that is still open."""
    if "“" not in text:
        return text
    held = []
    for at, character in enumerate(text):
        if character == "“":
            held.append(at)
        elif character == "”" and held:
            held.pop()
    return text[held[-1] + 1 :] if held else text


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Take marks off both ends and blanks out."""
    text = _MARKED.sub("", text)
    return (
        text.lstrip(" \t\n，,；;、。）)：:-—–―~～").rstrip(" \t\n，,；;、。（(：:").replace(" ", "").replace("\n", "")
    )


def _timeless(text: str) -> str:
    """Take time words out; what stands before one belongs to the name only if it is a place or group."""
    if not _HAS_TIME.search(text):
        return text
    times = list(_TIME.finditer(text))
    if not times:
        return text
    found = times[-1]
    before, after = _TIME.sub("", text[: found.start()]), text[found.end() :]
    if not back(plain(after)):
        return before + after
    head = groups.split(front(plain(before)))
    return before + after if not head.rest or before.endswith("纳入") or _COMPARED.search(before) else after
