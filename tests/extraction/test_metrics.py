import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import intake, lexicon, paths
from desktop.extraction import extract
from desktop.extraction.words import words
from desktop.model.metric import Role
from tests.extraction.sentences import extraction, figures


def names(text: str) -> list[tuple[str, str]]:
    return [(metric.indicator, metric.subject) for metric in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the thing before the figure, its place or group apart
        ("全县在校学生86543人。", [("在校学生", "全县")]),
        ("青山县共有中小学58所。", [("中小学", "青山县")]),
        ("我县学生总体近视率为52%。", [("总体近视率", "学生")]),
        ("全县中小学专用教室配备率达95%。", [("专用教室配备率", "中小学")]),
        ("小学每百名学生拥有计算机达到12台。", [("每百名学生拥有计算机", "小学")]),
        # fixed names keep their group
        (
            "全县学前三年毛入园率达95%，普惠性幼儿园覆盖率达91%。",
            [("学前三年毛入园率", "全县"), ("普惠性幼儿园覆盖率", "全县")],
        ),
        ("高中阶段毛入学率达到97%。", [("高中阶段毛入学率", "高中阶段")]),
        # the treasury or government that does something, and the one whose name a fund bears
        ("县财政投入食堂改造资金210万元。", [("投入食堂改造资金", "县财政")]),
        ("区本级财政教育支出占比为15.2%。", [("财政教育支出占比", "区本级")]),
        ("收到市财政拨款320万元。", [("市财政拨款", "")]),
        # those whom pay, a rate or a lack is of
        ("困难寄宿生生活补助62万元。", [("生活补助", "困难寄宿生")]),
        ("劳动年龄人口平均受教育年限10.2年。", [("平均受教育年限", "劳动年龄人口")]),
        ("初中三年巩固率98.6%。", [("三年巩固率", "初中")]),
        # degrees and ages of the people last told of, posts of whom they were told for
        (
            "全县现有专任教师820人，大专及以上学历774人。从年龄看，50岁以上310人。",
            [("专任教师", "全县"), ("大专及以上学历", "专任教师"), ("50岁以上", "专任教师")],
        ),
        (
            "全县中小学核定编制3100名，实有在编教师2980名，空编120名，空编率3.9%。",
            [("核定编制", "中小学"), ("在编教师", "全县"), ("空编", "中小学"), ("空编率", "中小学")],
        ),
        # a noun that only tells a part apart is whose the whole is; what has a name of its own is a thing
        ("县中缺教师30人：数学12人、物理18人。", [("缺教师", ""), ("缺教师", "数学"), ("缺教师", "物理")]),
        (
            "校园安防投入90万元，其中乡镇自筹30万元。",
            [("校园安防投入", ""), ("校园安防投入", "乡镇自筹")],
        ),
        (
            "聘任督学20人，其中专职6人、兼职14人。",
            [("督学", ""), ("督学", "专职"), ("督学", "兼职")],
        ),
        (
            "全县教职工800人，其中专任教师700人，工勤人员20人。",
            [("教职工", "全县"), ("专任教师", "全县"), ("工勤人员", "全县")],
        ),
        ("教育支出9亿元，其中人员经费6亿元。", [("教育支出", ""), ("人员经费", "")]),
        # those who attend schools of a stage, and what only some of them do
        (
            "残疾学生50人，其中小学就读20人、初中就读12人、送教上门8人。",
            [("残疾学生", ""), ("残疾学生", "小学"), ("残疾学生", "初中"), ("送教上门", "残疾学生")],
        ),
        ("在园幼儿900人，其中公办园在园500人。", [("在园幼儿", ""), ("在园幼儿", "公办园")]),
        # some of those just counted, by what is said of them
        ("全县12个乡镇中有9个通过验收。", [("乡镇", "全县"), ("通过验收", "乡镇")]),
        ("全区30所初中中，有6所未配专职校医。", [("初中", "全区"), ("未配专职校医", "初中")]),
        ("抽查的20所学校中有4所晨检记录不全。", [("抽查", "学校"), ("晨检记录不全", "学校")]),
        # stages behind a name that counts by the hundred
        (
            "每百名学生拥有骨干教师小学1.2人、初中1.6人。",
            [("每百名学生拥有骨干教师", "小学"), ("每百名学生拥有骨干教师", "初中")],
        ),
        # those who were visited, examined or heard
        (
            "走访村小、教学点16所，深入8个乡镇、21所学校，访谈教师90人次。",
            [("走访", "村小、教学点"), ("深入", "乡镇"), ("深入", "学校"), ("访谈", "教师")],
        ),
        ("每县抽查城区小学3所、乡镇小学2所。", [("抽查", "城区小学"), ("抽查", "乡镇小学")]),
        # the thing behind the figure
        ("先后召开15次专题会议。", [("专题会议", "")]),
        ("全县共有18所普通高中。", [("普通高中", "全县")]),
        ("新建6所公办幼儿园。", [("新建公办幼儿园", "公办")]),
        ("撤并12所村小。", [("撤并", "村小")]),
        ("带领12名督学开展检查。", [("督学", "")]),
        ("56个党支部820名党员参加。", [("党支部", ""), ("党员", "")]),
        # some of those just counted, and the greatest and least of them
        (
            "全镇6所幼儿园中有2所无证办园。全镇9个教育集团中4个仍为松散型管理。",
            [("幼儿园", "全镇"), ("无证办园", "幼儿园"), ("教育集团", "全镇"), ("松散型管理", "教育集团")],
        ),
        (
            "5所小学生均校舍面积未达标，最低的仅4平方米。",
            [("生均校舍面积未达标", "小学"), ("生均校舍面积", "小学")],
        ),
        ("4所中学在校生超过3000人。", [("在校生超过3000人", "中学"), ("在校生", "中学")]),
        # a rate of what is done is no deed; what is still wanting takes the name of the rate
        ("农村学校整改率达92%。", [("整改率", "农村学校")]),
        ("公办占比46%，距国家50%的标准还有差距。", [("公办占比", ""), ("公办占比", "")]),
        ("持证率平均为90%，使入园率达到95%以上。", [("持证率平均", ""), ("入园率", "")]),
        ("某县在校学生3万人。", [("在校学生", "某县")]),
        ("【问题3】公办园在园幼儿占比45%。", [("公办园在园幼儿占比", "公办园")]),
        # what a figure rose or fell to is no thing that is counted
        (
            "3个县教育支出占比下降，其中东河县由18%降至17%。",
            [("教育支出占比下降", "县"), ("教育支出占比下降", "东河县"), ("教育支出占比下降", "东河县")],
        ),
        # stages that stand behind the name, over ranges and lists
        (
            "校际差异系数小学在0.2—0.4之间、初中在0.1—0.3之间。",
            [("校际差异系数", "小学")] * 2 + [("校际差异系数", "初中")] * 2,
        ),
        (
            "生均图书册数小学、初中分别达21册、32册。",
            [("生均图书册数", "小学"), ("生均图书册数", "初中")],
        ),
        ("全县校舍达标，东河小学结余资金2万元。", [("结余资金", "东河小学")]),
        ("山区小学图书900册。", [("图书", "山区小学")]),
        # counted schools that do something
        ("为45所学校配备了校医。", [("配备了校医", "学校")]),
        ("全县3所特殊教育学校在校生达286人。", [("特殊教育学校", "全县"), ("在校生", "特殊教育学校")]),
        (
            "城区6所小学有大班额42个，9所学校未配备校医。",
            [("大班额", "城区小学"), ("大班额", "城区小学"), ("未配备校医", "学校")],
        ),
        (
            "县城4所小学在校生达9000人，平均班额62人；全县教学点11个。",
            [("小学", "县城"), ("在校生", "县城小学"), ("平均班额", "县城小学"), ("教学点", "全县")],
        ),
        ("12个教学点平均有9名学生。", [("教学点", ""), ("学生", "教学点")]),
        ("6所学校食堂未达标，面积约900平方米。", [("食堂未达标", "学校"), ("面积", "学校")]),
        # verbs that belong to the name
        ("引进紧缺人才25名。", [("引进紧缺人才", "")]),
        ("新增教学班30个学位1350个。", [("新增教学班", ""), ("新增学位", "")]),
        # one word, and those whom a rate, a lack or a pay is of
        ("全县教职工编制2100名，建成留守儿童之家18个。", [("教职工编制", "全县"), ("留守儿童之家", "全县")]),
        ("体育教师缺口60人，家长总体满意度92%。", [("缺口", "体育教师"), ("总体满意度", "家长")]),
        (
            "教师年平均工资收入9.3万元，比公务员9.2万元高1000元。",
            [("年平均工资收入", "教师"), ("年平均工资收入", "公务员"), ("年平均工资收入", "教师")],
        ),
        ("全县音乐骨干教师61人，美术48人。", [("音乐骨干教师", "全县"), ("美术骨干教师", "全县")]),
        ("起始年级班额控制在50人以内。", [("班额", "起始年级")]),
        # posts, and people who lack something
        (
            "村小校医配备不足，应配20人，实配12人，缺8人。",
            [("应配校医", "村小"), ("实配校医", "村小"), ("缺校医", "村小")],
        ),
        (
            "全县教职工编制900名，实有870名，空编30名。",
            [("教职工编制", "全县"), ("实有教职工", "全县"), ("空编", "全县")],
        ),
        ("尚有9名教师未取得资格证。", [("未取得资格证", "教师")]),
        # what stands before 降到 behind 把, before 未达到, in a clause before a bare standard
        ("力争三年内把县城初中班额降到50人以内。", [("班额", "县城初中")]),
        ("初中生均图书28册，达不到35册的标准。", [("生均图书", "初中"), ("生均图书", "初中")]),
        ("落实交通补贴，标准由每月100元提高到200元。", [("交通补贴", ""), ("交通补贴", "")]),
        ("按照小学700元、初中900元的标准足额拨付公用经费。", [("公用经费", "小学"), ("公用经费", "初中")]),
        (
            "公考上线120人，上线率35%；普惠性幼儿园40所，覆盖率90%。",
            [
                ("公考上线", ""),
                ("公考上线率", ""),
                ("普惠性幼儿园", "普惠性"),
                ("普惠性幼儿园覆盖率", "普惠性幼儿园"),
            ],
        ),
        ("小学生每天睡眠时间10小时，初中生9小时。", [("每天睡眠时间", "小学生"), ("每天睡眠时间", "初中生")]),
        ("组成4个检查组，每组5人。", [("检查组", ""), ("检查组", "")]),
        # what a number stands before: a standard, a pure kind of school, a road to somewhere
        ("按每生300元标准安排补助资金90万元。", [("补助资金", ""), ("补助资金", "")]),
        ("选派12名骨干教师赴村小支教。", [("选派骨干教师", "")]),
        ("为乡村教师新建周转宿舍60套。", [("新建周转宿舍", "乡村教师")]),
        ("安排校舍维修资金900万元，投入专项资金60万元。", [("校舍维修资金", ""), ("投入专项资金", "")]),
        ("各区县自查覆盖率达100%。", [("自查覆盖率", "各区县")]),
        ("平安县辖9乡6镇。", [("乡", "平安县"), ("镇", "平安县")]),
        # lists over the figures before
        (
            "2021至2023年教育支出分别为5亿元、6亿元、7亿元，占财政支出的比例分别为18%、19%、20%。",
            [("教育支出", "")] * 3 + [("教育支出占财政支出比例", "")] * 3,
        ),
        (
            "公用经费标准由小学650元、初中850元提高到720元和940元。",
            [("公用经费标准", "小学"), ("公用经费标准", "初中")] * 2,
        ),
        ("新建小学2所、幼儿园5所。", [("新建小学", "小学"), ("新建幼儿园", "幼儿园")]),
        ("列支教师培训经费90万元。", [("教师培训经费", "")]),
        ("公开招聘小学教师60人、幼儿教师30人。", [("公开招聘小学教师", ""), ("公开招聘幼儿教师", "")]),
        # a school named and a kind of school of its own; a run-in title that is measured
        (
            "滨江小学新增教室9间，城区小学大班额12个。",
            [("新增教室", "滨江小学"), ("大班额", "城区小学")],
        ),
        (
            "生均校舍面积。小学平均4.9平方米，初中平均6.2平方米，3所小学未达到4.5平方米。",
            [("生均校舍面积", "小学"), ("生均校舍面积", "初中"), ("未达到4.5平方米", "小学"), ("生均校舍面积", "初中")],
        ),
        # districts counted by what they have, places in a list, a place among others
        (
            "7个县大班额比例超过5%，其中南山县高达11.3%。",
            [("大班额比例", "县"), ("大班额比例", "县"), ("大班额比例", "南山县")],
        ),
        (
            "平川县、河西区教育支出分别下降3.2%和1.8%。",
            [("教育支出", "平川县"), ("教育支出", "河西区")],
        ),
        ("城关一小、城关二小在校生分别为3420人、3186人。", [("在校生", "城关一小"), ("在校生", "城关二小")]),
        ("公务接待费8万元，离退休人员90人。", [("公务接待费", ""), ("离退休人员", "")]),
        # where people are, where something is built
        (
            "随迁子女900人，在公办学校就读880人，占97.8%。",
            [("随迁子女", ""), ("在公办学校就读", "随迁子女"), ("在公办学校就读占", "随迁子女")],
        ),
        ("随迁子女900人，九成以上在公办学校就读。", [("随迁子女", ""), ("在公办学校就读", "随迁子女")]),
        ("在滨江新城新建学校2所，新增学位900个。", [("新建学校", "滨江新城"), ("新增学位", "滨江新城")]),
        ("平安县辖12个乡镇，总人口30万人。", [("乡镇", "平安县"), ("总人口", "平安县")]),
        ("语文、数学校际差异率分别为0.11、0.13。", [("校际差异率", "语文"), ("校际差异率", "数学")]),
        ("公办园在编教师90人，临聘教师占60%。", [("在编教师", "公办园"), ("临聘教师占", "公办园")]),
        ("全县有30个班、学生1200人。", [("班", "全县"), ("学生", "全县")]),
        ("营养改善计划惠及学生2万人。", [("营养改善计划惠及学生", "")]),
        # a school that something is done to, and what it gets; a kind of school that is built
        ("加快滨江小学建设，新增学位900个；全县学校58所。", [("新增学位", "滨江小学"), ("学校", "全县")]),
        ("新建公办幼儿园4所，新增学位900个。", [("新建公办幼儿园", "公办"), ("新增学位", "公办幼儿园")]),
        ("教师培训费未达到公用经费5%的标准。", [("教师培训费", "")]),
        # what people did or what became of them, and rates that only people have
        (
            "残疾儿童入学率98%（应入学60人，已入学59人）。",
            [("入学率", "残疾儿童"), ("应入学", "残疾儿童"), ("已入学", "残疾儿童")],
        ),
        ("教师队伍不稳定，近两年辞职12人，持证率91%。", [("辞职", "教师"), ("持证率", "教师")]),
        ("民办园教师月均收入3100元，流动率达20%。", [("月均收入", "民办园教师"), ("流动率", "民办园教师")]),
        ("选派教师30名，培训900人次。", [("选派教师", ""), ("培训", "教师")]),
        ("教师编制不足。核定编制500名，缺编18名。", [("核定编制", "教师"), ("缺编", "教师")]),
        ("教师编制不足。新建校舍500平方米，达标率91%。", [("新建校舍", ""), ("达标率", "")]),
        ("九年级毕业生300人，升入普通高中180人。", [("毕业生", "九年级"), ("升入普通高中", "毕业生")]),
        ("普通本专科招生2万人，在校生7万人。", [("招生", "普通本专科"), ("在校生", "普通本专科")]),
        # counted hosts of what is counted; what was done to those counted, what they lack
        ("8个县的90所初中配备了校医。", [("县", ""), ("配备了校医", "初中")]),
        ("走访9个村的12所幼儿园。", [("走访", "村"), ("走访", "幼儿园")]),
        ("抽查的6所小学图书均未更新。", [("图书均未更新", "小学")]),
        ("县教体局对26所初中进行了摸底。", [("摸底", "初中")]),
        ("7所学校供餐标准未达到每生每天5元。", [("供餐标准未达到5元", "学校"), ("供餐标准", "学校")]),
        ("老城3个街道入园仍然紧张，4个街道有幼儿园。", [("入园仍然紧张", "街道"), ("街道", "")]),
        ("3名食堂从业人员健康证过期。", [("健康证过期", "食堂从业人员")]),
        ("5名校医资格证不齐，9名教师无一缺课。", [("资格证不齐", "校医"), ("教师", "")]),
        # months of a deadline, a line that others drew for a stage, what a year before was exceeded by, sums
        ("资金执行率9月底前达到75%、年底达到95%。", [("资金执行率", ""), ("资金执行率", "")]),
        (
            "小学差异系数0.4，初中0.3，均低于国家规定的小学0.5、初中0.45的标准。",
            [("差异系数", stage) for stage in ("小学", "初中", "小学", "初中")],
        ),
        ("教育支出占比17%，高于上年0.5个百分点。", [("教育支出占比", ""), ("教育支出占比", "")]),
        ("生均公用经费720元，未达到省定每生每年800元的标准。", [("生均公用经费", ""), ("生均公用经费", "")]),
        ("资助困难幼儿90人次，计9万元。", [("资助困难幼儿", ""), ("资助困难幼儿", "")]),
        ("教育经费按学段分：小学9亿元，初中6亿元。", [("教育经费", "小学"), ("教育经费", "初中")]),
        ("一九六〇年，调整布局，撤并小学二十所，全县余小学九十所。", [("撤并小学", "小学"), ("小学", "全县")]),
        ("幼儿园增至九十所，后经调整，至一九六三年减为四十所。", [("幼儿园", ""), ("幼儿园", "")]),
        # labels behind a rate of people and behind a share by stages
        ("家长满意率92%，教师90%。", [("满意率", "家长"), ("满意率", "教师")]),
        (
            "专任教师900人，其中小学本科学历占80%，初中达97%。",
            [("专任教师", ""), ("本科学历占", "小学专任教师"), ("本科学历占", "初中专任教师")],
        ),
        # a supplement for each of a group, a share promised of what is done, acts behind acts
        ("公用经费标准小学700元，寄宿生每生每年另加200元。", [("公用经费标准", "小学"), ("公用经费标准", "寄宿生")]),
        ("招聘教师不少于90名，其中紧缺学科不低于60%。", [("招聘教师", ""), ("招聘教师", "紧缺学科")]),
        ("校长教师交流轮岗90人，其中骨干教师20人。", [("交流轮岗", "校长教师"), ("交流轮岗", "骨干教师")]),
        ("招聘教师90名，其中特岗40名，选调12名。", [("招聘教师", ""), ("招聘教师", "特岗"), ("选调", "教师")]),
        (
            "进城务工人员随迁子女在校生900人，其中公办学校就读800人。",
            [("在校生", "进城务工人员随迁子女"), ("公办学校就读", "进城务工人员随迁子女")],
        ),
        ("投入90万元实施学校建设项目4个。", [("投入", ""), ("学校建设项目", "")]),
        (
            "6个乡镇的11所小学生均面积低于7平方米的标准。",
            [("乡镇", ""), ("生均面积低于7平方米", "小学"), ("生均面积", "小学")],
        ),
        # schools named that were built, and several kinds of schools
        ("2025年秋季建成城北小学、文昌小学，提供学位900个。", [("学位", "城北小学、文昌小学")]),
        ("东湖学校9月竣工，增加学位600个。", [("增加学位", "东湖学校")]),
        ("新建小学2所、幼儿园3所，新增学位900个。", [("新建小学", "小学"), ("新建幼儿园", "幼儿园"), ("新增学位", "")]),
        # what grew
        ("教育经费总投入5亿元，同比增长6%。", [("教育经费总投入", ""), ("教育经费总投入", "")]),
        ("全市学校256所，比上年减少5所。", [("学校", "全市"), ("学校", "全市")]),
        # shares
        ("随迁子女2100人，占学生总数的3.5%。", [("随迁子女", ""), ("占学生总数", "随迁子女")]),
        ("临聘教师占专任教师的45%，代课教师占12%。", [("占专任教师", "临聘教师"), ("代课教师占", "")]),
        ("农村小学55岁以上教师占31%。", [("55岁以上教师占", "农村小学")]),
        (
            "全县公共支出50亿元，教育支出9亿元，占18%。",
            [("公共支出", "全县"), ("教育支出", "全县"), ("教育支出占公共支出", "全县")],
        ),
        ("全县幼儿园80所，其中公办园40所，占50%。", [("幼儿园", "全县"), ("公办园", "公办"), ("公办园占", "公办")]),
        ("一是培训投入偏低，仅占公用经费的2%。", [("占公用经费", "培训投入")]),
        # labels in a list
        (
            "生均公用经费幼儿园600元、小学720元、初中940元。",
            [("生均公用经费", "幼儿园"), ("生均公用经费", "小学"), ("生均公用经费", "初中")],
        ),
        ("初中、小学巩固率分别为99%、100%。", [("巩固率", "初中"), ("巩固率", "小学")]),
        (
            "小学、初中、高中生师比分别为17:1、12:1和11:1。",
            [("生师比", "小学"), ("生师比", "初中"), ("生师比", "高中")],
        ),
        ("校舍、运动场达标率分别为90%、85%。", [("校舍达标率", ""), ("运动场达标率", "")]),
        # a name before a colon, dealt over the groups behind it
        (
            "生均校舍面积：小学5.2平方米、初中6.1；生均设备值：小学2600元，初中3100元。",
            [("生均校舍面积", "小学"), ("生均校舍面积", "初中"), ("生均设备值", "小学"), ("生均设备值", "初中")],
        ),
        (
            "每百名学生拥有骨干教师数:小学1.3人、初中1.5人,校际差异系数分别为0.41、0.36。",
            [
                ("每百名学生拥有骨干教师数", "小学"),
                ("每百名学生拥有骨干教师数", "初中"),
                ("校际差异系数", "小学"),
                ("校际差异系数", "初中"),
            ],
        ),
        (
            "小学、初中音乐、美术课程开齐率分别为100%、98%。",
            [("音乐、美术课程开齐率", "小学"), ("音乐、美术课程开齐率", "初中")],
        ),
        (
            "小学生均公用经费分别为700元、720元，增长2.9%；初中分别为900元、940元。",
            [("生均公用经费", "小学")] * 3 + [("生均公用经费", "初中")] * 2,
        ),
        # the stage at a sentence's head holds until another is named
        (
            "小学招生620人，比上年增长2%；在校生3600人，上年为3550人；生师比16:1。初中在校生1800人，生师比12:1。",
            [
                ("招生", "小学"),
                ("招生", "小学"),
                ("在校生", "小学"),
                ("在校生", "小学"),
                ("生师比", "小学"),
                ("初中在校生", "初中"),
                ("生师比", "初中"),
            ],
        ),
        # a share of an amount that is given itself
        (
            "全县教育支出8亿元，占财政支出40亿元的20%。",
            [("教育支出", "全县"), ("财政支出", "全县"), ("教育支出占财政支出", "全县")],
        ),
        (
            "教职工600人，其中专任教师520人，占教职工总数的86.7%。",
            [("教职工", ""), ("专任教师", ""), ("占教职工总数", "专任教师")],
        ),
        # one share behind another has its name
        ("学生9人，占100%，占比100%，占5%。", [("学生", ""), *[("学生占", "")] * 3]),
        # a blank parts what stands before it as a number does
        ("普通高中____所、教学点12个。", [("教学点", "")]),
        ("全县学校____所，其中幼儿园____所、小学38所。", [("学校", "小学")]),
        # words that only lead to the figure
        ("大班额仍有43个，班额严格控制在45人以内。", [("大班额", ""), ("班额", "")]),
        ("县级以上骨干教师412名。", [("县级以上骨干教师", "")]),
        ("预计2027年初中学位缺口900个。", [("学位缺口", "初中")]),
        ("稳妥撤并4至6所小规模学校。", [("撤并", "小规模学校"), ("撤并", "小规模学校")]),
        ("群众对学校工作的满意度为91%。", [("对学校工作的满意度", "群众")]),
        ("城区还有3所2000人以上的学校。", [("2000人以上的学校", "城区"), ("学校", "")]),
        ("有4个乡镇没有公办中心园。", [("没有公办中心园", "乡镇")]),
        ("保留小学40所，撤销初中9所，实有初中33所。", [("小学", ""), ("撤销初中", "初中"), ("初中", "")]),
        # parts
        (
            "全县在校学生9000人，其中公办8000人，民办1000人。",
            [("在校学生", "全县"), ("在校学生", "公办"), ("在校学生", "民办")],
        ),
        (
            "残疾儿童120人，随班就读80人，送教上门40人。",
            [("残疾儿童", ""), ("随班就读", "残疾儿童"), ("送教上门", "残疾儿童")],
        ),
        ("教学点10个（小学8个，幼儿园2个）。", [("教学点", ""), ("教学点", "小学"), ("教学点", "幼儿园")]),
        ("城区6个项目建成4个、在建2个。", [("项目", "城区"), ("项目建成", "城区"), ("项目在建", "城区")]),
        ("实施建设项目9个，其中新建4个、改扩建5个。", [("建设项目", ""), ("建设项目", "新建"), ("建设项目", "改扩建")]),
        ("招聘教师60人，其中研究生9人。", [("招聘教师", ""), ("招聘教师", "研究生")]),
        ("排查机构40家，其中学科类12家。", [("排查机构", ""), ("排查机构", "学科类")]),
        # parts that keep what was done to the whole, and what they are of the whole; a part with pupils of its own
        (
            "招聘教师90名（特岗60名、公开招考30名），交流轮岗40人，其中骨干教师9人。",
            [
                ("招聘教师", ""),
                ("招聘教师", "特岗"),
                ("招聘教师", "公开招考"),
                ("交流轮岗", "教师"),
                ("交流轮岗", "骨干教师"),
            ],
        ),
        ("招聘教师90名，其中音乐教师20名。", [("招聘教师", ""), ("音乐教师", "")]),
        ("近三年辞职教师60人，其中未满服务期9人。", [("辞职教师", ""), ("未满服务期", "辞职教师")]),
        ("教职工120人，其中小学部80人、初中部40人。", [("教职工", ""), ("教职工", "小学部"), ("教职工", "初中部")]),
        (
            "全县经费投入9亿元，其中财政性经费7亿元，占经费投入的78%。",
            [("经费投入", "全县"), ("财政性经费", "全县"), ("财政性经费占经费投入", "全县")],
        ),
        (
            "全县义务教育阶段学校90所，其中小学60所，招生900人；初中30所，招生800人。",
            [
                ("义务教育阶段学校", "全县"),
                ("义务教育阶段学校", "小学"),
                ("招生", "小学"),
                ("义务教育阶段学校", "初中"),
                ("招生", "初中"),
            ],
        ),
        (
            "义务教育阶段学校90所，其中小学60所、初中30所。在校生9万人。",
            [
                ("义务教育阶段学校", "义务教育阶段"),
                *[("义务教育阶段学校", s) for s in ("小学", "初中")],
                ("在校生", "义务教育阶段"),
            ],
        ),
        ("小学60所、初中30所。在校生9万人。", [("小学", ""), ("初中", ""), ("在校生", "")]),
        # schools and what they have
        ("公办幼儿园45所、在园幼儿8960人。", [("公办幼儿园", "公办"), ("在园幼儿", "公办幼儿园")]),
        ("“大班额”由312个减少到15个。", [("“大班额”", ""), ("“大班额”", "")]),
        # marks of lists are no part of a name
        ("概况如下。（三）全县公办园在园幼儿占比56.3%。", [("公办园在园幼儿占比", "全县")]),
        ("如下：㈣小学巩固率99.3%，〔五〕初中巩固率98.1%。", [("小学巩固率", "小学"), ("初中巩固率", "初中")]),
    ],
)
def test_indicator_and_subject(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("全县学校58所，新建学校3所，撤并2所。", "level change change"),
        ("在校生9000人，比上年增加300人，增长3.4%。", "level change change"),
        ("近视率由56%下降到52%，下降4个百分点。", "level level change"),
        ("力争到2027年公办率达到60%以上。", "target"),
        ("计划新建学校11所，已建成4所。", "target part"),
        ("大班额比例8.6%，高于省定5%的标准。", "level target"),
        ("学校58所，其中小学40所，初中18所。", "level part part"),
        ("县督导室对40所学校进行了摸底，12所学校通过评估验收。", "example level"),
        ("残疾儿童应入学60人，已入学59人。", "level part"),
        ("学校58所，其中小学40所、教学点18个；另有分校3所。", "level part part level"),
        ("小学生均校舍面积5平方米，其中滨江小学4.1平方米。", "level level"),
        ("召开会议12次，发放问卷600份，查处案件3起。", "example example example"),
        ("对8所学校进行了督导检查。", "example"),
        ("交流教师56名，培训教师1200人次。", "level level"),
        ("开展为期1年的专项整治。", "target"),
        ("投入资金3000万元，新增学位2000个。", "level change"),
        ("每日不少于5次巡查。", "example"),
        ("教育支出8亿元，占财政支出40亿元的20%。", "level level level"),
        ("小学增至60所，初中骤增为23所。", "level level"),
        ("在校生900人，其中男生500人；专任教师60人。", "level part level"),
        ("反馈问题9个，已整改5个，正在整改4个。", "example part part"),
        ("生均校舍面积标准为小学4.5平方米以上。", "target"),
        ("全市12个县中，9个通过评估。", "level level"),
        ("撤销初中35所，实有初中38所。", "change level"),
        ("公用经费未达到5%的要求，应配保安80人，实配62人。", "target target level"),
        ("反馈问题9个。目前已整改5个，正在整改4个。", "example part part"),
        ("评选名师20名，参训教师600人次，改造跑道3条。", "change example change"),
        ("教师年均收入9万元，高于公务员0.2万元。", "level change"),
        ("列出16项整改任务，明确单位9个。目前已完成13项，持续推进3项。", "level level part part"),
        ("奔着一流学校的目标，培养名师5人。", "change"),
        # what is still wanting of a line that is drawn, and how much
        ("公办园占比46%，距50%的目标还差4个百分点，城区9所配套园未移交。", "level target change level"),
        ("综合达标率距离100%仍有差距。", "target"),
        # the limit of a class, whatever is to be done about it
        ("年内确保消除66人以上超大班额。", "level"),
        ("力争三年内撤并30人以下的教学点。", "level"),
        ("得分85分以上为优秀，力争全部学校得分达到85分以上。", "level target"),
        ("教师培训经费不低于公用经费的6%。", "target"),
        ("8月底前达到80%。", "target"),
        ("营养改善计划每年惠及学生3万名。", "level"),
        ("研究生培养机构12个，组织校长外出培训60人次。", "level example"),
        ("在校学生5000人，其中寄宿生900人，教职工400人。", "level part level"),
        ("学生900人，其中住校生91人；留守儿童37人；专任教师65人。", "level part part level"),
        # means are no parts; what something rises from is, what it rises to is promised
        ("在校生9000人，其中小学6000人，平均班额40人。", "level part level"),
        ("中学教师80人，其中高级20人，人均每周14节。", "level part example"),
        ("2027年底前，补助由每人每月200元提高到350元。", "level target"),
        ("力争两年内毛入园率从91%升至95%。", "level target"),
        # a line that others have drawn, in a bracket, over a list, in the middle of a comparison; averages are none
        ("持证率88%，低于省定标准（95%）。", "level target"),
        (
            "生均用房小学4.8平方米、初中6.1平方米，均超过国家规定的小学4.5平方米、初中5.8平方米。",
            "level level target target",
        ),
        ("按省定标准应核编制320名，现有编制301名。", "target level"),
        ("巩固率97%，高于全省95%的平均水平。", "level level"),
        ("生均图书达到30册的标准。", "target"),
        # teams that do the work; what became of a number of things, to the last of them
        ("成立专项工作小组3个。", "example"),
        ("成立教研组3个。", "change"),
        # a whole taken up again or divided by stages; sums of money go on behind a semicolon while they fit
        ("全县在编教师900人，其中男教师300人。从年龄看，30岁以下200人；31至40岁300人。", "level part part part"),
        ("在校学生8000人，班均40人，分学段看：小学5000人，初中3000人。", "level level part part"),
        ("教育经费9亿元。教育经费中，工资6亿元，维修2亿元。", "level part part"),
        ("支出预算合计900万元，按用途分，人员经费600万元，占66.7%；项目支出300万元。", "level part level part"),
        ("支出900万元，其中基本支出600万元；教育费附加收入700万元。", "level part level"),
        ("专任教师共900人，小学500人，初中390人。", "level part part"),
        ("有幼儿园30所（不含看护点4个），公办12所，民办18所。", "level level part part"),
        ("小学教师500人，初中300人。", "level level"),
        ("查出问题60处，现场整改到位41处，限期整改19处。", "example part part"),
        ("交办事项共6项，已办结3项，长期坚持3项。", "level part part"),
    ],
)
def test_role(text: str, roles: str) -> None:
    assert [metric.role.value for metric in figures(text)] == roles.split()


_CIRCULAR = "关于开展全县中小学用餐专项检查的通知\n各学校：\n"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        # a circular prescribes, but not where it says how things stand
        ("教育经费决算报告\n（二）经费支出构成。小学900万元，初中800万元，高中500万元。\n", "part part part"),
        ("教育经费决算报告\n（二）经费支出情况。小学900万元，初中800万元，高中500万元。\n", "level level level"),
        (f"{_CIRCULAR}一、检查内容\n各校自查2次，食堂达标率100%。\n", "target target"),
        (f"{_CIRCULAR}一、前期摸底情况\n食堂达标率82%，12所学校未配备营养师。\n", "level level"),
        (f"{_CIRCULAR}一、检查背景与目标\n食堂达标率100%。\n", "target"),
        (f"{_CIRCULAR}一、检查范围\n全县中小学60所，其中小学42所、初中18所。\n", "level part part"),
        (f"{_CIRCULAR}一、检查安排\n对未达标的9所学校开展帮扶，新建食堂7个。\n", "level target"),
        # what comes again and again is promised; parts of what is promised are parts
        (f"{_CIRCULAR}一、工作要求\n每学期集中培训2次，每月抽查1次。\n", "target target"),
        (
            "某县提升方案\n一、措施\n每名督学每月入校不少于2次，新建学校5所，其中小学3所、初中2所。\n",
            "target target part part",
        ),
        ("某县工作计划\n一、任务\n新增学位900个（小学600个、初中300个）。\n", "target part part"),
        ("某校工作总结\n一、做法\n每周教研1次。\n", "example"),
        # an answer tells what was done
        (
            "河西镇关于教育督导反馈问题整改情况的复函\n一、关于保育员不足问题\n整改措施：中心幼儿园招聘保育员4名。\n",
            "change",
        ),
        (
            "河西镇教育督导反馈问题整改方案\n一、关于保育员不足问题\n整改措施：中心幼儿园招聘保育员4名。\n",
            "target",
        ),
    ],
)
def test_what_a_document_promises_and_what_it_tells(text: str, roles: str) -> None:
    assert [metric.role.value for metric in figures(text)] == roles.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a school that the paragraph presents
        (
            "云州第二实验小学\n学校占地面积80亩，现有36个教学班，学生1600名，教师学历达标率100%。",
            [(name, "云州第二实验小学") for name in ("占地面积", "教学班", "学生", "教师学历达标率")],
        ),
        (
            "青山县育英中学始建于1958年，占地60亩。在校学生2100人，其中寄宿生900人。",
            [("占地", "青山县育英中学"), ("在校学生", "青山县育英中学"), ("寄宿生", "青山县育英中学")],
        ),
        # a school whose report it is, by the title
        (
            "云峰县第三小学2023年办学情况自评报告\n一、办学条件\n现有图书21000册，教室40间。\n",
            [("图书", "云峰县第三小学"), ("教室", "云峰县第三小学")],
        ),
        # a school that calls itself so, and schools that are counted
        ("学校现有教学班20个，教职工60人。图书9000册。", [("教学班", "学校"), ("教职工", "学校"), ("图书", "学校")]),
        ("学校58所，教职工600人。图书9万册。", [("学校", ""), ("教职工", ""), ("图书", "")]),
        ("农村小学办学情况报告\n一、办学条件\n现有图书21000册。\n", [("图书", "")]),
        # names of schools, and kinds of schools that are no names
        ("城东小学、县二小平均班额58人。", [("平均班额", "城东小学、县二小")]),
        ("走访薄弱小学12所。", [("走访薄弱小学", "")]),
        # a stage that the heading names
        (
            "青山县教育统计公报\n一、义务教育\n（一）小学\n全县小学90所。招生8000人，专任教师2900人，生师比17:1。\n",
            [("小学", "全县"), ("招生", "小学"), ("专任教师", "小学"), ("生师比", "小学")],
        ),
    ],
)
def test_whose_figures_a_paragraph_tells(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_a_table_takes_indicator_and_unit_from_its_head() -> None:
    found = figures(
        "各级各类学校情况\n单位：所、人\n学段\t学校数\t在校生数（人）\t生师比\n幼儿园\t56\t12,345\t12.1\n小学\t32\t41200\t17.9:1\n"
    )
    assert [(m.quote, m.value, m.unit, m.indicator, m.subject) for m in found] == [
        ("56", Decimal(56), "所", "学校数", "幼儿园"),
        ("12,345", Decimal(12345), "人", "在校生数", "幼儿园"),
        ("12.1", Decimal("12.1"), "", "生师比", "幼儿园"),
        ("32", Decimal(32), "所", "学校数", "小学"),
        ("41200", Decimal(41200), "人", "在校生数", "小学"),
        ("17.9:1", Decimal("17.9"), "", "生师比", "小学"),
    ]


def test_a_row_may_name_what_is_measured() -> None:
    found = figures(
        "各项指标情况\n指标\t小学均值\t小学差异系数\t初中\n生均校舍面积（平方米）\t5.2\t0.31\t6.4\n"
        "\n指标名称\t单位\t2022年\t2023年\t增减（%）\n小学在校学生\t人\t4100\t4000\t-2.4\n"
    )
    assert [(m.quote, m.unit, m.indicator, m.subject, m.period, m.role.value) for m in found] == [
        ("5.2", "平方米", "生均校舍面积均值", "小学", "", "level"),
        ("0.31", "", "生均校舍面积差异系数", "小学", "", "level"),
        ("6.4", "平方米", "生均校舍面积", "初中", "", "level"),
        ("4100", "人", "在校学生", "小学", "2022", "level"),
        ("4000", "人", "在校学生", "小学", "2023", "level"),
        ("-2.4", "%", "在校学生", "小学", "2023", "change"),
    ]


def test_a_line_above_the_heads_is_no_head() -> None:
    found = figures(
        "整改台账\n填报单位：教育局\t填报人：李某\n序号\t问题\t措施\t时限\n1\t大班额30个\t新建学校2所\t2025年\n2\t缺编6人\t招聘教师6名\t2025年\n"
    )
    assert [m.quote for m in found] == ["30个", "2所", "6人", "6名"]


def test_an_empty_corner_may_be_lost() -> None:
    found = figures("各类学校\n学校数（所）\t教师数（人）\n小学\t30\t900\n初中\t12\t700\n")
    assert [(m.quote, m.unit, m.indicator, m.subject) for m in found] == [
        ("30", "所", "学校数", "小学"),
        ("900", "人", "教师数", "小学"),
        ("12", "所", "学校数", "初中"),
        ("700", "人", "教师数", "初中"),
    ]


@pytest.mark.parametrize(
    ("table", "read"),
    [
        pytest.param(  # the first cell of the head is empty
            "\t学校数（所）\t在校生（万人）\n小学\t86\t5.21\n",
            [("86", "所", "学校数", "小学", ""), ("5.21", "万人", "在校生", "小学", "")],
            id="empty corner",
        ),
        pytest.param(  # rows that name indicators, with a column of units and a rate that has its own
            "指标\t计量单位\t2021年\t2022年\t增减（%）\n教育经费\t万元\t8120\t8460\t4.2\n小学在校生\t人\t9015\t8902\t-1.3\n",
            [
                ("8120", "万元", "教育经费", "", "2021"),
                ("8460", "万元", "教育经费", "", "2022"),
                ("4.2", "%", "教育经费", "", "2022"),
                ("9015", "人", "在校生", "小学", "2021"),
                ("8902", "人", "在校生", "小学", "2022"),
                ("-1.3", "%", "在校生", "小学", "2022"),
            ],
            id="column of units",
        ),
        pytest.param(  # this year, last year, and parts of the row above
            "2023年主要指标\n指标\t单位\t本年\t上年\t增减%\n"
            "小学数\t所\t62\t64\t-3.1\n#民办\t所\t5\t4\t25.0\n教师\t人\t1,204\t1,190\t1.2\n",
            [
                ("62", "所", "小学数", "", "2023"),
                ("64", "所", "小学数", "", "2022"),
                ("-3.1", "%", "小学数", "", "2023"),
                ("5", "所", "小学数", "民办", "2023"),
                ("4", "所", "小学数", "民办", "2022"),
                ("25.0", "%", "小学数", "民办", "2023"),
                ("1,204", "人", "教师", "", "2023"),
                ("1,190", "人", "教师", "", "2022"),
                ("1.2", "%", "教师", "", "2023"),
            ],
            id="this year and last",
        ),
        pytest.param(  # the unit of the row is not that of a coefficient
            "指标\t小学均值\t小学差异系数\n生均教学用房面积（平方米）\t5.21\t0.41\n",
            [
                ("5.21", "平方米", "生均教学用房面积均值", "小学", ""),
                ("0.41", "", "生均教学用房面积差异系数", "小学", ""),
            ],
            id="unit of the row",
        ),
        pytest.param(  # a head of two lines, under a line of labels
            "填报单位：教育局\t填报人：张某\n学段\t学生（人）\t\t教师\n\t男\t女\t人数（人）\n小学\t310\t295\t41\n",
            [
                ("310", "人", "学生男", "小学", ""),
                ("295", "人", "学生女", "小学", ""),
                ("41", "人", "教师人数", "小学", ""),
            ],
            id="two lines",
        ),
        pytest.param(  # the years stand in the heads of the columns
            "地区\t2021年在园幼儿（人）\t2022年在园幼儿（人）\n东城\t812\t790\n",
            [("812", "人", "在园幼儿", "东城", "2021"), ("790", "人", "在园幼儿", "东城", "2022")],
            id="years in heads",
        ),
        pytest.param(  # the caption measures where rows are stages and columns years
            "各学段生均公用经费支出均有增长，见下表：\n"
            "学段\t2021年（元）\t2022年（元）\t增减额（元）\n初　　中\t910\t940\t30\n",
            [
                ("910", "元", "生均公用经费支出", "初中", "2021"),
                ("940", "元", "生均公用经费支出", "初中", "2022"),
                ("30", "元", "生均公用经费支出增减额", "初中", "2022"),
            ],
            id="measure of the caption",
        ),
        pytest.param(  # a caption that measures nothing, rows that are no stages
            "学校情况见下表：\n地区\t2021年（所）\t2022年（所）\n东城\t31\t30\n",
            [("31", "所", "东城", "", "2021"), ("30", "所", "东城", "", "2022")],
            id="caption without a measure",
        ),
        pytest.param(  # growth of what the column beside it measures; the time of a visit is no figure
            "类别\t单位\t检查时间\t在园幼儿\t比上年增长（%）\n民办幼儿园\t人\t3.18\t860\t-2.5\n",
            [("860", "人", "在园幼儿", "民办幼儿园", ""), ("-2.5", "%", "在园幼儿", "民办幼儿园", "")],
            id="growth beside a measure",
        ),
        pytest.param(  # the caption lists units and says whose table it is; a scan misread a year
            "各乡办学，规模不一。\n"
            "历年初中教育情况表（单位：所、人、个）\n年 份\t校 数\t班数\t教师\t校均\nl958\t12\t60\t143\t2\n"
            "1960\t14\t71\t150\t3\n",
            [
                ("12", "所", "校数", "初中", "1958"),
                ("60", "个", "班数", "初中", "1958"),
                ("143", "人", "教师", "初中", "1958"),
                ("2", "", "校均", "初中", "1958"),
                ("14", "所", "校数", "初中", "1960"),
                ("71", "个", "班数", "初中", "1960"),
                ("150", "人", "教师", "初中", "1960"),
                ("3", "", "校均", "初中", "1960"),
            ],
            id="units of the caption",
        ),
    ],
)
def test_how_tables_are_headed(table: str, read: list[tuple[str, str, str, str, str]]) -> None:
    assert [(m.quote, m.unit, m.indicator, m.subject, m.period) for m in figures(table)] == read


@pytest.mark.parametrize(
    ("table", "read"),
    [
        pytest.param(  # grades head the rows; the greatest class is added up by nobody
            "年级\t学生数（人）\t其中寄宿生（人）\t最大班额（人）\n一年级\t60\t12\t31\n二年级\t70\t15\t36\n合计\t130\t27\t36\n",
            "学生数/一年级/part 寄宿生/一年级/part 最大班额/一年级/level 学生数/二年级/part 寄宿生/二年级/part "
            "最大班额/二年级/level 学生数/合计/level 寄宿生/合计/level 最大班额/合计/level",
            id="row of totals",
        ),
        pytest.param(  # rates add up to nothing
            "项目\t小学\t初中\t总计\n专任教师（人）\t80\t40\t120\n研究生学历占比（%）\t5\t10\t7\n",
            "专任教师/小学/part 专任教师/初中/part 专任教师/总计/level 研究生学历占比/小学/level "
            "研究生学历占比/初中/level 研究生学历占比/总计/level",
            id="column of totals",
        ),
        pytest.param("学段\t学校数（所）\n小学\t60\n初中\t70\n", "学校数/小学/level 学校数/初中/level", id="no totals"),
        pytest.param(  # counties and tasks of a list stand for themselves; two columns with units say what they measure
            "项目\t计划投资（万元）\t到位资金（万元）\t到位率\n城北小学\t80\t60\t75%\n南关中学\t20\t20\t100%\n合计\t100\t80\t80%\n",
            "计划投资/城北小学/target 到位资金/城北小学/level 到位率/城北小学/level 计划投资/南关中学/target "
            "到位资金/南关中学/level 到位率/南关中学/level 计划投资/合计/target 到位资金/合计/level 到位率/合计/level",
            id="totals of a list",
        ),
        pytest.param(  # a column of what is aimed at says nothing of whose it is
            "指标\t2021年\t2025年目标\n专任教师本科率（%）\t81\t90\n",
            "本科率/专任教师/level 本科率/专任教师/target",
            id="column of targets",
        ),
        pytest.param(  # a ledger of schools
            "序号\t学校\t问题\t结果\n1\t东山小学\t生均图书12册\t新购图书900册\n2\t各校\t公示牌损坏6块\t更换公示牌6块\n",
            "生均图书/东山小学/level 新购图书/东山小学/change 公示牌损坏//level 更换公示牌//level",
            id="ledger of schools",
        ),
        pytest.param(  # whom the problem is about, the cells behind it tell of
            "序号\t问题\t措施\t进展\n1\t教师编制不足\t选调30名\t已招聘到岗12名\n2\t校舍陈旧\t改造4栋\t完工3栋\n",
            "选调/教师/target 招聘到岗/教师/change 改造//target 完工//level",
            id="ledger of people",
        ),
    ],
)
def test_what_a_table_adds_up_and_whose_its_rows_are(table: str, read: str) -> None:
    assert [f"{m.indicator}/{m.subject}/{m.role.value}" for m in figures(table)] == read.split()


def test_a_line_of_labels_above_a_ledger_is_not_its_head() -> None:
    found = figures("填报单位：某县\t填报时间：2024年\n序号\t问题\t措施\n1\t缺编教师126人\t招聘教师150名\n")
    assert [m.quote for m in found] == ["126人", "150名"]


def test_a_ledger_is_read_cell_by_cell() -> None:
    found = figures(
        "序号\t问题\t措施\t时限\n1\t缺编教师126人\t2024年招聘教师150名\t2024年12月\n2\t大班额30个\t新建学校2所\t2025年8月\n"
    )
    assert [(m.quote, m.indicator, m.period) for m in found] == [
        ("126人", "缺编教师", ""),
        ("150名", "招聘教师", "2024"),
        ("30个", "大班额", ""),
        ("2所", "新建学校", ""),
    ]


def test_the_call_of_a_note_in_a_cell_is_no_part_of_its_number() -> None:
    found = figures("学段\t学校数（所）\t入学率\n小学\t30[1]\t99.8%[12]\n初中\t12 [2]\t[3]\n")
    assert [(m.quote, m.indicator, m.subject) for m in found] == [
        ("30", "学校数", "小学"),
        ("99.8%", "入学率", "小学"),
        ("12", "学校数", "初中"),
    ]


def test_years_may_head_the_rows_of_a_table() -> None:
    found = figures("年份\t教育经费（万元）\t增长率（%）\n2021\t12345.6\t3.2\n2022年\t13456\t9.0\n")
    assert [(m.quote, m.unit, m.period, m.role) for m in found] == [
        ("12345.6", "万元", "2021", Role.LEVEL),
        ("3.2", "%", "2021", Role.CHANGE),
        ("13456", "万元", "2022", Role.LEVEL),
        ("9.0", "%", "2022", Role.CHANGE),
    ]


def test_a_bare_rate_is_named_by_the_title_over_it() -> None:
    found = {
        m.quote: m.canonical
        for m in figures("一、水平\n1．普惠性幼儿园覆盖率。入读普惠园的占大多数，覆盖率88.5%，高于全市3.1个百分点。\n")
    }
    assert found["88.5%"] == "普惠性幼儿园覆盖率"
    (other,) = figures("一、水平\n1．校车情况。接送学生多，覆盖率88.5%。\n")
    assert other.canonical == ""


def test_the_canonical_name_and_the_rule_are_told() -> None:
    (found,) = figures("全县普惠性幼儿园覆盖率达91%以上。")
    assert found.canonical == "普惠性幼儿园覆盖率"
    assert "after:以上" in found.rule
    assert all(part.strip() for part in found.rule.split("+"))


def test_furniture_and_titles_are_left_out() -> None:
    found = extraction("青山县2023年教育工作自评报告范文两篇\n\n一、基本情况\n全县学校58所。\n")
    assert [metric.quote for metric in found.metrics] == ["58所"]


_PIECES = st.sampled_from(
    words(
        "全县 小学 初中 在校学生 其中 分别为 达 % 12 95.3 １２ ，225 1，225 所 人 万元 余 近 以上 （ ） ， 。 ； 、 ："
        " 2023年 20152016 年 x xx _ 一是 三分之一 百分之 增长 比上年 第 “ ” 《 》 每 不少于 10—15 1：7 十余 个 😀 占 的"
        " 由 到 目前"
    )
)
_BLANKS = st.sampled_from(("\t", "\n", "\r\n", " ", "\u3000"))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_PIECES, _BLANKS), max_size=60).map("".join))
def test_any_text_keeps_its_offsets(text: str) -> None:
    if text.strip("\ufeff \t\r\n"):
        extraction(text + "。")


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=200))
def test_any_characters_keep_their_offsets(text: str) -> None:
    extraction("全县" + text)


@pytest.mark.parametrize(
    "text",
    [
        "全县学校，" * 40_000,
        "9" * 200_000,
        "1,111" * 40_000,
        "95.3%" * 10_000,
        "（" * 100_000 + "12人",
        "“" * 50_000 + "12人" + "《" * 50_000,
        "在校学生12人、" * 10_000,
        "分别为" * 30_000 + "12人",
        "2023年、" * 20_000 + "12人",
        "x" * 100_000 + "_" * 100_000,
        "比上年增长增长增长" * 10_000 + "5%",
        "小学、初中" * 20_000 + "分别为5%、6%",
        ("东城市西区县区一小和" * 8 + "某某9所。") * 400,
    ],
    ids=lambda text: text[:12],
)
def test_time_is_linear(text: str) -> None:
    report = intake.read_bytes(("全县教育报告\n一、情况\n" + text).encode(), "长.txt")
    book = lexicon.load()
    start = time.process_time()
    extract(report, book)
    assert time.process_time() - start < 6


def test_the_seeds_read_as_they_did() -> None:
    counts = {}
    for path in sorted(Path(paths.seed("000_7247668ee333bfb4.txt")).parent.glob("*.txt")):
        report = intake.read(path)
        found = extract(report, lexicon.load())
        assert all(report.quote(m.start, m.end) == m.quote for m in (*found.metrics, *found.placeholders))
        counts[path.stem[:3]] = (len(found.metrics), len(found.placeholders))
    assert counts == {"000": (94, 0), "001": (46, 0), "002": (4, 141), "003": (148, 0), "004": (17, 0)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a statistics bulletin
        (
            "全市共有普通小学1,256所，比上年减少23所；在校生78.6万人，增长2.1%；小学学龄儿童净入学率达到99.98%。",
            "普通小学|全市|level 普通小学|全市|change 在校生|普通小学|level 在校生|普通小学|change "
            "小学学龄儿童净入学率|全市|level",
        ),
        # a gazetteer
        (
            "民国二十三年，全县有小学三十二所，教师八十五人。一九五〇年，增至一百二十所。",
            "小学|全县|level 教师|小学|level 小学|全县|level",
        ),
        ("１９８５年，全县有小学２５６所，在校学生３８，４１２人。", "小学|全县|level 在校学生|小学|level"),
        # a budget
        (
            "2024年教育支出预算安排12.35亿元，比上年增加0.85亿元。其中：学前教育1.2亿元，小学教育5.6亿元。",
            "教育支出预算||level 教育支出预算||change 教育支出预算|学前教育|part 教育支出预算|小学教育|part",
        ),
        (
            "一、经费\n（一）生均公用经费增长情况。小学843元，初中1126元。",
            "生均公用经费|小学|level 生均公用经费|初中|level",
        ),
        # a letter of feedback
        (
            "你县大班额比例达到8.6%，超出国家规定的5%标准3.6个百分点。",
            "大班额比例|你县|level 大班额比例|你县|target 大班额比例|你县|change",
        ),
        ("全区58.3%的义务教育学校达到优质均衡标准。", "达到优质均衡标准|义务教育学校|level"),
        # an inspector's notes
        ("小学：学校45所，在校生2.3万人，师生比1:16.2。", "学校|小学|level 在校生|小学|level 师生比|小学|level"),
        (
            "全县中小学生体质健康合格率95.2%，优良率48.6%，分别较上年提高1.1和2.3个百分点。",
            "体质健康合格率|中小学生|level 优良率|中小学生|level 体质健康合格率|中小学生|change 优良率|中小学生|change",
        ),
        ("有56-65人的大班额30个。", "大班额||level 大班额||level 大班额||level"),
        ("县财政安排100万元教师奖励基金。", "教师奖励基金||level"),
    ],
)
def test_other_ways_of_writing(text: str, expected: str) -> None:
    told = [f"{metric.indicator}|{metric.subject}|{metric.role.value}" for metric in figures(text)]
    assert told == expected.split(" ")
