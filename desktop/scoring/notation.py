r"""规则的写法: every rule of a checklist as one line of Chinese text and back, for the editor and for Excel.

``扣分：满分=10；每处扣=0.2；最低=6`` or ``否决：项目=A1|A2；等次=不合格``. One table names the fields of every type;
nothing here knows what a rule does. What is left out has its default; ``\`` before a sign takes its meaning from it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError

from desktop.lexicon.patterns import regex
from desktop.model.errors import WrongRequest
from desktop.model.marks import Marks
from desktop.model.scheme import TotalRule
from desktop.model.value import Typed

Row = tuple[str, ...]
_Fields = Mapping[str, tuple[str, Row]]
_Table = Mapping[str, tuple[str, _Fields]]
_T = TypeVar("_T")
Cells = dict[str, tuple[tuple[str, ...], ...]]
"""The fields of a rule by name, each as rows of cells; a number or a word is one row of one cell."""


class Shape(NamedTuple):
    """What a form asks for one field: ``kind`` is number, text, yes, refs or rows; ``columns`` head the rows."""

    name: str
    kind: str
    columns: tuple[str, ...]


_NUMBER, _REFS, _YES, _NEEDS, _TEXT = ("number",), ("refs",), ("yes",), ("needs",), ("text",)
_MARKS: _Table = {
    "points": ("得分", {"满分": ("max", _NUMBER), "档": ("steps", ("rows", "score", "text"))}),
    "levels": ("等级", {"等级": ("levels", ("rows", "word", "points", "text"))}),
    "deduction": (
        "扣分",
        {
            "满分": ("max", _NUMBER),
            "每处扣": ("each", _NUMBER),
            "最低": ("floor", _NUMBER),
            "单位": ("unit", _TEXT),
        },
    ),
    "stepped": (
        "分段",
        {
            "分段": ("limits", ("rows", "at", "points")),
            "其余": ("rest", _NUMBER),
            "越高越好": ("higher", _YES),
            "单位": ("unit", _TEXT),
        },
    ),
    "proportional": (
        "按比例",
        {
            "满分": ("max", _NUMBER),
            "零分线": ("zero_at", _NUMBER),
            "满分线": ("full_at", _NUMBER),
            "单位": ("unit", _TEXT),
        },
    ),
    "threshold": ("达线", {"满分": ("max", _NUMBER)}),
    "shared": ("共摊", {"满分": ("max", _NUMBER), "部分计": ("partly", _NUMBER), "单位": ("unit", _TEXT)}),
    "ranked": ("名次", {"名次": ("limits", ("rows", "at", "points")), "其余": ("rest", _NUMBER)}),
}
_TOTALS: _Table = {
    "sum": ("相加", {"总分": ("out_of", _NUMBER)}),
    "weights": ("加权", {"权重": ("weights", ("rows", "of", "weight", "under")), "总分": ("out_of", _NUMBER)}),
    "bonus": ("加分", {"项目": ("of", _REFS), "最多加": ("ceiling", _NUMBER), "总分不超过": ("limit", _NUMBER)}),
    "bands": ("分档", {"分档": ("bands", ("rows", "min", "text"))}),
    "count": ("计数", {"项目": ("of", _REFS), "共": ("out_of", _NUMBER), "档": ("bands", _NEEDS)}),
    "pass": (
        "必达",
        {
            "项目": ("of", _REFS),
            "分数": ("points", _NUMBER),
            "比例": ("share", _NUMBER),
            "否则": ("otherwise", _TEXT),
        },
    ),
    "cap": ("限档", {"项目": ("of", _REFS), "最高": ("grade", _TEXT)}),
    "downgrade": ("降档", {"项目": ("of", _REFS), "降": ("by", _NUMBER)}),
    "veto": ("否决", {"项目": ("of", _REFS), "等次": ("grade", _TEXT)}),
}
_AMOUNTS = frozenset({"score", "points", "at", "weight", "min"})
_EXAMPLE = {
    "number": "数",
    "text": "文字",
    "refs": "编号|编号",
    "yes": "是",
    "needs": "档名/等级≥条数",
}
_CELLS = {
    "score": "分",
    "points": "分",
    "text": "文字",
    "word": "等级",
    "at": "界限",
    "of": "编号",
    "weight": "权重",
    "under": "上级",
    "min": "起分",
}
_ESCAPES = {sign: f"\\{sign}" for sign in "\\；;=|/≥≤＝｜／：:"} | {"\n": "\\n"}
_FULL_WIDTH = str.maketrans({"＝": "=", "；": ";", "｜": "|", "／": "/", "：": ":"})
_FULL = regex(r"\\.|[＝；｜／：]", re.S)
_NEED = regex(r"((?:\\.|[^\\≥≤])+)([≥≤])(\d+)")
_MARKS_TYPE: TypeAdapter[Marks] = TypeAdapter(Marks)
_TOTAL_TYPE: TypeAdapter[TotalRule] = TypeAdapter(TotalRule)


def mark_words() -> Mapping[str, str]:
    """Give the Chinese word of every 评分方式, with an example of each field."""
    return {words: _pattern(fields) for words, fields in _MARKS.values()}


def total_words() -> Mapping[str, str]:
    """Give the Chinese word of every rule of a total, with its fields."""
    return {words: _pattern(fields) for words, fields in _TOTALS.values()}


def mark_shapes() -> Mapping[str, tuple[Shape, ...]]:
    """Give what a form asks for, for the word of every 评分方式."""
    return {words: tuple(_shape(name, kind) for name, (_, kind) in fields.items()) for words, fields in _MARKS.values()}


def total_shapes() -> Mapping[str, tuple[Shape, ...]]:
    """Give what a form asks for, for the word of every rule of a total."""
    return {
        words: tuple(_shape(name, kind) for name, (_, kind) in fields.items()) for words, fields in _TOTALS.values()
    }


def taken_apart(text: str) -> tuple[str, Cells]:
    """Take a line apart for a form: its word, and its fields as cells; what is not understood is left out."""
    head, _, rest = _plain(text.strip()).partition(":")
    known = next((f for w, f in (*_MARKS.values(), *_TOTALS.values()) if w == head.strip()), {})
    found: Cells = {}
    for part in _split(rest, ";"):
        name, sign, value = (step.strip() for step in part.partition("="))
        if sign and name in known:
            found[name] = _cells(value, known[name][1][0])
    return head.strip(), found


def put_together(word: str, cells: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """Write the line of what a form holds; the inverse of ``taken_apart``. Empty fields are left out."""
    known = next((f for w, f in (*_MARKS.values(), *_TOTALS.values()) if w == word), {})
    told = []
    for name, rows in cells.items():
        raw = known[name][1][0] == "needs"
        lines = [_row([_shown(c) if not (raw and at) else c for at, c in enumerate(row)]) for row in rows if any(row)]
        if lines:
            told.append(f"{name}={'|'.join(lines)}")
    return f"{word}：{'；'.join(told)}" if told else word


def _shape(name: str, kind: Row) -> Shape:
    """Say what a form asks for one field."""
    if kind[0] == "needs":
        return Shape(name, "rows", ("等次", "条件（等级≥条数/…）"))
    return Shape(name, kind[0], tuple(_CELLS[cell] for cell in kind[1:]))


def _cells(value: str, kind: str) -> tuple[tuple[str, ...], ...]:
    """Take the value of one field apart."""
    if kind in {"number", "text", "yes"}:
        return ((_bare(value),),)
    rows = tuple(row.strip() for row in _split(value, "|") if row.strip())
    if kind == "needs":
        return tuple((_bare(first.strip()), "/".join(needs)) for first, *needs in (_split(row, "/") for row in rows))
    if kind == "refs":
        return tuple((_bare(row),) for row in rows)
    return tuple(tuple(_bare(cell.strip()) for cell in _split(row, "/")) for row in rows)


def written(rule: Typed) -> str:
    """Write a rule on one line; the inverse of ``read_marks`` and ``read_total``."""
    words, fields = {**_MARKS, **_TOTALS}[rule.type]
    held = rule.model_dump(exclude_defaults=True)
    told = [f"{name}={_value(held, field, kind)}" for name, (field, kind) in fields.items() if field in held]
    return f"{words}：{'；'.join(told)}" if told else words


def read_marks(text: str) -> Marks:
    """Read a 评分方式; raises ``WrongRequest`` with one Chinese sentence."""
    return _read(text, _MARKS, _MARKS_TYPE)


def read_total(text: str) -> TotalRule:
    """Read a rule of a total; raises ``WrongRequest`` with one Chinese sentence."""
    return _read(text, _TOTALS, _TOTAL_TYPE)


def _read(text: str, table: _Table, model: TypeAdapter[_T]) -> _T:
    """Read one line by a table of types."""
    head, _, rest = _plain(text.strip()).partition(":")
    found = next((type_ for type_, (words, _) in table.items() if words == head.strip()), None)
    if found is None:
        raise WrongRequest(f"不认识规则“{head.strip()}”，可写：{'、'.join(words for words, _ in table.values())}。")
    words, fields = table[found]
    held: dict[str, object] = {"type": found}
    for part in _split(rest, ";"):
        if not part.strip():
            continue
        name, sign, value = part.partition("=")
        if name.strip() not in fields or not sign:
            raise WrongRequest(f"“{words}”里看不懂“{_bare(part.strip())}”，应写成：{_pattern(fields)}。")
        field, kind = fields[name.strip()]
        held[field] = _parsed(value.strip(), kind, f"“{words}”的“{name.strip()}”")
    try:
        return model.validate_python(held)
    except ValidationError as error:
        raise WrongRequest(f"“{words}”{_fault(error, fields)}。") from error


def _fault(error: ValidationError, fields: _Fields) -> str:
    """Say what is wrong first."""
    first = error.errors(include_url=False)[0]
    if first["type"] == "value_error":
        return f"：{first['ctx']['error']}"
    place = next((name for name, (field, _) in fields.items() if field in first["loc"]), "")
    if first["type"] == "missing":
        return f"缺少“{place}”，应写成：{_pattern(fields)}"
    return f"的“{place}”取值不合要求"


def _pattern(fields: _Fields) -> str:
    """Show how the fields of a type are written."""
    shown = {
        name: "/".join(_CELLS[cell] for cell in kind[1:]) or _EXAMPLE[kind[0]] for name, (_, kind) in fields.items()
    }
    return "；".join(f"{name}={words}{'|…' if '/' in words else ''}" for name, words in shown.items())


def _value(held: Mapping[str, Any], field: str, kind: Row) -> str:
    """Write one field."""
    value = held[field]
    if kind[0] == "rows":
        return "|".join(_row([_shown(row.get(name)) for name in kind[1:]]) for row in value)
    if kind[0] == "needs":
        return "|".join(_row([_shown(band["text"]), *map(_need, band.get("needs", ()))]) for band in value)
    if kind[0] == "refs":
        return "|".join(_shown(name) for name in value)
    return ("是" if value else "否") if kind[0] == "yes" else _shown(value)


def _need(need: Mapping[str, Any]) -> str:
    """Write what a grade needs."""
    return f"{_shown(need['level'])}{'≤' if need.get('most') else '≥'}{need['count']}"


def _row(cells: list[str]) -> str:
    """Write the cells of one row, without empty ones at the end."""
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return "/".join(cells)


def _shown(value: object) -> str:
    """Write one value so that it reads back as it is."""
    if value is None:
        return ""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _parsed(text: str, kind: Row, where: str) -> object:
    """Read one field."""
    if kind[0] == "number":
        return _number(text, where)
    if kind[0] == "yes":
        return text != "否"
    if kind[0] == "text":
        return _bare(text)
    rows = [row for row in _split(text, "|") if row.strip()]
    if kind[0] == "refs":
        return tuple(_bare(row.strip()) for row in rows)
    cells = [[cell.strip() for cell in _split(row, "/")] for row in rows]
    if kind[0] == "needs":
        return tuple(
            {"text": _bare(row[0]), "needs": tuple(_read_need(cell, where) for cell in row[1:])} for row in cells
        )
    made = []
    for row in cells:
        if len(row) >= len(kind):
            raise WrongRequest(f"{where}里“{'/'.join(row)}”多了一格。")
        made.append({name: _cell(name, cell, where) for name, cell in zip(kind[1:], row, strict=False) if cell})
    return tuple(made)


def _cell(name: str, text: str, where: str) -> object:
    """Read one cell of a row: amounts by their field's name."""
    return _number(text, where) if name in _AMOUNTS else _bare(text)


def _read_need(text: str, where: str) -> dict[str, object]:
    """Read what a grade needs: 合格≥33, 不合格≤0."""
    found = _NEED.fullmatch(text)
    if found is None:
        raise WrongRequest(f"{where}里看不懂“{_bare(text)}”，应写成 等级≥条数 或 等级≤条数。")
    return {"level": _bare(found[1]), "count": int(found[3]), "most": found[2] == "≤"}


def _number(text: str, where: str) -> Decimal:
    """Read an amount."""
    try:
        return Decimal(_bare(text))
    except InvalidOperation as error:
        raise WrongRequest(f"{where}应是数，写的是“{_bare(text)}”。") from error


def _plain(text: str) -> str:
    """Let full-width signs of the notation stand for their plain ones, but for those that are escaped."""
    return _FULL.sub(lambda m: m[0] if m[0][0] == "\\" else m[0].translate(_FULL_WIDTH), text)


def _split(text: str, sign: str) -> Iterator[str]:
    """Split at a sign that is not escaped; escapes are left as they are."""
    run, escaped = "", False
    for letter in text:
        if letter == sign and not escaped:
            yield run
            run = ""
            continue
        run += letter
        escaped = letter == "\\" and not escaped
    yield run


def _bare(text: str) -> str:
    """Take the escapes away."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text, flags=re.S)
