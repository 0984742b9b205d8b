"""走访核查清单: what to ask, which papers to see and where, from items that are weak, unproven or contradicted."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from desktop.model.checklist import Item
from desktop.model.finding import Relation
from desktop.model.report import Report
from desktop.model.review import Note, Quote, ScoreState
from desktop.model.value import Value
from desktop.model.verdict import Suggestion, VerdictWord
from desktop.model.words import RELATION_WORD, STATE_WORD
from desktop.scoring.marking import reaches
from desktop.sheets import words
from desktop.sheets.dossier import Dossier, Entry

_SCHOOL = re.compile(r"([\u4e00-\u9fff]{2,6}|第[一二三四五六七八九十]+)(小学|中学|幼儿园|实验学校|职教中心|职业高中)")
_GENERIC = re.compile(
    r"[各全所名个中每等批余]|农村|城区|乡[镇村]|义务|优质|普[通惠及]|[公民]办|规范|严格|[新改扩]建|高级|标准|特色|建设|推进|加强|投入|预算|经费|生均|达到|包括|其中|学段"
)
_AT_SCHOOL = re.compile("学校|校园|课后|教辅|教材|班额|课程|作业|食堂|宿舍|功能室|实验|校舍|体质|招生")
_BEFORE = re.compile(r"^.*(?:[在到赴对以和与及如为的是]|抽查|走访|查看|实地)")
_PAPER = re.compile(r"《[^》]{2,40}》")
_MOST = 3


class Why(StrEnum):
    """Why something is worth going to see."""

    CONTRADICTED = "数据有疑点"
    UNCHECKED = "数据缺项"
    OPEN = "未评或存疑"
    UNPROVEN = "评了分，没有佐证"
    WEAK = "扣分或未达到"
    UNKNOWN = "报告未说明"
    BLANK = "报告留空"


class Visit(Value):
    """One thing to look into: the item it is for (empty where none), the question, papers and places, and the words."""

    why: str
    item: str
    asks: str
    papers: str
    where: str
    quote: str
    place: str


def visits(dossier: Dossier) -> tuple[Visit, ...]:
    """List what is worth looking into, by item, then what belongs to none."""
    found = []
    for entry in dossier.entries:
        each = list(_of_entry(dossier, entry))
        if each:
            why = "\n".join(dict.fromkeys(visit.why for visit in each))
            found.append(each[0].model_copy(update={"why": why, "asks": "\n".join(visit.asks for visit in each)}))
    return (*found, *_of_figures(dossier), *_of_blanks(dossier))


def _of_entry(dossier: Dossier, entry: Entry) -> Iterator[Visit]:
    """Look at one line of the sheet."""
    leaf, item = entry.leaf, entry.item
    score = dossier.review.score_of(item.id, entry.subject)
    evidence = dossier.review.evidence_of(item.id, entry.subject)
    suggestion = dossier.suggestion_of.get(item.id)
    if leaf.state is ScoreState.NOT_APPLICABLE:
        return
    name = dossier.named(item) + (f"（{entry.subject}）" if entry.subject else "")
    quotes = [each.quote if isinstance(each, Quote) else each.text for each in evidence]
    offered = [candidate.quote for candidate in suggestion.evidence[:1]] if suggestion else []
    told = "\n".join(quotes[:_MOST] or offered)
    where = dossier.place(evidence[0]) if evidence else _offered_place(dossier, suggestion)
    seen = [each.source for each in evidence if isinstance(each, Note) and each.source]

    def visit(why: Why, asks: str) -> Visit:
        return Visit(
            why=why,
            item=name,
            asks=asks,
            papers=_papers(item, told),
            where=_where(item, (*seen, *_schools(told))),
            quote=told,
            place=where,
        )

    if leaf.state in {ScoreState.OPEN, ScoreState.DOUBTFUL}:
        yield visit(Why.OPEN, words.ASK_OPEN.format(state=STATE_WORD[leaf.state], standard=item.check or item.name))
    elif not reaches(item, leaf):
        reason = score.reason.strip() if score else ""
        yield visit(Why.WEAK, words.ASK_WEAK.format(reason=reason or item.check or item.name))
    elif not evidence:
        yield visit(Why.UNPROVEN, words.ASK_UNPROVEN.format(standard=item.check or item.name))
    if suggestion is not None and suggestion.verdict.word in {VerdictWord.UNKNOWN, VerdictWord.PARTIAL}:
        missing = "；".join(suggestion.verdict.missing) or suggestion.verdict.why
        yield visit(Why.UNKNOWN, words.ASK_MISSING.format(missing=missing))


def _of_figures(dossier: Dossier) -> Iterator[Visit]:
    """Ask about figures that contradict each other, and for those that are wanting."""
    examination, report = dossier.examination, dossier.examination.report
    for finding in examination.findings:
        asks = words.ASK_FINDING.format(says=finding.says, working=finding.working, should=finding.should or "（未定）")
        yield _figure(dossier, Why.CONTRADICTED, finding.check, finding.anchors, asks, report)
    for unchecked in examination.unchecked:
        asks = words.ASK_UNCHECKED.format(missing=unchecked.missing)
        yield _figure(dossier, Why.UNCHECKED, unchecked.check, unchecked.anchors, asks, report)


def _figure(dossier: Dossier, why: Why, check: Relation, anchors: tuple[int, ...], asks: str, report: Report) -> Visit:
    """Make one visit of a relation between figures."""
    at = dossier.examination.metric_at
    figures = [at[start] for start in anchors if start in at]
    told = "；".join(f"{m.indicator or m.subject}：{m.quote}" for m in figures)
    around = "".join(report.reads(max(m.start - 40, 0), m.end + 40) for m in figures)
    return Visit(
        why=why,
        item="",
        asks=asks,
        papers=words.PAPERS_FIGURES.format(relation=RELATION_WORD[check]),
        where="、".join(_schools(around)) or words.NO_SCHOOL,
        quote=told,
        place=dossier.own.place(figures[0].start, figures[0].end) if figures else "",
    )


def _of_blanks(dossier: Dossier) -> Iterator[Visit]:
    """Ask for what the report left blank, once for each of its sections."""
    for section, each in groupby(dossier.examination.placeholders, lambda blank: dossier.own.section(blank.start)):
        blanks = list(each)
        yield Visit(
            why=Why.BLANK,
            item="",
            asks=words.ASK_BLANK.format(section=section, count=len(blanks)),
            papers=words.PAPERS_BLANK,
            where=words.NO_SCHOOL,
            quote="、".join(blank.quote for blank in blanks),
            place=dossier.own.place(blanks[0].start, blanks[-1].end),
        )


def _offered_place(dossier: Dossier, suggestion: Suggestion | None) -> str:
    """Say where the best suggestion stands."""
    if suggestion is None or not suggestion.evidence:
        return ""
    best = suggestion.evidence[0]
    return dossier.own.place(best.start, best.end)


def _schools(text: str) -> list[str]:
    """Name the schools that a text names by their own names."""
    found = ((_BEFORE.sub("", match[1]), match[2]) for match in _SCHOOL.finditer(text))
    own = (stem + kind for stem, kind in found if len(stem) > 1 and not _GENERIC.search(stem))
    return list(dict.fromkeys(own))[:_MOST]


def _where(item: Item, named: Sequence[str]) -> str:
    """Say where to go: to who is named; else to the office, and to schools where the standard is seen there."""
    if named:
        return "、".join(dict.fromkeys(named))
    seen = _AT_SCHOOL.search(f"{item.name}{item.check}")
    return f"{words.NO_SCHOOL}、{words.SOME_SCHOOLS}" if seen else words.NO_SCHOOL


def _papers(item: Item, told: str) -> str:
    """Name the documents that standard and evidence name; else the figures of the item, else the item."""
    named = list(dict.fromkeys(match[0] for match in _PAPER.finditer(f"{item.check}\n{told}")))[:_MOST]
    if named:
        return "、".join(named)
    if item.metrics:
        return words.PAPERS_METRICS.format(names="、".join(item.metrics[:_MOST]))
    return words.PAPERS_ITEM.format(name=item.name)
