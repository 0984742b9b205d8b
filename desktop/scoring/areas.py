"""Whose figures a report tells: its own area's, or those of a wider one that it is held against (全市平均, 全省)."""

from collections import Counter

from desktop.lexicon.patterns import regex
from desktop.model.examination import Examination
from desktop.model.metric import Metric
from desktop.scoring.passages import Passage

_OWN = regex(r"[全我本该]([县区旗市州])")
_WIDER = {
    "": "省国",
    "州": "省国",
    "市": "省国",
    "区": "市州省国",
    "县": "市州省国",
    "旗": "市州省国",
}
"""Which areas are wider than the one that a report says most of; a 市 may be a county's."""


class Areas:
    """Tell figures of wider areas from those of the report's own."""

    def __init__(self, examination: Examination) -> None:
        said = Counter(_OWN.findall(examination.report.text))
        own = said.most_common(1)[0][0] if said else ""
        wider = _WIDER[own]
        self._wider = regex(
            rf"(?<![在居列入被获为])(?:[全我][{wider}]|[{wider}](?:级|里)?(?:平均|均值|均水平)|其他[县区市旗])"
            r"(?!首|率先|第|前|唯一|最|领先|先进|排|位|试点|文明|示范|重点|统一|规定|要求|标准|通用|的?要求|的?标准)"
        )
        self._own = regex(rf"[我本][{own or '县'}]|全{own}(?!平均)" if own else "(?!)")

    def is_of_another(self, metric: Metric, passage: Passage) -> bool:
        """Tell whether a figure is that of a wider area: so said in its clause before it, the last area named there."""
        if self._wider.match(metric.subject):
            return True
        clause = next((start for start, end in passage.clauses if metric.start < end), passage.start)
        head = passage.text[clause - passage.start : metric.start - passage.start]
        wider = [found.end() for found in self._wider.finditer(head)]
        own = [found.end() for found in self._own.finditer(head)]
        return bool(wider) and max(wider) > max(own, default=0)
