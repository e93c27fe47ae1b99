"""Noun phrases of a clause: where the subject ends and the name of the measure begins.

中国AI芯片|市场规模, 豆包|在2025年3月的|日均调用量, GPT-4|在验证素数任务中的|正确率, 水滴公司|实现|平均处理时间.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kaoju.grammar import ASIDE, CONNECTIVES, FILL, NUMBER, PREPOSITION, PRONOUN, TIME, measure_at_end, measure_start, verbs

MAX_NAME = 30
_EDGE = FILL + " 　,，、;；:：.。!！?？|*#\"'“”‘’「」『』·•-—–~+=>→()（）[]【】"
_QUOTES = str.maketrans("", "", FILL + "“”\"‘’「」『』*")
_SINGLE = frozenset("而但且并则其该又也还再即若约近超逾仅只均都")
# Two characters that begin with one of the above and are no connective: 其他, 并购, 还款.
_WHOLE = frozenset("其他 其它 其余 其次 并购 并网 并发 还款 还贷 再生 再融 再贷 即时 即将 即期 约定 约束 近海 近视 近岸 超市 超算 超级 超声 超高 超额 超导 超大 超写 超节 超低 超长 超千 均价 均值 都市 都会 只数 仅有 又称 该国 该省 则天 但丁 而言 若干 超万 超充 均线 近地".split())
# Words that hold a preposition or verb and are none: 华为, 以色列, 在线.
_NO_BREAK = re.compile(
    r"华为|行为|以色列|以[上下内来外太]|可以|所以|自由|理由|对[外冲手象]|从业|在[线建校岗营研途售册]|存在|潜在|内在|现在|即将|给付|供给|中和|和[平谐]|由于|认为|称为|成为|作为|与会|参与|对应|相对|绝对|针对|对[比标接]|固定|对公|以旧换新|让利|转让|出让|从[化事]|自从|给予|向[上下]|导向|方向|在[内外]|由来|所在|以及|面向|对[话撞]|上从|让渡|与否|给药"
)
# A verb followed by one of these is part of a noun: 升降|机, 支持|率, 使用|量, 存储|器.
_NOUN_TAIL = frozenset("率量额者力费权业品器机员商店网度性数值价款金厂站仓型类版款期型率类法师室部处所院局级化层链")
_RELATIVE = re.compile(r"的(?=[^的]*$)")
_LOCATIVE = re.compile(r"^(?:在|从|就|按|于|以|与|对于|针对|对|围绕)")
_AFTER_LOCATIVE = re.compile(r"(?:中的|上的|里的|内的|下的|方面的?|领域的?|市场中|环节|场景下的?|之间的|中|上|里|内|下|的)")
_LIGHT = frozenset("实现 使 令 让 使得 带来 导致 造成 具有 具备 拥有 取得 获得 录得 呈现 保持 维持 促使 推动 完成 达到 达成 提供 出现 形成 预计 预期 预测 有望 计划 要求 力争 明确 表示 显示 指出 认为 合计 累计 总计 共计 能够 可以 能 使 令 让 通过".split())
_TRAILING = re.compile(
    rf"(?:[{FILL}]|的|之|了|已经?|约|也|还|则|均|都|将|会|仍|便|就|又|在|于|是|为|从|由|自|到|至|以|其|分别|合计|累计|共|全年|单月|当月|整体|总体|目前|当前|截至|预计|预期|有望|大幅|显著|进一步|普遍|平均每?|快速|急剧|首次|更|再|只|仅|较|比|同比|环比|按年|按月|可|能|和|与|及|、|,|，|:|：)$"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a clause says before its predicate: subject and metric, either of them None where the clause leaves it out."""

    subject: str | None
    metric: str | None
    area: str | None = None  # 在中国公有云市场中: where the share is held


@cache
def _predicates() -> tuple[frozenset[str], int]:
    words = verbs()["plain"]
    return words, max(map(len, words))


def tidy(name: str | None) -> str | None:
    """A name as a reader would write it: without dates, quotes, leading connectives and trailing particles."""
    if not name:
        return None
    name = name.translate(_QUOTES).strip(_EDGE) if "《" not in name else name.strip(_EDGE + "")
    name = name.strip(FILL)
    while True:
        before = name
        name = strip_lead(name).strip(_EDGE)
        while len(name) > 1 and (m := _TRAILING.search(name)) and name not in CONNECTIVES:
            if m[0] in "的之在于是为到至以自由从" and len(name) <= 2:
                break
            name = name[: m.start()]
        name = name.strip(_EDGE)
        if name == before:
            break
    if not name or name in CONNECTIVES:
        return None
    if len(name) > MAX_NAME:
        name = name[-MAX_NAME:]
    return name


def strip_lead(text: str) -> str:
    """Drop connectives and filler at the start: 其中，AI芯片 -> AI芯片."""
    while text:
        if text[0] in _EDGE:
            text = text[1:]
            continue
        for n in (7, 6, 5, 4, 3, 2):
            if text[:n] in CONNECTIVES and len(text) > n:
                text = text[n:]
                break
        else:
            if text[0] in _SINGLE and text[:2] not in _WHOLE and len(text) > 2:
                text = text[1:]
            elif len(text) > 1 and text[0] in "在从到至自于截是" and text[1] in FILL:
                text = text[1:]
            elif text[0] == "的":
                text = text[1:]
            else:
                return text
    return text


def predicate_start(text: str, start: int = 0) -> tuple[int, int]:
    """Where the first verb or preposition stands, as (start, end); (len, len) if there is none."""
    words, longest = _predicates()
    i, size = start, len(text)
    depth = 0
    while i < size:
        ch = text[i]
        if ch in "《“「『":
            depth += 1
        elif ch in "》”」』":
            depth = max(depth - 1, 0)
        if depth or not "\u4e00" <= ch <= "\u9fff":
            i += 1
            continue
        if m := _NO_BREAK.match(text, i):
            word = m[0]
            if word in ("作为", "成为", "称为", "认为", "参与", "针对", "对应", "对标", "对接"):
                return i, m.end()
            i = m.end()
            continue
        for n in range(min(longest, size - i), 1, -1):
            if text[i : i + n] in words and not (i + n < size and text[i + n] in _NOUN_TAIL):
                return i, i + n
        if ch in PREPOSITION and i > start and text[i + 1 : i + 2] not in _NOUN_TAIL:
            if ch not in "与和":
                return i, i + 1
        i += 1
    return size, size


def split_noun(phrase: str) -> tuple[str | None, str | None]:
    """Subject and metric of a plain noun phrase: 升腾910B算力 -> (升腾910B, 算力), 豆包大模型 -> (豆包大模型, None)."""
    phrase = phrase.strip(_EDGE)
    if not phrase:
        return None, None
    parts = [p for p in (_RELATIVE.split(phrase) if "的" in phrase else [phrase])]
    if len(parts) == 2:
        left, right = parts
        if measure_at_end(right) or not right:
            left_tidy = tidy(left)
            if left_tidy and PRONOUN.match(left_tidy):
                left_tidy = None
            return left_tidy, tidy(right)
        if len(right) >= 2:
            return tidy(phrase.replace("的", "", phrase.count("的")) if len(phrase) > MAX_NAME else phrase), None
        phrase = left
    start = measure_start(phrase)
    if start == len(phrase):
        name = tidy(phrase)
        return (None if name and PRONOUN.match(name) else name), None
    subject = tidy(phrase[:start])
    if subject and PRONOUN.match(subject):
        subject = None
    return subject, tidy(phrase[start:])


def read_topic(text: str) -> Topic:
    """Subject, metric and field from everything that stands before the predicate of a number."""
    text = strip_lead(text).strip(_EDGE)
    if not text:
        return Topic(None, None)
    area = None
    if m := _LOCATIVE.match(text):
        # 在算力服务器领域市场规模 / 在中国市场份额
        body = text[m.end() :]
        if cut := _AFTER_LOCATIVE.search(body):
            area = tidy(body[: cut.start()])
            text = strip_lead(body[cut.end() :]).strip(_EDGE)
        else:
            text = body
        if not text:
            return Topic(None, None, area)
    start, end = predicate_start(text)
    if start == len(text):
        subject, metric = split_noun(text)
        return Topic(subject, metric, area)
    verb, head, rest = text[start:end], text[:start], text[end:]
    # 基于飞桨的DeepSeek: a verb at the very start with 的 behind it makes a relative clause
    if start == 0:
        if "的" in rest and measure_at_end(rest):
            subject, metric = split_noun(rest)
            return Topic(None if verb in _LIGHT else subject, metric if verb in _LIGHT or subject else None, area) if False else Topic(subject, metric, area)
        sub = read_topic(rest) if len(rest) < len(text) else Topic(None, None)
        if sub.metric and verb not in _LIGHT and not sub.subject:
            return Topic(None, tidy(verb + sub.metric), sub.area or area)
        if sub.metric and sub.subject:
            return Topic(None, tidy(sub.subject + sub.metric) if verb in _LIGHT else tidy(verb + sub.subject + sub.metric), sub.area or area)
        return Topic(None, sub.metric, sub.area or area)
    subject, own = split_noun(head)
    if verb in ("在", "于"):
        cut = _AFTER_LOCATIVE.search(rest)
        if cut:
            place, rest = tidy(rest[: cut.start()]), rest[cut.end() :]
        else:
            place, rest = None, rest
        sub = read_topic(rest) if rest.strip(_EDGE) else Topic(None, None)
        metric = (sub.subject or "") + (sub.metric or "") if sub.metric else own
        if metric and place and cut and cut[0].endswith("的"):
            metric = place + metric
        return Topic(subject, tidy(metric), place or area)
    sub = read_topic(rest) if rest.strip(_EDGE) else Topic(None, None)
    metric = None
    if sub.metric:
        metric = (sub.subject or "") + sub.metric
        if verb not in _LIGHT and len(verb) > 1 and not sub.subject:
            metric = verb + metric
    return Topic(subject, tidy(metric) or own, sub.area or area)
