"""Print measured values as a table: minimum, median, maximum, and the goal."""

from collections.abc import Sequence
from statistics import median


def heading() -> None:
    """Print the head of the table."""
    print(f"{'':<44}{'min':>12}{'median':>12}{'max':>12}  goal")


def row(name: str, values: Sequence[float], unit: str, goal: str = "") -> None:
    """Print one line of the table."""
    shown = "".join(f"{_number(value):>12}" for value in (min(values), median(values), max(values)))
    print(f"{f'{name} ({unit})':<44}{shown}  {goal}", flush=True)


def _number(value: float) -> str:
    """Write large numbers with commas and small ones with three digits."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
