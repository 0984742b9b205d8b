"""The issues of an opinion letter, a list or a ledger: what the inspectors found wrong or asked for."""

from desktop.extraction.ledgers import entries
from desktop.lexicon.numerals import MARK
from desktop.lexicon.patterns import regex
from desktop.model.examination import Examination
from desktop.model.loop import Issue
from desktop.model.plan import Plan, key_of
from desktop.model.problem import ProblemOrigin
from desktop.rectification.items import number_of

_LINE = regex(r"[^\r\n]+")
_MARKED = regex(rf"\s*[(（]?{MARK}[)）.．、]\s*(?P<told>[^\r\n]{{4,}})")
_OWN_NUMBER = regex(r"(?P<number>[\u4e00-\u9fff]{2,12}[〔\[【（(]\d{4}[〕\]】）)]\d{1,4}号)")
_CLOSING = regex(r"\s*\n\s*(?:请(?:你|贵|于|在|认真)|以上(?:意见|问题|建议)|特此)")
"""Where a letter turns from its last advice to what is to be done with it."""
_HEAD = 600
_LONGEST_MARK = 8


def read_issues(examination: Examination) -> tuple[Issue, ...]:
    """List what a letter or list finds wrong and asks for, in its order; a bare numbered list is taken line by line."""
    text = examination.report.text
    found = {p.start: (p.end, p.origin is ProblemOrigin.ADVICE) for p in examination.problems}
    for measure in examination.measures:
        if measure.rule != "ledger":
            found.setdefault(measure.start, (measure.end, True))
    if not found:
        found = {
            line.start() + marked.start("told"): (line.end(), False)
            for line in _LINE.finditer(text)
            if (marked := _MARKED.match(line[0]))
        }
    numbers = {
        span[0]: text[slice(*entry.others["number"])]
        for entry in entries(examination.report)
        for span in (entry.problem, entry.advice)
        if span is not None and "number" in entry.others
    }
    issues: list[Issue] = []
    seen: dict[str, int] = {}
    for start, (end, advice) in sorted(found.items()):
        if closing := _CLOSING.search(text, start, end):
            end = closing.start()
        quote = text[start:end]
        line = text.rfind("\n", 0, start) + 1
        number = numbers.get(start) or number_of(text, line if start - line <= _LONGEST_MARK else start, end)
        key = key_of(quote)
        seen[key] = seen.get(key, 0) + 1
        issues.append(
            Issue(
                start=start,
                end=end,
                quote=quote,
                document=examination.report.sha256,
                key=key if seen[key] == 1 else f"{key}-{seen[key]}",
                number=number,
                advice=advice,
            )
        )
    return tuple(issues)


def quoted_issues(examination: Examination, plan: Plan) -> tuple[Issue, ...]:
    """List what a plan quotes, where there is no letter beside it."""
    origin = {problem.start: problem.origin for problem in examination.problems}
    starts = {start: item.number for item in plan.items for start in item.problems}
    held = {issue.start: issue for issue in read_issues(examination)}
    return tuple(
        held[start].model_copy(update={"number": number, "advice": origin[start] is ProblemOrigin.ADVICE})
        for start, number in sorted(starts.items())
        if start in held
    )


def number_of_letter(examination: Examination) -> str:
    """Read the 文号 that a letter bears itself; empty where its head shows none."""
    own = _OWN_NUMBER.search(examination.report.text, 0, _HEAD)
    return own["number"] if own else ""
