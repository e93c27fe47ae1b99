"""How a clause leads to its number: 增长|50%, 占全国总量的|40%, 是去年的|2倍, 比甲低|15%, 发布|16款, 市场规模达|294亿."""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.language.changes import (
    BESIDE,
    CUES,
    EDGE,
    Before,
    Predicate,
    chop,
    look_before,
    read_change,
    stands_alone,
)
from kaoju.language.grammar import (
    CHANGE,
    FILL,
    HEADS,
    MODIFIERS,
    NUMBER,
    TIME,
    measure_at_end,
    verbs,
)
from kaoju.language.names import tidy
from kaoju.records import Quantity
from kaoju.text.lexis import closes_with_noun, closing_verb, is_name, words

# A character that each of the patterns cannot do without: most clauses have few of them, and are spared the search.
_EARNED = frozenset("赚亏蚀")
_MUCH = frozenset("多少")
_BELOW_PRICE = frozenset("折溢")
_BESIDES = frozenset("比较")
_ABOVE = frozenset("好差高低多少快慢大小强弱超优领落不逊远")
_PAID = frozenset("派配")
_AWAY = frozenset("从由自")
_CUES = CUES | _EARNED | _MUCH | _BELOW_PRICE | _BESIDES | _ABOVE | _AWAY | _PAID | frozenset("省派占差以")

_EACH = re.compile(
    r"(?P<head>.*[\u4e00-\u9fff])(?P<each>每(?:公斤|千克|斤|吨|(?:10|十)?股|台|度|升|桶|盎司|千瓦时|平方米|瓦|克|张|辆|晚|夜|只|公里|支|件|票|单|盒|袋|人|头|部|套|枚|颗|亩|公顷"
    r"|立方米?|兆瓦时|兆瓦|千瓦|加仑|蒲式耳|磅|标?箱|平方[呎尺]|平方英尺|呎|坪|份|瓶|罐|包|条|根|块|片|间夜|[A-Za-z]{1,8}))$"
)
_CURRENCIES = ("台币", "人民币", "港币", "港元", "美金")
_CURRENCY = re.compile(r"(?<=.)(?:新台币|台币|人民币|港币|港元|美金)$")  # 营收新台币|61亿元


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
    if found := _arrived(q, left, whole):
        return found
    b = look_before(q, left, whole, follows, raw, _CUES)
    return (
        _earned(b)
        or _base_of_next(b)
        or _share(b)
        or _multiple(b)
        or read_change(b)
        or _discounted(b)
        or _than(b)
        or _beyond(b)
        or _prepositional(b)
        or _acted(b)
        or _told(b)
        or Predicate("level", b.bare, bare=True)
    )


_ONWARD = re.compile(rf"(?:从|由)[^，]{{0,16}}?{NUMBER}+$")  # 从2486元
_TO = re.compile(rf"[\u4e00-\u9fff]{{1,4}}(?:到了?|至|为|成)[{TIME}的约近超]*")  # 滑到
_ARRIVAL = frozenset("至 到 为 达 达到 升至 降至 增至 减至 来到".split())


def _arrived(q: Quantity, left: str, whole: str) -> Predicate | None:
    """The value that a change leads to, or that something is equal to: 从2486元|滑到2391元, 相当于|3台."""
    if whole and _ONWARD.search(whole) and _TO.fullmatch(left.strip(EDGE)):
        return Predicate("onward", "")  # 从2486元|滑到2391元
    if left.endswith("相当于") and q.unit == "count":
        return Predicate("equivalent", chop(left.removesuffix("相当于")))
    if whole and NUMBER in whole[-3:] and left.strip(EDGE + "约近") in _ARRIVAL:
        return Predicate("level", "")  # 同比增长17.5%|至306亿元
    return None


# What a firm earns or loses, and how much more or less of it.
_EARNING = re.compile(
    r"(?P<more>[净多少大倒仍还则])?(?P<verb>赚|(?<![转扭预盈])亏|(?<![腐侵])蚀)(?:了|得|掉|着|去)?$"
)
_SAVING = re.compile(r"(?P<year>[每一]?年)节?省(?:下|去|掉)?了?$")
_PAYING = re.compile(
    r"(?:合共|合计|共|宣|建议|拟|再|将){0,3}(?<![党正新学气流反老分指委特选])(?:派(?:发|付)?|(?<![分调搭])配(?:发|息))$"
)
_MORE_DONE = re.compile(
    r"(?:同比|按年|[较比]" + TIME + r"{1,8}(?:同期)?)[还又仍]?(多|少)(?:[运卖销产用花付买收发装送建缴交])了?$"
)


def _earned(b: Before) -> Predicate | None:
    """What a firm earns, saves or pays, and what it does more of: 扭亏，|赚1.9亿元, 同比多运|5.1%."""
    soft = b.soft
    if not b.lacks(_EARNED) and (b.money or b.pure) and (m := _EARNING.search(soft)):
        kind = "change" if m["more"] in ("多", "少") else "transitive"
        if kind == "change" or b.money:  # 扭亏，|赚1.9亿元; 少赚一成
            return Predicate(kind, chop(soft[: m.start()]), (m["more"] or "") + m["verb"])
    if b.money and "省" in b.cues and (m := _SAVING.search(soft)):
        return Predicate("transitive", soft[: m.start()], "年节省")  # 预测设备故障，年省|2亿元
    if b.money and not b.lacks(_PAID) and (m := _PAYING.search(soft)):
        head = soft[: m.start()]
        if head.endswith("每股"):  # 为每股配发5元
            return Predicate("transitive", head[:-2].removesuffix("为"), "派", each="每股")
        return Predicate("transitive", head, "派")  # 全年共派3.75元
    if not b.lacks(_MUCH) and (m := _MORE_DONE.search(b.bare)):  # 同比多运5.1%
        return Predicate("change", b.bare[: m.start()], "提高" if m[1] == "多" else "减少", "同比")
    return None


_NO_COPULA = r"(?<![华成作行认因以])"
_OF_NEXT = re.compile(rf"(?:是|{_NO_COPULA}为|占|{BESIDE}|较|达到?|相当于|约)(?P<base>[^是为占]{{0,24}})$")
_SHARE_OF = re.compile(
    r"占(?!有?率)(?:据|到|了|全部|其)?(?!比|地|款)(?P<base>[^占]{0,28}?)的?(?P<noun>比重|比例|份额|比率|百分比)?$"
)
_MULTIPLE_OF = re.compile(
    rf"^(?P<topic>.*)(?:是|{_NO_COPULA}为|相当于|等于|达到?|恢复到|恢复至|[仅只]及|[只仅]有|[只仅]相当于)(?P<base>[^是为]{{1,24}}?)的$"
)


# 销量首次超过了新车总销量的|50%, 贡献了总营收的|63%
_PART_OF = re.compile(
    r"(?:首次|已|合计|约)*(?:超过?|突破|接近|不到|不足|贡献)了?(?P<base>[^，是为超]{1,20})的$"
)
# 完成全年销量目标的|56.6%
_FULFILLED = re.compile(r"(?:完成|达成|实现)了?(?P<base>[^，]{0,14}?(?P<aim>目标|任务|计划|预算))的$")
# A whole that says so; 去年总量 is one of another time.
_WHOLE = re.compile(
    r"(?<![一-龥]年)总(?:[销产数人收资股发用存营储金票交装保成面体]|[\u4e00-\u9fff]?[量额值数]$)|全部|整[个体](?!水平)"
)


def _base_of_next(b: Before) -> Predicate | None:
    """The number that the next one is a part or multiple of: 是上年|6300亿元的8.5倍."""
    if b.follows and (m := _OF_NEXT.search(b.soft)):
        return Predicate("baseline", m["base"])
    return None


def _share(b: Before) -> Predicate | None:
    """The part of a whole: 占全国总量的|40%."""
    if (
        "占" in b.cues
        and b.q.unit in ("%", "ratio")
        and (m := _SHARE_OF.search(b.soft))
        and not _held(b.soft, m.start())
        and not _whose(b, m)
    ):
        return Predicate("share", b.left[: m.start()], standard=_named(m["base"]))
    if b.q.unit == "%" and b.soft.endswith("的") and (m := _FULFILLED.search(b.soft)):
        return Predicate("share", b.soft[: m.start()], m["aim"], standard=_named(m["base"]))
    if (
        b.q.unit in ("%", "ratio")
        and b.soft.endswith("的")
        and (m := _PART_OF.search(b.soft))
        and TIME not in m["base"]
        and _WHOLE.search(m["base"])
    ):
        return Predicate("share", b.soft[: m.start()], standard=_named(m["base"]))
    return None


def _whose(b: Before, m: re.Match[str]) -> bool:
    """Is what looks like the whole a subject with its measure or change: 占据榜首的|云帆科技销量增长|12%, …的毛利率为|38%?"""
    base = m["base"]
    if m["noun"] or "的" not in base or not is_name(base.partition("的")[2]):
        return False  # 占全国新增|38%
    told = b.left.rstrip(FILL)[-1:] in ("为", "达", "到")
    return (told and measure_at_end(base) > 0) or (chop(base)[-2:] in CHANGE and base[-2:] != "新增")


_OF_ALL = re.compile(r"占(?:[全总同当整]|[^占，]{2,20}的)")


def _held(text: str, at: int) -> bool:
    """Does 市占 or 应占 stand there, and no place or noun before 占: 云帆|市占34%, 股东|应占溢利, but not 上海市|占, 供应|占?"""
    if text[at - 1 : at] not in ("市", "应"):
        return False
    if closes_with_noun(text[:at]) and not text.endswith("收市", 0, at):
        return False  # 营|收市|占率, as the dictionary cuts it
    return text[at - 1] == "应" or not _OF_ALL.match(text, at)


def _multiple(b: Before) -> Predicate | None:
    """How many times another value: 是去年的|2倍."""
    if not b.pure or not b.soft.endswith("的"):
        return None
    m = _MULTIPLE_OF.match(b.soft)
    if not m or m["base"].startswith(("比", "较")):
        return None
    base = m["base"]
    likened = "当" in b.soft[m.end("topic") : m.start("base")]  # 借贷相当于总资产的34%: no part of it
    if b.q.unit in ("%", "ratio") and not likened and TIME not in base and _WHOLE.search(base):
        return Predicate("share", m["topic"], standard=_named(base))  # 达到汽车总销量的|51.6%
    if TIME in base and b.raw:
        base = b.raw[len(b.raw) - len(b.left) :][m.start("base") : m.end("base")]
    base = re.split("[（(]", base.replace(NUMBER, ""))[0]  # 是去年10月（418辆）的2.5倍
    return Predicate("multiple", m["topic"], standard=tidy(base) or "")


def _named(base: str) -> str:
    """The name of what is compared with, without the number that it may hold."""
    return tidy(base.replace(NUMBER, "")) or ""


_DISCOUNT = re.compile(
    r"(?:[较比]|相对于?|相比)(?P<base>[^较比，]{1,16}?)(?P<verb>折让|折价|溢价)(?:了|约|近|达|逾)*$"
)
_BELOW = re.compile(r"(?<![以的])(?:折让|折价|溢价)$")
_APART = re.compile(r"(?:相差|差距为|(?<![顺逆价利落刀息温时误偏反级贸])差了?)$")


def _discounted(b: Before) -> Predicate | None:
    """A price below or above another one, and what lies between two: 较收市价折让|65%, 相差|3岁."""
    if b.pure and not b.lacks(_BELOW_PRICE):
        if m := _DISCOUNT.search(b.soft):
            standard = "较" + _named(m["base"]) + m["verb"]
            return Predicate("gap", b.soft[: m.start()], m["verb"], standard=standard)
        if m := _BELOW.search(b.bare):  # 以收市价1.29港元计，折让|65%
            return Predicate("gap", b.bare[: m.start()], m[0], standard=m[0])
    if "差" in b.cues and (m := _APART.search(b.bare)):
        return Predicate("gap", b.bare[: m.start()], standard="差距")
    return None


_THAN = re.compile(
    rf"(?:{BESIDE}|相?较于?|相比于?|对比|较之)(?P<base>[^较]{{0,24}}?)(?P<adj>高出?|低|多出?|少|快|慢|便宜|大|小|长|短|强|弱|轻|领先|落后)(?:了|出|约|近|达|平均)*$"
)
_PAST = frozenset("实绩 水平 同期 同期水平 同期实绩 数字 数据".split())


def _than(b: Before) -> Predicate | None:
    """How far it is from something else, or from its own past: 比甲低|15%, 比去年高|7个百分点."""
    if b.lacks(_BESIDES) or not (m := _THAN.search(b.soft)) or not (b.pure or tidy(m["base"])):
        return None
    topic, base, adj = b.soft[: m.start()], _named(m["base"]), m["adj"]
    if base in _PAST and TIME in m["base"]:
        base = ""  # 较上年同期实绩少19.9%
    if not base and TIME in m["base"] and adj[0] in "高多低少":  # 比去年高7个百分点
        return Predicate("change", topic, "提高" if adj[0] in "高多" else "减少")
    return Predicate("gap", topic, adj, standard="比" + base + adj if base else adj)


_BEYOND = re.compile(
    r"(?P<verb>好于|差于|高于|低于|多于|少于|快于|慢于|大于|小于|强于|弱于|超过|超越|超(?!额)出?|优于|领先于?|落后于?|不及|逊于|远超|高出|多出)了?(?P<base>[^，超]{1,24}?)(?P<of>的)?$"
)


def _beyond(b: Before) -> Predicate | None:
    """How far it is above or below what is named behind the verb: 超过甲|15%, 高于去年同期|1.8个百分点."""
    if b.lacks(_ABOVE) or not (m := _BEYOND.search(b.soft)):
        return None
    topic, verb, unit = b.soft[: m.start()], m["verb"], b.q.unit
    base = tidy(m["base"]) or ""
    if unit == "pp" and not base:  # 高于去年同期1.8个百分点
        return Predicate("change", topic, "提高" if verb[0] in "高多超优领" else "下降")
    if (
        base
        and not m["of"]
        and unit in ("%", "x", "pp")
        and len(m["base"].strip(FILL)) >= 2
        and (unit == "pp" or verb in ("高出", "多出") or not measure_at_end(chop(m["base"])))
    ):
        return Predicate("gap", topic, verb, standard=verb + base)
    return None


_BASELINE = re.compile(
    rf"(?:{BESIDE}|较|相比|对比|高于|低于|超过|超越|优于|多于|少于|不及|仅次于)了?(?P<base>[^，]{{0,24}}?)的?$"
)
_FROM = re.compile(rf"(?:从|由|(?<![来源各])自)[{TIME}]*的?$")
_WITH = re.compile(rf"(?<![可所予加足得难用])以[约近逾超{FILL}\s]*(?:不到|超过|接近)?$")


def _prepositional(b: Before) -> Predicate | None:
    """What another value is told against, comes from or is done with: 高于甲的|3万, 从|5%, 以|3亿元."""
    if b.soft.endswith("的") and (m := _BASELINE.search(b.soft)):
        return Predicate("baseline", m["base"] if tidy(m["base"]) else b.soft[: m.start()])
    if not b.lacks(_AWAY) and (m := _FROM.search(b.left)):
        return Predicate("level", chop(b.left[: m.start()]))
    if "以" in b.cues and _WITH.search(b.left):
        return Predicate("with", b.bare.removesuffix("以"))
    return None


_GENERIC = frozenset(
    "给出 变成 完成 实现 达成 录得 取得 获得 保持 维持 贡献 提供 报告 超越 排 形成 合计 累计 总计 共计 入账 收获 斩获 拿下 报 呈现 出现 居首".split()
)
_MEAN = re.compile(r"(?:人均|日均|月均|年均|户均|场均|店均|车均|件均|单日|单月|单季|平均)$")


def _acted(b: Before) -> Predicate | None:
    """A known verb whose object is counted, or one that only says that there is a value: 发布|16款, 营收录得|3亿."""
    bare = b.bare
    for n in (4, 3, 2, 1):
        word = bare[-n:]
        if len(bare) < n or word not in verbs()["all"]:
            continue
        if word == "能" or (n == 1 and not stands_alone(bare)):
            continue  # 亩产, where 产 is no verb
        if word in _GENERIC:
            return Predicate("level", bare[:-n])
        if (word in HEADS and b.q.unit != "count") or (n < 3 and measure_at_end(bare) > n):
            continue
        mean = _MEAN.search(bare[:-n])
        if mean:  # 人均|消费
            return Predicate("transitive", bare[: mean.start()], mean[0] + word)
        return Predicate("transitive", bare[:-n], word)
    return None


def _told(b: Before) -> Predicate | None:
    """Any other verb, told by 了 or by its place: 老周|养了600头猪, 生产总值|跨过4800亿元."""
    bare = b.bare
    if b.without_about.endswith("了") and (last := words(bare)[-1:]) and last[0].tag in ("v", "zg"):
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
    return None
