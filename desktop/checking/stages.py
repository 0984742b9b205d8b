"""Stages: what 义务教育 has in all, held against what 小学 and 初中 have, each told in a clause behind it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.adding import adds_up, parts_tick, unequal
from desktop.checking.binding.slips import slipped
from desktop.checking.changes import is_change, is_past
from desktop.checking.ledger import STANDING, same_time
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding

_PEOPLE = r"在校(?:学生|生)|学生|招生|毕业生|专任教师|教职工|教师|教学班|班级"
_BOTH = regex(r"义务教育|小学[、和与及]初中")
_OTHERS = regex(r"高中|幼儿|学前|中职|特殊教育|特教|中小学")
_THING = regex(_PEOPLE)
_OF_STAGE = regex(
    rf"(?:其中|现有|全[县区市州旗])?(?P<place>[^,;:\d]{{0,8}}?)(?P<stage>小学|初中)(?:阶段|教育|共|现|有|在编)*"
    rf"(?P<thing>{_PEOPLE})(?:总?人?数|总[量额])?[共为有达是]*"
)
_SOME = regex(r"城区|城镇|县城|农村|乡村|乡镇|公办|民办|校区")
"""A whole of some schools only, of which stages named without a place are no parts."""
_PUPILS = {"在校学生", "学生"}
_STAGES = ("小学", "初中")
_REACH = 16
_FAR = 40
"""So many figures of the three stages further on no part of a whole is looked for."""
_NEARLY = Decimal("0.05")


def stages(passage: Passage) -> Iterator[Finding | Check]:
    """Add up the two stages of each whole that a passage tells before them.

    A figure is of both stages and of no other by its sentence up to it, which tells what it counts, too.
    """
    for sentence in passage.sentences:
        yield from _in_sentence(sentence, passage)


@needs("义务教育|小学", "学生|在校生|招生|毕业|教师|教职工|班")
def _in_sentence(sentence: Sentence, passage: Passage) -> Iterator[Finding | Check]:
    both, thing = False, ""
    for whole in sentence.figures:
        if _OTHERS.search(whole.lead):
            return
        both, thing = both or bool(_BOTH.search(whole.lead)), next(reversed(_THING.findall(whole.lead)), thing)
        counts = both and thing and whole.quantity.counted and whole.stands is not None
        if not counts or is_change(whole) or is_past(whole):
            continue
        parts = _parts(passage, passage.place[whole.start], _named(thing))
        if parts and adds_up(whole, parts):
            yield parts_tick(whole, parts, "sum.stages")
        elif parts and _meant(whole, parts):
            yield unequal(whole, parts, soft=True, rule="sum.stages")


def stages_apart(passages: Sequence[Passage]) -> Iterator[Finding | Check]:
    """Add up the stages that later paragraphs tell one by one: 义务教育在校生30万人。…1.小学。…在校生20万人。…."""
    figures = [f for passage in passages for f in passage.figures if f.quantity.counted and _of_stage(f)]
    for at, whole in enumerate(figures):
        if _of_stage(whole) != "义务教育" or not whole.metric.indicator or whole.stands is None:
            continue
        like = [f for f in figures[at + 1 : at + _FAR] if _alike(f, whole)]
        found = [[f for f in like if _of_stage(f) == stage] for stage in _STAGES]
        if all(len({f.value for f in some}) == 1 for some in found):
            parts = tuple(some[0] for some in found)
            made = sum((part.value for part in parts), Decimal(0))
            if adds_up(whole, parts):
                yield parts_tick(whole, parts, "sum.stages")
            elif slipped(whole.value, made):
                yield unequal(whole, parts, soft=True, rule="sum.stages")


def _of_stage(figure: Figure) -> str:
    """Tell which stage a figure is of by its subject alone; ``""`` where by none, or where it is no standing count."""
    stage = figure.metric.subject.removeprefix("普通").removesuffix("阶段")
    standing = figure.metric.role in STANDING and figure.base in {"人", "个"} and not is_change(figure)
    return stage if standing and stage in {"义务教育", *_STAGES} and not is_past(figure) else ""


def _alike(part: Figure, whole: Figure) -> bool:
    """Tell whether two figures count the same things at one time."""
    named = part.metric.indicator == whole.metric.indicator and part.base == whole.base and part.stands is not None
    return named and same_time(part.metric, whole.metric)


def _parts(passage: Passage, at: int, thing: str) -> tuple[Figure, ...]:
    """Find what each stage of a whole has: one figure for each, of the same things, place and time."""
    whole = passage.figures[at]
    found: dict[str, tuple[str, Figure]] = {}
    for figure in passage.figures[at + 1 : at + _REACH]:
        if figure.base != whole.base or figure.stands is None or is_past(figure):
            continue
        said = _OF_STAGE.fullmatch(figure.clause) or _OF_STAGE.fullmatch(f"{figure.metric.subject}{figure.clause}")
        if said and _named(said["thing"]) == thing and said["stage"] not in found:
            found[said["stage"]] = said["place"], figure
    if len(found) < len(_STAGES):
        return ()
    places = sorted((place for place, _ in found.values()), key=len)
    home = places[0] in whole.clause and places[1].endswith(places[0])
    here = home if places[0] else not places[1] and not _SOME.search(whole.clause)
    parts = tuple(found[stage][1] for stage in _STAGES)
    return parts if here and all(same_time(part.metric, whole.metric) for part in parts) else ()


def _named(thing: str) -> str:
    """Give one name to what goes by several."""
    return "在校生" if thing in _PUPILS else thing


def _meant(whole: Figure, parts: tuple[Figure, ...]) -> bool:
    """Tell whether parts were meant to make a whole: they nearly do, or a slip explains that they do not."""
    made = sum((part.value for part in parts), Decimal(0))
    return abs(made - whole.value) <= whole.value * _NEARLY or slipped(whole.value, made)
