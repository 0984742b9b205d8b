"""Cut paragraphs at the labels of a plan: 存在问题：, 整改措施：, 责任单位：."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.extraction.marks import MARK
from desktop.lexicon.patterns import regex
from desktop.model.report import Block, BlockKind


class Label(StrEnum):
    """What a label announces; ``done`` tells what was achieved, ``other`` who and until when."""

    PROBLEM = "problem"
    MEASURE = "measure"
    DONE = "done"
    OTHER = "other"


@dataclass(slots=True)
class Field:
    """A run of a block: its label (None where it has none), where the label begins, where its content does."""

    label: Label | None
    start: int
    content: int
    end: int
    block: Block


_COLON = regex("[：:]")
_BOOKMARK = regex(r"\[[^\]]{1,30}\]\s*")
_SIGNS = (
    "【〔本此督检评核调自组中存反主具发指的突问不整工落完情进成结"
    "拟采下专改解应措举办建打今责牵配分协时期目单部领人年状依研意处推"
)
_HEAD_SIGNS = frozenset(f"[{_SIGNS}")
_AT_HEAD = regex(
    r"""
    (?P<boxed>[【\[〔])?
    (?:
        (?P<problem>
            (?:本次|此次)?(?:督导|检查|评估|核查|调研|督查|自查)?组?中?(?:存在|反馈|主要|具体|发现|指出)*的?(?:主要|突出)?
            (?:问题|不足)(?:描述|表现|内容|有)?\s?(?:[\d一二三四五六七八九十]{1,2}\s?[.．、](?!\d))?
        )
      | (?P<done>(?:整改|工作|研究|意见)?(?:落实|完成|处理|办理|推进)?(?:情况|进展|成效|结果))
      | (?P<measure>
            (?:拟采取的?|采取的?|具体|主要|下一步|下步|(?:督导|检查|评估|调研|专家|核查)组)?(?:整改|改进|解决|应对|落实)?(?:工作)?
            (?:措施|举措|办法|建议|打算)(?:及(?:成效|结果|完成情况))?
          | 下一?(?:步|阶段)|今后
        )
      | (?P<other>
            (?:整改|完成|责任|牵头|配合|分管|落实|协办)?(?:时限|期限|时间|目标|单位|部门|领导|人|责任人|年限|状态|依据)
        )
    )
    \s?(?(boxed)[\d一二三四五六七八九十]{0,3}\s?[】\]〕][:：]?|(?:[\d一二三四五六七八九十百零〇]{0,5}\s?[:：]|(?<=[.．、])|(?:(?<=整改情况)|(?<=落实情况)|(?<=整改措施))。
        |(?(problem)[\d一二三四五六七八九十百零〇]{1,5}[ \u3000]{1,2}(?=[\u4e00-\u9fff])|(?!))))\s*
    """,
    re.VERBOSE,
    begins=rf"\[{_SIGNS}",
)
_INSIDE = regex(
    r"""
    (?<=[。；;！\s])
    (?:
        (?P<problem>(?:存在|反馈|具体)的?问题)
      | (?P<done>整改(?:落实|完成)?情况|整改成效|整改结果)
      | (?P<measure>(?:整改|改进|解决)(?:措施|举措|办法|建议)|下一?(?:步|阶段)(?:工作|打算)?)
      | (?P<other>(?:责任|牵头|配合)(?:单位|部门|领导|人)|(?:整改|完成)(?:时限|期限|时间|目标))
    )
    \s?[:：]\s*
    """,
    re.VERBOSE,
)


def fields(text: str, body: Sequence[Block]) -> tuple[Field, ...]:
    """Cut blocks at their labels, in order; a block without any is one field, a row is nobody's content."""
    told: list[Field] = []
    for block in body:
        if block.kind is BlockKind.ROW:
            told.append(Field(Label.OTHER, block.start, block.end, block.end, block))
            continue
        found = _labels(text, block)
        if not found:
            told.append(Field(None, block.start, block.start, block.end, block))
            continue
        if found[0][1] > block.start and not _opens(text, block, found[0][1]):
            told.append(Field(None, block.start, block.start, _trimmed(text, block.start, found[0][1]), block))
        stops = [start for _, start, _ in found[1:]] + [block.end]
        for (label, start, content), stop in zip(found, stops, strict=True):
            told.append(Field(label, start, content, max(content, _trimmed(text, content, stop)), block))
    return tuple(told)


def _labels(text: str, block: Block) -> list[tuple[Label, int, int]]:
    """List the labels of a block as (label, start, start of its content)."""
    at = _head(text, block)
    first = _AT_HEAD.match(text, at, block.end) if text[at : at + 1] in _HEAD_SIGNS else None
    found = [first] if first else []
    if _COLON.search(text, at, block.end):
        found += _INSIDE.finditer(text, first.end() if first else at, block.end)
    if not found:
        return []
    return [(Label(match.lastgroup or ""), match.start(), match.end()) for match in found]


def _head(text: str, block: Block) -> int:
    """Skip a list mark and an editor's bookmark at a block's head."""
    mark = MARK.match(text, block.start, block.end)
    at = mark.end() if mark else block.start
    bookmark = _BOOKMARK.match(text, at, block.end) if text.startswith("[", at) else None
    return bookmark.end() if bookmark else at


def _opens(text: str, block: Block, start: int) -> bool:
    return start == _head(text, block)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
