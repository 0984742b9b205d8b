"""Word files that are one XML: what stands there in the text itself and in a part of its own in newer files."""

from desktop import intake
from desktop.model.report import BlockKind
from tests.intake.office import docx, p, r

OLDER = "http://schemas.microsoft.com/office/word/2003/wordml"


def test_notes_that_stand_in_the_text_are_called_and_follow_it() -> None:
    def note(kind: str, words: str) -> str:
        return f"<w:r><w:{kind}><w:p><w:r><w:{kind}Ref/><w:tab/><w:t>{words}</w:t></w:r></w:p></w:{kind}></w:r>"

    body = f"<w:p><w:r><w:t>小学31所</w:t></w:r>{note('footnote', '含教学点12个。')}<w:r><w:t>，在校"
    body += f"4567人</w:t></w:r>{note('endnote', '以学籍为准。')}<w:r><w:t>。</w:t></w:r></w:p>"
    separator = '<w:docPr><w:footnotePr><w:footnote w:type="separator"><w:p/></w:footnote></w:footnotePr></w:docPr>'
    data = f'<w:wordDocument xmlns:w="{OLDER}">{separator}<w:body>{body}</w:body></w:wordDocument>'
    report = intake.read_bytes(data.encode(), "报告.xml")
    assert [(block.kind, report.quote(block.start, block.end)) for block in report.blocks] == [
        (BlockKind.PARAGRAPH, "小学31所[1]，在校4567人[2]。"),
        (BlockKind.NOTE, "[1] 含教学点12个。"),
        (BlockKind.NOTE, "[2] 以学籍为准。"),
    ]


def test_what_a_style_of_characters_raises_is_raised() -> None:
    raised = '<w:style w:type="character" w:styleId="up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    below = '<w:style w:type="character" w:styleId="more"><w:basedOn w:val="up"/></w:style>'
    data = docx(p(r("校舍56m"), r("2", '<w:rStyle w:val="more"/>'), r("。")), styles=raised + below)
    assert intake.read_bytes(data, "报告.docx").text == "校舍56m²。"
