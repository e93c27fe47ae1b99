"""Noun phrases of a clause: where the subject ends and the name of the measure begins.

中国AI芯片|市场规模, 豆包|在2025年3月的|日均调用量, GPT-4|在验证素数任务中的|正确率, 水滴公司|实现|平均处理时间.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from kaoju.frozen import unguarded
from kaoju.language.glance import opening
from kaoju.language.grammar import (
    FILL,
    OUTLOOK,
    PRONOUN,
    PRONOUN_OPENS,
    is_pronoun,
    measure_at_end,
    measure_start,
    verbs,
)
from kaoju.language.names import (
    EDGE,
    GENERIC,
    ISSUER,
    LETTERS,
    QUOTES,
    TRAILING,
    TRAILING_ENDS,
    is_proper,
    modifying,
    strip_lead,
    tidy,
)
from kaoju.language.predication import NO_BREAK, chop_tail, predicate_start
from kaoju.text.lexis import is_name

_POLLED = re.compile(
    r"^(?:[A-Za-z]{2,14}|[\u4e00-\u9fff]{2,10}(?:会|处|署|局|部|院|所|联盟|中心|机构|网))(?:统计|估计|预估|预测|测算|监测|调查)(?![局处数公部厅司机])(?=.{2})"
)
_SURVEYING = frozenset("计估测算查")  # the last characters of 统计, 预估, 监测, 测算, 调查
_RELATIVE = re.compile(r"的(?=[^的]*$)")
_LOCATIVE = re.compile(r"^(?:在|从|就(?![业诊医读餐任近])|按|于|对于|针对|对|围绕|面向)(?!此)")

_DIRECTED = re.compile(
    r"(?:对|从|自|向)[^，的]{1,12}(?:出口|进口|贸易|投资|销售|出货|依存|依赖)(?:额|总额|总值|值|量|金额|度)?$"
)
_BETWEEN = re.compile(
    r"(?P<subject>[^的与]{2,16})(?P<metric>[与同][^的与]{2,16}(?:的|之间的)(?:比率|比值|比例|价差|差距|利差|差额)|[与同][^的与]{2,16}之比)$"
)
_AMONG = re.compile(
    r"^(?:上述|这|以上)?[两二三四五六七八九十几](?:个|家|款|大|类|种|地|省|国)[^，]{0,6}?[里中](?=[^国间型])"
)
_AMONG_OPENS = opening(_AMONG.pattern)
_AFTER = re.compile(
    r"中的|上的|里的|内的|下的|方面的?|领域的?|(?<=市场)中?|(?<=行业)中?|环节|场景下的?|之间的|中(?![国型小高低长药东西央等年期间])|上(?![市海游涨升线半年调])|里(?!程)|内(?![存部容地外])|下(?![载降滑跌游沉调半])|的"
)
_LIGHT = frozenset(
    "助推 推升 推高 带动 带旺 加上 帮助 实现 使 令 让 使得 带来 导致 造成 具有 具备 拥有 取得 获得 录得 呈现 保持 维持 促使 推动 完成 达到 达成 提供 出现 形成 预计 预期 预测 预估 有望 计划 要求 力争 明确 表示 显示 指出 认为 合计 累计 总计 共计 能够 可以 能 通过 将 把 被 对 给 向 由 从 与 和 继续 仍然 依然 正在 已经 分别 公布 披露 公告 宣布 报告 称 "
    "完成 确保 其中 相比 对应 提出 透露 建成 建有 发生 反映出 估计 估算 测算 看好 拟 旨在 给予 予 定下 维持 给出 报出 交出".split()
)
_SPEECH = frozenset("预计 预期 预测 预估 估计 认为 表示 指出 显示 估算 测算 称 看好".split())
_DEMANDS = frozenset("助推 推升 推高 要求 确保 意味着 意味 推动".split())
_AFFECTS = frozenset("拉动 影响 拉低".split())
_OF_OTHERS = ("相关", "关联", "上下游", "周边", "社会")
_REVISES = frozenset("上调 下调 上修 下修 调升 调降 调高 调低 维持 重申".split())
_EXCEPT = re.compile(r"除[^，的]{1,12}(?:以外|之外|外)的?(?=.{2})")
_OBLIQUE = frozenset("与同跟")  # 已与|…

_DEDUCTED = re.compile(
    r"^(?:(?:扣除|剔除|撇除)[^，]{1,16}?后的?|(?:不[包含计]括?|剔除|撇除|扣除)[^，的]{2,12}的|(?:剔除|撇除|扣除)[^，]{1,6}(?:因素|变动|影响))"
)
_PAYS = re.compile(
    r"(?:董事会|建议|拟|将|再|另|并|获){0,4}(?:(?:宣派|合共派|共派|派)(?:发|付)?|建议|宣布)(?:每股)?(?P<name>[^，的]{0,8}(?:息|红利|股利))$"
)
_SHORT_MEASURES = frozenset("息租薪额价量率值费益")  # 派|息
_SELF = re.compile(r"(?:本公司|该公司|我司|公司|集团|我们|本行|该行|董事会)(?!债|法|治理|总部|股|章)(?=.)")


@unguarded
@dataclass(frozen=True, slots=True)
class Topic:
    """What a clause says before its predicate; each part is None where the clause leaves it out.

    `area` is where it holds (在中国公有云市场中), `object` a noun that a verb takes (建成|AI算力中心|230个) with that `verb`.
    """

    subject: str | None = None
    metric: str | None = None
    area: str | None = None
    object: str | None = None
    verb: str = ""


def _cut_place(body: str) -> re.Match[str] | None:
    """Where the place after 在 ends: SuperCLUE专业领域测试中|得分."""
    cut = _AFTER.search(body, 1)
    if cut and cut[0] in ("领域", ""):
        later = re.compile(r"(?:中|上|里|内)(?![国型小高央等市海游])").search(body, cut.end(), cut.end() + 8)
        return later or cut
    return cut


_EXTREME = re.compile(r"(?:最大|最高|最低|平均|日均|累计|人均|单日|首发)(?=[\u4e00-\u9fff]{2,6}$)")
_CODE = re.compile(
    r"^[^的、和与]{0,16}[A-Za-z][A-Za-z.]{0,12}[- ]?\d[\w.\-]{0,12}?(?:[A-Za-z\d](?![A-Za-z\d.\-]))(?:\s?(?:系列模型|系列|满血版|标准版|青春版|至尊版|基础版|框架|Pro|Max|Ultra|Plus|Mini)){0,3}",
    re.ASCII,
)
_APPOSITION = re.compile(
    r"(?:平台|系统|应用|工具|软件|专家|助手|品牌|服务商|厂商|公司|巨头|新势力|企业|机构|App(?![a-z]))([A-Za-z][A-Za-z0-9.+\- ]{3,})$"
)


_LATIN_NAME = re.compile(r"(?<=[\u4e00-\u9fff]{4})[A-Za-z][A-Za-z0-9.+\-]{2,}$")


def _core(subject: str | None) -> str | None:
    """The name in apposition at the end of a long phrase: 水滴公司的AI核保专家“KEYI.AI” -> KEYI.AI."""
    if not subject:
        return subject
    if m := _APPOSITION.search(subject):
        return m[1]
    if subject.endswith("模型") and (m := _CODE.match(subject)) and m.end() == len(subject) - 2:
        return m[0]
    if "的" not in subject:
        return subject
    head, tail = _RELATIVE.split(subject)
    if tail.endswith("模型") and (m := _CODE.match(tail)) and m.end() == len(tail) - 2:
        tail = m[0]
    if is_proper(tail) and not tail.endswith(("模型", "系统", "推理", "方案", "产品")):
        m = _LATIN_NAME.search(tail)
        if m or len(tail) > 5 or not is_proper(head):
            return m[0] if m else tail
        return f"{head} {tail}"  # OpenAI的O1模型
    if (len(subject) > 16 and len(tail) >= 4) or (
        len(tail) >= 2 and len(head) >= 4 and predicate_start(head)[0] < len(head)
    ):
        return tail  # 走在上市路上的智谱
    return subject


# Words that open the name of a measure, so that no subject stands before it: 日均|Token调用量.
_MEASURE_LEAD = re.compile(
    r"(?:非国际财务报告准则|非通用会计准则|[Nn]on-?GAAP|经调整后?|(?:以|按)?(?:美元|人民币|新台币|港元)计价?|日均|月均|年均|人均|户均|生均|亩均|班均|村均|平均|总(?![部统理公司局社])|新增|单次|单位|每|整体|综合|净|毛|税前|税后|归母|扣非|营业|最大|最高|最低|理论|实际)"
)

_MEASURE_OPENS = opening(_MEASURE_LEAD.pattern)


_SHARES = ("市场份额", "占比", "份额", "比重", "比例", "市占率", "市占", "市场占有率")


_MARKET_SHARES = ("市场份额", "份额", "市占率", "市占", "市场占有率")
_WHERE = frozenset("全球 国内 海外 世界".split())


_KINDS = ("芯片", "显卡", "处理器", "手机", "电池", "服务器", "平台", "机型", "车型", "相机", "耳机")


def _class_at_end(name: str, start: int) -> str:
    """The class noun that makes up the rest of a name behind its code: 英伟达H100|芯片."""
    return name[start:] if name[start:] in _KINDS else ""


_RATES = ("增幅度", "增速", "增幅", "降幅", "涨幅", "跌幅")
_OWNER_OF_ACRONYM = re.compile(r"(.*(?:公司|企业|集团|机构|[国省市]))([A-Za-z]{2,5})$")


@lru_cache(maxsize=4096)
def split_noun(phrase: str) -> tuple[str | None, str | None]:
    """Subject and metric of a plain noun phrase: 昇腾910B算力 -> (昇腾910B, 算力), 豆包大模型 -> (豆包大模型, None)."""
    phrase = phrase.strip(EDGE)
    while phrase and phrase[-1] in TRAILING_ENDS and (m := TRAILING.search(phrase)) and m.start():
        phrase = phrase[: m.start()].strip(EDGE)
    if not phrase:
        return None, None
    if is_pronoun(phrase.translate(QUOTES)):
        return None, None
    if phrase in _SHARES or phrase == "占有率":
        return None, phrase
    if ("与" in phrase or "同" in phrase) and (m := _BETWEEN.match(phrase)):
        return tidy(m["subject"]), tidy(m["metric"])  # 社会物流总费用|与GDP的比率
    for noun in _SHARES if phrase.endswith(_SHARES) else ():
        if phrase.endswith(noun):
            rest = phrase[: -len(noun)].rstrip("的")
            subject, metric = split_noun(rest)
            if subject in _WHERE and not metric and noun in _MARKET_SHARES:
                return None, subject + noun  # 云帆…，全球|市占率34.8%
            return subject, (metric or "") + noun
    if "的" in phrase:
        left, right = _RELATIVE.split(phrase)
        if left.startswith(("归属于", "扣除", "剔除")) and measure_at_end(right):
            return None, tidy(phrase)
        if not right:
            return split_noun(left)
        if measure_at_end(right):
            start, _ = predicate_start(left)
            if right[0].isdigit() and (counted := split_noun(right))[0]:
                return counted  # 重点监测的|28种蔬菜|平均价格
            if 0 < start < len(left):  # GPT-3生成错误信息的概率: whose it is, and which
                left, right = left[:start], (left[start:] + "的" if len(left) - start <= 10 else "") + right
                right = right.strip(EDGE)
                return (None if PRONOUN.match(tidy(left) or "其") else _core(tidy(left))), tidy(right)
            if not left or PRONOUN.match(tidy(left) or "其"):
                return None, tidy(right)
            inner, own = split_noun(right)
            if own and inner and len(inner) >= 2 and (is_proper(inner) or inner[0].isdigit()):
                return inner, own
            return _core(tidy(left)), tidy(right)
        return _core(tidy(phrase)), None
    if (
        phrase[0] in _MEASURE_OPENS
        and (m := _MEASURE_LEAD.match(phrase))
        and (
            (m[0] in ("平均", "人均", "日均", "月均", "年均", "户均") and 3 <= len(phrase) <= 8)
            or measure_at_end(phrase)
            or phrase[m.end() :] in verbs()["nominal"]
        )
    ):
        return None, tidy(phrase)
    phrase = chop_tail(phrase)
    start = measure_start(phrase)
    if start == len(phrase) and (m := _EXTREME.search(phrase, 2)):
        start = m.start()  # 新品G30|最大吸力
    subject = _core(tidy(phrase[:start]))
    if subject and start < len(phrase) and subject in modifying():
        return None, tidy(phrase)  # 旅游|收入
    if (
        subject
        and start < len(phrase)
        and (
            subject.lower() in GENERIC
            or (
                subject[-1] in "中上里内下"
                and len(subject) > 2
                and subject[-2:] not in ("以上", "以下", "以内")
            )
        )
    ):
        return None, tidy(subject.rstrip("中上里内下") + phrase[start:])
    if subject and (is_pronoun(subject) or (len(subject) == 1 and subject not in LETTERS)):
        start -= len(subject) if len(subject) == 1 and not PRONOUN.match(subject) else 0
        subject = None
    if len(phrase) == 1 and phrase not in _SHORT_MEASURES:
        return (phrase if phrase in LETTERS else None), None  # 该股今日涨45元，收|1285元: a verb
    if start == len(phrase):
        return subject, None
    if subject and phrase[start:].endswith(_RATES) and (at := measure_start(subject)) < len(subject):
        return tidy(subject[:at]), tidy(subject[at:] + phrase[start:])  # 云帆|出货量季增幅度
    if subject and (m := _OWNER_OF_ACRONYM.match(subject)) and m[2].lower() in GENERIC:
        return tidy(m[1]), m[2] + phrase[start:]  # 科技公司|AI资本开支
    if (
        subject
        and (m := _CODE.match(subject))
        and m.end() < len(subject) - len(_class_at_end(subject, m.end()))
    ):
        return tidy(m[0]), tidy(phrase[m.end() :])  # 日日新V6.5|多模态能力: a name ends with its code
    return subject, tidy(phrase[max(start, 0) :])


def _unpolled(text: str) -> str:
    """Without who counted: 统计局估计|家庭住户数目."""
    return text if _SURVEYING.isdisjoint(text) else _POLLED.sub("", text)


def read_topic(text: str, depth: int = 0) -> Topic:
    """Subject, metric, area and object from everything that stands before the predicate of a number."""
    bare = text.translate(QUOTES).strip(EDGE)
    if depth > 5 or (bare[:1] in PRONOUN_OPENS and PRONOUN.match(chop_tail(bare))):
        bare = chop_tail(bare)
        return Topic(metric="差距" if bare.endswith("差距") else None)
    if "除" in text or "不" in text:
        text = _DEDUCTED.sub("", text)
    if text[:1] in _AMONG_OPENS:
        text = _AMONG.sub("", text)
    text = text.replace("占比重", "占比")
    text = chop_tail(strip_lead(_unpolled(strip_lead(text).strip(EDGE))).strip(EDGE))
    if text[-1:] in _OBLIQUE:
        text = text[:-1].removesuffix("已")
    if not text:
        return Topic()
    if _EXCEPT.match(text) and measure_at_end(text):
        return Topic(metric=tidy(text))  # 除汽车以外的消费品零售额
    if text[0] in "将把使令让" and not NO_BREAK.match(text):
        sub = read_topic(text[1:], depth + 1)
        return Topic(
            None,
            tidy((sub.subject or "") + (sub.metric or "")) if sub.metric else None,
            sub.area,
            sub.subject if not sub.metric else None,
            text[0],
        )
    if m := _SELF.match(text):  # 公司拟每10股派发: the company that was named before
        sub = read_topic(text[m.end() :], depth + 1)
        metric = (sub.subject or "") + sub.metric if sub.metric and sub.subject else sub.metric
        return replace(sub, subject=None, metric=metric)
    if m := _PAYS.match(text):
        name = tidy(m["name"])
        return Topic(metric="股息" if name in (None, "息") else name)  # 拟派|末期息
    if text.startswith("影响") and text[2:3] not in "力因" and measure_at_end(text):
        return Topic(metric=tidy(text))  # 畜肉价格下降9.8%，影响CPI|下降约0.49个百分点
    area = None
    if (m := _LOCATIVE.match(text)) and not NO_BREAK.match(text):
        body = text[m.end() :]
        cut = _cut_place(body)
        if cut is None:  # 对美国出口|年增: the direction belongs to the measure
            if _DIRECTED.match(text):
                return Topic(metric=tidy(text))
            return Topic(metric=split_noun(body)[1]) if text[0] == "按" else Topic()  # 按11月3日收盘价96元计
        area = tidy(body[: cut.start()])
        text = strip_lead(body[cut.end() :]).strip(EDGE)
        if not text:
            return Topic(area=area)
    start, end = predicate_start(text)
    if start == len(text) or (start == len(text) - 2 and text[start:] in OUTLOOK and measure_at_end(text)):
        subject, metric = split_noun(text)  # 营收预测
        return Topic(subject, metric, area)
    verb, head, rest = text[start:end], text[:start], text[end:]
    if (
        "的" in rest
        and verb not in ("在", "于", "是")
        and not measure_at_end(chop_tail(head))
        and verb not in _LIGHT
        and _relative(text, start)
    ):
        subject, metric = split_noun(text)  # 中国主导的开源通用模型占比: the verb stands in a relative clause
        return Topic(subject, metric, area)
    if verb == "是" and head.endswith("的"):
        return read_topic(rest, depth + 1)  # 最引人注目的是|华为
    subject, own = split_noun(head) if start else (None, None)
    fresh = subject[-2:] if subject and len(subject) > 3 and subject.endswith(("新增", "累计")) else ""
    subject = tidy(subject[:-2]) if subject and fresh else subject
    if verb == "在" and len(head) == 1 and (at := rest.rfind("的")) > 0 and rest[at + 1 :]:
        subject, metric = split_noun(rest[at + 1 :])  # 走在上市路上的|智谱, 留在大城市的|同龄人
        return Topic(subject, metric, area)
    if verb in ("在", "于"):
        cut = _cut_place(rest)
        place, rest = (tidy(rest[: cut.start()]), rest[cut.end() :]) if cut else (None, rest)
        sub = read_topic(rest, depth + 1)
        metric = (sub.subject or "") + sub.metric if sub.metric else own
        if sub.metric and place and cut and cut[0].endswith("的"):
            metric = metric if place.endswith(("期间", "时", "期", "以来")) else place + (metric or "")
        return Topic(
            subject,
            tidy(metric),
            place or area,
            sub.object or (sub.subject if sub.metric is None else None),
            sub.verb,
        )
    sub = read_topic(rest, depth + 1)
    announced = verb in ("公布", "发布", "披露", "通报") and ISSUER.search(head.rstrip(FILL + "昨今日前"))
    if announced and verb != "发布" and not sub.metric and not sub.object:
        return Topic(None, sub.subject, sub.area)  # 统计处昨公布外销订单
    if verb in _REVISES and sub.metric:  # 上调|Switch 2|销量目标至1900万台
        named = sub.subject if sub.subject and (is_proper(sub.subject) or is_name(sub.subject)) else subject
        return Topic(named, sub.metric, sub.area or area)
    if verb in _SPEECH and not sub.subject and _OWN_ACCOUNT.match(sub.metric or "") and _firm_speaks(subject):
        return Topic(subject, sub.metric, sub.area or area)  # 云帆预估本季营收: its own
    if verb in _SPEECH or (announced and sub.metric) or (verb in _DEMANDS and sub.metric and sub.subject):
        return Topic(sub.subject, sub.metric, sub.area or area, sub.object, sub.verb)
    if (
        verb in ("把", "将")
        and sub.metric
        and sub.subject
        and (is_proper(sub.subject) or is_name(sub.subject))
    ):
        return Topic(sub.subject, sub.metric, sub.area or area)  # 大行把华屿|目标价由78元调到…
    if own and sub.metric and verb in _AFFECTS:  # 最终消费支出|拉动GDP成长
        return Topic(tidy(head), verb + (sub.subject or "") + sub.metric, sub.area or area)
    if not sub.metric:
        return Topic(subject, own, sub.area or area, sub.object or sub.subject, sub.verb or verb)
    metric = (sub.subject or "") + sub.metric
    spills = verb == "带动" and metric.startswith(_OF_OTHERS)  # 带动|相关产业规模: not its own
    if (verb not in _LIGHT and len(verb) > 1) or spills:
        metric = fresh + verb + metric  # 湖北|新增确诊病例
    if start == 0 and verb in _SPEECH:
        return Topic(sub.subject, sub.metric, sub.area or area)
    return Topic(subject, tidy(metric), sub.area or area)


_OWN_ACCOUNT = re.compile(
    r"(?:合并|全年|单季|总|海外|净)?(?:营收|收入|营业额|毛利|净利|资本支出|资本开支|每股)"
)
_HOUSES = re.compile(
    r"证券|投顾|投信|研究|咨询|顾问|机构|外资|券商|大行|分析|法人|市场|银行|国际$|协会|[A-Za-z]$"
)


def _firm_speaks(name: str | None) -> bool:
    """Is who foresees a firm that speaks of itself, and no house that speaks of others?"""
    return (
        bool(name)
        and is_name(name or "")
        and not _HOUSES.search(name or "")
        and not ISSUER.search(name or "")
    )


def _relative(text: str, start: int) -> bool:
    """Is the verb at `start` inside a relative clause, with 的 behind it and a noun after that?"""
    at = text.rfind("的")
    return at > start and len(text) - at > 2 and predicate_start(text, at + 1)[0] == len(text)
