"""Parts of a whole: which figures add up to one, and how a part is named (其中公办8000人, 女生704人)."""

from collections import Counter
from collections.abc import Container
from dataclasses import replace
from decimal import Decimal

from desktop.extraction import follows, groups, leads, verbs
from desktop.extraction.counted import BUILT
from desktop.extraction.figures import Figure
from desktop.extraction.scene import Name, built
from desktop.extraction.units import PEOPLE, SHARE
from desktop.lexicon.patterns import regex

_SEXES = frozenset(("男", "女", "男生", "女生", "男性", "女性"))
_OWNED = regex(r"(公办|民办|普惠性民办|普惠性?|其他民办|营利性民办)(?:幼儿)?园")
_STAGED_PEOPLE = regex(r"(小学|初中|高中|中职|大学)生$")
_KIND = regex(
    r"[\u4e00-\u9fff]{1,6}类|专职|兼职|(?:博士|硕士)?研究生|博士|硕士|大学|本科|大专|专科|中专|(?:正|副)?高级|中级|初级|"
    r"(?:中央|省级?|市级?|县级?|区级?)(?:和(?:省|市|县)级)?(?:自筹|配套|资金)?|[省市县区]本级|县[（(]市?、?区[)）]|"
    r"[小初高幼][学中儿]?部|[东南西北本分新老]{1,2}校?[部区]|[\u4e00-\u9fff]{1,6}学科|新建|改建|扩建|改扩建|迁建|续建|维修(?:加固)?|改造"
)
_BUILDINGS = ("项目", "工程", "学校", "幼儿园")
_OWN_WORD = regex(r"^(?:公|民|小学|初中|高中|中职|普|幼|中|特)")
_MOVES = regex(r"[增减升降]|提高|下降|(?:[^达整改]|(?<!整)改)到|至|[前后]者|相差|相比")
_STATE = regex(r"^(?:其中)?(?:已|正在|未|尚|基本完成|部分完成|完成|持续|推进|销号|限期|现场|长期坚持)")
_STAFFED = regex(r"(?:应|实)(?:配|有|聘)|[空缺]编|^\W*[尚仍还]?缺")
_DONE = regex(r"(?:实际)?(?:交流|轮岗|招聘|补充|选派|培训|支教|走教|引进)")
_OWN_NOUN = regex(
    r"(?:支出|收入|[经工]?费|拨款|投入|附加|投资|工资|资金|结转|结余|债券|贷款|造价|补贴|津贴|教职工|幼儿|人口|学校|教学点|学位|"
    r"面积|问卷|图书|宿舍|用房|住房|危房|教室|项目|工程|[师员生小中园班分率比额])$"
)
_PREDICATE = regex(
    r"[的了改]$|[已未不没无需应可能被将有为缺欠少]|就读|入学|上学|升入|考|达标|合格|优[秀良]|满意|整改|完成|移交|办成|办结|推进|"
    r"拨付|到位|用于|毕业|就业|投入|承担|安排|安置|争取|新增|增加|补建|解决|坚持|以[上下]|[至—-]|补发|兑付|招生|分流|送教|培训教师"
)
_LONGEST_LABEL = 14
_LACKING = regex(r"[未不没已]")
_AVERAGE = regex(r"平均|[生人校班师]均|标准|系数|[率比]$")
_TWO = 2
_SLACK = Decimal("1.1")


def limit(whole: Figure) -> Decimal:
    """Give the amount that parts may come to; a whole left blank may be anything."""
    return Decimal("Infinity") if whole.quantity.kind == "blank" else whole.amount


def wholes(figures: list[Figure]) -> dict[int, int]:
    """Find the figures of a paragraph that are parts of one before them: the place of a part → that of its whole."""
    if len(figures) <= _TWO:
        return {}
    times = Counter([figure.counter for figure in figures])
    units = {unit for unit, told in times.items() if told > _TWO and unit and unit not in SHARE}
    return _sums(figures, units) | _staged(figures, units) if units else {}


def _sums(figures: list[Figure], units: Container[str]) -> dict[int, int]:
    """Find figures in one of the ``units`` that follow a whole and add up to it exactly."""
    found: dict[int, int] = {}
    place, count = 0, len(figures)
    while place < count:
        whole, at = figures[place], place + 1
        first, total, amount = at, Decimal(0), whole.amount
        if whole.counter in units:
            while at < count and at - place < 3 and figures[at].counter != whole.counter:
                at += 1
            first = at
            last = min(count, place + 13)
            while at < last and total < amount and _may_add(figures[at], whole):
                total += figures[at].amount
                at += 1
        told = at - first > 1 and total == amount
        states = told and all(_tells_state(part) for part in figures[first:at])
        if told and (states or (total >= 10 and first == place + 1)):
            found.update(dict.fromkeys(range(first, at), place))
            place = at
        else:
            place += 1
    return found


def _staged(figures: list[Figure], units: Container[str]) -> dict[int, int]:
    """Find stages or owners that divide a whole before them in their sentence, whatever their sum comes to.

    What is of one stage itself is divided by owners alone.
    """
    found: dict[int, int] = {}
    for place, whole in enumerate(figures[:-_TWO]):
        unit = whole.counter
        if unit not in units or place in found or unit not in (figures[place + 1].counter, figures[place + 2].counter):
            continue
        if _AVERAGE.search(whole.lead) or follows.noun(whole.follow):
            continue
        head = groups.split(leads.read(whole.lead).phrase)
        first = place + 2 if figures[place + 1].opened and not figures[place + 1].fresh else place + 1
        at, total = first, Decimal(0)
        barred = groups.STAGES if groups.STAGES.intersection(head.tokens) else frozenset()
        while at < len(figures) and _is_stage(figures[at], whole, barred):
            total += figures[at].amount
            at += 1
        if at - first >= _TWO and total <= whole.amount * _SLACK and total * _SLACK >= whole.amount:
            found.update(dict.fromkeys(range(first, at), place))
    return found


def _is_stage(part: Figure, whole: Figure, barred: frozenset[str]) -> bool:
    """Tell a figure whose clause is one stage or kind of owner and nothing else, and none of the ``barred``."""
    if part.fresh or part.parted or part.counter != whole.counter or part.amount > whole.amount:
        return False
    label = groups.split(leads.read(part.lead).phrase)
    named = bool(label.tokens) and not (label.rest or label.place or barred.intersection(label.tokens))
    return named and not groups.is_people(label.group)


def _may_add(part: Figure, whole: Figure) -> bool:
    """Tell whether a figure of the same unit may be a part of a whole; a new sentence tells what became of it."""
    if part.counter != whole.counter or (part.fresh and not _tells_state(part)):
        return False
    if part.amount > whole.amount:
        return False
    if _STAFFED.search(part.lead):
        return False
    return not (_MOVES.search(part.lead) or (follows.noun(whole.follow) and follows.noun(part.follow)))


def _tells_state(figure: Figure) -> bool:
    """Tell a clause that says how far things have come (已整改, 正在推进)."""
    return bool(_STATE.match(leads.read(figure.lead).phrase))


def stands_alone(figures: list[Figure], place: int) -> bool:
    """Tell a part that is no item of a list (其中小学20所，招生900人；初中8所) and has pupils of its own."""
    behind = figures[place + 1] if place + 1 < len(figures) else None
    return (
        behind is not None
        and behind.base != "所"
        and not (behind.fresh or behind.parted or behind.opened)
        and (figures[place].parted or place == 0 or figures[place - 1].base != "所" or "其中" in figures[place].lead)
    )


def part(found: Name, whole: Name, lead: leads.Lead, figure: Figure, *, marked: bool) -> Name:
    """Name a part by its whole; ``marked`` tells one behind 其中, a colon or in the bracket of its whole."""
    if found.rule == "doer":
        return found
    cut = verbs.named(lead.phrase)
    if _KIND.fullmatch(lead.phrase) or (cut.verb and cut.phrase == cut.verb and whole.indicator.endswith(_BUILDINGS)):
        if cut.verb == lead.phrase and whole.verb in BUILT:
            kind = whole.subject or built(whole.indicator, whole.verb)
            return Name(cut.verb, kind, whole.group, cut.verb, "", "part")
        kind = lead.phrase.removesuffix("资金")
        return Name(whole.indicator, kind, kind, "", "", "part")
    head = groups.split(cut.phrase)
    acts = (
        (whole.verb or _DONE.match(whole.indicator))
        and not cut.verb
        and figure.base in PEOPLE
        and 1 < len(cut.phrase) < 9
    )
    if acts and not (follows.noun(figure.follow) or head.place or cut.phrase.endswith(whole.indicator[-2:])):
        if _LACKING.search(cut.phrase):
            return Name(cut.phrase, whole.indicator, rule="part")
        return Name(whole.indicator, cut.phrase, cut.phrase, rule="part")
    if head.tokens and not head.rest and not follows.noun(figure.follow):
        tokens = head.tokens
        owned = _OWNED.fullmatch(tokens[0])
        if len(tokens) == 1 and owned and whole.indicator.endswith(("园", "学校")):
            return Name(head.group, owned[1], head.group, "", "", "part")
        bare = tokens[0] in _SEXES or (whole.verb and whole.indicator.endswith(tokens[0][-2:]))
        if len(tokens) == 1 and (bare or not groups.is_people(tokens[0])):
            return Name(whole.indicator, head.group, head.group, "", "", "part")
        if whole.indicator.endswith(tokens[-1]) and tokens[0] not in _SEXES and not _OWN_WORD.match(tokens[0]):
            return Name(whole.indicator, head.group[: -len(tokens[-1])], head.group, "", "", "part")
        if tokens[0] in _SEXES and len(tokens) > 1:
            those = whole.indicator if whole.indicator != tokens[-1] else ""
            return Name(head.group, groups.split(whole.subject).group or those or whole.subject, rule="part")
        if len(tokens) == 1:
            stage = _STAGED_PEOPLE.match(tokens[0])
            return Name(head.group, stage[1] if stage else whole.subject, "", "", "", "part")
        return Name(head.group, tokens[0], head.group, "", "", "part")
    attends = head.rest == "就读" and head.group in groups.STAGES and not head.group.startswith("特")
    enrolled = attends or head.rest in ("在园", "在校", "在读")
    if enrolled and head.group and groups.is_people(whole.indicator):
        return Name(whole.indicator, head.group, head.group, rule="part")
    if marked and _is_label(found, lead, cut, figure):
        return Name(whole.indicator, lead.phrase, lead.phrase, rule="part")
    if (
        groups.is_people(whole.indicator)
        and lead.phrase
        and not groups.is_people(lead.phrase)
        and len(lead.phrase) < 16
    ):
        who = whole.subject if groups.is_people(whole.subject) else whole.indicator
        return Name(lead.phrase, who, "", "", "", "part")
    if found.rule == "head" and whole.rule == "group+head" and not found.group:
        return replace(found, subject=whole.subject)
    return found


def _is_label(found: Name, lead: leads.Lead, cut: verbs.Named, figure: Figure) -> bool:
    """Tell a noun that only tells a part apart (音乐17人, 县级财政200万元) from what has a name or does something."""
    label = lead.phrase
    known = ("head", "list", "group+head") if "元" in figure.quantity.unit else ("head", "list", "inherited")
    if found.rule not in known and not label.endswith("财政"):
        return False
    if cut.verb or cut.dropped or follows.noun(figure.follow):
        return False
    if not 1 < len(label) <= _LONGEST_LABEL or any(character.isdecimal() for character in label):
        return False
    return not (_OWN_NOUN.search(label) or _PREDICATE.search(label))
