"""The command line: the machine's door to the same lower house that the window uses, without Qt.

Exit 0 done (stderr empty); 1 an input is at fault, one Chinese line each on stderr; 2 wrong usage.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from desktop import __version__
from desktop.cli import reading
from desktop.cli.choice import complain
from desktop.model.errors import DuyueError

_ON_REPORTS = frozenset({"read", "suggest"})


class _Parser(argparse.ArgumentParser):
    """Say in Chinese that the usage is wrong, and leave with 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where to look."""
        self.exit(2, f"{self.format_usage()}用法不对（{message}）。请用 duyue --help 查看各命令的写法。\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; never raises for what a user can do wrong."""
    _speak_utf8()
    try:
        given = sys.argv[1:] if argv is None else argv
        options = _parser(given[0] if given else "").parse_args(given)
        return int(options.run(options))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except DuyueError as error:
        return complain(error.says)
    except BrokenPipeError:
        # The reader of our output left; Python would complain again while flushing at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return complain("已中断，未完成的输出没有保留。")
    except Exception as error:  # the last net: a fault of ours must not reach the user as a traceback
        return complain(f"程序内部出错（{_where(error)}），输入文件没有改动。请把这一行和版本号告诉开发者。")


def _parser(command: str = "") -> argparse.ArgumentParser:
    """Describe every command, or those on reports alone where ``command`` is one: they need nothing of cases."""
    parser = _Parser(prog="duyue", description="督阅：教育督导报告审读评分台（命令行）。不带命令则打开窗口。")
    parser.add_argument("--version", action="version", version=f"duyue {__version__}")
    commands = parser.add_subparsers(required=True, metavar="命令", parser_class=_Parser)

    reading.register(commands)
    if command not in _ON_REPORTS:
        from desktop.cli import case, checklists

        checklists.register(commands)
        case.register(commands)
    return parser


def _where(error: Exception) -> str:
    """Name an error by its type and place, without the values it carries (they may be report text)."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} @ {Path(last.filename).name}:{last.lineno}"


def _speak_utf8() -> None:
    """Write UTF-8 and plain newlines on every platform."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n")
