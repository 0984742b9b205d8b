"""The figures of one paragraph, each with the words around it: own clause, earlier clauses, what follows."""

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal

from desktop.extraction.quantities import Quantity
from desktop.extraction.units import alike, base
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator

_MARK = regex(r"[，,；;。！？!?\n\t：:（(）)](?P<aside>(?<=[（(])[^（）()\d，。xX×]{1,8}[)）](?! *[，,；;。、\n]))?")
_TWO = regex(r"[\u4e00-\u9fff]+、[\u4e00-\u9fff]+")
_FULL = frozenset("。！？!?\n")
_JOINTS = ("、", "和", "及", "与")
_REACH = 160


@dataclass(slots=True)
class Figure:
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
    marks.append(end)
    found = []
    before, sentence_start, behind = start, start, 0
    for place, quantity in enumerate(quantities):
        begin, stop, unit = quantity.start, quantity.end, base(quantity.unit)
        far = begin - before > _REACH
        low = begin - _REACH if far else before
        cuts = marks[bisect_left(marks, low) if far else behind : bisect_left(marks, begin)]
        if far:
            sentence_start = low
        first = low if low > sentence_start else sentence_start
        pieces, since = [], first
        since_before = since == before != start
        opened, closed, parted, stops = False, 0, False, 0
        headed = bool(cuts) and text[cuts[-1]] in "：:"
        for at in cuts:
            character = text[at]
            pieces.append(text[since:at])
            since = at + 1
            if character in _FULL:
                first = sentence_start = since
                pieces, since_before, stops = [], False, stops + 1
            elif character in "；;":
                pieces, since_before, parted = [], False, True
            elif character in "（(":
                opened = True
            elif character in "）)":
                if opened:
                    opened = False
                else:
                    closed += 1
        lead = text[since:begin]
        clause = _put_into(text, cuts, first) if lead.strip() else None
        if clause is not None:
            lead = text[clause.start : clause.stop] + lead
            pieces = pieces[: max(0, len(pieces) - len(cuts) + bisect_left(cuts, clause.stop))]
        adjacent = not cuts and before != start and not far
        if adjacent and "、" in lead and _TWO.fullmatch(lead):
            lead = lead.partition("、")[2]
        if headed and not lead.strip() and pieces:
            lead, headed = pieces.pop(), False
        behind = bisect_left(marks, stop)
        follow, ended = _behind(text, quantities, place, marks, behind)
        found.append(
            Figure(
                quantity,
                unit,
                alike(unit),
                quantity.amount,
                text[begin:stop],
                lead[-80:],
                tuple([piece for piece in pieces[since_before:] if piece.strip(' 、“”"')]),
                follow.rstrip(" 、和及与"),
                text[max(sentence_start, begin - 90) : begin],
                not cuts and before != start and text[before:begin].strip(" 、和及与或-—–―~～至到") == "",
                opened,
                closed,
                stops > 0 or before == start or far,
                adjacent,
                ended,
                parted,
                stops > 1,
                headed,
            )
        )
        before = stop
    return found


def _behind(text: str, quantities: list[Quantity], place: int, marks: list[int], behind: int) -> tuple[str, bool]:
    """Give what stands behind a quantity or its range, up to the next mark or figure, and whether a mark ends it.

    ``marks`` end with the paragraph's end; ``behind`` is the first of them behind the quantity.
    """
    quantity = quantities[place]
    stop = quantity.end
    limit = quantities[place + 1].start if place + 1 < len(quantities) else marks[-1]
    mark = min(marks[behind], stop + 60)
    follow = text[stop : min(limit, mark)]
    if limit < mark and "、" in follow and _TWO.fullmatch(follow):
        follow = follow.partition("、")[0]
    if quantity.rule.endswith("+range") and quantity.comparator is Comparator.AT_LEAST and place + 1 < len(quantities):
        high = quantities[place + 1].end
        beyond = quantities[place + 2].start if place + 2 < len(quantities) else marks[-1]
        follow = text[high : min(marks[bisect_left(marks, high)], beyond, high + 60)]
    return follow, mark <= limit or follow.endswith(_JOINTS)


def following_of(figures: list[Figure], place: int) -> Figure | None:
    """Give the figure behind one, past the upper end of its range."""
    ends = place + 1 < len(figures) and figures[place].quantity.comparator is Comparator.AT_LEAST
    ends = ends and "+range" in figures[place].quantity.rule and "+range" in figures[place + 1].quantity.rule
    place += 2 if ends else 1
    return figures[place] if place < len(figures) else None
