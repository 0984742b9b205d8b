"""Read a Word file that is one XML: its parts in one file (Flat OPC), or as Word 2003 and many programs write it."""

from lxml import etree

from desktop.intake import limits, says
from desktop.intake.body import Body
from desktop.intake.package import attribute, local, packed, parse
from desktop.intake.readers import docx
from desktop.intake.readers.doc_lists import SHAPES
from desktop.intake.readers.docx_styles import child
from desktop.model.errors import UnreadableFile
from desktop.model.report import Notice

_MARKS = {
    "Word.Insertion": "ins",
    "Word.Deletion": "del",
    "Word.Comment.Start": "commentRangeStart",
    "Word.Comment.End": "commentRangeEnd",
}
"""What a newer document calls the annotations of an older one."""
_KEYS = {"listDef": ("listDefId", "abstractNumId", "abstractNum"), "list": ("ilfo", "numId", "num")}
_NEWER = {"vmerge": "vMerge", "hmerge": "hMerge"}


def read(data: bytes, name: str) -> Body:
    """Read it as the same document in a package; raises ``UnreadableFile``."""
    root, whole = parse(data, name)
    if root is None:
        raise UnreadableFile(says.damaged(name))
    limits.check_xml(root, rows="tr", cells="tc", lines="p")
    body = docx.read(packed(_parts(root) if local(root) == "package" else _of_2003(root)), name)
    told = () if whole else (Notice(code="damaged", says=says.partly_damaged()),)
    return body._replace(notices=(*told, *body.notices))


def _parts(root: etree._Element) -> dict[str, bytes]:
    """Take the XML parts out of a flat package."""
    found: dict[str, bytes] = {}
    for part in root.iter("{*}part"):
        held = child(part, "xmlData")
        if held is not None and len(held):
            found[(attribute(part, "name") or "").lstrip("/")] = etree.tostring(held[0], encoding="utf-8")
    return found


def _of_2003(root: etree._Element) -> dict[str, bytes]:
    """Give a document of Word 2003 the shape of a newer one.

    Its numbers are the text that the file holds of them, or where it holds none are counted as in a newer one.
    """
    comments = _annotations(root)
    for each in root.iter("{*}vmerge", "{*}hmerge"):
        _rename(each, _NEWER[local(each)])
    for mark in root.iter("{*}listPr"):
        properties = mark.getparent()
        words = child(mark, "t")
        if properties is not None and words is not None and local(properties) == "pPr":
            space = properties.tag.rpartition("}")[0]
            run = etree.Element(f"{space}}}r")
            etree.SubElement(run, f"{space}}}t").text = attribute(words, "val")
            properties.addnext(run)
        elif words is None:
            _rename(mark, "numPr")
            for each in mark.iterchildren("{*}ilfo"):
                _rename(each, "numId")
    parts = {f"word/{kind}s.xml": _notes(root, kind) for kind in ("footnote", "endnote")}
    parts["word/comments.xml"] = etree.tostring(comments, encoding="utf-8")
    styles = child(root, "styles")
    if styles is not None:
        parts["word/styles.xml"] = etree.tostring(styles, encoding="utf-8")
    defined = child(root, "lists")
    if defined is not None:
        parts["word/numbering.xml"] = _lists(defined)
    return parts | {"word/document.xml": etree.tostring(root, encoding="utf-8")}


def _annotations(root: etree._Element) -> etree._Element:
    """Call revisions and comments as a newer document does; gives the comments, which stand in the text itself."""
    space = root.tag.rpartition("}")[0] + "}"
    comments = etree.Element(f"{space}comments")
    for each in list(root.iter("{*}annotation")):
        kind, held = attribute(each, "type") or "", child(each, "content")
        if kind in _MARKS:
            each.tag = space + _MARKS[kind]
            if held is not None:
                each.extend(list(held))
                each.remove(held)
        elif kind == "Word.Comment":
            named = {f"{space}{name}": attribute(each, name) or "" for name in ("id", "author")}
            comment = etree.SubElement(comments, f"{space}comment", named)
            comment.extend(list(held) if held is not None else [])
            each.tag = f"{space}commentReference"
    return comments


def _lists(root: etree._Element) -> bytes:
    """Write the lists that a document defines as a newer one does."""
    for each in list(root.iter("{*}listDef", "{*}list", "{*}ilst", "{*}nfc", "{*}suff")):
        space, key = each.tag.rpartition("}")[0] + "}", _KEYS.get(local(each))
        if key:
            each.set(space + key[1], attribute(each, key[0]) or "")
            _rename(each, key[2])
        elif local(each) == "nfc":
            each.set(space + "val", SHAPES.get(int(attribute(each, "val") or 0), "decimal"))
            _rename(each, "numFmt")
        elif local(each) == "suff":
            each.set(space + "val", (attribute(each, "val") or "").lower())
        else:
            _rename(each, "abstractNumId")
    return etree.tostring(root, encoding="utf-8")


def _rename(element: etree._Element, name: str) -> None:
    element.tag = f"{element.tag.rpartition('}')[0]}}}{name}"


def _notes(root: etree._Element, kind: str) -> bytes:
    """Take the notes of a kind, which stand in the text itself, out into a part of their own, and call them there."""
    space = root.tag.rpartition("}")[0] + "}"
    notes = etree.Element(f"{space}{kind}s")
    for number, note in enumerate(list(root.iter(f"{{*}}{kind}")), 1):
        run = note.getparent()
        if run is not None and local(run) == "r":
            call = etree.Element(f"{space}{kind}Reference", {f"{space}id": str(number)})
            run.replace(note, call)
            note.set(f"{space}id", str(number))
            notes.append(note)
    return etree.tostring(notes, encoding="utf-8")
