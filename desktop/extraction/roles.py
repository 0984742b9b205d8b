"""What a figure does in its sentence: a state, a change, a promise, a part, work done."""

from desktop.extraction import groups
from desktop.extraction.figures import Figure
from desktop.extraction.leads import Lead
from desktop.extraction.plans import Plan
from desktop.extraction.quantities import Quantity
from desktop.extraction.scene import Name
from desktop.extraction.units import EVENTS, SHARE
from desktop.lexicon.patterns import regex
from desktop.model.metric import Comparator, Role

_TARGET = regex(
    r"力争|争取(?!到)|目标(?!任务|管理|责任|考核|要求|的?(?:[仍尚还]|差距)|[，,])|预计(?![^；;]*[；;])|拟(?=新|建|投|招|扩|改|增|于|在|定|用|补|安)|"
    r"(?<![高升加长大少低降短增达])到20\d\d年(?!\d|以来)|确保(?!了)|力求|有望|"
    r"(?<![招培长训养动生购善])计划(?=新|投|建|到|于|在|安|招|引|完|用|改|总|实|增|扩|开|补|购|每|20|\d|配|选|培|"
    r"创|新增|年)|规划(?=涉及|建设|新|投|到|建|改|布局新|总|\d|$)|"
    r"将(?=于|在|达|新|增|建|投|完|实现|安|启|招|补|培训|力|全|开|继|逐|提|通|选|再|进)|"
    r"[一二三四五\d]年内将?|下一步|今后|未来|“?十[五六]五”?(?:期间|"
    r"末)|[年月]底前|需(?!要加|求)(?=\S{0,4}教师|专|新|补|投|配)",
    begins=r"力争目预拟到确有计规将一二三四五\d下今未“十年月需",
)
_MAY_PROMISE = regex("[争标预拟到确求望划将内步今未五六底需]")
"""Every promise has one of these characters."""
_MAY_OWE = regex("[应须要距不未]")
"""What is owed, or not reached, has one of these."""
_TO_YEAR = regex(r"到(20\d\d)年")
_OWED = regex(r"(?:应|须|必须|要)(?:达到?|不低|不少|不超|配|保证|控制|按)")
_NORM = regex(r"(?:标准|规定|要求|应|须|要|原则上|确保|保证|保障|底线|红线|省定|国家|市定)")
_UNMET = regex(r"(?:未(?:能)?(?:达到?(?!标)|按照?)|达不到|不足以达到)[^，,。；;]{0,16}$")
_TOWARD = regex(r"距离?[^，,。；;]{0,8}$")
_NO_LESS = regex(r"不(?:低|少)于[^，,。；;]{2,12}的$")
_CLASS = regex(
    r"^的?(?:超大|大|标准|小)班额|^的(?:班级|学校|小学|中学|初中|村小|教学点|小规模|大规模|班[，,。；;的]?)|"
    r"^为(?:优秀|良好|优良|合格|不合格|基本合格|达标)"
)
_REQUIRED = regex(r"[^，,。；;]{0,10}的?(?:要求|标准|规定|底线|红线|控制线|目标)")
_DONE = regex(r"已(?:经|达|完|建|新|实)|完成了|达到了|实现了|但|目前|现有|仅|(?:了|达)$")
_AGAINST = ("低于", "高于", "超过", "超出", "达到", "达不到", "符合")
_IS_DONE = regex(
    r"已(?!有)|了(?!解)|累计|先后|印发|目前|现有|共有|去年|"
    r"[只仅][有为达]|仍有|尚有|还有|"
    r"共(?:摸排|排查|清查|检查|查处|查出|发现|走访)|(?<![比较与同])上年|截[至止]|全部"
)
_TELLS = regex(r"\s*(?:[全我本该][区县市省州国镇乡]|现有|共有)")
_STOCK = regex(
    r"^(?:共|累计|先后|公开)?(?:外流|流失|调出|辞职|新建|改建|扩建|改扩建|新改扩建|迁建|续建|重建|新增|增设|增加|撤并|撤销|降格|停办|"
    r"关停|关闭|取缔|引进|新招聘|招聘|招录|新聘|购买|购置|新购|添置|采购|压减|补充|减少|化解|消除|建成|新建成|"
    r"完成.{0,4}(?:建设|建筑面积|改造|项目)|"
    r"整合|组建|创建|新认定|更新|改造|成立|新成立|新设|新开|注销|转型|调剂|移交|回收|评选|新评选|评定|培养)"
)
_RAISED = regex(r"^(?:新|改|扩|改扩|新改扩|迁|重)建|^(?:改造|维修|购置|购买|添置|采购)")
_WORK = regex(
    r"(?:会议|全会|会|培训班?|活动|文件|问题|隐患|检查|督查|调研|巡查|巡视|案件|讲座|演练|比赛|大赛|措施|线索|"
    r"制度|专项行动|方案|表彰|授牌|摸排|排查|查处|通报|测评|课|宣讲|报告会|座谈会|研讨会|培训会|推进会|工作|"
    r"意见书|意见|建议|简报|信息|"
    r"稿件|报道|论文|成果|课题|奖项|荣誉|告知书|责任书|承诺书|问卷|台账|清单|违规行为|家访|走访|督导|视导|约谈|"
    r"测试|监测|考试|论坛|宣传|咨询|执法|整改|线索|案例|公开信|专题研究|研究|奖)(?:[一二]等奖)?$"
)
_WORKED = regex(
    r"^(?:先后|共|随机)?(?:表彰|授牌|表扬|查处|通报|约谈|查找|排查|摸排|检查|督查|巡查|研究(?!生)|调研|开展|召开|举办|"
    r"发放|印发|立案|处理|惩处|处分|走访|抽查|抽测|听取|签订|实地督导|督导|抽样|访谈|查阅|随堂|实地|查看|视察|深入|参训|受训|外出培训)"
)
_INSPECTED = regex(
    r"^(?:进行了?|开展了?)?(?:专项|实地|综合|集中|现场|随机|全面)*(?:督导|检查|督查|调研|视导|抽查|走访|评估|"
    r"验收|巡查|暗访|前来考察)"
)
_INSPECTING = regex(r"^(?!通过|接受|达到).*(?:督导|检查|督查|调研|视导|抽查|走访|评估|验收|巡查|摸底|摸排|排查|调查)$")
_MET = regex(r"约谈|走访|家访|访谈|谈话|查处|通报|表彰|抽查|检查|参训|受训|外出培训")
_FOUNDED = regex(r"^(?:成立|组建|建|建设|创建|设立|建成|评选|评出|评定|认定)$")
_TEAM = regex(r"(?:督导|检查|督查|自查|评估|评价|工作|调研|巡查|核查|验收|专家|督察)(?:小组|组)$")
_RECURS = regex(r"每(?:个)?(?:学期|学年|季度|半年|年|月|周|天|日)")
_BEFORE = regex(r"(?:由|从)(?:[^，,。；;]{0,8}的|原来的?|每[生人课](?:[每/]?[年月天日次])?|每[年月天日])?$")
_AFTER = regex(
    r"(?:[/每][生人年月·]{1,4})?(?:逐步|分别)?(?:提|增|升|上升|扩|降|下降|减|压减|调)",
    begins="/每逐分提增升上扩降下减压调",
)
_LINE_BEFORE = regex(
    r"(?:国家|全国|省|市|部|上级|区|县)(?:定|颁|级)?(?:规定|标准|要求)(?:的|分别|均|为|是|应[有配核]|小学|初中|高中|编制)*$"
)
_LINES = regex("规定|标准|要求")
_LINE_BRACKET = regex(r"(?:标准|要求|规定|底线|红线|目标)值?$")
_PEOPLE = frozenset(("人", "名", "位", "人次", "户"))
_PLANNED_COLUMN = regex(r"计划|目标|任务|应|规划")
_GROWN_COLUMN = regex(r"增长|增减|增幅|比上年|较上年|同比|变化|新增|新建")
_KEPT = frozenset(("所", "家", "间", "平方米", "亩", "台", "套", "门"))


def role(figure: Figure, name: Name, lead: Lead, plan: Plan, written: int, *, part: bool) -> tuple[Role, str, str]:
    """Decide what a figure does, by which rule and by which words; ``written`` is the report's year, 0 if unknown."""
    quantity, indicator, unit = figure.quantity, name.indicator, figure.base
    if quantity.comparator is not Comparator.EQUAL and unit not in SHARE and _CLASS.match(figure.follow):
        return Role.LEVEL, "state", ""
    if part and plan is not Plan.NONE and name.rule == "part":
        return Role.PART, "part of whole", ""
    if _AFTER.match(figure.follow) and _BEFORE.search(figure.lead):
        return Role.LEVEL, "state", ""
    promise = _promise(figure, indicator, written)
    if promise:
        return Role.TARGET, "promised", promise
    if plan is not Plan.NONE and _is_planned(figure, name, plan):
        return Role.TARGET, "planned", ""
    if _is_line(figure, lead) and unit != "个百分点":
        return Role.TARGET, "required", figure.lead
    if (lead.change and not (name.rule == "noun behind" and unit not in SHARE)) or unit == "个百分点":
        return Role.CHANGE, "grown", figure.lead
    if part and name.rule != "inspected":
        return Role.PART, "part of whole", ""
    if "元" in unit or unit in SHARE:
        return Role.LEVEL, "state", ""
    if name.rule == "visited" or (
        name.rule == "doer" and (_INSPECTED.match(indicator) or _INSPECTING.match(indicator))
    ):
        return Role.EXAMPLE, "inspected", indicator
    if _WORKED.match(indicator) and (unit != "人次" or _MET.match(indicator)):
        return Role.EXAMPLE, "work done", indicator
    if unit == "人次" and _MET.search(indicator):
        return Role.EXAMPLE, "work done", indicator
    if (unit in EVENTS and not _RAISED.match(indicator)) or (unit == "个" and _TEAM.search(indicator)):
        return Role.EXAMPLE, "event", unit
    if _STOCK.match(indicator) or _FOUNDED.search(name.dropped) or (name.rule == "of project" and "面积" in indicator):
        return Role.CHANGE, "built or cut", name.dropped or indicator
    if unit in _PEOPLE or unit in _KEPT:
        return Role.LEVEL, "state", ""
    if _WORK.search(indicator):
        return Role.EXAMPLE, "work done", indicator
    return Role.LEVEL, "state", ""


def _is_over(words: str, written: int) -> bool:
    """Tell whether a time that is told as to come (到2023年) lay behind when the report was written."""
    year = _TO_YEAR.fullmatch(words)
    return year is not None and int(year[1]) < written


def _promise(figure: Figure, indicator: str, written: int) -> str:
    """Give the words that tell a promise or requirement from what is; "" for what is."""
    quantity = figure.quantity
    if figure.base == "年" and figure.lead.endswith("为期"):
        return "为期"
    found = _TARGET.finditer(figure.sentence) if _MAY_PROMISE.search(figure.sentence) else ()
    promises = [promise for promise in found if not _is_over(promise[0], written)]
    if promises and not _DONE.search(figure.sentence, promises[-1].end()):
        return promises[-1][0]
    owes = _MAY_OWE.search(figure.lead) is not None
    owed = owes and (_OWED.search(figure.lead) or _TOWARD.search(figure.lead) or _NO_LESS.search(figure.lead))
    if owed:
        return owed[0]
    bounded = quantity.comparator in (Comparator.AT_LEAST, Comparator.AT_MOST)
    if bounded and ("标准" in figure.lead or indicator.endswith("标准") or "before:不得" in quantity.rule):
        return "标准" if "标准" in figure.lead + indicator else "不得"
    required = _REQUIRED.match(figure.follow)
    if required and (
        quantity.comparator is not Comparator.EQUAL or _NORM.search(figure.lead) or figure.lead.endswith(_AGAINST)
    ):
        return required[0]
    unmet = _UNMET.search(figure.lead) if owes else None
    if unmet and not quantity.rule.startswith("words"):
        return unmet[0]
    norm = _NORM.search(figure.lead) if bounded and "before:" in quantity.rule else None
    return norm[0] if norm else ""


def _is_line(figure: Figure, lead: Lead) -> bool:
    """Tell a line that others have drawn; an average of others is none."""
    if lead.norm:
        return "平均" not in figure.lead + figure.follow[:6]
    bracketed = figure.opened and figure.earlier and not figure.lead.strip()
    told = _LINES.search(figure.lead) and _LINE_BEFORE.search(figure.lead)
    return bool(told or (bracketed and _LINE_BRACKET.search(figure.earlier[-1])))


def _is_planned(figure: Figure, name: Name, plan: Plan) -> bool:
    """Tell what a plan promises from what it says is done or is there already."""
    if _IS_DONE.search(figure.sentence):
        return False
    exact = figure.quantity.comparator is Comparator.EQUAL and not (name.verb or name.dropped)
    schools = figure.base == "所" and groups.is_school(groups.split(name.indicator).tokens)
    singled = figure.lead.rstrip().endswith("的") and figure.base in _PEOPLE | _KEPT
    told = name.rule == "part" or _TELLS.match(figure.lead)
    stands = singled or (exact and (name.rule == "noun behind" or (schools and told)))
    if plan is Plan.SECTION:
        return not stands
    works = figure.base in EVENTS or _WORKED.match(name.indicator) or _WORK.search(name.indicator)
    return not (stands or works) or bool(works and _RECURS.search(figure.lead))


def in_table(head: str, quantity: Quantity) -> tuple[Role, str, str]:
    """Decide by a column's head what a figure of a table does, by which rule and by which words."""
    if planned := _PLANNED_COLUMN.search(head):
        return Role.TARGET, "promised", planned[0]
    grown = _GROWN_COLUMN.search(head)
    if grown or quantity.base == "个百分点":
        return Role.CHANGE, "grown", grown[0] if grown else quantity.unit
    if quantity.base in EVENTS and "元" not in quantity.unit:
        return Role.EXAMPLE, "event", quantity.unit
    return Role.LEVEL, "state", ""
