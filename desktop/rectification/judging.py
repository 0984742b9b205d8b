"""What the program can see of a plan by the framework ``zgfh``: points with reasons, as suggestions and no more.

The framework is proposed by its authors (2024), not official. 对症 (P2) is the least certain of all.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.extraction.topics import topics_of
from desktop.lexicon.patterns import regex
from desktop.lexicon.segment import clauses, sentences
from desktop.model.examination import Examination
from desktop.model.loop import Answer, Judgement, Match
from desktop.model.plan import ActKind, Plan, PlanItem, TargetKind
from desktop.rectification.figures import alike, within
from desktop.rectification.matching import Answers

FRAMEWORK = "zgfh"
_TO_THE_POINT, _BESIDE = 0.75, 0.2
_KINDS = 3
"""So many kinds of action at once are a measure worked out."""
_MISSING = regex(
    r"(?:尚未|仍未|还未|没有|未)(?:出台|制定|建立|印发|形成)[^，。；]{0,16}(?:政策|办法|方案|制度|机制|意见|规划|标准)"
)
_ISSUES = regex(r"(?:出台|印发|制定|拟定|研究制定)[^，。；]{0,24}(?:》|政策|办法|方案|制度|意见|细则|规划|标准)")
_RESOURCES = frozenset({"funds", "pay", "places", "conditions"})
_STAFF = regex(r"编制|缺编|教师(?:数量)?(?:不足|紧缺|短缺)|缺口")
_MEANS = regex(r"经费|预算|资金|财政|编制|用地|专项|投资|万元|亿元")
_LOOP = regex(r"台账|销号|复查|回头看|闭环|限期|清零|跟踪督办|督查|月报|周报|通报")
_EXACT = regex(r"\d月|[底末]|前|内$|[春秋]|学期|季度|半年")
_STANDING = regex(r"长期坚持")
_PAPER = regex(r"《[^》]{4,60}》|项目|工程")
_CREED = regex(
    r"(?:认真|深入)?(?:学习|贯彻)[^，。；]{0,30}(?:论述|精神|思想|理念)|树牢|增强[^，。；]{0,12}(?:责任感|使命感|意识)"
)
_NUMBER = regex(r"〔\d{4}〕\d{1,4}号")
_TOTAL = regex(r"[\d一二三四五六七八九十]{1,4}(?:个|条|项|方面)(?:的)?(?:问题|意见|建议|任务)")
_LISTS = regex(r"(?:问题|责任|任务|措施|整改|职责)(?:清单|分工)")
_ANNEX_TOLD, _ANNEX = regex(r"附件|附表"), regex(r"(?m)^\s*附件\s?\d{0,2}\s?[:：]?\s*\n?.{0,40}(?:清单|分工|台账|一览)")
_RHYTHM = regex(r"月报|季报|周报|每月|每季|按月|按季|每半年|每学期")
_BY_DATE = regex(r"(?:20\d\d年)?\d{1,2}月(?:底|\d{1,2}日)?(?:之|以)?前")
_TWO, _ONE, _NONE = Decimal(2), Decimal(1), Decimal(0)


def judged_item(
    examination: Examination, items: Sequence[PlanItem], asked: str, match: Match, answers: Answers, loop_told: bool
) -> tuple[Judgement, ...]:
    """Judge what answers one issue; ``loop_told`` tells that the plan keeps a ledger of everything."""
    told = "\n".join(promise.quote for item in items for promise in item.promises)
    if not items or not told:
        return (_given("P1", _NONE, match.by or "没有对应条目"),)
    figures = [m for item in items for p in item.promises for m in within(examination, p.start, p.end)]
    based = [m for item in items for start in item.problems for m in within(examination, start, start + len(asked))]
    return (
        _replied(match),
        _fitting(examination, items, asked, told, answers),
        _target(items, has_base=any(alike(m, b) for m in figures for b in based)),
        _unit(items),
        _deadline(items),
        _concrete(items, told, has_figures=bool(figures)),
        _means(asked, told),
        _closed(told, loop_told=loop_told),
    )


def loop_told(examination: Examination, plan: Plan) -> bool:
    """Tell whether a plan says for all items together that a ledger is kept and issues are ticked off."""
    return "销号" in _outside(examination, plan) or "台账" in _outside(examination, plan)


def judged_plan(examination: Examination, plan: Plan) -> tuple[Judgement, ...]:
    """Judge a plan as a whole by what stands outside its items."""
    return tuple(_whole(examination, plan, _outside(examination, plan)))


def fit_of(examination: Examination, items: Sequence[PlanItem], asked: str, answers: Answers) -> tuple[str, str]:
    """Say how well measures meet an issue (``full``, ``partial``, ``none``), and why."""
    told = "\n".join(promise.quote for item in items for promise in item.promises)
    acts = {act for item in items for act in item.acts} - {ActKind.VAGUE}
    missing = _MISSING.search(asked)
    if missing and not _ISSUES.search(told):
        return "none", f"问题是“{missing[0]}”，措施没有提出台或制定"
    topic = topics_of(asked)
    for item in items:
        for target in item.targets:
            about = _about(examination.report.text, item, target.start)
            if not topic or topic & about:
                return "full", f"有针对该问题、可核验的目标“{target.quote}”"
    if len(acts) >= _KINDS:
        return "full", f"有 {len(acts)} 类实际动作"
    alike_ = answers.fit(asked, told)
    led = any(item.unit.startswith("lead") for item in items)
    if alike_ >= _TO_THE_POINT and (acts or led):
        return "full", "措施紧扣问题的用语，并有实际动作"
    if alike_ < _BESIDE and not (topic & topics_of(told)):
        return "none", "措施与问题没有共同的对象"
    return "partial", "只有部分动作针对问题" if acts else "没有看到实际动作"


def _given(name: str, points: Decimal, why: str) -> Judgement:
    return Judgement(item=f"{FRAMEWORK}.{name}", points=points, why=why)


def _replied(match: Match) -> Judgement:
    points = {Answer.ANSWERED: _TWO, Answer.ADDED: _TWO, Answer.PARTLY: _ONE, Answer.OTHER: _ONE}.get(
        match.answer, _NONE
    )
    return _given("P1", points, match.by)


def _fitting(examination: Examination, items: Sequence[PlanItem], asked: str, told: str, answers: Answers) -> Judgement:
    word, why = fit_of(examination, items, asked, answers)
    return _given("P2", {"full": _TWO, "partial": _ONE, "none": _NONE}[word], why)


def _target(items: Sequence[PlanItem], *, has_base: bool) -> Judgement:
    targets = [target for item in items for target in item.targets]
    figure = next((target for target in targets if target.kind is TargetKind.FIGURE), None)
    if figure is not None:
        return _given(
            "P3", _TWO if has_base else _ONE, f"有数值目标“{figure.quote}”{'' if has_base else '，没有基期值'}"
        )
    if targets:
        return _given("P3", _ONE, f"有可核验的状态“{targets[0].quote}”，没有数值")
    return _given("P3", _NONE, "只有方向，没有数值或可核验的状态")


def _unit(items: Sequence[PlanItem]) -> Judgement:
    units = {item.unit for item in items}
    names = "、".join(dict.fromkeys(actor.quote for item in items for actor in item.actors))
    if "lead_support" in units:
        return _given("P4", _TWO, f"牵头、配合都写明：{names}")
    return _given("P4", _ONE, f"写了{names}，没有分清牵头和配合") if names else _given("P4", _NONE, "没有写责任单位")


def _deadline(items: Sequence[PlanItem]) -> Judgement:
    told = [each.quote for item in items for each in item.deadlines]
    exact = next((quote for quote in told if _EXACT.search(quote) and not _STANDING.search(quote)), None)
    if exact is not None:
        return _given("P5", _TWO, f"有明确时限“{exact}”")
    return _given("P5", _ONE, f"只写“{told[0]}”") if told else _given("P5", _NONE, "没有写时限")


def _concrete(items: Sequence[PlanItem], told: str, *, has_figures: bool) -> Judgement:
    acts = {act for item in items for act in item.acts} - {ActKind.VAGUE}
    paper = _PAPER.search(told)
    if acts and (has_figures or paper):
        return _given(
            "P6", Decimal(3), "有动作，并有数量" if has_figures else f"有动作，并有“{paper[0] if paper else ''}”"
        )
    if acts:
        return _given("P6", _TWO, "有动作和对象，没有数量、文件或项目")
    creed = _CREED.search(told)
    return _given("P6", _NONE, f"以表态为主：“{creed[0]}”") if creed else _given("P6", _ONE, "只有原则性部署")


def _means(asked: str, told: str) -> Judgement:
    if not (topics_of(asked) & _RESOURCES or _STAFF.search(asked)):
        return _given("P7", _ONE, "不涉及钱、人、地，按规则给分")
    means = _MEANS.search(told)
    return _given("P7", _ONE, f"写到“{means[0]}”") if means else _given("P7", _NONE, "涉及钱、人、地，没有写来源")


def _closed(told: str, *, loop_told: bool) -> Judgement:
    word = _LOOP.search(told)
    if word:
        return _given("P8", _ONE, f"写到“{word[0]}”")
    return _given("P8", _ONE, "统一条款写了台账或销号") if loop_told else _given("P8", _NONE, "没有台账、督查或销号")


def _whole(examination: Examination, plan: Plan, text: str) -> Iterator[Judgement]:
    number, total = _NUMBER.search(text), _TOTAL.search(text)
    yield _given(
        "G1",
        _ONE if number else _NONE,
        f"有文号{number[0]}{'' if total else '，没有写问题总数'}" if number else "没有文号",
    )
    group, office = "领导小组" in text or "专班" in text, "办公室" in text or "组长" in text
    led = _ONE if group or "组织领导" in text else _NONE
    yield _given(
        "G2",
        _TWO if group and office else led,
        "有领导小组和办事机构" if group and office else "没有写明层级和办事机构",
    )
    lists = tuple(dict.fromkeys(match[0] for match in _LISTS.finditer(text)))
    annex = bool(_ANNEX.search(text))
    told = Decimal(3) if annex and len(lists) > 1 else _TWO if lists and _ANNEX_TOLD.search(text) else _ONE
    words = f"提到{'、'.join(lists)}{'，随文附表' if annex else '，文内没有附表'}"
    yield _given("G3", told if lists else _NONE, words if lists else "没有清单")
    kept, verified = "台账" in text or "销号" in text, "验收" in text or "对账" in text
    yield _given("G4", _TWO if kept and verified else _ONE if kept else _NONE, "提到台账、销号" if kept else "没有台账")
    rhythm, by_date = _RHYTHM.search(text), _BY_DATE.search(text)
    timed = rhythm or by_date or regex(r"规定时限|限期|定期").search(text)
    yield _given(
        "G5", _TWO if rhythm and by_date else _ONE if timed else _NONE, f"写到“{timed[0]}”" if timed else "没有总时限"
    )
    strict = [word for word in ("督查", "通报", "问责") if word in text or (word == "问责" and "追究" in text)]
    yield _given(
        "G6",
        Decimal(min(2, len(strict) - (len(strict) == 2))),
        f"有{'、'.join(strict)}" if strict else "没有督查、通报、问责",
    )
    shown = regex(r"(?:向社会|予以|及时)?公[示布]|公开(?!招)|接受(?:社会|群众)?监督").search(text)
    yield _given("G7", _ONE if shown else _NONE, f"写到“{shown[0]}”" if shown else "没有提公开")
    lasting = regex(r"举一反三|长效机制|建章立制").search(text)
    paper = regex(r"(?:出台|印发|制定|修订)[^。；]{0,12}《[^》]{4,40}》").search(text)
    yield _given(
        "G8",
        _TWO if lasting and paper else _ONE if lasting else _NONE,
        f"写到“{lasting[0]}”" if lasting else "没有长效机制",
    )


def _outside(examination: Examination, plan: Plan) -> str:
    """Give the plan's text without its items."""
    text, parts, at = examination.report.text, [], 0
    for item in plan.items:
        end = max([item.end, *(promise.end for promise in item.promises)])
        if item.start >= at:
            parts.append(text[at : item.start])
        at = max(at, end)
    return "".join((*parts, text[at:]))


def _about(text: str, item: PlanItem, at: int) -> frozenset[str]:
    """Name the topics of the clause that a target stands in; of its sentence where the clause names none."""
    promise = next((each for each in item.promises if each.start <= at < each.end), None)
    if promise is None:
        return topics_of(item.quote)
    for runs in (clauses, sentences):
        run = next((text[a:b] for a, b in runs(text, promise.start, promise.end) if a <= at < b), "")
        if found := topics_of(run):
            return found
    return frozenset()
