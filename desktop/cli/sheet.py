"""Commands for what leaves the desk and comes back: ``duyue sheet``, ``duyue case merge``, ``duyue case schema``."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import intake, paths
from desktop.cli.choice import chosen_review, naming, now, opened, take_review
from desktop.model.case import Case
from desktop.model.errors import UnreadableFile, WrongRequest
from desktop.model.export import OF_LOOP, Kind
from desktop.model.review import Review
from desktop.model.step import LoggedStep, Step, changes_between

if TYPE_CHECKING:
    from desktop.model.ledger import RulingChange, RulingChanges
    from desktop.model.loop import Loop
    from desktop.model.merge import SheetChange, SheetChanges
    from desktop.sheets import Dossier


def register(case: "argparse._SubParsersAction[Any]", commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe ``merge`` and ``schema`` among the commands on cases, and ``sheet``."""
    case.add_parser("schema", help="打印案卷数据（JSON）的结构定义").set_defaults(run=_schema)

    merge = case.add_parser("merge", help="读回改过的评分表、整改台账或销号表：列出每处改动，用 --take 收进案卷")
    take_review(merge)
    merge.add_argument("sheet", type=Path, metavar="SHEET.xlsx")
    merge.add_argument("--take", nargs="+", metavar="N", help="收进列出的第 N 处改动，all 为全部（两边都改过的除外）")
    merge.set_defaults(run=_merge)

    sheet = commands.add_parser("sheet", help="导出评分表、意见、清单、数据，写出后重新打开核对")
    take_review(sheet)
    sheet.add_argument("-o", "--out", required=True, type=Path, metavar="OUT.xlsx")
    sheet.add_argument(
        "--what",
        type=Kind,
        choices=list(Kind),
        metavar="KIND",
        help=f"导出哪一种：{'、'.join(Kind)}",
    )
    sheet.add_argument(
        "--template", type=Path, metavar="T.docx", help="评价意见用这份模板（先用 --what 意见模板 写出一份来改）"
    )
    sheet.set_defaults(run=_sheet)


def _merge(options: argparse.Namespace) -> int:
    """List what an edited sheet changes, and take what is named into the case, as the window does."""
    from desktop.sheets.merge import merged

    with opened(options.case, writing=options.take is not None) as file:
        case = file.case()
        found = _compared(options.sheet, case)
        taken = tuple(found.changes[at - 1] for at in _taken(options.take or (), found))
        if taken:
            before = case.review(found.review)
            after = merged(before, case.checklist(before.id), taken)
            step = Step(words=f"读回{found.kind.value}：{len(taken)} 处", changes=changes_between(before, after))
            file.append(before.id, step, now())
    changes: Sequence[SheetChange | RulingChange] = found.changes
    for number, change in enumerate(changes, start=1):
        told = change.refused or ("案卷里也改过" if change.clash else "")
        mark = "已收进" if change in taken else "未收进"
        shown = (" ".join(text.split()) for text in (change.now, change.then))
        print(number, change.key, change.name, change.column, *shown, mark, told, sep="\t")
    for notice in found.notices:
        print(notice)
    print(f"{options.sheet.name}：改动 {len(found.changes)} 处，收进 {len(taken)} 处")
    return 0


def _compared(path: Path, case: Case) -> "SheetChanges | RulingChanges":
    """Compare an edited sheet, or a paper of the loop, with its case."""
    from desktop import rectification
    from desktop.sheets.ledgerback import read_ledger
    from desktop.sheets.merge import compared

    ledger = read_ledger(path, case)
    if ledger is None:
        return compared(path, case)
    review = case.review(ledger.review)
    return rectification.changes(ledger, _loop(case, review), review.about.reviewer, date.today())


def _taken(wanted: Sequence[str], found: "SheetChanges | RulingChanges") -> tuple[int, ...]:
    """Read which changes are to be taken, by their numbers."""
    if list(wanted) == ["all"]:
        return tuple(at for at, each in enumerate(found.changes, 1) if not each.refused and not each.clash)
    numbers = []
    for word in wanted:
        if not word.isdecimal() or not 1 <= int(word) <= len(found.changes):
            raise WrongRequest(f"没有第“{word}”处改动；共 {len(found.changes)} 处，请不带 --take 先列出来看。")
        if found.changes[int(word) - 1].refused:
            raise WrongRequest(f"第 {word} 处改动不能收进：{found.changes[int(word) - 1].refused}")
        numbers.append(int(word))
    return tuple(dict.fromkeys(numbers))


def _sheet(options: argparse.Namespace) -> int:
    """Export a review."""
    from desktop import sheets

    with opened(options.case) as file:
        case = file.proved()
        logs = {review.id: file.history(review.id) for review in case.reviews}
    with naming(options.case):
        review = chosen_review(case, options.review)
        dossier = _dossier(case, review, logs, _loop(case, review) if options.what in OF_LOOP else None)
    template = _bytes(options.template) if options.template else b""
    written = sheets.export(options.out, dossier, options.what, template=template)
    print(f"已写出 {options.out} 并重新打开核对：{written.says}")
    return 0


def _loop(case: Case, review: Review) -> "Loop":
    """Read the whole loop of a case."""
    from desktop import lexicon, pipeline, rectification

    rounds = rectification.Rounds(pipeline.read_again(case), lexicon.load())
    return rectification.matrix(rounds, review, date.today())


def _bytes(path: Path) -> bytes:
    """Read a template."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path.name}：读不到这份模板；请确认它还在，并且允许读取。") from error


def _schema(_: argparse.Namespace) -> int:
    """Print the schema of a case as open JSON."""
    print(paths.resource("schema", "duyue-case-1.schema.json").read_text(encoding="utf-8"), end="")
    return 0


def _dossier(case: Case, review: Review, logs: dict[str, tuple[LoggedStep, ...]], loop: "Loop | None") -> "Dossier":
    """Read the report of a case again, as the inspector corrected it, and gather what is printed of a review."""
    from desktop import lexicon, pipeline, scoring, sheets

    document = case.read_for(review)
    report = intake.read_kept(document.data, document.name, document.text, case.recognition_of(document)).model_copy(
        update={"sha256": document.sha256}
    )
    examination = pipeline.examine(report)
    read = pipeline.corrected(examination, review.corrections)
    suggestions = scoring.suggest(read, case.checklist(review.id), lexicon.load())
    return sheets.dossier(case, review.id, examination, suggestions, now(), logs, loop)
