"""评价意见 as .docx: the letter put into a template of named fields, the house's own or an office's.

A field is ``{{标题}}``. Short ones stand anywhere; sections and the table of sources stand in a paragraph of their own.
"""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph

from desktop.model.errors import WrongRequest
from desktop.model.export import Kind, Written
from desktop.sheets import wordfile, words
from desktop.sheets.dossier import Dossier
from desktop.sheets.opinion import SECTIONS, Letter, Paragraph, Sentence, drafted
from desktop.sheets.pages import printable
from desktop.sheets.recount import Recount

if TYPE_CHECKING:
    from docx.types import ProvidesStoryPart

OPENING, TABLE = "前言", "依据表"
BLOCKS = (OPENING, *SECTIONS, TABLE)
_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_STYLE = {0: wordfile.BODY, 1: wordfile.FIRST, 2: wordfile.SECOND, 3: wordfile.THIRD}
_HEADS = ("序号", "意见中的句子", "依据", "依据原文", "出处")
_WIDTHS = (9, 30, 10, 32, 19)
_AUTHOR, _INITIALS = "督阅", "督"
Tick = Callable[[float], None]


def write(kind: Kind, template: bytes, path: Path, dossier: Dossier, tick: Tick) -> None:
    """Write the letter, or the house's template with its fields unfilled; raises ``WrongRequest`` for a wrong one."""
    if kind is Kind.TEMPLATE:
        wordfile.save(path, house_template())
        return
    made = _opened(template) if template else house_template()
    letter = _wanted(made, dossier)
    _fill(made, letter, tick)
    made.core_properties.title = printable(letter.fields["标题"])
    made.core_properties.author = printable(letter.fields["评审人"]) or _AUTHOR
    if letter.mark:
        made.core_properties.subject = letter.mark
        head = made.sections[0].header.paragraphs[0]
        if letter.mark not in head.text:
            head.add_run(letter.mark)
    wordfile.save(path, made)


def check(kind: Kind, template: bytes, path: Path, dossier: Dossier, recount: Recount) -> Written:
    """Open the letter again: every sentence stands in it, with a comment and lines of the table for its sources."""
    made = Document(str(path))
    if kind is Kind.TEMPLATE:
        fields = set(_FIELD.findall("\n".join(p.text for p in _paragraphs(made))))
        recount.same("模板的字段", {*BLOCKS} <= fields, True)
        return Written(counts=(("字段", len(fields)),))
    letter = _wanted(_opened(template) if template else house_template(), dossier)
    text = "\n".join(p.text for p in _paragraphs(made))
    at = 0
    for number, sentence in enumerate(letter.sentences, start=1):
        at = text.find(printable(sentence.text), at)
        recount.same(f"第 {number} 句", at >= 0, True)
    recount.same("批注", sum(1 for _ in made.comments), len(letter.sentences))
    rows = [table for table in made.tables if _row_text(table._tbl.tr_lst[0])[:2] == list(_HEADS[:2])]
    lines = [_row_text(row) for table in rows for row in table._tbl.tr_lst[1:]]
    sources = [source for sentence in letter.sentences for source in sentence.sources]
    if rows:
        recount.same("依据", [line[3] for line in lines], [_flat(printable(source.words)) for source in sources])
    recount.same("未填的字段", _FIELD.findall(text) if not _FIELD.search(_all(letter)) else [], [])
    return Written(counts=(("句子", len(letter.sentences)), ("依据", len(sources))))


def house_template() -> Word:
    """Make the template that offices start from."""
    made = wordfile.blank("评价意见", "")
    for name, text in (
        (wordfile.TITLE, "{{标题}}"),
        (wordfile.BODY, ""),
        (wordfile.ADDRESSEE, "{{主送}}"),
        (wordfile.BODY, "{{前言}}"),
        *((wordfile.FIRST, line) for at, section in enumerate(SECTIONS) for line in _section_lines(at, section)),
        (wordfile.BODY, ""),
        (wordfile.SIGNED, "{{落款}}"),
        (wordfile.SIGNED, "{{日期}}"),
    ):
        made.add_paragraph(text, wordfile.style(made, name))
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    made.add_paragraph(
        "附件　意见所依据的评分、佐证和原文（案卷核对码：{{核对码}}）", wordfile.style(made, wordfile.FIRST)
    )
    made.add_paragraph("{{依据表}}", wordfile.style(made, wordfile.CELL))
    return made


def _section_lines(at: int, section: str) -> tuple[str, str]:
    return f"{'一二三'[at]}、{section}", f"{{{{{section}}}}}"


def _opened(template: bytes) -> Word:
    """Open an office's template; raises ``WrongRequest`` where it is none."""
    try:
        return Document(io.BytesIO(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise WrongRequest(words.NO_TEMPLATE) from error


def _wanted(made: Word, dossier: Dossier) -> Letter:
    """Draft the letter, without the opening where a template has no place for it."""
    letter = drafted(dossier)
    named = (name for place in _paragraphs(made) for name in _FIELD.findall(place.text))
    return letter if OPENING in named else replace(letter, opening=())


def _fill(made: Word, letter: Letter, tick: Tick) -> None:
    """Put every field in its place; fields that are not known, or that lack, are all named before anything is done."""
    places = list(_paragraphs(made))
    named = [name for place in places for name in _FIELD.findall(place.text)]
    known = {*letter.fields, *BLOCKS}
    strange = list(dict.fromkeys(name for name in named if name not in known))
    if strange:
        raise WrongRequest(words.STRANGE_FIELDS.format(fields=_braced(strange), known="、".join(sorted(known))))
    lacking = [name for name in SECTIONS if name not in named]
    if lacking:
        raise WrongRequest(words.LACKING_FIELDS.format(fields=_braced(lacking)))
    crowded = [n for place in places for n in _FIELD.findall(place.text) if n in BLOCKS and not _alone(place, n)]
    if crowded or any(named.count(name) > 1 for name in BLOCKS):
        raise WrongRequest(
            words.CROWDED_FIELDS.format(fields=_braced(crowded or [n for n in BLOCKS if named.count(n) > 1]))
        )
    blocks = {OPENING: letter.opening, **letter.sections}
    looks = {level: wordfile.style(made, name).style_id for level, name in _STYLE.items()}
    done = 0
    for place in places:
        (name,) = _FIELD.findall(place.text)[:1] or ("",)
        if name == TABLE:
            place._p.addnext(_table(made, letter))
            _drop(place)
        elif name in BLOCKS:
            for paragraph in blocks[name]:
                own = place._p.pPr.style if name == OPENING and place._p.pPr is not None else None
                _set(made, place, paragraph, own or looks[paragraph.level])
                done += 1
                tick(0.1 + 0.7 * done / (len(letter.sentences) + 1))
            _drop(place)
        elif name:
            _replace(place, letter.fields)


def _drop(place: WordParagraph) -> None:
    """Take a paragraph out."""
    above = place._p.getparent()
    if above is not None:
        above.remove(place._p)


def _braced(names: list[str]) -> str:
    return "、".join(f"{{{{{name}}}}}" for name in names)


def _alone(place: WordParagraph, name: str) -> bool:
    return _FIELD.fullmatch(place.text.strip()) is not None


def _set(made: Word, place: WordParagraph, paragraph: Paragraph, look: str) -> None:
    """Put one paragraph of a section before its field, each sentence with a comment that names its sources."""
    own = place.insert_paragraph_before("")
    own._p.style = look
    if paragraph.lead:
        own.add_run(paragraph.lead)
    for sentence in paragraph.sentences:
        run = own.add_run(printable(sentence.text))
        made.add_comment(run, text=_comment(sentence), author=_AUTHOR, initials=_INITIALS)


def _comment(sentence: Sentence) -> str:
    """Say what a sentence rests on."""
    told = (f"【{s.kind}】{s.words}{f'（{_flat(s.place)}）' if s.place else ''}" for s in sentence.sources)
    return printable("\n".join(told))


def _table(made: Word, letter: Letter) -> BaseOxmlElement:
    """List every sentence with everything it rests on, a line each."""
    rows: list[list[str]] = []
    for number, sentence in enumerate(letter.sentences, start=1):
        shown, text = str(number), sentence.text
        for source in sentence.sources:
            rows.append([shown, text, source.kind, _flat(source.words), _flat(source.place)])
            shown = text = ""
    return wordfile.table(made, _HEADS, _WIDTHS, rows)


def _replace(place: WordParagraph, fields: dict[str, str]) -> None:
    """Fill the short fields of a paragraph; a field that its runs part is put into the first of them."""

    def filled(text: str) -> str:
        return _FIELD.sub(lambda match: printable(fields.get(match[1], match[0])), text)

    for run in place.runs:
        if _FIELD.search(run.text):
            run.text = filled(run.text)
    if _FIELD.search(place.text):
        whole = filled(place.text)
        for run in place.runs[1:]:
            run.text = ""
        place.runs[0].text = whole


def _paragraphs(made: Word) -> Iterator[WordParagraph]:
    """List every paragraph: the text's, those in tables, heads and feet."""
    roots: list[tuple[BaseOxmlElement, ProvidesStoryPart]] = [(made.element.body, made._body)]
    for section in made.sections:
        for part in (section.header, section.footer):
            if not part.is_linked_to_previous:
                roots.append((part._element, part))
    for root, parent in roots:
        for element in list(root.iter(qn("w:p"))):
            assert isinstance(element, CT_P)
            yield WordParagraph(element, parent)


def _row_text(row: BaseOxmlElement) -> list[str]:
    """Give the cells of a row as text."""
    return ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _all(letter: Letter) -> str:
    """Give everything that was put in, which may hold braces itself."""
    return "".join((*letter.fields.values(), *(s.text + "".join(x.words for x in s.sources) for s in letter.sentences)))
