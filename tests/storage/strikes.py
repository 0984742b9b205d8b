"""Let every write, sync and cut of a change fail in turn, and hold that the file opens as it was or as it is to be."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import apsw

from desktop.model.case import Case
from desktop.model.errors import CaseError
from desktop.storage import CaseFile
from tests.disks import Fault, faulty
from tests.storage.kills import note_taken

FAULTS: tuple[Fault, ...] = ("full", "broken", "short")
_MOST = 5_000

Change = Callable[[CaseFile], None]


def step(file: CaseFile) -> None:
    """Write one step."""
    review = file.case().reviews[0]
    note_taken(file, review, len(review.evidence))


def view(file: CaseFile) -> None:
    """Write where one left off."""
    file.save_view({"item": "x.b", "zoom": 1.5})


def relock(file: CaseFile) -> None:
    """Set another password; it may be that what is written reads as before."""
    step(file)
    file.lock("" if file.locked else PASSWORD)


PASSWORD = "督学2024!"
CHANGES: dict[str, Change] = {"step": step, "view": view, "relock": relock}


def read(path: Path) -> Case:
    """Read a case on a disk that works, checked; locked or not."""
    with CaseFile.open(path, password=PASSWORD) as file:
        assert file.verify() == ()
        return file.case()


def struck(whole: Path, folder: Path, change: Change, fault: Fault, *, lasting: bool) -> int:
    """Fail at one operation of a change after the other; gives how many there are.

    After each the file opens at the old or the new state, at the new one where the change came back without an error,
    and nothing stands beside it any more.
    """
    before = read(Path(shutil.copy(whole, folder / "before.duyue")))
    (folder / "before.duyue").unlink()
    failed: list[Case] = []
    done: list[Case] = []
    for at in range(1, _MOST):
        path = Path(shutil.copy(whole, folder / "struck.duyue"))
        well, reached = _tried(path, change, at, fault, lasting=lasting)
        (done if well else failed).append(read(path))
        assert [each.name for each in folder.iterdir()] == [path.name]
        path.unlink()
        if not reached:
            break
    after = done[-1]
    assert well
    assert after != before
    assert all(state == after for state in done)
    assert all(state in (before, after) for state in failed)
    return at - 1


def _tried(path: Path, change: Change, at: int, fault: Fault, *, lasting: bool) -> tuple[bool, bool]:
    """Carry out a change on the failing disk; tells whether it went well, and whether the fault was reached."""
    with faulty() as disk:
        file = CaseFile.open(path, password=PASSWORD)
        disk.arm(at, fault, lasting=lasting)
        try:
            change(file)
        except CaseError:
            return False, disk.struck
        else:
            return not file.detached, disk.struck
        finally:
            # On the disk that still fails, as when the program ends.
            with suppress(apsw.Error, CaseError):
                file.close()
