"""案卷: what a case file holds, read back as values."""

from enum import StrEnum

from pydantic import Field

from desktop.model.checklist import Checklist
from desktop.model.review import Review
from desktop.model.value import Value


class DocumentRole(StrEnum):
    """What a document is to a case."""

    REPORT = "report"
    FINDINGS = "findings"
    PLAN = "plan"
    PROGRESS = "progress"


class Document(Value):
    """One file in a case: its bytes, so that it can be read again, and the text that every quote points into."""

    sha256: str
    name: str
    role: DocumentRole
    data: bytes
    text: str
    text_sha256: str
    added: str


class Case(Value):
    """A case file's content: documents and reviews in order, checklists as they were when the review began.

    ``view`` is where each review was left: a small dict of JSON values that the desk alone understands.
    """

    documents: tuple[Document, ...]
    reviews: tuple[Review, ...]
    checklists: dict[str, Checklist]
    view: dict[str, str | int | float | bool] = Field(default_factory=dict)
