"""How a clause leads to its number: 增长|50%, 占全国总量的|40%, 是去年的|2倍, 比甲低|15%, 发布|16款, 市场规模达|294亿."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kaoju.frozen import unguarded
from kaoju.language.glance import closing
from kaoju.language.grammar import (
    ADVERBS,
    CHANGE,
    CHANGE_COMPOUNDS,
    FILL,
    HEADS,
    MODIFIERS,
    NUMBER,
    TIME,
    measure_at_end,
    verbs,
)
from kaoju.language.names import tidy
from kaoju.language.vocabulary import PURE, is_money
from kaoju.records import Quantity
from kaoju.text.lexis import closing_adverb, closing_verb, is_boundary, words

_PURE = PURE | {"1"}
_NO_COPULA = r"(?<![华成作行认因以])"
_SHARE_OF = re.compile(
    r"(?<!市)占(?!有?率)(?:据|到|了|全部|其)?(?!比|地|款)(?P<base>[^占]{0,28}?)的?(?P<noun>比重|比例|份额|比率|百分比)?$"
)
_MULTIPLE_OF = re.compile(
    rf"^(?P<topic>.*)(?:是|{_NO_COPULA}为|相当于|等于|达到?|恢复到|恢复至|[仅只]及|[只仅]有|[只仅]相当于)(?P<base>[^是为]{{1,24}}?)的$"
)
_NOT_PREVIOUS = r"(?<![占环同性价对相百])"
_THAN = re.compile(
    rf"(?:{_NOT_PREVIOUS}比(?!率|例|重|值|特|赛|亚迪|利时)|相?较于?|相比于?|对比|较之)(?P<base>[^较]{{0,24}}?)(?P<adj>高出?|低|多出?|少|快|慢|便宜|大|小|长|短|强|弱|轻|领先|落后)(?:了|出|约|近|达|平均)*$"
)
_PAST = frozenset("实绩 水平 同期 同期水平 同期实绩 数字 数据".split())
_DISCOUNT = re.compile(
    r"(?:[较比]|相对于?|相比)(?P<base>[^较比，]{1,16}?)(?P<verb>折让|折价|溢价)(?:了|约|近|达|逾)*$"
)
_BEYOND = re.compile(
    r"(?P<verb>高于|低于|多于|少于|快于|慢于|大于|小于|强于|弱于|超过|超越|超(?!额)出?|优于|领先于?|落后于?|不及|逊于|远超|高出|多出)了?(?P<base>[^，超]{1,24}?)(?P<of>的)?$"
)
_BASELINE = re.compile(
    rf"(?:{_NOT_PREVIOUS}比(?!率|例|重|值|特|赛|亚迪|利时)|较|相比|对比|高于|低于|超过|超越|优于|多于|少于|不及|仅次于)了?(?P<base>[^，]{{0,24}}?)的?$"
)
STANDARD = re.compile(
    rf"(?:与|和|同|跟)[^，]{{1,20}}?(?:相比|比较|(?<![同环占类])比)$|(?:与|和|同)?(?:{_NOT_PREVIOUS}比(?!率|例|重|值|特|赛|亚迪|利时)|相?较于?|相比于?|对比)[^，]{{0,20}}?(?:相比)?$"
)
_FROM = re.compile(rf"(?:从|由|(?<![来源各])自)[{TIME}]*的?$")
_SINCE = re.compile(r"(同比|环比|按年|按月|按季|同店|年|季|月|周)$")
_SOFT = re.compile(
    rf"(?:约|近|超过?|逾|高达|达到?|仅|不足|不到|了|已|也|就|还|则|均|都|共|接近|将近|大约|(?<!华)为|[{FILL}])+$"
)
_SOFT_ENDS = closing(_SOFT.pattern)
_EDGE = FILL + " ，,：:"
_GENERIC = frozenset(
    "给出 变成 完成 实现 达成 录得 取得 获得 保持 维持 贡献 提供 报告 超越 排 形成 合计 累计 总计 共计 入账 收获 斩获 拿下 报 呈现 出现 居首".split()
)


# What a firm earns or loses, and how much more or less of it.
_EARNING = re.compile(
    r"(?P<more>[净多少大倒仍还则])?(?P<verb>赚|(?<![转扭预盈])亏|(?<![腐侵])蚀)(?:了|得|掉|着|去)?$"
)
_SUM_OF_CHANGE = re.compile(
    r"(?:(?:多|少|加|减|省)(?:出|掉|下|去)了?|(?:多|少|加|减|省|掉|缩|降|增)了|(?<![最至不许很])(?:多|少)[收赚卖花付缴交用产销拿领派](?:了|出)?)$"
)
_SAVING = re.compile(r"(?P<year>[每一]?年)节?省(?:下|去|掉)?了?$")
_PAYING = re.compile(r"(?:合共|合计|共|宣|建议|拟|再|将){0,3}(?<![党正新学气流反老分指委特选])派(?:发|付)?$")
_MORE_DONE = re.compile(
    r"(?:同比|按年|[较比]" + TIME + r"{1,8}(?:同期)?)[还又仍]?(多|少)(?:[运卖销产用花付买收发装送建缴交])了?$"
)
_WITH = re.compile(rf"(?<![可所予加足得难用])以[约近逾超{FILL}\s]*(?:不到|超过|接近)?$")
_EACH = re.compile(
    r"(?P<head>.*[\u4e00-\u9fff])(?P<each>每(?:公斤|千克|斤|吨|(?:10|十)?股|台|度|升|桶|盎司|千瓦时|平方米|瓦|克|张|辆|晚|夜|只|公里|支|件|票|单|盒|袋|人|头|部|套|枚|颗|亩|公顷))$"
)
_MORE_OR_LESS = re.compile(r"[又再也还更就则却约略]{0,2}(多|少|省)(?:了|出|下|掉)?(?:了|约|近|逾)?")
_ADJECTIVE_ALONE = re.compile(
    r"[又再也还更就则却仍约略]{0,2}(高|低|多|少|贵|便宜|快|慢)(?:出|了|出了)?(?:约|近|大约|不到|超过|逾|差不多|将近|接近)?"
)
_CURRENCIES = ("台币", "人民币", "港币", "港元", "美金")
_CURRENCY = re.compile(r"(?<=.)(?:新台币|台币|人民币|港币|港元|美金)$")  # 营收新台币|61亿元
_STRENGTH = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?<![最扩放强壮巨])[大续再又微转狂急跳劲]+$")
_ABOVE_TIME = re.compile(rf"(高出|多出|高于|低于|低)[{TIME}]+(?:同期|水平)?$")
_COMPOUND = re.compile("(?:" + "|".join(sorted(CHANGE_COMPOUNDS)) + ")$")
_ONWARD = re.compile(rf"(?:从|由)[^，]{{0,16}}?{NUMBER}+$")  # 从2486元
_TO = re.compile(rf"[\u4e00-\u9fff]{{1,4}}(?:到了?|至|为|成)[{TIME}的约近超]*")  # 滑到
_ARRIVAL = frozenset("至 到 为 达 达到 升至 降至 增至 减至 来到".split())
_ADJECTIVES = frozenset(
    "折让 折价 溢价 高出 多出 领先 落后 大 小 高 低 快 慢 长 短 重 轻 多 少 贵 便宜 强 弱".split()
)
_MAINLAND = (
    {"按年": "同比", "按月": "环比"}
    | dict.fromkeys(("YoY", "yoy"), "同比")
    | dict.fromkeys(("QoQ", "qoq", "MoM", "mom"), "环比")
)


@unguarded
@dataclass(frozen=True, slots=True)
class Predicate:
    """`kind` of the clause, what stands before (`topic`), its verb, 同比 or 环比 (`since`) and what is compared with."""

    kind: str
    topic: str
    verb: str = ""
    since: str = ""
    standard: str = ""
    each: str = ""
    bare: bool = False  # no verb at all: 美洲|30.1%


def chop(left: str) -> str:
    """Drop adverbs, approximators and verbs of reaching from the end: 下载量已突破 -> 下载量, 市占跌破 -> 市占."""
    while left:
        if left[-1] in _EDGE:
            left = left[:-1]
            continue
        if left[-1] in _REACH and (m := _REACHING.search(left)) and measure_at_end(left) < 2:
            left = left[: m.start() + _within_word(left, m.start(), m.end())]
            continue
        if left[-1] not in _ENDS:
            n = closing_adverb(left)
            if not n or left[-2:] in _KEEP or measure_at_end(left) >= n:
                return left
            left = left[:-n]
            continue
        for n in (5, 4, 3, 2, 1):
            if len(left) >= n and left[-n:] in ADVERBS:
                if (n == 1 and left[-2:] in _KEEP) or measure_at_end(left) > n:
                    return left  # 目标价 is no 标价
                left = left[:-n]
                break
        else:
            return left
    return left


def _within_word(left: str, start: int, end: int) -> bool:
    """Does a verb of reaching take a piece of the noun before it? 营收|增至, 血压|升至, 线上|降至."""
    if end - start < 3 or measure_at_end(left[:start]):
        return False
    if measure_at_end(left[: start + 1]):
        return True
    near = left[-8:]
    at = start - len(left) + len(near)
    return at > 0 and not is_boundary(near, at)


_REACH = frozenset("至到上破过回了")
# Verbs that bring a figure to its value: 冲上, 爬到, 跌破, 迈过, 上修至, 翻番至, 能到.
_REACHING = re.compile(
    r"(?:(?<![之以地年晚])(?:上|下|调|扩|缩|压|拉|抬|提|推|增|减|升|降|涨|跌|滑|掉|翻|削|砍|加|放|收|拔|跳|急|攀|飙|窜|回)?"
    r"(?:修|调|番|高|低|缩|窄|阔|冲|爬|升|降|涨|跌|滑|掉|挫|跳|飙|攀|窜|摸|顶|撑|落|定格|跨|迈|越|站|挤|触|探|逼|抬|拉|推|压|扩|增|减|加|砍|削|走|逼)"
    r"(?:至|到|上|破|过|回)|[能可会](?:到|达到))了?$"
)
_ENDS = frozenset(w[-1] for w in ADVERBS)
_KEEP = frozenset(
    "天才 人才 奇才 经过 透过 不过 跨过 通过 可能 超过 华为 占比 行为 因为 作为 以为 认为 成为 相当于 评估 高估 低估 存在 现在 内在 潜在 所有 国有 央有 私有 自有 公有 固有 持有 拥有 享有 具有 含有 特有 共有 新高 走高 提高 跌破 打破 可达 到达 直达 通达 英伟达 伟达 马达 雷达 创新 更新 全新 理想 均均 人均 平均".split()
) - {"可达"}


_BELOW = re.compile(r"(?<![以的])(?:折让|折价|溢价)(?:率)?$")
_APART = re.compile(r"(?:相差|差距为|(?<![顺逆价利落刀息温时误偏反级贸])差了?)$")
_MORE_BY = re.compile(r"(?:多出|少掉)了?$")
_PERIOD_CHANGE = re.compile(r"(同比|环比|按年|按月|较上年同期|比上年同期|YoY|QoQ|MoM|yoy|qoq|mom)[+＋-]?$")
_FASTER_BY = re.compile(r"(?:最多|最高|足足|整整|平均|还|更|要)(?:快|慢|贵|便宜|轻|薄|重)$")
_DEARER_BY = re.compile(r"(?<=.)(?:贵|便宜)了?$")


# A character that each of the patterns cannot do without: most clauses have few of them, and are spared the search.
_EARNED = frozenset("赚亏蚀")
_MUCH = frozenset("多少")
_SUMMED = frozenset("多少加减省掉缩降增")
_HELD = frozenset(word[0] for word in CHANGE_COMPOUNDS)
_MOVED = frozenset("提增扩减降缩节压拉推放")
_SINCE_WHEN = frozenset("同环年月YyQqMm")
_COMPARATIVE = frozenset("快慢贵便轻薄重")
_DEAR = frozenset("贵便")
_BELOW_PRICE = frozenset("折溢")
_BESIDES = frozenset("比较")
_ABOVE = frozenset("高低多少快慢大小强弱超优领落不逊远")
_AWAY = frozenset("从由自")
_CUES = (
    _EARNED | _SUMMED | _HELD | _MOVED | _SINCE_WHEN | _COMPARATIVE | _BELOW_PRICE | _BESIDES | _ABOVE | _AWAY
)
_CUES |= frozenset("省派占差以")


def read_predicate(q: Quantity, left: str, whole: str, follows: bool, raw: str = "") -> Predicate:
    """Read what stands between the last number (or the start of the clause) and this one.

    Args:
        q: The quantity.
        left: Text before it, back to the last number of the clause.
        whole: The clause before `left`, with its numbers masked.
        raw: `whole` and `left` with their dates, for names such as 相对2024年倍数.
        follows: Whether the next thing behind the quantity is 的 and another number: 6300亿元的8.5倍.
    """
    if "每" in left and (m := _EACH.search(chop(left))):  # 周均价|每公斤|5.12元
        return replace(read_predicate(q, m["head"], whole, follows, ""), each=m["each"])
    if left.endswith(_CURRENCIES):
        left = _CURRENCY.sub("", left)
    if whole and _ONWARD.search(whole) and _TO.fullmatch(left.strip(_EDGE)):
        return Predicate("onward", "")  # 从2486元|滑到2391元
    bare = chop(left.removesuffix("相当于"))
    whole_left = left
    if left.endswith("相当于") and q.unit == "count":
        return Predicate("equivalent", bare)
    if whole and NUMBER in whole[-3:] and left.strip(_EDGE + "约近") in _ARRIVAL:
        return Predicate("level", "")  # 同比增长17.5%|至306亿元
    if whole and (
        bare.strip(_EDGE + "级") in ("", "的")
        or bare.strip(_EDGE + "级") in CHANGE
        or bare.strip(_EDGE) in _ADJECTIVES
    ):
        whole_left = left = whole + left  # 较2024年的5万亿级|增长100%
        bare = chop(left)
    if bare.endswith("的") and bare[-3:-1] in _actions() and q.unit == "count":
        bare = bare[:-1]  # 7月发布的|1509个大模型
    soft = _SOFT.sub("", left) if left[-1:] in _SOFT_ENDS else left
    pure, money = q.unit in _PURE, is_money(q.unit)
    cues = _CUES.intersection(left)
    lacks = cues.isdisjoint
    if not lacks(_EARNED) and (money or pure) and (m := _EARNING.search(soft)):
        kind = "change" if m["more"] in ("多", "少") else "transitive"
        if kind == "change" or money:
            return Predicate(
                kind, soft[: m.start()], (m["more"] or "") + m["verb"]
            )  # 扭亏，|赚1.9亿元; 少赚一成
    if money and "省" in cues and (m := _SAVING.search(soft)):
        return Predicate("transitive", soft[: m.start()], "年节省")  # 预测设备故障，年省|2亿元
    if money and "派" in cues and (m := _PAYING.search(soft)):
        return Predicate("transitive", soft[: m.start()], "派")  # 全年共派3.75元
    if not lacks(_MUCH) and (m := _MORE_DONE.search(bare)):
        return Predicate(
            "change", bare[: m.start()], "提高" if m[1] == "多" else "减少", "同比"
        )  # 同比多运5.1%
    if follows and (
        m := re.search(
            rf"(?:是|{_NO_COPULA}为|占|{_NOT_PREVIOUS}比(?!率|例|重|值|特|赛|亚迪|利时)|较|达到?|相当于|约)(?P<base>[^是为占]{{0,24}})$",
            soft,
        )
    ):
        return Predicate("baseline", m["base"])
    if "占" in cues and q.unit in ("%", "ratio") and (m := _SHARE_OF.search(soft)):
        return Predicate("share", left[: m.start()], standard=tidy(m["base"].replace(NUMBER, "")) or "")
    if (
        pure
        and soft.endswith("的")
        and (m := _MULTIPLE_OF.match(soft))
        and not m["base"].startswith(("比", "较"))
    ):
        base = (
            raw[len(raw) - len(whole_left) :][m.start("base") : m.end("base")]
            if TIME in m["base"] and raw
            else m["base"]
        )
        base = re.split("[（(]", base.replace(NUMBER, ""))[0]  # 是去年10月（418辆）的2.5倍
        return Predicate("multiple", m["topic"], standard=tidy(base) or "")
    for n in (3, 2, 1):
        verb = bare[-n:]
        if (
            len(bare) >= n
            and verb in CHANGE
            and (verb != "掉" or is_boundary(bare[-8:], len(bare[-8:]) - 1))
            and not (
                n == 1
                and not pure
                and not (verb in "涨跌升降挫" and (money or q.unit == "other:点"))
                and not STANDARD.search(bare[:-1])
                and bare[-2:-1] not in ("年", "月", "季", "周", "比")
            )
            and not (verb == "新增" and not pure)
            and not (
                verb in ("多", "少", "高", "低")
                and n == 1
                and chop(bare[:-1])[-1:] not in tuple("年比期季周月" + TIME)
                and not left.rstrip(FILL).endswith("了")
            )
        ):
            return _change(bare[:-n], verb)
    if q.unit == "count" and (m := _MORE_BY.search(left.rstrip(FILL + "约近"))):
        return Predicate("change", left[: m.start()], "增加" if m[0][0] == "多" else "减少")  # 多出1.23亿人次
    if (
        not lacks(_SUMMED)
        and q.unit not in PURE
        and (q.unit != "count" or bare[-1:] == "掉")
        and (m := _SUM_OF_CHANGE.search(left.rstrip(FILL + "约近")))
    ):
        return Predicate(
            "change", soft[: m.start()], "增加" if m[0][0] in "多加增" else "减少"
        )  # 每票加了4毛钱
    if not pure and q.unit != "count" and (m := _MORE_OR_LESS.fullmatch(left.strip(_EDGE))):
        return Predicate("change", "", "增加" if m[1] == "多" else "减少")  # 从2103元掉到2000元，|少103元
    if pure and (
        m := _ADJECTIVE_ALONE.fullmatch(left.strip(_EDGE))
    ):  # 8月是651亿，|多出5.7%; 只卖到386元，|低了4%
        return Predicate("change", "", "提高" if m[1] in "高多贵快" else "下降")
    if q.unit == "pp" and (m := _ABOVE_TIME.search(left)):
        return Predicate(
            "change", left[: m.start()], "提高" if m[1][0] in "高多" else "下降"
        )  # 高出去年4.5个百分点
    if q.unit != "count" and not lacks(_HELD) and (m := _COMPOUND.search(bare)):
        return Predicate("change", bare[: m.start()], m[0])
    if pure and left.rstrip(FILL).endswith("没了"):
        return Predicate("change", bare.removesuffix("没"), "减少")  # 零售额没了53.4%
    if pure and "省" in cues and (m := _SAVED.search(bare)):
        return Predicate("change", bare[: m.start()], "节省")  # 还能再省7%
    if pure and not lacks(_MOVED) and (found := _object_of_change(bare)):
        return found  # 减少人工登塔次数|40%
    if pure and not lacks(_SINCE_WHEN) and (m := _PERIOD_CHANGE.search(bare)):
        return Predicate(
            "change", bare[: m.start()], since=_MAINLAND.get(m[1], m[1]) if len(m[1]) < 4 else "同比"
        )
    if pure and not lacks(_COMPARATIVE) and (m := _FASTER_BY.search(bare)):
        return Predicate("gap", bare[: m.start()], standard=m[0][-1])  # GPU性能|最多快37%
    if (q.numeral[:1] in "+-＋－" or left.strip(_EDGE)[-1:] in ("+", "-", "＋", "－")) and q.unit in (
        "%",
        "pp",
    ):  # （+31.2%）
        return Predicate("change", bare)
    if q.unit not in _PURE and not lacks(_DEAR) and (m := _DEARER_BY.search(bare)):
        return Predicate(
            "gap", bare[: m.start()], standard=m[0][0] if m[0][0] == "贵" else "便宜"
        )  # 高配|贵1500元
    if pure and not lacks(_BELOW_PRICE) and (m := _DISCOUNT.search(soft)):
        return Predicate(
            "gap",
            soft[: m.start()],
            m["verb"],
            standard="较" + (tidy(m["base"].replace(NUMBER, "")) or "") + m["verb"],
        )
    if pure and not lacks(_BELOW_PRICE) and (m := _BELOW.search(bare)):
        return Predicate("gap", bare[: m.start()], m[0], standard=m[0])  # 以收市价1.29港元计，折让|65%
    if "差" in cues and (m := _APART.search(bare)):
        return Predicate("gap", bare[: m.start()], standard="差距")
    if not lacks(_BESIDES) and (m := _THAN.search(soft)) and (pure or tidy(m["base"])):
        base = tidy(m["base"].replace(NUMBER, "")) or ""
        if base in _PAST and TIME in m["base"]:
            base = ""  # 较上年同期实绩少19.9%
        if not base and TIME in m["base"] and m["adj"][0] in "高多低少":  # 比去年高7个百分点
            return Predicate("change", soft[: m.start()], "提高" if m["adj"][0] in "高多" else "减少")
        return Predicate(
            "gap", soft[: m.start()], m["adj"], standard="比" + base + m["adj"] if base else m["adj"]
        )
    if (
        q.unit == "pp" and not lacks(_ABOVE) and (m := _BEYOND.search(soft)) and not tidy(m["base"])
    ):  # 高于去年同期1.8个百分点
        return Predicate("change", soft[: m.start()], "提高" if m["verb"][0] in "高多超优领" else "下降")
    if (
        not lacks(_ABOVE)
        and (m := _BEYOND.search(soft))
        and not m["of"]
        and q.unit in ("%", "x", "pp")
        and tidy(m["base"])
        and len(m["base"].strip(FILL)) >= 2
        and (q.unit == "pp" or m["verb"] in ("高出", "多出") or not measure_at_end(chop(m["base"])))
    ):
        return Predicate("gap", soft[: m.start()], m["verb"], standard=m["verb"] + (tidy(m["base"]) or ""))
    if soft.endswith("的") and (m := _BASELINE.search(soft)):
        return Predicate("baseline", m["base"] if tidy(m["base"]) else soft[: m.start()])
    if not lacks(_AWAY) and (m := _FROM.search(left)):
        return Predicate("level", chop(left[: m.start()]))
    if "以" in cues and (m := _WITH.search(left)):
        return Predicate("with", bare if not bare.endswith("以") else bare[:-1])
    for n in (4, 3, 2, 1):
        word = bare[-n:]
        if len(bare) >= n and word in _actions():
            if word in _GENERIC:
                return Predicate("level", bare[:-n])
            if word == "能" or (n == 1 and not is_boundary(bare[-8:], len(bare[-8:]) - 1)):
                continue  # 亩产, where 产 is no verb
            if (word in HEADS and q.unit != "count") or (n < 3 and measure_at_end(bare) > n):
                continue
            mean = _MEAN.search(bare[:-n])
            if mean:  # 人均|消费
                return Predicate("transitive", bare[: mean.start()], mean[0] + word)
            return Predicate("transitive", bare[:-n], word)
    if (
        left.rstrip(FILL + "约近").endswith("了")
        and (last := words(bare)[-1:])
        and last[0].tag in ("v", "zg")
    ):
        head = bare[: -len(last[0].text)]
        if mean := _MEAN.search(head):  # 人均|交了1716元保费
            return Predicate("transitive", head[: mean.start()], last[0].text, each=mean[0])
        return Predicate("transitive", head, last[0].text)  # 老周|养了600头猪
    verb = closing_verb(bare)
    if (
        verb
        and verb != bare
        and not measure_at_end(bare)
        and verb not in MODIFIERS
        and verb not in verbs()["nominal"]
    ):
        return Predicate("transitive", bare[: -len(verb)], verb)  # 生产总值|跨过4800亿元
    return Predicate("level", bare, bare=True)


_SAVED = re.compile(r"(?:[能可再会还]|为[^，]{0,8})省下?了?$")
_MEAN = re.compile(r"(?:人均|日均|月均|年均|户均|场均|店均|车均|件均|单日|单月|单季|平均)$")
_CHANGING = re.compile(r"提升|提高|增加|扩大|减少|降低|缩短|缩减|节省|节约|压缩|拉低|推高|放大")


def _object_of_change(bare: str) -> Predicate | None:
    """A verb of change with its object before the number: 降低推理成本|50%."""
    for m in _CHANGING.finditer(bare):
        noun = bare[m.end() :].lstrip("了")
        if (
            len(noun) >= 2
            and measure_at_end(noun)
            and noun[0] not in "值率幅"
            and noun not in ("目标", "速度")
        ):
            return Predicate("change", bare[: m.start()] + ("将" if m.start() else "") + noun, m[0])
    return None


def _actions() -> frozenset[str]:
    classes = verbs()
    return classes["all"]


def _change(before: str, verb: str) -> Predicate:
    since = ""
    if len(verb) == 1:
        before = _STRENGTH.sub("", before)  # 却大|减
    for _ in range(4):
        old = before
        if m := STANDARD.search(before):
            before = before[: m.start()]
        before = chop(before)
        if (m := _SINCE.search(before)) and (len(m[1]) == 2 or len(verb) == 1 or verb in ("成长", "衰退")):
            since = _MAINLAND.get(m[1], m[1]) + since
            before = before[: m.start()]
        if before == old:
            break
    return Predicate("change", before, verb, since)
