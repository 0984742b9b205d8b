"""Places and groups at the head of a phrase: 全区 | 公办幼儿园 | 临聘教师."""

import re
from dataclasses import dataclass
from functools import lru_cache

from desktop.extraction.words import words
from desktop.lexicon.patterns import regex

_NOT_PLACES = words(
    "城区 校区 学区 社区 园区 地区 山区 辖区 小区 库区 片区 灾区 镇区 城镇 乡镇 集镇 城市 中心城区 主城区 各区 "
    "各县 各市 各镇 各乡 老区 牧区 民族地区 "
    "市区 县区 区县 郊区 街区 林区 景区 贫困地区 开发区 试验区 示范区 实验区 创建区 先行区 督学责任区 责任区 "
    "功能区 农村地区 乡村 农村 山乡 部门和乡"
)
_PLACE = regex(
    r"某[区县市省州镇乡](?!级)|各(?:区县|县区|县（市、区）|县\(市、区\)|乡镇|镇街|地)(?!级)|(?:我|本|全|该|各|贵|你|此)(?:自治)?(?:区|县|市|省|州|旗|镇|乡|国|校|盟|园)(?!级|内各)(?:域内|范围内|"
    r"辖区内|内|教育系统(?!各))?"
    r"|辖区(?!面积|人口)内?|区内|县内|市内|区域内|各地"
    r"|[^\W\d_a-zA-Z的有和与及对在为是从到了、承办选派鼓励推进引领给按以于我你各占扶馈撤托校址投用工设]{2,6}?(?:自治县|自治州|新区|林区|"
    r"(?<![城校学社园地山辖小库片灾镇各老牧市县郊街景发验范建先任功])区(?!域|级|财|委|政|教(?:委|育局|科|体|育工委|育体)|域|属|直|人|别|间|长(?!期|年|远|效)|管|监)|"
    r"县(?!级|城|中(?![小心等央学职])|财|委|政|教(?:委|育局|科|体|育工委|育体)|域|属|直|人|区|长(?!期|年|远|效)|管|监)|(?<!城)(?<!超)市(?!级|场|财|委|政|教(?:委|育局|科|体|育工委|育体)|域|属|直|区|人|民|州|长(?!期|年|远|效)|管|监))"
)
_SCHOOL = (
    r"(?:[\u4e00-\u9fff]{2,3}[省市])?(?:[\u4e00-\u9fff]{2,4}[区县])?(?:[\u4e00-\u9fff]{1,10}?(?:职业教育中心|职教中心|"
    r"进修学校|附属中学|附属小学|附属学校|实验学校|实验小学|实验中学|中心小学|中心校|完全小学|幼儿园|小学|初级中学|初中|高中|"
    r"中学|学校|学院|大学|职中)|[\u4e00-\u9fff]{0,4}[一二三四五六七八九十]{1,2}(?:完小|[中小幼]))(?:[东西南北新老]校区)?"
)
_INSTITUTION = regex(
    rf"{_SCHOOL}(?:[、和与]{_SCHOOL}){{0,3}}(?=在校(?!外)|建成|校均|班均|现有|共有|占地|生均|校舍|专任|平均|学生|教师|教职工|目前|、|有|最|仅|只|"
    r"[一二三四五六七八九]年级|师幼比|生师比|师生比|结余|门口|在园|新招聘|新聘|图书|食堂|操场|运动场|完成|开设|总|班额|新增|可|位于|始建|前身|应配|实配|师资|藏书|教室|持证|\d{1,2}月|[，,]|是|系|创[办建]|成立|坐落|地处|竣工|开工|投入|投用|启用|建设|扩建|改建|改扩建|改造|尚|均|各|已|将|西侧|东侧|南侧|北侧|$)"
)
_NAMED = regex(_SCHOOL)
# a school's name holds none of these
_NO_NAME = regex(
    r"[有的推投承引选加涉解设了在为从和与及达至以于对各全所名等共增减派办创补含查看深访征我该每比均率额值系款]|其中|小学[.、]|(?<!^)建|^建(?![平德瓯阳安宁始水湖昌])|民国|时期|解放|"
    r"初中[.、]|中学[.、]|公办|民办|普惠|城区|农村|乡村|义务|教育阶段|学前|(?<![村镇乡])寄宿|规模|薄弱|类学|一贯|村级|镇级|山区|重点|一般|制学|完全中|高级|普通|"
    r"特殊教育学|中等|职业学|职业高|职业教育学|督导|检查|调研|实地|走访|参观|时间|面积|经费|支出|标准|人数|用房|教师|学生|毕业|"
    r"升入|抽|随机|保留|[实现尚仅]有|领导|联系|结对|帮扶|挂牌|撤销|撤并|余|国民|民众|耕读|戴帽|简易|补习|识字|差异|农业|独立|民族|配套|初级小|短期|女子|优质|乡镇|优秀|先进|标杆|合格|"
    r"城镇|全国|示范|特色|本次|纳入|县城(?!关)|图书|计划|试点|项目|基地|联盟|定点|受援|课改|合作|集团|成员|部分|个别|其[他余它]|"
    r"多数|少数|周边|附近|课程|体育|近视|近期|通过|完善|优化|整改|改造|扩充|支持|实施|完成|推进|启动|招生|招聘|高考|中考|升学|公立|私立小|私立中|政府|接管|核定|中小学|开工|竣工|停办|恢复|合并|兴办|增设|调整|发展|新设"
)


_TOKENS = """
公办 民办 公民办 县立 区立 市立 省立 公立 私立
普惠性民办 普惠性 普惠 非普惠性 国有 社会力量办 教育部门办 城区 城镇 乡镇 农村
乡村 城乡 县城 城市 中心城区 主城区 镇区 偏远 山区 边远 库区 民族地区 发达地区 县直 区直 市直
县属 区属 市属 街道 学前教育 学前 义务教育阶段 义务教育 九年义务教育 基础教育 高中阶段教育 高中阶段
普通高中教育 普通高中 普高 高中教育 高中 初中阶段 初中教育 初中 小学阶段 小学教育 小学 中小学校
中小学 幼儿园 幼教 中职学校 中职 中等职业学校 中等职业教育 中等职业 职业学校 职业教育 职业高中 职高
特殊教育学校 特殊教育 特教 特教学校 特校 普通本专科 成人本专科 本专科 普通本科 高等学校
普通高等学校 高校 高等教育 成人教育 中学
完全中学 高级中学 九年一贯制学校 十二年一贯制学校 一贯制学校 九年制学校 教学点 村小 完小 中心校 中心小学 职业院校
技工学校 高完中 独立初中 普通中学 普通小学 普通中小学 普通初中 寄宿制学校 寄宿制 小规模学校 薄弱学校
规模学校 学校 各级各类学校 各类学校 各校 园所 公办园 民办园 普惠园 幼儿 中心园 乡镇中心园
初级小学 高级小学 女子小学 女子中学 短期小学 高等小学堂 初等小学堂
普通初级中学 普通高级中学 职业中学 农业中学 成人中专 中专学校 进修学校 教师进修学校 聋哑学校 聋校 盲校 培智学校 师范学校
完全小学 普惠性民办园 普惠性民办幼儿园 其他民办园 配套园 小区配套园 配套幼儿园 小区配套幼儿园 初级中学 公务员
校外培训机构 培训机构 完中 单设初中 中等专业学校 小学生 初中生 高中生 中职生
中小学生 大学生 在校生 儿童青少年 青少年 适龄儿童少年 适龄儿童 适龄幼儿 适龄残疾儿童少年 适龄残疾儿童
进城务工人员随迁子女 外来务工人员随迁子女
残疾儿童少年 残疾儿童 残疾学生 随迁子女 农村留守儿童 留守儿童 贫困学生 贫困住宿生 寄宿生 住宿生 儿童
少年 学生 教师 教职工 教职员工 专任教师 在编教师 临聘教师 编外教师 校长 家长 师生 男性 女性 男 女
男生 女生 小班 中班 大班 班主任 保育员 新教师 骨干教师 少数民族 师范生 毕业生 初中毕业生 高中毕业生 应届毕业生
农村学校 城区学校 乡村学校 乡村教师 农村教师 特岗教师 青年教师 幼儿教师 幼儿园教师 小学教师 初中教师
中小学教师 中小学校长 义务教育教师 在岗教师 在职教师 非在编教师 编外聘用教师 第一批 第二批 第三批
一年级 七年级 三年级 四年级 五年级 六年级 八年级
九年级
""".replace("\n", " ")
_KNOWN = frozenset(words(_TOKENS))
_LENGTHS: dict[str, tuple[int, ...]] = {
    first: tuple(sorted({len(token) for token in _KNOWN if token[0] == first}, reverse=True))
    for first in {token[0] for token in _KNOWN}
}
_GRADES = regex(
    r"小学?[一二三四五六]年级及以上学生|(?:小学|初中|高中)?[一二三四五六七八九]、?(?:[至到]|[一二三四五六七八九]、)?[一二三四五六七八九]年级"
)
_NOT_GROUP = regex(r"师比|(?<=生)均|舍|(?<=学校)长|(?<=校)园网|(?<=[小中大]班)额")
_NOT_AFTER = frozenset("师均舍长园额")
_ASIDE = regex(r"（[^（）]{1,6}）|\([^()]{1,6}\)")
_JOINTS = frozenset("、和及与")
_PEOPLE = regex(
    r"(?:学生|教师|教职工|教职员工|幼儿|儿童|少年|青少年|子女|毕业生|住宿生|寄宿生|在校生|校长|家长|干部|人员|"
    r"保安|督学|师资|师|(?<!招)生|员|人才|指导员|"
    r"书记|党员|副校长|辅导员|人口|新生|园长|主任)$"
)
_DONE_TO = regex(
    r"(?:参与|参加|惠及|受益|享受|接受|实筛|筛查|符合|条件|抽测|应检|参检|另聘|却另聘)[^，、]{0,8}?"
    r"(?P<who>(?:临聘|专任|代课|校长)?教师|教职工|在校学?生|学生|幼儿|儿童少年)$"
)
_RUNS_ON = regex(
    r"[数率比占化类性群]|人(?!均)|总(?!体|投|面|建|收|支|成|分)|生(?!均|师比|活)|员工|的?(?:总数|人数|比例|占比|数量)|"
    r"[三九]年|与|和|之比|编制|公寓|宿舍|周转房|周转宿舍|之家|活动中心|活动室|食堂|培训费|培训经费|发展中心|工作补贴|"
    r"交流轮岗比例"
)
_TREATS = regex(
    r"(?:开工建设|建设|新建|建成(?:投用|启用)?|启用|开办|启动|实施|征收|加快|推进|完成|改造|扩建|改扩建|迁建|支持)(?=[\u4e00-\u9fff]{3})"
)
SCHOOLS = ("小学", "中学", "初中", "高中", "学校", "园", "村小", "教学点", "完小", "中心校", "中职")
"""How words for kinds of schools end."""
_BODY = regex(
    r"(?:[县区市省镇乡](?:本级|级财政|财政)|[县区市省]级(?=教育支出|财政|预算|一般公共)|[县区市镇乡]政府(?:常务会议?)?|[县区市]委常委会议?)"
    r"(?=(?!拨款$|收入$)[\u4e00-\u9fff]{2})"
)
_WITHIN = regex(r"^(?:教育系统|范围内|辖区内|所有|各级(?!各类))")
_RATED = regex(r"(?:率|学历|职称|占比|比例)$")
_COUNTING = regex(
    r"^(?:[的、]|共有|现有|仅有|只有|已有|原有|实有|拥有|余(?!额)|累计|先后|共计|仅|共(?!同|青|享|建)|现(?!代|场)|"
    r"有(?!编|效|机|证|资质|需求|困难)|中(?=[男女已有仅尚]|随迁|生均|持|具有|[县区市省]级|骨干))+"
)


STAGES = frozenset(
    words(
        "学前教育 学前 幼儿园 小学 小学阶段 小学教育 初中 初中阶段 初中教育 普通初中 普通小学 普通高中 高中 高中阶段 "
        "普高 中职 中等职业教育 中等职业学校 特殊教育 特教学校 特殊教育学校 高中阶段教育 普通高中教育 "
        "普通本专科 成人本专科 普通本科"
    )
)
"""The words for one school stage."""


STAFF = ("专任教师", "教职工", "在校生")
"""Those of a school who are called alike in every stage."""


@dataclass(slots=True)
class Head:
    """A phrase taken apart: its place, its group (``tokens`` are the words of it), and the words that are left."""

    place: str
    group: str
    tokens: tuple[str, ...]
    rest: str


@lru_cache(maxsize=4096)
def split(phrase: str) -> Head:
    """Take place and group off the head of a phrase."""
    rest, place = phrase, ""
    if len(rest) > 2 and (named := school(rest)):
        return Head(named, "", (), rest[len(named) :].lstrip("的共现有"))
    found = _PLACE.match(rest)
    if found and found[0] not in _NOT_PLACES:
        place, rest = found[0], rest[found.end() :].lstrip("的")
    if place:
        rest = _COUNTING.sub("", _WITHIN.sub("", rest))
    tokens, end = _tokens(rest)
    while tokens and end < len(rest) and _RUNS_ON.match(rest, end):
        end -= len(tokens[-1])
        tokens = tokens[:-1]
        if rest[:end].endswith(tuple("、和及与")):
            end -= 1
    return Head(place, rest[:end], tokens, _COUNTING.sub("", rest[end:]))


@lru_cache(maxsize=4096)
def school(phrase: str) -> str:
    """Give the school's own name at the head of a phrase, or ``""``."""
    found = _INSTITUTION.match(phrase)
    return found[0] if found and _is_name(found[0]) else ""


@lru_cache(maxsize=64)
def titled(title: str, about: re.Pattern[str]) -> str:
    """Give the school whose report a title announces (云峰小学|办学情况汇报); ``about`` is what may follow its name."""
    found = _NAMED.match(title)
    return found[0] if found and about.match(title, found.end()) and _is_name(found[0]) else ""


@lru_cache(maxsize=4096)
def school_treated(phrase: str) -> str:
    """Give the school that something is done to (启动|城关中学扩建工程), or ``""``."""
    found = _TREATS.search(phrase)
    named = school(phrase[found.end() :]) if found else ""
    return "" if "等" in phrase else named


@lru_cache(maxsize=4096)
def body(phrase: str) -> str:
    """Give the treasury or government at the head of a phrase (县财政|投入建设资金), or ``""``."""
    found = _BODY.match(phrase)
    return found[0] if found else ""


def _is_name(words: str) -> bool:
    """Tell the names of schools (桂花园小学, 县一小、县三小) from kinds of schools."""
    return not _TREATS.match(words) and all(
        name not in _KNOWN and not _NO_NAME.search(name) for name in re.split("[、和与]", words)
    )


def of_stage(head: Head) -> Head | None:
    """Part a stage from its people where a rate of them follows: (小学, 专任教师, 学历合格率), the stage as place."""
    if len(head.tokens) < 2 or not _RATED.search(head.rest):
        return None
    stage = head.group[: -len(head.tokens[-1])].rstrip("、和及与")
    if not is_people(head.tokens[-1]) or any(is_people(token) for token in head.tokens[:-1]):
        return None
    return Head(stage, head.tokens[-1], head.tokens[-1:], head.rest)


@lru_cache(maxsize=1024)
def bare(people: str) -> str:
    """Take what was done off the people to whom it was done: 学生 of 参加课后服务学生, 教师 of 符合条件教师."""
    found = _DONE_TO.match(people)
    return found["who"] if found else people


def _tokens(phrase: str) -> tuple[tuple[str, ...], int]:
    """Take as many group words off the head as stand there."""
    found: list[str] = []
    end = 0
    while (last := _token(phrase, end)) > end:
        found.append(phrase[end:last])
        end = last
        if phrase[end : end + 1] in _JOINTS and _token(phrase, end + 1) > end + 1:
            end += 1
    return tuple(found), end


def _token(phrase: str, at: int) -> int:
    """Give the end of the longest group word at ``at`` with a short bracket behind it, or ``at``."""
    grades = _GRADES.match(phrase, at) if "年级" in phrase else None
    if grades:
        return grades.end()
    for size in _LENGTHS.get(phrase[at : at + 1], ()):
        last = at + size
        if phrase[at:last] in _KNOWN and not (phrase[last : last + 1] in _NOT_AFTER and _NOT_GROUP.match(phrase, last)):
            aside = _ASIDE.match(phrase, last) if phrase.startswith(("（", "("), last) else None
            return aside.end() if aside else last
    return at


def is_school(tokens: tuple[str, ...]) -> bool:
    """Tell whether group words end in a kind of school."""
    return bool(tokens) and tokens[-1].rstrip(")）").endswith(SCHOOLS)


@lru_cache(maxsize=4096)
def is_people(phrase: str) -> bool:
    """Tell whether a phrase ends in a word for people."""
    return bool(_PEOPLE.search(phrase))
