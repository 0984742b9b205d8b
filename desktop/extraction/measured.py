"""Figures named by the words before them, one rule a function: whose word it is, and which words are the name."""

from collections.abc import Callable
from typing import NamedTuple

from desktop.extraction import groups, leads, verbs
from desktop.extraction.counted import FOR, FUNDS, acting
from desktop.extraction.edges import back
from desktop.extraction.figures import Figure
from desktop.extraction.scene import Name, Scene, built
from desktop.extraction.units import COUNTERS, PEOPLE, SHARE
from desktop.lexicon.patterns import regex

_BARE_RATE = regex(r"^[\u4e00-\u9fff]{0,3}(?:率|占比|比例)$")
_BARE_WORD = regex(r"^(?:[\u4e00-\u9fff]{0,2}率|占比|比例|总?面积)$")
_OF_CLASSES = regex(r"班额|生均|校均|面积")
_MEAN = regex(r"(?:按[\u4e00-\u9fff]{2,8}计)?(?P<mean>生均|校均|师均|班均|园均|人均|人次均|套均)(?:约|为)?")
_SIZES = regex(r"平均班额|平均每[校班园](?:学生|幼儿)?|班均|校均")
_ATTRIBUTE = regex(r"^(?:平均(?!班额|每[校班园])|人均|年均|月均|年平均|生均|完全缴纳|最高|最低)")
_BUILDING = regex(r"^(?:完成)?(?:总?建筑面积|占地面积|总?投资|完成投资|总?面积|投入资金|资金|建设规模)$")
_SPECIAL = regex(r"残疾|随迁|留守|贫困|困难|适龄|毕业|住宿|寄宿|儿童|脱贫|孤儿|新生")
_OF_SCHOOLS = regex(
    r"^(?:生师比|师生比|平均班额|班额|校均规模|平均每[校班园]|班均|校均|教学班|班级数?|班|生均.+|在校学?生数?|学生数?|教职工数?|教员|"
    r"专任教师数?|教师数?|在园幼儿数?|幼儿|招生数?|毕业生数?|大班额|入学新生|占地面积|校舍(?:建筑)?面积|专任教师.+率|"
    r"教师.+率)$"
)
_STAGED_RATE = regex(r"(?:入学|入园|巩固|升学|辍学|保留)率$")
_PAID = regex(
    r"(?P<who>[^，,]{0,8}?(?:教师|敎师|教职工|学生|人员))(?P<what>(?:(?:年|月)?(?:平均|人均|均))?(?:工资|年收入|收入|待遇|生活补助|补助|补贴|津贴).*)$"
)
_ACTIVITY = regex(r"(?:全员)?(?:资助|培训|例会|政治学习|课堂|缺额|队伍)(?:资金|项目|计划)?$")
_PROJECT = regex(r"(?:项目|工程|资金|专项|经费补助)$")
_PUPILS_RATE = regex(r"(?:入学|巩固|毕业|普及|升学|辍学|合格|流失)率$")
_WHOSE = regex(
    r"(?P<each>[年月]?人均)?(?P<who>[\u4e00-\u9fff“”、\d]{0,10}?(?:群众|家长|学生|教师|教职工|职工|师生|儿童|少年|幼儿|子女|[公雇教职人]员|"
    r"干部|党员|机构|年级|班主任|园长|校长|新生|公众|社会|人口|寄宿生|住宿生|毕业生|驾驶人|院校|高职|职教中心|食堂|教室|校园|园舍|"
    r"优质(?:普通)?高中))"
    r"(?P<what>对[^，,]{2,12}满意[度率]|(?<!公众)(?<!社会)(?:总体|综合|整体|平均)?满意[度率]|"
    r"(?:年|月)?(?:平均|人均|均)(?:工资|收入|年龄|待遇).{0,4}|工资.{0,2}|缺额|缺编|缺口|短缺|空缺|最大班额|最小班额|班额|压减|"
    r"(?:生活|交通|岗位)(?:补助|补贴|津贴)(?:标准|资金)?|(?:平均|人均)受教育年限|编制缺口|招生计划|计划招生|采光系数|在校生|"
    r"生均[\u4e00-\u9fff]{2,10}|[\u4e00-\u9fff]{0,6}(?:配备|压减|到校|到书)(?:比例|率)|审验合格|留样不规范|闲置|"
    r"(?:毛|净)?(?:入学|巩固|参加|参与|合格|达标|持证|流失|就业|升学|毕业|辍学|近视|优良|配备)(?:比例|率)|(?:失学)?辍学(?:人数)?)$"
)
_ACT = regex(
    r"(?:应|已|实际|实|尚未|未|限期|公开|妥善)?(?:入学|入园|就读|在读|在学|升学|就业|毕业|复学|返校|劝返|返岗|到岗|上岗|在岗|"
    r"离职|辞职|离岗|调离|调出|流失|解聘|续聘|招聘|选调|录用|交流|交流轮岗|轮岗|支教|走教|分流|转学|退休|持证|专职|兼职|聘任|"
    r"受训|参训|外出培训|资助|获奖|获表彰)(?:到岗|、[^、]{2,4})?$"
    r"|(?:核定|现有|应核|实有|核增)?(?:编制|在编)$|(?:升入|考入|考取|参加|转入|进入)[\u4e00-\u9fff]{2,10}$|\d\d岁及?以[上下]$"
)
_DEGREE = regex(r"(?:具有)?(?:[专大]科|大专|本科|研究生|硕士|博士)(?:及?以上)?(?:学历|学位)(?:者|教师)?(?:占|达)?$")
_STAGED = regex(r"(?P<stage>小学|初中|(?:普通)?高中)(?=[三六]年巩固率$)")
_OUTCOME = regex(r"(?:已|实际)(?!交流|轮岗)|就读|升入|考入|转入|限期|解聘|劝返|复学|分流|妥善")
_PERSONAL = regex(
    r"[\u4e00-\u9fff]{0,6}(?:流动|流失|参与|参加|优良|优秀|合格|近视|持证|上岗|参保|升学|就业|满意|到课|出勤)率$"
)
_GRADE = regex(r"^[一二三四五六七八九]年级|^高[一二三]|^初[一二三]")
_OF_FUND = regex(r"(?:已|实际)?(?:支出|拨付|到位|使用)(?:资金)?(?:进度|率)?$")
_ONLY = regex(r"(?:仅|只|约)占")
_TAKES = regex(r"(?<=[\u4e00-\u9fff])占(?!比|地|有)")
_INCLUDING = regex(r"（(?:含|不含|包括)[^（）]*）$|\((?:含|不含|包括)[^()]*\)$")
_PER = ("每百名", "每千名", "每万名")
_PLACES_OF_LEARNING = regex(r"学位$|校舍$|教学班$")
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


class Words(NamedTuple):
    """What a figure is named from: its clause taken apart, the scene, the figure after it.

    ``plain`` are the words of the name, without the place before them; ``goes_on`` tells a sentence that has told a
    figure before.
    """

    figure: Figure
    lead: leads.Lead
    head: groups.Head
    cut: verbs.Named
    plain: str
    scene: Scene
    following: Figure | None
    goes_on: bool

    def name(self, indicator: str, subject: str, group: str, rule: str) -> Name:
        """Make a name that keeps the verbs before it."""
        return Name(indicator, subject, group, self.cut.verb, self.cut.dropped, rule)


def measured(
    figure: Figure, lead: leads.Lead, head: groups.Head, cut: verbs.Named, scene: Scene, following: Figure | None
) -> Name:
    """Name a figure by the words before it."""
    plain = (head.group + head.rest).rstrip("的") if head.place else cut.phrase.rstrip("的")
    if plain.endswith("在园") and figure.base in PEOPLE:
        plain, head = plain + "幼儿", head._replace(rest=head.rest + "幼儿")
    if head.place:
        scene.place = head.place
    goes_on = not figure.fresh and scene.last is not None
    bare = _INCLUDING.sub("", plain) if plain.endswith(("）", ")")) else plain
    words = Words(figure, lead, head, cut, bare, scene, following, goes_on)
    for rule in _RULES:
        name = rule(words)
        if name is not None:
            return name
    return _as_it_stands(words)


def _mean(words: Words) -> Name | None:
    """Complete a bare mean by what was told in its unit: 校舍面积9600平方米，生均|8平方米."""
    scene, unit = words.scene, words.figure.base
    whole = None if unit in PEOPLE or words.figure.fresh else scene.heads.get(unit)
    found = _MEAN.fullmatch(words.plain) if whole is not None else None
    if found is None or whole is None or whole.indicator.startswith(found["mean"]):
        return None
    named = found["mean"] + whole.indicator
    return Name(named, whole.subject or of_school(named, words.figure, scene), whole.group, rule="mean of")


def _average(words: Words) -> Name | None:
    """Give a size of classes or schools to those whose pupils or classes were counted just before."""
    last = words.scene.last
    if last is None or not words.goes_on or words.head.group or not _SIZES.fullmatch(words.plain):
        return None
    whose = last.subject if last.subject and not groups.is_people(last.subject) else ""
    return Name(_of_pupils(words), whose, whose, rule="average") if whose else None


def _of_pupils(words: Words) -> str:
    """Complete a bare mean by the pupils told of just before: 学生840人，平均每班|42人."""
    counted = words.scene.heads.get("人") or words.scene.heads.get("名")
    if counted is None or words.figure.base not in PEOPLE or not _EACH.fullmatch(words.plain):
        return words.plain
    found = _PUPILS.search(counted.indicator)
    return words.plain + found[0] if found else words.plain


def _of_host(words: Words) -> Name | None:
    """Give a school what it has, where its paragraph presents it or the sentence names it."""
    scene = words.scene
    school = scene.place if groups.school(scene.place) == scene.place else ""
    if not school and (not scene.host or words.head.place):
        return None
    if not scene.host and groups.is_school(words.head.tokens):
        return None
    grade = _GRADE.match(words.plain)
    whose, rest = (school or scene.host) + (grade[0] if grade else ""), words.plain[grade.end() if grade else 0 :]
    return words.name(rest or _of_pupils(words), whose, "", "of host")


def _of_schools_told(words: Words) -> Name | None:
    """Give what was done to schools to the kind of school just counted: 小区配套园9所，已移交|7所."""
    scene = words.scene
    counts = words.figure.base == "所" or words.figure.quantity.unit in SHARE
    if not scene.told or not counts or words.head.place or not _STATE.fullmatch(words.plain):
        return None
    return words.name(words.plain, scene.told, "", "of schools told")


def _of_papers(words: Words) -> Name | None:
    """Complete what came back of questionnaires just given out: 发放问卷900份，|收回880份，|回收率97.8%."""
    last = words.scene.last
    found = _RETURNED.fullmatch(words.plain) if last is not None and words.goes_on else None
    if last is None or found is None or not (last.indicator.endswith("问卷") or last.rule == "of papers"):
        return None
    return words.name(f"{words.plain}问卷" if found["act"] else f"问卷{words.plain}", last.subject, "", "of papers")


def _of_doer(words: Words) -> Name | None:
    """Give a bare rate or area to those who did what the clause before ends with."""
    scene = words.scene
    return words.name(words.plain, scene.doer, "", "of doer") if scene.doer and _BARE_WORD.match(words.plain) else None


def _of_people(words: Words) -> Name | None:
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


def _of_group(words: Words) -> Name | None:
    """Give a bare rate behind another to the same group."""
    last = words.scene.last
    if last is None or not words.goes_on or not last.group or not last.indicator.endswith("率"):
        return None
    return Name(words.plain, last.subject, last.group, rule="of group") if _BARE_RATE.match(words.plain) else None


def _of_project(words: Words) -> Name | None:
    """Give area and money behind a building project to that project."""
    project = words.scene.last_project() if words.goes_on and _BUILDING.match(words.plain) else ""
    return words.name(words.plain, project, "", "of project") if project else None


def _elliptic(words: Words) -> Name | None:
    """Complete a bare school subject by the figure before: 音乐教师61人，体育88人."""
    last = words.scene.last
    if last is None or not words.goes_on or not _SUBJECT.fullmatch(words.plain):
        return None
    found = _SUBJECT.search(last.indicator)
    if not found or found.end() == len(last.indicator):
        return None
    indicator = last.indicator[: found.start()] + words.plain + last.indicator[found.end() :]
    return Name(indicator, last.subject, last.group, last.verb, last.dropped, "elliptic")


def _of_stem(words: Words) -> Name | None:
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


def _standard(words: Words) -> Name | None:
    """Name a bare standard or balance by the clause before: 落实生活补助，标准由200元提高到400元."""
    figure = words.figure
    if words.plain not in ("标准", "余额", "金额") or not figure.earlier:
        return None
    before = verbs.named(leads.read(figure.earlier[-1]).phrase)
    if len(before.phrase) < 3:
        return None
    return words.name(before.phrase, words.scene.subject(before.phrase), "", "clause before")


def _fixed(words: Words) -> Name | None:
    """Keep rates whole whose names hold their group; 小学适龄儿童入学率 is that of 小学."""
    head, plain, scene = words.head, words.plain, words.scene
    staged = (
        plain.endswith("率") and _STAGED_RATE.search(plain) and head.tokens and not groups.is_people(head.tokens[0])
    )
    if not (staged or plain in scene.fixed) or _is_apart(words):
        return None
    subject = _of_school(words) or scene.subject("")
    lasting = _STAGED.match(plain)
    if not subject and lasting:
        return words.name(plain[lasting.end() :], lasting["stage"], lasting["stage"], "group+head")
    stage = head.tokens[0] if head.tokens else ""
    if not subject and stage in groups.STAGES and (len(head.tokens) > 1 or head.rest.startswith("三年")):
        return words.name(plain.removeprefix(stage), stage, stage, "group+head")
    return Name(plain, subject or scene.subject(plain), "", words.cut.verb, "", "fixed")


def _is_apart(words: Words) -> bool:
    """Tell a group that stands apart from the measured word."""
    head, plain = words.head, words.plain
    fixed = plain in words.scene.fixed and not groups.is_people(head.group)
    if fixed or not (head.group and head.rest):
        return False
    if len(head.tokens) == 1 and groups.is_people(head.group) and _ACTIVITY.match(head.rest):
        return False
    staged = (
        plain.endswith("率") and _STAGED_RATE.search(plain) and head.tokens and not groups.is_people(head.tokens[0])
    )
    return not (staged or _PROJECT.search(plain) or _TAKES.search(head.rest))


def _before_labels(words: Words) -> Name | None:
    """Part the label from a name that the next labels share: …投入幼儿园A、小学B."""
    plain = words.plain
    counts = words.figure.base in COUNTERS and not ("班额" in plain or plain.startswith(_PER))
    ending = "" if counts else _suffix(words)
    return Name(back(plain[: -len(ending)]), ending, ending, words.cut.verb, "", "label behind") if ending else None


def _share_of(words: Words) -> Name | None:
    """Part the whole from a share of it: 教师中|高级职称占比."""
    whole, middle, rest = words.plain[2:].partition("中")
    if not middle or len(rest) < 2:
        return None
    unit, who = words.figure.quantity, words.plain[:2] + whole
    those = groups.split(who)
    counts = unit.base in PEOPLE and groups.is_people(who) and len(those.tokens) <= 1 and those.rest in ("", who)
    counts = counts and not rest.startswith(("男", "女"))
    if not (counts or (unit.unit in SHARE and len(rest) >= 4)):
        return None
    if whole[-1:] in "初高其" or rest[0] in "小学央心等职":
        return None
    return Name(rest, who, "", words.cut.verb, "", "share of")


def _group_apart(words: Words) -> Name | None:
    """Part the group at the head from the measured word."""
    if not _is_apart(words):
        return None
    if words.scene.heading and words.head.rest in ("平均", "人均", "合计"):
        return Name(words.scene.heading, words.head.group, words.head.group, rule="of heading")
    paid = _PAID.match(words.head.rest)
    if paid:
        whose = words.head.group + paid["who"]
        return words.name(paid["what"], whose, whose, "group+head")
    staffed = groups.of_stage(words.head)
    if staffed:
        return words.name(staffed.group + staffed.rest.rstrip("的"), staffed.place, staffed.place, "group+head")
    return words.name(words.head.rest.rstrip("的"), words.head.group, words.head.group, "group+head")


def _bare_of_school(words: Words) -> Name | None:
    """Give pupils, teachers and classes to the kind of school before."""
    shared = _of_school(words)
    return words.name(words.plain, shared, "", "of school") if shared else None


def _of_fund(words: Words) -> Name | None:
    """Give what was paid out to the fund before."""
    last = words.scene.last
    if last is None or not words.goes_on or not (_OF_FUND.match(words.plain) and FUNDS.search(last.indicator)):
        return None
    return Name(words.plain, last.indicator, last.indicator, rule="of fund")


def _whose(words: Words) -> Name | None:
    """Part those whom a rate, a lack or an opinion is of, in any words that the groups do not list."""
    judged = _WHOSE.match(words.plain)
    if judged is None:
        return None
    who = judged["who"].removeprefix("发放")
    return words.name((judged["each"] or "") + judged["what"], who, who, "group+head")


def _carried(words: Words) -> Name | None:
    """Carry the verb of the figure before on: 新增教学班30个|学位1350个."""
    last = words.scene.last
    if words.cut.verb or last is None or not (last.verb and words.figure.adjacent):
        return None
    if last.rule not in ("head", "carried"):
        return None
    return Name(last.verb + words.plain, last.subject, last.group, last.verb, last.dropped, "carried")


def _as_it_stands(words: Words) -> Name:
    """Take the words as they stand."""
    figure, scene, verb, last = words.figure, words.scene, words.cut.verb, words.scene.last
    same = last is not None and not (figure.fresh or figure.earlier or verb)
    dropped = words.cut.dropped or (last.dropped if same and last is not None else "")
    whom = FOR.search(figure.lead)
    subject = whom["whom"] if whom else scene.subject("")
    if not subject and scene.built and _PLACES_OF_LEARNING.search(words.plain):
        subject = scene.built
    plain = _ONLY.sub("占", words.plain) if "占" in words.plain else _of_pupils(words) if same else words.plain
    subject = subject or scene.subject(words.plain, verb) or (built(words.plain, verb) if _is_listed(words) else "")
    return Name(plain, subject, "", verb, dropped, "head")


def _is_listed(words: Words) -> bool:
    """Tell a kind of what is built that another kind goes on behind (新建小学2所、|幼儿园3所)."""
    following = words.following
    if not words.cut.verb or following is None or not following.adjacent or words.figure.base != "所":
        return False
    label = groups.split(leads.read(following.lead).phrase)
    return bool(label.tokens) and not label.rest


_RULES: tuple[Callable[[Words], Name | None], ...] = (
    _mean,
    _average,
    _of_host,
    _of_schools_told,
    _of_papers,
    _of_doer,
    _of_people,
    _of_group,
    _of_project,
    _elliptic,
    _of_stem,
    _standard,
    _fixed,
    _before_labels,
    _share_of,
    _bare_of_school,
    _group_apart,
    _of_fund,
    _whose,
    _carried,
)


def is_of_schools(indicator: str, stage: str) -> bool:
    """Tell pupils, teachers and classes, which each kind of school has."""
    return bool(_OF_SCHOOLS.match(indicator.removeprefix(stage)))


def _of_school(words: Words) -> str:
    return of_school(words.plain, words.figure, words.scene)


def of_school(phrase: str, figure: Figure, scene: Scene) -> str:
    """Give the kind of school whose pupils, teachers or classes a bare word counts (小学256所，在校学生38412人)."""
    goes_on = figure.fresh or (scene.last is not None and scene.last.rule == "of school")
    if goes_on and scene.before and _PUPILS_RATE.match(phrase):
        return scene.before
    if not _OF_SCHOOLS.match(phrase):
        return ""
    if figure.fresh and scene.sole and not (scene.topic or scene.school or scene.place):
        return scene.before
    if figure.lead.startswith("、") and scene.last is not None and (scene.last.group or scene.last.rule == "of school"):
        return scene.last.group or scene.last.subject
    return "" if scene.topic else scene.school or ("" if scene.place else scene.stage)


def _suffix(words: Words) -> str:
    """Find a group at the end of a name where the next figure's clause is such a group alone (…投入幼儿园A、小学B)."""
    phrase, following = words.plain, words.following
    if not phrase.startswith(("生均", "人均", "师均", "班均", *_PER)):
        if following is None or following.fresh:
            return ""
        label = groups.split(leads.read(following.lead).phrase)
        if not label.tokens or label.rest or len(label.tokens) > 1:
            return ""
    staged = phrase.startswith(_PER)
    for size in range(2, 9):
        behind = phrase[-size:]
        if len(phrase) > size + 2 and groups.split(behind).group == behind and (behind in groups.STAGES or not staged):
            return behind
    return ""
