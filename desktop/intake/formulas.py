"""Write a formula in one line, as Word (OMML) and web pages and OpenDocument (MathML) hold it in XML."""

from collections.abc import Sequence

from lxml import etree

from desktop.intake.counting import LOWERED, RAISED
from desktop.intake.package import attribute, local

_DEEPEST = 60
_SKIPPED = frozenset({"rPr", "ctrlPr", "annotation", "annotation-xml", "del", "delText", "mphantom"})
_NAMES = {
    **{"mfrac": "f", "msup": "sSup", "msub": "sSub", "msubsup": "sSubSup", "msqrt": "rad", "mroot": "root"},
    **{"munder": "limLow", "mover": "limUpp", "munderover": "nary", "mfenced": "d", "semantics": "box"},
}
"""What MathML calls the same as OMML does."""
_PLAIN = frozenset({"r", "t", "mi", "mn", "mo", "mtext"})
_SHAPED = frozenset({"f", "sSup", "sSub", "sSubSup", "rad", "root", "limLow", "limUpp", "eqArr", "m", "mr"})
_SHAPED |= {"mtable", "mtr"}


def written(formula: etree._Element, deepest: int = _DEEPEST) -> str:
    """Give a formula's words: a fraction as a/b, a power as a raised digit, a root as √; past ``deepest`` nothing."""
    name = local(formula)
    kind = _NAMES.get(name, name)
    inner = [each for each in formula if isinstance(each.tag, str) and local(each) not in _SKIPPED]
    properties = {local(each): each for each in inner if local(each).endswith("Pr")}
    parts = [each for each in inner if not local(each).endswith("Pr")]
    if not deepest:
        return ""
    if not parts:
        return (formula.text or "").strip() if name.startswith("m") else formula.text or ""
    words = [written(each, deepest - 1) for each in parts]
    if kind == "d":
        return _fenced(formula, properties.get("dPr"), words)
    if kind == "nary":
        return _summed(properties.get("naryPr"), parts, words)
    if kind in _SHAPED:
        return _composed(kind, words)
    line: list[str] = []
    is_plain, last = False, ""
    for each, said in zip(parts, words, strict=True):
        was_plain, is_plain = is_plain, local(each) in _PLAIN
        if said:
            line += ["" if was_plain and is_plain else between(last, said), said]
            last = said
    return "".join(line)


def between(before: str, behind: str) -> str:
    """Give what parts words set beside each other: a dot where two figures would grow to one."""
    return "·" if before[-1:].isdecimal() and behind[:1].isdecimal() else ""


def _composed(kind: str, words: Sequence[str]) -> str:
    if kind == "f":
        return "/".join(words)
    if kind == "sSup":
        return words[0] + "".join(_set(each, RAISED, "^") for each in words[1:])
    if kind == "sSub":
        return words[0] + "".join(_set(each, LOWERED, "_") for each in words[1:])
    if kind == "sSubSup":
        return words[0] + "".join(_set(each, LOWERED, "_") for each in words[1:2]) + _composed("sSup", ["", *words[2:]])
    if kind == "rad":
        return "".join(_set(each, RAISED, "") for each in words[:-1]) + "√" + words[-1]
    if kind == "root":
        return _composed("rad", [*words[1:], words[0]])
    if kind in {"limLow", "limUpp"}:
        return words[0] + "".join(f"({each})" for each in words[1:] if each)
    return ";".join(words)


def _set(words: str, signs: dict[int, int], otherwise: str) -> str:
    """Set words above or below the line, where each has such a sign; else apart, so that no figure grows."""
    fits = all(ord(sign) in signs for sign in words)
    return words.translate(signs) if fits or not any(sign.isdigit() for sign in words) else otherwise + words


def _fenced(formula: etree._Element, properties: etree._Element | None, words: Sequence[str]) -> str:
    marks = (("begChr", "open", "("), ("sepChr", "separators", ","), ("endChr", "close", ")"))
    before, between, behind = (
        _said(properties, omml, usual) if formula.get(mathml) is None else formula.get(mathml, "")
        for omml, mathml, usual in marks
    )
    return before + between[:1].join(words) + behind


def _summed(properties: etree._Element | None, parts: Sequence[etree._Element], words: Sequence[str]) -> str:
    """Write a sum, product or integral with its limits in brackets."""
    named = {local(part): said for part, said in zip(parts, words, strict=True)}
    if "e" not in named:
        return _composed("limLow", words)
    limits = "…".join(filter(None, (named.get("sub"), named.get("sup"))))
    return _said(properties, "chr", "∫") + (f"({limits})" if limits else "") + named["e"]


def _said(properties: etree._Element | None, name: str, usual: str) -> str:
    """Read a sign from the properties, where it is an attribute or words of its own."""
    for each in properties if properties is not None else ():
        if isinstance(each.tag, str) and local(each) == name:
            value = attribute(each, "val")
            return "".join(map(str, each.itertext())).strip() if value is None else value
    return usual
