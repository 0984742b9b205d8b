"""What stands behind a figure and may be the thing that is counted: 15次|专题会议, 93所|学校增核党组织领导职数."""

import re
from functools import lru_cache

from desktop.lexicon.patterns import regex

_NO_NOUN = regex(
    r"^(?:对(?!口)|参加|参与|获|受|接受|就读|入学|报名|通过|在(?!职|编|校|园|岗|册|读|籍|建)|用于|用|将|以(?!上|下|内)|"
    r"被|由|为|是|已|均|与|和|及|、|等|到|至|从|左右|后|时|起|来|上|中(?![小学等职央心])|其|并|且|左右|之间|比|"
    r"较|建设|推进|实施|开展|支持|投入|完成|改造|安排|建区|以上|以下|增长|下降|提高|增加|减少|[降升增减][至到为]|提升|上升|降低|分别|占|达|高|低|计(?!算机|划)|需(?!求|要)|应计提|计发|测算|维修|修缮|完善|统一|添置|新建|硬化|"
    r"”|’|\)|）|惠及|涉及|预算)"
)
_CUT = regex(
    r"[仍尚还]有|参与|参加|赴(?=[\u4e00-\u9fff])|没有|平均|未(?=[\u4e00-\u9fff])|(?<!跟)进(?!城|修|步|入学|校)|正在|全部|均(?!衡)|已(?!毕)|无(?!障)|共有|现有|被|作用|享受|接受|"
    r"进行|达到|负责人|负责|签订|获得?|取得|通过|并|从|到(?!位)|惠及|涉及|用于|分别|按|与(?!会)|前来|排名|脱贫|"
    r"覆盖(?!率)|受益|(?<!公)共(?!同|青|享|建)|在校|在园|占地|开展|安排|拨付|核定|完成|研究(?!生|室|所|院|会)|推进|，|"
    r"占|增长|建成|(?<=[\u4e00-\u9fff]{4})建设(?!项目|工程|资金)|投入使用|交流(?!会|教师|干部)|执行|有(?!编)|"
    r"为(?!期)|购买了|安装了|担任|分布|入选|评为|转为|建(?=[^设筑档])|为(?=村|公)"
)
_LINE_ALONE = regex(r"^的?(?:国家|省定|市定|规定)?(?:标准|要求|规定|水平|目标|底线)")
_LINE = regex(r"的(?:要求|标准|规定|原则|目标|比例)$")
_WHEN = regex(
    r"^(?:于|在(?![校园编岗职]))?(?:(?:19|20)\d\d年)?(?:[春秋]季|\d{1,2}月)?(?:分别|均|都|已)?(?:创建为|获评|评为|入选)?"
)
_AREAS = regex(
    r"(?P<who>乡镇(?:（街道）)?|镇街|镇|街道|村|社区|县（市、区）|县区|区县|县|市)"
    r"(?P<what>[^的，,（(、和]{1,8}(?:紧张|不足|缺乏|短缺|薄弱|滞后|偏低|偏高|困难|突出|不到位)|[均尚仍还]?(?:没有|未|无|缺|通过|达到|实现|完成|存在|生均|一般公共预算|财政(?!局)|教育(?:支出|经费|投入)|开展|进行|实施|建立|建有|公办学位|被).{2,})$"
)
_DOES = regex(r"^(?:进行|开展|实施)了?(?=[\u4e00-\u9fff]{2})")
_DOER = regex(
    r"^(?P<who>[^的，,]{0,10}?(?:中小学校(?:[(（]园[)）])?|学校|幼儿园|公办园|民办园|普惠园|配套园|中心园|小学|初级中学|"
    r"中学|初中|高中|村小|教学点|寄宿制学校|园所))(?P<what>[^，,。；;]{2,})$"
)
_PEOPLE = regex(
    r"^(?P<who>[\u4e00-\u9fff]{0,8}?(?:教师|学生|儿童|少年|幼儿|干部|人员|校长|园长|校医|保安|督学))"
    r"(?P<what>[尚仍还均都]*(?:未|没有|缺乏|[^的数率、和及与（(等参]{1,6}(?:过期|不[足合能全齐]|未|没有|短缺|缺失)).{0,16})$"
)
_SAYS = regex(
    r"(?P<who>[^的，,、（(]{0,8}?(?:教师|敎师|校长|园长|学生|幼儿|儿童|少年|家长|群众|(?<!学校)(?<!园)食堂|课程|县（市、区）|县（区）|村小|教学点))"
    r"(?P<what>[均都已仍尚还]*(?:认为|表示|希望|反映|在(?![校园编职岗读籍册建])|实现|没有|未(?!成年)|由(?=[\u4e00-\u9fff]{3})|享受|到[\u4e00-\u9fff]{2,6}(?:就读|实践|任教|跟岗|挂职)|"
    r"一般公共预算|留样|妥善|只有|存在).{2,})$"
)
_ACTS = regex(
    r"(?:均|都|也|已|仍|尚|至今)*(?:未|没|无(?!障)|生均|选派|调剂|达到?|达不到|超过|低于|高于|建有|建成|存在|有(?!编|关|效|限)|因|[仅只]列支)"
    r"|[\u4e00-\u9fff]{2,12}(?:未达|达不到|没有|低于$|高于$)"
)


@lru_cache(maxsize=4096)
def noun(follow: str) -> str:
    """Cut the counted noun out of what follows a figure; ``""`` if none stands there."""
    if follow.startswith(("”", "全部", "就近")):
        return ""
    if _LINE_ALONE.match(follow):
        return ""
    text = follow.strip(" \n\t").lstrip("的").strip("“”") if follow[:1] != "“" else follow.strip()
    if not text or _NO_NOUN.match(text):
        return ""
    found = _CUT.search(text, 1)
    if found:
        text = text[: found.start()]
    text = _LINE.sub("", text)
    text = re.sub(r"(?:(?<=[校园级点童）)团师生镇班题构])|(?<=[初高]中))中$", "", text)
    return text.strip(" 的、和与及等") if len(text) <= 26 else text[:26]


@lru_cache(maxsize=4096)
def doer(follow: str) -> tuple[str, str] | None:
    """Tell counted schools that do something or to which something is done: (kind of school, the rest)."""
    found = _DOER.match(follow.strip()) or _AREAS.match(follow.strip())
    if not found:
        return None
    what = found["what"]
    if re.match(
        r"(?:[数率的和、及与（(）)]|和?幼儿园|生(?!均)|区|等|为|共有|现有|有(?!编|大|超|危|缺|问题|隐患|负债)|共|建设|改造|治理|创建|项目|规划)",
        what,
    ):
        return None
    return found["who"], _DOES.sub("", _WHEN.sub("", what))[:20]


def people(follow: str) -> tuple[str, str] | None:
    """Tell counted people who lack something from what they lack: 15名教师|未取得资格证."""
    found = _PEOPLE.match(follow.strip())
    return (found["who"], found["what"]) if found else None


def says(follow: str) -> tuple[str, str] | None:
    """Tell those counted from what is said of them: 41%的|青年教师|希望进城."""
    found = _SAYS.match(follow.strip().removeprefix("的"))
    return (found["who"], found["what"].removeprefix("认为").removeprefix("表示")) if found else None


def acts(what: str) -> bool:
    """Tell what schools do, have or lack from what they are or are counted for, whatever figure follows."""
    return bool(_ACTS.match(what))
