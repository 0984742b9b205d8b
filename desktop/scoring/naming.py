"""What a figure measures where its own words do not say: the sentence, the figure before it, a list of coefficients."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from desktop.lexicon import Lexicon, units
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator, Metric, Role
from desktop.model.relations import Named, RelationBook
from desktop.scoring.passages import Passage

Extreme = Literal["least", "most", ""]

_FILLER = regex(
    r"分别|平均|均值|最[高低大小多少]的?|仅为|[只仅也还]?有|[只仅但而也则约为是达至到和及与]|各校|"
    r"[比较]上年|同比|增长|提高|上升|增加|下降|减少|降低|全[县区市]|[、，,：:\s]"
)
_SCHOOL = regex(r"[\u4e00-\u9fff]{1,12}?(?:小学|中学|学校|完小|分校|校区|幼儿园)")
_STAGE = regex(r"幼儿园|学前|小学|初中|普通高中|普高|高中|中等职业|中职|义务教育")
_TAIL = regex(
    r"(?:幼儿园|小学|初中|普通高中|高中|中职)?(?:县均|校均|平均|均值|最[高低大小]|同比|环比|[比较]上年|分别)的?(?:一[间所项个])?$"
)
_AGAINST = regex(r"(?:高于|低于|超过|超出|优于|比|与)[^，,]{1,12}(?:平均(?:水平|数|值)?|标准|要求|规定)$")
_EXTREMES: tuple[tuple[Extreme, tuple[str, ...]], ...] = (
    ("least", ("最低", "最少", "最小")),
    ("most", ("最高", "最多", "最大")),
)
_COMPOSITE = regex(r"综合(?:均衡|校际)?差异系数")
_NONE_BEFORE = regex(r"没有?|无|未|不存在|消除|杜绝|严禁|不得")
_DEALT = regex(r"取缔|关停|摸排|排查|准入|转正|清理整|整治")
_STILL = regex(r"仍|尚|还有|现有|目前有|未")
_WINDOW = 2
"""How many clauses before its own may say what a figure measures."""
_NEAR = 12
"""How many characters a figure of a 分别 list takes at most."""
_RATE = regex(r"占|率$|比例$|比重$")
_BARE_RATE = regex(
    r"(?:其中|约|均|也)?"
    r"(?:占[^，,]{0,14}|(?:综合|总体)?(?:达标|配备|覆盖|完成|合格|普及|开通|建成|设置|入学|安置)?(?:率|比例|占比))?"
    r"[为达到是约占的]*"
)
"""A clause that says no more than that its figure is a share of what stands before."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its sentence, its clause, the text since the figure before it.

    ``reach`` is its clause with the two before it, ``window`` what of it stands behind a figure in the same unit.
    """

    metric: Metric
    passage: Passage
    clause: str
    since: str
    window: str
    reach: str
    after: str

    @property
    def head(self) -> str:
        """Give its clause up to it."""
        return self.clause[: len(self.clause) - len(self.after) - len(self.metric.quote)]

    @property
    def extreme(self) -> Extreme:
        """Tell whether it is said to be the least or the most of all, or bounds a range (0.2至0.4之间)."""
        if re.fullmatch(r"%?[至到~～—-]+", self.since) and self.after.startswith("之间"):
            return "most"
        if re.match(r"[至到~～—-]+[\d.]+%?之间", self.after):
            return "least"
        found = [(self.head.rfind(word), name) for name, words in _EXTREMES for word in words if word in self.head]
        return max(found)[1] if found else ""


def place_of(metric: Metric, passage: Passage, before: Metric | None) -> Place:
    """Find the clause of a figure and what stands between it and the figure before."""
    text, base = passage.text, passage.start
    clauses = passage.clauses
    at = next((i for i, (_, end) in enumerate(clauses) if metric.start < end), len(clauses) - 1)
    start, end = clauses[at] if clauses else (passage.start, passage.end)
    left = max(passage.start, before.end if before else 0)
    same = before is not None and units.scale(before.unit)[0] == units.scale(metric.unit)[0]
    first = clauses[max(0, at - _WINDOW)][0] if clauses else passage.start
    window = max(first, left) if same else first
    return Place(
        metric=metric,
        passage=passage,
        clause=text[start - base : end - base],
        since=text[left - base : metric.start - base],
        window=text[window - base : end - base],
        reach=text[first - base : end - base],
        after=text[metric.end - base : end - base],
    )


def inherits(place: Place, before: Metric) -> bool:
    """Tell whether a figure goes on with what the one before it measures: 初中平均6.9人, 某小学仅0.8人, 只有5间.

    Nothing stands between them but a stage, a school and words like 平均; or the clause has no name and the one before
    it begins with a school.
    """
    if units.scale(before.unit)[0] != units.scale(place.metric.unit)[0] or before.role is not place.metric.role:
        return False
    since = place.since.lstrip("，,；;。、但而 ").removeprefix("其中")
    if _is_bare(place.since) or (_SCHOOL.match(since) and _is_bare(since)):
        return True
    return bool(place.head) and _is_bare(place.head) and bool(_SCHOOL.match(since))


def _is_bare(words: str) -> bool:
    return not _FILLER.sub("", _STAGE.sub("", _SCHOOL.sub("", words.strip("；;。"))))


def dealt(metrics: Sequence[Metric], lexicon: Lexicon) -> dict[int, frozenset[str]]:
    """Deal the stages that a name lists to the figures of it, one each in order: 小学、初中入学比例分别为100%和97%."""
    found: dict[int, frozenset[str]] = {}
    for (subject, indicator), group in groupby(metrics, key=lambda m: (m.subject, m.indicator)):
        figures = tuple(group)
        listed = [lexicon.stages(word) for word in dict.fromkeys(_STAGE.findall(subject) or _STAGE.findall(indicator))]
        if len(figures) == len(listed) > 1 and figures[-1].start - figures[0].end <= _NEAR * len(figures):
            found |= {figure.start: stages for figure, stages in zip(figures, listed, strict=True)}
    return found


def topic_before(place: Place) -> str:
    """Give the clause that a figure with nothing but a stage of its own goes back to: 生均设备值，小学2300元."""
    if not _is_bare(place.head):
        return ""
    said = place.window[: len(place.window) - len(place.clause)].strip("，,：: ")
    return re.split(r"[，,：:；;]", said)[-1] if said and not re.search(r"\d", said) else ""


def own_stages(metric: Metric, lexicon: Lexicon) -> frozenset[str]:
    """List the stages that a figure's words name; where subject and indicator differ, the subject says."""
    who, what = lexicon.stages(metric.subject), lexicon.stages(metric.indicator)
    return (who & what) or who or lexicon.stages(metric.subject + metric.indicator)


def trimmed(words: str) -> str:
    """Drop what stands behind a name: a stage and 平均 (骨干教师数小学平均), what it is above (高于全省平均水平)."""
    return _TAIL.sub("", _AGAINST.sub("", words))


def is_coefficient(place: Place) -> bool:
    """Tell whether a bare number is one of a list of coefficients that is named once for all."""
    metric = place.metric
    if metric.unit or metric.role is Role.CHANGE or not 0 < metric.value < 3 or metric.value == int(metric.value):
        return False
    return any("差异系数" in words for words in _over(place))


def coefficient(place: Place) -> str:
    """Name the coefficient of a list: that of all resources together, or that of each."""
    return "综合差异系数" if any(_COMPOSITE.search(words) for words in _over(place)) else "差异系数"


def _over(place: Place) -> tuple[str, ...]:
    """List the texts that may name what a list or table holds: its sentence, its caption, its title."""
    return (place.passage.text, place.passage.caption, *place.passage.headings[-1:])


def named_by_sentence(place: Place, lexicon: Lexicon) -> Iterator[str]:
    """Name what the clauses up to the end of a figure's own say of it, by words that stand apart."""
    related = lexicon.relations
    if _NONE_BEFORE.search(place.since[-6:]) or cleared(place, related):
        return
    unit = units.scale(place.metric.unit)[0]
    bare = _BARE_RATE.fullmatch(place.head.strip()) or _is_bare(place.head)
    words = place.window if bare else place.clause
    for entry in lexicon.named_in(unit):
        if _may_be(entry, place):
            known = place.metric.canonical
            if unit == "%" and known not in {"", entry.metric} and not _has_all(entry.about[:1], place.since):
                continue
            about = place.passage.text if entry.sentence else place.reach if entry.reach or entry.since else words
            if _has_all(entry.about, about):
                yield entry.metric
    if unit != "%" or place.metric.canonical or not _RATE.search(place.metric.indicator):
        return
    for statement in related.statements:
        if statement.unit == "%" and _has_all(statement.about, words):
            yield statement.metric


def _may_be(entry: Named, place: Place) -> bool:
    """Tell whether a figure has the form that an entry asks for, and its words right before it."""
    changed = place.metric.role is Role.CHANGE and place.metric.unit != "个百分点"
    if entry.change is not changed or (entry.beyond and not _is_beyond(place.metric)):
        return False
    if entry.since and not any(word in place.since for word in entry.since):
        return False
    return not entry.before or place.since.rstrip().endswith(entry.before)


def cleared(place: Place, related: RelationBook) -> bool:
    """Tell whether what was counted is said to be gone or dealt with: 21所无证园已全部取缔, 摸排出的无证园9所."""
    if any(word in place.after for word in related.none_words if len(word) > 1):
        return True
    return bool(_DEALT.search(place.clause)) and not _STILL.search(place.clause)


def _is_beyond(metric: Metric) -> bool:
    return metric.comparator in {Comparator.MORE, Comparator.AT_LEAST}


def _has_all(about: tuple[tuple[str, ...], ...], text: str) -> bool:
    return all(any(word in text for word in group) for group in about)
