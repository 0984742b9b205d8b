"""The lexicon: everything in ``resources/lexicon``, each part read when it is first asked for."""

from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING

from desktop import paths
from desktop.lexicon import units, yamlfile
from desktop.lexicon.matching import Match, Matcher
from desktop.model.errors import BrokenResource
from desktop.model.lexicon import Cues, Indicator, IndicatorBook, UnitBook

if TYPE_CHECKING:
    from desktop.model.relations import Named, RelationBook
    from desktop.model.threshold import Threshold


class Lexicon:
    """What the program knows of the domain; any part may raise ``BrokenResource`` when first read."""

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """List the canonical indicators."""
        return self._book.indicators

    @cached_property
    def cues(self) -> Cues:
        """Give section titles, cue words, placeholders, usual defects."""
        return yamlfile.read(paths.resource("lexicon", "cues.yaml"), Cues)

    @cached_property
    def thresholds(self) -> "tuple[Threshold, ...]":
        """List the cross-framework lines."""
        from desktop.model.threshold import ThresholdBook  # no reading needs it, as scoring does

        return yamlfile.read(paths.resource("lexicon", "thresholds.yaml"), ThresholdBook).thresholds

    @cached_property
    def relations(self) -> "RelationBook":
        """Give how indicators follow from each other and from words."""
        from desktop.model.relations import RelationBook  # no reading needs it, as scoring does

        return yamlfile.read(paths.resource("lexicon", "relations.yaml"), RelationBook)

    def named_in(self, unit: str) -> "tuple[Named, ...]":
        """List what names figures in a base unit by the words of their sentence."""
        return self._named.get(unit, ())

    @cached_property
    def _named(self) -> "dict[str, tuple[Named, ...]]":
        by_unit: dict[str, list[Named]] = defaultdict(list)
        for entry in self.relations.named:
            by_unit[units.scale(entry.unit)[0]].append(entry)
        return {unit: tuple(entries) for unit, entries in by_unit.items()}

    @property
    def units(self) -> UnitBook:
        """Give the unit words."""
        return units.load()

    def indicator(self, name: str) -> Indicator | None:
        """Look up an indicator by its canonical name."""
        return self._matcher.by_name.get(name)

    def match(self, words: str, subject: str = "", unit: str = "") -> Match | None:
        """Find the canonical indicator of a phrase and the rule that found it.

        ``words`` and ``subject`` are the text's own words, ``unit`` the figure's unit as written. Exact names
        and aliases come first, then ambiguous ones told apart by stage and unit, then the longest alias
        contained, then its characters in order, then weak aliases beside a fitting unit.
        """
        return self._matcher.match(words, subject, unit)

    def stages(self, words: str) -> frozenset[str]:
        """List the school stages that a text names (学前, 小学, 初中, 高中, 中职, 特教, 高等)."""
        return self._matcher.stages(words)

    @cached_property
    def _book(self) -> IndicatorBook:
        return yamlfile.read(paths.resource("lexicon", "indicators.yaml"), IndicatorBook)

    @cached_property
    def _matcher(self) -> Matcher:
        try:
            return Matcher(self._book)
        except KeyError as error:
            raise BrokenResource(f"资料文件 indicators.yaml 的多义词提到了没有的指标“{error.args[0]}”。") from error


@cache
def load() -> Lexicon:
    """Give the one lexicon of the program."""
    return Lexicon()
