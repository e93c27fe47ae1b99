"""Are two figures of one kind: unit and measure word, subject, measure and time?"""

from __future__ import annotations

import re
from functools import lru_cache

from kaoju.audit.mark import Mark
from kaoju.audit.spans import months

# Words that say nothing about what is measured, dropped before two names are compared.
_FILLER = re.compile(
    r"[的之了及与和、，,\s“”\"'《》()（）]|市场|行业|领域|产业|数量|规模|总量|情况|方面|全国|我国|中国"
)
_NUMBER = re.compile(r"[\d.,，．０-９万萬亿億千百十兆\s%+两一二三四五六七八九余多—~\-～]")
# Measure words that count one kind of thing: 手机 by 台, 部 or 支.
_VAGUE = ("", "个", "款", "项", "家", "种", "次", "起", "件", "类", "名", "位")
_KIN = ("台部支只个件款套", "家户个间", "人名位个", "辆台部", "次人次", "块张片颗卡枚", "起件宗个", "场次")


def same_measure(a: Mark, b: Mark) -> bool:
    """Same unit, rate and counted thing: 33.9万辆 and 15.8万辆, not 8席 and 18万人."""
    return (a.claim.per or None) == (b.claim.per or None) and same_unit(a, b)


def same_unit(a: Mark, b: Mark) -> bool:
    """Same unit and counted thing, whatever time they go by."""
    x, y = a.claim, b.claim
    if x.unit != y.unit:
        # 每公斤5.12元，前一周为4.91元: the second price leaves out what it is the price of.
        near = a.sentence.index == b.sentence.index and x.unit.partition("/")[0].removeprefix(
            "other:"
        ) == y.unit.partition("/")[0].removeprefix("other:")
        return near and ("/" in x.unit) != ("/" in y.unit)
    return x.unit != "count" or _counted_alike(a, b)


def _counted_alike(a: Mark, b: Mark) -> bool:
    x, y = a.claim, b.claim
    one_measure = x.metric_id is not None and x.metric_id == y.metric_id
    # 辆, 台 and 户 tell what they count; 个, 家 and 次 leave it to the noun.
    vague = classifier(a) in _VAGUE and x.counted != x.subject and y.counted != y.subject
    if (
        vague
        and x.counted
        and y.counted
        and not one_measure
        and not (x.counted.endswith(y.counted) or y.counted.endswith(x.counted))
    ):
        return False
    return kin(classifier(a), classifier(b))


def kin(p: str, q: str) -> bool:
    """Can two measure words count one kind of thing, as far as they are printed?"""
    return (
        not p
        or not q
        or p.endswith(q)
        or q.endswith(p)
        or any(p in family and q in family for family in _KIN)
    )


def classifier(mark: Mark) -> str:
    """The measure word behind the number."""
    return _classifier(mark.plain)


@lru_cache(maxsize=4096)
def _classifier(text: str) -> str:
    return _NUMBER.sub("", text)


def name(mark: Mark) -> str:
    """Subject and metric without the words that say nothing."""
    return _FILLER.sub("", f"{mark.claim.subject or ''}{mark.claim.metric or ''}")


@lru_cache(maxsize=4096)
def bare(text: str | None) -> str:
    """A name without the words that say nothing."""
    return _FILLER.sub("", text or "")


def overlap(a: str, b: str) -> float:
    """Share of the shorter name's character pairs that the longer one has too, 0 to 1."""
    if not a or not b:
        return 0.0
    if len(a) == 1 or len(b) == 1:
        return 1.0 if a in b or b in a else 0.0
    x, y = _bigrams(a), _bigrams(b)
    return len(x & y) / min(len(x), len(y))


@lru_cache(maxsize=4096)
def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def same_subject(a: Mark, b: Mark) -> bool:
    """The same thing by register id, else by name."""
    x, y = a.claim, b.claim
    if x.subject_id and y.subject_id:
        return x.subject_id == y.subject_id
    return bare(x.subject) == bare(y.subject)


def same_metric(a: Mark, b: Mark) -> bool:
    """The same measure by register id, else by name."""
    x, y = a.claim, b.claim
    if x.metric_id and y.metric_id:
        return x.metric_id == y.metric_id
    return bool(x.metric) and (x.metric == y.metric or bare(x.metric) == bare(y.metric) != "")


def same_time(a: Mark, b: Mark) -> bool:
    """Do both periods agree, as far as they are known?"""
    x, y = months(a.claim.period), months(b.claim.period)
    return x is None or y is None or x == y


def times_meet(a: Mark, b: Mark) -> bool:
    """Does one period lie in the other, as far as they are known?"""
    x, y = months(a.claim.period), months(b.claim.period)
    return x is None or y is None or x.contains(y) or y.contains(x)
