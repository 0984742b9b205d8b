"""Sections: what a report says well and badly, sentence by sentence under its headings."""

from bisect import bisect_left, bisect_right

from desktop.lexicon import Lexicon
from desktop.lexicon.claims import claimed
from desktop.model.chart import Section, Sentence, Tone
from desktop.model.claim import ClaimKind
from desktop.model.examination import Examination
from desktop.model.metric import Role
from desktop.scoring.passages import Passage, passages

_DEEPEST = 2
_OPENING = "（开头）"
_SAYS_HOW_MUCH = {Role.LEVEL, Role.CHANGE}


def sections(examination: Examination, lexicon: Lexicon) -> tuple[Section, ...]:
    """List the sections under headings of the first two levels that hold any sentence."""
    report = examination.report
    heads = [h for h in report.headings() if h.level is not None and 0 < h.level <= _DEEPEST]
    starts = [0, *(head.start for head in heads)]
    titles = [_OPENING, *(" ".join(head.quote.split()) for head in heads)]
    ends = [*starts[1:], len(report.text)]
    told: list[list[Sentence]] = [[] for _ in starts]
    for sentence in _sentences(examination, lexicon):
        told[bisect_right(starts, sentence.start) - 1].append(sentence)
    return tuple(
        Section(title=title, start=start, end=end, sentences=tuple(held))
        for title, start, end, held in zip(titles, starts, ends, told, strict=True)
        if held
    )


def _sentences(examination: Examination, lexicon: Lexicon) -> list[Sentence]:
    """List the sentences of the body, and the headings that are themselves a problem or a measure."""
    doubted = sorted(anchor for finding in examination.findings for anchor in finding.anchors)
    found = [
        Sentence(start=passage.start, end=passage.end, tone=_tone(passage, examination, doubted, lexicon))
        for passage in passages(examination, lexicon)
    ]
    starts = [sentence.start for sentence in found]
    for tone, marks in ((Tone.PROBLEM, examination.problems), (Tone.MEASURE, examination.measures)):
        for mark in marks:
            before = bisect_right(starts, mark.start) - 1
            follows = bisect_left(starts, mark.end)
            inside = before >= 0 and mark.start < found[before].end
            if not inside and follows == before + 1:
                found.append(Sentence(start=mark.start, end=mark.end, tone=tone))
    return sorted(found, key=lambda sentence: sentence.start)


def _tone(passage: Passage, examination: Examination, doubted: list[int], lexicon: Lexicon) -> Tone:
    """Class a sentence: what is wrong comes before what is well."""
    if passage.problem:
        return Tone.PROBLEM
    if _holds(doubted, passage):
        return Tone.FINDING
    if passage.blanks:
        return Tone.BLANK
    if passage.measure:
        return Tone.MEASURE
    return Tone.GOOD if _is_result(passage, examination, lexicon) else Tone.PLAIN


def _holds(places: list[int], passage: Passage) -> bool:
    """Tell whether one of some sorted places lies in a sentence."""
    at = bisect_left(places, passage.start)
    return at < len(places) and places[at] < passage.end


def _is_result(passage: Passage, examination: Examination, lexicon: Lexicon) -> bool:
    """Tell a result (成效) from work done: said as done, with a word of success and a figure or an honour to show."""
    cues = lexicon.cues.achievement
    if claimed(passage.text, lexicon.cues) is not ClaimKind.DONE:
        return False
    if not any(word in passage.text for word in cues.verbs):
        return False
    starts = examination.starts
    within = examination.metrics[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
    figure = any(metric.role in _SAYS_HOW_MUCH for metric in within)
    return figure or any(word in passage.text for word in cues.levels)
