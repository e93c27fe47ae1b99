"""Whether a unit holds where it stands: 缩短至3天 is an amount, 过去三年 a date, 三个阶段 the announcement of a list."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Protocol

from kaoju.quantities.numerals import is_whole
from kaoju.quantities.units import Unit
from kaoju.text.lexis import opens_word


class Numeral(Protocol):
    """What the rules need to know of a scanned numeral."""

    @property
    def value(self) -> Decimal: ...
    @property
    def is_chinese(self) -> bool: ...
    @property
    def is_scaled(self) -> bool: ...
    @property
    def is_pure(self) -> bool: ...
    @property
    def is_more(self) -> bool: ...
    @property
    def step(self) -> Decimal: ...


# A length of time is an amount where something takes, lasts or saves it; elsewhere it places an event.
_LASTS = re.compile(
    r"(?:缩短|压缩|减少|降低?|延长|增加|提[前速升]|推迟|延[后迟]|滞后|领先|落后|长达|[仅只]?需要?|只要|[仅只]用|耗时|用时|历时|为期|周期|[交账工]期|寿命|时长|时间|耗费|节省|省[下去]?|"
    r"期限|续航|质保|保修|间隔|平均|累计|延误|等待|控制在|在线|运行|工作|训练|花费?了?|花了|达到?|约为|[为至到从由超逾]|超过|不足|不到|低于|约|长约|近|可达|最[长短快慢]|支持|使用|播放|飞行|龄|差距|计划|原定|[，、]?[少多快慢][用了]?|较[^，。；]{1,8}的)"
    r"(?:了|为|至|到|在|达|约|近|超过?|不到|仅|至少|不足|低于|[约近])?$"
)
_LASTING = re.compile(r"周期|寿命|时长|平均|工期|期限|天数")
_PLACES_BEFORE = re.compile(
    r"(?:过去|未来|最近|今后|此后|往后|接下来|[近前后头第首每这那该连]|连续|近期|开源|上[市线映]|发布|每隔|每过|成立|接下来的?|此前|其后|之后|最后|随后|整整|短期|中期|长期|（|\()"
    r"(?:的|仅|约|近|超过?|大约|不到|还|才|了)?$"
)
_PLACES_AFTER = re.compile(
    r"(?:左右|多)?(?:以?[来内前后间里]|之[内后前间]|期间|期(?!限)|里|中(?!位)|后|前|计划|规划|战略|[新最]高|来?新[高低]|一?[遇次]|国债|滚动|假期|级|历史|老|经验|以上|连续|蝉联|内|级别|制|均线|移动)"
)

_DEADLINE = re.compile(
    r"(?:以|之)?内(?:可|即可|必)?(?:响应|完成|送达|到[账货位]|充[满至到]|交付|解决|恢复|办结|抵达|回复)"
)
_SHORT_YEAR = re.compile(r"[1-4][0-9]年")
_ADVERBIAL = re.compile(r"(?:仅仅?|只|才|不到|不足|近|约|短短|在)?")
_HAPPENS = re.compile(r"[就便即才]?(?:已|又)?(?:[涨跌增降升卖翻掉]|售出|销量|突破|吸引|蒸发)")


_STORED = re.compile(r"(?:磷酸铁锂|锂电|液冷|构网型?)*储能")
_WITHIN = re.compile(r"以?内|之内")
_TIME_PREPOSITION = re.compile(r"[至到从自于]$")
_TAKES = re.compile(
    r"就|回本|封顶|的(?:技术|代差|差距|周期|时间|寿命|质保|续航|保修)|便|即可|才能|缩短|延长|降至|降到"
)
_SHORTENED = re.compile(r"控制在|缩短[至到]|压缩[至到]|降[至到低]")


def is_duration(text: str, start: int, end: int, number: Numeral, unit: Unit, clause: str) -> bool:
    """Is a length of time told as an amount: 缩短至3天, 只需9分30秒; not 过去三年, 三年前, 未来5年."""
    if (unit.form == "年" and 1900 <= number.value <= 2100) or _PLACES_BEFORE.search(clause):
        return False
    if text[start - 1 : start] in ("(", "（") and text[end : end + 1] in (")", "）"):
        return False  # 短期（3-6个月）
    if not is_whole(number.value) and unit.factor > 3600:
        return True  # nobody dates an event by 13.8个月
    if unit.form == "年" and _SHORT_YEAR.fullmatch(text, start, end) and _TIME_PREPOSITION.search(clause):
        return False  # 至26年
    if _ADVERBIAL.fullmatch(clause) and _HAPPENS.match(text, end):
        return False  # 不到两个月涨了4倍
    if _STORED.match(text, end):
        return False  # 2小时储能系统 is a kind of system
    if unit.factor <= 3600:  # up to hours they are measured, hardly ever used to place an event
        placed = _PLACES_AFTER.match(text, end) or _HAPPENS.match(text, end)  # 24小时降温12℃
        return not placed or bool(_LASTS.search(clause) or _DEADLINE.match(text, end))
    if _WITHIN.match(text[end : end + 2]):
        return bool(_SHORTENED.search(clause))
    if _PLACES_AFTER.match(text, end):
        return False
    if number.is_chinese and number.value == 1:
        return False
    if _LASTS.search(clause) or _LASTING.search(clause):
        return True
    return bool(
        _TAKES.match(
            text[end : end + 6],
        )
    )


_VERSION_UNIT = re.compile(
    r"(?:工艺|制程|制程|芯片|节点|级?晶圆|技术|产线|先进|及以下|厂|占|架构|平台|高压|架构|快充桩|系列)"
)
_SIZE = re.compile(r"厚|径|粒|波长|尺寸|精度|误差|分辨|直径|间距|深|宽|高|长")
_SIZED = re.compile(r"(?:及?以[上下])?的?(?:电视|平板|笔电|显示器|机型|产品|大屏|巨幕|投影)")
_CELL = re.compile(r"\s?(?:及?以[上下])?的?(?:方形|储能|动力|大){0,2}(?:电芯|电池)")
_ADDED = re.compile(r"\s?\+\s?\d{1,4}\s?[GT]B")
_ADDED_TO = re.compile(r"\d[GT]B\s?\+\s?$")
_GRADED = frozenset(("money", "weight", "power", "length", "area", "voltage", "screen", "volume"))
_CLASS = re.compile(r"(?:及?以[上下内]|内)的?[\u4e00-\u9fff]")
_LEADS = re.compile(r"(?:[的在将把从对和与及、]|其中)$")
_FORCE = re.compile(r"(?:风力?|风速|地震|震级|震)[^，。；]{0,6}$")  # 阵风8级, 发生5.8级地震 is a name
_INDEX_POINT = re.compile(
    r"指数|指|大盘|点位|[收报涨跌升][至到了在]?$|[收报涨跌升]逾?$|[高低]位$|[高低]见$|[较比由从][^，。；]{0,8}的?$|沪|深|恒|道|纳|标普|日经|创业板|科创|成指|综指"
)


_DOUBLED = re.compile(r"翻了?$")
_OF_WAFERS = re.compile(r"晶圆|厂|产线|及|吋|硅|抛光|片|标准|逻辑|产能|[和与、]\d")
_OF_ENGINES = re.compile(r"插混|发动机|涡轮|自吸|自然吸气|混动|柴油|汽油")
_PRICE_VERB = re.compile(r"[价降涨每派为至到约近超仅]$")
_SIZE_VERB = re.compile(r"[为达约近超到至有升降高长宽深重]$")
_IDIOM_VERB = re.compile(r"[打不]$")
_PER = re.compile(r"每$")
_LEADS_TO_MULTIPLE = frozenset("为达到至约近超升长高快多是了的过翻加有降低")
_SCORE_VERB = re.compile(r"[得评高低到达满为的扣加]$")


def is_measure(text: str, start: int, end: int, number: Numeral, unit: Unit, clause: str) -> bool:
    """Does a unit of measure hold: not 7nm工艺, 800V平台, 十分, 三元, 8点."""
    kind, form = unit.kind, unit.form
    small = number.is_chinese and not number.is_scaled
    if kind == "money":
        return not (small and number.value < 10) or bool(_PRICE_VERB.search(clause))
    if kind == "score":
        if text[start - 1 : start] in ("时", "点") or (small and not _SCORE_VERB.search(clause)):
            return False
        return not text.startswith(("之", "钟"), end)
    if kind == "index":
        if number.is_chinese or text.startswith(("钟", "整", "半"), end):
            return False
        # 平均值为92.79点，环比上升2.69点: the time of a day has no decimals
        return number.step < 1 or (number.value >= 25 and bool(_INDEX_POINT.search(clause)))
    if (
        kind in ("angle", "area", "volume", "weight", "length", "temperature", "power", "voltage", "light")
        and small
    ):
        return number.value > 1 and bool(_SIZE_VERB.search(clause)) and form not in ("里", "方", "度")
    if unit.name == "m" and unit.factor < 10**-8:
        return bool(_SIZE.search(clause[-6:])) and not _VERSION_UNIT.match(text, end)
    if kind == "data" and text.startswith("版", end):
        return False  # 64GB版 is a name
    if kind == "data" and (_ADDED.match(text, end) or _ADDED_TO.search(text, max(0, start - 8), start)):
        return False  # 12GB+256GB版 names a configuration
    if unit.form == "番":
        return bool(_DOUBLED.search(clause))
    if kind == "grade":
        return bool(_FORCE.search(clause))
    if kind == "discount":
        return not _IDIOM_VERB.search(clause) or number.value >= 2
    if kind == "screen" and is_whole(number.value) and _SIZED.match(text, end):
        return False  # 98寸电视 is a kind of television
    if form == "Ah" and _CELL.match(text, end):
        return False  # 314Ah电芯 is a kind of cell
    if kind == "screen":
        return not _OF_WAFERS.match(text[end : end + 3])
    if kind == "voltage" and not number.is_scaled:
        return not _VERSION_UNIT.match(text, end)
    if kind == "token" and number.is_pure:
        return not _PER.search(clause) and text[start - 1 : start] != "/"
    if kind == "volume" and unit.is_latin:
        return not _OF_ENGINES.match(text[end : end + 4])
    if kind == "parameter":
        return number.is_scaled or number.value >= 1000000
    if kind == "age":
        return not re.match(r"及?以[上下]|的|至|到|[\u4e00-\u9fff]{2}", text[end : end + 3])
    if kind == "multiple" and unit.is_latin:
        if form == "X" and clause and clause[-1] not in _LEADS_TO_MULTIPLE:
            return False  # 极氪9X上市: a name
        return not text[start - 1 : start].isascii()
    return True


# Nouns that a count only announces: 三个阶段, 四个方面; and what points back: 这四家.
_ANNOUNCED = re.compile(
    r"(?:主要|重要|核心|关键|基本|不同|大|重点|新的?|典型|显著|突出|明显|发展|具体|值得|方面的)?的?"
    r"(?:方面|阶段|环节|维度|层面|层次|方向|问题|原因|特点|特征|趋势|因素|挑战|步骤|路线|路径|主角|条件|角度|要素|原则|关键词|变化|信号|亮点|建议|结论|事实|例子|"
    r"理由|判断|结果|目的|目标|途径|模式|情况|现象|机遇|误区|逻辑|前提|标准|悬念|看点|问号|字[：:，。]|字$|极端|世界|时代|概念|意义|时刻|人一?[起组]|版本|部分|"
    r"梯队|类别|选择|考验|瓶颈|难题|痛点|优势|短板|抓手|支柱|引擎|样本|案例|思路|故事|话题|关口|时间点|节点|场景化)"
)
_POINTS_BACK = re.compile(
    r"(?:这|那|该|上述|前述|以上|以下|如下|下列|每|各|某|任[一何]?|首|头|此|第|(?<![目日此])前|后|同一?|下面|(?<![\u4e00-\u9fff])剩下)$"
)
_TELLS = re.compile(
    r"(?:有|仅|只|共|共计|合计|总计|累计|达到?|占据?|占了|就|新[增开建设]|[增减][加少]?了?|入[选围]|上榜|[获夺]得?|拿[下到]|斩获|包揽|设[有立]|建[有成设]|推出|发[布行射起]|开[源设业]|"
    r"投产|交付|售[出卖]|卖出|[为约近超逾]|超过|[至到]|出现|发生|完成|签[署订约]|覆盖|收购|关闭|裁|涉及|包括|拥有|新签|落地|上线|成立|引入|[落入]户|聚集|集聚|布局|培育|认定|挂牌|部署|投入|"
    r"接入|配备|搭载|提供|支持|下降|上升|减持|增持|持有|运营|管理|下调|上调|连续|不到|不足|少|多|剩|剩下|还有|贡献|产生|生成|提出|运行|通过)(?:了|的|过|出)?$"
)
_COMPOUND_NOUN = re.compile(r"[装版制型格](?!造)|级(?!台阶)|合一|字头|布局|SUV|MPV")


_ALTOGETHER = re.compile(r"(?:全年?|共|累计|更新)$")
_AVERAGE = re.compile(r"均|每|平均")


def _points_back(clause: str, value: Decimal) -> bool:
    """Are these some that are known? 同|三家, 此|三家, 后|三家, but not 合同|三份, 因此|三家, 疫情后|138家."""
    m = _POINTS_BACK.search(clause)
    if not m or m[0] == "前":
        return bool(m)
    if m[0] in ("以上", "以下") and _THRESHOLD.search(clause[: m.start()]):
        return False  # 80岁及以上|254人, 500万元以下|12家
    if m[0] == "后" and value > 20:
        return False
    return opens_word(clause, m.start())


_THRESHOLD = re.compile(
    r"及$|[\d一二两三四五六七八九十百千万亿]个?(?:[\u4e00-\u9fff]{1,3}|[A-Za-z%]{1,4})$|(?:学历?|大?专|本科|硕士|高中|初中|[初中高副正]级)$"
)
_ONLY = re.compile(r"[仅只共][^，]{0,12}$")


def is_count(text: str, start: int, end: int, number: Numeral, unit: Unit, clause: str) -> bool:
    """Does a number with a classifier state a count? Not 这四家企业, 三个阶段, 前12位, 10粒装, 每100人."""
    value = number.value
    if number.is_pure and not (unit.form == "卡" or number.value >= 100000):
        return False
    if number.is_chinese and text[start - 1 : start] in ("数", "上", "几", "好", "本", "之", "全"):
        return False
    if unit.form == "字" and text[start - 1 : start] in ("(", "（"):
        return False  # (450字) is a note of the editor
    if unit.form == "届" and number.value > 99:
        return False  # 2023届毕业生
    if unit.form == "期" and not _ALTOGETHER.search(clause):
        return False  # 3期试验 numbers a stage
    if not is_whole(value) and not number.is_scaled and not _AVERAGE.search(clause):
        return False
    if not number.is_scaled and _points_back(clause, value):
        return False
    if _COMPOUND_NOUN.match(text, end):
        return False
    if number.is_scaled or value > 20 or number.is_more:
        return True
    if value <= 10 and _ANNOUNCED.match(text, end):
        return False
    tells = _TELLS.search(clause)
    if value <= 10 and not tells and _TOTALS.match(text, end):
        return False
    if number.is_chinese:
        return value != 1 and bool(tells or _SAYS_OF.match(text, end) or _ONLY.search(clause))
    return True


_SAYS_OF = re.compile(r"[为是]|来自|入[选围]|上榜|获(?!得感)|属于")  # 两款为纯电动
_TOTALS = re.compile(r"[\u4e00-\u9fff]{0,6}(?:合计|共计|总计|分别|之间|均(?![价值衡])|都|各自|携手|联手)")


_UNIT_OF = re.compile(r"单位(?:均|都)?[:：为是]?\s?[^，。：:0-9]{0,3}$")


def is_meant(text: str, start: int, end: int, number: Numeral, unit: Unit, clause: str) -> bool:
    """Does the unit hold here, or is it part of a date, a name or an announcement?"""
    if number.is_pure and unit.kind == "count" and text[end : end + 1] in (")", "）"):
        return False  # （百万台） names the unit of a table
    if number.is_pure and _UNIT_OF.search(text, max(0, start - 8), start):
        return False  # 单位：港币百万元
    if unit.kind == "count":
        return is_count(text, start, end, number, unit, clause)
    if unit.kind == "duration":
        return is_duration(text, start, end, number, unit, clause)
    if unit.kind in _GRADED and _CLASS.match(text, end) and (not clause or _LEADS.search(clause)):
        return False  # 600美元以上高端市场, 将1公斤内电商件: a class, not an amount
    return is_measure(text, start, end, number, unit, clause)
