"""From a file to everything that is read in it: intake, extraction, checking and advice, in order, once."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import advice, checking, extraction, intake, lexicon
from desktop.model.examination import Examination, Extraction
from desktop.model.metric import Metric
from desktop.model.report import Report

if TYPE_CHECKING:
    from desktop.model.case import Case, Document
    from desktop.model.explanation import Explanation
    from desktop.model.review import Correction


def examine(report: Report) -> Examination:
    """Read a report's figures, problems and measures, and recompute what can be recomputed."""
    words = lexicon.load()
    joined = intake.Joined(report)
    said = extraction.extract(joined.report, words)
    findings, checks, unchecked = checking.check(joined.report, said.metrics, words)
    return joined.restored(
        Examination(
            report=joined.report,
            metrics=said.metrics,
            placeholders=said.placeholders,
            problems=said.problems,
            measures=said.measures,
            findings=findings,
            checks=checks,
            unchecked=unchecked,
            defects=advice.defects(joined.report, said, words),
            unusual=advice.unusual(said.metrics, words),
        )
    )


def read_again(case: "Case") -> "tuple[tuple[Document, Examination], ...]":
    """Read every document of a case again, from the bytes and the text that it keeps of each."""
    return tuple(
        (
            document,
            examine(
                intake.read_kept(document.data, document.name, document.text, case.recognitions.get(document.sha256))
            ),
        )
        for document in case.documents
    )


def corrected(examination: Examination, corrections: Iterable["Correction"]) -> Examination:
    """Read the figures as the inspector corrected them, and recompute what can be recomputed."""
    from desktop.extraction import corrections as mended  # no first reading needs it, nor the values of a review
    from desktop.model.review import rewords

    corrections = tuple(corrections)
    words, report = lexicon.load(), examination.report
    reworded = rewords(corrections, report.sha256)
    if reworded != report.rewords:
        report = report.model_copy(update={"rewords": reworded})
        examination = examine(report)
    metrics = mended.corrected(examination.metrics, corrections, report, words)
    joined = intake.Joined(report)
    said = _said(examination, metrics, joined)
    findings, checks, unchecked = checking.check(joined.report, said.metrics, words)
    # Made anew, for a copy would keep the old look-up of its metrics.
    return Examination(
        report=report,
        metrics=metrics,
        placeholders=examination.placeholders,
        problems=examination.problems,
        measures=examination.measures,
        findings=joined.anchored(findings),
        checks=joined.anchored(checks),
        unchecked=joined.anchored(unchecked),
        defects=tuple(map(joined.told, advice.defects(joined.report, said, words))),
        unusual=advice.unusual(metrics, words),
    )


def _said(examination: Examination, metrics: Sequence[Metric], joined: intake.Joined) -> Extraction:
    """Give what a report says as it stands in the report with its lines joined."""
    return Extraction(
        metrics=joined.seen(metrics),
        placeholders=joined.seen(examination.placeholders),
        problems=joined.seen(examination.problems),
        measures=joined.seen(examination.measures),
    )


def explained(examination: Examination, offset: int) -> "Explanation":
    """Tell why the number at an offset was read as it is, or why it is in no record; the paragraph is read anew."""
    from desktop.extraction import explain  # no first reading needs it

    joined = intake.Joined(examination.report)
    said = _said(examination, examination.metrics, joined)
    seen = Examination(
        report=joined.report, metrics=said.metrics, placeholders=said.placeholders, measures=said.measures
    )
    told = joined.told(explain.explained(seen, joined.to(offset), lexicon.load()))
    return told.model_copy(update={"steps": (*told.steps, *explain.beside(examination, offset))})


def open_file(path: Path, encoding: str = "", password: str = "") -> Examination:
    """Read a file, its text in an encoding or as it seems, and examine it; raises ``UnreadableFile``."""
    return examine(intake.read_recognised(path, encoding, password))
