"""The grammar of quantities: from characters to numbers with comparator and unit, ranges, ratios, fractions."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from functools import cache, lru_cache

from desktop.extraction import comparators
from desktop.extraction.units import base, firsts, scale, tail
from desktop.lexicon import numerals
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator


@dataclass(slots=True)
class Quantity:
    """A number as it stands in the text: offsets of the quote and of the bare number, amount, unit, bound.

    ``kind`` is ``digits``, ``words`` (Chinese numerals), ``ratio``, ``fraction`` or ``range``.
    """

    start: int
    end: int
    first: int
    last: int
    value: Decimal
    unit: str
    comparator: Comparator
    kind: str
    rule: str

    @property
    def base(self) -> str:
        """The measure word without 万 or 亿."""
        return base(self.unit)

    @property
    def amount(self) -> Decimal:
        """The value with 万 and 亿 counted in."""
        return self.value * scale(self.unit)


_GAP = "[ ]{0,2}"
_DIGITS = (
    # a blank that a scan has put into a number: 2 4次, 1 36人
    r"(?<=[\u4e00-\u9fff])(?<![第图表年月日件级])(?<![别次各]为)\d{1,2}(?:\.\d)? "
    r"\d{1,4}(?=(?:、\d)?(?:[万亿]?[次人名所个元亩间张套册]|[%台件]|平方米))"
    r"|(?<=[\u4e00-\u9fff])(?<![第图表年月日件级])\d{1,5}\. \d{1,2}(?=[人元册亩]|平方米)"
    r"|\d{1,3}(?:[,，] ?\d{3})+(?!\d)(?:\.\d+)?"
    r"|(?<![\d.])\d{1,3}(?: \d{3})+(?:\.\d+)?(?![\d.])(?= ?[万亿余多几\u4e00-\u9fff%‰㎡m]|[\t\n、，；]|$)"
    r"|\d+(?:(?:\.| ?\. ?(?=\d{1,2} ?[%万亿])|[·。](?=\d{1,2}(?:%|万?元|万人|亿元|亩|平方米)))\d+)?"
)
_WORD = "零〇一二两三四五六七八九十百千廿卅"
_WORDS = rf"[{_WORD}](?:[{_WORD}万亿]*[{_WORD}])?"
_DECIMAL = r"\d+(?:\.\d+)?"
_NUMBER = regex(
    rf"(?P<share>[百千万]分之)(?P<of>{_DECIMAL}|[{_WORD}]+(?:点[{_WORD}]+)?)"
    rf"|(?P<under>\d+|[{_WORD}]+)分之(?P<over>\d+|[{_WORD}]+)"
    r"|(?<![\d/.])(?P<top>\d{1,2})/(?P<bottom>\d{1,2})(?![\d/.月])"
    rf"|(?P<digits>{_DIGITS})(?: ?[:：∶︰] ?(?P<right>{_DECIMAL})(?![:：∶︰]?\d))?"
    r"|(?P<half>一半|半数)(?=以上|以下|[，,。；;、）)的]|$)"
    rf"|(?P<left>{_WORDS}(?:点[{_WORD}]+)?)比(?P<to>{_WORDS}(?:点[{_WORD}]+)?)(?![{_WORD}所名人个年级])"
    rf"|(?P<words>{_WORDS}(?:点[{_WORD}]+)?)"
)
_SHARE_TAIL = regex(rf"(?P<more>[余多])?{_GAP}(?P<after>{comparators.FOLLOWING})?")
_MIXED = regex(r"(?P<big>[万亿千])(?P<more>\d{1,4})(?P<small>[万千百])?(?=\D)")
_TENTH = regex(r"([一二三四五六七八九])(?![一二三四五六七八九十百千万所个人年])")
_LONGEST = 24
_NEAR = 6
"""So many characters may part the two ends of a range."""
_RUNS_ON = frozenset("、至到-—–~～")
_PLACE = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_TO = regex(rf"{_GAP}(?:[—–―~～\-]{{1,2}}|至|到){_GAP}")
_AND = regex(rf"{_GAP}(?:、|和|及|与|或){_GAP}")
_SIGN = regex(r"(?<![\d%A-Za-z\u4e00-\u9fff）)〕\]])-|(?<=[长降幅率为达加少高升])-")
_COUNTED = frozenset(("digits", "words"))
# 、 for a decimal point, as old print and its scans have it: 面积共2365、5平方米 (but 小学、初中各3、5万元)
_POINT = regex(r"、(?=\d{1,2}(?:万?元|亿元|亩|平方米|公里|%))")
_ONE_AMOUNT = regex(r"[共计]$|(?<![\u4e00-\u9fff、])(?:(?![和及与])[\u4e00-\u9fff]){0,12}[积均地达资费]$")
_DEALT = regex(r"分别|依次|各")
# 低于25册的标准: the line itself is 25, what falls short of it was told before
_MEASURED_AGAINST = frozenset(("低于", "高于", "超过", "超出"))
_TO_LINE = regex(r"的?(?:国家|省定?|市定?|规定|部颁|最[高低]|班额|目标)*(?:标准|要求|规定|[上下]限|红线|底线)")
_SHARED = frozenset(("超过", "超", "逾", "突破", "不低于", "不少于", "不超过", "至少", "高于", "低于"))


@cache
def _begins() -> re.Pattern[str]:
    """Find where a number can begin: Chinese numerals only where a unit or a further numeral follows.

    Digits, and decimals, behind which no number can go on are ``plain``: they need not be looked at again.
    """
    return regex(
        rf"[\d{_WORD}](?:(?<=\d)\d*+(?:(?P<plain>(?:\.\d++)?(?![ .,，·。/:：∶︰分]))|)"
        rf"|(?<!\d)(?=[{_WORD}余多几来万亿点分半数比至到—–~～、\- {firsts()}]))"
    )


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """List every number of a run of text (a view), whatever it means, in order and without overlap."""
    end = len(text) if end is None else end
    found: list[Quantity] = []
    at = reached = start
    for begun in _begins().finditer(text, start, end):
        first, last = begun.span()
        if last <= at:
            continue
        if begun.lastgroup and first >= at:
            at = last
            quantity = _counted(text, first, last, "digits", end) if first >= reached else None
        else:
            first = first if first > at else at
            match = _NUMBER.match(text, first, end)
            if match is None:
                continue
            at = match.end()
            quantity = _read(text, match, end) if first >= reached else None
        if quantity is None:
            continue
        reached = quantity.end
        if found and quantity.start - found[-1].end <= _NEAR:
            found[-1], quantity = _joined(text, found[-1], quantity)
            whole = _pointed(text, found[-1], quantity)
            if whole is not None:
                found[-1] = whole
                continue
        found.append(quantity)
    for place in range(len(found) - 2, -1, -1):
        low, high = found[place], found[place + 1]
        if (
            not low.unit
            and high.unit
            and {low.kind, high.kind} <= _COUNTED
            and _AND.fullmatch(text, low.end, high.start)
        ):
            found[place] = replace(low, unit=high.unit, rule=low.rule + "+unit-of-list")
    return [
        q
        for q in found
        if q.unit or q.kind != "words" or (q.first == start and q.last == end) or "点" in text[q.first : q.last]
    ]


def _read(text: str, match: re.Match[str], end: int) -> Quantity | None:
    """Turn one match into a quantity."""
    kind = match.lastgroup or ""
    if kind in _COUNTED:
        return _counted(text, *match.span(), kind, end)
    if match.end() - match.start() > _LONGEST:
        return None
    if kind in {"right", "to"}:
        return _ratio(text, match, end)
    if kind == "of":
        value = numerals.parse(_plain(match["of"]))
        unit = {"百": "%", "千": "‰", "万": "‱"}[match["share"][0]]
        return None if value is None else _finished(text, match, end, value, unit, "fraction")
    if kind == "half":
        return _finished(text, match, end, Decimal("0.5"), "", "fraction")
    over, under = numerals.parse(match["over"] or match["top"]), numerals.parse(match["under"] or match["bottom"])
    if over is None or not under or (match["top"] and over >= under):
        return None
    return _finished(text, match, end, _four(over / under), "", "fraction")


def _plain(digits: str) -> str:
    """Take blanks and commas out of a run of digits."""
    if digits.isdecimal():
        return digits
    return digits.replace(" ", "").replace(",", "").replace("，", "").replace("·", ".").replace("。", ".")


def _four(value: Decimal) -> Decimal:
    """Round to four decimals, without trailing zeros."""
    with localcontext() as context:
        context.prec = 40
        rounded = round(value, 4).normalize()
    return rounded if rounded != rounded.to_integral_value() else Decimal(int(rounded))


def _counted(text: str, first: int, last: int, kind: str, end: int) -> Quantity | None:
    """Read a plain number, in digits or words, with what stands around it."""
    if last - first > _LONGEST:
        return None
    value = Decimal(_plain(text[first:last])) if kind == "digits" else _worded(text[first:last])
    if value is None:
        return None
    mixed = _MIXED.match(text, last, end) if kind == "digits" and text[last : last + 1] in _PLACE else None
    if mixed and text[mixed.end()] in firsts():
        value, last = _mixed(mixed, value), mixed.end()
    words, unit, measured, after, stop = tail(text, last, end)
    if kind == "words" and measured < 0 and last < end and text[last] not in _RUNS_ON and "点" not in text[first:last]:
        return None
    stop = stop if stop > last else last
    if unit == "成" and stop == measured:
        tenth = _TENTH.match(text, stop, end)
        if tenth:
            value, stop = value + (numerals.parse(tenth[1]) or Decimal(0)) / 10, tenth.end()
    return _bounded(text, first, last, stop, value, unit, words, after, kind)


@lru_cache(maxsize=256)
def _worded(words: str) -> Decimal | None:
    """Read Chinese numerals; 两三, 三四十 and 二〇二三 are no amounts."""
    if len(words) > 1 and not any(c in "十百千万亿点廿卅" for c in words):
        return None
    return numerals.parse(words.replace("廿", "二十").replace("卅", "三十"))


def _mixed(found: re.Match[str], value: Decimal) -> Decimal:
    """Add 25万6千 and 13万2 up to one amount."""
    amount = value * _PLACE[found["big"]]
    lower = _PLACE[found["small"]] if found["small"] else _PLACE[found["big"]] / 10 ** len(found["more"])
    return amount + Decimal(found["more"]) * lower


def _bounded(
    text: str, first: int, last: int, stop: int, value: Decimal, unit: str, words: str, after: str, kind: str
) -> Quantity:
    """Add the comparator and a written minus sign."""
    start, bound, word = comparators.leading(text, first)
    if word in _MEASURED_AGAINST and _TO_LINE.match(text, stop):
        start, bound, word = first, None, ""
    sign = (comparators.inside(words, after) if words or after else None) or bound or Comparator.EQUAL
    if start == first and text[first - 1 : first] == "-" and kind == "digits" and _SIGN.match(text, first - 1):
        start, value = first - 1, -value
    rule = kind + "+unit" if unit else kind
    if word or words or after:
        rule += f"+before:{word}" if word else ""
        rule += f"+inside:{words}" if words else ""
        rule += f"+after:{after}" if after else ""
    return Quantity(start, stop, first, last, value, unit, sign, kind, rule)


def _finished(text: str, match: re.Match[str], end: int, value: Decimal, unit: str, kind: str) -> Quantity:
    """Read a share, fraction or ratio, which carries its unit itself, with its comparators."""
    behind = _SHARE_TAIL.match(text, match.end(), end)
    more, after = (behind["more"] or "", behind["after"] or "") if behind else ("", "")
    stop = behind.end() if behind and (more or after) else match.end()
    return _bounded(text, match.start(), match.end(), stop, value, unit, more, after, kind)


def _ratio(text: str, match: re.Match[str], end: int) -> Quantity | None:
    """Read 1：7 and 一比七 as 7, 15.13∶1 as 15.13 and 6∶4 as 1.5."""
    left, right = (numerals.parse(_plain(match[a] or match[b])) for a, b in (("digits", "left"), ("right", "to")))
    if not left or not right:
        return None
    value = right if left == 1 else left if right == 1 else _four(left / right)
    return _finished(text, match, end, value, "", "ratio")


def _pointed(text: str, whole: Quantity, rest: Quantity) -> Quantity | None:
    """Join the two halves of a number that a 、 stands in for a point, where no list is told before it."""
    if whole.unit or whole.kind != "digits" or rest.kind != "digits" or rest.first != whole.end + 1:
        return None
    if not _POINT.match(text, whole.end) or text.startswith("、", rest.end):
        return None
    before = text[max(0, whole.first - 16) : whole.first]
    if not _ONE_AMOUNT.search(before) or _DEALT.search(before):
        return None
    value = Decimal(f"{whole.value}.{text[rest.first : rest.last]}")
    return replace(whole, end=rest.end, last=rest.last, value=value, unit=rest.unit, rule=rest.rule)


def _joined(text: str, low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
    """Join the ends of a range (10—15人) and a second number with the bound of the first (超过90%和95%)."""
    if high.comparator is not Comparator.EQUAL:
        return low, high
    if low.comparator is Comparator.EQUAL and low.value <= high.value and _TO.fullmatch(text, low.end, high.start):
        unit = high.unit if not low.unit or low.unit in "万亿" else low.unit
        if text[low.start - 1 : low.start] in ("从", "由") or unit != high.unit:
            return low, high
        return (
            replace(low, unit=unit, comparator=Comparator.AT_LEAST, rule=low.rule + "+range"),
            replace(high, comparator=Comparator.AT_MOST, rule=high.rule + "+range"),
        )
    word = text[low.start : low.first].strip()
    if word in _SHARED and low.unit == high.unit and _AND.fullmatch(text, low.end, high.start):
        return low, replace(high, comparator=low.comparator, rule=high.rule + f"+before:{word}")
    return low, high
