import pytest

from desktop import intake, lexicon
from desktop.extraction.problems import problems
from desktop.model.problem import Problem

TITLE = "青山县人民政府履行教育职责自评报告\n一、履职情况\n全县教育工作有序推进。\n"


def read(text: str) -> tuple[Problem, ...]:
    report = intake.read_bytes(text.encode(), "报告.txt")
    found = problems(report, lexicon.load())
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
    ],
)
def test_sections_of_problems(section: str, expected: list[str]) -> None:
    assert quotes(TITLE + section) == expected
