"""Lists of figures that stand together: 12所、5所和3所, also with a year before each."""

import re
from collections.abc import Iterator

from desktop.checking.passages import Figure, Sentence

_JOINT = re.compile(r"^[、,;和与及]*(?:(?:19|20)\d\d年[底末度]?(?:为|达|是)?)?$")


def runs(sentence: Sentence) -> Iterator[tuple[Figure, ...]]:
    """Cut a sentence's figures into the lists that nothing but 、 or years hold together; two figures at least.

    A figure without a unit (8457.67 after 6675.01元) stays in its list; a figure of another kind begins a new one.
    """
    run: list[Figure] = []
    for figure in sentence.figures:
        joined = (
            run and not (figure.lead.endswith(";") or figure.lead.startswith(";")) and _JOINT.fullmatch(figure.lead)
        )
        if joined and (figure.base == run[-1].base or not figure.base or not run[-1].base):
            run.append(figure)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = [figure]
    if len(run) > 1:
        yield tuple(run)
