import itertools
import os
import sqlite3
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.model.errors import CaseError, DamagedCase, NewerCase
from desktop.model.review import EvidenceOrigin, Memo, Note, NoteMethod, Quote, Review, Score, ScoreState
from desktop.model.step import Step, changes_between
from desktop.storage import CaseFile
from tests.disks import pulled
from tests.storage.conftest import AT, REVIEW, TEXT, a_checklist, a_document, an_item, readonly_folder

SHA = a_document().sha256


def scored(review: Review, points: str, item: str = "a") -> Review:
    line = an_item(item)
    return review.with_score(
        Score(item=line.id, wording=line.wording_hash, state=ScoreState.SCORED, points=Decimal(points))
    )


def appended(file: CaseFile, *states: Review) -> Review:
    for old, new in itertools.pairwise((file.case().review("r1"), *states)):
        file.append("r1", Step(words="评分", changes=changes_between(old, new)), AT)
    return states[-1]


def a_full_review() -> Review:
    start = TEXT.index("生师比")
    quote = Quote(
        id="e1", item="x.a", document=SHA, start=start, end=start + 9, quote=TEXT[start : start + 9],
        origin=EvidenceOrigin.SUGGESTED,
    )  # fmt: skip
    note = Note(id="e2", item="x.b", method=NoteMethod.INTERVIEW, text="校长说：\n“已补齐”", source="东河小学")
    memo = Memo(id="m1", document=SHA, start=start, end=start + 9, quote=TEXT[start : start + 9], text="问口径")
    return scored(scored(REVIEW, "4.50"), "3", "b").with_evidence(quote).with_evidence(note).with_memo(memo)


def test_a_case_is_one_file_that_gives_back_what_it_took(case_path: Path) -> None:
    with CaseFile.open(case_path) as file:
        review = appended(file, scored(REVIEW, "4"), a_full_review())
        file.save_view({"item": "x.a", "scroll": 1200, "zoom": 1.25, "dark": False})
        held = file.case()
    assert os.listdir(case_path.parent) == [case_path.name]
    with CaseFile.open(case_path, writing=False) as file:
        case = file.case()
        assert file.verify() == ()
    assert case == held
    assert case.documents == (a_document(),)
    assert case.checklists == {"r1": a_checklist()}
    assert case.reviews == (review,)
    assert str(case.reviews[0].scores[0].points) == "4.50"
    assert case.view == {"item": "x.a", "scroll": 1200, "zoom": 1.25, "dark": False}


def test_undo_goes_on_after_reopening(case_path: Path) -> None:
    one, two, three = (scored(REVIEW, points) for points in "123")
    with CaseFile.open(case_path) as file:
        appended(file, one, two, three)
        file.append("r1", Step(words="评分", changes=changes_between(three, two), kind="undo"), AT)
    with CaseFile.open(case_path) as file:
        assert [(row.seq, row.kind, row.at) for row in file.history("r1")] == [
            (1, "edit", AT),
            (2, "edit", AT),
            (3, "edit", AT),
            (4, "undo", AT),
        ]
        found = file.timeline("r1")
    assert found.review == two
    assert [(t.before, t.after) for t in found.done] == [(REVIEW, one), (one, two)]
    assert [(t.before, t.after) for t in found.undone] == [(two, three)]


def test_a_second_review_keeps_its_own_checklist(case_path: Path) -> None:
    later = a_checklist("履职评价表（修订）")
    plan = a_document("整改方案\n一是补齐教师。\n", "方案.txt")
    with CaseFile.open(case_path) as file:
        file.add_document(plan)
        file.add_review(Review(id="r2", checklist="x"), later, AT)
        appended(file, scored(REVIEW, "2"))
        case = file.case()
        assert [d.name for d in case.documents] == ["东河县自评.txt", "方案.txt"]
        assert case.checklists == {"r1": a_checklist(), "r2": later}
        assert case.review("r2").scores == ()
        with pytest.raises(CaseError, match=r"方案\.txt.*没有重复加入"):
            file.add_document(plan)
        with pytest.raises(CaseError, match=r"r2.*没有重复加入"):
            file.add_review(Review(id="r2", checklist="x"), later, AT)
        with pytest.raises(CaseError, match="没有这次评审"):
            file.append("r9", Step(words="评分", changes=()), AT)
        with pytest.raises(CaseError, match="没有这次评审"):
            file.timeline("r9")
        assert file.case() == case


def test_create_never_overwrites(case_path: Path) -> None:
    before = case_path.read_bytes()
    with pytest.raises(CaseError, match="没有覆盖"):
        CaseFile.create(case_path, a_document(), a_checklist(), REVIEW, AT)
    assert case_path.read_bytes() == before
    assert os.listdir(case_path.parent) == [case_path.name]


def test_a_copy_is_whole_and_never_overwrites(case_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "副本.duyue"
    with CaseFile.open(case_path) as file:
        appended(file, a_full_review())
        file.save_copy(copy)
        with pytest.raises(CaseError, match="没有覆盖"):
            file.save_copy(copy)
        with CaseFile.open(copy, writing=False) as other:
            assert other.case() == file.case()
            assert other.verify() == ()


def test_pasted_halves_of_characters_do_not_stop_a_save(case_path: Path) -> None:
    with CaseFile.open(case_path) as file:
        note = Note(id="e", item="x.a", method=NoteMethod.VISIT, text="看到\ud83d就走")
        file.append("r1", Step(words="记录", changes=changes_between(REVIEW, REVIEW.with_evidence(note))), AT)
        assert [e.text for e in file.case().review("r1").evidence if isinstance(e, Note)] == ["看到\ufffd就走"]
        assert file.verify() == ()


def test_the_log_can_only_grow(case_path: Path) -> None:
    with CaseFile.open(case_path) as file:
        appended(file, scored(REVIEW, "1"))
    db = sqlite3.connect(case_path)
    for statement in (
        "UPDATE log SET words = '改'",
        "DELETE FROM log",
        "UPDATE documents SET name = '改'",
        "UPDATE reviews SET initial = '改'",
        "UPDATE checklists SET snapshot = '改'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (["UPDATE log SET changes = replace(changes, '4.50', '9.00')"], "第 2 条修改记录被改动"),
        (["DELETE FROM log WHERE seq = 1"], "在第 1 条处断开"),
        (["UPDATE log SET at = '2020-01-01T00:00:00' WHERE seq = 1"], "第 1 条修改记录被改动"),
        (["UPDATE documents SET text = replace(text, '18.6', '15.6')"], "佐证 e1 与原文不符"),
        (["UPDATE documents SET text = replace(text, '18.6', '15.6')"], "旁注“问口径”引的“生师比"),
        (["UPDATE documents SET sha256 = 'f'"], "旁注“问口径”所指的材料不在案卷里"),
        (["UPDATE documents SET text = replace(text, '18.6', '15.6')"], "的文字与存入时不同"),
        (["UPDATE documents SET data = x'00'"], "的文件内容与存入时不同"),
        (["UPDATE documents SET sha256 = 'f'"], "所指的材料不在案卷里"),
        (["UPDATE checklists SET snapshot = replace(snapshot, '19:1', '22:1')"], "与评审开始时不同"),
        (["UPDATE checklists SET snapshot = replace(snapshot, 'x.b', 'x.c')"], "评分项 x.b 不在评价表里"),
        (["UPDATE reviews SET initial = replace(initial, '东河', '西河')"], "初始内容被改动"),
        (["UPDATE reviews SET initial = '{}'"], "无法完整还原"),
        (["UPDATE log SET changes = '[' WHERE seq = 2"], "无法完整还原"),
    ],
)
def test_verify_names_what_was_tampered_with(case_path: Path, statements: list[str], says: str) -> None:
    with CaseFile.open(case_path) as file:
        appended(file, scored(REVIEW, "4"), a_full_review())
    db = sqlite3.connect(case_path)
    triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        db.execute(statement)
    for _, sql in triggers:
        db.execute(sql)
    db.commit()
    db.close()
    with CaseFile.open(case_path) as file:
        found = file.verify()
    assert any(says in line for line in found), found
    assert not any("结构" in line for line in found)


def test_verify_sees_a_missing_trigger(case_path: Path) -> None:
    db = sqlite3.connect(case_path)
    db.execute("DROP TRIGGER log_no_delete")
    db.commit()
    db.close()
    with CaseFile.open(case_path, writing=False) as file:
        assert file.verify() == ("案卷结构被改动：log_no_delete 缺失或不同。",)


def test_a_newer_case_is_left_alone(case_path: Path) -> None:
    db = sqlite3.connect(case_path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = case_path.read_bytes()
    for writing in (True, False):
        with pytest.raises(NewerCase, match="请升级"):
            CaseFile.open(case_path, writing=writing)
    assert case_path.read_bytes() == before


def test_what_is_no_case_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "报告.txt"
    text.write_text(TEXT * 40, encoding="utf-8")
    empty = tmp_path / "空.duyue"
    empty.touch()
    other = tmp_path / "别的.duyue"
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE t (a)")
    db.commit()
    db.close()
    for path in (text, empty, other):
        before = path.read_bytes()
        with pytest.raises(DamagedCase):
            CaseFile.open(path)
        assert path.read_bytes() == before
    with pytest.raises(CaseError, match="找不到"):
        CaseFile.open(tmp_path / "无.duyue")
    with pytest.raises(CaseError):
        CaseFile.open(tmp_path)


@pytest.mark.parametrize("at", [100, 4096, 8192])
def test_a_damaged_case_says_so(case_path: Path, at: int) -> None:
    data = bytearray(case_path.read_bytes())
    data[at : at + 60] = b"\xff" * 60
    case_path.write_bytes(data)
    with pytest.raises(DamagedCase, match="损坏"):
        CaseFile.open(case_path)
    assert case_path.read_bytes() == bytes(data)


def test_a_cut_case_says_so(case_path: Path) -> None:
    case_path.write_bytes(case_path.read_bytes()[:-4096])
    with pytest.raises(DamagedCase, match="损坏"):
        CaseFile.open(case_path)


def test_a_case_taken_away_is_told_at_the_next_change(case_path: Path) -> None:
    with CaseFile.open(case_path) as file:
        with pulled(file), pytest.raises(CaseError, match="移走或删除"):
            appended(file, scored(REVIEW, "1"))
        assert file.case().reviews == (REVIEW,)


def test_a_parent_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "占用").touch()
    with pytest.raises(CaseError):
        CaseFile.create(tmp_path / "占用" / "x.duyue", a_document(), a_checklist(), REVIEW, AT)


if sys.platform != "win32":  # a folder is made unwritable by its mode

    def test_a_place_that_cannot_be_written(case_path: Path) -> None:
        with readonly_folder(case_path) as held:
            with pytest.raises(CaseError, match="写入权限"):
                CaseFile.create(held.with_name("新.duyue"), a_document(), a_checklist(), REVIEW, AT)
            with pytest.raises(CaseError, match="写入权限"):
                CaseFile.create(held.parent / "夹" / "新.duyue", a_document(), a_checklist(), REVIEW, AT)
            with pytest.raises(CaseError, match="写入权限"):
                CaseFile.open(held)
            with CaseFile.open(held, writing=False) as file:
                assert file.case().reviews == (REVIEW,)
                with pytest.raises(CaseError, match="写入权限"):
                    appended(file, scored(REVIEW, "1"))
            assert os.listdir(held.parent) == [held.name]
