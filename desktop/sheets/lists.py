"""问题清单, 疑点清单 and 走访核查清单 as pages to take along, with room to write."""

from desktop.model.amount import plain
from desktop.model.export import OF_LOOP, Kind
from desktop.model.review import ScoreState
from desktop.scoring.marking import reaches
from desktop.sheets import words
from desktop.sheets.dossier import Dossier
from desktop.sheets.findings import finding_page, problem_page
from desktop.sheets.loop import loop_page, loop_stamp
from desktop.sheets.pages import Book, Column, Page, Row, section, spread
from desktop.sheets.visits import visits

_ROOM = Column(name="核实情况", width=20)
_VISIT_COLUMNS = (
    Column(name="序号", width=7, centred=True),
    Column(name="缘由", width=10, centred=True),
    Column(name="评分项", width=18),
    Column(name="问什么、核什么", width=40),
    Column(name="看什么材料", width=26),
    Column(name="到哪里", width=16),
    Column(name="报告原句", width=34),
    Column(name="出处", width=20),
    _ROOM,
)
_LOST = "评审中扣分和未达到的评分项"


def list_book(dossier: Dossier, kind: Kind) -> Book:
    """Make a book of one list."""
    lists = {Kind.PROBLEMS: _problems, Kind.FINDINGS: _findings, Kind.VISITS: _visits}
    page = loop_page(dossier, kind) if kind in OF_LOOP else lists[kind](dossier)
    page = page.model_copy(update={"name": kind.value, "title": f"{dossier.title}　{kind.value}"})
    stamp = loop_stamp(dossier, kind) if kind in {Kind.LEDGER, Kind.CLOSED} else ()
    return Book(title=page.title, mark=dossier.mark, author=dossier.review.about.reviewer, pages=(page,), stamp=stamp)


def _problems(dossier: Dossier) -> Page:
    """List what the report admits with what it promises, then what the review found wanting."""
    page = problem_page(dossier.examination, dossier.own, dossier.title)
    rows = list(page.rows)
    lost = [e for e in dossier.entries if e.leaf.state is ScoreState.SCORED and not reaches(e.item, e.leaf)]
    if lost:
        rows.append(section(page.columns, _LOST))
    for number, entry in enumerate(lost, start=len(dossier.examination.problems) + 1):
        score = dossier.review.score_of(entry.item.id, entry.subject)
        leaf = entry.leaf
        given = leaf.level or (f"得 {plain(leaf.points)} 分" if leaf.points is not None else "")
        told = f"{dossier.named(entry.item)}：{given}\n{score.reason if score else ''}".rstrip()
        evidence = dossier.review.evidence_of(entry.item.id, entry.subject)
        place = dossier.place(evidence[0]) if evidence else ""
        rows += spread(
            page.columns, [(number, told, "评审认定", place, words.ASK_STANDARD.format(s=entry.item.check), "")]
        )
    return page.model_copy(update={"rows": tuple(rows), "foot": (words.SIGNATURES,)})


def _findings(dossier: Dossier) -> Page:
    """List what does not add up, with room for what is found out."""
    open_ = dossier.examination.model_copy(update={"checks": ()})
    page = finding_page(open_, dossier.own, dossier.title)
    kept: list[Row] = []
    for row in page.rows:
        kept.append(row.model_copy(update={"cells": (*row.cells, "")}))
    return page.model_copy(update={"columns": (*page.columns, _ROOM), "rows": tuple(kept), "foot": (words.SIGNATURES,)})


def _visits(dossier: Dossier) -> Page:
    """List what to look into on the spot."""
    rows: list[Row] = []
    for number, v in enumerate(visits(dossier), start=1):
        record = (number, v.why, v.item, v.asks, v.papers, v.where, v.quote, v.place, "")
        rows += spread(_VISIT_COLUMNS, [record])
    return Page(name=Kind.VISITS.value, title="", columns=_VISIT_COLUMNS, rows=tuple(rows), foot=(words.VISITORS,))
