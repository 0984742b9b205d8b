import time

import pytest

from desktop.lexicon import segment


def cut(how: str, text: str) -> list[str]:
    spans = segment.sentences(text) if how == "sentences" else segment.clauses(text)
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("入园率达标。普惠率达标；占比偏低！", ["入园率达标。", "普惠率达标；", "占比偏低！"]),
        ("他说:“要办好学校。”随后离开。", ["他说:“要办好学校。”", "随后离开。"]),
        ("第一行\r\n\n  第二行。 ", ["第一行", "第二行。"]),
        ("没有句号", ["没有句号"]),
        ("。。", ["。。"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert cut("sentences", text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("新建8所,改建3所；撤并1所。", ["新建8所", "改建3所；", "撤并1所。"]),
        ("投入1,234万元,增长5%", ["投入1,234万元", "增长5%"]),
        ("共1，234人，占比12%", ["共1，234人", "占比12%"]),
        ("比例为1:15,达标", ["比例为1:15", "达标"]),
        ("其中:小学3所,初中2所", ["其中", "小学3所", "初中2所"]),
        ("增长4.1,2023年持平", ["增长4.1", "2023年持平"]),
        ("印发《建设、管理，与考核办法》，执行", ["印发《建设、管理，与考核办法》", "执行"]),
        ("(含民办园，不含托育点)共20所,其余在建", ["(含民办园，不含托育点)共20所", "其余在建"]),
        ("他说“好，没有收尾，就这样", ["他说“好", "没有收尾", "就这样"]),
        ("甲、乙、丙三项", ["甲、乙、丙三项"]),
        ("，，", []),
    ],
)
def test_clauses(text: str, parts: list[str]) -> None:
    assert cut("clauses", text) == parts


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "前文。甲，乙。后文"
    assert [text[a:b] for a, b in segment.clauses(text, 3, 7)] == ["甲", "乙。"]


@pytest.mark.parametrize("text", ["“" * 200_000, "（，" * 100_000, "，" * 200_000, "。" * 200_000, " " * 200_000])
def test_time_is_linear(text: str) -> None:
    start = time.perf_counter()
    segment.clauses(text)
    assert time.perf_counter() - start < 3
