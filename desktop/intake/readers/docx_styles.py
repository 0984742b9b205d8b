"""The paragraph and character styles of a Word file: what of them shows in the text."""

import re
from typing import NamedTuple

from lxml import etree

from desktop.intake.package import attribute, local

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d$", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})
_BODY_LEVEL = 9
_CHAIN = 20


class Style(NamedTuple):
    """What a style says; None where it leaves that to the one it is based on."""

    base: str = ""
    level: int | None = None
    number: str | None = None
    depth: int | None = None
    hidden: bool | None = None
    raised: str | None = None
    contents: bool = False


class Styles:
    """Look styles up through what they are based on."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._whole: dict[str, Style] = {}
        self.usual = ""
        for each in root if root is not None else ():
            if local(each) != "style":
                continue
            key = attribute(each, "styleId") or ""
            self._styles[key] = _style(each)
            if attribute(each, "type") == "paragraph" and on(attribute(each, "default") or "0"):
                self.usual = key

    def __getitem__(self, key: str) -> Style:
        """Give a style with all that it inherits."""
        if key not in self._whole:
            self._whole[key] = self._inherited(key)
        return self._whole[key]

    def _inherited(self, key: str) -> Style:
        found = Style()
        for _ in range(_CHAIN):
            style = self._styles.get(key)
            if style is None:
                break
            found = Style(
                level=style.level if found.level is None else found.level,
                number=style.number if found.number is None else found.number,
                depth=style.depth if found.depth is None else found.depth,
                hidden=style.hidden if found.hidden is None else found.hidden,
                raised=style.raised if found.raised is None else found.raised,
                contents=found.contents or style.contents,
            )
            key = style.base
        return found

    def owner_of_number(self, key: str) -> str:
        """Name the style in a chain that brings the list, for lists that name their styles."""
        for _ in range(_CHAIN):
            style = self._styles.get(key)
            if style is None or style.number is not None:
                return key
            key = style.base
        return key


def on(value: str | None) -> bool:
    """Read a switch: it is on unless it says otherwise."""
    return value is None or value.lower() not in _OFF


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Step down to a child by local names, one level a name."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def value(element: etree._Element | None, *names: str) -> str | None:
    """Get the ``val`` of a child, None where there is none."""
    found = child(element, *names)
    return None if found is None else attribute(found, "val")


def switched(element: etree._Element | None, name: str) -> bool | None:
    """Read a switch that is a child; None where it is not there."""
    found = child(element, name)
    return None if found is None else on(attribute(found, "val"))


def level(properties: etree._Element | None) -> int | None:
    """Read a paragraph's outline level: 1 and deeper for headings, -1 for declared body text, None where unsaid."""
    written = value(properties, "outlineLvl")
    if written is None or not written.isdecimal():
        return None
    return int(written) + 1 if int(written) < _BODY_LEVEL else -1


def named_level(name: str) -> int | None:
    """Give the outline level that the name of a built-in style stands for, 0 for a title."""
    heading = _HEADING.match(name)
    if heading:
        return int(heading[1])
    return 0 if name.lower() in {"title", "标题"} else None


def _style(root: etree._Element) -> Style:
    name = (value(root, "name") or "").strip()
    properties = child(root, "pPr")
    own = level(properties)
    own = named_level(name) if own is None else own
    depth = value(properties, "numPr", "ilvl")
    return Style(
        base=value(root, "basedOn") or "",
        level=own,
        number=value(properties, "numPr", "numId"),
        depth=int(depth) if depth and depth.isdecimal() else None,
        hidden=switched(child(root, "rPr"), "vanish"),
        raised=value(root, "rPr", "vertAlign"),
        contents=_CONTENTS.match(name) is not None,
    )
