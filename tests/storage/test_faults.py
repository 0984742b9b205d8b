"""What the disk, the power switch and a second window can do to a case, in real processes."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.model.errors import CaseError
from desktop.storage import CaseFile
from tests.storage import kills
from tests.storage.conftest import AT, REVIEW, a_checklist, a_document
from tests.storage.kills import note_taken

ROOT = Path(__file__).resolve().parents[2]

FULL = """
import resource, sys
from pathlib import Path
from tests.storage.kills import note_taken
from desktop.storage import CaseFile
from desktop.model.errors import CaseError
path = Path(sys.argv[1])
file = CaseFile.open(path)
review = file.case().review("r1")
for number in range(20):
    review = note_taken(file, review, number)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, resource.RLIM_INFINITY))
try:
    for number in range(20, 500):
        review = note_taken(file, review, number)
except CaseError as error:
    print(error.says)
else:
    raise SystemExit("the disk was never full")
assert file.case().review("r1") == review, "the open file lost something"
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
review = note_taken(file, review, number)
assert file.verify() == ()
print(number)
"""

CREATE_FULL = """
import resource, sys
from pathlib import Path
from tests.storage import kills
from tests.storage.conftest import AT, REVIEW, a_checklist, a_document
from desktop.storage import CaseFile
from desktop.model.errors import CaseError
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, resource.RLIM_INFINITY))
try:
    CaseFile.create(Path(sys.argv[1]), a_document(), a_checklist(), REVIEW, AT)
except CaseError as error:
    print(error.says)
"""


def run(program: str, *arguments: str) -> "subprocess.Popen[str]":
    # -B: where the disk is full, the bytecode of a module that it loads then would be cut off and kept.
    return subprocess.Popen(
        [sys.executable, "-B", "-c", program, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


@pytest.mark.parametrize(("password", "rounds"), [("", 20), ("督学2024!", 6)], ids=["plain", "locked"])
def test_what_append_returned_for_survives_a_kill(case_path: Path, password: str, rounds: int) -> None:
    chance = random.Random(20240305)
    before = written = 0
    with CaseFile.open(case_path) as file:
        if password:
            file.lock(password)
    for _ in range(rounds):
        told, held = kills.killed(case_path, chance, password)
        assert max(told, before) <= held <= max(told, before) + 1, "one step may stand that was not told of any more"
        written += held - before
        before = held
        if held > 400:
            case_path.unlink()
            CaseFile.create(case_path, a_document(), a_checklist(), REVIEW, AT, password).close()
            before = 0
    assert written > 3 * rounds


def test_a_case_that_is_written_by_another_process_is_refused(case_path: Path) -> None:
    writer = kills.started(case_path)
    with pytest.raises(CaseError, match="另一个窗口"):
        CaseFile.open(case_path)
    writer.kill()
    writer.communicate()


def test_a_case_in_use_is_refused_and_free_again(case_path: Path) -> None:
    with CaseFile.open(case_path) as file:
        review = note_taken(file, REVIEW, 0)
        for writing in (True, False):
            with pytest.raises(CaseError, match="另一个窗口"):
                CaseFile.open(case_path, writing=writing)
        note_taken(file, review, 1)
    with CaseFile.open(case_path, writing=False) as one, CaseFile.open(case_path, writing=False) as other:
        assert one.case() == other.case()


def test_a_full_case_says_so_and_goes_on(case_path: Path) -> None:
    with CaseFile.open(case_path) as file:
        review = note_taken(file, REVIEW, 0)
        disk = file._disk
        assert disk is not None
        ((pages,),) = disk.execute("PRAGMA page_count").fetchall()
        disk.execute(f"PRAGMA max_page_count = {pages}")
        says = ""
        while not says:
            try:
                review = note_taken(file, review, len(review.evidence))
            except CaseError as error:
                says = error.says
        assert "磁盘空间不足" in says
        disk.execute("PRAGMA max_page_count = 100000")
        review = note_taken(file, review, len(review.evidence))
        assert file.case().reviews == (review,)
        with pytest.raises(CaseError, match="已有同名文件"):
            CaseFile.create(case_path, a_document(), a_checklist(), REVIEW, AT)


if sys.platform != "win32":  # Windows has no limit on file sizes

    def test_a_full_disk_costs_the_last_step_only(case_path: Path) -> None:
        process = run(FULL, str(case_path))
        says, number = process.communicate(timeout=60)[0].splitlines()
        assert process.returncode == 0
        assert "没有保存" in says
        assert "此前的内容都在" in says
        with CaseFile.open(case_path) as file:
            assert len(file.case().review("r1").evidence) == int(number) + 1

    def test_a_full_disk_leaves_no_half_case(tmp_path: Path) -> None:
        process = run(CREATE_FULL, str(tmp_path / "新" / "x.duyue"))
        assert "没有保存" in process.communicate(timeout=60)[0]
        assert process.returncode == 0
        assert os.listdir(tmp_path / "新") == []
