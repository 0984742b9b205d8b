import pytest

from tests.checking.marked import right, wrong

NAMES = "青田小学、白塔中学和城东幼儿园"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"督导了{{3所|学校}}学校：{NAMES}，情况良好。", "holds"),
        (f"督导了{{4所|学校}}学校：{NAMES}，情况良好。", "3"),
        (f"薄弱学校{{4所|薄弱学校}}，分别为{NAMES}。", "3"),
        ("有{3个|乡镇}乡镇（石桥镇、大河乡）没有公办园。", "2"),
        ("有{2个|乡镇}乡镇没有公办园，即石桥镇、大河乡。", "holds"),
        ("未达标的{3个|县}县为：南屏县（低于{2.1%}）、兴和县（低于{0.4%}）。", "2"),
        ("缺编的{2个|乡镇}镇：石桥镇（{3人}）、大河镇（{1人}）。", "holds"),
        ("完成{4项|任务}重点任务：一是新建校舍5000平方米；二是补充教师；三是更新设备。", "3"),
        ("存在{3个|问题}问题。一是投入不足。二是教师缺编。三是大班额未消除。", "holds"),
        # a clause stands between the number and its list; short names of schools; the cell of a row
        ("{3所|小学}小学操场尚未完成塑胶化改造，分别是青田一小、白塔二小、河口附小和石桥实小。", "4"),
        ("{3所|初中}初中没有按规定配备专职心理教师（青田一中、白塔二中、石桥三中）。", "holds"),
        ("|1\t{4所|学校}学校食堂未达标（青田一中、白塔二中、石桥三中）\t已整改\t教育局", "3"),
        ("|1\t{4所|学校}学校食堂未达标：\t青田小学、白塔中学、河口小学", ""),
        # some are named, or kinds of schools, or who is said to belong to them
        (f"督导了{{5所|学校}}学校，主要为{NAMES}。", ""),
        ("督导了{5所|学校}学校：青田小学、白塔中学等。", ""),
        ("有{4所|学校}学校（小学、初中）达标。", ""),
        ("有{8个|县}县（市、区）参加。", ""),
        ("有{4所|学校}学校：城区小学、农村小学。", ""),
        ("有{4所|学校}学校：青田小学、白塔中学，大河乡中心小学、石桥镇中心小学。", ""),
        ("建立{3项|制度}制度：会商、通报。", ""),
        # far off, a bound, numbers that do not follow, points that go on below
        (f"督导了{{9所|学校}}学校：{NAMES}，情况良好。", ""),
        (f"督导了{{不少于4所|学校}}学校：{NAMES}。", ""),
        ("存在{4个|问题}问题：一是投入不足；三是教师缺编。", ""),
        ("存在{4个|问题}问题：一是投入不足；二是教师缺编。\n三是设备陈旧。", ""),
    ],
)
def test_a_number_is_held_against_the_list_behind_it(text: str, outcome: str) -> None:
    """``outcome`` is how many the list has where that is worth asking, ``holds`` where it agrees."""
    assert len(right(text)) == (outcome == "holds")
    assert [(check, soft) for check, _, soft in wrong(text)] == ([("sum", True)] if outcome.isdigit() else [])


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("建立{2个|工作专班}工作专班（摸排组、审核组、督查组），专人负责。", "3"),
        ("开设{3门|校本课程}校本课程（剪纸、竹笛、武术）。", "holds"),
        ("开设{4门|校本课程}校本课程（剪纸、竹笛等）。", ""),
        ("涉及{4个|乡镇}乡镇（含街道、开发区、农场）。", ""),
        ("实施{4项|工程}工程：\n1.扩容工程。\n建校舍。\n2.强师工程。\n3.提质工程。\n二、保障", "3"),
        ("发现{3个|问题}问题，具体如下：\n（一）学位不足\n缺口大。\n（二）教师不足\n（三）经费不足", "holds"),
        ("列入台账{5项|问题}：\n|序号\t事项\n|1\t扩容\n|2\t招聘\n|3\t采购\n|4\t改造", "4"),
        # numbers that go on from before, a sentence that tells of something else, another division
        ("实施{3项|工程}工程：\n4.扩容工程。\n5.强师工程。", ""),
        ("针对{5项|问题}问题，已全部整改。\n1.扩容。\n2.招聘。\n3.采购。", ""),
        ("共有{5所|学校}学校：\n城区教育发展较快。\n1.扩容。\n2.招聘。\n3.采购。", ""),
    ],
)
def test_a_number_is_held_against_what_a_bracket_or_the_paragraphs_below_list(text: str, outcome: str) -> None:
    assert len(right(text)) == (outcome == "holds")
    assert [(check, soft) for check, _, soft in wrong(text)] == ([("sum", True)] if outcome.isdigit() else [])
