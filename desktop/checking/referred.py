"""References: a number taken up by what was done to its things (抽查的5所小学, 所欠123万元), or by their limit.

The words say that the same things were told of before; a number that is told otherwise is worth asking about.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from desktop.checking.changes import is_change
from desktop.checking.conflicts import unlike
from desktop.checking.groups import STAGES, group
from desktop.checking.ledger import same_time
from desktop.checking.passages import Figure, Passage
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding
from desktop.model.metric import Comparator, Role

_VISITS = r"抽[查取样测检]|走访|走进|深入|实地|调研|查看|察看|检查|督[导查]|视导|巡查|暗访|明察|访谈|座谈"
_VISITED = regex(rf"(?:{_VISITS})(?:过|到|了)?的(?:这)?$")
_VISIT = regex(_VISITS)
_OWED = regex(
    r"(?:^|[,;:])(?:其中|上述|对|将|把)?所(?P<act>欠拨|欠缴|欠|缺编|缺|差|结转|结余|剩余|挪用|挤占|截留|滞留|拖欠)的?$"
)
_ACT = regex(r"(?P<act>欠|缺|差|结转|结余|剩|挪用|挤占|截留|滞留)[\u4e00-\u9fff]{0,3}$")
_NOUN = regex(r"^(?:乡镇|城区|农村|公办|民办)?(?P<noun>[\u4e00-\u9fff]{2})")
_MOST = 2
"""A number that is larger than another by more than this factor is of other things."""
_LIMIT_OF = regex(r"(?:规模|人数|班额|学生|在校生|在校生数)(?:均|都|已)?$")
_THINGS = r"学校|小学|初中|高中|中学|幼儿园|教学点|班级|教学班|班"
_COUNT_BEHIND = regex(rf"^(?:及?以上|以下)?的(?P<noun>{_THINGS})(?:[仍尚还现共]*有|共|达|为)*$")
_COUNT_BEFORE = regex(rf"^(?P<noun>{_THINGS})(?:的)?[\u4e00-\u9fff]{{2,6}}$")
_PLANNED = regex(r"到20\d\d年|力争|目标|计划|确保|不超过")
_OVER = {Comparator.MORE, Comparator.AT_LEAST}
_UNDER = {Comparator.LESS, Comparator.AT_MOST}


def referred(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Hold every number that takes up another against the one that it must mean."""
    limits: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for passage in passages:
        for figure in passage.figures:
            clause = figure.clause
            if "的" in clause[-2:] and figure.quantity.counted and _VISITED.search(clause):
                yield from _visited(figure, passages)
            elif "所" in clause and (owed := _OWED.search(clause)):
                yield from _owed(figure, owed["act"].lstrip("拖")[0], passages)
            elif not figure.exact and figure.quantity.counted:
                for noun, count in _limited(figure, passage):
                    key = figure.value, figure.metric.comparator in _OVER, noun, count.base, group(count) & STAGES
                    limits[key].append(count)
    for same in limits.values():
        first, last = same[0], same[-1]
        apart = len({figure.value for figure in same}) == len((first, last)) and first.value != last.value
        if apart and _alike(first, last) and first.lead != last.lead:
            yield unlike(first, last, soft=True)


def _visited(figure: Figure, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Hold 走访的28所学校 against the one number of schools that an earlier sentence says were gone to."""
    noun = _NOUN.match(figure.tail)
    found: dict[object, Figure] = {}
    beside: set[object] = set()
    for passage in passages if noun else ():
        if passage.block.start > figure.start:
            break
        for sentence in passage.sentences if figure.base in passage.bases else ():
            if figure.base not in sentence.bases or not _VISIT.search(sentence.words) or sentence.end > figure.start:
                continue
            counts = [f for f in sentence.figures if f.base == figure.base and f.exact and f.start < figure.start]
            beside.update(f.value for f in counts)
            beside.update(a.value + b.value for n, a in enumerate(counts) for b in counts[n + 1 :])
            found.update({f.value: f for f in counts if noun and _counts(f, noun["noun"])})
    if len(found) == 1 and figure.value not in beside:
        (told,) = found.values()
        yield from [unlike(told, figure, soft=True)] if _alike(told, figure) else []


def _counts(figure: Figure, noun: str) -> bool:
    """Tell whether a figure counts what a noun names: 26所学校, 小学6所."""
    return figure.tail.startswith(noun) or figure.label.endswith(noun) or figure.metric.subject.endswith(noun)


def _owed(figure: Figure, act: str, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Hold 所欠123万元 against the one amount before it that is said to be owed."""
    found: dict[object, Figure] = {}
    for passage in passages:
        if passage.block.start > figure.start:
            break
        for f in passage.figures if figure.base in passage.bases and act in passage.words else ():
            said = _ACT.search(f.clause) if f.base == figure.base and f.start < figure.start else None
            if said and said["act"][0] == act:
                found[f.value] = f
    if len(found) == 1 and figure.value not in found:
        (told,) = found.values()
        yield from [unlike(told, figure, soft=True)] if _alike(told, figure) else []


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
    """Tell whether two counts may be of one time, and one of them the other's slip."""
    low, high = sorted((one.value, other.value))
    return one.exact and other.exact and high <= low * _MOST and same_time(one.metric, other.metric)
