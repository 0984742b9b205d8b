"""Read what is to lie on the desk, and make the case file of a review that begins."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop import intake
from desktop.model.case import Document, DocumentRole
from desktop.model.checklist import Checklist
from desktop.model.errors import UnreadableFile
from desktop.model.report import Report
from desktop.model.review import Review
from desktop.model.step import Timeline
from desktop.storage import naming
from desktop.storage.casefile import CaseFile, ViewState

SUFFIX = naming.SUFFIX


@dataclass(frozen=True)
class OpenedReport:
    """A report and the bytes it was read from, which a case keeps."""

    report: Report
    data: bytes


@dataclass(frozen=True)
class OpenedCase:
    """A case file, locked for this window, and what is in it."""

    file: CaseFile
    report: Report
    data: bytes
    checklist: Checklist
    log: Timeline
    view: ViewState


_AT_ONCE = 1_000_000
"""The largest text, in bytes, that is read while the window waits."""


def reads_at_once(path: Path) -> bool:
    """Tell whether a report is read in no time; one that cannot be read at all says so in no time."""
    try:
        return path.stat().st_size <= _AT_ONCE and not intake.unpacks(path.read_bytes(), path.name)
    except (OSError, ValueError):
        return True


def read_report(path: Path) -> OpenedReport:
    """Read a report; raises ``UnreadableFile``."""
    report = intake.read(path)
    try:
        return OpenedReport(report, path.read_bytes())
    except OSError as error:
        raise UnreadableFile(f"{path.name}：读到一半文件不见了，请确认它还在原处后重新打开。") from error


def read_case(path: Path) -> OpenedCase:
    """Open a case file and read its report again from the stored bytes; raises ``CaseError``, ``UnreadableFile``."""
    file = CaseFile.open(path)
    try:
        case = file.case()
        review, document = case.reviews[0], case.documents[0]
        report = intake.read_kept(document.data, document.name, document.text)
        return OpenedCase(
            file=file,
            report=report,
            data=document.data,
            checklist=case.checklists[review.id],
            log=file.timeline(review.id),
            view=case.view,
        )
    except BaseException:
        file.close()
        raise


def new_case(folder: Path, opened: OpenedReport, checklist: Checklist, review: Review, at: datetime) -> CaseFile:
    """Make and open the case file of a review that begins; raises ``CaseError`` where it cannot be written."""
    about, iso = review.about, at.isoformat(timespec="seconds")
    place = naming.case_path(folder, about.district, about.year, checklist.title)
    document = Document.of(opened.report, opened.data, DocumentRole.REPORT, iso)
    return CaseFile.create(place, document, checklist, review, iso)
