"""The comment bank: reasons that came with the program, and the user's own beside the settings."""

import json
import logging
from pathlib import Path

from pydantic import ValidationError

from desktop import paths
from desktop.lexicon import yamlfile
from desktop.model.comment import Comment, CommentBook
from desktop.model.errors import UnwritableSettings
from desktop.storage import jsonfile

logger = logging.getLogger(__name__)

NAME = "comments.json"


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

    def remove(self, comment: Comment) -> None:
        """Forget one of the user's own reasons; raises ``UnwritableSettings``."""
        self._write(tuple(held for held in self._own if held != comment))

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
