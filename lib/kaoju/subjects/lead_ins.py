"""Clauses without a number, which name whom or what the numbers behind them are about.

天池半导体发布三季报，… | 涨得最凶的是菠菜、生菜和黄瓜，… | 客观缓解率，前者36.5%… | 资金主要流向北京，占…
"""

from __future__ import annotations

import re

from kaoju.language.clauses import Clause
from kaoju.language.glance import closing
from kaoju.language.grammar import CONNECTIVES, FILL, SUFFIX_OF_CHANGE, TIME, measure_at_end, verbs
from kaoju.language.names import CONJUNCTION, EDGE, ISSUER, is_proper, strip_lead, tidy, usable
from kaoju.language.nominals import is_nominal
from kaoju.language.phrases import split_noun
from kaoju.language.predication import chop_tail, predicate_start
from kaoju.records import Sentence
from kaoju.subjects.discourse import About
from kaoju.subjects.headings import ANNOUNCING, LABEL, MARK, RUBRICS, Headings
from kaoju.subjects.ownership import PAPER
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
_TOLD_AT_END = r"(?:显示|表示|指出|认为|预计|预测|称|透露|披露|统计|数据|报告|测算|估算|说|介绍|强调|获悉|了解|公布|发布|通报|公告)$"
_ORIGIN = re.compile(_TOLD_AT_END + r"|^(?:据|根据|援引)")
_ORIGIN_ENDS = closing(_TOLD_AT_END)
_TOLD_WHEN = re.compile(r"(?:今日|日前|近日|最新|相关|发布的?|公布的?|统计|数据|监测|的|[还也则]).*$")
_OFFICER = re.compile(
    r"([^，的]{2,12}?)(?:联合)?(?:董秘|秘书长|统计长|会长|处长|局长|执行长|董事长|总裁|副总|总经理|创始人|负责人|财务长|首席|行政|主席|发言人|CEO|CFO)[\u4e00-\u9fff]{0,10}$"
)
_STUDY = re.compile(r"调查|调研|研究|统计(?!局)|监测|[援转]引|引[述用]")  # who studies is not what is studied
# Who watches a firm is not the firm: 某券商分析师, 一家咨询机构.
_OBSERVER = re.compile(
    r"[长人员师授士家]$|分析|机构|(?:咨询|顾问|智库|调研)$|^(?:副|秘书|会长|院长|局长|司长|教授|专家|主席|董事|总裁|行政|首席|总经理|发言|负责)"
)
_ACCOUNTS_OF = re.compile(r"([^，的《]{2,12})的(?:半年报|年报|财报|季报|中报|业绩|成绩单)(?:表现|数据)?$")
_ACCOUNTS_ENDS = closing(_ACCOUNTS_OF.pattern)
_IN_FIELD = re.compile(r"在([^，在]{2,16}?)(?:领域|赛道)")
_CAUSE = frozenset("因受由得")
_CAUSED = re.compile(
    r"([^，的在从]{2,10}?)(?:主要|则)?(?:因(?!此|而|素|子)|受(?!益|访|理|让|众|试|贿|损)|由于|得益于|受惠于|受益于)(?=...)"
)
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


def _is_a_person(name: str) -> bool:
    """黄伟杰说: of whom nothing is measured; 华为 and 金山云 are firms with the surname of a person."""
    return len(name) == 3 and [w.tag for w in words(name)] == ["nr"]


def _speaker(text: str) -> str | None:
    """Who says it, without time, verb and office: 通途快递|董秘何嘉透露."""
    speaker = tidy(_TOLD_WHEN.sub("", text))
    speaker = tidy(speaker[: predicate_start(speaker, 1)[0]]) if speaker else None
    if speaker and (held := _OFFICER.match(speaker)):
        return tidy(held[1])
    return speaker


def _compared_at(text: str) -> int:
    """Where a clause without a verb begins to compare: 华东地区销售额占比|最高, 霸王茶姬|则慢了下来; else its end."""
    if (m := _EXTREME.search(text)) and (
        measure_at_end(text[: m.start()]) or (text[m.start()] == "最" and m.start() <= 8)
    ):
        return m.start()
    m = _CONTRASTED.match(text)
    return m.end() if m else len(text)


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


class LeadIns(Headings):
    """Reads what stands without a number."""

    def _plain(self, clause: Clause, sentence: Sentence) -> None:
        """A clause without a number may name the area or the subject of the clauses behind it: 天池半导体发布三季报，…."""
        text, colon = self._unmarked(clause), clause.closer in ("：", ":")
        if colon:
            text = _REPORT_OF.sub("", text)  # 兰江地铁|三季报：
            if text in RUBRICS or _IMPRINT.fullmatch(text):
                return
        if clause.closer == "\u3000" and sentence.kind != "heading":
            self._rubric(text)
            return
        if self._points_back(text) or len(text) < 2 or text in CONNECTIVES:
            return
        if (text[-1] in _BACKER_ENDS and _BACKER.search(text)) or self._quoted(clause.text):
            return
        self._grouped(clause.text)
        if self._told_by(text) or self._framed(text):
            return
        if colon and sentence.kind == "item" and self._item(text):
            return
        if text[-1] in _ACCOUNTS_ENDS and (m := _ACCOUNTS_OF.search(text)):
            start, stop = predicate_start(m[1])
            self._state(tidy(m[1][stop if start == 0 else 0 :]))  # 公布|甬江半导体|的财报
        if colon and len(text) <= 24 and self._caption(text, clause, sentence):
            return
        if "在" in text and self.d.area is None and (m := _IN_FIELD.search(text)):
            self.d.area = tidy(m[1])  # 美国在人工智能研究领域长期占据主导地位，中国稳居第二
        self._statement(text)

    def _unmarked(self, clause: Clause) -> str:
        """The words without bullet, label, connectives and closing marks: ▪ 【比亚迪】|销量继续领先|，."""
        mark = MARK.match(clause.text) if clause.start == 0 else None
        text = clause.text[mark.end() :] if mark else clause.text
        if m := LABEL.match(text):
            self._label(m[1])
            text = text[m.end() :]
        return strip_lead(text.rstrip("，,；;。！？!?：: 呢嘛啊吧")).strip(EDGE)

    def _points_back(self, text: str) -> bool:
        """Is it about what was named before: 后者放量最猛，是上年同期的2.4倍, 其中，…?"""
        d = self.d
        if (former := text[:2]) in ("前者", "后者"):
            d.subject = self._former(former) or d.subject
            return True
        if text in ("其中", "当中"):
            d.part, d.whole = True, d.abouts[-1] if d.abouts else None
            return True
        return False

    def _quoted(self, text: str) -> bool:
        """A name in quotes behind its class is the subject: 做具身智能的「|拓灵机器人|」官宣B轮."""
        if (
            not _OPENING_QUOTES.isdisjoint(text)
            and (m := _QUOTED_NAME.search(text))
            and self._brings_on(m, text)
        ):
            self._state(tidy(m["name"]))
            return True
        return False

    def _brings_on(self, m: re.Match[str], text: str) -> bool:
        """Is the quoted text a name, with the end of the clause or a verb behind it, and no slogan?"""
        name, after = m["name"], text[m.end("name") + 1 :].strip(EDGE)
        return is_nominal(name) and usable(name) and (not after or predicate_start(after)[0] == 0)

    def _grouped(self, text: str) -> None:
        """Names in a row are whom the numbers behind them belong to: 涨得最凶的是菠菜、生菜和黄瓜，分别上涨…."""
        if not _NAMING.isdisjoint(text) and (m := _NAMED.search(text.rstrip("，,；;。：:"))):
            names = CONJUNCTION.split(_AND_OTHERS.sub("", m[1]))
            if len(names) > 1:
                self.d.group = [About(tidy(name), unit="") for name in names]

    def _told_by(self, text: str) -> bool:
        """Does it only say who tells? A firm that does is whom 公司 means: 通途快递董秘何嘉透露，公司上半年…."""
        d = self.d
        if not (text[-1] in _ORIGIN_ENDS or text[0] in "据根援") or not (m := _ORIGIN.search(text)):
            return False
        speaker = _speaker(text[: m.start()])
        if (
            usable(speaker)
            and not _is_a_person(speaker or "")
            and not _STUDY.search(text)
            and d.theme is None
            and d.topic is None
            and not ISSUER.search(speaker or "")
            and not _OBSERVER.search(speaker or "")
            and m.start()
        ):
            d.speaker = speaker
        return True

    def _statement(self, text: str) -> None:
        """What a clause tells in words, by where its predicate begins: 天池半导体|发布三季报."""
        start, stop = predicate_start(text)
        if self._caused(text) or self._dated(text, start) or self._moved_most(text):
            return
        if start == len(text):
            start = stop = _compared_at(text)
        if start == len(text):
            self._verbless(text)
            return
        if text[stop : stop + 1] == "的" and start <= 8:
            again, ends = predicate_start(text, stop + 1)
            if again < len(text):  # 最新发布的|Qwen3系列采用…
                text, start, stop = text[stop + 1 :], again - stop - 1, ends - stop - 1
        if not self._singled_out(text):
            self._deed(text, start, stop)

    def _caused(self, text: str) -> bool:
        """Before a cause stands the subject or its measure: 机械类|因半导体设备拉货，年增14%."""
        if _CAUSE.isdisjoint(text) or not (m := _CAUSED.match(text)):
            return False
        if not (is_nominal(m[1]) and usable(m[1])):
            return False
        subject, metric = split_noun(m[1])
        self.d.said = metric or self.d.said  # 融资成本|受惠拆息回落，由118百万港元减至98百万港元
        self._state(subject)
        return True

    def _dated(self, text: str, start: int) -> bool:
        """A name before a date is the subject: 甬江半导体二期|10月通线."""
        at = text.find(TIME)
        if (
            2 <= at < min(start, 16)
            and text[at + 1 :].strip(FILL)
            and is_name(text[:at])
            and is_nominal(text[:at])
        ):
            self._state(tidy(text[:at]))
            return True
        return False

    def _moved_most(self, text: str) -> bool:
        """Who moved most or least, and which way: 香槟产区|跌得最少，2%."""
        if (m := _MOVED_MOST.fullmatch(text)) and (moved := SUFFIX_OF_CHANGE.get(m["verb"])):
            base = self._last_base("%")
            self._state(tidy(m["name"]))
            self.d.said = (base or "") + moved
            return True
        return False

    def _verbless(self, text: str) -> None:
        """A clause without a predicate names its owner or a measure: 客观缓解率，前者36.5%."""
        d = self.d
        if (
            (m := _NOMINAL_VERB.search(text, 2))
            and m[0] in verbs()["nominal"]
            and self._proper(text[: m.start()])
        ):
            self._state(tidy(text[: m.start()]), agent=True)  # 通义千问Qwen3|开源仅一个月
        elif 2 <= (at := text.find("的")) <= 8 and self._proper(text[:at]) and d.fresh:
            self._state(tidy(text[:at]))  # 阿里|的打法更类似安卓系统
        elif "的" in text and is_proper(text) and not text.startswith(("在", "从")):
            self._state(split_noun(text)[0])
        elif len(text) <= 14 and (found := split_noun(text))[1] and text[0] not in "在从按以":
            d.said = found[1]
            self._state(found[0] if is_nominal(found[0] or "") else None)
        elif name := self._named_before(text):
            self._state(name)  # 北辰|快一些

    def _named_before(self, text: str) -> str | None:
        """The name at the beginning of a clause that the text has spoken of or the registers hold."""
        known = {a.subject for a in self.d.abouts[-40:]}
        for word in reversed(words(text[:16])[1:]):
            name = text[: word.start]
            if name in known or (self.registers.entity_id(name) and is_nominal(name) and usable(name)):
                return name
        return None

    def _singled_out(self, text: str) -> bool:
        """Is one picked out of many at the end: 其次是全民健身路径，114万个; 资金主要流向|北京，占全部项目的一半?"""
        d = self.d
        if m := _EXAMPLE.match(text):
            if d.fresh and self._proper(m[1]):
                self._state(tidy(m[1]))  # 以|宁德时代|为例
            return True
        if (m := _TOWARDS.search(text)) and is_nominal(m[1]):
            self._state(tidy(m[1]))
            return True
        if (m := _MOST.match(text)) and measure_at_end(m[1]):
            d.said = m[1]  # 数量最多的是篮球场，有119.6万个
        if (m := _NEXT.match(text)) and not CONJUNCTION.search(m[1]):
            self._state(tidy(m[1]))
            return True
        return False

    def _deed(self, text: str, start: int, stop: int) -> None:
        """Who does it or what is done with it, and what that brings on: 天池半导体|推出全模态模型|LongCat."""
        verb = text[start:stop]
        if start >= 2 and text[0] not in "在从以按由向":
            self._acts(text[:start], verb)
        elif start == 0 and verb in ("基于", "依托", "通过", "作为") and (m := _LAST_NOUN.search(text)):
            name = tidy(m[1][: predicate_start(m[1])[0]])
            if self._proper(name) or "·" in (name or ""):
                self._state(name)  # 基于…架构的豆包·深度思考模型表现突出
        if measure_at_end(text) and "的" in text[stop:]:
            self.d.said = tidy(text.rsplit("的", 1)[-1])
        if new := _presented(text, stop, verb, alone=start == 0):
            self.d.subject = self.d.presented = new

    def _acts(self, head: str, verb: str) -> None:
        """Before a verb stands the subject or its measure, unless it is a part or an office: 玄穹R3|采用…."""
        d = self.d
        subject, metric = split_noun(head)
        if subject and not metric and "的" in head:
            owner, rest = head[: (of := head.rindex("的"))], head[of:]
            if is_proper(owner) and not is_proper(rest):
                subject = tidy(owner)
        if metric:
            d.said = metric
            d.abouts.append(
                About(subject if usable(subject) else d.subject, metric, base=metric, kind="plain")
            )
        if subject and not metric and d.agent and self._proper(d.subject) and not self._proper(subject):
            subject = None  # 玄穹R3由…代工，CPU为…: a part of what is spoken of
        if subject and _OFFICE.search(_LATELY.sub("", chop_tail(subject))) and verb in ANNOUNCING:
            subject = None  # 政府统计处同日发表，…
        if subject and len(subject) <= 24 and not subject.endswith(("方面", "层面")):
            self._state(subject, agent=not metric)
