"""图示: what is drawn of a report and of a review: figures over the years, sections by tone, dimensions by progress."""

from decimal import Decimal
from enum import StrEnum

from desktop.model.value import Value


class Point(Value):
    """One figure of a series, in the series' unit; ``at`` is its time in years (2015.67 is September 2015).

    ``planned`` tells what is promised from what is, ``doubted`` that a 疑点 rests on it; ``quote`` is the figure as the
    text writes it. ``expected`` is what the other years make it about, where it lies far off their course, else None.
    """

    start: int
    end: int
    period: str
    at: Decimal
    value: Decimal
    quote: str
    planned: bool = False
    doubted: bool = False
    expected: Decimal | None = None


class Bound(Value):
    """A line that a series is held against: kept from ``low`` upwards, up to ``high``, or between both."""

    says: str
    source: str
    low: Decimal | None = None
    high: Decimal | None = None


class Series(Value):
    """One figure over the years that a report gives, oldest first; several of one period stand in the text's order."""

    name: str
    subject: str
    unit: str
    points: tuple[Point, ...]
    bounds: tuple[Bound, ...] = ()

    @property
    def title(self) -> str:
        """Name figure and subject."""
        return f"{self.subject} · {self.name}" if self.subject and self.subject not in self.name else self.name

    @property
    def years(self) -> int:
        """Count the periods."""
        return len({point.at for point in self.points})


class Tone(StrEnum):
    """What a sentence says of the work: 成绩, 问题, 疑点, 空白, 措施, or none of these."""

    GOOD = "成绩"
    PROBLEM = "问题"
    FINDING = "疑点"
    BLANK = "空白"
    MEASURE = "措施"
    PLAIN = "其他"


class Sentence(Value):
    """One sentence of a section, with its tone."""

    start: int
    end: int
    tone: Tone


class Section(Value):
    """What stands under one heading, until the next."""

    title: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]

    def count(self, tone: Tone) -> int:
        """Count the sentences of a tone."""
        return sum(sentence.tone is tone for sentence in self.sentences)


class Standing(Value):
    """How far one dimension is: how many of its lines are in each state, and what was given of what could be had.

    ``points`` and ``possible`` are of the scored lines alone, ``most`` of all; None where there are no points.
    """

    name: str
    scored: int
    not_applicable: int
    doubtful: int
    open: int
    points: Decimal | None = None
    possible: Decimal | None = None
    most: Decimal | None = None

    @property
    def count(self) -> int:
        """Count all lines."""
        return self.scored + self.not_applicable + self.doubtful + self.open
