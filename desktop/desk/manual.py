"""使用说明: its chapters as Markdown, the last made of the lexicon's own thresholds so that it is always true."""

from collections.abc import Iterable

from desktop import paths
from desktop.model.threshold import Threshold
from desktop.model.value import Value

_FILE = ("manual", "manual.md")
_CHAPTER = "\n## "
THRESHOLDS = "门槛和出处"


class Chapter(Value):
    """A chapter: its title and its words in Markdown, the title as its heading."""

    title: str
    words: str


def chapters() -> tuple[Chapter, ...]:
    """Give the manual chapter by chapter; the introduction stands over the first one."""
    from desktop import lexicon

    introduction, *others = paths.resource(*_FILE).read_text(encoding="utf-8").split(_CHAPTER)
    made: list[Chapter] = []
    for other in others:
        words = f"## {other}" if made else f"{introduction}{_CHAPTER}{other}"
        made.append(Chapter(title=other.partition("\n")[0], words=words))
    return (*made, Chapter(title=THRESHOLDS, words=_thresholds(lexicon.load().thresholds)))


def _thresholds(thresholds: Iterable[Threshold]) -> str:
    """Write every threshold with what it says and the document it comes from."""
    lines = [
        f"## {THRESHOLDS}",
        "",
        "研判和提示用到的线都在这里。不自动判断的只作提示。",
        "",
        "| 线 | 内容 | 出处 |",
        "| --- | --- | --- |",
    ]
    for each in thresholds:
        source = each.source
        numbered = "，".join(filter(None, (source.doc_no, source.clause, source.region)))
        told = f"《{source.title}》" + (f"（{numbered}）" if numbered else "")
        only = "" if each.auto_judge else "（只提示）"
        lines.append(f"| {cell(each.name)}{only} | {cell(each.statement)} | {cell(told)} |")
    return "\n".join(lines) + "\n"


def cell(words: str) -> str:
    """Write words as a cell of a Markdown table holds them."""
    return " ".join(words.split()).replace("|", "／").replace("*", "＊").replace("<", "＜")
