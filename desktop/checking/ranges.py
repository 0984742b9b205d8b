"""Ranges: a value that cannot be, whatever else the report says. Unusual sizes are hints, never findings."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checking.passages import Figure, Passage
from desktop.checking.quantities import PERCENT
from desktop.checking.wording import doubt, named, number
from desktop.lexicon.patterns import regex
from desktop.model.finding import Finding, Relation
from desktop.model.metric import Role
from desktop.model.report import BlockKind, Report

_BOUNDED = regex(
    r"覆盖率|合格率|及格率|优良率|优秀率|良好率|达标率|满意[率度]|知晓率|参与率|参保率|入学率|入园率|配备率|配齐率|持证率|近视率|"
    r"辍学率|接种率|出勤率|通过率|安置率|就业率|占比|占.{0,20}(?:比例|比重|的)|占$|开齐率|普惠率|公办率|升学率|录取率|整改率|办结率|普及率|在编率|到岗率|回收率|参训率|检测率|监测率|完好率|接入率"
)
_OF_A_WHOLE = regex(
    r"(?:率|比例|占比|比重|满意度|知晓度|认可度|知晓面|覆盖面|受益面|参训面|到位面|参与面|合格面)(?:均|都|也|已)?(?:达到?|为|是|有|近|超过?)*$"
)
_UNBOUNDED = regex(
    r"毛入|毛.{0,4}率|巩固率|增[长幅速]|完成|执行|达成|利用|负债|相当于|提高|上升|下降|增加|超额|比上年|较上年|同比|"
    r"录取比|报考|报录|招录|考录|超编|超员|超[额过计]|周转|收益|产出|回报|保值|满编|拨付|支出率|进度|杠杆|流动比|使用率|入住|净?流入|折算|系数|"
    r"替换|置换|[生师]比|比例尺|供需|供求|投资"
)
_GROSS = regex(r"\([^,;()。]{0,4}(?:毛|含超龄|含外)")
_WHOLE = Decimal(100)
_WHOLE_THINGS = {"人", "所"}
_TOWNS = {"镇", "乡", "乡镇", "街道", "镇街", "个镇", "个乡"}
_TOWN_WORDS = regex(r"[辖设有共](?:有|区|内)*$|[辖设]")
_COUNTY = regex(r"[全我本][区县旗]|[区县]委|[区县]政府|[区县]人民政府", begins="全我本区县")
_CITY = regex(r"[全我本][市州省盟]|市委|市政府|市人民政府|省人民政府")
_SELF = 20_000
"""A report says often enough in so many characters what it is of."""
_MOST_TOWNS = 100
"""No county or district of China has so many 乡镇街道."""
_AVERAGED = regex(r"均(?!衡)|每|比|率|折合|折算|系数|左右|指数|密度|强度")
_PER = regex(r"每|均(?!衡)|生师比")
_ABOVE = 60
"""So many characters above a paragraph hold the title that says what its figures are of."""
_LIST_ENDS = regex(r"[;。]")
_GOT = regex(r"[,(]?(?:实?得|自评|评)")
_FULL = regex(r"(?:满分|总分|分值)(?:为|是|共)?$")


def ranges(report: Report, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Look for values that cannot be."""
    county: bool | None = None
    for passage in passages:
        for sentence in passage.sentences:
            for figure in sentence.figures:
                if figure.base == PERCENT:
                    yield from _share(figure)
                elif figure.metric.unit in _TOWNS and figure.metric.value >= _MOST_TOWNS:
                    if county is None:
                        county = _is_county(report.text[:_SELF])
                    yield from _towns(figure, county=county)
            if "分" in sentence.bases:
                yield from _scores(sentence.figures)
            if passage.block.kind is not BlockKind.ROW and any(map(_in_pieces, sentence.figures)):
                above = report.text[max(0, passage.block.start - _ABOVE) : passage.block.start]
                yield from _broken(sentence.figures, under=bool(_PER.search(above)))


def _is_county(text: str) -> bool:
    """Tell by what a report calls itself whether it is of a county or district, not of a city or province."""
    return len(_COUNTY.findall(text)) > len(_CITY.findall(text))


def _share(figure: Figure) -> Iterator[Finding]:
    """Find a share of more than 100 %."""
    if figure.stands is None or figure.stands.low <= _WHOLE or figure.metric.role is Role.CHANGE:
        return
    words = f"{figure.metric.indicator}{figure.clause}"
    named_whole = _BOUNDED.search(words) is not None
    called = _OF_A_WHOLE.search(figure.metric.indicator) or _OF_A_WHOLE.search(figure.clause)
    if (named_whole or called) and not _UNBOUNDED.search(words) and not _GROSS.match(figure.tail):
        yield doubt(
            Relation.RANGE,
            (figure,),
            says=named(figure),
            should="不超过100%",
            working=f"{figure.quote} > 100%，部分不会大于整体",
            rule="range.share",
            soft=not named_whole,
        )


def _towns(figure: Figure, *, county: bool) -> Iterator[Finding]:
    """Find a county with hundreds of towns: 4街25镇 that ran together."""
    if not county or not _TOWN_WORDS.search(figure.clause):
        return
    digits = number(figure.metric.value)
    yield doubt(
        Relation.RANGE,
        (figure,),
        says=f"{figure.clause[-6:]}{figure.quote}",
        should=f"街道数与镇数粘连？（如{digits[0]}街{digits[1:]}{figure.metric.unit}）",
        working=f"一个区县不会有{figure.quote}",
        rule="range.towns",
    )


def _broken(figures: Sequence[Figure], *, under: bool) -> Iterator[Finding]:
    """Find a fraction of a person or a school that is no average, nor of a list or under a title that speaks of one."""
    averaged = under
    for at, figure in enumerate(figures):
        averaged = averaged and (under or not _LIST_ENDS.search(figure.lead))
        averaged = averaged or bool(_AVERAGED.search(figure.lead))
        if not _in_pieces(figure) or averaged or _AVERAGED.search(f"{figure.metric.indicator}{figure.tail}"):
            continue
        # one slip is one slip: where its neighbours are in pieces, too, they are averages
        if not any(_in_pieces(f) for f in (*figures[max(0, at - 1) : at], *figures[at + 1 : at + 2])):
            yield doubt(
                Relation.RANGE,
                (figure,),
                says=named(figure),
                should="整数，或缺“万”",
                working=f"{figure.quote}不是整数",
                rule="range.broken",
            )


def _in_pieces(figure: Figure) -> bool:
    """Tell whether a count of people or schools is printed with a fraction."""
    if figure.base not in _WHOLE_THINGS or figure.quantity.factor != 1:
        return False
    return figure.metric.value != figure.metric.value.to_integral_value()


def _scores(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Find a score above the full marks named beside it."""
    for at, full in enumerate(figures):
        if full.base != "分" or not _FULL.search(full.lead):
            continue
        score = next((f for f in reversed(figures[max(0, at - 2) : at]) if f.base == "分"), None)
        score = None if figures[at + 1 : at + 2] and _GOT.match(figures[at + 1].lead) else score  # 满分60分得58分
        if score and "加分" not in full.tail + score.tail and score.metric.value > full.metric.value:
            yield doubt(
                Relation.RANGE,
                (score, full),
                says=f"{score.quote}（满分{full.quote}）",
                should=f"不超过{full.quote}",
                working=f"{score.quote} > {full.quote}",
                rule="range.score",
            )
