"""Words that stand at the edges of a name and do not belong to it: 其中, 先后 before it, 均达到, 仅为 behind it."""

from desktop.extraction.words import words

_OPENS: dict[str, tuple[str, ...]] = dict.fromkeys(
    words(
        "其中 同时 并且 并 而且 而 但是 但 另外 另有 此外 还有 还 也 又 已经 现已 都 仅存 尚存 现存 实存 "
        "先后 累计 共计 总计 合计 分别 即 包括 包含 其余 通过 按照要求 按要求 以及 由 把 向 让 目前 现有 仅 "
        "只有 只 据统计 按照 根据 依照 稳妥 有序 鼓励 引导 推动 督促 指导 超过 之后 全部 全面 积极 不断 "
        "深入 扎实 切实 充分发挥 进一步 大力 持续 逐步 直接 集中 主动 至今 历年 历届 首届 各学段 尚有 仍有 "
        "今后 各项 预计 直达 来自 涉及到 个别 部分 多数 一些 确保 "
        + " ".join(f"{mark}是" for mark in "一二三四五六七八九十")
    ),
    (),
)
_OPENS |= {
    "约": words("谈 束 定"),
    "少数": ("民族",),
    "中": words("小 学 等 职 央 心 考 级 层 文 国 医 师 专 青 华 外 途 期 高 班 共 低 长 型"),
    "实有": words("在编 编制 教师 教职工 专任"),
    "另": ("类",),
    "均": words("衡 等 值"),
    "共": words("同体 青 建 享 有产"),
    "含": ("义",),
    "及": words("格 时"),
    "和": ("谐",),
    "与": ("会",),
    "对": words("口 外 标"),
    "在": words("校 园 编 职 建 岗 读 册 籍 训 线 家 学研究生"),
    "将": ("军",),
    "从": words("业 教"),
    "有": words("编制 效 机 证 资质 关 条件 特 需求 困难"),
    "按": words("比例 在职 在编 照 在校学生人 在校生人 在校学生计 在校生计 在园幼儿计"),
    "再": ("生",),
    "当地": words("政府 教育"),
    "成功": ("率",),
    "有效": words("率 问卷"),
    "使": ("用", "命"),
    "共同": ("体",),
    "联合": words("校 党"),
    "为": ("期",),
    "等": ("群体", "级"),
}
"""What begins a clause before the name, each with what may not follow."""
_OPENS_BEFORE = {"保留": "小初高中幼", "若": "低高超不未"}

_CLOSES: dict[str, str] = dict.fromkeys(
    words(
        "低于 高于 超出 优于 "
        "由原来 由原来的 原来 原来的 从 是 共有 共计 合计 总计 累计 仅 仅为 仅有 只 只有 保留 剩 剩余 各 "
        '分别 依次 先后 已 至 到 了 高达 低至 不足 超过 占 占到 之和 : ： “ ‘ " 保持 稳定 控制 巩固 维持 '
        "提高到 提高至 提到 提至 提升到 提升至 增加到 增加至 增长到 增长至 上升到 上升至 发展到 扩大到 扩大至 扩充到 "
        "下降到 下降至 降低到 降低至 减少到 减少至 降到 降至 升至 升到 增至 增到 压缩到 压减到 压减至 核减至 "
        "减至 减到 缩小到 缩小至 调整为 调整到 提标到 提高为 实现 需要 的 大概 大约 可 能够 可以 规定 不得 还 "
        "又 也 仍 尚 骤 猛 严格 普遍 原则上 首次 实有 仅存 尚存 现存 实存 增为 减为 降为 升为 进行 合 折合 按 每年 "
        "每月 每日 每天 每周 每生 每人 未 未能 未达 未达到 达不到 全部"
    ),
    "",
)
_CLOSES |= dict.fromkeys(words("达 达到 达了 达到了 均达 均达到"), "发表")
_CLOSES |= {
    "均为": "平",
    "距": "差间等",
    "合计": "入出算",
    "总计": "入出",
    "由": "自理",
    "均": "生人年班校月平",
    "就": "成",
    "为": "行作认",
    "现": "呈体发出表兑再实",
    "有": "建设开配拥享",
    "共": "公",
    "约": "节条集公",
    "须": "必",
    "在": "所",
    "近": "附临",
    "于": "由关等",
    "计": "统设审会预估累总合伙",
    "应": "供效反适响对",
    "能": "功智技职效性才潜",
}
"""What ends a clause behind the name, each with the characters that may not stand before it."""
_SIZES = (5, 4, 3, 2, 1)


def front(text: str) -> str:
    """Take connectives off the head (其中, 同时, 先后, 现有)."""
    while text:
        for size in _SIZES:
            word = text[:size]
            if word in _OPENS:
                if not text.startswith(_OPENS[word], size):
                    break
            elif word in _OPENS_BEFORE and (not text[size:] or text[size] in _OPENS_BEFORE[word]):
                break
        else:
            break
        text = text[size:]
    return text.strip("，,、：: ")


def back(text: str) -> str:
    """Take linking verbs off the end (…均达到, …仅为, …分别为)."""
    while text:
        for size in _SIZES:
            barred = _CLOSES.get(text[-size:])
            if barred is not None and not (barred and text[-size - 1 : -size] and text[-size - 1] in barred):
                break
        else:
            break
        text = text[:-size]
    return text
