"""Files damaged at random: read, or refused in a sentence; no reader ever stumbles."""

import contextlib
import io
import random
import zipfile

import pytest

from desktop import intake
from desktop.intake.body import Body
from desktop.intake.readers import delimited, doc, docx, html, ods, odt, ofd, rtf, xlsx
from desktop.model.errors import UnreadableFile
from tests.intake import office, test_ods, test_odt, test_ofd, word97

PAGE = (
    "<html><head><meta charset=gbk><style>.a{display:none}</style></head><body><div class=nav><a>甲</a></div>"
    "<table><tr><td rowspan=2>学段<td colspan=3>人<tr><td>1<td>2</table><ol start=3 type=a><li>一</ol><h1>题</h1>"
    "<p>全县<sup>2</sup>小学</p><pre>a\nb</pre></body></html>"
).encode("gbk")
RICH = (
    rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 S;}}"
    rb"\trowd\clvmgf\cellx20\clmrg\cellx60\intbl a\cell b\cell\row\pard "
    rb"\'b1\'b1\u25945?{\footnote x}{\*\shpinst{\shptxt y\par}}{\field{\*\fldinst TOC}{\fldrslt z}}\par"
    rb"{\field{\*\fldinst EQ \\f(1,2)}}{\mmath{\*\moMath{\mf{\mnum{\mr 1}}{\mden{\mr 2}}}}}}"
)
WORD97 = word97.word97(
    word97.Para("一、成效\r"),
    word97.Para("甲\x07", properties=b"\x16\x24\x01"),
    word97.Para("\x07", properties=word97.row(0, 2000)),
    word97.Para("教师\x13eq \\o(○,1)\x14\x15\x02\r", characters=b"\x30\x4a\x00\x00"),
    word97.Para("底稿\r", style=1),
    notes=("注",),
    levels=[(39, "\x00、")],
    styles=[word97.Style(characters=b"\x3c\x08\x00"), word97.Style(0, b"\x0b\x46\x01\x00", b"\x3c\x08\x01")],
)
TABLE = '甲,乙\r"1",2\n'.encode()
LISTS = office.abstract(0, office.level(0, "decimal", "%1.")) + office.num(1, 0)
WORD = office.docx(office.p("甲", number="1") + office.tbl((office.tc("乙", across=2), "丙")), numbering=LISTS)
BOOK = office.xlsx(office.grid(("甲", 1), ("乙", 2.5), after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'))
OPEN = test_odt.odt(
    "<text:list text:style-name='L'><text:list-item>" + test_odt.p("甲") + "</text:list-item></text:list>"
)

PAGES = test_ofd.ofd(test_ofd.paragraph(test_ofd.SAID, 40), test_ofd.words(30, 60, "二、问题"))
GRID = test_ods.workbook(test_ods.sheet(test_ods.row("学校", "人数"), test_ods.row("甲校", "120")))

_INSIDE = 0.7
"""How often a packed file is damaged within and packed again, its checksums whole."""


def damaged(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.choice((1, 2, 5, 20))):
        at = dice.randrange(len(changed))
        if dice.random() < 0.6:
            changed[at] = dice.randrange(256)
        else:
            other = dice.randrange(len(changed))
            changed[at : at + dice.randrange(9)] = changed[other : other + dice.randrange(30)]
        if len(changed) < 10:
            break
    return bytes(changed)


def with_damaged_part(data: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        method = archive.infolist()[0].compress_type
    part = dice.choice([name for name in parts if name.endswith(".xml") and len(parts[name]) > 100])
    content = parts[part]
    assert isinstance(content, bytes)
    parts[part] = damaged(content, dice)
    return office.zipped(parts, method)


def harmed(data: bytes, dice: random.Random) -> bytes:
    """Damage a file; in one that is packed, mostly a part of it, which its packing would otherwise refuse first."""
    inside = data.startswith(b"PK") and dice.random() < _INSIDE
    return with_damaged_part(data, dice) if inside else damaged(data, dice)


FILES = {
    "html": PAGE,
    "rtf": RICH,
    "doc": WORD97,
    "csv": TABLE,
    "docx": WORD,
    "xlsx": BOOK,
    "odt": OPEN,
    "ofd": PAGES,
    "ods": GRID,
}
"""A small file of each format by its suffix; ``benchmarks.durability`` damages them in full numbers."""
READERS = {
    "html": html,
    "rtf": rtf,
    "doc": doc,
    "csv": delimited,
    "docx": docx,
    "xlsx": xlsx,
    "odt": odt,
    "ofd": ofd,
    "ods": ods,
}


@pytest.mark.parametrize("suffix", FILES)
def test_no_reader_stumbles(suffix: str) -> None:
    dice = random.Random(7)
    read = 0
    for _ in range(120):
        with contextlib.suppress(UnreadableFile):
            assert isinstance(READERS[suffix].read(harmed(FILES[suffix], dice), "损.bin"), Body)
            read += 1
    assert read > 12, "what is refused whole tries no reader"


@pytest.mark.parametrize("suffix", FILES)
def test_a_damaged_file_comes_as_far_as_its_reader(suffix: str) -> None:
    dice = random.Random(7)
    read = 0
    for _ in range(20):
        with contextlib.suppress(UnreadableFile):
            intake.read_bytes(harmed(FILES[suffix], dice), f"损.{suffix}")
            read += 1
    assert read > 0
