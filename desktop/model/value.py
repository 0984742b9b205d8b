"""The base of every value that travels between rooms."""

import os
from typing import Any

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

# Before its first model pydantic asks every package installed for plugins, which takes 15 ms and would run their code.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


class Value(BaseModel):
    """Hold fields that never change; unknown fields are an error, collections are tuples."""

    # Building every schema at import costs a start a tenth of a second; most are never used in a session.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Typed(Value):
    """One of a closed set of values told apart by their ``type``, which is written even where defaults are not."""

    type: str

    @model_serializer(mode="wrap")
    def _with_type(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {"type": self.type, **write(self)}


class Mark(Value):
    """Point at a run of a report's text.

    ``start`` and ``end`` are code-point offsets into ``Report.text``; ``text[start:end] == quote`` for ever.
    """

    start: int
    end: int
    quote: str
