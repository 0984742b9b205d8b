"""自检: what is worth a second look in the scoring itself, before it leaves the house."""

from enum import StrEnum

from desktop.model.value import Value


class ConcernKind(StrEnum):
    """What may be wrong; the value heads the group on screen."""

    UNSCORED = "还没有评"
    DOUBTFUL = "存疑未定"
    MISSING = "报告没有提到（缺项）"
    NO_EVIDENCE = "评了分，没有佐证"
    NO_REASON = "扣了分，没有理由"
    FULL_AGAINST = "数据未达线，给了最高分"
    TWICE = "同一佐证用在几项上"
    CONTRADICTION = "所用数据有疑点未处理"
    AFTER_EXPORT = "导出后又改了评分"


class Concern(Value):
    """One thing to look at: the item, what is to be said of it, and the place in the report where there is one."""

    kind: ConcernKind
    item: str
    subject: str = ""
    says: str
    place: tuple[int, int] | None = None
