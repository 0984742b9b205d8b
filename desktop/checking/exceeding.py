"""More than there was: 发放1200份，回收1260份; what an act leaves cannot exceed what it was done to."""

import re
from collections.abc import Iterator, Sequence

from desktop.checking.changes import is_change, is_past
from desktop.checking.grids import Grid
from desktop.checking.passages import Figure, Passage
from desktop.checking.wording import doubt, named
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Role

_ACTS = tuple(
    (regex(whole), regex(part))
    for whole, part in (
        (r"发放|发出|印发|下发|投放|寄出", r"(?:收回|回收|有效)[^,;]{0,6}$"),
        (r"应(?:到|返|参|入|接种|检|测|还|出席)", r"^,?(?:其中)?(?:实际?|已|现)[^,;、]{0,6}$"),
        (
            r"抽[查检测]|检[查测]|查阅|核查|受检|参检|参加|参评|参训|摸排|排查|检出|发现|反馈|涉及|接到|受理|列入",
            r"^,?(?:其中)?(?:已经?|现场|立即|当场|均)?(?:完成|实现)?(?:整改|销号|办结|办理|合格|不合格|达标|不达标|通过|优秀|结业|解决)(?:到位|完毕)?(?:的|了|学校|问题)*$",
        ),
        (r"毕业", r"^,?(?:其中)?(?:已)?(?:升入|考入|升学)[^,;、]{0,10}$"),
        (r"(?:参加|应届)[^,;]{0,6}考|应考|赴考", r"(?:上线|达线|录取)[^,;、]{0,4}$"),
        (r"报名|报考|应聘|申报", r"^,?(?:其中|最终|实际)*(?:录取|录用|聘用|获批|通过)[^,;、]{0,6}$"),
    )
)
_PART = regex("|".join(part.pattern for _, part in _ACTS))
_BETWEEN = 3
_REMOVED = regex(
    r"已(?:经|全部|完成)*(?:化解|消除|整改|拆除|清退|取缔|销号|解决|清理|关停|撤销|归还|偿还|清偿|治理)了?"
    r"(?P<what>[^,;:()、\d]{2,10})$"
)
_STOCK = regex(r"(?:原有|存在|查出|排查|发现|摸排|梳理|反馈|涉及)[^,;:()、]*$")
_IN_CELL = regex(r"(?<![仍尚还])有[^,;:()、]*$|^[^,;:()、]*$")
_STILL = regex(r"仍|尚|还|剩|新增|累计|年来")
_DUE = regex(r"涉及|问题数|应[到查检整]|发放|抽[查检]|反馈")
_DONE = regex(
    r"^(?:已|完成)?(?:整改|完成|销号|办结|回收|收回|合格|达标)(?:完成|到位)?(?:学校|问题)?[数量]?(?:\(|$)|^已"
)


def exceeding(passage: Passage) -> Iterator[Finding]:
    """Find what was got back, met or finished in larger numbers than there were."""
    for sentence in passage.sentences:
        for i, part in enumerate(sentence.figures):
            if i and part.quantity.counted and _PART.search(part.clause) and not _told_otherwise(part):
                yield from _against(sentence.figures[max(0, i - _BETWEEN) : i], part)
        yield from _removed(sentence.figures, _STOCK)


def _against(before: Sequence[Figure], part: Figure) -> Iterator[Finding]:
    """Hold a part against the nearest figure that tells of what it was done to."""
    for whole_words, part_words in _ACTS:
        if not part_words.search(part.clause):
            continue
        whole = next((f for f in reversed(before) if f.base == part.base and whole_words.search(f.clause)), None)
        if whole and whole.stands and not _told_otherwise(whole) and part.stands and ";" not in part.lead:
            if part.stands.low > whole.stands.high:
                yield _more(part, whole, "range.exceeding")
            return


def exceeding_rows(grid: Grid) -> Iterator[Finding]:
    """Find the rows of a table that finished more than they had."""
    width = max((max(row.figures, default=-1) + 1 for row in grid.rows), default=0)
    for at in range(1, width):
        due = next((n for n in range(at - 1, -1, -1) if _DUE.search(grid.above(n))), None)
        if due is None or not _DONE.search(grid.above(at)):
            continue
        for row in grid.rows:
            whole, part = row.figures.get(due), row.figures.get(at)
            if whole and part and whole.base == part.base and part.quantity.counted and part.value > whole.value:
                yield _more(part, whole, "range.exceeding")


def removed_in_row(row: Passage) -> Iterator[Finding]:
    """Find what a row of a ledger says was removed in larger numbers than its cells before say there were."""
    yield from _removed(row.figures, _IN_CELL)


def _removed(figures: Sequence[Figure], stock: re.Pattern[str]) -> Iterator[Finding]:
    """Hold 已化解大班额21个 against the one count of that thing told before."""
    for at, part in enumerate(figures):
        said = _REMOVED.search(part.clause) if part.quantity.counted and part.stands else None
        if said is None or _STILL.search(part.clause):
            continue
        wholes = [
            f
            for f in figures[:at]
            if f.base == part.base and f.clause.endswith(said["what"]) and not _told_otherwise(f) and f.stands
        ]
        told = len(wholes) == 1 and stock.search(wholes[0].clause) and not _STILL.search(wholes[0].clause)
        if told and part.stands and wholes[0].stands and part.stands.low > wholes[0].stands.high:
            yield _more(part, wholes[0], "range.removed")


def _told_otherwise(figure: Figure) -> bool:
    """Tell whether a figure says no amount of this time."""
    return is_change(figure) or is_past(figure) or figure.metric.role is Role.TARGET


def _more(part: Figure, whole: Figure, rule: str) -> Finding:
    """Record a part that is more than its whole."""
    return doubt(
        Relation.RANGE,
        (part, whole),
        says=f"{named(whole)}，{named(part)}",
        should=f"不超过{whole.quote}",
        working=f"{part.quote} > {whole.quote}，部分不会大于整体",
        rule=rule,
    )
