"""案卷: what a case file holds, read back as values."""

import hashlib
import json
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
    """One file in a case: its bytes, so that it can be read again, and the text that every quote points into.

    A file that was read again has a document for each reading, of the same bytes: ``rereads`` is then the file's
    sha256, and ``sha256`` names the reading. A review says by which it goes.
    """

    sha256: str
    name: str
    role: DocumentRole
    data: bytes
    text: str
    text_sha256: str
    added: str
    reader: str = ""
    """The version of this program that read the text from the bytes; empty where none was noted."""
    rereads: str = ""

    @property
    def file_sha256(self) -> str:
        """Give the hash of the bytes."""
        return self.rereads or self.sha256

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

    @classmethod
    def again(cls, older: Self, text: str, at: str) -> Self:
        """Take a new reading of a document's bytes into its case, at an ISO time."""
        text_sha256 = hashlib.sha256(text.encode()).hexdigest()
        proof = reading_proof(older.file_sha256, text_sha256, __version__)
        update = {
            "sha256": hashlib.sha256(proof).hexdigest(),
            "text": text,
            "text_sha256": text_sha256,
            "added": at,
            "reader": __version__,
            "rereads": older.file_sha256,
        }
        return older.model_copy(update=update)


def reading_proof(document: str, text: str, reader: str) -> bytes:
    """Write what names a reading: the hashes of the file and of the text, and the version that read it."""
    return json.dumps([document, text, reader]).encode()


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

    def recognition_of(self, document: Document) -> Recognition | None:
        """Give what was recognised on a document's pages when it was read, or for a reading before it."""
        return self.recognitions.get(document.sha256) or self.recognitions.get(document.file_sha256)

    def read_for(self, review: Review) -> Document:
        """Give the report in the reading that a review goes by; the first where that one was lost to damage."""
        wanted = review.reading_of(self.documents[0].sha256)
        return next((each for each in self.documents if each.sha256 == wanted), self.documents[0])

    def document(self, sha256: str) -> Document:
        """Find the document that a quote points into; raises ``WrongRequest``."""
        for document in self.documents:
            if document.sha256 == sha256:
                return document
        raise WrongRequest("佐证所指的材料不在案卷里，请先把它加入案卷。")
