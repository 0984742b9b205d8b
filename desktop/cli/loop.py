"""The commands of the rectification loop: ``duyue case matrix``, ``case state``, ``case pair``, ``case judge``."""

import argparse
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from desktop import lexicon, pipeline, rectification
from desktop.cli.choice import chosen_review, naming, now, opened, take_review
from desktop.model.amount import plain
from desktop.model.errors import WrongRequest
from desktop.model.loop import Due, Loop, LoopRow, Proposal
from desktop.model.marks import Shared
from desktop.model.standing import Standing
from desktop.model.step import Step, changes_between
from desktop.model.words import ANSWER_WORD, PAPER_WORD
from desktop.rectification import Rounds, says
from desktop.scoring.marking import shared

if TYPE_CHECKING:
    from desktop.model.case import Case
    from desktop.model.plan import PlanItem

_NOBODY, _NO_DATE = "未写责任单位", "未写时限"


def register(case: "argparse._SubParsersAction[Any]") -> None:
    """Describe the commands; each sets ``run``, which returns the exit code."""
    matrix = case.add_parser(
        "matrix", help="把反馈的每个问题和整改方案逐条对上：谁来办、何时办完、办到什么程度、现在怎样"
    )
    take_review(matrix)
    matrix.add_argument("--json", action="store_true", help="每个问题一行 JSON")
    matrix.add_argument("--today", type=_day, default=None, metavar="DATE", help="按这一天算逾期，默认今天")
    matrix.add_argument("--due", type=Due, choices=list(Due), metavar="DUE", help=f"只列一类：{'、'.join(Due)}")
    matrix.add_argument("--standing", type=Standing, choices=list(Standing), metavar="STATE", help="只列一种状态")
    matrix.add_argument("--shared", type=Decimal, metavar="N", help="N 分由全部问题共摊：销号计满，已完成待核计一半")
    matrix.set_defaults(run=_matrix)

    state = case.add_parser("state", help="认定一个问题的整改状态")
    take_review(state)
    state.add_argument("number", type=int, metavar="N", help="问题在 matrix 里的编号")
    state.add_argument("--to", required=True, type=Standing, choices=list(Standing), metavar="STATE")
    state.add_argument("--date", default="", metavar="DATE", help="认定日期，默认今天")
    state.add_argument("--evidence", default="", help="依据；销号必须写")
    state.add_argument("--by", default=None, help="认定人，默认评审人")
    state.add_argument("--note", default="", help="备注")
    state.set_defaults(run=_state)

    pair = case.add_parser("pair", help="改正一个问题对应的方案条目")
    take_review(pair)
    pair.add_argument("number", type=int, metavar="N", help="问题在 matrix 里的编号")
    pair.add_argument("item", metavar="ITEM", help="方案条目的编号，none 为没有对应，auto 为恢复程序的对应")
    pair.set_defaults(run=_pair)

    move = case.add_parser("move", help="把失去问题的认定（matrix 末尾）归到现在的一个问题")
    take_review(move)
    move.add_argument("number", type=int, metavar="N", help="失去问题的认定在 matrix 里的编号")
    move.add_argument("to", type=int, metavar="M", help="现在的问题在 matrix 里的编号")
    move.set_defaults(run=_move)

    judge = case.add_parser("judge", help="按整改方案复核评分表（自拟）列出建议分和理由，用 --take 计入评分")
    take_review(judge)
    judge.add_argument("number", type=int, nargs="?", metavar="N", help="问题在 matrix 里的编号；不写是对全案")
    judge.add_argument("--take", nargs="+", default=(), metavar="ITEM", help="计入评分的项，如 P1 P3，all 为全部未评的")
    judge.set_defaults(run=_judge)


def _matrix(options: argparse.Namespace) -> int:
    """Print one line a problem: its state, the item that answers it, what that commits to, and what came of it."""
    with opened(options.case) as file, naming(options.case):
        case = file.case()
        review = chosen_review(case, options.review)
        rounds = _rounds(case)
    loop = rectification.matrix(rounds, review, options.today or date.today())
    for line in loop.notices:
        print(json.dumps({"kind": "notice", "says": line}, ensure_ascii=False) if options.json else line)
    for row in loop.rows:
        if options.due not in {None, row.due} or options.standing not in {None, row.standing}:
            continue
        print(json.dumps(_record(rounds, row), ensure_ascii=False) if options.json else _line(row))
    if not options.json:
        print(_summed(loop))
    if options.shared is not None:
        points, working = shared(Shared(max=options.shared), loop.shares())
        told = {"kind": "shared", "points": str(points), "working": working}
        print(json.dumps(told, ensure_ascii=False) if options.json else f"共摊得分 {plain(points)}：{working}")
    return 0


def _state(options: argparse.Namespace) -> int:
    """Decide how far an issue is, through the same door as the window."""
    with opened(options.case, writing=True) as file, naming(options.case):
        case = file.case()
        before = chosen_review(case, options.review)
        on = options.date or date.today().isoformat()
        row = rectification.row_of(rectification.matrix(_rounds(case), before, date.today()), options.number)
        by = before.about.reviewer if options.by is None else options.by
        told = (on, options.evidence, by, uuid4().hex[:12], options.note)
        after = before.with_ruling(rectification.ruled(row, options.to, *told))
        step = Step(words=f"认定整改状态：{options.to.value}", changes=changes_between(before, after))
        file.append(before.id, step, now())
    print(options.number, options.to.value, on, by, options.evidence, " ".join(row.words.split()), sep="\t")
    return 0


def _pair(options: argparse.Namespace) -> int:
    """Correct which item of the plan answers an issue."""
    with opened(options.case, writing=True) as file, naming(options.case):
        case = file.case()
        before = chosen_review(case, options.review)
        rounds = _rounds(case)
        if rounds.plan is None:
            raise WrongRequest(says.PLAN_TO_COME)
        row = rectification.row_of(rectification.matrix(rounds, before, date.today()), options.number)
        document = rounds.plan.round.document
        if options.item == "auto":
            after = before.without_pairing(row.key, document)
        else:
            after = rectification.paired(before, row, document, _item(rounds, options.item))
        changes = changes_between(before, after)
        if changes:
            file.append(before.id, Step(words="改正问题与条目的对应", changes=changes), now())
        held = rectification.row_of(rectification.matrix(rounds, after, date.today()), options.number)
    print(_line(held))
    return 0


def _move(options: argparse.Namespace) -> int:
    """Move what was decided on an issue that is named no more to one that is."""
    with opened(options.case, writing=True) as file, naming(options.case):
        case = file.case()
        before = chosen_review(case, options.review)
        loop = rectification.matrix(_rounds(case), before, date.today())
        former = next((row for row in loop.rows if row.number == options.number), None)
        if former is None:
            raise WrongRequest(says.UNKNOWN_ISSUE.format(options.number))
        after = rectification.reassigned(before, former, rectification.row_of(loop, options.to))
        file.append(before.id, Step(words="改归整改认定", changes=changes_between(before, after)), now())
    print(f"第 {options.number} 行的认定已归到第 {options.to} 个问题")
    return 0


def _judge(options: argparse.Namespace) -> int:
    """List what the framework for plans suggests, and take what is named into the scores, as the window does."""
    with opened(options.case, writing=bool(options.take)) as file, naming(options.case):
        case = file.case()
        before = chosen_review(case, options.review)
        rounds, checklist = _rounds(case), case.checklist(before.id)
        loop = rectification.matrix(rounds, before, date.today())
        row = None if options.number is None else rectification.row_of(loop, options.number)
        if rounds.plan is None:
            raise WrongRequest(says.PLAN_TO_COME)
        judgements = rectification.judged(rounds, row) if row else loop.judgements
        offered = rectification.proposals(judgements, loop, row, checklist, before)
        taken = _accepted(offered, options.take)
        after = before
        for each in taken:
            after = rectification.accepted(after, checklist, each)
        if taken:
            names = "、".join(each.name for each in taken)
            file.append(before.id, Step(words=f"采用复核建议：{names}", changes=changes_between(before, after)), now())
    for each in offered:
        given = f"{plain(each.judgement.points)} 分" if each in taken else each.score
        mark = f"已评 {given}" if given else "建议"
        print(each.name, plain(each.judgement.points), mark, each.judgement.why, sep="\t")
    return 0


def _accepted(offered: Sequence[Proposal], wanted: Sequence[str]) -> tuple[Proposal, ...]:
    """Read which proposals are to be taken, by their short names."""
    if list(wanted) == ["all"]:
        return tuple(each for each in offered if not each.score)
    held = {each.name.partition(" ")[0]: each for each in offered}
    unknown = next((word for word in wanted if word not in held), None)
    if unknown is not None:
        raise WrongRequest(says.NO_PROPOSAL.format(unknown, "、".join(held)))
    return tuple(held[word] for word in dict.fromkeys(wanted))


def _item(rounds: Rounds, number: str) -> "PlanItem | None":
    """Find an item of the plan by its printed number."""
    if number == "none":
        return None
    assert rounds.plan is not None
    item = next((each for each in rounds.plan.plan.items if each.number == number), None)
    if item is None:
        raise WrongRequest(says.UNKNOWN_ITEM.format(number))
    return item


def _rounds(case: "Case") -> Rounds:
    """Read every document of a case again."""
    return Rounds(pipeline.read_again(case), lexicon.load())


def _record(rounds: Rounds, row: LoopRow) -> dict[str, Any]:
    promises = [promise for item in row.answers for promise in item.promises]
    return {
        "number": row.number,
        "finding": row.words if row.issue else "",
        "state": row.standing,
        "decided": row.ruling is not None,
        "suggested": row.suggested,
        "date": row.ruling.date if row.ruling else "",
        "evidence": row.ruling.evidence if row.ruling else "",
        "by": row.ruling.by if row.ruling else "",
        "note": row.ruling.note if row.ruling else "",
        "past": [each.model_dump(mode="json", exclude={"id", "issue", "words"}) for each in row.past],
        "answer": row.match.answer,
        "match": row.match.by,
        "score": row.match.score,
        "item": "、".join(item.number for item in row.answers),
        "problems": [quote for item in row.answers for quote in item.quoted],
        "measure": [promises[0].start, promises[-1].end] if promises else None,
        "unit": row.answers[0].unit if row.answers else "none",
        "units": [{"name": a.quote, "role": a.role} for item in row.answers for a in item.actors],
        "deadline": [each.quote for item in row.answers for each in item.deadlines],
        "due": row.due,
        "last": row.last.isoformat() if row.last else "",
        "target": row.answers[0].target if row.answers else "none",
        "targets": [each.quote for item in row.answers for each in item.targets],
        "acts": sorted({str(act) for item in row.answers for act in item.acts}),
        "empty": [mark.quote for promise in promises for mark in promise.empty],
        "told": [each.model_dump(mode="json", exclude={"document"}) for each in row.told],
        "reasons": list(row.reasons),
        "judgements": [each.model_dump(mode="json") for each in rectification.judged(rounds, row)],
    }


def _line(row: LoopRow) -> str:
    words = " ".join(row.words.split())
    number = "、".join(item.number for item in row.answers)
    mark = "" if row.ruling else "（建议）"
    answer, due = ANSWER_WORD[row.match.answer], row.due.value
    units, until = row.units or _NOBODY, row.until or _NO_DATE
    return "\t".join(
        (
            str(row.number),
            f"{row.standing.value}{mark}",
            answer,
            number,
            words,
            units,
            until,
            due,
            "；".join(row.reasons),
        )
    )


def _summed(loop: Loop) -> str:
    """Count the states, and give what a rule for shared marks would ask for."""
    counts = "，".join(f"{each.value} {loop.count(each)}" for each in Standing)
    rounds = "、".join(f"{PAPER_WORD[each.role]}《{each.name}》" for each in loop.rounds)
    total, closed, done = loop.shares()
    return f"共 {total} 个问题：{counts}（含建议）。已认定销号 {closed}，已完成待核 {done}。材料：{rounds}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是 2025-06-30 这样的日期") from error
