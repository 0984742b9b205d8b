"""案卷: what a case file holds, read back as values."""

import hashlib
from enum import StrEnum
from typing import Self

from pydantic import Field

from desktop import __version__
from desktop.model.checklist import Checklist
from desktop.model.errors import WrongRequest
from desktop.model.recognition import Recognition
from desktop.model.report import Report
from desktop.model.review import Review
from desktop.model.revision import revised
from desktop.model.value import Value


class DocumentRole(StrEnum):
    """What a document is to a case; ``next`` is the self-evaluation of a year after the plan."""

    REPORT = "report"
    FINDINGS = "findings"
    PLAN = "plan"
    PROGRESS = "progress"
    NEXT = "next"


class Document(Value):
    """One file in a case: its bytes, so that it can be read again, and the text that every quote points into."""

    sha256: str
    name: str
    role: DocumentRole
    data: bytes
    text: str
    text_sha256: str
    added: str
    reader: str = ""
    """The version of this program that read the text from the bytes; empty where none was noted."""

    @classmethod
    def of(cls, report: Report, data: bytes, role: DocumentRole, at: str) -> Self:
        """Take a report that was read from ``data`` into a case, at an ISO time."""
        return cls(
            sha256=report.sha256,
            name=report.name,
            role=role,
            data=data,
            text=report.text,
            text_sha256=hashlib.sha256(report.text.encode()).hexdigest(),
            added=at,
            reader=__version__,
        )


class Case(Value):
    """A case file's content: documents and reviews in order.

    ``checklists`` are keyed by review id: each review keeps its checklist as it was when the review began.
    ``recognitions`` are what was recognised on the pages of a document, by its sha256.
    ``view`` is where each review was left: a small dict of JSON values that the desk alone understands.
    ``code`` names this state (核对码, see ``storage.statecode``); a sheet prints it.
    """

    documents: tuple[Document, ...]
    recognitions: dict[str, Recognition] = Field(default_factory=dict)
    reviews: tuple[Review, ...]
    checklists: dict[str, Checklist]
    view: dict[str, str | int | float | bool] = Field(default_factory=dict)
    code: str = ""

    def review(self, review_id: str) -> Review:
        """Find a review by its id; raises ``WrongRequest``."""
        for review in self.reviews:
            if review.id == review_id:
                return review
        raise WrongRequest(f"案卷里没有编号为“{review_id}”的评审。")

    def checklist(self, review_id: str) -> Checklist:
        """Give the checklist as a review goes by it now; raises ``WrongRequest``."""
        return revised(self.checklists[review_id], self.review(review_id).revisions)

    def document(self, sha256: str) -> Document:
        """Find the document that a quote points into; raises ``WrongRequest``."""
        for document in self.documents:
            if document.sha256 == sha256:
                return document
        raise WrongRequest("佐证所指的材料不在案卷里，请先把它加入案卷。")
