"""别人做的评价表: read a table by what its columns seem to be, and propose the rules that its words suggest.

Such tables have title rows, merged cells for the upper levels, numbers beside, points within the words（10分）, totals
below, notes at the end. Nothing is kept from a table that has a fault; what is proposed can be refused.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from desktop.lexicon.patterns import regex
from desktop.model.checklist import Checklist
from desktop.model.draft import CellFault, Draft, Proposal, Reading, SheetGuess
from desktop.scoring import notation
from desktop.sheets import prose, words
from desktop.sheets.columns import columns_of, guess
from desktop.sheets.grids import Grid
from desktop.sheets.rule_rows import BONUS, FATAL, ItemRow, Place, Rows, bare, points_in

_EACH = regex(
    r"(?:每|(?<![第\d])[一1])\S{0,8}?(个百分点|[处次项人个起条所例门校天份])\S{0,12}?扣\s*(\d+(?:\.\d+)?)\s*分"
)
_AT_MOST = regex(r"(?:最多|最高|至多|累计不超过)扣?(?:除|减)?\s*(\d+(?:\.\d+)?)\s*分")
_CEILING = regex(r"(?:最高|最多|不超过|上限)(?:可?加)?\s*(?:为)?\s*(\d+(?:\.\d+)?)\s*分")
_YEAR = regex(r"20\d\d")
_NAME = 40
_FATAL_PART = "一票否决情形"
_FREE, _HIT = "未出现", "出现"


def drafted(name: str, grids: Sequence[Grid], reading: Reading | None = None) -> Draft:
    """Read the sheets as they are guessed, or as the user corrected the guesses, into one checklist."""
    reading = reading or Reading()
    grids = [_trimmed(grid) for grid in grids]
    held = _guesses(grids, reading.guesses)
    rows = Rows()
    used = {each.name: each for each in held if each.used}
    for grid in grids:
        if grid.name in used:
            rows.sheet(grid, used[grid.name])
    for grid in grids:
        if grid.name not in used:
            rows.aside(grid)
    if not used and grids:
        rows.faults.append(CellFault(sheet=grids[0].name, cell="A1", says=words.NO_ITEMS))
    elif not rows.items and not any(fault.blocking for fault in rows.faults):
        rows.faults.append(CellFault(sheet=next(iter(used), ""), cell="A1", says=words.EMPTY_SHEET))
    _weigh(rows)
    most = rows.hold_sums()
    if any(fault.blocking for fault in rows.faults):
        return Draft(checklist=None, guesses=held, faults=tuple(rows.faults))
    return _made(name, rows, most, held, reading.refused)


def _guesses(grids: Sequence[Grid], told: tuple[SheetGuess, ...]) -> tuple[SheetGuess, ...]:
    """Guess every sheet; a sheet whose heading row the user set elsewhere is guessed anew from there."""
    found = []
    by_name = {each.name: each for each in told}
    for grid in grids:
        own = guess(grid)
        held = by_name.get(grid.name)
        if held is not None and held.used and not held.columns and held.heading_row <= len(grid.rows):
            held = held.model_copy(update={"columns": columns_of(grid, held.heading_row - 1)})
        found.append(held or own)
    return tuple(found)


def _trimmed(grid: Grid) -> Grid:
    """Take blanks away around the words of every cell."""
    return grid._replace(rows=tuple(tuple(c._replace(text=c.text.strip()) for c in row) for row in grid.rows))


def _made(name: str, rows: Rows, most: Decimal, guesses: tuple[SheetGuess, ...], refused: frozenset[str]) -> Draft:
    """Make the checklist with what is proposed and not refused."""
    parts: dict[str, list[ItemRow]] = {}
    for row in rows.items:
        parts.setdefault(row.part or row.grid.name, []).append(row)
    ids = {part: f"D{at}" for at, part in enumerate(parts, 1)}
    dimensions: list[dict[str, Any]] = [
        {"id": ids[part], "name": bare(part), "items": [_item(row, f"{at}.{n}") for n, row in enumerate(found, 1)]}
        for at, (part, found) in enumerate(parts.items(), 1)
    ]
    proposals: list[Proposal] = []
    rules: list[Any] = []
    told = tuple(_proposed(rows, parts, ids, most, len(dimensions) + 1))
    for proposal, dimension in told:
        proposals.append(proposal)
        if proposal.key in refused:
            continue
        rules.append(notation.read_total(proposal.rule))
        if dimension is not None:
            dimensions.append(dimension)
    pointed = any(row.points is not None for row in rows.items)
    weighed = any(rule.type == "weights" for rule in rules)
    base = [{"type": "sum"}] if pointed and not weighed else []
    checklist = _checklist(name, rows, dimensions, [*base, *rules])
    return Draft(checklist=checklist, guesses=guesses, proposals=tuple(proposals), faults=tuple(rows.faults))


def _proposed(
    rows: Rows, parts: dict[str, list[ItemRow]], ids: dict[str, str], most: Decimal, number: int
) -> Iterator[tuple[Proposal, dict[str, Any] | None]]:
    """Propose what the words say of the whole, each with the dimension that it needs where it needs one."""
    if len(rows.weights) > 1 and set(rows.weights) <= set(parts):
        listed = "|".join(f"{ids[part]}/{format(share, 'f')}" for part, (_, share) in rows.weights.items())
        yield _proposal(next(iter(rows.weights.values()))[0], f"加权：权重={listed}"), None
    for part, found in parts.items():
        if BONUS.search(part):
            ceiling = _CEILING.search(part)
            limit = ceiling[1] if ceiling else points_in(part) or sum((r.points or 0 for r in found), Decimal(0))
            yield (
                _proposal(Place(found[0].grid, found[0].row, 0, part), f"加分：项目={ids[part]}；最多加={limit}"),
                None,
            )
    graded = next(((place, bands) for place in _around(rows) if (bands := prose.bands(place.words, most))), None)
    if graded is not None:
        yield _proposal(graded[0], notation.written(graded[1])), None
    for part, found in parts.items():
        if FATAL.search(part):
            yield _proposal(Place(found[0].grid, found[0].row, 0, part), f"否决：项目={ids[part]}"), None
    cases = next(((place, veto) for place in _around(rows) if (veto := prose.vetoes(place.words))), None)
    if cases is not None:
        place, (named, grade) = cases
        known = {band.text for band in graded[1].bands} if graded is not None else set()
        rule = f"否决：项目=D{number}" + (f"；等次={grade}" if grade in known or (grade and not known) else "")
        items = [_fatal(f"{number}.{at}", case, place.grid.name, place.row) for at, case in enumerate(named, 1)]
        yield _proposal(place, rule), {"id": f"D{number}", "name": _FATAL_PART, "items": items}


def _around(rows: Rows) -> Iterator[Place]:
    """Give each cell of words around the tables, then each with those that follow it on its sheet: lists go on."""
    yield from rows.prose
    for at, place in enumerate(rows.prose):
        more = [other.words for other in rows.prose[at:] if other.grid is place.grid]
        yield place._replace(words="\n".join(more))


def _weigh(rows: Rows) -> None:
    """Take weights that every item has for points of 100, where there are no others; else say that they are left."""
    parts = {row.part for row in rows.items}
    weights = [row.weight for row in rows.items if row.weight is not None]
    if len(rows.items) <= len(parts) or len(weights) < len(rows.items):
        return
    rows.weights.clear()
    if sum(weights) == 100 and not any(row.levels or row.points is not None for row in rows.items):
        rows.items = [row._replace(points=weight) for row, weight in zip(rows.items, weights, strict=True)]
    else:
        first = rows.items[0]
        rows.fault(first.grid, first.row, 0, words.WEIGHTS_LEFT, blocking=False)


def _proposal(place: Place, rule: str) -> Proposal:
    return Proposal(sheet=place.grid.name, cell=place.grid.place(place.row, place.column), words=place.words, rule=rule)


def _checklist(name: str, rows: Rows, dimensions: list[dict[str, Any]], rules: list[Any]) -> Checklist | None:
    """Put the checklist together, or say why it cannot be one."""
    held = {
        "id": regex(r"[^\w.-]+").sub("-", name).strip("-") or "导入",
        "title": name,
        "document": name,
        "doc_no": None,
        "year": _year(name, *(place.words for place in rows.prose)),
        "applies_to": "",
        "scoring": {"kind": "scheme", "summary": "", "scheme": {"rules": rules}},
        "sources": {row.source: {"title": row.source} for row in rows.items if row.source},
        "dimensions": dimensions,
    }
    try:
        return Checklist.model_validate(held)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        says = str(first["ctx"]["error"]) if first["type"] == "value_error" else words.EMPTY_SHEET
        rows.faults.append(CellFault(sheet=rows.items[0].grid.name, cell="A1", says=says))
        return None


def _item(row: ItemRow, number: str) -> dict[str, object]:
    """Make one item, its rule as its words suggest."""
    if FATAL.search(row.part) and row.points is None:
        return {**_fatal(row.id or number, row.name, row.grid.name, row.row), "check": row.standard or row.name}
    name = row.name.splitlines()[0]
    check = "\n".join(filter(None, (row.name if len(name) > _NAME or name != row.name else "", row.standard)))
    marks = _marks(row)
    points = None if marks is not None and marks["type"] == "levels" else row.points
    return {
        "id": row.id or number,
        "name": (f"{bare(row.group)}：" if row.group and row.group != row.name else "") + name[:_NAME],
        "check": check or row.name,
        "judge": {"type": "score" if points is not None else "qualitative"},
        "max_points": points,
        "marks": marks,
        "keywords": row.keywords,
        "source": (row.source,) if row.source else (),
        "confidence": "medium",
        "verified": _from(row.grid.name, row.row),
        "status": "official",
    }


def _marks(row: ItemRow) -> dict[str, Any] | None:
    """Propose levels where columns name them, a deduction where the words take points off each time."""
    told = [(word, text) for word, text in row.levels if text]
    if row.points is None:
        return {"type": "levels", "levels": [{"word": w, "text": t} for w, t in told]} if len(told) > 1 else None
    found = {(match[1], Decimal(match[2])) for match in _EACH.finditer(row.standard)}
    if len({each for _, each in found}) != 1:
        return None
    unit, each = min(found)
    most = _AT_MOST.search(row.standard)
    floor = row.points - Decimal(most[1]) if most and 0 < Decimal(most[1]) < row.points else Decimal(0)
    return {"type": "deduction", "max": row.points, "each": each, "unit": unit, "floor": floor} if each > 0 else None


def _fatal(number: str, case: str, sheet: str, row: int) -> dict[str, object]:
    """Make the item of a case that vetoes the whole."""
    return {
        "id": number,
        "name": case[:_NAME],
        "check": case,
        "judge": {"type": "veto"},
        "marks": {"type": "levels", "levels": [{"word": _FREE}, {"word": _HIT}]},
        "veto": True,
        "confidence": "medium",
        "verified": _from(sheet, row),
        "status": "official",
    }


def _year(*texts: str) -> int:
    """Find the first year that is told, 0 where there is none."""
    return next((int(found[0]) for text in texts for found in _YEAR.finditer(text)), 0)


def _from(sheet: str, row: int) -> str:
    return f"导入自“{sheet}”第 {row + 1} 行"
