"""What a unit counts: its base, its multiplier, and whether amounts of it may be added."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from desktop.lexicon import units

PERCENT, POINTS, MONEY, TIMES = "%", "个百分点", "元", "倍"
_MEASURED = {"平方米", "平方公里", "立方米", "公里", "米", "厘米", "吨", "公斤", "千克", "克", "斤", "升", "分", "小时",
             "分钟", "GB", "TB", "M", "年", "月", "天", "周"}  # fmt: skip


class Quantity(NamedTuple):
    """A unit without its multiplier: ``base`` 元 and ``factor`` 10000 for 万元."""

    base: str
    factor: Decimal

    @property
    def share(self) -> bool:
        """Tell whether the figure is a share, a difference of shares or a multiple."""
        return self.base in {PERCENT, POINTS, TIMES}

    @property
    def money(self) -> bool:
        """Tell whether the figure is an amount of money, per head or not."""
        return self.base[:1] == MONEY

    @property
    def counted(self) -> bool:
        """Tell whether the base counts whole things (所, 人, 个)."""
        return bool(self.base) and self.base not in _MEASURED and not self.share and not self.money and self.each

    @property
    def each(self) -> bool:
        """Tell whether the unit names one thing, no rate of two (元/年, :1)."""
        return "/" not in self.base and ":" not in self.base

    @property
    def additive(self) -> bool:
        """Tell whether parts of it make a whole."""
        return bool(self.base) and not self.share and self.each and self.base != "分"


@lru_cache(maxsize=1024)
def quantity(unit: str) -> Quantity:
    """Take a unit apart; a bare multiplier (150万) has base ``""``."""
    return Quantity(*units.scale(unit))
