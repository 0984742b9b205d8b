"""What a unit counts: its base, its multiplier, and whether amounts of it may be added."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktop.lexicon import units

PERCENT, POINTS, MONEY, TIMES = "%", "个百分点", "元", "倍"
_MEASURED = {"平方米", "平方公里", "立方米", "公里", "米", "厘米", "吨", "公斤", "千克", "克", "斤", "升", "分", "小时",
             "分钟", "GB", "TB", "M", "年", "月", "天", "周"}  # fmt: skip


class Quantity(NamedTuple):
    """A unit without its multiplier: ``base`` 元 and ``factor`` 10000 for 万元, and what its base makes of it.

    ``share`` tells shares, differences of shares and multiples, ``money`` amounts of money, per head or not;
    ``counted`` tells whole things (所, 人, 个), ``additive`` what parts of a whole come in;
    ``single`` tells whole things that are counted one by one, without a multiplier.
    """

    base: str
    factor: Decimal
    share: bool
    money: bool
    counted: bool
    additive: bool
    single: bool


@lru_cache(maxsize=1024)
def quantity(unit: str) -> Quantity:
    """Take a unit apart; a bare multiplier (150万) has base ``""``."""
    base, factor = units.scale(unit)
    share, money = base in {PERCENT, POINTS, TIMES}, base[:1] == MONEY
    each = bool(base) and "/" not in base and ":" not in base  # one thing, no rate of two (元/年, :1)
    counted = each and base not in _MEASURED and not share and not money
    additive = each and not share and base != "分"
    return Quantity(base, factor, share, money, counted, additive, single=counted and factor == 1)
