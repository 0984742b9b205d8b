"""Class sizes: 三小36个班，平均51人 held against the pupils of that very school, wherever the report counts them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from desktop.checking.changes import is_change, is_past
from desktop.checking.ledger import same_time
from desktop.checking.passages import Figure, Passage
from desktop.checking.quotients import held
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding

_SCHOOL = regex(
    r"^(?:其中)?(?P<name>[^,;:()\d]{1,14}?(?:小学|中学|完小|学校|[一二三四五六七八九十][小中]))"
    r"(?:现有|共有|有)?(?:在校|在读)?(?:学生|生)?(?:总?人?数)?[为达共有]*$"
)
_OF_MANY = regex(r"^(?:全[县区市州旗]|[城乡县镇][区村城镇]|公办|民办|所有|各|所|[一二三四五六七八九十\d]+所)")
"""小学 of a county are no school by name."""
_MEAN = regex(r"^(?:教学)?班?,?(?:平均(?:每个?班|班额)?|班均|每班平均)(?:学生)?[为达是约]*$")
_SHORTEST = 3


def class_sizes(passages: Sequence[Passage]) -> Iterator[Finding | Check]:
    """Recompute the class sizes of schools by name out of their pupils, where the report gives one number of them."""
    claims = [claim for passage in passages for sentence in passage.sentences for claim in _claims(sentence.figures)]
    if not claims:
        return
    figures = [f for passage in passages for f in passage.figures if f.base == "人" and f.stands]
    pupils = [(name, f) for f in figures if (name := _school(f)) and not is_change(f) and not is_past(f)]
    for school, classes, mean in claims:
        own = [f for name, f in pupils if name.endswith(school) or school.endswith(name)]
        own = [f for f in own if f is not mean and f.value > mean.value and same_time(f.metric, classes.metric)]
        if len({f.value for f in own}) == 1:
            yield from held([(own[0], classes)], mean, "ratio.class_size", accuse=True, soft=True, factor=1)


def _claims(figures: Sequence[Figure]) -> Iterator[tuple[str, Figure, Figure]]:
    """List the schools by name with the classes and the class size that a sentence gives of each."""
    for classes, mean in pairwise(figures):
        counted = "班" in f"{classes.metric.unit}{classes.tail[:3]}" and classes.stands and not is_change(classes)
        if counted and mean.base == "人" and _MEAN.search(mean.lead) and (school := _school(classes)):
            yield school, classes, mean


def _school(figure: Figure) -> str:
    """Give the school that a figure is of by its label; ``""`` where it is of none by name."""
    said = _SCHOOL.search(figure.label)
    name = said["name"] if said and not _OF_MANY.search(figure.label.removeprefix("其中")) else ""
    return name if len(name) >= _SHORTEST else ""
