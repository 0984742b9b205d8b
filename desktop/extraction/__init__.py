"""Floor 2: a report becomes figures, blanks, problems and measures. Door: ``extract``."""

from desktop.extraction.measures import measures
from desktop.extraction.metrics import metrics
from desktop.extraction.paragraphs import readable
from desktop.extraction.placeholders import placeholders
from desktop.extraction.plans import Plans
from desktop.extraction.problems import problems
from desktop.extraction.sections import tree
from desktop.extraction.view import view
from desktop.lexicon import Lexicon
from desktop.model.examination import Extraction
from desktop.model.report import Report


def extract(report: Report, lexicon: Lexicon) -> Extraction:
    """Read everything that a report says; every tuple is sorted by start."""
    seen = view(report.text)
    sections = tree(report)
    wrong = problems(report, sections, lexicon)
    promised = measures(report, sections, wrong, lexicon)
    blank = tuple(blank for start, end in readable(report) for blank in placeholders(report.text, seen, start, end))
    return Extraction(
        metrics=tuple(metrics(report, seen, blank, Plans(report, promised), lexicon)),
        placeholders=blank,
        problems=wrong,
        measures=promised,
    )
