"""Read the lists that a Word file defines (ISO/IEC 29500-1, 17.9)."""

from lxml import etree

from desktop.intake.lists import DEPTH, Level, Lists, Numbered
from desktop.intake.package import attribute, local


def lists(root: etree._Element | None) -> Lists:
    """Read the numbering part; no part is no lists."""
    patterns: dict[str, dict[int, Level]] = {}
    found: dict[str, Numbered] = {}
    links: dict[str, str] = {}
    linked: dict[str, str] = {}
    for each in root if root is not None else ():
        if local(each) == "abstractNum":
            key = attribute(each, "abstractNumId") or ""
            patterns[key] = {_depth(inner): _level(inner) for inner in each if local(inner) == "lvl"}
            for inner in each:
                if local(inner) == "numStyleLink":
                    links[key] = attribute(inner, "val") or ""
                elif local(inner) == "styleLink":
                    linked[attribute(inner, "val") or ""] = key
        elif local(each) == "num":
            found[attribute(each, "numId") or ""] = _numbered(each)
    for key, style in links.items():
        patterns[key] = patterns.get(linked.get(style, ""), patterns[key])
    return Lists(patterns, found)


def _numbered(root: etree._Element) -> Numbered:
    pattern = ""
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for each in root:
        if local(each) == "abstractNumId":
            pattern = attribute(each, "val") or ""
        for inner in each if local(each) == "lvlOverride" else ():
            if local(inner) == "startOverride":
                starts[_depth(each)] = _number(attribute(inner, "val"), 1)
            elif local(inner) == "lvl":
                levels[_depth(each)] = _level(inner)
    return Numbered(pattern, starts, levels)


def _level(root: etree._Element) -> Level:
    found: dict[str, str] = {}
    legal = False
    for each in root.iter():
        name = local(each)
        if name in {"start", "numFmt", "lvlText", "suff", "lvlRestart", "pStyle"}:
            found[name] = attribute(each, "val") or ""
            if name == "numFmt" and found[name] == "custom":
                found[name] = "custom:" + (attribute(each, "format") or "")
        elif name == "isLgl":
            legal = attribute(each, "val") not in {"0", "false", "off"}
    restart = found.get("lvlRestart")
    return Level(
        start=_number(found.get("start"), 1 if "start" in found else 0),
        shape=found.get("numFmt", "decimal"),
        pattern=found.get("lvlText", ""),
        suffix=found.get("suff", "tab"),
        restart=None if restart is None else _number(restart, 0),
        legal=legal,
        style=found.get("pStyle", ""),
    )


def _depth(element: etree._Element) -> int:
    return min(max(_number(attribute(element, "ilvl"), 0), 0), DEPTH - 1)


def _number(written: str | None, otherwise: int) -> int:
    try:
        return int(written or "")
    except ValueError:
        return otherwise
