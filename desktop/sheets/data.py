"""指标数据 as .csv and .json, and the whole case as open JSON."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from desktop.model.examination import Examination
from desktop.model.export import Kind, Written
from desktop.model.opencase import OpenCase, OpenQuote
from desktop.model.report import reworded
from desktop.model.review import Quote, Review, rewords
from desktop.model.words import COMPARATOR_SIGN, ROLE_WORD
from desktop.scoring.engine import explain, tally
from desktop.sheets.dossier import Dossier
from desktop.sheets.pages import printable
from desktop.sheets.recount import Recount

Tick = Callable[[float], None]
HEADS = tuple(
    [
        "序号",
        "指标",
        "标准名称",
        "主体",
        "时期",
        "关系",
        "数值",
        "单位",
        "类别",
        "原文",
        "起",
        "止",
        "章节",
        "页",
        "更正",
    ]
)
_FORMULA = "=+-@\t\r"


def write(kind: Kind, path: Path, dossier: Dossier, tick: Tick) -> None:
    """Write the figures or the case, by kind and suffix."""
    if kind is Kind.CASE:
        text = open_case(dossier).model_dump_json(indent=1, by_alias=True)
    elif path.suffix == ".csv":
        text = _csv(dossier)
    else:
        whole = {
            "format": "duyue-figures",
            "version": 1,
            "report": _report(dossier.examination),
            "figures": figures(dossier),
        }
        text = json.dumps(whole, ensure_ascii=False, indent=1)
    tick(0.6)
    # a byte order mark, without which Excel takes the text of a .csv for another encoding
    path.write_text(text, encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8", newline="", errors="replace")


def check(kind: Kind, path: Path, dossier: Dossier, recount: Recount) -> Written:
    """Read the file again and count it."""
    if kind is Kind.CASE:
        held = OpenCase.model_validate_json(path.read_bytes())
        recount.same("材料", held.documents, open_case(dossier).documents)
        recount.same("评审", held.reviews, open_case(dossier).reviews)
        steps = sum(len(review.log) for review in held.reviews)
        return Written(counts=(("材料", len(held.documents)), ("评审", len(held.reviews)), ("修改记录", steps)))
    wanted = figures(dossier)
    if path.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        recount.same("列名", tuple(rows[0]), HEADS)
        recount.same("指标", rows[1:], [[_cell(figure[head]) for head in HEADS] for figure in wanted])
    else:
        recount.same("指标", json.loads(path.read_text(encoding="utf-8"))["figures"], wanted)
    return Written(counts=(("指标", len(wanted)),))


def open_case(dossier: Dossier) -> OpenCase:
    """Take the whole case as it is published."""
    case = dossier.case
    totals = {review.id: explain(tally(case.checklist(review.id), review)) for review in case.reviews}
    quotes = {review.id: tuple(_quotes(dossier, review)) for review in case.reviews}
    return OpenCase.of(case, dossier.logs, quotes, totals, dossier.version, dossier.at)


def _quotes(dossier: Dossier, review: Review) -> Iterator[OpenQuote]:
    """Tell of each quote of a review on which page it stands and how it reads."""
    for each in review.evidence:
        if isinstance(each, Quote):
            known = dossier.cited.get(each.document)
            mended = rewords(review.corrections, each.document)
            page = known.page(each.start) if known else None
            yield OpenQuote(id=each.id, page=page, reads=reworded(each.quote, each.start, mended))


def figures(dossier: Dossier) -> list[dict[str, Any]]:
    """List every figure with what was corrected, numbers as they were printed."""
    corrections: dict[int, dict[str, str]] = {}
    for each in dossier.review.corrections:
        if each.document == dossier.examination.report.sha256:
            corrections.setdefault(each.start, {})[each.field] = each.value
    found = []
    for number, metric in enumerate(dossier.examination.metrics, start=1):
        changed = corrections.get(metric.start, {})
        read_anew = dossier.own.reworded(metric.start, metric.end)
        found.append(
            {
                "序号": number,
                "指标": changed.get("indicator", metric.indicator),
                "标准名称": metric.canonical,
                "主体": changed.get("subject", metric.subject),
                "时期": changed.get("period", metric.period),
                "关系": COMPARATOR_SIGN[metric.comparator] or "=",
                "数值": format(metric.value, "f"),
                "单位": changed.get("unit", metric.unit),
                "类别": ROLE_WORD[metric.role],
                "原文": metric.quote,
                "起": metric.start,
                "止": metric.end,
                "章节": dossier.own.section(metric.start),
                "页": dossier.own.page(metric.start),
                "更正": "；".join(
                    (*(f"{field}={value}" for field, value in changed.items() if field != "words"), *read_anew)
                ),
            }
        )
    return found


def _report(examination: Examination) -> dict[str, str]:
    return {"name": examination.report.name, "sha256": examination.report.sha256}


def _csv(dossier: Dossier) -> str:
    """Write the figures as comma-separated values."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(HEADS)
    writer.writerows([_cell(figure[head]) for head in HEADS] for figure in figures(dossier))
    return buffer.getvalue()


def _cell(value: object) -> str:
    """Write a cell that no spreadsheet takes for a formula: numbers as they are, a quote before any other sign."""
    text = "" if value is None else printable(str(value))
    if text[:1] and text[0] in _FORMULA and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    return text[0] == "-" and text[1:].replace(".", "", 1).isdigit()
