"""The Chinese sentences of this room: what a fault of form or an unusual size says."""

from desktop.model.metric import Metric

UNANSWERED = "这一条没有对应的措施，而其他问题大多有。"
FINE_WORDS = "这条措施只有口号，没有动作、对象、单位和时间。"
NO_UNIT = "这条措施没有写责任单位，而其他措施大多写了。"
NO_DEADLINE = "这条措施没有写完成时限，而其他措施大多写了。"
NO_PROOF = "写“整改到位”，但没有数据、文件或时间可以证明。"
ENCLOSURE = "正文写“见附件”，但全文没有附件。"


def blanks(count: int, quotes: str) -> str:
    """Count the blanks of a paragraph."""
    return f"本段有 {count} 处空白没有填写：{quotes}。" if count > 1 else f"空白没有填写：{quotes}。"


def base_missing(metric: Metric) -> str:
    """Ask from when and from what something grew."""
    return f"只写增减 {metric.quote}，没有写与哪一年相比，也没有前后两个数。"


def points(metric: Metric) -> str:
    """Say how the change of a rate is written."""
    return f"比率的增减应写“{metric.value:f}个百分点”，不写“{metric.quote}”。"


def work(count: int) -> str:
    """Say that a part counts work alone."""
    return f"本节 {count} 个数都是会议、文件、活动之类的次数，没有结果数据。"


def phrases(share: float) -> str:
    """Give the share of set phrases."""
    return f"套话所在的句子约占正文 {share:.0%}。"


def praise(words: str) -> str:
    """Quote praise without a figure."""
    return f"本节写“{words}”，但没有一个数。"


def thin(count: int, length: int) -> str:
    """Measure a problem section."""
    return f"全文自述问题只有 {count} 条、{length} 字，没有学校、人数或金额。"


def all_bare(count: int) -> str:
    """Say that no measure can be held to anything."""
    return f"{count} 条措施都没有责任单位、完成时限和数值。"


def goal(words: str) -> str:
    """Ask for the figure of a goal."""
    return f"“{words}”没有写目标数值。"


def unusual(name: str, quote: str) -> str:
    """Say that a figure is out of the usual."""
    return f"{name} {quote} 超出常见范围，请核对单位和口径。"
