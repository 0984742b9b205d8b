"""What the text before a figure has set: its place and topic, the figures already named."""

from dataclasses import dataclass, field
from decimal import Decimal

from desktop.extraction import groups
from desktop.extraction.units import SHARE
from desktop.lexicon.patterns import regex

_OWNED = regex(r"(?<=^[公民]办)园$|(?<=^普惠性民办)园$")
_OWNERS = ("公办", "民办", "普惠")
"""Of what is built these alone tell whose it is (新建公办幼儿园); its kind is what it is."""
_BUILT = regex(r"^(?:[、和及或]?(?:新建|改建|扩建|改扩建|新改扩建|迁建|新增))+")


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
