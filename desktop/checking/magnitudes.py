"""Magnitudes: amounts of a size or in a unit that nothing of their kind has, whatever the report says beside them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop.checking.changes import is_change
from desktop.checking.intervals import over, printed, times
from desktop.checking.ledger import years
from desktop.checking.passages import Figure, Passage, Sentence
from desktop.checking.quantities import MONEY, PERCENT
from desktop.checking.wording import doubt, named, number, short
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.report import Report


class _Bounds(NamedTuple):
    """Between what an amount of a kind lies in any school or district: its name, its base units, from, to."""

    name: str
    bases: frozenset[str]
    low: Decimal
    high: Decimal


def _bounds(name: str, bases: str, low: str, high: str) -> _Bounds:
    return _Bounds(name, frozenset(bases.split("、")), Decimal(low), Decimal(high))


_KINDS = (
    _bounds(r"平均年龄", "岁", "3", "75"),
    _bounds(r"(?:平均班额|班均(?:学生|人数|规模)?)$", "人", "2", "150"),
    _bounds(r"生师比|师生比|师幼比", "", "0.5", "150"),
    _bounds(r"[生人]均[^,，]{0,10}面积$", "平方米", "0.05", "1000"),
    _bounds(r"生均(?:图书|藏书|册数|纸质图书)", "册", "0.2", "500"),
    _bounds(r"毛入[园学]率", PERCENT, "0", "200"),
    _bounds(r"出生率|死亡率|自然增长率|^生率", PERCENT, "0", "3.5"),
    _bounds(r"覆盖率|合格率|达标率|持证率|满意[率度]|完成率|巩固率", PERCENT, "0", "1000"),
)
"""Wide enough for a school in the mountains and one in a city; 生师比 and 师生比 are printed either way round."""
_NAMES = regex("|".join(f"(?P<k{n}>{kind.name})" for n, kind in enumerate(_KINDS)))
_KINDS_OF = frozenset().union(*(kind.bases for kind in _KINDS))
_LIVES = regex(
    r"(?P<what>平均(?:年龄|教龄|驾龄|工龄|任教年限)|平均[^，,。；;\d]{0,4}(?:教龄|驾龄|工龄))[为是达约]{0,2}(?P<many>\d{1,4}(?:\.\d+)?)(?P<unit>岁|年)"
)
_LONGEST_LIFE, _LONGEST_WORK = 80, 60
_MILLE = regex(r"(?:入[园学]|巩固|覆盖|合格|达标|普及|升学|持证|配备|完成|满意|参与|整改|公办|普惠)[^,，]{0,6}率")
_COEFFICIENT = regex(r"系数$")
_SPORTS = regex(r"运动场|体育场|操场|体育运动场馆|场馆|活动场地|跑道")
_EACH = regex(r"每百?名?[学人]?[生人]?|[生人师班校园]均")
_STANDARD = regex(r"每|月|[生人师年班]均|人次均|标准|补[助贴]标准|单价|元/|工资|津贴|奖|学费|收费|[早午晚]餐")
_FUND = regex(r"投入|拨付|下达|安排|发放|资金|经费|支出|投资|筹|落实|补助")
_GIVEN = regex(r"惠及|资助|发放|补助|受益|培训|参训|奖励|涉及|覆盖|救助|减免")
_BUILT = regex(r"(?:新建|改建|扩建|改扩建|建设|实施|修建|改造|维修|翻建)[^,;。]{0,16}(?:[学校楼园舍房场]|项目|工程)")
_PRICE = regex(
    r"[货价书]款|设备款|采购[款资价]|购置[款资费]|结算|支付|付款|合同[价金额款]|中标|成交|总?价|投[入资]|支出|花费|耗资|金额"
)
_IN_PART = regex(r"^[的,]?(?:定金|订金|押金|首付|运费|保险|手续费|安装费|用于)")
_LEAST_PRICE = {"辆": 1000, "台": 10, "套": 5}
"""元 for each, far below what any costs; 1 元 for what is counted otherwise."""
_BOUGHT = regex(r"采购|购置|购买|购进|购入|新购|添置|订购|配置|更新")
_FEW_YUAN = 100_000
_LEAST_A_HEAD, _LEAST_HEADS = 5, 20
_NATION, _BEGINNING = regex(r"全国(?:共有|教育事业|各级各类)"), 200
"""What begins so counts the people of the whole country."""
_TEACHERS = regex(r"教师|教职工|校长|园长")
_SPECIAL = regex(r"特殊教育|特教")
_LEARNERS = regex(r"学生|幼儿|在校生|儿童")
_MOST_TEACHERS, _MOST_SPECIAL, _MOST_LEARNERS = 2_000_000, 90_000, 40_000_000
"""No province has so many (the country: 18.9 million teachers, 77,000 of special schools, 2023 national bulletin)."""
_HOUSES = regex(r"(?:建筑|校舍|用房|楼)(?:总)?面积$|校舍$")
_ALL_HOUSES = regex(r"全[县区市州旗省]|学校")
_ONE_HOUSE = regex(r"[一1]栋|[一1]幢|综合楼|教学楼|宿舍楼|食堂")
_LEAST_HOUSES, _LARGEST_HOUSE = 100, 500_000
_GROUND = regex(r"占地|用地|校园面积")
_MOST_GROUND = 500_000_000
"""平方米."""
_COUNTED_OLD = 1990
_BEFORE = 4
"""So many figures before one are held against it."""
_SMALL_RATE = 4
"""A rate of a kind that never reaches it was rather printed with % for ‰."""
_TELLING = 4
"""A number of so many digits does not come back by chance."""
_MEAN = regex(r"(?:[生人师班校园]均|平均)[^,;:每]{0,10}$|(?:平均|均价)每(?P<each>平方米|[人名生套间所个校园班台户亩])$")
_MILLE_UNITS = {"‰", "千分之"}
_COUNTED_BY_HUNDREDS = {"间", "台", "册", "套"}
_SELDOM = {*_MILLE_UNITS, *_COUNTED_BY_HUNDREDS, PERCENT, "平方公里", "万亩"}
"""Units and bases that something is never told in."""
_PEOPLE = {"人", "名"}
_DIVIDED = {MONEY, "平方米", "册"}
_SCALES = (Decimal(10_000), Decimal(100_000_000))
_SAME_DIGITS = Decimal("0.02")
_OF, _HUNDRED = regex(r"占|率|比"), 100


def magnitudes(report: Report, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Look for amounts that cannot be."""
    national = _NATION.search(report.text, 0, _BEGINNING) is not None
    for passage in passages:
        for sentence in passage.sentences:
            told: set[int] = set()
            for finding in _in_sentence(sentence, national=national):
                if told.isdisjoint(finding.anchors):
                    told.update(finding.anchors)
                    yield finding
    yield from _elsewhere(passages)
    for found in _LIVES.finditer(report.text):
        most = _LONGEST_LIFE if "年龄" in found["what"] else _LONGEST_WORK
        if Decimal(found["many"]) > most:
            yield Finding(
                check=Relation.RANGE,
                anchors=(found.start("many"),),
                says=found[0],
                should=f"不超过{most}{found['unit']}",
                working=f"{found['what']}不会有{found['many']}{found['unit']}，疑漏小数点",
                rule="range.life",
            )


def _in_sentence(sentence: Sentence, *, national: bool) -> Iterator[Finding]:
    """Ask of each figure what its unit allows to be asked."""
    figures = sentence.figures
    for at, figure in enumerate(figures):
        base, unit = figure.base, figure.metric.unit
        if is_change(figure):
            continue
        if base in _KINDS_OF:
            yield from _of_kind(figure)
        if unit in _SELDOM or base in _SELDOM:
            yield from _in_unit(figure)
        if unit.endswith(("平方米", "亩")):
            yield from _of_houses(figure)
        if base in _PEOPLE and figure.quantity.factor != 1 and not national:
            yield from _of_people(figure)
        if unit == MONEY:
            yield from _too_little(figures, at)
        if base in _DIVIDED:
            yield from _per_head(figures, at)
        if unit in _MILLE_UNITS:
            yield from _per_mille(figures, at)


def _of_kind(figure: Figure) -> Iterator[Finding]:
    """Find what lies beyond all that its kind has."""
    words = figure.metric.indicator
    for found in _NAMES.finditer(words):
        kind = _KINDS[int((found.lastgroup or "k0")[1:])]
        if figure.base not in kind.bases or figure.stands is None:
            continue
        if figure.stands.high < kind.low or figure.stands.low > kind.high:
            should = f"{number(kind.low)}至{number(kind.high)}{figure.base}之间"
            unit = Relation.UNIT if figure.base in {"平方米", "册"} or kind.high < _SMALL_RATE else Relation.RANGE
            yield _beyond(figure, unit, should, f"{named(figure)}：不可能，小数点或单位有误", "range.kind")
            return


def _in_unit(figure: Figure) -> Iterator[Finding]:
    """Find units that what is measured is never told in: 入学率99.9‰, 系数0.386%, 每百名学生2.6万间, 操场4平方公里."""
    unit = figure.metric.unit
    if figure.base == PERCENT and unit not in _MILLE_UNITS:
        if figure.metric.value < 1 and _COEFFICIENT.search(figure.metric.indicator):
            yield _unfit(figure, "系数不带%")
        return
    words = f"{figure.metric.indicator},{figure.clause}"
    if unit in _MILLE_UNITS and _MILLE.search(words):
        yield _unfit(figure, "这样的率以%计")
    elif (figure.base == "平方公里" or unit == "万亩") and _SPORTS.search(words):
        yield _unfit(figure, f"运动场地不以{unit}计")
    elif figure.quantity.factor > _HUNDRED and figure.base in _COUNTED_BY_HUNDREDS and "每百名" in words:
        yield _unfit(figure, f"每百名学生不会有{figure.quote}")


def _of_houses(figure: Figure) -> Iterator[Finding]:
    """Find the houses of all schools that are no larger than a classroom, and one house as large as a town."""
    words = f"{figure.metric.indicator},{figure.clause}"
    if figure.metric.unit.endswith("平方米") and _HOUSES.search(figure.clause) and not _EACH.search(words):
        broken = figure.value < _LEAST_HOUSES and figure.value != figure.value.to_integral_value()
        if broken and "校舍" in words and _ALL_HOUSES.search(words):
            yield _unfit(figure, "校舍总面积不会这样小，疑缺“万”")
        elif figure.value > _LARGEST_HOUSE and _ONE_HOUSE.search(f"{words}{figure.lead}"):
            yield _unfit(figure, "一栋楼不会这样大，疑多“万”")
    elif figure.metric.unit.endswith("亩") and figure.value > _MOST_GROUND and _GROUND.search(words):
        yield _unfit(figure, "学校占地不会这样大，疑多“万”")


def _of_people(figure: Figure) -> Iterator[Finding]:
    """Find more teachers or pupils than a province has."""
    words = f"{figure.metric.subject}{figure.metric.indicator}"
    teachers = _TEACHERS.search(words)
    most = _MOST_SPECIAL if _SPECIAL.search(f"{words}{figure.title}") else _MOST_TEACHERS
    if (teachers and figure.value > most) or (_LEARNERS.search(words) and figure.value > _MOST_LEARNERS):
        yield _unfit(figure, "一地不会有这样多，疑多“万”")


def _too_little(figures: Sequence[Figure], at: int) -> Iterator[Finding]:
    """Find a fund that leaves less than some 元 for each whom it reached, or that no wall is built of."""
    fund = figures[at]
    yield from _paid(fund, figures[max(0, at - _BEFORE) : at])
    if not 0 < fund.value < _FEW_YUAN or _STANDARD.search(fund.clause) or not _FUND.search(fund.clause):
        return
    span = years(fund.metric)
    if span is not None and span[0] < _COUNTED_OLD:
        return
    if _BUILT.search(fund.tail) and not _STANDARD.search(fund.tail):
        yield _unfit(fund, "不足以建设，疑缺“万”")
        return
    near = (*figures[max(0, at - 1) : at], *figures[at + 1 : at + 2])
    for people in near:
        words = f"{fund.clause}{people.lead}{people.clause}"
        counted = people.base in {"人", "名", "人次", "户"} and people.value >= _LEAST_HEADS
        if counted and _GIVEN.search(words) and fund.value < people.value * _LEAST_A_HEAD:
            yield _beyond(
                fund,
                Relation.UNIT,
                f"{number(fund.metric.value)}万元？",
                f"{fund.quote} ÷ {people.quote} = {short(fund.value / people.value, 2)}元，疑缺“万”",
                "unit.fund",
                people,
            )
            return


def _paid(price: Figure, before: Sequence[Figure]) -> Iterator[Finding]:
    """Find 支付货款612.5元 for 采购设备4860件: a price that leaves next to nothing for each thing that was bought."""
    span = years(price.metric)
    if not _PRICE.search(price.clause) or _STANDARD.search(price.clause) or (span and span[0] < _COUNTED_OLD):
        return
    bought = [f for f in before if f.quantity.counted and _BOUGHT.search(f.clause)]
    least = _LEAST_PRICE.get(bought[-1].metric.unit, 1) if bought else 0
    if bought and 0 < price.value < bought[-1].value * least and not _IN_PART.match(price.tail):
        yield _beyond(
            price,
            Relation.UNIT,
            f"{number(price.metric.value)}万元？",
            f"{price.quote} ÷ {bought[-1].quote} = {short(price.value / bought[-1].value, 2)}元，疑缺“万”",
            "unit.price",
            bought[-1],
        )


def _per_head(figures: Sequence[Figure], at: int) -> Iterator[Finding]:
    """Hold 人均88.9万元 against 8.16万元 and 918人次 before it: the same digits in a unit of another size."""
    mean = figures[at]
    said = _MEAN.search(mean.clause) if mean.stands and mean.value else None
    if said is None:
        return
    measured = said["each"] if said["each"] in {"平方米", "亩"} else ""
    wholes = [
        f
        for f in figures[max(0, at - _BEFORE) : at]
        if f.base == mean.base and f.value > mean.value / _SCALES[0] and not _MEAN.search(f.clause)
    ]
    near = (*figures[max(0, at - _BEFORE) : at], *figures[at + 1 : at + 2])
    counts = [f for f in near if (f.metric.unit.endswith(measured) if measured else f.quantity.counted)]
    for whole in wholes:
        for count in counts:
            if count.value <= 1:
                continue
            quotient = whole.value / count.value
            for scale in _SCALES:
                if abs(mean.value - quotient * scale) <= quotient * scale * _SAME_DIGITS:
                    yield _beyond(
                        mean,
                        Relation.UNIT,
                        f"{short(quotient, 4)}{mean.base}",
                        f"{whole.quote} ÷ {count.quote} = {short(quotient, 4)}{mean.base}，与{mean.quote}差在单位",
                        "unit.mean",
                        whole,
                        count,
                    )
                    return


def _per_mille(figures: Sequence[Figure], at: int) -> Iterator[Finding]:
    """Hold 占0.24‰ against 12个 of 4961个 before it: the very digits that the share has in %."""
    share = figures[at]
    if share.stands is None or not _OF.search(share.clause):
        return
    near = [f for f in figures[max(0, at - _BEFORE) : at] if not f.quantity.share and f.stands and not is_change(f)]
    for part in reversed(near):
        for whole in (f for f in near if f.base == part.base and f.value > part.value):
            quotient = over(part.stands, whole.stands) if part.stands and whole.stands else None
            if quotient and times(quotient, Decimal(_HUNDRED)).meets(printed(share.metric.value)):
                percent = short(part.value * _HUNDRED / whole.value, 3)
                yield _beyond(
                    share,
                    Relation.UNIT,
                    f"{number(share.metric.value)}%",
                    f"{part.quote} ÷ {whole.quote} = {percent}%，与{share.quote}差在单位",
                    "unit.per_mille",
                    part,
                    whole,
                )
                return


def _elsewhere(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Find 货款612.5元 for 设备 where 设备 are 612.5万元 elsewhere: the very digits, in a unit of another size."""
    all_money = (f for passage in passages for f in passage.figures if f.quantity.money)
    money = [f for f in all_money if f.metric.value != f.metric.value.to_integral_value()]
    large: dict[Decimal, list[Figure]] = {}
    for figure in money:
        if figure.quantity.factor == _SCALES[0] and len(figure.metric.value.normalize().as_tuple().digits) >= _TELLING:
            large.setdefault(figure.metric.value, []).append(figure)
    for figure in money:
        if figure.metric.unit != MONEY or _STANDARD.search(figure.clause):
            continue
        words = _words(figure.lead)
        like = next((f for f in large.get(figure.metric.value, ()) if words & _words(f.clause)), None)
        if like:
            yield _beyond(
                figure,
                Relation.UNIT,
                f"{number(figure.metric.value)}万元？",
                f"别处作{named(like)}，与{figure.quote}差在单位",
                "unit.elsewhere",
                like,
            )


def _words(lead: str) -> frozenset[str]:
    """Cut what stands before a figure into pairs of letters."""
    return frozenset(lead[n : n + 2] for n in range(len(lead) - 1) if lead[n : n + 2].isalpha())


def _unfit(figure: Figure, why: str) -> Finding:
    """Record a unit that what is measured cannot have."""
    return _beyond(figure, Relation.UNIT, "单位有误", f"{named(figure)}：{why}", "unit.magnitude")


def _beyond(figure: Figure, relation: Relation, should: str, working: str, rule: str, *others: Figure) -> Finding:
    """Record an amount that cannot be."""
    return doubt(relation, (figure, *others), says=named(figure), should=should, working=working, rule=rule)
