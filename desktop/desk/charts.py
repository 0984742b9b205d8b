"""图示 as the window shows them: what is drawn, and the table behind each for those who cannot see it."""

from dataclasses import dataclass, field

from desktop.desk.tables import Run
from desktop.model.amount import plain
from desktop.model.chart import Bound, Point, Section, Series, Standing, Tone
from desktop.model.checklist import Checklist
from desktop.model.examination import Examination
from desktop.model.review import Review

_TOLD = (Tone.GOOD, Tone.PROBLEM, Tone.FINDING, Tone.BLANK, Tone.MEASURE)


@dataclass(frozen=True)
class Read:
    """What can be drawn of a report."""

    series: tuple[Series, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The table behind a picture: each line has its cells and the place of the report that it leads to, if any."""

    heads: tuple[str, ...]
    lines: tuple[tuple[tuple[str, ...], Run | None], ...] = field(default=())


def read(examination: Examination, checklist: Checklist | None) -> Read:
    """Find what can be drawn of a report, with the lines of a checklist; for a job."""
    from desktop import lexicon
    from desktop.scoring.sections import sections
    from desktop.scoring.series import series

    known = lexicon.load()
    return Read(series=series(examination, known, checklist), sections=sections(examination, known))


def standings(checklist: Checklist, review: Review) -> tuple[Standing, ...]:
    """Say how far each dimension is."""
    from desktop import scoring
    from desktop.scoring import standings

    return standings.standings(scoring.tally(checklist, review))


def when(period: str) -> str:
    """Write a period short: 2023, 2015–16 学年, 2024.3."""
    first, _, second = period.partition("-")
    if len(second) == 4:
        return f"{first}–{second[2:]} 学年"
    return f"{first}.{int(second)}" if second.isdigit() else first


def against(point: Point, line: Bound) -> str:
    """Say how far a figure lies from a line; which side is the better one is for the reader to tell."""
    from desktop.scoring.series import apart

    distance = apart(point, line)
    if not distance:
        return f"恰为线值（{line.says}）"
    return f"比 {line.says} {'高' if distance > 0 else '低'} {plain(abs(distance))}"


def off_course(point: Point, unit: str) -> str:
    """Say that a figure lies off the course of the others, "" where it does not."""
    if point.expected is None:
        return ""
    return f"偏离其余各年的走势（按走势约 {plain(point.expected)}{unit}），请核对原文"


def series_sheet(series: Series) -> Sheet:
    """Lay the figures of a series out, one a line, then the lines that they are held against with their source."""
    lines = tuple(
        (
            (
                when(point.period),
                f"{plain(point.value)}{series.unit}",
                "、".join(filter(None, ("目标" if point.planned else "现状", "疑点" if point.doubted else ""))),
                off_course(point, series.unit),
                "；".join(against(point, line) for line in series.bounds),
            ),
            (point.start, point.end),
        )
        for point in series.points
    )
    bounds = tuple((("标准线", line.says, "", "", line.source), None) for line in series.bounds)
    return Sheet(("时期", "数值", "性质", "走势", "与线相比、线的出处"), (*lines, *bounds))


def standings_sheet(found: tuple[Standing, ...]) -> Sheet:
    """Lay the dimensions out, one a line."""
    lines = tuple(
        (
            (
                each.name,
                str(each.scored),
                str(each.not_applicable),
                str(each.doubtful),
                str(each.open),
                "" if each.points is None or each.most is None else f"{plain(each.points)} / {plain(each.most)}",
            ),
            None,
        )
        for each in found
    )
    return Sheet(("维度", "已评", "不适用", "存疑", "未评", "得分 / 满分"), lines)


def sections_sheet(found: tuple[Section, ...]) -> Sheet:
    """Lay the sections out, one a line."""
    lines = tuple(
        (
            (each.title, *(str(each.count(tone)) for tone in _TOLD), str(len(each.sentences))),
            (each.start, min(each.end, each.start + len(each.title))),
        )
        for each in found
    )
    return Sheet(("部分", *(tone.value for tone in _TOLD), "全部句数"), lines)
