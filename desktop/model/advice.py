"""格式 and 提示: what is worth telling an author, apart from every contradiction: faults of form, unusual sizes."""

from dataclasses import dataclass

from desktop.model.record import Mark


@dataclass(frozen=True, kw_only=True)
class Defect(Mark):
    """格式: a fault of form (a blank left, a base year missing); ``cue`` is its id in ``cues.yaml`` (``D03``).

    ``advice`` says what to ask for. A defect never counts as a finding.
    """

    cue: str
    name: str
    says: str
    advice: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Unusual(Mark):
    """提示: a figure outside what its indicator usually comes to; worth a look, never called wrong."""

    indicator: str
    says: str
    usual: str
    rule: str
