"""Say on paper where words stand: the headings above them, the page, and their characters."""

from desktop.model.places import Places
from desktop.model.report import Report
from desktop.sheets import words


class Cited:
    """Cite any span of one report."""

    def __init__(self, report: Report) -> None:
        """Look through its outline once."""
        self._places = Places(report)
        self._pages, self._rewords, self._text = report.pages, report.rewords, report.text

    def place(self, start: int, end: int) -> str:
        """Name a span by the headings above it, its page where there are pages, and its characters.

        It is told where words of it were recognised and corrected by the page.
        """
        return f"{self._places.named(start)}\n{self.span(start, end)}"

    def span(self, start: int, end: int) -> str:
        """Name a span by its page, where there are pages, and its characters; told is where it was corrected."""
        page = self.page(start)
        mended = any(each.start < end and start < each.end for each in self._rewords)
        return f"{f'第{page}页 ' if page else ''}{span(start, end)}{words.REWORDED if mended else ''}"

    def reworded(self, start: int, end: int) -> list[str]:
        """Tell each word of a span that was recognised and corrected."""
        return [
            words.REWORDED_FROM.format(was=self._text[each.start : each.end], words=each.words)
            for each in self._rewords
            if each.start < end and start < each.end
        ]

    def section(self, start: int) -> str:
        """Name the headings above an offset."""
        return self._places.named(start)

    def page(self, start: int) -> int | None:
        """Give the page of the file on which an offset stands, from 1; None where the file has no pages."""
        return self._pages.page_of(start) if self._pages else None


def span(start: int, end: int) -> str:
    """Name a span by its first and its last character, counted from 1."""
    return f"第{start + 1}–{end}字"
