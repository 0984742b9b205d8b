"""Checks that cannot be run: the wording names a relation, but the report does not give all its operands."""

from collections.abc import Iterator

from desktop.checking.changes import Change, old_year
from desktop.checking.ledger import Ledger
from desktop.checking.passages import Figure
from desktop.checking.wording import no_amount, no_base, no_part, no_whole, unable
from desktop.lexicon.patterns import regex
from desktop.model.claim import ClaimKind
from desktop.model.finding import Relation, Unchecked
from desktop.model.metric import Role

_NAME = regex(r"(?!的)[^,;:()\d]{1,19}[^,;:()\d由从自的]")
"""What may be called missing; other words were not cut at a name."""
_CLAUSE = regex(r"[,;:。]")
_PLAN = regex(r"计划|规划|任务|目标|标准|编制")
"""What was to be seldom goes by that name where it is given."""
_VERB = regex(r"(?:增长|下降|提高|增加|减少)(?:率|速度?|幅度?)$|[增降减涨][幅速]$")


def base_of(change: Change, claim: Figure, relation: Relation, ledger: Ledger) -> Iterator[Unchecked]:
    """Say that 比上年增长R%, 比上年增加D has no amount to be held against.

    A change that names no time to compare with is a fault of form (D03), and told as such.
    """
    if change.compared is None or "分别" in claim.lead or not _is_told(claim):
        return
    new, given = change.new, change.new or change.difference
    what = new.metric.indicator if new else _VERB.sub("", claim.metric.indicator) or change.own
    told = _of_kind(what, new or claim)
    missing = no_base(told, change.compared) if new else no_amount(told, change.compared)
    elsewhere = ledger.may_give(new, old_year(change)) if new else ledger.knows(what)
    if _NAME.fullmatch(what) and not elsewhere:
        figures = (given, claim) if given and given is not claim else (claim,)
        yield unable(relation, figures, missing, f"{relation}.no_base")


def part_of(share: Figure, part: str, given: tuple[Figure, ...], ledger: Ledger) -> Iterator[Unchecked]:
    """Say that P占W的S% gives no amount for P."""
    if _is_told(share) and _NAME.fullmatch(part) and not ledger.knows(part):
        yield unable(Relation.RATIO, (*given, share), no_part(part), "ratio.no_part")


def whole_of(share: Figure, part: Figure, whole: str, ledger: Ledger) -> Iterator[Unchecked]:
    """Say that P占W的S% gives no amount for W."""
    if _is_told(share) and _NAME.fullmatch(whole) and not _PLAN.search(whole) and not ledger.knows(whole):
        yield unable(Relation.RATIO, (part, share), no_whole(whole), "ratio.no_whole")


def whole_unnamed(first: Figure, opens: bool, head: str) -> Iterator[Unchecked]:
    """Say that the parts behind 其中 have no whole, where the words before it name one and no figure does."""
    name = _CLAUSE.split(head.rstrip(",;:("))[-1]
    if opens and "其中" in first.lead and len(name) > 1 and _NAME.fullmatch(name) and _is_told(first):
        yield unable(Relation.SUM, (first,), no_whole(name), "sum.no_whole")


def _of_kind(what: str, figure: Figure) -> str:
    """Name what a figure counts (专任教师数) or shares (教育支出占财政支出的比例), as its indicator alone does not."""
    if figure.quantity.counted and not what.endswith(("数", "量", "额")):
        return f"{what}数"
    return f"{what}的比例" if "占" in what and not what.endswith(("占比", "比例", "比重")) else what


def _is_told(figure: Figure) -> bool:
    """Tell whether a figure says what is, not what shall be."""
    return figure.metric.role is not Role.TARGET and figure.metric.claim is ClaimKind.DONE
