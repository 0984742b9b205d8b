"""The commands that read files and print what they say: ``duyue read`` and ``duyue suggest``."""

import argparse
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop import advice, intake, lexicon, pipeline
from desktop.cli.choice import complain, take_reading
from desktop.model.errors import DuyueError
from desktop.records import chain, lines, records, suggestion_record

logger = logging.getLogger(__name__)


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe ``read`` and ``suggest``."""
    read = commands.add_parser("read", help="读出报告里的指标、空白、问题、措施、疑点与核对（JSON Lines）")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE")
    read.add_argument("--out", type=Path, metavar="DIR", help="每个文件写成 DIR/<文件名>.jsonl；多个文件时必须给出")
    take_reading(read)
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

    suggest = commands.add_parser("suggest", help="按评价表逐条给出研判和建议佐证（JSON Lines，一条一行）")
    suggest.add_argument("files", nargs="+", type=Path, metavar="FILE")
    suggest.add_argument("--checklist", required=True, metavar="ID")
    suggest.add_argument("--out", type=Path, metavar="DIR", help="写成 DIR/<文件名>.<ID>.jsonl；多个文件时必须给出")
    take_reading(suggest)
    suggest.set_defaults(run=_suggest, parser=suggest)


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
            code = complain(error.says if str(path.name) in error.says else f"{path.name}：{error.says}")
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
