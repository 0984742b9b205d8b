import pytest

from desktop import lexicon


@pytest.mark.parametrize(
    ("words", "subject", "unit", "name"),
    [
        ("学前三年毛入园率", "", "%", "学前三年毛入园率"),
        ("学前三年毛入园", "全县", "%", "学前三年毛入园率"),
        ("公办幼儿园在园幼儿数所占比例", "", "%", "公办园在园幼儿占比"),
        ("（全市）普惠性幼儿园覆盖率", "", "%", "普惠性幼儿园覆盖率"),
        # stage and unit tell apart what has one name
        ("生师比", "小学", "", "生师比（小学）"),
        ("生师比", "中职学校", "", "中职生师比"),
        ("生师比", "", "", None),
        ("巩固率", "", "%", "九年义务教育巩固率"),
        ("三年巩固率", "初中", "%", "初中三年巩固率"),
        ("大班额", "全县", "%", "大班额比例"),
        ("大班额", "全县", "个", "大班额班级数"),
        ("差异系数", "小学", "", "小学校际差异系数"),
        ("综合差异系数", "初中", "", "初中综合差异系数"),
        ("差异系数", "", "", None),
        ("生均用地面积", "县职业教育中心", "平方米", "中职生均用地面积"),
        ("生均用地面积", "小学", "平方米", "生均占地面积"),
        ("生均图书册数", "幼儿园", "册", "幼儿园生均图书册数"),
        # the longest name wins, and what stands in the subject alone is not measured
        ("入学率", "适龄残疾儿童", "%", "残疾儿童少年入学率"),
        ("随班就读", "适龄残疾儿童", "人", "随班就读人数"),
        ("出国", "适龄残疾儿童", "人", None),
        ("残疾儿童少年义务教育阶段入学率", "", "%", "残疾儿童少年入学率"),
        ("公共预算教育支出增长高于财政经常性收入增长", "", "个百分点", "教育支出增幅与财政经常性收入增幅差"),
        # units that cannot be
        ("留守儿童之家", "", "个", None),
        ("留守儿童", "全县", "名", "留守儿童数"),
        ("法治副校长", "", "名", "法治副校长数"),
        ("法治副校长配备率", "", "%", "法治副校长配备率"),
        ("校外培训机构", "", "万元", None),
        # vague names need a unit, a share needs its whole
        ("在编", "教师", "", None),
        ("缴纳五险一金占比", "教职工", "%", "教职工五险一金缴纳率"),
        ("占全县教师总数的比例", "", "%", None),
        ("", "全县", "%", None),
        ("天气", "", "%", None),
    ],
)
def test_a_phrase_finds_its_indicator(words: str, subject: str, unit: str, name: str | None) -> None:
    found = lexicon.load().match(words, subject, unit)
    assert (found and found[0].name) == name


def test_every_match_says_its_rule() -> None:
    found = lexicon.load().match("三年巩固率", "初中", "%")
    assert found is not None
    assert found[1]


def test_every_name_and_alias_finds_an_indicator_in_its_own_unit() -> None:
    book = lexicon.load()
    for indicator in book.indicators:
        found = book.match(indicator.name, unit=indicator.unit)
        assert found is not None, indicator.name
        assert found[0] is indicator, (indicator.name, found[0].name)


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("公办园占比", {"学前"}),
        ("义务教育大班额", {"小学", "初中"}),
        ("校园网", set()),
        ("中小学", {"小学", "初中", "高中"}),
        ("残疾儿童", {"特教"}),
    ],
)
def test_stages_of_a_text(text: str, stages: set[str]) -> None:
    assert lexicon.load().stages(text) == stages


def test_relations_and_cues_speak_of_known_indicators() -> None:
    book = lexicon.load()
    related = book.relations
    names = {change.of for change in related.changes} | {change.is_ for change in related.changes}
    names |= {part for rule in related.computed for part in (rule.metric, *"＋".join(rule.parts).split("＋"))}
    names |= {entry.metric for entry in related.statements}
    names |= {entry.metric for entry in related.named}
    names |= {entry.metric for entry in related.shares}
    names |= {name for threshold in book.thresholds for name in threshold.indicators}
    assert {name for name in names if book.indicator(name) is None} == set()
    assert len(book.indicators) == 293
    assert len(book.thresholds) == 75
    assert len(book.cues.defects) == 32
