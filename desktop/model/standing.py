"""整改状态: how far an issue of the inspectors' opinion is put right, as somebody decided, and who answers it."""

from enum import StrEnum

from desktop.model.value import Value


class Standing(StrEnum):
    """How far an issue is; the value is its word on screen, on paper and at the command line."""

    UNANSWERED = "未答"
    UNDERWAY = "整改中"
    DONE = "已完成待核"
    CLOSED = "销号"
    REBOUND = "反弹"


class Ruling(Value):
    """A decision on an issue: its state from a ``date`` (ISO) on, what proves it, who decided, and a ``note`` beside.

    ``issue`` is ``Issue.key``, ``words`` what the issue said then. The last ruling on an issue counts; the ones before
    it are its past.
    """

    id: str
    issue: str
    words: str
    standing: Standing
    date: str
    evidence: str = ""
    by: str = ""
    note: str = ""


class Pairing(Value):
    """A match corrected by hand: the item (``PlanItem.key``) of a document that answers an issue, "" for none."""

    issue: str
    document: str
    item: str

    @property
    def key(self) -> tuple[str, str]:
        """Name the match that is corrected."""
        return self.issue, self.document
