"""Write PDF files by hand: what a page shows is placed character by character, in fonts that the file does not hold."""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import cycle

WIDTH, HEIGHT = 595.0, 842.0
_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


class Page:
    """One page in points, measured from its upper left corner; ``turn`` is how far a viewer turns it."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT, turn: int = 0) -> None:
        self.width, self.height, self.turn = width, height, turn
        self.ops: list[str] = []
        self.pictures: list[tuple[int, int, bytes]] = []

    def text(self, x: float, y: float, words: str, size: float = 12, *, mode: int = 0) -> "Page":
        """Write words with their baseline at ``y``; latin letters are half as wide as Chinese ones."""
        code = words.encode("utf-16-be").hex()
        self.ops.append(f"BT /F1 {size} Tf {mode} Tr 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm <{code}> Tj ET")
        return self

    def slanted(self, x: float, y: float, words: str, size: float = 40) -> "Page":
        """Write words from below left to above right, as watermarks stand."""
        code = words.encode("utf-16-be").hex()
        self.ops.append(f"BT /F1 {size} Tf .71 .71 -.71 .71 {x:.2f} {self.height - y:.2f} Tm <{code}> Tj ET")
        return self

    def line(self, x: float, y: float, to_x: float, to_y: float) -> "Page":
        """Draw a line."""
        self.ops.append(f"{x:.2f} {self.height - y:.2f} m {to_x:.2f} {self.height - to_y:.2f} l S")
        return self

    def frame(self, x: float, y: float, width: float, height: float) -> "Page":
        """Draw a rectangle."""
        self.ops.append(f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re S")
        return self

    def picture(self, width: int, height: int, grey: bytes) -> "Page":
        """Fill the page with a picture: one byte a pixel, rows from above."""
        self.pictures.append((width, height, grey))
        name = f"/I{len(self.pictures)}"
        self.ops.insert(0, f"q {self.width} 0 0 {self.height} 0 0 cm {name} Do Q")
        return self

    def ruled(
        self, x: float, y: float, widths: Sequence[float], rows: Iterable[Sequence[str]], high: float = 24
    ) -> float:
        """Draw a table with all its rules, cells cut into lines by ``|``; gives where it ends."""
        right = x + sum(widths)
        for row in rows:
            self.line(x, y, right, y)
            deep = max(cell.count("|") + 1 for cell in row)
            below = y + high + (deep - 1) * 14
            at = x
            for cell, width in zip(row, widths, strict=True):
                self.line(at, y, at, below)
                for number, words in enumerate(cell.split("|")):
                    self.text(at + 4, y + 16 + 14 * number, words, 10.5)
                at += width
            self.line(right, y, right, below)
            y = below
        self.line(x, y, right, y)
        return y


def wrapped(words: str, count: int) -> list[str]:
    """Cut a paragraph where its lines are full, half-width letters counted half; it begins two characters in."""
    lines, line, width = [], "\u3000\u3000", 2.0
    for sign in words:
        step = 0.5 if ord(sign) < 128 else 1.0
        if width + step > count:
            lines.append(line)
            line, width = "", 0.0
        line += sign
        width += step
    return [*lines, line]


def column(page: Page, x: float, y: float, lines: Iterable[str], size: float = 12, leading: float = 20) -> float:
    """Write lines one below the other; gives the next baseline."""
    for line in lines:
        indent = len(line) - len(line.lstrip("\u3000"))
        page.text(x + indent * size, y, line.lstrip("\u3000"), size)
        y += leading
    return y


def pdf(*pages: Page, owner: str = "", user: str = "") -> bytes:
    """Write a file of pages, encrypted where a password is given."""
    key = b""
    if owner or user:
        top = _rc4(hashlib.md5(_padded(owner or user)).digest()[:5], _padded(user))
        key = hashlib.md5(_padded(user) + top + (0xFFFFFFFC).to_bytes(4, "little") + b"duyue-test-files").digest()[:5]
        locked = f"<</Filter/Standard/V 1/R 2/O<{top.hex()}>/U<{_rc4(key, _PAD).hex()}>/P -4>>"
    objects: dict[int, bytes] = {}
    objects[1] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[3] = b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>"
    objects[4] = (
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo 6 0 R"
        b"/FontDescriptor 5 0 R/DW 1000/W[1 95 500 814 939 500]>>"
    )
    objects[5] = (
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
        b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
    )
    objects[6] = b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    kids = []
    for page in pages:
        number = max(objects) + 1
        named = []
        content = number + 1
        after = number + 2
        for at, (width, height, grey) in enumerate(page.pictures, 1):
            head = (
                f"<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8"
            )
            objects[after] = _stream(head, grey, key, after)
            named.append(f"/I{at} {after} 0 R")
            after += 1
        objects[content] = _stream("<<", "\n".join(page.ops).encode(), key, content)
        objects[number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.width} {page.height}]/Rotate {page.turn}"
            f"/Resources<</Font<</F1 3 0 R>>/XObject<<{''.join(named)}>>>>/Contents {content} 0 R>>"
        ).encode()
        kids.append(f"{number} 0 R")
    objects[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + objects[number] + b"\nendobj\n"
    begin, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    out += b"".join(
        b"%010d %05d %s \n" % (places.get(at, 0), 0 if at in places else 65535, b"n" if at in places else b"f")
        for at in range(size)
    )
    guard = f"/Encrypt {locked}/ID[<{b'duyue-test-files'.hex()}><{b'duyue-test-files'.hex()}>]" if key else ""
    out += f"trailer\n<</Size {size}/Root 1 0 R{guard}>>\nstartxref\n{begin}\n%%EOF\n".encode()
    return bytes(out)


def _stream(head: str, data: bytes, key: bytes, number: int) -> bytes:
    if key:
        data = _rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\x00\x00").digest()[:10], data)
    return f"{head}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + _PAD)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    at = 0
    for place, part in zip(range(256), cycle(key)):
        at = (at + state[place] + part) % 256
        state[place], state[at] = state[at], state[place]
    at = step = 0
    out = bytearray()
    for byte in data:
        step = (step + 1) % 256
        at = (at + state[step]) % 256
        state[step], state[at] = state[at], state[step]
        out.append(byte ^ state[(state[step] + state[at]) % 256])
    return bytes(out)
