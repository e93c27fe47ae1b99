"""Whose measure it is: a name keeps its own, a part gives it to the whole, a bare measure goes to what the text speaks of.

手头|现金21.6亿元 is the cash of the theme, 内地业务|收入19亿元 that of a branch, 谷歌云…，新增客户|数量 that of 谷歌云.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.language.names import CONJUNCTION, tidy, usable
from kaoju.language.nominals import is_component, is_relational, noun_phrase
from kaoju.language.phrases import Topic
from kaoju.language.predicates import Predicate
from kaoju.language.predication import predicate_start
from kaoju.language.vocabulary import MEMBER, PURE, is_money
from kaoju.records import Quantity
from kaoju.subjects.memory import Memory
from kaoju.text.lexis import HIGHEST, is_name, words

_ACCOUNTS = re.compile(r"营收|营业收入|总收入|营业总收入|净利|毛利率|归母|每股|股东应占|市值")
_SUM = re.compile(r"合计|总计|共计")
SEVERAL = re.compile(
    r"(?=[上以这两二三四五])(?:上述|以上|这)?([两二三四五])(?:家|地区|地(?![铁产方])|大?区域|部|款|者|省|(?<!两)市|国|个|座|大)(?![^里中]{0,6}[里中])"
)

_BRANCH = r"[业务们者员工民众客户店厂品款]$|业务|产业|居民|家庭|企业|公司|厂商|市场|地区|机型|车型|门店|品牌|子公司|部门|分部|板块|基地|工厂|团队|[^准通全合大小]组$|^(?:第[一二三四五六七八九十]|[两三四五六七八九十各](?:款|家|个|大|地|市|省|县|区)|海外|国内|境外|境内|内地|香港|澳门|本港|全国|全球|全省|行业|其他|其余|其它)"
# Whose own measures there can be beside those of the theme, by its kind.
_HOLDERS = {
    "": re.compile(""),
    "place": re.compile(_BRANCH + r"|[煤气核风水油光]电$|光伏|储能"),
    "company": re.compile(
        r"业务|股东$|产品|药$|分部|板块|基地|工厂|子公司|公司|厂商|同业|市场|行业|地区|国内|内地|海外|香港|全球|中国|同期|[^准通全合大小]组$|患者|^[两三四五六七八九十](?:款|家|个|大)|门店$"
    ),
    "product": re.compile(r"市场|行业|全球|国内|厂商|企业|公司|机型|版$|代|车型|用户"),
}

# Who says or counts is not what is spoken of: 行政总裁关咏仪, 政府统计处.
SPEAKER = re.compile(
    r"(?:总裁|董事长|总经理|主席|分析师|教授|[局处司会院行部市省]长|主任|发言人|创始人|负责人|首席[^，]{0,6}[官师家]|CEO|CFO|财务长|总监|执笔人|管理层)[\u4e00-\u9fff·]{0,4}$|^(?:业内|外界|市场人士|官方|二级市场|资本市场|媒体|有媒体|分析人士|大行|券商|法人|机构)$"
)
PAPER = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})《[^》]{0,40}(?:规划|计划|方案|意见|报告|通知|办法|纲要|公报|条例)[^》]{0,16}》$"
)
_WHOLE = re.compile(r"(全国|我国|全球|中国|世界|国内|全港|全台|全省|全市|全县|全行业)([^的]{2,10})$")
# Lines of business, whose measures are their own.
_LINES = re.compile(r"(?:业务|产品|分部|板块|事业部|子公司|基地|工厂|[^准通全合大小分]组)$")
# Accounts that only a firm as a whole has.
_FIRM_WIDE = re.compile(
    r"毛利率|净利|营业利|营益|溢利|存货|负债|现金|资本[开支]|EPS|每股|股价|市值|目标价|本益比|市盈率|净资产|总资产|股息|派息|研发|期间费用|员工|亏损|盈利"
)
_EXISTING = re.compile(r"^(?:累计|已|现|共|新|另|仍)?(?:建成|建设|建|有|开通|拥有)(?!筑|材|机|色|效|限)")

_WHOLE_PLACE = re.compile(r"(?:全|该|我|本)(?:市(?!场)|省|县|区(?!域)|州)")

# Sides of what a firm does, which say where and not who: 其中海外11.98万辆, 当月|海外交付4,915辆.
SIDES = frozenset("海外 国内 境外 境内 线上 线下 内销 外销".split())

_CHANGE_OF = re.compile(r"(?:同比|环比)?(?:涨幅|增幅|降幅|跌幅|升幅|增速|增长率|年增率)$")
_LONG_MEASURE = 6  # 个人住房贷款利率 says itself of what it is


_COMPARED_WITH = re.compile(
    r"[比较]([^，。；：比较]{2,10}?)(?:还|又|也)?[多少高低快慢大小贵][出了]?[^，。；]{0,12}[，；。](?=[前后]者)"
)
_AND = re.compile("[、和]")
_WHOLE_PLACES = frozenset(("全省", "全市", "全县", "全区", "全州"))  # said where meant, never understood
_ADMINISTRATIVE_END = re.compile(r"[省市区县州]$")


class Ownership(Memory):
    """Decides between subject, part and theme."""

    pair: list[str] | None  # whom 前者 and 后者 of this sentence mean

    def _former(self, word: str) -> str | None:
        """Whom 前者 or 后者 means: of the last two that were named."""
        if self.pair is None and (m := _COMPARED_WITH.search(self.sentence_text)) and self.d.abouts:
            first, other = self.d.abouts[-1].subject, tidy(m[1])
            if first and usable(other):
                self.pair = [first, other or ""]  # 小米906辆，比理想多出近四成；后者651辆
        if self.pair is None:
            names: dict[str, None] = {}
            for old in self.d.abouts[-8:]:
                if old.subject:
                    names.pop(old.subject, None)
                    names[old.subject] = None
            self.pair = list(names)[-2:]
        pair = self.pair
        return pair[word == "后者"] if len(pair) == 2 else None

    def _state(self, subject: str | None, agent: bool = False) -> None:
        """Take a newly named subject as the one that later clauses mean."""
        d = self.d
        subject = noun_phrase(subject) if subject else None
        if (
            not usable(subject)
            or SPEAKER.search(subject or "")
            or (is_relational(subject or "") and self._owner())
            or (d.theme is not None and d.theme.kind == "product" and is_component(subject or ""))
            or (d.theme and not self._has_measures(subject or ""))
        ):
            return
        subject = PAPER.sub("", subject or "")  # 某省|《…规划》
        d.subject, d.agent = subject, agent
        if (
            not d.part
            and not d.label_rules
            and (d.topic is None or d.fresh)
            and (
                d.theme is None
                or (is_name(subject or "") and not CONJUNCTION.search(subject or ""))
                or (d.theme.kind != "place" and self._proper(subject))
            )
        ):
            d.topic = subject
        d.fresh = False

    def _owner(self) -> str | None:
        """Whom a part named without its whole belongs to."""
        d = self.d
        return (
            d.subject or d.speaker or d.heading or (d.theme.name if d.theme else None) or d.label or d.title
        )

    def _known_measure(self, topic: Topic) -> Topic:
        """A registered measure may hold more than its grammar shows: 社会消费品零售总额."""
        if not (topic.metric and self.registers.metrics):
            return topic
        if not topic.subject:
            known = self.registers.metrics.entry(topic.metric)
            if known and topic.metric.isascii():
                topic = replace(topic, metric=known.name)  # PE -> 市盈率
            if (
                known
                and known.holder
                and not (
                    _ADMINISTRATIVE_END.search(self.d.topic or "")
                    or (self.d.theme and self.d.theme.kind == "place")
                )
            ):
                local = self.d.place if known.holder == "全国" else None
                return replace(topic, subject=local or known.holder)
            return topic
        full = topic.subject + (topic.metric or "")
        start = self.registers.metrics.tail(_CHANGE_OF.sub("", full))  # 居民消费价格|涨幅
        if (
            start >= 0
            and not full.startswith(("市场", "产业", "行业"), start)
            and start < len(topic.subject) - 1
        ):
            return self._known_measure(replace(topic, subject=tidy(full[:start]), metric=full[start:]))
        return topic

    def _is_part(self, subject: str | None, topic: Topic, q: Quantity, pred: Predicate, many: bool) -> bool:
        """Is the noun before the measure a part of the thing spoken of? 谷歌云…，新增客户|数量; 豆包采用…，训练|成本."""
        d = self.d
        if d.theme and subject and topic.metric and usable(subject):
            if not self._has_measures(subject):
                return True  # 手头|现金, 城镇调查|失业率: a theme has them
            if _LINES.search(subject):
                return False
        if subject and is_relational(subject) and self._owner() and not d.part:
            return topic.metric is not None or q.unit not in PURE
        if (
            subject is None
            or not usable(subject)
            or (d.title and d.title in (subject or ""))
            or d.part
            or not (
                (d.agent and len(d.subject or "") >= 4)
                or (len(subject) <= 6 and self._reports(d.subject))
                or self._proper(d.subject or d.speaker or (d.title if d.title_sure else None))
            )
        ):
            return False
        if not topic.metric and (
            q.unit in PURE or q.unit == "rank" or is_money(q.unit) or pred.kind != "level"
        ):
            return False
        if (
            (topic.metric or "")[-2:] in ("份额", "占率")
            or pred.verb in MEMBER
            or any(a.metric == topic.metric and a.subject == d.subject for a in d.abouts[-6:] if topic.metric)
        ):
            return False  # 小天才|份额22%: one of several, not a part of the one before
        if q.unit == "count" and not topic.metric and self._same_kind(q):
            return False  # one more kind of what was counted
        if self.registers.origins and any(
            e.group in ("leaderboard", "platform") for _, _, e in self.registers.origins.find(subject or "")
        ):
            return True  # 安兔兔V11|跑分: who measures does not own the figure
        if d.label_rules and d.subject == d.label and topic.metric and not self._proper(subject):
            return True  # 【特斯拉】10月中国|批发销量
        return not (
            self._proper(subject)
            or (d.theme is None and len(words(subject)) == 1 and is_name(subject))
            or re.search(
                r"[国省市区州]|[者人民员客]$|.{3}模型$|全球|行业|产业|市场|企业|地区|美|欧|人均|^[两三四五六七八九十](?:家|大|个|地|国|省|市|者|款)|^各",
                subject,
            )
            or (d.subject or d.title) == subject
            or (not many and _AND.search(subject))
        )

    def _own_measure(self, topic: Topic, q: Quantity, pred: Predicate) -> Topic:
        """In a text with a theme a bare noun with money or a change is its measure: 存货|31.5亿元, 拨备|大增83%."""
        d, subject = self.d, topic.subject
        if subject is None:
            return topic
        counts = q.unit == "count" and not (topic.metric or topic.object)
        if counts and pred.kind == "level" and (m := _WHOLE.match(subject)):
            return replace(topic, subject=m[1], metric=m[2] + "数量")  # 全国|养老床位|799万张
        if d.theme is None:
            return topic
        full = subject + (topic.metric or "")
        if full.startswith(d.theme.name) and not subject.startswith(d.theme.name):
            return replace(topic, subject=d.theme.name, metric=tidy(full[len(d.theme.name) :]))
        if d.theme.kind == "place" and (m := _WHOLE_PLACE.match(subject)):
            subject = tidy(_EXISTING.sub("", subject[m.end() :]))
            topic = replace(topic, subject=subject)
        if (
            subject
            and not topic.metric
            and not topic.object
            and usable(subject)
            and (is_money(q.unit) or (pred.kind in ("change", "gap", "multiple") and q.unit in PURE))
            and not self._has_measures(subject)
        ):
            return replace(topic, subject=None, metric=subject)
        if subject and counts:
            subject = tidy(_EXISTING.sub("", subject))  # 现有|转运中心
        if (
            subject
            and counts
            and pred.kind in ("level", "transitive")
            and not (self._proper(subject) or is_name(subject) or self._flows(q))
            and usable(subject)
        ):
            if pred.kind == "transitive":
                return topic if self._has_measures(subject) else replace(topic, subject=None, object=subject)
            return replace(topic, subject=None, metric=subject + self._volume(q))
        return topic

    def _has_measures(self, subject: str) -> bool:
        """Can measures be this one's own in a text with a theme: a name, a person or firm, a branch or line of business?"""
        return (
            (self._proper(subject) and not subject.startswith(("归属", "归母")))
            or is_name(subject)
            or subject.startswith(tuple(HIGHEST))
            or (
                (predicate_start(subject)[0] > 0 or subject[-1] == "组")
                and not subject.startswith(("归属", "归母"))
                and bool(_HOLDERS[self.d.theme.kind if self.d.theme else ""].search(subject))
            )
        )

    def _reports(self, name: str | None) -> bool:
        """Has this sentence given accounts of it, so that it is a company and other nouns are its parts?"""
        return name is not None and any(
            a.subject == name and _ACCOUNTS.search(a.metric or "") for a in self.d.abouts[self.first :]
        )

    def _is_origin(self, name: str) -> bool:
        found = self.registers.origins.find(name) if self.registers.origins else []
        return (
            bool(found)
            and found[0][0] == 0
            and found[0][1] >= len(name) - 3
            and found[0][2].group == "organisation"
            and name != self.d.title
        )

    def _inherited(self, topic: Topic, metric: str | None) -> str | None:
        d = self.d
        if d.area_is_subject and d.fresh:
            return d.area
        if (
            d.theme
            and d.theme.kind == "company"
            and metric
            and _FIRM_WIDE.search(metric)
            and not (d.subject or "").endswith(("公司", "集团", "银行"))
        ):
            return d.theme.name
        area = topic.area or d.area
        return (
            d.subject
            or d.speaker
            or d.heading
            or (area if d.area_is_subject else None)
            or d.title
            or d.label
            or (area if usable(area) and area != d.area_metric else None)
            or (d.pointed if usable(d.pointed) else None)
            or (
                d.place
                if d.place not in _WHOLE_PLACES and len(_CHANGE_OF.sub("", metric or "")) <= _LONG_MEASURE
                else None
            )
            or d.rubric
        )

    def _summed(self, subject: str | None, left: str) -> str | None:
        """两地区合计, 三家车企: those just named."""
        d = self.d
        m = SEVERAL.match(subject or "")
        if not m and (subject is not None or not _SUM.search(left)):
            return subject
        names = list(
            dict.fromkeys(
                a.subject
                for a in d.abouts[self.first :]
                if a.subject and a.kind in ("level", "bare", "transitive", "share", "with")
            )
        )
        if m:
            n = "一两三四五".index(m[1].replace("二", "两")) + 1
            if n > 3:
                return subject
            pool = names if len(names) >= n else list(dict.fromkeys(a.subject for a in d.abouts if a.subject))
            joined = "、".join(pool[-n:])
            return joined if len(pool) >= n and len(joined) <= 30 else subject
        if len(names) >= 2 and "其中" not in left:
            return "、".join(names) if len("、".join(names)) <= 30 else subject
        return subject
