"""研判: what the figures say of an item, with the working."""

from collections.abc import Sequence

from desktop.lexicon import Lexicon
from desktop.model.checklist import Checklist, Item
from desktop.model.verdict import RuleOutcome, Verdict, VerdictWord
from desktop.scoring.rules import Ground, outcome

_SAYS = {
    VerdictWord.MET: "达标",
    VerdictWord.NOT_MET: "未达标",
    VerdictWord.PARTIAL: "部分可判",
    VerdictWord.UNKNOWN: "无法判断",
}


def stages_of(checklist: Checklist, item: Item, lexicon: Lexicon) -> frozenset[str]:
    """List the school stages that an item is about; none where it is about all of them."""
    return lexicon.stages(checklist.title) | lexicon.stages(item.name)


def judged(item: Item, ground: Ground, linked: tuple[int, ...]) -> Verdict:
    """Judge one item; ``linked`` are the starts of further figures that bear on it."""
    if not item.judge.rules:
        return Verdict(word=VerdictWord.JUDGE, why=_left_to_the_inspector(item), metrics=linked)
    outcomes = tuple(outcome(rule, ground) for rule in item.judge.rules)
    word = _word(outcomes, needs_all=item.judge.passes == "all")
    decisive = sorted(outcomes, key=lambda o: (o.holds is not False, o.holds is None and not o.partly))
    starts = (*(start for o in decisive for start in o.metrics), *linked)
    why = f"{_SAYS[word]}：{'；'.join(dict.fromkeys(o.working for o in decisive))}"
    return Verdict(word=word, why=why, metrics=tuple(dict.fromkeys(starts)), outcomes=outcomes)


def _word(outcomes: Sequence[RuleOutcome], *, needs_all: bool) -> VerdictWord:
    """Sum up the rules: one that fails decides, all that hold decide, some shown is a part."""
    shown = [o for o in outcomes if o.holds or o.partly]
    failed = [o for o in outcomes if o.holds is False]
    if not needs_all:
        if any(o.holds for o in outcomes):
            return VerdictWord.MET
        if len(failed) == len(outcomes):
            return VerdictWord.NOT_MET
    elif failed:
        return VerdictWord.NOT_MET
    elif all(o.holds for o in outcomes):
        return VerdictWord.MET
    return VerdictWord.PARTIAL if shown else VerdictWord.UNKNOWN


def _left_to_the_inspector(item: Item) -> str:
    """Say why the program does not judge."""
    if item.judge.levels:
        return "按评分档由督学评分"
    kind = "否决项" if item.judge.type == "veto" else "定性"
    return f"{kind}，由督学判断" + (f"：{item.judge.note}" if item.judge.note else "")
