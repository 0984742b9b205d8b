from pathlib import Path

import pytest

from desktop.storage import case_path


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("东河县", "2023", "履职评价表"), "东河县-2023-履职评价表.duyue"),
        (("", "2023", "履职评价表"), "2023-履职评价表.duyue"),
        (("东河县", "", ""), "东河县.duyue"),
        (("", "", ""), "案卷.duyue"),
        (("东河/西河", "20:23", 'a<b>"c"|d?*'), "东河 西河-20 23-a b c d.duyue"),
        (("东河\n县", "2023\t", "表\x00"), "东河 县-2023-表.duyue"),
        (("con", "", ""), "案卷-con.duyue"),
        (("COM1.表", "", ""), "案卷-COM1.表.duyue"),
        (("console", "", ""), "console.duyue"),
        (("东河县", "2023", "表. ."), "东河县-2023-表.duyue"),
        ((".", "..", "..."), "案卷.duyue"),
    ],
)
def test_a_case_is_named_after_what_it_judges(tmp_path: Path, parts: tuple[str, str, str], name: str) -> None:
    path = case_path(tmp_path, *parts)
    assert path == tmp_path / name
    path.touch()
    assert case_path(tmp_path, *parts).name == name.replace(".duyue", "-2.duyue")


def test_a_taken_name_is_counted_up(tmp_path: Path) -> None:
    for number in ("", "-2", "-3"):
        (tmp_path / f"甲-表{number}.duyue").touch()
    assert case_path(tmp_path, "甲", "", "表").name == "甲-表-4.duyue"


def test_a_name_fits_every_file_system(tmp_path: Path) -> None:
    path = case_path(tmp_path, "县" * 80, "2023", "表" * 300)
    path.touch()
    assert len(path.name.encode()) < 250
