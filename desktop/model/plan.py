"""整改方案: a plan as its items, and what each of its measures commits to."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.model.record import Mark
from desktop.model.value import Value

_SIGNS = re.compile(r"[\W_]+")
_KEY = 12


def bare(words: str) -> str:
    """Leave out signs and blanks."""
    return _SIGNS.sub("", words)


def key_of(words: str) -> str:
    """Name a statement by what it says, so that it is known again when it is read again: 12 hex digits."""
    return hashlib.sha256(bare(words).encode()).hexdigest()[:_KEY]


class ActorRole(StrEnum):
    """How a unit stands to a measure: 牵头, 配合, or named and no more."""

    LEAD = "lead"
    SUPPORT = "support"
    NAMED = "named"


@dataclass(frozen=True, kw_only=True)
class Actor(Mark):
    """A unit that is to act."""

    role: ActorRole


@dataclass(frozen=True, kw_only=True)
class Deadline(Mark):
    """When a measure is to be done; ``last`` is its year and month as ``2025-12``, a year alone, or empty.

    ``why`` tells how it was reckoned where the words name no year.
    """

    last: str = ""
    why: str = ""


class TargetKind(StrEnum):
    """What can be verified in the end: a figure, or a state (全覆盖, 清零, 建成投用)."""

    FIGURE = "number"
    STATE = "qualitative"


@dataclass(frozen=True, kw_only=True)
class Target(Mark):
    """What is to be reached; a figure's ``start`` is its metric's."""

    kind: TargetKind


class ActKind(StrEnum):
    """What sort of action a measure takes; ``vague`` stands for 进一步加强 and nothing else."""

    BUILD = "build"
    FUND = "fund"
    HIRE = "hire"
    ISSUE = "issue"
    TRAIN = "train"
    INSPECT = "inspect"
    VAGUE = "vague"


@dataclass(frozen=True, kw_only=True)
class Promise(Mark):
    """A measure and what it commits to; ``empty`` are its phrases without content."""

    actors: tuple[Actor, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    acts: tuple[ActKind, ...] = ()
    empty: tuple[Mark, ...] = ()

    @property
    def unit(self) -> str:
        """Say how well responsibility is named: ``none``, ``one``, ``several``, ``lead`` or ``lead_support``."""
        return named(self.actors)

    @property
    def target(self) -> str:
        """Say how it may be verified: ``number``, ``qualitative`` or ``none``."""
        return verifiable(self.targets)


@dataclass(frozen=True, kw_only=True)
class PlanItem(Mark):
    """One item of a plan: the problems and recommendations that it quotes, and the measures that answer them.

    ``number`` is its mark as printed without brackets and points (``3``, ``三``), empty where it has none; ``key``
    names it by its words; ``problems`` are starts, ``quoted`` the words at them; ``shut`` is what a ledger's column
    for 销号 says.
    """

    key: str
    number: str = ""
    problems: tuple[int, ...] = ()
    quoted: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    progress: Mark | None = None
    shut: str = ""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """List the units that are to act, each name once in each role; one that leads or supports is not just named."""
        told = {(a.quote, a.role): a for promise in self.promises for a in promise.actors}
        placed = {name for name, role in told if role is not ActorRole.NAMED}
        return tuple(a for (name, role), a in told.items() if role is not ActorRole.NAMED or name not in placed)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """List when its measures are to be done."""
        return tuple(deadline for promise in self.promises for deadline in promise.deadlines)

    @property
    def targets(self) -> tuple[Target, ...]:
        """List what its measures are to reach."""
        return tuple(target for promise in self.promises for target in promise.targets)

    @property
    def acts(self) -> frozenset[ActKind]:
        """Name the sorts of action that its measures take."""
        return frozenset(act for promise in self.promises for act in promise.acts)

    @property
    def unit(self) -> str:
        """Say how well responsibility is named, as for a measure."""
        return named(self.actors)

    @property
    def target(self) -> str:
        """Say how it may be verified, as for a measure."""
        return verifiable(self.targets)


class Plan(Value):
    """A plan's items in order; ``answers`` is the 文号 of the letter that it answers, empty where it names none."""

    items: tuple[PlanItem, ...]
    answers: str = ""


def named(actors: Sequence[Actor]) -> str:
    """Say how well responsibility is named: ``none``, ``one``, ``several``, ``lead`` or ``lead_support``."""
    roles = {actor.role for actor in actors}
    if ActorRole.LEAD in roles:
        return "lead_support" if ActorRole.SUPPORT in roles else "lead"
    names = {actor.quote for actor in actors}
    return "none" if not names else "one" if len(names) == 1 else "several"


def verifiable(targets: Sequence[Target]) -> str:
    """Say how a promise may be verified: ``number``, ``qualitative`` or ``none``."""
    kinds = {target.kind for target in targets}
    return next((str(kind) for kind in TargetKind if kind in kinds), "none")
