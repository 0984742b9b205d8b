import pytest

from tests.checking.marked import right, wrong

GROWTH = "|指标\t2021年\t2022年\t增减（%）\n|经费\t{8120万元}\t{8461万元}\t{4.2%}\n|学生\t{9015人}\t{8902人}\t{-1.3%}\n"
SHARES = (
    "|乡\t学生\t寄宿\t占比\n|甲\t{812人}\t{203人}\t{25%}\n|乙\t{640人}\t{96人}\t{15%}\n|丙\t{450人}\t{99人}\t{22%}\n"
)
ROWS = "|学校\t合计\t男\t女\n|甲\t{812人}\t{410人}\t{402人}\n|乙\t{640人}\t{331人}\t{309人}\n"


@pytest.mark.parametrize(
    ("table", "computed", "faults"),
    [
        pytest.param(GROWTH, ["8461/8120-1=4.20%", "8902/9015-1=-1.25%"], [], id="growth"),
        pytest.param(
            GROWTH + "|教师\t{862人}\t{917人}\t{1.4%}\n",
            ["8461/8120-1=4.20%", "8902/9015-1=-1.25%"],
            [("917人", "862人", "1.4%")],
            id="growth of one row",
        ),
        pytest.param(
            "|指标\t2021年\t2022年\t比上年增加\n|学生\t{9015人}\t{9102人}\t{87人}\n|教师\t{610人}\t{604人}\t{-6人}\n",
            ["9102-9015=87", "604-610=-6"],
            [],
            id="difference",
        ),
        pytest.param(SHARES, ["203/812=25.0%", "96/640=15.0%", "99/450=22.0%"], [], id="shares"),
        pytest.param(
            SHARES + "|丁\t{500人}\t{60人}\t{21%}\n",
            ["203/812=25.0%", "96/640=15.0%", "99/450=22.0%"],
            [("60人", "500人", "21%")],
            id="share of one row",
        ),
        pytest.param(
            "|科目\t金额\t占比\n|基本\t{60万元}\t{60%}\n|项目\t{40万元}\t{40%}\n|合计\t{100万元}\t\n",
            ["60/100=60.0%", "40/100=40.0%", "60+40=100"],
            [],
            id="shares of the total",
        ),
        pytest.param(ROWS, ["410+402=812", "331+309=640"], [], id="totals of rows"),
        pytest.param(
            ROWS + "|丙\t{500人}\t{255人}\t{265人}\n",
            ["410+402=812", "331+309=640"],
            [("500人", "255人", "265人")],
            id="total of one row",
        ),
        pytest.param(
            "|学校\t学生\n|甲小\t{300人}\n|乙小\t{200人}\n|小学小计\t{500人}\n|甲中\t{400人}\n|乙中\t{100人}\n|中学小计\t{500人}\n|合计\t{1000人}\n",
            ["300+200=500", "400+100=500", "500+500=1000"],
            [],
            id="sub-totals",
        ),
        pytest.param(
            "|学段\t学生\t教师\t生师比\n|小学\t{3200人|学生|小学}\t{200人|教师|小学}\t{16:1|生师比|小学}\n",
            ["3200/200=16"],
            [],
            id="ratio",
        ),
        pytest.param(  # a wrong total is told once
            "|项目\t2021年\t2022年\t增长（%）\n|拨款\t{836万元}\t{912万元}\t{9.09%}\n|其他\t{73万元}\t{80万元}\t{9.59%}\n"
            "|合计\t{909万元}\t{1092万元}\t{9.13%}\n",
            ["912/836-1=9.091%", "80/73-1=9.589%", "836+73=909"],
            [("1092万元", "912万元", "80万元")],
            id="wrong total",
        ),
        pytest.param(
            "|学校\t学生数\t占地\t生均占地\n|甲\t{1728|学生数|甲}\t{21600平方米|占地|甲}\t{12.50平方米|生均占地|甲}\n",
            ["21600/1728=12.5"],
            [],
            id="without units",
        ),
        # near misses
        pytest.param(
            "|指标\t2021年\t2022年\t增减（%）\n|学生\t{9015人}\t{9102人}\t{7.7%}\n|教师\t{610人}\t{604人}\t{3%}\n",
            [],
            [],
            id="of others",
        ),
        pytest.param(
            "|学校\t学生\t教师\t近视率\n|甲\t{800人}\t{40人}\t{5%}\n|乙\t{600人}\t{40人}\t{31%}\n",
            [],
            [],
            id="by chance",
        ),
        pytest.param(
            "|校\t总分\t甲\t乙\n|甲\t{90分}\t{40分}\t{30分}\n|乙\t{80分}\t{30分}\t{20分}\n", [], [], id="scores"
        ),
        pytest.param(
            "|项目\t小学\t初中\t合计\n|教师\t{80人}\t{40人}\t{120人}\n|本科\t{60人}\t{36人}\t{96人}\n"
            "|本科占比\t{75%}\t{90%}\t{80%}\n|中级\t{30人}\t{20人}\t{50人}\n",
            ["60/80=75.0%", "36/40=90.0%", "96/120=80.0%", "80+40=120", "60+36=96", "30+20=50"],
            [],
            id="a row of shares",
        ),
    ],
)
def test_columns_are_what_their_heads_say(table: str, computed: list[str], faults: list[tuple[str, ...]]) -> None:
    assert sorted(sum_ for _, sum_ in right(table)) == sorted(computed)
    assert [quotes for _, quotes, _ in wrong(table)] == faults
