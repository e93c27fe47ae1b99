"""Amounts for something: per year and day (12亿次/日, 日均), per piece (万元/吨, 每公斤5.12元), per million tokens."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kaoju.language.glance import opening
from kaoju.language.grammar import measure_at_end
from kaoju.language.predication import predicate_start
from kaoju.language.vocabulary import is_money
from kaoju.quantities.units import Unit, unit_table
from kaoju.records import Quantity

PER = re.compile(
    r"(?:[/每](?:(?P<million>百万个?|1?M(?=[\sTt])|1百万|100万个?)\s?(?:[Tt]okens?|TOKENS?|词元)?"
    r"|(?P<kilo>千个?|1?[Kk](?=[\sTt])|1千)\s?(?:[Tt]okens?|词元)"
    r"|(?P<time>年|个?月|日|天|周|小时|分钟|时|秒钟?|[shd](?![a-zA-Z])|day|month|year|min)(?![均份]))|/(?P<other>(?=[\u4e00-\u9fffA-Zμ㎡a-z])))"
)
_TIMES = {
    "year": "年 year",
    "month": "月 个月 month",
    "day": "日 天 d day",
    "week": "周",
    "hour": "小时 时 h",
    "minute": "分钟 min",
    "s": "秒 秒钟 s",
}
_TIME = {form: per for per, forms in _TIMES.items() for form in forms.split()}


def read_rate(
    text: str, suffix: re.Match[str], name: str, factor: Decimal, is_money: bool, printed: Unit | None
) -> tuple[str | None, str, Decimal, int]:
    """What follows a unit: /年, /百万Token, /吨."""
    if suffix["time"]:
        if name == "m" and printed:  # a speed keeps its printed unit: 253km/h
            return None, f"other:{printed.form}/{suffix['time']}", Decimal(1), suffix.end()
        return _TIME[suffix["time"]], name, factor, suffix.end()
    if suffix["million"] or suffix["kilo"]:
        if not is_money:
            return None, name, factor, suffix.start()
        lift = Decimal(1000) if suffix["kilo"] else Decimal(1)
        return None, name.removeprefix("other:") + "/Mtoken", factor * lift, suffix.end()
    unit = unit_table().at(text, suffix.end())
    if unit is None:
        return None, name, factor, suffix.start()
    bottom = unit_below(unit)
    top = name.removeprefix("other:")
    if not is_money and printed:  # compounds keep their printed units: 50mg/L, 305Wh/kg
        top, factor = printed.form, Decimal(1)
    return None, f"other:{top}/{bottom}", factor, suffix.end() + len(unit.form)


def unit_below(unit: Unit) -> str:
    """How the lower unit of a compound is written: t for 吨, 千克 and 公斤 as kg, 百克 as printed."""
    return unit.form if unit.kind == "count" or unit.factor != 1 else unit.name.removeprefix("other:")


_PRICE = re.compile(r"(每)?(百万|1M|100万|千|1K)个?\s?(?:[Tt]okens?|TOKENS?|词元)")


def price_base(clause: str) -> int | None:
    """Factor from the base a price is told for to a million tokens: 每千tokens 0.0008元 -> 1000."""
    mentions = list(_PRICE.finditer(clause))
    if not mentions:
        return None
    return 1000 if mentions[-1][2] in ("千", "1K") else 1


def unit_price(clause: str) -> Unit | None:
    """The measure that a price is told for: 每公斤|5.12元, 每桶涨至|65美元."""
    found = _EACH.search(clause)
    unit = unit_table().at(clause, found.end(1)) if found else None
    return unit if unit and unit.kind in ("weight", "volume", "area", "energy", "length", "angle") else None


_EACH = re.compile(r"(每)[^0-9每]{1,12}$")
# A year or month that is named (2024年销量, 9月产能) is no rate; 年销量 and 月产能 are.
_RATE = (
    (
        "day",
        re.compile(
            r"日均|每[天日晚夜]|日薪|天均|单日(?:成本|收入|产|处理|调用)|一天(?=[^，。；0-9]{0,2}[能可要得][^，。；0-9]{0,6}$)|(?<![0-9工销售])日(?:成本|收入|营收|利润|产|处理|销|赚|亏|入(?!账)|成交|调用|交易|耗|供)"
        ),
    ),
    (
        "month",
        re.compile(
            r"月均|每个?月|平均月|[呎尺]租|经常性薪资|(?<![0-9个上本当同])月入(?![账境])|一个月(?=[^，。；0-9涨跌]{0,2}(?:[能可要得]|带走|花掉)[^，。；0-9]{0,6}$)|(?<![0-9一二三四五六七八九十个上本当同单首每])月(?:产[能量]|投片|薪|租|供|费|销(?!量|售))"
        ),
    ),
    (
        "year",
        re.compile(
            r"年薪|每年|年均(?!复合|增|下降|增长)|年化(?!增|收益率|利率)|一年(?=[省耗产用接][^，。；0-9]{0,3}$)|(?<![0-9一二两三四五六七八九十几今去全前明上半下本近当同个财往历按逐整后翌次来])年(?:净利润|产[能量值]?|销|省|收益"
            r"|增收|节[约省]|处理|发电|用电|运营|租金|费|耗|吞吐|接待|配送|消费(?!者)|供[应货]|巡检|加工|运送|输[送气]|检测|可(?:实现|处理|生产|消化|发电|接待|新增|产生|创造|节约|节省|供应|减少))"
        ),
    ),
    ("s", re.compile(r"每秒")),
    ("week", re.compile(r"每周|周均|周产")),
    ("minute", re.compile(r"每分钟")),
    ("hour", re.compile(r"每个?小时|时薪")),
)
_RATE_CUE = frozenset[str]().union(*(opening(pattern.pattern) for _, pattern in _RATE))
_NO_RATE = re.compile(r"加上|增[长速幅]|下降|同比|(?<!运行)率|占比|百分")


_CARRIES = re.compile(
    r"\s?(?:、|和|及|与|或|以及)\s?|，(?:(?:略|远|明显|稍)?[高低多少]于|比|较|不及|超过)[^，。；]{1,12}的?"
    r"|，?[^，。；]{0,5}?(?:到|至)|，[^，。；]{0,8}(?:年|月|季|期|前|时|先|周|天|日)(?:则|仅|还|只)?(?:[为是]约?|[落升降增减跌涨回]{1,2}[回至到]?约?)|，其中[^，。；]{2,12}(?:[为达到是约]|冲上)"
)


# a total, or an amount of another time, goes on with no rate: 日均320吨，合计|9920吨, 每天4000辆，一年约|150万辆
_OWN_TIME = re.compile(r"[每单全一半][年月周日天季]|[年月周日][均销产供租薪]|[合总累共]计|总共|^，?共")
_CONVERTED = re.compile(r"，?[（(]?(?:约?[合折]合?|相当于|约)(?:约|人民币|新台币|港币){0,2}")
_NAME_ALONE = re.compile(r"[，；、]([\u4e00-\u9fff]{2,5}?)[则为达约]?")


def carry_rate(text: str, before: Quantity, quantity: Quantity) -> Quantity:
    """A base, an end or a member of a list refers to the same time: 月产能从4.5万片加到|8.3万片; 日均1139万桶，高于去年的|1053万桶."""
    is_sum = "亿" in text[quantity.norm_start : quantity.norm_end]  # 每股22美分，一年前为|8.85亿美元
    if (
        not is_sum
        and _is_price_in(before.unit, quantity.unit)
        and _CARRIES.fullmatch(text, before.norm_end, quantity.norm_start)
    ):
        return replace(quantity, unit=before.unit)  # 每吨3334元、|3399元, 每吨价格从3000元降到|2800元
    if before.per is None or quantity.per is not None:
        return quantity
    if before.unit != quantity.unit:
        converted = _CONVERTED.fullmatch(text, before.norm_end, quantity.norm_start)
        both_money = is_money(before.unit) and is_money(quantity.unit)
        return replace(quantity, per=before.per) if converted and both_money else quantity
    named = _NAME_ALONE.fullmatch(text, before.norm_end, quantity.norm_start)
    if (
        named
        and not _OWN_TIME.search(named[1])
        and not measure_at_end(named[1])
        and predicate_start(named[1])[0] == len(named[1])
    ):
        return replace(quantity, per=before.per)  # 沪市日均交易量1.03万亿元，深市|1.36万亿元
    if _OWN_TIME.search(text, before.norm_end, quantity.norm_start):
        return quantity  # 日销1200辆，月销|3万辆
    if _CARRIES.fullmatch(text, before.norm_end, quantity.norm_start) is None:
        return quantity
    return replace(quantity, per=before.per)


def _is_price_in(price: str, currency: str) -> bool:
    """Is the one a price in the other: other:CNY/t in CNY?"""
    top, slash, _ = price.removeprefix("other:").partition("/")
    return bool(slash) and top == currency.removeprefix("other:")


def rate_before(clause: str) -> str | None:
    """The time to which an amount refers: 日均调用量达12.7万亿, 年薪普遍在80万元; the nearest word counts."""
    if _RATE_CUE.isdisjoint(clause):
        return None
    best, name = -1, None
    for rate, pattern in _RATE:
        for found in pattern.finditer(clause):
            if found.end() > best:
                best, name = found.end(), rate
    if name and ("、" in clause[best:] or _NO_RATE.search(clause, best)):
        return None
    return name
