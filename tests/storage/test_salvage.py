"""A damaged case: opened as far as it goes, what is lost is told, and nothing unproved is called a score."""

import os
import random
from pathlib import Path

import pytest

from desktop.desk import files
from desktop.model.case import Case, Document
from desktop.model.errors import DamagedCase
from desktop.model.review import Rereading
from desktop.model.step import Step, changes_between
from desktop.storage import CaseFile, salvage
from tests.storage import damage
from tests.storage.conftest import AT, TEXT
from tests.storage.test_detached import noted

STEPS = 60


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Case]:
    """Make a case of many steps, larger than a few pages."""
    path = tmp_path_factory.mktemp("model") / "案卷.duyue"
    return damage.written(path, STEPS), damage.read(path)


@pytest.fixture
def case_path(tmp_path: Path, model: tuple[bytes, Case]) -> Path:
    path = tmp_path / "案卷.duyue"
    path.write_bytes(model[0])
    return path


@pytest.fixture
def full(model: tuple[bytes, Case]) -> Case:
    return model[1]


def rescued(path: Path) -> tuple[Case, str]:
    with salvage.rescued(path) as file:
        assert file.verify() == ()
        return file.case(), file.detached


def overwritten(path: Path, words: bytes, by: bytes = b"\xff" * 20) -> None:
    data = bytearray(path.read_bytes())
    at = data.index(words)
    data[at : at + len(by)] = by
    path.write_bytes(data)


def test_a_whole_case_is_saved_whole(case_path: Path, full: Case) -> None:
    case, says = rescued(case_path)
    assert case == full
    assert f"{STEPS} 条" in says
    assert "没有采用" not in says


def test_the_root_of_every_tree_may_be_gone(case_path: Path, full: Case) -> None:
    data = bytearray(case_path.read_bytes())
    data[:4096] = random.Random(3).randbytes(4096)
    case_path.write_bytes(data)
    case, _ = rescued(case_path)
    assert case == full


def test_a_step_that_is_lost_ends_what_is_taken_and_the_rest_is_told(case_path: Path, full: Case) -> None:
    overwritten(case_path, "第30处".encode())
    case, says = rescued(case_path)
    kept = case.reviews[0].evidence
    assert kept == full.reviews[0].evidence[: len(kept)]
    assert 0 < len(kept) <= 30
    assert f"第 {len(kept) + 1} 条修改读不回来" in says
    assert "添加佐证" in says


def test_a_score_that_was_changed_behind_the_programs_back_is_not_shown(case_path: Path, full: Case) -> None:
    overwritten(case_path, "第30处".encode(), "第99处".encode())
    opened = files.read_case(case_path)
    assert "修改读不回来" in opened.file.detached
    assert opened.log.review.evidence == full.reviews[0].evidence[:30]
    opened.close()


@pytest.mark.parametrize("words", ["所，在校生2.4万人".encode(), b"x.b"])
def test_what_is_left_without_report_or_checklist_is_refused_and_let_be(case_path: Path, words: bytes) -> None:
    data = case_path.read_bytes().replace(words, b"\x00" * len(words))
    case_path.write_bytes(data)
    with pytest.raises(DamagedCase, match="备份"):
        salvage.rescued(case_path)
    assert case_path.read_bytes() == data


def test_a_foreign_file_is_refused_as_one(tmp_path: Path) -> None:
    for name, data in (("空.duyue", b""), ("文.duyue", TEXT.encode() * 900), ("乱.duyue", os.urandom(60_000))):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(DamagedCase, match="不是督阅案卷"):
            files.read_case(tmp_path / name)


def test_a_cut_case_opens_in_memory_and_is_kept_elsewhere(case_path: Path, full: Case, tmp_path: Path) -> None:
    data = case_path.read_bytes()
    case_path.write_bytes(data[: -5 * 4096 + 700])
    before = case_path.read_bytes()
    opened = files.read_case(case_path)
    assert "另存" in opened.file.detached
    noted(opened.file, 1)
    opened.file.save_copy(tmp_path / "抢救.duyue")
    opened.close()
    assert case_path.read_bytes() == before
    with CaseFile.open(tmp_path / "抢救.duyue") as file:
        assert file.verify() == ()
        assert len(file.case().reviews[0].evidence) > 5


def test_no_damage_makes_it_fall_or_shows_a_wrong_score(case_path: Path, full: Case) -> None:
    came = set()
    whole = case_path.read_bytes()
    for seed in range(100):
        case_path.write_bytes(whole)
        damage.spoil(case_path, random.Random(seed))
        came.add(damage.check(case_path, full.reviews[0].evidence))
    assert came >= {"part", "none"}


def test_a_later_reading_that_is_lost_leaves_the_first_to_be_read(case_path: Path) -> None:
    again = "东河县\n重读以后多出的一行文字，写得长一些。\n"
    with CaseFile.open(case_path) as file:
        case = file.case()
        document = Document.again(case.documents[0], again, AT)
        file.add_document(document)
        review = case.reviews[0]
        going = review.with_rereading(Rereading(document=case.documents[0].sha256, reading=document.sha256))
        file.append(review.id, Step(words="重读", changes=changes_between(review, going)), AT)
        assert file.case().read_for(going) == document
        assert file.verify() == ()
    overwritten(case_path, "多出的一行文字".encode(), "一行文字多出的".encode())
    case, says = rescued(case_path)
    assert case.reviews == (going,)
    assert case.read_for(going).text == TEXT
    assert "文字有损" in says
