"""Check a case file against itself: hashes, the chain of the log, every quote and memo against the text it is of."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing

import apsw

from desktop.model.case import Case
from desktop.model.review import Quote
from desktop.storage.migrations import SCHEMA

_encode = json.JSONEncoder(ensure_ascii=False).encode
_SHOWN = 20
FIRST = "0" * 64
"""What the first row of the log names as the hash before it."""


def link(prev: str, seq: int, review: str, at: str, kind: str, words: str, changes: str) -> str:
    """Hash one row of the log together with the hash before it."""
    return _sha256(_encode([prev, seq, review, at, kind, words, changes]))


def table_faults(db: apsw.Connection) -> tuple[str, ...]:
    """List in Chinese what the tables contradict about themselves."""
    return tuple(_schema(db)) or (*_documents(db), *_snapshots(db), *_log(db))


def quote_faults(case: Case) -> tuple[str, ...]:
    """List in Chinese every quote that is not where it says it is."""
    texts = {document.sha256: document.text for document in case.documents}
    found: list[str] = []
    for review in case.reviews:
        items = case.checklist(review.id).item_by_id
        found += [f"评分项 {s.item} 不在评价表里。" for s in review.scores if s.item not in items]
        for evidence in review.evidence:
            if evidence.item not in items:
                found.append(f"佐证 {evidence.id} 所属的评分项 {evidence.item} 不在评价表里。")
            if isinstance(evidence, Quote):
                text = texts.get(evidence.document)
                if text is None:
                    found.append(f"评分项 {evidence.item} 的佐证 {evidence.id} 所指的材料不在案卷里。")
                elif text[evidence.start : evidence.end] != evidence.quote:
                    found.append(f"评分项 {evidence.item} 的佐证 {evidence.id} 与原文不符。")
        for memo in review.memos:
            text = texts.get(memo.document)
            if text is None:
                found.append(f"旁注“{_short(memo.text)}”所指的材料不在案卷里。")
            elif text[memo.start : memo.end] != memo.quote:
                found.append(f"旁注“{_short(memo.text)}”引的“{_short(memo.quote)}”与原文不符。")
    return tuple(found)


def _short(words: str) -> str:
    """Write the beginning of words on one line."""
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _schema(db: apsw.Connection) -> Iterator[str]:
    """Compare tables and triggers with those that the scripts make."""
    with closing(apsw.Connection(":memory:")) as fresh:
        for statement in SCHEMA:
            fresh.execute(statement)
        wanted = set(fresh.execute("SELECT type, name, sql FROM sqlite_schema").fetchall())
    held = set(db.execute("SELECT type, name, sql FROM sqlite_schema").fetchall())
    for _, name, _ in sorted(wanted - held):
        yield f"案卷结构被改动：{name} 缺失或不同。"
    if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
        yield "案卷里有对不上号的记录。"


def _documents(db: apsw.Connection) -> Iterator[str]:
    for name, sha, data, text, text_sha in db.execute("SELECT name, sha256, data, text, text_sha256 FROM documents"):
        if hashlib.sha256(data).hexdigest() != sha:
            yield f"材料“{name}”的文件内容与存入时不同。"
        if _sha256(text) != text_sha:
            yield f"材料“{name}”的文字与存入时不同。"


def _snapshots(db: apsw.Connection) -> Iterator[str]:
    for name, sha, snapshot in db.execute("SELECT id, sha256, snapshot FROM checklists"):
        if _sha256(snapshot) != sha:
            yield f"评价表 {name} 与评审开始时不同。"
    for name, sha, initial in db.execute("SELECT id, sha256, initial FROM reviews"):
        if _sha256(initial) != sha:
            yield f"评审 {name} 的初始内容被改动。"


def _log(db: apsw.Connection) -> Iterator[str]:
    """Follow the chain; after the first break every later link is judged by its own row."""
    before, expected = FIRST, 1
    for seq, review, at, kind, words, changes, prev, held in db.execute(
        "SELECT seq, review, at, kind, words, changes, prev, hash FROM log ORDER BY seq"
    ):
        if seq != expected or prev != before:
            yield f"修改记录在第 {expected} 条处断开。"
        if link(prev, seq, review, at, kind, words, changes) != held:
            yield f"第 {seq} 条修改记录被改动。"
        before, expected = held, seq + 1


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
