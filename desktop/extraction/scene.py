"""What a figure is named from: its own clause, and what the text before has set (place, topic, figures named)."""

from dataclasses import dataclass, field
from decimal import Decimal

from desktop.extraction import groups, leads, verbs
from desktop.extraction.figures import Figure
from desktop.extraction.units import SHARE
from desktop.lexicon.patterns import regex

_OWNED = regex(r"(?<=^[公民]办)园$|(?<=^普惠性民办)园$")
_OWNERS = ("公办", "民办", "普惠")
"""Of what is built these alone tell whose it is (新建公办幼儿园); its kind is what it is."""
_BUILT = regex(r"^(?:[、和及或]?(?:新建|改建|扩建|改扩建|新改扩建|迁建|新增))+")
_OF_SCHOOLS = regex(
    r"^(?:生师比|师生比|平均班额|班额|校均规模|平均每[校班园]|班均|校均|教学班|班级数?|班|生均.+|在校学?生数?|学生数?|教职工数?|教员|"
    r"专任教师数?|教师数?|在园幼儿数?|幼儿|招生数?|毕业生数?|大班额|入学新生|占地面积|校舍(?:建筑)?面积|专任教师.+率|"
    r"教师.+率)$"
)
_PUPILS_RATE = regex(r"(?:入学|巩固|毕业|普及|升学|辍学|合格|流失)率$")


@dataclass(slots=True)
class Name:
    """An indicator with its subject; ``verb`` begins it, ``dropped`` stood before it, ``rule`` says how it was made."""

    indicator: str
    subject: str = ""
    group: str = ""
    verb: str = ""
    dropped: str = ""
    rule: str = "head"


@dataclass(slots=True)
class Scene:
    """What the text before a figure has set: place and topic of the sentence, figures already named.

    ``host`` is the school that the paragraph presents, ``stage`` the school stage that its heading names.
    ``topic`` is whom the clauses go on about, ``doer`` who did what the clause before ends with,
    ``clause`` a topic that ends with its clause.
    ``built`` is the kind of school that was built, ``posts`` whose posts (编制) the sentence told.
    ``before`` is the kind of school that the sentence before counted, ``sole`` tells that it counted no other;
    ``kinds`` is how many this one has counted so far. ``parted`` tells that the last figure is a part of a whole.
    ``wanting`` is the topic whose want a clause before has told, ``told`` the kind of school counted last.
    ``quote`` is the last figure as written, ``follow`` what stood behind it.
    ``former`` is the figure before the last, and ``amounts`` are the last one's and, in like units, the former's.
    """

    fixed: frozenset[str]
    heading: str = ""
    host: str = ""
    stage: str = ""
    place: str = ""
    carried: str = ""
    topic: str = ""
    doer: str = ""
    clause: str = ""
    anchor: Name | None = None
    last: Name | None = None
    parted: bool = False
    former: Name | None = None
    amounts: tuple[Decimal, Decimal] = (Decimal(0), Decimal(0))
    people: str = ""
    school: str = ""
    built: str = ""
    posts: str = ""
    before: str = ""
    kinds: int = 0
    sole: bool = False
    wanting: str = ""
    told: str = ""
    quote: str = ""
    follow: str = ""
    unit: str = ""
    heads: dict[str, "Name"] = field(default_factory=dict)

    def grown(self, unit: str) -> "Name | None":
        """Give the figure that a bare growth or 增至 speaks of: the last one, or the last in the same unit."""
        if unit == "个百分点" and self.last is not None and self.last.rule == "share":
            return self.last
        return self.anchor if unit in SHARE or unit == self.unit else self.heads.get(unit, self.anchor)

    def last_project(self) -> str:
        """Name the project or programme that the figure before belongs to."""
        if self.last is None or (self.last.rule == "part" and self.last.subject):
            return ""
        for words in (self.last.indicator, self.last.subject):
            if words.endswith(("项目", "工程", "“", "”工程")):
                return words
        return ""

    def subject(self, phrase: str, verb: str = "") -> str:
        """Give the topic, the place, the school presented, or the group inside a phrase."""
        return self.topic or self.place or self.host or _inside(phrase, verb)


@dataclass(slots=True)
class Words:
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


def _without_verbs(phrase: str, verb: str) -> str:
    return _BUILT.sub("", phrase[len(verb) :] if verb and phrase.startswith(verb) else phrase)


def built(phrase: str, verb: str) -> str:
    """Give the kind of school that a name tells was built: 公办园 of 新建、改扩建公办园."""
    return groups.split(_without_verbs(phrase, verb)).group


def _inside(phrase: str, verb: str) -> str:
    """Find the group inside a name: 高中阶段 in 高中阶段教育毛入学率, 公办 in 新建公办幼儿园."""
    bare = _without_verbs(phrase, verb)
    head = groups.split(bare)
    if not head.tokens or groups.is_people(head.tokens[0]) or head.group in ("学校", "各级各类学校"):
        return ""
    builds = verb in ("增加", "新开办") or _BUILT.match(phrase)
    if builds and (bare.endswith("学位") or not head.tokens[0].startswith(_OWNERS)):
        return ""
    found = head.group if head.rest else _OWNED.sub("", head.tokens[0])
    return found.removesuffix("教育") if found.endswith("阶段教育") else found


def is_of_schools(indicator: str, stage: str) -> bool:
    """Tell pupils, teachers and classes, which each kind of school has."""
    return bool(_OF_SCHOOLS.match(indicator.removeprefix(stage)))


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
