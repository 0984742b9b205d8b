"""Passwords for the commands: asked at the terminal, taken from a pipe or the environment, never from a command line.

Other users of a machine can read its command lines.
"""

import argparse
import getpass
import os
import sys
from pathlib import Path

from desktop.model.errors import WrongRequest

OF_CASE, NEW = "DUYUE_PASSWORD", "DUYUE_NEW_PASSWORD"
"""The variables that may hold the password of a case, and the one that it is to have."""
_LOST = "请记牢密码：密码不存在别处，忘记了谁也打不开案卷。"


class AskPassword(argparse.Action):
    """Ask for the password of a report as soon as the option is met."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, option: str | None = None
    ) -> None:
        """Ask at the terminal, or take a line from a pipe."""
        setattr(namespace, self.dest, _asked("打开密码："))


def of_case(path: Path) -> str:
    """Give the password of a case file, empty where it asks for none."""
    from desktop.storage import locks

    if not locks.is_locked(path):
        return ""
    return os.environ.get(OF_CASE) or _asked(f"{path.name} 的密码：")


def chosen() -> str:
    """Ask for a new password; raises ``WrongRequest`` where it is empty or was typed twice unlike."""
    given = os.environ.get(NEW)
    if not given:
        given = _asked(f"{_LOST}\n新密码：")
        if sys.stdin.isatty() and given != getpass.getpass("再输一遍："):
            raise WrongRequest("两次输入的密码不同，没有设置；请重新输入。")
    if not given:
        raise WrongRequest(f"没有给出新密码，没有设置；请输入，或从标准输入、环境变量 {NEW} 给出。")
    return given


def _asked(prompt: str) -> str:
    """Ask at the terminal, or take a line from a pipe."""
    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
