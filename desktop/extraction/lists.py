"""Lists dealt out over their figures: 小学、初中…分别为 2.95%、4.16%; 2012年、2013年…分别为 A、B."""

import re
from typing import NamedTuple

from desktop.extraction import groups, leads
from desktop.extraction.figures import Figure
from desktop.extraction.periods import Timeline
from desktop.lexicon.patterns import regex

_RESPECTIVELY = regex(r"分别|依次")
_MAY_DEAL = regex("[分依]")
_JOINT = regex(r"、|和(?!谐)|(?<!参)与(?!会)|及(?!格|时)")
_RAISED = regex(r"(?:提高|增加|提升|增长|调整|降低|下降|减少|降)(?:到|至|为)")
_DEALS = regex(r"(?:均|也|各)?(?:分别|依次)|[^分依]*$")
_SCHOOL = regex(r"(?:学校?|园|院|中心)$")
_STAGES = regex(r"幼儿园|学前教育|小学|初中|普通高中|高中|中职|城区|农村|镇区|乡村")
_STAGES_BEHIND = regex(
    rf"(?P<what>.+(?:[数量率比值额分]|系数|面积|经费|支出|图书|用房|标准|规模))(?P<stage>{_STAGES.pattern})$"
)
_SUBJECTS = regex("语文|数学|英语|科学|体育|艺术|音乐|美术|道德与法治|劳动")
_TAIL = regex(
    r"(?:(?:达标|合格|优良|优秀|及格|覆盖|入学|毛入学|毛入园|净入学|入园|升学|巩固|毕业|完成|建成|开通|配备|"
    r"普及|参与|就业|增长|近视|满意|达成|持证|整改|辍学)率|率|(?:所?占)?比例|占比|比重|面积|人数|数量?|总数|"
    r"经费|支出|投入|系数|满意度|得分|在校生|学生|教师|班级|教学班|学校|生师比|师生比|规模|班额|收入|标准|项目|资金)$"
)


class Share(NamedTuple):
    """What one figure of a list gets from the list's head; ``back`` counts back to the figure that it speaks of.

    ``of`` are the words of a share that each is of (占财政支出的比例分别为).
    """

    indicator: str
    subject: str
    period: str
    back: int = 0
    of: str = ""


def deal(figures: list[Figure], timeline: Timeline) -> dict[int, Share]:
    """Deal lists out: the place of a figure among ``figures`` → its share."""
    dealt: dict[int, Share] = {}
    place = 0
    while place < len(figures):
        run = _run(figures, place)
        if run is None:
            place += 1
            continue
        columns, head, last = run
        _share(figures, columns, head, timeline, dealt)
        place = last + 1
    return dealt


def _run(figures: list[Figure], first: int) -> tuple[list[tuple[str, list[int]]], str, int] | None:
    """Find the figures that one head is dealt over, by label: ([(label, places)], head, last place)."""
    figure = figures[first]
    context = figure.lead
    joined = first + 1 < len(figures) and figures[first + 1].joined
    if not (joined or any(map(_MAY_DEAL.search, (context, *figure.earlier[-2:])))):
        return None
    if _DEALS.match(leads.plain(context)):
        context = "，".join((*figure.earlier[-2:], context))
    told = list(_RESPECTIVELY.finditer(context))
    raised = joined and _RAISED.fullmatch(leads.plain(figure.lead))
    if not told and not raised and not (joined and _JOINT.search(figure.lead)):
        return None
    if told:
        head = context[: told[-1].start()]
        label = context[told[-1].end() :]
        if len(told) > 1:
            head = context[: told[0].start()] + context[told[0].end() : told[-1].start()]
    else:
        head, label = figure.lead, ""
    columns = [(_label(label), [first])]
    place = first + 1
    while place < len(figures) and not figures[place].fresh and not figures[place].opened:
        following = figures[place]
        name = _label(following.lead)
        if following.joined:
            columns[-1][1].append(place)
        elif told and columns[0][0] and name and groups.split(name).group == name and not following.earlier:
            columns.append((name, [place]))
        else:
            break
        place += 1
    return columns, head, place - 1


def _label(text: str) -> str:
    """Take 为, 达 and colons off a label between 分别 and the figure."""
    return re.sub(r"^(?:为|是|达到?|有|占|比?[：:]|[：:，,；;、\s])+|[：:，,；;、\s为达]+$", "", text.strip())


def _share(
    figures: list[Figure], columns: list[tuple[str, list[int]]], head: str, timeline: Timeline, dealt: dict[int, Share]
) -> None:
    """Deal names and years of one head over its columns."""
    start = figures[columns[0][1][0]].quantity.start
    size = len(columns[0][1])
    years = _years(timeline.series, start, size)
    lead = leads.read(head)
    phrase = lead.phrase
    names = items(phrase) if not years else []
    if len(names) != size and not years:
        years = _years(timeline.spans, start, size) if size > 2 else ()
    if len(names) != size:
        names = [] if years else _over_groups(phrase, size) or _over_stages(figures[columns[0][1][0]], phrase, size)
    for label, places in columns:
        split = groups.split(label)
        for column, place in enumerate(places):
            indicator, subject = names[column] if names else ("", "")
            if label and split.group == label:
                subject = label
            if not (phrase or names or subject) and size > 1:
                dealt[place] = Share("", "", years[column] if years else "", size - column, lead.share)
            elif names or years or label:
                dealt[place] = Share(
                    indicator if names else _without_group(phrase)[0],
                    subject or ("" if label else _without_group(phrase)[1]),
                    years[column] if years else "",
                )


def _years(series: list[tuple[int, int, tuple[str, ...]]], start: int, size: int) -> tuple[str, ...]:
    """Give the last list of so many years that stands before an offset."""
    fitting = (years for first, last, years in series if last <= start and start - first < 400 and len(years) == size)
    return next(reversed([*fitting]), ())


def _over_groups(phrase: str, size: int) -> list[tuple[str, str]]:
    """Deal a name over the groups at its head (小学、初中体育、艺术课程开齐率)."""
    head = groups.split(phrase)
    parts = [part for part in _JOINT.split(head.group) if part]
    if size < 2 or len(parts) != size or not (head.rest or len(groups.split(parts[-1]).tokens) > 1):
        return []
    own = groups.split(parts[-1]).tokens[0] if not head.rest or groups.is_people(parts[-1]) else parts[-1]
    stage = _STAGES.match(own)
    own = stage[0] if stage and parts[0] in groups.STAGES else own
    tail = parts[-1][len(own) :] + head.rest
    return [(tail, part) for part in (*parts[:-1], own)] if tail else []


def _over_stages(figure: Figure, phrase: str, size: int) -> list[tuple[str, str]]:
    """Deal a name over the stages that its sentence has named before (小学5人、初中6人，差异系数分别为)."""
    if size < 2 or not phrase or not _RESPECTIVELY.search(figure.lead):
        return []
    stages = (_STAGES.findall(figure.sentence) or _SUBJECTS.findall(figure.sentence))[-size:]
    if len(stages) != size or len(set(stages)) != size or groups.split(phrase).group:
        return []
    return [(phrase, stage) for stage in stages]


def _without_group(phrase: str) -> tuple[str, str]:
    """Take the group off a phrase: (indicator, subject)."""
    head = groups.split(phrase)
    if head.group and head.rest:
        apart = groups.of_stage(head)
        return (apart.group + apart.rest, apart.place) if apart else (head.rest, head.group)
    return (head.group + head.rest) or phrase, head.place


def items(phrase: str) -> list[tuple[str, str]]:
    """List the (indicator, subject) pairs of 初中、小学大班额 or 生均校地、生均校舍达标率."""
    parts = [part for part in _JOINT.split(phrase) if part]
    if len(parts) < 2:
        return []
    behind = _STAGES_BEHIND.match(parts[0])
    if behind and all(_STAGES.fullmatch(part) for part in parts[1:]):
        return [(behind["what"], stage) for stage in (behind["stage"], *parts[1:])]
    where = groups.split(parts[-1])
    if where.place and where.rest and all(groups.split(part).place == part for part in parts[:-1]):
        return [(where.group + where.rest, place) for place in (*parts[:-1], where.place)]
    taught = _SUBJECTS.match(parts[-1])
    if taught and taught.end() < len(parts[-1]) and all(_SUBJECTS.fullmatch(part) for part in parts[:-1]):
        return [(parts[-1][taught.end() :], subject) for subject in (*parts[:-1], taught[0])]
    own = parts[0].rfind(parts[1][:2])
    parts[0] = parts[0][own:] if own > 0 else parts[0][parts[0].rfind("的") + 1 :]
    last = groups.split(parts[-1])
    first = groups.split(parts[0])
    pure = [groups.split(part) for part in parts[1:-1]]
    if first.tokens and not first.rest and all(p.tokens and not p.rest for p in pure) and last.tokens:
        stage = _STAGES.match(last.tokens[0]) if first.group in groups.STAGES else None
        own = stage[0] if stage else last.tokens[0]
        subjects = [first.group, *(p.group for p in pure), own]
        tail = parts[-1][len(own) :] if last.place == "" else last.rest
        return [(tail, subject) for subject in subjects]
    tail_found = _TAIL.search(parts[-1])
    tail = tail_found[0] if tail_found else ""
    if tail and len(tail) < len(parts[-1]) and not any(_TAIL.search(part) for part in parts[:-1]):
        parts = [*(part + tail for part in parts[:-1]), parts[-1]]
    group = first.group if first.group and first.rest else ""
    if first.place and not _SCHOOL.search(first.place):
        return [(first.group + first.rest, first.place), *((part, first.place) for part in parts[1:])]
    if group:
        parts[0] = first.rest + (tail if tail and not first.rest.endswith(tail) else "")
    return [(part, group) for part in parts]
