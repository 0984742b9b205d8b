from pathlib import Path

import pytest

from desktop.model.comment import Comment
from desktop.model.errors import DuyueError, UnwritableSettings
from desktop.storage import comments, jsonfile
from desktop.storage.comments import CommentBank


def test_own_reasons_come_first_and_are_there_next_time(tmp_path: Path) -> None:
    bank = CommentBank(tmp_path)
    shipped = len(bank.comments)
    assert shipped > 10
    assert bank.add(" 缺专题会议记录 ", "a1")
    assert bank.add("再查一次")
    assert not bank.add("再查一次")
    assert not bank.add("  ")
    held = CommentBank(tmp_path).comments
    assert held[:2] == (Comment(text="再查一次", own=True), Comment(text="缺专题会议记录", item="a1", own=True))
    bank.keep(held[1:2])
    assert [c.text for c in CommentBank(tmp_path).comments[:1]] == ["缺专题会议记录"]


def test_a_broken_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / comments.NAME).write_text('{"comments": [1]}', encoding="utf-8")
    assert all(not comment.own for comment in CommentBank(tmp_path).comments)
    assert (tmp_path / f"{comments.NAME}.broken").exists()


def test_a_reason_that_cannot_be_written_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = CommentBank(tmp_path)
    monkeypatch.setattr(jsonfile, "write", lambda *_: (_ for _ in ()).throw(OSError()))
    with pytest.raises(UnwritableSettings, match="评语没有保存"):
        bank.add("新")
    assert all(not comment.own for comment in bank.comments)


def test_what_is_given_out_is_taken_in_elsewhere_once(tmp_path: Path) -> None:
    bank, other = CommentBank(tmp_path / "a"), CommentBank(tmp_path / "b")
    bank.keep((Comment(text="甲：{数值}", item="a1"), Comment(text=" 乙 "), Comment(text="甲：{数值}", item="a1")))
    assert [(c.text, c.item, c.own) for c in bank.own] == [("甲：{数值}", "a1", True), ("乙", "", True)]
    bank.give(tmp_path / "评语库.json")
    other.add("乙")
    assert other.take(tmp_path / "评语库.json") == 1
    assert other.take(tmp_path / "评语库.json") == 0
    assert [(c.text, c.item) for c in CommentBank(tmp_path / "b").own] == [("乙", ""), ("甲：{数值}", "a1")]


@pytest.mark.parametrize(
    ("name", "data", "taken"),
    [
        ("评语.txt", "台账不全。\n\n台账不全。\n数据已核。\n", ["台账不全。", "数据已核。"]),
        ("评语.yaml", 'comments:\n- {text: "按{时期}数计"}\n', ["按{时期}数计"]),
    ],
)
def test_paragraphs_of_an_office_s_file_are_reasons(tmp_path: Path, name: str, data: str, taken: list[str]) -> None:
    (tmp_path / name).write_bytes(data.encode())
    bank = CommentBank(tmp_path)
    assert bank.take(tmp_path / name) == len(taken)
    assert [c.text for c in bank.own] == taken


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("没有.json", None, "没有.json"),
        ("坏.json", '{"comments": [3]}', "坏.json"),
        ("报告.txt", "长" * 501, "超过 500 字"),
        ("没有.txt", None, "没有.txt"),
    ],
)
def test_a_file_that_holds_no_reasons_is_refused_whole(tmp_path: Path, name: str, data: str | None, says: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data.encode())
    bank = CommentBank(tmp_path)
    with pytest.raises(DuyueError, match=says):
        bank.take(tmp_path / name)
    assert bank.own == ()
