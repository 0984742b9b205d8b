"""案卷数据: a whole case as open JSON, its schema published in ``resources/schema``."""

import base64
import json
from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field

from desktop.model.case import Case, DocumentRole
from desktop.model.checklist import Checklist
from desktop.model.review import Review
from desktop.model.step import LoggedStep
from desktop.model.value import Value


class OpenDocument(Value):
    """One document: its text, into which every quote points, and its file as base64."""

    sha256: str
    name: str
    role: DocumentRole
    added: str
    text: str
    text_sha256: str
    data_base64: str
    rereads: str = ""


class OpenQuote(Value):
    """A quote of a review: the page that it stands on, and its words as they were corrected where they were recognised.

    ``page`` is counted from 1; None where the file has no pages, or is not the one that was looked at.
    """

    id: str
    page: int | None
    reads: str


class OpenReview(Value):
    """One review: as it stands now, its checklist as it was when the review began, what it comes to, every step.

    ``quotes`` tell of its evidence where that stands.
    """

    review: Review
    quotes: tuple[OpenQuote, ...] = ()
    checklist: Checklist
    total: tuple[str, ...]
    log: tuple[LoggedStep, ...]


class OpenCase(Value):
    """A case: ``code`` names its state (核对码), ``exported`` is an ISO time, ``program`` a version of the program."""

    format: Literal["duyue-case"] = "duyue-case"
    version: Literal[1] = 1
    program: str
    exported: str
    code: str
    documents: tuple[OpenDocument, ...]
    reviews: tuple[OpenReview, ...] = Field(min_length=1)

    @classmethod
    def of(
        cls,
        case: Case,
        logs: Mapping[str, tuple[LoggedStep, ...]],
        quotes: Mapping[str, tuple[OpenQuote, ...]],
        totals: Mapping[str, tuple[str, ...]],
        program: str,
        at: str,
    ) -> Self:
        """Take everything that a case holds; logs, quotes and totals are by review id."""
        return cls(
            program=program,
            exported=at,
            code=case.code,
            documents=tuple(
                OpenDocument(
                    sha256=document.sha256,
                    name=document.name,
                    role=document.role,
                    added=document.added,
                    text=document.text,
                    text_sha256=document.text_sha256,
                    data_base64=base64.b64encode(document.data).decode(),
                    rereads=document.rereads,
                )
                for document in case.documents
            ),
            reviews=tuple(
                OpenReview(
                    review=review,
                    quotes=quotes.get(review.id, ()),
                    checklist=case.checklists[review.id],
                    total=totals[review.id],
                    log=logs.get(review.id, ()),
                )
                for review in case.reviews
            ),
        )


def schema() -> str:
    """Write the JSON schema of a case, as it is published."""
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "duyue-case-1.schema.json",
        **OpenCase.model_json_schema(mode="serialization"),
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
