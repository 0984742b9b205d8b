from decimal import Decimal

import pytest

from desktop.model.amount import plain


@pytest.mark.parametrize(
    ("amount", "told"), [("99.60", "99.6"), ("100", "100"), ("1E+2", "100"), ("0.50", "0.5"), ("0", "0")]
)
def test_amounts_are_plain(amount: str, told: str) -> None:
    assert plain(Decimal(amount)) == told
