"""Coordinate numbers and what they point back to: 甲、乙分别为3%和5%, 上述三项依次为…, 前者36%，后者12%."""

from __future__ import annotations

import re
from dataclasses import replace

from kaoju.language.clauses import Clause
from kaoju.language.grammar import measure_at_end, measure_start, verbs
from kaoju.language.names import CONJUNCTION, EDGE, strip_lead, tidy
from kaoju.language.vocabulary import INNER_ACTION
from kaoju.records import Quantity
from kaoju.roles import role_of
from kaoju.subjects.discourse import About
from kaoju.subjects.memory import Memory

_SUFFIX = re.compile(r"(?:同比|环比)?(?:增速|增幅|降幅|涨幅|跌幅|升幅|提升|增加额|减少额|占.*比例)$")
_RECALLING = re.compile(
    r"(?:上述|以上|这|前)?([两二三四五六])(?:项|者|个|组|类|款|家)[^，\d]{0,6}?(?:分别|依次|各)"
)
_RESPECTS = frozenset("别次各")  # 分别, 依次, 各
_RESPECTIVE = re.compile(r"分别|依次|各")
_COUNTRIES = {
    c[0]: c for c in ("美国", "日本", "韩国", "英国", "德国", "法国", "中国", "印度", "俄罗斯", "欧洲")
}

# Compounds that name two or four at once: 城乡居民…分别为, 男女各占.
_COMPOUNDS = (
    ("城乡", ("城镇", "农村")),
    ("男女", ("男性", "女性")),
    ("中美", ("中国", "美国")),
    ("内外资", ("内资", "外资")),
    ("北上广深", ("北京", "上海", "广州", "深圳")),
)

_TALLY = re.compile(r"[两三四五六七八九十]大?(?:地|国|省|市|者|家|款|项|类|区|[个家款][^，、]{1,6})$")


_GRADE = re.compile(r"[大中小微轻重高低东西][小微高低]?([型级线档端部].*)")
_MADE_AND_SOLD = re.compile(r"(.*?)产、?销量?(?:数量)?$")
_CITIES = re.compile(r"^[两三四]?[个大]?(?:一线城市|地|市)$")


def _several(subject: str, n: int) -> list[str]:
    """城乡居民 for two numbers -> 城镇居民, 农村居民; none where the subject is no such compound."""
    for compound, names in _COMPOUNDS:
        if subject.startswith(compound) and len(names) == n:
            rest = _CITIES.sub("", subject[len(compound) :])
            return [name + rest.removeprefix("性") for name in names]
    return []


def _of_old(about: About, old: About) -> str | None:
    """The measure of a number that continues an old one: 分别增长22% after 营业收入 -> 营业收入增速."""
    if not about.elliptic or old.metric is None:
        return about.metric
    if about.kind == "level" and about.unit != old.unit and measure_at_end(about.metric or ""):
        return about.metric  # 净利润分别为7亿和8亿元，对应市盈率分别为32倍和27倍
    if about.kind == "change" and about.metric and old.kind != "change":
        return (old.metric or "") + about.metric.removeprefix(about.base or "")
    if about.kind == "change" and about.metric and about.base and old.base:
        return old.base + about.metric.removeprefix(about.base)  # 环比增长16%和13%，同比增长9%和8%
    return old.metric


_EACH = re.compile(r"分别|依次|各")
_AND_OTHERS = re.compile(r"等.*$")


class Coordination(Memory):
    """Gives coordinate numbers their own subjects or measures."""

    def _group(
        self, clause: Clause, group: list[Quantity], left: str, whole: str, right: str, more: bool
    ) -> list[About]:
        """Give coordinate numbers their own subjects: 工业、金融、医疗行业渗透率分别达58%、52%、49%."""
        before = self._recalled(left, len(group)) or list(self.d.group)
        n = len(group)
        about = self._read(clause, group[0], left, whole, right, more, n > 1)
        if n == 1:
            return [about]

        if len(before) == n and _RECALLING.match(strip_lead(left).strip(EDGE)):
            return [
                replace(
                    about,
                    unit=q.unit,
                    subject=old.subject,
                    metric=_of_old(replace(about, elliptic=True), old),
                )
                for old, q in zip(before, group, strict=True)
            ]

        def each(names: list[str], key: str) -> list[About]:
            made = []
            if key == "subject":
                names[-1] = _TALLY.sub("", names[-1]) or names[-1]  # 美、日、韩|三地
                last = _GRADE.match(names[-1])  # 大、中型企业
                names = [
                    name + last[1] if last and len(name) == 1 else _COUNTRIES.get(name, name)
                    for name in names
                ]
            for name, q in zip(names, group, strict=True):
                own = replace(about, unit=q.unit, role=role_of(q.unit, about.kind, about.metric))
                named = tidy(name) if key != "metric" else tidy(name + (about.metric or ""))
                made.append(
                    replace(own, subject=named)
                    if key == "subject"
                    else replace(own, metric=named, base=named)
                )
            return made

        if n == 2 and (m := _MADE_AND_SOLD.match(about.metric or "")):
            return each([m[1] + "产量", m[1] + "销量"], "measure")
        if n == 2 and (m := _MADE_AND_SOLD.match(about.subject or "")) and m[1]:
            about = replace(about, subject=tidy(m[1]), kind="level")
            return each(["产量", "销量"], "measure")  # 汽车产销分别完成270万辆和280万辆
        if parts := _several(about.subject or "", n):
            return each(parts, "subject")
        if len(names := self._names(about.subject or "", n)) == n:
            if (
                (m := INNER_ACTION.match(names[-1]))
                and m["verb"] in verbs()["nominal"]
                and about.metric == "数量"
            ):
                names[-1], about = m["head"], replace(about, metric=m["verb"] + m["noun"] + "数量")
            return each(names, "subject")
        whole = (about.subject or "") + (about.metric or "")
        if "、" in (about.subject or "") and len(names := whole.split("、")) == n:
            tail = names[-1][measure_start(names[-1]) :]  # 教育、社会保障和就业、卫生健康支出
            names[-1] = names[-1].removesuffix(tail)
            return [replace(a, metric=tail) for a in each(names, "subject")]
        if about.metric and len(names := self._names(about.metric, n)) == n:
            final = names[-1]
            if measure_at_end(names[0]):  # EBITDA及EBIT|增速: each is a measure already
                m = _SUFFIX.search(final, 1)
                tail = m[0] if m else ""
            else:  # 图像、视频|衍生模型数量
                tail = final[len(names[0]) :]
            return [
                replace(about, unit=q.unit, metric=tidy(m if m == names[-1] else m + tail))
                for m, q in zip(names, group, strict=True)
            ]
        if len(names := CONJUNCTION.split(_AND_OTHERS.sub("", self.d.area or ""))) == n:
            return each(names, "metric")
        goes_on = about.elliptic and about.kind == "change" and before and before[-1] is self.d.abouts[-1]
        if len(before) == n and (
            _RESPECTIVE.search(left) or goes_on or about.metric in (before[0].metric, before[-1].metric)
        ):
            return [
                replace(
                    about,
                    unit=q.unit,
                    subject=old.subject,
                    metric=_of_old(about, old),
                    base=old.base if old.kind == "change" else old.metric,
                )
                for old, q in zip(before, group, strict=True)
            ]
        named = [a for a in self.d.abouts[self.first :] if a.kind != "change" and a.subject]
        last = [a.subject for a in named if a.metric == named[-1].metric and a.unit == named[-1].unit][-n:]
        told = [a for a in self.d.abouts[self.first :] if a.kind in ("level", "transitive") and a.metric][-n:]
        apart = about.elliptic and about.kind == "change" and len({(a.subject, a.metric) for a in told}) == n
        if apart and _RESPECTIVE.search(left):  # 开行1.6万列，发送货物162万标箱，同比分别增长4%和3%
            return [
                replace(about, unit=q.unit, subject=old.subject, metric=_of_old(about, old))
                for old, q in zip(told, group, strict=True)
            ]
        if len(set(last)) == n and _EACH.search(left):
            return [replace(about, unit=q.unit, subject=s) for s, q in zip(last, group, strict=True)]
        return [replace(about, unit=q.unit) for q in group]

    @staticmethod
    def _names(phrase: str, n: int) -> list[str]:
        """The members of a list of `n`; 和 may be within one: 教育、社会保障和就业、卫生健康支出."""
        listed = phrase.split("/" if "/" in phrase else "、")
        return listed if len(listed) == n else CONJUNCTION.split(phrase)

    def _recalled(self, left: str, n: int) -> list[About] | None:
        """上述三项, 两组: the last n of one kind that were told, each with its number, or None."""
        if _RESPECTS.isdisjoint(left):
            return None
        m = _RECALLING.match(strip_lead(left).strip(EDGE))
        if not m or "一两三四五六".find(m[1].replace("二", "两")) + 1 != n:
            return None
        told: dict[tuple[str | None, str | None], About] = {}
        for old in self.d.abouts[-12:]:
            if old.kind not in ("change", "plain", "gap", "multiple"):
                told[old.subject, old.metric] = old
        last = list(told.values())[-n:]
        return last if len(last) == n else None

    def _read(
        self, clause: Clause, q: Quantity, left: str, whole: str, right: str, more: bool, many: bool
    ) -> About:
        raise NotImplementedError  # the reader of clauses knows
