"""Units: one missing or of another size beside its siblings in a list, or impossible for what is measured."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice, pairwise

from desktop.checking.changes import is_change
from desktop.checking.groups import STAGES, group
from desktop.checking.intervals import printed, times
from desktop.checking.ledger import years
from desktop.checking.needs import needs
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import MONEY, PERCENT, POINTS
from desktop.checking.runs import grouped, labelled, runs
from desktop.checking.wording import amount, doubt, named, short
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation

_PER_HEAD = regex(r"生均|人均|师均|每[百千]?名?学?生|每人|平均工资|年均收入|月均|每月|月工资|月薪|月收入")
_PAY = regex(r"工资|年收入|薪酬|年薪|收入水平")
_EACH_HEAD = regex(r"(?:生均|人均|师均|每生|每人|平均每[名位])(?![^,;]{0,4}:)")
_GROUND = {"亩", "公顷", "平方公里"}
_BUILT = regex(r"(?:建筑|校舍|教室|用房|图书馆|食堂|宿舍)(?:总)?面积")
_PEOPLE = regex(r"(?:教师|教职工|学生|幼儿|在校生|校长|园长|保育员|班主任|儿童)(?:共有|共|现有|有|为|达)?$")
_NO_PEOPLE = {"所", "平方米", "册", "亩", "间", "台", "套", "公里"}
_UNFIT = {*_GROUND, *_NO_PEOPLE, MONEY}
_NEXT_STAGE = regex(
    r"[,、;和与及](?:其中)?(?:普通)?(?:幼儿园?|学前|小学|初中|高中|普高|中职|职高|特教|特殊教育|义务教育)"
    r"(?:阶段|学段|学校|学生|教育|园|生|段)?(?:为|是|达到?|则?为|[只仅]有?|每生|每人|每年|生均|人均|平均)*"
)
_NEXT_YEAR = regex(
    r"[,、;]?(?:到|至)?(?:(?:19|20)\d\d年|上年|去年|今年|本年)(?:为|是|达到?|[增升提降减][加长高低少]?[到至为])*"
)
_OTHER_SIZE = 1000
"""Units of one list that lie so far apart (元 and 万元) are of two sizes."""
_NEAR = Decimal(4)
"""Printed numbers of two stages within this factor of each other are of one size."""
_NEAR_YEARS = Decimal(20)
"""Of two years, prices rose between, not by more than this."""
_WORKED_OUT = regex(r"[,(](?:按|其中)[^,;。]{0,12}(?:\d|标准|核定|核拨|测算)")
"""What follows upon the sum that all heads got."""
_IN_ALL = regex(r"^(?:全年|三年|两项|三项)?(?:总共|合计|共计|累计|共)")
_SPENT = regex(
    r"(?:落实|安排|投入|拨付|下达|下拨|划拨|拨|支出|列支|兑现|筹措|筹集|争取|(?<!生活)(?<!交通)(?<!伙食)(?<!岗位)补助|发放|统筹)[^,，;；]{0,10}$"
)
_MONEY = regex(r"资金|经费|投入|支出|拨款|投资|补助|收入|工资")
_FUND = regex(r"投|拨|到位|支出|安排|资金|计提|预算|决算|结余|筹|争取")
_EACH_ONE = regex(r"每|均|人|标准|补[助贴]|奖|月|工资|[学收]费|单价|元/")
_BUILDS = regex(r"(?:用于)?(?:新建|改建|扩建|改扩建|建设|建成|迁建|维修|改造|修建|翻建)")
_FEWEST_YUAN, _FEW_YUAN = 100, 100_000
_RATIO = regex(r"[:：∶/]|分之")
_DIGITS = regex(r"[\d零〇一二三四五六七八九十百千]$")
_RATE = regex(r"(?<![汇倍频效])率(?:为|是|达到?|仅|只有|:)*$")
_PER_MILLE = regex(r"死亡率|出生率|增长率|发病率|生师率")
_COMPARES = regex(r"[,(](?:同比|[比较高低])")
_ENDS = regex(r"[,、;。)]|$")
_HUNDRED = 100
_RICH = Decimal(1_000_000)
"""More than this many 元 a head is no figure of a school."""
_LEAST_PAY, _RISEN = 100, 1993
"""No month's or year's pay was of fewer 元 since that year."""
_BY_DAY = regex(r"[日天时节]|补[助贴]|增|提高|相?差|高于|低于")
_CLOSE = Decimal(20)
"""Printed numbers within this factor of each other belong to one scale."""


def unit_faults(passage: Passage) -> Iterator[Finding]:
    """Look for units that cannot be."""
    told: set[int] = set()
    for sentence in passage.sentences:
        for finding in (*_in_lists(sentence), *_per_head(sentence), *_bare_rates(sentence), *_impossible(sentence)):
            if told.isdisjoint(finding.anchors):
                told.update(finding.anchors)
                yield finding
        yield from (finding for finding in _without_wan(sentence) if told.isdisjoint(finding.anchors))
    yield from _without_yuan(passage)


def mended(sentence: Sentence) -> tuple[Figure, ...]:
    """List a sentence's figures, those whose unit was lost with the unit of their list."""
    if not _lacks_units(sentence):
        return sentence.figures
    lent = {figure.start: like for run in grouped(sentence) for figure, like in _lost(run)}
    return tuple(
        replace(f, quantity=like.quantity, stands=times(printed(f.metric.value), like.quantity.factor)) if like else f
        for f, like in ((f, lent.get(f.start)) for f in sentence.figures)
    )


def _in_lists(sentence: Sentence) -> Iterator[Finding]:
    """Find the units of lists that are lost or of another size."""
    if _lacks_units(sentence):
        lists = (*(run for run in runs(sentence) if len(run) > 2), *grouped(sentence))
        yield from (_fault(figure, "缺单位", like, run) for run in lists for figure, like in _lost(run))
    if len({figure.metric.unit for figure in sentence.figures}) > len(sentence.bases):  # 元 beside 万元
        for run in (*(run for run in runs(sentence) if len(run) > 2), *labelled(sentence)):
            yield from _of_another_size(run)
        yield from _pairs(sentence.figures)


def _pairs(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Find the two stages of one quantity whose numbers are alike and whose units are not: 小学720元、初中940万元."""
    for n, (one, other) in enumerate(pairwise(figures)):
        before = figures[n - 1] if n else None
        if before and before.quantity == other.quantity and group(before) & STAGES == group(one) & STAGES:
            continue  # 小学16万平方米，生均4.7平方米；初中9万平方米，…: two kinds take turns
        low, high = sorted((one.quantity.factor, other.quantity.factor))
        alike = one.base == other.base and bool(one.base) and high >= low * _OTHER_SIZE
        stages = alike and _NEXT_STAGE.fullmatch(other.lead) and _apart(one, other)
        if not stages and not (alike and _NEXT_YEAR.fullmatch(other.lead) and _PER_HEAD.search(one.clause)):
            continue
        near = _NEAR if stages else _NEAR_YEARS
        if one.metric.value < other.metric.value * near and other.metric.value < one.metric.value * near:
            yield _unlike(one, other)


def _apart(one: Figure, other: Figure) -> bool:
    """Tell whether two amounts are of two stages."""
    stages = group(one) & STAGES, group(other) & STAGES
    return bool(stages[0] and stages[1]) and stages[0] != stages[1] and not is_change(one) and not is_change(other)


def _unlike(one: Figure, other: Figure) -> Finding:
    """Record two stages of one quantity in units of two sizes; a sum for each head is right in the smaller."""
    large, small = sorted((one, other), key=lambda f: f.quantity.factor, reverse=True)
    apart = short(max(one.value, other.value) / min(one.value, other.value), 3)
    a_head = _PER_HEAD.search(f"{one.metric.indicator}{one.lead}{other.lead}") is not None
    return doubt(
        Relation.UNIT,
        (large, small),
        says=f"{named(one)}、{named(other)}",
        should=f"{large.metric.value}{small.metric.unit}？",
        working=f"{one.quote}与{other.quote}相差{apart}倍，单位与同列不一",
        rule="unit.pair",
        soft=not a_head,
    )


def _lost(run: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Find the figures of a list printed without the unit of their siblings, each with such a sibling.

    A unit printed once, at the end, is for all (12、5、3所); the first figure of a list lost its own where all others
    have theirs.
    """
    bare = [_bare(figure) for figure in run]
    united = [figure for figure, lost in zip(run, bare, strict=True) if not lost]
    if not any(bare) or len({figure.metric.unit for figure in united}) != 1:
        return
    like = united[0]
    low, high = _scale(united)
    only_first = len(united) == len(run) - 1 > 1 and bare[0]
    for figure, lost in zip(run, bare, strict=True):
        if lost and (like.start < figure.start or only_first) and low <= figure.metric.value <= high:
            yield figure, like


def _lacks_units(sentence: Sentence) -> bool:
    """Tell whether a number of a sentence is printed without a unit."""
    return any(map(_bare, sentence.figures))


def _bare(figure: Figure) -> bool:
    """Tell whether a number is printed without a unit, whatever it may have been lent."""
    unit = figure.metric.unit
    if unit and unit[-1] in figure.metric.quote:
        return False
    return bool(_DIGITS.search(figure.quote)) and not _RATIO.search(figure.quote)


def _of_another_size(run: Sequence[Figure]) -> Iterator[Finding]:
    """Find the one unit of a list that is of another size than all others while its number is not."""
    (usual, count), *others = Counter(f.metric.unit for f in run).most_common()
    if not usual or count < 2 or count * 2 <= len(run) or len(others) == 0:
        return
    siblings = [f for f in run if f.metric.unit == usual]
    like = siblings[0]
    low, high = _scale(siblings)
    for figure in run:
        differs = figure.base == like.base and figure.quantity.factor != like.quantity.factor
        differs = differs and not _IN_ALL.search(figure.clause)
        if differs and low <= figure.metric.value <= high:
            yield _fault(figure, "单位与同列不一", like, siblings)


def _scale(figures: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    """Tell between which printed numbers one of the size of all these lies; above its upper end where none does."""
    sizes = [f.metric.value for f in figures if f.metric.value > 0]
    return (max(sizes) / _CLOSE, min(sizes) * _CLOSE) if sizes else (Decimal(1), Decimal(0))


def _per_head(sentence: Sentence) -> Iterator[Finding]:
    """Find money per head of a million and more; a fund that is named after it (落实生均公用经费…) is none."""
    for figure in sentence.figures:
        if not figure.quantity.money or figure.stands is None or figure.stands.low < _RICH:
            continue
        named = _PER_HEAD.search(figure.clause)
        spent = named is not None and _SPENT.search(figure.clause, 0, named.start()) is not None
        spent = spent or _WORKED_OUT.match(figure.tail) is not None
        if not spent and (named or _PER_HEAD.search(f"{figure.metric.indicator}{figure.clause}")):
            yield doubt(
                Relation.UNIT,
                (figure,),
                says=figure.quote,
                should=f"{figure.metric.value}{MONEY}？",
                working=f"{figure.metric.indicator or '人均金额'}{figure.quote}，"
                f"即每人{amount(figure.metric.value * figure.quantity.factor, figure.base)}，单位不可能",
                rule="unit.per_head",
            )


def _impossible(sentence: Sentence) -> Iterator[Finding]:
    """Find units that nothing of the kind has: 生均占地23.5亩, 生均图书32万册, 工资8.6元, 校舍32亩, 教师1245所."""
    for figure in sentence.figures:
        unit, many = figure.metric.unit, figure.quantity.factor > 1 and not figure.quantity.money
        if not many and unit not in _UNFIT:
            continue
        words = f"{figure.metric.indicator}，{figure.clause}"
        each = _EACH_HEAD.search(figure.clause) is not None and not _SPENT.search(figure.clause)
        if each and (many or unit in _GROUND):
            yield _unfit(figure, f"每人不会有{figure.quote}")
        elif unit in _GROUND and _BUILT.search(words):
            yield _unfit(figure, f"校舍不以{unit}计")
        elif unit == MONEY and _PAY.search(words) and _is_too_little(figure, words):
            yield _unfit(figure, f"工资不会只有{figure.quote}，疑缺“万”")
        elif unit in _NO_PEOPLE and _PEOPLE.search(figure.clause) and "每" not in figure.clause:
            yield _unfit(figure, f"人不以“{unit}”计")


def _is_too_little(figure: Figure, words: str) -> bool:
    """Tell whether pay is less than any month's, by no day and of no year when it was of tens of 元."""
    span = years(figure.metric)
    old = span is not None and span[0] < _RISEN
    return figure.metric.value < _LEAST_PAY and not _BY_DAY.search(words) and not old


def _unfit(figure: Figure, why: str) -> Finding:
    """Record a unit that what is measured cannot have."""
    return doubt(
        Relation.UNIT,
        (figure,),
        says=named(figure),
        should="单位有误",
        working=f"{named(figure)}：{why}",
        rule="unit.unfit",
    )


@needs("率", figures=2)
def _bare_rates(sentence: Sentence) -> Iterator[Finding]:
    """Find a rate printed without % beside one printed with it, or beside its own rise in points."""
    figures = sentence.figures
    for figure, after in zip(figures, (*figures[1:], None), strict=True):
        rate = _bare(figure) and 1 < figure.metric.value <= _HUNDRED and _is_rate(figure)
        if not rate or not _ENDS.match(figure.tail):
            continue
        moved = after if after and after.base == POINTS and _COMPARES.match(after.lead) else None
        like = moved or next((f for f in figures if f.base == PERCENT and _is_rate(f)), None)
        if like:
            yield doubt(
                Relation.UNIT,
                (figure,),
                says=named(figure),
                should=f"{figure.metric.value}{PERCENT}",
                working=f"缺单位：同句作{like.quote}",
                rule="unit.rate",
            )


def _is_rate(figure: Figure) -> bool:
    """Tell whether the words before a figure end with the name of a rate in per cent."""
    return _RATE.search(figure.clause) is not None and not _PER_MILLE.search(figure.clause)


def _without_wan(sentence: Sentence) -> Iterator[Finding]:
    """Ask about 实际到位1872元 beside 应计提2140万元, and about 投资6800元新建校舍: no fund is of so few 元."""
    for figure in sentence.figures:
        if figure.metric.unit != MONEY or not _FEWEST_YUAN <= figure.metric.value < _FEW_YUAN:
            continue
        if _EACH_ONE.search(f"{figure.clause}{figure.tail[:6]}") or not _FUND.search(figure.clause):
            continue
        alike = (f for f in sentence.figures if f.metric.unit == f"万{MONEY}" and _FUND.search(f.clause))
        like = next(
            (f for f in alike if f.metric.value < figure.metric.value * _NEAR < f.metric.value * _NEAR**2), None
        )
        if like or _BUILDS.match(figure.tail):
            yield doubt(
                Relation.UNIT,
                (figure, like) if like else (figure,),
                says=named(figure),
                should=f"{figure.metric.value}万{MONEY}？",
                working=f"{figure.quote}，{f'同句作{like.quote}' if like else f'不足以{figure.tail[:2]}'}，疑缺“万”",
                rule="unit.without_wan",
                soft=True,
            )


def _without_yuan(passage: Passage) -> Iterator[Finding]:
    """Ask about 2838万 where the same paragraph writes 万元."""
    bare = [
        f for f in passage.figures if f.metric.unit in {"万", "亿"} and _MONEY.search(f"{f.metric.indicator}{f.clause}")
    ]
    whole = next((f for f in passage.figures if bare and f.metric.unit == f"{bare[0].metric.unit}元"), None)
    if bare and whole:
        quotes = "、".join(f"{f.quote}元" for f in bare)
        yield doubt(
            Relation.UNIT,
            bare,
            says="；".join(f.quote for f in bare),
            should=f"应为{quotes}",
            working=f"同段作{whole.quote}，此处缺“元”",
            rule="unit.without_yuan",
            soft=True,
        )


def _fault(figure: Figure, what: str, like: Figure, siblings: Sequence[Figure]) -> Finding:
    """Record one wrong unit of a list."""
    alike = islice((f.quote for f in siblings if f is not figure and f.metric.unit == like.metric.unit), 4)
    return doubt(
        Relation.UNIT,
        (figure,),
        says=named(figure) if figure.label in figure.lead else figure.quote,
        should=f"{figure.metric.value}{like.metric.unit}",
        working=f"{what}：同列{'、'.join(alike)}",
        rule="unit.list",
    )
