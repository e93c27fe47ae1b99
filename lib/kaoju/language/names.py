"""Names as a reader would write them: trimmed of particles and dates, proper or common, fit to be a subject or not.

其中，AI芯片 -> AI芯片; Qwen3 and 《长河无声》 are proper, 国产AI芯片 is a kind; 推理时 and 从10% are remains of a clause.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kaoju.language.grammar import ADVERBS, CONNECTIVES, FILL, MODIFIERS, is_pronoun, measure_at_end, verbs
from kaoju.text.lexis import closes_with_noun, inside_noun, is_bare_verb, words

MAX_NAME = 30
EDGE = FILL + "↑↓▲△▼▽◆◇■□●○★☆◎※►▶ 　,，、;；:：.。!！?？|*#\"'“”‘’「」『』·•-—–~+=>→/()（）[]【】"

QUOTES = str.maketrans("", "", FILL + '“”"‘’「」『』*')
_SINGLE = frozenset("虽仅只而但且并则其又也还再即若均都可年每拟")

_LEADS: dict[str, list[str]] = {}

for _word in sorted(CONNECTIVES, key=lambda w: (-len(w), w)):
    if len(_word) > 1:
        _LEADS.setdefault(_word[0], []).append(_word)

_APPROXIMATE = "约近超逾仅只"  # dropped only right before a number or date
# Two characters that begin with one of the above and are no connective: 其他, 并购, 还款.
_WHOLE = frozenset(
    "虽然 其他 其它 其余 其次 并购 并网 并发 还款 还贷 再生 再融 再贷 即时 即将 即期 约定 约束 近海 近视 近岸 超市 超算 超级 超声 超高 超额 超导 超大 超写 超节 超低 超长 超千 均价 均值 都市 都会 仅有 可用 可见 可持 可回 可分 可供 可比 可售 可动 又称 该国 该省 则天 但丁 若干 超万 超充 近地 可再 可口 可乐 可灵 可转 可穿 可控 可支 "
    "可变 可信 可爱 年度 年轻 年报 年薪 年化 年均 年产 年净 年增 年收 年营 年利 年销 年发 年复 年金 年龄 年级 年货 年人 年日 年用 每股 每瓦 每吨 每桶 每克 每斤 每件 每辆 每台 每张 每片 每升 每户 每人 每百 每千 每万 每公 每单 每位 每次 每天 每月 每日 每年 每平 每克 每张 每台 每辆 年累 年出 年检 年巡".split()
)
_PIECE = re.compile(r"[一每](?:[支台辆件部只片头枚颗张款斤吨]|亩地?|公斤)(?=[\u4e00-\u9fffA-Za-z0-9]{3})")
_PLACE = re.compile(
    r"(?:市场|领域|行业|方面|榜单|平台|排名|测试|竞技场|赛道|任务)(?:中|上|里|内)?|中(?=[以约占位排名列共有，])"
)
_TRAILING = re.compile(
    rf"(?:[{FILL}]|的|随[之即]|之|了|，|,|、|:|：|已经?|约|仍然?|(?<![平人户年月日亩生班])均|则|便|就|各|将会?|仅|截至|预计|预期|有望|大幅|显著|进一步|普遍|快速|急剧|首次|同比|环比|按年|按月|方面|上市以来|以来|一家|(?<=..)(?<![尤与])其|(?<=..)(?<![合兼吞收])并|这[一个项]|[这那][边头块]|(?<=[^关对])于)$"
)
_TRAILING_ENDS = frozenset(
    FILL + "的之即了，,、:：已经约仍然均则便就各将会仅至计期望幅著步遍速剧次比年月面来家于一个项边头块其并"
)
_BAD = re.compile(
    r"^(?:二[零〇]|已|曾|新近|实质|主因|叠加|(?:北京|当地|美东)时间|(?:财|季|年|中|半年)报$|业绩$|[年月季周][增减]|其次|帐面|账面|基本(?!金属|工资|养老|医疗|面)|所有|未来|任何|各类|每|对|(?:家人|朋友|亲人?|宝子|老铁|小伙伴|姐妹|兄弟|网友|读者|粉丝|各位|大家)们?$|(?:福利|广告|推广|赞助)(?:时间|环节)?$|同比|环比|这|那|此种|不|作者|编辑|记者|从|到|至|以上|以下|以内|左右|它|他|她|我(?!国)|你|主要|适用|应用于|集中|前\s?[\d一二三四五六七八九十百]+[名位家大强]?$|什么|如何|怎么|如果|若|当|[两几数]年|\d+%|[\d.]+$|[一二三四五六七八九十两几]+(?:个|年|月|天|季|大|是|来|则|方面)?$)|(?:时|(?<![\d]0)后|前|时候|以来|(?<=..)[和与及或]|首款|首个|首家|最大|期间|之一|左右|以上|如此|可|曾|直接|一次|原生|甚至|主要|显著|至今)$|%|高于|低于|^[百千万亿]+(?:元|美元|港元|台|辆|吨|人|家|个|件|只)$|^(?:跟|被|连同|换算|[答按据](?!揭))|[这那]一?[项个块点]"
)
_AGED = re.compile(r"^[^，]{0,6}\d{1,3}周?岁及?以[上下]$")  # 60周岁及以上|人口
_PROPER = re.compile(
    r"[A-Za-z][A-Za-z0-9.+\-]*|《|某|(?:公司|集团|银行|股份|控股|实业|国际|药业|生物|重工|电气|光电|半导体|新材|传媒|置业|食品|乳业|证券|大学|研究院|科技|汽车|控股|电子|医药|能源|证交所|交易所)$"
)
GENERIC = frozenset(
    "pm2.5 pm10 yoy qoq mom m0 m1 m2 lpr mlf ai gpu cpu npu app saas paas iaas maas it llm agent suv mpv etf ipo oled led dram hbm nand iot pc tv ar vr api token tokens moe genai agi aigc rag ev phev bev gdp cpi ppi pmi b2b b2c ui ux pue tops tflops eflops ces dau mau gmv c b".split()
)
_TERMS = (
    ("奈米", "纳米"),
    ("晶片", "芯片"),
    ("软体", "软件"),
    ("硬体", "硬件"),
    ("网路", "网络"),
    ("伺服器", "服务器"),
    ("记忆体", "内存"),
    ("资讯", "信息"),
)
LETTERS = frozenset("甲乙丙丁戊己ABCDE")  # of parties without a name
ISSUER = re.compile(r"(?:会|协|处|署|局|部|院|所|央行|人民银行|联储|交易所|统计司|联盟|中心|通讯社)$")
# What the offices of a place are called behind its name: 江州省|卫生健康委员会. They tell the figures of the place.
OFFICE = r"(?:[\u4e00-\u9fff]{2,6}(?:[局厅]|委员会)|发展改革委|海关|人民政府)"
LOCAL_OFFICE = re.compile(rf"[省市县区州]{OFFICE}$")

CONJUNCTION = re.compile(r"、|(?<![参给授])与(?!会|否)|和(?![谐平])|以及|(?<![以普涉波顾])及(?![其格时以])")


def untrailed(name: str) -> str:
    """Without particles and adverbs at its end, unless it is nothing else or they are syllables of a noun: 规|则, 公|约."""
    while len(name) > 1 and name[-1] in _TRAILING_ENDS and (m := _TRAILING.search(name)) and m.start():
        if len(m[0]) == 1 and closes_with_noun(name):
            break
        name = name[: m.start()]
    return name


@lru_cache(maxsize=4096)
def tidy(name: str | None) -> str | None:
    """A name as a reader would write it: without dates, quotes, leading connectives and trailing particles."""
    if not name:
        return None
    name = name.translate(QUOTES)
    if "(" in name and ")" not in name:
        name = name.split("(")[0]  # 台积电( TSM-US
    if "]" in name and "[" not in name:
        name = name.rsplit("]", 1)[1]  # [快讯]云帆科技
    for _ in range(6):
        before = name
        name = strip_lead(name.strip(EDGE))
        name = untrailed(name)
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
                or (
                    text[0] in _SINGLE
                    and text[:2] not in _WHOLE
                    and len(text) > 2
                    and not text[1].isdigit()
                    and not (text[0] != "每" and inside_noun(text, 0, 1))
                )
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
    return bool(name) and any(m[0].lower() not in GENERIC for m in _PROPER.finditer(name or ""))


def _is_remnant(name: str) -> bool:
    """Does it begin or end as what is left of a clause does, and not with a noun that looks so: 答案, 令牌, 皇后, 工时?"""
    m = _BAD.search(name)
    if m is None or not m[0] or m[0] in ("每", "时") or not inside_noun(name, *m.span()):
        return m is not None
    return any(w.tag[0] in "vpdcu" and w.tag != "vn" for w in words(name))


@lru_cache(maxsize=4096)
def usable(name: str | None) -> bool:
    """Can it be a subject at all? Refuses remains of a clause: 推理时, 两年, 从10%."""
    return (
        bool(name)
        and (len(name or "") > 1 or (name or "") in LETTERS)
        and (not _is_remnant(name or "") or _AGED.search(name or "") is not None)
        and not is_pronoun(name or "")
        and name not in ADVERBS
        and name not in CONNECTIVES
        and not (is_bare_verb(name or "") and name not in modifying() and not measure_at_end(name or ""))
    )


@cache
def modifying() -> frozenset[str]:
    return MODIFIERS | verbs()["nominal"]


def conjuncts(phrase: str) -> list[str]:
    """The names that 、, 和 and 与 join, none cut in two: 中和剂和漂白剂 -> 中和剂, 漂白剂."""
    found, at = [], 0
    for m in CONJUNCTION.finditer(phrase):
        if m[0] == "、" or not inside_noun(phrase, *m.span()):
            found.append(phrase[at : m.start()])
            at = m.end()
    return [*found, phrase[at:]]
