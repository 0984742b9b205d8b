"""Figures named by their own words before them, one rule a function: which words are the name, and which its group."""

from collections.abc import Callable
from dataclasses import replace

from desktop.extraction import antecedents, groups, leads, verbs
from desktop.extraction.counted import FOR
from desktop.extraction.edges import back
from desktop.extraction.figures import Figure
from desktop.extraction.scene import Name, Scene, Words, built, of_school
from desktop.extraction.units import COUNTERS, PEOPLE, SHARE
from desktop.lexicon.patterns import regex

_STAGED_RATE = regex(r"(?:入学|入园|巩固|升学|辍学|保留)率$")
_PAID = regex(
    r"(?P<who>[^，,]{0,8}?(?:教师|敎师|教职工|学生|人员))(?P<what>(?:(?:年|月)?(?:平均|人均|均))?(?:工资|年收入|收入|待遇|生活补助|补助|补贴|津贴).*)$"
)
_ACTIVITY = regex(r"(?:全员)?(?:资助|培训|例会|政治学习|课堂|缺额|队伍)(?:资金|项目|计划)?$")
_PROJECT = regex(r"(?:项目|工程|资金|专项|经费补助)$")
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
_STAGED = regex(r"(?P<stage>小学|初中|(?:普通)?高中)(?=[三六]年巩固率$)")
_ONLY = regex(r"(?:仅|只|约)占")
_TAKES = regex(r"(?<=[\u4e00-\u9fff])占(?!比|地|有)")
_INCLUDING = regex(r"（(?:含|不含|包括)[^（）]*）$|\((?:含|不含|包括)[^()]*\)$")
_PER = ("每百名", "每千名", "每万名")
_PLACES_OF_LEARNING = regex(r"学位$|校舍$|教学班$")


def measured(
    figure: Figure, lead: leads.Lead, head: groups.Head, cut: verbs.Named, scene: Scene, following: Figure | None
) -> Name:
    """Name a figure by the words before it."""
    plain = (head.group + head.rest).rstrip("的") if head.place else cut.phrase.rstrip("的")
    if plain.endswith("在园") and figure.base in PEOPLE:
        plain, head = plain + "幼儿", replace(head, rest=head.rest + "幼儿")
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


def _fixed(words: Words) -> Name | None:
    """Keep rates whole whose names hold their group; 小学适龄儿童入学率 is that of 小学."""
    head, plain, scene = words.head, words.plain, words.scene
    if not (_is_staged(words) or plain in scene.fixed) or _is_apart(words):
        return None
    subject = of_school(plain, words.figure, scene) or scene.subject("")
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
    return not (_is_staged(words) or _PROJECT.search(plain) or _TAKES.search(head.rest))


def _is_staged(words: Words) -> bool:
    """Tell a rate whose name begins with a stage (小学适龄儿童入学率)."""
    plain, tokens = words.plain, words.head.tokens
    return (
        plain.endswith("率")
        and _STAGED_RATE.search(plain) is not None
        and bool(tokens)
        and not groups.is_people(tokens[0])
    )


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


def _whose(words: Words) -> Name | None:
    """Part those whom a rate, a lack or an opinion is of, in any words that the groups do not list."""
    judged = _WHOSE.match(words.plain)
    if judged is None:
        return None
    who = judged["who"].removeprefix("发放")
    return words.name((judged["each"] or "") + judged["what"], who, who, "group+head")


def _as_it_stands(words: Words) -> Name:
    """Take the words as they stand."""
    figure, scene, verb, last = words.figure, words.scene, words.cut.verb, words.scene.last
    same = last is not None and not (figure.fresh or figure.earlier or verb)
    dropped = words.cut.dropped or (last.dropped if same and last is not None else "")
    whom = FOR.search(figure.lead)
    subject = whom["whom"] if whom else scene.subject("")
    if not subject and scene.built and _PLACES_OF_LEARNING.search(words.plain):
        subject = scene.built
    plain = (
        _ONLY.sub("占", words.plain) if "占" in words.plain else antecedents.of_pupils(words) if same else words.plain
    )
    subject = subject or scene.subject(words.plain, verb) or (built(words.plain, verb) if _is_listed(words) else "")
    return Name(plain, subject, "", verb, dropped, "head")


def _is_listed(words: Words) -> bool:
    """Tell a kind of what is built that another kind goes on behind (新建小学2所、|幼儿园3所)."""
    following = words.following
    if not words.cut.verb or following is None or not following.adjacent or words.figure.base != "所":
        return False
    label = groups.split(leads.read(following.lead).phrase)
    return bool(label.tokens) and not label.rest


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


_RULES: tuple[Callable[[Words], Name | None], ...] = (
    antecedents.mean,
    antecedents.average,
    antecedents.of_host,
    antecedents.of_schools_told,
    antecedents.of_papers,
    antecedents.of_doer,
    antecedents.of_people,
    antecedents.of_group,
    antecedents.of_project,
    antecedents.elliptic,
    antecedents.of_stem,
    antecedents.standard,
    _fixed,
    _before_labels,
    _share_of,
    antecedents.bare_of_school,
    _group_apart,
    antecedents.of_fund,
    _whose,
    antecedents.carried,
)
