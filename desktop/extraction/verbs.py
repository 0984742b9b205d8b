"""Verbs in the words before a figure: which say only that something was done, and which belong to the name."""

from dataclasses import dataclass
from functools import lru_cache

from desktop.lexicon.patterns import regex

_PAPERS = r"[^，《]{0,12}(?:问卷|补助|补贴|津贴|资金|经费|奖|金|款|贷款|资助)"
"""What is given out by name, not by the act alone: questionnaires and money."""
_DROPPED = (
    rf"反馈(?!意见|问题|率)|^发(?=[慰奖补])|^设(?![备施计置想立区有])|召开|举办|举行|开展|发放(?!{_PAPERS})|下发|印发|签订|制定(?!问)|出台|编印|建有|设有|开设|(?<!生)(?<!学生)拥有|"
    r"(?<!公)开通(?!率)|组建|建立|形成(?!率)|设立|实施|安排部署|安排|落实|下达|搭建|配有|存放|梳理|"
    r"(?<!党)(?<!基层)(?<!团)组织(?!部|书记|领导|覆盖|率|数|机构|关系|建设|生活|中心)|成立|承办|出具|发布|推出|"
    r"刊发|收到|收集|存在|达成(?!率)|取得|获得|荣获|评出|评选(?!办法|活动|标准)|认定为?|创建(?!率)|实现|组成(?!部分)|"
    r"配备(?!率)|配置(?!率)|配套(?!园|幼儿|资金|设施|文件|政策|建设|学校|措施|制度)|支持|用于|享有|上报|发表|(?<!国内)(?<!公务)接待(?!费|室|中心)|申报|立项|辖(?!区|内)|修订|计有|登记|覆盖(?!率|面)|"
    r"分布在|坐落|进行|(?<![新改扩迁重续所])建(?=[区市县校园国省乡镇特党])|解决(?!率)|充分发挥|^建设(?!项目|工程|资金|用地|规模|标准)|建成(?!率|投|并)|聘任|列支"
)
_KEPT = (
    rf"发放(?={_PAPERS})|提供|"
    r"新开办|新开工|新建|改建|扩建|改扩建|新改扩建|迁建|续建|重建|新增|增设|增加|撤并|撤销|降格|停办|关停|关闭|取缔|引进|"
    r"新招聘|(?:公开)?招聘|招录|聘用|聘请|购买|购置|新购|添置|采购(?!预算|支出|总额|金额|合同)|查处|查找|整改|"
    r"完成(?!率|情况|比例|度|时间)|涉及|摸排|排查|(?:随机)?抽查|抽测|走访|表彰|表扬|授牌|研究(?!生)|调研|培训(?!费|率|经费|机构|项目|基地|中心|"
    r"教室|工作|合格|完成)|交流(?!轮岗|率|条件)|选派|选送|抽调|选调|录用|惠及|补助(?!资金|标准|经费)|资助(?!资金|率|标准|金额|政策)|"
    r"减免|(?<![均总性])投入|计划建设|核增|需|(?<![紧短空])缺(?!编|口|额)|"
    r"可容纳|容纳|压减|化解|消除|送教|补充|调整|动态调整|拨付|筹资|筹措|募集|捐赠|发动|惩处|处分|通报批评|通报|约谈|督办|"
    r"巡查|检查|督查|听取|查看|视察|访谈|上思政课|收治|接收|招收|招生(?!计划|比|规模|人?数|总数)|录取|毕业(?!生|班|率)|参加|参与|"
    r"安置|转移|清理|整治|规范|建成(?=投)|竣工|开工|启动|投资(?!金)|分流|辐射|结对|帮扶|支教(?!师)|返岗|(?<!离)退休(?!人员|教师)|辞职|"
    r"调出|调入|流失|淘汰|更新|改造|维修|新划|征地|储备|贷款|争取(?:到位|到)?"
)
_ACTS = frozenset(("上思政课", "送教", "筹资", "筹措", "募集", "招聘", "听取"))
_ADJECTIVES = frozenset(("维修", "改造", "培训", "调研", "补充", "购置", "采购", "更新", "整治", "规范", "交流"))
_FUND = regex(r"(?:资金|经费|项目|工程|补助|补贴|专项|费用?)$")
_DROP = regex(_DROPPED)
_KEEP = regex(_KEPT)
_ADVERB = regex(
    r"^(?:已(?=(?!入学|入园|毕业|整改|移交|销号)[\u4e00-\u9fff]{2}$)|了|过|着|的|各类|各种|相关|一批|到(?!位|校|岗|市区)|至|出|向|共|累计|先后|教育系统各类)+"
)


@dataclass(slots=True)
class Named:
    """A phrase cut down to its name; ``verb`` begins the name, ``dropped`` is the verb before it."""

    phrase: str
    verb: str = ""
    dropped: str = ""


@lru_cache(maxsize=4096)
def named(phrase: str) -> Named:
    """Cut a phrase down to the verb that belongs to the name and its object."""
    cut, dropped = 0, ""
    for found in _DROP.finditer(phrase):
        if _inside_quotes(phrase, found.start()):
            continue
        if found.end() == len(phrase) and found.start() - cut > 1:
            phrase, dropped = phrase[: found.start()], found[0]
            break
        cut, dropped = found.end(), found[0]
    rest = _ADVERB.sub("", phrase[cut:])
    for found in _KEEP.finditer(rest):
        if rest.startswith("率", found.end()) or _inside_quotes(rest, found.start()):
            continue
        if found.end() == len(rest) and found.start() > 1 and found[0] not in _ACTS:
            break
        if found.start() and (len(rest) - found.start() < 3 or (found[0] in _ADJECTIVES and _FUND.search(rest))):
            continue
        if found[0] == "惠及" and rest[: found.start()].endswith(("计划", "工程", "项目", "行动")):
            return Named(rest, "", dropped)
        return Named(rest[found.start() :], found[0], dropped)
    return Named(rest, "", dropped)


def _inside_quotes(phrase: str, at: int) -> bool:
    return phrase.count("“", 0, at) > phrase.count("”", 0, at) or phrase.count("《", 0, at) > phrase.count("》", 0, at)
