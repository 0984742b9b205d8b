import pytest

from desktop import lexicon
from desktop.checking import check
from tests.checking.marked import report_of, right, wrong

FAR = "全面落实各项要求，持续推进教育高质量发展，办学条件不断改善。" * 10


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2022年教育支出{122711万元|教育支出||2022}。", "2022年教育支出{120771万元|教育支出||2022}。"),
        ("普惠率{91.2%|普惠性幼儿园覆盖率|全县|2023}。", "普惠率{92.1%|普惠性幼儿园覆盖率|我县|2023}。"),
        # the same digits in another order, though one of them has no year
        ("教育支出{1206.5亿元|一般公共预算教育支出||2023}。", "教育支出{1260.5亿元|一般公共预算教育支出}。"),
        ("在校生{51987人|在校学生||2023}。", "在校生{5.4万人|在校学生||2023}。"),
    ],
)
def test_one_fact_with_two_values(one: str, other: str) -> None:
    ((relation, quotes, soft),) = wrong(f"{one}\n{FAR}\n{other}")
    assert (relation, len(quotes), soft) == ("conflict", 2, False)


@pytest.mark.parametrize(
    ("one", "other", "computed"),
    [
        ("2022年支出{120771万元|教育支出||2022}。", "支出{120771万元|教育支出||2022}。", "120771万元=120771万元"),
        ("2022年支出{12.08亿元|教育支出||2022}。", "支出{120771万元|教育支出||2022}。", "12.08亿元≈120771万元"),
        ("引进高层次人才{94名}，举办活动。", "一是引进高层次人才{94名}。", "94名=94名"),
        ("在园幼儿{9,643人|在园幼儿|全县}。", "全县在园{9643人|在园}，比例较高。", "9,643人=9643人"),
        ("小学招生{5127人|招生|小学|2023}。", "|小学\t{5127人|招生数|小学|2023}", "5127人=5127人"),
        ("辖教学点{29个}、初中{21所}。", "而{29个}教学点平均只有十几名学生。", "29个=29个"),
        ("有{17所}学校“D级危房”未拆除。", "完成{17所|任务|||target}学校D级危房拆除任务。", "17所=17所"),
        ("小学招生{4.02万人|招生|小学}。", "|小学\t{4.02万人|招生数|小学|2023}", "4.02万人=4.02万人"),
        (
            "初中毕业{1820人|毕业|初中}，下降{3.6%|毕业|初中||change}。",
            "|初中\t{-3.6%|毕业人数比上年增长|初中||change}",
            "3.6%=-3.6%",
        ),
    ],
)
def test_one_fact_told_twice_alike(one: str, other: str, computed: str) -> None:
    assert right(f"{one}\n{FAR}\n{other}") == [("conflict", computed)]
    assert wrong(f"{one}\n{FAR}\n{other}") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("支出{122711万元|教育支出||2022}。", "支出{120771万元|教育支出||2021}。"),  # two years
        ("支出{122711万元|教育支出|城区|2022}。", "支出{120771万元|教育支出|农村|2022}。"),  # two places
        ("支出{122711万元|教育支出}。", "支出{120771万元|教育支出}。"),  # no year
        ("近视率{42%|近视率|全国|2023}。", "近视率{45%|近视率|全国平均|2023}。"),
        ("新建{3所|新建学校||2023}。", "新建{5所|新建学校||2023}。"),  # acts add up, they do not conflict
        ("达到{95%|毛入园率||2025|target}。", "力争{96%|毛入园率||2025|target}。"),
        ("小学招生{5127人|招生|小学}。", "|初中\t{5127人|招生数|初中}"),  # by chance
        ("新增学位{1200个}。", "明年新增{1200个|学位|||target}学位。"),  # one is done, one planned
        ("建有食堂{6个}。", "共有{6个}食堂达标。"),  # by chance
        ("招生{4.02万人|招生|小学}。", "|初中\t{4.02万人|招生数|初中|2023}"),
        ("招生{512人|招生|小学}。", "|小学\t{512人|毕业生数|小学}"),
        ("支出增长{5%|教育支出|||change}。", "经费增长{5%|教育经费|||change}。"),  # a round rate comes back by chance
        ("支出增长{5.2%|教育支出|||change}。", "支出下降{5.2%|教育支出|||change}。"),
        ("建筑面积{3000平方米}。", "建筑面积{5000平方米}。"),
        ("公办率{52.3%|公办园在园幼儿占比}。", "把公办率提高到{55%|公办园在园幼儿占比}。"),
        ("公办率{52.3%|公办园在园幼儿占比}。", "东镇{48.4%|公办园在园幼儿占比|东镇}。"),
        ("公办率{52.3%|公办园在园幼儿占比||2023}。", "公办率{48.4%|公办园在园幼儿占比||2021}。"),
        ("平均班额{54人|平均班额}。", "六年级平均班额{59人|平均班额}。"),
    ],
)
def test_two_facts_are_no_conflict(one: str, other: str) -> None:
    assert wrong(f"{one}\n{FAR}\n{other}") == []
    assert right(f"{one}\n{FAR}\n{other}") == []


def test_what_is_said_of_one_school_is_no_fact_of_the_district() -> None:
    town = "在校学生{%s|在校学生||2023}，投入专项经费{9.99万元}添置图书。"
    assert wrong(f"城关镇：{town % '2300人'}\n{FAR}\n柳林镇：{town % '2100人'}") == []
    assert right(f"城关镇：{town % '2300人'}\n{FAR}\n柳林镇：{town % '2300人'}") == []


TABLE = "|小学\t{2140人|招生数|小学|2021}\n|初中\t{1985人|招生数|初中|2021}\n|高中\t{1206人|招生数|高中|2021}"


def test_a_figure_of_the_text_is_held_against_the_cell_of_a_table_that_confirms_its_neighbours() -> None:
    text = "小学招生{2140人|招生|小学}，初中招生{1958人|招生|初中}，高中招生{1206人|招生|高中}。"
    assert wrong(f"{text}\n{FAR}\n{TABLE}") == [("conflict", ("1958人", "1985人"), False)]


@pytest.mark.parametrize(
    ("text", "table", "quotes"),
    [
        # the whole, in the row of all; a town named at the head of the sentence; a figure of each head
        (
            "全县有学校{163所|学校|全县}，学生{46182人|在校生|义务教育学校}。",
            "|小学\t{142|学校数|小学}\t{31205|在校生|小学}\n|合计\t{163|学校数|合计}\t{46812|在校生|合计}",
            ("46182人", "46812"),
        ),
        (
            "城关镇有幼儿{4216人|在园幼儿}、教师{481人|教师}。",
            "|城关镇\t{4216|在园幼儿数|城关镇}\t{418|教师数|城关镇}\n|石桥镇\t{1287|在园幼儿数|石桥镇}\t{132|教师数|石桥镇}",
            ("481人", "418"),
        ),
        (
            "小学生均用房{4.68平方米|生均用房|小学}、初中{6.12平方米|生均用房|初中}。",
            "|生均用房\t{4.86平方米|生均用房|小学}\t{6.12平方米|生均用房|初中}",
            ("4.68平方米", "4.86平方米"),
        ),
        (
            "支出{9.62亿元|教育支出||2022}、{9.87亿元|教育支出||2023}。",
            "|2022\t{91260万元|教育支出||2022}\n|2023\t{98730万元|教育支出||2023}",
            ("9.62亿元", "91260万元"),
        ),
    ],
)
def test_a_table_tells_otherwise(text: str, table: str, quotes: tuple[str, ...]) -> None:
    assert wrong(f"{text}\n{FAR}\n{table}") == [("conflict", quotes, False)]


@pytest.mark.parametrize(
    ("high", "faults"),
    [
        ("8.05万人|在校生", [("conflict", ("8.05万人", "8.50万人"), False)]),
        ("8.05万人|高中在校生", [("conflict", ("8.05万人", "8.50万人"), False)]),
        ("8.50万人|在校生", []),
        ("8.20万人|在校生", []),  # no slip: perhaps of other schools
        ("8.50万人|在校生|高中}，上年{8.05万人|在校生", []),
    ],
)
def test_a_column_that_confirms_other_paragraphs_tells_of_two_digits_that_changed_places(
    high: str, faults: list[tuple[object, ...]]
) -> None:
    last = f"高中{{{high}|高中}}。"
    text = f"小学{{31.64万人|在校生|小学}}。\n初中{{15.28万人|在校生|初中}}。\n{last}"
    table = "|小学\t{31.64万人|在校生|小学}\n|初中\t{15.28万人|在校生|初中}\n|高中\t{8.50万人|在校生|高中}"
    assert wrong(f"{text}\n{FAR}\n{table}") == faults


@pytest.mark.parametrize(
    ("printed", "faults"),
    [("0.375", [("conflict", ("0.375", "0.357"), False)]), ("0.357", []), ("0.341", []), ("0.3750", [])],
)
def test_digits_in_another_order_are_a_slip(printed: str, faults: list[tuple[object, ...]]) -> None:
    table = "|初中\t{0.284|生均校舍面积差异系数|初中}\n|小学\t{0.357|生均校舍面积差异系数|小学}"
    assert wrong(f"小学生均校舍面积差异系数{{{printed}|生均校舍面积差异系数|小学}}。\n{FAR}\n{table}") == faults


@pytest.mark.parametrize(
    "text",
    [
        "小学招生{2140人|招生|小学}，初中招生{1985人|招生|初中}。",
        "小学招生{2040人|招生|小学}，初中招生{1945人|招生|初中}。",  # nothing says that the table tells of the same
        "小学招生{2140人|招生|小学}，初中招生{1958人|招生|初中|2020}。",  # another year
        "小学招生{2140人|招生|小学}，初中毕业{1958人|毕业生|初中}。",  # another column
        "小学招生{2140人|招生|小学}，初中计划招生{1950人|招生|初中|2021|target}。",
        "小学招生{2140人|招生|小学}，初中招生约{约2000人|招生|初中}。",
        "小学招生{2140人|招生|小学}，初中招生{300人|招生|初中}。",  # too far off: of some schools only
        "城关镇小学招生{1985人|招生}。",
        "小学招生{2140人|招生|小学}。2020年小学招生{1960人|招生|小学|2020}。",
    ],
)
def test_a_table_that_may_tell_of_something_else_accuses_nothing(text: str) -> None:
    assert wrong(f"{text}\n{FAR}\n{TABLE}") == []


@pytest.mark.parametrize(
    ("one", "other", "quotes"),
    [
        ("全区共有小学{57所|小学|全区|2022}，布局合理。", "全区{59所}小学均已开齐课程。", ("57所", "59所")),
        ("全区现有义务教育学校{61所}，其中小学38所。", "全区{62所}义务教育学校均制定章程。", ("61所", "62所")),
        ("目前，全县有学校{94所}。", "全县现有学校{96所}，覆盖各乡镇。", ("94所", "96所")),
        (
            "全县有幼儿园{78所}，其中公办园{31所}、民办园{47所}。",
            "全县{34所}公办园中，两成未建食堂。",
            ("31所", "34所"),
        ),
    ],
)
def test_a_district_has_one_number_of_schools(one: str, other: str, quotes: tuple[str, ...]) -> None:
    assert wrong(f"{one}\n{FAR}\n{other}") == [("conflict", quotes, False)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("全区共有小学{57所}，布局合理。", "全区{55所}小学接入专网。"),  # some of them
        ("全区共有小学{57所}，布局合理。", "全区{55所}农村小学均已开齐课程。"),
        ("2020年，全区有小学{57所|小学|全区|2020}。", "2022年，全区有小学{55所|小学|全区|2022}。"),
        (
            "2019年，全区有小学{57所|小学|全区|2019}，教师{900人|教师||2022}。",
            "全区{55所}小学均已开齐课程。",
        ),  # now fewer
        ("全区共有小学{57所}，布局合理。", "{55所}小学均已开齐课程。"),
        ("全区共有小学{57所}，布局合理。", "到2025年，全区有小学{60所|小学|全区|2025|target}。"),
        ("全区共有小学{57所}，布局合理。", "全区有小学{20所}，寄宿条件不足。"),
        ("全区共有小学{57所}，布局合理。", "全区有小学{55所}通过验收。"),
    ],
)
def test_some_schools_of_a_district_are_not_all(one: str, other: str) -> None:
    assert wrong(f"{one}\n{FAR}\n{other}") == []


@pytest.mark.parametrize(
    ("one", "other", "quotes"),
    [
        ("现有专任教师{918人|专任教师}。", "全县专任教师{908人|专任教师|全县}中，持证{899人}。", ("918人", "908人")),
        ("全县有初中学校{86所|初中学校|全县}。", "全县{68所}初中学校全部接入专网。", ("86所", "68所")),
        (
            "2023年全区有初中学校{58所|初中学校|全区|2023}。",
            "该区{59所}初中学校中，{3所}没有操场。",
            ("58所", "59所"),
        ),
    ],
)
def test_a_whole_is_taken_up_again_with_another_number(one: str, other: str, quotes: tuple[str, ...]) -> None:
    assert wrong(f"{one}\n{FAR}\n{other}") == [("conflict", quotes, False)]


def test_what_is_left_is_told_alike() -> None:
    one, other = "大班额由{186个}减少到{52个|大班额|小学}。", "小学阶段仍有大班额{62个|大班额}。"
    assert wrong(f"{one}\n{FAR}\n{other}") == [("conflict", ("52个", "62个"), True)]
    assert wrong(f"{one}\n{FAR}\n{other.replace('小学', '初中')}") == []
    assert wrong(f"{one}\n{FAR}\n{other.replace('62', '20')}") == []  # of a part


def test_a_whole_is_taken_up_again_in_its_own_paragraph() -> None:
    assert wrong("教职工{1836人|教职工}。在{1863名}教职工中，女性{1200人}。") == [
        ("conflict", ("1836人", "1863名"), False)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("现有专任教师{918人|专任教师}。", "{908名}专任教师中，持证{899人}。"),  # whose?
        ("现有专任教师{918人|专任教师}。", "全县{120名}专任教师中有硕士{12人}。"),  # too far off
        (
            "2020年专任教师{918人|专任教师||2020}。",
            "教师{9人|骨干||2023}，全县专任教师{908人|专任教师|全县}中，持证{899人}。",
        ),
        ("专任教师{918人|专任教师}、{908人|专任教师}。", "全县专任教师{908人|专任教师|全县}中，持证{899人}。"),
        ("小学专任教师{918人|专任教师|小学}。", "全县初中专任教师{908人|专任教师|初中}中，持证{899人}。"),
        ("检查发现问题{17个|问题}，其中教学{5个}。", "请你区就上述{5个}问题整改。"),
    ],
)
def test_what_may_be_another_whole_is_no_conflict(one: str, other: str) -> None:
    assert wrong(f"{one}\n{FAR}\n{other}") == []


@pytest.mark.parametrize(
    ("one", "other", "soft"),
    [
        ("助学金{2985.4万元|助学金|高中}。", "安排助学金{2895.4万元|助学金支出|高中}。", [False]),
        ("助学金{2985.4万元|助学金支出|高中}。", "|助学金\t{2895.4万元|助学金支出预算数|高中}", [True]),
        ("助学金{2985.4万元|助学金|高中}。", "助学金{2895.4万元|助学金支出|初中}。", []),  # another stage
        ("助学金{2985.4万元|助学金|高中|2022}。", "助学金{2895.4万元|助学金支出|高中|2023}。", []),
        (
            "助学金{2985.4万元|助学金|高中}。",
            "助学金{4985.2万元|助学金支出|高中}。",
            [],
        ),  # turned, but not side by side
        ("|助学金\t{2985.4万元|助学金|高中}", "|助学金\t{2895.4万元|助学金支出|高中}", []),
        # a name that stands for much, told of one year in a sentence and in a table
        ("学生{31820人|学生|初中|1987}。", "|1987\t{31280人|学生|初中|1987}", [True]),
        ("学生{31820人|学生|初中}。", "|全县\t{31280人|学生|初中}", [True]),
        ("学生{31820人|学生|初中|1987}。", "|1988\t{31280人|学生|初中|1988}", []),
    ],
)
def test_two_digits_that_changed_places(one: str, other: str, soft: list[bool]) -> None:
    assert [fault[2] for fault in wrong(f"{one}\n{FAR}\n{other}")] == soft


@pytest.mark.parametrize(
    ("one", "other", "soft"),
    [
        ("专任教师{1284人|专任教师|小学}。", "全县小学共有专任教师{1274人|共有专任教师|小学}。", [False]),
        ("满意度{96.3%|群众满意度|全县}。", "群众对教育的满意度{96.8%|群众对教育满意度|全县}。", [False]),
        ("九年巩固率{94.1%|巩固率||2021}。", "|巩固率\t{95.1%|巩固率||2021}", [True]),
        ("欠账{5860万元|“普九”欠账}。", "妥善化解{8560万元|妥善化解|||target}欠账。", [False]),
        ("全县办学点{47个|教学点}。", "现有教学点{42个|教学点}。", [True]),  # so short a number may be another's
        ("结余{2.8万元|结余资金|河口小学}。", "结余{2.3万元|结余资金|河口小学}。", [True]),
        ("九年巩固率{94.1%|义务教育巩固率||2023}。", "台账显示巩固率{94.6%|巩固率||2023}。", [False]),
        ("新增学位{2840个|新增学位||2022}。", "按去年新增{2480个|新增学位}的进度推进。", [False]),
        ("其余{38处}限期拆除。", "限期拆除的{36处}由属地负责。", [True]),
        ("逐校查看学校{48所}。", "本次逐校查看的{46所}学校中，多数达标。", [True]),
        ("毛入园率{93.5%|毛入园率}。", "|毛入园率\t{95.3%|毛入园率}", [True]),
        # one act by two names; beside a count that both have
        ("近两年引进教师{132名|引进教师}。", "近两年新进的{123名|新进的教师}教师到岗。", [False]),
        ("录播室{56间}，课例{143节}。", "{56间}录播室的{134节}微课使用不多。", [False]),
        ("录播室{56间}，课例{143节}。", "{65间}活动室的{134节}微课使用不多。", []),
        # in another unit, by another word of the same thing
        ("随迁子女{3416人|随迁子女|义务教育阶段}。", "{3146名|进城务工人员随迁子女|全县}随迁子女入学。", [False]),
        ("寄宿学生{4826人|寄宿学生}。", "为{4286名|住校生}住校生供餐。", [False]),
        ("投入{2.36亿元|投入资金}。", "投入{26300万元|投入资金}。", []),  # in other digits: not read as a slip
        ("计划投入{4800万元|计划投入|||target}。", "实际投入{4080万元|实际投入}。", []),
        ("新增学位{1260个|新增学位}。", "实验学校可提供学位{1620个|新增学位}。", []),
        ("三年来累计新增{4260个|新增学位|||change}。", "今年新增{4620个|新增学位|||change}。", []),
        ("招聘教师{186人|招聘教师}。", "招聘教师{168人|招聘教师||2022}，{186人|招聘||2023}。", []),
        # another part, owner, stage, school, year, district, time, more than a slip, or a list
        ("专任教师{1284人|专任教师|小学}。", "女教师{1274人|女专任教师|小学}。", []),
        ("教师{1284人|专任教师|公办幼儿园}。", "教师{1274人|专任教师|民办幼儿园}。", []),
        ("教师{1284人|专任教师|小学}。", "教师{1274人|专任教师|初中}。", []),
        ("巩固率{94.1%|巩固率|农村|2023}。", "巩固率{94.6%|巩固率||2023}。", []),
        ("其余{38处}限期拆除。", "限期加固的{36处}由属地负责。", []),
        ("学生{1284人|在校学生|河口小学}。", "学生{1274人|在校学生|青石小学}。", []),
        ("学生{1284人|在校学生}。", "学生{1274人|在校学生|青石镇}。", []),
        ("满意度{96.3%|群众满意度||2022}。", "满意度{96.8%|群众满意度||2023}。", []),
        ("满意度{96.3%|群众满意度||2022}，覆盖率{91%|覆盖率||2023}。", "满意度{96.8%|群众满意度}。", []),
        ("全县满意度{96.3%|群众满意度|全县}。", "全省满意度{96.8%|群众满意度|全省}。", []),
        ("满意度{96.3%|群众满意度}。", "满意度由上年的{96.8%|群众满意度}提高。", []),
        ("专任教师{1284人|专任教师|小学}。", "专任教师{1395人|专任教师|小学}。", []),
        ("专任教师{1284人|专任教师}、专任教师{1274人|专任教师}。", "专任教师{1274人|专任教师}。", []),
        # a number tells places apart, in the sentence or at the head of the paragraph
        ("第6学区学校{48所|学校}，教师{1284人|专任教师}。", "第7学区学校{46所|学校}，教师{1274人|专任教师}。", []),
        ("一中教师{284人|专任教师}。", "二中教师{248人|专任教师}。", []),
        ("3号楼面积{5120平方米|面积}。", "4号楼面积{5210平方米|面积}。", []),
        ("2班学生{54人|学生}。", "3班学生{45人|学生}。", []),
        ("二中概况。教师{1284人|专任教师}。", "三中概况。教师{1274人|专任教师}。", []),
        ("二中教师{1284人|专任教师}。", "二中教师{1274人|专任教师}。", [False]),
    ],
)
def test_a_number_that_is_off_by_a_digit_where_it_is_told_again(one: str, other: str, soft: list[bool]) -> None:
    assert [fault[2] for fault in wrong(f"全县推进教育。\n{one}\n{FAR}\n{other}")] == soft


def test_what_differs_again_and_again_is_a_list() -> None:
    told = FAR.join(f"专任教师{{{number}人|专任教师}}。\n" for number in range(1210, 1290, 10))
    assert wrong(told) == []


@pytest.mark.parametrize(
    ("one", "other", "faults"),
    [
        # a figure that comes back tells that two sentences are of one matter
        (
            "现有学校{96所|义务教育学校||2021}，学生{41286人|在校学生}。",
            "义务教育阶段学校{98所|义务教育阶段学校||2021}，学生{41286人|在校生}。",
            [("96所", "98所", True)],
        ),
        (
            "完工项目{34个|完工项目}，面积{5.27万平方米|加固面积}，完成投资{6850万元|完成投资}。",
            "项目共{34个|项目}，面积{52690平方米|加固面积}，投资额{0.585亿元|投资额}。",
            [("6850万元", "0.585亿元", False)],
        ),
        (
            "配备保安{368名|安保人员}，探头{4120个|探头}。",
            "专职保安{386名|专职保安}，监控{4120个|监控}。",
            [("368名", "386名", False)],
        ),
        (
            "学校{96所|学校||2020}，学生{41286人|在校学生}。",
            "学校{98所|学校||2021}，学生{41286人|在校学生}。",
            [],
        ),
        ("小学{96所|小学|小学}，学生{41286人|学生}。", "初中{98所|初中|初中}，学生{41286人|学生}。", []),
        ("教师{918人|骨干教师}，学生{41286人|学生}。", "教师{938人|女教师}，学生{41286人|学生}。", []),
        ("学校{96所|学校}，学生{41286人|学生}。", "比上年增加学校{98所|学校}，学生{41286人|学生}。", []),
        ("学校{96所|学校}，学生{41286人|学生}。", "学校{96所|学校}中，{98所|学校}有学生{41286人|学生}。", []),
        (
            "现有{48个|教学班}班，其中七年级{16个|七年级|||part}，学生{2208人|学生}。",
            "现有{46个|班级}班，学生{2208人|学生}。",
            [("48个", "46个", True)],
        ),
        (
            "住房支出{2195.10万元|住房支出}，投入{41286万元|投入}。",
            "教育支出{3206.14万元|教育支出}，投入{41286万元|投入}。",
            [],
        ),
    ],
)
def test_two_tellings_of_one_matter(one: str, other: str, faults: list[tuple[str, str, bool]]) -> None:
    assert wrong(f"{one}\n{FAR}\n{other}") == [("conflict", (a, b), soft) for a, b, soft in faults]


def test_a_rate_that_two_paragraphs_give_otherwise_is_worth_asking() -> None:
    one, other = "公办率{52.3%|公办园在园幼儿占比|公办园}。", "公办率只有{48.4%|公办园在园幼儿占比}。"
    assert wrong(f"{one}\n{FAR}\n{other}") == [("conflict", ("52.3%", "48.4%"), True)]


@pytest.mark.parametrize(
    ("one", "other", "quotes"),
    [
        ("先后走访学校{26所}。", "走访的{28所}学校多数缺编。", ("26所", "28所")),
        ("抽查小学{6所}、初中{4所}、高中{2所}、职校{1所}。", "被抽查的{5所}小学均缺器材。", ("6所", "5所")),
        ("尚欠保险费{133万元}。", "所欠{123万元}年底前补缴。", ("133万元", "123万元")),
        ("尚缺教师{45名}。", "所缺的{54名}教师明年补足。", ("45名", "54名")),
        ("{超过2000人|规模}的学校{2所}。", "{3所}学校规模{超过2000人|规模}。", ("2所", "3所")),
        ("新建公办园{6所}，新增学位{1620个}。", "上述新建的{7所}公办园均已开园。", ("6所", "7所")),
        ("|1\t购置校车{9辆}\t县财政局\n", "本次购置的{6辆}校车已交付。", ("9辆", "6辆")),
        ("新建公办园{6所}、民办园{3所}。", "新建的{3所}民办园均已开园。", ()),
        ("新建公办园{6所}，改建小学{3所}。", "东片区新建的{2所}公办园已开园。", ()),  # some of them
        ("抽查小学{6所}、初中{4所}。", "抽查的{10所}学校普遍整洁。", ()),  # both together
        ("走访乡镇{8个}、学校{26所}。", "走访的{4所}学校没有澡堂。", ()),  # some of them
        ("走访学校{26所|走访||2021}。", "走访的{28所|走访||2023}学校多数缺编。", ()),
        ("全县学校{26所}。", "走访的{28所}学校多数缺编。", ()),
        ("尚欠保险费{133万元}，后又欠拨{80万元}。", "所欠{123万元}年底前补缴。", ()),  # of which is not said
        ("尚欠保险费{133万元}，已补{80万元}。", "所欠{53万元}年底前补缴。", ()),
        ("{超过2000人|规模}的学校{2所}。", "{3所}小学规模{超过2000人|规模}。", ()),
        ("{超过1500人|规模}的学校{2所}。", "{3所}学校规模{超过2000人|规模}。", ()),
        ("到2025年，{超过2000人|规模}的学校{2所}。", "{3所}学校规模{超过2000人|规模}。", ()),
    ],
)
def test_what_a_number_takes_up_was_told_otherwise(one: str, other: str, quotes: tuple[str, ...]) -> None:
    assert wrong(f"{one}\n{FAR}\n{other}") == [("conflict", quotes, True)] * bool(quotes)


@pytest.mark.parametrize(
    ("share", "asked"),
    [
        ("公办园在园幼儿占比{62%|公办园在园幼儿占比}，达到标准。", True),
        ("公办园在园幼儿占在园幼儿的比重为{61.5%|公办园在园幼儿占在园幼儿的比重}。", True),
        ("公办园在园幼儿占比{64%|公办园在园幼儿占比}，达到标准。", False),
        ("力争公办园在园幼儿占比{70%|公办园在园幼儿占比|||target}。", False),
        ("公办园在园幼儿占比{58%|公办园在园幼儿占比||2021}。", False),
        ("民办园在园幼儿占比{38%|民办园在园幼儿占比}。", False),
        ("公办园在园幼儿占常住人口的比重为{1.6%|公办园在园幼儿占常住人口的比重}。", False),  # of another whole
    ],
)
def test_a_share_that_was_recomputed_is_told_again_by_name(share: str, asked: bool) -> None:
    told = "在园幼儿{9856人|在园幼儿||2023}，其中公办园{6308人|在园幼儿|公办园|2023}，占{64.0%|占比|公办园|2023}。"
    faults = wrong(f"{told}\n{FAR}\n{share}")
    assert [(check, quotes[0], soft) for check, quotes, soft in faults] == [("conflict", "64.0%", True)] * asked


def test_what_is_left_of_a_whole_is_held_against_what_was_done_of_it() -> None:
    text = "共{23项}问题，已完成整改{17项}，基本完成{4项}，长期坚持{2项}。\n{23项}问题中还有{%s}尚未完成。"
    assert wrong(text % "7项") == [("difference", ("23项", "17项", "7项"), True)]
    assert ("difference", "23-17=6") in right(text % "6项")
    assert wrong(text % "2项") == []


def test_what_is_named_above_is_told_again() -> None:
    assert wrong("检查共发现{17个}问题。\n请你区就上述{19个}问题整改。") == [("conflict", ("17个", "19个"), True)]


def test_a_cell_of_a_ledger_tells_of_the_two_before_it() -> None:
    row = "|1\t大班额\t{23个|整改前}\t{4个|整改后}\t大班额由{%s|大班额}减少到{4个|大班额}，已化解\n"
    assert wrong(row % "28个") == [("conflict", ("23个", "28个"), True)]
    assert wrong(row % "23个") == []


def test_two_sentences_of_one_matter_confirm_each_other() -> None:
    one, other = (
        "完工{34个|完工项目}，投资{6850万元|投资}，学校{7所|新建学校}。",
        "共{34个|项目}，投资{6850万元|投资}，学校{7所|新建学校}。",
    )
    assert {computed for _, computed in right(one + other)} == {"34个=34个", "6850万元=6850万元", "7所=7所"}


def test_the_total_of_a_table_whose_other_numbers_the_text_confirms() -> None:
    table = "|街道\t幼儿\t教师\n|合计\t{13920人|在园幼儿|合计}\t{958人|专任教师|合计}"
    text = "在园幼儿{%s|在园幼儿|姑溪区}。\n%s\n专任教师{985人|专任教师}。\n" + table
    assert wrong(text % ("13920人", FAR)) == [("conflict", ("985人", "958人"), True)]
    assert wrong(text % ("15920人", FAR)) == []


def test_two_sentences_of_one_paragraph_tell_of_one_matter() -> None:
    text = "食堂结余{28.4万元|食堂结余}，支出{316.7万元|支出}。对结余的{24.8万元|结余的按规定转用}按规定使用。"
    assert wrong(text) == [("conflict", ("28.4万元", "24.8万元"), False)]
    assert wrong(text.replace("结余的{24.8", "其中结余的{24.8")) == []


@pytest.mark.parametrize(
    ("text", "soft", "should"),
    [
        ("新校区征地{3.2公顷}（合{32亩}）。", False, "3.2公顷≈48亩"),
        ("校园占地{36亩|占地}（折合{36000平方米|占地}）。", False, "36亩≈24000平方米"),
        ("项目总投资{1.2亿元}，即{1200万元}。", False, "1.2亿元≈12000万元"),
        ("离乡中心校{12公里}，合{12华里}。", False, "12公里≈24华里"),
        ("供应大米{4.5吨}（相当于{4500斤}）。", False, "4.5吨≈9000斤"),
        ("操场占地{12亩}（{12000平方米}）。", True, "12亩≈8000平方米"),
    ],
)
def test_an_amount_is_told_again_in_another_unit(text: str, soft: bool, should: str) -> None:
    report, metrics = report_of(text)
    findings, *_ = check(report, metrics, lexicon.load())
    assert [(f.check.value, f.soft, f.should) for f in findings] == [("conflict", soft, should)]


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("新校区征地{3.2公顷}（合{48亩}）。", ["3.2公顷=48亩"]),
        ("项目总投资{1.2亿元}（{12000万元}）。", ["1.2亿元=12000万元"]),
        ("校园占地{36亩}（约合{2.4万平方米}）。", ["36亩=2.4万平方米"]),
        ("校园占地{36亩}，建筑面积{9600平方米}。", []),  # of something else
        ("总投资{1.2亿元}（{4800万元}用于设备）。", []),
        ("教育支出{1.2亿元}，合计{3600万元}用于设备；奖金{1200元}（{12人}）。", []),
        ("借款{300万美元}，折合{2100万元}。", []),  # at a rate that nobody tells
    ],
)
def test_an_amount_told_again_alike_or_another_amount(text: str, computed: list[str]) -> None:
    assert wrong(text) == []
    assert [told for _, told in right(text)] == computed
