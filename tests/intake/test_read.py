import hashlib
from pathlib import Path

import pytest

from desktop import intake
from desktop.model.errors import UnreadableFile
from desktop.model.report import Certainty
from tests.intake.office import docx, grid, p, xlsx

TEXT = "青山县教育情况报告\n\n一、基本情况\n全县有小学12所。\n"
DOCX = b"PK\x03\x04\x14\x00" + b"\x00" * 20 + b"word/document.xml" + b"\x00" * 40
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64 + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    report = intake.read_bytes(data, "报告.txt")
    assert (report.text, report.encoding, report.notices) == (TEXT, encoding, ())
    assert report.certainty is (Certainty.SURE if encoding == "utf-8" or data[0] >= 0xFE else Certainty.LIKELY)


LONG = TEXT + "全县教育系统围绕年度目标任务，稳步推进各项工作，群众满意度不断提升，校舍面积达6.8万平方米。\n"
TRADITIONAL = "全縣教育系統圍繞年度目標任務，穩步推進各項工作，群眾滿意度不斷提升，校舍面積達6.8萬平方米。\n"


@pytest.mark.parametrize(
    ("data", "encoding", "certainty", "told"),
    [
        (TRADITIONAL.encode("big5"), "big5", Certainty.LIKELY, []),
        (TRADITIONAL.encode("gb18030"), "gb18030", Certainty.LIKELY, []),
        (TRADITIONAL.encode(), "utf-8", Certainty.SURE, []),
        ("95%，好".encode("gb18030"), "gb18030", Certainty.DOUBTFUL, ["encoding"]),
        (b"Rate 95.3 % of 12 schools", "utf-8", Certainty.SURE, []),
        (LONG.encode().decode("gb18030", "replace").encode(), "utf-8", Certainty.SURE, ["mojibake"]),
        (LONG.encode().decode("latin-1").encode(), "utf-8", Certainty.SURE, ["mojibake"]),
        (LONG.encode("gb18030").decode("latin-1").encode("utf-16"), "utf-16-le", Certainty.SURE, ["mojibake"]),
        (LONG.encode("gb18030").decode("big5", "replace").encode(), "utf-8", Certainty.SURE, ["mojibake"]),
        (("锟斤拷" * 20 + LONG).encode(), "utf-8", Certainty.SURE, ["mojibake"]),
        ((LONG + "有人把“锟斤拷”当笑话。").encode(), "utf-8", Certainty.SURE, []),
    ],
)
def test_how_sure_an_encoding_is_and_what_was_spoilt_before(
    data: bytes, encoding: str, certainty: Certainty, told: list[str]
) -> None:
    report = intake.read_bytes(data, "报告.txt")
    assert (report.encoding, report.certainty) == (encoding, certainty)
    assert [notice.code for notice in report.notices] == told


@pytest.mark.parametrize("name", ["报告.txt", "报告.csv", "报告.html"])
def test_another_encoding_can_be_chosen(name: str) -> None:
    data = ("<html><body><p>" * name.endswith("html") + TRADITIONAL).encode("big5")
    report = intake.read_bytes(data, name, "big5")
    assert report.text.strip() == TRADITIONAL.strip()
    assert (report.encoding, report.certainty) == ("big5", Certainty.CHOSEN)
    assert report.sha256 == intake.read_bytes(data, name).sha256
    with pytest.raises(UnreadableFile, match="换一种编码"):
        intake.read_bytes(data, name, "utf-8")


def test_what_says_its_own_encoding_is_not_read_in_another() -> None:
    with pytest.raises(UnreadableFile, match="不用另选"):
        intake.read_bytes(docx(p("甲")), "报告.docx", "gb18030")


@pytest.mark.parametrize(
    ("data", "name", "fragment"),
    [
        (b"", "空.txt", "空文件"),
        (b"\xef\xbb\xbf \r\n\t", "空.txt", "空文件"),
        ("\u3000\n".encode(), "空.txt", "空文件"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "报告.pdf", "已损坏或不完整"),
        (DOCX, "报告.docx", "已损坏或不完整"),
        (DOCX, "报告.txt", "已损坏或不完整"),
        (DOC, "报告.wps", "已损坏或不完整"),
        (b"<!DOCTYPE html>\n<html><body><script>x</script></body></html>", "a.htm", "没有可读的文字"),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n<html></html>", "a.mht", "没有可读的文字"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a.png", "暂不支持图片"),
        (b"PK\x03\x04" + b"\x00" * 50, "a.zip", "暂不支持压缩包"),
        (b"SQLite format 3\x00" + b"\x00" * 50, "甲.duyue", "案卷"),
        (bytes(range(256)) * 8, "a.bin", "不是文本文件"),
        (b"once a program, now a dump of bytes.\x00" * 12, "a.dat", "不是文本文件"),
        (b"\x00" * 400, "a.txt", "不是文本文件"),
        (b"\xff\xff\xff\xfe\xfe" * 40, "a.txt", "编码"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(data: bytes, name: str, fragment: str) -> None:
    with pytest.raises(UnreadableFile) as told:
        intake.read_bytes(data, name)
    assert fragment in told.value.says
    assert name in told.value.says
    assert "\n" not in told.value.says
    assert told.value.says.endswith("。")


def test_a_few_bad_bytes_are_replaced_and_told() -> None:
    data = ("全县小学生人数稳定。" * 200).encode() + b"\xff" + "完。".encode()
    report = intake.read_bytes(data, "报告.txt")
    assert report.text.count("\ufffd") == 1
    assert [notice.code for notice in report.notices] == ["undecodable"]
    with pytest.raises(UnreadableFile):
        intake.read_bytes(data[:300] + b"\xff\xff" + data[300:600], "报告.txt")


def test_a_mostly_ascii_chinese_file_is_not_taken_for_damaged_utf8() -> None:
    text = "a,b,c\n" * 3000 + "在校生"
    assert intake.read_bytes(text.encode("gb18030"), "表.txt").text == text


def test_newlines_stay_as_they_were() -> None:
    text = "第一行\r\n第二行\r第三行\u2028第四行\n"
    assert intake.read_bytes(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(("name", "told"), [("报告.docx", ["suffix"]), ("报告.txt", []), ("报告", []), ("报告.md", [])])
def test_a_wrong_suffix_is_told(name: str, told: list[str]) -> None:
    assert [notice.code for notice in intake.read_bytes(TEXT.encode(), name).notices] == told


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    report = intake.read(path)
    assert report.name == "报告.txt"
    assert report.sha256 == intake.read_bytes(TEXT.encode("gb18030"), "x").sha256
    assert report.sha256 != intake.read_bytes(TEXT.encode(), "x").sha256


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="找不到“无"):
        intake.read(tmp_path / "无.txt")
    with pytest.raises(UnreadableFile, match="是文件夹"):
        intake.read(tmp_path)
    with pytest.raises(UnreadableFile):
        intake.read(Path("a\0b.txt"))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(UnreadableFile):
        intake.read(tmp_path / "a.txt" / "b.txt")


def test_a_file_over_the_limit_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(intake.LIMIT + 1)
    with pytest.raises(UnreadableFile, match="20 MB"):
        intake.read(path)
    with pytest.raises(UnreadableFile, match="20 MB"):
        intake.read_bytes(b"a" * (intake.LIMIT + 1), "大.txt")


def test_pasted_text_is_a_report_like_the_same_text_in_a_file() -> None:
    pasted = intake.read_text(TEXT, "粘贴的文字")
    assert pasted == intake.read_bytes(TEXT.encode(), "粘贴的文字")
    assert intake.read_text("全县\ud800小学", "粘贴的文字").text == "全县?小学"
    with pytest.raises(UnreadableFile, match="空文件"):
        intake.read_text(" \n", "粘贴的文字")


@pytest.mark.parametrize(
    ("data", "name", "source", "told"),
    [
        (docx(p("甲")), "报告.docx", "docx", False),
        (docx(p("甲")), "报告.wps", "docx", False),
        (docx(p("甲")), "报告.doc", "docx", True),
        (docx(p("甲")), "报告.txt", "docx", True),
        (docx(p("甲")), "报告", "docx", False),
        (xlsx(grid(("甲", "乙"))), "报告.docx", "xlsx", True),
        (b"<html><body>\xe7\x94\xb2</body></html>", "报告.doc", "html", True),
        (b"{\\rtf1 a}", "报告.doc", "rtf", True),
        (TEXT.encode(), "报告.docx", "txt", True),
    ],
)
def test_a_file_is_opened_as_what_it_is(data: bytes, name: str, source: str, told: bool) -> None:
    report = intake.read_bytes(data, name)
    assert report.source == source
    assert ("suffix" in [notice.code for notice in report.notices]) is told


@pytest.mark.parametrize(
    ("data", "name", "text", "told"),
    [
        (docx(p("甲县") + p("全县小学12所。")), "报告.docx", "甲县\n全县小学12所。", []),
        (docx(p("甲县") + p("全县小学12所。")), "报告.docx", "甲县\n\n一、规模\n全县小学12所。", ["kept"]),
        (TRADITIONAL.encode("big5"), "报告.txt", TRADITIONAL.encode("big5").decode("gb18030"), []),
        (b"", "报告.txt", "甲县全县小学12所。", ["kept"]),
    ],
)
def test_a_document_of_a_case_reads_as_it_was_kept(data: bytes, name: str, text: str, told: list[str]) -> None:
    report = intake.read_kept(data, name, text)
    assert report.text == text
    assert [notice.code for notice in report.notices] == told
    assert report.sha256 == hashlib.sha256(data).hexdigest()
