"""The one door for change: a step is written to the case file first, then it stands and can be undone."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.desk.history import History
from desktop.desk.words import item_title
from desktop.model.checklist import Item
from desktop.model.errors import CaseError
from desktop.model.replay import Timeline, Transition
from desktop.model.review import Review, Score
from desktop.model.step import Step, changes_between
from desktop.storage.casefile import CaseFile

logger = logging.getLogger(__name__)

TextField = Literal["reason", "remark"]
IDLE_MS = 600
_TEXT_WORDS: dict[TextField, str] = {"reason": "填写评分理由", "remark": "填写备注"}


class Ledger(QObject):
    """Hold an open case file with its review and history.

    Where the file cannot be written any more, work goes on in memory: ``detached`` says why, and "" when what the
    memory held is in a file again. A change that does not fit the file does not stand, and ``refused`` says why.
    ``stepped`` tells of an edit, undo or redo with its words; of typing, which shows where one looks, it does not.
    """

    changed = Signal(object, object)
    saved = Signal(str)
    refused = Signal(str)
    detached = Signal(str)
    stepped = Signal(str, str)

    def __init__(self, file: CaseFile, log: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.file = file
        self.review = log.review
        self.history = History(self._on_shown, self)
        self.history.restore(log)
        self._typed: dict[tuple[str, str, TextField], tuple[Item, str]] = {}
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.flush)

    @property
    def pending(self) -> bool:
        """Tell whether typed text still waits to be written."""
        return bool(self._typed)

    def amend(self, new: Review, words: str, key: str = "") -> bool:
        """Write a change and let it stand; False when there is none or it could not be written.

        ``words`` name the action in the undo menu; changes with the same non-empty ``key`` in a row are undone as one.
        """
        old = self.review
        if not self._written(old, new, words, "edit"):
            return False
        self.history.add(Transition(words=words, before=old, after=new), key)
        self.changed.emit(old, new)
        if not key:
            self.stepped.emit("edit", words)
        return True

    def undo(self) -> bool:
        """Take back the last change, in the file too."""
        return self._move("undo", self.history.undo)

    def redo(self) -> bool:
        """Bring back the change taken back last, in the file too."""
        return self._move("redo", self.history.redo)

    def text(self, item: str, field: TextField, subject: str = "") -> str:
        """Give a text field of an item as it was typed last, written or not."""
        if (item, subject, field) in self._typed:
            return self._typed[item, subject, field][1]
        score = self.review.score_of(item, subject)
        return str(getattr(score, field)) if score else ""

    def type_text(self, item: Item, field: TextField, text: str, subject: str = "") -> None:
        """Take a text field as it stands while typing; it is written after a pause or by ``flush``."""
        if text != self.text(item.id, field, subject):
            self._typed[item.id, subject, field] = (item, text)
            self._idle.start(IDLE_MS)

    def flush(self) -> bool:
        """Write what was typed; False when some of it does not fit the file and still waits."""
        self._idle.stop()
        for (name, subject, field), (item, text) in list(self._typed.items()):
            score = self.review.score_of(name, subject) or Score(item=name, wording=item.wording_hash, subject=subject)
            if getattr(score, field) != text:
                new = self.review.with_score(score.model_copy(update={field: text}))
                if not self.amend(new, f"{_TEXT_WORDS[field]} · {item_title(item)}", f"{name}/{subject}/{field}"):
                    return False
            self._typed.pop((name, subject, field), None)
        return True

    def attach(self) -> bool:
        """Write what only the memory holds back to the file; False where that is not possible, which is told."""
        try:
            self.file.attach()
        except CaseError as error:
            self.refused.emit(error.says)
            return False
        self._tell_saved(datetime.now())
        self.detached.emit("")
        return True

    def settle(self) -> bool:
        """Write everything to the file, as before it is closed; False when some of it is in memory alone."""
        return self.flush() and (not self.file.unsaved or self.attach())

    def go_on_in(self, file: CaseFile) -> None:
        """Write to a copy of the file from now on, with what was done while it was made; raises ``CaseError``."""
        file.catch_up(self.file)
        self.file.close()
        self.file = file
        self._tell_saved(datetime.now())
        self.detached.emit("")

    def close(self) -> None:
        """Close the file."""
        self._idle.stop()
        self.file.close()

    def _move(self, kind: Literal["undo", "redo"], move: Callable[[], None]) -> bool:
        """Write an undo or redo, then show it."""
        self.flush()
        change = self.history.ahead(undo=kind == "undo")
        if change is None:
            return False
        old, target = self.review, change.before if kind == "undo" else change.after
        if not self._written(old, target, change.words, kind):
            return False
        move()
        # Only now, for a command is carried out before the stack says that it stands elsewhere.
        self.changed.emit(old, self.review)
        self.stepped.emit(kind, change.words)
        return True

    def _written(self, old: Review, new: Review, words: str, kind: Literal["edit", "undo", "redo"]) -> bool:
        """Append one row to the file."""
        changes = changes_between(old, new)
        if not changes:
            return False
        at = datetime.now().astimezone()
        if not self._appended(old.id, Step(words=words, changes=changes, kind=kind), at.isoformat(timespec="seconds")):
            return False
        if not self.file.detached:
            self._tell_saved(at)
        return True

    def _appended(self, review_id: str, step: Step, at: str) -> bool:
        """Append a row to the file, or in memory once that fails."""
        try:
            self.file.append(review_id, step, at)
        except CaseError as error:
            logger.warning("a change was not written: %s", type(error).__name__)
            if self.file.detached:
                self.refused.emit(error.says)
                return False
            self.file.detach(error.says)
            self.detached.emit(error.says)
            return self._appended(review_id, step, at)
        return True

    def _tell_saved(self, at: datetime) -> None:
        """Say when something was written to the disk."""
        self.saved.emit(at.strftime("%H:%M:%S"))

    def _on_shown(self, review: Review) -> None:
        """Let a review stand."""
        self.review = review
