"""合计: the lines below the scores, as formulas that say the same as the engine and carry its values.

Sums, weights, bonuses and bands are live. What depends on single items failing (veto, cap, downgrade), on counts and on
pass conditions is printed as it was when the sheet was made, and says so.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.model.amount import plain
from desktop.model.checklist import Checklist
from desktop.model.review import ScoreState
from desktop.model.scheme import Bands, Bonus, Sum, Weights
from desktop.model.tally import Tally, TallyKind
from desktop.model.words import STATE_WORD
from desktop.scoring.marking import options
from desktop.sheets import words
from desktop.sheets.dossier import Entry
from desktop.sheets.pages import Formula, Total, quoted

_SCORED, _WAIVED = STATE_WORD[ScoreState.SCORED], STATE_WORD[ScoreState.NOT_APPLICABLE]
_NOTHING = Decimal(0)
_LONGEST = 24


def reckoned(checklist: Checklist, total: Tally, entries: Sequence[Entry], points: str) -> tuple[Total, ...]:
    """Write the lines; ``points`` is the column that holds what items are worth."""
    made = _Reckoning(checklist, total, entries, points)
    return (*made.subtotals(), *made.wholes(), *made.counts())


class _Reckoning:
    """One review's lines."""

    def __init__(self, checklist: Checklist, total: Tally, entries: Sequence[Entry], points: str) -> None:
        """Look at what the engine found."""
        self._checklist, self._total, self._entries, self._points = checklist, total, entries, points
        self._parts = [part for part in total.parts if part.kind is TallyKind.PART]
        rules = [step for part in total.parts if part.kind is TallyKind.RULE for _, step in part.steps()]
        self._rules = {(step.name, step.key): step for step in rules}
        bonuses = [item.id for r in checklist.scheme.rules if isinstance(r, Bonus) for item in checklist.items_of(r.of)]
        self._apart = frozenset(bonuses)

    def subtotals(self) -> Iterator[Total]:
        """Sum up each part that has points, and the mean of its subjects where it repeats."""
        for part in self._parts:
            if part.most is None and not any(leaf.most is not None for leaf in part.leaves()):
                continue
            each = part.parts if part.parts and part.parts[0].kind is TallyKind.PART else ()
            if not each and not self._checklist_repeats(part.key):
                yield self._subtotal(part.key, f"小计·{part.name}", part, "")
                continue
            group = f"每·{part.key}"
            for number, once in enumerate(each or (part,), start=1):
                key = f"{part.key}#{number}" if once.subject or len(each) > 1 else part.key
                yield self._subtotal(key, f"小计·{part.name}　{number}. {_cut(once.subject)}".rstrip(), once, group)
            yield self._mean(part, group)

    def _checklist_repeats(self, key: str) -> bool:
        return any(d.id == key and d.repeats for d in self._checklist.dimensions)

    def _subtotal(self, key: str, label: str, part: Tally, group: str) -> Total:
        """Sum up the rows of one part; a bonus is left to its own line."""
        leaves = [leaf for leaf in part.leaves() if leaf.key not in self._apart and leaf.most is not None]
        apart = [e.key for e in self._entries if e.part == key and e.item.id in self._apart]
        given = self._summed(self._points, key) + "".join(f"-{self._summed(self._points, k)}" for k in apart)
        possible = self._possible(key) + "".join(f"-({self._possible(k)})" for k in apart)
        got = sum((p for leaf in leaves if (p := _counted(leaf)) is not None), _NOTHING)
        most = sum((leaf.most or _NOTHING for leaf in leaves if leaf.state is not ScoreState.NOT_APPLICABLE), _NOTHING)
        claims = [leaf.claimed for leaf in part.leaves() if leaf.claimed is not None]
        figures = [
            ("满分", Formula(template=possible, value=most)),
            ("自评", Formula(template=f"SUM({{自评@{key}}})", value=sum(claims, _NOTHING))),
            (self._points, Formula(template=given, value=got)),
        ]
        if group:
            begun = any(leaf.state in {ScoreState.SCORED, ScoreState.NOT_APPLICABLE} for leaf in part.leaves())
            share = got / most if begun and most else ""
            settled = "+".join(f'COUNTIF({{状态@{key}}},"{word}")' for word in (_SCORED, _WAIVED))
            cells = f"{{{self._points}@小计·{key}}}/{{满分@小计·{key}}}"
            template = f'IF(AND({settled}>0,{{满分@小计·{key}}}>0),{cells},"")'
            figures.insert(0, ("状态", Formula(template=template, value=share)))
        return Total(key=f"小计·{key}", label=label, figures=tuple(figures), part=group)

    def _mean(self, part: Tally, group: str) -> Total:
        """Take the mean of the shares of a part's subjects, as points of the whole part."""
        dimension = next(d for d in self._checklist.dimensions if d.id == part.key)
        most = sum((i.rule.max or _NOTHING for i in dimension.items if i.id not in self._apart), _NOTHING)
        waived = all(leaf.state is ScoreState.NOT_APPLICABLE for leaf in part.leaves())
        mean = f"IF(COUNT({{状态@{group}}})=0,0,AVERAGE({{状态@{group}}})*{plain(most)})"
        return Total(
            key=f"小计·{part.key}",
            label=f"平均·{part.name}",
            figures=(
                (
                    "满分",
                    Formula(
                        template=f"IF(SUM({{满分@{group}}})=0,0,{plain(most)})", value=_NOTHING if waived else most
                    ),
                ),
                (self._points, Formula(template=mean, value=part.points or _NOTHING)),
            ),
        )

    def wholes(self) -> Iterator[Total]:
        """Add the parts up by the checklist's own scheme, down to the grade."""
        last = ""
        for rule in self._checklist.scheme.rules:
            if isinstance(rule, Sum):
                yield self._sum(rule)
                last = "合计"
            elif isinstance(rule, Weights):
                yield from self._weights(rule)
                last = "合计"
        for rule in self._checklist.scheme.rules:
            if isinstance(rule, Bonus):
                yield self._bonus(rule, last)
                last = "加分后"
        for rule in self._checklist.scheme.rules:
            if isinstance(rule, Bands) and last:
                yield self._bands(rule, last)
        others = [r for r in self._checklist.scheme.rules if not isinstance(r, Sum | Weights | Bonus | Bands)]
        if others or (self._checklist.scheme.grades and not last):
            grade = self._total.grade or words.UNFINISHED
            found = Formula(template=quoted(grade), value=grade)
            yield Total(key="结论", label="结论（导出时）", figures=((self._points, found),), note=words.NOT_LIVE)

    def _sum(self, rule: Sum) -> Total:
        """Add the parts up, what does not apply left out."""
        step = self._rules["相加", ""]
        named = [part.key for part in self._parts if self._has_points(part)]
        given = "+".join(f"{{{self._points}@小计·{key}}}" for key in named) or "0"
        possible = "+".join(f"{{满分@小计·{key}}}" for key in named) or "0"
        whole = rule.out_of if rule.out_of is not None else step.most or _NOTHING
        total = f"IF(({possible})=0,0,ROUND(({given})/({possible})*{plain(whole)},2))"
        return Total(
            key="合计",
            label="合计",
            figures=(
                ("满分", Formula(template=plain(whole), value=whole)),
                (self._points, Formula(template=total, value=step.points or _NOTHING)),
            ),
        )

    def _weights(self, rule: Weights) -> Iterator[Total]:
        """Weigh the parts, group by group; the weights of what applies are made to sum to their whole."""
        names = {part.key: part.name for part in self._parts}

        def counts(of: str) -> str:
            """Give a part's weight where it applies, else 0."""
            weight = next(w for w in rule.weights if w.of == of)
            if of not in rule.groups:
                return f"IF({{满分@小计·{of}}}>0,{plain(weight.weight)},0)" if self._has(of) else "0"
            below = "+".join(counts(w.of) for w in rule.weights if w.under == of)
            return f"IF({below}>0,{plain(weight.weight)},0)"

        for weight in rule.weights:
            above = f"{{满分@权·{weight.under}}}" if weight.under else plain(rule.out_of)
            siblings = "+".join(counts(w.of) for w in rule.weights if w.under == weight.under)
            worth = f"IF(({siblings})=0,0,{above}*{counts(weight.of)}/({siblings}))"
            if weight.of in rule.groups:
                share = "+".join(f"{{{self._points}@权·{w.of}}}" for w in rule.weights if w.under == weight.of)
            elif self._has(weight.of):
                own, full = f"{{{self._points}@小计·{weight.of}}}", f"{{满分@小计·{weight.of}}}"
                share = f"IF({full}=0,0,{own}/{full}*{{满分@权·{weight.of}}})"
            else:
                share = "0"
            step = self._rules.get((weight.of, weight.of))
            yield Total(
                key=f"权·{weight.of}",
                label=f"折算·{names.get(weight.of, weight.of)}（权重 {plain(weight.weight)}）",
                figures=(
                    ("满分", Formula(template=worth, value=step.most or _NOTHING if step else _NOTHING)),
                    (self._points, Formula(template=share, value=step.points or _NOTHING if step else _NOTHING)),
                ),
            )
        whole = self._rules["加权", ""]
        top = "+".join(f"{{{self._points}@权·{w.of}}}" for w in rule.weights if not w.under)
        yield Total(
            key="合计",
            label="加权合计",
            figures=(
                ("满分", Formula(template=plain(rule.out_of), value=rule.out_of)),
                (self._points, Formula(template=f"ROUND({top},2)", value=whole.points or _NOTHING)),
            ),
        )

    def _bonus(self, rule: Bonus, base: str) -> Total:
        """Put a bonus on top, up to its ceiling."""
        named = {item.id for item in self._checklist.items_of(rule.of)}
        earned = "+".join(self._summed(self._points, e.key) for e in self._entries if e.item.id in named) or "0"
        before = f"{{{self._points}@{base}}}" if base else "0"
        total = f"{before}+MIN({earned},{plain(rule.ceiling)})"
        if rule.limit is not None:
            total = f"IF({total}>{plain(rule.limit)},MAX({before},{plain(rule.limit)}),{total})"
        step = self._rules["加分", ""]
        found = Formula(template=total, value=step.points or _NOTHING)
        return Total(key="加分后", label=f"加分后（最多加 {plain(rule.ceiling)} 分）", figures=((self._points, found),))

    def _bands(self, rule: Bands, total: str) -> Total:
        """Find the band of the total, once nothing is open."""
        bands = sorted(rule.bands, key=lambda band: -band.min)
        reached = next((band for band in bands if (self._total.points or _NOTHING) >= band.min), bands[-1])
        nested = quoted(bands[-1].text)
        for band in reversed(bands):
            nested = f"IF({{{self._points}@{total}}}>={plain(band.min)},{quoted(band.text)},{nested})"
        open_ = "+".join(f'COUNTIF({{状态}},"{STATE_WORD[s]}")' for s in (ScoreState.OPEN, ScoreState.DOUBTFUL))
        done = self._total.state is ScoreState.SCORED
        template = f"IF({open_}>0,{quoted(words.UNFINISHED)},{nested})"
        value = reached.text if done else words.UNFINISHED
        return Total(key="等次", label="按总分分档", figures=((self._points, Formula(template=template, value=value)),))

    def counts(self) -> Iterator[Total]:
        """Count levels and states."""
        leaves = self._total.leaves()
        known = dict.fromkeys(option.word for item in self._checklist.items for option in options(item) if option.word)
        for word in known:
            found = sum(leaf.level == word and leaf.state is ScoreState.SCORED for leaf in leaves)
            template = f'COUNTIFS({{评分}},{quoted("=" + _literal(word))},{{状态}},"{_SCORED}")'
            yield self._count(word, template, found)
        for state, word in STATE_WORD.items():
            found = sum(leaf.state is state for leaf in leaves)
            yield self._count(word, f'COUNTIF({{状态}},"{word}")', found)

    def _count(self, word: str, template: str, found: int) -> Total:
        figure = Formula(template=template, value=Decimal(found))
        return Total(key=f"计·{word}", label=f"{word}（条）", figures=((self._points, figure),))

    def _has_points(self, part: Tally) -> bool:
        return any(leaf.most is not None for leaf in part.leaves())

    def _has(self, key: str) -> bool:
        return any(part.key == key and self._has_points(part) for part in self._parts)

    def _summed(self, column: str, key: str) -> str:
        return f'SUMIFS({{{column}@{key}}},{{状态@{key}}},"{_SCORED}")'

    def _possible(self, key: str) -> str:
        return f'SUM({{满分@{key}}})-SUMIFS({{满分@{key}}},{{状态@{key}}},"{_WAIVED}")'


def _cut(subject: str) -> str:
    """Cut a subject to its first words."""
    line = " ".join(subject.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _counted(leaf: Tally) -> Decimal | None:
    """Give what an item adds: its points once it is scored."""
    return leaf.points if leaf.state is ScoreState.SCORED else None


def _literal(word: str) -> str:
    """Keep the signs that a criterion would take for wildcards."""
    for sign in "~*?":
        word = word.replace(sign, "~" + sign)
    return word
