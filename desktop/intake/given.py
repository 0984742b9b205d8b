"""Use what a file itself says about its outline: rows, notes, heading styles."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from desktop.intake.headings import DEEPEST, Head, sentence_end
from desktop.intake.layout import Paragraph
from desktop.intake.numbering import numbering
from desktop.intake.titles import TITLE_LIMIT, Title
from desktop.model.report import BlockKind

_LONGEST = 40
_NEAR_HEAD = 12


class Given:
    """The structure that a file gives its text.

    ``blocks`` are stretches whose kind is settled, as (start, end, kind) in order; ``levels`` are the file's own
    outline levels by the start of their line; ``own_paragraphs`` tells that its lines are its paragraphs.
    """

    def __init__(
        self,
        blocks: Sequence[tuple[int, int, BlockKind]] = (),
        levels: Mapping[int, int] | None = None,
        *,
        own_paragraphs: bool = False,
    ) -> None:
        self.blocks = blocks
        self.levels: Mapping[int, int] = levels or {}
        self.own_paragraphs = own_paragraphs

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _, _ in self.blocks]

    def place(self, at: int) -> int:
        """Count the settled stretches that begin at or before an offset."""
        return bisect_right(self._starts, at)

    def sets(self, at: int) -> bool:
        """Tell whether an offset lies in a settled stretch."""
        place = self.place(at)
        return place > 0 and at < self.blocks[place - 1][1]


PLAIN = Given()
"""Plain text says nothing about itself."""


def with_given_titles(
    text: str, body: Sequence[Paragraph], named: tuple[Title, ...], levels: Mapping[int, int]
) -> tuple[Title, ...]:
    """Add the titles that the file calls so, and a lone first heading that stands over all the others."""
    if not levels:
        return named
    named = tuple(left for title in named for left in _without_heads(title, body, levels))
    taken = {index for title in named for index in range(title.first, title.last + 1)}
    found = [*named]
    for is_title, group in groupby(range(len(body)), key=lambda at: levels.get(body[at].start) == 0):
        run = list(group)
        if is_title and not taken & set(run) and body[run[-1]].end - body[run[0]].start <= 2 * TITLE_LIMIT:
            found.append(Title(run[0], run[-1], body[run[-1]].end))
    if not found:
        found += _lone_first(text, body, levels)
    return tuple(sorted(found))


def _without_heads(title: Title, body: Sequence[Paragraph], levels: Mapping[int, int]) -> Iterator[Title]:
    """Leave out of a title over several lines what the file puts on another level; headings of headings are none."""
    own = levels.get(body[title.last].start, 0)
    first = title.last
    while first > title.first and levels.get(body[first - 1].start, 0) == own:
        first -= 1
    if not first or not 0 < levels.get(body[first - 1].start, 0) < own:
        yield title._replace(first=first)


def _lone_first(text: str, body: Sequence[Paragraph], levels: Mapping[int, int]) -> Iterator[Title]:
    styled = [index for index, paragraph in enumerate(body) if paragraph.start in levels]
    if not styled or styled[0] > _NEAR_HEAD or (len(styled) == 1 and styled[0] > 0):
        return
    first = body[styled[0]]
    if any(levels[body[index].start] <= levels[first.start] for index in styled[1:]):
        return
    if first.end - first.start <= TITLE_LIMIT and numbering(text, first.start, first.end) is None:
        yield Title(styled[0], styled[0], first.end)


def with_given_heads(
    text: str, body: Sequence[Paragraph], named: Sequence[Title], heads: dict[int, Head], levels: Mapping[int, int]
) -> dict[int, Head]:
    """Add the headings that the file calls so, on the levels that its numbered headings show."""
    if not levels:
        return heads
    titled = {index for title in named for index in range(title.first, title.last + 1)}
    given = {index: level for index, each in enumerate(body) if (level := levels.get(each.start, 0))}
    numbered = {at for at in given if at in heads and numbering(text, body[at].start, body[at].end)}
    pairs = [(given[at], heads[at].level) for at in numbered]
    pairs += [(given[at], 0) for at in titled if at in given]
    found = dict(heads)
    for at, level in given.items():
        if at in titled or at in numbered:
            continue
        end = _heading_end(text, body[at])
        if end:
            found[at] = Head(end, _ours(level, pairs), standalone=end >= body[at].end, rule="style")
    return dict(sorted(found.items()))


def _heading_end(text: str, paragraph: Paragraph) -> int:
    """Find where a paragraph in a heading's style stops being one; 0 where it is prose throughout."""
    start, end = paragraph.start, paragraph.end
    stop = sentence_end(text, start, min(end, start + TITLE_LIMIT)) or end
    if stop < end:
        return stop if stop - start <= _LONGEST else 0
    return end if end - start <= TITLE_LIMIT else 0


def _ours(level: int, pairs: Sequence[tuple[int, int]]) -> int:
    """Translate a file's level by the pairs (file's, ours) that are known; the nearest outer one leads."""
    if not pairs:
        return min(level, DEEPEST)
    votes = {theirs: Counter(ours for each, ours in pairs if each == theirs) for theirs, _ in pairs}
    known = {theirs: count.most_common(1)[0][0] for theirs, count in votes.items()}
    outer = max((theirs for theirs in known if theirs <= level), default=min(known))
    return min(max(known[outer] + level - outer, 1), DEEPEST)
