"""The figures of one paragraph, each with the words around it: own clause, earlier clauses, what follows."""

from bisect import bisect_left
from decimal import Decimal
from typing import NamedTuple

from desktop.extraction.quantities import Quantity
from desktop.extraction.units import alike
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator

_MARK = regex(r"[，,；;。！？!?\n\t：:（(）)](?P<aside>(?<=[（(])[^（）()\d，。xX×]{1,8}[)）](?! *[，,；;。、\n]))?")
_TWO = regex(r"[\u4e00-\u9fff]+、[\u4e00-\u9fff]+")
_FULL = frozenset("。！？!?\n")
_REACH = 160


class Figure(NamedTuple):
    """A quantity in its place.

    ``base`` is its measure word without 万 or 亿, ``counter`` the same where those for people are one, ``amount`` its
    value with 万 and 亿 counted in.
    ``lead`` is its own clause up to it, ``earlier`` the clauses since the figure before it in the same sentence, or
    since a semicolon, ``follow`` what stands behind it up to the next mark or figure, ``sentence`` what stands before
    it since the last full stop. ``joined`` tells that only 、和 or nothing parts it from the figure before, ``opened``
    and ``closed`` which brackets stand between the two, ``fresh`` that a sentence begins, ``parted`` that a semicolon
    stands between, ``skipped`` that a whole sentence without figures does,
    ``adjacent`` that no mark stands between, ``ended`` that a mark ends what follows, not the next figure,
    ``headed`` that a colon stands before the lead.
    """

    quantity: Quantity
    base: str
    counter: str
    amount: Decimal
    quote: str
    lead: str
    earlier: tuple[str, ...]
    follow: str
    sentence: str
    joined: bool
    opened: bool
    closed: int
    fresh: bool
    adjacent: bool
    ended: bool
    parted: bool
    skipped: bool
    headed: bool


def _put_into(text: str, cuts: list[int], since: int) -> slice | None:
    """Give the clause that a bracket just before a figure was put into: 教育经费|（含附加）为3亿元.

    A bracket behind a date explains the date.
    """
    if not cuts or text[cuts[-1]] not in "）)":
        return None
    place = next((at for at in range(len(cuts) - 2, -1, -1) if text[cuts[at]] in "（("), -1)
    if place < 0 or cuts[place] <= since or text[cuts[place] - 1] in "年月日":
        return None
    return slice(max(since, cuts[place - 1] + 1 if place else since), cuts[place])


def figures_of(text: str, start: int, end: int, quantities: list[Quantity]) -> list[Figure]:
    """Look around every quantity of a paragraph, from left to right."""
    marks = [match.start() for match in _MARK.finditer(text, start, end) if not match["aside"]]
    found = []
    before, sentence_start = start, start
    for place, quantity in enumerate(quantities):
        low = max(before, quantity.start - _REACH)
        first, last = bisect_left(marks, low), bisect_left(marks, quantity.start)
        cuts = marks[first:last]
        full = [at for at in cuts if text[at] in _FULL]
        fresh = bool(full) or before == start or low > before
        if full:
            sentence_start = full[-1] + 1
        elif low > before:
            sentence_start = low
        pieces, since = [], max(low, sentence_start)
        since_before = since == before != start
        opened, closed, parted = False, 0, False
        headed = bool(cuts) and text[cuts[-1]] in "：:"
        for at in cuts:
            character = text[at]
            if at >= sentence_start:
                pieces.append(text[since:at])
                since = at + 1
            if character in "；;":
                pieces, since_before, parted = [], False, True
            elif character in "（(":
                opened = True
            elif character in "）)":
                if opened:
                    opened = False
                else:
                    closed += 1
        lead = text[since : quantity.start]
        clause = _put_into(text, cuts, max(low, sentence_start)) if lead.strip() else None
        if clause is not None:
            lead = text[clause.start : clause.stop] + lead
            pieces = pieces[: max(0, len(pieces) - len(cuts) + bisect_left(cuts, clause.stop))]
        if not cuts and before != start and low == before and _TWO.fullmatch(lead):
            lead = lead.partition("、")[2]
        if headed and not lead.strip() and pieces:
            lead, headed = pieces.pop(), False
        gap = text[before : quantity.start]
        follow, ended = _behind(text, quantities, place, marks, end)
        base = quantity.base
        found.append(
            Figure(
                quantity,
                base,
                alike(base),
                quantity.amount,
                text[quantity.start : quantity.end],
                lead[-80:],
                tuple([piece for piece in pieces[since_before:] if piece.strip(' 、“”"')]),
                follow.rstrip(" 、和及与"),
                text[max(sentence_start, quantity.start - 90) : quantity.start],
                not cuts and before != start and gap.strip(" 、和及与或-—–―~～至到") == "",
                opened,
                closed,
                fresh,
                not cuts and before != start and low == before,
                ended,
                parted,
                len(full) > 1,
                headed,
            )
        )
        before = quantity.end
    return found


def _behind(text: str, quantities: list[Quantity], place: int, marks: list[int], end: int) -> tuple[str, bool]:
    """Give what stands behind a quantity or its range, up to the next mark or figure, and whether a mark ends it."""
    quantity = quantities[place]
    limit = quantities[place + 1].start if place + 1 < len(quantities) else end
    after = bisect_left(marks, quantity.end)
    mark = min(marks[after] if after < len(marks) else end, quantity.end + 60)
    follow = text[quantity.end : min(limit, mark)]
    if limit < mark and _TWO.fullmatch(follow):
        follow = follow.partition("、")[0]
    ranges = quantity.rule.endswith("+range") and quantity.comparator is Comparator.AT_LEAST
    if ranges and place + 1 < len(quantities):
        high = quantities[place + 1].end
        past = bisect_left(marks, high)
        beyond = quantities[place + 2].start if place + 2 < len(quantities) else end
        follow = text[high : min(marks[past] if past < len(marks) else end, beyond, high + 60)]
    return follow, mark <= limit or follow.endswith(tuple("、和及与"))


def following_of(figures: list[Figure], place: int) -> Figure | None:
    """Give the figure behind one, past the upper end of its range."""
    ends = place + 1 < len(figures) and figures[place].quantity.comparator is Comparator.AT_LEAST
    ends = ends and "+range" in figures[place].quantity.rule and "+range" in figures[place + 1].quantity.rule
    place += 2 if ends else 1
    return figures[place] if place < len(figures) else None
