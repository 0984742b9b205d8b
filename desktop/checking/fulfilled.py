"""What is wholly done against what there was to do: 缺校医64名 … 招聘46名，缺额全部补齐; 排查186处，已全部整改168处."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.changes import is_change
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.transcription import slipped
from desktop.checking.wording import doubt, named
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.report import BlockKind, Report

_WHOLLY = regex(
    r"全部(?:得到)?(?:补齐|配齐|补足|配备|消除|拆除|完成|整改|销号|兑现|兑付|发放|到位|化解|解决|清零|达标|改造|更换|整治|落实)"
    r"|(?:缺额|问题)?(?:均已|已全部|已全面)(?:补齐|配齐|消除|拆除|整改|销号|到位|兑现)"
    r"|(?<!对账)(?<!逐一)(?<!逐项)(?<!逐个)(?:清零|销号|完成整改)(?=[,，;；。、\s]|$)"
    r"|(?:补齐|完成|整改|配备|配齐|销号|到位|兑现|化解)率(?:达到?|为)?100[%％]"
)
_REST = regex(r"剩余|尚|仍|其余|其他|余下|未完成|正在|基本|除[^,，。]{1,12}外")
_DONE = regex(
    r"(?:招聘|补充|招录|配备|配齐|购置|购买|采购|改造|拆除|消除|化解|补发|兑现|兑付|发放|整改|完成|建成|新建|更换|整治|拨付|到位|销号|解决|安装|硬化|为)"
    r"(?:了|图书|教师|资金|设备)?$"
)
_TO_DO = regex(r"缺|欠|差|需|应|不足|不达标|存在|原有|尚有|共有|排查|发现|反馈|拖欠|计划")


def fulfilled(report: Report, row: Passage) -> Iterator[Finding]:
    """Hold what the last cells of a ledger's row say is wholly done against what those before it lacked or planned."""
    text, block = report.text, row.block
    if block.kind is not BlockKind.ROW or _WHOLLY.search(text, block.start, block.end) is None:
        return
    start = block.start
    for cell in text[block.start : block.end].split("\t"):
        end = start + len(cell)
        if _WHOLLY.search(cell) and not _REST.search(cell):
            inside = [f for f in row.figures if start <= f.start < end]
            before = [f for f in row.figures if f.start < start and "\t" in text[f.start : start]]
            yield from _held(before, inside)
        start = end + 1


@needs("全部|均已|全面|清零|销号|完成整改|100%", figures=2)
def fulfilled_in_sentence(sentence: Sentence) -> Iterator[Finding]:
    """Hold what a sentence says is wholly done against what it says there was to do."""
    if len(sentence.figures) > 1 and _WHOLLY.search(sentence.words) and not _REST.search(sentence.words):
        done = [f for f in sentence.figures if _DONE.search(f.clause) or "全部" in f.clause]
        if len(done) == 1:
            before = [f for f in sentence.figures if f.start < done[0].start and _TO_DO.search(f.clause)]
            yield from _held(before, done)


def _held(before: Sequence[Figure], inside: Sequence[Figure]) -> Iterator[Finding]:
    """Find the one amount that is done and is not what there was to do, by a slip of its digits or by less."""
    done = [f for f in inside if _is_amount(f) and (_DONE.search(f.clause) or "全部" in f.clause)]
    for figure in done:
        needs = [f for f in before if f.base == figure.base and _is_amount(f)]
        values = {f.value for f in needs}
        total = sum((f.value for f in done if f.base == figure.base), start=Decimal(0))
        if not needs or {figure.value, total} & values or sum(f.base == figure.base for f in inside) > 1:
            continue
        wrong = [f for f in needs if slipped(f, figure) or sorted(_digits(f)) == sorted(_digits(figure))]
        if len(values) == 1 and needs[0].quantity.counted and figure.value < needs[0].value:
            wrong = needs
        if wrong and max(figure.value, wrong[0].value) > 1:
            yield doubt(
                Relation.CONFLICT,
                (figure, wrong[0]),
                says=f"{named(wrong[0])}，{named(figure)}，称全部完成",
                should=wrong[0].quote,
                working=f"前称{named(wrong[0])}，此处{named(figure)}却称全部完成",
                rule="conflict.fulfilled",
            )
            return


def _is_amount(figure: Figure) -> bool:
    return figure.quantity.additive and figure.exact and not is_change(figure)


def _digits(figure: Figure) -> tuple[int, ...]:
    """List the digits of a number, two at least, else none that another has."""
    digits = figure.metric.value.as_tuple().digits
    return digits if len(digits) > 1 else (figure.start,)
