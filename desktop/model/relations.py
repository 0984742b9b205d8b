"""How indicators follow from each other and from words, read from ``resources/lexicon/relations.yaml``."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from desktop.model.value import Value


class ChangeOf(Value):
    """Which indicator the rise of ``of`` is; with ``sign`` down its fall counts as positive."""

    of: str
    is_: str = Field(alias="is")
    sign: Literal["up", "down"] = "up"
    says: str = ""


class Near(Value):
    """A figure that may stand for ``metric`` where the report has none; ``says`` is told with the verdict.

    With ``named_school`` only the figure of one school by its name, with ``single`` only where there is no other.
    """

    metric: str
    accepts: str
    says: str = ""
    named_school: bool = False
    single: bool = False


class Computed(Value):
    """How ``metric`` follows from other indicators: a ratio, a difference, a growth over last year, a fall below it.

    A part like ``甲＋乙`` is the sum of two.
    """

    metric: str
    how: Literal["ratio", "difference", "growth", "fall"]
    parts: tuple[str, ...]
    percent: bool = False


class Statement(Value):
    """All or none said in words: each group of ``about`` and one of ``words`` stand in one clause."""

    metric: str
    value: Decimal
    unit: str
    about: tuple[tuple[str, ...], ...]
    words: tuple[str, ...] = ()


class Named(Value):
    """What a figure in ``unit`` measures where a word of each group of ``about`` stands in its clause or just before.

    With ``beyond`` only a figure that is passed (超过50人), with ``change`` only a rise or fall. ``sentence`` looks at
    all of its sentence, ``reach`` at the clauses before its own, too. A word of ``since`` stands between it and the
    figure before, one of ``before`` right in front of it.
    """

    metric: str
    unit: str
    about: tuple[tuple[str, ...], ...]
    beyond: bool = False
    change: bool = False
    sentence: bool = False
    reach: bool = False
    since: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


class Share(Value):
    """A rate told by two counts of one sentence: ``part`` of ``whole``, each by the words beside its figure.

    With ``parts`` it is the sum of one count of each. A count with a word of ``never`` beside it is no part; ``alone``
    leaves it open where several could be the part (满意, 基本满意).
    """

    metric: str
    whole: tuple[str, ...]
    part: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    alone: bool = False


class Unlike(Value):
    """What is not ``metric`` though its name looks alike: figures with one of ``words`` in indicator or subject.

    They are it where one of ``unless`` is there, too: 公办园和普惠性民办园 are the whole, 普惠性民办园 is not.
    """

    metric: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()

    def says(self, name: str) -> bool:
        """Tell whether a name is of something else."""
        return any(word in name for word in self.words) and not any(word in name for word in self.unless)


class RelationBook(Value):
    """The file ``relations.yaml``."""

    version: int
    changes: tuple[ChangeOf, ...]
    school_ends: tuple[str, ...]
    kinds_of_school: tuple[str, ...]
    near: tuple[Near, ...]
    parts_of_all: tuple[str, ...]
    computed: tuple[Computed, ...]
    hedges: tuple[str, ...]
    all_words: tuple[str, ...]
    none_words: tuple[str, ...]
    statements: tuple[Statement, ...]
    named: tuple[Named, ...] = ()
    shares: tuple[Share, ...] = ()
    unlike: tuple[Unlike, ...] = ()
    synonyms: tuple[tuple[str, ...], ...]
