"""Measure the matrix of a loop: many issues held against a plan and later rounds, as each decision makes it anew."""

import argparse
import random
import time
from datetime import date

from benchmarks.table import heading, row
from desktop import intake, lexicon, pipeline
from desktop.model.case import Document, DocumentRole
from desktop.model.review import Review
from desktop.rectification import Rounds, matrix

_RUNS = 7
_PLACES = ("城关", "东河", "南屏", "西岭", "北塘", "青石", "白沙", "龙泉", "石门", "柳树")
_WHAT = (
    "食堂面积",
    "运动场地",
    "图书藏量",
    "功能教室",
    "心理教师",
    "校医配备",
    "消防设施",
    "网络带宽",
    "宿舍床位",
    "保安人数",
)
_WRONG = ("不足", "没有达标", "低于规定标准", "缺口较大", "年久失修")
_SAID = ("偏少", "未达规定要求", "比标准低", "缺得较多", "陈旧")


def main() -> None:
    """Make a letter, a plan, two reports and a later self-evaluation, and lay out the matrix over and over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--issues", type=int, default=500)
    wanted = parser.parse_args()
    began = time.process_time()
    rounds = _rounds(wanted.issues)
    print(f"read in {time.process_time() - began:.1f} s of processor time; {len(rounds.issues)} issues")
    review = Review(id="r", checklist="zgfh")
    walls, busy = [], []
    for _ in range(_RUNS):
        wall, used = time.perf_counter(), time.process_time()
        matrix(rounds, review, date(2031, 9, 10))
        walls.append((time.perf_counter() - wall) * 1000)
        busy.append((time.process_time() - used) * 1000)
    heading()
    row(f"matrix of {wanted.issues} issues, 5 rounds", walls, "ms", "≤ 200 ms")
    row("its processor time", busy, "ms")


def _rounds(count: int) -> Rounds:
    """Say every issue in its own words; of five rows three quote it, one keeps its number, one has but its wording."""
    chance = random.Random(5)
    issues = [
        f"{_PLACES[n % 10]}{_PLACES[n // 10 % 10]}第{n}学校{_WHAT[n // 7 % 10]}{_WRONG[n % 5]}，涉及学生{n + 60}人"
        for n in range(count)
    ]
    letter = "序号\t存在问题\n" + "".join(f"{n}\t{each}\n" for n, each in enumerate(issues, 1))
    texts = [(DocumentRole.FINDINGS, letter)]
    for role, told in (
        (DocumentRole.PLAN, ""),
        (DocumentRole.PROGRESS, "已投入{0}万元，正在施工"),
        (DocumentRole.PROGRESS, "已投入{0}万元，已全部完工"),
    ):
        lines = ["青山县整改台账", "序号\t存在问题\t整改措施\t责任单位\t整改时限\t进展情况"]
        for n, issue in enumerate(issues, 1):
            said = issue if n % 5 < 3 else issue.replace(_WRONG[(n - 1) % 5], _SAID[(n - 1) % 5])
            number = n if n % 5 < 4 else ""
            measure = f"新增投入{chance.randint(30, 90)}万元，改造到位"
            amount = told.format(chance.randint(30, 90))
            lines.append(f"{number}\t{said}\t{measure}\t县教育局\t2031年8月底前\t{amount}")
        texts.append((role, "\n".join(lines) + "\n"))
    year = "".join(f"{issue.replace('不足', '')}的情况已经改善，投入{n + 9}万元。\n" for n, issue in enumerate(issues))
    texts.append((DocumentRole.NEXT, f"青山县自评报告\n一、主要工作\n{year}"))
    read = []
    for at, (role, text) in enumerate(texts):
        report = intake.read_text(text, f"{at}.txt")
        read.append((Document.of(report, text.encode(), role, f"2031-0{at + 1}-01"), pipeline.examine(report)))
    return Rounds(read, lexicon.load())


if __name__ == "__main__":
    main()
