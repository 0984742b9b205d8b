"""How far what a report says may be counted as a result."""

from enum import StrEnum


class ClaimKind(StrEnum):
    """done 已经做到, planned 计划或要求, slogan 只有口号, blank 留着空白; only what is done is ever a result."""

    DONE = "done"
    PLANNED = "planned"
    SLOGAN = "slogan"
    BLANK = "blank"
