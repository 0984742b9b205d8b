"""More than there was: 发放1200份，回收1260份; what an act leaves cannot exceed what it was done to."""

from collections.abc import Iterator, Sequence

from desktop.checking.changes import is_change, is_past
from desktop.checking.grids import Grid
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence, plain
from desktop.checking.wording import doubt, named
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Role
from desktop.model.report import Report

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
_ACT = r"(?:化解|消除|整改|拆除|清退|取缔|销号|解决|清理|关停|撤销|归还|偿还|清偿|治理|补发|兑付)(?:完成|完毕|到位|了)?"
_REMOVED = regex(rf"(?:已(?:经|全部|完成)*{_ACT}|(?:^|[,(]){_ACT})(?P<what>[^,;:()、\d]{{0,10}})$")
_FOUND = regex(r"(?:原有|存在|查出|排查|发现|摸排|梳理|反馈|涉及)[^,;:()、]*$")
"""Words of a sentence for what there was before anything was done; 现有 tells what is left."""
_STILL = regex(r"仍|尚|还[有剩需]|剩|新增|累计|年来|应|需|拟|计划")
_DUE = regex(r"涉及|问题数|应[到查检整]|发放|抽[查检]|反馈")
_DONE = regex(
    r"^(?:已|完成)?(?:整改|完成|销号|办结|回收|收回|合格|达标)(?:完成|到位)?(?:学校|问题)?[数量]?(?:\(|$)|^已"
)


@needs("发|投放|寄|应|抽|查|检|参|摸排|反馈|涉及|接到|受理|列入|毕业|考|报|聘", figures=2)  # the wholes of _ACTS
def exceeding(sentence: Sentence) -> Iterator[Finding]:
    """Find what was got back, met or finished in larger numbers than there were."""
    for i, part in enumerate(sentence.figures):
        if i and part.quantity.counted and _PART.search(part.clause) and not _told_otherwise(part):
            yield from _against(sentence.figures[max(0, i - _BETWEEN) : i], part)


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


def removed_in_row(report: Report, row: Passage) -> Iterator[Finding]:
    """Find what a row of a ledger says was removed in larger numbers than its cells before say there were."""
    for part in row.figures:
        cell = report.text.rfind("\t", row.block.start, part.start)
        before = [f for f in row.figures if f.start < cell and f.base == part.base]
        clause = plain(report.text[cell + 1 : part.start]).rpartition(",")[2] if before else ""
        if (said := _REMOVED.search(clause)) and not _STILL.search(clause):
            yield from _removed(before, part, said["what"])


@needs("已", "原有|存在|查出|排查|发现|摸排|梳理|反馈|涉及", figures=2)
def removed(sentence: Sentence) -> Iterator[Finding]:
    """Hold 查出安全隐患45处，已整改安全隐患48处 against what a sentence says there was."""
    for at, part in enumerate(sentence.figures):
        said = _REMOVED.search(part.clause) if at else None
        if said and said["what"] and "已" in said[0] and not _STILL.search(part.clause):
            before = [f for f in sentence.figures[:at] if f.base == part.base and _FOUND.search(f.clause)]
            yield from _removed(before, part, said["what"])


def _removed(before: Sequence[Figure], part: Figure, what: str) -> Iterator[Finding]:
    """Hold what was removed against the one amount of it that was told before; without a name, the one of its unit."""
    wholes = [f for f in before if not what or f.clause.endswith(what) or f.tail.startswith(what)]
    if len(wholes) != 1 or not part.quantity.additive or _told_otherwise(part) or _told_otherwise(wholes[0]):
        return
    whole = wholes[0]
    if part.stands and whole.stands and part.stands.low > whole.stands.high and not _STILL.search(whole.clause):
        yield _more(part, whole, "range.removed")


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
