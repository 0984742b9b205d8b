from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import intake, lexicon
from desktop.extraction.measures import measures
from desktop.extraction.problems import problems
from desktop.extraction.sections import tree
from desktop.model.problem import Problem
from desktop.pipeline import examine
from tests.growth import grows_with_length

TITLE = "青山县人民政府履行教育职责自评报告\n一、履职情况\n全县教育工作有序推进。\n"


def read(text: str) -> tuple[Problem, ...]:
    report = intake.read_bytes(text.encode(), "报告.txt")
    found = problems(report, tree(report), lexicon.load())
    assert all(report.quote(problem.start, problem.end) == problem.quote for problem in found)
    assert list(found) == sorted(found, key=lambda problem: problem.start)
    return found


def quotes(text: str) -> list[str]:
    return [problem.quote for problem in read(text)]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (
            "二、存在问题\n（一）校舍陈旧。部分村小建于上世纪，维修经费不足。\n（二）师资短缺。音体美教师缺口较大。\n三、下一步打算\n（一）维修校舍。将逐年安排资金。",
            ["（一）校舍陈旧。部分村小建于上世纪，维修经费不足。", "（二）师资短缺。音体美教师缺口较大。"],
        ),
        (
            "二、困难与不足\n对照标准，还存在以下问题：一是城区学位紧张；二是乡镇幼儿园条件简陋；三是骨干教师流失。下一步，我县将逐项整改。",
            ["城区学位紧张", "乡镇幼儿园条件简陋", "骨干教师流失"],
        ),
        (
            "二、主要短板\n1.运动场面积不达标的学校较多；\n2.实验仪器配备不足；\n3.专职心理教师缺编。",
            ["1.运动场面积不达标的学校较多；", "2.实验仪器配备不足；", "3.专职心理教师缺编。"],
        ),
        (
            "二、下一步工作\n我县教育虽有进步，但仍存在一些不足，主要是优质高中偏少；职业学校实训设备落后等。\n（一）扩优。建设新高中。",
            ["优质高中偏少", "职业学校实训设备落后"],
        ),
        # a first sentence that only sets the scene is not the title of what follows
        (
            "二、存在的不足\n虽然全县教育取得了明显进步，但与先进县市相比仍有差距。食堂设施老旧；体育课时常被挤占；家校沟通流于形式。",
            ["食堂设施老旧", "体育课时常被挤占", "家校沟通流于形式"],
        ),
        # what a work report sees soberly, without the word 问题
        (
            "二、教育惠民\n在总结成绩的同时，我们也清醒地看到：乡镇高中生源流失；县城学位缺口还有九百个……",
            ["乡镇高中生源流失", "县城学位缺口还有九百个"],
        ),
        # a numbered title that judges makes one problem of itself and its list
        (
            "二、主要问题\n1、班子配备不尽合理。一是年龄偏大；二是女性干部过少。\n2、校园欺凌时有发生。三所学校有投诉。",
            ["1、班子配备不尽合理。一是年龄偏大；二是女性干部过少。", "2、校园欺凌时有发生。三所学校有投诉。"],
        ),
        (
            "二、教育惠民\n同时，我们也清醒地看到：县城学位紧张，乡村教师年龄偏大，校园欺凌时有发生。",
            ["县城学位紧张", "乡村教师年龄偏大", "校园欺凌时有发生"],
        ),
        # three headings that each name a shortage make a section of problems, whatever its title
        (
            "二、暑期走访情况\n（一）实训设备不足。两个专业没有工位。\n（二）双师型教师缺乏。仅有九人。\n三、工作要求\n（一）加强领导。",
            ["（一）实训设备不足。两个专业没有工位。", "（二）双师型教师缺乏。仅有九人。"],
        ),
        (
            "二、亟需整改的问题\n（一）门卫值守松懈。夜间无人。\n（二）饮水设施老旧。三处漏水。",
            ["（一）门卫值守松懈。夜间无人。", "（二）饮水设施老旧。三处漏水。"],
        ),
        (
            "二、反馈问题\n【问题1】食堂明厨亮灶覆盖率不足七成。\n【整改措施】年底前全部安装。\n【问题2】校车超员。\n【整改措施】增开两条线路。",
            ["食堂明厨亮灶覆盖率不足七成。", "校车超员。"],
        ),
        (
            "二、反馈问题\n1.关于“食堂管理不规范”的问题\n整改措施：检查食堂。\n2.关于“编制不足”的问题\n整改措施：核增编制。",
            ["食堂管理不规范", "编制不足"],
        ),
        (
            "二、育人成效\n虽有进步，仍有不少差距。主要表现为：校车老旧；图书更新缓慢；家长学校流于形式。",
            ["校车老旧", "图书更新缓慢", "家长学校流于形式"],
        ),
        # an item above the headings of its siblings, too long for one: what answers it is no problem
        (
            "二、反馈问题\n问题：专职心理教师仅有六名，占比为3.1%，低于标准2.4个百分点。\n整改措施：1.鼓励转岗。2.每年招聘两名。\n"
            "（一）反馈问题：饮水机损坏，滤芯失效。\n整改措施：更换滤芯四十只。\n（二）反馈问题：宿舍拥堵。\n整改措施：新建宿舍一栋。",
            [
                "专职心理教师仅有六名，占比为3.1%，低于标准2.4个百分点。",
                "（一）反馈问题：饮水机损坏，滤芯失效。",
                "（二）反馈问题：宿舍拥堵。",
            ],
        ),
        # the second goes on with the numbers of the first, whose title is run in
        (
            "二、主要问题\n（一）门卫值守松懈。夜间无人。\n（二）十九所村小没有围墙，六所没有大门，缺保安一百四十名，经费尚未列入预算。",
            [
                "（一）门卫值守松懈。夜间无人。",
                "（二）十九所村小没有围墙，六所没有大门，缺保安一百四十名，经费尚未列入预算。",
            ],
        ),
        # behind what is conceded, and how many problems are left, each clause that judges is a problem
        (
            "二、存在不足及下步安排\n总的看，整改取得实效，但31项问题中还有5项没有完成，个别乡镇重建轻管，宿舍维修进度缓慢，台账资料不完整。下一步：\n"
            "一是抓好督办。每月通报。\n二是抢抓工期。年底交付。",
            ["个别乡镇重建轻管", "宿舍维修进度缓慢", "台账资料不完整"],
        ),
        # what was done about each problem, under a title that names it, labelled or not
        (
            "二、反馈问题整改落实情况\n（一）宿舍床位不达标问题\n整改情况。新购床位六百张。\n（二）家长学校流于形式\n聘请讲师八名，全年开课四十场。",
            ["（一）宿舍床位不达标问题", "（二）家长学校流于形式"],
        ),
        ("二、反馈问题整改落实情况\n（一）补齐短板弱项\n新购床位六百张，投用两栋宿舍。", []),
        # gaps that a title narrows are none
        ("二、统筹推进，缩小城乡差距\n（一）硬件。新建校舍两处。\n（二）软件。交流教师九人。", []),
        (
            "二、不足和打算\n目前仍有差距。两栋宿舍楼进度滞后。\n一是加快工程进度。九月底交付。\n二是补充紧缺岗位。招聘二十人。",
            ["两栋宿舍楼进度滞后"],
        ),
    ],
)
def test_sections_of_problems(section: str, expected: list[str]) -> None:
    assert quotes(TITLE + section) == expected


@pytest.mark.parametrize(
    ("title", "names_problems"),
    [
        ("二、制约发展的瓶颈", True),
        ("二、现实困境", True),
        ("二、亟待解决的困难", True),
        ("二、尚未完全整改的问题", True),
        ("（一）回头看发现的问题", True),
        ("（一）工作中的不足之处", True),
        ("二、为群众解决的问题", False),
        ("（一）坚持问题导向", False),
        ("二、排查消除的隐患", False),
    ],
)
def test_titles_of_sections_of_problems(title: str, names_problems: bool) -> None:
    told = quotes(f"{TITLE}{title}\n1.食堂操作间面积小。\n2.图书上架率为六成。\n")
    assert told == (["1.食堂操作间面积小。", "2.图书上架率为六成。"] if names_problems else [])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("目前仍有6所学校未达到生均用地标准。", ["目前仍有6所学校未达到生均用地标准"]),
        ("针对农村学校教师结构不合理等问题，实行走教制。", ["农村学校教师结构不合理"]),
        ("为破解城区“入园难”问题，新建幼儿园4所。", ["城区“入园难”"]),
        ("校舍大幅改善，但由于历史欠账，部分村小运动场地仍然不足。", ["部分村小运动场地仍然不足"]),
        ("切实解决山区学生住宿困难，新建宿舍。", ["山区学生住宿困难"]),
        (
            "从春季检查看，个别学校食材储存不规范，晨检记录流于形式，台账内容单一，仍以抄写为主。",
            ["个别学校食材储存不规范", "晨检记录流于形式", "台账内容单一，仍以抄写为主"],
        ),
        ("部分学校运动场老旧问题得到有效解决，个别教师获省级表彰。", []),
        ("公办园数量偏少，难以满足群众需求。", ["公办园数量偏少，难以满足群众需求"]),
        (
            "未实现“两个只增不减”的2个县为：河东县（-1.2%）、河西县（-0.4%）。",
            ["未实现“两个只增不减”的2个县为：河东县（-1.2%）、河西县（-0.4%）"],
        ),
        ("对未完成年度任务的单位予以通报。", []),
        # inside praise, and counted
        ("制度基本健全，但执行不力。", ["执行不力"]),
        ("活动场地达标，有5所园未设活动室。", ["有5所园未设活动室"]),
        ("但不能松懈，要持续巩固。", []),
        ("初中生均支出下降0.8%，未能实现“两个只增不减”。", ["未能实现“两个只增不减”"]),
        ("个别学校存在用公用经费发放补贴的现象。", ["个别学校存在用公用经费发放补贴的现象"]),
        ("从课表看，3所学校缺少专职音乐教师。", ["3所学校缺少专职音乐教师"]),
        ("新建3所学校，为八所学校补齐缺少的专用教室。", []),
        ("支出逐年增长，全面实现“两个只增不减”。", []),
        ("有5所园获评优秀。", []),
        # as older books and plain reports say it, without 仍 or 尚
        ("山区校舍简陋，桌凳破旧。次年拨款修缮。", ["山区校舍简陋，桌凳破旧"]),
        ("是年，经费奇缺，教具图书均不敷使用。", ["经费奇缺，教具图书均不敷使用"]),
        ("代课教师待遇微薄，队伍不稳；学生中途辍学者众。", ["代课教师待遇微薄，队伍不稳"]),
        ("全区尚有危险校舍六千平方米，占总面积的一成二。", ["全区尚有危险校舍六千平方米，占总面积的一成二"]),
        ("全镇仍有负债学校3所。", ["全镇仍有负债学校3所"]),
        ("1961年教学质量下降。", ["1961年教学质量下降"]),
        # bettered in the same breath, or a word about people and not about schools
        ("原有校舍简陋，乡贤捐资改建一新，改善了条件。", []),
        ("资助家庭经济困难学生1200人。", []),
        ("走访慰问的教师生活困难。", []),
        ("对于师资紧缺，县里统一调配。", []),
        ("近视率明显下降。", []),
        ("大班额比例偏高的学校实行台账管理。", []),
        # said to be solved, prevented, or only named in general
        ("解决了教师编制不足问题，消除了大班额。", []),
        ("大班额现象得到缓解，城乡差距逐步缩小。", []),
        ("坚决防止出现安全漏洞，杜绝校园欺凌。", []),
        ("及时研究解决教育发展中的重大问题。", []),
        ("全区大班额比例为2.1%，近视率为46%。", []),
        ("针对新时代要求，持续深化改革。", []),
        ("但还存在一些问题和不足。", []),
        ("还有3所学校获评示范校。", []),
        ("全年未发生安全责任事故。", []),
    ],
)
def test_admissions_in_passing(body: str, expected: list[str]) -> None:
    assert quotes(f"青山县教育工作汇报\n一、主要做法\n{body}\n") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1.关于“园长持证率低”的问题和“加强培训”的建议。", [("园长持证率低", "feedback"), ("加强培训", "advice")]),
        ("1.关于“缴纳“五险”人数偏少，占比低”的问题。", [("缴纳“五险”人数偏少，占比低", "feedback")]),
        ("1.关于“两所学校超员。三所学校缺编”问题。", [("两所学校超员。三所学校缺编", "feedback")]),
        ("1.针对“操场积水”的问题和“翻修操场”的建议", [("操场积水", "feedback"), ("翻修操场", "advice")]),
        (
            "1.针对《督导意见》第3、4条“操场积水严重”“校医配备不齐”",
            [("操场积水严重", "feedback"), ("校医配备不齐", "feedback")],
        ),
        ("1.针对《督导意见》“翻修三所学校操场”的建议", [("翻修三所学校操场", "advice")]),
        # a heading that sums up what labels under it quote
        ("1.关于“场地建设滞后”的问题\n问题1：“五所村小操场积水。”", [("“五所村小操场积水。”", "feedback")]),
        ("1.关于安全责任落实不到位的问题", [("安全责任落实不到位", "feedback")]),
        ("1.关于印发《实施意见》的通知", []),
    ],
)
def test_what_the_inspectors_are_quoted_with(line: str, expected: list[tuple[str, str]]) -> None:
    found = read(f"青山县整改方案\n一、整改任务\n{line}\n整改措施：立即整改。\n")
    assert [(problem.quote, problem.origin.value) for problem in found] == expected


def test_the_points_of_a_wrapped_paragraph_are_told_apart() -> None:
    lines = [
        "    一是经费保障还有差距。部分学校公用经费未按时拨付，生均标准低于全市平均水平，影响正",
        "常运转。二是教师队伍结构不优，英语和科学教师缺编六十余人，年龄老化现象在村小较为普遍。",
        "三是办学条件薄弱。十一所学校运动场未硬化，实验室仪器陈旧，图书复本量大，利用率很不高",
        "。四是校园安全存在隐患。三所学校食堂未取得许可证，七所学校没有配齐保安，消防器材过期。",
        "    以上问题，要引起高度重视，县政府应组织有关部门逐条研究，限期解决，并将整改情况于年",
        "底前书面报告市人民政府教育督导室，市督导室将适时组织复查，结果通报全市。",
    ]
    report = intake.read_bytes(("关于对青山县的督导反馈意见\n二、存在问题\n" + "\n".join(lines)).encode(), "报告.txt")
    found = examine(report).problems
    assert [problem.quote.replace("\n", "")[:6] for problem in found] == [
        "经费保障还有",
        "教师队伍结构",
        "办学条件薄弱",
        "校园安全存在",
    ]
    assert all(report.quote(problem.start, problem.end) == problem.quote for problem in found)


def test_two_things_in_one_item_are_two_problems() -> None:
    section = (
        "二、存在问题\n一是公办幼儿园占比有待提高，职业学校实训条件落后；二是教师总量不足，难以满足需要；"
        "三是城区校舍紧张，新聘教师流失较多。"
    )
    assert quotes(TITLE + section) == [
        "公办幼儿园占比有待提高",
        "职业学校实训条件落后",
        "教师总量不足，难以满足需要",
        "城区校舍紧张，新聘教师流失较多",
    ]


def test_points_between_semicolons_are_one_each_though_one_does_not_judge() -> None:
    section = "二、存在问题\n自查发现：食堂面积不足，座位紧张；骨干教师外流到省城；校车老旧，两辆已到年限。"
    assert quotes(TITLE + section) == ["食堂面积不足，座位紧张", "骨干教师外流到省城", "校车老旧，两辆已到年限"]


def test_a_paragraph_that_answers_names_no_problem_of_its_own() -> None:
    section = "二、不足和努力方向\n食堂座位紧张。\n针对食堂座位紧张，拟扩建一层。"
    assert quotes(TITLE + section) == ["食堂座位紧张"]


def test_an_item_that_lost_its_number_is_a_problem_of_its_own() -> None:
    section = "二、存在问题\n1、食堂面积不足。\n2、户外场地狭小，达标率偏低。\n保育员配备不足。"
    assert quotes(TITLE + section) == ["1、食堂面积不足。", "2、户外场地狭小，达标率偏低。", "保育员配备不足"]


def test_every_point_of_a_list_of_problems_is_one() -> None:
    text = (
        "对青山县的督导评价问题清单\n一、领导方面\n（1）专题研究教育次数不多，全年仅一次。\n（2）督导机构没有独立。\n"
        "二、投入方面\n（3）教育费附加欠拨86万元。\n"
    )
    found = read(text)
    assert [problem.quote[:3] for problem in found] == ["（1）", "（2）", "（3）"]
    assert {problem.origin.value for problem in found} == {"feedback"}


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        (
            "问：办学中最大的困难是什么？\n答：主要是老师不够。二十四个班只有四十名教师。另外，宿舍拥挤，两人一铺。",
            ["老师不够", "宿舍拥挤，两人一铺"],
        ),
        ("督学：学校还有哪些不足？\n校长：图书室面积不够。", ["图书室面积不够"]),
        ("问：今年有什么变化？\n答：操场硬化了，老师不多不少。", []),
    ],
)
def test_answers_to_a_question_for_difficulties(talk: str, expected: list[str]) -> None:
    assert quotes(f"石桥小学访谈记录\n时间：2024年4月2日　地点：校长室\n{talk}\n") == expected


def test_what_answers_a_problem_is_not_part_of_it() -> None:
    section = (
        "二、存在问题及整改措施\n（一）学位不足。城区小学爆满。\n整改措施：扩建校舍。\n"
        "（二）师资薄弱。缺编严重。\n整改措施：招聘。"
    )
    assert quotes(TITLE + section) == ["（一）学位不足。城区小学爆满。", "（二）师资薄弱。缺编严重。"]


def test_a_title_that_names_only_a_field_gives_way_to_its_list() -> None:
    section = (
        "二、存在问题\n（一）校园安全方面。一是值守不严。如某校门卫脱岗。二是消防器材过期。\n（二）作业方面。总量偏大。"
    )
    assert quotes(TITLE + section) == ["值守不严。如某校门卫脱岗。", "消防器材过期", "（二）作业方面。总量偏大。"]


def test_a_problem_ends_where_its_paragraph_turns_to_promises() -> None:
    section = "二、存在问题\n（一）师资不足。缺编60人。下一步，我县将公开招聘教师。\n1.校车老化。今后将逐年更新。\n"
    report = intake.read_bytes((TITLE + section).encode(), "报告.txt")
    found = problems(report, tree(report), lexicon.load())
    assert found[0].quote == "（一）师资不足。缺编60人。"
    told = measures(report, tree(report), found, lexicon.load())
    assert (told[0].quote, told[0].answers) == ("下一步，我县将公开招聘教师。", (found[0].start,))


def test_origin_tells_who_says_it() -> None:
    letter = "关于对青山县教育工作的督导反馈意见\n一、存在问题\n（一）投入不足。生均经费偏低。\n"
    assert [problem.origin.value for problem in read(letter)] == ["feedback"]
    own = "青山县教育工作自评报告\n一、存在问题\n（一）投入不足。生均经费偏低。\n"
    assert [problem.origin.value for problem in read(own)] == ["self"]


PIECES = st.sampled_from(
    [
        *"一二三是、，。；：“”（）()1.\n\t",
        "一、存在问题\n",
        "二、整改措施\n",
        "（一）校舍不足。",
        "关于“",
        "”的问题",
        "和“",
        "整改措施：",
        "问题：",
        "序号\t存在问题\t整改措施\n",
        "仍然不足",
        "针对",
        "为解决",
        "等问题，",
        "还存在一些问题，主要是",
        "青山县人民政府\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=50).map("".join))
def test_any_text_is_read_without_overlap(text: str) -> None:
    report = intake.read_bytes(("头" + text).encode(), "报告.txt")
    found = problems(report, tree(report), lexicon.load())
    told = measures(report, tree(report), found, lexicon.load())
    for marks in (found, told):
        behind = 0
        for mark in marks:
            assert behind <= mark.start < mark.end
            assert report.quote(mark.start, mark.end) == mark.quote
            behind = mark.end
    starts = {problem.start for problem in found}
    assert all(set(measure.answers) <= starts for measure in told)


@pytest.mark.parametrize(
    "piece", ["关于“", "和“甲乙丙”的问题", "一是差；", "针对", "仍不足，难", "（一）校舍不足。\n", "整改措施：\n"]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    book = lexicon.load()

    def prepare(count: int) -> Callable[[], object]:
        report = intake.read_bytes(("头\n一、做法\n" + piece * count).encode(), "报告.txt")
        return lambda: measures(report, tree(report), problems(report, tree(report), book), book)

    assert grows_with_length(prepare, 500, 4000)
