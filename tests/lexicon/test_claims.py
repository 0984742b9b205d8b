"""A plan, a slogan and a blank are told from what is done, clause by clause and measure by measure."""

import pytest

from desktop import lexicon
from desktop.lexicon.claims import claimed
from desktop.model.claim import ClaimKind

DONE, PLANNED, SLOGAN, BLANK = ClaimKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("全区学校食堂实现明厨亮灶全覆盖", DONE),
        ("全区中小学专职保安配备率达到100%", DONE),
        ("力争中小学专职保安配备率达到100%", PLANNED),
        ("将为所有学校接通宽带网络", PLANNED),
        ("应当逐校配齐心理教师", PLANNED),
        ("高度重视、统筹推进，持续推进各项工作", SLOGAN),
        ("压紧压实责任，凝心聚力办好教育", SLOGAN),
        ("高度重视、扎实推进，新建学校3所", PLANNED),  # a figure can be checked; 推进 is still a plan's word
        ("高度重视校园食品，切实加强食堂管理，由区教委牵头", DONE),  # a doer can be checked
    ],
)
def test_clauses(text: str, kind: ClaimKind) -> None:
    assert claimed(text, lexicon.load().cues) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("（一）补齐学位。2022年已建成投用小学2所，已招聘教师35名，问题整改到位。", DONE),
        ("（一）补齐学位。已启动选址，将于明年继续推进小学建设，争取秋季投用。", PLANNED),
        ("（一）补齐学位。每年新建小学1所，由区住建委负责。", PLANNED),
        ("（三）强化担当。提高站位、凝心聚力、久久为功，形成合力，扎实推进教育发展。", SLOGAN),
    ],
)
def test_measures(text: str, kind: ClaimKind) -> None:
    assert claimed(text, lexicon.load().cues, ahead=True) is kind


def test_a_blank_claims_nothing() -> None:
    assert claimed("已建成学校xx所", lexicon.load().cues, blank=True) is BLANK
