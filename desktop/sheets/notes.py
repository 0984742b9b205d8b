"""佐证 and 说明: every piece of evidence by itself; how the total came about, what it rests on, and what made it."""

from collections.abc import Iterator

from desktop.model.provenance import Status
from desktop.model.review import Audience, Note
from desktop.model.tally import Tally
from desktop.model.words import ORIGIN_WORD
from desktop.scoring.engine import line
from desktop.sheets import words
from desktop.sheets.dossier import Dossier
from desktop.sheets.pages import Cell, Column, Page, Row, section, spread
from desktop.sheets.scoretable import evidence_text

EVIDENCE, NOTES = "佐证", "说明"
_EVIDENCE_COLUMNS = (
    Column(name="序号", width=6, centred=True),
    Column(name="编号", width=12),
    Column(name="评分项", width=24),
    Column(name="评的对象", width=20),
    Column(name="类别", width=10, centred=True),
    Column(name="佐证", width=70),
    Column(name="出处", width=40),
)
_NOTE_COLUMNS = (
    Column(name="序", width=6, centred=True),
    Column(name="内容", width=110),
    Column(name="得分", width=10, centred=True),
    Column(name="满分", width=10, centred=True),
    Column(name="自评分", width=10, centred=True),
)
_INDENT = "　　"


def evidence_page(dossier: Dossier) -> Page:
    """List every piece of evidence in the order of the items."""
    rows: list[Row] = []
    number = 0
    for entry in dossier.entries:
        for each in dossier.review.evidence_of(entry.item.id, entry.subject):
            number += 1
            kind = "记录" if isinstance(each, Note) else ORIGIN_WORD[each.origin]
            record = (number, entry.number, entry.item.name, entry.subject, kind)
            rows += spread(_EVIDENCE_COLUMNS, [(*record, evidence_text(each), dossier.place(each))])
    return Page(name=EVIDENCE, title=f"{dossier.title}·{EVIDENCE}", columns=_EVIDENCE_COLUMNS, rows=tuple(rows))


def note_page(dossier: Dossier) -> Page:
    """List the steps to the total, what each rests on before it, then sources and how the sheet was made."""
    rows: list[Row] = [section(_NOTE_COLUMNS, "一、合计是怎样得出的")]
    for number, (depth, step) in enumerate(dossier.tally.steps(), start=1):
        told = f"{_INDENT * max(depth - 1, 0)}{line(step)}"
        amounts = [_amount(step, name) for name in ("points", "most", "claimed")]
        rows += spread(_NOTE_COLUMNS, [(number, told, *amounts)])
    parts = [("依据", _sources(dossier)), ("本表的制作", _making(dossier))]
    memos = tuple(_memos(dossier))
    parts[:0] = [("呈组长", iter(memos))] if memos else []
    for nth, (name, texts) in zip("二三四", parts, strict=False):
        rows.append(section(_NOTE_COLUMNS, f"{nth}、{name}"))
        for text in texts:
            rows += spread(_NOTE_COLUMNS, [("", text, "", "", "")])
    return Page(name=NOTES, title=f"{dossier.title}·{NOTES}", columns=_NOTE_COLUMNS, rows=tuple(rows))


def _memos(dossier: Dossier) -> Iterator[str]:
    """Write the memos that are meant to be read by others, each with its words and where they stand."""
    for memo in sorted(dossier.review.memos, key=lambda memo: memo.start):
        if memo.audience is Audience.CHIEF:
            known = dossier.cited.get(memo.document)
            where = known.place(memo.start, memo.end) if known else words.OLDER_VERSION
            yield f"{memo.text}（{where}：“{memo.quote}”）"


def _sources(dossier: Dossier) -> Iterator[str]:
    """Name what the checklist comes from."""
    checklist = dossier.checklist
    yield f"评价表：{checklist.title}，依据{dossier.source}，{checklist.year}年，{len(checklist.items)} 条。"
    for source in checklist.sources.values():
        told = (source.issuer, source.doc_no or "", f"{source.year}年" if source.year else "", source.note)
        yield "，".join(filter(None, (f"《{source.title}》", *told))) + "。"
    if checklist.status_note:
        yield checklist.status_note
    counts = {status: sum(item.status is status for item in checklist.items) for status in Status}
    if counts[Status.RECONSTRUCTED] or counts[Status.PROPOSED]:
        made = words.MADE_ITEMS.format(reconstructed=counts[Status.RECONSTRUCTED], proposed=counts[Status.PROPOSED])
        yield made
    if checklist.scoring.summary:
        yield f"合计办法：{checklist.scoring.summary}"


def _making(dossier: Dossier) -> Iterator[str]:
    """Say what made the sheet, from what, and which of its figures are live."""
    yield words.MADE_BY.format(version=dossier.version, at=dossier.at.replace("T", " ") or "（未记录）")
    for document in dossier.case.documents:
        yield f"材料：{document.name}，{len(document.text)} 字，文件校验值（SHA-256）{document.file_sha256}。"
    if dossier.code:
        yield words.STATE_CODE.format(code=dossier.code)
    yield words.LIVE


def _amount(step: Tally, name: str) -> Cell:
    value = getattr(step, name)
    return "" if value is None else value
