"""Run every rule of form over a report."""

from collections.abc import Callable, Iterator

from desktop.advice import figures, promises, wording
from desktop.advice.ground import Fault, Ground
from desktop.lexicon import Lexicon
from desktop.model.advice import Defect
from desktop.model.examination import Extraction
from desktop.model.lexicon import DefectCue
from desktop.model.report import Report

_RULES: tuple[Callable[[Ground], Iterator[Fault]], ...] = (
    wording.set_phrases,
    figures.blanks_left,
    figures.base_missing,
    figures.percent_for_points,
    figures.work_for_results,
    wording.praise_without_figures,
    promises.too_thin,
    promises.unanswered,
    promises.fine_words,
    promises.bare_measures,
    promises.goal_without_figure,
    wording.enclosure_missing,
    promises.settled_without_proof,
)

_TOLD = ("D01", "D02", "D03", "D05", "D11", "D12", "D14", "D15", "D16", "D17", "D18", "D19", "D20", "D25", "D31")
"""The cues of ``cues.yaml`` that a rule looks for; the others are findings, or left to the inspector's eye."""


def cues(lexicon: Lexicon) -> tuple[DefectCue, ...]:
    """List the faults of form that are looked for, each of which may be switched off."""
    return tuple(cue for cue in lexicon.cues.defects if cue.id in _TOLD)


def defects(report: Report, said: Extraction, lexicon: Lexicon) -> tuple[Defect, ...]:
    """List the faults of form by where they stand."""
    ground = Ground(report, said, lexicon)
    known = {cue.id: cue for cue in cues(lexicon)}
    found = sorted(fault for rule in _RULES for fault in rule(ground))
    return tuple(
        Defect(
            start=fault.start,
            end=fault.end,
            quote=report.text[fault.start : fault.end],
            cue=fault.cue,
            name=known[fault.cue].name,
            says=fault.says,
            advice=known[fault.cue].advice,
            rule=fault.rule,
        )
        for fault in found
    )
