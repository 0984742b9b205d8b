import pytest

from desktop.extraction.edges import back, front


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中先后投入", "投入"),
        ("仍有大班额", "大班额"),
        ("历年毕业生", "毕业生"),
        ("若", ""),
        ("若低于标准", "低于标准"),
        ("约谈校长", "约谈校长"),
        ("有编制教师", "有编制教师"),
        ("均衡指数", "均衡指数"),
        ("共青团员", "共青团员"),
        ("在校学生", "在校学生"),
        ("", ""),
    ],
)
def test_connectives_fall_off_the_head(text: str, expected: str) -> None:
    assert front(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("巩固率均达到", "巩固率"),
        ("班额严格控制在", "班额"),
        ("小学猛增至", "小学"),
        ("大班额仍有", "大班额"),
        ("课程开设", "课程开设"),
        ("生均", "生均"),
        ("技能", "技能"),
        ("由", ""),
        ("", ""),
    ],
)
def test_linking_words_fall_off_the_end(text: str, expected: str) -> None:
    assert back(text) == expected
