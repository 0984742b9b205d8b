"""Damage a case file at random, and hold that it is opened as far as it goes or refused in a sentence."""

import hashlib
import random
import time
from pathlib import Path

from desktop.desk import files
from desktop.model.case import Case
from desktop.model.errors import DuyueError
from desktop.model.review import Evidence
from desktop.storage import CaseFile
from tests.storage.conftest import AT, REVIEW, a_checklist, a_document
from tests.storage.kills import note_taken

PATIENCE_S = 5.0


def written(path: Path, steps: int) -> bytes:
    """Write a case of two documents and so many steps; gives its bytes."""
    CaseFile.create(path, a_document(), a_checklist(), REVIEW, AT).close()
    with CaseFile.open(path) as file:
        file.add_document(a_document("整改方案\n" + "一是补齐教师。\n" * 900, "方案.txt"))
        review = REVIEW
        for number in range(steps):
            review = note_taken(file, review, number)
    return path.read_bytes()


def read(path: Path) -> Case:
    """Read a case as it is."""
    with CaseFile.open(path, writing=False) as file:
        return file.case()


def spoil(path: Path, chance: random.Random) -> str:
    """Flip bits, cut, splice, blank or double a stretch of a file; says which."""
    data = bytearray(path.read_bytes())
    way = chance.choice(("flip", "cut", "splice", "blank", "double"))
    at = chance.randrange(len(data))
    length = chance.choice((1, 16, 600, 4096, 9000))
    if way == "flip":
        for _ in range(chance.choice((1, 3, 40))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif way == "cut":
        del data[at:]
    elif way == "splice":
        del data[at : at + length]
    elif way == "blank":
        data[at : at + length] = bytes(min(length, len(data) - at))
    else:
        data[at:at] = data[at : at + length]
    path.write_bytes(data)
    return way


def check(path: Path, written: tuple[Evidence, ...]) -> str:
    """Open a damaged case as the window does; says what came of it: whole, part or none.

    Whatever is opened holds a beginning of what was written, and the file stays as it was.
    """
    before, began = _digest(path), time.perf_counter()
    outcome, says = _opened(path, written)
    assert path.name in says or outcome == "whole"
    assert time.perf_counter() - began < PATIENCE_S
    assert _digest(path) == before
    return outcome


def _opened(path: Path, written: tuple[Evidence, ...]) -> tuple[str, str]:
    try:
        opened = files.read_case(path)
    except DuyueError as error:
        return "none", error.says
    held, says = opened.log.review.evidence, opened.file.detached
    assert held == written[: len(held)]
    assert says or len(held) == len(written)
    assert opened.file.verify() == () or says
    opened.close()
    return "part" if says else "whole", says


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
