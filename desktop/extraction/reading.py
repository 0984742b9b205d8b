"""A paragraph's figures with all they say: indicator, subject, period, role, from left to right."""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from desktop.extraction import groups, leads, lists, names, parts, roles
from desktop.extraction.counted import AREAS, BUILT
from desktop.extraction.figures import Figure, following_of
from desktop.extraction.hosts import Host, judged
from desktop.extraction.periods import Timeline
from desktop.extraction.reasons import Because, Reading, decided, whose
from desktop.extraction.scene import Name, Scene, built, is_of_schools
from desktop.extraction.source import Source
from desktop.extraction.units import PEOPLE, SHARE
from desktop.extraction.wholes import Wholes, views
from desktop.lexicon.patterns import regex
from desktop.model.metric import Role

_OWN_YEAR = regex(r"[^，,；;。：:（(）)\n]{0,12}于((?:19|20)\d\d)年")
_BASE_YEAR = regex(r"((?:19|20)\d\d)年[^年]{0,7}$")
_TOPIC = regex(r"^(?:均|都|全部|按|已|共|现|应|要|严格|全面|在|对|实行|落实|完成|解决|实施|教师?工资|未|存在)")
_SITE = regex(r"^([\u4e00-\u9fff]{2,4})(?:位于|地处|东[临邻]|坐落|历史悠久)")
_GENERAL = regex(r"各类|^学校$|中小学|各级|特色|示范|达标|新建|改|的|试点|配套")
_SPENT = regex(
    r"(?P<name>(?:[\u4e00-\u9fff]{0,16}(?=生均|公用|事业费))?[\u4e00-\u9fff]{0,14}(?:支出|投入|拨款|补助|经费|事业费|工资))"
    r"(?:决算|预算|执行|安排|完成|使用|结构|构成|增长|落实|拨付)*(?:情况|表|明细)?。?$"
    r"|(?P<measure>(?:每百名|生均|生师比|师生比)[^。]{0,26})。$"
)
_AREAS = frozenset(("乡镇", "街道", "城镇", "农村", "社区"))
_AMONG = regex(r"^中(?=[已有仅尚仍未])")
_SCHOOL_ITSELF = regex(r"^[ \n]*(?:学校|我校|全校|该校|本校)(?=[\u4e00-\u9fff])")
_STAGE_SCHOOL = regex(r"(?<=阶段)学校$")
_LONGEST_KIND = 12
_ITEMS = regex(r"\s*其中[:：]\s*[（(]?\d")
_EACH = regex(r"^各[级类](?:各类)?(?:教育|学校)?")


class Reader:
    """Reads the figures of one paragraph; holds what the figures before have said."""

    def __init__(
        self, source: Source, timeline: Timeline, headings: tuple[str, ...] = (), host: Host | None = None
    ) -> None:
        self._source = source
        self._timeline = timeline
        self._headings = headings
        spent, self._divides = next(filter(None, map(_spent, headings[:-3:-1])), ("", False))
        school, stage, self._opened = host or Host()
        self._scene = Scene(source.fixed, spent, school, stage)
        self._wholes = Wholes(self._scene)
        self._before: Figure | None = None
        self._named: list[Name] = []
        self._role = Role.LEVEL
        self._line = False

    def read(self, figures: list[Figure]) -> list[Reading]:
        """Read every figure."""
        dealt = lists.deal(figures, self._timeline)
        added = parts.wholes(figures)
        readings: list[Reading] = []
        changed = False
        for place, figure in enumerate(figures):
            if self._scene.host and (itself := _SCHOOL_ITSELF.match(figure.lead)):
                figure = replace(figure, lead=figure.lead[itself.end() :])
            self._enter(figure)
            text = self._own(figure)
            lead = leads.read(text)
            if figure.joined and readings and lead.change is not changed:
                lead = replace(lead, change=changed)
            changed = lead.change
            share = dealt.get(place)
            if share is not None:
                name = self._dealt(share, figure)
                is_part = False
            else:
                following = following_of(figures, place)
                name = names.name(figure, lead, self._scene, following, text)
                is_part = (
                    place in added
                    or (self._divides and name.rule == "of heading")
                    or self._wholes.is_part(figure, lead, name)
                )
                if is_part and name.rule != "attends":
                    name = self._wholes.part(name, lead, figure)
            if share is not None and share.period:
                period = share.period, "list of years", share.period
            else:
                period = self._period(figure, lead)
            reading = self._reading(figure, lead, name, is_part, period)
            readings.append(reading)
            summed = place + 1 in added and place not in added and not figures[place + 1].opened
            begins = figures[place + 1] if summed else None
            self._leave(figure, lead, name, is_part, begins)
            if is_part and figure.base == "所" and parts.stands_alone(figures, place):
                self._scene.school = name.group if name.group in groups.STAGES else self._scene.school
        return readings

    @property
    def people(self) -> str:
        """Give the people of whom the last figure told, or the opening sentence."""
        return self._scene.people or self._opened

    def _dealt(self, share: lists.Share, figure: Figure) -> Name:
        """Name a figure of a list; one that only says how much things grew takes the name of the thing."""
        if share.back and len(self._named) >= share.back:
            head: Name | None = self._named[-share.back]
        else:
            head = None if share.indicator else self._scene.grown(figure.base)
        indicator = head.indicator + (share.of and f"{share.of}比例") if head else share.indicator or share.subject
        anchor = self._scene.anchor
        own = groups.split(indicator)
        if own.group == indicator and not share.subject and anchor is not None and figure.base == self._scene.unit:
            return Name(anchor.indicator, own.group, own.group, rule="list")
        subject = share.subject or (head.subject if head else self._scene.subject(indicator))
        return Name(indicator, subject, rule="paired" if head else "list")

    def _enter(self, figure: Figure) -> None:
        """Take in the clauses between the figure before and this one."""
        scene = self._scene
        self._wholes.enter(figure, self._before)
        if figure.fresh:
            scene.before, scene.sole = scene.school, scene.kinds == 1 and bool(scene.school)
            scene.kinds = 0
            scene.topic = scene.doer = scene.built = scene.school = scene.told = ""
            scene.people = scene.people if figure.earlier and views(figure.earlier[0].strip()) else self._opened
            named = groups.school(scene.place) == scene.place
            goes_on = not figure.earlier or (figure.earlier == ("其中",) and not _ITEMS.match(figure.sentence))
            scene.carried = scene.place if goes_on and not (figure.skipped or named) else ""
            scene.place = ""
        if scene.clause and not figure.adjacent:
            scene.topic = "" if scene.topic == scene.clause else scene.topic
            scene.clause = ""
        if figure.parted and (own := groups.split(leads.read(figure.lead).phrase)) and (own.group or own.rest):
            scene.topic = scene.doer = ""
            scene.place = "" if groups.school(scene.place) == scene.place else scene.place
        if figure.parted and scene.topic == scene.wanting:
            scene.topic = ""
        wanting = ""
        for piece in figure.earlier:
            site = _SITE.match(piece.strip())
            phrase = leads.read(piece).phrase
            head = groups.split(phrase)
            place = site[1] if site else head.place or groups.school_treated(phrase)
            scene.place = place or scene.place
            if head.group and head.group not in _AREAS and (not head.rest or _TOPIC.match(head.rest)):
                scene.topic = head.group
            wanting = judged(piece) or wanting
            if groups.is_people(head.group):
                scene.people = head.group
        if wanting and not groups.split(leads.read(figure.lead).phrase).group:
            scene.topic = scene.wanting = wanting

    def _own(self, figure: Figure) -> str:
        """Give a figure's clause without the noun that belongs to the figure before (12个党支部340名…)."""
        before, last = self._before, self._scene.last
        if not figure.adjacent or before is None or last is None or before.follow != figure.lead.rstrip(" 、和及与"):
            return figure.lead
        if last.rule == "doer":
            noun = (groups.split(last.subject).tokens or (last.subject,))[-1]
        elif last.rule == "visited":
            noun = last.group
        elif last.rule.endswith("behind") or "range" in before.quantity.rule:
            noun = last.indicator.removeprefix(last.verb)
        else:
            return figure.lead
        at = figure.lead.find(noun)
        whole = groups.split(noun).group == noun and noun not in _AREAS
        if whole and at >= 0 and not self._scene.topic.endswith(noun):
            self._scene.topic = noun
        return _AMONG.sub("", figure.lead[at + len(noun) :]) if noun and at >= 0 else figure.lead

    def _leave(self, figure: Figure, lead: leads.Lead, name: Name, is_part: bool, begins: Figure | None) -> None:
        """Keep what later figures refer to; ``begins`` is the first of parts that add up to this figure."""
        scene, amount = self._scene, figure.amount
        same = self._before is not None and self._before.base == figure.base
        scene.former, scene.amounts = scene.last, (amount, scene.amounts[0] if same else Decimal(0))
        self._before = figure
        scene.last, scene.parted = name, is_part
        if is_part:
            self._wholes.add(figure)
        if scene.host:
            scene.place = scene.people = scene.school = ""
        scene.quote, scene.follow = figure.quote, figure.follow
        if name.rule not in ("grown", "inherited", "paired") and not lead.change:
            self._named.append(name)
        if name.verb in BUILT or name.dropped in BUILT:
            kind = built(name.indicator, name.verb)
            area = kind[:2] if kind[:2] in AREAS else ""
            several = any(joint in kind for joint in "、和及与") or (figure.adjacent and scene.built != area)
            scene.built = "" if kind == "学校" or several else area or kind
        if name.rule == "group+head" and name.indicator.endswith("编制"):
            scene.topic = name.group
        scene.posts = name.subject if name.group and "编制" in name.indicator else scene.posts
        if name.rule == "doer" and figure.ended:
            scene.doer = name.subject
        elif name.rule == "doer":
            scene.topic = scene.clause = name.subject
        elif name.rule == "noun behind" and _is_kind_of_school(figure, name):
            scene.topic = (name.subject if name.subject in AREAS else "") + name.indicator
        unit = figure.base
        if unit == "所" and name.rule != "of schools told":
            scene.told = next(filter(_is_kind, (name.group, name.indicator.removeprefix(name.verb), name.subject)), "")
        aside = name.rule in ("whole of share", "compared") or (
            unit in SHARE and name.rule in ("inherited", "share") and not lead.change
        )
        if not is_part and not aside:
            scene.anchor = name
            scene.kinds += unit == "所" and not lead.change
            if unit == "所" and name.rule in ("group", "noun behind") and not _GENERAL.search(name.indicator):
                scene.school = _STAGE_SCHOOL.sub("", name.group or name.indicator)
                if same and figure.lead.startswith("、") and scene.place:
                    scene.school = ""
            if unit not in SHARE or not lead.change:
                scene.unit = unit
            stage = name.subject if name.subject in groups.STAGES else name.group
            if stage in groups.STAGES and name.rule in ("group", "group+head") and is_of_schools(name.indicator, stage):
                scene.school = stage
                scene.topic = stage if scene.topic else ""
            counted = (name.indicator, name.group) if unit in PEOPLE else (name.group, name.subject)
            if name.rule == "group" and name.group.endswith(groups.STAFF) and name.indicator in groups.STAFF:
                counted = name.group, name.indicator
            if name.rule == "share of":
                counted = "", name.subject
            scene.people = groups.bare(next(filter(groups.is_people, counted), scene.people))
            if not (lead.change or lead.base or lead.norm or name.rule == "whole of share"):
                scene.heads[unit] = name
                self._wholes.keep(figure, lead, name)
        if begins is not None:
            self._wholes.open(figure, name, marked=begins.headed)

    def _period(self, figure: Figure, lead: leads.Lead) -> tuple[str, str, str]:
        """Give the period that governs a figure, the rule and its words."""
        own = _OWN_YEAR.match(figure.follow)
        if own:
            return own[1], "year behind", own[0]
        period, rule, words = self._timeline.at(figure.quantity.first)
        given = _BASE_YEAR.search(figure.lead) if lead.base else None
        if lead.base and (given or period[:4].isdigit()):
            return given[1] if given else str(int(period[:4]) - 1), "year compared with", figure.lead
        return period, rule, words

    def _reading(
        self, figure: Figure, lead: leads.Lead, name: Name, is_part: bool, period: tuple[str, str, str]
    ) -> Reading:
        quantity = figure.quantity
        plan = self._source.plan(quantity.start, self._headings)
        role, why, words = roles.role(figure, name, lead, plan, self._source.plans.written, part=is_part)
        beside = figure.adjacent and not figure.lead.strip(" 、和及")
        if self._line and (figure.joined or (figure.adjacent and figure.lead.startswith("、"))) and role is Role.LEVEL:
            role, why, words = Role.TARGET, "required", ""
        elif self._role is Role.EXAMPLE and name.rule == "noun behind" and beside:
            role, why, words = Role.EXAMPLE, "as before", ""
        elif not is_part:
            self._role = role
        self._line = why == "required"
        subject = name.subject
        if role is Role.EXAMPLE and not name.group and subject in (self._scene.place, self._scene.topic):
            subject = ""
        indicator = name.indicator
        if not subject:
            subject = groups.body(indicator)
            indicator = indicator[len(subject) :]
        if not subject and "元" in quantity.unit and name.rule != "noun behind":
            subject = groups.body(lead.phrase)
        if subject == indicator:
            subject = ""
        if ("“" in indicator or "”" in indicator) and indicator.count("“") != indicator.count("”"):
            indicator = indicator.replace("“", "").replace("”", "")
        reasons: tuple[Because, ...] = ()
        if self._source.explains:
            reasons = (
                Because("indicator", name.rule, decided(figure, name.rule, self._scene)),
                Because("subject", whose(subject, name, self._scene), subject),
                Because("period", period[1], period[2]),
                Because("role", why, words),
            )
        rule = f"{quantity.rule}+{name.rule}+{why}"
        return Reading(quantity, indicator, subject, period[0], role, rule, reasons)


@lru_cache(maxsize=64)
def _spent(title: str) -> tuple[str, bool] | None:
    """Give what a title says that money is spent on, or is measured, and whether it tells of its parts."""
    found = _SPENT.search(title)
    return (_EACH.sub("", found["name"] or found["measure"]), "构" in found[0]) if found else None


def _is_kind(words: str) -> bool:
    """Tell words for a kind of school, with what says which (住宅小区配套园), from what is told of some."""
    return 1 < len(words) <= _LONGEST_KIND and words.endswith(groups.SCHOOLS) and "的" not in words


def _is_kind_of_school(figure: Figure, name: Name) -> bool:
    """Tell counted schools that the clause goes on about (29个教学点平均只有…) from those that end it."""
    head = groups.split(name.indicator)
    return not (figure.ended or name.verb or head.rest) and groups.is_school(head.tokens)
