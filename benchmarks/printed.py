"""Measure how much of a report is found again in its print: hard PDFs through every producer here, and scans.

    python -m benchmarks.printed [--seed 1] [--only two,scan] [--keep DIR]

A report is made up by chance, with figures and headings that are known; it is printed in many ways and read back. Told
are the share of its figures and headings that are found, and figures that no page shows. LibreOffice, Chromium and the
extra that recognises scans are used where they are installed.
"""

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from desktop import intake, pipeline
from desktop.model.report import Report
from tests.intake.printed import Page, column, pdf, wrapped

_TOPICS = ("基本情况", "主要做法", "经费投入", "师资队伍", "办学条件", "存在问题", "下一步打算")
_PARTS = (
    "健全领导机制",
    "落实经费保障",
    "补充教师队伍",
    "改善校舍条件",
    "规范招生入学",
    "强化督导问责",
    "推进信息化应用",
)
_SAID = (
    "全县现有{a}所普通小学、{b}所初中，在校学生{c}人，其中寄宿生{d}人",
    "财政安排教育专项资金{f}万元，比上年增加{g}万元，增长{p}%",
    "专任教师{c}人，本科及以上学历占{p}%，县级以上骨干教师{b}人",
    "新建、改扩建校舍{d}平方米，新增学位{c}个，消除大班额{b}个",
    "义务教育巩固率为{q}%，残疾儿童入学率达到{q}%，学前教育毛入园率{p}%",
    "生均教学仪器设备值{d}元，生均图书{a}.{b}册，百名学生拥有计算机{b}台",
    "交流轮岗校长教师{b}人，占应交流人数的{p}%，组织培训{a}期、{c}人次",
)
_PROSE = (
    "各部门各司其职，齐抓共管，群众满意度稳步提升",
    "坚持问题导向，逐项建立台账，明确责任单位和完成时限",
    "部分乡镇学校功能室配备不齐，管理还不够精细",
    "今后将继续优化布局，完善长效机制，推动城乡一体发展",
)


class Table(NamedTuple):
    """A table's rows, the first of them its head."""

    rows: tuple[tuple[str, ...], ...]


class Story(NamedTuple):
    """A report made up: its title, and headings (with their level), paragraphs and tables in order."""

    title: str
    parts: tuple[tuple[int, str] | str | Table, ...]

    @property
    def text(self) -> str:
        """Write it as plain text, tables as rows of cells."""
        lines = [self.title]
        for part in self.parts:
            if isinstance(part, Table):
                lines += ["\t".join(row) for row in part.rows]
            else:
                lines.append(part if isinstance(part, str) else part[1])
        return "\n".join(lines) + "\n"


def story(seed: int, topics: int = 6) -> Story:
    """Make a report up."""
    chance = random.Random(seed)
    parts: list[tuple[int, str] | str | Table] = []
    for number in range(topics):
        parts.append((1, f"{'一二三四五六七'[number]}、{_TOPICS[number]}"))
        for inner, name in enumerate(chance.sample(_PARTS, 2)):
            parts.append((2, f"（{'一二三'[inner]}）{name}"))
            parts += [_paragraph(chance) for _ in range(chance.randint(1, 3))]
        if number % 2:
            parts.append(_table(chance))
    return Story(f"{chance.choice('青白赤玄')}{chance.choice('山河川原')}县2023年履行教育职责自评报告", tuple(parts))


def _paragraph(chance: random.Random) -> str:
    said = []
    for form in chance.sample(_SAID, 3):
        given = {"a": chance.randint(2, 40), "b": chance.randint(2, 99), "c": chance.randint(500, 39999)}
        given["d"] = chance.randint(300, 9999)
        shown = {name: str(value) for name, value in given.items()}
        shown |= {"p": f"{chance.uniform(3, 99):.1f}", "q": f"{chance.uniform(90, 99.9):.2f}"}
        shown |= {"f": f"{chance.uniform(100, 9000):.2f}", "g": f"{chance.uniform(10, 900):.1f}"}
        said.append(form.format(**shown))
        said.append(chance.choice(_PROSE))
    return "。".join(said) + "。"


def _table(chance: random.Random) -> Table:
    names = chance.sample(("东关", "西街", "北岭", "南湖", "柳林", "石桥", "双溪", "云台"), 5)
    rows = [
        (f"{name}镇", f"{chance.randint(2, 20)}所", f"{chance.randint(200, 9000)}人", f"{chance.uniform(80, 100):.1f}%")
        for name in names
    ]
    return Table((("乡镇", "学校数", "在校生数", "本科率"), *rows))


Printed = tuple[bytes, dict[int, bytes] | None]


def lines_of(told: Story, count: int) -> Iterator[tuple[str, float] | Table]:
    """Give the lines of a story as they are set, each with its size, and its tables."""
    yield told.title, 18.0
    for part in told.parts:
        if isinstance(part, Table):
            yield part
        elif isinstance(part, str):
            yield from ((line, 12.0) for line in wrapped(part, count))
        else:
            yield "\u3000\u3000" + part[1], 14.0 if part[0] == 1 else 12.0


def single(
    told: Story, *, ruled: bool = True, heads: bool = True, turn: int = 0, bottom: float = 770, boxed: bool = False
) -> list[Page]:
    """Set a story in one column, hard-wrapped, with a running head and page numbers; full pages cut what they cut."""
    pages: list[Page] = []
    y = 1e9

    def fresh() -> None:
        nonlocal y
        pages.append(Page(turn=turn))
        if heads:
            pages[-1].text(90, 50, "县人民政府教育督导委员会办公室", 9).text(280, 815, f"— {len(pages)} —", 9)
        y = 90

    for part in lines_of(told, 34):
        if isinstance(part, Table):
            high = 24 if ruled else 20
            if y + high * len(part.rows) > bottom:
                fresh()
            if ruled:
                y = pages[-1].ruled(90, y - 6, (105,) * 4, part.rows, high) + 22
            else:
                for row in part.rows:
                    for at, words in enumerate(row):
                        pages[-1].text(96 + 105 * at, y, words, 10.5)
                    y += high
                y += 8
            continue
        words, size = part
        if y > bottom:
            fresh()
        if size == 18:
            pages[-1].text(595 / 2 - len(words) * size / 2.3, y, words, size)
            y += 40
            continue
        column(pages[-1], 90, y, [words], size)
        y += 21
        if boxed and len(pages[-1].ops) % 17 == 0 and y < bottom - 70:
            pages[-1].frame(90, y, 410, 34).text(100, y + 21, "专栏：本页所列数据以教育事业统计为准", 11)
            y += 56
    return pages


def two_columns(told: Story) -> list[Page]:
    """Set a story in two columns, and draw their lines by turns."""
    lines = [part for part in lines_of(told, 19) if not isinstance(part, Table)]
    pages: list[Page] = []
    title, *rest = lines
    while rest:
        page = Page()
        first = not pages
        if first:
            page.text(150, 80, title[0], 18)
        page.text(285, 815, f"{len(pages) + 1}", 9)
        begin = 120 if first else 80
        count = int((780 - begin) / 17)
        left, right, rest = rest[:count], rest[count : 2 * count], rest[2 * count :]
        for at in range(count):
            for x, side in ((62, left), (312, right)):
                if at < len(side):
                    column(page, x, begin + 17 * at, [side[at][0]], 11)
        pages.append(page)
    return pages


def html_of(told: Story) -> str:
    """Write a story as a web page."""
    out = [f"<h1 style='text-align:center'>{escape(told.title)}</h1>"]
    for part in told.parts:
        if isinstance(part, Table):
            rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in part.rows)
            out.append(f"<table border='1' cellspacing='0' cellpadding='4' width='100%'>{rows}</table>")
        elif isinstance(part, str):
            out.append(f"<p style='text-indent:2em;line-height:1.6'>{escape(part)}</p>")
        else:
            out.append(f"<h{part[0] + 1}>{escape(part[1])}</h{part[0] + 1}>")
    font = "<style>body{font-family:'WenQuanYi Micro Hei','Noto Sans CJK SC'}</style>"
    return f"<!doctype html><html><head><meta charset='utf-8'>{font}</head><body>{''.join(out)}</body></html>"


def by_libreoffice(told: Story) -> bytes | None:
    """Print through LibreOffice's word processor."""
    office = shutil.which("soffice")
    if office is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "report.html")
        page.write_text(html_of(told), encoding="utf-8")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(
            [
                office,
                profile,
                "--headless",
                "--infilter=HTML (StarWriter)",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                str(page),
            ],
            capture_output=True,
            timeout=180,
            check=True,
        )
        return Path(folder, "report.pdf").read_bytes()


def by_chromium(told: Story) -> bytes | None:
    """Print through Chromium, with its own running heads."""
    browser = shutil.which("chromium")
    if browser is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder, "report.html"), Path(folder, "report.pdf")
        page.write_text(html_of(told), encoding="utf-8")
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--print-to-pdf={made}",
                f"--user-data-dir={folder}/p",
                page.as_uri(),
            ],
            capture_output=True,
            timeout=180,
            check=True,
        )
        return made.read_bytes()


def by_qt(told: Story) -> bytes:
    """Print through Qt."""
    script = (
        "import sys; from PySide6.QtGui import QGuiApplication, QPdfWriter, QTextDocument\n"
        "app = QGuiApplication([]); writer = QPdfWriter(sys.argv[1]); document = QTextDocument()\n"
        "document.setHtml(open(sys.argv[2], encoding='utf-8').read()); document.print_(writer)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder, "report.html"), Path(folder, "report.pdf")
        page.write_text(html_of(told), encoding="utf-8")
        subprocess.run([sys.executable, "-c", script, str(made), str(page)], check=True, capture_output=True)
        return made.read_bytes()


def scanned(pages: Sequence[Page], dpi: int, skew: float = 0.0, noise: int = 0) -> list[Page]:
    """Draw pages and make pages of their pictures, turned now one way and now the other, with specks."""
    import cv2
    import numpy as np

    source = intake.Pictures(pdf(*pages), "print.pdf")
    chance = np.random.default_rng(7)
    found = []
    for number in range(1, len(pages) + 1):
        drawn = source.of(number, dpi / 72)
        assert drawn is not None
        flat = np.frombuffer(drawn.pixels, np.uint8).reshape(drawn.height, drawn.width, 4)[:, :, 1].copy()
        if skew:
            middle = (drawn.width / 2, drawn.height / 2)
            turn = cv2.getRotationMatrix2D(middle, skew if number % 2 else -skew, 1.0)
            flat = cv2.warpAffine(flat, turn, (drawn.width, drawn.height), borderValue=(245,))
        if noise:
            flat = np.clip(flat + chance.normal(0, noise, flat.shape), 0, 255).astype(np.uint8)
        found.append(Page().picture(drawn.width, drawn.height, flat.tobytes()))
    return found


def mixed(pages: Sequence[Page]) -> list[Page]:
    """Let every other page be a picture."""
    drawn = scanned(pages, 200)
    return [drawn[at] if at % 2 else page for at, page in enumerate(pages)]


_BLANK = re.compile(r"\s+")


class Found(NamedTuple):
    """How many figures and headings were to be found, how many were, and figures that no page shows."""

    figures: tuple[int, int]
    headings: tuple[int, int]
    missing: tuple[str, ...]
    invented: tuple[str, ...]


def compared(told: Story, report: Report) -> Found:
    """Hold what is read in a print against the story that was printed."""

    def figures(read: Report) -> Counter[str]:
        return Counter(_BLANK.sub("", metric.quote) for metric in pipeline.examine(read).metrics)

    def heads(read: Report) -> Counter[str]:
        # A recogniser may give a bracket its narrow form.
        return Counter(_BLANK.sub("", unicodedata.normalize("NFKC", each.quote)) for each in read.headings())

    truth = intake.read_text(told.text, "story.txt")
    wanted, had = figures(truth), figures(report)
    outline, shown = heads(truth), heads(report)
    printed = _BLANK.sub("", told.text)
    return Found(
        (sum((wanted & had).values()), sum(wanted.values())),
        (sum((outline & shown).values()), sum(outline.values())),
        tuple((wanted - had).elements()) + tuple((outline - shown).elements()),
        tuple(quote for quote in (had - wanted).elements() if quote not in printed),
    )


def without_tables(told: Story) -> Story:
    """Leave tables out, for a print that cannot hold them."""
    return told._replace(parts=tuple(part for part in told.parts if not isinstance(part, Table)))


def prints(told: Story) -> Iterator[tuple[str, float, Story, Callable[[], bytes | None]]]:
    """Give every print: its name, the share to be found, the story it holds, and what makes it."""
    plain = without_tables(told)
    yield "two columns drawn by turns, no font", 0.95, plain, lambda: pdf(*two_columns(plain))
    yield "hard-wrapped, running heads, ruled", 0.95, told, lambda: pdf(*single(told))
    yield "hard-wrapped, tables without rules", 0.95, told, lambda: pdf(*single(told, ruled=False))
    yield "text boxes", 0.95, told, lambda: pdf(*single(told, boxed=True))
    yield "owner password", 0.95, told, lambda: pdf(*single(told), owner="x")
    yield "pages turned by 90", 0.95, told, lambda: pdf(*single(told, turn=90))
    yield "LibreOffice", 0.95, told, lambda: by_libreoffice(told)
    yield "Chromium", 0.95, told, lambda: by_chromium(told)
    yield "Qt", 0.95, told, lambda: by_qt(told)
    if intake.can_recognise():
        yield "scan, clean, 200 dpi", 0.90, told, lambda: pdf(*scanned(single(told), 200))
        yield "scan, skewed, 110 dpi", 0.75, told, lambda: pdf(*scanned(single(told), 110, 1.3, 12))
        yield "every other page a scan, 200 dpi", 0.90, told, lambda: pdf(*mixed(single(told)))


def main() -> None:
    """Print every share beside its goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="parts of names, by commas")
    parser.add_argument("--keep", type=Path, help="a folder for the files")
    parser.add_argument("--missing", action="store_true", help="tell what was not found")
    options = parser.parse_args()
    told = story(options.seed)
    wanted = options.only.split(",")
    print(f"{'':<40}{'figures':>14}{'headings':>12}{'invented':>10}  goal")
    for name, goal, source, make in prints(told):
        if not any(each in name for each in wanted):
            continue
        data = make()
        if data is None:
            print(f"{name:<40}  not installed")
            continue
        path = (options.keep or Path(tempfile.mkdtemp())) / f"{name}.pdf"
        path.write_bytes(data)
        found = compared(source, intake.read_recognised(path))
        shares = [f"{had}/{all_} {had / all_:.0%}" for had, all_ in (found.figures, found.headings)]
        print(f"{name:<40}{shares[0]:>14}{shares[1]:>12}{len(found.invented):>10}  {goal:.0%}")
        if options.missing:
            print("   missing", found.missing[:30], "invented", found.invented[:20])


if __name__ == "__main__":
    main()
