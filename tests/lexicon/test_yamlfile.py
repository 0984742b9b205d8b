from dataclasses import FrozenInstanceError, dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.lexicon import yamlfile
from desktop.model.claim import ClaimKind
from desktop.model.errors import BrokenResource
from desktop.model.record import Record
from desktop.model.value import Value


class Line(Value):
    name: str
    bound: Decimal


class Page(Value):
    title: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Row(Record):
    name: str
    bound: Decimal
    range: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, kw_only=True)
class Paper(Record):
    title: str
    lines: tuple[Row, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Book(Record):
    title: str
    kinds: frozenset[ClaimKind] = frozenset()
    rows: tuple[Row, ...] = ()
    by_name: dict[str, tuple[Row, ...]] = field(default_factory=dict)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUYUE_HOME", str(tmp_path / "home"))


def written(folder: Path, text: str) -> Path:
    path = folder / "page.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_decimals_are_what_is_printed(tmp_path: Path) -> None:
    path = written(tmp_path, "title: 线\nlines:\n- {name: 系数, bound: 0.65}\n- {name: 率, bound: 85}\n")
    assert [str(line.bound) for line in yamlfile.read(path, Page).lines] == ["0.65", "85"]


def test_the_second_reading_comes_from_the_cache_and_a_changed_file_does_not(tmp_path: Path) -> None:
    path = written(tmp_path, "title: 旧\n")
    assert yamlfile.read(path, Page).title == "旧"
    kept = list((tmp_path / "home").rglob("*.json"))
    kept[0].write_bytes('{"title": "缓存"}'.encode())
    assert yamlfile.read(path, Page).title == "缓存"
    assert yamlfile.read(written(tmp_path, "title: 新\n"), Page).title == "新"


def test_a_record_is_built_from_the_cache_as_it_was_validated(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "title: 线\nkinds: [done, planned]\n"
        "rows:\n- {name: 甲, bound: 0.65, range: [1, 2.50]}\n- {name: 乙, bound: 85}\n"
        "by_name:\n  丙: [{name: 丙, bound: 3}]\n",
    )
    fresh = yamlfile.read(path, Book)
    assert fresh.kinds == {ClaimKind.DONE, ClaimKind.PLANNED}
    assert fresh.rows[0] == Row(name="甲", bound=Decimal("0.65"), range=(Decimal(1), Decimal("2.50")))
    again = yamlfile.read(path, Book)
    assert again == fresh
    assert repr(again) == repr(fresh)
    with pytest.raises(FrozenInstanceError):
        again.title = "别的"  # type: ignore[misc]


@pytest.mark.parametrize("kept", ['{"title":', '{"rows": []}', '{"title": "线", "rows": 3}', "[]", '{"注": 1}'])
def test_a_kept_file_that_is_no_such_record_is_parsed_again(tmp_path: Path, kept: str) -> None:
    path = written(tmp_path, "title: 旧\n")
    yamlfile.read(path, Book)
    (held,) = (tmp_path / "home").rglob("*.json")
    held.write_text(kept, encoding="utf-8")
    assert yamlfile.read(path, Book).title == "旧"


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be", encoding="utf-8")
    assert yamlfile.read(written(tmp_path, "title: 旧\n"), Page).title == "旧"


def test_a_damaged_cache_is_parsed_again(tmp_path: Path) -> None:
    path = written(tmp_path, "title: 旧\n")
    yamlfile.read(path, Page)
    kept = list((tmp_path / "home").rglob("*.json"))
    kept[0].write_bytes(b'{"title":')
    assert yamlfile.read(path, Page).title == "旧"


@pytest.mark.parametrize(
    ("text", "line", "place", "says"),
    [
        ("title: 线\nlines:\n- name: 系数\n", 3, "lines[0].bound", "缺少这一项"),
        ("title: 线\nlines:\n- name: 系数\n  bound: 高\n", 4, "lines[0].bound", "应当是数字"),
        ("title: 线\nfootnote: 注\n", 2, "footnote", "不认识这一项"),
        ("# 注\ntitle: 线\nlines: 无\n", 3, "lines", "应当是列表"),
        ("- 1\n", 1, "（整个文件）", "应当是“键: 值”的映射"),
        ("", 1, "（整个文件）", "应当是“键: 值”的映射"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(tmp_path: Path, text: str, line: int, place: str, says: str) -> None:
    for kind in (Page, Paper):
        with pytest.raises(BrokenResource) as error:
            yamlfile.read(written(tmp_path, text), kind)
        assert error.value.says == f"资料文件 page.yaml 第 {line} 行，字段 {place}：{says}。"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"title: [a\nb: c", "第 2 行附近不是合格的 YAML"),
        ("title: 线".encode("gb18030"), "不是 UTF-8 编码"),
        (b"title: \x01", "不是合格的 YAML"),
    ],
)
def test_what_is_no_yaml_is_said_in_one_sentence(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "page.yaml"
    path.write_bytes(data)
    with pytest.raises(BrokenResource, match=says):
        yamlfile.read(path, Page)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BrokenResource, match=r"读不到资料文件 page\.yaml"):
        yamlfile.read(tmp_path / "page.yaml", Page)
