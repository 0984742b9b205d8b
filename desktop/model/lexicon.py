"""What the program knows of the domain: indicators, units, cue words, thresholds, read from ``resources/lexicon``."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from desktop.model.checklist import Operator
from desktop.model.provenance import Confidence
from desktop.model.value import Value


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


class Indicator(Value):
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


class AmbiguousAlias(Value):
    """One name of several indicators; ``meaning`` says what tells them apart.

    Where nothing does, the first is meant, unless ``default`` is false.
    """

    alias: str
    candidates: tuple[str, ...]
    meaning: str
    default: bool = True


class IndicatorBook(Value):
    """The file ``indicators.yaml``.

    ``stages`` are the words that name a school stage, ``stage_traps`` phrases that hold such a word by chance (开学前).
    """

    version: int
    fields: dict[str, str]
    stages: dict[str, tuple[str, ...]]
    stage_traps: tuple[str, ...] = ()
    ambiguous_aliases: tuple[AmbiguousAlias, ...]
    indicators: tuple[Indicator, ...]


class Scaled(Value):
    """Another writing of ``unit``: one of it is ``factor`` of those."""

    unit: str
    factor: Decimal = Decimal(1)


class UnitBook(Value):
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
    not_before: dict[str, str] = Field(default_factory=dict)


class SectionTitle(Value):
    """A section that such reports have: usual titles, and words that betray it."""

    type: str
    name: str
    titles: tuple[str, ...]
    cues: tuple[str, ...]
    note: str = ""


class HeadingPattern(Value):
    """A regular expression for headings of one level."""

    level: int
    name: str
    pattern: str
    note: str = ""


class ProblemCues(Value):
    """Words that name a shortage; what ``negated`` governs is an achievement or a measure."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    scene_setting: tuple[str, ...]
    negated: tuple[str, ...]
    negated_note: str = ""
    types: dict[str, tuple[str, ...]]


class MeasureCues(Value):
    """Words of promising and of having done."""

    verbs: tuple[str, ...]
    future: tuple[str, ...]
    done: tuple[str, ...]
    note: str = ""


class AchievementCues(Value):
    """Words of success; ``weak_as_result`` is work done, not a result."""

    verbs: tuple[str, ...]
    levels: tuple[str, ...]
    weak_as_result: tuple[str, ...]
    note: str = ""


class ClaimCues(Value):
    """Words that tell what is planned from what is done."""

    planned: tuple[str, ...]
    done: tuple[str, ...]
    note: str = ""


class CommitmentCues(Value):
    """A promise with a time and a goal."""

    patterns: tuple[str, ...]
    verbs: tuple[str, ...]
    note: str = ""


class TimeCues(Value):
    """Deadlines, vague times, periods, as regular expressions."""

    deadline: tuple[str, ...]
    vague: tuple[str, ...]
    period: tuple[str, ...]


class ActorCues(Value):
    """Who is responsible."""

    units: tuple[str, ...]
    roles: tuple[str, ...]
    pattern: str
    vague: tuple[str, ...]


class ClosedLoopCues(Value):
    """Words of following a task to its end."""

    words: tuple[str, ...]
    publicity: tuple[str, ...]


class EmptyTalkCues(Value):
    """Phrases that say nothing; ``ratio_warn`` is the share of boilerplate from which to ask."""

    words: tuple[str, ...]
    boilerplate: tuple[str, ...]
    rule: str
    ratio_warn: Decimal


class PlaceholderCues(Value):
    """How blanks look, as regular expressions."""

    patterns: tuple[str, ...]
    note: str = ""


class ComparatorCues(Value):
    """Words that bound a figure."""

    ge: tuple[str, ...]
    le: tuple[str, ...]
    gt: tuple[str, ...]
    lt: tuple[str, ...]
    about: tuple[str, ...]


class ChangeVerbs(Value):
    """Words of rising and falling."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    note: str = ""


class Relations(Value):
    """A relation between figures in words, with an example."""

    formula: str = ""
    example: str = ""
    tolerance: Decimal | None = None
    note: str = ""


class DefectCue(Value):
    """A usual fault of such reports, how to see it and what to ask for."""

    id: str
    name: str
    severity: str
    check_kind: str
    describe: str
    detect: str
    example: str
    advice: str


class Cues(Value):
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


class Binding(StrEnum):
    """hard 硬线, target 阶段目标, reference 参考."""

    HARD = "hard"
    TARGET = "target"
    REFERENCE = "reference"


class ThresholdSource(Value):
    """The document of a threshold, the clause of it where one is known; ``region`` is empty for the whole country."""

    title: str
    doc_no: str
    year: int | None
    clause: str = ""
    region: str = ""


class ThresholdRule(Value):
    """One line of a threshold.

    ``metric`` names the indicator where the threshold has several, ``metric_change`` one whose change against last
    year is meant (or the prefix of a family by stage). ``use`` is the evaluation it serves, ``by`` the target year,
    ``from_year`` and ``to_year`` when it applies, ``cond`` a condition. Rules marked provincial, historic, old, weak,
    local or reminder are not national lines.
    """

    op: Operator
    value: Decimal | tuple[Decimal, Decimal]
    unit: str
    metric: str = ""
    metric_change: str = ""
    compare: str = ""
    stage: str = ""
    each_stage: bool = False
    use: str = ""
    by: str = ""
    since: str = ""
    from_year: int | None = None
    to_year: int | None = None
    cond: str = ""
    level: str = ""
    doc: str = ""
    text: str = ""
    four: bool = False
    soft: bool = False
    provincial: bool = False
    historic: bool = False
    old: bool = False
    weak: bool = False
    local: bool = False
    reminder: bool = False

    @property
    def national(self) -> bool:
        """Tell whether the line holds for the whole country."""
        return not (self.provincial or self.historic or self.old or self.weak or self.local or self.reminder)


class Threshold(Value):
    """A cross-framework line; where ``auto_judge`` is false it only hints."""

    id: str
    name: str
    statement: str
    rules: tuple[ThresholdRule, ...]
    indicators: tuple[str, ...]
    scope: str
    binding: Binding
    source: ThresholdSource
    confidence: Confidence
    verified: str
    auto_judge: bool
    note: str = ""

    def indicators_of(self, line: ThresholdRule) -> tuple[str, ...]:
        """List the indicators that a line is for: the one it names, else all that no other line names."""
        if line.metric:
            return (line.metric,)
        named = {other.metric for other in self.rules}
        return tuple(name for name in self.indicators if name not in named)


class ThresholdBook(Value):
    """The file ``thresholds.yaml``."""

    version: int
    fields: dict[str, str] = Field(default_factory=dict)
    thresholds: tuple[Threshold, ...]
