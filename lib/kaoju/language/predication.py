"""Where the predicate of a clause begins: 公司|拟每10股派发…, 地区生产总值|跨过…; and what adverbs stand before it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kaoju.language.grammar import ADVERBS, PREPOSITION, measure_at_end, verbs
from kaoju.language.names import EDGE
from kaoju.text.lexis import (
    closes_with_noun,
    closing_adverb,
    inside_noun,
    is_noun,
    open_verb,
    opens_word,
    words,
)

# Words that hold a preposition or verb and are none: 华为, 以色列, 在线.
NO_BREAK = re.compile(
    r"签(?=订单)|华为|行为|(?:拥|持)有人|资本形成|以色列|以[上下内来外太]|可以|所以|自由|理由|对[外冲手象话撞]|从业|在[线建校岗港营研途售册内外园职手产网编院读役库租飞管]|存在|潜在|内在|现在|即将|供给|中和|由来|所在|以及|对公|以旧换新|让利|从[化事]|向[上下]|方向|导向|相对|绝对|转让|出让|固定|作为|成为|称为|认为|针对|参与[率度者]|参与|对应|对标|对接|支持率|给药|归属于?|零百加速|百公里加速|被动|使命|使馆|将军|为主|"
    r"应用|服务器|服务业|服务费|服务收入|显示器|显示屏|显示面板|接收器|控制器|处理器|存储器|传感器|投资者|消费者|开发者|使用者|经营者|提供商|运营商|制造商|供应商|"
    r"(?:解决|推荐|控制|管理|支持|介绍|保障|服务|执行|行动|实施|推进|应急|改善|培养|扩展|探索|发展|合作|开放|整合)(?:方案|系统|中心|计划|工程|人员|工具|软件|公司|大会|基金|贷款|平台|协议)"
)
_VERBAL = frozenset(("作为", "成为", "称为", "认为", "参与", "针对", "对应", "对标", "对接"))
# A verb followed by one of these is part of a noun: 升降|机, 支持|率, 使用|量, 存储|器.
_NOUN_TAIL = frozenset(
    "式率量额者力费权业品器机员商店网度性数值价款金厂站仓型类版期法师室部处所院局级化层链板屏卡库"
)
_NO_TAIL = frozenset(
    "法说 法人 法院 法律 量化 量产 量子 额外 费用 价格 价值 数据 数字 数十 数百 数千 数智 网络 网上 机器 机构 品牌 商业 商品 版本 类似 型号 力度 权益 金融 金额 部分 所有 级别 化工 度假 性能 性价 链路 层面 业务 业绩 员工 器件 点亮 局部 库存 机会 机制".split()
)


_NO_VERB = re.compile(r"\[[^\]]*\]|[^\u4e00-\u9fff|]")


@cache
def _verbs() -> tuple[frozenset[str], dict[str, tuple[int, ...]], re.Pattern[str], frozenset[str]]:
    """Verbs, their lengths by first character, what a verb can begin with, and what a word that only looks like one does."""
    words = verbs()["plain"]
    guarded = frozenset(_NO_VERB.sub("", "|".join(alternative[:1] for alternative in _guards())))
    begins = {w[0] for w in words} | {w for w in PREPOSITION if len(w) == 1} | guarded | set("《“「『》”」』")
    lengths: dict[str, set[int]] = {}
    for w in words:
        if len(w) > 1:
            lengths.setdefault(w[0], set()).add(len(w))
    longest_first = {ch: tuple(sorted(ns, reverse=True)) for ch, ns in lengths.items()}
    return words, longest_first, re.compile("[" + "".join(sorted(begins)) + "]"), guarded


def _guards() -> list[str]:
    pattern, depth, part, parts = NO_BREAK.pattern, 0, "", []
    for ch in pattern:
        depth += (ch in "([") - (ch in ")]")
        if ch == "|" and not depth:
            parts.append(part)
            part = ""
        else:
            part += ch
    grouped = [p for p in [*parts, part] if p.startswith("(?:")]
    inner = [w for g in grouped for w in g[3:].split(")")[0].split("|")]
    return [p for p in [*parts, part] if not p.startswith("(?:")] + inner


@lru_cache(maxsize=4096)
def predicate_start(text: str, start: int = 0) -> tuple[int, int]:
    """Where the first verb or preposition stands, as (start, end); (len, len) if there is none."""
    known, lengths, first, guarded = _verbs()
    i, size, quoted = start, len(text), 0
    while candidate := first.search(text, i):
        i = candidate.start()
        ch = text[i]
        if ch in "《“「『":
            quoted += 1
        elif ch in "》”」』":
            quoted = max(quoted - 1, 0)
        if quoted or ch in "《“「『》”」』":
            i += 1
            continue
        if ch in guarded and (m := NO_BREAK.match(text, i)):
            if m[0] in _VERBAL:
                return i, m.end()
            i = m.end()
            continue
        inner = 0
        for n in lengths.get(ch, ()):
            if n <= size - i and text[i : i + n] in known:
                if text[i + n : i + n + 1] in _NOUN_TAIL and not _no_tail(text, i + n):
                    inner = inner or n - 1  # 使用|率, where 使 is no verb either
                    continue
                if (
                    i > start
                    and text[i - 1] == "可"
                    and text[i - 2 : i - 1] not in "不即便"
                    and measure_at_end(text[i + n :])
                ):
                    break  # 可分配盈余, 可供分派收入: which
                if i > start and text[i - 1] == "净":
                    break  # 资金|净买入
                if beyond := _noun_around(text, i, i + n):
                    i = beyond - 1
                    break  # 电|动工|具, 开发|区
                if any(measure_at_end(text[: i + k]) > k for k in range(1, n)):
                    break  # 营收|跌幅, 营收|集体
                return i - (i > start + 1 and text[i - 1] in "不未没"), i + n
        if inner:
            i += inner
        elif (
            i > start
            and ch in PREPOSITION
            and ch not in "与和凭靠按因自向"
            and not _noun_around(text, i, i + 1)
        ):
            return i, i + 1
        i += 1
    begin, end = open_verb(text, start)
    return (begin, end) if not measure_at_end(text[begin:end]) else (size, size)


def _no_tail(text: str, at: int) -> bool:
    """Does a word of several syllables begin behind the verb: 拥有|金鱼, but not 支持|率?"""
    return text[at : at + 2] in _NO_TAIL or (opens_word(text, at) and inside_noun(text, at, at + 1))


def _noun_around(text: str, start: int, end: int) -> int:
    """Where the noun ends that a verb is only a syllable or two of, 0 if it is none: 电|动工|具, 开发|区, 指|令.

    The dictionary calls whole phrases nouns (持续保持, 表示满意): what ends with the verb, or goes on long behind it, is none.
    """
    for word in words(text):
        stop = word.start + len(word.text)
        if word.start <= start and end <= stop:
            before, behind = start - word.start, stop - end
            part = (before and behind) or behind == 1 or (before == 1 and end - start == 1)
            return stop if part and is_noun(word) else 0
    return 0


# Words that end like an adverb of one syllable.
_NO_ADVERB = frozenset(
    "制约 合约 签约 节约 条约 违约 预约 公共 变更 法则 原则 规则 榜首 居首 之首 为首 元首 部首 岁首 匕首".split()
)
_ADVERB_ENDS = frozenset(w[-1] for w in ADVERBS if len(w) > 1)


# Words of manner that the dictionary calls nouns; others end like 断崖|式, 报复|性.
_MANNER = frozenset("意外 集体 总体 整体 全线 全面 顺势 逆势 单边 同期 逐季 逐周 逐日 大体 总的".split())
_MANNER_ENDS = frozenset("式性般")
_MANNER_TAGS = frozenset("d ad a an vd z c b".split())


@lru_cache(maxsize=4096)
def closing_manner(text: str) -> int:
    """Length of the words of manner behind a measure at the end, 0 if there are none: 净利润|断崖式, 销量|罕见, 房价|温和."""
    if measure_at_end(text) > 1:
        return 0
    for n in range(2, min(6, len(text) - 1)):
        if measure_at_end(text[:-n]) > 1:
            tail = text[-n:]
            like = n > 2 and tail[-1] in _MANNER_ENDS and "的" not in tail
            return n if like or all(w.text in _MANNER or w.tag in _MANNER_TAGS for w in words(tail)) else 0
    return 0


def chop_tail(text: str) -> str:
    """Without adverbs at its end: 下载量已 -> 下载量; one-syllable ones only where they can be nothing else."""
    while len(text) > 1:
        text = text.rstrip(EDGE)
        last = text[-1:]
        n = (
            next((n for n in (4, 3, 2) if len(text) > n and text[-n:] in ADVERBS), 0)
            if last in _ADVERB_ENDS
            else 0
        )
        if (
            not n
            and text[-1:] in "已也更还仍则便又再仅只曾约共首"
            and text[-2:] not in _NO_ADVERB
            and not closes_with_noun(text)
        ):
            n = 1
        n = n or closing_adverb(text) or closing_manner(text)
        if not n or len(text) - n < 2 or measure_at_end(text) >= max(n, 2):
            break
        text = text[:-n]
    return text
