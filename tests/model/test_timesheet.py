"""用时: looks summed up by item and by the hour."""

from decimal import Decimal

from desktop.model.timesheet import Spell, by_hour, by_item


def spell(item: str, hour: int, seconds: int, share: str = "") -> Spell:
    at = f"2026-03-02T{hour:02}:59:30+08:00"
    return Spell(at=at, review="r", item=item, seconds=seconds, share=Decimal(share) if share else None)


DAY = (spell("A1", 9, 40, "0.9"), spell("A2", 9, 20, "0.8"), spell("A1", 10, 5), spell("A3", 16, 12, "0.5"))


def test_looks_at_an_item_are_summed_up_the_longest_first() -> None:
    assert [(time.item, time.seconds, time.looks) for time in by_item(DAY)] == [
        ("A1", 45, 2),
        ("A2", 20, 1),
        ("A3", 12, 1),
    ]


def test_hours_count_what_was_scored_in_them_alone() -> None:
    assert [(each.hour, each.scored, each.share, each.seconds) for each in by_hour(DAY)] == [
        (9, 2, Decimal("0.850"), 30),
        (16, 1, Decimal("0.500"), 12),
    ]
    assert by_hour(()) == ()
