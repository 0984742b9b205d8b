"""Claims without exception (全部消除, 均达标, 全覆盖) against a figure that tells of what is left or below 100 %."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence, plain
from desktop.checking.quantities import PERCENT
from desktop.checking.wording import doubt, named
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.report import BlockKind, Report

_ALL = regex(
    r"(?P<gone>(?:全部|全面|彻底|完全)(?:得到)?(?:消除|清零|化解|拆除|归零))"
    r"|(?P<met>(?:全部|均已?|都已?)(?:达标|达到))|(?P<covered>全覆盖)|(?P<filled>(?:全部|均已?|都已?)(?:配齐|配备到位))"
    r"|(?P<held>(?:全部|全员|均已?|都已?)(?:持证|取得[^,，;；。\n]{0,6}资格))"
    r"|(?P<without>(?:率|比例)(?:均|都)?(?:达到?|为|是|保持|实现)*(?:100[%％]|百分之百)"
    r"|(?:均|全部|都)已?(?:建立|建成|开设|设立|安装|取得|实现)了?)",
    begins="全彻完均都率比",
)
_OF_RATE = (("覆盖率", "covered"), ("达标率", "met"), ("配齐率", "filled"), ("配备率", "filled"))
_LEFT = regex(r"(?:仍|尚|还)(?:有|存在|存|剩)?(?P<words>[^,;]{0,12})$")
_BEHIND = regex(r"^(?:[^,;。]{0,6}?)(?P<what>超大班额|大班额|大校额|危房|旱厕)")
_AHEAD_OF = regex(r"(?P<what>超大班额|大班额|大校额|危房|旱厕)(?:仍|尚|还)(?:有|存|剩)?$")
_WHAT = regex(r"超大班额|大班额|大校额|危房|旱厕")
_BELOW = regex(
    r"^(?:的?(?:学校|小学|初中|中学|幼儿园|园))?(?P<what>[^,;。\d]{3,14}?)(?:仍|尚|还|均)?(?:未达标|不达标|未达到|达不到|低于|不足规定|不符合)"
)
_BEYOND = regex(
    r"^[^,;。\d]{0,8}?(?:超出|超过|突破|低于|高于|达不到)(?:国家|省定|规定|核定|限定|标准)+的?(?P<what>[^,;。\d]{2,8})"
)
_FAILED = regex(r"[未不](?:达标|合格)(?:的)?(?:学校|乡镇|指标)?$")
_OF_SIZE = regex(r"班额|班(?:均)?(?:达到?|有|为)$")
_OF_CLASS = regex(r"班额$|班$")
_TOO_LARGE, _NO_CLASS = 56, 100
"""A class of so many pupils is a 大班额 (教育部, 2018), one of more is none."""
_ALL_OF_THEM = 100
_SUFFIX = regex(r"(?:面积|数量|配备|人数|比例)$")
_LARGE = regex(r"^[^,;。\d]{0,4}?班额(?:[达超为在]|$)")
"""Classes that are left and whose size is told are too large."""
_AHEAD = regex(
    r"确保|力争|计划|将|到20|20\d\d年[^,;]{0,8}前|[年月季]底?前|打算|目标|争取|努力|逐步|基本|[未没要应须]|除了|以外|之外|继续|推进|推动|加快"
)
_REPAIRED = regex(r"整改|反馈|台账|销号|清单|意见书|以前|此前|[年期学]初|当时|上年|去年|摸底|摸排|排查|原有|曾")
_STAGES = ("幼儿园", "小学", "初中", "高中", "中职")
_OWNERS = ("城区", "农村", "乡镇", "公办", "民办")
_CLAUSE = regex(r"[。；;\n]")
_WITHOUT = regex(
    r"^(?:[^,;。\d]{0,8}?)(?:尚|仍|还)?(?:未能?|没有?|无|缺少?|不具备?)(?:配备|配齐|配足|取得|建立|建成|开设|设立|安装|持有?|实现)?(?P<what>[^,;。\d]{3,14})"
)
_SOME = regex(r"(?:共有|其中|有|存在|目前|个别|部分)[^,;]{0,6}$")
_THING = regex(r"[^，,。；;\n]{0,12}")
_OBJECT = regex(r"[^，,。；;\n]{0,4}")
_YEAR = regex(r"20\d\d")
_SAID, _SOON = 30, 8


class _Claim(NamedTuple):
    """A claim without exception: its kind, and the words of its sentence up to it."""

    kind: str
    words: str


def absolutes(report: Report, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Find figures of what is left in a report that says elsewhere that nothing is; never sure, for scopes differ."""
    if _ALL.search(report.text) is None:
        return
    claims = list(_claims(report))
    for passage in passages if claims else ():
        for sentence in passage.sentences:
            lacking = chain(_left(sentence), _below(sentence))
            yield from islice((doubt for each in lacking for doubt in _denied(*each, claims, passage)), 1)


def _denied(figure: Figure, kind: str, what: str, claims: Sequence[_Claim], passage: Passage) -> Iterator[Finding]:
    """Hold what a figure says is left or lacking against the first claim that nothing is."""
    same = _shared if kind == "without" else _contradicted
    claim = next((c for c in claims if c.kind == kind and same(c, what, figure)), None)
    if claim is not None and not _REPAIRED.search(figure.title) and not _ALL.search(figure.tail):
        at = passage.place[figure.start]
        yield _doubted(claim, figure, passage.figures[at - 1 : at] if _FAILED.search(figure.lead) and at else ())


def _claims(report: Report) -> Iterator[_Claim]:
    """List what a report claims without exception of what is done; a report of repairs tells of both times."""
    for block in report.blocks:
        words = report.text[block.start : block.end]
        if block.level == 0 and _REPAIRED.search(words):
            return
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
            continue
        begins = [0, *(cut.end() for cut in _CLAUSE.finditer(words))]
        for found in _ALL.finditer(words):
            begin = begins[bisect_right(begins, found.start()) - 1]
            said = plain(words[begin : found.end()])
            if not _AHEAD.search(said) and not _REPAIRED.search(said):
                kind = found.lastgroup or ""
                gone = _OBJECT.match(words, found.end()) if kind == "gone" else None
                yield _Claim(kind, said + plain(gone[0] if gone else ""))
                if kind in {"filled", "without"}:
                    thing = _THING.match(words, found.end())
                    yield _Claim("without", said + plain(thing[0] if thing else ""))


@needs(unit=PERCENT)
def _below(sentence: Sentence) -> Iterator[tuple[Figure, str, str]]:
    """List the rates below 100 %, with the kind of claim that denies them, and what it is of."""
    for figure in sentence.figures:
        if figure.base != PERCENT or not figure.exact or not 0 < figure.value < _ALL_OF_THEM:
            continue
        if figure.metric.indicator.endswith("持证率"):
            yield figure, "held", ""
        for suffix, kind in _OF_RATE:
            what = figure.metric.indicator.removesuffix(suffix)
            if what != figure.metric.indicator and len(what) > 2:
                yield figure, kind, what


@needs("班|未|不|仍|尚|还|没|无|缺|低于|高于|超出|超过|突破")
def _left(sentence: Sentence) -> Iterator[tuple[Figure, str, str]]:
    """List the figures of a sentence that say what is left or lacking, with the kind of claim that denies it."""
    for figure in sentence.figures:
        if figure.exact and figure.value > 0 and figure.base != PERCENT:
            yield from ((figure, kind, what) for kind, what in _lacking(figure))


def _lacking(figure: Figure) -> Iterator[tuple[str, str]]:
    """Give what a figure says is left or lacking by its own words alone, and the kind of claim that denies it."""
    if (
        figure.base == "人"
        and _OF_SIZE.search(figure.clause)
        and not _REPAIRED.search(figure.lead)
        and _TOO_LARGE <= figure.value <= _NO_CLASS
        and _OF_CLASS.search(figure.metric.indicator)
    ):
        yield "gone", "大班额"
        return
    if not figure.quantity.additive:
        return
    if _FAILED.search(figure.lead):
        yield "met", figure.metric.unit
        return
    left, below, without = _LEFT.search(figure.lead), _BELOW.match(figure.tail), _WITHOUT.match(figure.tail)
    beyond = _BEYOND.match(figure.tail)
    if not any((left, below, without, beyond)) or _REPAIRED.search(figure.lead):
        return
    if left is not None:
        thing = _WHAT.search(left["words"]) or _BEHIND.match(figure.tail) or _AHEAD_OF.search(figure.clause)
        if thing is not None:
            yield "gone", thing[thing.lastindex or 0]
        elif _LARGE.match(figure.tail):
            yield from (("gone", "大班额"), ("met", "班额"))
    if without is not None and (left is not None or _SOME.search(figure.lead)):
        yield "without", without["what"]
        if "资格" in without["what"]:
            yield "held", ""
    if below is not None:
        yield from (("met", below["what"]), ("met", _SUFFIX.sub("", below["what"])))
    if beyond is not None and (left is not None or _SOME.search(figure.lead)):
        yield "met", beyond["what"]


def _shared(claim: _Claim, what: str, figure: Figure) -> bool:
    """Tell whether what some lack is what all are said to have: most of its pairs of letters come back."""
    lacks = {what[n : n + 2] for n in range(len(what) - 1)}
    held = {claim.words[n : n + 2] for n in range(len(claim.words) - 1)}
    return len(lacks) > 1 and len(lacks & held) * 2 > len(lacks) and _contradicted(claim, "", figure)


def _contradicted(claim: _Claim, what: str, figure: Figure) -> bool:
    """Tell whether a claim is of the very thing, and neither of another stage nor of another year."""
    at = claim.words.find(what)
    if at < 0 or (what == "大班额" and claim.words[at - 1 : at] == "超"):
        return False
    told = f"{figure.metric.subject}{figure.metric.indicator}{figure.clause}{figure.tail[:_SOON]}"
    groups = [[_named(words, names) for words in (claim.words, told)] for names in (_STAGES, _OWNERS)]
    years = [set(_YEAR.findall(words)) for words in (claim.words, figure.metric.period)]
    return all(not one or not other or one & other for one, other in (*groups, years))


def _named(words: str, names: Sequence[str]) -> set[str]:
    """List the stages or owners that words name; 义务教育 is of two stages."""
    words = words.replace("义务教育", "小学初中")
    return {name for name in names if name in words}


def _doubted(claim: _Claim, figure: Figure, others: Sequence[Figure] = ()) -> Finding:
    """Record a figure that a claim without exception denies, with those that count the others."""
    return doubt(
        Relation.CONFLICT,
        (figure, *others),
        says=named(figure),
        should=f"同文另称“{claim.words[-_SAID:]}”",
        working=f"同文称“{claim.words[-_SAID:]}”，此处又有{named(figure)}",
        rule="conflict.absolute",
        soft=True,
    )
