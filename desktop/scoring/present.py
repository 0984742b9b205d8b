"""The year in which a report was written: what it tells of a later one is promised, though no word says so."""

from collections import Counter

from desktop.lexicon.patterns import regex
from desktop.model.examination import Examination

_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?=年|学年|[—–~-]20\d\d)")
_DATED = regex(r"^[（(\s\u3000]*(?P<year>20\d\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?[)）\s\u3000]*$")
_LONGEST = 20
_FEWEST = 3


def present(examination: Examination) -> int | None:
    """Give the last year of which a report can tell results; None where nothing tells.

    That is the year of its date, else the one after the year of its title, or after the one that most of its figures
    are of: a report on 2023 is written in 2024.
    """
    report = examination.report
    text = report.text
    short = (text[block.start : block.end] for block in report.blocks if block.end - block.start <= _LONGEST)
    dates = [int(found["year"]) for words in short if (found := _DATED.match(words))]
    titles = [int(year) for title in report.titles() for year in _YEAR.findall(title)]
    if dates:
        return max(*dates, *titles, 0)
    if titles:
        return max(titles) + 1
    told = Counter(metric.period[:4] for metric in examination.metrics if metric.period[:4].isdecimal())
    most = max(told.values(), default=0)
    return max(int(year) for year, many in told.items() if many == most) + 1 if most >= _FEWEST else None
