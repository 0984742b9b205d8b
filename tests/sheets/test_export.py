import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem

from desktop.desk.words import item_title
from desktop.model.errors import ExportCancelled, ExportFailed, WrongRequest
from desktop.model.export import Kind
from desktop.model.review import Note, NoteMethod, Review, ScoreState
from desktop.sheets import dossier, export
from desktop.sheets.readback import ReadBook, read_sheet
from tests.sheets.conftest import (
    LEVELS,
    POINTS,
    a_case,
    a_dossier,
    a_review,
    an_examination,
    an_item,
    quoted,
    scored,
    span,
)


def place(above: str, words: str) -> str:
    start, end = span(words)
    return f"{above}\n第{start + 1}–{end}字"


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Have no more rights than others, even when the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def parts(item: HeaderFooterItem | None) -> tuple[str | None, str | None, str | None]:
    assert item is not None
    return item.left.text, item.center.text, item.right.text


MARK = "示例，非评审结论"
ROOT = Path(__file__).resolve().parents[2]


def exported(path: Path, review: Review, items: object = LEVELS) -> ReadBook:
    assert isinstance(items, tuple)
    export(path, a_dossier(review, *items))
    return read_sheet(path)


def test_every_score_and_quote_is_on_the_sheet(tmp_path: Path, review: Review) -> None:
    path = tmp_path / "新" / "评分表.xlsx"
    written = export(path, a_dossier(review, *LEVELS))
    assert written.says == "评分项 5 条，已评 4 条，佐证 3 条，指标 4 条，问题 2 条，疑点 1 条，核对 1 条"
    assert os.listdir(path.parent) == ["评分表.xlsx"]
    book = read_sheet(path)
    assert book.title == "东河县2023年办学条件评价 评分表"
    assert [(s.key, s.outcome, s.state, s.reason, s.remark) for s in book.scores] == [
        ("a", "达标", "已评", "台账齐全", "已核"),
        ("b", "未达标", "已评", "", ""),
        ("c", "基本达标", "存疑", "", ""),
        ("d", "不适用", "不适用", "", ""),
        ("e", "", "未评", "", ""),
    ]
    assert book.scores[0].evidence == ("生师比18.60:1", "全县小学31所，初中9所")
    assert book.scores[0].places == (
        place("一、（二）改善条件", "生师比18.60:1"),
        place("一、（二）改善条件", "全县小学31所，初中9所"),
    )
    assert book.scores[1].places == ("实地查看\n城关小学\n2024-03-01",)
    assert {label: figures for label, ((_, figures), *_) in book.totals.items()} == {
        "达标（条）": 1, "基本达标（条）": 0, "未达标（条）": 1, "未评（条）": 1, "已评（条）": 2, "存疑（条）": 1,
        "不适用（条）": 1,
    }  # fmt: skip


def test_points_are_added_and_what_does_not_apply_is_left_out(tmp_path: Path) -> None:
    review = (
        a_review()
        .with_score(scored(POINTS[0], "8.50"))
        .with_score(scored(POINTS[1], "", ScoreState.NOT_APPLICABLE))
        .with_score(scored(POINTS[2], "4", ScoreState.DOUBTFUL))
        .with_score(scored(POINTS[3], "2.25"))
    )
    path = tmp_path / "分.xlsx"
    book = exported(path, review, POINTS)
    assert [s.outcome for s in book.scores] == [Decimal("8.5"), "不适用", Decimal(4), Decimal("2.25")]
    assert book.totals["小计·条件"] == (("满分", Decimal(10)), ("自评", Decimal(0)), ("评分", Decimal("8.5")))
    assert dict(book.totals["小计·管理"])["评分"] == Decimal("2.25")
    assert dict(book.totals["小计·管理"])["满分"] == Decimal("7.5")
    sheet = load_workbook(path)["评分表"]
    cells = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    assert {sheet.cell(cells[key], 6).number_format for key in ("a", "d")} == {"0.00"}
    assert sheet.cell(cells["b"], 2).value == "第b条〔自拟条目〕"
    assert "2分：全部达到" in str(sheet.cell(cells["a"], 3).value)


def test_an_item_that_repeats_has_a_line_for_each_subject(tmp_path: Path) -> None:
    staff, rooms = "专任教师不足", "功能室" * 40
    review = a_review().with_score(scored(POINTS[0], "3", subject=staff))
    review = review.with_score(scored(POINTS[0], "1", subject=rooms)).with_score(scored(POINTS[1], "5", subject=staff))
    path = tmp_path / "x.xlsx"
    book = exported(path, review, POINTS)
    assert [(s.key, s.outcome) for s in book.scores] == [
        ("a#1", 3), ("b#1", 5), ("a#2", 1), ("b#2", ""), ("c", ""), ("d", ""),
    ]  # fmt: skip
    sheet = load_workbook(path)["评分表"]
    heads = [str(row[0].value) for row in sheet.iter_rows() if str(row[0].value).startswith("条件")]
    assert heads == [f"条件　1. {staff}", f"条件　2. {rooms}"]
    assert dict(book.totals[f"小计·条件　1. {staff}"])["评分"] == 8
    assert dict(book.totals[f"小计·条件　2. {rooms[:23]}…"])["评分"] == 1


def test_items_are_called_as_in_the_window_but_where_two_would_be_called_the_same(review: Review) -> None:
    twin = LEVELS[4].model_copy(update={"id": "y.a"})
    plain, doubled = a_dossier(review, *LEVELS), a_dossier(review, *LEVELS[:4], twin)
    assert [plain.named(item) for item in LEVELS] == [item_title(item) for item in LEVELS]
    assert [entry.number for entry in doubled.entries] == ["x.a", "b", "c", "d", "y.a"]


def test_the_other_pages_hold_what_was_read(tmp_path: Path, review: Review) -> None:
    book = exported(tmp_path / "x.xlsx", review)
    assert list(book.pages) == ["评分表", "指标", "问题与措施", "疑点与核对", "佐证", "说明"]
    metrics = book.pages["指标"]
    assert metrics[0] == ("1", "小学", "", "", "", "31", "所", "现状", "31所", place("一、（二）改善条件", "31所"), "")
    assert metrics[1][1] == "普通初中"
    assert metrics[1][10] == "指标原读作“初中”"
    assert metrics[2][4] == "约"
    assert metrics[2][10] == "更正为不是指标"
    assert Decimal(metrics[3][5]) == Decimal("18.6")
    assert metrics[4][7:9] == ("空白", "x万元")
    staff, rooms = place("二、存在问题", "专任教师不足"), place("二、存在问题", "功能室缺口较大")
    hire = place("三、下步打算", "公开招聘教师60名")
    assert book.pages["问题与措施"] == (
        ("1", "专任教师不足", "报告自述", staff, "公开招聘教师60名", hire),
        ("2", "功能室缺口较大", "督导反馈", rooms, "", ""),
        ("未对应到具体问题的措施", "", "", "", "", ""),
    )
    finding, line, check = book.pages["疑点与核对"]
    assert finding[:6] == ("1", "疑点", "分项与合计", "合计与分项之和不一致", "40所", "31+9=40≠41")
    assert finding[6].splitlines()[1] == "小学：31所（" + place("", "31所").strip() + "）"
    assert line[0] == "核对相符的数字"
    assert check[:6] == ("1", "核对相符", "占比", "", "", "31/31=100%")


def test_the_page_is_set_up_for_paper(tmp_path: Path, review: Review) -> None:
    path = tmp_path / "x.xlsx"
    exported(path, review)
    workbook = load_workbook(path)
    assert workbook.properties.title == "东河县2023年办学条件评价 评分表"
    for sheet in (sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.page_setup.fitToHeight == 0
        head = int(str(sheet.freeze_panes).removeprefix("A")) - 1
        assert sheet.print_title_rows == f"${head}:${head}"
        assert parts(sheet.oddFooter) == (None, "第 &P 页，共 &N 页", "王督学")
        assert parts(sheet.oddHeader) == (sheet.title, "东河县2023年办学条件评价 评分表", None)
        assert {sheet.cell(head + 1, 1).font.name, sheet.cell(head, 1).font.name} <= {"仿宋", "黑体"}
        assert sheet.cell(1, 1).font.name == "方正小标宋简体"
    lines = [workbook["评分表"].cell(row, 1).value for row in (2, 3, 4, 5)]
    assert lines == [
        "被评地区：东河县　　年度：2023　　评审人：王督学　　导出日期：2024-03-06　　案卷核对码：8F2A-77C1",
        "评价表：办学条件评价　依据：某评价办法（东教〔2023〕6号）　年份：2022",
        "材料：东河县自评.txt",
        "小结：共 5 条，已评 2 条：达标 1 条，未达标 1 条，不适用 1 条，存疑 1 条。",
    ]
    texts = [str(c.value) for c in workbook["评分表"]["B"]]
    assert "第b条〔反推条目〕" in texts


def test_an_example_says_so_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert MARK in exported(path, a_review(example=True, reviewer="王 & 李")).title
    workbook = load_workbook(path)
    assert MARK in str(workbook.properties.title)
    for sheet in workbook.worksheets[:-1]:
        assert MARK in str(sheet.cell(1, 1).value)
        assert parts(sheet.oddHeader)[2] == MARK
        assert parts(sheet.oddFooter)[::2] == (MARK, "王 && 李")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://x","点")',
        "+86 10",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "'=1",
        "{=1}",
        "  两头有空 ",
        "\n第一行\n\n第三行\n",
        "回车\r\n换行\r",
        "_x0041_ 与 _x005F_",
        "控制\x00\x0b\x1f\ufffe字符",
        "半个\ud83d字",
        "𠮷野家与😀",
        "<b>&amp;\"'</b>",
        "2023",
        "1e5",
        "2024-03-05",
        "长" * 40_000,
        ("行。\n" * 900),
    ],
)
def test_text_stays_text_and_comes_back_whole(tmp_path: Path, text: str) -> None:
    review = a_review().with_score(scored(LEVELS[0], "达标", reason=text, remark=text))
    review = review.with_evidence(Note(id="n", item="x.a", method=NoteMethod.PAPERS, text=text, source=text[:100]))
    review = review.with_evidence(Note(id="m", item="x.a", method=NoteMethod.PAPERS, text="后一条"))
    path = tmp_path / "x.xlsx"
    book = exported(path, review)
    shown = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = shown.translate({ord(c): "\ufffd" for c in "\x00\x0b\x1f\ufffe\ud83d"})
    assert book.scores[0].reason == book.scores[0].remark == shown
    assert book.scores[0].evidence == (shown, "后一条")
    workbook = load_workbook(path)
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or str(cell.value).startswith(("=COUNTIF", "=IF(D"))
                assert len(str(cell.value)) <= 32767


def test_a_text_that_looks_like_a_formula_is_marked_as_text(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    exported(path, a_review().with_score(scored(LEVELS[0], "达标", reason="=1+1", remark="平常")))
    sheet = load_workbook(path)["评分表"]
    cells = {c.value: c for row in sheet.iter_rows() for c in row}
    assert cells["=1+1"].data_type == "s"
    assert cells["=1+1"].quotePrefix
    assert not cells["平常"].quotePrefix


def test_formulas_carry_their_values(tmp_path: Path, review: Review) -> None:
    path = tmp_path / "x.xlsx"
    exported(path, review)
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
        assert archive.testzip() is None
    states = len(LEVELS) - 1
    assert xml.count("<f>") == xml.count("</f><v>") == 7 + states
    assert xml.count('t="str"><f>') == states
    assert "<f></f>" not in xml


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("a.txt", None, "案卷不能导出为“.txt”格式.*xlsx"),
        ("a.PNG", None, "xlsx"),
        ("a", None, "案卷不能导出为“a”格式.*xlsx"),
        ("a.xlsx", Kind.OPINION, "评价意见不能导出为“.xlsx”格式.*改为 .docx、.pdf"),
    ],
)
def test_what_cannot_be_written_yet(tmp_path: Path, review: Review, name: str, kind: Kind | None, says: str) -> None:
    with pytest.raises(WrongRequest, match=says):
        export(tmp_path / name, a_dossier(review, *LEVELS), kind)
    with pytest.raises(WrongRequest, match="评审"):
        dossier(a_case(review, *LEVELS), "r7", an_examination())
    assert list(tmp_path.iterdir()) == [tmp_path / "home"] or not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written(tmp_path: Path, review: Review) -> None:
    case = a_dossier(review, *LEVELS)
    (tmp_path / "file").touch()
    with pytest.raises(ExportFailed, match="没有留下半个文件"):
        export(tmp_path / "file" / "a.xlsx", case)
    (tmp_path / "夹.xlsx").mkdir()
    with pytest.raises(WrongRequest, match="文件夹"):
        export(tmp_path / "夹.xlsx", case)


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".pdf", ".html", ".json"])
def test_a_name_too_long_and_a_paper_cancelled_leave_nothing_behind(
    qapp: object, tmp_path: Path, review: Review, suffix: str
) -> None:
    kind = {".docx": Kind.OPINION, ".html": Kind.MARKED, ".json": Kind.CASE}.get(suffix, Kind.SHEET)
    case = a_dossier(review, *LEVELS)
    with pytest.raises(ExportFailed, match="太长"):
        export(tmp_path / f"{'长' * 300}{suffix}", case, kind)
    path = tmp_path / f"x{suffix}"
    path.write_bytes(b"earlier")
    ticks: list[float] = []

    def tick(done: float, last: float) -> None:
        ticks.append(done)
        if done >= last:
            raise ExportCancelled("已取消")

    for last in (0.0, 0.3, 0.9):
        with pytest.raises(ExportCancelled):
            export(path, case, kind, tick=lambda done, last=last: tick(done, last))  # type: ignore[misc]
    assert path.read_bytes() == b"earlier"
    assert [p.name for p in tmp_path.iterdir() if p.name != "home"] == [path.name]


def test_a_later_export_takes_the_place_of_an_earlier_one(tmp_path: Path, review: Review) -> None:
    path = tmp_path / "x.xlsx"
    exported(path, a_review())
    assert exported(path, review).scores[0].outcome == "达标"
    assert [p.name for p in tmp_path.iterdir() if p.name != "home"] == ["x.xlsx"]


def test_what_finds_no_place_on_the_sheet_is_not_passed_over(tmp_path: Path, review: Review) -> None:
    for lost in (
        review.with_score(scored(an_item("z"), "达标")),
        review.with_evidence(quoted("e9", an_item("z"), "31所")),
    ):
        with pytest.raises(ExportFailed, match="的总数对不上"):
            export(tmp_path / "x.xlsx", a_dossier(lost, *LEVELS))
    assert [p.name for p in tmp_path.iterdir() if p.name != "home"] == []


@pytest.mark.parametrize(
    ("value", "shown", "form"),
    [
        ("99.60", Decimal("99.6"), "0.00"),
        ("30885", Decimal(30885), "0"),
        ("-4.1", Decimal("-4.1"), "0.0"),
        ("1E+3", Decimal(1000), "0"),
        ("0.000000000000000001", Decimal("1E-18"), "0.000000000000000000"),
        ("12345678901234567.89", "12345678901234567.89", "General"),
    ],
)
def test_figures_keep_their_digits(tmp_path: Path, value: str, shown: Decimal | str, form: str) -> None:
    metric = an_examination().metrics[0].model_copy(update={"value": Decimal(value)})
    examination = an_examination().model_copy(update={"metrics": (metric,), "findings": (), "checks": ()})
    path = tmp_path / "x.xlsx"
    export(path, a_dossier(a_review(), *LEVELS, examination=examination))
    cell = load_workbook(path)["指标"].cell(3, 6)
    assert (Decimal(str(cell.value)) if isinstance(shown, Decimal) else cell.value) == shown
    assert cell.number_format == form


FULL = """
import resource, sys
from pathlib import Path
from desktop.model.errors import ExportCancelled, ExportFailed
from desktop.model.export import Kind
from desktop.sheets import export
from tests.sheets.conftest import LEVELS, a_dossier, a_review
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, resource.RLIM_INFINITY))
try:
    export(Path(sys.argv[1]), a_dossier(a_review(), *LEVELS), Kind(sys.argv[2]))
except ExportFailed as error:
    print(error.says)
"""

if sys.platform != "win32":  # Windows has no limit on file sizes

    @pytest.mark.parametrize(
        ("kind", "suffix"),
        [
            (Kind.SHEET, ".xlsx"),
            (Kind.OPINION, ".docx"),
            (Kind.OPINION, ".pdf"),
            (Kind.MARKED, ".html"),
            (Kind.CASE, ".json"),
        ],
    )
    def test_a_full_disk_keeps_the_earlier_paper(tmp_path: Path, kind: Kind, suffix: str) -> None:
        path = tmp_path / "out" / f"x{suffix}"
        path.parent.mkdir()
        path.write_bytes(b"earlier")
        # -B: the bytecode of a module that it loads now would be cut off, too, and kept for the tests after it.
        done = subprocess.run(
            [sys.executable, "-B", "-c", FULL, str(path), kind.value],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert "磁盘空间不足" in done.stdout
        assert done.stderr == ""
        assert path.read_bytes() == b"earlier"
        assert os.listdir(path.parent) == [path.name]

    def test_a_folder_or_sheet_that_is_write_protected(review: Review) -> None:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            old = folder / "旧.xlsx"
            old.write_bytes(b"earlier")
            old.chmod(0o444)
            folder.chmod(0o555)
            with ordinary_user():
                with pytest.raises(ExportFailed, match="没有写入权限"):
                    export(folder / "新.xlsx", a_dossier(review, *LEVELS))
                with pytest.raises(ExportFailed, match="原文件没有改动"):
                    export(old, a_dossier(review, *LEVELS))
            folder.chmod(0o755)
            assert old.read_bytes() == b"earlier"
            assert os.listdir(folder) == ["旧.xlsx"]


def test_every_step_of_the_total_is_printed_and_the_last_row_is_the_total(tmp_path: Path) -> None:
    review = a_review().with_score(scored(POINTS[0], "8.50")).with_score(scored(POINTS[3], "2.25"))
    book = exported(tmp_path / "x.xlsx", review, POINTS)
    rows = [row for row in book.pages["说明"] if row[0].isdigit()]
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(POINTS) + 4)]
    assert rows[0][1:] == ("　　a 第a条：得 8.5 分，满分 10 分", "8.5", "10", "")
    assert rows[2][1] == "条件：得 8.5 分，满分 15 分"
    assert rows[-1][1] == "已评 2 条：得 10.75 分，满分 12.5 分。"
