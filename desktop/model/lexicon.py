"""What the program knows of the domain: indicators, units, cue words, read from ``resources/lexicon``."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from desktop.model.record import Record


class IndicatorKind(StrEnum):
    """What sort of quantity: 比率, 数量, 金额, 人均, 面积, 比, 系数, 分, 等级."""

    RATE = "rate"
    COUNT = "count"
    AMOUNT = "amount"
    PER_CAPITA = "per_capita"
    AREA = "area"
    RATIO = "ratio"
    COEFFICIENT = "coefficient"
    SCORE = "score"
    LEVEL = "level"


class Direction(StrEnum):
    """Which way is better; ``target`` has a best range, ``neutral`` is never judged."""

    HIGHER = "higher"
    LOWER = "lower"
    TARGET = "target"
    NEUTRAL = "neutral"


@dataclass(frozen=True, kw_only=True)
class Indicator(Record):
    """A canonical indicator.

    ``aliases`` may be matched anywhere, ``weak_aliases`` only beside a fitting unit. ``range`` is what a county or
    city usually has (outside it is worth asking, never wrong). ``stages`` are 小学, 初中, … or 全部. ``change_unit``
    is the unit that a change must have (个百分点 for rates).
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    weak_aliases: tuple[str, ...] = ()
    category: str
    kind: IndicatorKind
    unit: str
    range: tuple[Decimal, Decimal]
    direction: Direction
    stages: tuple[str, ...]
    change_unit: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AmbiguousAlias(Record):
    """One name of several indicators; ``meaning`` says what tells them apart.

    Where nothing does, the first is meant, unless ``default`` is false.
    """

    alias: str
    candidates: tuple[str, ...]
    meaning: str
    default: bool = True


@dataclass(frozen=True, kw_only=True)
class IndicatorBook(Record):
    """The file ``indicators.yaml``.

    ``stages`` are the words that name a school stage, ``stage_traps`` phrases that hold such a word by chance (开学前).
    """

    version: int
    fields: dict[str, str]
    stages: dict[str, tuple[str, ...]]
    stage_traps: tuple[str, ...] = ()
    ambiguous_aliases: tuple[AmbiguousAlias, ...]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, kw_only=True)
class Scaled(Record):
    """Another writing of ``unit``: one of it is ``factor`` of those."""

    unit: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class UnitBook(Record):
    """The file ``units.yaml``: unit words, their other writings, what may stand behind a slash, 万 and 亿.

    ``families`` are counting words that authors use for each other (所, 个). ``not_before`` gives the characters
    that make another word of a unit (人|民).
    """

    version: int
    multipliers: dict[str, Decimal]
    same: dict[str, Scaled]
    per: dict[str, tuple[str, ...]]
    families: tuple[frozenset[str], ...]
    words: tuple[str, ...]
    not_before: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SectionTitle(Record):
    """A section that such reports have: usual titles, and words that betray it."""

    type: str
    name: str
    titles: tuple[str, ...]
    cues: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class HeadingPattern(Record):
    """A regular expression for headings of one level."""

    level: int
    name: str
    pattern: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ProblemCues(Record):
    """Words that name a shortage; what ``negated`` governs is an achievement or a measure."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    scene_setting: tuple[str, ...]
    negated: tuple[str, ...]
    negated_note: str = ""
    types: dict[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class MeasureCues(Record):
    """Words of promising and of having done."""

    verbs: tuple[str, ...]
    future: tuple[str, ...]
    done: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AchievementCues(Record):
    """Words of success; ``weak_as_result`` is work done, not a result."""

    verbs: tuple[str, ...]
    levels: tuple[str, ...]
    weak_as_result: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ClaimCues(Record):
    """Words that tell what is planned from what is done."""

    planned: tuple[str, ...]
    done: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CommitmentCues(Record):
    """A promise with a time and a goal."""

    patterns: tuple[str, ...]
    verbs: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TimeCues(Record):
    """Deadlines, vague times, periods, as regular expressions."""

    deadline: tuple[str, ...]
    vague: tuple[str, ...]
    period: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ActorCues(Record):
    """Who is responsible."""

    units: tuple[str, ...]
    roles: tuple[str, ...]
    pattern: str
    vague: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ClosedLoopCues(Record):
    """Words of following a task to its end."""

    words: tuple[str, ...]
    publicity: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EmptyTalkCues(Record):
    """Phrases that say nothing; ``ratio_warn`` is the share of boilerplate from which to ask."""

    words: tuple[str, ...]
    boilerplate: tuple[str, ...]
    rule: str
    ratio_warn: Decimal


@dataclass(frozen=True, kw_only=True)
class PlaceholderCues(Record):
    """How blanks look, as regular expressions."""

    patterns: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ComparatorCues(Record):
    """Words that bound a figure."""

    ge: tuple[str, ...]
    le: tuple[str, ...]
    gt: tuple[str, ...]
    lt: tuple[str, ...]
    about: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ChangeVerbs(Record):
    """Words of rising and falling."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Relations(Record):
    """A relation between figures in words, with an example."""

    formula: str = ""
    example: str = ""
    tolerance: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DefectCue(Record):
    """A usual fault of such reports, how to see it and what to ask for."""

    id: str
    name: str
    severity: str
    check_kind: str
    describe: str
    detect: str
    example: str
    advice: str


@dataclass(frozen=True, kw_only=True)
class Cues(Record):
    """The file ``cues.yaml``."""

    version: int
    section_titles: tuple[SectionTitle, ...]
    heading_patterns: tuple[HeadingPattern, ...]
    problem: ProblemCues
    measure: MeasureCues
    achievement: AchievementCues
    claim: ClaimCues
    commitment: CommitmentCues
    time: TimeCues
    actor: ActorCues
    closed_loop: ClosedLoopCues
    empty_talk: EmptyTalkCues
    slogans: tuple[str, ...]
    slogan_note: str = ""
    placeholder: PlaceholderCues
    comparators: ComparatorCues
    change_verbs: ChangeVerbs
    contradiction: dict[str, tuple[Relations, ...]]
    defects: tuple[DefectCue, ...]
    audit_questions: tuple[str, ...]
