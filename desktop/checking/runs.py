"""Lists of figures that stand together: 12所、5所和3所, also with a year or a group before each (小学12所、初中5所)."""

from collections.abc import Iterator
from functools import lru_cache

from desktop.checking.passages import Figure, Sentence
from desktop.lexicon.patterns import regex

_JOINT = regex(r"^[、,;和与及]*(?:(?:19|20)\d\d年[底末度]?(?:为|达|是)?)?$")


@lru_cache(maxsize=256)
def runs(sentence: Sentence) -> tuple[tuple[Figure, ...], ...]:
    """Cut a sentence's figures into the lists that nothing but 、 or years hold together; two figures at least.

    A figure without a unit (8457.67 after 6675.01元) stays in its list; a figure of another kind begins a new one.
    """
    return tuple(_runs(sentence)) if len(sentence.figures) > 1 else ()


def _runs(sentence: Sentence) -> Iterator[tuple[Figure, ...]]:
    run: list[Figure] = []
    for figure in sentence.figures:
        joined = (
            run and not (figure.lead.endswith(";") or figure.lead.startswith(";")) and _JOINT.fullmatch(figure.lead)
        )
        if joined and _alike(run[-1], figure):
            run.append(figure)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = [figure]
    if len(run) > 1:
        yield tuple(run)


_GROUP = (
    r"(?P<group>(?:19|20)\d\d年|幼儿园?|学前|义务教育|小学|初中|普高|普通高中|高中|中职|中等职业|职业|特教|特殊教育|"
    r"城[区镇市]|镇区|乡村|农村|乡镇|公办|民办|[一二三四五六七八九]年级)(?:阶段|学段|学校|学生|教育|教师|在园|幼儿|生均|园|生|段)*(?:为|达|投入)?$"
)
_NAMED = regex(_GROUP)
_NEXT_NAMED = regex(rf"[、,和与及](?:其中)?{_GROUP}")


def grouped(sentence: Sentence) -> Iterator[tuple[Figure, ...]]:
    """Cut a sentence's figures into the lists that name a group before each: 小学4.87平方米、初中6.12平方米."""
    if len(sentence.figures) < 2:
        return
    run: list[Figure] = []
    names: set[str] = set()
    for figure in sentence.figures:
        group = _NAMED.search(figure.label)
        name = group["group"] if group else ""
        joined = run and name and name not in names and _NEXT_NAMED.match(figure.lead) and _alike(run[-1], figure)
        if not joined:
            if len(run) > 1:
                yield tuple(run)
            run, names = [], set()
        if name:
            run.append(figure)
            names.add(name)
    if len(run) > 1:
        yield tuple(run)


_NEXT_LABEL = regex(r"[、,和与及][^,;:()\d]{2,16}(?:\([^()\d]{1,3}\)[^,;:()\d]{0,6})?")
_EACH = regex(r"每|均|标准|单价|最[高低]|[提增降减]")


def labelled(sentence: Sentence) -> Iterator[tuple[Figure, ...]]:
    """Cut a sentence's amounts of money into lists with a name before each: 校舍320万元、设备86万元."""
    run: list[Figure] = []
    for figure in sentence.figures:
        amount = figure.quantity.money and not _EACH.search(figure.label)
        if run and amount and _NEXT_LABEL.fullmatch(figure.lead):
            run.append(figure)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = [figure] if amount else []
    if len(run) > 1:
        yield tuple(run)


def _alike(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are of one kind, or one of them lacks its unit."""
    return a.base == b.base or not a.base or not b.base
