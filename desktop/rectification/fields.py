"""What stands beside a measure: in the cells of a ledger's line, or in lines with labels (责任单位：… 完成时限：…)."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from desktop.extraction.ledgers import Column, Span
from desktop.lexicon import Lexicon
from desktop.lexicon.numerals import MARK
from desktop.lexicon.patterns import regex
from desktop.model.metric import Metric
from desktop.model.plan import ActorRole, Deadline, Promise, Target, TargetKind
from desktop.rectification.promises import actors, deadlines, names, targets

_KIND = r"(?P<kind>单位|部门|主体|科室|时限|期限|时间|目标|成效)"
_WHOSE = "整改|完成|责任|牵头|主责|主办|配合|协办|承办|落实|预期|工作|目标"
_LABEL = rf"(?:{_WHOSE})*{_KIND}(?:及(?:责任人|时限|要求))?\s?[:：]\s*"
_FIELD = regex(
    rf"(?m)(?:^[ \t\u3000]*(?:[(（]?{MARK}[)）]?[.．、]?\s?)?|(?<=[；;。])\s*)(?P<label>{_LABEL})"
    rf"(?P<told>(?:(?![；;。]\s*{_LABEL.replace('?P<kind>', '?:')})[^\n])+)"
)
_STATE = regex(r"全覆盖|清零|达标|清退|到位|建成|投用|完成|消除|补齐|配齐|化解|销号|全部")
_SPOKEN = regex(r"(?<![（(])(?:牵头|配合|会同)(?![单:：])")
"""A cell that says in a sentence who leads (县教育局牵头，县财政局配合)."""
_CELL_DATE = regex(r"(?P<year>20\d\d)[.．/\-－](?P<month>1[0-2]|0?[1-9])(?!\d)")
_ROLES: tuple[tuple[Column, ActorRole], ...] = (
    ("lead", ActorRole.LEAD),
    ("unit", ActorRole.NAMED),
    ("support", ActorRole.SUPPORT),
)

Spans = Mapping[Column, Sequence[Span]]


def labelled(text: str, start: int, end: int, taken: Sequence[Span]) -> dict[Column, list[Span]]:
    """Find the labelled lines of a stretch, but for those that stand in one of the spans that are read already."""
    found: dict[Column, list[Span]] = {}
    for field in _FIELD.finditer(text, start, end):
        if not any(first <= field.start("label") < last for first, last in taken):
            found.setdefault(_column(field["label"], field["kind"]), []).append(field.span("told"))
    return found


def beside(read: Promise, text: str, spans: Spans, figures: Sequence[Metric], lexicon: Lexicon) -> Promise:
    """Add to a measure what stands beside it of who, until when and to what end; ``figures`` are the metrics there.

    A date that has a place of its own goes before a bare year within the measure (补发2031年欠发的工资).
    """
    acting, ends = list(read.actors), list(read.targets)
    for column, role in _ROLES:
        for start, end in spans.get(column, ()):
            told = actors(text, start, end, lexicon) if _SPOKEN.search(text, start, end) else ()
            acting += tuple(told) or names(text, start, end, role)
    until = [each for start, end in spans.get("until", ()) for each in _until(text, start, end)]
    kept = [each for each in read.deadlines if not until or len(each.last) != len("2031")]
    for start, end in spans.get("target", ()):
        ends += _aims(text, start, end, [each for each in figures if start <= each.start < end])
    return read.model_copy(
        update={"actors": tuple(acting), "deadlines": (*kept, *until), "targets": tuple(ends)}
    )  # fmt: skip


def _column(label: str, kind: str) -> Column:
    """Name the column that a label would head."""
    if kind in {"时限", "期限", "时间"}:
        return "until"
    if kind in {"目标", "成效"}:
        return "target"
    if label.startswith(("牵头", "主责", "主办")):
        return "lead"
    return "support" if label.startswith(("配合", "协办")) else "unit"


def _until(text: str, start: int, end: int) -> Iterator[Deadline]:
    """Read dates; what is none stands as it is written, a figure in it read as cells have it (2031.8, 2031-08-31)."""
    found = tuple(deadlines(text, start, end))
    if found:
        yield from found
        return
    date = _CELL_DATE.search(text, start, end)
    last = f"{date['year']}-{date['month'].zfill(2)}" if date else ""
    yield Deadline(start=start, end=end, quote=text[start:end], last=last)


def _aims(text: str, start: int, end: int, figures: Sequence[Metric]) -> Iterator[Target]:
    """Read a target that stands alone: every figure in it is promised, and any state that can be seen."""
    found = [Target(start=m.start, end=m.end, quote=m.quote, kind=TargetKind.FIGURE) for m in figures if m.unit != "年"]
    held = {target.start for target in found}
    found += [target for target in targets(text, start, end, ()) if target.start not in held]
    yield from found
    state = None if found else _STATE.search(text, start, end)
    if state is not None:
        yield Target(start=state.start(), end=state.end(), quote=state[0], kind=TargetKind.STATE)


def stretches(starts: Sequence[int], headings: Sequence[int], length: int) -> Iterator[Span]:
    """Part a text among items that begin at ``starts``: each reaches to the next one or the next heading."""
    for at, start in enumerate(starts):
        after = starts[at + 1] if at + 1 < len(starts) else length
        heading = bisect_right(headings, start)
        yield start, min(after, headings[heading]) if heading < len(headings) else after
