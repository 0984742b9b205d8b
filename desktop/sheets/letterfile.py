"""评价意见 as .docx: the letter put into a template of named fields, the house's own or an office's.

A field is ``{{标题}}``. Short ones stand anywhere; sections and the table of sources stand in a paragraph of their own.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_BREAK
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
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
FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
STYLE = {0: wordfile.BODY, 1: wordfile.FIRST, 2: wordfile.SECOND, 3: wordfile.THIRD}
HEADS = ("序号", "意见中的句子", "依据", "依据原文", "出处")
WIDTHS = (9, 30, 10, 32, 19)
_AUTHOR, _INITIALS = "督阅", "督"
Tick = Callable[[float], None]


def write(kind: Kind, template: bytes, path: Path, dossier: Dossier, tick: Tick) -> None:
    """Write the letter, or the house's template with its fields unfilled; raises ``WrongRequest`` for a wrong one."""
    if kind is Kind.TEMPLATE:
        wordfile.save(path, house_template())
        return
    made = template_of(template)
    letter = wanted(made, dossier)
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
        fields = set(FIELD.findall("\n".join(wordfile.text_of(p._p) for p in _paragraphs(made))))
        recount.same("模板的字段", {*BLOCKS} <= fields, True)
        return Written(counts=(("字段", len(fields)),))
    letter = wanted(template_of(template), dossier)
    text = "\n".join(wordfile.text_of(p._p) for p in _paragraphs(made))
    at = 0
    for number, sentence in enumerate(letter.sentences, start=1):
        at = text.find(printable(sentence.text), at)
        recount.same(f"第 {number} 句", at >= 0, True)
    recount.same("批注", _comments_by_us(made), len(letter.sentences))
    rows = [table for table in made.tables if _row_text(table._tbl.tr_lst[0])[:2] == list(HEADS[:2])]
    lines = [_row_text(row) for table in rows for row in table._tbl.tr_lst[1:]]
    sources = [source for sentence in letter.sentences for source in sentence.sources]
    if rows:
        recount.same("依据", [line[3] for line in lines], [_flat(printable(source.words)) for source in sources])
    recount.same("未填的字段", FIELD.findall(text) if not FIELD.search(_all(letter)) else [], [])
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


def template_of(office: bytes) -> Word:
    """Open an office's template, or make the house's; raises ``WrongRequest`` where it is none."""
    return _opened(office) if office else house_template()


def wanted(made: Word, dossier: Dossier) -> Letter:
    """Draft the letter, without the opening where a template has no place for it."""
    letter = drafted(dossier)
    named = (name for place in _paragraphs(made) for name in FIELD.findall(place.text))
    return letter if OPENING in named else replace(letter, opening=())


def checked(made: Word, letter: Letter) -> None:
    """Raise ``WrongRequest`` naming the fields of a template that are not known, that lack, or that stand amiss."""
    places = list(_paragraphs(made))
    named = [name for place in places for name in FIELD.findall(place.text)]
    known = {*letter.fields, *BLOCKS}
    strange = list(dict.fromkeys(name for name in named if name not in known))
    if strange:
        raise WrongRequest(words.STRANGE_FIELDS.format(fields=_braced(strange), known="、".join(sorted(known))))
    lacking = [name for name in SECTIONS if name not in named]
    if lacking:
        raise WrongRequest(words.LACKING_FIELDS.format(fields=_braced(lacking)))
    crowded = [n for place in places for n in FIELD.findall(place.text) if n in BLOCKS and not _alone(place, n)]
    if crowded or any(named.count(name) > 1 for name in BLOCKS):
        raise WrongRequest(
            words.CROWDED_FIELDS.format(fields=_braced(crowded or [n for n in BLOCKS if named.count(n) > 1]))
        )


def _fill(made: Word, letter: Letter, tick: Tick) -> None:
    """Put every field in its place."""
    checked(made, letter)
    places = list(_paragraphs(made))
    blocks = {OPENING: letter.opening, **letter.sections}
    looks = {level: wordfile.style(made, name).style_id for level, name in STYLE.items()}
    comments = _Comments(made)
    for at, place in enumerate(places, start=1):
        (name,) = FIELD.findall(place.text)[:1] or ("",)
        if name == TABLE:
            place._p.addnext(_table(made, letter))
            _drop(place)
        elif name in BLOCKS:
            own = place._p.pPr.style if name == OPENING and place._p.pPr is not None else None
            written = "".join(_paragraph(each, own or looks[each.level], comments) for each in blocks[name])
            for element in list(parse_xml(f"<w:body {nsdecls('w')}>{written}</w:body>")):
                place._p.addprevious(element)
            _drop(place)
        elif name:
            _replace(place, letter.fields)
        tick(0.1 + 0.7 * at / len(places))
    comments.write()


def _drop(place: WordParagraph) -> None:
    """Take a paragraph out."""
    above = place._p.getparent()
    if above is not None:
        above.remove(place._p)


def _braced(names: list[str]) -> str:
    return "、".join(f"{{{{{name}}}}}" for name in names)


def _alone(place: WordParagraph, name: str) -> bool:
    return FIELD.fullmatch(place.text.strip()) is not None


def _paragraph(paragraph: Paragraph, look: str, comments: "_Comments") -> str:
    """Write one paragraph of a section, each sentence with a comment that names its sources."""
    written = [wordfile.run(paragraph.lead)]
    for sentence in paragraph.sentences:
        number = f'w:id="{comments.add(sentence)}"'
        written.append(
            f"<w:commentRangeStart {number}/>{wordfile.run(sentence.text)}<w:commentRangeEnd {number}/>"
            f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference {number}/></w:r>'
        )
    return f'<w:p><w:pPr><w:pStyle w:val="{look}"/></w:pPr>{"".join(written)}</w:p>'


class _Comments:
    """The comments of a document, written all at once: python-docx looks through all of them for each new one."""

    def __init__(self, made: Word) -> None:
        """Begin with the number after the last that a template has."""
        self._held = made.part._comments_part.element
        used = [int(each.get(qn("w:id"), "0")) for each in self._held.iter(qn("w:comment"))]
        self._next, self._written = max(used, default=-1) + 1, [""]
        self._about = f'w:author="{_AUTHOR}" w:initials="{_INITIALS}" w:date="{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"'

    def add(self, sentence: Sentence) -> int:
        """Add what a sentence rests on; gives the comment's number."""
        self._next += 1
        mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
        look = '<w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
        lines = (
            f"<w:p>{look}{'' if at else mark}{wordfile.run(line)}</w:p>" for at, line in enumerate(_told(sentence))
        )
        self._written.append(f'<w:comment w:id="{self._next - 1}" {self._about}>{"".join(lines)}</w:comment>')
        return self._next - 1

    def write(self) -> None:
        """Put them into the document."""
        self._held.extend(list(parse_xml(f"<w:comments {nsdecls('w')}>{''.join(self._written)}</w:comments>")))


def _told(sentence: Sentence) -> list[str]:
    """Say what a sentence rests on, a line for each source."""
    return [f"【{s.kind}】{s.words}{f'（{_flat(s.place)}）' if s.place else ''}" for s in sentence.sources]


def _table(made: Word, letter: Letter) -> BaseOxmlElement:
    """List every sentence with everything it rests on, a line each."""
    return wordfile.table(made, HEADS, WIDTHS, sources(letter))


def sources(letter: Letter) -> Iterator[Sequence[tuple[str, ...]]]:
    """Give a record of the table of sources for each sentence, a line for each that it rests on."""
    for number, sentence in enumerate(letter.sentences, start=1):
        shown = (str(number), sentence.text)
        lines = []
        for source in sentence.sources:
            lines.append((*shown, source.kind, _flat(source.words), _flat(source.place)))
            shown = ("", "")
        yield lines


def _replace(place: WordParagraph, fields: dict[str, str]) -> None:
    """Fill the short fields of a paragraph; a field that its runs part is put into the first of them."""

    def filled(text: str) -> str:
        return FIELD.sub(lambda match: printable(fields.get(match[1], match[0])), text)

    for run in place.runs:
        if FIELD.search(run.text):
            run.text = filled(run.text)
    if FIELD.search(place.text):
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


def _comments_by_us(made: Word) -> int:
    return sum(each.get(qn("w:author")) == _AUTHOR for each in made.part._comments_part.element)


def _row_text(row: BaseOxmlElement) -> list[str]:
    """Give the cells of a row as text."""
    return ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _all(letter: Letter) -> str:
    """Give everything that was put in, which may hold braces itself."""
    return "".join((*letter.fields.values(), *(s.text + "".join(x.words for x in s.sources) for s in letter.sentences)))
