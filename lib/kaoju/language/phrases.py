"""Noun phrases: where the subject ends and the name of the measure begins.

中国AI芯片|市场规模, 昇腾910B|算力, 走在上市路上的|智谱, GPT-3生成错误信息的|概率.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kaoju.language.glance import opening
from kaoju.language.grammar import (
    PRONOUN,
    is_pronoun,
    measure_at_end,
    measure_start,
    verbs,
)
from kaoju.language.names import (
    EDGE,
    GENERIC,
    LETTERS,
    QUOTES,
    is_proper,
    modifying,
    tidy,
    untrailed,
)
from kaoju.language.predication import chop_tail, predicate_start
from kaoju.text.lexis import closes_with_noun

_RELATIVE = re.compile(r"的(?=[^的]*$)")

_BETWEEN = re.compile(
    r"(?P<subject>[^的与]{2,16})(?P<metric>[与同][^的与]{2,16}(?:的|之间的)(?:比率|比值|比例|价差|差距|利差|差额)|[与同][^的与]{2,16}之比)$"
)

_SHORT_MEASURES = frozenset("息租薪额价量率值费益")  # 派|息


_EXTREME = re.compile(r"(?:最大|最高|最低|平均|日均|累计|人均|单日|首发)(?=[\u4e00-\u9fff]{2,6}$)")
_CODE = re.compile(
    r"^[^的、和与]{0,16}[A-Za-z][A-Za-z.]{0,12}[- ]?\d[\w.\-]{0,12}?(?:[A-Za-z\d](?![A-Za-z\d.\-]))(?:\s?(?:系列模型|系列|满血版|标准版|青春版|至尊版|基础版|框架|Pro|Max|Ultra|Plus|Mini)){0,3}",
    re.ASCII,
)
_DASH = re.compile("-{2,}|—{2,}")
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
    if "--" in subject or "——" in subject:
        return _DASH.split(subject)[-1] or subject  # 芯片厂商--岚芯国际
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
    r"(?:非国际财务报告准则|非通用会计准则|[Nn]on-?GAAP|经调整后?|(?:以|按)?(?:美元|人民币|新台币|港元)(?:计价?|(?=营收|收入|营业额))|日均|月均|年均|人均|户均|生均|亩均|班均|村均|平均|总(?![部统理公司局社])|新增|单次|单位|每|整体|综合|净|毛|税前|税后|归母|扣非|营业|最大|最高|最低|理论|实际)"
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
    phrase = untrailed(phrase).strip(EDGE)
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
        return _split_at_of(phrase)
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
    return _split_at_measure(chop_tail(phrase))


def _split_at_of(phrase: str) -> tuple[str | None, str | None]:
    """Before 的 stands whose it is, behind it the measure, unless both are one name: 重点监测的|28种蔬菜|平均价格."""
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


def _split_at_measure(phrase: str) -> tuple[str | None, str | None]:
    """The measure is the last word or words that can be one: 新品G30|最大吸力, 科技公司|AI资本开支."""
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
                and not closes_with_noun(subject)
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
