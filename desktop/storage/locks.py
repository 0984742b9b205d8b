"""Locked case files: every page encrypted and sealed under a password, by SQLite3 Multiple Ciphers.

Pages are sealed by AEGIS-256 (authenticated encryption; a page that was altered does not open), under a key that
Argon2id derives from the password with the second recommended choice of RFC 9106 (64 MiB, 3 passes, 4 lanes). The salt
is the first 16 bytes of the file; the 8 bytes behind stay plain, all else is cipher, the journal too. There is no
second key: who loses the password loses the case. Sealed pages prove that nobody without the password changed one;
an older page put back in the place of a newer is found by the log's chain.
"""

import tempfile
import unicodedata
from contextlib import closing, suppress
from pathlib import Path

import apsw

RESERVED = 64
"""Bytes of a page that hold its nonce and its seal."""
_CIPHER = {"cipher": "aegis", "algorithm": "aegis-256", "mcost": 65536, "tcost": 3, "pcost": 4}
_MAGIC = b"SQLite format 3\0"
_PAGE = 4096
_PLAIN = _PAGE.to_bytes(2, "big") + bytes((1, 1, RESERVED, 64, 32, 32))
"""The bytes of a locked file that stand in the clear behind the salt."""
_ALIKE = 6


def is_locked(path: Path) -> bool:
    """Tell whether a case file asks for a password; False where it cannot be read."""
    with suppress(apsw.Error, OSError, ValueError):
        # Through SQLite: a file that the system opens and closes beside loses the locks that this process holds on it.
        file = apsw.VFSFile("", str(path), [apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_MAIN_DB, 0])
        try:
            head = file.xRead(len(_MAGIC) + len(_PLAIN), 0)
        finally:
            file.xClose()
        return _likeness(head[len(_MAGIC) :], _PLAIN) >= _ALIKE > _likeness(head, _MAGIC)
    return False


def unlock(db: apsw.Connection, password: str, *, sealed: bool = True) -> None:
    """Give a fresh connection the password under which it reads and writes; a wrong one shows at the first read.

    Pages whose seal is broken are not read, unless ``sealed`` is False.
    """
    for name, value in _CIPHER.items():
        db.pragma(name, value)
    db.pragma("hmac_check", sealed)
    # Named, so that no password is taken for one of the library's own notations of raw keys.
    db.pragma("hexkey", f"duyue:{unicodedata.normalize('NFC', password)}".encode().hex())


def opens(path: Path, password: str) -> bool:
    """Tell whether a password opens the first page of a locked file."""
    with suppress(apsw.Error), closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as db:
        unlock(db, password)
        return bool(db.execute("PRAGMA user_version").fetchall())
    return False


def deciphered(path: Path, password: str) -> bytes:
    """Give the pages of a locked file in the clear as far as they go, whatever their seals say.

    What is found so has to prove itself: a wrong password or a lost salt give noise. Where the first page is damaged,
    that of a fresh file with the same salt takes its place. Works on locked copies, so that nothing plain comes to
    the disk.
    """
    data = path.read_bytes()
    data += bytes(-len(data) % _PAGE)
    with tempfile.TemporaryDirectory(prefix="duyue-") as name:
        for first in (data[:_PAGE], _first_page(Path(name) / "first", data, password)):
            copy = Path(name) / "copy"
            copy.write_bytes(first + data[_PAGE:])
            with closing(apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READWRITE)) as db, suppress(apsw.Error):
                unlock(db, password, sealed=False)
                db.execute("PRAGMA writable_schema = ON")
                # None, whatever the signature says, where not even the number of pages can be read.
                plain: bytes | None = db.serialize("main")
                if plain:
                    return plain
    return b""


def _first_page(path: Path, data: bytes, password: str) -> bytes:
    """Make the first page of a file of the same salt, password and length."""
    with closing(apsw.Connection(str(path))) as db:
        for name, value in _CIPHER.items():
            db.pragma(name, value)
        db.pragma("cipher_salt", data[: len(_MAGIC)].hex())
        unlock(db, password)
        db.execute("CREATE TABLE room (held)")
        db.execute("INSERT INTO room VALUES (zeroblob(?))", (len(data),))
    return path.read_bytes()[:_PAGE]


def _likeness(one: bytes, other: bytes) -> int:
    """Count the bytes that are the same in the same place."""
    return sum(a == b for a, b in zip(one, other, strict=False))
