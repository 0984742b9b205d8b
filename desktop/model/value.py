"""The base of every value that travels between rooms."""

import os
from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

# Before its first model pydantic asks every package installed for plugins, which takes 15 ms and would run their code.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


_set = object.__setattr__


class Value(BaseModel):
    """Hold fields that never change; unknown fields are an error, collections are tuples."""

    # Building every schema at import costs a start a tenth of a second; most are never used in a session.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy as pydantic does, but share what stays: a value is frozen, and holds nothing private or unknown."""
        if deep:
            return super().model_copy(update=update, deep=True)
        given, changed = self.__pydantic_fields_set__, update or {}
        copy = type(self).__new__(type(self))
        _set(copy, "__dict__", {**self.__dict__, **changed})
        _set(copy, "__pydantic_fields_set__", given if given.issuperset(changed) else given | changed.keys())
        _set(copy, "__pydantic_extra__", None)
        _set(copy, "__pydantic_private__", None)
        return copy


class Typed(Value):
    """One of a closed set of values told apart by their ``type``, which is written even where defaults are not."""

    type: str

    @model_serializer(mode="wrap")
    def _with_type(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {"type": self.type, **write(self)}
