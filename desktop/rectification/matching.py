"""Source beside answer: which item of a plan answers which finding, and why that is believed."""

from collections.abc import Sequence
from enum import StrEnum

from desktop.extraction.links import fit_table
from desktop.lexicon.patterns import regex
from desktop.model.plan import PlanItem
from desktop.model.value import Value

_SIGNS = regex(r"[\W_]+")
_MARK = regex(r"\s*[(（]?(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?:[)）]|[.．、\s])")
_QUOTED = 8
"""So many characters taken over word by word are a quotation."""
_ALIKE, _PARTLY = 0.45, 0.25
_BY_NUMBER = 0.12
"""Where the numbers agree, so little shared wording is enough."""


class Answer(StrEnum):
    """已应答, 部分应答, 未应答; or an item that no finding asked for."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT = "not"
    ADDED = "added"


class Row(Value):
    """One line of the matrix: a finding, the item that answers it (its index, None where none does), and why."""

    finding: str
    item: int | None
    state: Answer
    by: str
    score: float


def matrix(findings: Sequence[str], items: Sequence[PlanItem], quoted: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """Match every finding with an item by quotation, number or wording; ``quoted`` are each item's problems.

    Items that answer none come last, as added. Time grows with findings times items.
    """
    taken: set[int] = set()
    rows: list[Row] = []
    fits = _fits(findings, items, quoted)
    bare = [[_bare(problem) for problem in problems] for problems in quoted]
    for n, finding in enumerate(findings):
        own = _bare(finding)
        number = _MARK.match(finding)
        best = max(range(len(items)), key=lambda at: fits[at][n], default=None)
        exact = next((at for at, told in enumerate(bare) if any(_takes_up(own, each) for each in told)), None)
        same = next((at for at, item in enumerate(items) if number and item.number == number["number"]), None)
        if exact is not None:
            row = Row(finding=finding, item=exact, state=Answer.ANSWERED, by="引用原文", score=1.0)
        elif same is not None and fits[same][n] >= max(_BY_NUMBER, fits[best or 0][n] - _PARTLY):
            row = Row(finding=finding, item=same, state=Answer.ANSWERED, by="编号相同，用语相近", score=fits[same][n])
        elif best is not None and fits[best][n] >= _PARTLY:
            state = Answer.ANSWERED if fits[best][n] >= _ALIKE else Answer.PARTLY
            row = Row(finding=finding, item=best, state=state, by="用语相近", score=fits[best][n])
        else:
            row = Row(finding=finding, item=None, state=Answer.NOT, by="方案中没有相近的条目", score=0.0)
        if row.item is not None and not items[row.item].promises:
            row = row.model_copy(update={"state": Answer.NOT, "by": f"{row.by}，但没有措施"})
        taken |= {row.item} if row.item is not None else set()
        rows.append(row)
    for at, item in enumerate(items):
        if at not in taken:
            rows.append(Row(finding="", item=at, state=Answer.ADDED, by=f"反馈中没有：{item.quote[:30]}", score=0.0))
    return tuple(rows)


def _fits(findings: Sequence[str], items: Sequence[PlanItem], quoted: Sequence[Sequence[str]]) -> list[list[float]]:
    """Tell how well each item (row) fits each finding (column), by what it quotes and what it promises."""
    told = [
        "。".join((*problems, *(p.quote for p in item.promises))) for item, problems in zip(items, quoted, strict=True)
    ]
    text, spans = "", []
    for words in (*findings, *told):
        spans.append((len(text), len(text) + len(words)))
        text += f"{words}\n"
    return fit_table(text, spans[: len(findings)], spans[len(findings) :])


def _bare(words: str) -> str:
    return _SIGNS.sub("", words)


def _takes_up(finding: str, problem: str) -> bool:
    """Tell whether one of two statements stands word for word in the other."""
    if finding == problem:
        return bool(finding)
    return min(len(finding), len(problem)) >= _QUOTED and (problem in finding or finding in problem)
