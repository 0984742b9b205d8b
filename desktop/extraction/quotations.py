"""Find the inspectors' words that a report quotes: 关于“…”的问题, 关于“…”的建议."""

import re
from collections.abc import Iterator

from desktop.model.problem import ProblemOrigin

_OPENING = re.compile(r"(?:关于|反映的?|指出的?|提出的?|反馈的?|[和与及、，,])\s*[“\"「]")
_CLOSING = re.compile(r"[”\"」]\s*(?:等)?(?:方面)?(?:的)?(?:有关|整改|工作|反馈)?(?P<kind>问题|建议|意见|不足)")
_LONGEST = 500
_PLAIN = re.compile(
    r"关于(?![“\"「《])(?P<what>[^“”\"。；]{4,120}?)(?:的)?(?:突出)?(?P<kind>问题|建议)(?=$|[。：:，,；;]|方面)"
)


def quotations(text: str, start: int, end: int) -> Iterator[tuple[int, int, ProblemOrigin]]:
    """List what a paragraph quotes as problems and as advice, quotes inside quotes included."""
    at = start
    found = False
    while opening := _OPENING.search(text, at, end):
        at = opening.end()
        closing = _CLOSING.search(text, at, min(end, at + _LONGEST))
        if closing is None:
            continue
        begin = _last_opening(text, at, closing.start())
        at = closing.end()
        if begin < closing.start():
            found = True
            yield begin, closing.start(), _origin(closing["kind"])
    if found:
        return
    for match in _PLAIN.finditer(text, start, min(end, start + 160)):
        if match.start() - start <= 12:
            yield match.start("what"), match.end("what"), _origin(match["kind"])


def _last_opening(text: str, start: int, end: int) -> int:
    """Skip openings that close again before the quotation that ends here begins."""
    begin, at = start, start
    while opening := _OPENING.search(text, at, end):
        if text.rfind("”", begin, opening.start()) >= 0 and text[begin : opening.start()].count("“") < text[
            begin : opening.start()
        ].count("”"):
            begin = opening.end()
        at = opening.end()
    return begin


def _origin(kind: str) -> ProblemOrigin:
    return ProblemOrigin.ADVICE if kind in {"建议", "意见"} else ProblemOrigin.FEEDBACK
