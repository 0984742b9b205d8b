"""What a measure commits to: who acts, until when, to what end, by what kind of action."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.lexicon import Lexicon
from desktop.lexicon.patterns import regex
from desktop.model.metric import Metric, Role
from desktop.model.plan import ActKind, Actor, ActorRole, Deadline, Promise, Target, TargetKind
from desktop.model.record import Mark

if TYPE_CHECKING:
    import re

_TITLED = regex(r"《[^》]*》|〈[^〉]*〉|<[^>]*>|[（(][^（）()]{0,12}〔\d{4}〕[^（）()]{0,8}[）)]")
_HEAD = r"(?:(?<=[，,。；;、：:“”（(\s由和与及同请经对是让令])|^)"
_ELSE = "会同|联合|[一二三四五六七八九十]是|要求|督促|协调"
_AREA = (
    rf"(?:中共|(?!{_ELSE})[\u4e00-\u9fff]{{2,3}}(?=[省市区县旗]))?"
    r"(?:各?[省市区县旗州镇乡](?![域内外级])|[省市区县]级|全[市区县])"
)
_TAIL = r"(?:(?<!布)局|委员会|委|政府|专班|工作组|领导小组|办公室|(?:编|督导|督查|政府|信访|网信)办)"
_NAMED = r"(?:(?!牵头|成立|负责|配合|组织|会同|印发|制定)[^\W\d和与及由将的等])"
_ANYWHERE = r"(?:(?!建立|成立|组建|设立|健全|完善)[\u4e00-\u9fff]{2,8}(?:专班|工作组|领导小组|委员会|督导室))"
_SCHOOL = r"[\u4e00-\u9fff]{4,16}(?:学校|中学|小学|学院|幼儿园)(?=[需须应]|要在|负责|牵头)"
_EVERYONE = frozenset(("学校", "幼儿园", "镇街", "乡镇", "街道"))
_NOT_BEHIND = r"(?!会(?!同))(?![员托属内外处长下达统确定管])"
_LABEL = regex(
    r"(?:牵头|主责|责任|配合|协办|落实|承办)(?:单位|部门|主体)?(?:及责任人)?\s?[:：]\s*(?P<names>[^。；;\n\t]{2,80})"
)
_BY_OTHERS = regex(r"(?:按照|根据|依据|落实|贯彻|完成|执行|符合|经|报|向|争取|依照|传达|结合)[^，,。；;、]{0,6}$")
_OF_OTHERS = regex(r"[^，,。；;、]{0,5}(?:的|要求|部署|会议|文件|精神|下达)")
_MORE = regex(r"[、和与及，,]")
_AND = r"(?<=[局委办部院会府校站心司镇乡道园室])(?:以及|和|及|与)"
_NAME = regex(
    rf"(?:{_AND})?(?P<name>(?:(?!{_AND})[^、，,；;/（）()。\s]){{2,24}})(?:[（(](?P<role>[^（）()]{{1,6}})[)）])?"
)
_LEADS = regex(r"[^，,。；;]{0,4}(?:牵头|主责|总负责|抓总)")
_SUPPORTS = regex(r"[^，,。；;]{0,12}(?:积极|密切|协助|主动)?(?:配合|协办|协助|参与|协同推进)")
_UNTIL = regex(
    r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月(?:\d{1,2}日|[底末中上旬]*)"
    r"|(?P<half>[上下]半年|年?[底末]|[春秋]季?(?:学?期|开学)?|第?[一二三四]季度|度)|)"
    r"(?:[之以]?前|内|起)?(?!.{0,4}(?:印发|出台|以来|年度评价|全年已))"
    r"|[今本明来次]年(?:年?[底末]|[春秋]季?学?期|[上下]半年|第?[一二三四]季度|\d{1,2}月[底末份]?)[之以]?[前内]?|年[底末][之以]?前"
    r"|(?<![\d年])(?:第?[一二三四]季度|[上下]半年)[末底]?[之以]?[前内]|(?<![\d近往历每全当]年)(?<=[，,。；;、：:\s])年内"
    r"|(?<!\d)\d{1,2}月(?:份|底|末|[上中下]旬|\d{1,2}日)?[之以]?前|(?<![每各\d])(?:[本下]学[期年](?:[末内]|结束前|开学前)?|学[期年](?:[末内]|结束前|开学前))"
    r"|为期[\d一二三两半]{1,3}个?[年月]|(?<!近)[\d一二两三四五六十半]{1,3}(?:年|个月|个工作日|周|[日天])(?:以?内|之内)|立行立改|长期坚持"
)
_MONTHS = {
    **{"上半年": "06", "下半年": "12", "年底": "12", "年末": "12", "底": "12", "末": "12"},
    **{"第一季度": "03", "第二季度": "06", "第三季度": "09", "第四季度": "12"},
    **{"一季度": "03", "二季度": "06", "三季度": "09", "四季度": "12"},
}
_BEGINS = {"春": "03", "秋": "09"}
"""The month in which a term begins."""
_STATES = regex(
    r"应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|动态清零"
    r"|(?:实现|做到|达到|确保)[^，,。；;]{0,14}(?:全覆盖|清零|达标|建成|投用|到位)"
    r"|(?:全部|全面|如期|按期|按时)(?:完成|建成|达标|消除|化解|投用|交付|整改到位)"
    r"|(?:年内|期末|[年月]底前?)[^，,。；;]{2,12}(?:建成|完成|投用|消除|达标)"
)
_NORMS = regex(
    r"(?:不低于|不高于|不少于|高于|降到|降至|提高到|达到)[^，,。；;\d]{0,10}(?:平均水平|规定标准|国家标准|市级标准)"
)
_ACTS = (
    (
        ActKind.BUILD,
        regex(
            r"新建|改扩?建|扩建|迁建|建成|修缮|翻修|加固|维修|购置|采购(?=[^，,。；;]{0,4}(?:图书|设备|设施|器材|校车))|配备(?!率|标准|不足)|配齐|添置|改造|开工|开办"
            r"|更新[^，,。；;]{0,8}(?:设备|设施|器材|图书)"
        ),
    ),
    (
        ActKind.FUND,
        regex(
            r"(?:安排|投入|拨付|落实|追加|筹措|补助|纳入)[^，,。；;]{0,10}(?:经费|资金|预算|财政|万元|亿元)|补发|列入[^，,。；;]{0,6}预算"
            r"|提高[^，,。；;]{0,8}(?:标准|待遇|补贴)"
        ),
    ),
    (
        ActKind.HIRE,
        regex(
            r"(?:配备|配齐|选派)[^，,。；;]{0,10}(?:教师|教练|校医|保安|人员)|招聘|招录|引进|选聘|补充[^，,。；;]{0,6}教师|核增|增编|核定[^，,。；;]{0,8}编制|走教|支教|调配[^，,。；;]{0,4}编制|交流轮岗"
        ),
    ),
    (
        ActKind.ISSUE,
        regex(r"(?:印发|出台|制定|修订|建立)[^，,。；;]{0,24}(?:》|办法|方案|制度|机制|细则|台账|清单|意见|规定)"),
    ),
    (ActKind.TRAIN, regex(r"培训(?!经费|费|机构)|研修|跟岗|教研活动|轮训")),
    (
        ActKind.INSPECT,
        regex(
            r"(?:开展|组织|实施|进行)[^，,。；;]{0,16}(?:检查|督查|排查|整治|督导|执法|审计|鉴定|摸排|核查)|通报|问责|约谈|回头看"
        ),
    ),
)
_YEAR = len("2031")
"""A bare year beside a date with its month (补发2030年欠发的工资) is none."""
_VAGUE = regex(r"进一步|不断|持续|切实|大力|加强|强化|提升|推进|完善")


def promise(text: str, start: int, end: int, figures: Sequence[Metric], lexicon: Lexicon) -> Promise:
    """Read one measure; ``figures`` are the metrics inside it."""
    covered = [(m.start(), m.end()) for m in _TITLED.finditer(text, start, end)]
    acting = tuple(actor for actor in actors(text, start, end, lexicon) if not _inside(actor, covered))
    until = tuple(each for each in deadlines(text, start, end) if not _inside(each, covered))
    if any(len(each.last) > _YEAR for each in until):
        until = tuple(each for each in until if len(each.quote) > _YEAR + 1)
    acts = tuple(kind for kind, words in _ACTS if words.search(text, start, end))
    if not acts and _VAGUE.search(text, start, end):
        acts = (ActKind.VAGUE,)
    return Promise(
        start=start,
        end=end,
        quote=text[start:end],
        actors=acting,
        deadlines=until,
        targets=tuple(targets(text, start, end, figures)),
        acts=acts,
        empty=tuple(_marks(text, _empty(lexicon.cues.empty_talk.words), start, end)),
    )


@lru_cache(maxsize=2)
def _units(names: tuple[str, ...]) -> "re.Pattern[str]":
    """Give the search for a unit: a known one, one of an area (区水利局), a task force, a named school."""
    known = "|".join(sorted((name for name in names if name not in _EVERYONE), key=len, reverse=True))
    office = rf"{_AREA}{_NAMED}{{1,9}}?{_TAIL}|(?:{_AREA})?(?:{known})|{_ANYWHERE}"
    return regex(rf"{_HEAD}(?P<name>(?:{office}){_NOT_BEHIND}|{_SCHOOL})")


def actors(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Actor]:
    """Find the units that are to act: behind a label, or as the subject of a clause."""
    unit = _units(lexicon.cues.actor.units)
    told: set[tuple[int, int]] = set()
    for label in _LABEL.finditer(text, start, end):
        for actor in names(text, label.start("names"), label.end("names"), _role_of_label(label[0])):
            told.add((actor.start, actor.end))
            yield actor
    behind = start
    for found in unit.finditer(text, start, end):
        first, last = found.span("name")
        if any(a <= first < b for a, b in told) or _BY_OTHERS.search(text, max(behind, first - 12), first):
            continue
        if _OF_OTHERS.match(text, last, end):
            continue
        behind = last
        yield Actor(start=first, end=last, quote=text[first:last], role=_role(text, last, end, unit))


def names(text: str, start: int, end: int, role: ActorRole) -> Iterator[Actor]:
    """List the names of a run that holds nothing else, each in this role unless brackets behind it tell another."""
    for name in _NAME.finditer(text, start, end):
        own = _role_of_label(name["role"]) if name["role"] else ActorRole.NAMED
        first, last = name.span("name")
        yield Actor(start=first, end=last, quote=name["name"], role=role if own is ActorRole.NAMED else own)


def _role_of_label(label: str) -> ActorRole:
    if label.startswith(("牵头", "主责")):
        return ActorRole.LEAD
    return ActorRole.SUPPORT if label.startswith(("配合", "协办")) else ActorRole.NAMED


def _role(text: str, last: int, end: int, unit: "re.Pattern[str]") -> ActorRole:
    """Read 由…牵头, …配合 and …参与; a list of units shares the word behind its last."""
    at = last
    while (more := _MORE.match(text, at, end)) and (other := unit.match(text, more.end(), end)):
        at = other.end()
    if _LEADS.match(text, at, end):
        return ActorRole.LEAD
    return ActorRole.SUPPORT if _SUPPORTS.match(text, at, end) else ActorRole.NAMED


def deadlines(text: str, start: int, end: int) -> Iterator[Deadline]:
    """Find when something is to be done, in a run of text."""
    for found in _UNTIL.finditer(text, start, end):
        half = found["half"] or ""
        month = (
            found["month"].zfill(2)
            if found["month"]
            else _MONTHS.get(half, _BEGINS.get(half[:1] * ("开学" in half), ""))
        )
        last = f"{found['year']}-{month}".rstrip("-") if found["year"] else ""
        yield Deadline(start=found.start(), end=found.end(), quote=found[0], last=last)


def targets(text: str, start: int, end: int, figures: Sequence[Metric]) -> Iterator[Target]:
    """List the figures that are promised, and the states and norms that can be verified without one."""
    for figure in figures:
        if figure.role is Role.TARGET and figure.unit not in {"年", "个月", "月", "天", "分钟", "小时"}:
            yield Target(start=figure.start, end=figure.end, quote=figure.quote, kind=TargetKind.FIGURE)
    for norm in _NORMS.finditer(text, start, end):
        yield Target(start=norm.start(), end=norm.end(), quote=norm[0], kind=TargetKind.FIGURE)
    for state in _STATES.finditer(text, start, end):
        yield Target(start=state.start(), end=state.end(), quote=state[0], kind=TargetKind.STATE)


@lru_cache(maxsize=2)
def _empty(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _marks(text: str, pattern: str, start: int, end: int) -> Iterator[Mark]:
    for found in regex(pattern).finditer(text, start, end):
        yield Mark(start=found.start(), end=found.end(), quote=found[0])


def _inside(mark: Mark, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= mark.start < end for start, end in spans)
