"""Kill a process at a random instant while it writes a case, and hold that everything it had told of is there.

python -m tests.storage.kills CASE [PASSWORD]    writes steps at full speed and prints the number of each once it stands
"""

import random
import subprocess
import sys
import time
from pathlib import Path

from desktop.model.review import Note, NoteMethod, Review
from desktop.model.step import Step, changes_between
from desktop.storage.casefile import CaseFile

ROOT = Path(__file__).resolve().parents[2]
_AT = "2024-03-05T09:30:00"
_MOST_TOLD, _MOST_S = 12, 0.008
"""After how many steps, told of by then, a writer is killed, and how long after the last of them: about two steps."""
_STEPS = 100_000


def note_taken(file: CaseFile, review: Review, number: int) -> Review:
    """Write one step."""
    note = Note(id=f"n{number}", item="x.a", method=NoteMethod.VISIT, text=f"第{number}处，" + "实地查看。" * 40)
    after = review.with_evidence(note)
    file.append("r1", Step(words="添加佐证", changes=changes_between(review, after)), _AT)
    return after


def started(path: Path, password: str = "") -> "subprocess.Popen[str]":
    """Start a process that writes to a case, and wait until it has it open."""
    command = [sys.executable, "-m", "tests.storage.kills", str(path), password]
    writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n"
    return writer


def killed(path: Path, chance: random.Random, password: str = "") -> tuple[int, int]:
    """Let a process write and kill it; gives how many steps it had told of and how many the file holds.

    The file then verifies, its steps are in order, and nothing stands beside it.
    """
    writer = started(path, password)
    assert writer.stdout is not None
    told = [int(writer.stdout.readline()) for _ in range(chance.randint(0, _MOST_TOLD))]
    time.sleep(chance.uniform(0.0, _MOST_S))
    writer.kill()
    told += [int(line) for line in writer.stdout.read().split("\n")[:-1]]
    writer.wait()
    writer.stdout.close()
    with CaseFile.open(path, password=password) as file:
        assert file.locked == bool(password)
        held = file.case().review("r1").evidence
        assert file.verify() == ()
    assert [each.id for each in held] == [f"n{number}" for number in range(len(held))]
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    return max(told, default=-1) + 1, len(held)


def _write(path: Path, password: str) -> None:
    with CaseFile.open(path, password=password) as file:
        review = file.case().review("r1")
        print("open", flush=True)
        for number in range(len(review.evidence), _STEPS):
            review = note_taken(file, review, number)
            print(number, flush=True)


if __name__ == "__main__":
    _write(Path(sys.argv[1]), sys.argv[2])
