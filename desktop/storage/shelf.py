"""The shelf of checklists: those that came with the program, and those of the office's own folder."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from desktop import lexicon, paths
from desktop.lexicon import yamlfile
from desktop.model.checklist import Checklist
from desktop.model.errors import BrokenResource, ExportFailed, UnwritableSettings, WrongRequest
from desktop.storage import jsonfile
from desktop.storage.casefile import CaseFile

FOLDER = "checklists"
_NAME = re.compile(r"[\w.-]+")
_TAKERS = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".duyue": "case"}


class Shelf:
    """Checklists by id, each file read when it is first asked for.

    A file of the office with the id of one of ours takes its place. What the office's files have wrong stands in
    ``faults``, one Chinese sentence a file, and does not keep the others from the shelf.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Look into our own folder and into the office's, by default the one beside the settings."""
        self.faults: tuple[str, ...] = ()
        self._folder = folder or paths.settings_dir() / FOLDER
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

    def own(self, checklist_id: str) -> bool:
        """Tell whether a checklist is the office's."""
        return any(path.stem == checklist_id for path in _files(self._folder))

    def add(self, checklist: Checklist) -> Path:
        """Put a checklist into the office's folder, in the place of an earlier one of its id.

        Raises ``WrongRequest`` for an id that is no file name or an unknown indicator, ``UnwritableSettings`` when
        the folder cannot be written; the earlier file is untouched then.
        """
        if not _NAME.fullmatch(checklist.id):
            raise WrongRequest(f"评价表编号“{checklist.id}”只能用文字、数字、点、横线和下划线，请改一改。")
        path = self._folder / f"{checklist.id}.yaml"
        fault = unknown_indicator(checklist)
        if fault:
            raise WrongRequest(f"{fault}，指标词典里没有，请改用词典里的名称。")
        try:
            yamlfile.write(path, checklist)
        except OSError as error:
            raise UnwritableSettings(f"评价表没有保存：无法写入 {path}，请检查文件夹和磁盘。") from error
        self._read[path] = checklist
        return path

    def remove(self, checklist_id: str) -> None:
        """Take one of the office's checklists off the shelf; its file is kept as ``.yaml.removed``."""
        for path in _files(self._folder):
            if path.stem == checklist_id:
                self._read.pop(path, None)
                path.replace(path.with_name(path.name + ".removed"))

    def _open(self, path: Path) -> Checklist:
        """Read one file once."""
        if path not in self._read:
            self._read[path] = _checked(path.name, yamlfile.read(path, Checklist))
        return self._read[path]


def taken(path: Path) -> tuple[Checklist, ...]:
    """Read the checklists of a YAML, JSON or case file; nothing is put on the shelf.

    Raises ``BrokenResource`` with what is wrong where, ``CaseError`` for a case file that cannot be opened.
    """
    kind = _TAKERS.get(path.suffix.lower())
    if kind == "yaml":
        return (_checked(path.name, yamlfile.read(path, Checklist)),)
    if kind == "json":
        return (_checked(path.name, _of_json(path)),)
    if kind == "case":
        with CaseFile.open(path, writing=False) as file:
            case = file.case()
        found = {made.id: made for made in (case.checklist(review.id) for review in case.reviews)}
        return tuple(found.values())
    raise WrongRequest(f"{path.name}：评价表可从 .xlsx、.xls、.yaml、.json 或 .duyue 文件导入，请选择其中一种。")


def given(path: Path, checklist: Checklist) -> None:
    """Write a checklist to a YAML or JSON file by its suffix; raises ``WrongRequest`` or ``ExportFailed``."""
    kind = _TAKERS.get(path.suffix.lower())
    if kind not in {"yaml", "json"}:
        raise WrongRequest(f"{path.name}：评价表可导出为 .xlsx、.yaml 或 .json，请改文件名的结尾。")
    try:
        if kind == "yaml":
            yamlfile.write(path, checklist)
        else:
            jsonfile.write(path, checklist.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    except OSError as error:
        raise ExportFailed(f"{path.name}：无法写入，没有留下半个文件；请检查文件夹是否可写、磁盘是否已满。") from error


def unknown_indicator(checklist: Checklist) -> str:
    """Say which item refers to an indicator that the lexicon does not know; empty where none does."""
    known = lexicon.load()
    for item in checklist.items:
        for indicator in (*(rule.metric for rule in item.judge.rules), *item.metrics):
            if known.indicator(indicator) is None:
                return f"评分项 {item.id} 提到指标“{indicator}”"
    return ""


def _of_json(path: Path) -> Checklist:
    """Read a checklist from JSON."""
    try:
        return Checklist.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BrokenResource(f"读不到评价表文件 {path.name}：请确认文件还在，并且允许读取。") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        says = first["ctx"]["error"] if first["type"] == "value_error" else "缺少或不合要求"
        place = ".".join(str(step) for step in first["loc"]) or "整个文件"
        raise BrokenResource(f"评价表文件 {path.name} 的 {place}：{says}，没有导入。") from error


def _files(folder: Path | None) -> Iterator[Path]:
    """List a folder's YAML files by name; a folder that is missing or unreadable has none."""
    try:
        found = sorted(folder.iterdir()) if folder else []
    except OSError:
        found = []
    yield from (path for path in found if path.suffix in {".yaml", ".yml"})


def _checked(name: str, checklist: Checklist) -> Checklist:
    """Refuse a checklist that refers to an indicator the lexicon does not know."""
    fault = unknown_indicator(checklist)
    if fault:
        raise BrokenResource(f"评价表文件 {name} 的{fault}，指标词典里没有，请改用词典里的名称。")
    return checklist
