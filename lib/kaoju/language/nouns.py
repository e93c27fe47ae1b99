"""The noun behind a number: 230个|大模型, 16款|产品占全球的….

A counted noun ends where its clause goes on with a verb, and what follows may name the measure: 12款|服务|完成备案.
"""

from __future__ import annotations

import re

from kaoju.language.glance import opening
from kaoju.language.grammar import CHANGE, FILL, verbs
from kaoju.language.names import EDGE, tidy
from kaoju.language.predication import predicate_start
from kaoju.language.vocabulary import PURE
from kaoju.records import Quantity
from kaoju.text.lexis import words

_BEFORE_NOUN = re.compile(
    rf"^(?:以上|以下|以内|左右|上下(?!文)|之多|多|余|级|个(?![人月性股体案税])|[{FILL}]|的)*"
)
_BEFORE_OPENS = opening(_BEFORE_NOUN.pattern.removesuffix("*"))
_NOUN_END = re.compile(rf"[，,；;。！？!?：:、）)({FILL}”\"\n|]")
_INNER = re.compile(
    r"占(?!比)|达|(?<![华成作行认因以])为|是|(?<![平人户年月日亩生班店场单])均(?![价值线])|(?<![成首故])都(?![市会])|已|(?<![即])将(?!来)|来自|就(?!业)|仅|同比|环比|由|正在"
)

_VERB_AND_NOUN = re.compile(r"([\u4e00-\u9fff]{2})([\u4e00-\u9fff]{2,4})")
_MARKS = frozenset("大关 关口 关 门槛 台阶 整数关 出头 封顶".split())  # of a value, no thing that is counted
_PEOPLE = re.compile(
    _INNER.pattern + r"|说|觉得|认为|答|嫌|选(?!手|民|项)|不(?!良|动产|锈)|没有|愿意|会(?!员|计|议)|想"
)
_GROUP = re.compile(
    r"[^，的]{0,8}?(?:[受调被]访者|消费者|用户|网民|网友|居民|人群|企业|上市公司|公司|城市|省份|家庭|车主|学生|家长|读者|观众|投资者|开发者|员工|商家|门店)(?=[^的数量占比率渗使活规总均平]{2})"
)


_STOP = re.compile(r"[，,；;。！？!?：:、(（\x02\n|]")


def until_stop(right: str) -> str:
    m = _STOP.search(right)
    return right[: m.start()] if m else right


_PLACES = frozenset("居冠 居首 居次 居末 为首 垫底 领先 领跑 最多 最高 最低 最大 夺冠 称冠".split())
_PLACE_PHRASE = re.compile(r"^(?:在|于)[^，]{1,20}?(?:中|上|里|内|下)")
_ADVERB = re.compile(r"^(?:普遍|已经?|都|均|正在|将|会|可|能|则|来自)")


def following(rest: str) -> str | None:
    """The predicate behind a counted noun, if it is short enough to name a measure: 完成备案."""
    text = _PLACE_PHRASE.sub("", until_stop(rest).strip(EDGE))
    text = _ADVERB.sub("", text)
    return tidy(text) if 2 <= len(text) <= 16 and text not in _PLACES else None


_RATE_BEHIND = re.compile(
    r"(?:以上)?的?(?P<name>(?:按年|按月|同比|环比|年|季|月)?(?:增速|增长率|成长率|增幅|降幅|减幅|涨幅|跌幅|升幅)|[\u4e00-\u9fff]{0,4}?(?:份额|占有率|市占率|占比|毛利率|净利率|利润率|渗透率|覆盖率|收益率|利用率))"
)
_AMOUNT_BEHIND = re.compile(
    r"的?(?P<name>(?:出货|销|交付|产|装机|装车|下载|订单|成交|销售|安装)[量额])(?=[、，。；和及与]|[\u4e00-\u9fff])"
)


def measure_behind(right: str, unit: str) -> str | None:
    """The name of the measure that a number stands before as its attribute: 13.5%|市场份额, 13.6%|的按年增速, 4350万台|出货量."""
    m = (_RATE_BEHIND if unit == "%" else _AMOUNT_BEHIND).match(right)
    return m["name"].removesuffix("的") if m else None


def counted_noun(right: str, q: Quantity) -> tuple[str | None, str]:
    """The noun behind a number and what follows it: 个大模型占全球的 -> (大模型, 占全球的)."""
    m = _BEFORE_NOUN.match(right) if right[:1] in _BEFORE_OPENS else None
    body = right[m.end() if m else 0 :].lstrip('“"')
    cut = _NOUN_END.search(body)
    head = body[: cut.start()] if cut else body
    if not head or (q.unit == "rank" and head[0] in "位名"):
        return None, body
    if q.classifier in ("人", "人次") and right[:1] != "的":
        return None, body  # 7655人|接着排: they are counted themselves
    start, _ = predicate_start(head)
    if start == 0:
        named = _VERB_AND_NOUN.fullmatch(head) if q.unit == "count" and q.classifier else None
        if named and named[1] in verbs()["nominal"] and words(named[2])[-1].tag == "n":
            return head, ""  # 18个|上榜模型
        return None, body
    inner = (_PEOPLE if q.unit == "%" else _INNER).search(head, 1)
    if q.unit in PURE and (m := _GROUP.match(head)):
        start = min(start, m.end())  # 近七成受访者|每周至少点一次外卖
    stop = min(start, inner.start()) if inner else start
    noun = head[:stop].rstrip("的和与及")
    while (
        q.unit == "count"
        and stop < len(head)
        and head[stop - 1 : stop] != "的"
        and (at := head.find("的", stop)) > 0
        and at + 2 < len(head)
        and stop == start
        and predicate_start(head, at + 1)[0] == len(head)
        and _is_relative(head[stop:at])
    ):
        noun, stop = head, len(head)  # 个中国自主研发的模型
    if noun in CHANGE:
        return None, body  # 毛利率较上年的56.1%|成长3.8个百分点
    if noun in _MARKS or noun[-1:] in ("至", "到", "为"):
        return None, body[stop:]  # 站上9000万|大关, 由3.9厘|急挫至0.6厘
    return (tidy(noun) if 1 <= len(noun) <= 24 else None), body[stop:]


def _is_relative(deed: str) -> bool:
    """Is it a verb alone, which tells of what follows 的, and none with its object: 企业|研发的项目, but not 用户|使用云帆的服务?"""
    return all(w.tag[0] in "vadpbfmt" or w.text in verbs()["all"] for w in words(deed))


_LATIN_AT_END = re.compile(r"(?<=[\u4e00-\u9fff])[A-Za-z][A-Za-z0-9.\-]{2,}$")


def end_name(noun: str) -> str:
    """旗舰模型Ling-1T -> Ling-1T."""
    m = _LATIN_AT_END.search(noun)
    return m[0] if m else noun
