"""What units and a few verbs say of a measure by themselves: % is a share, 英寸 a size, 卖出 sales."""

from __future__ import annotations

import re
from functools import lru_cache

INNER_ACTION = re.compile(r"(?P<head>.{2,10})(?P<verb>[\u4e00-\u9fff]{2})(?P<noun>[\u4e00-\u9fff]{2,4})$")
SHARE_NOUN = frozenset(("占比", "份额", "市场份额", "比重", "比例", "占有率", "市占率", "市占"))

MEMBER = frozenset("占 占据 入选 入围 上榜 贡献 拿下 斩获 夺得".split())
_MONEY = re.compile(r"^(?:[A-Z]{3}$|other:[A-Z]{3}$)")

DEFAULT = {
    "%": "占比", "pp": "变动幅度", "x": "倍数", "ratio": "比例", "rank": "排名", "token": "token数", "parameter": "参数量", "FLOPS": "算力", "count": "数量", "s": "时长",
    "score": "得分", "byte": "数据量", "bps": "带宽", "Bps": "吞吐量", "Wh": "电量", "CNY/Mtoken": "token价格", "USD/Mtoken": "token价格", "m": "长度", "fps": "帧率",
    "bit": "位宽", "1": "数值", "other:W": "功率", "other:mAh": "电池容量", "other:Hz": "频率", "other:°C": "温度", "other:nit": "亮度", "other:inch": "尺寸", "other:点": "点位", "other:m2": "面积", "other:km2": "面积", "other:亩": "面积", "other:公顷": "面积",
}  # fmt: skip

PURE = frozenset(("%", "pp", "x", "ratio"))


@lru_cache(maxsize=1024)
def unnamed_measure(unit: str) -> str | None:
    """What a number measures by its unit alone: 英寸 a size, 元 an amount, 元/吨 a price."""
    if unit in DEFAULT or is_money(unit):
        return DEFAULT.get(unit, "金额")
    top, slash, _ = unit.partition("/")
    return "价格" if slash and is_money(top) else None


@lru_cache(maxsize=1024)
def is_money(unit: str) -> bool:
    """Is the unit a currency: CNY, other:TWD?"""
    return _MONEY.match(unit) is not None
