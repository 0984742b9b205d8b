"""核对码: twelve letters and digits that name one state of a case, short enough to be read from paper.

The code is the first 60 bits of a SHA-256 over the documents (hashes of bytes and text, name, role, time), the reviews
(hashes of checklist and first state) and the last hash of the log's chain, which holds every step before it.

What it proves: a case of which a printed sheet names the code holds, up to a step of its log, just what it held when
that sheet was written; nothing was changed, left out or slipped in before. What it does not prove: who did it (names
and clocks are those of the machine), nor that a sheet without a code, or a code nobody printed, is right: whoever has
the file and the program can write another case, which then has another code.
"""

import hashlib
import json
from collections.abc import Iterator
from itertools import product

import apsw

from desktop.storage.sql import select
from desktop.storage.verification import FIRST

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is taken for a digit."""
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_LENGTH, _GROUP, _BITS = 12, 4, 5


def state_code(db: apsw.Connection) -> str:
    """Give the code of what a case holds now, as ``XXXX-XXXX-XXXX``."""
    return next(code for _, code in _states(db))


def step_of(db: apsw.Connection, code: str) -> int | None:
    """Find the step of the log after which a case had a code, 0 before the first; None where it never had it."""
    return next((seq for seq, known in _states(db) if known == code), None)


def read(text: str) -> str:
    """Read a code as somebody typed it from paper; raises ``ValueError`` for what cannot be one."""
    letters = text.upper().translate(_READ_AS)
    if len(letters) != _LENGTH or not set(letters) <= set(_LETTERS):
        raise ValueError(text)
    return _grouped(letters)


def _states(db: apsw.Connection) -> Iterator[tuple[int, str]]:
    """List the states that a case may have been in, as steps and code, the present one first.

    Documents and reviews are only ever added, each at a moment that the log does not name.
    """
    documents = select(db, "SELECT sha256, text_sha256, name, role, added FROM documents ORDER BY position")
    reviews = select(db, "SELECT id, checklist, sha256, at FROM reviews ORDER BY position")
    steps = select(db, "SELECT seq, hash FROM log ORDER BY seq DESC")
    for taken, begun in product(range(len(documents), 0, -1), range(len(reviews), 0, -1)):
        rows = json.dumps([documents[:taken], reviews[:begun]], ensure_ascii=False, default=str)
        ground = hashlib.sha256(rows.encode())
        for seq, head in (*steps, (0, FIRST)):
            yield seq, _written(hashlib.sha256(ground.digest() + head.encode()).digest())


def _written(digest: bytes) -> str:
    """Write the first bits of a digest in groups."""
    number = int.from_bytes(digest[:8], "big") >> 64 - _LENGTH * _BITS
    return _grouped("".join(_LETTERS[number >> at * _BITS & 31] for at in reversed(range(_LENGTH))))


def _grouped(letters: str) -> str:
    """Part the letters into groups."""
    return "-".join(letters[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))
