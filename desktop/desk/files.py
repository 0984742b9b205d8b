"""Read what is to lie on the desk, and make the case file of a review that begins."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from desktop import __version__, intake
from desktop.desk import says
from desktop.model.backup import Backup
from desktop.model.carry import Carried, Known, carried
from desktop.model.case import Case, Document, DocumentRole
from desktop.model.checklist import Checklist
from desktop.model.errors import BusyCase, DamagedCase, LockedCase, UnreadableFile, UnwritableCase
from desktop.model.recognition import Recognition
from desktop.model.replay import Timeline
from desktop.model.report import Notice, Report
from desktop.model.review import Rereading, Review
from desktop.storage import backups, naming, renewal, salvage
from desktop.storage.casefile import CaseFile, ViewState
from desktop.storage.verification import quote_faults

SUFFIX = naming.SUFFIX
REREAD = "reread"
"""The code of the notice that a report is read otherwise by this version than by the one that read it into its case."""
REPORTS = (
    *(".txt", ".pdf", ".ofd", ".docx", ".docm", ".doc", ".wps", ".html", ".htm", ".mht", ".mhtml", ".xlsx", ".xls"),
    *(".et", ".csv", ".tsv", ".odt", ".ods", ".fodt", ".fods", ".rtf", ".xml"),
)
"""How the names of reports end, as a rule; what a file is tells its content."""


@dataclass(frozen=True)
class OpenedReport:
    """A report and the bytes it was read from, which a case keeps; ``password`` opens them, kept nowhere else."""

    report: Report
    data: bytes
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class OpenedCase:
    """A case file, locked for this window or copied into memory where that cannot be, and what is in it."""

    file: CaseFile
    report: Report
    data: bytes
    checklist: Checklist
    log: Timeline
    view: ViewState
    carried: Carried | None = None
    """What became of an older version's review, where the case was begun with it."""
    doubts: tuple[str, ...] = ()
    """What of its quotes does not stand where it says it does."""

    def close(self) -> None:
        """Let the file go."""
        self.file.close()

    def give_up(self) -> None:
        """Take the file away, which was made for nothing."""
        self.file.give_up()


@dataclass(frozen=True)
class ReadAnew:
    """The report of a case as this version reads it, beside the document that the review goes by.

    ``stored`` tells that the case holds this reading already.
    """

    older: Document
    document: Document
    opened: OpenedReport
    found: Carried
    stored: bool

    def carried(self, review: Review) -> Carried:
        """Move a review to the new reading: evidence finds its words again, or still points into the older text."""
        old, new = (self.older.sha256, self.older.text), (self.document.sha256, self.document.text)
        made = carried(review, review.id, old, new)
        going = Rereading(document=self.document.rereads, reading=self.document.sha256)
        return made.model_copy(update={"review": made.review.with_rereading(going)})


_AT_ONCE, _CASE_AT_ONCE = 50_000, 2_000_000
"""The largest text, in bytes, read or written while the window waits; the largest case file that may hold it."""


def reads_at_once(path: Path) -> bool:
    """Tell whether a report is read in no time; one that cannot be read at all says so in no time."""
    try:
        return path.stat().st_size <= _AT_ONCE and is_small(path.read_bytes(), path.name)
    except (OSError, ValueError):
        return True


def is_small(data: bytes, name: str) -> bool:
    """Tell whether bytes are read in no time: few, and not to be unpacked."""
    return len(data) <= _AT_ONCE and not intake.unpacks(data, name)


def is_written_at_once(opened: OpenedReport) -> bool:
    """Tell whether the case of a report is made in no time: few bytes."""
    return len(opened.data) <= _AT_ONCE


def case_reads_at_once(path: Path) -> bool:
    """Tell whether a case is opened in no time: its report is text, and small; what cannot be opened says so too."""
    try:
        if path.stat().st_size > _CASE_AT_ONCE:
            return False
    except (OSError, ValueError):
        return True
    held = next(renewal.documents_in(path.absolute()), None)
    return held is None or (held.size <= _AT_ONCE and not intake.unpacks(held.head, held.name))


def read_report(path: Path, password: str = "") -> OpenedReport:
    """Read a report; raises ``UnreadableFile``."""
    report = intake.read(path, password=password)
    try:
        return OpenedReport(report, path.read_bytes(), password)
    except OSError as error:
        raise UnreadableFile(f"{path.name}：读到一半文件不见了，请确认它还在原处后重新打开。") from error


def read_data(data: bytes, name: str, encoding: str = "") -> OpenedReport:
    """Read a report that is in memory; raises ``UnreadableFile``."""
    return OpenedReport(intake.read_bytes(data, name, encoding), data)


def read_recognised(opened: OpenedReport, recognition: Recognition) -> OpenedReport:
    """Read a report again with what was recognised on its pages; raises ``UnreadableFile``."""
    report = intake.read_bytes(opened.data, opened.report.name, "", opened.password, recognition)
    return replace(opened, report=report)


def find_known(report: Report, folder: Path, recent: tuple[Path, ...]) -> Known | None:
    """Find the case that knows a report, among those in the cases' folder and those open before."""
    return renewal.find_known(report, renewal.case_files(folder, recent))


def renew_case(old: Path, opened: OpenedReport, folder: Path, new_id: str, at: str) -> OpenedCase:
    """Make and open the case of a newer version with the first review of an older one; raises ``CaseError``."""
    with _seen(old) as file:
        case = file.case()
    review = case.reviews[0]
    place = naming.case_path(folder, review.about.district, review.about.year, case.checklist(review.id).title)
    document = Document.of(opened.report, opened.data, DocumentRole.REPORT, at)
    recognition = opened.report.recognition
    made = renewal.renew(case, review, document, place, new_id, at, recognition=recognition)
    return replace(read_case(place), carried=made)


def read_case(path: Path, password: str = "") -> OpenedCase:
    """Open a case file and read its report again from the stored bytes; raises ``CaseError``, ``UnreadableFile``.

    One that another program writes, that may only be read or that is damaged is copied into memory, as far as it goes,
    and stays as it is. ``LockedCase`` asks for a password.
    """
    file = _opened(path, password)
    try:
        case = file.case()
        review = case.reviews[0]
        held = read_held(case, case.read_for(review))
        return OpenedCase(
            file=file,
            report=held.report,
            data=held.data,
            checklist=case.checklists[review.id],
            log=file.timeline(review.id),
            view=case.view,
            doubts=quote_faults(case),
        )
    except BaseException:
        file.close()
        raise


def glanced(path: Path) -> Case:
    """Read a case file without taking a lock that another window may want; raises ``CaseError``."""
    with CaseFile.peek(path, "") as file:
        return file.case()


def read_held(case: Case, document: Document) -> OpenedReport:
    """Read a document of a case again with the text that the case holds; a notice tells where it is read otherwise."""
    report = intake.read_kept(document.data, document.name, document.text, case.recognition_of(document))
    notices = report.notices
    if document.reader != __version__:
        told = Notice(code=REREAD, says=says.READ_OTHERWISE.format(document.name))
        notices = tuple(told if notice.code == "kept" else notice for notice in notices)
    return OpenedReport(report.model_copy(update={"sha256": document.sha256, "notices": notices}), document.data)


def read_going(state: CaseFile, review: Review, held: dict[str, OpenedReport]) -> OpenedReport:
    """Read the report that a review goes by from a state of its case, unless it is held in memory."""
    with state:
        case = state.case()
    document = case.read_for(review)
    return held.get(document.sha256) or read_held(case, document)


def read_anew(state: CaseFile, review: Review, recognition: Recognition | None = None) -> ReadAnew:
    """Read the report of a case as this version does, and find what a review says of it there.

    Its pages that are pictures are read as they were recognised now, or else before.

    Raises ``UnreadableFile``.
    """
    with state:
        case = state.case()
    older = case.read_for(review)
    report = intake.read_bytes(older.data, older.name, recognition=recognition or case.recognition_of(older))
    document = Document.again(older, report.text, datetime.now().astimezone().isoformat(timespec="seconds"))
    opened = OpenedReport(report.model_copy(update={"sha256": document.sha256}), older.data)
    stored = any(each.sha256 == document.sha256 for each in case.documents)
    anew = ReadAnew(older, document, opened, Carried(review=review, kept=0, lost=(), dropped=0), stored)
    return replace(anew, found=anew.carried(review))


def restored_case(backup: Backup, folder: Path, password: str = "") -> OpenedCase:
    """Write a state that was kept into a folder, as a case file of its own, and open that; raises ``CaseError``."""
    return read_case(backups.restored(backup, folder, password), password)


def _seen(path: Path) -> CaseFile:
    """Open a case file to read it, or a copy in memory of one that is being written."""
    try:
        return CaseFile.open(path, writing=False)
    except BusyCase as error:
        return CaseFile.peek(path, error.says)


def _opened(path: Path, password: str) -> CaseFile:
    """Open a case file to write it, or else a copy in memory that says why; what is not proved is not shown."""
    try:
        file = CaseFile.open(path, password=password)
    except (BusyCase, UnwritableCase) as error:
        file = CaseFile.peek(path, error.says, password)
    except DamagedCase:
        return salvage.rescued(path, password)
    except LockedCase:
        if not password:
            raise
        # Where the first page is damaged no password seems right.
        return salvage.rescued(path, password)
    if not file.tampered():
        return file
    file.close()
    return salvage.rescued(path, password)


def new_case(folder: Path, opened: OpenedReport, checklist: Checklist, review: Review, at: datetime) -> CaseFile:
    """Make and open the case file of a review that begins; raises ``CaseError`` where it cannot be written."""
    about, iso = review.about, at.isoformat(timespec="seconds")
    place = naming.case_path(folder, about.district, about.year, checklist.title)
    document = Document.of(opened.report, opened.data, DocumentRole.REPORT, iso)
    return CaseFile.create(place, document, checklist, review, iso, recognition=opened.report.recognition)


def edition_case(folder: Path, opened: OpenedReport, new: Checklist, review: Review, at: datetime) -> OpenedCase:
    """Make the case of a review that goes on with a new edition, and open it; raises ``CaseError``."""
    with new_case(folder, opened, new, review, at) as file:
        path = file.path
    return read_case(path)
