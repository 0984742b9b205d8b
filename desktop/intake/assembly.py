"""Join the pieces of a file to one text, and find its blocks again with where each one stood."""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from desktop.intake import says
from desktop.intake.body import Body, Kind, Piece, Remark
from desktop.intake.counting import symbol
from desktop.intake.given import Given
from desktop.intake.outline import outline
from desktop.lexicon.patterns import regex
from desktop.model.errors import UnreadableFile
from desktop.model.pages import Box, Pages
from desktop.model.report import Block, BlockKind, Comment, Notice, Origin, Report

_KINDS = {Kind.ROW: BlockKind.ROW, Kind.NOTE: BlockKind.NOTE, Kind.ASIDE: BlockKind.FURNITURE}
# What never shows: control characters, soft hyphens, zero-width blanks and joiners, direction marks.
_UNSEEN = regex("[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_SYMBOLIC = regex("[\uf020-\uf0ff]")
_PARTED = regex("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_LINE_ENDS = regex("\r\n?|[\x0b\x0c\x85\u2029]")


def assemble(body: Body, data: bytes, name: str, source: str) -> Report:
    """Make a report of a file's pieces; raises ``UnreadableFile`` where nothing in them shows."""
    kept = [(number, piece) for number, piece in enumerate(map(_cleaned, body.pieces)) if piece.text.strip()]
    if not kept:
        raise UnreadableFile(says.no_words(name))
    numbers, pieces = [number for number, _ in kept], [piece for _, piece in kept]
    starts: list[int] = []
    parts: list[str] = []
    at = 0
    behind = None
    for piece in pieces:
        if behind is not None:
            # An empty line parts two tables that stand one below the other.
            gap = "\n\n" if behind.table != piece.table and behind.table and piece.table else "\n"
            parts.append(gap)
            at += len(gap)
        starts.append(at)
        parts.append(piece.text)
        at += len(piece.text)
        behind = piece
    text = "".join(parts)
    found = outline(text, _given(pieces, starts))
    told = [{"origin": _origin(piece), "head": piece.head, "merged": piece.merged} for piece in pieces]
    blocks = tuple(block.model_copy(update=told[bisect_right(starts, block.start) - 1]) for block in found.blocks)
    pages = _pages(body, pieces, starts)
    if pages:
        blocks = tuple(_on_page(block, pages) for block in blocks)
    return Report(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        source=source,
        encoding=body.encoding,
        certainty=body.certainty,
        pages=pages,
        parts=found.parts,
        notices=(*body.notices, *_told(body.remarks)),
        comments=tuple(_comment(each, text, numbers, starts) for each in body.remarks),
    )


def row(cells: Iterable[str]) -> str:
    """Join a row's cells by tabs; a cell keeps its lines, but neither tabs nor newlines."""
    return "\t".join(_cell(cell) for cell in cells)


def _cell(words: str) -> str:
    """Set a cell's lines one below the other without ending the row; short ones are one wrapped phrase."""
    if not _PARTED.search(words):
        return words.strip()
    lines = [
        line for line in (line.strip() for line in _LINE_ENDS.sub("\n", words).replace("\t", " ").split("\n")) if line
    ]
    phrase = "".join(lines)
    if len(phrase) <= 14 and not re.search(r"[\d。；，,;]", phrase):
        return phrase
    return "\u2028".join(lines)


def _cleaned(piece: Piece) -> Piece:
    text = _SYMBOLIC.sub(lambda sign: symbol(ord(sign[0])), _UNSEEN.sub("", piece.text))
    if piece.kind is Kind.LINE:
        text = "\n".join(line.strip() for line in _LINE_ENDS.sub("\n", text).split("\n") if line.strip())
    elif piece.kind is not Kind.ROW:
        text = " ".join(text.split())
    return piece._replace(text=text)


def _given(pieces: list[Piece], starts: list[int]) -> Given:
    settled = [
        (start, start + len(piece.text), _KINDS[piece.kind])
        for piece, start in zip(pieces, starts, strict=True)
        if piece.kind in _KINDS
    ]
    levels = {start: piece.level for piece, start in zip(pieces, starts, strict=True) if piece.level is not None}
    return Given(settled, levels, own_paragraphs=True)


def _told(remarks: Sequence[Remark]) -> tuple[Notice, ...]:
    if not remarks:
        return ()
    return (Notice(code="comments", says=says.comments([(each.author, each.words) for each in remarks])),)


def _comment(remark: Remark, text: str, numbers: Sequence[int], starts: Sequence[int]) -> Comment:
    """Find the words that a comment was made on, or the line that it stands beside."""
    at = min(bisect_left(numbers, remark.piece), len(starts) - 1)
    on = _UNSEEN.sub("", remark.on).strip()
    start = text.find(on, starts[at]) if on else -1
    if start < 0:
        on, start = text[starts[at] :].partition("\n")[0], starts[at]
    return Comment(start=start, end=start + len(on), author=remark.author, words=remark.words)


def _pages(body: Body, pieces: Sequence[Piece], starts: Sequence[int]) -> Pages | None:
    """Give every stretch its place in the text; None where a file has no pages."""
    if not body.pages:
        return None
    stretches = (
        stretch._replace(start=start + stretch.start, end=start + stretch.end)
        for piece, start in zip(pieces, starts, strict=True)
        for stretch in piece.stretches
    )
    whole = Pages(sheets=body.pages, stretches=tuple(stretches))
    return whole.model_copy(update={"doubts": _doubts(body, whole)}) if body.doubts else whole


def _doubts(body: Body, pages: Pages) -> tuple[tuple[int, int], ...]:
    """Find the signs that stand at doubtful places, those side by side as one run."""
    found = set()
    for page, x, y in body.doubts:
        for stretch in pages.on(page):
            if stretch.top <= y <= stretch.bottom and stretch.edges[0] <= x < stretch.edges[-1]:
                found.add(stretch.start + bisect_right(stretch.edges, x) - 1)
                break
    runs: list[tuple[int, int]] = []
    for at in sorted(found):
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return tuple(runs)


def _on_page(block: Block, pages: Pages) -> Block:
    """Tell the page that a block begins on, and the rectangle that it fills there."""
    boxes = list(pages.boxes(block.start, block.end))
    if not boxes:
        return block
    page = boxes[0][0]
    lefts, tops, rights, bottoms = zip(*(box for at, box in boxes if at == page), strict=True)
    box = Box(min(lefts), min(tops), max(rights), max(bottoms))
    return block.model_copy(update={"origin": Origin(page=page, box=box)})


def _origin(piece: Piece) -> Origin:
    return Origin(paragraph=piece.paragraph, sheet=piece.sheet, cells=piece.cells)
