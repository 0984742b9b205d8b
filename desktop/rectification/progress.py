"""What later rounds say of an issue: progress reports item by item, a later self-evaluation wherever it does."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from desktop.extraction import links
from desktop.lexicon import Lexicon
from desktop.lexicon.patterns import regex
from desktop.model.amount import plain
from desktop.model.examination import Examination
from desktop.model.lexicon import Direction
from desktop.model.loop import Issue, Kept, Passage, Round, Told
from desktop.model.metric import Metric, Role
from desktop.model.plan import PlanItem
from desktop.model.report import BlockKind
from desktop.model.standing import Standing
from desktop.rectification.figures import Pledge, held_against, within
from desktop.rectification.matching import stated

_OPEN = regex(
    r"正在(?!校|编|园|册)|尚未|还未|仍未|未(?:能)?(?:完成|到位|解决|建成|落实|销号|整改)|没有(?:完成|解决|落实)|推进中|进行中|有序推进|抓紧|部分(?:完成|整改)"
    r"|其余|剩余|预计|计划(?:于|在|年)|拟(?:于|在)|下一步将|有待|滞后|(?:基本|持续)(?:推进|整改)|长期(?:整改|坚持)"
)
_DONE = regex(
    r"(?:已|均|全部|全面|如期|按期|顺利)[^，,。；;]{0,16}(?:完成|整改到位|建成|投用|投入使用|完工|竣工|到位|解决|消除|销号|清零|达标|补发|配齐"
    r"|出台|印发|成立|交付|化解|覆盖|到岗)|(?:整改|办理)?完成率(?:为|达到?)?100|完成整改|整改完成|整改到位|已办结|实现全覆盖"
)
_SHUT = regex(r"^(?:是|已|√|✓|完成|已?销号|已?办结|已完成|已整改)")
_OPEN_CELL = regex(r"^(?:否|未|整改中|反弹|×|正在|推进|部分)")
_NEAREST, _COMMON = 6, 24
_MENTIONED = 0.34
"""The share of an issue's own words, weighed by rarity, that a paragraph must take up to speak of it."""


def told_by_items(round_: Round, text: str, items: Sequence[PlanItem], promised: Sequence[Kept]) -> Told:
    """Say what a progress report tells in the items that take an issue up."""
    spans = spans_of(items)
    if not spans:
        return Told(document=round_.document, name=round_.name, why="进展报告没有提到")
    start, end = spans[0]
    words = "\n".join(text[a:b] for a, b in spans)
    standing, why = claimed(words, next((item.shut for item in items if item.shut), ""))
    if standing is Standing.DONE and any(each.kept is False for each in promised):
        standing, why = Standing.UNDERWAY, f"{why}，但承诺的数未达到"
    return Told(
        document=round_.document,
        name=round_.name,
        passage=Passage(start=start, end=end, quote=text[start:end], document=round_.document),
        standing=standing,
        why=why,
        figures=tuple(promised),
    )


def kept_promises(
    promised: Iterable[Pledge], told: Examination, spans: Sequence[tuple[int, int]], baseline: Sequence[Metric]
) -> tuple[Kept, ...]:
    """Hold every figure that was promised against what some spans of a later text tell."""
    figures = [metric for start, end in spans for metric in within(told, start, end)]
    held = (held_against(pledge, figures, told.report.text, baseline) for pledge in promised)
    return tuple(kept for kept in held if kept is not None)


def claimed(words: str, shut: str = "") -> tuple[Standing, str]:
    """Read what a report claims of an issue: done, or still under way; ``shut`` is a ledger's cell for 销号."""
    if shut and _OPEN_CELL.match(shut):
        return Standing.UNDERWAY, f"销号栏写“{shut}”"
    still = _OPEN.search(words)
    if still:
        return Standing.UNDERWAY, f"写有“{still[0]}”"
    if shut and _SHUT.match(shut):
        return Standing.DONE, f"销号栏写“{shut}”"
    done = _DONE.search(words)
    return (Standing.DONE, f"写有“{done[0]}”") if done else (Standing.UNDERWAY, "没有写明已完成")


def spans_of(items: Sequence[PlanItem]) -> tuple[tuple[int, int], ...]:
    """List where items of a progress report tell what was done."""
    return tuple(span for item in items for span in _spans(item))


def _spans(item: PlanItem) -> Iterator[tuple[int, int]]:
    """Leave out the title that repeats the issue."""
    if item.progress is not None:
        yield item.progress.start, item.progress.end
        return
    for promise in item.promises:
        start = item.end + 1 if promise.start == item.start and promise.end > item.end + 1 else promise.start
        yield start, promise.end


class Later:
    """A later self-evaluation, ready to be searched for issues."""

    def __init__(self, examination: Examination) -> None:
        """Prepare its paragraphs."""
        self.examination = examination
        self._blocks = [
            block
            for block in examination.report.blocks
            if block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.HEADING}
        ]
        text = examination.report.text
        self.gists = [links.gist(text, block.start, block.end) for block in self._blocks]
        self._pairs: dict[str, list[int]] = {}
        for at, gist in enumerate(self.gists):
            for pair in gist.pairs:
                self._pairs.setdefault(pair, []).append(at)

    def told(self, round_: Round, issue: Issue, figures: Sequence[Metric], lexicon: Lexicon) -> Told:
        """Say whether and where an issue is mentioned, and whether a figure of it turned worse."""
        worse = self._worse(figures, lexicon)
        place = self._mentioned(issue)
        text = self.examination.report.text
        passage = None
        if place is not None:
            block = self._blocks[place]
            passage = Passage(
                start=block.start, end=block.end, quote=text[block.start : block.end], document=round_.document
            )
        elif worse is not None:
            metric = worse[0]
            passage = Passage(start=metric.start, end=metric.end, quote=metric.quote, document=round_.document)
        why = f"数字变差：{worse[1]}" if worse else "已提及" if passage else "未提及"
        return Told(document=round_.document, name=round_.name, passage=passage, why=why, worse=worse is not None)

    def _mentioned(self, issue: Issue) -> int | None:
        """Find the paragraph that takes up most of an issue's words, if it is enough."""
        words = "。" + "。".join(stated(issue.quote))
        pairs = links.gist(words, 0, len(words)).pairs
        weights = {pair: worth / (1 + len(self._pairs.get(pair, ()))) ** 0.5 for pair, worth in pairs.items()}
        whole = sum(weights.values())
        votes: dict[int, float] = {}
        for pair, weight in weights.items():
            places = self._pairs.get(pair, ())
            if len(places) <= max(_COMMON, len(self._blocks) // 20):
                for at in places:
                    votes[at] = votes.get(at, 0.0) + weight
        near = sorted(votes, key=votes.__getitem__, reverse=True)[:_NEAREST]
        shares = {at: sum(w for pair, w in weights.items() if pair in self.gists[at].pairs) for at in near}
        best = max(shares, key=shares.__getitem__, default=None)
        return best if best is not None and whole and shares[best] / whole >= _MENTIONED else None

    def _worse(self, figures: Sequence[Metric], lexicon: Lexicon) -> tuple[Metric, str] | None:
        """Find a figure of the issue that is told again, on the wrong side of what it was."""
        for old in figures:
            known = lexicon.indicator(old.canonical)
            if known is None or old.role not in {Role.LEVEL, Role.PART}:
                continue
            again = [m for m in self._levels if m.canonical == old.canonical and m.unit == old.unit]
            same = [m for m in again if m.subject == old.subject] or (again if len(again) == 1 else [])
            for new in same[-1:]:
                rose = new.value - old.value
                if (known.direction is Direction.LOWER and rose > 0) or (
                    known.direction is Direction.HIGHER and rose < 0
                ):
                    return new, f"{old.canonical} {plain(old.value)}{old.unit} → {plain(new.value)}{new.unit}"
        return None

    @cached_property
    def _levels(self) -> list[Metric]:
        return [m for m in self.examination.metrics if m.canonical and m.role in {Role.LEVEL, Role.PART}]
