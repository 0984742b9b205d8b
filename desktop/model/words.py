"""What the values of the model are called in Chinese, on screen and on paper alike."""

from desktop.model.checklist import REPEATS
from desktop.model.claim import ClaimKind
from desktop.model.finding import Relation
from desktop.model.loop import Answer
from desktop.model.metric import Comparator, Role
from desktop.model.problem import ProblemOrigin
from desktop.model.review import Audience, EvidenceOrigin, ScoreState
from desktop.model.verdict import VerdictWord

STATE_WORD = {
    ScoreState.OPEN: "未评",
    ScoreState.SCORED: "已评",
    ScoreState.DOUBTFUL: "存疑",
    ScoreState.NOT_APPLICABLE: "不适用",
}
VERDICT_WORD = {
    VerdictWord.MET: "达标",
    VerdictWord.NOT_MET: "未达标",
    VerdictWord.PARTIAL: "部分可判",
    VerdictWord.UNKNOWN: "无法判断",
    VerdictWord.JUDGE: "需人工",
}
REPEATS_WORD = {kind: word for word, kind in REPEATS.items()}
"""What items are scored for one by one; another word stands for itself."""
AUDIENCE_WORD = {Audience.SELF: "自记", Audience.CHIEF: "呈组长"}
"""For whom a memo is written."""
ORIGIN_WORD = {EvidenceOrigin.SUGGESTED: "自动", EvidenceOrigin.MANUAL: "手动", EvidenceOrigin.EDITED: "改写"}
ROLE_WORD = {Role.LEVEL: "现状", Role.CHANGE: "变化", Role.TARGET: "目标", Role.PART: "其中", Role.EXAMPLE: "举例"}
PROBLEM_WORD = {
    ProblemOrigin.SELF: "报告自述",
    ProblemOrigin.INLINE: "文中承认",
    ProblemOrigin.FEEDBACK: "督导反馈",
    ProblemOrigin.ADVICE: "督导建议",
}
RELATION_WORD = {
    Relation.SUM: "分项与合计",
    Relation.GROWTH: "增长率",
    Relation.RATIO: "占比",
    Relation.DIFFERENCE: "差额",
    Relation.CONFLICT: "前后对照",
    Relation.UNIT: "单位",
    Relation.RANGE: "取值范围",
}
CLAIM_WORD = {
    ClaimKind.DONE: "已落实",
    ClaimKind.PLANNED: "计划",
    ClaimKind.SLOGAN: "口号",
    ClaimKind.BLANK: "空白",
}
ANSWER_WORD = {
    Answer.ANSWERED: "已应答",
    Answer.PARTLY: "部分应答",
    Answer.NOT: "未应答",
    Answer.OTHER: "由他条应答",
    Answer.ADDED: "反馈之外",
    Answer.GONE: "原问题已不在",
}
PAPER_WORD = {"report": "报告", "findings": "反馈意见", "plan": "整改方案", "progress": "进展报告", "next": "次年自评"}
"""What a document is to a case."""
COMPARATOR_SIGN = {
    Comparator.EQUAL: "",
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.MORE: ">",
    Comparator.LESS: "<",
    Comparator.ABOUT: "约",
}
