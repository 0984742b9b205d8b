"""Tables that list schools one a row: of which stage each is, and which rows are totals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from desktop.lexicon import Lexicon
from desktop.lexicon.patterns import regex
from desktop.model.examination import Examination
from desktop.model.report import Block, BlockKind

_TOTAL = regex(r"合计|总计|小计|平均|均值|汇总|^全[县区市旗]|^[县区市旗]均")
_NAME = regex(r"[\u4e00-\u9fff]")
_NORM = regex(r"标准|要求|指标值|规定")
_SCHOOL = regex(
    r"(?:小学|中学|学校|完小|[一二三四五六七八九十]小|[一二三四五六七八九十]中|附小|附中|实小|实中|校区|分校|小学部|初中部|"
    r"中心校|初中|高中)$"
)
_PRIMARY, _MIDDLE = regex(r"小$|小学部$"), regex(r"中$|初中部$|中学$")
_FEWEST = 3
"""How many schools a table lists at least."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of such a table: a school or a total, with its stage."""

    kind: Literal["school", "total"]
    stages: frozenset[str]


def rosters(examination: Examination, lexicon: Lexicon) -> Mapping[int, Row]:
    """Tell the rows of the tables that list schools, by where each begins."""
    found: dict[int, Row] = {}
    blocks = examination.report.blocks
    for is_row, run in groupby(blocks, key=lambda block: block.kind is BlockKind.ROW):
        if is_row:
            found |= dict(_listed(tuple(run), examination.report.text, lexicon))
    return found


def _listed(rows: Sequence[Block], text: str, lexicon: Lexicon) -> Iterator[tuple[int, Row]]:
    """Read one table; a school that does not tell its stage is of the total's beneath it, or of its name's."""
    cells = [text[row.start : row.end].split("\t") for row in rows]
    labels = [next(filter(_NAME.search, each), "").strip() for each in cells]
    schools = [bool(_SCHOOL.search(label)) and not _TOTAL.search(label) for label in labels]
    if sum(schools) < _FEWEST:
        return
    beneath: frozenset[str] = frozenset()
    for at in range(len(rows) - 1, -1, -1):
        label = labels[at]
        told = _stage(lexicon.stages(label)) or _stage(lexicon.stages("".join(c for c in cells[at][1:] if len(c) < 5)))
        if _TOTAL.search(label):
            beneath = told
            yield rows[at].start, Row("total", told)
        elif schools[at] and not _NORM.search(label):
            named = {"小学"} if _PRIMARY.search(label) else {"初中"} if _MIDDLE.search(label) else set()
            yield rows[at].start, Row("school", told or beneath or frozenset(named))


def _stage(stages: frozenset[str]) -> frozenset[str]:
    """Keep a stage that is the only one told; 中学 is 初中 in a table of compulsory schools."""
    own = stages & {"小学", "初中"}
    return own if len(own) == 1 else frozenset()
