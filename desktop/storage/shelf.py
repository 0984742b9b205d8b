"""The shelf of checklists: those that came with the program, and those of the office's own folder."""

from collections.abc import Iterator
from pathlib import Path

from desktop import lexicon, paths
from desktop.lexicon import yamlfile
from desktop.model.checklist import Checklist
from desktop.model.errors import BrokenResource, WrongRequest


class Shelf:
    """Checklists by id, each file read when it is first asked for.

    A file of the office with the id of one of ours takes its place. What the office's files have wrong stands in
    ``faults``, one Chinese sentence a file, and does not keep the others from the shelf.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Look into our own folder and into the office's, if there is one."""
        self.faults: tuple[str, ...] = ()
        self._folder = folder
        self._read: dict[Path, Checklist] = {}

    def checklists(self) -> tuple[Checklist, ...]:
        """Read every checklist, ours first, each folder in the order of file names.

        Raises ``BrokenResource`` when one of ours is wrong.
        """
        found = {checklist.id: checklist for checklist in map(self._open, _files(paths.resource("checklists")))}
        faults = []
        for path in _files(self._folder):
            try:
                checklist = self._open(path)
            except BrokenResource as error:
                faults.append(error.says)
            else:
                found[checklist.id] = checklist
        self.faults = tuple(faults)
        return tuple(found.values())

    def get(self, checklist_id: str) -> Checklist:
        """Find one checklist, reading only its file where the file has its name.

        Raises ``WrongRequest`` when no file has this id, ``BrokenResource`` when the one that has is wrong.
        """
        for folder in (self._folder, paths.resource("checklists")):
            path = next((path for path in _files(folder) if path.stem == checklist_id), None)
            if path:
                checklist = self._open(path)
                if checklist.id == checklist_id:
                    return checklist
        every = self.checklists()
        for checklist in every:
            if checklist.id == checklist_id:
                return checklist
        known = "、".join(checklist.id for checklist in every)
        raise WrongRequest(f"没有编号为“{checklist_id}”的评价表。现有：{known}。")

    def _open(self, path: Path) -> Checklist:
        """Read one file once."""
        if path not in self._read:
            self._read[path] = _checked(path.name, yamlfile.read(path, Checklist))
        return self._read[path]


def _files(folder: Path | None) -> Iterator[Path]:
    """List a folder's YAML files by name; a folder that is missing or unreadable has none."""
    try:
        found = sorted(folder.iterdir()) if folder else []
    except OSError:
        found = []
    yield from (path for path in found if path.suffix in {".yaml", ".yml"})


def _checked(name: str, checklist: Checklist) -> Checklist:
    """Refuse a checklist that refers to an indicator the lexicon does not know."""
    known = lexicon.load()
    for item in checklist.items:
        for indicator in (*(rule.metric for rule in item.judge.rules), *item.metrics):
            if known.indicator(indicator) is None:
                raise BrokenResource(
                    f"评价表文件 {name} 的评分项 {item.id} 提到指标“{indicator}”，指标词典里没有，请改用词典里的名称。"
                )
    return checklist
