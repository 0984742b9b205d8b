"""Gather what one review's workbook holds."""

from desktop.sheets.dossier import Dossier
from desktop.sheets.findings import finding_page, metric_page, problem_page
from desktop.sheets.notes import evidence_page, note_page
from desktop.sheets.pages import Book, Page
from desktop.sheets.scoretable import NAME, score_page
from desktop.sheets.stamp import stamped


def review_book(dossier: Dossier) -> Book:
    """Lay out the six pages of one review."""
    return Book(
        title=f"{dossier.title} {NAME}",
        mark=dossier.mark,
        author=dossier.review.about.reviewer,
        pages=(
            score_page(dossier, head(dossier)),
            metric_page(dossier.examination, dossier.review, dossier.own, dossier.title),
            problem_page(dossier.examination, dossier.own, dossier.title),
            finding_page(dossier.examination, dossier.own, dossier.title),
            evidence_page(dossier),
            note_page(dossier),
        ),
        stamp=stamped(dossier),
    )


def list_book(dossier: Dossier, page: Page) -> Book:
    """Make a book of one list."""
    return Book(title=page.title, mark=dossier.mark, author=dossier.review.about.reviewer, pages=(page,))


def head(dossier: Dossier) -> tuple[str, ...]:
    """Write what stands below the title: who was reviewed by whom, when, with what, from what."""
    about = dossier.review.about
    first = {
        "被评地区": about.district or "（未填）",
        "年度": about.year or "（未填）",
        "评审人": about.reviewer or "（未填）",
        "导出日期": dossier.at[:10] or "（未记录）",
        "案卷核对码": dossier.code,
    }
    return (
        "　　".join(f"{name}：{value}" for name, value in first.items() if value),
        f"评价表：{dossier.checklist.title}　依据：{dossier.source}　年份：{dossier.checklist.year}",
        f"材料：{'、'.join(document.name for document in dossier.case.documents)}",
    )
