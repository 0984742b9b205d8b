"""The commands that make, fill and show case files: ``duyue case …``.

What they change goes through the same functions and the same ``CaseFile.append`` as in the window.
"""

import argparse
import hashlib
import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from desktop import intake
from desktop.cli import loop, proof, sheet
from desktop.cli.choice import chosen_review, naming, now, opened, take_case, take_reading, take_review
from desktop.cli.secrets import chosen
from desktop.model.case import Case, Document, DocumentRole
from desktop.model.checklist import Checklist, Item
from desktop.model.errors import UnreadableFile, WrongRequest
from desktop.model.review import Quote, Review, Score, ScoreState
from desktop.model.step import Step, changes_between
from desktop.model.subjects import added, kind_of, pairs
from desktop.model.words import STATE_WORD
from desktop.storage.naming import SUFFIX

if TYPE_CHECKING:
    from desktop.model.report import Report

Span = tuple[int, int]


def register(commands: "argparse._SubParsersAction[Any]") -> None:
    """Describe ``case``, and ``sheet`` beside it; each command sets ``run``, which returns the exit code."""
    case = commands.add_parser("case", help="案卷：建立、加材料、查看、核对、评分").add_subparsers(
        required=True, metavar="操作"
    )
    new = case.add_parser("new", help="用一份报告和一张评价表建立案卷（不覆盖已有文件）")
    new.add_argument("file", type=Path, metavar="FILE")
    new.add_argument("--checklist", required=True, metavar="ID")
    new.add_argument("-o", "--out", required=True, type=Path, metavar="X.duyue")
    new.add_argument("--reviewer", default="", help="督学姓名")
    new.add_argument("--lock", action="store_true", help="给案卷设密码：提示后输入，或从标准输入给出一行")
    take_reading(new)
    new.set_defaults(run=_new)

    add = case.add_parser(
        "add", help="把一份材料加入案卷：反馈意见（也可以是我们此前的案卷）、整改方案、进展报告、次年自评"
    )
    take_case(add)
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument("--role", required=True, choices=[role.value for role in DocumentRole])
    take_reading(add)
    add.set_defaults(run=_add)

    renew = case.add_parser("renew", help="报告改了：为新版另建案卷，沿用旧案卷的评分和佐证，列出没有找回的")
    take_review(renew)
    renew.add_argument("file", type=Path, metavar="FILE")
    renew.add_argument("-o", "--out", required=True, type=Path, metavar="Y.duyue")
    take_reading(renew)
    renew.set_defaults(run=_renew)

    show = case.add_parser("show", help="列出材料、评分和佐证")
    take_review(show)
    show.add_argument("--json", action="store_true", help="输出 JSON")
    show.set_defaults(run=_show)

    score = case.add_parser("score", help="给一条评分项评分，写理由，加佐证")
    take_review(score)
    score.add_argument("item", metavar="ITEM")
    given = score.add_mutually_exclusive_group()
    given.add_argument("--points", type=_points, metavar="N", help="按分评")
    given.add_argument("--level", metavar="LEVEL", help="按等级评，如 达标")
    given.add_argument("--given", type=_points, nargs="+", metavar="N", help="填规则要的数，如扣分处数、名次")
    given.add_argument("--na", action="store_true", help="不适用")
    score.add_argument("--subject", default="", help="逐条、逐校重复的评分项：评的是哪一条、哪一所")
    score.add_argument("--reason", help="评分理由")
    score.add_argument(
        "--evidence", type=_span, action="append", default=[], metavar="START:END", help="报告中的一段文字，可重复"
    )
    score.set_defaults(run=_score, parser=score)

    proof.register(case)
    loop.register(case)
    sheet.register(case, commands)


def _new(options: argparse.Namespace) -> int:
    """Make a case file of one report and one checklist."""
    from desktop.extraction.about import about
    from desktop.storage.casefile import CaseFile
    from desktop.storage.shelf import Shelf

    checklist = Shelf().get(options.checklist)
    at = now()
    report, document = _read(options, DocumentRole.REPORT, at)
    head = about(report).model_copy(update={"reviewer": options.reviewer})
    review = Review(id=uuid4().hex, checklist=checklist.id, about=head)
    password = chosen() if options.lock else ""
    CaseFile.create(options.out, document, checklist, review, at, password, report.recognition).close()
    print(f"已建立案卷 {options.out}：{checklist.title}，{len(checklist.items)} 条")
    return 0


def _add(options: argparse.Namespace) -> int:
    """Take one more document into a case."""
    role = DocumentRole(options.role)
    if role is DocumentRole.FINDINGS and options.file.suffix.lower() == SUFFIX:
        document, recognition = _earlier(options.file), None
    else:
        report, document = _read(options, role, now())
        recognition = report.recognition
    with opened(options.case, writing=True) as file:
        file.add_document(document, recognition)
    print(f"已把 {document.name} 加入 {options.case}")
    return 0


def _earlier(path: Path) -> Document:
    """Take what an earlier case found wanting as the findings of this one."""
    from desktop import rectification

    with opened(path) as file, naming(path):
        case = file.case()
        text = rectification.findings_of(case, chosen_review(case, None))
    data = text.encode()
    return Document.of(intake.read_text(text, f"{path.stem}-问题清单.txt"), data, DocumentRole.FINDINGS, now())


def _renew(options: argparse.Namespace) -> int:
    """Begin a case of a newer version with the review of an older one, and list what was lost."""
    from desktop.model.carry import nearest
    from desktop.storage.renewal import renew

    at = now()
    with opened(options.case) as file:
        case, password = file.case(), file.password
    with naming(options.case):
        review = chosen_review(case, options.review)
    report, document = _read(options, DocumentRole.REPORT, at)
    made = renew(case, review, document, options.out, uuid4().hex, at, password, report.recognition)
    found = f"佐证找回 {made.kept} 条，没有找回 {len(made.lost)} 条（所属评分项已标为存疑）"
    print(f"已为新版建立案卷 {options.out}：{found}，另有 {made.dropped} 处更正或忽略作废")
    for quote in made.lost:
        place = nearest(document.text, quote.quote)
        near = document.text[slice(*place)] if place else ""
        print("未找回", quote.item, " ".join(quote.quote.split()), near, sep="\t")
    return 0


def _show(options: argparse.Namespace) -> int:
    """Print what a case holds."""
    with opened(options.case) as file:
        case = file.case()
    with naming(options.case):
        chosen = case.reviews if options.review is None else (case.review(options.review),)
    if options.json:
        print(json.dumps(_as_json(case), ensure_ascii=False, indent=2))
        return 0
    for document in case.documents:
        print(
            "材料",
            document.role.value,
            _name(document),
            f"{len(document.text)}字",
            document.added,
            sep="\t",
        )
    for review in chosen:
        checklist = case.checklist(review.id)
        about = review.about
        mark = "示例，非评审结论" if about.example else ""
        print("评审", review.id, checklist.title, about.district, about.year, about.reviewer, mark, sep="\t")
        for item, subject in pairs(checklist, review):
            _print_item(review, checklist.item_by_id[item], subject)
    return 0


def _score(options: argparse.Namespace) -> int:
    """Score one item, as the window does."""
    from desktop import scoring

    given = options.points is not None or options.level is not None or options.na or options.given
    if not given and options.reason is None and not options.evidence:
        options.parser.error("请给出 --points、--level、--given、--na、--reason、--evidence 中的至少一项")
    with opened(options.case, writing=True) as file, naming(options.case):
        case = file.case()
        before = after = chosen_review(case, options.review)
        item = _item(case, before, options.item)
        after = _named(before, case.checklist(before.id), item, options.subject)
        if given:
            after = scoring.scored(
                after,
                item,
                points=options.points,
                level=options.level,
                given=tuple(options.given or ()),
                na=options.na,
                reason=options.reason,
                subject=options.subject,
            )
        elif options.reason is not None:
            held = before.score_of(item.id, options.subject) or Score(
                item=item.id, wording=item.wording_hash, subject=options.subject
            )
            after = after.with_score(held.model_copy(update={"reason": options.reason}))
        for span in options.evidence:
            after = _with_quote(after, item, options.subject, case.read_for(before), span)
        changes = changes_between(before, after)
        if changes:
            file.append(before.id, Step(words=f"评分：{item.name}", changes=changes), now())
    _print_item(after, item, options.subject)
    return 0


def _read(options: argparse.Namespace, role: DocumentRole, at: str) -> "tuple[Report, Document]":
    """Read the file that is named as a report and as the document that a case keeps."""
    path: Path = options.file
    report = intake.read_recognised(path, options.encoding, options.password)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path.name}：读到一半文件不见了，请确认它还在原处后重试。") from error
    if hashlib.sha256(data).hexdigest() != report.sha256:
        raise UnreadableFile(f"{path.name}：读取时文件被改动，请等它写完后重试。")
    return report, Document.of(report, data, role, at)


def _item(case: Case, review: Review, item_id: str) -> Item:
    """Find an item of the review's checklist."""
    items = case.checklist(review.id).item_by_id
    if item_id not in items:
        raise WrongRequest(f"评价表里没有评分项“{item_id}”；请用 duyue case show 查看编号。")
    return items[item_id]


def _named(review: Review, checklist: Checklist, item: Item, subject: str) -> Review:
    """Name a subject that an item is scored for; raises ``WrongRequest`` for an item that is scored once."""
    kind = kind_of(checklist, item)
    if subject and not kind:
        raise WrongRequest(f"“{item.name}”只评一次，不分对象；请去掉 --subject。")
    return added(review, kind, (subject,)) if subject else review


def _with_quote(review: Review, item: Item, subject: str, document: Document, span: Span) -> Review:
    """Tie a span of the report to an item, once."""
    start, end = span
    if not 0 <= start < end <= len(document.text):
        raise WrongRequest(f"佐证位置 {start}:{end} 不在材料里；材料共 {len(document.text)} 字，请核对起止位置。")
    for held in review.evidence_of(item.id, subject):
        if isinstance(held, Quote) and (held.document, held.start, held.end) == (document.sha256, start, end):
            return review
    return review.with_evidence(
        Quote(
            id=uuid4().hex,
            item=item.id,
            subject=subject,
            document=document.sha256,
            start=start,
            end=end,
            quote=document.text[start:end],
        )
    )


def _name(document: Document) -> str:
    """Name a document, and tell a later reading from the first."""
    return f"{document.name}（重读）" if document.rereads else document.name


def _print_item(review: Review, item: Item, subject: str) -> None:
    """Print one item's state, what was given, and how much evidence it has."""
    from desktop.sheets.scoretable import label, outcome

    score = review.score_of(item.id, subject)
    state = STATE_WORD[score.state if score else ScoreState.OPEN]
    evidence = len(review.evidence_of(item.id, subject))
    print(label(item.id, subject), item.name, state, outcome(score), f"佐证{evidence}", sep="\t")


def _as_json(case: Case) -> dict[str, Any]:
    """Give a case's content without the bytes and texts of its documents."""
    return {
        "documents": [
            {**document.model_dump(mode="json", exclude={"data", "text"}), "characters": len(document.text)}
            for document in case.documents
        ],
        "reviews": [
            {
                **review.model_dump(mode="json"),
                "checklist": {"id": review.checklist, "title": case.checklist(review.id).title},
            }
            for review in case.reviews
        ],
        "view": case.view,
    }


def _points(text: str) -> Decimal:
    """Read an amount of points."""
    try:
        points = Decimal(text)
    except InvalidOperation as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是分数") from error
    if not points.is_finite():
        raise argparse.ArgumentTypeError(f"“{text}”不是分数")
    return points


def _span(text: str) -> Span:
    """Read ``START:END``."""
    start, colon, end = text.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal()):
        raise argparse.ArgumentTypeError(f"“{text}”不是 START:END 形式的起止位置")
    return int(start), int(end)
