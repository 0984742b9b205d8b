"""Source beside answer: which items of a plan or report take up which issue, and why that is believed.

Numbers, quotations and rare words are looked up, so that time grows with the length of both sides and not with their
product; only the few items that share rare words with an issue are held against it word by word.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from desktop.extraction import links
from desktop.lexicon.numerals import MARK, ordinal
from desktop.lexicon.patterns import regex
from desktop.model.loop import Answer, Issue, Match
from desktop.model.plan import PlanItem, bare

_QUOTED = 8
"""So many characters taken over word by word are a quotation."""
_ALIKE, _PARTLY = 0.45, 0.25
_BY_NUMBER = 0.12
"""Where the numbers agree, so little shared wording is enough."""
_NEAREST, _COMMON = 6, 24
_AUDIENCE = frozenset({"parents"})
"""Whom a measure is told to (致家长一封信) is not what it puts right, unless the issue names them."""
_WHOLE = 0.5
"""The share of an issue's statements that must be quoted to call it answered whole."""
_SENTENCE = regex(r"[^。；;!！\n]+")
_HEADING = 22
_MARK = regex(rf"^\s*[(（]?{MARK}(?:[)）]|[.．、\s])\s*")
_DONE_BY_NONE = "，但没有写措施"


class Answers:
    """The items of one plan or report, ready to be looked up."""

    def __init__(self, items: Sequence[PlanItem]) -> None:
        """Prepare items, once for all issues that are held against them."""
        self.items = tuple(items)
        self._bare = [tuple(filter(None, map(bare, item.quoted))) for item in self.items]
        self._told = ["。".join((*item.quoted, *(p.quote for p in item.promises))) for item in self.items]
        self._exact: dict[str, list[int]] = {}
        self._numbered: dict[str | int, list[int]] = {}
        for at, item in enumerate(self.items):
            for each in self._bare[at]:
                self._exact.setdefault(each, []).append(at)
            if item.number:
                self._numbered.setdefault(_place(item.number), []).append(at)
        self.gists = [_gist(told) for told in self._told]
        self._pairs: dict[str, list[int]] = {}
        for at, gist in enumerate(self.gists):
            for pair in gist.pairs:
                self._pairs.setdefault(pair, []).append(at)

    @cached_property
    def place_of(self) -> dict[str, int]:
        """Look up an item by its key."""
        return {item.key: at for at, item in enumerate(self.items)}

    def matched(self, issues: Sequence[Issue], chosen: Mapping[str, str]) -> tuple[Match, ...]:
        """Match every issue; ``chosen`` are items by the key of the issue that somebody put them to, "" for none."""
        rare = links.rarity([*(_gist(issue.quote) for issue in issues), *self.gists])
        found = [self._chosen(issue, chosen) or self._quoted(issue) for issue in issues]
        taken = Counter(at for match in found if match for at in match.items)
        told = [match or self._worded(issue, rare, taken) for match, issue in zip(found, issues, strict=True)]
        return tuple(self._with_measures(match) for match in told)

    def fit(self, asked: str, told: str) -> float:
        """Tell how alike an issue and what answers it are, 0 to 1, by words that are rare among these items."""
        question, answer = _gist(asked), _gist(told)
        topics = {
            name: worth for name, worth in answer.topics.items() if name not in _AUDIENCE - question.topics.keys()
        }
        answer = answer._replace(topics=topics)
        return _fit(links.weighed(question, self._rare), links.weighed(answer, self._rare))

    @cached_property
    def _rare(self) -> "defaultdict[str, float]":
        told = links.rarity([*self.gists, *(_gist("。".join(item.quoted)) for item in self.items)])
        unknown = max(told.values(), default=1.0)
        return defaultdict(lambda: unknown, told)

    def _chosen(self, issue: Issue, chosen: Mapping[str, str]) -> Match | None:
        """Go by what somebody decided."""
        if issue.key not in chosen:
            return None
        at = self.place_of.get(chosen[issue.key])
        if at is None:
            return Match(by="人工认定：没有对应条目", chosen=True) if not chosen[issue.key] else None
        return Match(items=(at,), answer=Answer.ANSWERED, by="人工对应", score=1.0, chosen=True)

    def _quoted(self, issue: Issue) -> Match | None:
        """Find the items that quote an issue word by word; several may quote a part each."""
        whole = _told(issue.quote)
        if whole in self._exact:
            return Match(items=tuple(self._exact[whole]), answer=Answer.ANSWERED, by="引用原文", score=1.0)
        near = self._near(issue)
        same = self._numbered.get(_place(issue.number), ()) if issue.number else ()
        items = tuple(at for at in dict.fromkeys((*same, *near)) if any(_takes_up(whole, q) for q in self._bare[at]))
        if not items:
            return None
        told = [each for at in items for each in self._bare[at]]
        left = _unquoted(issue.quote, told)
        answer = Answer.PARTLY if left else Answer.ANSWERED
        by = f"引用原文，但未提“{left}”" if left else "引用原文"
        return Match(items=items, answer=answer, by=by, score=1.0)

    def _worded(self, issue: Issue, rare: Mapping[str, float], taken: Mapping[int, int]) -> Match:
        """Find the item of the same number, or the one most alike in its words."""
        question = links.weighed(_gist(issue.quote), rare)
        near = self._near(issue)
        same = self._numbered.get(_place(issue.number), ()) if issue.number else ()
        fits = {at: _fit(question, links.weighed(self.gists[at], rare)) for at in dict.fromkeys((*same, *near))}
        best = max(fits, key=lambda at: fits[at], default=None)
        by_number = max(same, key=lambda at: fits[at], default=None)
        if best is None or fits[best] < _BY_NUMBER:
            return Match(by="没有相近的条目")
        if by_number is not None and fits[by_number] >= max(_BY_NUMBER, fits[best] - _PARTLY):
            return Match(
                items=(by_number,), answer=Answer.ANSWERED, by="编号相同，用语相近", score=round(fits[by_number], 2)
            )
        if fits[best] < _PARTLY:
            return Match(by="没有相近的条目")
        if taken.get(best):
            number = self.items[best].number
            by = f"由答复另一问题的第 {number} 条一并回应" if number else "由答复另一问题的条目一并回应"
            return Match(items=(best,), answer=Answer.OTHER, by=by, score=round(fits[best], 2))
        answer = Answer.ANSWERED if fits[best] >= _ALIKE else Answer.PARTLY
        shared = _shared(issue.quote, self._told[best])
        by = f"用语相近：{shared}" if shared else "用语相近"
        return Match(items=(best,), answer=answer, by=by, score=round(fits[best], 2))

    def _with_measures(self, match: Match) -> Match:
        """Take back what an item without a measure would answer."""
        told = any(self.items[at].promises or self.items[at].progress for at in match.items)
        if not match.items or told:
            return match
        return match.model_copy(update={"answer": Answer.NOT, "by": f"{match.by}{_DONE_BY_NONE}"})

    def _near(self, issue: Issue) -> tuple[int, ...]:
        """Name the few items that share most rare pairs of characters with an issue."""
        most = max(_COMMON, len(self.items) // 20)
        votes: dict[int, float] = {}
        for pair in _gist(issue.quote).pairs:
            places = self._pairs.get(pair, ())
            if len(places) <= most:
                worth = 1 / len(places) if places else 0.0
                for at in places:
                    votes[at] = votes.get(at, 0.0) + worth
        return tuple(sorted(votes, key=lambda at: (-votes[at], at))[:_NEAREST])


@lru_cache(maxsize=4_096)
def _place(number: str) -> str | int:
    """Read a printed number, so that 十二 and 12 are one; what is none (W-01) stays as it is."""
    return ordinal(number) or number


@lru_cache(maxsize=16_384)
def _gist(words: str) -> links.Gist:
    """Tell what some words are about; a loop asks for the same ones round after round."""
    return links.gist(words, 0, len(words))


def _fit(question: links.Gist, answer: links.Gist) -> float:
    """Tell how alike two texts are; where an issue touches no known topic, its words decide alone."""
    fit = links.fit(question, answer)
    return fit if question.topics else fit / (1 - links.TOPIC_SHARE)


@lru_cache(maxsize=4_096)
def _told(quote: str) -> str:
    """Give what an issue says, without its mark and signs."""
    return bare(_MARK.sub("", quote))


def _takes_up(issue: str, quoted: str) -> bool:
    """Tell whether one of two statements stands word for word in the other."""
    return min(len(issue), len(quoted)) >= _QUOTED and (quoted in issue or issue in quoted)


def stated(issue: str) -> list[str]:
    """List what an issue states, without its mark and the short heading before it."""
    found = [s.strip() for s in _SENTENCE.findall(_MARK.sub("", issue)) if bare(s)]
    return found[1:] if len(found) > 1 and len(found[0]) <= _HEADING else found


def _unquoted(issue: str, quoted: Sequence[str]) -> str:
    """Give the first statement left out where most of an issue is not quoted; its heading may be, and is enough."""
    statements = stated(issue)
    taken = "\n".join(quoted)
    heading = _told(issue)[: -len(bare("".join(statements))) or None]
    if heading and heading in taken:
        return ""
    left = [s for s in statements if bare(s) not in taken and not any(each in bare(s) for each in quoted)]
    size = sum(map(len, statements))
    return left[0][:24] if left and sum(map(len, left)) > _WHOLE * size else ""


def _shared(one: str, other: str) -> str:
    """Name the longest runs of words that two texts share, three at most."""
    found: list[str] = []
    words, at = bare(one), 0
    held = bare(other)
    while at < len(words) - 1:
        end = at + 2
        if words[at:end] not in held:
            at += 1
            continue
        while end < len(words) and words[at : end + 1] in held:
            end += 1
        found.append(words[at:end])
        at = end
    return "、".join(sorted(dict.fromkeys(found), key=len, reverse=True)[:3])
