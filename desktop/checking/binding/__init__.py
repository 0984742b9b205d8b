"""Claims that no rule of their own explains, bound to the figures that may be their operands by one visible scoring.

``claims`` reads what a figure's wording claims, ``quotients``, ``changes`` and ``sums`` list what it may be worked out
of, each reading with a score of ``scores``, and ``judge`` decides: the best reading that holds is a tick; where none
holds, the best is a doubt if it is far ahead, or close enough for a slip of the pen.
"""

from desktop.checking.binding.bound import bound

__all__ = ["bound"]
