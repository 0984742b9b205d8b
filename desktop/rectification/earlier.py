"""An earlier case of ours as findings: what its review found wanting, as a numbered list."""

from desktop.model.amount import plain
from desktop.model.case import Case
from desktop.model.errors import WrongRequest
from desktop.model.review import Review, ScoreState
from desktop.rectification import says
from desktop.scoring.engine import tally
from desktop.scoring.marking import reaches


def findings_of(case: Case, review: Review) -> str:
    """Write what a review scored below the best, one numbered line each; raises ``WrongRequest`` where nothing is."""
    checklist = case.checklist(review.id)
    lines = []
    for leaf in tally(checklist, review).leaves():
        item = checklist.item_by_id[leaf.key]
        if leaf.state is not ScoreState.SCORED or reaches(item, leaf):
            continue
        score = review.score_of(item.id, leaf.subject)
        given = leaf.level or (f"得{plain(leaf.points)}分" if leaf.points is not None else "未达到")
        reason = " ".join(score.reason.split()).rstrip("。；") if score else ""
        told = f"{leaf.subject}：" if leaf.subject else ""
        lines.append(f"{told}{reason or f'{item.name}（{given}）'}")
    if not lines:
        raise WrongRequest(says.NOTHING_WANTING)
    about = review.about
    title = f"{about.district}{about.year}{'年' if about.year.isdigit() else ''}{checklist.title}反馈问题清单"
    return "\n".join((title, *(f"{number}.{line}" for number, line in enumerate(lines, start=1)))) + "\n"
