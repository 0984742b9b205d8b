"""The inspector's pen: everything that can be written to the chosen item."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from desktop.desk import edits
from desktop.desk.evidence_model import EvidenceRow
from desktop.desk.ledger import TextField
from desktop.desk.words import FIGURE_WORD, item_title, shortened
from desktop.model.errors import DuyueError
from desktop.model.record import Mark
from desktop.model.review import (
    Audience,
    CorrectedField,
    EvidenceOrigin,
    Memo,
    Note,
    NoteMethod,
    Review,
    Score,
    rewords,
)

if TYPE_CHECKING:
    from desktop.desk.desk import Desk


class Pen:
    """Write to the item that is chosen on a desk; every method tells whether anything was written."""

    def __init__(self, desk: "Desk") -> None:
        """Write on this desk."""
        self._desk = desk

    def give(
        self,
        *,
        points: Decimal | None = None,
        level: str | None = None,
        given: tuple[Decimal, ...] = (),
        na: bool = False,
    ) -> bool:
        """Score the chosen item by points, by level, by the numbers that its rule asks for, or as 不适用."""
        from desktop import scoring

        numbers = "、".join(format(number, "f") for number in given)
        words = level or ("不适用" if na else f"填 {numbers}" if given else f"{points} 分")
        work = partial(scoring.scored, points=points, level=level, given=given, na=na)
        return self._edit(f"评分：{words}", work)

    def claim(self, points: Decimal | None) -> bool:
        """Keep what the report gives itself for the chosen item (自评分); None takes it away."""
        return self._edit("自评分", partial(edits.claimed, points=points))

    def doubt(self) -> bool:
        """Mark the chosen item 存疑, or take the mark off."""
        return self._edit("存疑", edits.doubted)

    def clear_score(self) -> bool:
        """Make the chosen item 未评 again."""
        return self._edit("清除评分", edits.cleared)

    def give_again(self, score: Score) -> bool:
        """Score the chosen item as it was scored before."""
        return self._edit("恢复评分", lambda review, _, **__: review.with_score(score))

    def take(self, row: EvidenceRow) -> bool:
        """Take a suggestion as evidence."""
        if row.span is None or row.confirmed:
            return False
        return self._quote(row.span, EvidenceOrigin.SUGGESTED, "采用佐证")

    def reject(self, row: EvidenceRow) -> bool:
        """Reject a suggestion."""
        report = self._desk.report
        if row.span is None or row.confirmed or report is None:
            return False
        start, end = row.span
        return self._edit(
            "不采用建议", lambda review, item, **_: edits.rejected(review, item, report.sha256, start, end)
        )

    def add_selection(self, start: int, end: int, item: str = "") -> bool:
        """Take selected words as evidence of an item, by default the chosen one.

        Words that lie across a suggestion are that suggestion, changed (改写).
        """
        held = self._desk.item
        suggestion = self._desk.answers.suggestion(item or (held.id if held else ""))
        changed = any(c.start < end and start < c.end for c in (suggestion.evidence if suggestion else ()))
        origin = EvidenceOrigin.EDITED if changed else EvidenceOrigin.MANUAL
        return self._quote((start, end), origin, "添加佐证", item)

    def add_note(self, method: NoteMethod, text: str, source: str, date: str) -> bool:
        """Take what was seen outside the report as evidence."""
        note = Note(id=_fresh_id(), item="", method=method, text=text, source=source, date=date)
        return self._edit("添加记录", partial(edits.noted, note=note))

    def detach(self, row: EvidenceRow) -> bool:
        """Take a piece of evidence off the item."""
        if not row.confirmed:
            return False
        return self._edit("移除佐证", lambda review, _, **__: review.without_evidence(row.id))

    def write_memo(self, run: tuple[int, int], text: str, audience: Audience) -> bool:
        """Write a memo beside words of the report."""
        ledger, report = self._desk.ledger, self._desk.report
        mark = edits.trimmed(report.text, *run) if report else None
        if ledger is None or report is None or mark is None or not text.strip():
            return False
        ledger.flush()
        new = Memo(
            id=_fresh_id(),
            document=report.sha256,
            start=mark.start,
            end=mark.end,
            quote=mark.quote,
            text=text.strip(),
            audience=audience,
        )
        return self._desk.amend(ledger.review.with_memo(new), f"写旁注 · {shortened(new.text)}")

    def change_memo(self, memo: Memo, text: str, audience: Audience) -> bool:
        """Give a memo other words, or another reader."""
        ledger = self._desk.ledger
        if ledger is None or not text.strip():
            return False
        ledger.flush()
        new = memo.model_copy(update={"text": text.strip(), "audience": audience})
        return self._desk.amend(ledger.review.with_memo(new), f"改旁注 · {shortened(new.text)}")

    def remove_memo(self, memo: str) -> bool:
        """Take a memo away."""
        ledger = self._desk.ledger
        held = next((each for each in ledger.review.memos if each.id == memo), None) if ledger else None
        if ledger is None or held is None:
            return False
        ledger.flush()
        return self._desk.amend(ledger.review.without_memo(memo), f"删旁注 · {shortened(held.text)}")

    def type_text(self, field: TextField, text: str) -> None:
        """Take reason or remark while it is being typed."""
        ledger, item = self._desk.ledger, self._desk.item
        if ledger and item:
            ledger.type_text(item, field, text, self._desk.topics.chosen)

    def text(self, field: TextField) -> str:
        """Give reason or remark as typed last."""
        ledger, item = self._desk.ledger, self._desk.item
        return ledger.text(item.id, field, self._desk.topics.chosen) if ledger and item else ""

    # The reading

    def correct(self, start: int, fields: Mapping[CorrectedField, str]) -> bool:
        """Correct what was read of the figure at an offset."""
        told = "，".join(f"{FIGURE_WORD[field]}{f'“{value}”' if value else '空'}" for field, value in fields.items())
        return self._reread(f"更正{self._figure(start)}：{told}", partial(edits.corrected, start=start, fields=fields))

    def strike(self, start: int) -> bool:
        """Say that what was read at an offset is no figure."""
        told = f"{self._figure(start)}不是指标"
        return self._reread(told, partial(edits.corrected, start=start, fields={"metric": "no"}))

    def restore(self, start: int) -> bool:
        """Let the figure at an offset be read as it was."""
        return self._reread(f"恢复{self._figure(start)}的原读数", partial(edits.restored, start=start))

    def add_figure(self, start: int, end: int) -> bool:
        """Take selected words for a figure that was missed; there must be a number among them, and no figure yet."""
        from desktop.extraction.quantities import quantities

        report, seen = self._desk.report, self._desk.examination
        mark = edits.trimmed(report.text, start, end) if report else None
        if report is None or mark is None or seen is None or mark.start in seen.metric_at:
            return False
        return bool(quantities(report.text, mark.start, mark.end)) and self._reread(
            f"补记指标“{mark.quote}”", partial(edits.marked, mark=mark)
        )

    def words_at(self, start: int, end: int) -> Mark | None:
        """Give the words between two offsets that can be corrected: what was corrected there before comes whole.

        None where no page shows what the file really says, or where they lie on more than one line of it.
        """
        report, ledger = self._desk.report, self._desk.ledger
        if report is None or report.pages is None or ledger is None:
            return None
        for held in rewords(ledger.review.corrections, report.sha256):
            if held.start < end and start < held.end:
                start, end = min(start, held.start), max(end, held.end)
        mark = edits.trimmed(report.text, start, end)
        if mark is None or len(list(report.pages.between(mark.start, mark.end))) != 1:
            return None
        return mark

    def reads(self, mark: Mark) -> str:
        """Give words of the report as they are read now: as they were corrected, if they were."""
        report, ledger = self._desk.report, self._desk.ledger
        if report is None or ledger is None:
            return mark.quote
        held = rewords(ledger.review.corrections, report.sha256)
        return report.model_copy(update={"rewords": held}).reads(mark.start, mark.end)

    def reword(self, mark: Mark, words: str) -> bool:
        """Let words of the report be read as the page has them."""
        told = f"更正文字“{mark.quote}”为“{words}”"
        return self._reread(told, partial(edits.reworded, mark=mark, words=" ".join(words.split())))

    def ignore(self, starts: tuple[int, ...], reason: str) -> bool:
        """Let figures pass that no item needs."""
        told = f"忽略{self._figures(starts)}：{shortened(reason)}"
        return self._reread(told, partial(edits.ignored, starts=starts, reason=reason))

    def ask_again(self, starts: tuple[int, ...]) -> bool:
        """Ask for figures again that were let pass."""
        return self._reread(f"取消忽略{self._figures(starts)}", partial(edits.asked_again, starts=starts))

    def _reread(self, words: str, change: Callable[..., Review]) -> bool:
        """Change what the review says of the reading."""
        ledger, report = self._desk.ledger, self._desk.report
        if ledger is None or report is None:
            return False
        ledger.flush()
        return self._desk.amend(change(ledger.review, report.sha256), words)

    def _figure(self, start: int) -> str:
        """Name the figure at an offset by its words."""
        seen = self._desk.examination
        metric = seen.metric_at.get(start) if seen else None
        return f"“{metric.quote}”" if metric else ""

    def _figures(self, starts: tuple[int, ...]) -> str:
        """Name one figure by its words, several by their number."""
        return self._figure(starts[0]) if len(starts) == 1 else f" {len(starts)} 个指标"

    def _quote(self, span: tuple[int, int], origin: EvidenceOrigin, words: str, item: str = "") -> bool:
        """Tie words of the report to the item."""
        report = self._desk.report
        mark = edits.trimmed(report.text, *span) if report else None
        if report is None or mark is None:
            return False
        work = partial(edits.quoted, document=report.sha256, mark=mark, origin=origin, new_id=_fresh_id())
        return self._edit(words, work, item)

    def _edit(self, words: str, change: Callable[..., Review], name: str = "") -> bool:
        """Change an item's part of the review, by default the chosen one's."""
        ledger, checklist = self._desk.ledger, self._desk.checklist
        item = checklist.item_by_id.get(name) if checklist and name else self._desk.item
        if ledger is None or item is None:
            return False
        ledger.flush()
        subject = self._desk.topics.of(item.id)
        try:
            self._desk.topics.ask_for_subject(item.id)
            new = change(ledger.review, item, subject=subject)
        except DuyueError as error:
            return self._desk.refuse(error)
        return self._desk.amend(new, " · ".join(filter(None, (words, item_title(item), shortened(subject)))))


def _fresh_id() -> str:
    """Make the id of a new piece of evidence."""
    return uuid4().hex[:12]
