"""What the words beside a number say: a name, a date, a mere announcement of a list, or a quantity of some unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Protocol

from kaoju.units import Unit, read_rows, unit_table


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


_BREAK = re.compile(r"[，。；,;！？!?（）()【】|\n]")


def clause_before(text: str, pos: int, *, reach: int = 40) -> str:
    """The part of the clause that stands before `pos`, at most `reach` characters."""
    window = text[max(0, pos - reach) : pos]
    cut = 0
    for mark in _BREAK.finditer(window):
        cut = mark.end()
    return window[cut:]


@cache
def idioms() -> dict[str, frozenset[str]]:
    """Words that hold a numeral and count nothing, by their first character: 一窝蜂, 三元电池."""
    words: dict[str, set[str]] = {}
    for row in read_rows("not_quantities.csv"):
        for word in row["words"].split("|"):
            words.setdefault(word[0], set()).add(word)
    return {first: frozenset(group) for first, group in words.items()}


def idiom_at(text: str, pos: int) -> int:
    """Length of the fixed expression that starts at `pos`, or 0: 三三两两 takes four characters."""
    group = idioms().get(text[pos : pos + 1], frozenset())
    for n in (6, 5, 4, 3, 2):
        if text[pos : pos + n] in group:
            return n
    return 0


def is_named(text: str, start: int, end: int) -> bool:
    """Is the number part of a name: GPT-4, Qwen3, V6.5, 2025-10? Not in CPI0.3%."""
    before = text[start - 1 : start]
    if not before or not before.isascii():
        return False
    if before.isalpha() or before in "_@#":
        return text[end : end + 1] not in ("%", "亿", "万", "倍", "元") or before in "_@#"
    far = text[start - 2 : start - 1] if start > 1 else ""
    return before in "-./:" and far.isascii() and far.isalnum()


# Ranks: 位列第一, 全球第二, 第三名, 第四大市场; none in 第一梯队, 第一时间, 第三方, 第二阶段, 第41期.
_RANK_AFTER = re.compile(
    r"名|位(?!于)|大(?!类|会|道)|高(?!峰)|多(?!元)|的位置|的(?=[，。；])|[，。；、！？）)”》:：|]|$|[与和及且但是以而]|[A-Za-z](?![A-Za-z]{0,9}阶段)"
)
_RANK_BEFORE = re.compile(
    r"(?:位[列居]|排名?|排[行在位到至]|列|[占居]|名列|并列|稳[居坐]|跃[居升]|[升降跌滑]至|[升降]到|蝉联|夺得?|获得?|荣[登获]|冲[到至上]|保持|仍是|是|为|成|达到?|"
    r"全球|世界|国内|全国|行业|亚洲|亚太|欧洲|全省|全市|同类|业内|中国|美国|榜单?|市场|份额|均|分别|继续|名次|晋升|坐[上稳]|[销产数容]量|收入|规模|总分|成绩|票房|（|\()(?:了|在)?$"
)
_NO_RANK = re.compile(
    r"梯队|时间|方|股|强国|阶段|线|季|次|届|批|代|轮|期|个|家|款|台|站|年|天|人称|产业|章|条|节|部分|步|周|月|日|课|炮|现场|责任人|"
    r"[、和与至到\-—~]第?[一二三四1-4]季|[一二三四五六七八九十]季度|财季|颗|号|支|只|座|类|种|曲线|性|夫人|大道|轮|手|桶金|大股东|工厂|回合|眼|届|卷|集|版|场|国家"
)


def is_rank(text: str, start: int, end: int) -> bool:
    """Does 第N rank somebody (全球第二, 排名第11), rather than number a thing (第二阶段, 第41期)?"""
    if _NO_RANK.match(text, end):
        return False
    if _RANK_AFTER.match(text, end):
        return True
    return bool(_RANK_BEFORE.search(text[max(0, start - 4) : start]))


# A length of time is an amount where something takes, lasts or saves it; elsewhere it places an event.
_LASTS = re.compile(
    r"(?:缩短|压缩|减少|降低?|延长|增加|提[前速升]|推迟|延[后迟]|滞后|领先|落后|长达|[仅只]?需要?|只要|[仅只]用|耗时|用时|历时|为期|周期|寿命|时长|时间|耗费|节省|省[下去]?|"
    r"期限|续航|质保|保修|间隔|平均|累计|延误|等待|控制在|在线|运行|工作|训练|花费?了?|花了|达到?|约为|[为至到从由超逾]|超过|不足|不到|低于|约|长约|近|可达|最[长短快慢]|支持|使用|播放|飞行|龄|差距)"
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


def is_duration(text: str, start: int, end: int, number: Numeral, unit: Unit, clause: str) -> bool:
    """Is a length of time told as an amount: 缩短至3天, 只需9分30秒; not 过去三年, 三年前, 未来5年."""
    if (unit.form == "年" and 1900 <= number.value <= 2100) or _PLACES_BEFORE.search(clause):
        return False
    if text[start - 1 : start] in ("(", "（") and text[end : end + 1] in (")", "）"):
        return False  # 短期（3-6个月）
    if unit.factor <= 3600:  # up to hours they are measured, hardly ever used to place an event
        return not _PLACES_AFTER.match(text, end) or bool(_LASTS.search(clause))
    if re.match(r"以?内|之内", text[end : end + 2]):
        return bool(re.search(r"控制在|缩短[至到]|压缩[至到]|降[至到低]", clause))
    if _PLACES_AFTER.match(text, end):
        return False
    if number.is_chinese and number.value == 1:
        return False
    if _LASTS.search(clause) or _LASTING.search(clause):
        return True
    return bool(
        re.match(
            r"就|的(?:技术|代差|差距|周期|时间|寿命|质保|续航|保修)|便|即可|才能|缩短|延长|降至|降到",
            text[end : end + 6],
        )
    )


_VERSION_UNIT = re.compile(
    r"(?:工艺|制程|制程|芯片|节点|级?晶圆|技术|产线|先进|及以下|厂|占|架构|平台|高压|架构|快充桩|系列)"
)
_SIZE = re.compile(r"厚|径|粒|波长|尺寸|精度|误差|分辨|直径|间距|深|宽|高|长")
_INDEX_POINT = re.compile(
    r"指数|指|大盘|点位|[收报涨跌升][至到了在]?$|[收报涨跌升]逾?$|沪|深|恒|道|纳|标普|日经|创业板|科创|成指|综指"
)


def is_measure(text: str, start: int, end: int, number: Numeral, unit: Unit, clause: str) -> bool:
    """Does a unit of measure hold: not 7nm工艺, 800V平台, 十分, 三元, 8点."""
    kind, form = unit.kind, unit.form
    small = number.is_chinese and not number.is_scaled
    if kind == "money":
        return not (small and number.value < 10) or bool(re.search(r"[价降涨每派为至到约近超仅]$", clause))
    if kind == "score":
        if text[start - 1 : start] in ("时", "点") or (
            small and not re.search(r"[得评高低到达满为的扣加]$", clause)
        ):
            return False
        return not text.startswith(("之", "钟"), end)
    if kind == "index":
        return not number.is_chinese and number.value >= 25 and bool(_INDEX_POINT.search(clause))
    if (
        kind in ("angle", "area", "volume", "weight", "length", "temperature", "power", "voltage", "light")
        and small
    ):
        return (
            number.value > 1
            and bool(re.search(r"[为达约近超到至有升降高长宽深重]$", clause))
            and form not in ("里", "方", "度")
        )
    if unit.name == "m" and unit.factor < 10**-8:
        return bool(_SIZE.search(clause[-6:]))
    if kind == "screen":
        return not re.match(r"晶圆|厂|产线|及|吋|硅片", text[end : end + 3])
    if kind == "voltage" and not number.is_scaled:
        return not _VERSION_UNIT.match(text, end)
    if kind == "token" and number.is_pure:
        return not re.search(r"每$", clause) and text[start - 1 : start] != "/"
    if kind == "volume" and unit.is_latin:
        return not re.match(r"插混|发动机|涡轮|自吸|自然吸气|混动|柴油|汽油", text[end : end + 4])
    if kind == "parameter":
        return number.is_scaled or number.value >= 1000000
    if kind == "age":
        return not re.match(r"及?以[上下]|的|至|到|[\u4e00-\u9fff]{2}", text[end : end + 3])
    if kind == "multiple" and unit.is_latin:
        return not text[start - 1 : start].isascii()
    return True


_PRICE = re.compile(r"(每)?(百万|1M|100万|千|1K)个?\s?(?:[Tt]okens?|TOKENS?|词元)")


def price_base(clause: str) -> int | None:
    """Factor from the base a price is told for to a million tokens: 每千tokens 0.0008元 -> 1000."""
    mentions = list(_PRICE.finditer(clause))
    if not mentions:
        return None
    return 1000 if mentions[-1][2] in ("千", "1K") else 1


# Nouns that a count only announces: 三个阶段, 四个方面; and what points back: 这四家.
_ANNOUNCED = re.compile(
    r"(?:主要|重要|核心|关键|基本|不同|大|重点|新的?|典型|显著|突出|明显|发展|具体|值得|方面的)?的?"
    r"(?:方面|阶段|环节|维度|层面|层次|方向|问题|原因|特点|特征|趋势|因素|挑战|步骤|路线|路径|主角|条件|角度|要素|原则|关键词|变化|信号|亮点|建议|结论|事实|例子|"
    r"理由|判断|结果|目的|目标|途径|模式|情况|现象|机遇|误区|逻辑|前提|标准|悬念|看点|问号|字[：:，。]|字$|极端|世界|时代|概念|意义|时刻|人一?[起组]|版本|部分|"
    r"梯队|类别|选择|考验|瓶颈|难题|痛点|优势|短板|抓手|支柱|引擎|样本|案例|思路|故事|话题|关口|时间点|节点|场景化)"
)
_POINTS_BACK = re.compile(
    r"(?:这|那|该|上述|前述|以上|以下|如下|下列|每|各|某|任[一何]?|首|头|此|第|前|后|同一?|下面|剩下)$"
)
_TELLS = re.compile(
    r"(?:有|仅|只|共|共计|合计|总计|累计|达到?|占据?|占了|就|新[增开建设]|[增减][加少]?了?|入[选围]|上榜|[获夺]得?|拿[下到]|斩获|包揽|设[有立]|建[有成设]|推出|发[布行射起]|开[源设业]|"
    r"投产|交付|售[出卖]|卖出|[为约近超逾]|超过|[至到]|出现|发生|完成|签[署订约]|覆盖|收购|关闭|裁|涉及|包括|拥有|新签|落地|上线|成立|引入|[落入]户|聚集|集聚|布局|培育|认定|挂牌|部署|投入|"
    r"接入|配备|搭载|提供|支持|下降|上升|减持|增持|持有|运营|管理|下调|上调|连续|不到|不足|少|多|剩|剩下|还有|贡献|产生|生成|提出|运行|通过)(?:了|的|过|出)?$"
)
_COMPOUND_NOUN = re.compile(r"[装版制型格](?!造)|级(?!台阶)|合一|字头|布局|SUV|MPV")


def is_count(text: str, start: int, end: int, number: Numeral, unit: Unit, clause: str) -> bool:
    """Does a number with a classifier state a count? Not 这四家企业, 三个阶段, 前12位, 10粒装, 每100人."""
    value = number.value
    if number.is_pure and not (unit.form == "卡" or number.value >= 100000):
        return False
    if number.is_chinese and text[start - 1 : start] in ("数", "上", "几", "好", "本", "之", "全"):
        return False
    if unit.form == "字" and text[start - 1 : start] in ("(", "（"):
        return False  # (450字) is a note of the editor
    if unit.form == "期" and not re.search(r"(?:全年?|共|累计|更新)$", clause):
        return False  # 3期试验 numbers a stage
    if value % 1 and not number.is_scaled and not re.search(r"均|每|平均", clause):
        return False
    if _POINTS_BACK.search(clause) and not number.is_scaled:
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
        return value != 1 and bool(
            tells or _SAYS_OF.match(text, end) or re.search(r"[仅只共][^，]{0,12}$", clause)
        )
    return True


_SAYS_OF = re.compile(r"[为是]|来自|入[选围]|上榜|获(?!得感)|属于")  # 两款为纯电动
_TOTALS = re.compile(r"[\u4e00-\u9fff]{0,6}(?:合计|共计|总计|分别|之间|均(?![价值衡])|都|各自|携手|联手)")
_MONEY = re.compile(
    r"(?:盈利|亏损|赚|保额|毛利|成本|费用|价格|售价|总价|作价|对价|奖金|薪|补贴|罚款|分红|红利|现金|GMV|交易额|注资|斥资|募资|身家|财富|损失|欠款|套现|市值|营收|收入|营业额|利润|净利|融资额?|估值|投资额?|成交额|成交|市场规模|销售额|票房|资产|负债|预算|支出|开支|产值|GDP|金额|总额|贷款|存款|余额|经费|增加值|生产总值)[^，。；]{0,14}$"
)
_PARAMETER = re.compile(r"(?:参数|激活)[^，。；]{0,18}$")
_TOKEN = re.compile(r"(?:[Tt]okens?|词元|上下文)[^，。；]{0,18}$")
_LENGTH = re.compile(r"\s?(?:的)?(?:超?长?(?:上下文|文本|窗口|序列)|[Tt]oken)")


_MODEL = re.compile(r"级?(?:的|总|规模)?(?:的?参数|(?:[^，。；、0-9]{0,3}大|基座|开源|语言)?模型)")


def infer_unit(text: str, start: int, end: int, clause: str) -> str:
    """Unit of a large number that prints none: 参数量达2.4万亿 is parameters, 下载量突破230万 a count."""
    after = text[end : end + 8]
    if _MODEL.match(after):
        return "parameter"
    if _PARAMETER.search(clause):
        return "parameter"
    if (not _MONEY.search(clause) and clause == "") or clause.startswith(("较", "比")):
        before = text[max(0, start - 60) : start]
        if "参数" in before and "，" in before:
            return "parameter"
    if _LENGTH.match(after) or _TOKEN.search(clause):
        return "token"
    if _MONEY.search(clause):
        return "money"
    return "count"


_INDEX = re.compile(
    r"(?:PUE|指数|系数|汇率|中间价|比率|值|评分|得分|总分|分数|成绩|跑分|Elo|ELO|R0|PE|PB|ROE|PMI|倍率|[Tt]oken数|[数量]|评级|市盈率|市净率|能耗比|动销比|收盘|点位|人数|场数|次数)"
    r"(?:约|仅|平均|值|已|高|低|则|也|却|均|[^，。；、0-9]{0,6}?)?(?:为|达到?|降[至到]|升[至到]|[至到]|是|报|超过?|突破|仅|下降|上升|提升|[:：]|约|低至|高达|录得|收于|回落至)(?:了|约|近|至)?$"
)
_SCORED = re.compile(r"评分|得分|总分|分数|成绩|跑分|Elo|ELO")
_COUNTED = re.compile(r"(?:[Tt]oken数|[^指系分]数|[数量])[^，。；、0-9]{0,6}$")


_LEADS_TO = tuple("为达到至是报过破仅降升提低高得于了近约:：少加减超")
_MOVED = re.compile(r"较[^，。；]{0,12}(?:下降|上升|提[升高]|降低|回落|减少|增加)了?$")
_INDEX_NAME = re.compile(r"PUE|PMI|CPI|R0|系数|指数|值|比率|评分")


def is_bare_measure(text: str, start: int, clause: str) -> str | None:
    """Unit of a number that stands bare after the name of an index or a score: PUE降至1.15, 较上年下降0.1."""
    if clause[-1:] not in _LEADS_TO:
        return None
    if not (found := _INDEX.search(clause)):
        moved = _MOVED.search(clause) and "." in text[start : start + 4]
        return "1" if moved and _INDEX_NAME.search(text, max(0, start - 50), start) else None
    if _SCORED.search(found[0]):
        return "score"
    return "count" if _COUNTED.match(found[0]) else "1"


def is_token_call(clause: str, unit: Unit | None) -> bool:
    """Token调用量达12.7万亿次 counts tokens, told in 次 or without a unit."""
    return (unit is None or unit.form == "次") and re.search(
        r"(?:[Tt]oken|TOKEN|词元)s?(?:的|总|日均|平均)?(?:调用|使用|消耗|处理|数)", clause
    ) is not None


_ABOUT = re.compile(r"(?:约占|约为|大约|大概|约合|约是|近乎)[^，。；]{1,24}的$")


def about_before(clause: str) -> bool:
    """约占全国总量的|84%: the approximator stands before the whole that is shared."""
    return _ABOUT.search(clause) is not None


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
            r"日均|每[天日]|天均|(?<![0-9工销售])日(?:成本|收入|营收|利润|产|处理|销|赚|亏|入(?!账)|成交|调用|交易|耗|供)"
        ),
    ),
    ("month", re.compile(r"月均|每个?月|平均月|(?<![0-9个上本当])月(?:产能|薪|租|供|费)")),
    (
        "year",
        re.compile(
            r"年薪|每年|年均(?!复合|增|下降|增长)|年化(?!增|收益率|利率)|(?<![0-9今去全前明上半下本近当同个])年(?:产[能量值]?|销|省|收益"
            r"|增收|节[约省]|处理|发电|用电|运营|租金|费|耗|吞吐|接待|供[应货]|巡检|加工|运送|输[送气]|检测)"
        ),
    ),
    ("s", re.compile(r"每秒")),
)
_NO_RATE = re.compile(r"增[长速幅]|下降|同比|(?<!运行)率|占比|百分")


def rate_before(clause: str) -> str | None:
    """The time to which an amount refers: 日均调用量达12.7万亿, 年薪普遍在80万元; the nearest word counts."""
    best, name = -1, None
    for rate, pattern in _RATE:
        for found in pattern.finditer(clause):
            if found.end() > best:
                best, name = found.end(), rate
    if name and ("、" in clause[best:] or _NO_RATE.search(clause, best)):
        return None
    return name


_NOUN = re.compile(r"(?:以上的?|左右的?|的|多)?([\u4e00-\u9fffA-Za-z]{1,12})")
_NOUN_END = re.compile(
    r"的|在|是|和|与|及|或|被|由|将|已|为|均|都|正|使用|参与|完成|进行|采用|达|占|较|同比|环比|来自|来|等|，|中|上|后|前|时|以"
)


def counted_noun(text: str, end: int) -> str | None:
    """What is counted: the noun after number and classifier, 1509个|大模型."""
    found = _NOUN.match(text, end)
    if found is None:
        return None
    noun = found[1]
    cut = _NOUN_END.search(noun)
    noun = noun[: cut.start()] if cut else noun
    return noun[:8] or None
