"""What one number is about: its clause is read first, then what the clauses before leave to it.

天池半导体营收|48亿元 names both itself; 同比增长|27%, 其中海外|占三成 take subject or measure from the text before.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.language.grammar import FILL
from kaoju.language.names import tidy, usable
from kaoju.language.nominals import noun_phrase
from kaoju.language.predicates import Predicate, read_predicate
from kaoju.language.predication import predicate_start
from kaoju.language.topics import Topic
from kaoju.language.vocabulary import DEFAULT
from kaoju.roles import role_of
from kaoju.subjects.discourse import About, Discourse
from kaoju.subjects.measures import name_measure
from kaoju.subjects.memory import last_metric
from kaoju.subjects.referents import account_of, inherited, speak_of, summed
from kaoju.subjects.settings import Setting
from kaoju.subjects.topic import counted_in, side_of, topic_of, with_owner
from kaoju.text.lexis import closes_with_noun

_LOCAL = re.compile(r"(?<=[\u4e00-\u9fff][\u4e00-\u9fff])(?<![线海路阿国境市村台关公百以])[上里]$")
_PARTS_OF_SPEC = {
    "byte": re.compile(r"\s?的?(RAM|ROM|(?:运行)?内存|运存|存储空间|存储|储存空间|闪存|显存|缓存)"),
    "other:mAh": re.compile(r"的?(?:大|超大|硅碳|[\u4e00-\u9fff]{2,4})?(电池)"),
}
_INSTALLED = frozenset(("other:W", "Wh"))


def read_number(d: Discourse, at: Setting) -> About:
    """What a number in its setting is about; a subject that its clause names is the one that later clauses mean."""
    q, pred = at.q, _predicate(d, at)
    topic = topic_of(d, at, pred)
    side, topic = side_of(d, topic, at)
    topic, noun, rest = counted_in(topic, at, pred)
    topic = with_owner(d, topic, at, pred, noun)
    kind, metric, counted, subject, base = name_measure(d, at, pred, topic, noun, rest)
    metric = side + metric if side and metric and not metric.startswith(side) else metric
    subject = _shortened(d, subject, topic, at.left)
    explicit = usable(subject) and noun_phrase(subject or "") is not None
    if not explicit:
        bracketed = at.clause.aside and len(d.abouts) > d.first
        subject = d.abouts[-1].subject if bracketed else inherited(d, metric, topic.area)
    if subject and subject[-1] in "上里" and not closes_with_noun(subject):
        subject = _LOCAL.sub("", subject)
    subject, metric = _in_full(d, tidy(subject), metric, topic, at, pred)
    if (
        explicit
        and (topic.subject or (at.right.startswith("的") and kind == "level" and (d.fresh or not d.subject)))
        and not at.clause.aside
        and kind != "baseline"
    ):
        speak_of(d, subject)
        account_of(d, subject, metric)
    elif not explicit:
        account_of(d, subject, metric)
    return About(
        subject,
        metric,
        role_of(q.unit, kind, metric),
        base if kind in ("change", "multiple", "gap") else metric,
        counted,
        topic.area or d.area,
        q.unit,
        kind,
        not explicit or not topic.metric or topic.metric == "占比",
        q.classifier,
    )


def _predicate(d: Discourse, at: Setting) -> Predicate:
    """How the clause leads to the number; in brackets it may do so by a legend: 营收48亿元(|27%), 括号内为同比."""
    words = at.whole + at.left
    pred = read_predicate(
        at.q,
        at.left,
        at.whole,
        at.more and at.right.strip(FILL + "级") == "的",
        at.before[-len(words) :] if words else "",
    )
    if (
        d.bracketed
        and at.clause.aside
        and at.q.unit == "%"
        and not pred.topic.strip("+-＋－")
        and not pred.since
    ):
        return replace(pred, kind="change", since=d.bracketed, bare=False)
    return pred


def _shortened(d: Discourse, subject: str | None, topic: Topic, left: str) -> str | None:
    """The name alone of what the text is about, or all that a sum is of: 晶圆代工厂|台颖电, 两地区合计."""
    theme, title = d.theme, d.title
    if subject and title and subject.endswith(title):
        subject = title
    if subject and theme and theme.name in subject:
        after = subject.split(theme.name, 1)[1].lstrip("今昨日" + FILL)
        if after and predicate_start(after)[0] == 0:
            subject = theme.name  # 内存厂华屿|公告自结…
    return subject if theme and topic.metric else summed(d, subject, left)


def _in_full(
    d: Discourse, subject: str | None, metric: str | None, topic: Topic, at: Setting, pred: Predicate
) -> tuple[str | None, str | None]:
    """Subject and measure with what the unit tells: 每股|收益, 河北新增|8.2GW -> 新增装机, 10000mAh|大电池 -> 电池容量."""
    unit = at.q.unit
    if metric and len(metric) == 1:  # a remain of the predicate, never a measure
        metric = DEFAULT.get(unit) or last_metric(d, unit) or "数值"
    metric = tidy(metric)
    if metric and pred.each:
        metric = "价格" if metric == "金额" else metric  # 韩国线每TEU|140美元
        each = tidy(pred.each + metric) or ""
        metric = metric if pred.each[0] == "每" != each[0] else each
    if unit in _PARTS_OF_SPEC and (m := _PARTS_OF_SPEC[unit].match(at.right)):
        metric = m[1] if unit == "byte" else "电池容量"
        if not topic.metric and subject == m[1]:
            subject = inherited(d, metric)  # 3GB|RAM
    if metric == "新增" and unit in _INSTALLED:
        metric = "新增装机"
    return subject, metric
