"""Numbers that are no figures, by the words around them: ranks, grades, ages, frames of time, bases, plain words."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from string import ascii_letters

from desktop.extraction.quantities import Quantity
from desktop.extraction.regions import Regions
from desktop.extraction.units import PLACES, TIME
from desktop.extraction.words import words
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator

WHOLE = Decimal(100)


_NEAR = 12
"""So many characters before a number, and behind it, tell of it."""


def reason(text: str, quantity: Quantity, regions: Regions) -> str:
    """Say why a number is no figure, or give ``""``; 100% always is one."""
    if _is_whole(quantity):
        return ""
    return regions.at(quantity.first, quantity.last) or _by_words(text, quantity)


def _is_whole(quantity: Quantity) -> bool:
    return quantity.unit == "%" and quantity.value == WHOLE


def _by_words(text: str, quantity: Quantity) -> str:
    """Say why the words around a number make it no figure, or give ``""``; 100% always is one."""
    if quantity.unit == "%" and _is_whole(quantity):
        return ""
    for name, test in _tests(quantity.kind, quantity.unit):
        if test(text, quantity):
            return name
    return ""


_LETTERS = frozenset(ascii_letters + "+_")


def _latin(text: str, quantity: Quantity) -> bool:
    """Tell numbers that belong to a name: 5x, 1+N, G5, 4K."""
    before, behind = text[quantity.first - 1 : quantity.first], text[quantity.last : quantity.last + 1]
    if before in _LETTERS or before == "×" or behind in {"+", "×"}:
        return True
    return not quantity.unit and behind in _LETTERS


_RANKED = words(
    "年级 级 等奖 等功 等次 等 星 甲 版 号 楼 层 路 线 型 强 佳 环 维 师 老 代 股 栋楼 中全会 大 中 小 幼 附小 附中 "
    "类区 大道 街 路口 院区"
)
_STAGED = words("工程 项目 建设 规划 改造 校区")
_IN_RANK = words("前 第 排名 名列 位列 位居")
_OF_YEAR = words("年级 高 初 级 ） ) 一 二 三 四 五 六 七 八 九")
_LINES = words("宽带 光纤 网 带宽 的 专线 接入")


def _aged(text: str, quantity: Quantity) -> bool:
    """Tell ages and grades: 6岁, 七年级, 三届."""
    if quantity.unit in _AGES and _AVERAGE_AGE.search(text, max(0, quantity.start - _NEAR), quantity.start):
        return False
    return quantity.unit in _NO_AMOUNTS or text.startswith(_OF_AGE, quantity.end)


def _ranked(text: str, quantity: Quantity) -> bool:
    """Tell levels and ranks without a unit: 3级, 二等奖, 5号楼."""
    return text.startswith(_RANKED, quantity.end)


def _named(text: str, quantity: Quantity) -> bool:
    """Tell numbered names by their unit: 前3名, 一期工程, 高一3班."""
    unit, start, end = quantity.unit, quantity.start, quantity.end
    if unit == "期" and text.startswith(_STAGED, end):
        return True
    if unit in {"名", "位", "强"} and text.endswith(_IN_RANK, 0, start):
        return True
    if unit == "班" and text.endswith(_OF_YEAR, 0, start):
        return True
    if unit in {"M", "兆"}:
        return text.startswith(_LINES, end)
    if unit == "分" and text.endswith(("时", "点"), 0, start):
        return True
    if unit == "字" and quantity.comparator is not Comparator.EQUAL:
        return True
    if unit == "个" and text.startswith("方面", end):
        return not _PARTED.match(text, end, end + _NEAR)
    if not text.startswith("指标", end):
        return False
    general = text.startswith(("指标综合", "指标的综合", "指标平均", "指标差异"), end)
    return general or bool(_SET_OF.search(text, max(0, start - _NEAR), start))


_PARTED = regex(r"方面(?:(?:的|共)?\d+[个项条](?:[具存主]\S{1,3})?问题|中有\d)")
"""Fields that are counted with what is found in them: 6个方面23项问题."""
_AGES = frozenset(("岁", "周岁"))
_OF_AGE = ("岁", "周岁", "年级", "届")
_NO_AMOUNTS = frozenset((*_OF_AGE, "度"))
_NAMING = frozenset(words("期 名 位 强 班 M 兆 分 字 个"))
_AVERAGE_AGE = regex(r"(?:平均年龄|高于|低于)[^，,。；;]{0,6}$")
_SET_OF = regex(r"(?:配置|均衡|方面|以上|上述|前述|其他|其余|全部|所有|这|的|对照|对标|按照?|依据|围绕|国家|省级?)$")

_FRAMES = words("近 最近 未来 过去 今后 前 后 连续 每 第 这 逢 头 上 下 用 经过 利用 力争用 超 满")
_LASTING = words(
    "为期 历时 学制 任期 期限 期限为 持续 时间 时长 时间为 时长为 平均 累计 达 达到 为 保证 确保 保障 活动 锻炼 "
    "睡眠 培训 学习 研修 跟岗 休息 作业 学制为 年限 年限为 "
    "服务期 总量 总计 共计 共"
)
_FRAMED = words("内 以内 之内 前 之前 后 之后 来 以来 间 之间 制 期 级 行动 规划 计划 目标 任务 磨 一 中")
_ON_DUTY = words("值 在线 不间断 服务 热线 监")
_AROUND_SCHOOL = words("放学前 放假前 课前 课后 提前 上课前")
_NAMES_RATE = regex(r"[\u4e00-\u9fff]{2,8}率")
_CLOCK = frozenset(words("小时 个小时 分钟 课时 学时 个课时 个学时"))


def _frame(text: str, quantity: Quantity) -> bool:
    """Tell a length of time that only frames something (5年内, 近三年) from one that is measured (为期1年)."""
    start, end = quantity.start, quantity.end
    word = text[start : quantity.first]
    if text.endswith("内", quantity.last, end) or text.startswith(_FRAMED, end):
        return True
    lasts = text.endswith(_LASTING, 0, start)
    if quantity.unit == "年" and quantity.value != quantity.value.to_integral_value():
        return False
    if quantity.unit in {"月", "日"} or word.startswith("近") or text.endswith(_FRAMES, 0, start):
        return not lasts or quantity.unit == "月"
    if quantity.unit in _CLOCK:
        clock = quantity.unit in {"小时", "个小时"} and quantity.value == 24
        return (
            clock
            or _NAMES_RATE.match(text, end, end + _NEAR) is not None
            or text.startswith(_ON_DUTY, end)
            or text.endswith(_AROUND_SCHOOL, 0, start)
        )
    return not (word or lasts)


def _based(text: str, quantity: Quantity) -> bool:
    """Tell the base of a ratio: 每百名学生, 每10万人口."""
    return text.endswith("每", 0, quantity.start)


_STANDS_FREE = frozenset("，,。；;、）)（(：:！!和及与共 \n\t的其含")


def _unit_is_place(text: str, quantity: Quantity) -> bool:
    """Tell 5区域 and 2班主任, where the unit runs on, from 3市 and 12镇."""
    follows = text[quantity.end : quantity.end + 1]
    return bool(follows) and follows not in _STANDS_FREE and not follows.isdigit()


_SAYS = words(
    "系数 指数 得分 分值 比值 之比 均值 评分 总分 加分 扣分 比 达 达到 为 是 至 到 分别 降 升 计 ： : 约 近 于 "
    "在 仅 共 有 总数 人数 占 率 ， 、"
)
_CLOSED = frozenset("，,。；;、）)！!和与\n")
_AFTER_VALUE = _CLOSED | frozenset("及至到的以左上之")


def _bare(text: str, quantity: Quantity) -> bool:
    """Tell a number without unit that is not said to be a value; decimals and coefficients are."""
    written, follows = text[quantity.first : quantity.last], text[quantity.end : quantity.end + 1]
    if quantity.kind == "words":
        return "点" not in written or (bool(follows) and follows not in _AFTER_VALUE)
    if follows and follows not in _CLOSED and not (follows.isspace() or follows in "左上"):
        return quantity.value == quantity.value.to_integral_value() or follows in ".-/·:：年月"
    if "." in written:
        return bool(follows) and follows in ".-"
    if text.endswith(_SAYS, 0, quantity.start):
        return text.endswith(("，", "、", "： ", "是"), 0, quantity.start) or (
            1900 <= quantity.value < 2100 and len(written) == 4
        )
    return True


_COUNTED = frozenset(
    words(
        "所 名 人 位 间 座 栋 幢 套 台 部 辆 册 亩 元 公里 平方米 户 人次 家 份 场 场次 起 次 个 项 倍 成 % ‰ "
        "个百分点 处 对 件 例 篇 节 平方公里 块 米 "
        "本 支 班 课时 学时 小时 分钟 年 个月 天 周 里 顷 公顷 镇 乡 村 校 公斤 斤 吨 门 角 分 口 石 担 元/年 条 期 轮"
    )
)
_NOUNS_OF_PIECES = words(
    "校区 教学点 乡镇 街道 城市 单位 项目 班 教学班 学区 集团 教育集团 发达地区 县 镇 乡 村 社区 区县 县区 省 "
    "市 国家 片区 工作室 基地 中心 工程 学位 "
    "点 党支部 党组织 支部 组 小组 专业 实训 实验 功能室 教室 班级 团队 工作组 督导 检查组 车间 学科 课程 品牌 "
    "年级组 共同体 联盟 机构 社团 "
    "办学点 分校 完小 村小 食堂 操场 运动场 图书室 区"
)
_NOUNS_OF_ITEMS = words(
    "专项 工程 行动 活动 课题 专利 成果 荣誉 奖 项目 改革试点 国家级 省级 市级 制度 措施 任务 工作 整改 问题 "
    "重点 指标达标"
)
_BUILT = words(
    "新建 建成 建有 设有 设立 增设 设 建立 迁建 改建 扩建 改扩建 建 新增 增加 撤并 撤销 创办 开办 办 举办 建设 "
    "有 共 计 开设 引进 配备 聘请 招聘 仅 "
    "只有 达 至 完成 成立 拥有 先后 增 招收 培养 选派 派出 投入 购置 添置"
)
_REFERS = words(
    "第 每 另 某 这 那 该 同 首 任何 哪 任意 上述 以上 以下 下列 如下 前 后 头 逐 唯 专 单 统 其中 是 本 此 各 "
    "双 抓 好 落实 坚持 做到 围绕 聚焦 突出 树牢 增强"
)


_DATED = words("底前 末前 日前 月前 年前 初前 期前 旬前")
_EACH = regex(r"每(?:个?月|季度|学期|学?年|半年|周|人|县|校|个?乡镇?|个?镇|名)[^，,。；;、]{0,9}$")
_RUNS_ON = words("小组 制 行 一 案 策 岗 票 键")
_MEETINGS = words("全会 全体会议 会议 、 党代会")
_LEFT = words("其余 剩余 余下 另有 尚有 仍有 还有 只有 仅有 招生")


def _worded(text: str, quantity: Quantity) -> bool:
    """Tell Chinese numerals that are words (一个, 三级, 四大) from real quantities (三所, 十余个)."""
    before = text[max(0, quantity.start - _NEAR) : quantity.start]
    after = text[quantity.end : quantity.end + _NEAR]
    base = quantity.base
    if not base and quantity.value != quantity.value.to_integral_value():
        return False
    each = quantity.value == 1 and base in {"次", "所"} and _EACH.search(before) is not None
    if base not in _COUNTED or (before.endswith(_REFERS) and not (each or before.endswith(_DATED))):
        return True
    digits = text[quantity.first : quantity.last]
    stands_last = not after or after[0] in "，,。；;、）)（( \n\t一二三四五六七八九十百千" or after[0].isdigit()
    if each or (quantity.value == 1 and before.endswith(_LEFT)):
        return False
    if not (set(digits) - set("百千万")) and quantity.comparator.value == "=":
        return True
    if base in {"%", "‰", "个百分点", "元", "平方米", "公里", "亩", "倍"}:
        return base == "倍" and after.startswith("数")
    if after.startswith(_RUNS_ON):
        return True
    if quantity.value == 1 and base != "轮":
        if base in {"个", "项", "次", "期", "条", "节", "件", "部", "套", "支", "名", "人", "位", "场", "份"}:
            return not (
                stands_last
                and before
                and _is_han(before[-1])
                and not before.endswith(_BUILT)
                and base not in {"次", "个"}
            )
        return not (stands_last or before.endswith(_BUILT[:26]))
    if base == "轮":
        return quantity.value == 1 or not stands_last
    if base == "次" and (digits == "二" or after.startswith(_MEETINGS)):
        return True
    if base == "个":
        return not (after.startswith(_NOUNS_OF_PIECES) or (stands_last and bool(before) and _is_han(before[-1])))
    if base in {"项", "条", "期", "节", "分", "件"}:
        return not (after.startswith(_NOUNS_OF_ITEMS) or (stands_last and bool(before) and _is_han(before[-1])))
    if base in {"点", "面", "门", "部", "口", "本", "处", "块", "角"}:
        return not stands_last
    return False


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


@lru_cache(maxsize=1024)
def _tests(kind: str, unit: str) -> tuple[tuple[str, Callable[[str, Quantity], bool]], ...]:
    """List the tests for a number of this kind and unit, by the name of what it is where it passes one."""
    tests = (
        ("latin", _latin, kind == "digits"),
        ("name", _aged, True),
        ("name", _ranked, not unit and kind != "fraction"),
        ("name", _named, unit in _NAMING or unit.endswith("项")),
        ("frame", _frame, unit in TIME - _AGES),
        ("base", _based, unit != "%"),
        ("place name", _unit_is_place, kind == "digits" and unit in PLACES),
        ("bare", _bare, not unit and kind not in {"ratio", "fraction"}),
        ("word", _worded, kind == "words"),
    )
    return tuple((name, test) for name, test, applies in tests if applies)


def figures(text: str, found: Iterable[Quantity], start: int, end: int) -> list[Quantity]:
    """Keep the numbers of a run that are figures; most that are none are known by the words around them alone."""
    left = [quantity for quantity in found if not _by_words(text, quantity)]
    if not left:
        return left
    regions = Regions(text, start, end)
    return [q for q in left if not regions.over(q.first, q.last) or _is_whole(q)]
