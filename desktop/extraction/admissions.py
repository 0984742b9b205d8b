"""Find shortages admitted in passing: 为解决…, 针对…的现象, 还存在…, a duty said to be missed."""

from collections.abc import Iterator

from desktop.extraction.statements import Span, judges, negated, specific
from desktop.lexicon import Lexicon, segment
from desktop.lexicon.patterns import regex

_PART_OF_IT = "难题|困难|困境|不足|短板|矛盾|瓶颈|差距|隐患"
_ONLY_NAMES_IT = "问题|现象|状况|局面|因素|情况|实际|难点"
_NAMED = (
    rf"(?:(?P<part>{_PART_OF_IT})(?:等)?(?:方面)?(?:的)?(?:突出)?(?:{_ONLY_NAMES_IT})?"
    rf"|(?:等)?(?:方面)?(?:的)?(?:突出)?(?P<name>{_ONLY_NAMES_IT}))"
)
_FOR = regex(
    r"(?:为了?|(?<=[，,。；;：:\s])(?=切实|着力|有效|重点|全力))(?:切实|有效|着力|进一步|妥善|彻底|重点|全力|逐步|尽快|积极|加快)*"
    r"(?:解决|破解|缓解|化解|改变|应对|扭转|解除)(?!了)"
    rf"(?P<what>[^。；;！]{{3,60}}?){_NAMED}(?=[，,。；;]|$)"
)
_AIMED = regex(rf"(?:针对|面对|鉴于)(?P<what>[^。；;]{{4,60}}?){_NAMED}(?=[，,])")
_STILL = regex(r"(?:还|仍|仍然|依然|依旧|尚|目前|现)(?:不同程度)?(?:地)?(?:存在|有)")
_STILL_SO = regex(r"(?:仍然?|依然|依旧|尚|还)(?=(?P<rest>.{2,8}))")
_STILL_NOT = regex(r"(?:仍然?|依然|尚)(?:未|没有|无)(?!发[现生])")
_TURNS = regex(r"(?:但是?|然而|不过|可是)(?!要|应|必须|不能|决不|由于|因|随着|受)")
_FAILED = regex(
    r"未(?:能|按[^，,。；;]{1,8})?(?:做到|实现|落实|达到|完成|执行|足额|建立|配齐|开齐)[^，,。；;]{2,24}的(?:[\d一二三四五六七八九十]{1,3}[个所家])?"
    r"(?:设区市|[省市县区旗州]|县[市区]|乡镇|街道|地区|学校|幼儿园|单位|机构)(?:[为是有：:]|共?\d)"
    r"|未能?(?:实现|做到|达到|落实)[“‘]?[^，,。；;“”]{0,6}(?:只增不减|三个增长|法定增长)"
)
"""Those are named, or counted, that did not do what they should."""
_SOME = regex(
    r"(?:从[^，,。；;]{2,24}(?:看|来看)[，,])?(?:但是?|其中|同时)?(?:仍?有)?(?:少数|个别|部分|一些|有的|少部分|极少数|[\d一二三四五六七八九十]{1,3}(?=[所家]))"
    r"(?=[\u4e00-\u9fff]{0,8}(?:学校|幼儿园|机构|校长|教师|家长|县|区|市|乡镇|街道|单位|部门|班子|干部|地方|地区|园|校|镇))"
)
_CANNOT = regex(
    r"(?:不能|难以|无法|未能|远不能)(?:完全|充分|有效)?(?:满足|适应|保障|达到|落实)|满足不了|跟不上|供不应求"
)
_MISSED = regex(
    r"(?:支出|投入|拨款|经费|收入|占比|比例|面积|配备|覆盖率|达标率|班额|师生比).{0,14}(?<!不)"
    r"(?:低于|未达到|未达|达不到|没有达到|未实现|没有实现|未完成|少于|不足以达到).{0,20}(?:收入|标准|要求|规定|目标|任务|平均水平|比例|上年)"
)
_NAMES_ONE = regex(r"问题|现象|差距|隐患")
_LACKS = regex(r"危房|危险校舍|缺额|空缺|欠[款账薪]|负债|债务|文盲|失学|辍学|流失|大班额|借读|空白")
_STATED = regex(
    r"[\u4e00-\u9fff]{2}(?:均|都|普遍|极为?|十分|非常|甚|尤为|较为|日益|也|又|且|多)*"
    r"(?:不敷(?:应用|使用|需[要求]|分配)?|偏[低少小]|不稳定?|简陋|狭[小窄]|破[旧败烂损]|开裂|渗漏|失修|匮乏|奇缺|紧缺|短缺|紧张|不足|落后|拥挤|困难|微薄"
    r"|滑坡|停滞|[校学]舍多毁|(?:质量|素质|水平|待遇)(?:大幅|明显|有所|严重)?(?:下降|滑坡|降低))$"
)
_STATED_LAST = frozenset("敷用要求配低少小稳定陋窄旧败烂损裂漏修乏缺张足后挤难薄坡滞毁降")
"""The last characters of what ``_STATED`` finds."""
_NOT_STATED = regex(
    r"^(?:对于?|凡|如果?|若|因|由于|随着|为|针对|面对|向|给|帮助|资助|关爱|不论|无论|虽|尽管)"
    r"|(?:资助|帮扶|救助|慰问|关爱|补助|经济|生活|家庭|特殊)\S{0,6}困难|是否|防止|以免|排查|监测|预警|认定"
)
_PREDICATE = 24
_RELIEVED = regex(
    r"改善|改变|缓解|好转|扭转|解决|改造|新建|扩建|维修|补充|投入|拨款|招聘|筹集|增加|提高|为此|克服|坚持"
)
_DETAILS = regex(
    r"(?:约|仅|只)?占|其中|最|甚至|有的|多数|难以|无法|不能|不足以|导致|致使|影响|制约|(?:仍|还|依然)?以[^，,。；;]{1,16}为主"
)
_ACTS = regex(r"解决|破解|缓解|化解|改变|应对|扭转|解除|针对|面对|鉴于")
_ADMITS = regex(
    r"不敷|偏[低少小]|不稳|简陋|狭[小窄]|破[旧败烂损]|开裂|渗漏|失修|匮乏|奇缺|紧缺|短缺|紧张|落后|拥挤|困难|微薄|滑坡|停滞|多毁|下降|降低|仍|还|依然|依旧|尚|目前|现|低于|未|达不到|没有|少于|不足|不能|难以|无法|不了|跟不上|供不应求|少数|个别|部分|一些|有的|(?<![^，,。；;：:\s中时但是有])[\d一二三四五六七八九十]{1,3}[所家]|但|然而|不过|可是",
    begins=r"不偏简狭破开渗失匮奇紧短落拥困微滑停多下降仍还依尚目现低未达没少难无跟供个部一有但然可\d一二三四五六七八九十",
)
_LEAD = regex(r"(?:但是?|然而|不过|可是|同时|此外|由于.{1,20}?[，,])")


def admissions(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """List the shortages that a paragraph of another topic admits, in order."""
    if not (_ACTS.search(text, start, end) or _ADMITS.search(text, start, end)):
        return
    for first, last in segment.sentences(text, start, end):
        if text[last - 1] in "？?":
            continue
        purpose: tuple[Span, ...] = ()
        if _ACTS.search(text, first, last):
            purpose = tuple(_purposes(text, first, last, lexicon))
            yield from purpose
        if _ADMITS.search(text, first, last):
            yield from _sentence(text, first, last, purpose, lexicon)


def _sentence(text: str, start: int, end: int, purpose: tuple[Span, ...], lexicon: Lexicon) -> Iterator[Span]:
    """List the admissions of one sentence; what explains one further (占…, 队伍不稳) belongs to it."""
    held: Span | None = None
    listing = False
    relieved = max((match.start() for match in _RELIEVED.finditer(text, start, end)), default=start)
    for a, b in segment.clauses(text, start, end):
        if any(p < b and a < q for p, q in purpose):
            continue
        clause = text[a:b]
        if held and held[1] + 1 == a and (text[held[1]] in "：:" or _DETAILS.match(clause)):
            held = (held[0], b)
            continue
        stated = relieved < b and _states(clause, lexicon)
        goes_on = listing and relieved <= start and _goes_on(clause, lexicon)
        if stated and not goes_on and held and held[1] + 1 == a:
            held = (held[0], b)
        elif stated or goes_on or _admits(clause, lexicon):
            if held:
                yield _bare(text, *held)
            held = (a, b)
            listing = listing or _SOME.match(clause) is not None
    if held:
        yield _bare(text, *held)


def _states(clause: str, lexicon: Lexicon) -> bool:
    """Tell whether a clause says of something, without 仍 or 尚, that it is short or bad."""
    bare = clause.rstrip("。；;，,！")
    return (
        bare[-1:] in _STATED_LAST
        and _STATED.search(bare, max(0, len(bare) - _PREDICATE)) is not None
        and specific(bare)
        and not _NOT_STATED.search(bare)
        and not negated(bare, lexicon)
    )


def _goes_on(clause: str, lexicon: Lexicon) -> bool:
    """Tell whether a clause carries on a list of what was found wanting in some places."""
    return (
        judges(clause, lexicon) and specific(clause) and not _NOT_STATED.search(clause) and not negated(clause, lexicon)
    )


def _purposes(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """List what a sentence names as the reason for acting."""
    for pattern in (_FOR, _AIMED):
        for match in pattern.finditer(text, start, end):
            first, last = match.start("what"), match.end("part") if match["part"] else match.end("what")
            named = text[first:last]
            if specific(named) and (match["part"] or judges(named, lexicon)) and not negated(named, lexicon):
                yield first, last


def _admits(clause: str, lexicon: Lexicon) -> bool:
    return _admitting(clause, lexicon) and specific(clause) and not negated(clause, lexicon)


def _admitting(clause: str, lexicon: Lexicon) -> bool:
    """Tell the forms in which a clause admits something."""
    if not _ADMITS.search(clause):
        return False
    if _MISSED.search(clause) or _FAILED.search(clause) or _CANNOT.search(clause) or _STILL_NOT.search(clause):
        return True
    there = _STILL.search(clause)
    if there:
        return (
            judges(clause, lexicon)
            or _NAMES_ONE.search(clause) is not None
            or _LACKS.search(clause, there.end()) is not None
        )
    if _SOME.match(clause) and judges(clause, lexicon) and not _NOT_STATED.search(clause):
        return True
    if _TURNS.match(clause) and judges(clause, lexicon) and not _NOT_STATED.search(clause):
        return True
    still = _STILL_SO.search(clause)
    return still is not None and judges(still["rest"], lexicon)


def _bare(text: str, start: int, end: int) -> Span:
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and text[end - 1] in "。；;，,！":
        end -= 1
    return start, end
