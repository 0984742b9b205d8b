"""What a workbook says to the program itself: which review and checklist it was made from, and what it held then."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from desktop.model.amount import plain
from desktop.model.checklist import Checklist
from desktop.scoring.typed import typed
from desktop.sheets.dossier import Dossier
from desktop.sheets.pages import printable
from desktop.sheets.scoretable import evidence_text

FORMAT = "1"
_HEAD = ("review", "checklist", "edition", "code", "at")


class Held(NamedTuple):
    """One line as it was exported: what it was scored for, and its score, state, points, prints of its texts."""

    item: str
    subject: str
    score: str
    state: str
    reason: str
    remark: str
    points: str
    evidence: str


def stamped(dossier: Dossier) -> tuple[tuple[str, ...], ...]:
    """Write the rows: the format, one row for the whole, then one for each line of the sheet."""
    whole = {
        "review": dossier.review.id,
        "checklist": dossier.checklist.id,
        "edition": edition(dossier.checklist),
        "code": dossier.code,
        "at": dossier.at,
    }
    rows: list[tuple[str, ...]] = [("督阅评分表", FORMAT), *whole.items()]
    for entry in dossier.entries:
        score = dossier.review.score_of(entry.item.id, entry.subject)
        reason, remark = (score.reason, score.remark) if score else ("", "")
        state = score.state.value if score else "open"
        points = "" if entry.leaf.points is None else plain(entry.leaf.points)
        quotes = tuple(map(evidence_text, dossier.review.evidence_of(entry.item.id, entry.subject)))
        held = Held(
            entry.item.id,
            entry.subject,
            typed(score),
            state,
            printed(reason),
            printed(remark),
            points,
            printed_evidence(quotes),
        )
        rows.append((entry.number, *held))
    return tuple(rows)


def unstamped(rows: list[tuple[str, ...]]) -> tuple[dict[str, str], dict[str, Held]]:
    """Read the rows back: the whole by name, the lines by key; nothing where they are not what ``stamped`` wrote."""
    if not rows or rows[0][:2] != ("督阅评分表", FORMAT):
        return {}, {}
    width = len(Held._fields) + 1
    whole = {row[0]: row[1] for row in rows[1 : len(_HEAD) + 1]}
    lines = {row[0]: Held(*(*row[1:], *("",) * width)[: width - 1]) for row in rows[len(_HEAD) + 1 :]}
    return whole, lines


def edition(checklist: Checklist) -> str:
    """Tell one edition of a checklist from another by what its items ask."""
    asked = "\n".join(f"{item.id} {item.wording_hash}" for item in checklist.items)
    return hashlib.sha256(asked.encode()).hexdigest()[:16]


def printed(text: str) -> str:
    """Tell one text from another without repeating it; nothing for none."""
    return hashlib.sha256(printable(text).encode()).hexdigest()[:16] if text else ""


def printed_evidence(texts: Iterable[str]) -> str:
    """Tell the evidence of one line from another's."""
    return printed("\n\n".join(texts))
