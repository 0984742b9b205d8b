"""Cases that know a report already."""

import os
from pathlib import Path

import pytest

from desktop import intake
from desktop.model.errors import CaseError
from desktop.storage import CaseFile
from desktop.storage.renewal import case_files, documents_in, find_known, renew
from tests.storage.conftest import AT, REVIEW, TEXT, a_checklist, a_document

NEWER = TEXT.replace("31所", "32所")


def test_the_case_of_the_very_file_comes_before_that_of_another_version(case_path: Path) -> None:
    other = case_path.with_name("新版.duyue")
    CaseFile.create(other, a_document(NEWER), a_checklist(), REVIEW, AT).close()
    os.utime(case_path, (1, 1))
    files = case_files(case_path.parent, [case_path, case_path.with_name("没有.duyue")])
    assert files == (other, case_path)
    known = find_known(intake.read_text(TEXT, "另名.txt"), files)
    assert known is not None
    assert (known.path, known.same) == (str(case_path), True)
    changed = find_known(intake.read_text(TEXT + "附注一条。", "另名.txt"), [case_path])
    assert changed is not None
    assert not changed.same
    assert find_known(intake.read_text("白水县2023年工作总结\n一、主要成绩\n全年建成学校7所。", "b.txt"), files) is None


def test_a_case_in_use_is_known_and_a_broken_one_passed_over(case_path: Path) -> None:
    case_path.with_name("坏.duyue").write_bytes(b"SQLite format 3\x00" + bytes(500))
    with CaseFile.open(case_path) as file:
        file.save_view({"at": 1})
        known = find_known(intake.read_text(TEXT, "a.txt"), case_files(case_path.parent, ()))
        assert known is not None
        assert (known.path, known.same) == (str(case_path), True)
        file.save_view({"at": 2})
    (held,) = documents_in(case_path)
    assert (held.name, held.size) == ("东河县自评.txt", len(TEXT.encode()))
    assert case_files(case_path.parent / "没有", ()) == ()


def test_a_case_of_a_newer_version_keeps_the_older_text(case_path: Path) -> None:
    with CaseFile.open(case_path, writing=False) as file:
        case = file.case()
    made = case_path.with_name("新版.duyue")
    renew(case, case.reviews[0], a_document(NEWER), made, "r2", AT)
    with CaseFile.open(made, writing=False) as file:
        held = file.case()
        assert file.verify() == ()
    assert [document.text for document in held.documents] == [NEWER, TEXT]
    assert [review.id for review in held.reviews] == ["r2"]
    with pytest.raises(CaseError, match="同一份"):
        renew(case, case.reviews[0], a_document(), case_path.with_name("同.duyue"), "r3", AT)
