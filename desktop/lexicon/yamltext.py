"""YAML as JSON, and where in it a field stands; the only importer of yaml.

``yamlfile`` loads this file only where no kept JSON will do: yaml takes 15 ms to load.
"""

import json
from collections.abc import Sequence

import yaml

from desktop.model.errors import BrokenResource

_WIDTH = 120


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Load plain values, floats as the text they were written in."""


_Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: loader.construct_scalar(node))


def as_json(name: str, data: bytes) -> bytes:
    """Turn YAML into JSON; raises ``BrokenResource`` where it is none."""
    try:
        value = yaml.load(data.decode("utf-8-sig"), _Loader)
    except UnicodeDecodeError as error:
        raise BrokenResource(f"资料文件 {name} 不是 UTF-8 编码：请另存为 UTF-8 后再试。") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"第 {mark.line + 1} 行附近" if mark else ""
        raise BrokenResource(f"资料文件 {name} {place}不是合格的 YAML：请检查缩进、冒号和引号。") from error
    return json.dumps(value, ensure_ascii=False, default=str).encode()


def written(held: object) -> str:
    """Write plain values as YAML."""
    return str(yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=_WIDTH))


def line_of(data: bytes, place: Sequence[str | int]) -> int:
    """Find the line of a field, or of the nearest thing around it that exists."""
    node = yaml.compose(data.decode("utf-8-sig"), yaml.SafeLoader)
    line = 0
    for step in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
        else:
            break
    return line + 1
