"""Formulas in one line: EQ fields, OMML and MathML; no two figures grow together."""

import pytest
from lxml import etree

from desktop.intake import equations, formulas


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (r'EQ \* jc3 \* "Font:Calibri" \* hps22 \o\al(\s\up 10(qing shan),青山)', "青山"),
        (r" eq \o\ac(○,8)", "⑧"),
        (r"eq \o \ac(○, 23 )", "㉓"),
        (r"EQ \o\ac(○,甲)", "甲"),
        (r"EQ \o\ac(□,√)", "√"),
        (r"EQ \o(=,/)", "=/"),
        (r"EQ \f(12,48)=25%", "12/48=25%"),
        (r"EQ 1\f(1,2)3", "1·1/2·3"),
        (r"EQ 5000m\s\up5(2)", "5000m²"),
        (r"EQ CO\s\do3(2)", "CO₂"),
        (r"EQ \r(3,27)", "³√27"),
        (r"EQ \r(\f((a+b),c))", "√(a+b)/c"),
        (r"EQ \b\lc\{ (\a\al(小学3所,初中4所))", "{小学3所\n初中4所"),
        (r"EQ \b\bc\[ (95)", "[95]"),
        (r"EQ \i\su(i=1,n,x)", "∑(i=1…n)x"),
        (r"EQ \l(1\,5;2)", "1,5,2"),
        (r"EQ \x\to(95)分", "95分"),
        ("EQ " + r"\f(" * 3000, ""),
        (r"EQ \o(", ""),
    ],
)
def test_what_an_equation_field_shows(code: str, expected: str) -> None:
    assert equations.is_equation(code)
    assert equations.shown(code) == expected


@pytest.mark.parametrize("code", ["EQUATION 3", "SEQ 表", " HYPERLINK EQ", ""])
def test_other_fields_are_no_equations(code: str) -> None:
    assert not equations.is_equation(code)


def _run(words: str) -> str:
    return f"<r><t>{words}</t></r>"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (f"{_run('S=')}<f><fPr/><num>{_run('1')}{_run('2')}</num><den>{_run('48')}</den></f>{_run('7')}", "S=12/48·7"),
        (f"<sSup><e>{_run('10')}</e><sup>{_run('4')}</sup></sSup>{_run('元')}", "10⁴元"),
        (f"<sSup><e>{_run('a')}</e><sup>{_run('1.5')}</sup></sSup>", "a^1.5"),
        (f"<sSubSup><e>{_run('x')}</e><sub>{_run('1')}</sub><sup>{_run('2')}</sup></sSubSup>", "x₁²"),
        (f"<rad><deg>{_run('3')}</deg><e>{_run('27')}</e></rad>", "³√27"),
        (f"<d><dPr><begChr val='['/><endChr val=']'/></dPr><e>{_run('a')}</e><e>{_run('b')}</e></d>", "[a,b]"),
        (f"<nary><naryPr><chr val='∏'/></naryPr><sub>{_run('i')}</sub><sup>{_run('n')}</sup><e>{_run('x')}</e></nary>",
         "∏(i…n)x"),
        ("<mn>1</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>", "1·1/2"),
        ("<semantics><msqrt><mn>8</mn></msqrt><annotation>sqrt 8</annotation></semantics>", "√8"),
        ("<mroot><mn>27</mn><mn>3</mn></mroot>", "³√27"),
        ("<mfenced><mn>1</mn><mn>2</mn></mfenced>", "(1,2)"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>", "1;2"),
        ("<munder><mo>max</mo><mi>i</mi></munder><mi>x</mi>", "max(i)x"),
        ("<mrow>" * 200 + "<mn>5</mn>" + "</mrow>" * 200, ""),
    ],
)  # fmt: skip
def test_a_formula_in_one_line(formula: str, expected: str) -> None:
    assert formulas.written(etree.fromstring(f"<math>{formula}</math>")) == expected
