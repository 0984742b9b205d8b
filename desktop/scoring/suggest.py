"""Point to what a report says of every item of a checklist."""

from collections.abc import Sequence

from desktop.lexicon import Lexicon
from desktop.model.checklist import Checklist, Item
from desktop.model.claim import ClaimKind
from desktop.model.examination import Examination
from desktop.model.metric import Metric
from desktop.model.verdict import Suggestion
from desktop.scoring.basis import Basis
from desktop.scoring.claims import claims
from desktop.scoring.evidence import candidates, section
from desktop.scoring.figures import Figure
from desktop.scoring.judge import judged, stages_of
from desktop.scoring.ranking import Index
from desktop.scoring.rules import Ground
from desktop.scoring.shares import shares
from desktop.scoring.topics import Spoken, spoken, topic


def suggest(
    examination: Examination, checklist: Checklist, lexicon: Lexicon, basis: Basis | None = None
) -> tuple[Suggestion, ...]:
    """Suggest a verdict, the figures and the evidence for every item, in the checklist's order.

    ``basis`` is what was read of the examination already.
    """
    basis = basis or Basis.of(examination, lexicon)
    body, said = basis.body, claims(basis.body, lexicon)
    index = Index(body)
    shared = shares(examination, body, lexicon, basis.areas)
    found = []
    for item in checklist.items:
        stages = stages_of(checklist, item, lexicon)
        ground = Ground(figures=basis.figures, claims=said, shared=shared, stages=stages, lexicon=lexicon)
        part = section(item, examination, lexicon)
        talk = () if part else tuple(spoken(topic(item, stages, lexicon), index))
        verdict = judged(item, ground, _linked(item, ground, talk, examination))
        evidence = part or candidates(verdict, talk, body, examination)
        found.append(Suggestion(item=item.id, verdict=verdict, evidence=evidence))
    return tuple(found)


def _linked(item: Item, ground: Ground, talk: Sequence[Spoken], examination: Examination) -> tuple[int, ...]:
    """List the starts of the figures that an item asks for.

    Those of its indicators come first, a promise only where nothing else is said; where there is none, figures of
    no known indicator whose words have a keyword of the item.
    """
    own = [figure.metric for name in item.metrics for figure in _of_all(ground.figures_of(name), ground)]
    own = own or [figure.metric for name in item.metrics for figure in _instead(name, ground)]
    own = own or [figure.metric for name in item.metrics for figure in ground.figures.get(name, ())]
    if not own:
        own = [m for m in examination.metrics if m.claim is ClaimKind.DONE and _is_asked_for(m, talk)]
    return tuple(dict.fromkeys(metric.start for metric in own))


def _instead(name: str, ground: Ground) -> Sequence[Figure]:
    """List the figures of near quantities that the text gives instead."""
    near = [n.accepts for n in ground.lexicon.relations.near if n.metric == name and not n.named_school]
    return [figure for other in near for figure in _of_all(ground.figures_of(other), ground)]


def _of_all(figures: Sequence[Figure], ground: Ground) -> Sequence[Figure]:
    """Keep the figures of the whole where there are any."""
    return [figure for figure in figures if ground.of_all(figure.metric)] or figures


def _is_asked_for(metric: Metric, talk: Sequence[Spoken]) -> bool:
    """Tell whether a figure stands in a run that speaks of the item and is named by a keyword there."""
    if metric.canonical and "、" not in metric.indicator:
        return False
    return any(
        run.run[0] <= metric.start < run.run[1] and any(word in metric.indicator for word in run.hits) for run in talk
    )
