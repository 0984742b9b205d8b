"""The matrix: one row an issue, with who answers it, until when, how far it is, and every reason."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from desktop.model.loop import Answer, Due, Issue, Judgement, Loop, LoopRow, Match, Told
from desktop.model.plan import PlanItem, bare
from desktop.model.review import Review
from desktop.model.standing import Ruling, Standing
from desktop.rectification import says
from desktop.rectification.anchoring import Anchors, anchored, lost_rows
from desktop.rectification.deciding import shortened
from desktop.rectification.figures import Pledge, pledges, within
from desktop.rectification.judging import judged_item, judged_plan, loop_told
from desktop.rectification.progress import kept_promises, spans_of, told_by_items
from desktop.rectification.rounds import Rounds
from desktop.rectification.timing import last_day

SOON_DAYS = 30
_OVER = frozenset({Standing.DONE, Standing.CLOSED})


def matrix(rounds: Rounds, review: Review, today: date) -> Loop:
    """Lay out the loop as it stands on a day, by the decisions and corrected matches of a review."""
    plan = rounds.plan
    anchors = anchored(rounds.issues, review)
    review = _with_present_keys(review, anchors)
    matches = _matches(rounds, review)
    told = _told(rounds, review, matches)
    rulings: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in review.rulings:
        rulings[ruling.issue].append(ruling)
    rows = []
    for at, (issue, match) in enumerate(zip(rounds.issues, matches, strict=True)):
        answers = tuple(plan.plan.items[number] for number in match.items) if plan else ()
        rows.append(_row(at + 1, issue, match, answers, told[at], rulings.get(issue.key, []), today))
    added = list(_added(rounds, matches, len(rows) + 1)) if plan and rounds.letters else []
    lost = list(lost_rows(anchors.lost, rulings, len(rows) + len(added) + 1))
    notices = list(rounds.notices())
    if lost:
        notices.append(says.LOST_RULINGS.format(len(lost)))
    if strays := _stray_pairings(rounds, review):
        notices.append(says.LOST_PAIRINGS.format(strays))
    judgements = judged_plan(plan.examination, plan.plan) if plan else ()
    all_rows = (*rows, *added, *lost)
    return Loop(today=today, rounds=rounds.all, rows=all_rows, notices=tuple(notices), judgements=judgements)


def judged(rounds: Rounds, row: LoopRow) -> tuple[Judgement, ...]:
    """Judge how a plan answers one row's issue; not part of the matrix, for it is asked for one row at a time."""
    plan = rounds.plan
    if plan is None or row.issue is None:
        return ()
    kept = loop_told(plan.examination, plan.plan)
    return judged_item(plan.examination, row.answers, row.words, row.match, plan.answers, kept)


def _matches(rounds: Rounds, review: Review) -> tuple[Match, ...]:
    """Match the issues with the plan."""
    if rounds.plan is None:
        return tuple(Match(by="还没有整改方案") for _ in rounds.issues)
    return rounds.plan.answers.matched(rounds.issues, _carried(rounds, review))


def _chosen(review: Review, document: str) -> dict[str, str]:
    """List the corrected matches with one document."""
    return {pairing.issue: pairing.item for pairing in review.pairings if pairing.document == document}


def _carried(rounds: Rounds, review: Review) -> dict[str, str]:
    """List the corrected matches with the plan, those with an earlier version of it too whose item still says the same.

    That an earlier version had no answer says nothing of this one.
    """
    assert rounds.plan is not None
    document, places = rounds.plan.round.document, rounds.plan.answers.place_of
    later = {each.round.document for each in rounds.progress}
    former = {p.issue: p.item for p in review.pairings if p.document not in later and p.item in places}
    return {**former, **_chosen(review, document)}


def _stray_pairings(rounds: Rounds, review: Review) -> int:
    """Count the corrected matches whose item the plan does not have any more."""
    if rounds.plan is None:
        return 0
    carried, later = _carried(rounds, review), {each.round.document for each in rounds.progress}
    strays = (p for p in review.pairings if p.item and p.document not in later and p.issue not in carried)
    own = (p for p in review.pairings if p.document == rounds.plan.round.document)
    gone = (p for p in own if p.item and p.item not in rounds.plan.answers.place_of)
    return len({p.issue for p in (*strays, *gone)})


def _with_present_keys(review: Review, anchors: Anchors) -> Review:
    """See a review by the keys that its issues have now; what is kept stays as it was decided."""
    if not anchors.moved:
        return review
    return review.model_copy(
        update={
            "rulings": tuple(r.model_copy(update={"issue": anchors.key(r.issue)}) for r in review.rulings),
            "pairings": tuple(p.model_copy(update={"issue": anchors.key(p.issue)}) for p in review.pairings),
        }
    )


def _told(rounds: Rounds, review: Review, matches: Sequence[Match]) -> list[list[Told]]:
    """Ask every later round for every issue."""
    found: list[list[Told]] = [[] for _ in rounds.issues]
    figures = [within(rounds.source, issue.start, issue.end) for issue in rounds.issues]
    promised = [_promised(rounds, match) for match in matches] if rounds.progress else []
    for progress in rounds.progress:
        text = progress.examination.report.text
        taken = progress.answers.matched(rounds.issues, _chosen(review, progress.round.document))
        for at, match in enumerate(taken):
            items = [progress.plan.items[number] for number in match.items]
            kept = kept_promises(promised[at], progress.examination, spans_of(items), figures[at])
            found[at].append(told_by_items(progress.round, text, items, kept))
    for round_, later in rounds.later:
        for at, issue in enumerate(rounds.issues):
            found[at].append(later.told(round_, issue, figures[at], rounds.lexicon))
    return found


def _promised(rounds: Rounds, match: Match) -> list[Pledge]:
    """List the figures that the plan promises for an issue."""
    if rounds.plan is None:
        return []
    examined = rounds.plan.examination
    return [pledge for at in match.items for pledge in pledges(examined, rounds.plan.plan.items[at], rounds.lexicon)]


def _row(
    number: int, issue: Issue, match: Match, answers: tuple[PlanItem, ...], told: Sequence[Told],
    rulings: Sequence[Ruling], today: date,
) -> LoopRow:  # fmt: skip
    ruling = rulings[-1] if rulings else None
    suggested, why = _suggested(match, told, ruling)
    settled = (ruling.standing if ruling else suggested) in _OVER
    last = _last(answers)
    due = Due.OVER if settled else _due(last, today)
    return LoopRow(
        number=number,
        key=issue.key,
        words=issue.quote,
        issue=issue,
        match=match,
        answers=answers,
        due=due,
        last=last,
        told=tuple(told),
        suggested=suggested,
        reasons=(
            match.by,
            *_lacking(match, answers),
            *why,
            *_anchored_by(issue, ruling),
            *_reckoned(answers),
            *_timed(due, last),
        ),
        ruling=ruling,
        past=tuple(rulings[:-1]),
    )


def _suggested(match: Match, told: Sequence[Told], ruling: Ruling | None) -> tuple[Standing, tuple[str, ...]]:
    """Say what the documents tell of an issue; what was done once and is not any more is 反弹."""
    claims = [each for each in told if each.standing is not None]
    why = tuple(f"{each.name}：{each.why}" for each in told)
    why += tuple(kept.working for each in told for kept in each.figures)
    worse = next((each for each in reversed(told) if each.worse), None)
    ended = ruling is not None and ruling.standing in _OVER
    if worse is not None and (ended or any(claim.standing is Standing.DONE for claim in claims)):
        return Standing.REBOUND, why
    if not claims:
        answered = match.answer is not Answer.NOT
        return (Standing.UNDERWAY if answered else Standing.UNANSWERED), why
    was_done = any(claim.standing is Standing.DONE for claim in claims[:-1])
    if was_done and claims[-1].standing is Standing.UNDERWAY:
        return Standing.REBOUND, (*why, "此前报告已完成，此次又未完成")
    return claims[-1].standing or Standing.UNDERWAY, why


def _lacking(match: Match, answers: Sequence[PlanItem]) -> Iterator[str]:
    """Say what an answer leaves open."""
    if match.answer is Answer.NOT:
        return
    if not any(item.actors for item in answers):
        yield "没有写责任单位"
    if not any(item.deadlines for item in answers):
        yield "没有写时限"
    if not any(item.targets for item in answers):
        yield "没有可核验的目标"


def _added(rounds: Rounds, matches: Sequence[Match], number: int) -> Iterator[LoopRow]:
    """List the items that no issue asked for."""
    assert rounds.plan is not None
    taken = {at for match in matches for at in match.items}
    for at, item in enumerate(rounds.plan.plan.items):
        if at not in taken and item.promises:
            words = "；".join(item.quoted) or item.quote
            by = "反馈意见里没有这一条"
            yield LoopRow(
                number=number,
                key=item.key,
                words=words,
                match=Match(items=(at,), answer=Answer.ADDED, by=by),
                answers=(item,),
                due=Due.UNSET,
                last=_last((item,)),
                suggested=Standing.UNDERWAY,
                reasons=(by,),
            )
            number += 1


def _last(answers: Sequence[PlanItem]) -> date | None:
    """Give the last day of the latest deadline that names a year."""
    told = [each.last for item in answers for each in item.deadlines if each.last]
    if not told:
        return None
    return max(map(last_day, told))


def _due(last: date | None, today: date) -> Due:
    if last is None:
        return Due.UNSET
    left = (last - today).days
    return Due.OVERDUE if left < 0 else Due.SOON if left <= SOON_DAYS else Due.LATER


def _anchored_by(issue: Issue, ruling: Ruling | None) -> Iterator[str]:
    """Say that a decision was made on other words than the issue has now."""
    if ruling is not None and bare(ruling.words) != bare(issue.quote):
        yield says.REANCHORED.format(shortened(ruling.words))


def _reckoned(answers: Sequence[PlanItem]) -> Iterator[str]:
    """Say how a date was reckoned that the plan does not name, and which words name none."""
    for each in dict.fromkeys(deadline for item in answers for deadline in item.deadlines):
        if each.why:
            yield each.why
        elif not each.last:
            yield f"“{each.quote}”没有写到年月，不计逾期"


def _timed(due: Due, last: date | None) -> Iterator[str]:
    """Say how far a deadline is overdue or near."""
    if due in {Due.OVERDUE, Due.SOON} and last is not None:
        yield f"{due.value}：应于 {last.isoformat()} 前完成"
