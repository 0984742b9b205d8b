"""Wholes that parts may follow in a paragraph: what opens and ends them, and which figure is a part of which."""

from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.extraction import groups, leads, parts, verbs
from desktop.extraction.figures import Figure
from desktop.extraction.scene import Name, Scene
from desktop.extraction.units import SHARE, alike
from desktop.lexicon.patterns import regex

_STATUS = regex(
    r"^(?:已)?(?:建成|在建|启动|完成|开工|竣工|完工|未开工|投用|投入使用|续建|验收)$", begins="已建在启完开竣未投续验"
)
_NO_WHOLE = regex(r"生均|平均|人均|班额|[^效]率$|系数")
_MEAN = regex(r"平均|[生人校班]均|^每|班额$", begins="平生人校班每")
_TRAITS = ("学历", "职称", "岁以上", "岁以下", "岁及以上", "岁及以下")
_TOTAL = regex(r"共计|合计|总计|累计|^\W*另")
_STAFF = regex(r"(?:教职工|教师|专任教师|教职员工|员工)数?$")
_SPECIAL = regex(r"农村留守|留守|随迁|残疾|贫困|寄宿生|住宿生|住校生|少数民族")
_PUPILS = regex(r"(?:学生|幼儿|在校生|儿童)数?$")
_SLACK = Decimal("1.05")
_PARTS = regex(r"\s*(?:其中|包括|包含|分为)", begins=r"\s其包分")
_SEEN_BY = regex(
    r"(?:从|按|分)[^，,。；;：:\d]{0,8}(?:年龄|学历|性别|职称|学科|岗位|结构|来源|学段|性质|科目|类型|类别|用途|层次|年级|区域|城乡|资金|支出)"
)
_AGAIN = ("从", "按", "分", "中")
_BY = regex(r"(?:看|分|划分|统计|构成|来源)$|^(?:从|按)[\u4e00-\u9fff]{1,6}$")


@dataclass(slots=True)
class Whole:
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


_ByUnit = dict[str, Whole]


class Wholes:
    """Holds the wholes that are open, by the unit of their parts, from figure to figure of one paragraph.

    A bracket or a list that ends takes the ``scene`` back to what it went on about before.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._kept: _ByUnit = {}
        self._open: _ByUnit = {}
        self._seen: _ByUnit = {}
        self._brackets: list[tuple[Name | None, _ByUnit]] = []
        self._sentence = 0

    def enter(self, figure: Figure, before: Figure | None) -> None:
        """Open and end what the clauses between the figure ``before`` and this one do."""
        scene = self._scene
        for _ in range(min(figure.closed, len(self._brackets))):
            scene.anchor, self._open = self._brackets.pop()
            scene.last = scene.anchor
        told = [*figure.earlier, figure.lead]
        divides = bool(_PARTS.match(figure.lead)) or any(map(_PARTS.match, figure.earlier))
        if figure.fresh:
            self._brackets.clear()
            self._seen = {}
            self._sentence += 1
            if not divides:
                self._open = {}
        elif figure.parted and not divides and self._open and self._ends(figure):
            self._open = dict(self._seen) or self._funds(figure)
            scene.school = "" if scene.place else scene.school
        if figure.opened:
            self._brackets.append((scene.anchor, self._open))
        again = self._taken_up(told)
        if again:
            self._open = again
        elif figure.opened and before is not None and scene.last is not None:
            self._open = {before.counter: Whole(scene.last, parts.limit(before), self._sentence)}
        elif divides:
            since = self._sentence - figure.fresh
            self._open = {unit: whole for unit, whole in self._kept.items() if whole.sentence >= since}

    def is_part(self, figure: Figure, lead: leads.Lead, name: Name) -> bool:
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
        whole = self._open.get(unit)
        if whole is None and unit == "个" and groups.is_school(groups.split(lead.phrase).tokens):
            whole = self._open.get("所")
        if not unit and figure.quantity.kind == "digits" and len(self._open) == 1:
            (whole,) = self._open.values()
        if whole is None or figure.quantity.kind == "ratio" or _TOTAL.search(figure.lead):
            return False
        if _NO_WHOLE.search(whole.name.indicator) or _MEAN.search(lead.phrase):
            return False
        if (_STAFF.search(name.indicator) or _STAFF.search(lead.phrase)) and _PUPILS.search(whole.name.indicator):
            return False
        if whole.name.verb and lead.phrase and verbs.named(lead.phrase).verb == lead.phrase:
            return False
        return not lead.change and unit not in SHARE and figure.amount <= whole.value

    def part(self, name: Name, lead: leads.Lead, figure: Figure) -> Name:
        """Name a part by its whole."""
        unit = figure.counter
        kept = self._open.get(unit) or (next(iter(self._open.values()), None) if unit in ("", "个") else None)
        whole = kept.name if kept is not None else self._scene.anchor
        if whole is None:
            return name
        if _STATUS.match(lead.phrase):
            return Name(whole.indicator + lead.phrase, whole.subject, whole.group, "", "", "part")
        return parts.part(name, whole, lead, figure, marked=kept is not None and kept.marked)

    def add(self, part: Figure) -> None:
        """Count a part into its whole."""
        whole = self._open.get(part.counter)
        if whole is not None:
            self._open[part.counter] = replace(whole, told=whole.told + part.amount)

    def keep(self, figure: Figure, lead: leads.Lead, name: Name) -> None:
        """Keep a figure that words may divide later; a mean or those of some trait have no parts."""
        if not (name.indicator.endswith(_TRAITS) or _MEAN.search(lead.phrase)):
            self._kept[figure.counter] = Whole(name, parts.limit(figure), self._sentence)

    def open(self, figure: Figure, name: Name, *, marked: bool) -> None:
        """Open the whole whose parts follow at once, and no other."""
        self._open = {figure.counter: Whole(name, parts.limit(figure), self._sentence, marked=marked)}

    def _ends(self, figure: Figure) -> bool:
        """Tell a clause behind a semicolon that has a name of its own, so that no part goes on."""
        own = groups.split(leads.read(figure.lead).phrase)
        numbered = any(piece.strip().isdecimal() for piece in figure.earlier)
        named = own.rest or own.place or groups.is_people(own.group)
        return bool(named) and not (numbered or self._goes_on_with(own))

    def _goes_on_with(self, own: groups.Head) -> bool:
        """Tell a special group of pupils behind others (学生900人，其中住校生90人；留守儿童30人)."""
        whole = None if own.rest else self._open.get("人")
        return whole is not None and bool(_SPECIAL.match(own.group) and _PUPILS.search(whole.name.indicator))

    def _funds(self, figure: Figure) -> _ByUnit:
        """Give a sum of money whose items go on behind a semicolon (其中：基本支出3亿元，占60%；项目支出2亿元)."""
        cut = verbs.named(leads.read(figure.lead).phrase)
        if "元" not in figure.quantity.unit or cut.verb or cut.dropped:
            return {}
        amount = figure.amount
        return {u: whole for u, whole in self._open.items() if "元" in u and whole.marked and whole.holds(amount)}

    def _taken_up(self, told: list[str]) -> _ByUnit:
        """Give the wholes that a clause takes up again (乡村教师中，…; 从年龄看，…; 按用途分：…)."""
        for piece in map(str.strip, told):
            if not piece.startswith(_AGAIN) and not piece.endswith("中"):
                continue
            if views(piece) and _BY.search(piece):
                self._seen = self._seen or dict(self._kept)
                return dict(self._seen)
            among = piece[:-1] if piece.endswith("中") else piece.partition("中")[0] if piece.startswith("中") else ""
            within = {
                unit: whole
                for unit, whole in self._kept.items()
                if among and (whole.name.indicator + whole.name.group).endswith((among, among + whole.name.group))
            }
            if within:
                return within
        return {}


def views(clause: str) -> bool:
    """Tell a clause that says by what a whole is looked at (从年龄看, 按用途分)."""
    return _SEEN_BY.match(clause) is not None
