"""Clauses without a number, which name whom or what the numbers behind them are about.

做具身智能的「|拓灵机器人|」官宣B轮，… | 涨得最凶的是菠菜、生菜和黄瓜，… | 通途快递董秘何嘉透露，… | 各业务收入如下：…
"""

from __future__ import annotations

import re

from kaoju.language.clauses import Clause
from kaoju.language.glance import closing
from kaoju.language.grammar import CONNECTIVES, TIME
from kaoju.language.names import EDGE, ISSUER, conjuncts, strip_lead, tidy, usable
from kaoju.language.nominals import is_nominal
from kaoju.language.phrases import split_noun
from kaoju.language.predication import predicate_start
from kaoju.records import Sentence
from kaoju.subjects.deeds import read_told
from kaoju.subjects.discourse import About, Discourse
from kaoju.subjects.headings import (
    LABEL,
    MARK,
    RUBRICS,
    read_caption,
    read_frame,
    read_item,
    read_label,
    read_rubric,
)
from kaoju.subjects.memory import names_one
from kaoju.subjects.referents import is_origin, meant_by, speak_of
from kaoju.text.lexis import is_name, words

_REPORT_OF = re.compile(rf"{TIME}+(?:报|报告|财报|业绩|成绩单|简报)$")
_IMPRINT = re.compile(
    r".{0,4}(?:时间|日期|图源|制图|来源|作者|编辑|责编|记者|浏览|阅读|字号|主笔|撰文|编号|代码|简称|评级)"
)
# Who puts money in or vouches for a deal is not what the deal is about: 红杉中国领投、美团跟投, 中金担任保荐人.
_BACKER = re.compile(
    r"(?:领投|跟投|参投|联合投资|战略投资|追投|加持|承销|保荐|担任[^，]{0,6}(?:顾问|保荐人))$"
)
_BACKER_ENDS = closing(_BACKER.pattern)
_OPENING_QUOTES = frozenset("「『“")
# 做具身智能的「拓灵机器人」官宣B轮: a class noun or a clause with 的 brings on the name in quotes.
_QUOTED_NAME = re.compile(
    r"(?:的|机构|工具|公司|品牌|平台|企业|厂商|项目|团队|应用|软件|玩家|新秀|独角兽|机型|模型|药企|车企|店|巨头|新势力)"
    r"[「『“](?P<name>[^「」『』“”，。；！？]{2,12})[」』”](?P<after>[^的计政方]|$)"
)
_NAMING = frozenset("是为括")
_NAMED = re.compile(
    r"(?:的是|包括|分别是|分别为|依次是|(?:企业|厂商|公司|品牌|[车药房]企|[名强位家款种地])(?:依次|分别)?[为是])([^，]{3,40})$"
)
_AND_OTHERS = re.compile(r"等.*$")
_ACCOUNTS_OF = re.compile(r"([^，的《]{2,12})的(?:半年报|年报|财报|季报|中报|业绩|成绩单)(?:表现|数据)?$")
_PUBLISHED = re.compile(
    r"([^，的]{2,12}?)[\x01]*(?:[美港A]股)?(?:盘[前后中])?(?:最新)?(?:发布|公布|披露|交出)的[^，的]{0,6}(?:财报|业绩|[季年中]报|成绩单)(?=[^，]{2})"
)
_ACCOUNTS_ENDS = closing(_ACCOUNTS_OF.pattern)
_IN_FIELD = re.compile(r"在([^，在]{2,16}?)(?:领域|赛道)")
_TOLD_AT_END = r"(?:显示|预估|推估|表示|指出|认为|预计|预测|称|透露|披露|统计|(?<!大)数据|报告|测算|估算|说|介绍|强调|获悉|了解|公布|发布|通报|公告|的(?:估算|估计|预测|判断|说法|看法|结论|解释|理由|答案|观点)是)$"
_ORIGIN = re.compile(_TOLD_AT_END + r"|^(?:据|根据|援引)")
_ORIGIN_ENDS = closing(_TOLD_AT_END)
_TOLD_WHEN = re.compile(
    r"(?:今日|日前|近日|最新|相关|发布的?|公布的?|统计|数据|监测|财报|[年季中月]报|公告|的|[还也则]|原先?$).*$"
)
_OFFICER = re.compile(
    r"([^，的]{2,12}?)(?:联合|共同)?(?:董秘|秘书长|统计长|会长|处长|局长|执行长|董事长|总裁|副总|总经理|创始人|负责人|财务长|首席|行政|主席|发言人|CEO|CFO)[\u4e00-\u9fff]{0,10}$"
)
# 对本公布的内容概不负责: the notice of an exchange above a report names nobody that is measured.
_DISCLAIMS = re.compile(
    r"概不(?:负责|承担|对)|不构成任?何?[^，]{0,6}(?:建议|要约)|不承担任何|不对[^，]{2,16}负责"
)
# A bank that announces may tell of itself; who says, shows or reckons does not.
_ITS_OWN = re.compile(r"(?:公布|发布|披露|公告|业绩|财报)$")
_STUDY = re.compile(r"调查|调研|研究|统计(?!局)|监测|[援转]引|引[述用]")  # who studies is not what is studied
# Who watches a firm is not the firm: 某券商分析师, 一家咨询机构.
_OBSERVER = re.compile(
    r"[长人员师授士家]$|分析|机构|(?:咨询|顾问|智库|调研)$|^(?:副|秘书|会长|院长|局长|司长|教授|专家|主席|董事|总裁|行政|首席|总经理|发言|负责)"
)


_OUT = re.compile(
    r"(?:[近日]日|日前|均|都|已经?|全[数部]?|悉数|陆续|相继|先后|正式|[\x00-\x1f]){0,4}(?:公布|公告|披露|发布|出炉|揭晓)(?:完毕|了)?$"
)


def read_plain(d: Discourse, clause: Clause, sentence: Sentence) -> None:
    """A clause without a number may name the area or the subject of the clauses behind it: 天池半导体发布三季报，…."""
    text, colon = _unmarked(d, clause), clause.closer in ("：", ":")
    if colon:
        text = _REPORT_OF.sub("", text)  # 兰江地铁|三季报：
        if text in RUBRICS or _IMPRINT.fullmatch(text):
            return
    if clause.closer == "\u3000" and sentence.kind != "heading":
        read_rubric(d, text)
        return
    if _points_back(d, text) or len(text) < 2 or text in CONNECTIVES:
        return
    if (text[-1] in _BACKER_ENDS and _BACKER.search(text)) or _quoted(d, clause.text):
        return
    if "不" in text and _DISCLAIMS.search(text):
        d.subject, d.topic, d.fresh = None, None, True
        return
    _grouped(d, clause.text)
    if (m := _OUT.search(text)) and (told := split_noun(text[: m.start()])[1]):
        d.announced = told  # 航商4月|营收日前全数公布，甲公司218.6亿元
    if _told_by(d, text) or read_frame(d, text):
        return
    if colon and sentence.kind == "item" and read_item(d, text):
        return
    if text[-1] in _ACCOUNTS_ENDS and (m := _ACCOUNTS_OF.search(text)):
        start, stop = predicate_start(m[1])
        speak_of(d, tidy(m[1][stop if start == 0 else 0 :]))  # 公布|甬江半导体|的财报
    if "的" in text and (m := _PUBLISHED.match(text)):
        speak_of(d, tidy(m[1]))  # 京东|盘前发布的财报不理想，…
        return
    if colon and len(text) <= 24 and read_caption(d, text, clause, sentence):
        return
    if "在" in text and d.area is None and (m := _IN_FIELD.search(text)):
        d.area = tidy(m[1])  # 美国在人工智能研究领域长期占据主导地位，中国稳居第二
    read_told(d, text)


def _unmarked(d: Discourse, clause: Clause) -> str:
    """The words without bullet, label, connectives and closing marks: ▪ 【比亚迪】|销量继续领先|，."""
    mark = MARK.match(clause.text) if clause.start == 0 else None
    text = clause.text[mark.end() :] if mark else clause.text
    if m := LABEL.match(text):
        read_label(d, m[1])
        text = text[m.end() :]
    return strip_lead(text.rstrip("，,；;。！？!?：: 呢嘛啊吧")).strip(EDGE)


def _points_back(d: Discourse, text: str) -> bool:
    """Is it about what was named before: 后者放量最猛，是上年同期的2.4倍, 其中，…?"""
    if (former := text[:2]) in ("前者", "后者"):
        d.subject = meant_by(d, former) or d.subject
        return True
    if text in ("其中", "当中"):
        d.part, d.whole = True, d.abouts[-1] if d.abouts else None
        return True
    return False


def _quoted(d: Discourse, text: str) -> bool:
    """A name in quotes behind its class is the subject: 做具身智能的「|拓灵机器人|」官宣B轮."""
    if not _OPENING_QUOTES.isdisjoint(text) and (m := _QUOTED_NAME.search(text)) and _brings_on(m, text):
        speak_of(d, tidy(m["name"]))
        return True
    return False


def _brings_on(m: re.Match[str], text: str) -> bool:
    """Is the quoted text a name, with the end of the clause or a verb behind it, and no slogan?"""
    name, after = m["name"], text[m.end("name") + 1 :].strip(EDGE)
    return is_nominal(name) and usable(name) and (not after or predicate_start(after)[0] == 0)


def _grouped(d: Discourse, text: str) -> None:
    """Names in a row are whom the numbers behind them belong to: 涨得最凶的是菠菜、生菜和黄瓜，分别上涨…."""
    if not _NAMING.isdisjoint(text) and (m := _NAMED.search(text.rstrip("，,；;。：:"))):
        names = conjuncts(_AND_OTHERS.sub("", m[1]))
        if len(names) > 1:
            d.group = [About(tidy(name), unit="") for name in names]


def _told_by(d: Discourse, text: str) -> bool:
    """Does it only say who tells? A firm that does is whom 公司 means: 通途快递董秘何嘉透露，公司上半年…."""
    if not (text[-1] in _ORIGIN_ENDS or text[0] in "据根援") or not (m := _ORIGIN.search(text)):
        return False
    speaker = _speaker(text[: m.start()])
    if (
        usable(speaker)
        and not _is_a_person(speaker or "")
        and (names_one(d, speaker) or is_name(speaker or "") or len(words(speaker or "")) > 1)
        and not _STUDY.search(text)
        and d.theme is None
        and d.topic is None
        and not ISSUER.search(speaker or "")
        and not _OBSERVER.search(speaker or "")
        and not (is_origin(d, speaker or "") and not _ITS_OWN.search(text))
        and m.start()
    ):
        d.speaker = speaker
    return True


def _speaker(text: str) -> str | None:
    """Who says it, without time, verb and office: 通途快递|董秘何嘉透露."""
    speaker = tidy(_TOLD_WHEN.sub("", text))
    speaker = tidy(speaker[: predicate_start(speaker, 1)[0]]) if speaker else None
    if speaker and (held := _OFFICER.match(speaker)):
        return tidy(held[1])
    return speaker


def _is_a_person(name: str) -> bool:
    """黄伟杰说, 赵海军指出: of whom nothing is measured; 华为 and 金山云 are firms with the surname of a person."""
    found = words(name)
    return len(name) == 3 and found[0].tag == "nr" and (len(found) == 1 or len(found[0].text) == 1)
