"""Noun phrases of a clause: where the subject ends and the name of the measure begins.

中国AI芯片|市场规模, 豆包|在2025年3月的|日均调用量, GPT-4|在验证素数任务中的|正确率, 水滴公司|实现|平均处理时间.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kaoju.grammar import (
    ADVERBS,
    CONNECTIVES,
    FILL,
    MODIFIERS,
    PREPOSITION,
    PRONOUN,
    measure_at_end,
    measure_start,
    verbs,
)
from kaoju.lexis import closing_adverb, is_bare_verb, open_verb

MAX_NAME = 30
EDGE = FILL + " 　,，、;；:：.。!！?？|*#\"'“”‘’「」『』·•-—–~+=>→/()（）[]【】"
_QUOTES = str.maketrans("", "", FILL + '“”"‘’「」『』*')
_SINGLE = frozenset("仅只而但且并则其又也还再即若均都可年每")
_LEADS: dict[str, list[str]] = {}
for _word in sorted(CONNECTIVES, key=lambda w: (-len(w), w)):
    if len(_word) > 1:
        _LEADS.setdefault(_word[0], []).append(_word)
_APPROXIMATE = "约近超逾仅只"  # dropped only right before a number or date
# Two characters that begin with one of the above and are no connective: 其他, 并购, 还款.
_WHOLE = frozenset(
    "其他 其它 其余 其次 并购 并网 并发 还款 还贷 再生 再融 再贷 即时 即将 即期 约定 约束 近海 近视 近岸 超市 超算 超级 超声 超高 超额 超导 超大 超写 超节 超低 超长 超千 均价 均值 都市 都会 仅有 又称 该国 该省 则天 但丁 若干 超万 超充 近地 可再 可口 可乐 可灵 可转 可穿 可控 可支 "
    "可变 可信 可爱 年度 年轻 年报 年薪 年化 年均 年产 年净 年增 年收 年营 年利 年销 年发 年复 年金 年龄 年级 年货 年人 年日 年用 每股 每瓦 每吨 每户 每人 每百 每千 每万 每公 每单 每位 每次 每天 每月 每日 每年 每平 每克 每张 每台 每辆 年累 年出 年检 年巡".split()
)
# Words that hold a preposition or verb and are none: 华为, 以色列, 在线.
_NO_BREAK = re.compile(
    r"华为|行为|以色列|以[上下内来外太]|可以|所以|自由|理由|对[外冲手象话撞]|从业|在[线建校岗营研途售册内外园职手产网编院读役库租飞管]|存在|潜在|内在|现在|即将|供给|中和|由来|所在|以及|对公|以旧换新|让利|从[化事]|向[上下]|方向|导向|相对|绝对|转让|出让|固定|作为|成为|称为|认为|针对|参与|对应|对标|对接|支持率|给药|归属于?|零百加速|百公里加速|参与[率度者]|被动|使命|使馆|将军|为主|"
    r"应用|服务器|服务业|服务费|服务收入|显示器|显示屏|显示面板|接收器|控制器|处理器|存储器|传感器|投资者|消费者|开发者|使用者|经营者|提供商|运营商|制造商|供应商|"
    r"(?:解决|推荐|控制|管理|支持|介绍|保障|服务|执行|行动|实施|推进|应急|改善|培养|扩展|探索|发展|合作|开放|整合)(?:方案|系统|中心|计划|工程|人员|工具|软件|公司|大会|基金|贷款|平台|协议)"
)
_VERBAL = frozenset(("作为", "成为", "称为", "认为", "参与", "针对", "对应", "对标", "对接"))
# A verb followed by one of these is part of a noun: 升降|机, 支持|率, 使用|量, 存储|器.
_NOUN_TAIL = frozenset(
    "式率量额者力费权业品器机员商店网度性数值价款金厂站仓型类版期法师室部处所院局级化层链板屏卡库"
)
_NO_TAIL = frozenset(
    "量化 量产 量子 额外 费用 价格 价值 数据 数字 数十 数百 数千 数智 网络 网上 机器 机构 品牌 商业 商品 版本 类似 型号 力度 权益 金融 金额 部分 所有 级别 化工 度假 性能 性价 链路 层面 业务 业绩 员工 器件 点亮 局部 库存 机会 机制".split()
)
_PIECE = re.compile(r"[一每][支台辆件部只片头枚颗张款](?=[\u4e00-\u9fffA-Za-z0-9]{3})")
_POLLED = re.compile(
    r"^(?:[A-Za-z]{2,14}|[\u4e00-\u9fff]{2,10}(?:会|处|署|局|部|院|所|联盟|中心|机构|网))(?:统计|估计|预估|预测|测算|监测|调查)(?![局处数公部厅司机])(?=.{2})"
)
_RELATIVE = re.compile(r"的(?=[^的]*$)")
_LOCATIVE = re.compile(r"^(?:在|从|就(?![业诊医读餐任近])|按|于|对于|针对|对|围绕|面向)(?!此)")
_DIRECTED = re.compile(
    r"(?:对|从|自|向)[^，的]{2,12}(?:出口|进口|贸易|投资|销售|出货|依存|依赖)(?:额|总额|总值|值|量|金额|度)?$"
)
_BETWEEN = re.compile(
    r"(?P<subject>[^的与]{2,16})(?P<metric>[与同][^的与]{2,16}(?:的|之间的)(?:比率|比值|比例|价差|差距|利差|差额)|[与同][^的与]{2,16}之比)$"
)
_AMONG = re.compile(
    r"^(?:上述|这|以上)?[两二三四五六七八九十几](?:个|家|款|大|类|种|地|省|国)[^，]{0,6}?[里中](?=[^国间型])"
)
_AFTER = re.compile(
    r"中的|上的|里的|内的|下的|方面的?|领域的?|(?<=市场)中?|(?<=行业)中?|环节|场景下的?|之间的|中(?![国型小高低长药东西央等年期间])|上(?![市海游涨升线半年调])|里(?!程)|内(?![存部容地外])|下(?![载降滑跌游沉调半])|的"
)
_PLACE = re.compile(
    r"(?:市场|领域|行业|方面|榜单|平台|排名|测试|竞技场|赛道|任务)(?:中|上|里|内)?|中(?=[以约占位排名列共有，])"
)
_CLOSER = re.compile(r"(?:中|上|里|内|下)的?(?=[，占位排列以约共有获得]|$)")
_LIGHT = frozenset(
    "实现 使 令 让 使得 带来 导致 造成 具有 具备 拥有 取得 获得 录得 呈现 保持 维持 促使 推动 完成 达到 达成 提供 出现 形成 预计 预期 预测 预估 有望 计划 要求 力争 明确 表示 显示 指出 认为 合计 累计 总计 共计 能够 可以 能 通过 将 把 被 对 给 向 由 从 与 和 继续 仍然 依然 正在 已经 分别 公布 披露 公告 宣布 报告 称 "
    "完成 确保 其中 相比 对应 提出 透露 建成 建有 发生 反映出 估计 估算 测算 看好 拟 旨在".split()
)
_SPEECH = frozenset("预计 预期 预测 预估 估计 认为 表示 指出 显示 估算 测算 称 看好".split())
_TRAILING = re.compile(
    rf"(?:[{FILL}]|的|之|了|，|,|、|:|：|已经?|约|仍然?|(?<![平人户年月日亩生班])均|则|便|就|各|将会?|仅|截至|预计|预期|有望|大幅|显著|进一步|普遍|快速|急剧|首次|同比|环比|按年|按月|方面|上市以来|以来|一家|(?<=[^关对])于)$"
)
_TRAILING_ENDS = frozenset(
    FILL + "的之了，,、:：已经约仍然均则便就各将会仅至计期望幅著步遍速剧次比年月面来家于"
)
_BAD = re.compile(
    r"^(?:已|曾|新近|实质|[年月季周][增减]|其次|帐面|账面|基本|所有|未来|任何|各类|每|对|同比|环比|这|那|此种|不|作者|编辑|记者|从|到|至|以上|以下|以内|左右|它|他|她|我(?!国)|你|主要|适用|应用于|集中|(?:前|TOP|Top)\s?[\d一二三四五六七八九十百]+[名位家大强]?$|什么|如何|怎么|如果|若|当|[两几数]年|\d+%|[\d.]+$|[一二三四五六七八九十两几]+(?:个|年|月|天|季|大|是|来|则|方面)?$)|(?:时|(?<![\d]0)后|前|时候|以来|[和与及或]|首款|首个|首家|最大|期间|之一|左右|以上|如此|可|曾|直接|一次|原生|甚至|主要|显著|至今)$|%|高于|低于|[这那]一?[项个块点]"
)
_PROPER = re.compile(
    r"[A-Za-z][A-Za-z0-9.+\-]*|《|某|(?:公司|集团|银行|股份|控股|实业|国际|药业|生物|重工|电气|光电|半导体|新材|传媒|置业|食品|乳业|证券|大学|研究院|科技|汽车|控股|电子|医药|能源|证交所|交易所)$"
)
_GENERIC = frozenset(
    "pm2.5 pm10 yoy qoq mom m0 m1 m2 lpr mlf ai gpu cpu npu app saas paas iaas maas it llm agent suv mpv etf ipo oled led dram hbm nand iot pc tv ar vr api token tokens moe genai agi aigc rag ev phev bev gdp cpi ppi pmi b2b b2c ui ux pue tops tflops eflops ces dau mau gmv c b".split()
)
_TERMS = (
    ("奈米", "纳米"),
    ("晶片", "芯片"),
    ("软体", "软件"),
    ("硬体", "硬件"),
    ("网路", "网络"),
    ("资讯", "信息"),
)


_OBLIQUE = re.compile(r"已?[与同跟]$")
_LETTERS = frozenset("甲乙丙丁戊己ABCDE")  # of parties without a name
_DEDUCTED = re.compile(r"^(?:扣除|剔除)[^，]{1,16}?后的?")
_SELF = re.compile(r"(?:本公司|该公司|我司|公司|集团|我们|本行|该行|董事会)(?!债|法|治理|总部|股|章)(?=.)")


ISSUER = re.compile(r"(?:会|处|署|局|部|院|所|央行|人民银行|联储|交易所|统计司|联盟|中心|通讯社)$")
CONJUNCTION = re.compile(r"、|(?<![参给授])与(?!会|否)|和(?![谐平])|以及|(?<![以普涉波顾])及(?![其格时以])")


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


@cache
def _verbs() -> tuple[frozenset[str], int, re.Pattern[str], frozenset[str]]:
    """Verbs, the length of the longest, what a verb can begin with, and what a word that only looks like one begins with."""
    words = verbs()["plain"]
    guarded = frozenset(
        re.sub(r"\[[^\]]*\]|[^\u4e00-\u9fff|]", "", "|".join(alternative[:1] for alternative in _guards()))
    )
    begins = {w[0] for w in words} | {w for w in PREPOSITION if len(w) == 1} | guarded | set("《“「『》”」』")
    return words, max(map(len, words)), re.compile("[" + "".join(sorted(begins)) + "]"), guarded


def _guards() -> list[str]:
    pattern, depth, part, parts = _NO_BREAK.pattern, 0, "", []
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


def _cut_place(body: str) -> re.Match[str] | None:
    """Where the place after 在 ends: SuperCLUE专业领域测试中|得分."""
    cut = _AFTER.search(body, 1)
    if cut and cut[0] in ("领域", ""):
        later = re.compile(r"(?:中|上|里|内)(?![国型小高央等市海游])").search(body, cut.end(), cut.end() + 8)
        return later or cut
    return cut


@lru_cache(maxsize=4096)
def tidy(name: str | None) -> str | None:
    """A name as a reader would write it: without dates, quotes, leading connectives and trailing particles."""
    if not name:
        return None
    name = name.translate(_QUOTES)
    for _ in range(6):
        before = name
        name = strip_lead(name.strip(EDGE))
        while len(name) > 1 and name[-1] in _TRAILING_ENDS and (m := _TRAILING.search(name)) and m.start():
            name = name[: m.start()]
        if name == before:
            break
    if not name or name in CONNECTIVES or name in FILL:
        return None
    for taiwan, mainland in _TERMS:
        if taiwan in name:
            name = name.replace(taiwan, mainland)
    return name[-MAX_NAME:]


@lru_cache(maxsize=4096)
def strip_lead(text: str) -> str:
    """Drop connectives and filler at the start: 其中，AI芯片 -> AI芯片; 每支旗舰机 -> 旗舰机."""
    while text:
        if text[0] in "一每" and (m := _PIECE.match(text)):
            text = text[m.end() :]
            continue
        if text[0] in EDGE and not text.startswith("《"):
            text = text[1:]
            continue
        for word in _LEADS.get(text[0], ()):
            if text.startswith(word) and len(text) > len(word):
                text = text[len(word) :]
                break
        else:
            if len(text) > 1 and text[0] in "在从到至自于截是有较比" and text[1] in FILL:
                rest = text[1:].lstrip(FILL).removeprefix("的")
                if text[0] == "在" and _PLACE.search(rest[:30]):
                    return "在" + rest  # 在2024年中国公有云市场中
                text = rest
            elif (
                (text[0] in _APPROXIMATE and (text[1:2] in FILL or text[1:2].isascii()))
                or (text[0] in _SINGLE and text[:2] not in _WHOLE and len(text) > 2)
                or (text[0] == "如" and len(text) > 2 and text[1].isascii())
                or text[0] in "的了"
            ):
                text = text[1:]
            else:
                return text
    return text


@lru_cache(maxsize=4096)
def is_proper(name: str | None) -> bool:
    """Is it the name of one thing (Qwen3, 《长河无声》, 平安集团) rather than of a kind (国产AI芯片)?"""
    return bool(name) and any(m[0].lower() not in _GENERIC for m in _PROPER.finditer(name or ""))


@lru_cache(maxsize=4096)
def usable(name: str | None) -> bool:
    """Can it be a subject at all? Refuses remains of a clause: 推理时, 两年, 从10%."""
    return (
        bool(name)
        and (len(name or "") > 1 or (name or "") in _LETTERS)
        and not _BAD.search(name or "")
        and not PRONOUN.match(name or "")
        and name not in ADVERBS
        and name not in CONNECTIVES
        and not (is_bare_verb(name or "") and name not in _modifying() and not measure_at_end(name or ""))
    )


@lru_cache(maxsize=4096)
def predicate_start(text: str, start: int = 0) -> tuple[int, int]:
    """Where the first verb or preposition stands, as (start, end); (len, len) if there is none."""
    words, longest, first, guarded = _verbs()
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
        if ch in guarded and (m := _NO_BREAK.match(text, i)):
            if m[0] in _VERBAL:
                return i, m.end()
            i = m.end()
            continue
        for n in range(min(longest, size - i), 1, -1):
            if text[i : i + n] in words and (
                text[i + n : i + n + 1] not in _NOUN_TAIL or text[i + n : i + n + 2] in _NO_TAIL
            ):
                return i - (i > start + 1 and text[i - 1] in "不未没"), i + n
        if i > start and ch in PREPOSITION and ch not in "与和凭靠按因自向":
            return i, i + 1
        i += 1
    begin, end = open_verb(text, start)
    return (begin, end) if not measure_at_end(text[begin:end]) else (size, size)


_EXTREME = re.compile(r"(?:最大|最高|最低|平均|日均|累计|人均|单日|首发)(?=[\u4e00-\u9fff]{2,6}$)")


@cache
def _modifying() -> frozenset[str]:
    return MODIFIERS | verbs()["nominal"]


_CODE = re.compile(
    r"^[^的、和与]{0,16}[A-Za-z][A-Za-z.]{0,12}[- ]?\d[\w.\-]{0,12}?(?:[A-Za-z\d](?![A-Za-z\d.\-]))(?:\s?(?:系列模型|系列|满血版|框架|Pro|Max|Ultra))?",
    re.ASCII,
)
_APPOSITION = re.compile(
    r"(?:平台|系统|应用|工具|软件|专家|助手|品牌|服务商|厂商|公司|巨头|新势力|企业|机构|App)([A-Za-z][A-Za-z0-9.+\- ]{3,})$"
)


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
        m = re.search(r"(?<=[\u4e00-\u9fff]{4})[A-Za-z][A-Za-z0-9.+\-]{2,}$", tail)
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
    r"(?:日均|月均|年均|人均|户均|生均|亩均|班均|村均|平均|总(?![部统理公司局社])|新增|单次|单位|每|整体|综合|净|毛|税前|税后|归母|扣非|营业|最大|最高|最低|理论|实际)"
)


@lru_cache(maxsize=4096)
def split_noun(phrase: str) -> tuple[str | None, str | None]:
    """Subject and metric of a plain noun phrase: 昇腾910B算力 -> (昇腾910B, 算力), 豆包大模型 -> (豆包大模型, None)."""
    phrase = phrase.strip(EDGE)
    while phrase and phrase[-1] in _TRAILING_ENDS and (m := _TRAILING.search(phrase)) and m.start():
        phrase = phrase[: m.start()].strip(EDGE)
    if not phrase:
        return None, None
    if PRONOUN.match(phrase.translate(_QUOTES)):
        return None, None
    if phrase in ("市场份额", "占比", "份额", "比重", "比例", "市占率", "占有率", "市场占有率"):
        return None, phrase
    if m := _BETWEEN.match(phrase):
        return tidy(m["subject"]), tidy(m["metric"])  # 社会物流总费用|与GDP的比率
    for noun in ("市场份额", "占比", "份额", "比重", "比例", "市占率", "市场占有率"):
        if phrase.endswith(noun) and noun != phrase:
            rest = phrase[: -len(noun)].rstrip("的")
            subject, metric = split_noun(rest)
            return subject, (metric or "") + noun
    if "的" in phrase:
        left, right = _RELATIVE.split(phrase)
        if left.startswith(("归属于", "扣除", "剔除")) and measure_at_end(right):
            return None, tidy(phrase)
        if not right:
            return split_noun(left)
        if measure_at_end(right):
            start, _ = predicate_start(left)
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
    if (m := _MEASURE_LEAD.match(phrase)) and (
        (m[0] in ("平均", "人均", "日均", "月均", "年均", "户均") and 3 <= len(phrase) <= 8)
        or measure_at_end(phrase)
        or phrase[m.end() :] in verbs()["nominal"]
    ):
        return None, tidy(phrase)
    phrase = chop_tail(phrase)
    start = measure_start(phrase)
    if start == len(phrase) and (m := _EXTREME.search(phrase, 2)):
        start = m.start()  # 新品G30|最大吸力
    subject = _core(tidy(phrase[:start]))
    if subject and start < len(phrase) and subject in _modifying():
        return None, tidy(phrase)  # 旅游|收入
    if (
        subject
        and start < len(phrase)
        and (
            subject.lower() in _GENERIC
            or (
                subject[-1] in "中上里内下"
                and len(subject) > 2
                and subject[-2:] not in ("以上", "以下", "以内")
            )
        )
    ):
        return None, tidy(subject.rstrip("中上里内下") + phrase[start:])
    if subject and (PRONOUN.match(subject) or (len(subject) == 1 and subject not in _LETTERS)):
        start -= len(subject) if len(subject) == 1 and not PRONOUN.match(subject) else 0
        subject = None
    if start == len(phrase):
        return subject, None
    if (
        subject
        and (m := re.match(r"(.*(?:公司|企业|集团|机构|[国省市]))([A-Za-z]{2,5})$", subject))
        and m[2].lower() in _GENERIC
    ):
        return tidy(m[1]), m[2] + phrase[start:]  # 科技公司|AI资本开支
    if subject and (m := _CODE.match(subject)) and m.end() < len(subject):
        return tidy(m[0]), tidy(phrase[m.end() :])  # 日日新V6.5|多模态能力: a name ends with its code
    return subject, tidy(phrase[max(start, 0) :])


def read_topic(text: str, depth: int = 0) -> Topic:
    """Subject, metric, area and object from everything that stands before the predicate of a number."""
    bare = chop_tail(text.translate(_QUOTES).strip(EDGE))
    if depth > 5 or PRONOUN.match(bare):
        return Topic(metric="差距" if bare.endswith("差距") else None)
    text = _AMONG.sub("", _DEDUCTED.sub("", text)).replace("占比重", "占比")
    text = _OBLIQUE.sub("", chop_tail(strip_lead(_POLLED.sub("", strip_lead(text).strip(EDGE))).strip(EDGE)))
    if not text:
        return Topic()
    if text[0] in "将把使令让" and not _NO_BREAK.match(text):
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
    area = None
    if (m := _LOCATIVE.match(text)) and not _NO_BREAK.match(text):
        body = text[m.end() :]
        cut = _cut_place(body)
        if cut is None:  # 对美国出口|年增: the direction belongs to the measure
            return Topic(metric=tidy(text)) if _DIRECTED.match(text) else Topic()
        area = tidy(body[: cut.start()])
        text = strip_lead(body[cut.end() :]).strip(EDGE)
        if not text:
            return Topic(area=area)
    start, end = predicate_start(text)
    if start == len(text):
        subject, metric = split_noun(text)
        return Topic(subject, metric, area)
    verb, head, rest = text[start:end], text[:start], text[end:]
    if (
        "的" in rest
        and verb not in ("在", "于")
        and not measure_at_end(chop_tail(head))
        and verb not in _LIGHT
        and _relative(text, start)
    ):
        subject, metric = split_noun(text)  # 中国主导的开源通用模型占比: the verb stands in a relative clause
        return Topic(subject, metric, area)
    subject, own = split_noun(head) if start else (None, None)
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
    if verb in _SPEECH or (announced and sub.metric):
        return Topic(sub.subject, sub.metric, sub.area or area, sub.object, sub.verb)
    if not sub.metric:
        return Topic(subject, own, sub.area or area, sub.object or sub.subject, sub.verb or verb)
    metric = (sub.subject or "") + sub.metric
    if verb not in _LIGHT and len(verb) > 1:
        metric = verb + metric
    if start == 0 and verb in _SPEECH:
        return Topic(sub.subject, sub.metric, sub.area or area)
    return Topic(subject, tidy(metric), sub.area or area)


def _relative(text: str, start: int) -> bool:
    """Is the verb at `start` inside a relative clause, with 的 behind it and a noun after that?"""
    at = text.rfind("的")
    return at > start and len(text) - at > 2 and predicate_start(text, at + 1)[0] == len(text)


_ADVERB_ENDS = frozenset(w[-1] for w in ADVERBS if len(w) > 1)


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
            and text[-1:] in "已也更还仍则便又再仅只曾约共"
            and text[-2:]
            not in (
                "制约",
                "合约",
                "签约",
                "节约",
                "条约",
                "违约",
                "预约",
                "公共",
                "变更",
                "法则",
                "原则",
                "规则",
            )
        ):
            n = 1
        n = n or closing_adverb(text)
        if not n or measure_at_end(text) >= max(n, 2):
            break
        text = text[:-n]
    return text
