"""整改方案: a plan as its items, and what each of its measures commits to."""

from enum import StrEnum

from desktop.model.value import Mark, Value


class ActorRole(StrEnum):
    """How a unit stands to a measure: 牵头, 配合, or named and no more."""

    LEAD = "lead"
    SUPPORT = "support"
    NAMED = "named"


class Actor(Mark):
    """A unit that is to act."""

    role: ActorRole


class Deadline(Mark):
    """When a measure is to be done; ``last`` is its year and month as ``2025-12``, a year alone, or empty."""

    last: str = ""


class TargetKind(StrEnum):
    """What can be verified in the end: a figure, or a state (全覆盖, 清零, 建成投用)."""

    FIGURE = "number"
    STATE = "qualitative"


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
        roles = {actor.role for actor in self.actors}
        if ActorRole.LEAD in roles:
            return "lead_support" if ActorRole.SUPPORT in roles else "lead"
        names = {actor.quote for actor in self.actors}
        return "none" if not names else "one" if len(names) == 1 else "several"

    @property
    def target(self) -> str:
        """Say how it may be verified: ``number``, ``qualitative`` or ``none``."""
        kinds = {target.kind for target in self.targets}
        return next((str(kind) for kind in TargetKind if kind in kinds), "none")


class PlanItem(Mark):
    """One item of a plan: the problems and recommendations that it quotes, and the measures that answer them.

    ``number`` is its mark as printed without brackets and points (``3``, ``三``), empty where it has none.
    """

    number: str = ""
    problems: tuple[int, ...] = ()
    promises: tuple[Promise, ...] = ()


class Plan(Value):
    """A plan's items in order; ``answers`` is the 文号 of the letter that it answers, empty where it names none."""

    items: tuple[PlanItem, ...]
    answers: str = ""
