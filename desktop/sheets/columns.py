"""What the columns of a table of another make are for: by their headings, and by how their cells lie in each other."""

import re
from collections.abc import Sequence
from enum import Enum

from desktop.lexicon.patterns import regex
from desktop.model.draft import ColumnGuess, ColumnRole, SheetGuess
from desktop.sheets.grids import Cell, Grid

POINTS = regex(r"(?:满分|计|共)?\s*(\d+(?:\.\d+)?)\s*分?")
WEIGHT = regex(r"(\d+(?:\.\d+)?)\s*([%％])?")
TOTAL = regex(r"^[总合小共]\s*[计分]")
NOTE = regex(r"^(?:注|备注|说明|填表|审核|评审人|日期|单位|被评)|签字|签名|年\s*月\s*日")


class _Text(Enum):
    """How clearly a heading says which level its words are of."""

    PART = ColumnRole.PART
    GROUP = ColumnRole.GROUP
    ITEM = ColumnRole.ITEM
    LIKELY = "likely"
    MAYBE = "maybe"


_TEXTS = (
    (_Text.ITEM, regex(r"[三四]级指标|[CＣ]级|评分项|观测点|检查点|主要观测")),
    (_Text.GROUP, regex(r"二级指标|[BＢ]级")),
    (_Text.PART, regex(r"一级指标|[AＡ]级|维度|领域|方面|类别|板块")),
    (_Text.LIKELY, regex(r"要点|指标内容|检查内容|考核内容")),
    (_Text.MAYBE, regex(r"内容|指标|项目|事项|任务")),
)
_OTHERS = (
    (ColumnRole.UNUSED, regex(r"自评|他评|复评|备注|佐证|材料|序号|责任|签|评审组")),
    (ColumnRole.POINTS, regex(r"分值|满分|标准分|基准分|赋分|配分|权重分")),
    (ColumnRole.STANDARD, regex(r"标准|细则|办法|要求|评分说明|评价说明")),
    (ColumnRole.UNUSED, regex(r"得分|实得|扣分")),
    (ColumnRole.WEIGHT, regex(r"权重|权数|比重")),
    (ColumnRole.ID, regex(r"编号|代码|指标号")),
    (ColumnRole.KEYWORDS, regex(r"关键词")),
    (ColumnRole.SOURCE, regex(r"依据|来源")),
    (
        ColumnRole.LEVEL,
        regex(r"^(?:[A-E][等级档]?|优秀?|良好?|中等?|合格|基本合格|不合格|达标|基本达标|未达标|一般|较?差)$"),
    ),
)
_HEAD_ROWS, _SAMPLE = 30, 24


def guess(grid: Grid) -> SheetGuess:
    """Take the row with the most known headings, and what its columns are for; without items a sheet is not used."""
    scored = [(_known(row), -number) for number, row in enumerate(grid.rows[:_HEAD_ROWS])]
    best, number = max(scored, default=(0, 0))
    if best < 2:
        return SheetGuess(name=grid.name, used=False, heading_row=-number + 1, columns=())
    at = _last_of_heading(grid, -number)
    columns = columns_of(grid, at)
    used = any(column.role is ColumnRole.ITEM for column in columns)
    return SheetGuess(name=grid.name, used=used, heading_row=at + 1, columns=columns)


def columns_of(grid: Grid, at: int) -> tuple[ColumnGuess, ...]:
    """Say what each column below a heading row (the last of several, from 0) is for."""
    heads = headings(grid, at)
    body = [row for row in grid.rows[at + 1 :] if not _aside(row)]
    roles = _roles(heads, body)
    found = []
    for column, head in enumerate(heads):
        below = next((row[column].text for row in body if row[column].text), "")
        letter = grid.place(0, column)[:-1]
        found.append(ColumnGuess(letter=letter, heading=head, sample=below[:_SAMPLE], role=roles[column]))
    return tuple(found)


def headings(grid: Grid, at: int) -> tuple[str, ...]:
    """Give the words over each column: of the heading row, and of those above it that belong to the same heading."""
    top = at
    while top and any(not cell.own and cell.text and cell == above for cell, above in _over(grid, top)):
        top -= 1
    told = []
    for column in range(len(grid.rows[at])):
        cells = [grid.rows[row][column] for row in range(top, at + 1)]
        aside = column > 0 and not cells[-1].own and len(cells) == 1 and cells[0].text == grid.rows[at][column - 1].text
        told.append("" if aside else " ".join(dict.fromkeys(re.sub(r"\s+", "", cell.text) for cell in cells)).strip())
    return tuple(told)


def _over(grid: Grid, row: int) -> list[tuple[Cell, Cell]]:
    """Pair the cells of a row with those above; both count as parts of one merged cell where their words are one."""
    return [(cell, above._replace(own=False)) for cell, above in zip(grid.rows[row], grid.rows[row - 1], strict=True)]


def _last_of_heading(grid: Grid, at: int) -> int:
    """Go down to the last row of a heading whose cells reach over several."""
    while at + 1 < len(grid.rows):
        below = grid.rows[at + 1]
        if not any(not cell.own and cell.text and cell == above for cell, above in _over(grid, at + 1)):
            break
        if any(cell.own and len(cell.text) > _SAMPLE for cell in below):
            break
        at += 1
    return at


def _aside(row: Sequence[Cell]) -> bool:
    """Tell whether a row is a total, a note or empty."""
    first = next((cell.text for cell in row if cell.text), "")
    return not first or bool(TOTAL.match(first) or NOTE.match(first))


def _known(row: Sequence[Cell]) -> int:
    """Count the headings of a row that mean something."""
    words = [re.sub(r"\s+", "", cell.text) for cell in row if cell.own and 0 < len(cell.text) <= _SAMPLE]
    kinds = {_other(word) or _text(word) for word in words} - {None, ColumnRole.UNUSED}
    return len(kinds)


def _other(head: str) -> ColumnRole | None:
    """Say what a heading names where that is no level of items."""
    return next((role for role, known in _OTHERS if known.search(head)), None)


def _text(head: str) -> _Text | None:
    """Say how clearly a heading names a level of items."""
    return next((text for text, known in _TEXTS if known.search(head)), None)


def _roles(heads: Sequence[str], body: Sequence[Sequence[Cell]]) -> list[ColumnRole]:
    """Give every column one role."""
    own = [sum(row[column].own and bool(row[column].text) for row in body) for column in range(len(heads))]
    roles = [_role(head, [row[at] for row in body]) for at, head in enumerate(heads)]
    texts = {at: _text(head) for at, head in enumerate(heads) if roles[at] is ColumnRole.UNUSED and not _unwanted(head)}
    levels = _levels({at: text for at, text in texts.items() if text is not None}, own, roles, body)
    for at, role in levels.items():
        roles[at] = role
    if sum(role is ColumnRole.LEVEL for role in roles) < 2:
        roles = [ColumnRole.UNUSED if role is ColumnRole.LEVEL else role for role in roles]
    item = roles.index(ColumnRole.ITEM) if ColumnRole.ITEM in roles else -1
    if item >= 0:
        _part_points(roles, own, item)
    once = {ColumnRole.STANDARD, ColumnRole.LEVEL, ColumnRole.UNUSED}
    return [ColumnRole.UNUSED if role in roles[:at] and role not in once else role for at, role in enumerate(roles)]


def _unwanted(head: str) -> bool:
    """Tell whether a heading names what is filled in later, not asked."""
    return _other(head) is ColumnRole.UNUSED


def _role(head: str, cells: Sequence[Cell]) -> ColumnRole:
    """Say what a column is for that holds no level of items; numbers are wanted where the heading promises some."""
    role = _other(head)
    told = [cell for cell in cells if cell.own and cell.text]
    wanted = {ColumnRole.POINTS: POINTS, ColumnRole.WEIGHT: WEIGHT}.get(role) if role else None
    if wanted is not None and told and 2 * sum(bool(wanted.fullmatch(cell.text)) for cell in told) < len(told):
        return ColumnRole.UNUSED
    return role or ColumnRole.UNUSED


def _levels(
    texts: dict[int, _Text], own: Sequence[int], roles: Sequence[ColumnRole], body: Sequence[Sequence[Cell]]
) -> dict[int, ColumnRole]:
    """Find the column of the items, what stands above it and what explains it.

    Where no heading names the items: the one with the most cells of its own, of several the last; a column left of
    it is above it when its cells reach over several or say the same again.
    """
    found = {at: text.value for at, text in texts.items() if isinstance(text.value, ColumnRole)}
    open_ = [at for at in texts if at not in found]
    item = next((at for at, role in found.items() if role is ColumnRole.ITEM), -1)
    likely = [at for at in open_ if texts[at] is _Text.LIKELY] or open_
    if item < 0 and likely:
        item = max(likely, key=lambda at: (own[at], at))
        left = [at for at in open_ if at < item]
        if left and ColumnRole.STANDARD not in roles and not _above(left[-1], item, own, body):
            item = left[-1]
        found[item] = ColumnRole.ITEM
    if item < 0:
        item = _promoted(found, own, roles, body)
        if item < 0:
            return found
        found[item] = ColumnRole.ITEM
    free = [role for role in (ColumnRole.GROUP, ColumnRole.PART) if role not in found.values()]
    above = [at for at in open_ if at < item and _above(at, item, own, body)]
    if len(above) == 1 and ColumnRole.PART in free:
        free = [ColumnRole.PART]
    for at in reversed(above):
        if free:
            found[at] = free.pop(0)
    for at in open_:
        if at > item:
            found[at] = ColumnRole.STANDARD
    return found


def _above(upper: int, lower: int, own: Sequence[int], body: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether a column holds what the cells of another belong to."""
    names = [row[upper].text for row in body if row[upper].own and row[upper].text]
    return own[upper] < own[lower] or len(set(names)) < len(names)


def _promoted(
    found: dict[int, ColumnRole], own: Sequence[int], roles: Sequence[ColumnRole], body: Sequence[Sequence[Cell]]
) -> int:
    """Choose the column of the items where no heading names one; -1 where none can be.

    二级指标 where there is no third level, the upper level where each row has its own, else 评价标准.
    """
    at = {role: column for column, role in [*enumerate(roles), *found.items()] if role is not ColumnRole.UNUSED}
    part = at.get(ColumnRole.PART, -1)
    each_own = part >= 0 and own[part] == len(body) and len({row[part].text for row in body}) == len(body)
    order = (ColumnRole.GROUP, ColumnRole.STANDARD, ColumnRole.PART)
    if each_own:
        order = (ColumnRole.GROUP, ColumnRole.PART, ColumnRole.STANDARD)
    return next((at[role] for role in order if role in at), -1)


def _part_points(roles: list[ColumnRole], own: Sequence[int], item: int) -> None:
    """Tell the points of upper levels from those of the items: fewer cells of their own, left of the items."""
    columns = [at for at, role in enumerate(roles) if role is ColumnRole.POINTS]
    most = max((own[at] for at in columns), default=0)
    for at in columns:
        if own[at] < most and at < item:
            roles[at] = ColumnRole.PART_POINTS
