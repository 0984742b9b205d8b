"""Names that divide a whole: 公办 and 民办 leave nothing out, 小学 and 初中 may, 女生 and 寄宿生 overlap."""

from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from desktop.lexicon.patterns import regex


class Partition(Enum):
    """What the names of parts say: NONE nothing, OPEN they do not overlap, CLOSED they leave nothing out either."""

    NONE = 0
    OPEN = 1
    CLOSED = 2


_PAIRS = (
    (("公办",), ("民办",)),
    (("男",), ("女",)),
    (("城区", "城市", "城镇", "县城"), ("农村", "乡村", "乡镇")),
    (("基本支出",), ("项目支出",)),
    (("在编", "编内", "事业编"), ("非在编", "编外", "临聘", "聘用", "非编")),
    (("专职",), ("兼职",)),
    (("市本级", "省本级", "州本级", "区本级", "县本级", "本级"), ("县", "区", "各县", "各区", "市县", "乡镇", "镇街")),
    (("指标生", "分配生"), ("统招生",)),
    (("在建", "未完成", "未完工"), ("建成", "完成", "完工", "竣工")),
    (("普惠",), ("非普惠", "营利", "其他民办")),
    (("学生", "幼儿", "在校生"), ("教职工", "教师")),
    (("上半年",), ("下半年",)),
    (("新建",), ("改建", "扩建", "改扩建", "续建", "维修")),
    (("春季",), ("秋季",)),
    (("物理类", "理科", "理工"), ("历史类", "文科", "文史")),
    (("集中",), ("分散",)),
    (("校内",), ("校外",)),
    (("应届",), ("往届", "历届")),
)
_CLASSES = (
    ("幼儿园", "学前", "义务教育", "小学", "初中", "九年一贯制", "十二年一贯制", "完全中学", "高完中", "完中",
     "普通高中", "高级中学", "高中", "中职", "职高", "职业", "特殊教育", "特教", "教学点", "高校", "大专", "专门学校",
     "初级中学", "中学"),
    ("中央", "省级", "省", "市级", "市", "区级", "县级", "区县", "本级", "上级"),
    ("国立", "省立", "市立", "县立", "区立", "乡立", "镇立", "村立", "公立", "私立"),
    ("特级", "正高级", "副高级", "高级", "一级", "二级", "三级", "中级", "初级", "未定级"),
    ("研究生", "硕士", "博士", "本科", "专科", "大专", "中专", "高中及以下"),
    ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级"),
)  # fmt: skip
_WHOLES = (
    (("货物",), ("工程",), ("服务",)),
    (("特教", "特殊教育"), ("随班就读",), ("送教",), ("延缓", "缓学", "暂缓")),
)
"""Kinds of which three and more leave nothing out: what is bought (政府采购法), where the disabled learn."""
_NEAREST = ("区级", "县级", "区县", "本级")
"""The level that pays what is left: three levels of government down to it leave nothing out."""
STATES = ("建成", "在建", "启动", "完成", "完工", "竣工", "开工", "投用", "续建", "未启动", "未开工", "推进", "筹建",
           "拟建", "动工", "前期", "到位", "整改", "办结", "销号", "移交", "化解", "未整改", "未办结",
           "长期坚持", "推进中", "整改中", "进行中", "办理中", "建设中", "施工中")  # fmt: skip
_STATE = regex(rf"(?:已经?|正在|尚|仍|现|目前|全部|基本|整改|完成|持续)*(?:{'|'.join(STATES)})")
_HEAD = regex(r"^(?:其中|分别|内|含|包括|[:为是有]|现有|共有)+|^全[区县市]")
_YEAR = regex(r"(?:19|20)\d\d年")
_TURN = regex(r"(?:第[一二三四五六七八九十\d]+|[首次末])[批期轮]")
_HOLDS = {
    "义务教育": {"小学", "初中", "九年一贯制"},
    "中学": {"初中", "普通高中", "高级中学", "高中", "完全中学", "高完中", "完中", "初级中学"},
}
"""Kinds that hold others of their class."""
_WHOLE_STAGES = {"义务教育": {"小学", "初中"}}
_NEGATIONS = ("未", "非", "不")
_OTHERS = regex(r"(?:^|[及和与等])其[他它]|^(?:其余|剩余|剩下|余下)")
OVERLAP = regex(
    r"女|寄宿|住校|住宿|留守|随迁|残疾|骨干|党员|贫困|困难|新增|新招|新聘|优秀|省级|国家级|以上|[以之][内下]|占|率|均|每|标准|最[大小高低]|"
    r"同比|比上年|较上年|持证|本科|参加|毕业|普惠|同时|另"
)
"""Names that may be said of one and the same: women, boarders, who has a certificate."""
_PLACE = regex(r"\D{1,6}(?:(?P<county>[县区市旗])|(?P<town>街道|[镇乡]))")
_PLACES = regex(r"(?P<count>\d{1,3}|[两二三四五六七八九十]{1,3})个?(?:(?P<county>[县区市旗])|(?P<town>街道|[镇乡]))")
_DIGITS = "零一二三四五六七八九"


def partition(labels: Sequence[str], whole: str) -> Partition:
    """Tell whether parts so named divide their whole; ``whole`` are the words that name it.

    A name must begin with its word: 普惠性民办园 is not all that 公办园 leaves.
    """
    return _partition(tuple(_HEAD.sub("", label) for label in labels), whole)


@lru_cache(maxsize=1024)
def _partition(labels: tuple[str, ...], whole: str) -> Partition:
    """Tell it of names without what opens them; the readings of one list ask for the same names again."""
    for one, other in _PAIRS:
        if len(labels) == 2 and _divides(labels, one, other):
            return Partition.CLOSED
    if len(labels) == 2 and labels[0][:1] and labels[1].startswith(_NEGATIONS) and labels[1][1:] in labels[0]:
        return Partition.CLOSED
    if len(labels) > 2 and _OTHERS.search(labels[-1]) and len(set(labels)) == len(labels):
        return Partition.CLOSED
    if len(labels) > 2 and any(_of_kinds(labels, kinds) for kinds in _WHOLES):
        return Partition.CLOSED
    if _every_place(labels, whole):
        return Partition.CLOSED
    if all(is_state(label) for label in labels):
        return Partition.OPEN
    for turns in (_YEAR, _TURN):
        told = [turns.search(label) for label in labels]
        if all(told) and len({turn[0] for turn in told if turn}) == len(labels):
            return Partition.OPEN
    for names in _CLASSES:
        found = [next((name for name in names if name in label), None) for label in labels]
        within = any(kind in found and held & set(found) for kind, held in _HOLDS.items())
        if None not in found and len(set(found)) == len(found) and not within:
            if len(found) > 2 and set(found) & set(_NEAREST):
                return Partition.CLOSED
            stages = next((stages for word, stages in _WHOLE_STAGES.items() if word in whole), None)
            return Partition.CLOSED if stages == set(found) else Partition.OPEN
    return Partition.NONE


def _of_kinds(labels: Sequence[str], kinds: Sequence[Sequence[str]]) -> bool:
    """Tell whether every label names another of some kinds."""
    found = [
        next((n for n, words in enumerate(kinds) if any(map(label.__contains__, words))), None) for label in labels
    ]
    return None not in found and len(set(found)) == len(found)


def _every_place(labels: Sequence[str], whole: str) -> bool:
    """Tell whether the parts are places, as many as the whole counts: 3个县 and three of them by name."""
    places = [_PLACE.fullmatch(label) for label in labels]
    levels = {place.lastgroup for place in places if place}
    if len(labels) < 2 or None in places or len(levels) > 1 or len(set(labels)) < len(labels):
        return False
    return any(_count(told["count"]) == len(labels) and told.lastgroup in levels for told in _PLACES.finditer(whole))


def _count(words: str) -> int:
    """Read a small whole number in either hand: 12, 三, 十二, 二十."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.replace("两", "二").rpartition("十")
    last = _DIGITS.find(ones) if ones else 0
    return (_DIGITS.find(tens) if tens else 1) * 10 + last if ten else last


def is_state(label: str) -> bool:
    """Tell whether a label ends with a state of a project (建成, 在建, 启动)."""
    return label.endswith(STATES)


def bare_state(label: str) -> bool:
    """Tell whether a label is a state and nothing else (已整改到位, 正在整改)."""
    return _STATE.fullmatch(label) is not None


def _divides(labels: Sequence[str], one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one label is of the first kind and one of the second; the longer word wins (非在编 over 在编)."""
    first = _kind(labels[0], one, other)
    return first > 0 and {first, _kind(labels[1], one, other)} == {1, 2}


def _kind(label: str, one: Sequence[str], other: Sequence[str]) -> int:
    """Tell which of two kinds a label is of, 0 for neither."""
    if not label.startswith((*one, *other)):
        return 0
    words = ((word, kind) for kind, words in ((1, one), (2, other)) for word in words)
    longest = max(((len(word), kind) for word, kind in words if label.startswith(word)), default=(0, 0))
    return longest[1]
