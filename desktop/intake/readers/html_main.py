"""Find what a web page is about: leave out what does not show, and menus, link lists and frames around the text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

_UNSEEN_TAGS = frozenset(
    {
        *("script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe", "object", "embed"),
        *("svg", "canvas", "audio", "video", "map", "select", "option", "button", "textarea", "input", "datalist"),
        "comment",  # what LibreOffice calls the notes beside the cells of a sheet
    }
)
_CHROME_TAGS = frozenset({"nav", "footer", "aside", "header"})
_PAGE_EDGES = frozenset({"header", "footer"})
"""What LibreOffice calls the running lines of a page in the title of their element."""
_CHROME_NAME = re.compile(
    r"(?:^|[-_ ])(?:nav|navi|navbar|menu|foot|footer|copyright|crumbs?|breadcrumbs?|share|sidebar|related|recommend|"
    r"pager|pagination|toolbar|topbar|friend-?links?|qrcode|search)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOT_LAID_OUT = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
_SIMPLE = re.compile(r"(?:[a-z]+)?([.#])([\w-]+)", re.IGNORECASE)
_AT_RULE = re.compile(r"@media[^{]*print[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
_WHOLE = frozenset({"p", "table"})
_NOTE, _NOTE_DIGITS = re.compile(r"_(?:ft|ed)n(?:ref)?\d+|sd(?:foot|end)note\d+(?:anc|sym)"), 6
_BLANK = re.compile(r"\s+")
_LINK_SHARE = 0.5
_CHROME_SHARE = 0.3
_BULK_SHARE = 0.5


class Weight(NamedTuple):
    """How many characters show in an element, and how many of them are links."""

    shown: int
    linked: int


def prune(root: etree._Element) -> None:
    """Take out what a browser does not show.

    What keeps its place unseen and holds most of the page is shown by a script at last, as articles of 微信 are.
    """
    names = _hidden_names(root)
    for each in list(root.iter()):
        if each.tag in _UNSEEN_TAGS and each.getparent() is not None:
            remove(each)
    whole = _length("".join(map(str, root.itertext())))
    for each in list(root.iter()):
        style = each.get("style", "")
        hidden = (
            each.get("hidden") is not None
            or _HIDDEN_STYLE.search(style)
            or f"#{each.get('id', '')}" in names
            or any(f".{name}" in names for name in each.get("class", "").split())
        )
        if not hidden or each.getparent() is None:
            continue
        waits = _HIDDEN_STYLE.search(style) and not _NOT_LAID_OUT.search(style)
        if not waits or _length("".join(map(str, each.itertext()))) < whole * _BULK_SHARE:
            remove(each)


def accept_changes(root: etree._Element) -> bool:
    """Take out what is marked as deleted or struck through; tells whether anything was."""
    struck = [each for each in root.iter("del", "s", "strike") if "".join(map(str, each.itertext())).strip()]
    for each in struck:
        remove(each)
    return bool(struck)


def bracket_notes(root: etree._Element) -> None:
    """Set the numbers of notes, as Word and LibreOffice save them, in brackets: beside words they look like figures."""
    for link in list(root.iter("a")):
        number = "".join(map(str, link.itertext())).strip()
        if _NOTE.fullmatch(link.get("name") or link.get("id") or "") and 0 < len(number) <= _NOTE_DIGITS:
            for inner in list(link):
                link.remove(inner)
            link.text = number if number.startswith("[") else f"[{number}]"


def main_part(root: etree._Element) -> etree._Element:
    """Go down from the page to the element that holds the text and all that belongs to it, without its menus."""
    weights = _weights(root)
    whole = weights[root].shown
    for each in list(root.iter()):
        if each in weights and each.getparent() is not None and _is_chrome(each, weights, whole):
            remove(each)
    here = root
    while True:
        inner = [child for child in here if weights[child].shown]
        if len(inner) != 1 or (here.text or "").strip() or (inner[0].tail or "").strip() or inner[0].tag in _WHOLE:
            return here
        here = inner[0]


def remove(element: etree._Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _weights(root: etree._Element) -> dict[etree._Element, Weight]:
    """Weigh every element, the innermost first."""
    weights: dict[etree._Element, Weight] = {}
    for _, each in etree.iterwalk(root, events=("end",)):
        shown = _length(each.text)
        linked = 0
        for child in each:
            inner = weights[child]
            shown += inner.shown + _length(child.tail)
            linked += inner.linked
        weights[each] = Weight(shown, shown if each.tag == "a" else linked)
    return weights


def _is_chrome(element: etree._Element, weights: dict[etree._Element, Weight], whole: int) -> bool:
    """Tell menus, link lists and frames: full of links (a cell, beside the bulk), or named so and not the bulk."""
    weight = weights[element]
    if element.get("title") in _PAGE_EDGES:
        return True
    if not weight.shown or element.tag in {"a", "body", "html", "p", "span", "tr", "table", "tbody"}:
        return False
    linked = weight.linked > weight.shown * _LINK_SHARE and len(element.findall(".//a")) > 1
    if element.tag in {"td", "th"}:
        row = element.getparent()
        beside = weights[row].shown - weight.shown if row is not None else 0
        return linked and beside > whole * _BULK_SHARE
    named = element.tag in _CHROME_TAGS or any(
        _CHROME_NAME.search(element.get(name, "")) for name in ("id", "class", "role")
    )
    if named and weight.shown < whole * _CHROME_SHARE and not _has_prose(element):
        return True
    return linked and element.tag in {"ul", "ol", "dl", "div", "section", "nav", "li", "center"}


def _has_prose(element: etree._Element) -> bool:
    """Tell whether an element holds a title or running text, whatever it is called."""
    return element.tag in {"header"} and (
        element.find(".//h1") is not None or any("。" in text for text in element.itertext())
    )


def _hidden_names(root: etree._Element) -> frozenset[str]:
    """List the classes and ids that the page's own style sheet hides on screen."""
    return frozenset(name for sheet in root.iter("style") for name in _hidden_by(sheet.text or ""))


def _hidden_by(sheet: str) -> Iterator[str]:
    for selectors, rules in _RULE.findall(_AT_RULE.sub("", sheet)):
        if _HIDDEN_STYLE.search(rules):
            for selector in selectors.split(","):
                simple = _SIMPLE.fullmatch(selector.strip())
                if simple:
                    yield simple[1] + simple[2]


def _length(text: str | None) -> int:
    return len(_BLANK.sub("", text)) if text else 0
