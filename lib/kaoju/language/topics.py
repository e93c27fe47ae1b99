"""What stands before the predicate of a number: subject, metric, area and object of its clause.

豆包|在2025年3月的|日均调用量, 建成|AI算力中心|230个, 上调|Switch 2|销量目标至1900万台, 水滴公司|实现|平均处理时间.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kaoju.frozen import unguarded
from kaoju.language.glance import opening
from kaoju.language.grammar import FILL, OUTLOOK, PRONOUN, PRONOUN_OPENS, measure_at_end
from kaoju.language.names import EDGE, ISSUER, QUOTES, is_proper, strip_lead, tidy
from kaoju.language.phrases import split_noun
from kaoju.language.predication import NO_BREAK, chop_tail, predicate_start
from kaoju.text.lexis import inside_noun, is_boundary, is_name

_POLLED = re.compile(
    r"^(?:[A-Za-z]{2,14}|[\u4e00-\u9fff]{2,10}(?:会|处|署|局|部|院|所|联盟|中心|机构|网))(?:统计|估计|预估|预测|测算|监测|调查)(?![局处数公部厅司机])(?=.{2})"
)
# How it is reckoned is not whose it is: 以美元计算|达331亿, 若以1美元兑29元推算.
_RECKONED = re.compile(
    r"^(?:若|如|如果|倘)?[以按依](?![色岭太下上内外赛])[^，的]{1,20}?(?:计算|换算|推算|折算|估算|计价?|估|为(?:假设)?(?:基础|基准|前提))"
)
_RECKONED_OPENS = opening(_RECKONED.pattern)
# 物流与采购联合会、统计局发布的|制造业PMI
_PUBLISHED = re.compile(
    r"^[A-Za-z\u4e00-\u9fff、]{2,40}?(?:会|处|署|局|部|院|所|联盟|中心|机构|网)[\x01]*(?:联合|最新)?(?:发布|公布|编制|披露)的(?=.{2})"
)
_SURVEYING = frozenset("计估测算查布露制")  # the last characters of 统计, 预估, 监测, 测算, 调查, 发布
_LOCATIVE = re.compile(r"^(?:在|从|就(?![业诊医读餐任近])|按|于|对于|针对|对|围绕|面向)(?!此)")
_DIRECTED = re.compile(
    r"(?:对|从|自|向)[^，的]{1,12}(?:出口|进口|贸易|投资|销售|出货|依存|依赖)(?:额|总额|总值|值|量|金额|度)?$"
)
_AMONG = re.compile(
    r"^(?:上述|这|以上)?[两二三四五六七八九十几](?:个|家|款|大|类|种|地|省|国)[^，]{0,6}?[里中](?=[^国间型])"
)
_AMONG_OPENS = opening(_AMONG.pattern)
_AFTER = re.compile(
    r"中的|上的|里的|内的|下的|方面的?|领域的?|(?<=市场)中?|(?<=行业)中?|环节|场景下的?|之间的|中(?![国型小高低长药东西央等年期间])|上(?![市海游涨升线半年调])|里(?!程)|内(?![存部容地外])|下(?![载降滑跌游沉调半])|的"
)
_LIGHT = frozenset(
    "跃升 晋升 跃居 加计 加总 助推 推升 推高 带动 带旺 加上 帮助 实现 使 令 让 使得 带来 导致 造成 具有 具备 拥有 取得 获得 录得 呈现 保持 维持 促使 推动 完成 达到 达成 提供 出现 形成 预计 预期 预测 预估 有望 计划 要求 力争 明确 表示 显示 指出 认为 合计 累计 总计 共计 能够 可以 能 通过 将 把 被 对 给 向 由 从 与 和 继续 仍然 依然 正在 已经 分别 公布 披露 公告 宣布 报告 称 "
    "完成 确保 其中 相比 对应 提出 透露 建成 建有 发生 反映出 估计 估算 测算 看好 拟 旨在 给予 予 定下 维持 给出 报出 交出".split()
)
_SPEECH = frozenset("推估 概估 初估 预计 预期 预测 预估 估计 认为 表示 指出 显示 估算 测算 称 看好".split())
_DEMANDS = frozenset("助推 推升 推高 要求 确保 意味着 意味 推动".split())
_CAUSES = frozenset("带动 拉动 推动 推升 提振 助推 促使 使得 使 令 让 导致 造成 拖累".split())
_LYING = frozenset("位于 坐落于 设于 来自 隶属于 隶属".split())
_AFFECTS = frozenset("拉动 影响 拉低".split())
_OF_OTHERS = ("相关", "关联", "上下游", "周边", "社会")
_REVISES = frozenset("上调 下调 上修 下修 调升 调降 调高 调低 维持 重申".split())
_MOST = re.compile(
    r"(?P<metric>[^，的]{2,12}?)(?:为?最[高大多强低少小快好]|居首|第一|领先)的(?:仍?是|为|[家个款只项]?)(?P<subject>[^，的]{2,16})"
)
_MADE_BY = re.compile(r"[由被][^，的]{4,16}的(?=.{2})")
_UNDER = re.compile(
    r"(?<![接享承遭感难经可])受(?![访众益理托灾贿让])[^，的]{2,12}?(?:影响|拉动|带动|推动|提振|冲击|驱动|拖累)(?![的人面户旅航列群居学])(?=.{4})"
)
_REGION = re.compile(r"(?<=地区|区域)(?=[^的，中内里等]{4})")
_EXCEPT = re.compile(r"除[^，的]{1,12}(?:以外|之外|外)的?(?=.{2})")
_OBLIQUE = frozenset("与同跟")  # 已与|…
_DEDUCTED = re.compile(
    r"^(?:(?:扣除|剔除|撇除)[^，]{1,16}?后的?|(?:不[包含计]括?|剔除|撇除|扣除)[^，的]{2,12}的|(?:剔除|撇除|扣除)[^，]{1,6}(?:因素|变动|影响))"
)
_ADDED_UP = re.compile(r"^(?:加总|汇总|合计|累加|调整|合并|折算|平均)后的")  # 加总后的|装机规模
_PAYS = re.compile(
    r"(?:董事会|建议|拟|将|再|另|并|获){0,4}(?:(?:宣派|合共派|共派|派)(?:发|付)?|建议|宣布)(?:每股)?(?P<name>[^，的]{0,8}(?:息|红利|股利))$"
)
_SELF = re.compile(r"(?:本公司|该公司|我司|公司|集团|我们|本行|该行|董事会)(?!债|法|治理|总部|股|章)(?=.)")
_OWN_ACCOUNT = re.compile(
    r"(?:合并|全年|单季|总|海外|净)?(?:营收|收入|营业额|毛利|净利|资本支出|资本开支|每股)"
)
_HOUSES = re.compile(
    r"证券|投顾|投信|研究|咨询|顾问|机构|外资|券商|大行|分析|法人|市场|银行|国际$|协会|[A-Za-z]$"
)


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


def read_topic(text: str, depth: int = 0) -> Topic:
    """Subject, metric, area and object from everything that stands before the predicate of a number."""
    bare = text.translate(QUOTES).strip(EDGE)
    if depth > 5 or (bare[:1] in PRONOUN_OPENS and PRONOUN.match(chop_tail(bare))):
        bare = chop_tail(bare)
        return Topic(metric="差距" if bare.endswith("差距") else None)
    text = _bared(text)
    return (_by_first_word(text, depth) or _located(text, depth)) if text else Topic()


def _bared(text: str) -> str:
    """The words that name something, without deductions, a count of those meant, who counted and particles at the edges."""
    if "除" in text or "不" in text:
        text = _DEDUCTED.sub("", text)
    if "后的" in text[:6]:
        text = _ADDED_UP.sub("", text)
    if "受" in text:
        text = _UNDER.sub("", text, count=1)  # 云帆科技|受需求拉动|营收
    if text[:1] in _AMONG_OPENS:
        text = _AMONG.sub("", text)
    if text[:1] in _RECKONED_OPENS:
        text = _RECKONED.sub("", text)
    text = text.replace("占比重", "占比")
    text = chop_tail(strip_lead(_unpolled(strip_lead(text).strip(EDGE))).strip(EDGE))
    if text[-1:] in _OBLIQUE and is_boundary(text, len(text) - 1):  # 已|与, but not 合同, 参与
        return text[:-1].removesuffix("已")
    return text


def _unpolled(text: str) -> str:
    """Without who counted: 统计局估计|家庭住户数目."""
    return text if _SURVEYING.isdisjoint(text) else _PUBLISHED.sub("", _POLLED.sub("", text))


def _by_first_word(text: str, depth: int) -> Topic | None:
    """What the first word decides: 除汽车以外的|消费品零售额, 将|风险|降低, 公司|拟每10股派发, 拟派|末期息."""
    if _EXCEPT.match(text) and measure_at_end(text):
        return Topic(metric=tidy(text))  # 除汽车以外的消费品零售额
    if (m := _MOST.fullmatch(text)) and measure_at_end(m["metric"]):
        return Topic(tidy(m["subject"]), tidy(m["metric"]))  # 营收最高的是|云帆科技
    if text[0] in "将把使令让" and not NO_BREAK.match(text) and not inside_noun(text, 0, 1):
        sub = read_topic(text[1:], depth + 1)
        if text[0] in "使令让" and sub.metric and _names(sub.subject):
            return sub  # 这使|云帆科技|营收增长
        return Topic(
            None,
            tidy((sub.subject or "") + (sub.metric or "")) if sub.metric else None,
            sub.area,
            sub.subject if not sub.metric else None,
            text[0],
        )
    if m := _MADE_BY.match(text):
        return read_topic(text[m.end() :], depth + 1)  # 由云帆科技开发的|S7手机销量
    if m := _SELF.match(text):  # 公司拟每10股派发: the company that was named before
        sub = read_topic(text[m.end() :], depth + 1)
        metric = (sub.subject or "") + sub.metric if sub.metric and sub.subject else sub.metric
        return replace(sub, subject=None, metric=metric)
    if m := _PAYS.match(text):
        name = tidy(m["name"])
        return Topic(metric="股息" if name in (None, "息") else name)  # 拟派|末期息
    if text.startswith("影响") and text[2:3] not in "力因" and measure_at_end(text):
        return Topic(metric=tidy(text))  # 畜肉价格下降9.8%，影响CPI|下降约0.49个百分点
    return None


def _located(text: str, depth: int) -> Topic:
    """What the clause says in the place that it opens with: 在|SuperCLUE专业领域测试|中，得分."""
    if not (m := _LOCATIVE.match(text)) or NO_BREAK.match(text) or inside_noun(text, *m.span()):
        return _predicated(text, None, depth)
    body = text[m.end() :]
    cut, region = _cut_place(body), _REGION.search(body, 2)
    if region and (cut is None or region.start() < cut.start()):
        cut = region  # 在华东地区|云帆科技销量
    if cut is None:  # 对美国出口|年增: the direction belongs to the measure
        if _DIRECTED.match(text):
            return Topic(metric=tidy(text))
        return Topic(metric=split_noun(body)[1]) if text[0] == "按" else Topic()  # 按11月3日收盘价96元计
    area = tidy(body[: cut.start()])
    text = strip_lead(body[cut.end() :]).strip(EDGE)
    return _predicated(text, area, depth) if text else Topic(area=area)


def _cut_place(body: str) -> re.Match[str] | None:
    """Where the place after 在 ends: SuperCLUE专业领域测试中|得分."""
    cut = _AFTER.search(body, 1)
    if cut and cut[0] in ("领域", ""):
        later = re.compile(r"(?:中|上|里|内)(?![国型小高央等市海游])").search(body, cut.end(), cut.end() + 8)
        return later or cut
    return cut


def _predicated(text: str, area: str | None, depth: int) -> Topic:
    """A noun phrase, or a subject with a verb that has an object: 营收预测, 建成|算力中心|230个."""
    start, end = predicate_start(text)
    if start == len(text) or (start == len(text) - 2 and text[start:] in OUTLOOK and measure_at_end(text)):
        return Topic(*split_noun(text), area)  # 营收预测
    verb, head, rest = text[start:end], text[:start], text[end:]
    if verb in _LYING and (at := rest.find("的")) > 0:
        return read_topic(rest[at + 1 :], depth + 1)  # 总部位于美国的|苹果公司在中国…
    if (
        "的" in rest
        and verb not in ("在", "于", "是")
        and not measure_at_end(chop_tail(head))
        and verb not in _LIGHT
        and _relative(text, start)
    ):
        return Topic(
            *split_noun(text), area
        )  # 中国主导的开源通用模型占比: the verb stands in a relative clause
    if verb == "是" and head.endswith("的"):
        return read_topic(rest, depth + 1)  # 最引人注目的是|华为
    subject, own = split_noun(head) if start else (None, None)
    fresh = subject[-2:] if subject and len(subject) > 3 and subject.endswith(("新增", "累计")) else ""
    subject = tidy(subject[:-2]) if subject and fresh else subject
    if verb == "在" and len(head) == 1 and (at := rest.rfind("的")) > 0 and rest[at + 1 :]:
        return Topic(*split_noun(rest[at + 1 :]), area)  # 走在上市路上的|智谱, 留在大城市的|同龄人
    if verb in ("在", "于"):
        return _at_place(subject, own, rest, area, depth)
    sub = read_topic(rest, depth + 1)
    return _told(verb, head, subject, sub, area) or _done(verb, head, subject, own, fresh, sub, area)


def _relative(text: str, start: int) -> bool:
    """Is the verb at `start` inside a relative clause, with 的 behind it and a noun after that?"""
    at = text.rfind("的")
    return at > start and len(text) - at > 2 and predicate_start(text, at + 1)[0] == len(text)


def _at_place(subject: str | None, own: str | None, rest: str, area: str | None, depth: int) -> Topic:
    """Behind a subject comes a place, and then the measure: GPT-4|在验证素数任务中的|正确率."""
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


def _told(verb: str, head: str, subject: str | None, sub: Topic, area: str | None) -> Topic | None:
    """Who tells, foresees or asks for it is not whose it is: 大行把|华屿|目标价由78元调到…, 统计处昨公布|外销订单."""
    announced = verb in ("公布", "发布", "披露", "通报") and ISSUER.search(head.rstrip(FILL + "昨今日前"))
    if announced and verb != "发布" and not sub.metric and not sub.object:
        return Topic(None, sub.subject, sub.area)  # 统计处昨公布外销订单
    if verb in _REVISES and sub.metric:  # 上调|Switch 2|销量目标至1900万台
        return Topic(sub.subject if _names(sub.subject) else subject, sub.metric, sub.area or area)
    if verb in _SPEECH and not sub.subject and _OWN_ACCOUNT.match(sub.metric or "") and _firm_speaks(subject):
        return Topic(subject, sub.metric, sub.area or area)  # 云帆预估本季营收: its own
    if verb in _SPEECH or (announced and sub.metric) or (verb in _DEMANDS and sub.metric and sub.subject):
        return Topic(sub.subject, sub.metric, sub.area or area, sub.object, sub.verb)
    if verb in _CAUSES and sub.metric and _names(sub.subject) and not _names(subject):
        return sub  # 降价带动|云帆科技|营收增长
    if (
        verb in ("把", "将")
        and sub.metric
        and sub.subject
        and (_names(sub.subject) or sub.metric.endswith("目标价"))
    ):
        return Topic(sub.subject, sub.metric, sub.area or area)  # 大行把华屿|目标价由78元调到…
    return None


def _names(subject: str | None) -> bool:
    return bool(subject) and (is_proper(subject) or is_name(subject or ""))


def _firm_speaks(name: str | None) -> bool:
    """Is who foresees a firm that speaks of itself, and no house that speaks of others?"""
    return (
        bool(name)
        and is_name(name or "")
        and not _HOUSES.search(name or "")
        and not ISSUER.search(name or "")
    )


def _done(
    verb: str, head: str, subject: str | None, own: str | None, fresh: str, sub: Topic, area: str | None
) -> Topic:
    """What a subject does is its measure, or the object is what it has a number of: 湖北|新增确诊病例, 建成|算力中心|230个."""
    area = sub.area or area
    if own and sub.metric and verb in _AFFECTS:  # 最终消费支出|拉动GDP成长
        return Topic(tidy(head), verb + (sub.subject or "") + sub.metric, area)
    if not sub.metric:
        return Topic(subject, own, area, sub.object or sub.subject, sub.verb or verb)
    metric = (sub.subject or "") + sub.metric
    spills = verb == "带动" and metric.startswith(_OF_OTHERS)  # 带动|相关产业规模: not its own
    if (verb not in _LIGHT and len(verb) > 1) or spills:
        metric = fresh + verb + metric  # 湖北|新增确诊病例
    return Topic(subject, tidy(metric), area)
