"""The base of every value that travels between rooms."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """Hold fields that never change; unknown fields are an error, collections are tuples."""

    # Building every schema at import costs a start a tenth of a second; most are never used in a session.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Mark(Value):
    """Point at a run of a report's text.

    ``start`` and ``end`` are code-point offsets into ``Report.text``; ``text[start:end] == quote`` for ever.
    """

    start: int
    end: int
    quote: str
