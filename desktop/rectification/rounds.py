"""The rounds of a loop, read once: the opinion, the plan that answers it, what is reported, what is told a year on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.lexicon import Lexicon
from desktop.lexicon.patterns import regex
from desktop.model.case import Document, DocumentRole
from desktop.model.errors import WrongRequest
from desktop.model.examination import Examination
from desktop.model.loop import Issue, Round
from desktop.rectification import says
from desktop.rectification.issues import number_of_letter, quoted_issues, read_issues
from desktop.rectification.items import read_plan
from desktop.rectification.matching import Answers
from desktop.rectification.progress import Later

if TYPE_CHECKING:
    from desktop.model.plan import Plan
from desktop.model.problem import ProblemOrigin

Read = tuple[Document, Examination]
_PLAN = regex(r"整改(?:方案|台账|清单|情况|落实|报告|措施)|问题清单")
_HEAD = 200


class Told:
    """A plan or progress report with its items ready to be looked up."""

    def __init__(self, document: Document, examination: Examination, lexicon: Lexicon) -> None:
        """Read a document's items."""
        self.round = _round(document)
        self.examination = examination
        self.plan: Plan = read_plan(examination, lexicon)
        self.answers = Answers(self.plan.items)


class Rounds:
    """Everything that a matrix is made from; raises ``WrongRequest`` where there is neither opinion nor plan."""

    def __init__(self, read: Sequence[Read], lexicon: Lexicon) -> None:
        """Read the documents of a case, each with its examination, in the order they were added."""
        by_role: dict[DocumentRole, list[Read]] = {role: [] for role in DocumentRole}
        for each in read:
            by_role[each[0].role].append(each)
        self.lexicon = lexicon
        letters = by_role[DocumentRole.FINDINGS]
        self.plan = _plan(by_role, lexicon, has_letter=bool(letters))
        self.progress = [Told(*each, lexicon) for each in by_role[DocumentRole.PROGRESS]]
        self.later = [(_round(document), Later(examined)) for document, examined in by_role[DocumentRole.NEXT]]
        self.papers = {document.sha256: (document, examined) for document, examined in read}
        self.letters = [(_round(document), examined) for document, examined in letters]
        self.source: Examination
        if letters:
            self.source = letters[-1][1]
            self.issues: tuple[Issue, ...] = read_issues(self.source)
        elif self.plan is not None:
            self.source = self.plan.examination
            self.issues = quoted_issues(self.source, self.plan.plan)
        else:
            raise WrongRequest(says.NO_PLAN)
        if self.plan is not None and not any(item.promises for item in self.plan.plan.items):
            raise WrongRequest(says.NO_ITEMS.format(self.plan.round.name))

    @property
    def all(self) -> tuple[Round, ...]:
        """List the rounds in their order."""
        plan = [self.plan.round] if self.plan else []
        told = [each.round for each in self.progress]
        return (*(each for each, _ in self.letters), *plan, *told, *(each for each, _ in self.later))

    def notices(self) -> tuple[str, ...]:
        """Tell what does not go together: no plan yet, an empty letter, a text that answers another letter."""
        found = [] if self.plan else [says.PLAN_TO_COME]
        if not self.issues:
            found.append(says.NO_ISSUES)
        own = number_of_letter(self.source) if self.letters else self.plan.plan.answers if self.plan else ""
        answering = ([self.plan] if self.plan and self.letters else []) + self.progress
        for each in answering:
            if own and each.plan.answers and _plain(each.plan.answers) != _plain(own):
                found.append(says.OTHER_LETTER.format(name=each.round.name, there=each.plan.answers, here=own))
        return tuple(found)


def _plan(by_role: dict[DocumentRole, list[Read]], lexicon: Lexicon, *, has_letter: bool) -> Told | None:
    """Take the last plan; a case that was begun with one keeps it as its report."""
    if by_role[DocumentRole.PLAN]:
        return Told(*by_role[DocumentRole.PLAN][-1], lexicon)
    for each in by_role[DocumentRole.REPORT][:1]:
        told = Told(*each, lexicon)
        answering = any(item.promises and item.quoted for item in told.plan.items)
        named = bool(_PLAN.search(each[1].report.text, 0, _HEAD))
        if (answering and (named or _quotes_inspectors(each[1]))) or (has_letter and told.plan.answers):
            return told
    return None


def _quotes_inspectors(examination: Examination) -> bool:
    """Tell a plan from a report that tells of its own shortages."""
    return any(problem.origin in {ProblemOrigin.FEEDBACK, ProblemOrigin.ADVICE} for problem in examination.problems)


def _round(document: Document) -> Round:
    return Round(document=document.sha256, name=document.name, role=document.role.value, added=document.added)


def _plain(number: str) -> str:
    """Write brackets of a 文号 in one way."""
    return number.translate(str.maketrans("[【（(]】）)", "〔〔〔〔〕〕〕〕"))
