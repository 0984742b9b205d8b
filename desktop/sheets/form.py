"""评价表的 Excel 表样: which columns there are and how each field is written in its cell and read out of it.

What has no column of its own stands in the last one as JSON, so that a checklist comes back unchanged.
"""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from desktop.model.amount import plain
from desktop.model.checklist import JudgeType, Rule
from desktop.model.errors import WrongRequest
from desktop.model.provenance import Confidence, Status
from desktop.model.words import REPEATS_WORD
from desktop.scoring import linetext, notation
from desktop.sheets import words

MARKER, FORMAT = "督阅评价表", "1"
ABOUT, PARTS, ITEMS, SOURCES = "评价表", "维度", "评分项", "来源"
REST = "其他"
RULE = "合计规则"

JUDGES = {
    JudgeType.THRESHOLD: "达线",
    JudgeType.QUALITATIVE: "定性",
    JudgeType.VETO: "否决",
    JudgeType.MIXED: "综合",
    JudgeType.SCORE: "打分",
}
STATUSES = {Status.OFFICIAL: "文件所载", Status.RECONSTRUCTED: "反推", Status.PROPOSED: "自拟"}
CONFIDENCES = {Confidence.HIGH: "高", Confidence.MEDIUM: "中", Confidence.LOW: "低", Confidence.PROPOSED: "自拟"}

Held = dict[str, Any]


class Field(NamedTuple):
    """One column (or line) of the form: its name, the field it holds, how it is written and read, its width."""

    name: str
    key: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    width: int = 12


def text(name: str, key: str, width: int = 12) -> Field:
    """Hold words without blanks around them: names and numbers that others refer to."""
    return Field(name, key, lambda value: "" if value is None else str(value), str.strip, width)


def prose(name: str, key: str, width: int = 12) -> Field:
    """Hold words just as they are."""
    return Field(name, key, str, str, width)


def names(name: str, key: str) -> Field:
    """Hold several names, one a line."""
    return Field(name, key, "\n".join, lambda cell: [part.strip() for part in cell.splitlines() if part.strip()], 18)


def yes(name: str, key: str) -> Field:
    """Hold 是 or nothing."""
    return Field(name, key, lambda value: "是" if value else "", lambda cell: cell.strip() == "是", 7)


def one_of(name: str, key: str, known: Mapping[Any, str]) -> Field:
    """Hold one of a closed set by its Chinese word."""

    def read(cell: str) -> object:
        found = next((value for value, word in known.items() if word == cell.strip()), None)
        if found is None:
            raise WrongRequest(words.NOT_A_WORD.format(text=cell, known="、".join(known.values())))
        return found

    return Field(name, key, lambda value: known[value], read, 9)


def number(name: str, key: str) -> Field:
    """Hold an amount."""

    def read(cell: str) -> Decimal:
        try:
            return Decimal(cell.strip())
        except InvalidOperation as error:
            raise WrongRequest(words.NO_POINTS.format(text=cell)) from error

    return Field(name, key, lambda value: "" if value is None else plain(value), read, 7)


def _lines(cell: str) -> list[Rule]:
    return [linetext.read(line) for line in cell.splitlines() if line.strip()]


def rest(cell: str) -> Held:
    """Read what has no column of its own."""
    try:
        held = json.loads(cell) if cell else {}
    except ValueError as error:
        raise WrongRequest(words.BAD_JSON) from error
    if not isinstance(held, dict):
        raise WrongRequest(words.BAD_JSON)
    return held


def left_over(held: Held, keys: tuple[str, ...]) -> str:
    """Write what has no column of its own."""
    kept = {key: value for key, value in held.items() if key not in keys}
    return json.dumps(kept, ensure_ascii=False) if kept else ""


ABOUT_FIELDS = (
    text("编号", "id"),
    prose("名称", "title"),
    prose("文件", "document"),
    text("文号", "doc_no"),
    text("年份", "year"),
    prose("适用范围", "applies_to"),
)
PART_FIELDS = (
    text("维度编号", "id"),
    prose("维度", "name", 24),
    prose("说明", "note", 30),
    text("变体", "variant"),
    Field("逐条", "repeats", lambda kind: REPEATS_WORD.get(kind, kind), str, 12),
)
SOURCE_FIELDS = (
    prose("标题", "title", 50),
    text("文号", "doc_no", 24),
    prose("发文机关", "issuer", 24),
    text("年份", "year", 8),
    text("地区", "region"),
    prose("说明", "note", 40),
)
ITEM_FIELDS = (
    text("编号", "id"),
    prose("评分项", "name", 24),
    prose("评价标准", "check", 44),
    number("分值", "max_points"),
    Field("评分方式", "marks", lambda rule: notation.written(rule) if rule else "", notation.read_marks, 30),
    one_of("判定方式", "judge.type", JUDGES),
    Field("判定线", "judge.rules", lambda rules: "\n".join(map(linetext.written, rules)), _lines, 36),
    names("指标", "metrics"),
    names("关键词", "keywords"),
    names("依据", "source"),
    text("条款", "clause"),
    one_of("状态", "status", STATUSES),
    one_of("可信度", "confidence", CONFIDENCES),
    prose("核对", "verified", 20),
    prose("备注", "note", 20),
    yes("一票否决", "veto"),
    yes("自定分值", "own_points"),
)
_OF_ITEM = tuple(field.key for field in ITEM_FIELDS)


def item_rest(held: Held) -> str:
    """Write what an item has beyond its columns; ``held`` is the item without its defaults, as JSON values."""
    judge = {key: value for key, value in held["judge"].items() if key not in {"type", "rules"}}
    kept = {key: value for key, value in held.items() if key not in {*_OF_ITEM, "judge"}}
    return left_over({**kept, **({"judge": judge} if judge else {})}, ())
