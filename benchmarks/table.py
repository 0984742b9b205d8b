"""Print measured values as a table: minimum, median, maximum, and the goal; tell Qt where there is no screen."""

import os
import sys
from collections.abc import Sequence
from statistics import median


def heading() -> None:
    """Print the head of the table, and how busy the machine is: times on a busy one say little."""
    if sys.platform != "win32":
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{'':<44}{'min':>12}{'median':>12}{'max':>12}  goal")


def row(name: str, values: Sequence[float], unit: str, goal: str = "") -> None:
    """Print one line of the table."""
    shown = "".join(f"{_number(value):>12}" for value in (min(values), median(values), max(values)))
    print(f"{f'{name} ({unit})':<44}{shown}  {goal}", flush=True)


def _number(value: float) -> str:
    """Write large numbers with commas and small ones with three digits."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def without_screen() -> dict[str, str]:
    """Give the environment that Qt needs where there is no screen; empty where there is one."""
    if not sys.platform.startswith("linux") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return {}
    # the offscreen platform warns of every window that it has no size hints
    return {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
