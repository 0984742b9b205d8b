import inspect
import random
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from desktop import extraction, intake, lexicon, paths
from desktop.checking import book, check
from desktop.checking.needs import needs
from desktop.model.metric import Metric
from desktop.model.report import Report
from tests.checking.marked import report_of
from tests.checking.test_check import FIGURES, FRAGMENTS
from tests.checking.test_documents import DOCUMENTS


@pytest.mark.parametrize(
    ("words", "bases", "figures", "asked"),
    [
        ("其中小学占三成", {"%"}, 2, True),
        ("初中仅占三成", {"%", "所"}, 3, True),
        ("小学占三成", {"%"}, 1, False),
        ("小学占三成", {"所"}, 2, False),
        ("小学为三成", {"%"}, 2, False),
        ("全县占三成", {"%"}, 2, False),
    ],
)
def test_a_rule_is_asked_where_figures_a_unit_and_a_word_of_each_list_stand(
    words: str, bases: set[str], figures: int, asked: bool
) -> None:
    @needs("占|比例", "小学|初中", unit="%", figures=2)
    def rule(told: SimpleNamespace, answer: str) -> Iterator[str]:
        yield told.words + answer

    assert (
        list(rule(SimpleNamespace(words=words, bases=frozenset(bases), figures=range(figures)), "！"))
        == [f"{words}！"] * asked
    )


def _texts() -> Iterator[tuple[Report, tuple[Metric, ...]]]:
    """Give the seeds, the documents of this room, and words and figures in any order."""
    for path in (*sorted(paths.seeds_dir().glob("*.txt")), *sorted(DOCUMENTS.glob("*.txt"))):
        report = intake.read_bytes(path.read_bytes(), path.name)
        yield report, extraction.extract(report, lexicon.load()).metrics
    pick = random.Random(7)
    for _ in range(30):
        yield report_of("文" + "".join(pick.choice(FIGURES if pick.random() < 0.4 else FRAGMENTS) for _ in range(60)))


def test_what_a_rule_needs_hides_nothing_that_it_would_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(_texts())
    told = [check(report, metrics, lexicon.load()) for report, metrics in texts]
    freed = 0
    for module in [module for name, module in sys.modules.items() if name.startswith("desktop.checking")]:
        for name, rule in vars(module).copy().items():
            if getattr(getattr(rule, "__code__", None), "co_filename", "").endswith("needs.py") and name != "needs":
                monkeypatch.setattr(module, name, inspect.unwrap(rule))
                freed += 1
    monkeypatch.setattr(book, "_OF_A_SENTENCE", tuple(map(inspect.unwrap, book._OF_A_SENTENCE)))
    assert freed > 20
    for (report, metrics), before in zip(texts, told, strict=True):
        assert check(report, metrics, lexicon.load()) == before
