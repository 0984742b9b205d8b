"""Name what a run of text is about: 学前, 教师, 经费, 安全, …."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from desktop.lexicon.patterns import regex

TOPICS: Mapping[str, re.Pattern[str]] = {
    "preschool": regex(r"学前|幼儿|公办园|民办园|普惠|保教|托育"),
    "teachers": regex(r"教师|师资|编制|教职工|校长|师德|教研员"),
    "pay": regex(r"工资|待遇|同酬|社会保险|五险一金|绩效"),
    "class_size": regex(r"大班额|大校额|班额|校额|超大规模"),
    "places": regex(
        r"学位|资源短缺|资源紧张|资源.{0,4}不足|资源供给|公办资源|布局|布点|撤并|小规模学校|新建|改扩建|扩建|迁建"
    ),
    "conditions": regex(r"办学条件|办学达标|达标率|校舍|占地|用房|运动场|标准化|设施|设备|仪器|装备|图书"),
    "senior": regex(r"高中"),
    "vocational": regex(r"职业|中职|职教|产教|职普|校企|实训"),
    "majors": regex(r"专业点|专业设置|专业布局|专业结构|专业群|撤并专业|调整专业|新增专业|产业"),
    "special": regex(r"特殊教育|残疾|随班就读|送教"),
    "safety": regex(r"安全|安防|保安|食堂|隐患|消防|校车"),
    "funds": regex(r"经费|投入|财政|拨款|资金|负债|债务"),
    "quality": regex(r"教学质量|保教|质量监测|课程|课堂|学业|教学改革|教研"),
    "health": regex(r"近视|体质|体育|心理|劳动教育"),
    "arts": regex(r"艺术|音乐|美术|美育"),
    "workload": regex(r"减负|负担|报表|社会事务|进校园"),
    "retention": regex(r"留不住|留住|留得住|流失|老化|留人|稳定|招不来|引才|不稳"),
    "titles": regex(r"职称|评聘|岗位"),
    "playful": regex(r"小学化|衔接|游戏化|保教质量"),
    "standing": regex(r"管理体制|法人|隶属|产权"),
    "handover": regex(r"配套园|配套幼儿园|移交"),
    "dormitory": regex(r"寄宿|宿舍|床位|周转房|住房"),
    "grounds": regex(r"绿化|场地|操场|运动场"),
    "nursing": regex(r"校医|卫生保健|保健医|保健教师"),
    "burden": regex(r"双减|校外培训|作业|课后服务"),
    "balance": regex(r"均衡|城乡|校际|园际|薄弱"),
    "rural": regex(r"农村|乡村|村小|教学点|寄宿|留守"),
    "informatics": regex(r"信息化|数字|网络|智慧"),
    "fine_schools": regex(r"优质(?:教育)?资源|优质教育|上好学|名校|集团化"),
    "training": regex(r"培训|研修|进修|国培|跟岗"),
    "dropout": regex(r"辍学|控辍|劝返|失学"),
    "debts": regex(r"负债|债务|欠债|化债|欠账|欠款|拖欠"),
    "parents": regex(r"家校|家长|家庭教育"),
    "governance": regex(r"督导|责任|考核|治理|规范办学|收费|招生"),
}
"""Each topic with the words that tell of it."""
_BEGINS = {topic: frozenset(word[:2] for word in words.pattern.split("|")) for topic, words in TOPICS.items()}

_HEADS, _SECONDS = ("".join(sorted(frozenset(signs))) for signs in zip(*chain(*_BEGINS.values()), strict=True))
_PAIRS = regex(f"(?=([{_HEADS}][{_SECONDS}]))")
"""Two characters that may begin one of the words."""
_OF_PAIR = {pair: [at for at, begun in _BEGINS.items() if pair in begun] for pair in chain(*_BEGINS.values())}
"""The topics of the words that two characters may begin."""

APART = frozenset({"preschool", "senior", "vocational", "special", "class_size"})
"""The topics that are a kind of school, or large classes: what is short in two of them is short twice."""


def counted(text: str) -> Iterator[tuple[str, int]]:
    """Count the words that tell of each topic in a run of text; topics without any are left out."""
    begun = frozenset(chain.from_iterable(_OF_PAIR.get(pair, ()) for pair in _PAIRS.findall(text)))
    for topic in filter(begun.__contains__, TOPICS):
        times = len(TOPICS[topic].findall(text))
        if times:
            yield topic, times


def topics_of(text: str) -> frozenset[str]:
    """List the topics that a run of text touches."""
    return frozenset(topic for topic, words in TOPICS.items() if words.search(text))
