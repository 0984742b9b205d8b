"""What one figure says, and why: the rule of each field and the words of the text that decided."""

from dataclasses import dataclass
from typing import NamedTuple

from desktop.extraction.figures import Figure
from desktop.extraction.quantities import Quantity
from desktop.extraction.scene import Name, Scene
from desktop.model.metric import Role

_BY_FOLLOW = frozenset(("doer", "of those"))
_BY_CLAUSE_BEFORE = frozenset(("clause before", "head of colon"))
_BY_FIGURE_BEFORE = frozenset(
    ("list", "paired", "grown", "inherited", "carried", "part", "share", "label", "elliptic", "clause of", "of group")
) | {"of people", "of fund", "of stem", "of schools told", "of papers"}


class Because(NamedTuple):
    """Why one field was read so: the rule, and the words of the text that decided."""

    field: str
    rule: str
    words: str


@dataclass(slots=True)
class Reading:
    """What one figure says, and why: one reason each for indicator, subject, period and role, where they are asked."""

    quantity: Quantity
    indicator: str
    subject: str
    period: str
    role: Role
    rule: str
    why: tuple[Because, ...]


def decided(figure: Figure, rule: str, scene: Scene) -> str:
    """Give the words that a rule named a figure by: behind it, in the clause before, the figure before, its own."""
    if rule in _BY_FOLLOW or rule.endswith("behind"):
        return figure.follow
    if rule in _BY_CLAUSE_BEFORE and figure.earlier:
        return figure.earlier[-1]
    return scene.quote if rule in _BY_FIGURE_BEFORE and scene.quote else figure.lead


def whose(subject: str, name: Name, scene: Scene) -> str:
    """Name the rule that gave a figure its subject."""
    if not subject:
        return "no subject"
    if subject == name.group:
        return "own group"
    for known, rule in (
        (scene.topic, "topic"),
        (scene.place, "place"),
        (scene.people, "people"),
        (scene.school, "school"),
    ):
        if subject == known:
            return rule
    return "inside name" if subject in name.indicator else "words around"
