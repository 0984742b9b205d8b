"""自检: go over a review as a colleague would before it is signed; nothing is changed and nothing forbidden."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from desktop.model.amount import plain
from desktop.model.checklist import Checklist, Item
from desktop.model.concern import Concern, ConcernKind
from desktop.model.examination import Examination
from desktop.model.review import Quote, Review, ScoreState
from desktop.model.tally import Tally
from desktop.model.verdict import Suggestion, VerdictWord
from desktop.scoring import marking
from desktop.scoring.engine import tally

_SHOWN = 28


def inspected(
    checklist: Checklist,
    review: Review,
    examination: Examination | None = None,
    suggestions: Sequence[Suggestion] = (),
    changed: Collection[str] = (),
) -> tuple[Concern, ...]:
    """List what is worth a second look, by kind and then in the checklist's order.

    ``changed`` are the items whose score changed after the last export.
    """
    by_item = {suggestion.item: suggestion for suggestion in suggestions}
    found: list[Concern] = []
    for leaf in tally(checklist, review).leaves():
        item = checklist.item_by_id[leaf.key]
        found += _of_item(item, leaf, review, by_item.get(item.id))
    missing = dict.fromkeys(c.item for c in found if c.kind is ConcernKind.MISSING)
    found = [c for c in found if c.kind is not ConcernKind.MISSING]
    found += [_concern(ConcernKind.MISSING, item, "", checklist.item_by_id[item].name) for item in missing]
    found += _twice(checklist, review, examination.report.sha256 if examination is not None else "")
    found += _contradictions(review, examination, by_item) if examination is not None else ()
    found += [
        _concern(ConcernKind.AFTER_EXPORT, item.id, "", "导出以后改过，请重新导出")
        for item in checklist.items
        if item.id in changed
    ]
    order = list(ConcernKind)
    return tuple(sorted(found, key=lambda concern: order.index(concern.kind)))


def _of_item(item: Item, leaf: Tally, review: Review, suggestion: Suggestion | None) -> Iterator[Concern]:
    """Look at one item for one subject."""
    proven = bool(review.evidence_of(item.id, leaf.subject))
    if _is_missing(suggestion) and not proven and leaf.state is not ScoreState.NOT_APPLICABLE:
        yield _concern(ConcernKind.MISSING, item.id, leaf.subject, item.name)
    if leaf.state in {ScoreState.OPEN, ScoreState.DOUBTFUL}:
        kind = ConcernKind.UNSCORED if leaf.state is ScoreState.OPEN else ConcernKind.DOUBTFUL
        yield _concern(kind, item.id, leaf.subject, item.name)
        return
    score = review.score_of(item.id, leaf.subject)
    if leaf.state is not ScoreState.SCORED or score is None:
        return
    if not proven:
        yield _concern(ConcernKind.NO_EVIDENCE, item.id, leaf.subject, f"{item.name}：{_given(leaf)}")
    best = marking.reaches(item, leaf)
    if not best and not score.reason.strip():
        yield _concern(ConcernKind.NO_REASON, item.id, leaf.subject, f"{item.name}：{_given(leaf)}")
    if best and suggestion is not None and suggestion.verdict.word is VerdictWord.NOT_MET:
        says = f"{item.name}：{_given(leaf)}；{suggestion.verdict.why}"
        yield _concern(ConcernKind.FULL_AGAINST, item.id, leaf.subject, says)


def _is_missing(suggestion: Suggestion | None) -> bool:
    """Tell whether the report says nothing at all of an item."""
    return suggestion is not None and not suggestion.evidence and not suggestion.verdict.metrics


def _given(leaf: Tally) -> str:
    """Say what was given."""
    if leaf.points is None or leaf.most is None:
        return f"评为{leaf.level}"
    return f"得 {plain(leaf.points)} 分，满分 {plain(leaf.most)} 分"


def _twice(checklist: Checklist, review: Review, document: str) -> Iterator[Concern]:
    """Find quotes that several items use; only those of the document that is looked at have a place."""
    users: dict[tuple[str, int, int], list[Quote]] = {}
    for entry in review.evidence:
        if isinstance(entry, Quote):
            users.setdefault((entry.document, entry.start, entry.end), []).append(entry)
    for quotes in users.values():
        items = list(dict.fromkeys(quote.item for quote in quotes))
        if len(items) > 1:
            names = "、".join(_name(checklist, item) for item in items)
            says = f"“{_short(quotes[0].quote)}”用于 {names}"
            place = (quotes[0].start, quotes[0].end) if quotes[0].document == document else None
            yield _concern(ConcernKind.TWICE, items[0], quotes[0].subject, says, place)


def _contradictions(
    review: Review, examination: Examination, suggestions: Mapping[str, Suggestion]
) -> Iterator[Concern]:
    """Find figures that contradict others and that a scored item rests on, neither corrected nor let pass."""
    document = examination.report.sha256
    closed = {c.start for c in review.corrections if c.document == document}
    closed |= {i.start for i in review.ignored if i.document == document}
    rests = _rests_on(review, document, suggestions)
    for finding in examination.findings:
        if finding.soft or closed & set(finding.anchors):
            continue
        for item, spans in rests.items():
            start = next((a for a in finding.anchors if any(s <= a < e for s, e in spans)), None)
            if start is not None:
                metric = examination.metric_at.get(start)
                end = metric.end if metric is not None else start + 1
                yield _concern(ConcernKind.CONTRADICTION, item, "", finding.says, (start, end))
                break


def _rests_on(review: Review, document: str, suggestions: Mapping[str, Suggestion]) -> dict[str, list[tuple[int, int]]]:
    """List the places that each scored item's evidence and verdict use."""
    found: dict[str, list[tuple[int, int]]] = {}
    scored = dict.fromkeys(score.item for score in review.scores if score.state is ScoreState.SCORED)
    for item in scored:
        spans = [
            (e.start, e.end)
            for e in review.evidence
            if e.item == item and isinstance(e, Quote) and e.document == document
        ]
        if item in suggestions:
            outcomes = suggestions[item].verdict.outcomes
            spans += [(start, start + 1) for outcome in outcomes for start in outcome.metrics]
        found[item] = spans
    return found


def _name(checklist: Checklist, item: str) -> str:
    held = checklist.item_by_id.get(item)
    return f"{item} {held.name}" if held else item


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _concern(kind: ConcernKind, item: str, subject: str, says: str, place: tuple[int, int] | None = None) -> Concern:
    return Concern(kind=kind, item=item, subject=subject, says=says, place=place)
