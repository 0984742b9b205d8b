"""提示: what the cross-framework thresholds say beside an item, with their source; never a verdict."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from desktop.lexicon import Lexicon
from desktop.model.checklist import Item, Operator, Rule
from desktop.model.claim import ClaimKind
from desktop.model.examination import Examination
from desktop.model.provenance import Confidence
from desktop.model.threshold import Binding, Threshold, ThresholdRule
from desktop.model.verdict import Hint
from desktop.scoring.basis import Basis
from desktop.scoring.disagreements import disagreements
from desktop.scoring.figures import Figure, Figures, compare
from desktop.scoring.lines import SIGNS, bound

Line = tuple[str, Operator, Decimal | tuple[Decimal, Decimal]]
_CONFIDENCE = {
    Confidence.MEDIUM: "（可信度中）",
    Confidence.LOW: "（可信度低，未核实）",
    Confidence.PROPOSED: "（自拟）",
}
_LOCAL = {
    "provincial": "省定线",
    "historic": "旧目标",
    "old": "旧线",
    "weak": "未核实",
    "local": "地方线",
    "reminder": "提示线",
    "soft": "上限参考",
}


def hints(examination: Examination, item: Item, lexicon: Lexicon) -> tuple[Hint, ...]:
    """Say what every threshold adds to an item's own rules, how figures stand to it, where two sources disagree."""
    return hints_by_item(Basis.of(examination, lexicon), (item,), lexicon)[item.id]


def hints_by_item(basis: Basis, items: Iterable[Item], lexicon: Lexicon) -> dict[str, tuple[Hint, ...]]:
    """Give the hints of several items by their ids."""
    return {item.id: _of_item(item, basis.figures, lexicon) for item in items}


def _of_item(item: Item, read: Figures, lexicon: Lexicon) -> tuple[Hint, ...]:
    asked = {*item.metrics, *(rule.metric for rule in item.judge.rules)}
    own = {(rule.metric, rule.op, rule.value) for rule in item.judge.rules}
    found = []
    for threshold in lexicon.thresholds:
        names = [name for name in threshold.indicators if name in asked]
        if names:
            told = list(_told(threshold, names, own, read))
            if told or not own:
                found.append(_hint(threshold, told))
    return (*found, *disagreements(item, lexicon.thresholds))


def _told(
    threshold: Threshold, names: Sequence[str], own: Collection[Line], read: Figures
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Hold the figures against each line that the item's own rules lack."""
    for line in threshold.rules:
        for name in threshold.indicators_of(line):
            if line.metric_change or name not in names or (name, line.op, line.value) in own:
                continue
            if line.cond and not threshold.auto_judge:
                continue
            rule = Rule(metric=name, op=line.op, value=line.value, unit=line.unit, stage=line.stage)
            latest = [f for f in read.get(name, ()) if _applies(line, f)]
            year = max((f.year or 0 for f in latest), default=0)
            for figure in latest:
                answer = compare(figure, rule)
                if (figure.year or year) == year and answer != "open":
                    sign = SIGNS[line.op][0 if answer == "holds" else 1]
                    who = line.stage if line.stage not in name else ""
                    yield f"{who}{name} {figure.metric.shown} {sign} {bound(rule)}{tag(line)}", (figure.metric.start,)


def _applies(line: ThresholdRule, figure: Figure) -> bool:
    """Tell whether a line is for a figure: its stage, its year, not a promise."""
    if figure.metric.claim is not ClaimKind.DONE:
        return False
    if line.stage and not any(line.stage[:2] in word for word in (*figure.stages, figure.metric.subject, figure.name)):
        return False
    year = figure.year
    if year is None:
        return line.to_year is None
    return (line.from_year or year) <= year <= (line.to_year or year)


def _hint(threshold: Threshold, told: Sequence[tuple[str, tuple[int, ...]]]) -> Hint:
    says = "；".join(dict.fromkeys(words for words, _ in told)) or threshold.statement
    if not says.startswith(threshold.name):
        says = f"{threshold.name}：{says}"
    says += _CONFIDENCE.get(threshold.confidence, "")
    if not threshold.auto_judge or threshold.binding is Binding.REFERENCE:
        says += "（只供参考，不作判定）"
    return Hint(
        threshold=threshold.id,
        says=says,
        source=cited(threshold),
        metrics=tuple(dict.fromkeys(start for _, starts in told for start in starts)),
    )


def cited(threshold: Threshold) -> str:
    """Name the document of a threshold with its number and year."""
    source = threshold.source
    year = f"{source.year}年" if source.year and str(source.year) not in source.doc_no else ""
    numbers = "，".join(part for part in (source.doc_no, year) if part)
    named = f"{source.region}{source.title}{source.clause}"
    return f"{named}（{numbers}）" if numbers else named


def tag(line: ThresholdRule) -> str:
    """Say for what or when a line holds, and that it is not the nation's."""
    words = [line.use, f"{line.by}目标" if line.by else "", line.cond, line.doc, line.level]
    words += [says for flag, says in _LOCAL.items() if getattr(line, flag)]
    told = "，".join(word for word in words if word)
    return f"（{told}）" if told else ""
