"""The Chinese sentences of this room: what each rule of the reading decides, for whoever asks why."""

FIELDS = {"indicator": "指标", "subject": "对象", "period": "时期", "role": "作用"}

READ = {
    "digits": "阿拉伯数字",
    "words": "汉字数词，后有量词",
    "ratio": "比",
    "fraction": "分数或百分之几",
    "unit": "数后的单位",
    "unit-of-list": "借用并列末项的单位",
    "unit-of-table": "表头或表题给出的单位",
    "range": "区间的一端",
    "before": "数前限定词",
    "inside": "数与单位之间的限定词",
    "after": "单位后的限定词",
}
"""How a quantity was read, by the parts of its rule."""

DECIDES: dict[str, dict[str, str]] = {
    "indicator": {
        "head": "取数前的名称",
        "fixed": "词典中带对象的率名，不再拆分",
        "group+head": "数前名称拆成对象和指标",
        "group": "数前只有对象，对象即指标",
        "label": "数前只有对象，指标沿用前一处",
        "label behind": "名称末尾的对象属于本数",
        "noun behind": "取数后的名词",
        "verb+noun behind": "动词加数后的名词",
        "work behind": "数后是所做的工作",
        "limited behind": "两数合成限定，取其后名词",
        "visited": "所走访、抽查的对象",
        "doer": "数后是计数的主体和它所做的事",
        "of those": "前一处的对象所达到的结果",
        "verb": "取数前的动词",
        "unit": "单位本身就是所计的事物",
        "clause before": "本句无名称，取前一分句",
        "head of colon": "取冒号前的名称",
        "list": "按“分别”或并列次序分配",
        "paired": "按次序与前面各处对应",
        "part": "其中项，随总数命名",
        "share": "占比，以前面所说为部分",
        "share of": "某整体中的占比",
        "average": "班额、校均，随前一处的对象",
        "mean of": "前面同单位的一处除以人数、校数的平均",
        "whole of share": "占比的整体",
        "grown": "只说增减，取所增减的事物",
        "inherited": "本句无名称，沿用前一处",
        "carried": "沿用前一处的动词",
        "clause of": "接在前一处之后的“的”字结构",
        "of heading": "取标题中的项目",
        "of school": "随前面所说的学校类型",
        "attends": "前面所说的人在何处就读",
        "compared": "相比的另一方，指标相同",
        "elliptic": "学科名省略了后半，随前一处补全",
        "of stem": "率名省略了前半，随前一处补全",
        "staff": "应配、实配、缺编，随所说的人员",
        "standard behind": "取数后“的标准……”所发的款项",
        "of doer": "前一分句主体的比率或面积",
        "of host": "本段所介绍学校的情况",
        "of people": "随前面所说的人群",
        "of group": "随前一处的对象",
        "of project": "随前面所说的工程项目",
        "of fund": "随前面所说的资金",
        "nothing": "前后都没有可作名称的词",
        "column": "取列标题",
    },
    "subject": {
        "own group": "本处名称中的对象",
        "topic": "本句的话题",
        "place": "本句的地方",
        "people": "前面所说的人群",
        "school": "前面所说的学校类型",
        "inside name": "指标名称里包含的对象",
        "words around": "前后文给出",
        "row": "取行标题",
        "no subject": "没有写明",
    },
    "period": {
        "year": "最近的年份，向后管到段末",
        "heading year": "标题里的年份",
        "year behind": "数后写明的年份",
        "year compared with": "“比上年”之类的基期",
        "list of years": "按年份次序分配",
        "item begins": "分项开头，恢复本段原来的年份",
        "bracket closed": "括号结束，恢复括号前的年份",
        "raised from": "“由某年的…提高到”之后恢复原年份",
        "time word": "时间词使前面的年份不再有效",
        "table year": "表头、行首或表题的年份",
        "no time": "本段和标题都没有写年份",
    },
    "role": {
        "promised": "计划、目标或要求的字样",
        "planned": "位于整改措施或下一步打算",
        "required": "与规定的线相比",
        "grown": "增减的字样",
        "part of whole": "前有总数，本数是其中一部分",
        "inspected": "被检查、走访的数量",
        "work done": "会议、文件、活动之类的工作",
        "event": "次、场、份之类的单位",
        "as before": "与前一处并列",
        "built or cut": "新建、增减的存量",
        "state": "没有其他字样，按现状",
    },
}
"""What each rule of a field decides."""

EXCLUDES = {
    "title": "书名号或尖括号内的名称",
    "document": "文号",
    "year": "年份",
    "date": "日期",
    "time": "钟点",
    "ordinal": "序数",
    "mark": "分项编号",
    "footnote": "注号或图表编号",
    "code": "电话、编码之类",
    "latin": "字母与数字组成的名称",
    "slogan": "引号内的口号或简称",
    "spelt slogan": "口号的解释",
    "name": "级别、年龄、届次、名次之类",
    "frame": "只作时间范围，本身不是所计的量",
    "base": "比的基数（每百名）",
    "place name": "与后文连成地名或职务",
    "bare": "没有单位，也没有说是数值",
    "word": "汉字数词只是词语的一部分",
}
"""Which rule took a number out."""

READ_AT, KEPT_AT, NAMED_AT, OUT_AT = "读数", "计入", "归入", "不计"
KEPT = "没有排除规则适用，按指标计"
HUNDRED = "100%一律计入"
NO_NAME = "词典没有对应的指标"
BLANK = "未填写的空白，记作空白，不作指标"
FURNITURE = "页眉、菜单之类的页面杂项，不读"
TITLE = "文件标题里的数不读"
CELL = "表头、序号、年份之类的单元格，不读"
BLANKS = {
    "year": "没有写完的年份",
    "cross": "以 x 代数",
    "line": "下划线",
    "ring": "以圈代数",
    "box": "空框",
    "star": "星号",
    "empty": "空括号",
}
"""What stands where a number should."""
NO_UNIT = "汉字数词后没有量词，不成数"
NOTHING = "此处没有数"
CORRECTED = "评审人更正过，按更正后的读数使用"


def alias(rule: str) -> str:
    """Tell how the lexicon's name was found: by its own words, a part of them, an ambiguous or a weak name."""
    for head, says in (
        ("词典", "名称或别名完全相同"),
        ("含", "名称中含别名"),
        ("词序", "别名各字依次出现"),
        ("多义词", "多义词，按学段和单位区分"),
        ("弱词", "泛称，单位相合"),
    ):
        if rule.startswith(head):
            return says
    return CORRECTED


def blank(rule: str) -> str:
    """Tell what stands for the number that was never filled in."""
    kind = rule.partition("+")[0]
    return BLANKS.get(kind, kind)


def read_as(part: str) -> str:
    """Tell one part of a quantity's rule: ``after:以上`` is 单位后的限定词“以上”."""
    name, _, words = part.partition(":")
    return READ.get(name, name) + (f"“{words}”" if words else "")


BESIDE = {
    "heading": "标题",
    "problem": "问题",
    "measure": "措施",
    "finding": "疑点",
    "check": "核对",
    "unchecked": "未能核对",
}
"""What other records stand at the same place."""
RECORDS = {
    "numbered": "行首编号和长度",
    "run-in": "段首成句的小标题，本节不止一个",
    "lost number": "无编号短行，按前后标题定级",
    "style": "文件自带的标题样式",
    "title": "篇首或新一篇的文件名称",
    "quoted": "引号里“关于…的问题/建议”",
    "titled": "小标题连同其下各段",
    "stated": "问题部分里的判断句",
    "announced": "“存在以下问题”之后所列",
    "answered": "回答困难一问的判断句",
    "admitted": "行文中承认的不足",
    "point": "标题写出问题，其下写整改",
    "labelled": "“问题：”“整改措施：”之后所写",
    "ledger": "台账的问题或措施栏",
    "item": "措施部分的编号条目",
    "listed": "段内“一是…二是…”",
    "paragraph": "措施部分的整段",
    "turn": "问题段末转到“下一步”",
}
"""What made a heading, a problem, a measure, by the first word of its rule."""


def recorded(rule: str) -> str:
    """Tell what made a heading, a problem or a measure."""
    return RECORDS.get(rule.partition(":")[0], rule)
