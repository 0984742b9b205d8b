import pytest

from desktop.extraction.placeholders import placeholders
from desktop.extraction.view import view


def read(text: str) -> list[tuple[str, str]]:
    return [(blank.quote, blank.unit) for blank in placeholders(text, view(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("覆盖率x%", [("x%", "%")]),
        ("培训x万余人次", [("x万余人次", "万人次")]),
        ("问卷x多份", [("x多份", "份")]),
        ("补助x-x元/生.年", [("x", "元/生.年"), ("x元/生.年", "元/生.年")]),
        ("20xx年，xx市投入x亿元", [("20xx年", "年"), ("xx市", ""), ("x亿元", "亿元")]),
        ("20××年××县共有××所", [("20××年", "年"), ("××县", ""), ("××所", "所")]),
        ("xx无此项任务", [("xx", "")]),
        ("XX职业技术学院", [("XX", "")]),
        ("Ｘ所学校", [("Ｘ所", "所")]),
        ("xx.x%和95.x%", [("xx.x%", "%"), ("95.x%", "%")]),
        ("共有___所，占＿＿%", [("___所", "所"), ("＿＿%", "%")]),
        ("____年__月__日", [("____年", "年"), ("__月", "月"), ("__日", "日")]),
        ("○○县", [("○○县", "")]),
        ("召开会议_次，奖励○万元/人", [("_次", "次"), ("○万元/人", "万元/人")]),
        ("学生□□人", [("□□人", "人")]),
        ("**市", [("**市", "")]),
        ("教师（  ）人", [("（  ）人", "人")]),
        ("x人以上", [("x人", "人")]),
        ("实现x个100%", [("x个", "个")]),
        ("在○○小学召开现场会", [("○○", "")]),
        ("＿＿＿幼儿园建成投用", [("＿＿＿", "")]),
    ],
)
def test_a_blank(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "拍摄X光片",
        "沿x轴",
        "1+X证书",
        "打开excel表格",
        "比例为5x",
        "操场2×3排",
        "4×100米接力",
        "二〇〇五年",
        "关于报送报告的函()",
        "________",
        "□是 □否",
        "电话138****1234",
        "max和xml",
        "填报人：周××\t审核人：钱XX",
        "由李○○负责",
    ],
)
def test_no_blank(text: str) -> None:
    assert read(text) == []
