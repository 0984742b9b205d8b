"""一批报告: a folder's files, what stands in each and how far its review is, and the next one to do."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.desk import files
from desktop.desk.citing import title_of
from desktop.desk.jobs import Jobs
from desktop.desk.progress import progress
from desktop.desk.reading import Readers
from desktop.model.case import Case
from desktop.model.errors import DuyueError
from desktop.model.examination import Examination
from desktop.model.report import Report
from desktop.model.value import Value
from desktop.storage import naming, renewal

if TYPE_CHECKING:
    from desktop.desk.desk import Desk

HEADS = (("文件", 36), ("标题", 48), ("地区", 12), ("年份", 8), ("指标", 8), ("问题", 8), ("疑点", 8), ("评审", 20))
"""What is listed, and how wide its column is on paper, in digits."""
_PARTS = re.compile(r"\d+|\D+")


class Glance(Value):
    """What one file of a batch is; ``case`` is where its review lies, ``fault`` why it was not read."""

    path: Path
    title: str = ""
    district: str = ""
    year: str = ""
    figures: int = 0
    problems: int = 0
    findings: int = 0
    case: Path | None = None
    settled: int = 0
    count: int = 0
    fault: str = ""

    @property
    def done(self) -> bool:
        """Tell whether there is nothing left to do: every item is settled, or the file cannot be read."""
        return bool(self.fault) or (self.case is not None and self.settled == self.count)

    @property
    def state(self) -> str:
        """Say how far the review is, or what is wrong."""
        if self.fault:
            return self.fault
        return "未开始" if self.case is None else f"已评 {self.settled} / {self.count}"

    @property
    def cells(self) -> tuple[str | int, ...]:
        """Give what is listed, as ``HEADS`` names it."""
        counts = (self.figures, self.problems, self.findings) if not self.fault else ("", "", "")
        return (self.path.name, self.title, self.district, self.year, *counts, self.state)


class Batch(QObject):
    """Look through a folder, one file after the other, while the desk is worked at.

    ``listed`` tells that the files are known, ``seen`` the row that was looked at, ``failed`` why a list was not
    written and ``written`` where one was.
    """

    listed = Signal()
    seen = Signal(int)
    failed = Signal(object)
    written = Signal(object)

    def __init__(self, desk: "Desk", readers: Readers) -> None:
        """Look for a desk."""
        super().__init__(desk)
        self._readers = readers
        self._desk = desk
        self._jobs = Jobs(self)
        desk.closed.connect(self.look_again)
        self._case_of: Mapping[Path, Path] = {}
        self.folder: Path | None = None
        self.paths: tuple[Path, ...] = ()
        self.glances: dict[Path, Glance] = {}

    @property
    def busy(self) -> bool:
        """Tell whether files are still being looked at."""
        return self._jobs.busy

    def open(self, folder: Path) -> bool:
        """List a folder and begin to look through it; False, and told, where it holds no report or cannot be read."""
        try:
            paths = reports_in(folder)
        except OSError:
            self._desk.said.emit("error", f"{folder.name}：打不开这个文件夹；请确认它还在，并且允许读取。")
            return False
        if not paths:
            self._desk.said.emit("info", f"{folder.name}：里面没有可以打开的报告；请换一个文件夹。")
            return False
        self.folder, self.paths, self.glances = folder, paths, {}
        self.look_again()
        return True

    def look_again(self) -> None:
        """Look for what is not known yet, and at what may have been worked at since."""
        if self.folder is not None:
            recent = tuple(row.path for row in self._desk.recent)
            work = partial(case_of, self.paths, self._desk.settings.cases, recent)
            self._jobs.start("cases", work, self._on_cases, self.failed.emit)

    def next(self, *open_: Path | None) -> Path | None:
        """Name what to open next: the first report that is not done after the one that is open, or else before it."""
        at = next((at for at, path in enumerate(self.paths) if path in open_ or self.place(path) in open_), -1)
        order = (*self.paths[at + 1 :], *self.paths[: max(at, 0)])
        return next((self.place(path) for path in order if not self._done(path)), None)

    def place(self, path: Path) -> Path:
        """Name what is opened for a file of the list: its case, where it has one."""
        return self._case_of.get(path, path)

    def export(self, path: Path) -> None:
        """Write the list in a job."""
        title = f"{self.folder.name if self.folder else ''}　{datetime.now():%Y-%m-%d}"
        rows = [self.glances[each].cells for each in self.paths if each in self.glances]
        self._jobs.start(
            "export", partial(_write, path, title, rows), lambda _: self.written.emit(path), self.failed.emit
        )

    def finish(self) -> bool:
        """Stop looking; False where a job is frozen."""
        return self._jobs.finish()

    def _done(self, path: Path) -> bool:
        glance = self.glances.get(path)
        return glance is not None and glance.done

    def _on_cases(self, case_of: Mapping[Path, Path]) -> None:
        """List the files, but not the cases of reports that are listed."""
        self._case_of = case_of
        own = set(case_of.values())
        self.paths = tuple(path for path in self.paths if path not in own)
        self.listed.emit()
        self._look_at(0)

    def _look_at(self, row: int) -> None:
        """Look at one file, and then at the next."""
        if row >= len(self.paths):
            return
        path = self.paths[row]
        work = partial(glance, path, self._case_of.get(path), self._readers.examine, self.glances.get(path))
        self._jobs.start("look", work, partial(self._on_seen, row), self.failed.emit)

    def _on_seen(self, row: int, seen: Glance) -> None:
        self.glances[seen.path] = seen
        self.seen.emit(row)
        self._look_at(row + 1)


def reports_in(folder: Path) -> tuple[Path, ...]:
    """List a folder's reports and cases by name, 2 before 10; raises ``OSError``."""
    wanted = {*files.REPORTS, naming.SUFFIX}
    found = [
        path
        for path in folder.iterdir()
        if path.suffix.lower() in wanted and not path.name.startswith((".", "~$")) and path.is_file()
    ]
    return tuple(sorted((path.absolute() for path in found), key=_by_number))


def case_of(paths: Iterable[Path], folder: Path, recent: Iterable[Path]) -> dict[Path, Path]:
    """Find the case of each report that has one, in a folder, among those open before and among the paths."""
    listed = tuple(paths)
    by_report = renewal.by_report(renewal.case_files(folder, (*recent, *listed)))
    found = {}
    for path in listed:
        with suppress(OSError):
            case = by_report.get(sha256(path.read_bytes()).hexdigest())
            if case is not None:
                found[path] = case
    return found


def glance(
    path: Path, case: Path | None, examine: Callable[[Report], Examination], held: Glance | None = None
) -> Glance:
    """Look at a report with its case, or at a case alone; what was ``held`` before is not read again, but progress."""
    alone = path.suffix.lower() == naming.SUFFIX
    try:
        if held is None or held.fault:
            report = _of_case(files.glanced(path)) if alone else files.read_report(path).report
            held = _read(path, report, examine)
        place = path if alone else case
        return _reviewed(held, place) if place is not None else held
    except DuyueError as error:
        return Glance(path=path, fault=error.says.removeprefix(f"{path.name}："))


def _read(path: Path, report: Report, examine: Callable[[Report], Examination]) -> Glance:
    """Tell what a report says of itself and how much was found in it."""
    from desktop.extraction.about import about

    told, found = about(report), examine(report)
    return Glance(
        path=path,
        title=title_of(report),
        district=told.district,
        year=told.year,
        figures=len(found.metrics),
        problems=len(found.problems),
        findings=len(found.findings),
    )


def _reviewed(seen: Glance, place: Path) -> Glance:
    """Tell how far a review is, and what it says the report is about."""
    case = files.glanced(place)
    review = case.reviews[0]
    done = progress(case.checklist(review.id), review)
    told = {"district": review.about.district, "year": review.about.year, "settled": done.settled, "count": done.count}
    return seen.model_copy(update={"case": place} | told)


def _of_case(case: Case) -> Report:
    """Read the report of a case."""
    return files.read_held(case, case.read_for(case.reviews[0])).report


def _by_number(path: Path) -> tuple[tuple[int, int, str], ...]:
    """Sort by name, numbers in it by their size."""
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in _PARTS.findall(path.name.casefold())
    )


def _write(path: Path, title: str, rows: list[tuple[str | int, ...]]) -> None:
    from desktop.sheets.roster import write_roster

    write_roster(path, title, HEADS, rows)
