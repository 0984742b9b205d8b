"""研判: what the figures say of an item, with the working."""

from collections.abc import Sequence

from desktop.lexicon import Lexicon
from desktop.model.checklist import Checklist, CountRule, Item, Scope
from desktop.model.verdict import RuleOutcome, Verdict, VerdictWord
from desktop.scoring.lines import comes_near, label
from desktop.scoring.rules import Ground, outcome

_EACH = {Scope.EACH_SCHOOL: "各校", Scope.EACH_CLASS: "各班", Scope.EACH_ROOM: "各间"}
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
    count = item.judge.rule
    counted = count is not None and len(outcomes) >= count.n
    word = _n_of_m(count, outcomes) if count and counted else _word(outcomes, item.judge.passes == "all")
    decisive = sorted(outcomes, key=lambda o: (o.holds is not False, o.holds is None and not o.partly))
    starts = (*(start for o in decisive for start in o.metrics), *linked)
    why = f"{_SAYS[word]}：{'；'.join(dict.fromkeys(o.working for o in decisive))}"
    missing = _missing(outcomes) if word in {VerdictWord.PARTIAL, VerdictWord.UNKNOWN} else ()
    if missing:
        why += f"。还缺：{'、'.join(missing)}"
    return Verdict(word=word, why=why, metrics=tuple(dict.fromkeys(starts)), outcomes=outcomes, missing=missing)


def _word(outcomes: Sequence[RuleOutcome], needs_all: bool) -> VerdictWord:
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


def _n_of_m(rule: CountRule, outcomes: Sequence[RuleOutcome]) -> VerdictWord:
    """Sum up rules of which n have to hold while the rest come near: too many failures or one far off decide."""
    failed = [o for o in outcomes if o.holds is False]
    far = [o for o in failed if o.value is None or not comes_near(o.rule, o.value, rule.rest_min_ratio)]
    if far or len(failed) > len(outcomes) - rule.n:
        return VerdictWord.NOT_MET
    if all(o.holds is not None for o in outcomes):
        return VerdictWord.MET
    return VerdictWord.PARTIAL if any(o.holds or o.partly for o in outcomes) else VerdictWord.UNKNOWN


def _missing(outcomes: Sequence[RuleOutcome]) -> tuple[str, ...]:
    """Say what has to be known to decide: the figure itself, or that of every school where only a mean is given."""
    told = []
    for each in outcomes:
        if each.holds is None and not each.metrics and not each.places:
            told.append(f"{label(each.rule)}的数")
        elif each.partly and each.rule.scope in _EACH:
            told.append(f"{_EACH[each.rule.scope]}的{label(each.rule)}")
    return tuple(dict.fromkeys(told))


def _left_to_the_inspector(item: Item) -> str:
    """Say why the program does not judge."""
    if item.judge.levels:
        return "按评分档由督学评分"
    kind = "否决项" if item.judge.type == "veto" else "定性"
    return f"{kind}，由督学判断" + (f"：{item.judge.note}" if item.judge.note else "")
