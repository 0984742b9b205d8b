"""Quote a report as one would in a note: the words, and below them where they stand."""

from pathlib import Path

from desktop.desk.words import one_line
from desktop.model.places import Places
from desktop.model.report import Report


def title_of(report: Report) -> str:
    """Give a report's own title, or its file's name."""
    heads = report.headings()
    return one_line(heads[0].quote) if heads and heads[0].level == 0 else Path(report.name).stem


def cited(report: Report, start: int, end: int) -> str:
    """Write words of a report with their source on a line of its own."""
    words = "\n".join(line.strip() for line in report.text[start:end].splitlines() if line.strip())
    places = Places(report)
    return f"{words}\n——《{title_of(report)}》{places.named(start)}{places.page(start)}"
