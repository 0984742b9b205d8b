"""How a part is named by its whole: 其中公办8000人, 女生704人, 专任教师520人."""

import re

from desktop.extraction import follows, groups, leads, verbs
from desktop.extraction.figures import Figure
from desktop.extraction.scene import Name

_SEXES = frozenset(("男", "女", "男生", "女生", "男性", "女性"))
_OWNED = re.compile(r"(公办|民办|普惠)(?:幼儿)?园")
_STAGED_PEOPLE = re.compile(r"(小学|初中|高中|中职|大学)生$")
_OWN_WORD = re.compile(r"^(?:公|民|小学|初中|高中|中职|普|幼|中|特)")


def part(found: Name, whole: Name, lead: leads.Lead, figure: Figure) -> Name:
    """Name a part by its whole."""
    if found.rule == "doer":
        return found
    cut = verbs.named(lead.phrase)
    head = groups.split(cut.phrase)
    if head.tokens and not head.rest and not follows.noun(figure.follow):
        tokens = head.tokens
        owned = _OWNED.fullmatch(tokens[0])
        if len(tokens) == 1 and owned and whole.indicator.endswith(("园", "学校")):
            return Name(head.group, owned[1], head.group, "", "", "part")
        bare = tokens[0] in _SEXES or (whole.verb and whole.indicator.endswith(tokens[0][-2:]))
        if len(tokens) == 1 and (bare or not groups.is_people(tokens[0])):
            return Name(whole.indicator, head.group, head.group, "", "", "part")
        if whole.indicator.endswith(tokens[-1]) and not _OWN_WORD.match(tokens[0]):
            return Name(whole.indicator, head.group[: -len(tokens[-1])], head.group, "", "", "part")
        if len(tokens) == 1:
            stage = _STAGED_PEOPLE.match(tokens[0])
            return Name(head.group, stage[1] if stage else whole.subject, "", "", "", "part")
        return Name(head.group, tokens[0], head.group, "", "", "part")
    if (
        groups.is_people(whole.indicator)
        and lead.phrase
        and not groups.is_people(lead.phrase)
        and len(lead.phrase) < 16
    ):
        return Name(lead.phrase, whole.indicator, "", "", "", "part")
    return found
