"""Divisions that leave no third: the sides into which the world parts a whole, whoever tells of it.

男 and 女, 国内 and 出口, 内地客 and 非内地客, 第一, 第二 and 第三产业: figures of all the sides make up the whole without a word that
says so. 分部门看 alone does not: what a bulletin lists may leave a rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_DIVISIONS = tuple(
    tuple(re.compile(side) for side in sides)
    for sides in (
        ("男", "女"), ("城镇|城市", "乡村|农村"), ("国内|境内|内销", "海外|国外|境外|外销|出口"), ("国产", "进口|外国"), ("线上", "线下"),
        ("公立|公办", "民营|民办|私立"), ("直营", "加盟"), ("支持|赞成|同意", "反对|不同意"), ("To B|B端|企业端", "To C|C端|消费端"),
        ("新增|新客", "存量|老客"), ("内资", "外资"), ("内贸", "外贸"), ("税收", "非税"), ("一般债", "专项债"), ("固定租金|基本租金", "浮动租金|提成租金"),
        ("一手|新房|新建", "二手"), ("对公|公司", "零售|个人"), ("短期", "中长期"), ("有偿", "无偿"), ("住宅", "非住宅"), ("车险", "非车险"),
        ("实体|门店", "电商|网店"), ("自营", "第三方|平台"), ("本地|本土|本港", "外地|海外|境外"), ("货物", "服务"), ("商品零售", "餐饮"), ("重工业", "轻工业"),
        ("中央", "地方"), ("乘用车", "商用车"), ("纯电", "插电|插混|混合动力", "燃料电池"), ("市本级|本级", "区级|区县|县级"),  ("过夜", "一日游"), ("有效", "无效|废票|作废"), ("养殖", "捕捞"), ("海水", "淡水"), ("堂食", "外卖"), ("一年内", "一年后|一年以上|超过一年"), ("沿海", "内河"), ("一产|第一产业", "二产|第二产业", "三产|第三产业", "居民生活"),
        ("东部", "中部", "西部", "东北"), ("[一1]季度?", "[二2]季度?", "[三3]季度?", "[四4]季度?"), ("上半年", "下半年"),
    )
)  # fmt: skip
_INDUSTRIES = tuple(re.compile(side) for side in ("第一产业|一产", "第二产业|二产", "第三产业|三产"))
_MORE_THAN_INDUSTRIES = re.compile("用电|用水|能耗|能源消费")  # households use them as well
# Sides of a whole that is called so: 进出口总值 of 出口 and 进口, not 销量100万辆，其中出口10万辆、进口2万辆.
_NAMED = ((re.compile("进出口|外贸|贸易"), (re.compile("出口"), re.compile("(?<!非)进口"))),)
_NOT = re.compile(r"(?<!扣)非(?P<side>[\u4e00-\u9fff]{2,4})")
# 60岁及以上 and 60岁以下: one edge, and what lies on either side of it.
_ABOVE = re.compile(r"(?P<edge>\d[\d.]*[万亿]?[\u4e00-\u9fff]{1,3}?)(?:及|（含）)?(?:以上|以外)")
_BELOW = re.compile(r"(?P<edge>\d[\d.]*[万亿]?[\u4e00-\u9fff]{1,3}?)(?:及|（含）|（不含）)?(?:以下|以内)")
_REST = re.compile(r"其余|其他|其它|剩下|剩余|余下")


def divides(names: Sequence[str], whole: str = "") -> bool:
    """Do the names, one a part, cover a whole (of that name) between them?"""
    if any(pattern.search(whole) and _one_each(sides, names) for pattern, sides in _NAMED):
        return True
    if any(_REST.search(n) for n in names):
        return True
    if len(names) == 2 and any(
        (m := _NOT.search(a)) and m["side"][:2] in b.replace(m[0], "") for a, b in (names, names[::-1])
    ):
        return True
    if len(names) == 2 and any(
        (m := _ABOVE.search(a)) and (n := _BELOW.search(b)) and m["edge"] == n["edge"]
        for a, b in (names, names[::-1])
    ):
        return True
    if _MORE_THAN_INDUSTRIES.search(whole) and len(names) == len(_INDUSTRIES):
        return False
    return any(_one_each(sides, names) for sides in (_INDUSTRIES, *_DIVISIONS))


def _one_each(sides: Sequence[re.Pattern[str]], names: Sequence[str]) -> bool:
    """Is every side named, and are there as many names as sides?"""
    return len(sides) == len(names) and len(
        {i for n in names for i, s in enumerate(sides) if s.search(n)}
    ) == len(sides)
