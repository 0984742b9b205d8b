"""What the commands share: which file, case and review is meant, whose file a sentence is about, the time."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import intake
from desktop.cli.secrets import AskPassword, of_case
from desktop.model.errors import DuyueError, WrongRequest

if TYPE_CHECKING:
    from desktop.model.case import Case
    from desktop.model.review import Review
    from desktop.storage.casefile import CaseFile


def take_reading(parser: argparse.ArgumentParser) -> None:
    """Take how a file is to be read: the encoding of a text, the password of a file that wants one."""
    parser.add_argument("--encoding", choices=intake.ENCODINGS, default="", help="文字按这种编码读，不由程序判断")
    words = "文件设有打开密码：提示后输入，或从标准输入给出一行；不会保存"
    parser.add_argument("--password", action=AskPassword, nargs=0, default="", help=words)


def take_case(parser: argparse.ArgumentParser) -> None:
    """Take a case file."""
    parser.add_argument("case", type=Path, metavar="X.duyue")


def take_review(parser: argparse.ArgumentParser) -> None:
    """Take a case file, and which of its reviews is meant."""
    take_case(parser)
    parser.add_argument("--review", metavar="ID", help="有多次评审时指定其中一次")


def chosen_review(case: "Case", review_id: str | None) -> "Review":
    """Choose the review that is meant."""
    if review_id is not None:
        return case.review(review_id)
    if len(case.reviews) > 1:
        known = "、".join(review.id for review in case.reviews)
        raise WrongRequest(f"案卷里有多次评审，请用 --review 指定一次：{known}。")
    return case.reviews[0]


def opened(path: Path, *, writing: bool = False) -> "CaseFile":
    """Open a case, with its password where it asks for one; raises ``CaseError``."""
    from desktop.storage.casefile import CaseFile

    return CaseFile.open(path, writing=writing, password=of_case(path))


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Put the file's name before a sentence that does not name it."""
    try:
        yield
    except DuyueError as error:
        if path.name in error.says:
            raise
        raise type(error)(f"{path.name}：{error.says}") from error


def now() -> str:
    """Give the time as ISO text."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def complain(sentence: str) -> int:
    """Say one line on stderr, and give the exit code of an input at fault."""
    print(sentence, file=sys.stderr)
    return 1
