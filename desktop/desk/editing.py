"""A checklist being edited: its form as words, every change a new form, every form checked at once."""

import re

from desktop.desk.library import checked, form_of
from desktop.model.checklist import Checklist
from desktop.model.draft import CellFault, Form
from desktop.model.value import Value

ABOUT, ITEMS, PARTS = "评价表", "评分项", "维度"
REPEATS = "逐条"
RULE = "合计规则"
_POINTS, _OWN = frozenset({"分值", "评分方式"}), "自拟"
SHOWN = ("评分项", "评价标准", "分值", "评分方式", "判定方式", "判定线", "指标", "关键词", "依据", "条款", "备注")
"""The fields of an item that the editor shows, besides its number and its part."""
_PLACE = re.compile(r"([A-Z]+)(\d+)")


class ItemFault(Value):
    """What is wrong with the checklist: the row of the item (from 0; -1 for the whole), its field, the words."""

    row: int
    field: str
    says: str


class Editing:
    """Hold the form being edited with what was before, so that every change can be taken back."""

    def __init__(self, checklist: Checklist) -> None:
        """Begin with a checklist."""
        self.form = form_of(checklist)
        self._before: list[Form] = []
        self.draft = checked(self.form)

    @property
    def heads(self) -> tuple[str, ...]:
        """List the columns of an item."""
        return self.form.sheet(ITEMS).rows[0]

    @property
    def items(self) -> tuple[dict[str, str], ...]:
        """List the items as words by column, and what each is scored for as its part has it."""
        parts = self.form.sheet(PARTS).rows
        repeats = {row[0]: row[parts[0].index(REPEATS)] for row in parts[1:]}
        rows = (dict(zip(self.heads, row, strict=True)) for row in self.form.sheet(ITEMS).rows[1:])
        return tuple({**row, REPEATS: repeats.get(row["维度编号"], "")} for row in rows)

    @property
    def about(self) -> dict[str, str]:
        """Give what is said of the whole, but for the rules."""
        return {name: text for name, text in self.form.sheet(ABOUT).rows if name != RULE}

    @property
    def rules(self) -> tuple[str, ...]:
        """List the rules by which the whole adds up."""
        return tuple(text for name, text in self.form.sheet(ABOUT).rows if name == RULE)

    @property
    def faults(self) -> tuple[ItemFault, ...]:
        """List what is wrong, with the item and field it is wrong at."""
        return tuple(map(self._fault, self.draft.faults))

    @property
    def checklist(self) -> Checklist | None:
        """Give the checklist when nothing is wrong."""
        return self.draft.checklist

    @property
    def can_undo(self) -> bool:
        """Tell whether there is a change to take back."""
        return bool(self._before)

    def set(self, row: int, field: str, text: str) -> None:
        """Change one field of an item; a part's name, and what it is scored for, change for all items of the part.

        Points that the office sets on an item that is not its own are marked 自定分值.
        """
        items = [dict(item) for item in self.items]
        if items[row].get(field) == text:
            return
        of_part = field in (PARTS, REPEATS)
        for item in items if of_part else [items[row]]:
            if not of_part or item["维度编号"] == items[row]["维度编号"]:
                item[field] = text
                if field in _POINTS and item["状态"] != _OWN:
                    item["自定分值"] = "是"
        self._put(items)

    def set_about(self, name: str, text: str) -> None:
        """Change what is said of the whole."""
        rows = tuple((key, text if key == name else old) for key, old in self.form.sheet(ABOUT).rows)
        self._change(self.form.with_rows(ABOUT, rows))

    def set_rules(self, rules: tuple[str, ...]) -> None:
        """Replace the rules by which the whole adds up."""
        rows = [row for row in self.form.sheet(ABOUT).rows if row[0] != RULE]
        written = [(RULE, rule) for rule in rules if rule.strip()]
        at = next((n for n, row in enumerate(rows) if row[0] == "其他"), len(rows))
        self._change(self.form.with_rows(ABOUT, tuple((*rows[:at], *written, *rows[at:]))))

    def add(self, after: int) -> int:
        """Add an empty item after another, in its part; gives its row."""
        like = self.items[after] if self.items else dict.fromkeys(self.heads, "")
        fresh = dict.fromkeys(self.heads, "")
        fresh |= {name: like[name] for name in ("维度编号", "维度", REPEATS, "依据")}
        fresh |= {"编号": self._fresh(like["编号"]), "评分项": "新评分项", "判定方式": "定性"}
        fresh |= {"状态": "自拟", "可信度": "自拟"}
        return self._insert(after + 1, fresh)

    def split(self, row: int) -> int:
        """Cut an item's standard in two items; their points are left to set. Gives the new row."""
        item = dict(self.items[row])
        first, second = _halves(item["评价标准"])
        fresh = {**item, "编号": self._fresh(item["编号"]), "评分项": f"{item['评分项']}（二）", "评价标准": second}
        items = [dict(each) for each in self.items]
        items[row] = {**item, "评价标准": first}
        items.insert(row + 1, fresh)
        self._put(items)
        return row + 1

    def move(self, row: int, by: int) -> int:
        """Move an item up or down, into the next part at its edge; gives its new row."""
        items = [dict(each) for each in self.items]
        to = row + by
        if not 0 <= to < len(items):
            return row
        item = items.pop(row)
        other = self.items[to]
        if other["维度编号"] != item["维度编号"]:
            item |= {name: other[name] for name in ("维度编号", "维度", REPEATS)}
            to = row
        items.insert(to, item)
        self._put(items)
        return to

    def remove(self, row: int) -> None:
        """Take an item away."""
        self._put([dict(item) for at, item in enumerate(self.items) if at != row])

    def undo(self) -> None:
        """Take the last change back."""
        if self._before:
            self.form = self._before.pop()
            self.draft = checked(self.form)

    def _insert(self, at: int, fresh: dict[str, str]) -> int:
        items = [dict(item) for item in self.items]
        items.insert(at, fresh)
        self._put(items)
        return at

    def _put(self, items: list[dict[str, str]]) -> None:
        """Write items back, with a part for each that has any."""
        rows = tuple(tuple(item[name] for name in self.heads) for item in items)
        form = self.form.with_rows(ITEMS, (self.heads, *rows))
        held = {row[0]: row for row in form.sheet(PARTS).rows[1:]}
        heads = form.sheet(PARTS).rows[0]
        parts: dict[str, tuple[str, ...]] = {}
        for item in items:
            old = held.get(item["维度编号"], (item["维度编号"], *[""] * (len(heads) - 1)))
            new = {**dict(zip(heads, old, strict=True)), PARTS: item["维度"], REPEATS: item[REPEATS]}
            parts[item["维度编号"]] = tuple(new[head] for head in heads)
        self._change(form.with_rows(PARTS, (heads, *parts.values())))

    def _change(self, form: Form) -> None:
        """Take a new form, and check it."""
        self._before.append(self.form)
        self.form = form
        self.draft = checked(form)

    def _fresh(self, like: str) -> str:
        """Make an id that no item has: the next number after one like it."""
        taken = {item["编号"] for item in self.items}
        stem = like.rstrip("0123456789")
        at = int(like[len(stem) :] or 0) + 1
        while f"{stem}{at}" in taken:
            at += 1
        return f"{stem}{at}"

    def _fault(self, fault: CellFault) -> ItemFault:
        """Turn a cell into an item and a field."""
        place = _PLACE.fullmatch(fault.cell)
        if fault.sheet != ITEMS or place is None or int(place[2]) < 2:
            field = self.form.sheet(ABOUT).rows[int(place[2]) - 1][0] if place and fault.sheet == ABOUT else fault.sheet
            return ItemFault(row=-1, field=field, says=fault.says)
        column = 0
        for letter in place[1]:
            column = column * 26 + ord(letter) - 64
        return ItemFault(row=int(place[2]) - 2, field=self.heads[column - 1], says=fault.says)


def copied(checklist: Checklist, new_id: str, title: str) -> Checklist:
    """Begin a new edition from a checklist."""
    return checklist.model_copy(update={"id": new_id, "title": title})


def _halves(text: str) -> tuple[str, str]:
    """Cut a text in two near its middle, at a line or stop."""
    inner = text.rstrip("\n；。")
    stops = [match.end() for match in re.finditer(r"[\n；。]", inner)]
    stops = stops or [match.end() for match in re.finditer("，", inner)]
    if not stops:
        return text, text
    at = min(stops, key=lambda stop: abs(stop - len(text) / 2))
    return text[:at].strip(), text[at:].strip()
