from decimal import Decimal

import pytest

from desktop import lexicon
from desktop.model.metric import Comparator, Metric, Role
from desktop.model.plan import Promise
from desktop.rectification.promises import promise


def read(text: str, *figures: Metric) -> Promise:
    return promise(text, 0, len(text), figures, lexicon.load())


@pytest.mark.parametrize(
    ("text", "unit", "named"),
    [
        (
            "由县教育局牵头，县财政局、县人社局配合，年内核增编制。",
            "lead_support",
            ["县教育局", "县财政局", "县人社局"],
        ),
        ("区水利局、区大数据局共同排查校园周边隐患。", "several", ["区水利局", "区大数据局"]),
        ("区教委印发了《青山区质量提升方案》，组织实施。", "one", ["区教委"]),
        ("县政府督导委员会牵头制定台账。", "lead", ["县政府督导委员会"]),
        ("牵头单位：教体局；配合单位：财政局、住建局", "lead_support", ["教体局", "财政局", "住建局"]),
        ("青山县职业技术学校需在九月前完成搬迁。", "one", ["青山县职业技术学校"]),
        # orders from above, names inside titles and what only sounds like an office
        ("完成市教委下达的招生计划，按照区委部署推进。", "none", []),
        ("认真落实《青山区教育局管理办法》，优化学校布局，鼓励民办园。", "none", []),
        ("各学校开展自查，区内教师合理流动。", "none", []),
    ],
)
def test_who_is_to_act(text: str, unit: str, named: list[str]) -> None:
    found = read(text)
    assert (found.unit, [actor.quote for actor in found.actors]) == (unit, named)
    assert all(text[a.start : a.end] == a.quote for a in found.actors)


@pytest.mark.parametrize(
    ("text", "until", "last"),
    [
        ("2031年8月底前建成投用。", ["2031年8月底前"], "2031-08"),
        ("力争2031年底全部消除。", ["2031年底"], "2031-12"),
        ("2031年春期开展专项检查。", ["2031年春期"], "2031"),
        ("三个月内完成排查。", ["三个月内"], ""),
        ("长期坚持，立行立改。", ["长期坚持", "立行立改"], ""),
        ("按照2019年印发的办法执行。", [], ""),
        ("尽快、逐步解决。", [], ""),
        ("落实《2031年行动计划》。", [], ""),
    ],
)
def test_until_when(text: str, until: list[str], last: str) -> None:
    found = read(text).deadlines
    assert [deadline.quote for deadline in found] == until
    assert next((deadline.last for deadline in found), "") == last


def figure(quote: str, unit: str, role: Role) -> Metric:
    return Metric(
        start=4, end=4 + len(quote), quote=quote, value=Decimal(3), unit=unit, comparator=Comparator.EQUAL,
        indicator="教师", subject="", period="", role=role, canonical="", alias="", rule="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figures", "target"),
    [
        ("招聘教师30名。", [figure("30名", "名", Role.TARGET)], "number"),
        ("已招教师30名。", [figure("30名", "名", Role.CHANGE)], "none"),
        ("开展为期1年的整顿。", [figure("1年", "年", Role.TARGET)], "none"),
        ("教育支出增长率不低于全市平均水平。", [], "number"),
        ("“五险一金”应缴尽缴，确保大班额动态清零。", [], "qualitative"),
        ("实现心理辅导室全覆盖。", [], "qualitative"),
        ("开展全覆盖的安全宣传，不断提升水平。", [], "none"),
    ],
)
def test_to_what_end(text: str, figures: list[Metric], target: str) -> None:
    assert read(text, *figures).target == target


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("新建幼儿园两所，招聘教师。", ["build", "hire"]),
        ("将补助纳入财政预算，出台保障办法。", ["fund", "issue"]),
        ("开展食堂专项检查，约谈校长。", ["inspect"]),
        ("进一步提高认识。", ["vague"]),
    ],
)
def test_what_kind_of_action(text: str, acts: list[str]) -> None:
    assert [str(act) for act in read(text).acts] == acts


def test_phrases_without_content_are_marked() -> None:
    assert [mark.quote for mark in read("提高站位，多措并举，每月检查一次。").empty] == ["提高站位", "多措并举"]
