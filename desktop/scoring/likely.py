"""Guess which checklist a report answers to: its title, the 文号 it cites, its topics."""

import math
from collections import Counter
from collections.abc import Sequence

from desktop.lexicon.patterns import regex
from desktop.model.checklist import Checklist
from desktop.model.report import BlockKind, Report
from desktop.scoring.ranking import pairs

_HEAD = 1200
"""How many characters of the body say what a report answers to."""
_TITLE, _HEAD_WEIGHT, _NUMBER, _TOPICS = 4.0, 1.5, 2.0, 2.0
_LEAST = 1.2
_DOC_NO = regex(r"([\u4e00-\u9fff]{2,10})[〔\[［(（](\d{4})[〕\]］)）]?\s*(\d{1,4})号")


def likely_checklist(report: Report, checklists: Sequence[Checklist]) -> Checklist | None:
    """Choose the checklist that fits a report best; None where none fits."""
    if not checklists:
        return None
    body = "".join(report.quote(b.start, b.end) for b in report.blocks if b.kind is not BlockKind.FURNITURE)
    titles = set(pairs("，".join(report.titles())))
    head, cited = set(pairs(body[:_HEAD])), set(_DOC_NO.findall(report.text))
    names = {checklist.id: set(pairs(f"{checklist.title}，{checklist.document}")) for checklist in checklists}
    common = Counter(pair for name in names.values() for pair in name)

    def fit(checklist: Checklist) -> float:
        """Weigh the letter pairs of the name by how few checklists share them."""
        weights = {pair: math.log(1 + len(checklists) / common[pair]) for pair in names[checklist.id]}
        whole = sum(weights.values()) or 1
        shares = [sum(weights[pair] for pair in weights if pair in seen) / whole for seen in (titles, head)]
        asked = [item for item in checklist.items if any(len(word) > 2 for word in item.keywords)]
        talked = sum(any(len(word) > 2 and word in body for word in item.keywords) for item in asked)
        numbers = _DOC_NO.findall(checklist.doc_no or "")
        return (
            _TITLE * shares[0]
            + _HEAD_WEIGHT * shares[1]
            + _NUMBER * any(number in cited for number in numbers)
            + _TOPICS * talked / max(1, len(asked))
        )

    best = max(checklists, key=fit)
    return best if fit(best) >= _LEAST else None
