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


def test_revisions_and_comments_stand_beside_the_text() -> None:
    def annotated(kind: str, content: str = "", author: str = "") -> str:
        head = f'<aml:annotation aml:id="3" w:type="Word.{kind}" aml:author="{author}"'
        return f"{head}><aml:content>{content}</aml:content></aml:annotation>" if content else head + "/>"

    deleted = annotated("Deletion", "<w:r><w:delText>12所</w:delText></w:r>")
    comment = annotated("Comment", "<w:p><w:r><w:t>应为44</w:t></w:r></w:p>", "李四")
    body = f"<w:p><w:pPr><w:rPr>{annotated('Deletion')}</w:rPr></w:pPr><w:r><w:t>小学</w:t></w:r>{deleted}</w:p>"
    body += f"<w:p>{annotated('Insertion', '<w:r><w:t>31所</w:t></w:r>')}{annotated('Comment.Start')}"
    body += f"<w:r><w:t>，初中9所</w:t></w:r>{annotated('Comment.End')}<w:r>{comment}</w:r></w:p>"
    spaces = f'xmlns:w="{OLDER}" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
    report = intake.read_bytes(
        f"<w:wordDocument {spaces}><w:body>{body}</w:body></w:wordDocument>".encode(), "报告.xml"
    )
    assert report.text == "小学31所，初中9所"
    assert [notice.code for notice in report.notices] == ["revisions", "comments"]
    (made,) = report.comments
    assert (made.author, made.words, report.quote(made.start, made.end)) == ("李四", "应为44", "，初中9所")


def test_what_a_style_of_characters_raises_is_raised() -> None:
    raised = '<w:style w:type="character" w:styleId="up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    below = '<w:style w:type="character" w:styleId="more"><w:basedOn w:val="up"/></w:style>'
    data = docx(p(r("校舍56m"), r("2", '<w:rStyle w:val="more"/>'), r("。")), styles=raised + below)
    assert intake.read_bytes(data, "报告.docx").text == "校舍56m²。"


def test_lists_of_2003_are_counted_where_the_file_does_not_hold_their_marks_as_text() -> None:
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="11"/><w:suff w:val="Nothing"/>'
    levels += '<w:lvlText w:val="%1、"/></w:lvl>'
    levels += '<w:lvl w:ilvl="1"><w:start w:val="3"/><w:lvlText w:val="（%2）"/></w:lvl>'
    lists = f'<w:lists><w:listDef w:listDefId="4">{levels}</w:listDef>'
    lists += '<w:list w:ilfo="2"><w:ilst w:val="4"/></w:list></w:lists>'

    def item(words: str, depth: int = 0, mark: str = "") -> str:
        held = f'<w:listPr><w:ilvl w:val="{depth}"/><w:ilfo w:val="2"/>{mark}</w:listPr>'
        return f"<w:p><w:pPr>{held}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"

    body = item("成效") + item("普及", 1) + item("经费", 1) + item("问题") + item("大班额", 1, '<w:t w:val="甲."/>')
    data = f'<w:wordDocument xmlns:w="{OLDER}">{lists}<w:body>{body}</w:body></w:wordDocument>'
    text = intake.read_bytes(data.encode(), "报告.xml").text
    assert text.split("\n") == ["一、成效", "（3）普及", "（4）经费", "二、问题", "甲.大班额"]
