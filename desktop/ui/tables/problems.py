"""问题与措施: each problem beside the measures that answer it."""

from desktop.desk.problem_rows import GROUPABLE, HEADERS, LOOSE, UNANSWERED
from desktop.ui.tables.pane import TablePane

_TAGS = (("", "全部"), (UNANSWERED, "无对应措施"), (LOOSE, "无对应问题"))


class ProblemsPane(TablePane):
    """Show problems and measures side by side; each cell leads to its own place."""

    def __init__(self) -> None:
        super().__init__(
            "问题与措施",
            HEADERS,
            groupable=GROUPABLE,
            tags=_TAGS,
            widths=(180, 180, 72, 108),
            stretched=(0, 1),
            lines=4,
        )
