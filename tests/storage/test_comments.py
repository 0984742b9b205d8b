from pathlib import Path

import pytest

from desktop.model.comment import Comment
from desktop.model.errors import UnwritableSettings
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
    bank.remove(held[0])
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
