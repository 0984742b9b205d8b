"""How the quotients of the whole field are named (生师比, 平均班额, 毛入园率), and what each divides by what."""

import re
from enum import Enum
from typing import NamedTuple

from desktop.lexicon.patterns import regex


class Doubt(Enum):
    """What is said of a quotient that does not fit."""

    NONE = 0
    SOFT = 1
    CERTAIN = 2


class Term(NamedTuple):
    """How one operand is named: the words that it has, those that it has not, the units that count it, or none."""

    words: re.Pattern[str]
    without: re.Pattern[str]
    bases: frozenset[str]


class Definition(NamedTuple):
    """How a quotient is named, and what it divides by what; None for the part that its own name gives (生均图书).

    ``accuse`` tells how sure a quotient that does not fit is wrong: pupils may be weighted, children counted elsewhere;
    ``only`` accuses where the report gives one part and one whole, side by side.
    """

    name: re.Pattern[str]
    part: Term | None
    whole: Term
    factor: int = 1
    accuse: Doubt = Doubt.NONE
    only: bool = False


def _term(words: str, without: str, bases: str) -> Term:
    return Term(regex(words), regex(without or r"(?!)"), frozenset((*bases.split(), "")))


_FEW = (
    "招生|毕业|新增|新招|惠及|受助|资助|受益|参训|培训|寄宿|住宿|留守|随迁|残疾|贫困|困难|送教|就近|入学新生|适龄|缺口|"
    "转入|转出|辍学|均|每|比|率|超|名额|计划|服务人口|男|女"
)
_PUPILS = _term(r"学生|[初高]中生|在校|幼儿|儿童|学员|就读", f"教师|教职工|教工|师资|{_FEW}", "人")
CHILDREN = _term(r"幼儿|在园", f"教师|教职工|{_FEW}|公办|民办|普惠|学龄|应入", "人")
_OF_AGE = _term(r"适龄|学龄|[3三][-—–~至到][5-6五六]周?岁|应入[园学]", r"残疾|已|率|未", "人")
_TEACHERS = _term(
    r"教师|教员|教职工|保教",
    r"骨干|招|交流|轮岗|培训|特岗|党员|缺|代课|音体美|编|退休|学历|职称|均|率|每|比|高级|名师|男|女",
    "人",
)
_CLASSES = _term(r"班", r"年级|大班额|超|培训|均|每|率|比|大班|标准", "个 班")
_SCHOOLS = _term(r"校|小学|初中|高中|园", r"新建|改|扩|每|均|率|班", "所 个")
_LEFT = _term(r"辍学|流失", r"率|教师", "人")
_GREEN = _term(r"绿地|绿化", r"率|均", "平方米")
_SITE = _term(r"占地|用地|校园面积", r"均", "平方米")
_KINDERGARTENS = _term(r"园", r"公办|民办|普惠|新建|改|达标|示范", "所 个 家")

COVERAGE = regex(r"普惠(?:.{0,12}(?:覆盖率|占比)|率)")
DEFINITIONS = (
    Definition(
        regex(r"生师比|师生比|师幼比|生教比|师幼配比|(?:教师|保教人员)与(?:幼儿|学生)[^,;]{0,3}比"),
        _PUPILS,
        _TEACHERS,
        accuse=Doubt.SOFT,
    ),
    Definition(
        regex(r"教职工与(?:幼儿|学生)[^,;]{0,3}比|教职工配[备比]"),
        _PUPILS,
        _term(r"教职工|教工", r"骨干|招|交流|培训|缺|编|退休|均|率|每|比|男|女|专任", "人"),
        accuse=Doubt.NONE,
    ),
    Definition(regex(r"平均班额|班均|平均每班|每班平均"), _PUPILS, _CLASSES, accuse=Doubt.CERTAIN),
    Definition(regex(r"校均|园均|平均每[校园]|每[校园]平均"), _PUPILS, _SCHOOLS, accuse=Doubt.CERTAIN),
    Definition(regex(r"生均"), None, _PUPILS, accuse=Doubt.CERTAIN),
    Definition(regex(r"每百名?学?生"), None, _PUPILS, 100),
    Definition(regex(r"绿[地化](?:面积)?(?:率|占比)"), _GREEN, _SITE, 100),
    Definition(regex(r"毛?入园率"), CHILDREN, _OF_AGE, 100),
    Definition(regex(r"辍学率"), _LEFT, _PUPILS, 100, accuse=Doubt.SOFT),
    Definition(
        COVERAGE,
        _term(r"普惠.*(?:幼儿|在园)|(?:幼儿|在园).*普惠", r"其他|^(?!.*公办).*民办", "人"),
        CHILDREN,
        100,
        only=True,
    ),
    Definition(
        regex(r"公办(?:.{0,10}占比|率)"),
        _term(r"公办.*(?:幼儿|在园)|(?:幼儿|在园).*公办", "民办", "人"),
        CHILDREN,
        100,
        only=True,
    ),
    Definition(COVERAGE, _term(r"普惠", r"民办|[生儿]", "所 个 家"), _KINDERGARTENS, 100),
    Definition(regex(r"公办(?:.{0,10}占比|率)"), _term(r"公办", r"[生儿]", "所 个 家"), _KINDERGARTENS, 100),
)
CHILDREN_COVERED = (
    _term(r"公办", f"民办|教师|教职工|{_FEW}", "人"),
    _term(r"普惠性?民办|民办普惠", f"教师|教职工|{_FEW}", "人"),
    CHILDREN,
)
SCHOOLS_COVERED = (
    _term(r"公办", r"民办|[生儿]|新建|改|达标|示范", "所 个 家"),
    _term(r"普惠性?民办|民办普惠", r"[生儿]|新|改", "所 个 家"),
    _KINDERGARTENS,
)
