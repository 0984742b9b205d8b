"""How a figure is named: indicator and subject from the words around it and from the figures before."""

import re

from desktop.extraction import follows, groups, leads, shares, verbs
from desktop.extraction.counted import ACTOR, AREAS, CLOSING, FOR, STANDING, counted, doer, is_thing, visited
from desktop.extraction.edges import back
from desktop.extraction.figures import Figure
from desktop.extraction.scene import Name, Scene
from desktop.extraction.units import SHARE, base
from desktop.model.metric import Comparator

_BARE_RATE = re.compile(r"^[\u4e00-\u9fff]{0,3}(?:率|占比|比例)$")
_BARE_WORD = re.compile(r"^(?:[\u4e00-\u9fff]{0,2}率|占比|比例|总?面积)$")
_OF_CLASSES = re.compile(r"班额|生均|校均|面积")
_ATTRIBUTE = re.compile(r"^(?:平均|人均|年均|月均|年平均|生均|完全缴纳|最高|最低)")
_BUILDING = re.compile(r"^(?:完成)?(?:总?建筑面积|占地面积|总?投资|完成投资|总?面积|投入资金|资金|建设规模)$")
_SPECIAL = re.compile(r"残疾|随迁|留守|贫困|困难|适龄|毕业|住宿|寄宿|儿童|脱贫|孤儿|新生")
_OF_SCHOOLS = re.compile(
    r"^(?:生师比|师生比|平均班额|班额|校均规模|教学班|班级数?|班|生均.+|在校学?生数?|学生数?|教职工数?|教员|"
    r"专任教师数?|教师数?|在园幼儿数?|幼儿|招生数?|毕业生数?|大班额|入学新生|占地面积|校舍(?:建筑)?面积|专任教师.+率|"
    r"教师.+率)$"
)
_STAGED_RATE = re.compile(r"(?:入学|入园|巩固|升学|辍学|保留)率$")
_COUNTERS = frozenset(("所", "人", "名", "个", "家"))
_PROJECT = re.compile(r"(?:项目|工程|资金|专项|经费补助)$")
_BASE = re.compile(r"^每[\d一二三四五六七八九十百]*[个名所]?[\u4e00-\u9fff]{1,4}$")
_MEETS = re.compile(r"(?:专题|专门|集中|现场|实地|及时)?(?:研究|听取|调研|督查|检查|部署|过问|深入)")
_LASTING = re.compile(r"^(?:为期|历时|学制|持续)$")
_PUPILS_RATE = re.compile(r"(?:入学|巩固|毕业|普及|升学|辍学|合格|流失)率$")
_WHOSE = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,6}(?:群众|公众|家长|学生|教师|师生|社会|[公雇教职人]员))"
    r"(?P<what>对[^，,]{2,12}满意[度率]|(?:年|月)?(?:平均|人均|均)(?:工资|收入|年龄|待遇).{0,4}|工资.{0,2}|缺额|缺编)$"
)
_FUNDS = re.compile(r"(?:资金|基金|经费|补助|奖金|专项|贷款|奖励基金)$")
_OF_FUND = re.compile(r"(?:已|实际)?(?:支出|拨付|到位|使用)(?:资金)?(?:进度|率)?$")
_INCLUDING = re.compile(r"（(?:含|不含|包括)[^（）]*）$|\\((?:含|不含|包括)[^()]*\\)$")


def name(figure: Figure, lead: leads.Lead, scene: Scene, following: Figure | None, text: str) -> Name:
    """Name what a figure measures and whose it is; ``text`` is its clause without what the figure before took."""
    last = scene.last
    noun = follows.noun(figure.follow)
    if last is not None and "+range" in figure.quantity.rule and figure.quantity.comparator is Comparator.AT_MOST:
        return Name(last.indicator, last.subject, last.group, last.verb, last.dropped, "list")
    if following is not None and following.adjacent and not figure.follow and following.follow.startswith("的"):
        limited = following.quote + "的" + follows.noun(following.follow)
        if figure.quantity.base in _COUNTERS and not limited.endswith("的"):
            return Name(
                limited, scene.subject(limited) or groups.split(lead.phrase).group, "", "", "", "limited behind"
            )
    if figure.quantity.base == "次" and _MEETS.match(figure.follow):
        return Name(re.split("[，,]", figure.follow)[0][:20], "", "", "", "", "work behind")
    known = visited(figure, text, noun, scene) or shares.named(figure, lead, scene)
    if known:
        return known
    whom = FOR.search(figure.lead)
    if whom and noun:
        return Name(noun, whom["whom"], whom["whom"], rule="noun behind")
    if lead.change and lead.phrase and noun and figure.quantity.kind == "words":
        return Name(noun, scene.subject(noun), rule="noun behind")
    if last is not None and last.rule == "whole of share" and figure.quantity.unit in SHARE and not lead.phrase:
        return shares.of_anchor("占" + last.indicator, scene)
    if figure.headed and figure.earlier:
        labelled_by = _headed(figure, lead, scene)
        if labelled_by:
            return labelled_by
    if (figure.joined or figure.adjacent) and last is not None and not lead.phrase and not (noun and figure.ended):
        return Name(last.indicator, last.subject, last.group, last.verb, last.dropped, "list")
    if lead.share and scene.anchor is not None:
        return shares.of_anchor(lead.share, scene)
    told = lead.phrase
    if figure.opened and figure.earlier and not told:
        told = leads.read(figure.earlier[-1]).phrase
    if shares.OF.match(told) and scene.anchor is not None and figure.quantity.unit not in SHARE:
        whole = groups.split(told.partition("占")[2])
        return Name(whole.group + whole.rest, whole.place or scene.anchor.subject, "", "", "", "whole of share")
    anchor = scene.grown(figure.quantity.base)
    if (lead.change or lead.base or lead.norm) and not lead.phrase and anchor is not None:
        return Name(anchor.indicator, anchor.subject, anchor.group, anchor.verb, "", "grown")
    outer = groups.split(lead.phrase)
    if outer.place:
        scene.place = outer.place
    elif scene.carried and not scene.place:
        plain = verbs.named(leads.plain(figure.lead))
        scene.place = scene.carried if plain.phrase and not plain.verb and not plain.dropped else ""
    scene.carried = ""
    cut = verbs.named(outer.group + outer.rest if outer.place else lead.phrase)
    if cut.dropped and outer.group and not scene.topic and not cut.phrase.startswith(outer.group):
        scene.topic = outer.group if outer.rest else scene.topic
    head = groups.split(cut.phrase)
    if "的" in cut.phrase and not head.tokens:
        tail = groups.split(cut.phrase.rpartition("的")[2])
        if tail.tokens and not tail.rest and follows.noun(figure.follow):
            head = tail
    if text.startswith("的") and figure.adjacent and last is not None and len(text) < 9 and not cut.dropped:
        return Name(last.indicator + scene.quote + back(text.strip()), scene.topic, "", "", "", "clause of")
    if noun and figure.lead.rstrip().endswith("的") and not lead.change and figure.quantity.unit not in SHARE:
        kept = cut.phrase + "的" if 1 < len(cut.phrase) < 8 else ""
        return Name(kept + noun, scene.subject(noun), "", cut.verb, cut.dropped, "noun behind")
    labelled = head.tokens and not head.rest
    if noun and figure.ended and not labelled and is_thing(figure, noun):
        behind = counted(figure, cut._replace(phrase=""), scene, labelled=False, following=following)
        return behind or Name(noun, scene.subject(noun), rule="noun behind")
    if (
        not (head.rest or head.tokens)
        or cut.phrase == cut.verb
        or ACTOR.search(cut.phrase)
        or _counts(figure, cut.phrase)
    ):
        labelled = bool(head.group) and not cut.verb and head.group == cut.phrase
        behind = counted(figure, cut, scene, labelled=labelled, following=following)
        return behind or _labelled(figure, head, scene)
    if head.tokens and not head.rest:
        done = doer(figure, cut, following) if cut.phrase in AREAS else None
        return done or _labelled(figure, head, scene)
    return _measured(figure, lead, head, cut, scene, following)


def _headed(figure: Figure, lead: leads.Lead, scene: Scene) -> Name | None:
    """Name a group behind a colon by what stands before the colon (生均校舍面积：小学5平方米)."""
    label = groups.split(lead.phrase)
    before = verbs.named(leads.read(figure.earlier[-1]).phrase)
    head = groups.split(before.phrase)
    if not label.tokens or label.rest or not head.rest or lead.change:
        return None
    scene.place = head.place or scene.place
    return Name((head.group + head.rest).rstrip("的"), label.group, label.group, before.verb, "", "head of colon")


def _counts(figure: Figure, phrase: str) -> bool:
    """Tell a clause whose noun stands behind the figure: 尔雅小学等|4所学校, 为期|1年的整顿工作."""
    if _LASTING.match(phrase) or _BASE.match(phrase):
        return True
    return phrase.endswith("等") and bool(follows.noun(figure.follow))


def _labelled(figure: Figure, head: groups.Head, scene: Scene) -> Name:
    """Name a figure whose clause is only a group: 小学1.91万元 in a list, 公办学校145所, 教职工7077人."""
    unit = base(figure.quantity.unit)
    plain = unit not in SHARE and "元" not in unit
    noun = follows.noun(figure.follow) if plain else ""
    if noun:
        return Name(noun, head.group, head.group, "", "", "noun behind")
    anchor = scene.anchor
    people = groups.is_people(head.tokens[-1])
    if "元" in unit and scene.heading and (anchor is None or anchor.rule == "of heading"):
        return Name(scene.heading, head.group, head.group, "", "", "of heading")
    if (
        anchor is not None
        and not figure.fresh
        and (scene.unit == unit or not unit or {scene.unit, unit} == {"%", "成"})
        and anchor.rule != "group"
        and not (anchor.verb in CLOSING and STANDING.search(figure.lead))
        and not (len(head.tokens) > 1 and plain)
        and not people
    ):
        return Name(anchor.indicator, head.group, head.group, "", "", "label")
    shared = _of_school(head.group, figure, scene) if people else ""
    if shared:
        return Name(head.group, shared, "", "", "", "of school")
    several = len(head.tokens) > 1 and bool(re.search("[、和及与]", head.group))
    subject = (
        head.tokens[0]
        if len(head.tokens) > 1 and not several
        else scene.topic or scene.place or scene.host or ("" if people else head.group)
    )
    indicator = head.group
    if len(head.tokens) > 1 and people and not several:
        subject = head.group[: -len(head.tokens[-1])].rstrip("、和及与")
        if len(head.tokens) > 2 or head.tokens[0] not in ("公办", "民办", "小学", "初中", "高中"):
            indicator = head.tokens[-1]
    return Name(indicator, subject, head.group if len(head.tokens) > 1 or plain else "", "", "", "group")


def _measured(
    figure: Figure, lead: leads.Lead, head: groups.Head, cut: verbs.Named, scene: Scene, following: Figure | None
) -> Name:
    """Name a figure by the words before it."""
    verb, dropped = cut.verb, cut.dropped
    plain = (head.group + head.rest).rstrip("的") if head.place else cut.phrase.rstrip("的")
    plain = _INCLUDING.sub("", plain)
    if head.place:
        scene.place = head.place
    share = figure.quantity.unit in SHARE
    last = scene.last
    if scene.host and not head.place:
        return Name(plain, scene.host, "", verb, dropped, "of host")
    if scene.doer and _BARE_WORD.match(plain):
        return Name(plain, scene.doer, "", verb, dropped, "of doer")
    special = _ATTRIBUTE.match(plain) or (_BARE_RATE.match(plain) and _SPECIAL.search(scene.people))
    at_schools = _OF_CLASSES.search(plain) and groups.is_school(groups.split(scene.topic).tokens)
    if scene.people and special and not (figure.fresh or at_schools or _ATTRIBUTE.match(scene.people)):
        return Name(plain, scene.people, "", "", "", "of people")
    if (
        last is not None
        and _BARE_RATE.match(plain)
        and not figure.fresh
        and last.group
        and last.indicator.endswith("率")
    ):
        return Name(plain, last.subject, last.group, "", "", "of group")
    if last is not None and not figure.fresh and _BUILDING.match(plain) and scene.last_project():
        return Name(plain, scene.last_project(), "", verb, dropped, "of project")
    apart = bool(head.group and head.rest) and not (plain in scene.fixed and not groups.is_people(head.group))
    staged = _STAGED_RATE.search(plain) and head.tokens and not groups.is_people(head.tokens[0])
    apart = apart and not _PROJECT.search(plain) and not staged
    if not apart and (plain in scene.fixed or staged):
        return Name(plain, _of_school(plain, figure, scene) or scene.subject(plain), "", verb, "", "fixed")
    ending = _suffix(plain, following) if figure.quantity.base not in _COUNTERS or "班额" in plain else ""
    if ending:
        return Name(back(plain[: -len(ending)]), ending, ending, verb, "", "label behind")
    whole, middle, rest = plain[2:].partition("中")
    if middle and share and len(rest) > 3 and whole[-1:] not in "初高其" and rest[0] not in "小学央心等职":
        return Name(rest, plain[:2] + whole, "", verb, "", "share of")
    staffed = groups.of_stage(head) if apart else None
    if staffed:
        return Name(
            staffed.group + staffed.rest.rstrip("的"), staffed.place, staffed.place, verb, dropped, "group+head"
        )
    if apart:
        return Name(head.rest.rstrip("的"), head.group, head.group, verb, dropped, "group+head")
    shared = _of_school(plain, figure, scene)
    if shared:
        return Name(plain, shared, "", verb, dropped, "of school")
    if last is not None and not figure.fresh and _OF_FUND.match(plain) and _FUNDS.search(last.indicator):
        return Name(plain, last.indicator, last.indicator, "", "", "of fund")
    judged = _WHOSE.match(plain)
    if judged:
        return Name(judged["what"], judged["who"], judged["who"], verb, dropped, "group+head")
    if not verb and last is not None and last.verb and figure.adjacent and last.rule in ("head", "carried"):
        return Name(last.verb + plain, last.subject, last.group, last.verb, last.dropped, "carried")
    same = last is not None and not (figure.fresh or figure.earlier) and not verb
    if same and last is not None and not dropped:
        dropped = last.dropped
    whom = FOR.search(figure.lead)
    return Name(plain, whom["whom"] if whom else scene.subject(plain, verb), "", verb, dropped, "head")


def is_of_schools(indicator: str, stage: str) -> bool:
    """Tell pupils, teachers and classes, which each kind of school has."""
    return bool(_OF_SCHOOLS.match(indicator.removeprefix(stage)))


def _of_school(phrase: str, figure: Figure, scene: Scene) -> str:
    """Give the kind of school whose pupils, teachers or classes a bare word counts (小学256所，在校学生38412人)."""
    goes_on = figure.fresh or (scene.last is not None and scene.last.rule == "of school")
    if goes_on and scene.before and _PUPILS_RATE.match(phrase):
        return scene.before
    if not _OF_SCHOOLS.match(phrase):
        return ""
    if figure.lead.startswith("、") and scene.last is not None and (scene.last.group or scene.last.rule == "of school"):
        return scene.last.group or scene.last.subject
    return "" if scene.topic else scene.school or scene.stage


def _suffix(phrase: str, following: Figure | None) -> str:
    """Find a group at the end of a name where the next figure's clause is such a group alone (…投入幼儿园A、小学B)."""
    if not phrase.startswith(("生均", "人均", "师均", "班均")):
        if following is None or following.fresh:
            return ""
        label = groups.split(leads.read(following.lead).phrase)
        if not label.tokens or label.rest or len(label.tokens) > 1:
            return ""
    for size in range(2, 9):
        if len(phrase) > size + 2 and groups.split(phrase[-size:]).group == phrase[-size:]:
            return phrase[-size:]
    return ""
