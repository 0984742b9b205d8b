"""The command line: the machine's door to the same lower house that the window uses, without Qt.

Exit 0 done (stderr empty); 1 an input is at fault, one Chinese line each on stderr; 2 wrong usage.
"""

import argparse
import logging
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from desktop import __version__, advice, cli_case, intake, lexicon, pipeline
from desktop.model.errors import DuyueError
from desktop.records import chain, lines, records, suggestion_record

if TYPE_CHECKING:
    from desktop.model.checklist import Checklist
    from desktop.storage.shelf import Shelf

logger = logging.getLogger(__name__)


class _Parser(argparse.ArgumentParser):
    """Say in Chinese that the usage is wrong, and leave with 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where to look."""
        self.exit(2, f"{self.format_usage()}用法不对（{message}）。请用 duyue --help 查看各命令的写法。\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; never raises for what a user can do wrong."""
    _speak_utf8()
    try:
        options = _parser().parse_args(argv)
        return int(options.run(options))
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except DuyueError as error:
        return _complain(error.says)
    except BrokenPipeError:
        # The reader of our output left; Python would complain again while flushing at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return _complain("已中断，未完成的输出没有保留。")
    except Exception as error:  # the last net: a fault of ours must not reach the user as a traceback
        return _complain(f"程序内部出错（{_where(error)}），输入文件没有改动。请把这一行和版本号告诉开发者。")


def _parser() -> argparse.ArgumentParser:
    """Describe every command."""
    parser = _Parser(prog="duyue", description="督阅：教育督导报告审读评分台（命令行）。不带命令则打开窗口。")
    parser.add_argument("--version", action="version", version=f"duyue {__version__}")
    commands = parser.add_subparsers(required=True, metavar="命令", parser_class=_Parser)

    read = commands.add_parser("read", help="读出报告里的指标、空白、问题、措施、疑点与核对（JSON Lines）")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE")
    read.add_argument("--out", type=Path, metavar="DIR", help="每个文件写成 DIR/<文件名>.jsonl；多个文件时必须给出")
    cli_case.take_reading(read)
    read.add_argument("--text", action="store_true", help="只输出报告的文字")
    read.add_argument("--explain", action="store_true", help="逐条说明某处的数怎样读出：read --explain FILE OFFSET")
    read.add_argument(
        "--without-defect",
        action="append",
        default=[],
        metavar="NAME",
        help="不查某种格式毛病（编号如 D03，或名称），可重复",
    )
    read.set_defaults(run=_read, parser=read)

    shelf = commands.add_parser("checklists", help="列出评价表：编号、名称、条数、依据；导入或导出一份")
    shelf.add_argument("--add", type=Path, metavar="FILE", help="从 .xlsx、.yaml、.json 或 .duyue 导入，有错就一处不留")
    shelf.add_argument("--export", nargs=2, metavar=("ID", "OUT"), help="导出为 .xlsx、.yaml 或 .json")
    shelf.set_defaults(run=_checklists)

    suggest = commands.add_parser("suggest", help="按评价表逐条给出研判和建议佐证（JSON Lines，一条一行）")
    suggest.add_argument("files", nargs="+", type=Path, metavar="FILE")
    suggest.add_argument("--checklist", required=True, metavar="ID")
    suggest.add_argument("--out", type=Path, metavar="DIR", help="写成 DIR/<文件名>.<ID>.jsonl；多个文件时必须给出")
    cli_case.take_reading(suggest)
    suggest.set_defaults(run=_suggest, parser=suggest)

    cli_case.register(commands)
    return parser


def _read(options: argparse.Namespace) -> int:
    """Print or write the records of each file."""
    if options.explain:
        return _explain(options)
    known = {word for cue in advice.cues(lexicon.load()) for word in (cue.id, cue.name)}
    if unknown := [word for word in options.without_defect if word not in known]:
        listed = "、".join(f"{cue.id} {cue.name}" for cue in advice.cues(lexicon.load()))
        options.parser.error(f"没有“{unknown[0]}”这种格式毛病；可以写：{listed}")

    def told(path: Path) -> str:
        if options.text:
            return intake.read_recognised(path, options.encoding, options.password).text
        return lines(records(pipeline.open_file(path, options.encoding, options.password), options.without_defect))

    return _each_file(options, told, ".txt" if options.text else ".jsonl")


def _explain(options: argparse.Namespace) -> int:
    """Print why the number at an offset was read as it is."""
    files = options.files
    if len(files) != 2 or not str(files[1]).isdecimal():
        options.parser.error("--explain 需要一个文件和一个字符位置：read --explain FILE OFFSET")
    examination, offset = pipeline.open_file(files[0], options.encoding, options.password), int(str(files[1]))
    if offset >= len(examination.report.text):
        raise DuyueError(f"{files[0].name}：全文只有 {len(examination.report.text)} 个字符，请给出较小的位置。")
    print(chain(pipeline.explained(examination, offset)), end="")
    return 0


def _suggest(options: argparse.Namespace) -> int:
    """Print or write the suggestions for each file."""
    from desktop import scoring
    from desktop.storage.shelf import Shelf

    checklist = Shelf().get(options.checklist)

    def told(path: Path) -> str:
        suggestions = scoring.suggest(
            pipeline.open_file(path, options.encoding, options.password), checklist, lexicon.load()
        )
        return lines(tuple(suggestion_record(suggestion) for suggestion in suggestions))

    return _each_file(options, told, f".{checklist.id}.jsonl")


def _checklists(options: argparse.Namespace) -> int:
    """List the frameworks on the shelf, tabs between the columns."""
    from desktop.storage.shelf import Shelf

    shelf = Shelf()
    if options.add is not None:
        return _add_checklist(shelf, options.add)
    if options.export is not None:
        _export_checklist(shelf.get(options.export[0]), Path(options.export[1]))
        return 0
    for checklist in shelf.checklists():
        source = checklist.doc_no or checklist.document
        print(checklist.id, checklist.title, len(checklist.items), source, sep="\t")
    for fault in shelf.faults:
        _complain(fault)
    return 1 if shelf.faults else 0


def _add_checklist(shelf: "Shelf", path: Path) -> int:
    """Put a checklist on the shelf, or say at which cells it is wrong."""
    from desktop.desk.library import Library

    drafts = Library().drafts(path)
    found = tuple(draft.checklist for draft in drafts if draft.checklist is not None)
    for draft in drafts:
        for fault in draft.faults:
            print(f"{path.name}：{fault.line}。", file=sys.stdout if found else sys.stderr)
        for proposal in draft.proposals if found else ():
            print(f"{path.name}：“{proposal.sheet}”{proposal.cell}：按文字采用规则 {proposal.rule}。")
    if not found:
        return 1
    for checklist in found:
        shelf.add(checklist)
        print(checklist.id, checklist.title, len(checklist.items), sep="\t")
    return 0


def _export_checklist(checklist: "Checklist", path: Path) -> None:
    """Write a checklist to a file."""
    from desktop.storage import shelf as files

    if path.suffix.lower() == ".xlsx":
        from desktop.sheets.checklist_out import write_checklist

        write_checklist(path, checklist)
    else:
        files.given(path, checklist)
    print(f"已写出 {path}，改好后可以用 --add 再导入")


def _each_file(options: argparse.Namespace, told: Callable[[Path], str], suffix: str) -> int:
    """Do every file; one that fails is named and the others are still done."""
    if len(options.files) > 1 and options.out is None:
        options.parser.error("多个文件需要 --out DIR")
    code = 0
    written: set[Path] = set()
    for path in options.files:
        try:
            text = told(path)
            if options.out is None:
                sys.stdout.write(text)
                continue
            target = options.out / f"{path.stem}{suffix}"
            if target in written:
                raise DuyueError(f"{path}：与前面的文件同名，{target.name} 没有被覆盖；请改名或分两次输出。")
            _write(target, text)
            written.add(target)
        except DuyueError as error:
            code = _complain(error.says if str(path.name) in error.says else f"{path.name}：{error.says}")
    sys.stdout.flush()
    return code


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(path)
    except OSError as error:
        logger.info("cannot write an output file: %s", type(error).__name__)
        try:
            partial.unlink(missing_ok=True)
        except OSError:
            logger.info("a partial output file stays behind")
        raise DuyueError(f"无法写入 {path}：请检查该位置是否可写、磁盘是否已满，或换一个输出文件夹。") from error


def _where(error: Exception) -> str:
    """Name an error by its type and place, without the values it carries (they may be report text)."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} @ {Path(last.filename).name}:{last.lineno}"


def _complain(sentence: str) -> int:
    """Say one line on stderr."""
    print(sentence, file=sys.stderr)
    return 1


def _speak_utf8() -> None:
    """Write UTF-8 and plain newlines on every platform."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n")
