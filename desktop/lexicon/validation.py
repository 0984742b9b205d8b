"""Check what a YAML file says before it is believed, and tell what is wrong with it; loads pydantic."""

from collections.abc import Sequence
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from desktop.lexicon import yamltext
from desktop.model.errors import BrokenResource

_T = TypeVar("_T")

_UNKNOWN = "不认识这一项"
_MAPPING = "应当是“键: 值”的映射"
_SAYS = {
    "missing": "缺少这一项",
    "extra_forbidden": _UNKNOWN,
    "unexpected_keyword_argument": _UNKNOWN,
    "enum": "取值不在允许的范围内",
    "literal_error": "取值不在允许的范围内",
    "string_type": "应当是文字",
    "tuple_type": "应当是列表",
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "dataclass_type": _MAPPING,
    "int_type": "应当是整数",
    "int_parsing": "应当是整数",
    "bool_type": "应当是 true 或 false",
    "bool_parsing": "应当是 true 或 false",
    "decimal_type": "应当是数字",
    "decimal_parsing": "应当是数字",
}


def validated(name: str, data: bytes, parsed: bytes, kind: type[_T]) -> _T:
    """Give the value of ``kind`` that a file's ``data``, ``parsed`` to JSON, is; raises ``BrokenResource``."""
    try:
        return TypeAdapter(kind).validate_json(parsed)
    except ValidationError as error:
        raise BrokenResource(_sentence(name, data, error)) from error


def _sentence(name: str, data: bytes, error: ValidationError) -> str:
    """Say what is wrong first in the file, and where."""
    first = error.errors(include_url=False)[0]
    place = [step for step in first["loc"] if not (isinstance(step, str) and "[" in step)]
    says = _SAYS.get(first["type"], "取值不合要求")
    if first["type"] == "value_error":
        says = str(first["ctx"]["error"])
    return f"资料文件 {name} 第 {yamltext.line_of(data, place)} 行，字段 {_field(place)}：{says}。"


def _field(place: Sequence[str | int]) -> str:
    """Write a place as a reader of YAML would: ``dimensions[0].items[2].id``."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return words.lstrip(".") or "（整个文件）"
