"""The example review that the self-test scores and the README shows, marked 示例，非评审结论 throughout.

It is fixed in ``resources/example_review.yaml``: the program never invents a score.
"""

from collections.abc import Iterator
from pathlib import Path

from desktop import paths
from desktop.lexicon import yamlfile
from desktop.model.case import Document, DocumentRole
from desktop.model.checklist import Checklist, Item
from desktop.model.errors import DuyueError
from desktop.model.report import Report
from desktop.model.review import About, LevelWord, Note, NoteMethod, Quote, Review, Score, ScoreState
from desktop.model.step import Step, changes_between
from desktop.model.value import Value
from desktop.storage.casefile import CaseFile


class ExampleNote(Value):
    """A note of the example, as ``Note`` has it."""

    method: NoteMethod
    text: str
    source: str
    date: str


class ExampleItem(Value):
    """What the example says of one item; ``quotes`` stand word for word in the report."""

    item: str
    state: ScoreState = ScoreState.SCORED
    level: LevelWord | None = None
    reason: str
    remark: str = ""
    quotes: tuple[str, ...] = ()
    notes: tuple[ExampleNote, ...] = ()


class Example(Value):
    """The example review of ``seed`` by ``checklist``."""

    seed: str
    checklist: str
    district: str
    year: str
    reviewer: str
    items: tuple[ExampleItem, ...]

    def begun(self) -> Review:
        """Begin the review, marked as an example."""
        about = About(district=self.district, year=self.year, reviewer=self.reviewer, example=True)
        return Review(id="example", checklist=self.checklist, about=about)

    def reviews(self, checklist: Checklist, report: Report) -> Iterator[Review]:
        """Give the review after each item in turn."""
        review = self.begun()
        for scored in self.items:
            review = _with_item(review, checklist.item_by_id[scored.item], scored, report)
            yield review


def read() -> Example:
    """Read the example."""
    return yamlfile.read(paths.resource("example_review.yaml"), Example)


def write_case(path: Path, report: Report, checklist: Checklist, at: str) -> Review:
    """Make a case file of the example, one step an item; returns the review that it should hold."""
    shown = read()
    review = shown.begun()
    document = Document.of(report, paths.seed(shown.seed).read_bytes(), DocumentRole.REPORT, at)
    with CaseFile.create(path, document, checklist, review, at) as file:
        for after in shown.reviews(checklist, report):
            words = f"示例：{after.scores[-1].item}"
            file.append(review.id, Step(words=words, changes=changes_between(review, after)), at)
            review = after
    return review


def _with_item(review: Review, item: Item, scored: ExampleItem, report: Report) -> Review:
    """Score one item and tie its evidence to it."""
    review = review.with_score(
        Score(
            item=item.id,
            wording=item.wording_hash,
            state=scored.state,
            level=scored.level,
            reason=scored.reason,
            remark=scored.remark,
        )
    )
    for number, words in enumerate(scored.quotes, 1):
        start = report.text.find(words)
        if start < 0:
            raise DuyueError(f"示例所引的“{words}”不在报告里。")
        review = review.with_evidence(
            Quote(
                id=f"{item.id}-quote-{number}",
                item=item.id,
                document=report.sha256,
                start=start,
                end=start + len(words),
                quote=words,
            )
        )
    for number, note in enumerate(scored.notes, 1):
        review = review.with_evidence(Note(id=f"{item.id}-note-{number}", item=item.id, **note.model_dump()))
    return review
