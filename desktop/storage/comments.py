"""The comment bank: reasons that came with the program, and the user's own beside the settings."""

import json
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from desktop import intake, paths
from desktop.lexicon import yamlfile
from desktop.model.comment import Comment, CommentBook
from desktop.model.errors import UnwritableSettings, WrongRequest
from desktop.model.report import BlockKind
from desktop.storage import jsonfile

logger = logging.getLogger(__name__)

NAME = "comments.json"
_LONGEST = 500
"""Signs of the longest paragraph that is taken for a reason."""


class CommentBank:
    """The user's own reasons first, the latest on top, then those that came with the program."""

    def __init__(self, folder: Path | None = None) -> None:
        """Read both; a broken file of the user's is set aside."""
        self._path = (folder or paths.settings_dir()) / NAME
        self._own = self._read()
        self._shipped = yamlfile.read(paths.resource("comments.yaml"), CommentBook).comments

    @property
    def comments(self) -> tuple[Comment, ...]:
        """List every reason."""
        return (*self._own, *self._shipped)

    def add(self, text: str, item: str = "") -> bool:
        """Keep a reason, for one item or for any; False when it is there already. Raises ``UnwritableSettings``."""
        comment = Comment(text=text.strip(), item=item, own=True)
        if not comment.text or any((c.text, c.item) == (comment.text, item) for c in self.comments):
            return False
        self._write((comment, *self._own))
        return True

    @property
    def own(self) -> tuple[Comment, ...]:
        """List the user's own, in the order that they are offered in."""
        return self._own

    def keep(self, own: Iterable[Comment]) -> None:
        """Hold these as the user's own, in this order, each once; raises ``UnwritableSettings``."""
        kept = (comment.model_copy(update={"text": comment.text.strip(), "own": True}) for comment in own)
        self._write(tuple(dict.fromkeys(comment for comment in kept if comment.text)))

    def take(self, path: Path) -> int:
        """Put the reasons of a file behind the own, those that are new; gives their number.

        JSON and YAML are what ``give`` writes and what the program ships; of any other file that can be read each
        paragraph, and the first cell of each row, is one. Raises ``UnreadableFile``, ``BrokenResource``,
        ``WrongRequest`` and ``UnwritableSettings``.
        """
        known = {(comment.text, comment.item) for comment in self.comments}
        read = _listed(path) if path.suffix.lower() in (".json", ".yaml", ".yml") else _paragraphs(path)
        fresh = dict.fromkeys(comment for comment in read if (comment.text, comment.item) not in known)
        if fresh:
            self.keep((*self._own, *fresh))
        return len(fresh)

    def give(self, path: Path) -> None:
        """Write the user's own to a JSON file; raises ``UnwritableSettings``."""
        try:
            jsonfile.write(path, CommentBook(comments=self._own).model_dump(mode="json"))
        except OSError as error:
            raise UnwritableSettings(f"评语没有导出：无法写入 {path}，请换一个文件夹。") from error

    def _read(self) -> tuple[Comment, ...]:
        """Read the user's own."""
        try:
            return CommentBook.model_validate(json.loads(self._path.read_text(encoding="utf-8"))).comments
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, ValidationError) as error:
            logger.info("own comments cannot be read: %s", type(error).__name__)
            jsonfile.set_aside(self._path)
            return ()

    def _write(self, own: tuple[Comment, ...]) -> None:
        """Write the user's own, and hold them only when they are written."""
        try:
            jsonfile.write(self._path, CommentBook(comments=own).model_dump(mode="json"))
        except OSError as error:
            raise UnwritableSettings(f"评语没有保存：无法写入 {self._path}，请检查文件夹和磁盘。") from error
        self._own = own


def _listed(path: Path) -> Iterator[Comment]:
    """Read the reasons of a JSON or YAML file; JSON is YAML, too."""
    for comment in yamlfile.read(path, CommentBook).comments:
        yield Comment(text=comment.text.strip(), item=comment.item, own=True)


def _paragraphs(path: Path) -> Iterator[Comment]:
    """Take each paragraph and the first cell of each row as a reason."""
    report = intake.read(path)
    for block in report.blocks:
        first, *_ = report.text[block.start : block.end].split("\t")
        text = " ".join(first.split())
        if len(text) > _LONGEST:
            raise WrongRequest(f"{path.name}：有一段超过 {_LONGEST} 字，不像评语；请一段写一条评语。")
        if text and block.kind is not BlockKind.FURNITURE:
            yield Comment(text=text, own=True)
