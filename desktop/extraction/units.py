"""Measure words: what can stand behind a number and makes it a quantity."""

from desktop.extraction.words import words

MULTIPLIER = "万亿|[十百千]?万|亿|[百千](?![米克瓦伏分帕])"

# What a unit may not run on into, because the next character makes another word of it.
_NOT_BEFORE = {
    "人": "民文口均们事力社才大行工大",
    "名": "列单录额誉义称为",
    "位": "于置列居数",
    "所": "有在需属以示得占称谓",
    "家": "长庭属乡访具国政",
    "场": "地所馆合面景",
    "节": "约日点能假水俭",
    "期": "间末望中初限刊满待",
    "条": "件例款",
    "部": "门分队署级长委校属",
    "台": "账湾阶",
    "本": "级地科校土区县市人次年学专方报着",
    "面": "积向对临试授貌",
    "组": "织建成长合",
    "队": "伍员",
    "户": "籍外口均",
    "处": "理于罚置长级分",
    "例": "如外行会",
    "只": "有是能要",
    "把": "关握好教学",
    "支": "出部持付援撑教",
    "回": "复收访归应",
    "分": "别之布为开类管散组配成局析工解级期校园别",
    "成": "立为功都效果长员绩渝本年熟就品人交",
    "元": "旦素宵月",
    "级": "",
    "项": "目",
    "类": "",
    "天": "津然河府",
    "字": "",
    "件": "",
    "区": "级内域外政属委教长直间别位",
    "县": "级内域外政属委教长直区城",
    "市": "级内域外政属委教长直区场县",
    "省": "级内域外政属委教长直",
    "校": "级内外长区园舍车本际务医",
    "园": "区长所林内",
    "班": "级主子额次车",
    "镇": "级域长区",
    "乡": "镇村级土",
    "村": "级小校民庄",
    "批": "评准复",
    "门": "口户店",
    "间": "隔接断",
    "对": "口标照应接全于比学教其此各我外",
    "周": "边岁年围",
    "张": "家",
    "步": "行",
    "片": "区面段",
    "课": "程后堂题改外",
    "生": "均源活态师",
    "层": "次面层级",
    "卷": "入",
    "集": "团体中聚合镇",
    "页": "面",
    "句": "话",
    "轮": "岗流",
    "株": "洲",
    "杯": "",
    "厘": "定清",
    "顶": "层",
    "点": "",
}
_LONG = words(
    "个百分点 百分点 个工作日 个小时 个课时 个学时 个学期 个月 平方公里 平方千米 平方米 立方米 公里 千米 厘米 "
    "毫米 公顷 公斤 千克 毫克 千瓦时 千瓦 "
    "课时 学时 分钟 小时 场次 班次 美元 港元 英里 华里 街道 社区 乡镇 村居 周岁 年级 人民币"
)
_PER_TIME = "人校场户件车课家师所班例科批个组篇轮台"
_SHORT = words(
    "元 角 人 名 位 户 家 所 个 间 处 座 栋 幢 套 台 部 张 本 册 份 篇 块 条 件 例 起 次 场 期 节 门 项 种 组 "
    "支 辆 架 把 只 副 床 棵 株 枚 面 "
    "双 卷 集 页 字 句 轮 遍 回 批 票 分 天 日 周 月 年 岁 倍 成 米 亩 吨 克 斤 升 镇 乡 村 县 区 市 省 校 园 "
    "班 对 队 度 届 类 生 宗 孔 盏 箱 瓶 盒 桶 "
    "笔 幅 艘 顶 颗 袋 眼 排 列"
)
_PLAIN = sorted((*_LONG, *(f"{c}次" for c in _PER_TIME)), key=len, reverse=True)
_ENDED = [f"{word}(?![{_NOT_BEFORE[word]}])" if _NOT_BEFORE.get(word) else word for word in _SHORT]
_OF = r"生人年月日学期天次班校亩台平方米周小时课师园县户项床"
_RATE = rf"(?: ?[/每][{_OF}]{{1,3}}(?:[/·.・•、每][{_OF}]{{1,2}})?| ?[/／]百生)?"

UNIT = f"(?:%|‰|℃|㎡|m²|m2|km|{'|'.join(_PLAIN)}|{'|'.join(_ENDED)}|Mbps|M(?![A-Za-z])|兆){_RATE}"

FIRST = "".join(sorted({word[0] for word in (*_LONG, *_SHORT)} | {"%", "‰", "℃", "㎡", "m", "k", "M", "兆"}))
"""The characters that a unit can begin with."""

TIME = frozenset(words("年 个月 月 天 日 周 小时 个小时 分钟 个工作日 课时 学时 个课时 个学时 个学期 岁 周岁"))
SHARE = frozenset(words("% ‰ 个百分点 百分点 成 倍"))
PLACES = frozenset(words("镇 乡 村 县 区 市 省 街道 社区 乡镇 校 园 班 村居"))
EVENTS = frozenset(
    words(
        "次 场 场次 期 份 篇 起 条 件 节 例 课时 学时 宗 校次 班次 课次 批 轮 件次 字 页 幅 笔 票 万份 万次 "
        "万场次 万条 户次"
    )
)


def scale(unit: str) -> int:
    """Give what the multiplier of a unit comes to: 万元 is 10000."""
    size = 1
    for character in unit[: len(unit) - len(base(unit))]:
        size *= {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}[character]
    return size


def base(unit: str) -> str:
    """Give the measure word without its multiplier: 万人 is 人, 亿元 is 元."""
    return unit.lstrip("十百千万亿") or unit
