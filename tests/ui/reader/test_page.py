"""Blocks become paragraphs, headings, furniture and tables of a page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QTextTable
from PySide6.QtWidgets import QApplication

from desktop.intake import read_bytes
from desktop.model.report import Block, BlockKind, Merged, Origin, Report
from desktop.ui.reader.page import Setting, measure, typeset
from desktop.ui.reader.spans import spanned
from tests.intake.office import docx, p


def set_blocks(text: str, *blocks: Block) -> list[str]:
    document, _ = typeset(Report(name="", sha256="", text=text, blocks=blocks), 1.0)
    block, lines = document.begin(), []
    while block.isValid():
        lines.append(block.text())
        block = block.next()
    return lines


def block(
    kind: BlockKind, start: int, end: int, level: int | None = None, runs_on: bool = False, head: bool = False
) -> Block:
    return Block(kind=kind, start=start, end=end, level=level, runs_on=runs_on, head=head)


def test_a_run_in_heading_stays_on_its_line_in_bold(qapp: QApplication) -> None:
    text = "一是抓投入。加大投入。\n二是抓队伍。"
    blocks = (
        block(BlockKind.HEADING, 0, 6, level=4),
        block(BlockKind.PARAGRAPH, 6, 11, runs_on=True),
        block(BlockKind.HEADING, 12, 18, level=4),
    )
    document, positions = typeset(Report(name="", sha256="", text=text, blocks=blocks), 1.0)
    assert [document.begin().text(), document.lastBlock().text()] == ["一是抓投入。加大投入。", "二是抓队伍。"]
    weights = [
        document.begin().begin().fragment().charFormat().fontWeight(),
        document.lastBlock().begin().fragment().charFormat().fontWeight(),
    ]
    assert weights == [700, 700]
    assert positions.position(6) == 6
    assert positions.position(12) == 12


def test_a_heading_that_its_paragraph_follows_is_set_as_that_paragraph(qapp: QApplication) -> None:
    text = "(一)学位不足。缺口较大。\n(二)师资短缺。"
    blocks = (
        block(BlockKind.HEADING, 0, 8, level=2),
        block(BlockKind.PARAGRAPH, 8, 13, runs_on=True),
        block(BlockKind.HEADING, 14, 22, level=2),
    )
    document, _ = typeset(Report(name="", sha256="", text=text, blocks=blocks), 1.0)
    indents = [b.blockFormat().textIndent() for b in (document.firstBlock(), document.lastBlock())]
    assert indents == [31.0, 0.0]
    assert document.firstBlock().text() == "(一)学位不足。缺口较大。"


def test_a_long_title_breaks_into_even_lines(qapp: QApplication) -> None:
    text = "关于印发青山县教育工作自查报告" * 3
    heading = block(BlockKind.HEADING, 0, len(text), level=0)
    document, _ = typeset(Report(name="", sha256="", text=text, blocks=(heading,)), 1.0)
    document.setTextWidth(measure(1.0))
    document.documentLayout().documentSize()
    layout = document.begin().layout()
    lines = [layout.lineAt(n).naturalTextWidth() for n in range(layout.lineCount())]
    assert len(lines) == 2
    assert min(lines) > 0.4 * max(lines)
    short = block(BlockKind.HEADING, 0, 15, level=0)
    document, _ = typeset(Report(name="", sha256="", text=text[:15], blocks=(short,)), 1.0)
    assert document.begin().blockFormat().leftMargin() == 0


@pytest.mark.parametrize(("zoom", "width"), [(1.0, 170), (2.5, 640), (1.0, 2000)])
def test_a_long_title_takes_what_a_narrow_page_has(qapp: QApplication, zoom: float, width: int) -> None:
    text = "关于印发青山县教育工作自查报告" * 2
    heading = block(BlockKind.HEADING, 0, len(text), level=0)
    setting = Setting(Report(name="", sha256="", text=text, blocks=(heading,)), zoom)
    setting.go_on()
    setting.even_titles(width)
    width = min(width, measure(zoom))
    setting.document.setTextWidth(width)
    setting.document.documentLayout().documentSize()
    layout = setting.document.begin().layout()
    assert layout.lineAt(0).naturalTextWidth() > 0.4 * (width - 40)
    assert layout.lineAt(layout.lineCount() - 1).naturalTextWidth() > 0.4 * (width - 40)


def test_furniture_gathers_in_one_paragraph(qapp: QApplication) -> None:
    text = "首页\n教育\n正文开始。"
    blocks = (
        block(BlockKind.FURNITURE, 0, 2),
        block(BlockKind.FURNITURE, 3, 5),
        block(BlockKind.PARAGRAPH, 6, 11),
    )
    assert set_blocks(text, *blocks) == ["首页\u3000教育", "正文开始。"]


def test_words_that_no_block_covers_are_not_lost(qapp: QApplication) -> None:
    assert set_blocks("甲。\n乙。\n丙。", block(BlockKind.PARAGRAPH, 3, 5)) == ["甲。", "乙。", "丙。"]
    assert set_blocks("[bookmark: _GoBack]\n乙。\n[bookmark: b]", block(BlockKind.PARAGRAPH, 20, 22)) == ["乙。"]


def test_rows_become_a_table_whose_cells_are_found(qapp: QApplication) -> None:
    text = "学段\t学校数\n小学\t41\n初中\t12\n后文。"
    rows = (
        block(BlockKind.TABLE, 0, 18),
        block(BlockKind.ROW, 0, 6),
        block(BlockKind.ROW, 7, 12),
        block(BlockKind.ROW, 13, 18),
        block(BlockKind.PARAGRAPH, 19, 22),
    )
    document, positions = typeset(Report(name="", sha256="", text=text, blocks=rows), 1.0)
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert [(table.rows(), table.columns()) for table in tables] == [(3, 2)]
    cell = tables[0].cellAt(2, 1)
    assert cell.firstCursorPosition().position() == positions.position(text.index("12"))
    assert positions.end_offset(cell.lastCursorPosition().position()) == text.index("12") + 2
    assert document.lastBlock().text() == "后文。"


@pytest.mark.parametrize(
    ("origin", "shown"),
    [(Origin(paragraph=1), "1.新建\u20282.改建3所"), (Origin(page=1), "1.新建2.改建3所"), (None, "1.新建2.改建3所")],
)
def test_lines_of_a_cell_are_the_authors_but_on_a_page(qapp: QApplication, origin: Origin | None, shown: str) -> None:
    text = "甲\t1.新建\u20282.改建3所"
    row = block(BlockKind.ROW, 0, len(text)).model_copy(update={"origin": origin})
    document, positions = typeset(Report(name="", sha256="", text=text, blocks=(row,)), 1.0)
    table = next(child for child in document.rootFrame().childFrames() if isinstance(child, QTextTable))
    cell = table.cellAt(0, 1)
    assert cell.firstCursorPosition().block().text() == shown
    assert positions.end_offset(cell.lastCursorPosition().position()) == len(text)
    assert positions.position(text.index("2.")) == cell.firstCursorPosition().position() + shown.index("2.")


def test_columns_of_amounts_are_set_right(qapp: QApplication) -> None:
    rows = ("学段\t学校\t增幅", "小学\t31所\t-2.5%", "初中\t9所\t持平", "高中\t3所\t4%")
    text = "\n".join(rows)
    starts = [text.index(row) for row in rows]
    blocks = [block(BlockKind.ROW, at, at + len(row)) for at, row in zip(starts, rows, strict=True)]
    document, _ = typeset(Report(name="", sha256="", text=text, blocks=tuple(blocks)), 1.0)
    table = next(child for child in document.rootFrame().childFrames() if isinstance(child, QTextTable))
    aligned = [
        table.cellAt(row, column).firstCursorPosition().blockFormat().alignment()
        for row in (0, 2)
        for column in range(3)
    ]
    right = Qt.AlignmentFlag.AlignRight
    assert [bool(side & right) for side in aligned] == [False, True, True] * 2, "the heading with its column"


def test_merged_cells_are_drawn_as_one(qapp: QApplication) -> None:
    lines = ("学段\t今年\t今年", "学段\t学校\t学生", "小学\t31\t902", "附注\t见后\t")
    text = "\n".join(lines)
    merged = (
        (Merged(column=0), Merged(column=1, across=2)),
        (Merged(column=0, goes_on=True),),
        (),
        (Merged(column=1, across=2),),
    )
    blocks = tuple(
        Block(kind=BlockKind.ROW, start=at, end=at + len(line), head=row < 2, merged=merged[row])
        for row, line in enumerate(lines)
        if (at := text.index(line)) >= 0
    )
    document, positions = typeset(Report(name="", sha256="", text=text, blocks=blocks), 1.0)
    table = next(child for child in document.rootFrame().childFrames() if isinstance(child, QTextTable))
    spans = [[(c.rowSpan(), c.columnSpan()) for c in (table.cellAt(row, at) for at in range(3))] for row in range(4)]
    assert spans == [[(2, 1), (1, 2), (1, 2)], [(2, 1), (1, 1), (1, 1)], [(1, 1)] * 3, [(1, 1), (1, 2), (1, 2)]]
    for words in ("学段", "今年", "学生", "902", "见后"):
        first, last = positions.span(text.index(words), text.index(words) + len(words))
        assert document.toRawText()[first:last] == words
    assert document.toPlainText().count("今年") == 1, "what is covered says nothing twice"


M = Merged


@pytest.mark.parametrize(
    ("cells", "merged", "areas"),
    [
        (("a\t\t", "b\tc\td"), ((M(column=0, across=3),), ()), [(0, 0, 1, 3)]),
        (("a\tb", "\tc", "\td"), ((M(column=0),), *[(M(column=0, goes_on=True),)] * 2), [(0, 0, 3, 1)]),
        (("a\tb", "a\tc"), ((M(column=0, goes_on=True),), (M(column=0, goes_on=True),)), [(0, 0, 2, 1)]),
        (("a\tb", "c\td"), ((M(column=0),), (M(column=0),)), []),
        (("a\tx", "b\tc"), ((M(column=0, across=2),), ()), []),
        (("\tx", "b\tc"), ((M(column=0, across=2),), ()), []),
        (("a\t", "b\tc"), ((M(column=0, across=9),), ()), []),
        (("a\t\t", "b\tc\td"), ((M(column=0, across=2), M(column=1, across=2)), ()), [(0, 0, 1, 2)]),
    ],
)
def test_merged_cells_take_places_that_are_free_and_say_nothing_else(
    cells: tuple[str, ...], merged: tuple[tuple[Merged, ...], ...], areas: list[tuple[int, ...]]
) -> None:
    assert [tuple(area) for area in spanned([line.split("\t") for line in cells], merged)] == areas


def test_a_table_without_rows_is_cut_at_its_lines(qapp: QApplication) -> None:
    text = "学段\t学校数\r\n\r\n小学\t41\r\n"
    document, positions = typeset(
        Report(name="", sha256="", text=text, blocks=(block(BlockKind.TABLE, 0, len(text)),)), 1.0
    )
    (table,) = (frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable))
    assert table.rows() == 2
    assert positions.position(text.index("41")) == table.cellAt(1, 1).firstCursorPosition().position()


def test_a_table_beyond_measure_keeps_tabs(qapp: QApplication) -> None:
    text = "\n".join(f"学校{n}\t{n}" for n in range(2000))
    lines = set_blocks(text, block(BlockKind.TABLE, 0, len(text)))
    assert lines[0] == "学校0\t0"
    assert len(lines) == 2000


def test_notes_are_set_small_and_apart(qapp: QApplication) -> None:
    text = "小学12所[1]，教师30人[2]。\n[1] 含教学点。\n[2] 指专任教师。"
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    kinds = (BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.NOTE)
    blocks = tuple(block(kind, start, end) for kind, start, end in zip(kinds, starts, ends, strict=True))
    document, _ = typeset(Report(name="", sha256="", text=text, blocks=blocks), 1.0)
    body, first, second = document.firstBlock(), document.firstBlock().next(), document.lastBlock()
    sizes = [QFontInfo(each.begin().fragment().charFormat().font()).pixelSize() for each in (first, second)]
    assert sizes[0] == sizes[1] < QFontInfo(document.defaultFont()).pixelSize()
    assert first.blockFormat().topMargin() > second.blockFormat().topMargin()
    assert first.blockFormat().textIndent() < 0 < body.blockFormat().textIndent()


def test_two_tables_below_each_other_stay_two_with_their_own_heads(qapp: QApplication) -> None:
    lines = ("学段\t在校生", "学段\t男", "小学\t410", "", "学校\t面积", "一小\t5000")
    text = "\n".join(lines)
    rows, at = [], 0
    for number, line in enumerate(lines):
        if line:
            rows.append(block(BlockKind.ROW, at, at + len(line), head=number in {0, 1, 4}))
        at += len(line) + 1
    document, positions = typeset(Report(name="", sha256="", text=text, blocks=tuple(rows)), 1.0)
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert [(table.rows(), table.format().headerRowCount()) for table in tables] == [(3, 2), (2, 1)]
    cell = tables[1].cellAt(1, 1)
    assert cell.firstCursorPosition().position() == positions.position(text.index("5000"))


def test_a_file_that_has_two_tables_below_each_other_shows_two(qapp: QApplication) -> None:
    rows = "<w:tr>{}</w:tr>".format("".join(f"<w:tc>{p(words)}</w:tc>" for words in ("甲", "31")))
    report = read_bytes(docx(f"<w:tbl>{rows * 2}</w:tbl><w:tbl>{rows * 3}</w:tbl>"), "报告.docx")
    document, _ = typeset(report, 1.0)
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert [table.rows() for table in tables] == [2, 3]


def test_a_line_without_end_is_set_in_pieces_that_end_with_a_sentence(qapp: QApplication) -> None:
    text = "".join(f"第{n}所学校投入{n}万元。" for n in range(4000))
    report = Report(name="", sha256="", text=text, blocks=(block(BlockKind.PARAGRAPH, 0, len(text)),))
    document, positions = typeset(report, 1.0)
    assert document.blockCount() > 2
    lines = [document.findBlockByNumber(at).text() for at in range(document.blockCount())]
    assert "".join(lines) == text
    assert all(line.endswith("。") for line in lines)
    at = text.index("第3500所")
    held = document.findBlock(positions.position(at))
    assert held.text()[positions.position(at) - held.position() :].startswith("第3500所")
    assert positions.offset(positions.position(at)) == at
