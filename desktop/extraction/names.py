"""How a figure is named: indicator and subject from the words around it and from the figures before."""

import re
from dataclasses import replace

from desktop.extraction import follows, groups, leads, shares, verbs
from desktop.extraction.counted import ACTOR, AREAS, CLOSING, FOR, STANDING, counted, doer, is_thing, staff, visited
from desktop.extraction.edges import back
from desktop.extraction.figures import Figure
from desktop.extraction.measured import measured
from desktop.extraction.scene import Name, Scene, of_school
from desktop.extraction.units import COUNTERS, PLACES, SHARE, TIME, base
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator

_BASE = regex(r"^每[\d一二三四五六七八九十百]*[个名所]?[\u4e00-\u9fff]{1,4}$")
_MEETS = regex(r"(?:专题|专门|集中|现场|实地|及时)?(?:研究|听取|调研|督查|检查|部署|过问|深入)")
_PAY = regex(r"工资|收入|待遇|薪酬")
_MEASURE = regex(
    r"(?:[率数值比额册]|系数|面积|用房|场馆|图书|计算机|仪器设备|教师|规模|经费|标准|支出|工资|收入|补助|占比|比例)$"
)
_COMPARED = regex(r"(?:比|较)(?:当地)?(?P<who>[\u4e00-\u9fff]{2,8})")
_PAID = regex(
    r"的?标准(?:足额|按时|及时|全额|按年|按月)*(?:拨付|发放|核定|安排|落实|补助|给予)(?P<what>[\u4e00-\u9fff]{2,14})$"
)
_SITED = regex(
    r"在(?P<where>[\u4e00-\u9fff]{2,6}?(?:新城|新区|片区|开发区|园区|镇|乡|街道))(?:新建|改建|扩建|建设|布局|规划)"
)
_FUND_TITLE = regex(r"(?:支出|投入|拨款|补助|经费|事业费|工资)$")
_ATTENDS = regex(r"在[^，。]{2,10}(?:就读|入学|上学|任教|学习)")
_EXTREME = regex(r"(?:其中)?最[高低多少大小]的?(?:仅|只|达|到|有|为|仅有|达到)*")
_AMONG = regex(r"中?[尚仍还]?[有仅]*")
_STILL = regex(r"^[仍尚还均都已]*(?:是|为)?")
_UNMET = regex(r"(?:未达标|不达标|偏[高低]|不足|超标)$")
_LABEL = regex(r"[\u4e00-\u9fff]{1,4}(?:学科|教师|学校|学生)")
_LASTING = regex(r"^(?:为期|历时|学制|持续)$")


def name(figure: Figure, lead: leads.Lead, scene: Scene, following: Figure | None, text: str) -> Name:
    """Name what a figure measures and whose it is; ``text`` is its clause without what the figure before took."""
    noun = follows.noun(figure.follow)
    known = _by_form(figure, lead, scene, following, text, noun) or _by_figures_before(figure, lead, scene, noun)
    if known:
        return known
    last = scene.last
    outer = groups.split(lead.phrase)
    site = _SITED.search(leads.plain(figure.lead))
    if outer.place:
        scene.place = scene.host if scene.host.endswith(outer.place) else outer.place
    elif site:
        scene.place = site["where"]
    elif scene.carried and not scene.place:
        plain = verbs.named(leads.plain(figure.lead))
        scene.place = scene.carried if plain.phrase and not plain.verb and not plain.dropped else ""
    elif not scene.place:
        scene.place = groups.school_treated(lead.phrase)
    scene.carried = ""
    cut = verbs.named(outer.group + outer.rest if outer.place else lead.phrase)
    if (cut.dropped or cut.verb) and outer.group and not scene.topic and not cut.phrase.startswith(outer.group):
        scene.topic = outer.group if outer.rest else scene.topic
    head = groups.split(cut.phrase)
    if "的" in cut.phrase and not head.tokens:
        tail = groups.split(cut.phrase.rpartition("的")[2])
        if tail.tokens and not tail.rest and noun:
            head = tail
    if text.strip() == "的" and figure.adjacent and last is not None and noun:
        return doer(figure, cut, following) or _of_counted(figure, noun, last, scene)
    if text.startswith("的") and figure.adjacent and last is not None and len(text) < 9 and not cut.dropped:
        if figure.quantity.unit in SHARE and "占" in last.indicator:
            return Name(last.indicator + back(text.strip()).lstrip("的"), last.subject, last.group, rule="clause of")
        return Name(last.indicator + scene.quote + back(text.strip()), scene.topic, "", "", "", "clause of")
    of = figure.lead.rstrip().endswith("的")
    singled = doer(figure, replace(cut, phrase=""), following) if of and figure.ended else None
    if singled:
        return singled
    if noun and of and not lead.change and figure.quantity.unit not in SHARE:
        kept = cut.phrase + "的" if 1 < len(cut.phrase) < 8 else ""
        return Name(kept + noun, scene.subject(noun), "", cut.verb, cut.dropped, "noun behind")
    labelled = head.tokens and not head.rest
    told = doer(figure, cut, following) if figure.ended and cut.phrase and not cut.phrase.endswith("等") else None
    if told:
        return told
    if noun and figure.ended and not labelled and is_thing(figure, noun):
        behind = counted(figure, replace(cut, phrase=""), scene, labelled=False, following=following)
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
    return measured(figure, lead, head, cut, scene, following)


def _of_counted(figure: Figure, noun: str, last: Name, scene: Scene) -> Name:
    """Name what those just counted have (9个县的|60所|小学), or what of theirs was visited."""
    if last.rule == "visited":
        return Name(last.verb, noun, noun, last.verb, rule="visited")
    return Name(noun, scene.quote + last.indicator, rule="noun behind")


def _by_form(
    figure: Figure, lead: leads.Lead, scene: Scene, following: Figure | None, text: str, noun: str
) -> Name | None:
    """Name a figure whose clause has a form of its own: a range, a limit, a meeting, a visit, a share, a service."""
    last = scene.last
    if last is not None and "+range" in figure.quantity.rule and figure.quantity.comparator is Comparator.AT_MOST:
        return Name(last.indicator, last.subject, last.group, last.verb, last.dropped, "list")
    if following is not None and following.adjacent and not figure.follow and following.follow.startswith("的"):
        limited = following.quote + "的" + follows.noun(following.follow)
        if figure.base in COUNTERS and not limited.endswith("的"):
            return Name(
                limited, scene.subject(limited) or groups.split(lead.phrase).group, "", "", "", "limited behind"
            )
    if figure.base == "次" and _MEETS.match(figure.follow):
        return Name(re.split("[，,]", figure.follow)[0][:20], "", "", "", "", "work behind")
    among = _of_those(figure, scene)
    if among:
        return among
    known = visited(figure, text, noun, scene) or shares.named(figure, lead, scene) or staff(figure, lead, scene)
    if known:
        return known
    paid = _paid(figure, following) if "元" in figure.quantity.unit else ""
    if paid:
        group = groups.split(lead.phrase).group
        return Name(paid, group or scene.subject(""), group, rule="standard behind")
    whom = FOR.search(figure.lead)
    if whom and noun:
        return Name(noun, whom["whom"], whom["whom"], rule="noun behind")
    if lead.change and lead.phrase and noun and figure.quantity.kind == "words":
        return Name(noun, scene.subject(noun), rule="noun behind")
    return None


def _paid(figure: Figure, following: Figure | None) -> str:
    """Give what is paid by the standard that an amount is, told behind it or behind the amount it goes on with."""
    goes_on = following is not None and not following.fresh and not groups.split(leads.read(following.lead).phrase).rest
    paid = _PAID.match(following.follow if following is not None and goes_on and not figure.ended else figure.follow)
    return paid["what"] if paid else ""


def _by_figures_before(figure: Figure, lead: leads.Lead, scene: Scene, noun: str) -> Name | None:
    """Name a figure that only goes on: with a list, a share, a growth or a comparison of what was told."""
    last, anchor = scene.last, scene.grown(figure.base)
    if last is not None and last.rule == "whole of share" and figure.quantity.unit in SHARE and not lead.phrase:
        return shares.of_anchor("占" + last.indicator, scene)
    bracketed = figure.opened and ("元" in figure.quantity.unit or figure.quantity.unit in SHARE)
    labelled = _headed(figure, lead, scene, told=figure.headed or bracketed) if figure.earlier else None
    if labelled:
        return labelled
    if last is not None and last.rule == "compared":
        last = scene.anchor
    does = last is not None and last.rule == "doer" and figure.adjacent and lead.phrase
    if does and last is not None and last.indicator.startswith(lead.phrase):
        return Name(lead.phrase, last.subject, last.subject, rule="list")
    if last is not None and last.rule == "doer" and lead.norm:
        last = scene.heads.get(figure.base, last)
    listed = (figure.joined or figure.adjacent) and not lead.phrase and figure.base not in PLACES
    listed = listed and not figure.lead.rstrip().endswith("的")
    if listed and last is not None and not (noun and figure.ended):
        return Name(last.indicator, last.subject, last.group, last.verb, last.dropped, "list")
    if lead.share and scene.anchor is not None:
        return shares.of_anchor(lead.share, scene)
    bounded = figure.base in SHARE and figure.quantity.comparator is not Comparator.EQUAL
    if bounded and "其中" in figure.lead and last is not None and _LABEL.fullmatch(lead.phrase):
        return Name(last.indicator, lead.phrase, lead.phrase, rule="label")
    told = lead.phrase
    if figure.opened and figure.earlier and not told:
        told = leads.read(figure.earlier[-1]).phrase
    if shares.OF.match(told) and scene.anchor is not None and figure.quantity.unit not in SHARE:
        whole = groups.split(told.partition("占")[2])
        return Name(whole.group + whole.rest, whole.place or scene.anchor.subject, "", "", "", "whole of share")
    words = leads.plain(figure.lead)
    if last is not None and not figure.fresh:
        if _EXTREME.fullmatch(words):
            return Name(_UNMET.sub("", last.indicator), last.subject, last.group, rule="inherited")
        if _ATTENDS.fullmatch(words) and groups.is_people(last.indicator):
            who = last.subject if groups.is_people(last.subject) else last.indicator
            return Name(words, who, who, rule="attends")
    compared = _COMPARED.fullmatch(words)
    if compared and anchor is not None and groups.is_people(compared["who"]):
        return Name(anchor.indicator, compared["who"], compared["who"], rule="compared")
    if (lead.change or lead.base or lead.norm) and not lead.phrase and anchor is not None:
        return Name(anchor.indicator, anchor.subject, anchor.group, anchor.verb, "", "grown")
    return None


def _of_those(figure: Figure, scene: Scene) -> Name | None:
    """Name some of those just counted by what is said of them: 6所幼儿园中有|2所|无证办园."""
    last, told = scene.last, figure.follow.strip(" 、")
    if last is None or not figure.ended or len(told) < 2 or figure.earlier or figure.fresh:
        return None
    lead = leads.plain(figure.lead)
    noun, within, rest = (lead if figure.adjacent else scene.follow.strip() + lead).rpartition("中")
    if not within:
        return None
    those = last.group if last.rule == "visited" else last.indicator.rpartition("的")[2]
    those = those if those.endswith(noun) else those.removesuffix("中")
    if not _AMONG.fullmatch(rest) or not those.endswith(noun) or figure.base not in COUNTERS:
        return None
    what = _STILL.sub("", told, count=1)
    head = groups.split(what)
    return None if not head.rest or groups.is_school(head.tokens) else Name(what[:20], those, those, rule="of those")


def _headed(figure: Figure, lead: leads.Lead, scene: Scene, *, told: bool) -> Name | None:
    """Name a group by what stands before it, where a colon or bracket has ``told`` so (生均校舍面积：小学5平方米).

    Behind a comma a stage is named by a clause that is a measure and nothing else (每百名学生拥有计算机数，小学9台).
    """
    label = groups.split(lead.phrase)
    if not label.tokens or label.rest or lead.change or not (told or label.group in groups.STAGES):
        return None
    before = verbs.named(leads.read(figure.earlier[-1]).phrase)
    head = groups.split(before.phrase)
    if not head.rest:
        return None
    if not told and (before.verb or before.dropped or figure.base == "所" or not _MEASURE.search(head.rest)):
        return None
    scene.place = head.place or scene.place
    return Name((head.group + head.rest).rstrip("的"), label.group, label.group, before.verb, "", "head of colon")


def _counts(figure: Figure, phrase: str) -> bool:
    """Tell a clause whose noun stands behind the figure: 尔雅小学等|4所学校, 为期|1年的整顿工作."""
    if _LASTING.match(phrase) or _BASE.match(phrase):
        return True
    return phrase.endswith("等") and bool(follows.noun(figure.follow))


def _labelled(figure: Figure, head: groups.Head, scene: Scene) -> Name:
    """Name a figure whose clause is only a group: 小学1.2万元 in a list, 公办学校58所, 教职工3400人."""
    unit = base(figure.quantity.unit)
    plain = unit not in SHARE and "元" not in unit
    noun = follows.noun(figure.follow) if plain else ""
    if noun:
        return Name(noun, head.group, head.group, "", "", "noun behind")
    anchor = scene.anchor
    paid = scene.heads.get(unit)
    if "元" in unit and paid is not None and not figure.fresh and _PAY.search(paid.indicator):
        return Name(paid.indicator, head.group, head.group, rule="label")
    people = groups.is_people(head.tokens[-1])
    last = scene.last
    if last is not None and last.rule == "share" and last.group in groups.STAGES and head.group in groups.STAGES:
        return Name(last.indicator, last.subject.replace(last.group, head.group, 1), head.group, rule="share")
    if people and last is not None and figure.adjacent and last.verb and groups.is_people(last.indicator):
        return Name(last.verb + head.group, scene.subject(""), "", last.verb, last.dropped, "carried")
    measures = "元" in unit or not _FUND_TITLE.search(scene.heading)
    if measures and scene.heading and (anchor is None or anchor.rule == "of heading"):
        return Name(scene.heading, head.group, head.group, "", "", "of heading")
    if (
        anchor is not None
        and not figure.fresh
        and (scene.unit == unit or not unit or {scene.unit, unit} == {"%", "成"})
        and anchor.rule != "group"
        and not (anchor.verb in CLOSING and STANDING.search(figure.lead))
        and not (len(head.tokens) > 1 and plain)
        and (not people or unit in TIME or (unit in SHARE and groups.is_people(anchor.group)) or "每生" in figure.lead)
    ):
        built = groups.split(anchor.indicator.removeprefix(anchor.verb)) if anchor.verb else None
        if built and built.group and not built.rest:
            area = built.tokens[0] if built.tokens[0] in AREAS else ""
            return Name(anchor.verb + area + head.group, area or head.group, head.group, anchor.verb, "", "label")
        return Name(anchor.indicator, head.group, head.group, "", "", "label")
    shared = of_school(head.group, figure, scene) if people else ""
    if shared:
        return Name(head.group, shared, "", "", "", "of school")
    several = len(head.tokens) > 1 and bool(re.search("[、和及与]", head.group))
    inside = head.tokens[0] if len(head.tokens) > 1 and not several else "" if people else head.group
    subject = scene.topic or scene.place or scene.host or inside
    indicator = head.group
    if len(head.tokens) > 1 and people and not several:
        subject = head.group[: -len(head.tokens[-1])].rstrip("、和及与")
        apart = head.tokens[0] in groups.STAGES and head.tokens[-1] in groups.STAFF
        if apart or len(head.tokens) > 2 or head.tokens[0] not in ("公办", "民办", "小学", "初中", "高中"):
            indicator = head.tokens[-1]
    return Name(indicator, subject, head.group if len(head.tokens) > 1 or plain else "", "", "", "group")
