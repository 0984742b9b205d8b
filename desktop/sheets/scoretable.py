"""评分表: every item with its score, its reason and the evidence that proves it."""

from collections.abc import Iterator

from desktop.model.amount import plain
from desktop.model.checklist import Dimension, Item
from desktop.model.marks import Deduction, Levels, Points, Proportional, Ranked, Shared, Stepped, Threshold
from desktop.model.provenance import Status
from desktop.model.review import Evidence, Note, Score, ScoreState
from desktop.model.words import STATE_WORD, VERDICT_WORD
from desktop.scoring.marking import options
from desktop.scoring.totals import summed
from desktop.scoring.typed import WAIVED, typed
from desktop.sheets import words
from desktop.sheets.dossier import Dossier, Entry
from desktop.sheets.pages import Cell, Column, Emphasis, Formula, Page, Row, Takes, quoted, section, spread
from desktop.sheets.reckoning import reckoned

NAME = "评分表"
_LONGEST_SUBJECT = 60
_COLUMNS = (
    Column(name="编号", width=10),
    Column(name="评分项", width=13),
    Column(name="评价标准", width=26),
    Column(name="满分", width=5, centred=True),
    Column(name="自评", width=5, centred=True),
    Column(name="评分", width=7, centred=True),
    Column(name="得分", width=6, centred=True),
    Column(name="扣分", width=5, centred=True),
    Column(name="状态", width=7, centred=True),
    Column(name="评分理由", width=20),
    Column(name="备注", width=8),
    Column(name="研判", width=16),
    Column(name="序", width=3, centred=True),
    Column(name="佐证", width=34),
    Column(name="佐证出处", width=17),
)
HEADS = (("状态", "得分率"),)
_MADE = {Status.RECONSTRUCTED: "〔反推条目〕", Status.PROPOSED: "〔自拟条目〕"}
_EMPHASES = (
    Emphasis(column="状态", says=STATE_WORD[ScoreState.OPEN], italic=True, hatch="gray125"),
    Emphasis(column="状态", says=STATE_WORD[ScoreState.DOUBTFUL], bold=True, italic=True, hatch="lightUp"),
)


def columns_of(dossier: Dossier) -> tuple[Column, ...]:
    """Choose the columns: amounts where the checklist gives points, 得分 where it is worked out of what is given."""
    items = dossier.checklist.items
    pointed = any(item.rule.max is not None for item in items)
    worked = pointed and any(not isinstance(item.rule, Points) for item in items)
    left_out = set() if pointed else {"满分", "自评", "得分", "扣分"}
    if not worked:
        left_out.add("得分")
    if not dossier.suggestions:
        left_out.add("研判")
    return tuple(column for column in _COLUMNS if column.name not in left_out)


def score_page(dossier: Dossier, head: tuple[str, ...]) -> Page:
    """Lay out the scores; ``head`` stands below the title."""
    columns = columns_of(dossier)
    shown = {column.name for column in columns}
    rows: list[Row] = []
    part = ""
    for entry in dossier.entries:
        if entry.part != part:
            part = entry.part
            rows.append(section(columns, _heading(dossier.checklist.dimension_of[entry.item.id], entry)))
        records = [[record[c.name] for c in columns] for record in _records(dossier, entry, shown)]
        takes = (("评分", _takes(entry.item)), ("状态", Takes(words=tuple(STATE_WORD.values()), says=words.STATE_TIP)))
        rows += spread(columns, map(tuple, records), entry.key, entry.part, takes)
    return Page(
        name=NAME,
        title=f"{dossier.title} {NAME}",
        lines=(*head, "小结：" + "　".join(summed(dossier.tally).lines)),
        columns=columns,
        rows=tuple(rows),
        labels="评价标准",
        heads=HEADS,
        totals=reckoned(dossier.checklist, dossier.tally, dossier.entries, "得分" if "得分" in shown else "评分"),
        foot=(words.SIGNATURES,),
        emphases=_EMPHASES,
    )


def label(item: str, subject: str) -> str:
    """Name an item, and the first words of the subject that it is scored for."""
    return f"{item}／{subject[:_LONGEST_SUBJECT]}" if subject else item


def outcome(score: Score | None) -> Cell:
    """Give what was given: points or a level, nothing while undecided."""
    if score is None or score.state is ScoreState.OPEN:
        return ""
    if score.state is ScoreState.NOT_APPLICABLE:
        return WAIVED
    return score.points if score.points is not None else score.level or ""


def given(score: Score | None) -> Cell:
    """Give what stands in 评分: what one would type there, a number as a number."""
    if score is None or score.state in {ScoreState.OPEN, ScoreState.NOT_APPLICABLE} or score.level:
        return typed(score)
    if len(score.given) == 1:
        return score.given[0]
    return typed(score) if score.given else score.points if score.points is not None else ""


def evidence_text(evidence: Evidence) -> str:
    """Give the words of a piece of evidence."""
    return evidence.text if isinstance(evidence, Note) else evidence.quote


def _records(dossier: Dossier, entry: Entry, shown: set[str]) -> Iterator[dict[str, Cell]]:
    """Give an item's first line with its first evidence, then a line for each further one."""
    item, leaf = entry.item, entry.leaf
    score = dossier.review.score_of(item.id, entry.subject)
    record: dict[str, Cell] = {
        "编号": entry.number,
        "评分项": f"{item.name}{_MADE.get(item.status, '')}{'〔自定分值〕' if item.own_points else ''}",
        "评价标准": _standard(item),
        "满分": leaf.most if leaf.most is not None else "",
        "自评": score.claimed if score and score.claimed is not None else "",
        "评分": given(score),
        "得分": _points(entry),
        "扣分": _deducted(entry, "得分" if "得分" in shown else "评分"),
        "状态": _state(score),
        "评分理由": score.reason if score else "",
        "备注": score.remark if score else "",
        "研判": _verdict(dossier, entry),
    }
    blank: dict[str, Cell] = dict.fromkeys(record, "")
    evidence = dossier.review.evidence_of(item.id, entry.subject)
    if not evidence:
        yield {**record, "序": "", "佐证": "", "佐证出处": ""}
    for number, each in enumerate(evidence, start=1):
        yield {**record, "序": number, "佐证": evidence_text(each), "佐证出处": dossier.place(each)}
        record = blank


def _takes(item: Item) -> Takes:
    """Say what may be typed as a score."""
    levels = tuple(option.word for option in options(item) if option.word)
    if isinstance(item.rule, Points):
        return Takes(words=(WAIVED,), most=item.rule.max, says=words.POINTS_TIP.format(most=plain(item.rule.max)))
    return Takes(words=(*levels, WAIVED), says=words.LEVEL_TIP) if levels else Takes(words=(), says=words.NUMBERS_TIP)


def _state(score: Score | None) -> Cell:
    """Let the state follow from what is typed as a score; only a doubt is the inspector's own word."""
    state = score.state if score else ScoreState.OPEN
    if state is ScoreState.DOUBTFUL:
        return STATE_WORD[state]
    open_, scored_ = STATE_WORD[ScoreState.OPEN], STATE_WORD[ScoreState.SCORED]
    template = f'IF({{评分}}="","{open_}",IF({{评分}}="{WAIVED}","{WAIVED}","{scored_}"))'
    return Formula(template=template, value=STATE_WORD[state])


def _points(entry: Entry) -> Cell:
    """Work the points out of what is given, live where one formula can."""
    points = entry.leaf.points
    template = _template(entry.item)
    value = "" if points is None else points
    return Formula(template=template, value=value) if template else value


def _template(item: Item) -> str:
    """Write an item's rule as a formula; nothing where the points stay as they were worked out."""
    rule = item.rule
    number = 'IF(ISNUMBER({{评分}}),{},"")'
    match rule:
        case Points():
            return number.format("{评分}")
        case Levels():
            if rule.max is None:
                return ""
            nested = '""'
            for level in reversed(rule.levels):
                nested = f"IF({{评分}}={quoted(level.word)},{plain(level.points or rule.max)},{nested})"
            return nested
        case Deduction():
            return number.format(f"ROUND(MAX({plain(rule.max)}-{{评分}}*{plain(rule.each)},{plain(rule.floor)}),2)")
        case Stepped():
            nested = plain(rule.rest)
            sign = ">=" if rule.higher else "<="
            for limit in reversed(rule.limits):
                nested = f"IF({{评分}}{sign}{plain(limit.at)},{plain(limit.points)},{nested})"
            return number.format(nested)
        case Proportional():
            share = f"({{评分}}-({plain(rule.zero_at)}))/({plain(rule.full_at)}-({plain(rule.zero_at)}))"
            return number.format(f"ROUND({plain(rule.max)}*MIN(MAX({share},0),1),2)")
        case Threshold() | Shared() | Ranked():
            return ""


def _deducted(entry: Entry, points: str) -> Cell:
    """Say how far the points are from the full ones."""
    leaf = entry.leaf
    if leaf.most is None:
        return ""
    value = leaf.most - leaf.points if leaf.points is not None else ""
    return Formula(template=f'IF(ISNUMBER({{{points}}}),{{满分}}-{{{points}}},"")', value=value)


def _verdict(dossier: Dossier, entry: Entry) -> str:
    """Say what the figures say of an item, its working, and how its points came about where no formula tells."""
    told = []
    suggestion = dossier.suggestion_of.get(entry.item.id)
    if suggestion is not None:
        word, why = VERDICT_WORD[suggestion.verdict.word], suggestion.verdict.why
        told.append(why if why.startswith(word) else f"{word}：{why}")
    if entry.leaf.working and isinstance(entry.item.rule, Threshold | Shared | Ranked):
        told.append(words.WORKED_OUT.format(working=entry.leaf.working))
    return "\n".join(told)


def _standard(item: Item) -> str:
    """Say what is asked, with the steps of a rubric."""
    steps = "\n".join(f"{level.score}分：{level.text}" for level in item.judge.levels)
    return "\n".join(filter(None, (item.check, steps, "（一票否决）" if item.veto else "")))


def _heading(dimension: Dimension, entry: Entry) -> str:
    """Head the lines of a dimension, or of one of its subjects."""
    name = f"{dimension.name}（{dimension.variant}）" if dimension.variant else dimension.name
    return f"{name}　{entry.part.rpartition('#')[2]}. {entry.subject}" if entry.subject else name
