"""Claims bound to operands by their scores: what no rule of its own explains is ticked, doubted or left."""

from decimal import Decimal

import pytest

from desktop.checking.binding.slips import slipped
from tests.checking.marked import right, wrong


@pytest.mark.parametrize(
    ("told", "meant", "slip"),
    [
        ("43.9", "49.3", True),  # two digits changed places
        ("63", "53", True),  # one digit mistyped
        ("1850", "185", True),  # one digit too many
        ("96.2", "95.8", True),  # nearly right
        ("87.4", "31.2", False),
        ("4", "9", False),  # any one digit is another with one mistyped
    ],
)
def test_slips_of_the_pen_are_told_from_other_numbers(told: str, meant: str, slip: bool) -> None:
    assert slipped(Decimal(told), Decimal(meant)) is slip


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        # the whole stands in another sentence, or behind other figures
        ("持证教师{642人|持证教师}。全县教师{856人|教师}，其中骨干{96人}，占{11.21%}。", "96/856=11.215%"),
        ("抽查食堂{92家|食堂}。其中亮证{69家}、整改{23家}，亮证率{75.00%}。", "69/92=75.000%"),
        # amounts for each, in any order of their three figures
        ("科研经费{28.7亿元}。高校教师{4.86万人}，师均{5.9万元}。", "28.7亿元/4.86万人=5.9053"),
        ("场地维修{3680万元}，涉及学校{23所}，校均{160万元}。", "3680万元/23所=160"),
        ("三年流失{427名}，年均{142.3名}。", "427/3=142.33"),
        ("五年来共投入{31.2亿元}，平均每年{6.24亿元}。", "31.2/5=6.240"),
        # lists of shares; what a share is counted by
        ("配套园{652所}。其中公办{298所}、民办{354所}，分别占{45.7%}、{54.3%}。", "298/652=45.71%"),
        ("抽查食堂{92家|食堂}，不合格{23家}，占{25%}。", "23/92=25.0%"),
        ("在园{6200人}，按适龄儿童{12000人}测算，占比为{51.67%}。", "6200/12000=51.667%"),
        # a gap whose amounts stand sentences before
        ("摸排隐患{243处}。截至上月底已整改{159处}，尚有{84处}。", "243-159=84"),
        ("建设项目{31个}，其中新建{8个}、改扩建{17个}、加固{6个}，投资{3亿元}。", "8+17+6=31"),
        # what was, sentences before, of its own name and year, or of 上年; over several years; told behind
        (
            "2020年末园{318所|幼儿园||2020}，幼儿{7.42万人|幼儿||2020}。"
            "2023年末园{334所|幼儿园||2023}，增长{5.0%|幼儿园||2023|change}。",
            "334/318-1=5.03%",
        ),
        ("去年同期在校生{9420人|在校生}。今年秋季{9012人|秋季}，同比减少{408人}。", "9012-9420=-408"),
        ("2019年办学点{96个|办学点||2019}，到2023年撤并为{61个||||target}，四年减少{35个}。", "61-96=-35"),
        ("高级教师占比从{21.35%|占比}提高到{26.70%|占比}，三年提高{5.35个百分点}。", "26.70-21.35=5.35"),
        ("编制总量从{3140名|编制}扩充至{3390名|扩充}，净增编制{250名}。", "3390-3140=250"),
        ("缺编{84人}：核定编制{1260人|编制}，在编在岗{1176人}。", "1260-1176=84"),
        ("食堂收入{318.6万元}，支出{311.2万元}，盈余{7.4万元}。", "318.6-311.2=7.4"),
        # a list of shares with its whole between, or behind it
        ("硕士{90人}、本科{540人}、专科{120人}，分别占教师{750人}的{12%}、{72%}、{16%}。", "540/750=72.0%"),
        ("公办园{63所}、民办园{57所}，分别占{52.5%}、{47.5%}，全县共有园{120所}。", "57/120=47.50%"),
        ("全市学校{318所|学校}，在校生{21.6万人}。小学{241所}，占{75.8%}；初中{77所}，占{24.2%}。", "241+77=318"),
    ],
)
def test_the_best_reading_that_holds_is_a_tick(text: str, computed: str) -> None:
    assert computed in {told for _, told in right(text)}


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        # parts by name, nearly their whole or more than it
        (
            "摸排机构{472家}，其中学科类{268家}、艺术类{159家}，已转型{173家}。",
            ("sum", ("472家", "268家", "159家"), True),
        ),
        ("建设项目{26个}，其中新建{8个}、改扩建{17个}、加固{6个}。", ("sum", ("26个", "8个", "17个", "6个"), True)),
        (
            "首批{520万元}、次批{480万元}、三批{360万元}到位，{1460万元}全部拨付。",
            ("sum", ("1460万元", "520万元", "480万元", "360万元"), False),
        ),
        ("周转房{612套}，投入{5202万元}，平均每套{5.8万元}。", ("ratio", ("5202万元", "612套", "5.8万元"), False)),
        ("每所安排{35万元}，共计{650万元}，{16所}均已开工。", ("ratio", ("650万元", "16所", "35万元"), True)),
        ("应移交{11所}，已移交{7所}，尚有{6所}未移交。", ("difference", ("11所", "7所", "6所"), True)),
        ("年初预算{2913万元}，执行{2987万元}，完成预算的{97.5%}。", ("ratio", ("2987万元", "2913万元", "97.5%"), True)),
        # what is each, of its own stage, makes the total that follows it, or the total is misprinted
        (
            "生均公用经费按小学{700元}、初中{900元}的标准安排：小学{2000人}，需{140万元}；初中{1200人}，需{118万元}。",
            ("ratio", ("118万元", "1200人", "900元"), True),
        ),
        (
            "每生每年补助{1200元}，共补助{860人}，安排资金{130.2万元}。",
            ("ratio", ("130.2万元", "860人", "1200元"), True),
        ),
        # an act by another name, a multiple of a year's amount, a share of what the one before it is of
        ("专项资金到账{3240万元}，已支出{2916万元}，执行率{95%}。", ("ratio", ("2916万元", "3240万元", "95%"), True)),
        (
            "2020年{320万元|经费||2020}，2023年{510万元|经费||2023}，是2020年的{2.1倍}。",
            ("ratio", ("510万元", "320万元", "2.1倍"), True),
        ),
        (
            "乡村教师{2310人|教师}。其中青年{624人}，占{27.0%}；46岁以上{1128人}，占{38%}。",
            ("ratio", ("1128人", "2310人", "38%"), True),
        ),
        # what was, told a sentence before; what a rate is named for by 已
        ("原有{620人}。次年减至{310人}，减少{300人}。", ("difference", ("310人", "620人", "300人"), True)),
        ("应补充{180名}，已补充{117名}，完成率{70%}。", ("ratio", ("117名", "180名", "70%"), True)),
        # a number that comes out exactly was not cut off to the one before it
        ("教师{2800人|教师}，其中女教师{1960人}，占{69%}。", ("ratio", ("1960人", "2800人", "69%"), True)),
        # what a share names is far off among others, under its long or short name; what grew is named sentences before
        (
            "特殊教育学校在校生{412人|在校生|特殊教育学校}，教职工{96人|教职工}。随班就读{638人|学生}，送教{75人|学生}。"
            "残疾学生{1125人|残疾学生}，特教在校生占残疾学生的{63.6%}。",
            ("ratio", ("412人", "1125人", "63.6%"), True),
        ),
        (
            "校舍维修{5216万元|校舍维修||2023}，设备采购{3180万元|设备||2023}，其他{2105万元|其他||2023}。"
            "校舍维修比上年{4820万元|校舍维修||2022}增长{8.12%|校舍维修||2023|change}。",
            ("growth", ("5216万元", "4820万元", "8.12%"), True),
        ),
        ("近四年累计培训{1260人次}，年均{351人次}。", ("ratio", ("1260人次", "351人次"), True)),
        # two digits of the share changed places
        ("全州有园{412所|幼儿园}。其中农村园{203所|农村园}，占{43.9%}。", ("ratio", ("203所", "412所", "43.9%"), True)),
        (
            "2020年在校生{48210人|在校生||2020}。2023年降为{45036人|在校生||2023}，下降{8.6%}。",
            ("growth", ("45036人", "48210人", "8.6%"), True),
        ),
        (
            "占比从{21.35%|占比}提高到{26.70%|占比}，三年提高{6.35个百分点}。",
            ("difference", ("26.70%", "21.35%"), True),
        ),
        # parts a sentence each, in items, from brackets, after a count of them, by 由; the whole of a list in brackets
        ("经费{8740万元}。其中，中央{4100万元}。省级{2960万元}。县级{1380万元}。", ("sum", ("8740万元",), False)),
        ("共收到问题{64个}。（一）师资类{31个}；（二）经费类{18个}；（三）安全类{12个}。", ("sum", ("64个",), True)),
        ("教师（男{318人}、女{794人}）共{1142人}。", ("sum", ("1142人",), False)),
        ("购置桌椅{312万元}，维修校舍{847万元}。以上两项共投入{1189万元}。", ("sum", ("1189万元",), False)),
        ("北河镇{12名}，南山镇{9名}，东坪乡{8名}，{3个}乡镇合计缺员{39名}。", ("sum", ("39名",), True)),
        ("校园面积{196亩}，由本部{92亩}、南校区{61亩}和实训基地{13亩}组成。", ("sum", ("196亩",), False)),
        ("学生{9046人}，小学{6018人}（城区{4102人}、乡村{1916人}），初中{2998人}。", ("sum", ("9046人",), False)),
        ("教师共{2614人}，小学{1702人}，初中{922人}，均已持证，占{98%}。", ("sum", ("2614人",), False)),
    ],
)
def test_a_likely_reading_that_a_slip_explains_is_doubted(text: str, doubt: tuple[str, tuple[str, ...], bool]) -> None:
    relation, quotes, _ = doubt
    assert (relation, quotes) in {(told[0], told[1][: len(quotes)]) for told in wrong(text)}


@pytest.mark.parametrize(
    "text",
    [
        "幼儿园{98所|幼儿园}，小学{62所|小学}，初中{28所|初中}，高中{5所|高中}。",  # no whole among its siblings
        "幼儿园{26所}。小学{14所}、初中{6所}。",
        "2020年小学{96所|小学||2020}。2023年初中{31所|初中||2023}，比2021年增加{5所|||2023|change}。",  # of neither
        "发放问卷{6200份}，回收{5983份}，综合满意度{91.7%}。",  # of the answers
        "建设投资{4.25亿元|投资||2022}、{4.60亿元|投资||2023}，五年增长{60.8%}。",  # over more years than these
        "学校{71所}（小学{48所}、初中{23所}），较上年的{83所}减少{12所}。",  # the change is of all
        "教师{60名|教师}，其中大专{5人}、硕士{9人}，学历达标率{100%}。",  # of all there are
        "教师{856人|教师}，其中女教师{603人}、骨干教师{312人}。",  # both may be said of one
        "县城{5所}小学，平均班额{68人}，最大的班{83人}；教学点平均只有{14人}。",
        "1965年教师{1024人|教师||1965}，其中民办{412人|民办教师||1965}；1975年民办占教师的{66%|||1975}。",
        "小学每生{1000元}、初中{1250元}，资助小学{800人}、初中{600人}，合计发放{155万元}。",  # of both stages
        "年初预算{6.2亿元}，年中追加{0.4亿元}，实际支出{6.5亿元}，执行率{98.5%}。",
        "教师年均工资{8.76万元|工资}，公务员{8.69万元|工资}。教师培训完成率{99.6%}。",  # of other things
        "编制{860名|编制}，在编{812名}，空编{48名}，同时聘用代课{110名}。",  # beside the whole
        "教职工{5620人}，其中专任教师{5108人}，本科及以上学历占{87.6%}。",  # of those no number is given
        "高考上线{1286人}，上线率{61.3%}；中职毕业生{860人}，就业率{96.8%}。",  # the number of others
        "应筛查{28450人}，实际筛查{28110人}，检出{412人}，已干预{398人}。",  # the states of others
        "标准由{1000元/年}提至{1200元/年}，按在园幼儿{13400人}计需{1608万元}。",  # what it was
        "公用经费标准每生{600元/年}，投入{8640万元}，在园幼儿{7217人}。",  # of other money
        "编制{5320名|编制}，在编{5046名}，空编{274名}，却聘用代课{318名}。",
        "总投入{84.4亿元|总投入}，比上年的{79.1亿元|总投入}增长{6.7%}。其中财政{70亿元}，事业收入{14.4亿元}。",
    ],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert wrong(text) == []
