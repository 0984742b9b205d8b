"""Where a clause or figure comes from, and how far it can be trusted."""

from enum import StrEnum

from desktop.model.value import Value


class Confidence(StrEnum):
    """How far the editors could verify an entry; ``proposed`` is their own idea."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    PROPOSED = "proposed"


class Status(StrEnum):
    """official 文件所载, reconstructed 反推 (shown as such, never as an official clause), proposed 自拟."""

    OFFICIAL = "official"
    RECONSTRUCTED = "reconstructed"
    PROPOSED = "proposed"


class Source(Value):
    """The document that a clause or figure comes from (文号, year); ``region`` is empty for the whole country."""

    title: str
    doc_no: str | None = None
    issuer: str = ""
    year: int | None = None
    region: str = ""
    note: str = ""
