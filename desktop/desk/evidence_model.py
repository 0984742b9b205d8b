"""The evidence of the chosen item as a list: what is confirmed, then what is suggested."""

from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.desk.words import one_line
from desktop.model.carry import nearest
from desktop.model.places import Places
from desktop.model.report import Report, Reword, reworded
from desktop.model.review import Evidence, ItemKey, Note, Quote, Review
from desktop.model.value import Value
from desktop.model.verdict import Candidate
from desktop.model.words import ORIGIN_WORD

Index = QModelIndex | QPersistentModelIndex


class EvidenceRole(IntEnum):
    """What a delegate asks for."""

    ROW = int(Qt.ItemDataRole.UserRole)


class EvidenceRow(Value):
    """One card; ``span`` is None for a note, ``badge`` says where it comes from, ``about`` where it stands and why.

    ``key`` tells it from the others and stays when a suggestion is taken; ``id`` is the evidence's, once it is one.
    """

    key: str
    id: str = ""
    kind: Literal["quote", "note", "suggested"]
    text: str
    badge: str
    about: str
    span: tuple[int, int] | None

    @property
    def confirmed(self) -> bool:
        """Tell whether the inspector has taken it."""
        return self.kind != "suggested"


def evidence_rows(
    review: Review | None,
    key: ItemKey,
    document: str,
    candidates: tuple[Candidate, ...],
    places: Places,
    rewords: tuple[Reword, ...] = (),
) -> tuple[EvidenceRow, ...]:
    """List an item's evidence as it was added, then the suggestions neither taken nor rejected, best first.

    Words stand on the cards as they were corrected.
    """
    confirmed = review.evidence_of(*key) if review else ()
    dismissed = review.dismissed_of(key[0]) if review else frozenset()
    taken = {(e.start, e.end) for e in confirmed if isinstance(e, Quote) and e.document == document}
    rows = [_confirmed_row(entry, document, places, rewords) for entry in confirmed]
    for candidate in candidates:
        span = (candidate.start, candidate.end)
        if span in taken or (document, *span) in dismissed:
            continue
        about = " · ".join(filter(None, (places.of(candidate.start), candidate.why)))
        text = one_line(reworded(candidate.quote, candidate.start, rewords))
        name = f"{span[0]}-{span[1]}"
        rows.append(EvidenceRow(key=name, kind="suggested", text=text, badge="建议", about=about, span=span))
    return tuple(rows)


def lost_quotes(review: Review, report: Report) -> tuple[Quote, ...]:
    """List the evidence that stands in an older version of the report and was not found again."""
    return tuple(e for e in review.evidence if isinstance(e, Quote) and e.document != report.sha256)


def near_lost(report: Report, lost: Iterable[Quote]) -> Iterator[Candidate]:
    """Offer the words of the report that are most like evidence of an older version."""
    for entry in lost:
        place = nearest(report.text, entry.quote)
        if place is not None:
            quote = report.quote(*place)
            yield Candidate(start=place[0], end=place[1], quote=quote, why="与旧版佐证最近似", weight=1.0)


class EvidenceModel(QAbstractListModel):
    """Show the cards of one item; keeps rows that stay, so that selection and scroll stay with them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._item = ""
        self._rows: list[EvidenceRow] = []

    @property
    def rows(self) -> tuple[EvidenceRow, ...]:
        """Give the cards in order."""
        return tuple(self._rows)

    def show(self, item: str, rows: tuple[EvidenceRow, ...]) -> None:
        """Show an item's cards; for the item already shown, only what differs moves."""
        if item != self._item:
            self.beginResetModel()
            self._item, self._rows = item, list(rows)
            self.endResetModel()
            return
        wanted = {row.key for row in rows}
        for at in range(len(self._rows) - 1, -1, -1):
            if self._rows[at].key not in wanted:
                self._remove(at)
        for at, row in enumerate(rows):
            found = next((i for i in range(at, len(self._rows)) if self._rows[i].key == row.key), None)
            if found is not None and found != at:
                self._remove(found)
                found = None
            if found is None:
                self.beginInsertRows(QModelIndex(), at, at)
                self._rows.insert(at, row)
                self.endInsertRows()
            elif self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))

    def row_at(self, index: Index) -> EvidenceRow | None:
        """Give the card of an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Count the cards."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's signature
        """Answer for one card."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == EvidenceRole.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.text}\n{row.badge} · {row.about}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{'佐证' if row.confirmed else '建议佐证'}：{row.text}，{row.badge}，{row.about}"
        return None

    def _remove(self, at: int) -> None:
        """Take one card out."""
        self.beginRemoveRows(QModelIndex(), at, at)
        del self._rows[at]
        self.endRemoveRows()


def _confirmed_row(entry: Evidence, document: str, places: Places, rewords: tuple[Reword, ...]) -> EvidenceRow:
    """Make the card of a confirmed piece of evidence."""
    if isinstance(entry, Note):
        badge, about = entry.method.value, " · ".join(filter(None, (entry.source, entry.date)))
        return EvidenceRow(key=entry.id, id=entry.id, kind="note", text=entry.text, badge=badge, about=about, span=None)
    here = entry.document == document
    where = places.of(entry.start) if here else "旧版原文，这一版里没有找到"
    span = (entry.start, entry.end) if here else None
    key = f"{entry.start}-{entry.end}" if here else entry.id
    words = reworded(entry.quote, entry.start, rewords) if here else entry.quote
    badge, text = ORIGIN_WORD[entry.origin], one_line(words)
    return EvidenceRow(key=key, id=entry.id, kind="quote", text=text, badge=badge, about=where, span=span)
