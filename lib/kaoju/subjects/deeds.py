"""What a clause without a number tells in words: who does something, moved most or is picked out of many, and of what.

天池半导体|发布三季报，… | 机械类|因半导体设备拉货，… | 客观缓解率，前者36.5%… | 资金主要流向|北京，占…
"""

from __future__ import annotations

import re

from kaoju.language.changes import chop
from kaoju.language.grammar import FILL, SUFFIX_OF_CHANGE, TIME, TIME_WORDS, measure_at_end, verbs
from kaoju.language.names import conjuncts, is_proper, tidy, usable
from kaoju.language.nominals import is_nominal, is_relational
from kaoju.language.phrases import split_noun
from kaoju.language.predication import chop_tail, predicate_start
from kaoju.subjects.discourse import About, Discourse
from kaoju.subjects.headings import ANNOUNCING
from kaoju.subjects.memory import last_base, names_one
from kaoju.subjects.referents import PAPER, named_before, speak_of
from kaoju.text.lexis import is_name, words

_CAUSE = frozenset("因受由得")
_CAUSED = re.compile(
    r"([^，的在从]{2,10}?)(?:主要|则)?(?:因(?!此|而|素|子)|受(?!益|访|理|让|众|试|贿|损)|由于|得益于|受惠于|受益于)(?=...)"
)
_MOVED_BY = re.compile(r"受[^，]{2,40}(?:影响|带动|推动|拖累|拉动|支撑|提振|驱动)$")
_MOVED_MOST = re.compile(
    r"(?P<name>[^，的]{2,12}?)(?P<verb>[涨跌升降增减])(?:得|幅)?[最更较](?:为)?[^，]{1,3}"
)
_EXTREME = re.compile(
    r"(?:最|更|较|极|很|尤其|相对|同样|也)(?:为)?(?:高|大|多|快|低|小|少|慢|强|弱|贵|便宜|显著|明显|突出|猛)$|居首|领先|领跑|第一$|(?:最|尤其|格外|相当)[\u4e00-\u9fff]{1,2}$"
)
_CONTRASTED = re.compile(r"[^，的]{2,8}?(?=(?:则|却|也|还)(?![是有]))")
_NOMINAL_VERB = re.compile(r"开源|发布|上市|上线|上映|发售|交付|推出|量产|投产|融资|开业|成立")
_EXAMPLE = re.compile(r"^[以拿](.{2,16})为例$")
_TOWARDS = re.compile(r"(?:流向|投向|来自于?|销往|发往|运往|集中[在于])([^，的、]{2,10})$")
_MOST = re.compile(r"([^，最]{2,8})[最较][多高大低少快长贵]的是")
_FOREMOST = re.compile(
    r"[^，是为]{0,12}(?:领导者|龙头|冠军|榜首|首位|老大|领头羊|赢家|黑马|王者|霸主|第一名|最[大高多快][^，是为]{0,6})(?:则|仍|依旧|当属)?[是为]([^，]{2,16})$"
)
_NEXT = re.compile(r"(?:其次|第二|最后|随后|[^，]{0,14}的)是([^，]{2,16})$")
_OFFICE = re.compile(r"(?:局|署|统计处|协会|委员会|厅|研究院|研究中心|课题组|联合会|商会)$")
_LATELY = re.compile(r"(?:[昨今前同近]日?|上周)$")
_LAST_NOUN = re.compile(r"的([^的]{3,30})$")
_PRODUCT_AT_END = re.compile(
    r"([A-Za-z][A-Za-z0-9.\-+ ]{1,30}(?:系列|平台)?(?=(?:模型)?$)|[“《][^”》]{2,20}[”》]|(?<=模型)[\u4e00-\u9fff]{2,4}\d[\d.]*)(?:模型)?$"
)
_LATIN_WITH_KIND = re.compile(
    r"([A-Za-z][A-Za-z0-9.\-+ ]{1,30}[A-Za-z0-9])(?![A-Za-z0-9])[\u4e00-\u9fff]{2,6}$"
)
_NEW_PRODUCT = re.compile(r"^了?(?:首款|全新|新款|一款)?([\u4e00-\u9fff]{3,10})$")


def read_told(d: Discourse, text: str) -> None:
    """What a clause tells in words, by where its predicate begins: 天池半导体|发布三季报."""
    if text[0] == "受" and _MOVED_BY.match(text):
        return  # 受有利因素影响，小麦播种面积…
    start, stop = predicate_start(text)
    if _caused(d, text) or _dated(d, text, start) or _moved_most(d, text):
        return
    if start == len(text):
        start = stop = _compared_at(text)
    if start == len(text):
        _verbless(d, text)
        return
    if text[stop : stop + 1] == "的" and start <= 8:
        again, ends = predicate_start(text, stop + 1)
        if again < len(text):  # 最新发布的|Qwen3系列采用…
            text, start, stop = text[stop + 1 :], again - stop - 1, ends - stop - 1
    if not _singled_out(d, text):
        _deed(d, text, start, stop)


def _caused(d: Discourse, text: str) -> bool:
    """Before a cause stands the subject or its measure: 机械类|因半导体设备拉货，年增14%."""
    if _CAUSE.isdisjoint(text) or not (m := _CAUSED.match(text)):
        return False
    if not (is_nominal(m[1]) and usable(m[1])):
        return False
    subject, metric = split_noun(m[1])
    d.said = metric or d.said  # 融资成本|受惠拆息回落，由118百万港元减至98百万港元
    speak_of(d, subject)
    return True


def _dated(d: Discourse, text: str, start: int) -> bool:
    """A name before a date is the subject: 甬江半导体二期|10月通线."""
    at = text.find(TIME)
    if (
        2 <= at < min(start, 16)
        and text[at + 1 :].strip(FILL)
        and is_name(text[:at])
        and is_nominal(text[:at])
    ):
        speak_of(d, tidy(text[:at]))
        return True
    return False


def _moved_most(d: Discourse, text: str) -> bool:
    """Who moved most or least, and which way: 香槟产区|跌得最少，2%."""
    if (m := _MOVED_MOST.fullmatch(text)) and (moved := SUFFIX_OF_CHANGE.get(m["verb"])):
        base = last_base(d, "%")
        speak_of(d, tidy(m["name"]))
        d.said = (base or "") + moved
        return True
    return False


def _verbless(d: Discourse, text: str) -> None:
    """A clause without a predicate names its owner or a measure: 客观缓解率，前者36.5%."""
    if (
        (m := _NOMINAL_VERB.search(text, 2))
        and m[0] in verbs()["nominal"]
        and names_one(d, text[: m.start()])
    ):
        speak_of(d, tidy(text[: m.start()]), agent=True)  # 通义千问Qwen3|开源仅一个月
    elif 2 <= (at := text.find("的")) <= 8 and names_one(d, text[:at]) and d.fresh:
        speak_of(d, tidy(text[:at]))  # 阿里|的打法更类似安卓系统
    elif "的" in text and is_proper(text) and not text.startswith(("在", "从")):
        speak_of(d, split_noun(text)[0])
    elif len(text) <= 14 and (found := split_noun(text))[1] and text[0] not in "在从按以":
        d.said = found[1]
        speak_of(d, found[0] if is_nominal(found[0] or "") else None)
    elif name := _named_before(d, text):
        speak_of(d, name)  # 北辰|快一些
    elif _is_topic(d, text):
        speak_of(d, tidy(text))  # 青蟹，去年产量138万吨


_MAX_TOPIC = 12
_THINGS = frozenset("n nr nrt nrfg ns nt nz vn eng j x".split())
_KINDS = _THINGS | {"a", "b"}
_NO_TOPIC = re.compile(r"(?:人士|部分|后市|消息|正面|结果)$")  # who tells, and words of the telling
_FIGURE = re.compile(r"\d")


def _is_topic(d: Discourse, text: str) -> bool:
    """Is a clause at the head of its sentence a noun and nothing else, which the clauses behind it are about?

    A place or person is; any other, if the next clause names none: 青蟹，去年产量…, but not 盘面，公司营收….
    """
    at = d.sentence.find(text)
    if not (d.fresh and 0 <= at <= 2 and 2 <= len(text) <= _MAX_TOPIC) or _NO_TOPIC.search(text):
        return False
    found = words(text)
    if found[-1].tag not in _THINGS or any(w.tag not in _KINDS for w in found):
        return False
    if is_relational(text) or not usable(text):
        return False
    return (len(found) == 1 and is_name(text)) or _names_none(d.sentence[at + len(text) + 1 :])


def _names_none(text: str) -> bool:
    """Does the clause begin with its measure: 去年|产量138万吨?"""
    before = _FIGURE.split(TIME_WORDS.sub("", text.split("，")[0]))[0]
    whose, measure = split_noun(chop(before[: predicate_start(before)[0]]))
    return measure is not None and whose is None


def _named_before(d: Discourse, text: str) -> str | None:
    """The name at the beginning of a clause that the text has spoken of or the registers hold."""
    known = {a.subject for a in d.abouts[-40:]}
    for word in reversed(words(text[:16])[1:]):
        name = text[: word.start]
        if name in known or (d.registers.entity_id(name) and is_nominal(name) and usable(name)):
            return name
    return None


def _compared_at(text: str) -> int:
    """Where a clause without a verb begins to compare: 华东地区销售额占比|最高, 霸王茶姬|则慢了下来; else its end."""
    if (m := _EXTREME.search(text)) and (
        measure_at_end(text[: m.start()]) or (text[m.start()] == "最" and m.start() <= 8)
    ):
        return m.start()
    m = _CONTRASTED.match(text)
    return m.end() if m else len(text)


def _singled_out(d: Discourse, text: str) -> bool:
    """Is one picked out of many at the end: 其次是全民健身路径，114万个; 资金主要流向|北京，占全部项目的一半?"""
    if m := _EXAMPLE.match(text):
        if d.fresh and names_one(d, m[1]):
            speak_of(d, tidy(m[1]))  # 以|宁德时代|为例
        return True
    if (m := _TOWARDS.search(text)) and is_nominal(m[1]):
        speak_of(d, tidy(m[1]))
        return True
    if (m := _FOREMOST.match(text)) and names_one(d, name := tidy(m[1].removesuffix("品牌"))):
        speak_of(d, name)  # 市场领导者是|vivo|品牌，其…
        return True
    if (m := _MOST.match(text)) and measure_at_end(m[1]):
        d.said = m[1]  # 数量最多的是篮球场，有119.6万个
    if (m := _NEXT.match(text)) and len(conjuncts(m[1])) == 1:
        speak_of(d, tidy(m[1]))
        return True
    return False


def _deed(d: Discourse, text: str, start: int, stop: int) -> None:
    """Who does it or what is done with it, and what that brings on: 天池半导体|推出全模态模型|LongCat."""
    verb = text[start:stop]
    if start >= 2 and text[0] not in "在从以按由向":
        _acts(d, text[:start], verb)
    elif start == 0 and verb in ("基于", "依托", "通过", "作为") and (m := _LAST_NOUN.search(text)):
        name = tidy(m[1][: predicate_start(m[1])[0]])
        if names_one(d, name) or "·" in (name or ""):
            speak_of(d, name)  # 基于…架构的豆包·深度思考模型表现突出
    if verb in ("公告", "公布", "披露", "自结") and (told := split_noun(text[stop:])[1]):
        d.announced = told  # 公告去年12月|营收，三家齐写新高
    if measure_at_end(text) and "的" in text[stop:]:
        d.said = tidy(text.rsplit("的", 1)[-1])
    if new := _presented(text, stop, verb, alone=start == 0):
        d.subject = d.presented = new


def _acts(d: Discourse, head: str, verb: str) -> None:
    """Before a verb stands the subject or its measure, unless it is a part or an office: 玄穹R3|采用…."""
    subject, metric = split_noun(head.removesuffix("原") if verb[:1] == "预" else head)  # 台积电|原预估
    if subject and not metric and "的" in head:
        owner, rest = head[: (of := head.rindex("的"))], head[of:]
        if is_proper(owner) and not is_proper(rest):
            subject = tidy(owner)
    if metric:
        d.said = metric
        d.abouts.append(About(subject if usable(subject) else d.subject, metric, base=metric, kind="plain"))
    if subject and not metric and d.agent and names_one(d, d.subject) and not names_one(d, subject):
        subject = None  # 玄穹R3由…代工，CPU为…: a part of what is spoken of
    if subject and (name := named_before(d, subject)):
        subject = name
    if subject and _OFFICE.search(_LATELY.sub("", chop_tail(subject))) and verb in ANNOUNCING:
        subject = None  # 政府统计处同日发表，…
    if subject and len(subject) <= 24 and not subject.endswith(("方面", "层面")):
        speak_of(d, subject, agent=not metric)


def _presented(text: str, stop: int, verb: str, *, alone: bool) -> str | None:
    """The new thing that a verb of creation brings on: 推出全模态模型LongCat -> LongCat."""
    if verb not in verbs()["creation"]:
        return None
    rest = text[stop:].lstrip("了")
    m = _PRODUCT_AT_END.search(rest) or _LATIN_WITH_KIND.search(rest)
    if m and not PAPER.search("某某" + m[1]):
        return tidy(m[1])
    m = _NEW_PRODUCT.search(text[stop:]) if alone else None
    return tidy(m[1]) if m else None
