"""评价意见: a letter drafted from what the inspector decided, and from nothing else.

Every sentence is made of the checklist's words, the report's words or the inspector's own, and carries where they come
from. What is open or doubtful is left out and counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.model.amount import plain
from desktop.model.problem import Measure, Problem
from desktop.model.review import Evidence, Note, Quote, ScoreState
from desktop.scoring.marking import reaches
from desktop.scoring.totals import summed
from desktop.sheets import words
from desktop.sheets.dossier import Dossier, Entry

MERITS, FAULTS, ADVICE = "主要成效", "存在问题", "整改建议"
SECTIONS = (MERITS, FAULTS, ADVICE)
_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Source:
    """What a sentence rests on: of what kind it is, its words, and where they stand."""

    kind: str
    words: str
    place: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence of the letter with all that it rests on."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``level`` 0 is text, 1 一、, 2 （一）, 3 text that begins with 1."""

    level: int
    lead: str = ""
    sentences: tuple[Sentence, ...] = ()

    @property
    def text(self) -> str:
        """Give the whole paragraph."""
        return self.lead + "".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True)
class Letter:
    """The draft: ``opening`` and the sections by name; ``fields`` are its short texts by the names of the template."""

    fields: dict[str, str]
    opening: tuple[Paragraph, ...]
    sections: dict[str, tuple[Paragraph, ...]]
    mark: str = ""
    sentences: tuple[Sentence, ...] = field(init=False)

    def __post_init__(self) -> None:
        """List the sentences through."""
        each = [*self.opening, *(paragraph for name in SECTIONS for paragraph in self.sections[name])]
        object.__setattr__(self, "sentences", tuple(s for paragraph in each for s in paragraph.sentences))


def drafted(dossier: Dossier) -> Letter:
    """Draft the letter of a review."""
    about = dossier.review.about
    best = [entry for entry in dossier.entries if _settled(entry) and reaches(entry.item, entry.leaf)]
    lost = [entry for entry in dossier.entries if _settled(entry) and not reaches(entry.item, entry.leaf)]
    return Letter(
        fields={
            "标题": f"{dossier.title.removesuffix('评价')}评价意见",
            "主送": f"{about.district}人民政府：" if about.district else words.NO_ADDRESSEE,
            "落款": about.reviewer or words.NO_SIGNER,
            "日期": _written_date(dossier.at),
            "地区": about.district,
            "年度": about.year,
            "评价表": dossier.checklist.title,
            "依据": dossier.source,
            "评审人": about.reviewer,
            "核对码": dossier.code,
            "报告": dossier.examination.report.name,
        },
        opening=(Paragraph(0, "", tuple(_opening(dossier))),),
        sections={
            MERITS: tuple(_merits(dossier, best)),
            FAULTS: tuple(_faults(dossier, lost)),
            ADVICE: tuple(_advice(dossier, lost)),
        },
        mark=dossier.mark,
    )


def _settled(entry: Entry) -> bool:
    return entry.leaf.state is ScoreState.SCORED


def _opening(dossier: Dossier) -> Iterator[Sentence]:
    """Say what was reviewed by what, and what it came to."""
    report = Source("材料", dossier.examination.report.name)
    checklist = Source("评价表", dossier.checklist.title, dossier.source)
    yield Sentence(words.OPENING.format(source=dossier.source or dossier.checklist.title), (checklist, report))
    total = Source("计分过程", "", "说明页")
    for line in summed(dossier.tally).lines:
        yield Sentence(_ended(line), (Source(total.kind, line, total.place),))


def _merits(dossier: Dossier, best: Sequence[Entry]) -> Iterator[Paragraph]:
    """Name what was given the most there is, with its evidence."""
    yield from _by_part(dossier, best, words.NO_MERITS)


def _faults(dossier: Dossier, lost: Sequence[Entry]) -> Iterator[Paragraph]:
    """Name what was given less, and then what the report itself admits."""
    parts = list(_by_part(dossier, lost, words.NO_FAULTS))
    yield from parts
    problems = dossier.examination.problems
    if problems:
        count = sum(paragraph.level == 2 for paragraph in parts) + 1
        yield Paragraph(2, f"（{_chinese(count)}）", (_heading(words.OWN_PROBLEMS, "报告"),))
        for number, problem in enumerate(problems, start=1):
            yield Paragraph(3, f"{number}. ", (_quoted(dossier, words.ADMITTED, problem),))


def _advice(dossier: Dossier, lost: Sequence[Entry]) -> Iterator[Paragraph]:
    """Hold what was lost against its standard, and what the report admits against what it promises."""
    for number, entry in enumerate(lost, start=1):
        standard = Source("评价表", entry.item.check or entry.item.name, dossier.named(entry.item))
        text = words.ADVISED.format(name=_named(entry), standard=_flat(entry.item.check or entry.item.name))
        yield Paragraph(3, f"{number}. ", (Sentence(_ended(text), (standard, _score_source(dossier, entry))),))
    answers: dict[int, list[Measure]] = {}
    for measure in dossier.examination.measures:
        for start in measure.answers:
            answers.setdefault(start, []).append(measure)
    for number, problem in enumerate(dossier.examination.problems, start=len(lost) + 1):
        found = answers.get(problem.start, [])
        said = _source_of(dossier, problem)
        if found:
            told = "；".join(f"“{_flat(measure.quote)}”" for measure in found)
            text = words.PROMISED.format(problem=_flat(problem.quote), measures=told)
        else:
            text = words.UNANSWERED.format(problem=_flat(problem.quote))
        sources = (said, *(_source_of(dossier, measure) for measure in found))
        yield Paragraph(3, f"{number}. ", (Sentence(text, sources),))
    if not lost and not dossier.examination.problems:
        yield Paragraph(0, "", (Sentence(words.NO_ADVICE, (Source("计分过程", words.NO_ADVICE),)),))


def _by_part(dossier: Dossier, entries: Sequence[Entry], none: str) -> Iterator[Paragraph]:
    """Set entries out dimension by dimension: （一） its name, 1. an item."""
    if not entries:
        yield Paragraph(0, "", (Sentence(none, (Source("计分过程", none),)),))
    part, parts, number = "", 0, 0
    for entry in entries:
        dimension = dossier.checklist.dimension_of[entry.item.id]
        if dimension.id != part:
            part, parts, number = dimension.id, parts + 1, 0
            yield Paragraph(2, f"（{_chinese(parts)}）", (_heading(dimension.name, dossier.checklist.title),))
        number += 1
        yield Paragraph(3, f"{number}. ", tuple(_told(dossier, entry)))


def _told(dossier: Dossier, entry: Entry) -> Iterator[Sentence]:
    """Tell of one item: what was given, why, and from what it was seen."""
    score = dossier.review.score_of(entry.item.id, entry.subject)
    yield Sentence(f"{_named(entry)}：{_given(entry)}。", (_score_source(dossier, entry),))
    if score is not None and score.reason.strip():
        yield Sentence(_ended(_flat(score.reason)), (Source("评分理由", score.reason, f"评分表 {entry.number}"),))
    for each in dossier.review.evidence_of(entry.item.id, entry.subject):
        yield _proven(dossier, each)


def _proven(dossier: Dossier, evidence: Evidence) -> Sentence:
    """Cite one piece of evidence."""
    source = Source(
        "报告原文" if isinstance(evidence, Quote) else evidence.method.value, _text(evidence), dossier.place(evidence)
    )
    if isinstance(evidence, Note):
        where = "，".join(filter(None, (evidence.source, evidence.date)))
        method = f"{evidence.method.value}（{where}）" if where else evidence.method.value
        return Sentence(_ended(f"{method}：{_flat(evidence.text)}"), (source,))
    return Sentence(words.CITED.format(quote=_flat(evidence.quote)), (source,))


def _quoted(dossier: Dossier, form: str, problem: Problem) -> Sentence:
    return Sentence(form.format(quote=_flat(problem.quote)), (_source_of(dossier, problem),))


def _source_of(dossier: Dossier, mark: Problem | Measure) -> Source:
    return Source("报告原文", mark.quote, dossier.own.place(mark.start, mark.end))


def _score_source(dossier: Dossier, entry: Entry) -> Source:
    """Name the score that a sentence tells of."""
    score = dossier.review.score_of(entry.item.id, entry.subject)
    reason = f"；理由：{score.reason}" if score is not None and score.reason else ""
    return Source("评分", f"{_given(entry)}{reason}", f"评分表 {entry.number}")


def _heading(name: str, source: str) -> Sentence:
    return Sentence(_flat(name), (Source("评价表", name, source),))


def _named(entry: Entry) -> str:
    """Name an item as the letter does."""
    return f"{entry.item.name}（{_flat(entry.subject)}）" if entry.subject else entry.item.name


def _given(entry: Entry) -> str:
    """Say what was given."""
    leaf = entry.leaf
    told = [f"评为“{leaf.level}”"] if leaf.level else []
    if leaf.points is not None and leaf.most is not None:
        told.append(f"得 {plain(leaf.points)} 分，满分 {plain(leaf.most)} 分")
    return "，".join(told)


def _text(evidence: Evidence) -> str:
    return evidence.text if isinstance(evidence, Note) else evidence.quote


def _flat(text: str) -> str:
    """Set a text on one line, without the full stop that the sentence brings; quotes within are single ones."""
    return " ".join(text.split()).rstrip("。；;").translate({ord("“"): "‘", ord("”"): "’"})


def _ended(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text.rstrip('；;，,')}。"


def _chinese(number: int) -> str:
    """Write 1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens - 1] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones - 1] if ones else ''}"


def _written_date(at: str) -> str:
    """Write an ISO date as a letter does: 2026年11月29日."""
    if len(at) < 10:
        return words.NO_DATE
    year, month, day = at[:10].split("-")
    return f"{year}年{int(month)}月{int(day)}日"
