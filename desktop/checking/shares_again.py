"""Shares told again by name: 公办园6308人，占64.0% and, in the summary, 公办园在园幼儿占比62%."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from desktop.checking.changes import is_change, is_past
from desktop.checking.conflicts import unlike
from desktop.checking.groups import BROAD, group
from desktop.checking.ledger import letters, same_time
from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding, Relation
from desktop.model.metric import Role

_SHARE = regex(
    r"(?:^|[,;:()、])(?P<own>[^,;:()、\d占]{3,20}?)(?:所?占(?:(?P<whole>[^,;:()、\d占比]{2,12}?)的?)?)?"
    r"(?:比例?|比重|占比)(?:已|达到?|为|是|约|仅|只有)*$"
)
_MET = regex(r"达到[^,;。]{0,8}(?:标准|要求|规定)|达标")
_WANTED = regex(r"目标|力争|计划|确保|标准|要求|不[低高少]于")
_OF_DISTRICT = regex(r"全[县区市州旗省]|[我该本][县区市州旗省]")
_SHARES = {"ratio.share", "ratio.named", "ratio.of_all", "ratio.around", "ratio.one_by_one", "ratio.list"}
"""Rules of shares that their own sentence gives with the part."""


def shares_again(passages: Sequence[Passage], told: Iterable[object]) -> Iterator[Finding]:
    """Hold the shares that a name alone tells against the one that was recomputed of the same part and whole."""
    claims = [(passage, share, own) for passage in passages for share, *own in _claims(passage)]
    checks = [o for o in told if isinstance(o, Check) and o.check is Relation.RATIO and o.rule in _SHARES]
    if not claims or not checks:
        return
    figures = {figure.start: figure for figure in chain.from_iterable(passage.figures for passage in passages)}
    by_name: dict[frozenset[str], list[tuple[Figure, Figure, Figure]]] = {}
    for anchors in (check.anchors for check in checks if len(check.anchors) == len(("part", "whole", "share"))):
        if all(anchor in figures for anchor in anchors):
            part, whole, share = (figures[anchor] for anchor in anchors)
            by_name.setdefault(_name(part), []).append((part, whole, share))
    for passage, claim, (own, of) in claims:
        same = [
            share
            for part, whole, share in by_name.get(letters(_OF_DISTRICT.sub("", own)), ())
            if letters(of) <= _name(whole)
            and group(part) - BROAD == group(claim) - BROAD
            and same_time(share.metric, claim.metric)
        ]
        first = same[0] if len({share.value for share in same}) == 1 else None
        if first and first.start not in passage.place and first.stands and claim.stands:
            yield from () if first.stands.meets(claim.stands) else [unlike(first, claim, soft=True)]


def _claims(passage: Passage) -> Iterator[tuple[Figure, str, str]]:
    """List the shares of a passage that are told by a name, with the words for their part and for their whole."""
    if PERCENT not in passage.bases or "比" not in passage.words:
        return
    for figure in passage.figures:
        if figure.base != PERCENT or "比" not in figure.clause or _WANTED.search(figure.clause):
            continue
        said = _SHARE.search(figure.clause)
        wanted = figure.metric.role is Role.TARGET and not _MET.search(figure.tail)
        if said and not wanted and not is_change(figure) and not is_past(figure):
            yield figure, said["own"], said["whole"] or ""


def _name(figure: Figure) -> frozenset[str]:
    """Give the characters of a figure's name."""
    return letters(figure.metric.subject) | letters(figure.metric.indicator)
