"""The reviewer's own record of time on disk."""

from pathlib import Path

from desktop.model.timesheet import Spell
from desktop.storage.timesheet import NAME, Timesheet


def spell(review: str, seconds: int) -> Spell:
    return Spell(at="2026-03-02T09:00:00+08:00", review=review, item="A1", seconds=seconds)


def test_looks_are_kept_by_review_and_forgotten_together(tmp_path: Path) -> None:
    sheet = Timesheet(tmp_path)
    assert sheet.spells("r") == ()
    for each in (spell("r", 5), spell("other", 6), spell("r", 7)):
        sheet.add(each)
    assert [each.seconds for each in Timesheet(tmp_path).spells("r")] == [5, 7]
    sheet.clear()
    sheet.clear()
    assert sheet.spells("r") == ()


def test_a_broken_line_costs_no_other_and_a_lost_disk_no_work(tmp_path: Path) -> None:
    sheet = Timesheet(tmp_path)
    sheet.add(spell("r", 5))
    with (tmp_path / NAME).open("a", encoding="utf-8") as file:
        file.write('{"at": \n')
    sheet.add(spell("r", 7))
    assert [each.seconds for each in sheet.spells("r")] == [5, 7]
    (tmp_path / "file").write_bytes(b"")
    Timesheet(tmp_path / "file").add(spell("r", 5))
