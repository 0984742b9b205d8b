"""Amounts for each (人均, 校均, 每套), with the amount for all and the number that they may be worked out of."""

import re
from collections.abc import Container, Iterator, Sequence

from desktop.checking.binding.judge import Reading
from desktop.checking.binding.scores import EACH_FURTHER, NEXT, apart, named, timely
from desktop.checking.changes import is_change, is_past
from desktop.checking.groups import STAGES, group
from desktop.checking.ledger import Ledger
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quotients import held
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator

_EACH = regex(
    r"(?P<own>[^,;:()、\d]{0,14}?)(?:(?P<kind>[生师人户校园班村车套])(?:次)?均|平均每(?P<unit>[个辆所套名人生班校园间台幢次平亩])|"
    r"每(?P<every>[个辆所套名人生班校园间台幢平亩户])(?!年|月|天|周)|平均)[^,;:()\d]{0,14}$"
)
_COUNTS = {
    "生": ("人", regex("学生|幼儿|生$|在校|在园|儿童")),
    "师": ("人", regex("教师|教职工|师$")),
    "人": ("人 人次", regex("")),
    "名": ("人 人次", regex("")),
    "户": ("户 套", regex("")),
    "校": ("所 个", regex("校|小学|中学|点|园|$")),
    "园": ("所 个", regex("园")),
    "班": ("个 班", regex("班")),
    "平": ("平方米", regex("")),
    "辆": ("辆", regex("")),
    "车": ("辆", regex("")),
    "套": ("套", regex("")),
    "间": ("间", regex("")),
}
_ANY = ("个 所 套 名 人 台 幢 间 家 亩 户", regex(""))
_TOTAL = regex(r"共|总|合计|计|需|投入|安排|发放|拨付|落实|支出|经费|资金|造价|下达|面积")
_OF = regex(r"按|惠及|涉及|受益|资助|共|现有|建成|建|有")
_ONE = regex(r"最[大小高低多少]")
_ONCE = regex(r"[由从][^,;:]{0,12}$")
_NEXT_STAGE = regex(r"[、,和与及](?:普通)?(?:小学|初中|高中|普高|中职|幼儿园|学前|特教|特殊教育)[^,;:()\d]{0,4}")
_MULTIPLE = regex(r"每(?:百|千|万)")
_BEFORE, _AFTER = 8, 4
_SAID, _ALONE, _BEHIND, _OWN = 1.0, 1.0, 0.5, 2.0
_OTHERWISE, _STAGE, _NEXT_TO = 1.0, 1.5, 0.5


@needs("均|每")
def readings(
    sentence: Sentence, passage: Passage, ledger: Ledger, told: Container[int]
) -> Iterator[tuple[Figure, tuple[Reading, ...]]]:
    """List the pairs that each amount for each of a sentence may be worked out of; none for what is ``told``."""
    for before, figure in zip((None, *sentence.figures), sentence.figures, strict=False):
        amount = figure.base and not figure.quantity.share and figure.stands is not None
        said = _said(figure, before) if amount and figure.start not in told else None
        if said and (some := tuple(_readings(figure, said, passage, ledger))):
            yield figure, some


def _readings(figure: Figure, said: re.Match[str], passage: Passage, ledger: Ledger) -> Iterator[Reading]:
    """List the pairs that an amount for each may be worked out of by the words that name it."""
    if is_change(figure) or is_past(figure) or _MULTIPLE.search(figure.clause) or _ONCE.search(figure.clause):
        return
    at = passage.place[figure.start]
    counted, kind = _COUNTS.get(said["kind"] or said["unit"] or said["every"] or "", _ANY)
    bases = counted.split()
    around = [*reversed(passage.figures[max(0, at - _BEFORE) : at]), *passage.figures[at + 1 : at + 1 + _AFTER]]
    around = [f for f in around if _stands(f, figure)]
    numbers = [f for f in around if f.base in bases]
    before = ledger.before(figure) if len(said["own"]) > 1 else ()
    far = [f for f in before if f.start not in passage.place and f.base in bases]
    own = [f for f in far if named(said["own"], f) > _OWN]
    totals = [f for f in around if f.base == figure.base.split("/")[0] and f.value > figure.value]
    for worth, total in _ranked(totals, figure, _TOTAL):
        rest = [f for f in numbers if f is not total]
        for also, number in (
            *_ranked(rest, figure, _OF),
            *((_SAID - apart(figure, f, home=True), f) for f in own[-2:]),
        ):
            if _of_several(figure, number, total, passage):
                continue
            if number.value > 1 and (number.base != total.base or total.value > number.value):
                alone = _ALONE * (len(totals) == len(numbers) == 1)
                called = -_OTHERWISE * (
                    kind.search(f"{number.metric.indicator}{number.label}{number.tail[:4]}") is None
                )
                yield _reading(figure, total, number, worth + also + alone + called + _staged(figure, number, total))


def _said(figure: Figure, before: Figure | None) -> re.Match[str] | None:
    """Read what an amount is for each of; the next stage of a list goes on with the first (小学720元、初中940元)."""
    if "均" in figure.clause or "每" in figure.clause:
        return _EACH.search(figure.clause)
    goes_on = before is not None and before.base == figure.base and _NEXT_STAGE.fullmatch(figure.lead)
    return _EACH.search(before.clause) if before is not None and goes_on else None


def _of_several(figure: Figure, number: Figure, total: Figure, passage: Passage) -> bool:
    """Tell whether a total is of all the stages that an amount is listed for, not of its own."""
    at, last = passage.place[figure.start], passage.place.get(total.start, 0)
    beside = passage.figures[at + 1 : at + 2]
    listed = any(map(_NEXT_STAGE.fullmatch, (figure.lead, *(f.lead for f in beside if f.base == figure.base))))
    between = passage.figures[passage.place.get(number.start, last) + 1 : last]
    return listed and (any(f.base == number.base for f in between) or "计" in total.clause)


def _staged(figure: Figure, number: Figure, total: Figure) -> float:
    """Score a number of money for each by its stage, which must be the amount's, and by whether the total follows."""
    if not total.quantity.money:
        return 0.0
    own, other = group(figure) & STAGES, group(number) & STAGES
    staged = (_STAGE if own == other else -_STAGE) * bool(own and other)
    return staged + _NEXT_TO * (number.start < total.start and number.sentence == total.sentence)


def _ranked(figures: Sequence[Figure], claim: Figure, said: re.Pattern[str]) -> Iterator[tuple[float, Figure]]:
    """Score what may be one operand, the nearest first."""
    for rank, figure in enumerate(figures):
        score = NEXT - EACH_FURTHER * rank + apart(figure, claim, home=True) - _BEHIND * (figure.start > claim.start)
        yield score + _SAID * (said.search(figure.clause) is not None), figure


def _stands(figure: Figure, claim: Figure) -> bool:
    """Tell whether a figure is an amount that may be an operand."""
    return (
        not figure.quantity.share
        and figure.stands is not None
        and figure.metric.comparator in {Comparator.EQUAL, Comparator.ABOUT}
        and not is_change(figure)
        and not is_past(figure)
        and not _EACH.search(figure.clause)
        and not _ONE.search(figure.clause)
        and timely(figure, claim)
    )


def _reading(claim: Figure, total: Figure, number: Figure, score: float) -> Reading:
    """Lay a total and a number out as a reading of an amount for each."""
    return Reading(
        score,
        (total, number, claim),
        total.value / number.value,
        lambda: held([(total, number)], claim, "ratio.each", accuse=True, factor=1),
        (total.value, number.value * claim.value),
    )
