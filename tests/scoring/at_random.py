"""Rules and whole checklists at random, their words with every sign that a way of writing them has to escape."""

from decimal import Decimal

from hypothesis import strategies as st

from desktop.model.checklist import Checklist, Dimension, Item, Judge, JudgeType, Rule, Scoring
from desktop.model.marks import (
    Deduction,
    Grade,
    Levels,
    Limit,
    Marks,
    Points,
    Proportional,
    Ranked,
    Shared,
    Stepped,
    Threshold,
)
from desktop.model.marks import Level as Step
from desktop.model.provenance import Source
from desktop.model.scheme import (
    Band,
    Bands,
    Bonus,
    Cap,
    Count,
    CountBand,
    Downgrade,
    Need,
    Pass,
    Scheme,
    Sum,
    TotalRule,
    Veto,
    Weight,
    Weights,
)

D = Decimal
words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from("；;=|/\\≥≤：\n"), min_size=1
)
amounts = st.decimals(0, 999, places=2)
marks: st.SearchStrategy[Marks] = st.one_of(
    st.builds(lambda m, t: Points(max=m, steps=(Step(score=m, text=t), Step(score=D(0), text=""))), amounts, words),
    st.builds(
        lambda m, w, t: Levels(levels=(Grade(word=f"一{w}", points=m, text=t), Grade(word="末", points=D(0)))),
        amounts,
        words,
        words,
    ),
    st.just(Levels(levels=(Grade(word="优", text="全"), Grade(word="良")))),
    st.builds(lambda m, u: Deduction(max=m, each=D("0.2"), floor=D("-1.5"), unit=u), amounts, words),
    st.builds(lambda m: Stepped(limits=(Limit(at=D("0.50"), points=m),), higher=False), amounts),
    st.builds(lambda m: Proportional(max=m, zero_at=D("-3"), full_at=D("97.50"), unit="%"), amounts),
    st.builds(lambda m: Shared(max=m, partly=D("0.25")), amounts),
    st.builds(lambda m: Ranked(limits=(Limit(at=D(1), points=m + 1), Limit(at=D(9), points=m)), rest=D(0)), amounts),
)


def totals_of(
    refs: st.SearchStrategy[tuple[str, ...]], parts: st.SearchStrategy[str]
) -> dict[str, st.SearchStrategy[TotalRule]]:
    """Make rules of the whole, by type, that name some items and parts."""
    return {
        "sum": st.builds(Sum, out_of=st.none() | st.just(D(100))),
        "weights": st.builds(lambda a, w: Weights(weights=(Weight(of=a, weight=w + 1),), out_of=D(10)), parts, amounts),
        "bonus": st.builds(Bonus, of=refs, ceiling=amounts, limit=st.none() | amounts),
        "bands": st.builds(lambda w, m: Bands(bands=(Band(min=m, text=w), Band(min=D(-1), text=""))), words, amounts),
        "count": st.builds(
            lambda w, of, n: Count(
                bands=(CountBand(text=w, needs=(Need(level=w, count=n), Need(level="差", count=0, most=True))),),
                of=of,
                out_of=n + 1,
            ),
            words,
            refs,
            st.integers(0, 99),
        ),
        "pass": st.builds(Pass, of=refs, share=st.just(D("0.85")), otherwise=words),
        "cap": st.builds(Cap, of=refs, grade=words),
        "downgrade": st.builds(Downgrade, of=refs, by=st.integers(1, 3)),
        "veto": st.builds(Veto, of=refs, grade=st.just("") | words),
    }


LINE = Rule.model_validate({"metric": "学前三年毛入园率", "op": ">=", "value": "85.0", "unit": "%", "stage": "学前"})


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    """Make a checklist of two parts whose items and whole go by any rules."""
    rules = draw(st.lists(marks | st.builds(Threshold, max=amounts), min_size=2, max_size=5))
    items = tuple(_item(f"甲.{n}", rule, *(draw(words) for _ in range(3))) for n, rule in enumerate(rules))
    cut = draw(st.integers(1, len(items) - 1))
    repeats = draw(st.sampled_from(("", "problem", "乡镇")))
    dimensions = (
        Dimension(id="D1", name=draw(words).strip() or "一", note=draw(words), items=items[:cut]),
        Dimension(id="D2", name="二", repeats=repeats, items=items[cut:]),
    )
    refs = st.lists(st.sampled_from([*(item.id for item in items), "D1", "D2"]), min_size=1, max_size=3).map(tuple)
    kinds = totals_of(refs, st.sampled_from(("D1", "D2")))
    base = draw(st.sampled_from(("sum", "weights")))
    named = draw(st.lists(st.sampled_from([kind for kind in kinds if kind not in ("sum", "weights")]), unique=True))
    return Checklist(
        id="t",
        title="试用表",
        document="试用办法",
        doc_no=None,
        year=2026,
        applies_to="",
        scoring=Scoring(
            kind="scheme", summary="", scheme=Scheme(rules=tuple(draw(kinds[kind]) for kind in (base, *named)))
        ),
        sources={"s": Source(title="来源", region="某省")},
        dimensions=dimensions,
    )


def _item(name: str, rule: Marks, title: str, check: str, note: str) -> Item:
    return Item.model_validate(
        {
            "id": name,
            "name": title,
            "check": check,
            "judge": Judge(type=JudgeType.MIXED, rules=(LINE,)),
            "max_points": rule.max,
            "marks": rule,
            "metrics": ("学前三年毛入园率",),
            "keywords": ("入园",),
            "source": ("s",),
            "clause": "第三条",
            "confidence": "high",
            "verified": "",
            "status": "official",
            "note": note,
        }
    )
