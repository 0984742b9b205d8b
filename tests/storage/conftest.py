"""A small case of our own: one report, one checklist, one review."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.model.case import Document, DocumentRole
from desktop.model.checklist import Checklist, Dimension, Item, Judge, JudgeType, Scoring
from desktop.model.provenance import Confidence, Status
from desktop.model.review import About, Review
from desktop.storage import CaseFile, locks

TEXT = "东河县2023年自评报告\n一、主要做法\n全县共有小学31所，在校生2.4万人，生师比18.6:1。𠮷林校区已启用。\n"
AT = "2024-03-05T09:30:00"


def a_document(text: str = TEXT, name: str = "东河县自评.txt") -> Document:
    data = text.encode()
    sha = hashlib.sha256(data).hexdigest()
    return Document(sha256=sha, name=name, role=DocumentRole.REPORT, data=data, text=text, text_sha256=sha, added=AT)


def an_item(name: str) -> Item:
    return Item(
        id=f"x.{name}",
        name=f"第{name}条",
        check="生师比不高于19:1",
        judge=Judge(type=JudgeType.SCORE),
        confidence=Confidence.HIGH,
        verified="2024-01",
        status=Status.OFFICIAL,
    )


def a_checklist(title: str = "履职评价表") -> Checklist:
    return Checklist(
        id="x",
        title=title,
        document="某办法",
        doc_no=None,
        year=2020,
        applies_to="县",
        scoring=Scoring(kind="unknown", summary=""),
        sources={},
        dimensions=(Dimension(id="x.1", name="办学条件", items=(an_item("a"), an_item("b"))),),
    )


REVIEW = Review(id="r1", checklist="x", about=About(district="东河县", year="2023"))


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    path = tmp_path / "督阅" / "东河县 #1.duyue"
    CaseFile.create(path, a_document(), a_checklist(), REVIEW, AT).close()
    return path


@pytest.fixture
def light_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a password be tried in no time."""
    monkeypatch.setattr(locks, "_CIPHER", {**locks._CIPHER, "mcost": 8, "tcost": 1, "pcost": 1})


@contextmanager
def readonly_folder(path: Path) -> Iterator[Path]:
    """Copy a file into a folder where this process may read and not write, even when the tests run as root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        held = folder / path.name
        held.write_bytes(path.read_bytes())
        held.chmod(0o444)
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield held
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)
