"""The name of the measure of a number: what its clause says, what its verb and unit tell, what earlier clauses leave.

发布|16款|模型 -> 发布模型数量; 以31%的|市场份额 -> 市场份额; 同比增长|27% -> 营收同比增速, where the clause before spoke of 营收.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.language.grammar import MODIFIERS, measure_at_end
from kaoju.language.nouns import following, measure_behind
from kaoju.language.phrases import Topic
from kaoju.language.predicates import Predicate
from kaoju.language.vocabulary import PURE, SHARE_NOUN
from kaoju.records import Quantity, Role
from kaoju.subjects.changes import ChangeNaming
from kaoju.subjects.ownership import SEVERAL
from kaoju.subjects.statement import Named, Statement

_CHANGE_NOUN = re.compile(r"增速|[增降减涨跌升]幅|[增成]长率")
_WITH_SHARE = re.compile("的?((?:[\u4e00-\u9fff]{0,4}?)(?:份额|占比|占有率|市占率))")
_TOTAL = re.compile(
    r"^(?:全国|全球|国内|总|行业|全部|整体|市场|同期)*(?:总量|总数|总额|总和|总体|比重|全部)?$"
)


def _akin(unit: str, other: str) -> bool:
    """Are they one unit, or sums of one currency, by the kilogram or not? 黄瓜每公斤5.6元；茄子3.2元."""
    return (
        unit == other
        or unit.removeprefix("other:").split("/")[0] == other.removeprefix("other:").split("/")[0]
    )


def _noun_of_with(pred: Predicate, noun: str | None, rest: str, right: str) -> tuple[str | None, str]:
    """What is counted behind 以: nothing, or the share that it names: 以15.8%|居次, 以近七成的份额|独大."""
    if pred.kind != "with":
        return noun, rest
    if not right.startswith("的"):
        return None, ""
    named = _WITH_SHARE.match(right)
    return (named[1], "") if named else (noun, rest)


class MeasureNaming(ChangeNaming):
    """Names measures of every kind of statement."""

    def _metric(
        self,
        q: Quantity,
        pred: Predicate,
        topic: Topic,
        noun: str | None,
        rest: str,
        right: str,
        region: str,
        gap: bool,
        alias: bool,
    ) -> Named:
        """Kind, metric, counted noun and subject; the subject is None where the clause leaves it out."""
        noun, rest = _noun_of_with(pred, noun, rest, right)
        topic = self._with_kernel(topic, q)
        s = Statement(q, pred, topic, noun, rest, right, region, gap, alias)
        self._base = topic.metric or None
        if named := self._onward(s) or self._in_itself(s) or self._set_against(s):
            return named
        if pred.kind == "change":
            return self._change(s)
        if pred.kind == "share":
            return self._share_of(s)
        if pred.kind in ("multiple", "gap"):
            return self._compared(s)
        if pred.kind == "baseline":
            return self._baseline(s)
        if q.unit == "rank":
            return "rank", self._rank(region, pred, topic, noun), None, topic.subject
        return (
            self._nominal_change(s)
            or self._attributed(s)
            or self._once_more(s)
            or self._one_more(s)
            or self._plain_level(s)
        )

    def _with_kernel(self, topic: Topic, q: Quantity) -> Topic:
        """A modifier alone goes with the measure before: 线上均价2150元，线下|3680元."""
        metric = topic.metric
        if metric not in MODIFIERS or measure_at_end(metric or ""):
            return topic  # 存货 is a measure itself
        if not (old := self._last_metric(q.unit, here=True)):
            return topic
        return replace(topic, metric=(metric or "") + (old[2:] if old[:2] in MODIFIERS else old))

    def _onward(self, s: Statement) -> Named | None:
        """The end of a span is of what its beginning is: 从2486元|滑到2391元."""
        if s.pred.kind != "onward" or not self.d.abouts:
            return None
        start = self.d.abouts[-1]
        return start.kind, start.metric or "", start.counted, start.subject

    def _share_of(self, s: Statement) -> Named:
        """A share, by what it is of: 能源成本|占总成本的60%; without a whole as the text has it."""
        d, standard = self.d, s.pred.standard
        metric, subject = s.topic.metric, s.topic.subject
        if not standard:
            return "share", self._share(s.topic, subject, metric, "占比"), None, subject
        if _TOTAL.match(standard):
            metric = metric or self._last_base()
        if metric and subject and not self._proper(subject) and not d.subject and not SEVERAL.match(subject):
            subject, metric = subject + metric, None  # 能源成本|占总成本的60%
        elif metric and not subject and not d.subject and not d.title_sure:
            subject, metric = metric, None
        return "share", (metric or "") + "占" + standard + "比例", None, subject

    def _attributed(self, s: Statement) -> Named | None:
        """The measure that the number is an attribute of: 4350万台|出货量, 13.5%|市场份额."""
        topic, subject, unit = s.topic, s.topic.subject, s.q.unit
        if (
            unit not in ("%", "count")
            or s.pred.kind not in ("with", "level", "transitive")
            or topic.metric
            or not (behind := measure_behind(s.right, unit))
        ):
            return None
        self._base = behind
        if behind in SHARE_NOUN:
            named = self._share(topic, subject, behind, behind)
            return "share", behind if named.count("份额") > 1 else named, None, subject
        if _CHANGE_NOUN.search(behind):
            self._base = self._last_base()
            return "change", (self._base or "") + behind, None, subject
        return "level", behind, None, subject  # 4350万台出货量、13.5%市场份额

    def _once_more(self, s: Statement) -> Named | None:
        """The last number in another unit or by another source: 月增5千人或|0.04%, IDC给出9.4%，Canalys是|6.8%."""
        d, topic, unit = self.d, s.topic, s.q.unit
        again = d.abouts[-1] if d.abouts else None
        if not again:
            return None
        if s.alias and (unit in PURE or again.unit == unit):
            kind = "change" if unit in PURE and again.unit not in PURE else again.kind
            return kind, again.metric, None, None  # 月增5千人或0.04%, 蚀65万元或一成半
        if (
            unit == "%"
            and s.pred.kind == "level"
            and again.unit == "%"
            and again.role in (Role.CHANGE, Role.SHARE)
            and not (topic.metric or topic.subject or topic.object or s.noun or following(s.rest))
            and not (d.said or "").endswith(tuple(SHARE_NOUN))
        ):
            return again.kind, again.metric, None, None  # IDC给出9.4%，Canalys是6.8%
        return None

    def _one_more(self, s: Statement) -> Named | None:
        """The same of another subject, which alone is named: 亚太升46.9%，美洲|30.1%."""
        d, q, pred, topic = self.d, s.q, s.pred, s.topic
        again = next((a for a in reversed(d.abouts[self.first :]) if _akin(a.unit, q.unit)), None)
        if (
            again
            and not d.said
            and topic.subject
            and (pred.bare or pred.kind == "with")
            and not topic.subject.endswith("市场")
            and (again.kind in ("share", "level") or (again.kind == "change" and q.unit in PURE))
            and again.metric
            and not (
                topic.metric
                or topic.object
                or topic.area
                or s.noun
                or d.part
                or (pred.bare and following(s.rest))
            )
            and (q.unit != "count" or again.classifier == q.classifier)
        ):
            return again.kind, again.metric, again.counted, topic.subject  # 亚太升46.9%，美洲30.1%
        return None

    def _plain_level(self, s: Statement) -> Named:
        """A level, or the ratio that the measure behind it is compared in: 以不到1/3的|参数量."""
        if s.q.unit == "ratio" and s.right.startswith("的") and s.noun and measure_at_end(s.noun):
            s = replace(s, pred=replace(s.pred, kind="multiple"))
        return (s.pred.kind, *self._level(s))
