"""Find the rows in a damaged SQLite file: every leaf page is read for itself, whatever became of the tree above it.

After the file format, https://www.sqlite.org/fileformat2.html, sections 1.6 (b-tree pages), 1.7 (overflow) and 2.1
(records). Nothing here is trusted: what the rows say of themselves is proved by their hashes elsewhere.
"""

from collections.abc import Iterator

from desktop.storage.locks import RESERVED

Value = int | float | str | bytes | None
Row = tuple[int, tuple[Value, ...]]
"""A row's number and its columns."""
Shape = tuple[int, int]
"""The size of a page, and how much of it holds rows."""

_LEAF = 0x0D
_HEAD = 100
_SIZES = tuple(1 << power for power in range(9, 17))
_USUAL = 4096
_MOST_READ = 20
"""How often a file may be read over in following its overflow pages: a damaged one may lead in circles."""
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def rows(data: bytes, columns: frozenset[int]) -> Iterator[Row]:
    """List every row of so many columns that can be read, in the order of the file."""
    shape = _page_shape(data)
    size, _ = shape
    left = _MOST_READ * len(data)
    for at in range(0, len(data), size):
        page = data[at : at + size]
        for start in _cells(page, _HEAD if at == 0 else 0):
            row = _row(data, page, start, shape, columns, left)
            if row is not None:
                left -= sum(len(v) for v in row[1] if isinstance(v, str | bytes))
                yield row
        if left < 0:
            return


def _page_shape(data: bytes) -> Shape:
    """Read the size of a page, and how much of it holds rows; the usual where the head of the file is damaged."""
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    if size not in _SIZES or not data.startswith(b"SQLite format 3\0"):
        return _USUAL, _USUAL
    return size, size - RESERVED if data[20] == RESERVED else size


def _cells(page: bytes, head: int) -> Iterator[int]:
    """List where the cells of a leaf page of a table begin."""
    if len(page) < head + 8 or page[head] != _LEAF:
        return
    count = int.from_bytes(page[head + 3 : head + 5], "big")
    for at in range(head + 8, min(head + 8 + 2 * count, len(page) - 1), 2):
        start = int.from_bytes(page[at : at + 2], "big")
        if head + 8 <= start < len(page):
            yield start


def _row(data: bytes, page: bytes, start: int, shape: Shape, columns: frozenset[int], left: int) -> Row | None:
    """Read one cell; None where it is no row of so many columns or cannot be read whole."""
    try:
        length, at = _varint(page, start)
        number, at = _varint(page, at)
        types, _ = _types(page, at)
        if len(types) not in columns or length > min(len(data), left):
            return None
        payload = _payload(data, page, at, length, shape)
        types, at = _types(payload, 0)
        values = []
        for kind in types:
            value, at = _value(payload, at, kind)
            values.append(value)
    except (IndexError, ValueError):
        return None
    return number, tuple(values)


def _payload(data: bytes, page: bytes, at: int, length: int, shape: Shape) -> bytes:
    """Gather a cell's bytes, those on overflow pages too; raises ``ValueError`` where some are missing."""
    size, usable = shape
    local, least = usable - 35, (usable - 12) * 32 // 255 - 23
    if length > local:
        spilled = least + (length - least) % (usable - 4)
        local = spilled if spilled <= local else least
    parts = [page[at : at + min(local, length)]]
    got, following = len(parts[0]), page[at + local : at + local + 4]
    while got < length:
        begin = (int.from_bytes(following, "big") - 1) * size
        part = data[begin + 4 : begin + 4 + min(usable - 4, length - got)] if begin > 0 else b""
        if not part:
            raise ValueError(begin)
        parts.append(part)
        got, following = got + len(part), data[begin : begin + 4]
    return b"".join(parts)


def _types(payload: bytes, at: int) -> tuple[list[int], int]:
    """Read the head of a record: the type of each column, and where the first begins."""
    length, here = _varint(payload, at)
    end = at + length
    if end > len(payload):
        raise ValueError(length)
    types = []
    while here < end:
        kind, here = _varint(payload, here)
        types.append(kind)
    return types, end


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    """Read one column; a number is never a float in a case file's tables."""
    if kind in (0, 8, 9):
        return (None, 0, 1)[max(kind - 7, 0)], at
    if kind in _WIDTHS:
        end = at + _WIDTHS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < 12:
        raise ValueError(kind)
    end = at + (kind - 12) // 2
    if end > len(payload):
        raise ValueError(kind)
    return payload[at:end] if kind % 2 == 0 else payload[at:end].decode(), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read an integer of 1 to 9 bytes, and say where it ends."""
    value = 0
    for here in range(at, at + 8):
        value = value << 7 | data[here] & 0x7F
        if data[here] < 0x80:
            return value, here + 1
    return value << 8 | data[at + 8], at + 9
