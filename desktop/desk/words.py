"""Signs and Chinese words of the window for items, scores and figures; what values are called says the model."""

import re

from desktop.model.amount import plain
from desktop.model.checklist import Checklist, Item, JudgeType
from desktop.model.metric import Metric
from desktop.model.provenance import Confidence, Status
from desktop.model.review import About, CorrectedField, Score, ScoreState
from desktop.model.verdict import VerdictWord
from desktop.model.words import COMPARATOR_SIGN, ROLE_WORD, STATE_WORD

STATE_SIGN = {
    ScoreState.OPEN: "○",
    ScoreState.SCORED: "✓",
    ScoreState.DOUBTFUL: "!",
    ScoreState.NOT_APPLICABLE: "–",
}
VERDICT_SIGN = {
    VerdictWord.MET: "✓",
    VerdictWord.NOT_MET: "✗",
    VerdictWord.PARTIAL: "△",
    VerdictWord.UNKNOWN: "–",
    VerdictWord.JUDGE: "",
}
STATUS_WORD = {Status.OFFICIAL: "", Status.RECONSTRUCTED: "反推条目", Status.PROPOSED: "自拟"}
CONFIDENCE_WORD = {
    Confidence.HIGH: "",
    Confidence.MEDIUM: "可信度中",
    Confidence.LOW: "可信度低",
    Confidence.PROPOSED: "",
}
"""What is proposed is said by its status."""
JUDGE_WORD = {
    JudgeType.THRESHOLD: "看数据是否达线",
    JudgeType.QUALITATIVE: "定性判断",
    JudgeType.VETO: "一票否决",
    JudgeType.MIXED: "数据与实质并看",
    JudgeType.SCORE: "按档给分",
}
FIGURE_WORD: dict[CorrectedField, str] = {"indicator": "指标", "unit": "单位", "period": "时期", "subject": "对象"}
"""What can be corrected of a figure."""

_BREAK = re.compile(r"(?<=[^\x00-\xff])\s*[\r\n]\s*(?=[^\x00-\xff])")


def amount(metric: Metric) -> str:
    """Write what a figure says: bound, number and unit."""
    sign = COMPARATOR_SIGN[metric.comparator]
    return f"{sign}{' ' if sign else ''}{plain(metric.value)}{metric.unit}"


def period(metric: Metric) -> str:
    """Write when a figure was so: a year, a school year or a month."""
    first, _, second = metric.period.partition("-")
    if len(second) == 4:
        return f"{first}–{second} 学年"
    return f"{first} 年{f' {int(second)} 月' if second.isdigit() else ''}" if first else ""


def one_line(text: str) -> str:
    """Write text on one line: a break between Chinese characters is no blank, other blanks are single."""
    return " ".join(_BREAK.sub("", text).split())


def shortened(text: str, most: int = 16) -> str:
    """Cut a long name for a sentence about it."""
    return text if len(text) <= most else f"{text[:most]}…"


def item_title(item: Item) -> str:
    """Name an item with its number."""
    return f"{item.number} {item.name}"


def score_text(score: Score | None, item: Item) -> str:
    """Write what was given: points of the maximum, a level, 不适用, or a dash."""
    if score is not None and score.state is ScoreState.NOT_APPLICABLE:
        return STATE_WORD[ScoreState.NOT_APPLICABLE]
    if item.max_points is not None:
        given = plain(score.points) if score is not None and score.points is not None else "–"
        return f"{given} / {plain(item.max_points)}"
    return score.level or "–" if score is not None else "–"


def badges(item: Item) -> tuple[str, ...]:
    """List what has to be said of an item's standing: 反推条目, 自拟, 自定分值, 一票否决, 可信度."""
    veto = "一票否决" if item.veto or item.judge.type is JudgeType.VETO else ""
    points = "自定分值" if item.own_points else ""
    return tuple(filter(None, (STATUS_WORD[item.status], points, veto, CONFIDENCE_WORD[item.confidence])))


def provenance(item: Item, checklist: Checklist) -> str:
    """Say where an item comes from and how it is judged."""
    sources = [checklist.sources[key] for key in item.source if key in checklist.sources]
    named = [source.doc_no or f"《{source.title}》" for source in sources]
    how = JUDGE_WORD[item.judge.type] if item.judge.type is not JudgeType.VETO else ""
    if len(item.judge.rules) > 1:
        how = f"{len(item.judge.rules)} 项均须达到" if item.judge.passes == "all" else "达到其一即可"
    regions = dict.fromkeys(source.region for source in sources if source.region)
    return " · ".join(filter(None, ("、".join(named) + item.clause, *regions, how)))


def review_title(about: About) -> str:
    """Name what is reviewed: district and year; nothing where neither is known."""
    return " ".join(filter(None, (about.district, about.year and f"{about.year}年")))


def figure_lines(metric: Metric) -> tuple[str, ...]:
    """Say what was read of a figure: indicator, amount, whose, when, what it does, by which rule."""
    named = metric.canonical or metric.indicator or "未认出指标"
    told = [f"{named}：{amount(metric)}"]
    facts = (metric.subject, period(metric), ROLE_WORD[metric.role])
    told.append(" · ".join(filter(None, facts)))
    if metric.canonical and metric.indicator and metric.indicator != metric.canonical:
        told.append(f"原文称“{metric.indicator}”")
    return tuple(told)


def defect_names() -> tuple[tuple[str, str, str], ...]:
    """List the faults of form that can be switched off, as (cue, name, what it is)."""
    from desktop import advice, lexicon

    return tuple((cue.id, cue.name, cue.describe) for cue in advice.cues(lexicon.load()))


def indicator_names() -> tuple[str, ...]:
    """List the indicators that the lexicon knows."""
    from desktop import lexicon

    return tuple(indicator.name for indicator in lexicon.load().indicators)
