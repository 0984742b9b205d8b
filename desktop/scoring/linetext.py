"""判定线的写法: a line that an item's figures must keep, as text and back.

``生师比 ≤ 19 :1 [学段=小学；范围=每校]``: what stands in brackets may be left out.
"""

import re
from decimal import Decimal

from pydantic import ValidationError

from desktop.lexicon.patterns import regex
from desktop.model.amount import plain
from desktop.model.checklist import Operator, Rule, Scope
from desktop.model.errors import WrongRequest

_SIGNS = {
    Operator.AT_LEAST: "≥",
    Operator.AT_MOST: "≤",
    Operator.MORE: ">",
    Operator.LESS: "<",
    Operator.EQUAL: "=",
    Operator.BETWEEN: "在",
}
_OPERATORS = {sign: op for op, sign in _SIGNS.items()} | {op.value: op for op in Operator} | {"＞": Operator.MORE}
_SCOPES = {
    Scope.EACH_SCHOOL: "每校",
    Scope.EACH_CLASS: "每班",
    Scope.EACH_ROOM: "每间",
    Scope.EACH_METRIC: "每项",
    Scope.EACH_STAGE: "每学段",
    Scope.COUNTY: "县",
    Scope.PROVINCE: "省",
    Scope.REFERENCE: "参考",
    Scope.TARGET_2025: "2025年目标",
}
_FIELDS = {"学段": "stage", "范围": "scope", "期间": "period", "用途": "use", "目标年": "by"}
_LINE = regex(
    r"(?P<metric>.+?)\s*(?P<op>>=|<=|==|≥|≤|＞|>|<|=|\s在\s)\s*(?P<value>-?\d+(?:\.\d+)?)(?:\s*至\s*(?P<to>-?\d+(?:\.\d+)?))?"
    r"\s*(?P<unit>.*?)\s*(?:\[(?P<more>[^\]]*)\])?"
)


def written(line: Rule) -> str:
    """Write a line; the inverse of ``read``."""
    value = line.value if isinstance(line.value, tuple) else (line.value,)
    told = [f"{name}={_shown(line, field)}" for name, field in _FIELDS.items() if getattr(line, field)]
    more = f" [{'；'.join(told)}]" if told else ""
    amount = " 至 ".join(format(each, "f") for each in value)
    return f"{line.metric} {_SIGNS[line.op]} {amount} {line.unit}".rstrip() + more


def read(text: str) -> Rule:
    """Read a line; raises ``WrongRequest`` with one Chinese sentence."""
    found = _LINE.fullmatch(text.strip().replace("［", "[").replace("］", "]"))
    if found is None:
        raise WrongRequest(f"判定线“{text.strip()}”看不懂，应写成：指标 ≥ 85 % [学段=小学；范围=每校]。")
    value: object = Decimal(found["value"])
    if found["to"]:
        value = (Decimal(found["value"]), Decimal(found["to"]))
    held = {"metric": found["metric"].strip(), "op": _OPERATORS[found["op"].strip()], "value": value}
    held["unit"] = found["unit"]
    scopes = {words: scope for scope, words in _SCOPES.items()}
    for part in filter(None, re.split("[；;]", found["more"] or "")):
        name, _, words = (step.strip() for step in part.partition("="))
        if name not in _FIELDS or (name == "范围" and words not in scopes):
            known = "、".join(scopes) if name == "范围" else "、".join(_FIELDS)
            raise WrongRequest(f"判定线里的“{part.strip()}”看不懂，可写：{known}。")
        held[_FIELDS[name]] = scopes[words] if name == "范围" else words
    try:
        return Rule.model_validate(held)
    except ValidationError as error:
        raise WrongRequest(f"判定线“{text.strip()}”：“在”要写两个数，其余只写一个数。") from error


def _shown(line: Rule, field: str) -> str:
    """Write one of the further fields."""
    return _SCOPES[line.scope] if field == "scope" else str(getattr(line, field))


def short(line: Rule) -> str:
    """Write a line for reading, without what it is for."""
    value = line.value if isinstance(line.value, tuple) else (line.value,)
    return f"{line.stage}{line.metric} {_SIGNS[line.op]} {'至'.join(map(plain, value))}{line.unit}"
