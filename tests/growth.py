"""Hold that work takes time in proportion to how much there is of what it is done on."""

from collections.abc import Callable
from time import process_time

STEEP, TRIES = 2.5, 3
QUICK_S = 0.2
"""Processor time that is too little to be weighed: Windows counts it in ticks of up to 16 ms."""


def grows_with_length(prepare: Callable[[int], Callable[[], object]], few: int, many: int) -> bool:
    """Tell whether ``many`` take no more than ``many / few`` times as long as ``few``, but for noise.

    ``prepare`` makes the work for a count; only the work is timed.
    """
    return any(_in_proportion(prepare, few, many) for _ in range(TRIES))


def _in_proportion(prepare: Callable[[int], Callable[[], object]], few: int, many: int) -> bool:
    long = _spent(prepare(many))
    return long < QUICK_S or long < _spent(prepare(few)) * many / few * STEEP


def _spent(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began
