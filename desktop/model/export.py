"""导出: what can leave the desk, in which formats, and what was counted when it was opened again."""

from enum import StrEnum

from desktop.model.value import Value


class Kind(StrEnum):
    """What is exported; the value is its word on screen and in file names."""

    SHEET = "评分表"
    OPINION = "评价意见"
    MARKED = "标记报告"
    PROBLEMS = "问题清单"
    FINDINGS = "疑点清单"
    VISITS = "走访核查清单"
    LEDGER = "整改台账"
    CLOSED = "销号表"
    PROGRESS = "整改进度"
    FIGURES = "指标数据"
    CASE = "案卷数据"
    TEMPLATE = "意见模板"


SUFFIXES: dict[Kind, tuple[str, ...]] = {
    Kind.SHEET: (".xlsx", ".pdf"),
    Kind.OPINION: (".docx", ".pdf"),
    Kind.MARKED: (".html", ".pdf"),
    Kind.PROBLEMS: (".xlsx", ".docx", ".pdf"),
    Kind.FINDINGS: (".xlsx", ".docx", ".pdf"),
    Kind.VISITS: (".xlsx", ".docx", ".pdf"),
    Kind.LEDGER: (".xlsx", ".docx", ".pdf"),
    Kind.CLOSED: (".xlsx", ".docx", ".pdf"),
    Kind.PROGRESS: (".pdf", ".docx", ".xlsx"),
    Kind.FIGURES: (".csv", ".json"),
    Kind.CASE: (".json",),
    Kind.TEMPLATE: (".docx",),
}
"""The formats of each kind, the usual one first."""
OF_LOOP = frozenset({Kind.LEDGER, Kind.CLOSED, Kind.PROGRESS})
"""What is drawn from the whole loop, and so wants every document of a case read again."""


class Written(Value):
    """What a file holds, as counted when it was opened again: (评分项, 49), …."""

    counts: tuple[tuple[str, int], ...]

    @property
    def says(self) -> str:
        """Say it on one line."""
        return "，".join(f"{what} {count} 条" for what, count in self.counts)

    def of(self, what: str) -> int:
        """Give one count; 0 where nothing of the kind is there."""
        return dict(self.counts).get(what, 0)


def usual_kind(suffix: str) -> Kind | None:
    """Guess what is meant by a file's suffix alone; None where nothing is exported so."""
    return next((kind for kind, suffixes in SUFFIXES.items() if suffix.lower() == suffixes[0]), None) or next(
        (kind for kind in (Kind.MARKED,) if suffix.lower() in SUFFIXES[kind]), None
    )
