"""The command that lists, takes in and gives out checklists: ``duyue checklists``."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli.choice import complain

if TYPE_CHECKING:
    from desktop.model.checklist import Checklist
    from desktop.storage.shelf import Shelf


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe ``checklists``."""
    shelf = commands.add_parser("checklists", help="列出评价表：编号、名称、条数、依据；导入或导出一份")
    shelf.add_argument("--add", type=Path, metavar="FILE", help="从 .xlsx、.yaml、.json 或 .duyue 导入，有错就一处不留")
    shelf.add_argument("--export", nargs=2, metavar=("ID", "OUT"), help="导出为 .xlsx、.yaml 或 .json")
    shelf.set_defaults(run=_checklists)


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
        complain(fault)
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
