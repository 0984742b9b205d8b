"""Guess which district a report is about and of which year, so that a case file can be named."""

import re
from collections import Counter

from desktop.lexicon.patterns import regex
from desktop.model.report import BlockKind, Report
from desktop.model.review import About

_UNIT = "自治县|自治州|自治旗|林区|特区|新区|区|县|市|州|旗"
_NAMED = regex(
    rf"(?P<name>[\u4e00-\u9fff]{{2,9}}?)(?P<unit>{_UNIT})(?=人民政府|政府|人大|教[育委体科]|委|义务|学前|履行|对|关于|高中|职业|20\d\d|\d|$)"
)
_ANYWHERE = regex(rf"(?<=[\u4e00-\u9fff])(?P<unit>{_UNIT})")
_BEFORE = regex(r".*(?:省|自治区|市|州|关于|于|对|在|向|与|和|及|年|届|的|受|经)(?=[\u4e00-\u9fff]{2})")
_NO_NAME = regex(
    r"(?:[全我各本该此辖社校地学园片省市县区xX×某]|有关|相关|部分|示范|实验|试验|开发|试点|创建|先进|两|三|几|个|城|郊|新)$"
)
_YEAR = regex(r"(?<!\d)((?:19|20)\d\d)(?:\s*年|[-—~～至]\d{4}|度)")
_SIGNED = regex(r"(?<!\d)((?:19|20)\d\d)\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?")
_HAN_DATE = regex(r"([二一][〇○零ＯO0九一二三四五六七八]{3})年[一二三四五六七八九十]{1,3}月")
_WRITTEN = regex(r"(?:成文日期|发文日期|印发日期)\s*[\]］】]?\s*[:：]?\s*((?:19|20)\d\d)")
_HAN_DIGITS = str.maketrans("〇○零ＯO一二三四五六七八九", "00000123456789")
_BODY = 6000
_OFTEN = 3


def about(report: Report) -> About:
    """Guess district and year from the titles, else from the body; ``""`` where unsure."""
    titles = [re.sub(r"\s+", "", title) for title in report.titles()]
    return About(district=_district(report, titles), year=_year(report, titles))


def _district(report: Report, titles: list[str]) -> str:
    named = [name for title in titles for name in _names(title)]
    if named:
        return max(named, key=_depth)
    return _often_named(report.text[:_BODY])


def _names(title: str) -> list[str]:
    """List the places that a title names, without the province or city above them."""
    found = []
    for match in _NAMED.finditer(title):
        name = _BEFORE.sub("", match["name"])
        if len(name) >= 2 and not _NO_NAME.search(name):
            found.append(name + match["unit"])
    return found


def _depth(name: str) -> int:
    """Rank a county or district above a city."""
    return 1 if name.endswith(("区", "县", "旗")) else 0


def _often_named(text: str) -> str:
    """Find the place that a body names most often, counties and districts first, with its whole name."""
    counts: Counter[str] = Counter()
    for match in _ANYWHERE.finditer(text):
        for length in (2, 3, 4):
            name = text[max(0, match.start() - length) : match.start()]
            if len(name) == length and re.fullmatch(r"[\u4e00-\u9fff]+", name) and not _NO_NAME.search(name):
                counts[name + match["unit"]] += 1
    told = [name for name, count in counts.items() if count >= _OFTEN]
    whole = [
        name
        for name in told
        if not _BEFORE.match(name[:-1])
        and not any(other != name and other.endswith(name) and counts[other] * 5 >= counts[name] * 4 for other in told)
        and not any(other != name and name.endswith(other) and counts[name] * 5 < counts[other] * 4 for other in told)
    ]
    return max(whole, key=lambda name: (_depth(name), counts[name]), default="")


def _year(report: Report, titles: list[str]) -> str:
    for title in titles:
        found = _YEAR.search(title)
        if found:
            return found[1]
    signed = ""
    for block in report.blocks:
        line = report.text[block.start : block.end]
        if block.kind is BlockKind.PARAGRAPH and len(line) < 24:
            date = _SIGNED.fullmatch(line)
            han = _HAN_DATE.match(line)
            signed = date[1] if date else han[1].translate(_HAN_DIGITS) if han else signed
    if signed:
        return signed
    written = _WRITTEN.search(report.text)
    return written[1] if written else ""
