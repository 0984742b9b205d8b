"""Verdicts on sentences as counties word them, read and judged as a whole report is."""

from functools import cache

import pytest

from desktop import intake, lexicon, pipeline, scoring
from desktop.model.checklist import Checklist
from desktop.storage.shelf import Shelf

MET, NOT_MET, PARTIAL, UNKNOWN = "met", "not_met", "partial", "unknown"
ABOUT = {
    "pjph2020": "学前教育普及普惠督导评估",
    "yzjh2017": "义务教育优质均衡发展督导评估",
    "cq2023": "履行教育职责情况",
    "jbjh2012": "义务教育发展基本均衡工作",
}


@cache
def checklists() -> dict[str, Checklist]:
    return {checklist.id.rstrip("0123456789"): checklist for checklist in Shelf().checklists()}


def judged(item: str, said: str) -> tuple[str, str]:
    """Read a report of one paragraph and give the verdict on an item with its reason."""
    checklist = checklists()[item.split(".")[0]]
    text = f"柳溪县{ABOUT[checklist.id]}自评报告\n\n（2024年3月）\n\n一、自评情况\n\n全县上下同心。{said}\n"
    examination = pipeline.examine(intake.read_bytes(text.encode(), "report.txt"))
    found = next(s for s in scoring.suggest(examination, checklist, lexicon.load()) if s.item == item)
    return found.verdict.word.value, found.verdict.why


@pytest.mark.parametrize(
    ("item", "said", "word"),
    [
        ("pjph.A2", "学前教育普惠面达到89.3%。", MET),
        ("pjph.A2", "公办园和普惠性民办园在园幼儿占比达到89.3%。", MET),
        ("pjph.A2", "在普惠性幼儿园就读的幼儿占88.6%。", MET),
        ("pjph.A2", "普惠性学位占学前教育学位总数的76%。", NOT_MET),
        ("pjph.A3", "在公办园就读的幼儿占比51.3%。", MET),
        ("pjph.A3", "公办学前教育资源在园幼儿占比达到五成三。", MET),
        ("pjph.B4", "小区配套园办成公办园或普惠性民办园的比例为100%。", MET),
        ("pjph.C2", "班额合格的班级占到百分之八十三。", NOT_MET),
        ("pjph.D1", "县级组织问卷调查，满意率为96%。", MET),
        ("pjph.D1", "社会认可度调查综合得分为92.6%。", MET),
        ("yzjh.B7", "特教学校和随班就读残疾学生公用经费按生均6500元标准拨付。", NOT_MET),
        ("yzjh.B8", "教师年平均工资收入与公务员之比为1.02:1。", MET),
        ("yzjh.B8", "义务教育教师人均年收入10.2万元，公务员人均年收入10.1万元。", MET),
        ("yzjh.B8", "义务教育教师年均工资收入9.9万元，同期公务员为10.1万元。", NOT_MET),
        ("yzjh.B15", "在公办学校就读的随迁子女占96.4%。", MET),
        ("yzjh.B15", "随迁子女在公办学校和政府购买学位就读的比例为83%。", NOT_MET),
        ("jbjh.E9", "小学综合差异系数为0.431，初中为0.582。", MET),
        ("jbjh.E10", "小学综合差异系数为0.431，初中为0.582。", NOT_MET),
        ("jbjh.G1", "对照指标，政府推进义务教育均衡发展工作自评94分。", MET),
        ("jbjh.B2", "2013年教育拨款增长12.4%，比财政经常性收入增幅高2.2个百分点。", PARTIAL),
        ("jbjh.B2", "2013年教育拨款增长7.1%，比财政经常性收入增幅低0.8个百分点。", NOT_MET),
    ],
)
def test_an_indicator_goes_by_many_names(item: str, said: str, word: str) -> None:
    assert judged(item, said)[0] == word


@pytest.mark.parametrize(
    ("item", "said", "word", "working"),
    [
        ("pjph.A1", "我县适龄幼儿8200人，在园幼儿7790人。", MET, "7790人 ÷ 8200人＝95%"),
        ("pjph.A2", "在园幼儿9000人，其中公办园4700人，普惠性民办园3600人。", MET, "÷ 9000人＝92.22%"),
        ("pjph.A2", "在园幼儿9134人。公办园与普惠性民办园在园幼儿合计8306人。", MET, "8306人 ÷ 9134人＝90.94%"),
        ("pjph.B4", "小区配套园16所，已办成公办园9所、普惠性民办园6所。", NOT_MET, "(9所＋6所) ÷ 16所＝93.75%"),
        ("pjph.B4", "21所小区配套幼儿园中，20所办成公办或普惠性民办园。", NOT_MET, "20所 ÷ 21所"),
        ("pjph.B3", "全县16个乡镇。办有公办中心园的15个。", NOT_MET, "15个 ÷ 16个＝93.75%"),
        ("pjph.C4", "专任教师662人，其中取得教师资格证的641人。", NOT_MET, "641人 ÷ 662人"),
        ("yzjh.B15", "随迁子女2315人，在公办学校就读2201人。", MET, "2201人 ÷ 2315人＝95.08%"),
        ("cq.A1", "应配党组织书记62名，到岗60名。", NOT_MET, "60名 ÷ 62名"),
        ("cq.A3", "全区96所学校中，94所配备了法治副校长。", NOT_MET, "94所 ÷ 96所"),
        ("jbjh.F1", "发放问卷1200份，回收1180份，表示满意的960份。", NOT_MET, "960份 ÷ 1180份＝81.36%"),
        ("jbjh.F1", "回收1180份，表示满意的660份，基本满意的400份。", UNKNOWN, ""),
        ("jbjh.F1", "回收1180份，不满意的60份。", UNKNOWN, ""),
    ],
)
def test_a_rate_not_printed_is_computed_and_its_working_told(item: str, said: str, word: str, working: str) -> None:
    found, why = judged(item, said)
    assert (found, working in why) == (word, True)


@pytest.mark.parametrize(
    ("item", "said", "word"),
    [
        ("pjph.A1", "全市学前三年毛入园率为94.2%，我县数据正在核定。", UNKNOWN),
        ("pjph.A1", "学前三年毛入园率高于全省平均水平2.1个百分点，达95.0%。", MET),
        ("pjph.A1", "学前三年毛入园率82.0%，全市平均为93.8%。", NOT_MET),
        ("pjph.D1", "全省学前教育社会认可度为90.2%。", UNKNOWN),
        ("jbjh.E9", "市里通报的全市平均数为小学综合差异系数0.437。", UNKNOWN),
        ("cq.C7", "总体近视率比全市平均低0.7个百分点。", UNKNOWN),
    ],
)
def test_a_wider_areas_figure_never_decides(item: str, said: str, word: str) -> None:
    assert judged(item, said)[0] == word


@pytest.mark.parametrize(
    ("item", "said", "word"),
    [
        ("cq.A1", "62所中小学校中还有3所没有配备党组织书记。", NOT_MET),
        ("cq.B4", "还有4所学校没有接入校园网。", NOT_MET),
        ("pjph.C4", "仍有12名教师没有教师资格证。", NOT_MET),
        ("pjph.B3", "尚有2个乡镇没有公办中心幼儿园。", NOT_MET),
        ("pjph.C4", "没有教师资格证的12名教师已全部调离。", UNKNOWN),
        ("pjph.B3", "没有一个乡镇没有公办中心幼儿园。", UNKNOWN),
        ("pjph.B3", "14个乡镇全部建有公办中心园。", MET),
        ("pjph.B3", "全县辖16个乡镇。14个乡镇全部建有公办中心园。", NOT_MET),
        ("pjph.B9", "仍有3所无证幼儿园未取缔。", NOT_MET),
        ("pjph.B9", "排查出17所无证园，现已全部清零。", PARTIAL),
        ("pjph.B9", "取缔无证园9所，责任督学挂牌督导覆盖率100%。", PARTIAL),
        ("cq.D3", "东山小学发生1起坠楼，经调查认定为责任事故。", NOT_MET),
    ],
)
def test_some_that_fall_short_are_not_all_and_what_is_gone_counts_no_more(item: str, said: str, word: str) -> None:
    assert judged(item, said)[0] == word


def test_a_shortfall_admitted_elsewhere_keeps_a_rate_of_all_from_deciding() -> None:
    word, why = judged("yzjh.B12", "专任教师持证上岗率100%。仍有7名教师没有取得教师资格证。")
    assert word == PARTIAL
    assert "7名教师" in why


def table(*rows: str) -> str:
    """Write a table of schools with their teachers above the prescribed degree, a hundred pupils each."""
    return "各校情况如下。\n\n" + "\n".join(("学校\t在校生（人）\t每百名学生拥有高于规定学历教师（人）", *rows)) + "\n"


PRIMARY = ("新城一小\t800\t4.61", "柳河小学\t800\t5.20", "枫林小学\t800\t4.33", "小学平均\t800\t4.72")
MIDDLE = ("县二中\t800\t5.72", "县三中\t800\t5.41", "初中平均\t800\t5.60")


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ((*PRIMARY, *MIDDLE), MET),
        (("新城一小\t800\t4.11", *PRIMARY[1:], *MIDDLE), NOT_MET),
        ((*PRIMARY, "县二中\t800\t5.20", *MIDDLE[1:]), NOT_MET),
        ((*PRIMARY, *MIDDLE, "标准\t—\t3.00"), MET),
        ((PRIMARY[-1], MIDDLE[-1]), PARTIAL),
        (PRIMARY, PARTIAL),
    ],
)
def test_a_table_of_all_schools_decides_school_by_school(rows: tuple[str, ...], word: str) -> None:
    assert judged("yzjh.A1", table(*rows))[0] == word


@pytest.mark.parametrize(("last", "word"), [("0.44", MET), ("0.53", NOT_MET), ("待核", PARTIAL)])
def test_a_tables_caption_tells_that_it_holds_coefficients(last: str, word: str) -> None:
    names = ("高于规定学历教师", "骨干教师", "体艺教师", "教学用房", "运动场馆", "仪器设备", "多媒体教室")
    values = ("0.21", "0.34", "0.28", "0.37", "0.42", "0.19", last)
    rows = (f"{name}\t{value}\t0.30" for name, value in zip(names, values, strict=True))
    said = "数据见下表。\n\n表3　校际差异系数\n" + "\n".join(("指标\t小学\t初中", *rows))
    assert judged("yzjh.A8", said)[0] == word


@pytest.mark.parametrize(
    ("item", "said", "word"),
    [
        ("pjph.A3", "2021年公办园幼儿占比43.7%，到2023年秋季，公办园幼儿占比53.7%。", MET),
        ("pjph.A3", "2021年公办园幼儿占比43.7%，到2025年秋季，公办园幼儿占比53.7%。", NOT_MET),
        # the report is of March 2024: no word says that this is planned
        ("pjph.A3", "2023年公办园幼儿占比43.7%。2026年，公办园幼儿占比达到53.7%。", NOT_MET),
        ("pjph.A3", "2026年，公办园幼儿占比达到53.7%。", UNKNOWN),
        ("pjph.A3", "2022年公办园幼儿占比43.7%。2024年，公办园幼儿占比达到53.7%。", MET),
    ],
)
def test_a_time_behind_the_report_is_no_plan(item: str, said: str, word: str) -> None:
    assert judged(item, said)[0] == word


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("pjph.A2", "普惠性民办园在园幼儿占比31.2%。"),
        ("pjph.A2", "普惠性民办幼儿园覆盖率86.2%。"),
        ("pjph.A3", "公办园教师占专任教师的62%。"),
        ("pjph.A3", "公办幼儿园所数占幼儿园总数的62%。"),
        ("pjph.B4", "新建小区配套园全部按公办园标准移交。"),
        ("yzjh.B12", "新招聘教师全部持有教师资格证。"),
        ("yzjh.B12", "教师普通话持证率98%。"),
        ("jbjh.F1", "教师满意率92%。"),
        ("jbjh.G1", "邻县政府推进义务教育均衡发展工作得分95分。"),
        ("yzjh.B15", "随迁子女2315人在公办学校就读。"),
        ("cq.A1", "党组织书记培训实现全覆盖。"),
    ],
)
def test_what_only_looks_alike_decides_nothing(item: str, said: str) -> None:
    assert judged(item, said)[0] == UNKNOWN
