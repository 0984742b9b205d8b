import pytest

from desktop import intake, lexicon
from desktop.extraction.measures import measures
from desktop.extraction.problems import problems

HEAD = "青山县人民政府教育工作报告\n一、工作成效\n（一）加大投入。全年新增资金2000万元，继续改善条件。\n"


def read(text: str) -> list[tuple[str, list[str]]]:
    """Give each measure's quote with the quotes of the problems it answers."""
    report = intake.read_bytes(text.encode(), "报告.txt")
    found = problems(report, lexicon.load())
    named = {problem.start: problem.quote for problem in found}
    told = measures(report, found, lexicon.load())
    assert all(report.quote(measure.start, measure.end) == measure.quote for measure in told)
    return [(measure.quote, [named[start] for start in measure.answers]) for measure in told]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            HEAD + "二、存在问题\n（一）校园安防薄弱。部分学校保安不足。\n（二）教师编制紧缺。缺编120人。\n"
            "三、整改措施\n（一）充实教师队伍。核增编制，公开招聘教师。\n（二）筑牢安全防线。配齐保安，消除隐患。\n"
            "四、保障措施\n（一）加强领导。成立专班。\n青山县人民政府\n2023年5月6日",
            [
                ("（一）充实教师队伍。核增编制，公开招聘教师。", ["（二）教师编制紧缺。缺编120人。"]),
                ("（二）筑牢安全防线。配齐保安，消除隐患。", ["（一）校园安防薄弱。部分学校保安不足。"]),
            ],
        ),
        (
            HEAD + "二、关于反馈问题的整改\n1.关于“城区幼儿园学位不足”的问题和“加快建园”的建议。\n"
            "整改措施：新建幼儿园3所，年内投用。\n责任单位：县教育局\n"
            "2.关于教师轮岗不到位的问题。\n整改措施：\n一是修订办法。\n二是扩大交流比例。\n",
            [
                ("整改措施：新建幼儿园3所，年内投用。", ["城区幼儿园学位不足", "加快建园"]),
                ("一是修订办法。", ["教师轮岗不到位"]),
                ("二是扩大交流比例。", ["教师轮岗不到位"]),
            ],
        ),
        (
            "青山县教育工作汇报\n一、困难\n（一）校车老旧。\n（二）师资短缺。\n二、下一步打算\n"
            "①更新校车。分两年更换校车40辆。\n②补充教师。每年招聘80名。\n③其他。按计划推进，及时报告进展。",
            [
                ("①更新校车。分两年更换校车40辆。", ["（一）校车老旧。"]),
                ("②补充教师。每年招聘80名。", ["（二）师资短缺。"]),
                ("③其他。按计划推进，及时报告进展。", []),
            ],
        ),
        (
            HEAD + "二、下一步工作打算\n今后重点做好以下几项工作：\n1.加快学校建设；\n2.扩大优质资源。\n特此报告。",
            [("1.加快学校建设；", []), ("2.扩大优质资源。", [])],
        ),
        (
            "整改台账\n序号\t存在问题\t整改措施\t责任单位\n1\t操场破损严重\t暑期完成翻修\t教育局\n2\t图书陈旧\t更新图书一万册\t教育局",
            [("暑期完成翻修", ["操场破损严重"]), ("更新图书一万册", ["图书陈旧"])],
        ),
        (
            HEAD + "二、整改任务\n（一）经费方面\n问题1．生均经费偏低。\n整改措施：足额拨付。\n整改时限：年底前\n"
            "2.存在问题：校舍老旧。整改措施：逐年改造。责任单位：教育局\n",
            [("整改措施：足额拨付。", ["生均经费偏低。"]), ("整改措施：逐年改造。", ["校舍老旧。"])],
        ),
        (
            HEAD + "二、反馈问题整改\n（一）关于“食堂索证索票不全”的问题\n整改情况：已建立台账，索证率达100%。\n"
            "整改措施：每学期抽查两次。\n责任单位：市场监管局\n（二）关于“护学岗不足”的问题\n整改进展：已增设12处。\n",
            [
                ("整改情况：已建立台账，索证率达100%。", ["食堂索证索票不全"]),
                ("整改措施：每学期抽查两次。", ["食堂索证索票不全"]),
                ("整改进展：已增设12处。", ["护学岗不足"]),
            ],
        ),
        # what was done is no measure where no problem stands above
        (HEAD + "二、指标达成\n（一）入学率\n完成情况：入学率达到100%，已经达标。\n", []),
        (
            HEAD + "二、存在问题\n（一）学位不足。城区紧张。\n三、主要措施\n（一）扩建校舍。增加学位。\n",
            [("（一）扩建校舍。增加学位。", ["（一）学位不足。城区紧张。"])],
        ),
        # divisions that only name a field give way to the points under them
        (
            "青山市教育工作报告\n第一章 困难与不足\n1.城区学位紧张。\n2.教师老龄化。\n第二章 下一步工作\n"
            "第一节 学校方面\n1.扩充城区学位。建校3所。\n2.改造校舍。投入两千万元。\n"
            "第二节 队伍方面\n1.优化教师年龄。每年招聘百名。\n2.加强培训。轮训一遍。",
            [
                ("1.扩充城区学位。建校3所。", ["1.城区学位紧张。"]),
                ("2.改造校舍。投入两千万元。", []),
                ("1.优化教师年龄。每年招聘百名。", ["2.教师老龄化。"]),
                ("2.加强培训。轮训一遍。", []),
            ],
        ),
        # inspectors demand what a county's own plan only organises
        (
            "关于秋季开学督导情况的通报\n一、主要问题\n（一）食堂管理薄弱。留样不全。\n（二）教辅征订不规范。\n"
            "二、工作要求\n（一）整治学校食堂。落实留样制度。\n（二）规范教辅征订。\n",
            [
                ("（一）整治学校食堂。落实留样制度。", ["（一）食堂管理薄弱。留样不全。"]),
                ("（二）规范教辅征订。", ["（二）教辅征订不规范。"]),
            ],
        ),
        (
            "青山县反馈意见整改方案\n一、整改任务\n1.关于食堂留样不全的问题。\n整改措施：落实制度。\n二、工作要求\n（一）加强领导。成立专班。\n",
            [("整改措施：落实制度。", ["食堂留样不全"])],
        ),
        # titles without numbers, points with bare ones
        (
            "对青山县的督导反馈\n主要问题\n1 规划滞后 三个小区没有配建小学。\n2 校舍 村小教学楼开裂，至今没有维修。\n"
            "建议\n1 抓紧编制学校布局规划。\n2 维修或停用村小教学楼。\n",
            [
                ("1 抓紧编制学校布局规划。", ["1 规划滞后 三个小区没有配建小学。"]),
                ("2 维修或停用村小教学楼。", ["2 校舍 村小教学楼开裂，至今没有维修。"]),
            ],
        ),
        # the same number of points in the same order, not all of them alike in words
        (
            "青山县自查报告\n一、问题与不足\n1）认识不高。有的学校重智轻体\n2）师资缺口。缺体育教师三十人\n3）场地不足。九所学校没有跑道\n"
            "二、下一步措施\n第一，提高认识。纳入考核。\n第二，配齐师资。三年补足。\n第三，改善条件。改造场地。\n",
            [
                ("第一，提高认识。纳入考核。", ["1）认识不高。有的学校重智轻体"]),
                ("第二，配齐师资。三年补足。", ["2）师资缺口。缺体育教师三十人"]),
                ("第三，改善条件。改造场地。", ["3）场地不足。九所学校没有跑道"]),
            ],
        ),
        # a list behind 下一步： answers the list of problems before it, point by point
        (
            HEAD
            + "二、不足和努力方向\n主要不足：一是操场破损；二是图书偏少。\n下一步：1.翻修操场两处。2.添置图书万册。\n",
            [("翻修操场两处", ["操场破损"]), ("添置图书万册", ["图书偏少"])],
        ),
        (HEAD + "二、主要措施\n（一）扩建校舍。增加学位。\n", []),
        (HEAD, []),
    ],
)
def test_what_is_promised_and_against_what(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert read(text) == expected


def test_documents_in_one_file_are_paired_apart() -> None:
    report = (
        "{}区教育工作自评报告\n一、存在问题\n（一）{}。\n（二）校舍老化。\n二、整改措施\n（一）{}。\n（二）其他。\n"
    )
    text = report.format("东山", "幼儿园学位短缺", "扩充学前教育资源") + report.format("西山", "近视率较高", "防控近视")
    found = read(text)
    assert [answers for quote, answers in found if "学前" in quote or "近视" in quote] == [
        ["（一）幼儿园学位短缺。"],
        ["（一）近视率较高。"],
    ]
