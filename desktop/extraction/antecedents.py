"""Figures named by what was told before them, one rule a function: whose a bare rate, a state or an act is."""

from desktop.extraction import groups, leads, verbs
from desktop.extraction.counted import FUNDS, acting
from desktop.extraction.scene import Name, Words, of_school
from desktop.extraction.units import PEOPLE, SHARE
from desktop.lexicon.patterns import regex

_BARE_RATE = regex(r"^[\u4e00-\u9fff]{0,3}(?:率|占比|比例)$")
_BARE_WORD = regex(r"^(?:[\u4e00-\u9fff]{0,2}率|占比|比例|总?面积)$")
_OF_CLASSES = regex(r"班额|生均|校均|面积")
_MEAN = regex(r"(?:按[\u4e00-\u9fff]{2,8}计)?(?P<mean>生均|校均|师均|班均|园均|人均|人次均|套均)(?:约|为)?")
_SIZES = regex(r"平均班额|平均每[校班园](?:学生|幼儿)?|班均|校均")
_ATTRIBUTE = regex(r"^(?:平均(?!班额|每[校班园])|人均|年均|月均|年平均|生均|完全缴纳|最高|最低)")
_BUILDING = regex(r"^(?:完成)?(?:总?建筑面积|占地面积|总?投资|完成投资|总?面积|投入资金|资金|建设规模)$")
_SPECIAL = regex(r"残疾|随迁|留守|贫困|困难|适龄|毕业|住宿|寄宿|儿童|脱贫|孤儿|新生")
_ACT = regex(
    r"(?:应|已|实际|实|尚未|未|限期|公开|妥善)?(?:入学|入园|就读|在读|在学|升学|就业|毕业|复学|返校|劝返|返岗|到岗|上岗|在岗|"
    r"离职|辞职|离岗|调离|调出|流失|解聘|续聘|招聘|选调|录用|交流|交流轮岗|轮岗|支教|走教|分流|转学|退休|持证|专职|兼职|聘任|"
    r"受训|参训|外出培训|资助|获奖|获表彰)(?:到岗|、[^、]{2,4})?$"
    r"|(?:核定|现有|应核|实有|核增)?(?:编制|在编)$|(?:升入|考入|考取|参加|转入|进入)[\u4e00-\u9fff]{2,10}$|\d\d岁及?以[上下]$"
)
_DEGREE = regex(r"(?:具有)?(?:[专大]科|大专|本科|研究生|硕士|博士)(?:及?以上)?(?:学历|学位)(?:者|教师)?(?:占|达)?$")
_OUTCOME = regex(r"(?:已|实际)(?!交流|轮岗)|就读|升入|考入|转入|限期|解聘|劝返|复学|分流|妥善")
_PERSONAL = regex(
    r"[\u4e00-\u9fff]{0,6}(?:流动|流失|参与|参加|优良|优秀|合格|近视|持证|上岗|参保|升学|就业|满意|到课|出勤)率$"
)
_GRADE = regex(r"^[一二三四五六七八九]年级|^高[一二三]|^初[一二三]")
_OF_FUND = regex(r"(?:已|实际)?(?:支出|拨付|到位|使用)(?:资金)?(?:进度|率)?$")
_RETURNED = regex(r"(?P<act>收回|回收)|(?:有效)?(?:回收|有效)率")
_EACH = regex(r"平均每[班校园所]")
_PUPILS = regex(r"(?:在园)?幼儿$|学生$")
_STATE = regex(
    r"(?:[已均全]|正在|基本|现场|全部|责令|限期)*(?:移交|回购|回收|收回|补建|整改|完成整改|取缔|验收|封顶|开工|竣工|完工|停办|"
    r"(?:治理后)?(?:改?办成|转为)[\u4e00-\u9fff]{2,8})(?:到位|完成)?|(?:治理|整改|移交|回购)(?:完成)?率"
)
_SUBJECTS = (
    "语文|数学|英语|外语|物理|化学|生物|政治|历史|地理|科学|道德与法治|思政|音乐|体育|美术|艺术|信息技术|信息科技|"
    "通用技术|劳动|心理健康|心理|书法|综合实践"
)
_SUBJECT = regex(rf"(?:{_SUBJECTS})(?:[、和](?:{_SUBJECTS}))*")


def mean(words: Words) -> Name | None:
    """Complete a bare mean by what was told in its unit: 校舍面积9600平方米，生均|8平方米."""
    scene, unit = words.scene, words.figure.base
    whole = None if unit in PEOPLE or words.figure.fresh else scene.heads.get(unit)
    found = _MEAN.fullmatch(words.plain) if whole is not None else None
    if found is None or whole is None or whole.indicator.startswith(found["mean"]):
        return None
    named = found["mean"] + whole.indicator
    return Name(named, whole.subject or of_school(named, words.figure, scene), whole.group, rule="mean of")


def average(words: Words) -> Name | None:
    """Give a size of classes or schools to those whose pupils or classes were counted just before."""
    last = words.scene.last
    if last is None or not words.goes_on or words.head.group or not _SIZES.fullmatch(words.plain):
        return None
    whose = last.subject if last.subject and not groups.is_people(last.subject) else ""
    return Name(of_pupils(words), whose, whose, rule="average") if whose else None


def of_pupils(words: Words) -> str:
    """Complete a bare mean by the pupils told of just before: 学生840人，平均每班|42人."""
    counted = words.scene.heads.get("人") or words.scene.heads.get("名")
    if counted is None or words.figure.base not in PEOPLE or not _EACH.fullmatch(words.plain):
        return words.plain
    found = _PUPILS.search(counted.indicator)
    return words.plain + found[0] if found else words.plain


def of_host(words: Words) -> Name | None:
    """Give a school what it has, where its paragraph presents it or the sentence names it."""
    scene = words.scene
    school = scene.place if groups.school(scene.place) == scene.place else ""
    if not school and (not scene.host or words.head.place):
        return None
    if not scene.host and groups.is_school(words.head.tokens):
        return None
    grade = _GRADE.match(words.plain)
    whose, rest = (school or scene.host) + (grade[0] if grade else ""), words.plain[grade.end() if grade else 0 :]
    return words.name(rest or of_pupils(words), whose, "", "of host")


def of_schools_told(words: Words) -> Name | None:
    """Give what was done to schools to the kind of school just counted: 小区配套园9所，已移交|7所."""
    scene = words.scene
    counts = words.figure.base == "所" or words.figure.quantity.unit in SHARE
    if not scene.told or not counts or words.head.place or not _STATE.fullmatch(words.plain):
        return None
    return words.name(words.plain, scene.told, "", "of schools told")


def of_papers(words: Words) -> Name | None:
    """Complete what came back of questionnaires just given out: 发放问卷900份，|收回880份，|回收率97.8%."""
    last = words.scene.last
    found = _RETURNED.fullmatch(words.plain) if last is not None and words.goes_on else None
    if last is None or found is None or not (last.indicator.endswith("问卷") or last.rule == "of papers"):
        return None
    return words.name(f"{words.plain}问卷" if found["act"] else f"问卷{words.plain}", last.subject, "", "of papers")


def of_doer(words: Words) -> Name | None:
    """Give a bare rate or area to those who did what the clause before ends with."""
    scene = words.scene
    return words.name(words.plain, scene.doer, "", "of doer") if scene.doer and _BARE_WORD.match(words.plain) else None


def of_people(words: Words) -> Name | None:
    """Give an average or a bare rate to the people of whom the sentence goes on to tell."""
    scene, plain = words.scene, words.plain
    if not scene.people or _ATTRIBUTE.match(scene.people):
        return None
    special = _ATTRIBUTE.match(plain) or (_BARE_RATE.match(plain) and _SPECIAL.search(scene.people))
    counted = words.figure.base in PEOPLE and not groups.is_people(plain)
    acts = (_ACT.fullmatch(plain) or _DEGREE.fullmatch(plain)) if counted else None
    personal = _PERSONAL.match(plain) and not groups.is_people(words.head.group)
    at_schools = _OF_CLASSES.search(plain) and groups.is_school(groups.split(scene.topic).tokens)
    if (acts or special or personal) and not at_schools:
        rule = "attends" if acts and _OUTCOME.match(plain) else "of people"
        return Name(plain, acting(scene.people), verb=plain if acts else "", rule=rule)
    return None


def of_group(words: Words) -> Name | None:
    """Give a bare rate behind another to the same group."""
    last = words.scene.last
    if last is None or not words.goes_on or not last.group or not last.indicator.endswith("率"):
        return None
    return Name(words.plain, last.subject, last.group, rule="of group") if _BARE_RATE.match(words.plain) else None


def of_project(words: Words) -> Name | None:
    """Give area and money behind a building project to that project."""
    project = words.scene.last_project() if words.goes_on and _BUILDING.match(words.plain) else ""
    return words.name(words.plain, project, "", "of project") if project else None


def elliptic(words: Words) -> Name | None:
    """Complete a bare school subject by the figure before: 音乐教师61人，体育88人."""
    last = words.scene.last
    if last is None or not words.goes_on or not _SUBJECT.fullmatch(words.plain):
        return None
    found = _SUBJECT.search(last.indicator)
    if not found or found.end() == len(last.indicator):
        return None
    indicator = last.indicator[: found.start()] + words.plain + last.indicator[found.end() :]
    return Name(indicator, last.subject, last.group, last.verb, last.dropped, "elliptic")


def of_stem(words: Words) -> Name | None:
    """Complete a bare rate whose stem is the end of the name before: 本科上线1126人，上线率53%."""
    last = words.scene.last
    if last is None or not words.goes_on or not _BARE_RATE.match(words.plain) or not words.plain.endswith("率"):
        return None
    stem = words.plain.removesuffix("率")
    covers = stem == "覆盖" and last.indicator.startswith("普惠")
    if len(stem) < 2 or not (covers or last.indicator.endswith(stem)):
        return None
    subject = last.indicator if covers else last.subject
    return Name(last.indicator.removesuffix(stem).removesuffix("已") + words.plain, subject, last.group, rule="of stem")


def standard(words: Words) -> Name | None:
    """Name a bare standard or balance by the clause before: 落实生活补助，标准由200元提高到400元."""
    figure = words.figure
    if words.plain not in ("标准", "余额", "金额") or not figure.earlier:
        return None
    before = verbs.named(leads.read(figure.earlier[-1]).phrase)
    if len(before.phrase) < 3:
        return None
    return words.name(before.phrase, words.scene.subject(before.phrase), "", "clause before")


def bare_of_school(words: Words) -> Name | None:
    """Give pupils, teachers and classes to the kind of school before."""
    shared = of_school(words.plain, words.figure, words.scene)
    return words.name(words.plain, shared, "", "of school") if shared else None


def of_fund(words: Words) -> Name | None:
    """Give what was paid out to the fund before."""
    last = words.scene.last
    if last is None or not words.goes_on or not (_OF_FUND.match(words.plain) and FUNDS.search(last.indicator)):
        return None
    return Name(words.plain, last.indicator, last.indicator, rule="of fund")


def carried(words: Words) -> Name | None:
    """Carry the verb of the figure before on: 新增教学班30个|学位1350个."""
    last = words.scene.last
    if words.cut.verb or last is None or not (last.verb and words.figure.adjacent):
        return None
    if last.rule not in ("head", "carried"):
        return None
    return Name(last.verb + words.plain, last.subject, last.group, last.verb, last.dropped, "carried")
