"""Rates: 完成率, 有效率 and 支出进度 held against the two figures that the report itself gives for them."""

from collections.abc import Iterator, Sequence

from desktop.checking.changes import is_past
from desktop.checking.growth import shared
from desktop.checking.ledger import Ledger
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import PERCENT
from desktop.checking.quotients import held
from desktop.lexicon.patterns import regex
from desktop.model.finding import Check, Finding

_OF = regex(r"(?:[为是]|相当于|达到?|完成|执行)(?:了|全年)?(?P<whole>[^,;:()]{2,16}?)的(?:约|近)?$")
_RATE = regex(r"(?P<stem>[^,;:()、]{1,14}?)(?:率|进度|比例)(?:分别|均|为|达到?|是|约|仅|只有|高达|[:])*$")
_FIT = ("合格", "达标", "优良", "优秀", "及格", "通过", "完成", "办结", "整改", "回收", "收回", "有效", "就业", "录取",
        "参检", "受检", "到课", "出勤", "签约", "报到", "参训", "持证", "执行", "支出", "使用", "拨付", "到位", "化解",
        "升学", "入学", "销号", "开工", "完工", "竣工", "移交", "安置", "配备", "巩固", "入园", "满意", "空编", "缺编",
        "超编", "兑付", "清零", "聘任", "就读", "近视", "覆盖", "接入", "缺口")  # fmt: skip
_DONE = regex(r"到位|完成|办结|销号|完毕|解决|整改")
_NOT_YET = regex(r"未|尚|没有")
_UNDONE = regex(r"正在|未|尚|基本|部分|少|欠|缺")
_SAID = {
    "升学": regex("升入|升学"),
    "整改": _DONE,
    "完成": _DONE,
    "回收": regex("回收|收回"),
    "配备": regex("[实已]配|配备"),
    "巩固": regex("毕业|[现仍]在?[有读校]"),
    "入园": regex("[在入]园"),
}
_OF_POSTS = ("空编", "缺编", "超编", "缺口")
_GRANTED = regex(r"预算|资金|专项|补助|安排|下达|债务|计划|概算|总投资|应")
_DUE = regex(r"应|适龄|学龄|共|总|发放|抽查|抽检|参加")
_MET = regex(r"已|实|合格|达标|有效|收回|回收|通过|在[校园册]|完成")
_SHALL, _DOES = regex(r"^(?:\d{4}年度?)?应"), regex(r"^(?:其中)?[已实]")
_ALL = regex(r"应|适龄|学龄")
_POSTS = regex(r"编制|核编|需")
_BEGAN = regex(r"入学|招生|起始|入校|新生")
_WHOSE = regex(r"(?:学前)?[三六九]年|义务教育|小学|初中|高中|学生|毛|教师|的")
_SPENT = regex(r"支出|执行|完成|使用|拨付")


def rates(passage: Passage, ledger: Ledger) -> Iterator[Finding | Check]:
    """Recompute the rates of a passage."""
    for sentence in passage.sentences:
        yield from _in_sentence(sentence, ledger)


@needs("率|进度|比例|的", unit=PERCENT, figures=2)
def _in_sentence(sentence: Sentence, ledger: Ledger) -> Iterator[Finding | Check]:
    for i, figure in enumerate(sentence.figures):
        if figure.base != PERCENT or figure.stands is None or "占" in figure.clause.removesuffix("占比"):
            continue
        if of := "的" in figure.lead and _OF.search(figure.lead):
            yield from _of_another(sentence.figures, i, of["whole"])
        elif rate := _RATE.search(figure.lead):
            told = tuple(_rate(sentence.figures, i, rate["stem"]))
            yield from told or _of_subject(sentence.figures[max(0, i - 1) : i], figure, ledger)


def _of_another(figures: Sequence[Figure], i: int, whole: str) -> Iterator[Finding | Check]:
    """Hold P仅为…的S%, 完成…的S% against the figure of the other, which may follow in brackets."""
    share = figures[i]
    part = next((f for f in reversed(figures[max(0, i - 2) : i]) if f.base != PERCENT), None)
    if part is None:
        return
    behind = [f for f in figures[i + 1 : i + 2] if f.lead.startswith("(")]
    others = [f for f in (*figures[max(0, i - 4) : i], *behind) if f is not part and f.quantity == part.quantity]
    alike = [(shared(whole, f"{f.metric.subject}{f.metric.indicator} {f.clause}"), f) for f in others]
    most = max((score for score, _ in alike), default=0)
    meant = [f for score, f in alike if score == most > 1]
    certain = (len(others) == 1 and (most > 2 or meant == behind)) or most == len(whole) > 3
    accuse = len(meant) == 1 and certain
    yield from held(((part, f) for f in meant), share, "ratio.of_another", accuse=accuse, soft=len(others) > 1)


def _rate(figures: Sequence[Figure], i: int, stem: str) -> Iterator[Finding | Check]:
    """Hold 抽查W所，合格P所，合格率S% against P and W; other counts may stand between them."""
    share = figures[i]
    if _counts_behind(figures, i):
        whole, part = sorted(figures[i + 1 : i + 3], key=lambda f: f.value, reverse=True)
        yield from held([(part, whole)], share, "ratio.rate", accuse=True)
        return
    fit = next((word for word in _FIT if word in stem), None)
    counts: list[Figure] = []
    for figure in reversed(figures[max(0, i - 4) : i]):
        if figure.quantity.additive and not is_past(figure) and (not counts or figure.base == counts[0].base):
            counts.append(figure)
        if ";" in figure.lead:
            break
    if len(counts) < 2 or ";" in share.lead:
        return
    part, whole = counts[:2]
    if fit in _OF_POSTS and fit in part.clause:
        posts = [(part, count) for count in counts[1:] if _POSTS.search(count.clause)]
        yield from held(posts, share, "ratio.rate", accuse=len(posts) == 1)
        return
    if figures[i - 2] is whole and ";" not in part.lead:
        due = _ALL.search(whole.clause) is not None and _ALL.search(part.clause) is None
        tied = fit is not None and fit in part.clause and (fit not in whole.clause or due)
        tied = (tied and _NOT_YET.search(part.clause) is None) or _told(fit, part, whole)
        spent = "预算" in whole.clause and bool(_SPENT.search(part.clause)) and bool(_SPENT.search(stem))
        named = (tied and len(_WHOSE.sub("", stem)) <= len(fit or "") + 2) or spent
        plain = "," not in part.lead.lstrip(",、") and (
            not part.quantity.money or (_GRANTED.search(whole.clause) and part.quantity == whole.quantity)
        )
        if tied or spent or _ALL.search(whole.clause):
            pairs = [(part, count) for count in counts[1:]]
            yield from held(pairs, share, "ratio.rate", accuse=bool(named and plain))
            return
    said = _SAID.get(fit or "")
    called = [f for f in counts[:-1] if (said.search(f.clause) if said else fit and fit in f.clause)]
    done = [f for f in called if f.value > 1 and not _UNDONE.search(f.clause)]
    shared_out = _adds_up(counts) and any(_UNDONE.search(f.clause) for f in counts)
    wholes = counts[:0:-1] if shared_out else counts[1:]
    pairs = [(part, whole) for part in done for whole in wholes if whole.start < part.start]
    yield from held(
        pairs,
        share,
        "ratio.rate",
        accuse=shared_out,
        soft=not _SHALL.search(counts[-1].clause.lstrip("年度0123456789")),
    )


def _of_subject(before: Sequence[Figure], share: Figure, ledger: Ledger) -> Iterator[Check]:
    """Hold 专任教师持证P人，持证率S% against the one earlier number of those whose part it is."""
    for part in before:
        wholes = [f for f in ledger.called(part.metric.subject, part.base) if f.start < part.start and f is not part]
        told = [o for whole in wholes for o in held([(part, whole)], share, "ratio.subject", accuse=False)]
        yield from (outcome for outcome in told[-1:] if isinstance(outcome, Check))


def _told(fit: str | None, part: Figure, whole: Figure) -> bool:
    """Tell whether a rate's part goes by the word that says it otherwise (收回 for 回收率), and its whole does not."""
    said = _SAID.get(fit or "")
    if said is None or not said.search(part.clause) or said.search(whole.clause) or _UNDONE.search(part.clause):
        return False
    return fit != "巩固" or _BEGAN.search(whole.clause) is not None


def _counts_behind(figures: Sequence[Figure], i: int) -> bool:
    """Tell whether a rate's two counts follow: 入学率S%（应入学W人，已入学P人）, else only as 应… and 已…."""
    inside = figures[i + 1 : i + 3]
    if len(inside) < 2 or inside[0].lead[:1] not in {"(", ","} or inside[1].depth != inside[0].depth:
        return False
    words = (_DUE, _MET) if inside[0].lead[0] == "(" else (_SHALL, _DOES)
    due, done = (next((f for f in inside if said.search(f.clause)), None) for said in words)
    return (
        due is not None and done is not None and due is not done and due.base == done.base and due.value >= done.value
    )


def _adds_up(counts: Sequence[Figure]) -> bool:
    """Tell whether counts, the nearest first, are parts and in front of them their whole."""
    return len(counts) > 2 and sum(f.value for f in counts[:-1]) == counts[-1].value
