"""Floor 0: the values of the house, frozen.

报告 Report · 块 Block · 指标 Metric · 空白 Placeholder · 问题 Problem · 措施 Measure · 疑点 Finding · 核对 Check ·
评价表 Checklist · 评分项 Item · 研判 Verdict · 佐证 Evidence · 评分 Score · 更正 Correction · 评审 Review · 案卷 Case
"""
