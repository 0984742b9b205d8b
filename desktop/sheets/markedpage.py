"""标记报告 as .html: one file that needs nothing else, its layers switched on and off, its marks told at a click."""

import json
from collections.abc import Callable, Iterator
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from desktop import paths
from desktop.model.export import Written
from desktop.model.report import Block, BlockKind, Report
from desktop.sheets.dossier import Dossier
from desktop.sheets.marked import Layer, Marked, by_block, layers, marks, pieces
from desktop.sheets.pages import printable
from desktop.sheets.recount import Recount

Tick = Callable[[float], None]
_ID = {layer: layer.name.lower() for layer in Layer}


def write(path: Path, dossier: Dossier, tick: Tick) -> None:
    """Write the page; raises ``OSError``."""
    found = marks(dossier)
    tick(0.3)
    path.write_text("".join(_page(dossier, found)), encoding="utf-8", newline="\n", errors="replace")


def check(path: Path, dossier: Dossier, recount: Recount) -> Written:
    """Read the page again: the report's words are all there, and every mark stands over its own."""
    held = _Held()
    held.feed(path.read_text(encoding="utf-8"))
    report, found = dossier.examination.report, marks(dossier)
    wanted = "".join(printable(report.shows(b.start, b.end)) for b in report.blocks if b.kind is not BlockKind.TABLE)
    recount.same("报告的文字", _squeezed("".join(held.text)), _squeezed(wanted))
    covered = [mark for mark in found if any(mark.start < b.end and b.start < mark.end for b in report.blocks)]
    recount.same("标记", len(held.marks), len(covered))
    for number, mark in enumerate(found):
        if number in held.marks:
            quote = _squeezed(printable(report.shows(mark.start, mark.end)))
            recount.same(f"第 {number + 1} 处标记", _squeezed("".join(held.marks[number])), quote)
    return Written(counts=tuple((layer.value, sum(mark.layer is layer for mark in covered)) for layer in layers(found)))


def _page(dossier: Dossier, found: tuple[Marked, ...]) -> Iterator[str]:
    """Write the whole page, piece by piece."""
    title = escape(printable(f"{dossier.title}　标记报告"))
    mark = f"<p><strong>{escape(dossier.mark)}</strong></p>" if dossier.mark else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    yield (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>'
        f"{_part('marked.css')}</style></head><body>"
        f"<header><h1>{title}</h1>{mark}<p>{escape(printable(dossier.examination.report.name))}</p>"
    )
    for layer in layers(found):
        count = sum(each.layer is layer for each in found)
        name = _ID[layer]
        box = f'<input type="checkbox" value="{name}" checked>'
        yield f'<label>{box} <span class="{name}">{layer}</span> {count}</label>'
    yield '</header><main><article lang="zh-CN">'
    yield from _blocks(dossier, found)
    yield (
        "</article><aside><h2>标记说明</h2><p>点正文里的标记，这里显示它的说明；上方可以开关各层。</p>"
        '<dl id="told"></dl></aside></main>'
    )
    notes = json.dumps([[mark.layer.value, printable(mark.says)] for mark in found], ensure_ascii=False)
    yield f'<script type="application/json" id="notes">{notes.replace("<", chr(92) + "u003c")}</script>'
    yield f"<script>{_part('marked.js')}</script></body></html>\n"


def _blocks(dossier: Dossier, found: tuple[Marked, ...]) -> Iterator[str]:
    """Write the report block by block; rows that follow one another are one table."""
    blocks = dossier.examination.report.blocks
    report = dossier.examination.report
    inside = False
    for block, within in zip(blocks, by_block(dossier, found), strict=True):
        if block.kind is BlockKind.TABLE:
            continue
        row = block.kind is BlockKind.ROW
        if row is not inside:
            yield "<table>" if row else "</table>"
            inside = row
        yield _row(report, block, within, found) if row else _paragraph(report, block, within, found)
    if inside:
        yield "</table>"


def _paragraph(report: Report, block: Block, within: list[tuple[int, Marked]], found: tuple[Marked, ...]) -> str:
    level = f"h{block.level}" if block.level is not None else block.kind.value
    return f'<p class="{level}">{_run(report, block.start, block.end, within, found)}</p>\n'


def _row(report: Report, block: Block, within: list[tuple[int, Marked]], found: tuple[Marked, ...]) -> str:
    """Write one row of a table, cell by cell."""
    tabs = [block.start - 1, *(at for at in range(block.start, block.end) if report.text[at] == "\t"), block.end]
    cells = (_run(report, first + 1, last, within, found) for first, last in pairwise(tabs))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def _run(report: Report, start: int, end: int, within: list[tuple[int, Marked]], found: tuple[Marked, ...]) -> str:
    """Write a run of text with its marks; a piece under several belongs to all of them."""
    over_it = [(number, mark) for number, mark in within if mark.start < end and start < mark.end]
    written = []
    for first, last, over in pieces(start, end, over_it):
        words = escape(printable(report.shows(first, last)))
        if over:
            over_all = list(dict.fromkeys(_ID[found[number].layer] for number in over))
            data = "".join(f" data-{layer}" for layer in over_all)
            told = escape("\n".join(f"{found[n].layer}：{printable(found[n].says)}" for n in over), quote=True)
            numbers = " ".join(map(str, over))
            words = (
                f'<span class="m {" ".join(over_all)}" tabindex="0" role="button" data-m="{numbers}"{data} '
                f'title="{told}">{words}</span>'
            )
        written.append(words)
    return "".join(written)


class _Held(HTMLParser):
    """Take the report's words out of a page again, and the words under each mark."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.marks: dict[int, list[str]] = {}
        self._inside = False
        self._over: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look for the article and its marks."""
        self._inside = self._inside or tag == "article"
        if self._inside and tag == "span":
            self._over = [int(number) for number in (dict(attrs).get("data-m") or "").split()]

    def handle_endtag(self, tag: str) -> None:
        """Leave a mark, or the article."""
        if tag == "article":
            self._inside = False
        if tag == "span":
            self._over = []

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if self._inside:
            self.text.append(data)
            for number in self._over:
                self.marks.setdefault(number, []).append(data)


def _part(name: str) -> str:
    """Read a part of the page that comes with the program."""
    return paths.resource("papers", name).read_text(encoding="utf-8")


def _squeezed(text: str) -> str:
    return "".join(text.split())
