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

_TIMES = {
    "year": "年 year yr a",
    "month": "月 个月 month mo",
    "quarter": "季 季度 个季度 quarter",
    "day": "日 天 d day 晚 夜",
    "week": "周 星期 个星期 week wk",
    "hour": "小时 个小时 时 h hr hour",
    "minute": "分钟 分 min",
    "s": "秒 秒钟 s sec",
}
_TIME = {form: per for per, forms in _TIMES.items() for form in forms.split()}
_FORMS = "|".join(
    re.escape(f) + ("(?![a-zA-Z0-9])" if f.isascii() else "") for f in sorted(_TIME, key=len, reverse=True)
)
_PER = re.compile(
    r"(?:[/每](?:(?P<million>百万个?|1?M(?=[\sTt])|1百万|100万个?)\s?(?:[Tt]okens?|TOKENS?|词元)?"
    r"|(?P<kilo>千个?|1?[Kk](?=[\sTt])|1千)\s?(?:[Tt]okens?|词元)"
    rf"|(?P<time>{_FORMS})(?![均份米]))|/(?P<other>(?=[\u4e00-\u9fffA-Zμ㎡a-z])))"
)
# 45元一晚, 3000元一个月: behind money, or behind what is counted where the clause ends
_ONE_TIME = re.compile(
    rf"一(?P<time>{'|'.join(f for f in _TIME if not f.isascii())})(?=[，。；、）)！？的]|$)"
)
# 元/人/月, 元/平方米·天, 元/(人·月): a time behind what an amount is told for
_AND_TIME = re.compile(rf"\s?(?:/|·|\.|\*|每)\s?(?P<time>{_FORMS})(?![均份米])")
_EACH_AND_TIME = re.compile(
    rf"(?:/|每)[(（]?(?:人次|[人户家台套辆个间床位车头])(?:/|·|\.|\*|每)(?P<time>{_FORMS})(?![均份米])[)）]?"
)


def read_suffix(
    text: str, end: int, name: str, factor: Decimal, is_money: bool, printed: Unit | None
) -> tuple[str | None, str, Decimal, int] | None:
    """Per what an amount is told, behind it: 元/吨, 辆/月, 元/平方米·天, 元/(人·月), 元一晚; time, unit, factor and end."""
    if both := _EACH_AND_TIME.match(text, end):
        return _TIME[both["time"]], name, factor, both.end()
    if (name == "count" or is_money) and (one := _ONE_TIME.match(text, end)):
        return _TIME[one["time"]], name, factor, one.end()
    suffix = _PER.match(text, end)
    if suffix is None:
        return None
    closed = suffix.end() == len(text) or text[suffix.end()] in "，。；、）)"
    if name == "count" and text[end] != "/" and not closed:
        return None  # 每月 in 2万辆每月交付 opens what follows
    per, name, factor, end = _read_rate(text, suffix, name, factor, is_money, printed)
    if per is None and (time := _AND_TIME.match(text, end)):
        return _TIME[time["time"]], name, factor, time.end()
    return per, name, factor, end


def _read_rate(
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


_EACH = re.compile(r"(每)[^0-9每]{1,12}(?:每个?[年月日天周季][^0-9每]{0,8})?$")
# A year or month that is named (2024年销量, 9月产能) is no rate; 年销量 and 月产能 are.
# What flows in a time: 日|产量, 月|供, 年|处理能力. 年末 and 日前 tell when.
_FLOW = (
    r"(?:产[能量值]?(?!品|业|假|生的)|成本|收[入益](?!账|境)|营[收业]|营运|运营|[毛净]?利润|流水|开支|支出|花费|处理|加工|生产|制造|"
    r"销(?!量的增|售人)|赚|亏(?!损率)|薪|工资|租|供(?!给侧)|耗|费|用[电水气量煤]|发电|输[送气电油水]|[客货]流|客运|货运|运[量送输力]|吞吐|配送|送[货达餐]|订[单阅]|"
    r"单量|接[待诊]|门诊|检测|巡检|节[约省]|省(?![份级市道])|减[排碳]|消[费化](?!者|品|级)|还款|投[片放产]|设计产|生活费|管理费|维护费|增收|"
    r"可(?:实现|处理|生产|消化|发电|接待|新增|产生|创造|节约|节省|供应|减少)|吃掉|下载量|播放量|访问量|采购|交易|成交|调用)"
)
_MEAN = r"均(?!价|浓度|[气水]?温|汇率|指数|余额|市值|库存|存栏|人口|水位|收盘|复合|增[长速幅]|下降)"  # of a state, no rate
_ONE = r"(?<![上前后近这那第同过十去又再])一%s(?=[^，。；0-9出了掉完内前多少]{0,2}(?:[能可要得省耗产用接花赚卖挣亏交收吃跑做吸]|消耗|带走|花掉)[^，。；0-9出了掉完内]{0,6}$)"
# A day, a month or a year that is named tells when, and makes no rate of what flows in it: 2024年销量, 9月产能, 当日成交.
_RATE = (
    (
        "day",
        re.compile(
            rf"日{_MEAN}|每一?[天日晚夜](?![早上中下晚]|\d{{1,2}}[点时:])|日薪|天均|单日(?:成本|收入|产|处理|调用)|"
            + _ONE % "[天日]"
            + rf"|(?<![0-9工销售今昨当同次首近即周翌隔后旧休假节平易生明竞终末本往某整全期元旦诞一二三四五六七八九十])(?<![^目]前)日{_FLOW}|(?<![0-9今昨当同次首近即周翌隔后])(?<![^目]前)日入(?!账)"
        ),
    ),
    (
        "month",
        re.compile(
            rf"月{_MEAN}|每个?月|平均月|[呎尺]租|经常性薪资|(?<![0-9个上本当同])月入(?![账境])|"
            + _ONE % "个月"
            + rf"|(?<![0-9一二两三四五六七八九十几数个上下本当同次首单每整近后元跨全满该某])(?<![^目]前)月(?!成交|销[量售]|接待|客|货){_FLOW}"
        ),
    ),
    (
        "quarter",
        re.compile(rf"季{_MEAN}|每个?季度?(?![初末])"),
    ),
    (
        "year",
        re.compile(
            rf"年薪|每年(?!一[度次届]|\d{{1,2}}月|[一二三四五六七八九十]{{1,2}}月|此时|同期|[春夏秋冬初末底])|年{_MEAN}|年化(?!增|收益率|利率)|"
            + _ONE % "年"
            + rf"|(?<![0-9〇零一二两三四五六七八九十几今去全明上半下本近当同个财往历按逐整后翌次来学周该此这那某青少老成壮中童新过跨])(?<![^目]前)(?<!^前)年(?!成交|客流){_FLOW}"
        ),
    ),
    ("s", re.compile(r"每秒")),
    (
        "week",
        re.compile(
            rf"每(?:个?星期|周(?![一二三四五六日末])|个?礼拜)|周{_MEAN}|(?<![0-9上本下这当首单同后近全一两三四五])(?<![^目]前)周(?:产[量能]?|薪|销量|成交量)|"
            + _ONE % "(?:周|个?星期)"
        ),
    ),
    ("minute", re.compile(r"每一?分钟|" + _ONE % "分钟")),
    ("hour", re.compile(r"每一?个?(?:小时|钟头)|时[薪租均]|" + _ONE % "个?小时")),
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
