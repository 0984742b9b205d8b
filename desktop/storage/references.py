"""资料架: the office's own notices, rules and bulletins, their passages indexed by words (SQLite FTS5) in one file.

It lies in the program's own folder and belongs to no case. The words are those of ``lexicon.tokens``, which loads a
dictionary: call ``add`` and ``search`` in a job.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw

from desktop import intake, paths
from desktop.lexicon import tokens
from desktop.model.errors import UnwritableSettings, WrongRequest
from desktop.model.places import Places
from desktop.model.reference import Paper, Passage, Reference
from desktop.model.report import BlockKind, Report

NAME = "references.db"
_SHORTEST = 6
_MOST_WORDS = 40
_TABLES = """
CREATE TABLE IF NOT EXISTS papers (id INTEGER PRIMARY KEY, sha256 TEXT UNIQUE, title TEXT, name TEXT) STRICT;
CREATE TABLE IF NOT EXISTS passages (id INTEGER PRIMARY KEY, paper INTEGER, place TEXT, text TEXT) STRICT;
CREATE TABLE IF NOT EXISTS heads (paper INTEGER, before INTEGER, text TEXT) STRICT;
CREATE INDEX IF NOT EXISTS of_paper ON passages (paper);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(tokens, content='', contentless_delete=1);
"""


class References:
    """The shelf; every call opens its file anew, so that it can be made in any thread."""

    def __init__(self, folder: Path | None = None) -> None:
        """Name the file; nothing is made before the first paper is added."""
        self._path = (folder or paths.settings_dir()) / NAME

    def papers(self) -> tuple[Reference, ...]:
        """List the papers, the last added first."""
        if not self._path.exists():
            return ()
        query = (
            "SELECT papers.id, title, name, count(passages.id) FROM papers LEFT JOIN passages ON paper = papers.id"
            " GROUP BY papers.id ORDER BY papers.id DESC"
        )
        with self._open() as db:
            return tuple(Reference(id=i, title=title, name=name, count=n) for i, title, name, n in db.execute(query))

    def add(self, path: Path) -> Reference:
        """Read a file and index it; raises ``UnreadableFile``, and ``WrongRequest`` where it is there already."""
        report = intake.read(path)
        held = tuple(_lines(report))
        if not any(place is not None for place, _ in held):
            raise WrongRequest(f"{path.name}：没有读到可以检索的文字，没有加入资料架。")
        title = next((" ".join(each.split()) for each in report.titles()), "") or path.stem
        with self._open() as db, db:
            if db.execute("SELECT 1 FROM papers WHERE sha256 = ?", (report.sha256,)).fetchone():
                raise WrongRequest(f"{path.name}：资料架上已有这份文件。")
            db.execute("INSERT INTO papers (sha256, title, name) VALUES (?, ?, ?)", (report.sha256, title, path.name))
            paper = db.last_insert_rowid()
            count = 0
            for place, text in held:
                if place is None:
                    db.execute("INSERT INTO heads (paper, before, text) VALUES (?, ?, ?)", (paper, count, text))
                    continue
                count += 1
                db.execute("INSERT INTO passages (paper, place, text) VALUES (?, ?, ?)", (paper, place, text))
                db.execute("INSERT INTO words (rowid, tokens) VALUES (?, ?)", (db.last_insert_rowid(), _cut(text)))
        return Reference(id=paper, title=title, name=path.name, count=count)

    def remove(self, paper: int) -> None:
        """Take a paper off the shelf."""
        with self._open() as db, db:
            db.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM passages WHERE paper = ?)", (paper,))
            db.execute("DELETE FROM passages WHERE paper = ?", (paper,))
            db.execute("DELETE FROM heads WHERE paper = ?", (paper,))
            db.execute("DELETE FROM papers WHERE id = ?", (paper,))

    def paper(self, passage: int) -> Paper:
        """Give the paper of a passage as it is read; raises ``WrongRequest`` where it was taken away.

        A paper that an earlier version indexed has no heads.
        """
        of_passage = "SELECT papers.id, title FROM papers JOIN passages ON paper = papers.id WHERE passages.id = ?"
        with self._open() as db:
            row = db.execute(of_passage, (passage,)).fetchone()
            if row is None:
                raise WrongRequest("这份资料已不在资料架上，请重新查找。")
            paper, title = row
            told = db.execute("SELECT before, text FROM heads WHERE paper = ? ORDER BY rowid", (paper,)).fetchall()
            held = db.execute("SELECT id, place, text FROM passages WHERE paper = ? ORDER BY id", (paper,)).fetchall()
        # Heads before their passage; the sort leaves both in the order that they were written in.
        lines: list[tuple[int, int, str | None, str]] = [(int(str(at)), 0, None, str(text)) for at, text in told]
        lines += [(at, int(str(id_)), str(place), str(text)) for at, (id_, place, text) in enumerate(held)]
        lines.sort(key=lambda line: (line[0], line[2] is not None))
        places, run, at = list[tuple[int, int, str]](), (0, 0), 0
        for _, id_, place, text in lines:
            if place is not None:
                places.append((at, at + len(text), place))
                run = (at, at + len(text)) if id_ == passage else run
            at += len(text) + 1
        return Paper(title=str(title), text="\n".join(line[3] for line in lines), places=tuple(places), run=run)

    def search(self, words: str, most: int = 30) -> tuple[Passage, ...]:
        """Find the passages that hold the words, those that hold most of them and the rarest first.

        Single characters (的, 和) count only where nothing else is asked.
        """
        cut = list(dict.fromkeys(_cut(words).split()))
        asked = ([word for word in cut if len(word) > 1] or cut)[:_MOST_WORDS]
        if not asked or not self._path.exists():
            return ()
        query = (
            "SELECT passages.id, title, place, text FROM words JOIN passages ON passages.id = words.rowid"
            " JOIN papers ON papers.id = paper WHERE words MATCH ? ORDER BY bm25(words) LIMIT ?"
        )
        match = " OR ".join(f'"{word}"' for word in asked)
        with self._open() as db:
            found = db.execute(query, (match, most)).fetchall()
        return tuple(Passage(id=i, title=title, place=place, text=text) for i, title, place, text in found)

    @contextmanager
    def _open(self) -> Iterator[apsw.Connection]:
        """Connect, with the tables made; raises ``UnwritableSettings`` where the file cannot be used."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(apsw.Connection(str(self._path))) as db:
                db.execute(_TABLES)
                yield db
        except (apsw.Error, OSError) as error:
            says = f"资料架用不了：{self._path} 无法读写或已损坏；请检查磁盘，或移走这个文件后重新加入资料。"
            raise UnwritableSettings(says) from error


def _lines(report: Report) -> Iterator[tuple[str | None, str]]:
    """Give every line to be read, with its place where it is a paragraph worth finding, else None."""
    places = Places(report)
    for block in report.blocks:
        text = " ".join(report.text[block.start : block.end].split())
        if block.kind is not BlockKind.FURNITURE and text:
            found = block.kind is not BlockKind.HEADING and len(text) >= _SHORTEST
            yield places.of(block.start) if found else None, text


def _cut(text: str) -> str:
    """Write the words of a text parted by blanks; a quote mark would end a word in a query."""
    return " ".join(word.casefold().replace('"', "") for word in tokens.words(text))
