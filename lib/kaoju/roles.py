"""What kind of statement a number makes: level, share, change, multiple, rank, score or gap."""

from __future__ import annotations

import re

from kaoju.records import Role

# 增速 3.2%, 涨幅 5%: the measure itself is a change.
_CHANGE = re.compile(
    r"(?:增速|增幅|降幅|减幅|涨幅|跌幅|升幅|涨跌幅|增长率|(?:增长|成长|下降|衰退|上升|下滑|上涨|下跌|减少|降低|增加)幅度|增长|降低|下降|减少|提升|缩短|成长率|衰退率|(?:^|[年季月])[增减]率|年增|月增|季增|CAGR|损失|(?:上调|下调|调整|提升|提高|收窄|扩大|变动|回落|缩短|减薄|降温|减重)幅度|波动率?|变动|变化|[增减升降涨跌]幅度|^幅度|通胀率|通货膨胀率|通缩率)(?:预测|预期|目标|指引)?$",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"准确率|正确率|精确率|召回率|精度|准确度|得分|评分|分数|成绩|F1|胜率|通过率|满意度|良品率|(?<!不)良率|精准度|命中率|AUC|净推荐值"
)
_GAP = re.compile(
    r"差距|剪刀差|代差|价差|利差|落差|缺口率|差异|之差$|差值|比.{1,20}[高低多少快慢强弱](?:出)?幅度$"
)
_MARGIN = re.compile(
    r"利润率|毛利率?$|净利率|营业利益率|收益率|回报率|投报率|ROE|ROI|ROA|IRR|成本费用率|溢价率|纯益率|营益率|息差$|NIM|净资产收益"
)
_INDEX = re.compile(
    r"指数|PMI|利率|汇率|LPR|杠杆率|拨备覆盖率|充足率|指标值|信心|目标$|产能利用率?景气", re.IGNORECASE
)
_PLAIN = frozenset(("%", "pp", "x", "ratio"))


def role_of(unit: str, kind: str, metric: str | None) -> Role:
    """The role of a quantity.

    Args:
        unit: Unit of the quantity (records.Quantity).
        kind: How its clause is built: change, share, multiple, gap, level, transitive, bare.
        metric: Name of what is measured.
    """
    name = metric or ""
    if unit == "rank":
        return Role.RANK
    if kind == "change":
        return Role.CHANGE
    if kind == "gap" or _GAP.search(name):
        return Role.GAP
    if unit == "score":
        return Role.SCORE
    if unit == "pp":
        return Role.CHANGE
    if unit == "1" and name.endswith("比") and not name.endswith("占比"):
        return Role.MULTIPLE  # 城乡收入比为1.94
    if unit in ("x", "ratio", "%"):
        if kind == "multiple" or (
            unit == "ratio" and name.endswith("比") and not name.endswith("占比")
        ):  # 生师比 15.2:1
            return Role.MULTIPLE
        if kind == "share":
            return Role.SHARE
        if _CHANGE.search(name):
            return Role.CHANGE
        if unit == "x":
            return Role.MULTIPLE
        if _SCORE.search(name):
            return Role.SCORE
        if _MARGIN.search(name):
            return Role.MULTIPLE
        return (
            Role.LEVEL
            if _INDEX.search(name) and not name.endswith(("占比", "份额", "比例", "比重"))
            else Role.SHARE
        )
    return Role.LEVEL
