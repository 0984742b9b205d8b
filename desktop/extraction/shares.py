"""Shares named by part and whole: 编外教师占专任教师的58%, 其中公办园203所，占49.3%, 为在编人员的29%."""

from decimal import Decimal

from desktop.extraction import groups, leads
from desktop.extraction.edges import front
from desktop.extraction.figures import Figure
from desktop.extraction.scene import Name, Scene
from desktop.lexicon.patterns import regex

OF = regex(r"所?占(?!地)")
"""What begins a share of something else."""
_BARE = regex(r"所?(?P<takes>占比?)(?:到|了|有)?(?:仅|只|约|达|为)*")
_OF_WHOM = regex(r"(?P<who>[^占]{2,20}?)(?:仅|只|约|共|均)?(?P<of>占(?![地比有])[^占]{2,20}?)的?")
_TAKES = regex(r"(?P<who>[^占]{2,24}?)(?:仅|只|约|共|均)?占(?:到|了)?(?:仅|约|达)*")
_JUDGED = regex(r"(?:仍然?|普遍|相对|明显|总体|还)*(?:偏|较|过|很)?(?:低|少|小|高|不足|不够|短缺)$")
_SPECIAL = regex(r"留守|随迁|残疾|贫困|困难")
_AGES = regex(r"\d{2}岁及?以[上下]")
POSTED = regex(r"^(?:(?:实有|现有)(?:在[编职岗])?|在[编职岗])")
"""What says of people that their posts are filled, and is no part of who they are."""
_ROUNDING = Decimal("0.6")
_HUNDRED = Decimal(100)


def named(figure: Figure, lead: leads.Lead, scene: Scene) -> Name | None:
    """Name a percentage by a 占 at the end of its clause or inside it, or by the clause before that it is about."""
    if figure.base not in ("%", "成"):
        return None
    if lead.share.startswith("占") and figure.earlier:
        about = front(leads.plain(figure.earlier[-1]))
        if _JUDGED.search(about):
            return Name(lead.share, _JUDGED.sub("", about), rule="share")
    words = front(leads.plain(figure.lead))
    bare = _BARE.fullmatch(words)
    if bare and scene.last is not None:
        # one share behind another (占3%，占4%) is of the same: its name must not grow
        return scene.last if scene.last.rule == "share" else _of_last(figure, scene.last, scene, bare["takes"])
    whose, takes = _OF_WHOM.fullmatch(words), _TAKES.fullmatch(words)
    if whose and groups.is_people(whose["who"]):
        return Name(whose["of"], _without_place(whose["who"]), rule="share")
    if takes and "其中" in figure.lead and scene.anchor is not None:
        stage = groups.split(takes["who"])
        if stage.group in groups.STAGES and stage.rest:
            return Name(stage.rest + "占", stage.group + scene.anchor.indicator, stage.group, rule="share")
        return Name(takes["who"] + "占", scene.anchor.indicator, rule="share")
    if takes and _AGES.fullmatch(takes["who"]):
        return Name(takes["who"] + "占", POSTED.sub("", scene.people) or scene.subject(""), rule="share")
    if takes and groups.is_people(takes["who"]):
        head = groups.split(takes["who"])
        if len(head.tokens) > 1 and head.tokens[0] in ("公办", "民办") and not head.rest:
            return Name(head.group + "占", head.tokens[0], head.group, rule="share")
        if head.group and head.rest:
            name = takes["who"] if head.rest == "在园幼儿" else head.rest
            return Name(name + "占", head.group, head.group, rule="share")
        last = scene.last
        staffed = last is not None and not figure.fresh and last.rule != "doer" and groups.is_people(last.indicator)
        beside = last.subject if staffed and last and groups.is_school(groups.split(last.subject).tokens) else ""
        return Name(_without_place(takes["who"]) + "占", head.place or scene.subject("") or beside, rule="share")
    return None


def _of_last(figure: Figure, last: Name, scene: Scene, takes: str) -> Name:
    """Name what share the figure before is, and of what where the one before that is its whole."""
    part, whole = scene.amounts
    name = last.group if last.rule == "part" and last.group else last.indicator
    if last.rule == "group+head" and name == "在园幼儿":
        name = last.group + name
    of = scene.former.indicator if scene.former is not None and scene.former.indicator != last.subject else ""
    if (
        last.rule == "part"
        or scene.parted
        or not whole
        or abs(part / whole * _HUNDRED - figure.quantity.value) > _ROUNDING
    ):
        of = ""
    return Name(f"{name}{takes}{of}", last.subject, last.group, rule="share")


def _without_place(who: str) -> str:
    head = groups.split(who)
    return head.group + head.rest if head.place else who


def _of_group(name: Name) -> bool:
    """Tell a figure of a stage or kind of school; the share of special pupils is theirs (留守儿童占学生总数)."""
    head = groups.split(name.subject)
    return bool(head.tokens) and not (head.rest or head.place) and not _SPECIAL.search(name.indicator)


def of_anchor(share: str, scene: Scene) -> Name:
    """Name a share of what was said before: 占全区学生总数 of the people, 平均工资收入 + 为在编人员."""
    anchor = scene.anchor
    if anchor is None:
        return Name(share)
    if OF.match(share):
        share, last = share.removeprefix("所"), scene.last
        last = scene.former if last is not None and last.rule == "whole of share" else last
        if last is not None and _of_group(last) and last.rule != "part":
            return Name(last.indicator + share, last.subject, last.group, rule="share")
        if last is not None and last.rule == "part" and last is not anchor:
            return Name(share, last.group or last.indicator, "", "", "", "share")
        if last is not None and scene.parted and not groups.is_people(last.indicator):
            return Name(last.indicator + share, last.subject or anchor.subject, rule="share")
        if (
            last is not None
            and scene.parted
            and groups.is_people(last.indicator)
            and last.indicator != anchor.indicator
        ):
            return Name(share, last.indicator, rule="share")
        people = scene.people or (anchor.indicator if groups.is_people(anchor.indicator) else "")
        if people:
            if people in share and last is not None and last.indicator == people:
                people = last.subject + people if groups.is_school(groups.split(last.subject).tokens) else people
            return Name(share, people, "", "", "", "share")
    return Name(anchor.indicator + share, anchor.subject, anchor.group, "", "", "share")
