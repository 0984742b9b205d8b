import pytest

from desktop import intake
from desktop.extraction.about import about

BODY = "\n一、基本情况\n学校布局不断优化。\n"


@pytest.mark.parametrize(
    ("text", "district", "year"),
    [
        ("云州市青山区人民政府2022年履行教育职责自评报告" + BODY, "青山区", "2022"),
        ("关于对石台县人民政府履行教育职责的评价意见" + BODY, "石台县", ""),
        ("南河省东湖市教育事业发展统计公报（2021年）" + BODY, "东湖市", "2021"),
        ("于都县2020年教育工作自查报告" + BODY, "于都县", "2020"),
        ("关于全区学前教育发展情况的调研报告" + BODY, "", ""),
        ("某某市教育工作报告" + BODY, "", ""),
        ("xx市人民政府2023年履行教育职责自评报告" + BODY, "", "2023"),
        (
            "教育工作自评报告\n青山区位于云州市东部。青山区现有学校40所。青山区历来重视教育。" + BODY + "2019年3月5日",
            "青山区",
            "2019",
        ),
        ("教育工作自评报告" + BODY + "沙坪坝区教委\n二〇二一年十月八日", "", "2021"),
        ("教育工作自评报告\n" + "沙坪坝区坚持改革，推进沙坪坝区发展，建设沙坪坝区强校。" + BODY, "沙坪坝区", ""),
        ("教育工作自评报告\n全区学校、我区教师、各区县、本市城区、校区和社区。全区、全区、全区。" + BODY, "", ""),
    ],
)
def test_district_and_year(text: str, district: str, year: str) -> None:
    found = about(intake.read_bytes(text.encode(), "报告.txt"))
    assert (found.district, found.year) == (district, year)
