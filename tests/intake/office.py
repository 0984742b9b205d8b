"""Write office files by hand: the zip, the parts, and the few elements that the tests need."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Put parts into a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def relations(*targets: str) -> str:
    """Name parts as a package or part does; the kind is the file's name without its suffix."""
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{kind(target)}" Target="{target}"/>' for n, target in enumerate(targets)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{lines}</Relationships>'


def kind(target: str) -> str:
    stem = target.rpartition("/")[2].partition(".")[0]
    return "officeDocument" if stem.startswith(("document", "workbook")) else stem


def part(root: str, content: str) -> str:
    """Write a part of a Word file."""
    return f"{_HEAD}<w:{root} {_SPACES}>{content}</w:{root}>"


def docx(body: str, **parts: str) -> bytes:
    """Write a Word file: the body's elements, and the elements inside ``styles``, ``numbering``, ``footnotes``, …."""
    files = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations("word/document.xml"),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relations(*(f"{name}.xml" for name in parts)),
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = part(name, content)
    return zipped(files)


def p(*runs: str, style: str = "", number: str = "", depth: int = 0, more: str = "") -> str:
    """Write a paragraph; text that is no element becomes a run."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        inside += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    words = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{inside}{more}</w:pPr>{words}</w:p>"


def r(words: str, properties: str = "") -> str:
    """Write a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def tc(*content: str, across: int = 1, merge: str = "") -> str:
    """Write a cell; ``merge`` is restart or continue."""
    inside = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    inside += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{inside}</w:tcPr>{''.join(c if c.startswith('<') else p(c) for c in content)}</w:tc>"


def tbl(*rows: str | tuple[str, ...]) -> str:
    """Write a table; a row is a tuple of cells."""
    lines = ("".join(cell if cell.startswith("<") else tc(cell) for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def level(depth: int, shape: str, pattern: str, more: str = "") -> str:
    """Write one level of a list."""
    start = f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
    return f'{start}{more}<w:lvlText w:val="{pattern}"/></w:lvl>'


def abstract(key: int, *levels: str, more: str = "") -> str:
    """Write the pattern of a list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, key: int, more: str = "") -> str:
    """Write a list of a pattern."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{key}"/>{more}</w:num>'


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(*sheets: str, states: Mapping[int, str] | None = None, styles: str = "", strings: str = "") -> bytes:
    """Write a workbook: the elements of each worksheet; sheets are called 表一, 表二, … and may have a state."""
    names = ["表一", "表二", "表三"]
    listed = "".join(
        f'<sheet name="{names[n]}" sheetId="{n + 1}" r:id="rId{n}" state="{(states or {}).get(n, "visible")}"/>'
        for n in range(len(sheets))
    )
    rels = relations(*(f"worksheet.{n}.xml" for n in range(len(sheets))))
    root = f'xmlns="{SHEET}" xmlns:r="{R}"'
    files = {
        "[Content_Types].xml": f"{_HEAD}<Types/>",
        "_rels/.rels": relations("xl/workbook.xml"),
        "xl/workbook.xml": f"{_HEAD}<workbook {root}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": rels,
        "xl/styles.xml": f"{_HEAD}<styleSheet {root}>{styles}</styleSheet>",
        "xl/sharedStrings.xml": f"{_HEAD}<sst {root}>{strings}</sst>",
    }
    for n, content in enumerate(sheets):
        files[f"xl/worksheet.{n}.xml"] = f"{_HEAD}<worksheet {root}>{content}</worksheet>"
    return zipped(files)


def grid(*rows: tuple[str | int | float | None, ...], more: str = "", after: str = "") -> str:
    """Write a sheet's rows: words as inline strings, numbers as they are, elements as given; None is no cell."""
    written = []
    for number, cells in enumerate(rows, 1):
        line = ""
        for column, cell in enumerate(cells):
            place = f'r="{chr(65 + column)}{number}"'
            if isinstance(cell, str) and cell.startswith("<c "):
                line += cell.replace("<c ", f"<c {place} ", 1)
            elif isinstance(cell, str):
                line += f'<c {place} t="inlineStr"><is><t>{cell}</t></is></c>'
            elif cell is not None:
                line += f"<c {place}><v>{cell}</v></c>"
        if line:
            written.append(f'<row r="{number}">{line}</row>')
    return f"{more}<sheetData>{''.join(written)}</sheetData>{after}"
