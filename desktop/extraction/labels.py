"""How a paragraph announces what it holds: 整改措施：, 存在问题：, 责任单位：."""

import re

MEASURE_LABEL = re.compile(
    r"(?:\[[^\]]{1,30}\]\s*)?(?P<label>(?:拟采取的?|采取的?|具体|主要|下一步|下步|(?:督导|检查|评估|调研|专家|核查)组)?(?:整改|改进|解决|应对|落实)?(?:工作)?"
    r"(?:措施|举措|办法|建议|打算|(?P<done>落实情况|整改情况|情况|进展|成效|完成情况))(?:及(?:成效|结果|完成情况))?\s?[:：])"
)
"""The label of a paragraph that answers a problem, behind an editor's bookmark where one was left."""

PROBLEM_LABEL = re.compile(
    r"(?:本次|此次)?(?:督导|检查|评估|核查|调研|督查|自查)?组?中?(?:存在|反馈|主要|具体|发现|指出)*的?(?:主要|突出)?"
    r"(?:问题|不足)(?:描述|表现|内容|有)?\s?[\d一二三四五六七八九十]{0,2}\s?[:：]\s*"
)
"""The label of a paragraph that names a problem."""

OTHER_LABEL = re.compile(
    r"(?:整改|完成|责任|牵头|配合|分管|落实|协办)?(?:时限|期限|时间|目标|单位|部门|领导|人|责任人|年限|状态|结果|成效|依据)\s?[:：]"
)
"""The label of anything else that a plan lists under a problem."""
