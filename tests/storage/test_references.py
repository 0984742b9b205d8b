"""The reference shelf: papers read, indexed by words, found and cited."""

from contextlib import closing
from pathlib import Path

import apsw
import pytest

from desktop.model.errors import UnreadableFile, UnwritableSettings, WrongRequest
from desktop.storage.references import NAME, References

RULES = (
    "某省班额管理办法\n第一章 总则\n各县（市、区）应当制定消除大班额的规划。\n"
    "第二章 标准\n小学每班不超过45人，初中每班不超过50人。\n"
)
BULLETIN = "某市教育事业统计公报\n一、概况\n全市共有幼儿园120所，在园幼儿3万人。\n"


@pytest.fixture
def shelf(tmp_path: Path) -> References:
    for name, text in (("办法.txt", RULES), ("公报.txt", BULLETIN)):
        (tmp_path / name).write_bytes(text.encode())
    return References(tmp_path / "settings")


def test_what_is_added_is_found_with_its_source(shelf: References, tmp_path: Path) -> None:
    assert shelf.papers() == ()
    assert shelf.search("大班额") == ()
    shelf.add(tmp_path / "办法.txt")
    shelf.add(tmp_path / "公报.txt")
    assert [(paper.title, paper.name) for paper in shelf.papers()] == [
        ("某市教育事业统计公报", "公报.txt"),
        ("某省班额管理办法", "办法.txt"),
    ]
    first = shelf.search("消除大班额")[0]
    assert "消除大班额" in first.text
    assert first.cited.startswith("“各县（市、区）")
    assert "《某省班额管理办法》" in first.cited
    assert [found.title for found in References(tmp_path / "settings").search("幼儿园")] == ["某市教育事业统计公报"]


@pytest.mark.parametrize("words", ["", "  ", '"', "NEAR(", "*", "没有这样的词语吧", "a OR"])
def test_any_words_may_be_asked(shelf: References, tmp_path: Path, words: str) -> None:
    shelf.add(tmp_path / "办法.txt")
    assert shelf.search(words) == ()


def test_what_is_taken_away_is_found_no_more(shelf: References, tmp_path: Path) -> None:
    paper = shelf.add(tmp_path / "办法.txt")
    shelf.remove(paper.id)
    assert shelf.papers() == ()
    assert shelf.search("大班额") == ()
    shelf.add(tmp_path / "办法.txt")
    assert shelf.search("大班额")


def test_what_cannot_be_added_is_told(shelf: References, tmp_path: Path) -> None:
    shelf.add(tmp_path / "办法.txt")
    with pytest.raises(WrongRequest, match="已有"):
        shelf.add(tmp_path / "办法.txt")
    with pytest.raises(UnreadableFile):
        shelf.add(tmp_path / "没有.txt")
    (tmp_path / "空.txt").write_bytes("标题\n".encode())
    with pytest.raises(WrongRequest, match="没有读到"):
        shelf.add(tmp_path / "空.txt")
    assert len(shelf.papers()) == 1


def test_a_damaged_shelf_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database at all" * 400)
    with pytest.raises(UnwritableSettings, match="资料架"):
        References(tmp_path).papers()


def test_a_paper_is_read_at_the_passage_found_with_its_heads(shelf: References, tmp_path: Path) -> None:
    shelf.add(tmp_path / "公报.txt")
    shelf.add(tmp_path / "办法.txt")
    found = shelf.search("每班")[0]
    paper = shelf.paper(found.id)
    assert paper.text.splitlines() == RULES.splitlines()
    assert paper.text[slice(*paper.run)] == found.text
    assert paper.cited(found.text, paper.run[0]) == found.cited
    assert paper.cited("初中", paper.run[0] + 3).endswith(found.cited.rpartition("（")[2])


def test_a_paper_taken_away_is_told_and_one_of_an_earlier_version_is_read_without_heads(
    shelf: References, tmp_path: Path
) -> None:
    held = shelf.add(tmp_path / "办法.txt")
    found = shelf.search("每班")[0]
    with closing(apsw.Connection(str(tmp_path / "settings" / NAME))) as db:
        db.execute("DROP TABLE heads")
    paper = shelf.paper(found.id)
    assert paper.text[slice(*paper.run)] == found.text
    assert "第一章" not in paper.text
    shelf.remove(held.id)
    with pytest.raises(WrongRequest, match="已不在资料架上"):
        shelf.paper(found.id)
