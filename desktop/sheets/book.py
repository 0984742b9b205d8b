"""Gather what one export holds."""

from desktop.model.case import Case
from desktop.model.examination import Examination
from desktop.model.places import Places
from desktop.sheets import words
from desktop.sheets.findings import finding_page, metric_page, problem_page
from desktop.sheets.pages import Book
from desktop.sheets.scoretable import NAME, score_page
from desktop.sheets.tallypage import tally_page


def lay_out(case: Case, review_id: str, examination: Examination) -> Book:
    """Lay out the five pages of one review; raises ``WrongRequest`` for a review that is not there."""
    review = case.review(review_id)
    checklist = case.checklist(review_id)
    about = review.about
    mark = words.EXAMPLE if about.example else ""
    year = f"{about.year}年" if about.year.isdigit() else about.year
    title = f"{about.district}{year}{checklist.title}{f'（{mark}）' if mark else ''}"
    source = "".join(filter(None, (checklist.document, f"（{checklist.doc_no}）" if checklist.doc_no else "")))
    lines = (
        f"评价表：{checklist.title}　依据：{source}　年份：{checklist.year}",
        f"材料：{'、'.join(document.name for document in case.documents)}　督学：{about.reviewer or '（未填）'}",
        *((f"案卷核对码：{case.code}",) if case.code else ()),
    )
    places = Places(examination.report)
    return Book(
        title=f"{title} {NAME}",
        mark=mark,
        author=about.reviewer,
        pages=(
            score_page(case, review, _known(case, examination, places), f"{title} {NAME}", lines),
            metric_page(examination, review, places, title),
            problem_page(examination, places, title),
            finding_page(examination, places, title),
            tally_page(checklist, review, title),
        ),
    )


def _known(case: Case, examination: Examination, places: Places) -> dict[str, Places]:
    """Name places only in a document whose text is still read as it was when its quotes were taken."""
    report = examination.report
    return {d.sha256: places for d in case.documents if d.sha256 == report.sha256 and d.text == report.text}
