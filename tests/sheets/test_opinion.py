"""The letter: drafted from what was decided, every sentence with its sources, in a template."""

import io
import re
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt

from desktop.model.errors import WrongRequest
from desktop.model.export import Kind
from desktop.model.review import Review
from desktop.sheets import export
from desktop.sheets.letterfile import house_template
from desktop.sheets.opinion import ADVICE, FAULTS, MERITS, drafted
from tests.sheets.conftest import LEVELS, POINTS, TEXT, a_dossier, a_review, quoted, scored


def texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs if paragraph.text]


def test_the_draft_has_what_was_decided_and_nothing_that_is_open(review: Review) -> None:
    letter = drafted(a_dossier(review, *LEVELS))
    told = {name: "\n".join(p.text for p in letter.sections[name]) for name in (MERITS, FAULTS, ADVICE)}
    assert told[MERITS].splitlines() == [
        "（一）条件",
        "1. 第a条：评为“达标”。台账齐全。报告载明：“生师比18.60:1”。报告载明：“全县小学31所，初中9所”。",
    ]
    assert "1. 第b条：评为“未达标”。实地查看（城关小学，2024-03-01）：实验室两间。" in told[FAULTS]
    assert "1. 报告写明：“专任教师不足”。" in told[FAULTS]
    assert "第b条：请对照评价标准“生师比不高于19:1”整改。" in told[ADVICE]
    assert "针对“专任教师不足”，报告提出“公开招聘教师60名”，请抓好落实。" in told[ADVICE]
    assert "针对“功能室缺口较大”，报告没有提出对应的措施，请补充。" in told[ADVICE]
    assert not any("第c条" in text or "第d条" in text or "第e条" in text for text in told.values())


def test_every_sentence_rests_on_words_that_are_there(review: Review) -> None:
    made = a_dossier(review, *LEVELS)
    letter = drafted(made)
    known = [TEXT, *(score.reason for score in review.scores), *(getattr(e, "text", "") for e in review.evidence)]
    for sentence in letter.sentences:
        assert sentence.sources, sentence.text
        for quote in re.findall("“([^”]+)”", sentence.text):
            words = {source.words for source in sentence.sources}
            assert any(quote in text for text in (*known, *words)), quote


def test_points_and_deductions_are_told() -> None:
    review = a_review().with_score(scored(POINTS[0], "8.50", reason="缺两年数据")).with_score(scored(POINTS[2], "5"))
    letter = drafted(a_dossier(review, *POINTS))
    assert letter.sections[FAULTS][1].text == "1. 第a条：得 8.5 分，满分 10 分。缺两年数据。"
    assert letter.sections[MERITS][1].text == "1. 第c条：得 5 分，满分 5 分。"


def test_the_letter_has_the_form_of_an_official_one(tmp_path: Path, review: Review) -> None:
    path = tmp_path / "意见.docx"
    written = export(path, a_dossier(review, *LEVELS))
    made = Document(str(path))
    section = made.sections[0]
    assert [round(edge.mm) for edge in (section.page_width, section.page_height) if edge is not None] == [210, 297]
    edges = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(edge.mm) for edge in edges if edge is not None] == [37, 28, 26, 35]
    styles = {p.text: p.style.name for p in made.paragraphs if p.style is not None}
    assert styles["东河县2023年办学条件评价意见"] == "公文标题"
    assert styles["东河县人民政府："] == "公文主送"
    assert styles["一、主要成效"] == "公文一级标题"
    assert styles["（一）条件"] == "公文二级标题"
    assert styles["王督学"] == styles["2024年3月6日"] == "公文落款"
    body = made.styles["公文正文"]
    assert body.font.size == Pt(16)
    assert "仿宋_GB2312" in body.element.xml
    assert len(list(made.comments)) == written.of("句子")
    (annex,) = made.tables
    assert len(annex.rows) - 1 == written.of("依据")
    assert "8F2A-77C1" in "\n".join(p.text for p in made.paragraphs)


def filled(tmp_path: Path, review: Review, *lines: str) -> list[str]:
    template = Document()
    for line in lines:
        template.add_paragraph(line)
    data = io.BytesIO()
    template.save(data)
    path = tmp_path / "意见.docx"
    export(path, a_dossier(review, *LEVELS), Kind.OPINION, template=data.getvalue())
    return texts(path)


SECTIONS = ("{{主要成效}}", "{{存在问题}}", "{{ 整改建议 }}")


def test_an_office_has_its_own_template(tmp_path: Path, review: Review) -> None:
    found = filled(tmp_path, review, "关于{{地区}}{{年度}}年度的反馈", *SECTIONS, "经办：{{评审人}}")
    assert found[0] == "关于东河县2023年度的反馈"
    assert found[1] == "（一）条件"
    assert found[-1] == "经办：王督学"
    assert not any("{{" in text for text in found)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ((*SECTIONS, "{{县长}}", "{{ 电话 }}"), "不认识的字段 {{县长}}、{{电话}}"),
        (SECTIONS[:2], "缺少字段 {{整改建议}}"),
        (("见{{主要成效}}", *SECTIONS[1:]), "{{主要成效}} 要单独占一段"),
        ((*SECTIONS, SECTIONS[0]), "只出现一次"),
    ],
)
def test_a_wrong_template_is_named_and_nothing_is_written(
    tmp_path: Path, review: Review, lines: tuple[str, ...], says: str
) -> None:
    with pytest.raises(WrongRequest, match=re.escape(says)):
        filled(tmp_path, review, *lines)
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []


def test_what_is_no_template_is_said(tmp_path: Path, review: Review) -> None:
    with pytest.raises(WrongRequest, match="模板打不开"):
        export(tmp_path / "a.docx", a_dossier(review, *LEVELS), Kind.OPINION, template=b"no document")


def test_the_template_that_is_given_out_is_taken_back(tmp_path: Path, review: Review) -> None:
    blank = tmp_path / "模板.docx"
    export(blank, a_dossier(review, *LEVELS), Kind.TEMPLATE)
    made = Document(str(blank))
    field = next(p for p in made.paragraphs if "{{落款}}" in p.text)
    field.runs[0].text = "{{落"
    field.add_run("款}}（盖章）")
    made.save(str(blank))
    path = tmp_path / "意见.docx"
    export(path, a_dossier(review, *LEVELS), Kind.OPINION, template=blank.read_bytes())
    assert "王督学（盖章）" in texts(path)


def test_an_example_and_an_empty_review_say_so(tmp_path: Path) -> None:
    path = tmp_path / "意见.docx"
    export(path, a_dossier(a_review(example=True, district=""), *LEVELS))
    made = Document(str(path))
    assert "示例，非评审结论" in made.sections[0].header.paragraphs[0].text
    found = texts(path)
    assert "（主送机关）：" in found
    assert "已评的条目中没有达到最高一档的。" in found


def test_braces_in_what_was_written_are_no_fields(tmp_path: Path) -> None:
    review = a_review().with_score(scored(LEVELS[0], "达标", reason="见{{附件}}"))
    path = tmp_path / "意见.docx"
    export(path, a_dossier(review.with_evidence(quoted("e", LEVELS[0], "31所")), *LEVELS))
    assert any("见{{附件}}。" in text for text in texts(path))


def test_house_template_names_every_section() -> None:
    assert {"{{主要成效}}", "{{存在问题}}", "{{整改建议}}"} <= {p.text for p in house_template().paragraphs}
