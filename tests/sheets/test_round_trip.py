"""Any checklist goes out and comes back unchanged: as YAML, as JSON, as Excel, within a case file."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from desktop import intake
from desktop.model.case import Document, DocumentRole
from desktop.model.checklist import Checklist
from desktop.model.review import Review
from desktop.sheets.checklist_in import guessed
from desktop.sheets.checklist_out import write_checklist
from desktop.storage import CaseFile, shelf
from tests.desk import builders
from tests.scoring.at_random import checklists

TEXT = "全区共有幼儿园48所。".encode()
DOCUMENT = Document.of(intake.read_bytes(TEXT, "报告.txt"), TEXT, DocumentRole.REPORT, "2026-01-01")


@pytest.mark.parametrize("note", ["#DIV/0", "#N/A", "#REF!", "=1+1", "_x000A_"])
def test_words_that_look_like_a_formulas_stay_words(tmp_path: Path, note: str) -> None:
    checklist = builders.checklist().model_copy(update={"title": note})
    write_checklist(tmp_path / "表.xlsx", checklist)
    assert guessed(tmp_path / "表.xlsx").checklist == checklist


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(checklists())
def test_any_checklist_comes_back_unchanged(checklist: Checklist) -> None:
    with TemporaryDirectory() as held:
        folder = Path(held)
        write_checklist(folder / "表.xlsx", checklist)
        draft = guessed(folder / "表.xlsx")
        assert (draft.checklist, draft.faults) == (checklist, ())
        for name in ("表.yaml", "表.json"):
            shelf.given(folder / name, checklist)
            assert shelf.taken(folder / name) == (checklist,)
        review = Review(id="r", checklist=checklist.id)
        CaseFile.create(folder / "表.duyue", DOCUMENT, checklist, review, "2026-01-01").close()
        (again,) = shelf.taken(folder / "表.duyue")
        assert again == checklist
        assert [item.wording_hash for item in again.items] == [item.wording_hash for item in checklist.items]
