"""A paragraph's figures with all they say: indicator, subject, period, role, from left to right."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktop.extraction import groups, leads, lists, names, parts, roles, verbs
from desktop.extraction.counted import AREAS, BUILT
from desktop.extraction.figures import Figure, following_of
from desktop.extraction.hosts import Host, judged
from desktop.extraction.periods import Timeline
from desktop.extraction.reasons import Because, Reading, decided, whose
from desktop.extraction.scene import Name, Scene, built, is_of_schools
from desktop.extraction.source import Source
from desktop.extraction.units import PEOPLE, SHARE, alike
from desktop.lexicon.patterns import regex
from desktop.model.metric import Role

_STATUS = regex(
    r"^(?:已)?(?:建成|在建|启动|完成|开工|竣工|完工|未开工|投用|投入使用|续建|验收)$", begins="已建在启完开竣未投续验"
)
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
_NO_WHOLE = regex(r"生均|平均|人均|班额|[^效]率$|系数")
_MEAN = regex(r"平均|[生人校班]均|^每|班额$", begins="平生人校班每")
_TRAITS = ("学历", "职称", "岁以上", "岁以下", "岁及以上", "岁及以下")
_AMONG = regex(r"^中(?=[已有仅尚仍未])")
_SCHOOL_ITSELF = regex(r"^[ \n]*(?:学校|我校|全校|该校|本校)(?=[\u4e00-\u9fff])")
_TOTAL = regex(r"共计|合计|总计|累计|^\W*另")
_STAGE_SCHOOL = regex(r"(?<=阶段)学校$")
_STAFF = regex(r"(?:教职工|教师|专任教师|教职员工|员工)数?$")
_SPECIAL = regex(r"农村留守|留守|随迁|残疾|贫困|寄宿生|住宿生|住校生|少数民族")
_PUPILS = regex(r"(?:学生|幼儿|在校生|儿童)数?$")
_SLACK = Decimal("1.05")
_PARTS = regex(r"\s*(?:其中|包括|包含|分为)", begins=r"\s其包分")


_SEEN_BY = regex(
    r"(?:从|按|分)[^，,。；;：:\d]{0,8}(?:年龄|学历|性别|职称|学科|岗位|结构|来源|学段|性质|科目|类型|类别|用途|层次|年级|区域|城乡|资金|支出)"
)
_AGAIN = ("从", "按", "分", "中")
_LONGEST_KIND = 12
_ITEMS = regex(r"\s*其中[:：]\s*[（(]?\d")
_EACH = regex(r"^各[级类](?:各类)?(?:教育|学校)?")
_BY = regex(r"(?:看|分|划分|统计|构成|来源)$|^(?:从|按)[\u4e00-\u9fff]{1,6}$")


class Whole(NamedTuple):
    """A figure whose parts may follow; ``marked`` tells that words or a bracket say so, not the sum alone.

    ``told`` is what its parts have come to so far.
    """

    name: Name
    value: Decimal
    sentence: int
    marked: bool = True
    told: Decimal = Decimal(0)

    def holds(self, amount: Decimal) -> bool:
        """Tell whether one more part fits in, by what rounding and a slip allow."""
        return self.told + amount <= self.value * _SLACK


Wholes = dict[str, Whole]


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
        self._heads: Wholes = {}
        self._wholes: Wholes = {}
        self._seen: Wholes = {}
        self._brackets: list[tuple[Name | None, Wholes]] = []
        self._before: Figure | None = None
        self._sentence = 0
        self._named: list[Name] = []
        self._role = Role.LEVEL
        self._line = False

    def read(self, figures: list[Figure]) -> list[Reading]:
        """Read every figure."""
        dealt = lists.deal(figures, self._timeline)
        wholes = parts.wholes(figures)
        readings: list[Reading] = []
        changed = False
        for place, figure in enumerate(figures):
            if self._scene.host and (itself := _SCHOOL_ITSELF.match(figure.lead)):
                figure = figure._replace(lead=figure.lead[itself.end() :])
            self._enter(figure)
            text = self._own(figure)
            lead = leads.read(text)
            if figure.joined and readings:
                lead = lead._replace(change=changed)
            changed = lead.change
            share = dealt.get(place)
            if share is not None:
                name = self._dealt(share, figure)
                is_part = False
            else:
                following = following_of(figures, place)
                name = names.name(figure, lead, self._scene, following, text)
                is_part = (
                    place in wholes
                    or (self._divides and name.rule == "of heading")
                    or self._is_part(figure, lead, name)
                )
                if is_part and name.rule != "attends":
                    name = self._part(name, lead, figure)
            if share is not None and share.period:
                period = share.period, "list of years", share.period
            else:
                period = self._period(figure, lead)
            reading = self._reading(figure, lead, name, is_part, period)
            readings.append(reading)
            summed = place + 1 in wholes and place not in wholes and not figures[place + 1].opened
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
        for _ in range(min(figure.closed, len(self._brackets))):
            scene.anchor, self._wholes = self._brackets.pop()
            scene.last = scene.anchor
        told = [*figure.earlier, figure.lead]
        divides = any(map(_PARTS.match, told))
        if figure.fresh:
            scene.before, scene.sole = scene.school, scene.kinds == 1 and bool(scene.school)
            scene.kinds = 0
            scene.topic = scene.doer = scene.built = scene.school = scene.told = ""
            scene.people = (
                scene.people if figure.earlier and _SEEN_BY.match(figure.earlier[0].strip()) else self._opened
            )
            self._brackets.clear()
            self._seen = {}
            self._sentence += 1
            if not divides:
                self._wholes = {}
            named = groups.school(scene.place) == scene.place
            goes_on = not figure.earlier or (figure.earlier == ("其中",) and not _ITEMS.match(figure.sentence))
            scene.carried = scene.place if goes_on and not (figure.skipped or named) else ""
            scene.place = ""
        elif figure.parted and not divides and self._wholes:
            own = groups.split(leads.read(figure.lead).phrase)
            numbered = any(piece.strip().isdecimal() for piece in figure.earlier)
            if (own.rest or own.place or groups.is_people(own.group)) and not (numbered or self._goes_on_with(own)):
                self._wholes = dict(self._seen) or self._funds(figure)
                scene.school = "" if scene.place else scene.school
        if scene.clause and not figure.adjacent:
            scene.topic = "" if scene.topic == scene.clause else scene.topic
            scene.clause = ""
        if figure.parted and (own := groups.split(leads.read(figure.lead).phrase)) and (own.group or own.rest):
            scene.topic = scene.doer = ""
            scene.place = "" if groups.school(scene.place) == scene.place else scene.place
        if figure.opened:
            self._brackets.append((scene.anchor, self._wholes))
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
        before = self._before
        again = self._taken_up(told)
        if again:
            self._wholes = again
        elif figure.opened and before is not None and scene.last is not None:
            self._wholes = {before.counter: Whole(scene.last, parts.limit(before), self._sentence)}
        elif divides:
            since = self._sentence - figure.fresh
            self._wholes = {unit: whole for unit, whole in self._heads.items() if whole.sentence >= since}

    def _funds(self, figure: Figure) -> Wholes:
        """Give a sum of money whose items go on behind a semicolon (其中：基本支出3亿元，占60%；项目支出2亿元)."""
        cut = verbs.named(leads.read(figure.lead).phrase)
        if "元" not in figure.quantity.unit or cut.verb or cut.dropped:
            return {}
        amount = figure.amount
        return {u: whole for u, whole in self._wholes.items() if "元" in u and whole.marked and whole.holds(amount)}

    def _taken_up(self, told: list[str]) -> Wholes:
        """Give the wholes that a clause takes up again (乡村教师中，…; 从年龄看，…; 按用途分：…)."""
        for piece in map(str.strip, told):
            if not piece.startswith(_AGAIN) and not piece.endswith("中"):
                continue
            if _SEEN_BY.match(piece) and _BY.search(piece):
                self._seen = self._seen or dict(self._heads)
                return dict(self._seen)
            among = piece[:-1] if piece.endswith("中") else piece.partition("中")[0] if piece.startswith("中") else ""
            within = {
                unit: whole
                for unit, whole in self._heads.items()
                if among and (whole.name.indicator + whole.name.group).endswith((among, among + whole.name.group))
            }
            if within:
                return within
        return {}

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

    def _is_part(self, figure: Figure, lead: leads.Lead, name: Name) -> bool:
        """Tell a part of a whole given before: same unit, after 其中 or in its bracket."""
        if name.rule in ("attends", "compared"):
            return name.rule == "attends"
        unit = figure.counter
        if (
            _STATUS.match(lead.phrase)
            and self._scene.anchor is not None
            and alike(self._scene.unit) == unit
            and not figure.fresh
        ):
            return True
        whole = self._wholes.get(unit)
        if whole is None and unit == "个" and groups.is_school(groups.split(lead.phrase).tokens):
            whole = self._wholes.get("所")
        if not unit and figure.quantity.kind == "digits" and len(self._wholes) == 1:
            (whole,) = self._wholes.values()
        if whole is None or figure.quantity.kind == "ratio" or _TOTAL.search(figure.lead):
            return False
        if _NO_WHOLE.search(whole.name.indicator) or _MEAN.search(lead.phrase):
            return False
        if (_STAFF.search(name.indicator) or _STAFF.search(lead.phrase)) and _PUPILS.search(whole.name.indicator):
            return False
        if whole.name.verb and lead.phrase and verbs.named(lead.phrase).verb == lead.phrase:
            return False
        return not lead.change and unit not in SHARE and figure.amount <= whole.value

    def _goes_on_with(self, own: groups.Head) -> bool:
        """Tell a special group of pupils behind others (学生900人，其中住校生90人；留守儿童30人)."""
        whole = None if own.rest else self._wholes.get("人")
        return whole is not None and bool(_SPECIAL.match(own.group) and _PUPILS.search(whole.name.indicator))

    def _part(self, name: Name, lead: leads.Lead, figure: Figure) -> Name:
        """Name a part by its whole."""
        unit = figure.counter
        kept = self._wholes.get(unit) or (next(iter(self._wholes.values()), None) if unit in ("", "个") else None)
        whole = kept.name if kept is not None else self._scene.anchor
        if whole is None:
            return name
        if _STATUS.match(lead.phrase):
            return Name(whole.indicator + lead.phrase, whole.subject, whole.group, "", "", "part")
        return parts.part(name, whole, lead, figure, marked=kept is not None and kept.marked)

    def _leave(self, figure: Figure, lead: leads.Lead, name: Name, is_part: bool, begins: Figure | None) -> None:
        """Keep what later figures refer to; ``begins`` is the first of parts that add up to this figure."""
        scene, amount = self._scene, figure.amount
        same = self._before is not None and self._before.base == figure.base
        scene.former, scene.amounts = scene.last, (amount, scene.amounts[0] if same else Decimal(0))
        self._before = figure
        scene.last, scene.parted = name, is_part
        if is_part and (whole := self._wholes.get(figure.counter)) is not None:
            self._wholes[figure.counter] = whole._replace(told=whole.told + amount)
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
                if not (name.indicator.endswith(_TRAITS) or _MEAN.search(lead.phrase)):
                    self._heads[figure.counter] = Whole(name, parts.limit(figure), self._sentence)
        if begins is not None:
            whole = Whole(name, parts.limit(figure), self._sentence, marked=begins.headed)
            self._wholes = {figure.counter: whole}

    def _period(self, figure: Figure, lead: leads.Lead) -> tuple[str, str, str]:
        """Give the period that governs a figure, the rule and its words."""
        own = _OWN_YEAR.match(figure.follow)
        if own:
            return own[1], "year behind", own[0]
        period = self._timeline.at(figure.quantity.first)
        given = _BASE_YEAR.search(figure.lead) if lead.base else None
        if lead.base and (given or period[:4].isdigit()):
            return given[1] if given else str(int(period[:4]) - 1), "year compared with", figure.lead
        return period, *self._timeline.cause(figure.quantity.first)

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
