"""What the clause of a number speaks of: its subject and measure, past the words that only look like one.

里昂证券把目标价由|430元 is of the share and not of the house, 国企指数收报|9569点 of the index, 机身厚|7.95毫米 the thickness of the body.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.language.grammar import ASIDE, measure_at_end
from kaoju.language.names import EDGE, ISSUER, strip_lead, tidy, usable
from kaoju.language.nominals import is_nominal, is_verbal, noun_phrase
from kaoju.language.nouns import counted_noun
from kaoju.language.phrases import split_noun
from kaoju.language.predicates import Predicate
from kaoju.language.predication import predicate_start
from kaoju.language.topics import Topic, read_topic
from kaoju.language.vocabulary import DEFAULT, PURE
from kaoju.subjects.antecedents import pointed_at
from kaoju.subjects.changes import MIDDLES
from kaoju.subjects.discourse import Discourse
from kaoju.subjects.memory import last_metric, names_one, volume
from kaoju.subjects.ownership import is_part, known_measure, own_measure
from kaoju.subjects.referents import SPEAKER, inherited, is_origin, meant_by, named_before, the_firm
from kaoju.subjects.settings import Setting
from kaoju.subjects.trade import QUOTED, quoted_price
from kaoju.text.lexis import is_name, is_verb

_SELF = re.compile(
    "^(?:[本该](?:公司|集团)|[本该]行)之?(?=[\u4e00-\u9fff]{2})(?!拥有人|股东|权益)"
)  # 本集团|光伏逆变器出货量
_VESSEL = ("基金", "项目", "工程", "贷款", "订单", "合同", "债券", "产业园")
_DIMENSION = {"厚": "厚度", "重": "重量", "长": "长度", "宽": "宽度", "高": "高度", "深": "深度"}
_RATED = frozenset("目标价 评级 投资评级 盈利预测 每股盈利预测 股价 收盘价".split())
_HOUSE = re.compile(
    r"(?:证券|投顾|投信|大行|券商|外资|[银证富金信通泰]国际|研究|资本|银行|大和|里昂|瑞银|高盛|大摩|小摩|花旗|汇丰|中金|野村|瑞穗|摩根[\u4e00-\u9fff]{0,3}|麦格理|美银|杰富瑞|交银|外资|机构|分析师)$"
)
# Who foresees the figures of others: 某研究院预计|成交2万套.
_HOUSES = re.compile(_HOUSE.pattern + "|" + ISSUER.pattern)
# What is used, not who has the figure in its brackets.
_NO_HOLDER = re.compile("(?:技术|方案|工艺|协议|算法|架构)$")
_RECKONED = re.compile("[^，。]{0,2}(?:计|[折换推测核粗]算)")
_SHARES_OF = re.compile("^(?!.*(?:价|租|物|信心|景气|经理)).*指数$")  # of an exchange, an object of its own
_BY = re.compile(r"[以依](?=..)(?![色岭太图米云顿波赖旧上下内外])")
_EVER = re.compile(r"史上?(?:同期)?$|历[年来史](?:同期)?$|^[创写]下?")
_FORESEES = re.compile(r"[上下][调修]|[调预][升降高低估期测]|看[好到]|估")
_OF_SHARE = re.compile(r"EPS|每股|营收|净利|获利|盈[余利]|毛利率")
_CLASS = re.compile(r"(?:厂商?|企业|品牌|城市|经济体|平台|机构|市场|国家)$")  # 跃升为排名第二的|代工厂
_OF_POWER = frozenset(("Wh", "other:W", "%", "pp", "x", "ratio"))
_LISTING = re.compile(r"^(?:.*?(?:分别|依次)|则|也|还)?[是为有](?=..)")  # 分别是小鹏（36728辆）、…
_PLACE = re.compile(r"^[名位]的?")
_PLACED = re.compile(
    r"[名位]?(?:的|则|分别|依次)?(?:是|为|：|:)?([^，,。；;：:（(的]{2,12})(?=[，,。；;（(]|$)"
)
_FORMER = re.compile(r"前者|后者")
_COMES_FIRST = re.compile(r"[^，。；\d]{0,3}(?:居|为首|[最较][多高大]|领先|领跑|称冠|夺冠)")
_YEARLY_DEED = re.compile(r"(.*?)([年月周日][销产供耗])")
_COMPARED = re.compile(r"[^，。；]{0,12}(?:相比|相较|相当|相近|相仿)")
_EXPECTED = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{0,10}?(?:市场|分析师|机构|外界|华尔街|彭博)(?:此前|原先|普遍|一致|平均)?的?(?:预期|预估|预测|预计)(?:中位数|均值|值)?[的为是约]{0,2}"
)
_OF = re.compile(r"的([\u4e00-\u9fff]{2,6})")
_AMONG = re.compile(r"(.{2,8})[中里][，,]?")
_VAGUE = frozenset("成绩 佳绩 好成绩 表现 水平 数字 数据 成绩单 答卷 战绩".split())
_OWN_AMOUNT = re.compile(
    r"[^的]{1,10}的((?:总|月|年|累计)?(?:出货|销售|销|交付|产|装机|发货|批发|零售|订单|上险|保有|登记)量)"
)
# Sides of what a firm does, which say where and not who: 其中海外11.98万辆, 当月|海外交付4,915辆.
_STAFF = ("员工", "雇员", "门店", "会员", "网点")
_SIDES = frozenset("海外 国内 境外 境内 线上 线下 内销 外销".split())


def topic_of(d: Discourse, at: Setting, pred: Predicate) -> Topic:
    """What the words before the number name: 千问的|调用量, and not who tells it."""
    topic = _named(d, at, pred)
    topic = _of_whom(d, topic, at)
    topic = _index(topic, at)
    topic = _from_right(d, topic, at)
    if topic.subject and (is_origin(d, topic.subject) or SPEAKER.search(topic.subject)):
        topic = replace(topic, subject=None)  # IDC给出9.4%: who says so is not what is spoken of
    topic = _dimension(topic, at, pred)
    topic = quoted_price(d, topic, at, pred)
    return _labelled(d, topic, at, pred)


def _named(d: Discourse, at: Setting, pred: Predicate) -> Topic:
    """Subject and measure by the grammar of the clause and by what measures are known: 社会消费品|零售总额."""
    q, left = at.q, at.left
    topic = _trimmed(_read(d, _SELF.sub("公司", pred.topic)), at.right)
    if "预" in left and _EXPECTED.fullmatch(left.strip(EDGE)) and (old := last_metric(d, q.unit)):
        topic = Topic(metric=old + "预期")  # 营收99亿元，市场预期|107.5亿元
    if at.whole and not pred.topic.startswith(at.whole[:4]):
        # between two numbers stands no new subject: 16.6%的份额位居中国市场|第一
        topic = replace(topic, subject=topic.subject if topic.metric and d.fresh else None)
    if topic.metric == "发电" and topic.subject and q.unit not in _OF_POWER:
        topic = replace(
            topic, subject=topic.subject + "发电", metric=None
        )  # 水电2704小时；太阳能发电|1120小时
    if topic.subject and not topic.object and inherited(d, topic.metric) and is_verb(topic.subject):
        topic = replace(topic, subject=None, verb=topic.subject)  # 航空引进12架，|退租|5架
    topic = known_measure(d, own_measure(d, topic, q, pred))
    if topic.subject and not topic.metric and at.before.rstrip().endswith("="):
        topic = replace(topic, subject=None, metric=topic.subject)  # HR=0.61
    return topic


def _read(d: Discourse, text: str) -> Topic:
    """What the words name; what they point to at their beginning has its name again: 该院|受理案件."""
    bare = strip_lead(text).strip(EDGE)
    if (pointed := pointed_at(bare)) and (name := named_before(d, pointed)):
        text = "公司" + bare[len(pointed) :]
    else:
        name = the_firm(d) if bare.startswith(("公司", "集团")) else None
    topic = read_topic(text)
    return replace(topic, subject=name) if name and not topic.subject else topic


def _trimmed(topic: Topic, right: str) -> Topic:
    """Without a verb or time that hangs on the subject: 千问的调用量一度|冲至全球第四; 与|煤制氢10元的成本相比."""
    if topic.subject and topic.subject[0] in "与跟同" and len(topic.subject) > 2 and _COMPARED.match(right):
        topic = replace(topic, subject=topic.subject[1:])
    if topic.subject and topic.subject[0] == "以" and len(topic.subject) > 2 and _COMES_FIRST.match(right):
        topic = replace(topic, subject=topic.subject[1:])  # 以美国|284.5亿美元居冠
    if topic.subject and _BY.match(topic.subject):
        topic = replace(topic, subject=None)  # 以第四季汇率假设美元兑新台币|30.6换算, 依美元兑新台币|汇率31.6
    if topic.metric and topic.metric[0] in "以按依" and topic.metric[1:] in MIDDLES:
        topic = replace(topic, metric=topic.metric[1:])
    if (
        not topic.metric
        and topic.subject
        and (m := _YEARLY_DEED.fullmatch(topic.subject))
        and right[:1] != "的"
    ):
        topic = replace(topic, subject=tidy(m[1]) or None, metric=m[2] + "量")  # 云帆|月销3万辆
    if not topic.subject or (name := noun_phrase(topic.subject)) is None or name == topic.subject:
        return topic
    subject, metric = (name, topic.metric) if topic.metric else split_noun(name)
    return replace(topic, subject=subject, metric=metric)


def _of_whom(d: Discourse, topic: Topic, at: Setting) -> Topic:
    """Who is meant by a subject that is no name: 后者|651辆 is of the last named, 里昂证券把目标价… of the share."""
    left = at.left
    if topic.subject and left.rstrip().endswith("的") and at.q.unit == "count" and is_verbal(topic.subject):
        topic = replace(topic, subject=None)  # 重点监测的|28种蔬菜
    if "者" in left and (m := _FORMER.match(strip_lead(left).strip(EDGE))) and (one := meant_by(d, m[0])):
        topic = replace(topic, subject=one)
    if topic.subject and (name := named_before(d, topic.subject)):
        topic = replace(topic, subject=name)  # 市第二人民医院…。医院|计划…
    if topic.subject and topic.metric in _RATED and _HOUSE.search(topic.subject):
        # 里昂证券把目标价由430元上调: of the share, not of the house
        topic = replace(topic, subject=None)
    if (
        topic.subject
        and _HOUSE.search(topic.subject)
        and _FORESEES.search(at.left)
        and _OF_SHARE.search(topic.metric or "")
    ):
        topic = replace(topic, subject=None)  # 凯基投顾将|EPS上调至14.68元
    if topic.subject and _HOUSES.search(topic.subject) and topic.subject + "预" in left:
        topic = replace(topic, subject=None)  # 链家研究院预计四季度月均成交回到|2万套
    if (
        topic.metric in _RATED
        and not topic.subject
        and d.topic
        and is_name(d.topic)
        and not _HOUSE.search(d.topic)
    ):
        topic = replace(topic, subject=d.topic)  # 云帆的题材…，机柜出货6万台，该券商把|目标价|上调
    return topic


_INDEX_CLOSES = re.compile(r"(.+(?:指数?|综指))(?:收报?|报收?)$")


def _index(topic: Topic, at: Setting) -> Topic:
    """Points are of an index: 国企指数收报|9569点, 恒生指数收报|25906点."""
    if at.q.unit != "other:点":
        return topic
    if topic.subject and (m := _INDEX_CLOSES.match(topic.subject)):
        topic = replace(topic, subject=m[1])  # 沪指收|4138点
    if topic.subject and topic.metric == "指数" and len(topic.subject) <= 6:
        return replace(topic, subject=topic.subject + "指数", metric="点位")
    if not topic.subject and _SHARES_OF.search(topic.metric or "") and QUOTED.search(at.left):
        return replace(topic, subject=topic.metric, metric="点位")
    return topic


def _from_right(d: Discourse, topic: Topic, at: Setting) -> Topic:
    """What the words right of the number tell: 第三名|大众|1975辆, 以收市价|1.29港元|计."""
    if at.q.unit == "rank" and _EVER.search(at.left) and not topic.metric:
        return replace(topic, subject=None)  # 为单月营收史上|第3高
    if (
        at.q.unit == "rank"
        and not strip_lead(at.left)
        and not at.whole
        and (m := _PLACED.match(at.right))
        and (names_one(d, name := tidy(m[1])) or is_name(name or ""))
    ):
        return replace(topic, subject=name)  # 第二名为|vivo|，vivo以…
    if (
        at.q.unit == "rank"
        and at.more
        and not strip_lead(at.left)
        and usable(name := tidy(_PLACE.sub("", at.right)))
        and is_nominal(name or "")
    ):
        topic = replace(topic, subject=name)
    if topic.metric and topic.metric[0] in "以按" and _RECKONED.match(at.right):
        topic = replace(topic, metric=tidy(topic.metric[1:]))
    return topic


def _dimension(topic: Topic, at: Setting, pred: Predicate) -> Topic:
    """An adjective of size before the number is the measure: 厚|7.95毫米, 机身厚|7.95毫米."""
    if (word := strip_lead(pred.topic).strip(EDGE)) in _DIMENSION:
        return replace(topic, subject=None, metric=_DIMENSION[word])
    if (
        topic.subject
        and not topic.metric
        and topic.subject[-1] in _DIMENSION
        and (at.q.unit == "m" or at.q.unit.startswith("other:"))
    ):
        return replace(topic, subject=tidy(topic.subject[:-1]), metric=_DIMENSION[topic.subject[-1]])
    return topic


def _labelled(d: Discourse, topic: Topic, at: Setting, pred: Predicate) -> Topic:
    """A bare number behind the label of its line is of the label: - 住宿预订：|27.9, below 各业务收入如下."""
    if (
        not (topic.subject or topic.metric or topic.object or at.whole)
        and at.clause.opener in ("：", ":")
        and d.label
        and not strip_lead(pred.topic)
    ):
        return replace(topic, subject=d.label, metric=d.lead_metric if d.kind == "item" else None)
    return topic


def side_of(d: Discourse, topic: Topic, at: Setting) -> tuple[str, Topic]:
    """The side of a firm that its clause names in place of the firm, and the topic without: 其中海外|11.98万辆."""
    everywhere = topic.subject == "全球" and (topic.metric or "").startswith(_STAFF)
    if (topic.subject in _SIDES or everywhere) and not at.many and names_one(d, d.subject or d.topic):
        return topic.subject or "", replace(topic, subject=None)
    return "", topic


def counted_in(topic: Topic, at: Setting, pred: Predicate) -> tuple[Topic, str | None, str]:
    """The noun counted and what follows it; it may be the topic: 受访的500家|中小企业中，62%…"""
    q, right = at.q, at.right
    noun, rest = counted_noun(right, q)
    if q.unit == "count" and noun and (m := _OWN_AMOUNT.fullmatch(noun)):
        return replace(topic, metric=topic.metric or m[1]), None, rest  # 以7150万部|智能手机的出货量|位居第一
    if noun in _VAGUE:
        noun = None  # 以70327辆的|成绩|蝉联冠军
    if pred.kind == "with" and q.unit == "count" and not right.startswith("的"):
        noun, rest = None, right  # 以70327台|稳坐头把交椅
    if at.more and q.unit == "count" and noun and measure_at_end(noun) and not right.startswith("的"):
        m = _OF.search(at.clause.text[q.norm_end - at.clause.start :])
        noun = tidy(m[1]) if m else None  # 45台单机容量11兆瓦的|风机
    if q.unit == "count" and noun and _AMONG.fullmatch(among := right.strip(EDGE + "个家名位款")):
        noun = tidy(among[:-1])
        topic = Topic(subject=noun)
    return topic, noun, "" if at.more else rest  # what follows leads to the next number


def with_owner(d: Discourse, topic: Topic, at: Setting, pred: Predicate, noun: str | None) -> Topic:
    """Whose measure it is beside its own words: 总规模50亿元的|产业基金; 新增客户|数量 of 谷歌云; 北京市（132个）."""
    q, subject = at.q, topic.subject
    if (
        topic.metric
        and noun
        and at.right.startswith("的")
        and q.unit not in PURE
        and not (q.unit == "rank" and _CLASS.search(noun))
        and (not measure_at_end(noun) or noun.endswith(_VESSEL))
    ):
        topic = replace(topic, subject=noun, metric=split_noun(topic.metric)[1] or topic.metric)
    elif _modifies(d, topic, at, pred, noun):
        topic = replace(topic, subject=noun)
    elif (
        not (at.clause.aside and topic.metric and pred.kind == "change")
        and not (ASIDE in at.left and not topic.metric)  # 极氪（28843辆）…，岚图（20005辆）突破|2万辆
        and is_part(d, subject, topic, q, pred, many=at.many)
    ):
        measure = topic.metric or (volume(d, q) if q.unit == "count" else DEFAULT.get(q.unit, ""))
        topic = replace(topic, subject=None, metric=(subject or "") + measure)
    return _from_host(topic, at.clause.host) if at.clause.aside else topic


def _modifies(d: Discourse, topic: Topic, at: Setting, pred: Predicate, noun: str | None) -> bool:
    """Does the number stand in a clause that modifies its subject? 占总收入40.6%的|手机业务, 排名第三的|岚芯."""
    if topic.subject or at.whole or not noun or not at.right.startswith("的") or measure_at_end(noun):
        return False
    if at.q.unit == "rank":
        return names_one(d, noun) or (is_name(noun) and not _CLASS.search(noun))
    return pred.kind == "share" and bool(pred.standard) and not noun.endswith("市场")


def _from_host(topic: Topic, host: str) -> Topic:
    """北京市（132个）: the host is the subject; with a measure of its own the clause keeps that."""
    name = _LISTING.sub("", strip_lead(host).strip(EDGE))
    if (
        not name
        or topic.subject
        or _NO_HOLDER.search(name)
        or (topic.metric and predicate_start(name)[0] == 0)
    ):
        return topic
    found = read_topic(name)
    return Topic(found.subject, topic.metric or found.metric, found.area, found.object, found.verb)
