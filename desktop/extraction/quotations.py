"""Find the inspectors' words that a report quotes: 关于“…”的问题, 关于“…”的建议."""

from collections.abc import Iterator

from desktop.lexicon.patterns import regex
from desktop.model.problem import ProblemOrigin

_OPENING = regex(r"(?:关于|针对|对于|反映的?|指出的?|提出的?|反馈的?)\s*[“\"「]")
_MAY_QUOTE = regex('[“"「关]')
_NEXT = regex(r"[^“\"「。；]{0,6}?(?:[和与及、，,]|以及)\s*(?:关于)?\s*[“\"「]")
_CLOSING = regex(r"[”\"」]\s*(?:等)?(?:方面)?(?:的)?(?:有关|整改|工作|反馈)?(?P<kind>问题|建议|意见|不足)")
_NUMBERED = regex(
    r"[^“”。；\r\n]{0,8}(?:针对|关于|对照|对于)\s*(?:《[^》]{1,24}》)(?:中|提出的?|指出的?|反馈的?)*"
    r"(?:第[\d、，,一二三四五六七八九十和与-]{1,12}[条项个点类])?(?:提出的?|指出的?|反馈的?|问题|建议)*\s*(?=“)"
)
_QUOTED = regex(r"[和与及、，,\s]*“(?P<what>[^“”]{4,300})”")
_ADVICE = regex(r"的?(?:建议|意见)")
_LONGEST = 500
_SHORTEST = 4
_PLAIN = regex(
    r"关于(?![“\"「《])(?P<what>[^“”\"。；]{4,120}?)(?:的)?(?:突出)?"
    r"(?P<kind>问题|(?<!几点)(?<!若干)建议|(?<=的)意见)(?=$|[。：:，,；;]|方面)"
)


def quotations(text: str, start: int, end: int) -> Iterator[tuple[int, int, ProblemOrigin, bool]]:
    """List what a paragraph quotes as problems and as advice, quotes inside quotes included.

    The last value tells whether quotation marks hold it: without them 关于…问题 may name a field only.
    """
    if not _MAY_QUOTE.search(text, start, end):
        return
    numbered = _NUMBERED.match(text, start, end) if text.find("《", start, end) >= 0 else None
    if numbered:
        yield from _one_by_one(text, numbered.end(), end)
        return
    found = False
    opening = _OPENING.search(text, start, end)
    while opening:
        at = opening.end()
        closing = _CLOSING.search(text, at, min(end, at + _LONGEST))
        if closing is None:
            opening = _OPENING.search(text, at, end)
            continue
        begin = _partner(text, at, closing.start())
        if closing.start() - begin >= _SHORTEST:
            found = True
            yield begin, closing.start(), _origin(closing["kind"]), True
        opening = _NEXT.match(text, closing.end(), end) or _OPENING.search(text, closing.end(), end)
    if found:
        return
    first = text.find("关于", start, min(end, start + 12 + len("关于")))
    for match in _PLAIN.finditer(text, start, min(end, start + 160)) if first >= 0 else ():
        if match.start() - start <= 12:
            yield match.start("what"), match.end("what"), _origin(match["kind"]), False


def _one_by_one(text: str, start: int, end: int) -> Iterator[tuple[int, int, ProblemOrigin, bool]]:
    """List the quotations that follow one upon the other behind 针对《意见书》第4、5条."""
    spans = []
    quoted = _QUOTED.match(text, start, end)
    while quoted:
        spans.append(quoted.span("what"))
        start = quoted.end()
        quoted = _QUOTED.match(text, start, end)
    origin = ProblemOrigin.ADVICE if _ADVICE.match(text, start, end) else ProblemOrigin.FEEDBACK
    yield from ((first, last, origin, True) for first, last in spans)


def _partner(text: str, start: int, end: int) -> int:
    """Find where the quotation that closes at ``end`` begins, quotes inside it passed over."""
    depth = 0
    for at in range(end - 1, start - 1, -1):
        if text[at] == "”":
            depth += 1
        elif text[at] == "“":
            if not depth:
                return at + 1
            depth -= 1
    return start


def _origin(kind: str) -> ProblemOrigin:
    return ProblemOrigin.ADVICE if kind in {"建议", "意见"} else ProblemOrigin.FEEDBACK
