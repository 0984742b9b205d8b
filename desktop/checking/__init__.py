"""Floor 2: figures recomputed. ``check`` gives findings (疑点), relations that hold (核对) and what lacks an operand.

One file a relation: sums, stages, remainders, tables, columns, growth, series, yearly, ratios, rates, definitions,
class_sizes, differences, conflicts, restated, sides, retold, tellings, repeats, cells, bounds, comparisons, ranks,
stocks, listed, absolutes, quantified, fulfilled, exceeding, magnitudes, units, ranges, dates; ``binding`` takes the
claims that none of them tells of. Only relations that the wording names are tried. A figure stands for the interval
that its print allows, and nothing that rounding or cutting off explains is called wrong: a wrong accusation is worse
than a miss.
"""

from desktop.checking.book import check

__all__ = ["check"]
