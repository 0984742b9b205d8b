"""Read one YAML file into a validated value, and write one.

Parsing 70 KB of YAML takes 50 ms, validating it 5 ms, loading pydantic 120 ms: what was parsed and found valid is kept
as JSON in the cache folder under the file's hash, so that only a changed file is parsed again, and a record is built
from it without pydantic. Floats travel as the text they were written in, so that 0.65 becomes ``Decimal("0.65")``.
"""

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from desktop import paths
from desktop.lexicon.building import built
from desktop.lexicon.keeping import keep
from desktop.model.errors import BrokenResource
from desktop.model.record import Record

if TYPE_CHECKING:
    from pydantic import BaseModel

M = TypeVar("M", bound="BaseModel | Record")

_FORMAT = b"1"


def read(path: Path, kind: type[M]) -> M:
    """Read a file into a value or record of ``kind``.

    Raises ``BrokenResource`` with one Chinese sentence that names the file, the line and the field.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BrokenResource(f"读不到资料文件 {path.name}：请确认文件还在，并且允许读取。") from error
    kept = paths.cache_dir() / "yaml" / f"{hashlib.sha256(_FORMAT + data).hexdigest()[:32]}.json"
    # A kept file that is damaged or of another version is parsed again, whatever is wrong with it.
    with contextlib.suppress(OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError):
        return _built(kept.read_bytes(), kind)
    from desktop.lexicon import yamltext
    from desktop.lexicon.validation import validated

    parsed = yamltext.as_json(path.name, data)
    value = validated(path.name, data, parsed, kind)
    keep(kept, parsed)
    return value


def write(path: Path, value: "BaseModel") -> None:
    """Write a value as YAML that ``read`` gives back as it is, whole or not at all; raises ``OSError``."""
    from desktop.lexicon import yamltext

    text = yamltext.written(value.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _built(kept: bytes, kind: type[M]) -> M:
    """Make what was found valid before."""
    if issubclass(kind, Record):
        return built(kind, json.loads(kept))
    return cast("M", kind.model_validate_json(kept))
