"""References: a number taken up by what was done (抽查的5所小学, 所欠123万元, 新建的7所公办园), or by a limit.

The words say that the same things were told of before; a number that is told otherwise is worth asking about.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from desktop.checking.changes import is_change
from desktop.checking.conflicts import unlike
from desktop.checking.groups import STAGES, group
from desktop.checking.ledger import same_time
from desktop.checking.passages import Figure, Passage
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding
from desktop.model.metric import Comparator, Role
from desktop.model.report import BlockKind

_VISITS = r"抽[查取样测检]|走访|走进|深入|实地|调研|查看|察看|检查|督[导查]|视导|巡查|暗访|明察|访谈|座谈"
_VISITED = regex(rf"(?:{_VISITS})(?:过|到|了)?的(?:这)?$")
_VISIT = regex(_VISITS)
_OWED = regex(
    r"(?:^|[,;:])(?:其中|上述|对|将|把)?所(?P<act>欠拨|欠缴|欠|缺编|缺|差|结转|结余|剩余|挪用|挤占|截留|滞留|拖欠)的?$"
)
_OWING = ("欠", "缺", "差", "剩")
"""Signs by which any of its words tells of the same debt."""
_DONE = regex(
    r"(?:\d{1,2}[.、])?(?:第[\d一二三四五六七八九十]+项|上述|这些?|已|本[次年]|(?:目前,?)?全[县区市])?"
    r"(?P<act>新建|改扩建|改建|扩建|建成|招聘|新招|新聘|购置|拆除|撤并|清退)(?:到|了)?的$"
)
_NOUN = regex(
    r"^(?:(?P<owner>乡镇|城区|农村|公办|民办|普惠性?|村级|镇级)(?=[校园幼小初高]))?(?P<noun>幼儿园|园|[\u4e00-\u9fff]{2})"
)
_MOST = 2
"""A number that is larger than another by more than this factor is of other things."""
_LIMIT_OF = regex(r"(?:规模|人数|班额|学生|在校生|在校生数)(?:均|都|已)?$")
_THINGS = r"学校|小学|初中|高中|中学|幼儿园|教学点|班级|教学班|班"
_COUNT_BEHIND = regex(rf"^(?:及?以上|以下)?的(?P<noun>{_THINGS})(?:[仍尚还现共]*有|共|达|为)*$")
_COUNT_BEFORE = regex(rf"^(?P<noun>{_THINGS})(?:的)?[\u4e00-\u9fff]{{2,6}}$")
_PLANNED = regex(r"到20\d\d年|力争|目标|计划|确保|不超过")
_REACH = 40
"""So many sentences or numbers back one that is taken up may stand."""
_OVER = {Comparator.MORE, Comparator.AT_LEAST}
_UNDER = {Comparator.LESS, Comparator.AT_MOST}
_Taken = dict[tuple[str, str], list[Figure]]
"""By verb and base unit, the numbers that take up others."""


def referred(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Hold every number that takes up another against the one that it must mean; a row takes up none."""
    visits: _Taken = defaultdict(list)
    works: _Taken = defaultdict(list)
    limits: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for passage in passages:
        for figure in passage.figures if passage.block.kind is not BlockKind.ROW else ():
            clause = figure.clause
            if "的" in clause[-2:] and figure.quantity.counted and _VISITED.search(clause):
                visits["", figure.base].append(figure)
            elif clause[-1:] == "的" and figure.quantity.counted and (done := _DONE.match(clause)):
                works[done["act"], figure.base].append(figure)
            elif "所" in clause and (owed := _OWED.search(clause)):
                works[owed["act"], figure.base].append(figure)
            elif not figure.exact and figure.quantity.counted:
                for noun, count in _limited(figure, passage):
                    key = figure.value, figure.metric.comparator in _OVER, noun, count.base, group(count) & STAGES
                    limits[key].append(count)
    yield from _visited(visits, passages) if visits else ()
    yield from _worked(works, passages) if works else ()
    for same in limits.values():
        first, last = same[0], same[-1]
        apart = len({figure.value for figure in same}) == len((first, last)) and first.value != last.value
        if apart and _alike(first, last) and first.lead != last.lead:
            yield unlike(first, last, soft=True)


def _visited(claims: _Taken, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Hold 走访的28所学校 against the one number of schools that an earlier sentence says were gone to."""
    told = [
        sentence
        for passage in passages
        if passage.block.kind is not BlockKind.ROW
        for sentence in passage.sentences
        if not claims.keys().isdisjoint(("", base) for base in sentence.bases) and _VISIT.search(sentence.words)
    ]
    starts = [sentence.start for sentence in told]
    for figure in chain.from_iterable(claims.values()):
        noun = _NOUN.match(figure.tail)
        at = bisect_right(starts, figure.start) - 1 if noun else 0
        found: dict[object, Figure] = {}
        beside: set[object] = set()
        for sentence in told[max(0, at - _REACH) : at]:
            counts = [f for f in sentence.figures[:_REACH] if f.base == figure.base and f.exact]
            beside.update(f.value for f in counts)
            beside.update(a.value + b.value for a, b in pairwise(counts))
            found.update({f.value: f for f in counts if noun and _counts(f, noun)})
        if len(found) == 1 and figure.value not in beside:
            yield from _otherwise(next(iter(found.values())), figure)


def _worked(claims: _Taken, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Hold 所欠123万元, 新建的7所公办园 against the one amount before it that is told with the same verb."""
    bases = {base for _, base in claims}
    roots = {act: next((sign for sign in _OWING if sign in act), act) for act, _ in claims}
    told = [
        f
        for passage in passages
        for f in passage.figures
        if f.base in bases and any(map(f.clause.__contains__, roots.values()))
    ]
    starts = [f.start for f in told]
    for (act, base), figures in claims.items():
        for figure in figures:
            noun = _NOUN.match(figure.tail) if figure.quantity.counted and not _OWED.search(figure.clause) else None
            before = told[max(0, (at := bisect_left(starts, figure.start)) - _REACH) : at]
            same = [f for f in before if f.base == base and f.exact and roots[act] in f.clause]
            same = [f for f in same if noun is None or _counts(f, noun)]
            if len({f.value for f in same}) == 1:
                yield from _otherwise(same[-1], figure)


def _counts(figure: Figure, noun: re.Match[str]) -> bool:
    """Tell whether a figure counts what a noun names: 26所学校, 小学6所; not 公办园 where the noun is 民办园."""
    if noun["owner"] and group(figure) - STAGES and noun["owner"] not in f"{figure.label}{figure.metric.subject}":
        return False
    told = noun["noun"]
    return figure.tail.startswith(told) or figure.label.endswith(told) or figure.metric.subject.endswith(told)


def _otherwise(told: Figure, figure: Figure) -> Iterator[Finding]:
    """Ask about a number that takes up another and is not it."""
    if told.value != figure.value and _alike(told, figure):
        yield unlike(told, figure, soft=True)


def _limited(limit: Figure, passage: Passage) -> Iterator[tuple[str, Figure]]:
    """List what is counted of those beyond a limit: 超过2000人的学校2所, 3所学校规模超过2000人."""
    at = passage.place[limit.start]
    if limit.metric.comparator not in _OVER | _UNDER or _PLANNED.search(limit.lead):
        return
    behind = passage.figures[at + 1] if at + 1 < len(passage.figures) else None
    before = passage.figures[at - 1] if at else None
    if behind and behind.sentence == limit.sentence and (said := _COUNT_BEHIND.match(behind.lead)):
        yield from [(said["noun"], behind)] if _is_count(behind) else []
    elif before and before.sentence == limit.sentence and _LIMIT_OF.search(limit.clause):
        told = _COUNT_BEFORE.match(before.tail)
        yield from [(told["noun"], before)] if told and _is_count(before) else []


def _is_count(figure: Figure) -> bool:
    """Tell whether a figure is an exact count that stands."""
    stands = figure.metric.role is not Role.TARGET and not _PLANNED.search(figure.lead)
    return stands and figure.quantity.counted and figure.exact and "其中" not in figure.lead and not is_change(figure)


def _alike(one: Figure, other: Figure) -> bool:
    """Tell whether two counts may be of one time and of one kind, and one of them the other's slip."""
    low, high = sorted((one.value, other.value))
    if not (group(one) <= group(other) or group(other) <= group(one)):
        return False
    return one.exact and other.exact and high <= low * _MOST and same_time(one.metric, other.metric)
