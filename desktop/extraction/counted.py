"""Figures named by the noun that they count: 15次专题会议, 8所学校选派教师, 走访12个村."""

import re
from dataclasses import replace

from desktop.extraction import follows, groups, leads, verbs
from desktop.extraction.figures import Figure
from desktop.extraction.scene import Name, Scene
from desktop.extraction.shares import POSTED
from desktop.extraction.units import PEOPLE, PLACES, SHARE, base
from desktop.lexicon.patterns import regex

ACTOR = regex(r"(?:委|政府|局|办|部门|领导|书记|党委|常委会|常务会|党组会?|我们|班子|督导室|教委|财政|主要负责人)$")
FOR = regex(
    r"(?:面向|针对|组织|对|(?<![作成认])为)(?P<whom>[^，,。；;]{2,24}?)"
    r"(?:开展|进行|实施|举办|组织|集中|新建|配备|配齐|更换|购置|提供|调剂)",
    begins="面针组对为",
)
CLOSING = frozenset(("撤并", "降格", "停办", "关停", "关闭", "取缔", "撤销"))
STANDING = regex(r"[有存余]|保留|剩")
SCHOOLS = frozenset(("所", "家", "个", "园"))
BUILT = frozenset(("新建", "新开办", "改建", "扩建", "改扩建", "新改扩建", "迁建", "新增", "建成", "回收"))
AREAS = frozenset(("城区", "县城", "城镇", "镇区", "农村", "乡村", "乡镇", "主城区", "中心城区"))
_STANDS = regex(r"(?:[仅尚现实]存|实有|现有|保留|剩余?)(?=$|\d)")
_MOVED_TO = regex(r"[增减降升][至为到]$")
_REACHED = regex(r"(?:顺利|率先)?(?:通过|达到|获评|完成|实现|创建成功)[\u4e00-\u9fff]{2}")
_THINGS = regex(
    r"(?:学校|幼儿园|小学|中学|教师|学生|班|学位|机构|项目|问题|基地|中心|教室|督学|干部|人员|村|会议?|活动|"
    r"工作室|课程|社团|专业|[县区市州]|乡镇|企业|家庭|设备|图书|计算机|岗位|编制|床位|座位|宿舍|食堂|党员|专家|"
    r"志愿者|家长|保安|任务|事项)$"
)
FUNDS = regex(r"(?:资金|基金|经费|补助|奖金|专项|贷款|奖励基金)$")
_VISITS = regex(
    r"[^\n]*(?P<verb>深入|走访|查看|察看|视察|被调查|督查|(?<![督体])检查|督导|调研|(?:随机|实地)?抽查|抽样|抽取|访谈|约谈|通报批评|暗访|巡查)"
    r"[了的]?(?P<whom>[^，,。；;：:]{0,16})$"
)
_STAFFED = ("应配", "实配", "已配", "应有", "实有", "空编", "缺编", "尚缺", "缺额", "缺")
_STAFF = regex("|".join(_STAFFED))
_STAFF_NAME = regex(r"[\u4e00-\u9fff]{0,6}?(?:教师|教职工|人员|保安|校医|督学|辅导员)")
_OF_AREA = regex(
    r"(?P<who>县（市、区）|县区|区县|县|市|乡镇|街道|镇)(?P<what>(?![级城直属委]|人民|政府|教育局)[\u4e00-\u9fff]{2,})$"
)
_BOUNDS = ("超过", "不足", "不到", "超", "低于", "高于")
_AGED = regex(
    r"^(?:\d+ ?[-—–~～至到、] ?)?\d+周?岁(?:的|以[上下])?|^应(?:入学|交流轮岗|交流|轮岗)(?=[\u4e00-\u9fff]{2})"
)
_EACH = regex(r"每[\u4e00-\u9fff]{1,2}")
_TO_EACH = regex(r"(?<=达到|低于|超过|不足)(?:每[生人年月天日周]){1,2}$")
_VISITED = SCHOOLS | {"人", "名", "人次", "户", "位"} | PLACES
_ANYONE = regex(r"(?:学校|教师|学生|家长|师生|乡镇|村|社区|班级|县区|部门|企业|家庭)(?:[（(][^（）()]*[)）])?")
"""Those whose visit is the inspectors' own work: no kind of school or people of whom the figure would tell."""
_PLACES_BEHIND = regex(r"^(?:乡镇|镇街|街道|村|社区|镇|乡|企业|部门|单位|机构|家庭)$")


def staff(figure: Figure, lead: leads.Lead, scene: Scene) -> Name | None:
    """Name posts that should be filled, are filled or vacant by the staff told of: 生活教师不足，应配86人，缺35人."""
    if figure.base not in ("人", "名") or not _STAFF.fullmatch(lead.phrase or leads.plain(figure.lead)):
        return None
    verb = lead.phrase or leads.plain(figure.lead)
    for piece in reversed(figure.earlier):
        whose = groups.split(leads.read(piece).phrase)
        found = _STAFF_NAME.match(whose.rest)
        if found and verb in ("空编", "缺编"):
            return Name(verb, whose.group + found[0], rule="staff")
        if found:
            return Name(verb + found[0], whose.group or whose.place, whose.group, rule="staff")
    last = scene.last
    if last is None or figure.fresh:
        return None
    if verb in ("空编", "缺编"):
        return Name(verb, scene.posts or scene.place or POSTED.sub("", scene.people), rule="staff")
    if last.rule == "staff":
        before = next((word for word in _STAFFED if last.indicator.startswith(word)), "")
        return Name(verb + last.indicator.removeprefix(before), last.subject, last.group, rule="staff")
    people = last.indicator.partition("编制")[0] if "编制" in last.indicator else scene.people
    return Name(verb + people, scene.place or last.subject, rule="staff")


def visited(figure: Figure, text: str, noun: str, scene: Scene) -> Name | None:
    """Name those who were visited, examined or heard by what was done to them: 走访|家庭, 抽查|城区学校."""
    if figure.base not in _VISITED:
        return None
    found, last = _VISITS.match(text), scene.last
    verb = found["verb"] if found else ""
    if found and text[: found.start("verb")].endswith("实地"):
        verb = "实地" + verb
    whom = leads.plain(found["whom"]) if found else ""
    if not found and last is not None and last.rule == "visited" and figure.adjacent:
        verb, whom = last.verb, leads.plain(text)
    if not verb:
        return None
    whom = whom or noun
    head = groups.split(whom)
    group = head.group if head.tokens and not head.rest else whom if _PLACES_BEHIND.match(whom) else ""
    if _ANYONE.fullmatch(group):
        return Name(verb + group, "", group, verb, rule="visited")
    return Name(verb, group, group, verb, rule="visited") if group else None


def is_thing(figure: Figure, noun: str) -> bool:
    """Tell that the noun behind a counted figure is what it counts, whatever stands before."""
    unit = figure.quantity.unit
    if unit in SHARE or figure.follow.startswith(("的", "以")):
        return False
    return bool((FUNDS if "元" in unit else _THINGS).search(noun))


def counted(figure: Figure, cut: verbs.Named, scene: Scene, *, labelled: bool, following: Figure | None) -> Name | None:
    """Name a figure by the noun behind it, or else by what was said before; None where its own clause labels it."""
    verb, dropped, last = cut.verb, cut.dropped, scene.last
    done = doer(figure, cut, following)
    if done:
        return done
    if figure.ended and last is not None and figure.base == "个" and _REACHED.match(figure.follow):
        return Name(re.split("[，,]", figure.follow)[0][:20], last.indicator, "", "", "", "of those")
    if figure.ended and figure.follow.startswith("在") and last is not None and groups.is_people(last.indicator):
        return Name(figure.follow[:20], last.indicator, last.indicator, rule="of those")
    whom = FOR.search(figure.lead)
    group = whom["whom"] if whom else ""
    noun = follows.noun(figure.follow)
    if noun:
        return _by_noun(figure, noun, cut, group, scene)
    unit = figure.base
    if unit in PLACES and verb not in ("招生", "毕业"):
        return Name(unit, scene.subject(""), "", "", "", "unit")
    school = scene.school or scene.stage
    if verb in ("招生", "毕业") and school:
        return Name(verb, school, "", verb, dropped, "of school")
    if verb:
        if verb in ("新增", "增加") and last is not None and last.indicator.endswith("学位") and unit == "个":
            return Name(verb + "学位", last.subject, "", verb, dropped, "verb")
        acts = unit in PEOPLE and verb not in ("招生", "毕业")
        whose = scene.subject("") or (acting(scene.people) if acts else "")
        if not (whose or figure.fresh) and scene.anchor is not None and {verb, scene.anchor.verb} <= BUILT:
            whose = scene.anchor.subject
        if verb == "需" and not whose and last is not None and not figure.fresh:
            whose = last.subject or last.group
        return Name(verb, whose, "", verb, dropped, "verb")
    return None if labelled else _by_words_before(figure, cut, group, scene)


def acting(people: str) -> str:
    """Give people without their ages and what was done to them: 教师 of 招聘教师, 学龄儿童 of 7—11周岁学龄儿童."""
    done = verbs.named(_AGED.sub("", people.rpartition("的")[2]))
    return done.phrase.removeprefix(done.verb)


def doer(figure: Figure, cut: verbs.Named, following: Figure | None) -> Name | None:
    """Name counted schools by what they do, have or lack: 城区5所学校|有大班额42个."""
    unit = figure.base
    lacking = follows.people(figure.follow) if unit in ("名", "人", "位") and figure.ended else None
    if lacking:
        return Name(lacking[1], lacking[0], lacking[0], "", cut.dropped, "doer")
    said = follows.says(figure.follow) if figure.ended and not (cut.phrase or cut.dropped or "元" in unit) else None
    if said:
        return Name(said[1], said[0], said[0], "", cut.dropped, "doer")
    if not (unit in SCHOOLS or (unit in SHARE and figure.follow.startswith("的"))):
        return None
    told = follows.doer(figure.follow.removeprefix("的"))
    bounded = following is not None and following.adjacent and following.quote.startswith(_BOUNDS) and not figure.ended
    if not told or not (figure.ended or bounded or follows.acts(told[1])):
        return None
    who, what = told
    if bounded and following is not None:
        what += following.quote
    who = groups.split(who).group or who
    if cut.phrase.endswith("等") and len(cut.phrase) < 13:
        who = cut.phrase
    elif cut.phrase in AREAS and not who.startswith(cut.phrase):
        who = cut.phrase + who
    what = _TO_EACH.sub("", what)
    if not figure.ended and following is not None and what.endswith(("达到", "达不到", "超过", "低于", "高于", "不足")):
        what = what.replace("均达到", "达到") + following.quote
    return Name(what.removeprefix("有").removeprefix("存在"), who, who, "", cut.dropped, "doer")


def _by_noun(figure: Figure, noun: str, cut: verbs.Named, group: str, scene: Scene) -> Name:
    """Name a figure by the noun behind it, with the verb before it."""
    verb, dropped, last = cut.verb, cut.dropped, scene.last
    area = _OF_AREA.match(noun) if figure.base == "个" and not (figure.ended or verb) else None
    if area:
        return Name(area["what"], area["who"], area["who"], "", dropped, "doer")
    inner = groups.split(noun)
    schools = figure.base in SCHOOLS and not figure.ended
    if figure.follow.startswith("的") and figure.base in PEOPLE and groups.is_school(inner.tokens) and not inner.rest:
        scene.topic = noun
        return Name(noun, rule="noun behind")
    if verb in CLOSING and inner.tokens and not inner.rest:
        return Name(verb, noun, noun, verb, dropped, "verb+noun behind")
    if schools and inner.rest and groups.is_school(inner.tokens):
        noun, inner = inner.group, replace(inner, rest="")
        scene.topic = ""
    if inner.group and groups.is_people(inner.rest) and not groups.is_people(inner.group):
        return Name(verb + inner.rest, inner.group, inner.group, verb, dropped, "noun behind")
    placed = groups.split(leads.read(figure.lead).phrase).place
    if not (cut.phrase or placed) and not (figure.fresh or figure.earlier) and last is not None:
        group = group or (last.subject if (last.group and last.rule != "doer") or last.rule == "noun behind" else "")
    return Name(verb + noun, group or scene.subject(noun), group, verb, dropped, "noun behind")


def _by_words_before(figure: Figure, cut: verbs.Named, group: str, scene: Scene) -> Name:
    """Name a figure by an earlier clause, its own words, or what the figure before has named."""
    dropped, unit = cut.dropped, base(figure.quantity.unit)
    if _EACH.fullmatch(cut.phrase) and scene.anchor is not None:
        return replace(scene.anchor, verb="", rule="inherited")
    stays = _STANDS.match(figure.lead.strip()) or _MOVED_TO.search(figure.lead.rstrip())
    kept = stays and scene.anchor is not None and scene.unit == unit
    for piece in () if kept else reversed(figure.earlier):
        before = verbs.named(leads.read(piece).phrase)
        inner = groups.split(before.phrase)
        if len(inner.rest) > 1 or inner.tokens:
            return Name(
                inner.rest if len(inner.rest) > 1 else inner.group,
                inner.group if len(inner.rest) > 1 and inner.group else scene.subject(before.phrase),
                inner.group,
                before.verb,
                dropped,
                "clause before",
            )
    if cut.phrase and not ACTOR.search(cut.phrase):
        return Name(cut.phrase, group or scene.subject(""), group, "", dropped, "head")
    summed = leads.plain(figure.lead) == "计" and not figure.fresh
    anchor = scene.last if summed else scene.grown(unit)
    whose = groups.split(leads.read(figure.lead).phrase).place
    if whose and anchor is not None and not figure.fresh:
        return replace(anchor, subject=whose, group="", rule="inherited")
    if anchor is not None and anchor.verb in CLOSING and STANDING.search(figure.lead):
        return Name(anchor.indicator.removeprefix(anchor.verb), anchor.subject, anchor.group, "", "", "inherited")
    if anchor is not None and figure.lead.endswith("合计") and anchor.subject in groups.STAGES:
        # the sum of several stages is of none of them
        return Name(anchor.indicator.removeprefix(anchor.subject), scene.place, "", anchor.verb, "", "inherited")
    if anchor is not None:
        return Name(anchor.indicator, anchor.subject, anchor.group, anchor.verb, "", "inherited")
    return Name(dropped, scene.subject(""), "", "", dropped, "nothing")
