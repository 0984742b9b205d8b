"""Run every relation over a report and keep what each has to say, once."""

from collections.abc import Iterator, Sequence
from itertools import chain

from desktop.checking.absolutes import absolutes
from desktop.checking.adding import VIEWED
from desktop.checking.binding import bound
from desktop.checking.bounds import bounds
from desktop.checking.cells import against_tables
from desktop.checking.changes import changes
from desktop.checking.class_sizes import class_sizes
from desktop.checking.columns import columns, row_shares
from desktop.checking.comparisons import against_norms, against_targets, comparisons
from desktop.checking.complete import complete
from desktop.checking.conflicts import conflicts
from desktop.checking.dates import dates
from desktop.checking.definitions import definitions
from desktop.checking.differences import differences
from desktop.checking.exceeding import exceeding, exceeding_rows, removed, removed_in_row
from desktop.checking.fulfilled import fulfilled, fulfilled_in_sentence
from desktop.checking.grids import grids
from desktop.checking.growth import growth
from desktop.checking.items import items
from desktop.checking.ledger import Ledger
from desktop.checking.listed import listed
from desktop.checking.magnitudes import magnitudes
from desktop.checking.passages import Passage, passages, told_in_cells, with_cells, with_headings
from desktop.checking.products import products
from desktop.checking.quantified import quantified
from desktop.checking.ranges import ranges
from desktop.checking.ranks import ranks
from desktop.checking.rates import rates
from desktop.checking.ratios import ratios
from desktop.checking.referred import referred
from desktop.checking.remainders import remainders
from desktop.checking.restated import restated
from desktop.checking.rows import rows
from desktop.checking.series import series
from desktop.checking.shares_again import shares_again
from desktop.checking.sides import sides
from desktop.checking.spans import spans_of_days, spans_of_years
from desktop.checking.stages import stages, stages_apart
from desktop.checking.stocks import stocks
from desktop.checking.sums import sums
from desktop.checking.tables import tables
from desktop.checking.units import unit_faults
from desktop.lexicon import Lexicon
from desktop.model.finding import Check, Finding, Relation, Unchecked
from desktop.model.metric import Metric
from desktop.model.report import BlockKind, Report

_OF_COLUMNS = {"growth.column", "difference.column", "ratio.column", "ratio.of_total"}
"""What a wrong total makes wrong in its own row is not told once more."""


_CHANGES = {Relation.DIFFERENCE, Relation.GROWTH}
"""What holds between two amounts tells that one became the other."""
_IMPOSSIBLE = {Relation.UNIT, Relation.RANGE}
"""What cannot be is told once, however many rules find it."""

_OF_A_SENTENCE = (
    comparisons,
    complete,
    exceeding,
    removed,
    restated,
    sides,
    spans_of_days,
    spans_of_years,
    fulfilled_in_sentence,
    products,
)
"""What a sentence alone tells of."""


def check(
    report: Report, metrics: Sequence[Metric], lexicon: Lexicon
) -> tuple[tuple[Finding, ...], tuple[Check, ...], tuple[Unchecked, ...]]:
    """Recompute what the wording relates, and say what it lacks; each tuple is sorted by its first anchor.

    A figure whose unit or size is itself impossible accuses no other.
    """
    laid = passages(report, metrics)
    findings: dict[tuple[Relation, frozenset[int]], Finding] = {}
    checks: dict[tuple[Relation, frozenset[int]], Check] = {}
    lacking: list[Unchecked] = []
    ledger = Ledger(laid)
    ledgers = [(row, tuple(told_in_cells(report, row))) for row in laid if row.block.kind is BlockKind.ROW]
    prose = [passage for passage in laid if passage.block.kind is not BlockKind.ROW]
    outcomes = list(_outcomes(report, laid, prose, ledgers, ledger))
    outcomes += shares_again(prose, outcomes)
    told_rows = chain.from_iterable(with_cells(row, cells) for row, cells in ledgers if cells)
    claims = chain(with_headings(prose), told_rows)
    outcomes += bound(claims, ledger, [o for o in outcomes if not isinstance(o, Unchecked)])
    outcomes += referred(laid)
    for outcome in outcomes:
        if isinstance(outcome, Finding):
            findings.setdefault((outcome.check, frozenset(outcome.anchors)), outcome)
        elif isinstance(outcome, Check):
            checks.setdefault((outcome.check, frozenset(outcome.anchors)), outcome)
        else:
            lacking.append(outcome)
    broken = {f.anchors[0] for f in findings.values() if f.check in _IMPOSSIBLE and not f.soft}
    totals = {f.anchors[0] for f in findings.values() if f.rule in {"sum.table", "sum.row"}}
    unsure = {f.anchors[0] for f in findings.values() if f.check is Relation.SUM and not f.soft}
    related = {_operands(c) for c in checks.values() if c.check is Relation.RATIO}
    related |= {_operands(f) for f in findings.values() if f.check is Relation.GROWTH}
    wrong = {f.anchors[-1] for f in findings.values() if f.check is Relation.DIFFERENCE}
    grew = {frozenset(c.anchors[:2]) for c in checks.values() if c.check in _CHANGES}
    held = {_claimed(c) for c in checks.values() if c.rule != VIEWED}
    first = {_claimed(f): key for key, f in reversed(findings.items())}
    impossible = {f.anchors[0]: key for key, f in reversed(findings.items()) if f.check in _IMPOSSIBLE}
    kept = [
        f
        for key, f in findings.items()
        if not (f.check in _IMPOSSIBLE and impossible[f.anchors[0]] != key)
        and not (f.rule in _OF_COLUMNS and totals.intersection(f.anchors))
        and key not in checks
        and not (f.soft and (_claimed(f) in held or first[_claimed(f)] != key))
        and not (f.check is Relation.CONFLICT and f.soft and frozenset(f.anchors) in grew)
        and (f.check in _IMPOSSIBLE or broken.isdisjoint(f.anchors))
        and not (f.soft and f.check is Relation.RATIO and unsure.intersection(f.anchors))
        and not (f.check is Relation.RATIO and _operands(f) in related)
        and not (f.check is Relation.GROWTH and wrong.intersection(f.anchors))
    ]
    return (
        tuple(sorted(kept, key=lambda f: (min(f.anchors), f.check))),
        tuple(sorted(checks.values(), key=lambda c: (min(c.anchors), c.check))),
        _unchecked(lacking, {a for f in kept for a in f.anchors} | {a for c in checks.values() for a in c.anchors}),
    )


def _claimed(outcome: Finding | Check) -> tuple[Relation, int]:
    """Name the claim that an outcome is about: the whole of a sum, else the last of its figures."""
    return outcome.check, outcome.anchors[0 if outcome.check is Relation.SUM else -1]


def _operands(outcome: Finding | Check) -> frozenset[int]:
    """Name what a claim is made of: figures that make one claim true, or are a growth, make no other one false."""
    return frozenset(outcome.anchors[:-1])


def _unchecked(lacking: Sequence[Unchecked], told: set[int]) -> tuple[Unchecked, ...]:
    """Keep what no finding or check tells of its claim, once a claim: the one that has more of its operands."""
    kept = []
    for each in sorted(lacking, key=lambda u: -len(u.anchors)):
        if each.anchors[-1] not in told:
            kept.append(each)
            told.update(each.anchors)
    return tuple(sorted(kept, key=lambda u: (min(u.anchors), u.check)))


def _outcomes(
    report: Report,
    laid: Sequence[Passage],
    prose: Sequence[Passage],
    ledgers: Sequence[tuple[Passage, tuple[Passage, ...]]],
    ledger: Ledger,
) -> Iterator[Finding | Check | Unchecked]:
    """List what every relation finds; a row is no sentence, but a cell may hold some (``ledgers``)."""
    cells = [cell for _, told in ledgers for cell in told]
    for passage in (*prose, *cells):
        claims = [tuple(changes(sentence)) for sentence in passage.sentences]
        yield from sums(passage, ledger)
        yield from stages(passage)
        yield from growth(passage, claims, ledger)
        yield from series(passage)
        yield from differences(passage, claims, ledger)
        yield from ratios(passage, ledger)
        yield from rates(passage, ledger)
        yield from against_norms(passage)
        yield from listed(report, passage)
        yield from ranks(passage)
        yield from unit_faults(passage)
        for sentence in passage.sentences:
            for rule in _OF_A_SENTENCE:
                yield from rule(sentence)
    for row, told in ledgers:
        yield from listed(report, row)
        yield from rows(row, told)
        yield from fulfilled(report, row)
        yield from removed_in_row(report, row)
        yield from against_norms(row)
    drawn = [(grid, tuple(tables(grid))) for grid in grids(report, laid)]
    wrong = {anchor for _, told in drawn for o in told if isinstance(o, Finding) and not o.soft for anchor in o.anchors}
    # in a ledger the rate that was found and the counts of what was done stand side by side
    parted = {id(row): told for row, told in ledgers if told}
    by_cell = [each for passage in laid for each in parted.get(id(passage), (passage,))]
    yield from definitions([passage for passage in by_cell if wrong.isdisjoint(passage.place)] if wrong else by_cell)
    yield from class_sizes(laid)
    yield from stages_apart(prose)
    yield from remainders(laid)
    yield from items(report.text, laid)
    for grid, added in drawn:
        yield from added
        yield from columns(grid)
        yield from row_shares(grid)
        yield from exceeding_rows(grid)
    yield from against_tables(laid)
    yield from stocks(report, laid, ledger)
    yield from against_targets(laid)
    yield from conflicts(report, laid, ledger)
    yield from absolutes(report, laid)
    yield from bounds(laid)
    yield from quantified(report, laid)
    yield from ranges(report, laid)
    yield from dates(report, laid)
    yield from magnitudes(report, laid)
