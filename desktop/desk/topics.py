"""What the items of a repeating dimension are scored for: which subject one stands at, and the list of them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from desktop.desk.words import shortened
from desktop.model import subjects
from desktop.model.errors import DuyueError, WrongRequest
from desktop.model.review import Review
from desktop.model.words import REPEATS_WORD

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

PLACE = "subject"
"""The place in a case's view that holds the subject one stood at."""


class Topics:
    """Keep the subjects of one desk; what changes the review can be undone like everything else."""

    def __init__(self, desk: "Desk") -> None:
        """Keep those of this desk."""
        self._desk = desk
        self._chosen: dict[str, str] = {}

    @property
    def kind(self) -> str:
        """Say what the chosen item repeats for, "" if it is scored once."""
        desk = self._desk
        return subjects.kind_of(desk.checklist, desk.item) if desk.checklist and desk.item else ""

    @property
    def word(self) -> str:
        """Give the Chinese word for one subject of the chosen item: 问题, 学段, 学校."""
        return REPEATS_WORD.get(self.kind, self.kind)

    @property
    def names(self) -> tuple[str, ...]:
        """List the subjects of the chosen item, in their order; none while no subject is named."""
        item = self._desk.item
        return tuple(name for name in self._named(item.id) if name or self._scored_whole()) if item else ()

    @property
    def chosen(self) -> str:
        """Name the subject that the chosen item is looked at for."""
        item = self._desk.item
        return self.of(item.id) if item else ""

    def of(self, item: str) -> str:
        """Name the subject that an item is looked at for: the one chosen last, else its first."""
        checklist = self._desk.checklist
        if checklist is None or item not in checklist.item_by_id:
            return ""
        named = self._named(item)
        chosen = self._chosen.get(checklist.dimension_of[item].repeats, str(self._desk.bookmark.places.get(PLACE, "")))
        return chosen if chosen in named else named[0]

    def stand_at(self, item: str, subject: str) -> None:
        """Look at an item for a subject, once the item is chosen."""
        checklist = self._desk.checklist
        if checklist is not None and item in checklist.item_by_id and checklist.dimension_of[item].repeats:
            self._chosen[checklist.dimension_of[item].repeats] = subject
            self._desk.bookmark.keep(**{PLACE: subject})

    def forget(self) -> None:
        """Stand nowhere: the desk is empty."""
        self._chosen.clear()

    def choose(self, subject: str) -> None:
        """Look at the chosen item for another subject."""
        item = self._desk.item
        if item is not None and subject != self.chosen:
            self._desk.choose_item(item.id, subject)

    def step(self, by: int) -> None:
        """Look at the chosen item for the next or previous subject."""
        names = self.names
        at = (names.index(self.chosen) if self.chosen in names else 0) + by
        if 0 <= at < len(names):
            self.choose(names[at])

    def progress(self) -> dict[str, tuple[int, int]]:
        """Count for each subject of the chosen item how many items of its dimension are settled, and how many are."""
        desk = self._desk
        if desk.checklist is None or desk.item is None:
            return {}
        items = [item.id for item in desk.checklist.dimension_of[desk.item.id].items]
        done = {score.key for score in desk.review.scores if score.settled} if desk.review else set()
        return {name: (sum((item, name) in done for item in items), len(items)) for name in self.names}

    def found(self) -> tuple[str, ...]:
        """List what the report itself offers as subjects that are not named yet: the problems read in it."""
        seen = self._desk.examination
        if self.kind != "problem" or seen is None:
            return ()
        held = set(self.names)
        told = dict.fromkeys(subjects.name_of(problem.quote) for problem in seen.problems)
        return tuple(name for name in told if name not in held)

    def add(self, names: Iterable[str]) -> bool:
        """Name further subjects, and look at the first of them."""
        held, kind = set(self.names), self.kind
        fresh = [name.strip() for name in names if name.strip() and name.strip() not in held]
        words = f"添加{self.word} · {shortened(fresh[0])}" if len(fresh) == 1 else f"添加{self.word} {len(fresh)} 个"
        return bool(fresh) and self._change(words, fresh[0], lambda review: subjects.added(review, kind, fresh))

    def rename(self, name: str) -> bool:
        """Give the chosen subject another name."""
        old, kind, checklist = self.chosen, self.kind, self._desk.checklist
        words = f"改名{self.word} · {shortened(name.strip())}"
        return checklist is not None and self._change(
            words, name.strip(), lambda review: subjects.renamed(review, checklist, kind, old, name)
        )

    def remove(self) -> bool:
        """Take the chosen subject away with its scores and evidence."""
        names, old, kind, checklist = self.names, self.chosen, self.kind, self._desk.checklist
        if checklist is None or old not in names:
            return False
        at = names.index(old)
        beside = (*names[at + 1 :], *reversed(names[:at]), "")[0]
        return self._change(
            f"删除{self.word} · {shortened(old)}", beside, lambda review: subjects.removed(review, checklist, kind, old)
        )

    def ask_for_subject(self, item: str) -> None:
        """Raise ``WrongRequest`` where an item cannot be answered before a subject is named."""
        checklist = self._desk.checklist
        part = checklist.dimension_of[item] if checklist is not None else None
        if part is not None and part.repeats and self._named(item) == ("",) and not self._scored_whole():
            word = REPEATS_WORD.get(part.repeats, part.repeats)
            raise WrongRequest(f"“{part.name}”要对每个{word}各评一次，请先在评分项上方添加{word}。")

    def _change(self, words: str, then: str, change: Callable[[Review], Review]) -> bool:
        """Change the list, and look at another subject."""
        desk = self._desk
        if desk.ledger is None or desk.item is None or not desk.ledger.flush():
            return False
        try:
            new = change(desk.ledger.review)
        except DuyueError as error:
            return desk.refuse(error)
        if not desk.amend(new, words):
            return False
        desk.choose_item(desk.item.id, then)
        return True

    def _named(self, item: str) -> tuple[str, ...]:
        desk = self._desk
        if desk.checklist is None:
            return ("",)
        return subjects.subjects(desk.checklist, desk.review)[desk.checklist.dimension_of[item].id]

    def _scored_whole(self) -> bool:
        """Tell whether the chosen item's dimension holds answers that name no subject."""
        desk = self._desk
        if desk.review is None or desk.checklist is None or desk.item is None:
            return False
        part = desk.checklist.dimension_of[desk.item.id].id
        return any(
            not entry.subject and desk.checklist.dimension_of[entry.item].id == part
            for entry in (*desk.review.scores, *desk.review.evidence)
            if entry.item in desk.checklist.item_by_id
        )
