"""Write the numbers that a file counts by itself, signs set above or below the line, and those of symbol fonts."""

from collections.abc import Callable

RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_SYMBOLS = {
    0xFC: "✓",
    0xFE: "☑",
    0xA8: "□",
    0x6F: "□",
    0xA3: "□",
    0x52: "☑",
    0x50: "✓",
    0x6E: "■",
    0x6C: "●",
    0x75: "◆",
}
"""The signs of Wingdings that such reports use, by their place in the font."""
_DIGITS = "〇一二三四五六七八九"
_FORMAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)


def joined(mark: tuple[str, str] | None, words: str) -> str:
    """Set a mark before a paragraph: close up where the sign itself parts them, as Chinese print does."""
    if mark is None or not mark[0]:
        return words
    sign, suffix = mark
    parted = sign[-1] in "、）)】〕：:．，。" or (sign[-1] == "." and not words[:1].isdigit())
    clash = sign[-1] in "0123456789." and words[:1].isdigit()
    apart = clash if suffix == "nothing" or parted else sign[-1] not in _ENCLOSED
    return f"{sign} {words}" if apart else sign + words


_ENCLOSED = "".join(map(chr, (*range(0x2460, 0x2500), *range(0x2776, 0x2794), *range(0x3220, 0x322A))))


def symbol(code: int) -> str:
    """Give one sign for a character of a symbol font, which files set among those of private use."""
    if 0xF000 <= code <= 0xF0FF:
        return _SYMBOLS.get(code & 0xFF, "•")
    return chr(code) if 0x20 <= code < 0xD800 else ""


def written(count: int, shape: str) -> str:
    """Write a number in one of Word's shapes; an unknown shape in Arabic digits."""
    if count < 0:
        return str(count)
    if shape.startswith("custom:"):
        return str(count).zfill(len(shape[7:].partition(",")[0].strip()))
    return _SHAPES.get(shape, str)(count)


def _counted(count: int, digits: str = "零一二三四五六七八九", tens: str = "十百千") -> str:
    """Count in Chinese up to 9999: 十二, 一百零三."""
    if not 0 < count < 10000:
        return digits[0] if count == 0 else str(count)
    words, pending = "", False
    for place, digit in zip(range(len(str(count)) - 1, -1, -1), map(int, str(count)), strict=True):
        if not digit:
            pending = bool(words)
            continue
        words += (digits[0] if pending else "") + digits[digit] + (tens[place - 1] if place else "")
        pending = False
    return words[1:] if words.startswith("一十") and tens[0] == "十" else words


def _placed(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


def _letters(count: int) -> str:
    """Letter as Word does: z is followed by aa, bb."""
    return chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 1000 else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    words = ""
    for value, sign in _ROMAN:
        words += sign * (count // value)
        count %= value
    return words


def _from(first: int, last: int) -> Callable[[int], str]:
    """Take signs that Unicode has one by one, from ``first`` for 1."""
    return lambda count: chr(first + count - 1) if 0 < count <= last else str(count)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)] if count else "0"


def _circled(count: int) -> str:
    return _from(0x2460, 20)(count) if count <= 20 else chr(0x3251 + count - 21) if count <= 35 else str(count)


_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "koreanCounting",
)
_SHAPES: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_CHINESE, _counted),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"), _placed),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), lambda n: _counted(n, *_FORMAL)
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": lambda count: "".join(chr(0xFF10 + int(digit)) for digit in str(count)),
    "decimalFullWidth2": lambda count: "".join(chr(0xFF10 + int(digit)) for digit in str(count)),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerLetter": _letters,
    "none": lambda _: "",
}
