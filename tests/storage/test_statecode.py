from pathlib import Path

import pytest

from desktop.storage import CaseFile, statecode
from tests.storage.conftest import REVIEW, a_document
from tests.storage.kills import note_taken


def test_a_code_names_the_state_it_was_given_for_and_finds_its_step_again(case_path: Path) -> None:
    with CaseFile.open(case_path) as file:
        codes = [file.code]
        review = REVIEW
        for number in range(3):
            review = note_taken(file, review, number)
            codes.append(file.code)
        file.add_document(a_document("整改方案", "方案.txt"))
        after = file.code
        assert file.case().code == after
        assert len({*codes, after}) == 5
        assert [file.step_of(code) for code in codes] == [0, 1, 2, 3]
        assert file.step_of(after) == 3
        assert file.step_of("0000-0000-0000") is None
        file.save_view({"item": "x.a"})
        assert file.code == after, "where one looks is no content"
    with CaseFile.open(case_path, writing=False) as file:
        assert file.code == after


def test_another_case_of_the_same_report_and_scores_has_another_code(case_path: Path, tmp_path: Path) -> None:
    codes = []
    for number in (0, 5):
        path = tmp_path / f"{number}.duyue"
        path.write_bytes(case_path.read_bytes())
        with CaseFile.open(path) as file:
            note_taken(file, REVIEW, number)
            codes.append(file.code)
    assert codes[0] != codes[1]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7K3M-90AB-CDEF", "7K3M-90AB-CDEF"),
        ("7k3m90abcdef", "7K3M-90AB-CDEF"),
        (" 7K3M 9OAB CDEF", "7K3M-90AB-CDEF"),
        ("LI3M-90AB-CDEF", "113M-90AB-CDEF"),
        ("7K3M-90AB-CDE", None),
        ("7K3M-90AB-CDEFG", None),
        ("7K3M-90AB-CDEU", None),
        ("", None),
    ],
)
def test_a_code_is_read_as_people_copy_it(typed: str, read: str | None) -> None:
    if read is None:
        with pytest.raises(ValueError, match=f"^{typed}$"):
            statecode.read(typed)
    else:
        assert statecode.read(typed) == read
