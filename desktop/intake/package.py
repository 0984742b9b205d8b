"""Open the zip of an office file: limits before anything is unpacked, XML without DTD, entities or network."""

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from desktop.intake import says
from desktop.model.errors import UnreadableFile

ENTRIES = 5000
"""The most files that an office file may hold."""
PART = 48 * 1024 * 1024
"""The largest part that is unpacked, in bytes."""
WHOLE = 400 * 1024 * 1024
"""The most that an office file may claim to unpack to, in bytes."""
RATIO, RATIO_FROM = 400, 4 * 1024 * 1024
"""How many times its packed size a part may have, once it is this large."""

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, ValueError, OSError, EOFError, RuntimeError)
"""What ``zipfile`` raises over a damaged archive; what it does not know (NotImplementedError) is a RuntimeError."""


class Relation(NamedTuple):
    """A part that another part names: the last word of its type and its path (an address where it is external)."""

    kind: str
    target: str


class Package:
    """The parts of one office file; names are matched without regard to case or the kind of slash."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.damaged = False
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _BROKEN as error:
            raise UnreadableFile(says.damaged(name)) from error
        if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > WHOLE:
            raise UnreadableFile(says.bomb(name))
        self._entries = {_path(entry.filename): entry for entry in entries}

    @property
    def names(self) -> list[str]:
        """List the parts by their paths in lower case."""
        return list(self._entries)

    def part(self, path: str) -> bytes | None:
        """Unpack one part, None where it is missing; raises ``UnreadableFile``."""
        entry = self._entries.get(_path(path))
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableFile(says.locked(self.name))
        heavy = entry.file_size > max(RATIO_FROM, entry.compress_size * RATIO)
        if entry.file_size > PART or heavy:
            raise UnreadableFile(says.bomb(self.name))
        try:
            with self._zip.open(entry) as file:
                data = file.read(PART + 1)
        except _BROKEN as error:
            raise UnreadableFile(says.damaged(self.name)) from error
        if len(data) > PART:
            raise UnreadableFile(says.bomb(self.name))
        return data

    def xml(self, path: str) -> etree._Element | None:
        """Parse one part, None where it is missing or beyond repair; raises ``UnreadableFile``."""
        data = self.part(path)
        if data is None:
            return None
        root, whole = parse(data, self.name)
        self.damaged = self.damaged or not whole
        return root

    def relations(self, path: str) -> dict[str, Relation]:
        """List what a part names, by relation id; a broken list is an empty one."""
        folder, file = posixpath.split(_path(path))
        try:
            root = self.xml(posixpath.join(folder, "_rels", file + ".rels"))
        except UnreadableFile:
            return {}
        found: dict[str, Relation] = {}
        for each in root if root is not None else ():
            target = each.get("Target", "")
            if each.get("TargetMode", "").lower() != "external":
                target = _path(target if target.startswith("/") else posixpath.join(folder, target))
            found[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2].lower(), target)
        return found

    @cached_property
    def main(self) -> str:
        """Name the part that holds the document itself, as the package says; ``""`` where it does not."""
        for relation in self.relations("").values():
            if relation.kind == "officedocument" and _path(relation.target) in self._entries:
                return relation.target
        return ""

    def related(self, path: str, kind: str, usual: str) -> str:
        """Find the part of a kind that another part names, or the one that usually has this place."""
        for relation in self.relations(path).values():
            if relation.kind == kind.lower() and _path(relation.target) in self._entries:
                return relation.target
        return posixpath.join(posixpath.dirname(path), usual)


def parse(data: bytes, name: str) -> tuple[etree._Element | None, bool]:
    """Parse XML, broken XML as far as it goes; gives the root and whether all was sound.

    Raises ``UnreadableFile`` for a document type declaration: office files have none, attacks do.
    """
    if _DECLARATION.search(data.replace(b"\x00", b"") if b"\x00" in data[:4] else data):
        raise UnreadableFile(says.unsafe(name))
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=True,
            recover=recover,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
        if root is not None and root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableFile(says.unsafe(name))
        return root, not recover
    return None, False


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Pack the parts of an office file that came in another shape."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def local(element: etree._Element) -> str:
    """Name an element without its namespace, so that strict and transitional files read alike."""
    return element.tag.rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str | None:
    """Get an attribute by its name without a namespace."""
    value = element.get(name)
    if value is not None:
        return value
    ending = "}" + name
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(ending)), None)


def _path(name: str) -> str:
    """Write a part's name in one way."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()
